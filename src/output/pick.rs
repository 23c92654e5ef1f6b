//! Picking worlds that are worth looking at: typical, extreme and random ones.
//!
//! The pick follows from `runs.csv` alone, which is read three times, so that it needs the same memory for a thousand runs and
//! for a million, and does not depend on how the runs came about. Only the base counts, and of it the runs that reached the
//! horizon.
//!
//! * **Typical**: the worlds nearest to the middle of everything, or to that of all worlds that give one outcome the same answer.
//!   An answer's distance from the middle is, for quantities and weeks, that from the median in units of the range between the
//!   5 % and the 95 % quantile, at most 1 (a week that does not come counts as the horizon); for others 0 if it is the most
//!   frequent answer, else 1. The distance of a world is the mean over its outcomes.
//! * **Extreme**: the world farthest from the middle; then, outcome by outcome in the order of the columns, the largest and the
//!   smallest quantity and the earliest week; then the rarest answer to each other question.
//! * **Random**: the rest, by the smallest hashes of seed and number.
//!
//! Of equals, the one with the smaller number is taken. A world counts once, whatever it is picked for.

use super::shelf::{Deed, Refused};
use crate::{
    id::Key,
    stats::{Bins, Histogram},
    study::Study,
};
use csv::{ReaderBuilder, StringRecord};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt,
    io::{self, Read},
};

/// Columns of `runs.csv` before those of the outcomes: run, chance, draw, variant, status, message.
const BEFORE: usize = 6;
/// Bins of numbers in millionths, good to 1/128 of a number.
const FINE: Bins = Bins::Doubling(6);
/// Numbers are counted in these, so that sums and orders are the same everywhere.
const UNIT: f64 = 1e6;
/// Answers to one outcome that have typical worlds of their own, the most frequent ones.
const MOST_ANSWERS: usize = 3;

/// How many worlds are picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Index of an outcome of which each answer has typical worlds of its own; nothing for typical ones of all.
    by: Option<usize>,
    typical: usize,
    extreme: usize,
    random: usize,
}

impl Wish {
    /// So many worlds: a third each, what cannot be divided first to the typical ones.
    pub const fn worlds(count: usize) -> Self {
        let (typical, extreme) = (count.div_ceil(3), count / 3);
        Self { by: None, typical, extreme, random: count - typical - extreme }
    }

    /// One typical world of each frequent answer to this outcome, an extreme one and a random one.
    pub const fn answers(outcome: usize) -> Self {
        Self { by: Some(outcome), typical: 1, extreme: 1, random: 1 }
    }
}

/// What a world was picked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nearest to the middle of the worlds with this answer: `comes` or `never` for a week, nothing for quantities and where
    /// no answers are told apart.
    Typical(String),
    /// Of what it is an extreme.
    Extreme(String),
    /// By lot.
    Random,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Typical(_) => f.write_str("typical"),
            Self::Extreme(of) => f.write_str(of),
            Self::Random => f.write_str("random"),
        }
    }
}

/// A world that was picked.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// Number of the run.
    pub run: u64,
    /// What it was picked for.
    pub whys: Vec<Why>,
    /// How far it is from the middle of everything, 0-1.
    pub distance: f64,
    /// Its cells in `runs.csv`.
    pub row: Vec<String>,
}

/// Picks worlds from `runs.csv`, which `open` opens anew each time. By run.
///
/// # Errors
/// The file cannot be read.
pub fn pick<R: Read>(
    study: &Study,
    seed: u64,
    wish: Wish,
    open: impl Fn() -> io::Result<R>,
) -> Result<Vec<Picked>, Refused> {
    pick_from(study, seed, wish, &open).map_err(|error| Deed::Read.refused("runs.csv", error))
}

