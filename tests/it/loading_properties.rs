//! No bytes, wherever they are thrown, make reading panic, and what it accepts can be played. Thrown are the files of
//! `tests/corpus/`, changed at random; `tests/fuzz/` throws the same at the same targets, guided by coverage.

#[path = "../fuzz/targets.rs"]
mod targets;

use escalade::inside::seeds::number;
use proptest::{prelude::*, sample::Index};
use std::{fs, path::Path};
use targets::{Ground, Target};

const TARGETS: [(Target, &str); 4] = [
    (Target::Tables, "tables"),
    (Target::Scenarios, "scenarios"),
    (Target::Patches, "patches"),
    (Target::Settings, "settings"),
];

/// Pieces of what reading knows, so that more than the first check is reached.
const WORDS: [&str; 64] = [
    "id",
    "name",
    "kind",
    "claims",
    "actor",
    "place",
    ",",
    ";",
    "\n",
    "\r\n",
    "\"",
    "|",
    ":",
    "..",
    " log",
    "0.5",
    "-1",
    "1e400",
    "nan",
    "2020-01-01",
    "[set]",
    "[injects.x]",
    "[add.forces.y]",
    "[outcomes.z]",
    "=",
    "{",
    "}",
    "[",
    "]",
    "week",
    "state",
    "band",
    "front",
    "north",
    "is",
    "value",
    "\u{feff}",
    "é",
    "\0",
    "ties.state:front.trust",
    "p1",
    "when",
    "every",
    "at_least",
    "for_weeks",
    "totals.deaths",
    "places.north.holder",
    "nobody",
    "remove",
    "scheduled",
    "injects.rain.week",
    "inf",
    "0",
    "999999999999",
    "1..2",
    "true",
    "''",
    "actors.",
    ".",
    "do",
    "set",
    "raid",
    "massacre",
    "2020-07-06",
];

/// One change to a text.
#[derive(Clone, Debug)]
enum Edit {
    Cut(Index, usize),
    Word(Index, &'static str),
    Bytes(Index, Vec<u8>),
    /// A stretch of it once more, elsewhere.
    Again(Index, usize, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (any::<Index>(), 1..40_usize).prop_map(|(at, n)| Edit::Cut(at, n)),
        (any::<Index>(), prop::sample::select(WORDS.to_vec())).prop_map(|(at, word)| Edit::Word(at, word)),
        (any::<Index>(), prop::collection::vec(any::<u8>(), 1..6)).prop_map(|(at, bytes)| Edit::Bytes(at, bytes)),
        (any::<Index>(), 1..120_usize, any::<Index>()).prop_map(|(from, n, to)| Edit::Again(from, n, to)),
    ]
}

fn changed(text: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut text = text.to_vec();
    for edit in edits {
        let place = |at: &Index| at.index(text.len() + 1);
        let stretch = |at: &Index, n: usize| place(at)..(place(at) + n).min(text.len());
        match edit {
            Edit::Cut(at, n) => drop(text.drain(stretch(at, *n))),
            Edit::Word(at, word) => drop(text.splice(place(at)..place(at), word.bytes())),
            Edit::Bytes(at, bytes) => drop(text.splice(place(at)..place(at), bytes.iter().copied())),
            Edit::Again(from, n, to) => {
                let (piece, to) = (text[stretch(from, *n)].to_vec(), place(to));
                text.splice(to..to, piece);
            }
        }
    }
    text
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The corpus of a target: its files by name.
fn corpus(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(root().join("tests/corpus").join(folder)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut all: Vec<_> =
        paths.map(|p| (p.file_name().unwrap().to_string_lossy().into_owned(), fs::read(p).unwrap())).collect();
    all.sort();
    all
}

#[test]
fn the_corpus_is_read_without_a_panic() {
    let ground = Ground::new(root());
    for (target, folder) in TARGETS {
        let corpus = corpus(folder);
        let accepted = corpus.iter().filter(|(_, bytes)| ground.throw(target, bytes)).count();
        assert!(0 < accepted && accepted < corpus.len(), "{folder}: {accepted} of {} are accepted", corpus.len());
    }
}

#[test]
fn changed_corpora_are_read_without_a_panic() {
    let ground = Ground::new(root());
    for (target, folder) in TARGETS {
        let corpus = corpus(folder);
        let texts = (any::<Index>(), prop::collection::vec(edit(), 0..8));
        let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
        proptest!(config, |((which, edits) in texts)| {
            let (name, text) = which.get(&corpus);
            let text = changed(text, &edits);
            let _ = (name, ground.throw(target, &text));
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn noise_is_read_without_a_panic(noise in prop::collection::vec(any::<u8>(), 0..300), which in 0..TARGETS.len()) {
        Ground::new(root()).throw(TARGETS[which].0, &noise);
    }

    #[test]
    fn numbers(text in ".{0,20}") {
        if let Ok(written) = number::range(&text, -10.0, 10.0) {
            prop_assert!(-10.0 <= written.low && written.low <= written.high && written.high <= 10.0);
        }
    }
}
