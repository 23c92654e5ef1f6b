//! What showed last that a lever is alive, kept in a file, so that a walk over all levers need not look for it again.

use std::{collections::BTreeMap, fs, path::PathBuf, sync::Mutex};

/// A change that moved something in one world of a base.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Label of the base.
    pub base: String,
    /// What was changed, in the words of the walk.
    pub change: String,
    /// Number of the world.
    pub world: usize,
}

/// What showed of the levers of one walk.
pub struct Witnesses {
    walk: &'static str,
    before: BTreeMap<String, Shown>,
    now: Mutex<BTreeMap<String, Shown>>,
}

impl Witnesses {
    /// Knows nothing.
    pub fn none() -> Self {
        Self { walk: "", before: BTreeMap::new(), now: Mutex::default() }
    }

    /// What the file says of a walk; nothing of lines that it cannot read.
    pub fn read(walk: &'static str) -> Self {
        let text = fs::read_to_string(file(walk)).unwrap_or_default();
        let line = |line: &str| {
            let mut cells = line.split('\t').map(str::to_owned);
            let (lever, base, change) = (cells.next()?, cells.next()?, cells.next()?);
            Some((lever, Shown { base, change, world: cells.next()?.parse().ok()? }))
        };
        Self { before: text.lines().filter_map(line).collect(), walk, ..Self::none() }
    }

    /// Whether a lever is alive: where it showed last, or else by a search.
    pub fn hold(
        &self,
        lever: &str,
        again: impl FnOnce(&Shown) -> Option<Shown>,
        search: impl FnOnce() -> Option<Shown>,
    ) -> bool {
        let shown = self.before.get(lever).and_then(again).or_else(|| {
            eprintln!("looks for {lever}");
            search()
        });
        let Some(shown) = shown else {
            eprintln!("dead: {lever}");
            return false;
        };
        self.now.lock().unwrap().insert(lever.to_owned(), shown);
        true
    }

    /// Writes the file, if asked to.
    pub fn write(&self) {
        if std::env::var_os("ESCALADE_REGENERATE").is_none() {
            return;
        }
        let now = self.now.lock().unwrap();
        let line =
            |(lever, shown): (&String, &Shown)| format!("{lever}\t{}\t{}\t{}\n", shown.base, shown.change, shown.world);
        fs::write(file(self.walk), now.iter().map(line).collect::<Vec<_>>().concat()).unwrap();
    }
}

fn file(walk: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/levers").join(format!("{walk}.txt"))
}

#[test]
fn a_lever_that_shows_where_it_showed_last_is_not_looked_for() {
    let shown = |world| Shown { base: "a".to_owned(), change: "1".to_owned(), world };
    let known = Witnesses { before: BTreeMap::from([("x".to_owned(), shown(3))]), ..Witnesses::none() };
    assert!(known.hold("x", |s| Some(s.clone()), || panic!("it is known")));
    assert!(known.hold("x", |_| None, || Some(shown(5))), "what shows no more is looked for");
    assert!(!known.hold("x", |_| None, || None) && !known.hold("y", |s| Some(s.clone()), || None));
    assert_eq!(*known.now.lock().unwrap(), BTreeMap::from([("x".to_owned(), shown(5))]));
}