fn pick_from<R: Read>(
    study: &Study,
    seed: u64,
    wish: Wish,
    open: &impl Fn() -> io::Result<R>,
) -> csv::Result<Vec<Picked>> {
    let (whole, mut groups) = samples(study, wish, open)?;
    let middle = whole.middle();
    let (mut random, mut farthest) = (BTreeSet::new(), None);
    let typical = wish.typical * groups.len();
    let all = typical + wish.extreme + wish.random;
    each(open, |run, row| {
        farthest = farthest.max(Some((whole.far(&middle, row), Reverse(run))));
        let name = whole.group(wish, row);
        if let Some(group) = groups.iter_mut().find(|group| group.answer == name) {
            first(&mut group.nearest, (whole.far(&group.middle, row), run), wish.typical);
        }
        first(&mut random, (Key::of("keep.random").with(Key(seed)).with(Key(run)).0, run), all);
    })?;
    let mut whys: BTreeMap<u64, Vec<Why>> = BTreeMap::new();
    for group in &groups {
        for (_, run) in &group.nearest {
            whys.entry(*run).or_default().push(Why::Typical(group.answer.clone()));
        }
    }
    let farthest = farthest.map(|(_, Reverse(run))| (run, "farthest".to_owned()));
    let ends = whole.questions.iter().flat_map(Question::ends);
    for (run, of) in farthest.into_iter().chain(ends).chain(whole.questions.iter().filter_map(Question::rarest)) {
        if whys.len() >= typical + wish.extreme {
            break;
        }
        whys.entry(run).or_default().push(Why::Extreme(of));
    }
    for (_, run) in &random {
        if whys.len() >= all {
            break;
        }
        whys.entry(*run).or_insert_with(|| vec![Why::Random]);
    }
    let mut picked = Vec::with_capacity(whys.len());
    each(open, |run, row| {
        if let Some(whys) = whys.remove(&run) {
            let distance = whole.far(&middle, row) as f64 / UNIT;
            picked.push(Picked { run, whys, distance, row: row.iter().map(str::to_owned).collect() });
        }
    })?;
    Ok(picked)
}

/// Worlds that have typical ones of their own.
#[derive(Debug)]
struct Group {
    answer: String,
    middle: Vec<Middle>,
    /// Those nearest to the middle: how far, and the run.
    nearest: BTreeSet<(u64, u64)>,
}

/// All worlds, and each group of them, the most frequent answer first.
fn samples<R: Read>(study: &Study, wish: Wish, open: &impl Fn() -> io::Result<R>) -> csv::Result<(Sample, Vec<Group>)> {
    let mut whole = Sample::new(study);
    let mut groups: BTreeMap<String, Sample> = BTreeMap::new();
    each(open, |run, row| {
        whole.add(run, row);
        if wish.by.is_some() {
            let name = whole.group(wish, row);
            if !groups.contains_key(name) {
                groups.insert(name.to_owned(), Sample::new(study));
            }
            if let Some(group) = groups.get_mut(name) {
                group.add(run, row);
            }
        }
    })?;
    let group = |answer, sample: &Sample| Group { answer, middle: sample.middle(), nearest: BTreeSet::new() };
    if wish.by.is_none() {
        let all = group(String::new(), &whole);
        return Ok((whole, vec![all]));
    }
    let mut groups: Vec<(String, Sample)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, sample)| Reverse(sample.worlds));
    groups.truncate(MOST_ANSWERS);
    Ok((whole, groups.into_iter().map(|(answer, sample)| group(answer, &sample)).collect()))
}

/// Worlds, by what they answered.
#[derive(Debug)]
struct Sample {
    worlds: u64,
    questions: Vec<Question>,
}

impl Sample {
    fn new(study: &Study) -> Self {
        Self { worlds: 0, questions: questions(study) }
    }

    fn add(&mut self, run: u64, row: &StringRecord) {
        self.worlds += 1;
        self.questions.iter_mut().enumerate().for_each(|(i, question)| question.count(row.get(BEFORE + i), run));
    }

    fn middle(&self) -> Vec<Middle> {
        self.questions.iter().map(Question::middle).collect()
    }

    /// How far a world is from a middle, in millionths.
    fn far(&self, middles: &[Middle], row: &StringRecord) -> u64 {
        let parts = middles.iter().zip(&self.questions).enumerate();
        let sum: f64 = parts.map(|(i, (middle, question))| middle.far(&question.answer(row.get(BEFORE + i)))).sum();
        (sum / self.questions.len().max(1) as f64 * UNIT).round() as u64
    }

    /// The group that a world belongs to.
    fn group<'a>(&self, wish: Wish, row: &'a StringRecord) -> &'a str {
        let by = wish.by.and_then(|by| Some((self.questions.get(by)?.kind, row.get(BEFORE + by)?)));
        match by {
            None | Some(("quantity", _)) => "",
            Some(("week", "")) => "never",
            Some(("week", _)) => "comes",
            Some((_, word)) => word,
        }
    }
}

