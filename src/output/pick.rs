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
    fault::Fault,
    history::{
        Status,
        rows::{Ran, Runs},
    },
    id::Key,
    stats::{Bins, Histogram},
    study::{
        Answer, Outcome, Study,
        outcome::{Compared, Ends},
    },
    table::read::{self, Reader},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    fmt,
    io::{self, Read},
};

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
    /// The run, with its answers.
    pub ran: Ran,
    /// What it was picked for.
    pub whys: Vec<Why>,
    /// How far it is from the middle of everything, 0-1.
    pub distance: f64,
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
    pick_from(study, seed, wish, &open).map_err(|fault| Deed::Read.refused("runs.csv", fault.message))
}

fn pick_from<R: Read>(
    study: &Study,
    seed: u64,
    wish: Wish,
    open: &impl Fn() -> io::Result<R>,
) -> Result<Vec<Picked>, Fault> {
    let (whole, mut groups) = samples(study, wish, open)?;
    let middle = whole.middle();
    let (mut random, mut farthest) = (BTreeSet::new(), None);
    let typical = wish.typical * groups.len();
    let all = typical + wish.extreme + wish.random;
    each(study, open, |ran| {
        let run = ran.run;
        farthest = farthest.max(Some((whole.far(&middle, ran), Reverse(run))));
        let name = whole.group(wish, ran);
        if let Some(group) = groups.iter_mut().find(|group| group.answer == name) {
            first(&mut group.nearest, (whole.far(&group.middle, ran), run), wish.typical);
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
    each(study, open, |ran| {
        if let Some(whys) = whys.remove(&ran.run) {
            picked.push(Picked { ran: ran.clone(), whys, distance: whole.far(&middle, ran) as f64 / UNIT });
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
fn samples<R: Read>(
    study: &Study,
    wish: Wish,
    open: &impl Fn() -> io::Result<R>,
) -> Result<(Sample, Vec<Group>), Fault> {
    let mut whole = Sample::new(study);
    let mut groups: BTreeMap<String, Sample> = BTreeMap::new();
    each(study, open, |ran| {
        whole.add(ran);
        if wish.by.is_some() {
            let name = whole.group(wish, ran);
            if !groups.contains_key(name) {
                groups.insert(name.to_owned(), Sample::new(study));
            }
            if let Some(group) = groups.get_mut(name) {
                group.add(ran);
            }
        }
    })?;
    let of_sample = |answer, sample: &Sample| Group { answer, middle: sample.middle(), nearest: BTreeSet::new() };
    if wish.by.is_none() {
        let all = of_sample(String::new(), &whole);
        return Ok((whole, vec![all]));
    }
    let mut groups: Vec<(String, Sample)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, sample)| Reverse(sample.worlds));
    groups.truncate(MOST_ANSWERS);
    Ok((whole, groups.into_iter().map(|(answer, sample)| of_sample(answer, &sample)).collect()))
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

    fn add(&mut self, ran: &Ran) {
        self.worlds += 1;
        self.questions.iter_mut().zip(&ran.answers).for_each(|(question, answer)| question.count(answer, ran.run));
    }

    fn middle(&self) -> Vec<Middle> {
        self.questions.iter().map(Question::middle).collect()
    }

    /// How far a world is from a middle, in millionths.
    fn far(&self, middles: &[Middle], ran: &Ran) -> u64 {
        let parts = middles.iter().zip(&self.questions).zip(&ran.answers);
        let sum: f64 = parts
            .map(|((middle, question), answer)| {
                middle.far(&question.outcome.kind.home().compared(answer, question.horizon))
            })
            .sum();
        (sum / self.questions.len().max(1) as f64 * UNIT).round() as u64
    }

    /// The group that a world belongs to.
    fn group<'r>(&self, wish: Wish, ran: &'r Ran) -> &'r str {
        let by = wish.by.and_then(|by| self.questions.get(by).zip(ran.answers.get(by)));
        by.map_or("", |(question, answer)| question.outcome.kind.home().group(answer))
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
fn each<R: Read>(study: &Study, open: &impl Fn() -> io::Result<R>, mut see: impl FnMut(&Ran)) -> Result<(), Fault> {
    let unreadable =
        |error: io::Error| read::fault("runs.csv", 0, 0..0, "", format!("the file cannot be read: {error}"), "");
    let mut reader = Reader::open("runs.csv", open().map_err(unreadable)?, &Runs::layout_of(study))?;
    while reader.advance()? {
        let ran = Ran::read(&reader, study)?;
        if ran.variant == 0 && ran.status == Status::Ok {
            see(&ran);
        }
    }
    Ok(())
}

/// An outcome, and what was answered.
#[derive(Debug)]
struct Question {
    outcome: Outcome,
    horizon: u32,
    histogram: Histogram,
    range: Option<[(i128, u64); 2]>,
    /// How often each word was the answer, and first in which run.
    words: BTreeMap<String, (u64, u64)>,
}

fn questions(study: &Study) -> Vec<Question> {
    let outcomes = study.variants.first().map_or(&[][..], |base| &base.outcomes);
    let question = |outcome: &Outcome| Question {
        outcome: outcome.clone(),
        horizon: study.weeks,
        histogram: Histogram::default(),
        range: None,
        words: BTreeMap::new(),
    };
    outcomes.iter().map(question).collect()
}

impl Question {
    fn count(&mut self, answer: &Answer, run: u64) {
        match self.outcome.kind.home().compared(answer, self.horizon) {
            Compared::Number(x) => {
                let x = (x * UNIT).round() as i128;
                self.histogram.add(FINE, x);
                let [low, high] = self.range.get_or_insert([(x, run), (x, run)]);
                if x < low.0 {
                    *low = (x, run);
                }
                if x > high.0 {
                    *high = (x, run);
                }
            }
            Compared::Word(word) => match self.words.get_mut(word) {
                Some((count, _)) => *count += 1,
                None => drop(self.words.insert(word.to_owned(), (1, run))),
            },
        }
    }

    fn middle(&self) -> Middle {
        let quantile = |q| self.histogram.quantile(q, FINE).unwrap_or(0.0);
        let common = self.words.iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then(b.1.1.cmp(&a.1.1)));
        Middle {
            median: quantile(0.5),
            width: quantile(0.95) - quantile(0.05),
            common: common.map(|(word, _)| word.clone()).unwrap_or_default(),
        }
    }

    fn ends(&self) -> Vec<(u64, String)> {
        let id = &self.outcome.id;
        match (self.outcome.kind.home().ends(), self.range) {
            (Ends::Both, Some([low, high])) if low.0 < high.0 => {
                vec![(high.1, format!("largest {id}")), (low.1, format!("smallest {id}"))]
            }
            (Ends::Earliest, Some([low, high])) if low.0 < high.0 => vec![(low.1, format!("earliest {id}"))],
            _ => Vec::new(),
        }
    }

    fn rarest(&self) -> Option<(u64, String)> {
        if self.outcome.kind.home().ends() != Ends::Rarest {
            return None;
        }
        let rarest = self.words.iter().min_by_key(|(_, count_and_run)| **count_and_run);
        let (word, (_, run)) = rarest.filter(|_| self.words.len() > 1)?;
        Some((*run, format!("rarest {}: {word}", self.outcome.id)))
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
    fn far(&self, answer: &Compared) -> f64 {
        match answer {
            Compared::Word(word) => f64::from(*word != self.common),
            Compared::Number(x) => {
                let far = ((x * UNIT).round() - self.median).abs();
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
        picked.iter().map(|p| (p.ran.run, joined(p))).collect()
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
        assert_eq!(all.iter().map(|p| p.ran.run).collect::<Vec<_>>(), [0, 1, 2, 3, 4, 6, 7, 8]);
        let said = whys(&all);
        assert_eq!(said[3].1, "typical|farthest|rarest army_holds: false|rarest holder: rebels");
        assert!(said[4].1.contains("earliest first_blood") && said[7].1.contains("smallest deaths"), "{said:?}");
        assert!(said.iter().all(|(_, why)| why.contains("typical")));
        assert!(all.iter().all(|p| (0.0..=1.0).contains(&p.distance) && p.ran.answers.len() == 5));
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
            let pairs = picked.iter().flat_map(|p| p.whys.iter().map(|why| (p.ran.run, why.clone())));
            pairs.filter(|(_, why)| matches!(why, Why::Typical(_))).collect()
        };
        let of = |answer: &str| Why::Typical(answer.to_owned());
        assert_eq!(typical(4), [(3, of("rebels")), (6, of("army"))]);
        assert_eq!(typical(1), [(2, of("never")), (6, of("comes"))]);
        assert_eq!(wished(&ROWS, Wish::answers(2), 1).len(), 3, "quantities are not told apart");
    }
}
