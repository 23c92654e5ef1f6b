//! Picking worlds that are worth looking at: typical, extreme and random ones.
//!
//! The pick follows from `runs.csv` alone, which is read three times, so that it needs the same memory for a thousand runs and
//! for a million, and does not depend on how the runs came about. Only the base counts, and of it the runs that reached the
//! horizon.
//!
//! * **Typical**: a third, rounded up. The worlds nearest to the middle of everything. An answer's distance from the middle is, for
//!   quantities and weeks, that from the median in units of the range between the 5 % and the 95 % quantile, at most 1 (a week
//!   that does not come counts as the horizon); for others 0 if it is the most frequent answer, else 1. The distance of a world
//!   is the mean over its outcomes.
//! * **Extreme**: a third, rounded down. The world farthest from the middle; then, outcome by outcome in the order of the columns,
//!   the largest and the smallest quantity and the earliest week; then the rarest answer to each other question.
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
    io::{self, Read},
};

/// Columns of `runs.csv` before those of the outcomes: run, chance, draw, variant, status, message.
const BEFORE: usize = 6;
/// Bins of numbers in millionths, good to 1/128 of a number.
const FINE: Bins = Bins::Doubling(6);
/// Numbers are counted in these, so that sums and orders are the same everywhere.
const UNIT: f64 = 1e6;

/// A world that was picked.
#[derive(Clone, Debug, PartialEq)]
pub struct Picked {
    /// Number of the run.
    pub run: u64,
    /// `typical`, `random`, or of what it is an extreme; joined by `|`.
    pub why: String,
    /// How far it is from the middle of everything, 0-1.
    pub distance: f64,
}

/// Picks so many worlds from `runs.csv`, which `open` opens anew each time. By run.
///
/// # Errors
/// The file cannot be read.
pub fn pick<R: Read>(
    study: &Study,
    seed: u64,
    worlds: u64,
    open: impl Fn() -> io::Result<R>,
) -> Result<Vec<Picked>, Refused> {
    pick_from(study, seed, worlds as usize, &open).map_err(|error| Deed::Read.refused("runs.csv", error))
}

fn pick_from<R: Read>(
    study: &Study,
    seed: u64,
    worlds: usize,
    open: &impl Fn() -> io::Result<R>,
) -> csv::Result<Vec<Picked>> {
    let mut questions = questions(study);
    each(open, |run, row| {
        questions.iter_mut().enumerate().for_each(|(i, question)| question.count(row.get(BEFORE + i), run));
    })?;
    let middles: Vec<Middle> = questions.iter().map(Question::middle).collect();
    let far = |row: &StringRecord| {
        let parts = middles.iter().zip(&questions).enumerate();
        let sum: f64 = parts.map(|(i, (middle, question))| middle.far(&question.answer(row.get(BEFORE + i)))).sum();
        (sum / questions.len().max(1) as f64 * UNIT).round() as u64
    };
    let (mut nearest, mut random, mut farthest) = (BTreeSet::new(), BTreeSet::new(), None);
    each(open, |run, row| {
        let far = far(row);
        first(&mut nearest, (far, run), worlds);
        farthest = farthest.max(Some((far, Reverse(run))));
        first(&mut random, (Key::of("keep.random").with(Key(seed)).with(Key(run)).0, run), worlds);
    })?;
    let mut whys: BTreeMap<u64, Vec<String>> = BTreeMap::new();
    let typical = worlds.div_ceil(3);
    for (_, run) in nearest.iter().take(typical) {
        whys.entry(*run).or_default().push("typical".to_owned());
    }
    let farthest = farthest.map(|(_, Reverse(run))| (run, "farthest".to_owned()));
    let ends = questions.iter().flat_map(Question::ends);
    for (run, why) in farthest.into_iter().chain(ends).chain(questions.iter().filter_map(Question::rarest)) {
        if whys.len() >= typical + worlds / 3 {
            break;
        }
        whys.entry(run).or_default().push(why);
    }
    for (_, run) in &random {
        if whys.len() >= worlds {
            break;
        }
        whys.entry(*run).or_insert_with(|| vec!["random".to_owned()]);
    }
    let mut picked = Vec::with_capacity(whys.len());
    each(open, |run, row| {
        if let Some(why) = whys.get(&run) {
            picked.push(Picked { run, why: why.join("|"), distance: far(row) as f64 / UNIT });
        }
    })?;
    Ok(picked)
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
    fn picked(rows: &[&str], worlds: u64, seed: u64) -> Vec<Picked> {
        let mut text = "run,chance,draw,variant,status,message,army_holds,first_blood,deaths,town,holder\n".to_owned();
        for (run, row) in rows.iter().enumerate() {
            let _ = write!(text, "{run},{run},0,base,{row}\n{run},{run},0,more_rebels,ok,,true,9,999999,x,y\n");
        }
        pick(&toy::study(20, &[]), seed, worlds, || Ok(text.as_bytes())).unwrap()
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
        let six: Vec<(u64, String)> = picked(&ROWS, 6, 1).into_iter().map(|p| (p.run, p.why)).collect();
        let why = |run| six.iter().find(|(r, _)| *r == run).map(|(_, why)| why.as_str()).unwrap_or_default();
        assert_eq!(six.len(), 6);
        assert_eq!((why(6), why(3), why(4)), ("typical", "farthest", "earliest first_blood"));
        assert!(six.windows(2).all(|two| two[0].0 < two[1].0));
        assert_eq!(six.iter().filter(|(_, why)| why == "random").count(), 2);
        let all = picked(&ROWS, 50, 1);
        assert_eq!(all.iter().map(|p| p.run).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 6, 7, 8]);
        let whys: Vec<&str> = all.iter().map(|p| p.why.as_str()).collect();
        assert_eq!(whys[3], "typical|farthest|rarest army_holds: false|rarest holder: rebels");
        assert!(whys[4].contains("earliest first_blood") && whys[7].contains("smallest deaths"), "{whys:?}");
        assert!(all.iter().all(|p| p.why.contains("typical") && (0.0..=1.0).contains(&p.distance)));
        assert_eq!(picked(&ROWS, 6, 1), picked(&ROWS, 6, 1));
        assert!((2..40).any(|seed| picked(&ROWS, 6, seed) != picked(&ROWS, 6, 1)));
        assert!(picked(&ROWS, 0, 1).is_empty() && picked(&[], 6, 1).is_empty());
    }
}