/// Keeps the smallest so many.
fn first(kept: &mut BTreeSet<(u64, u64)>, one: (u64, u64), most: usize) {
    kept.insert(one);
    if kept.len() > most {
        kept.pop_last();
    }
}

/// Every run of the base that reached the horizon.
fn each<R: Read>(open: &impl Fn() -> io::Result<R>, mut see: impl FnMut(u64, &StringRecord)) -> csv::Result<()> {
    let mut reader = ReaderBuilder::new().from_reader(io::BufReader::new(open()?));
    let mut row = StringRecord::new();
    while reader.read_record(&mut row)? {
        if let (Some(Ok(run)), Some("base"), Some("ok")) = (row.get(0).map(str::parse), row.get(3), row.get(4)) {
            see(run, &row);
        }
    }
    Ok(())
}

/// An answer as it is compared.
#[derive(Clone, Debug, PartialEq)]
enum Answer<'a> {
    Number(i64),
    Word(&'a str),
}

/// An outcome, and what was answered.
#[derive(Debug)]
struct Question {
    id: String,
    kind: &'static str,
    horizon: u32,
    histogram: Histogram,
    range: Option<[(i64, u64); 2]>,
    /// How often each word was the answer, and first in which run.
    words: BTreeMap<String, (u64, u64)>,
}

fn questions(study: &Study) -> Vec<Question> {
    let outcomes = study.variants.first().map_or(&[][..], |base| &base.outcomes);
    let question = |outcome: &crate::study::Outcome| Question {
        id: outcome.id.clone(),
        kind: outcome.kind(),
        horizon: study.weeks,
        histogram: Histogram::default(),
        range: None,
        words: BTreeMap::new(),
    };
    outcomes.iter().map(question).collect()
}

impl Question {
    fn answer<'a>(&self, cell: Option<&'a str>) -> Answer<'a> {
        let cell = cell.unwrap_or_default();
        match self.kind {
            "week" | "quantity" => {
                let never = if self.kind == "week" { f64::from(self.horizon) } else { 0.0 };
                Answer::Number((cell.parse().unwrap_or(never) * UNIT).round() as i64)
            }
            _ => Answer::Word(cell),
        }
    }

    fn count(&mut self, cell: Option<&str>, run: u64) {
        match self.answer(cell) {
            Answer::Number(x) => {
                self.histogram.add(FINE.bin(x));
                let [low, high] = self.range.get_or_insert([(x, run), (x, run)]);
                if x < low.0 {
                    *low = (x, run);
                }
                if x > high.0 {
                    *high = (x, run);
                }
            }
            Answer::Word(word) => match self.words.get_mut(word) {
                Some((count, _)) => *count += 1,
                None => drop(self.words.insert(word.to_owned(), (1, run))),
            },
        }
    }

    fn middle(&self) -> Middle {
        let quantile = |q| self.histogram.quantile(q).map_or(0.0, |bin| FINE.middle(bin));
        let common = self.words.iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.1.1.cmp(&a.1.1)));
        Middle {
            median: quantile(0.5),
            width: quantile(0.95) - quantile(0.05),
            common: common.map(|(word, _)| word.clone()).unwrap_or_default(),
        }
    }

    fn ends(&self) -> Vec<(u64, String)> {
        let id = &self.id;
        match (self.range, self.kind) {
            (Some([low, high]), "quantity") if low.0 < high.0 => {
                vec![(high.1, format!("largest {id}")), (low.1, format!("smallest {id}"))]
            }
            (Some([low, high]), "week") if low.0 < high.0 => vec![(low.1, format!("earliest {id}"))],
            _ => Vec::new(),
        }
    }

    fn rarest(&self) -> Option<(u64, String)> {
        let rarest = self.words.iter().min_by_key(|(_, count_and_run)| **count_and_run);
        let (word, (_, run)) = rarest.filter(|_| self.words.len() > 1)?;
        Some((*run, format!("rarest {}: {word}", self.id)))
    }
}

/// The middle of the answers to a question.
#[derive(Debug)]
struct Middle {
    median: f64,
    width: f64,
    common: String,
}

impl Middle {
    fn far(&self, answer: &Answer) -> f64 {
        match answer {
            Answer::Word(word) => f64::from(*word != self.common),
            Answer::Number(x) => {
                let far = (*x as f64 - self.median).abs();
                if self.width > 0.0 { (far / self.width).min(1.0) } else { f64::from(far > 0.0) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ensemble::toy;
    use std::fmt::Write;

    /// Outcomes of the toy: `army_holds`, `first_blood` (week), `deaths`, `town`, `holder`.
    fn wished(rows: &[&str], wish: Wish, seed: u64) -> Vec<Picked> {
        let mut text = "run,chance,draw,variant,status,message,army_holds,first_blood,deaths,town,holder\n".to_owned();
        for (run, row) in rows.iter().enumerate() {
            let _ = write!(text, "{run},{run},0,base,{row}\n{run},{run},0,more_rebels,ok,,true,9,999999,x,y\n");
        }
        pick(&toy::study(20, &[]), seed, wish, || Ok(text.as_bytes())).unwrap()
    }

    fn picked(rows: &[&str], worlds: usize, seed: u64) -> Vec<Picked> {
        wished(rows, Wish::worlds(worlds), seed)
    }

    fn whys(picked: &[Picked]) -> Vec<(u64, String)> {
        let joined = |p: &Picked| p.whys.iter().map(ToString::to_string).collect::<Vec<_>>().join("|");
        picked.iter().map(|p| (p.run, joined(p))).collect()
    }

    const ROWS: [&str; 9] = [
        "ok,,true,3,100,held,army",
        "ok,,true,3,110,held,army",
        "ok,,true,,120,held,army",
        "ok,,false,3,90,held,rebels",
        "ok,,true,1,105,lost,army",
        "broken_law,week 1: gone,,,,,",
        "ok,,true,3,104,held,army",
        "ok,,true,4,400,held,army",
        "ok,,true,2,3,held,army",
    ];

    #[test]
    fn the_middle_and_the_ends_are_picked_and_failed_runs_are_not() {
        let six = whys(&picked(&ROWS, 6, 1));
        let why = |run| six.iter().find(|(r, _)| *r == run).map(|(_, why)| why.as_str()).unwrap_or_default();
        assert_eq!(six.len(), 6);
        assert_eq!((why(6), why(3), why(4)), ("typical", "farthest", "earliest first_blood"));
        assert!(six.windows(2).all(|two| two[0].0 < two[1].0));
        assert_eq!(six.iter().filter(|(_, why)| why == "random").count(), 2);
        let all = picked(&ROWS, 50, 1);
        assert_eq!(all.iter().map(|p| p.run).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 6, 7, 8]);
        let said = whys(&all);
        assert_eq!(said[3].1, "typical|farthest|rarest army_holds: false|rarest holder: rebels");
        assert!(said[4].1.contains("earliest first_blood") && said[7].1.contains("smallest deaths"), "{said:?}");
        assert!(said.iter().all(|(_, why)| why.contains("typical")));
        assert!(all.iter().all(|p| (0.0..=1.0).contains(&p.distance) && p.row[0] == p.run.to_string()));
        assert_eq!(picked(&ROWS, 6, 1), picked(&ROWS, 6, 1));
        assert!((2..40).any(|seed| picked(&ROWS, 6, seed) != picked(&ROWS, 6, 1)));
        assert!(picked(&ROWS, 0, 1).is_empty() && picked(&[], 6, 1).is_empty());
    }

    #[test]
    fn each_frequent_answer_has_a_typical_world_of_its_own() {
        // By `holder`: the army in seven worlds, the rebels in one; by `first_blood`: it comes, or never.
        let typical = |outcome| -> Vec<(u64, Why)> {
            let picked = wished(&ROWS, Wish::answers(outcome), 1);
            assert_eq!(picked.len(), 4, "one of each answer, an extreme one and a random one");
            let pairs = picked.iter().flat_map(|p| p.whys.iter().map(|why| (p.run, why.clone())));
            pairs.filter(|(_, why)| matches!(why, Why::Typical(_))).collect()
        };
        let of = |answer: &str| Why::Typical(answer.to_owned());
        assert_eq!(typical(4), [(3, of("rebels")), (6, of("army"))]);
        assert_eq!(typical(1), [(2, of("never")), (6, of("comes"))]);
        assert_eq!(wished(&ROWS, Wish::answers(2), 1).len(), 3, "quantities are not told apart");
    }
}
