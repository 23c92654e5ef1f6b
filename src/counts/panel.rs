//! What is counted of an outcome: each answer becomes a few numbers, and each number has its tally.

use crate::{
    stats::{Estimate, Tally, UNIT, cluster::in_units},
    study::{Answer, Number, Outcome, Statistic},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Names one number of an outcome; the order is that of the rows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Key {
    /// What is estimated.
    pub statistic: Statistic,
    rank: u16,
    /// Level of a category, else empty.
    pub level: String,
}

impl Key {
    fn plain(statistic: Statistic) -> Self {
        Self { statistic, rank: 0, level: String::new() }
    }

    /// Whether a run that says nothing of it counts as zero: one level of a category was taken, so the others were not. A mean is
    /// over the runs that have a number.
    fn is_zero_unsaid(&self) -> bool {
        self.statistic == Statistic::Probability
    }
}

/// One value of a run, in millionths.
pub type Value = (Key, i128);

/// The numbers of an answer.
pub fn values(outcome: &Outcome, answer: &Answer, weeks: u32) -> Vec<Value> {
    let key = |number: &Number| match number.level {
        None => Key::plain(number.statistic),
        Some((level, rank)) => level_key(rank, level),
    };
    outcome.numbers(answer, weeks).iter().map(|number| (key(number), in_units(number.value))).collect()
}

fn level_key(rank: Option<usize>, level: &str) -> Key {
    let rank = rank.map_or(u16::MAX, |rank| rank as u16);
    Key { statistic: Statistic::Probability, rank, level: level.to_owned() }
}

/// The tallies of one outcome. A level that a run did not take counts as zero there; a rank that it has not does not count.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Panel {
    /// Whether its numbers are whole.
    whole: bool,
    /// What a level that nobody has taken so far would show.
    zero: Tally,
    /// In boxes: the map sets aside room for eleven at once, and most outcomes have one or two.
    #[serde(with = "listed")]
    tallies: BTreeMap<Key, Box<Tally>>,
}

impl Panel {
    /// A panel with a tally for every level that the outcome can have, seen or not.
    pub fn new(outcome: &Outcome) -> Self {
        let levels = outcome.ask.levels().iter().enumerate();
        let tallies = levels.map(|(rank, level)| (level_key(Some(rank), level), Box::default())).collect();
        Self { whole: outcome.ask.is_whole(), tallies, ..Self::default() }
    }

    /// The tally of a number that nobody has shown so far.
    fn fresh(&self, key: &Key) -> Tally {
        if key.is_zero_unsaid() { self.zero.clone() } else { Tally::of_whole(self.whole) }
    }

    /// Counts a run.
    pub fn add(&mut self, values: &[Value]) {
        for (key, _) in values {
            if !self.tallies.contains_key(key) {
                self.tallies.insert(key.clone(), Box::new(self.fresh(key)));
            }
        }
        for (key, tally) in &mut self.tallies {
            let value = values.iter().find(|(k, _)| k == key).map(|(_, value)| *value);
            if let Some(value) = value.or(key.is_zero_unsaid().then_some(0)) {
                tally.add(value);
            }
        }
        self.zero.add(0);
    }

    /// Ends a draw of this scramble.
    pub fn close(&mut self, scramble: usize) {
        self.tallies.values_mut().for_each(|tally| tally.close(scramble));
        self.zero.close(scramble);
    }

    /// Adds another part of the ensemble: a level that only one of the two has seen is a zero in the other.
    pub fn merge(&mut self, other: &Self) {
        for key in other.tallies.keys().filter(|key| !self.tallies.contains_key(key)).cloned().collect::<Vec<_>>() {
            let fresh = self.fresh(&key);
            self.tallies.insert(key, Box::new(fresh));
        }
        for (key, tally) in &mut self.tallies {
            if let Some(theirs) =
                other.tallies.get(key).map(|tally| &**tally).or(key.is_zero_unsaid().then_some(&other.zero))
            {
                tally.merge(theirs);
            }
        }
        self.zero.merge(&other.zero);
    }

    /// Runs counted.
    pub fn n(&self) -> u64 {
        self.zero.n()
    }

    /// Every number with its tally, in the order of the rows.
    pub fn rows(&self) -> impl Iterator<Item = (&Key, &Tally)> {
        self.tallies.iter().map(|(key, tally)| (key, &**tally))
    }
}

/// The estimate of a number, given the least and the most that it can be if it is no share.
pub fn estimate(key: &Key, tally: &Tally, bounds: (f64, f64)) -> Option<Estimate> {
    if key.statistic == Statistic::Probability { tally.proportion() } else { tally.mean_within(bounds) }
}

/// The differences of one outcome between a what-if and the base, world by world.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Pairs {
    /// Differences.
    pub panel: Panel,
    #[serde(with = "listed")]
    base: BTreeMap<Key, i128>,
}

impl Pairs {
    /// Counts a world.
    pub fn add(&mut self, base: &[Value], what_if: &[Value]) {
        let of = |values: &[Value], key: &Key| values.iter().find(|(k, _)| k == key).map(|(_, value)| *value);
        let mut differences: Vec<Value> = Vec::with_capacity(base.len() + what_if.len());
        for (key, _) in base.iter().chain(what_if) {
            if differences.iter().any(|(k, _)| k == key) {
                continue;
            }
            let (before, after) = (of(base, key), of(what_if, key));
            // A level not taken is a zero; a mean that one side lacks altogether cannot be compared.
            if key.statistic != Statistic::Probability && (before.is_none() || after.is_none()) {
                continue;
            }
            differences.push((key.clone(), after.unwrap_or(0) - before.unwrap_or(0)));
            *self.base.entry(key.clone()).or_default() += before.unwrap_or(0);
        }
        self.panel.add(&differences);
    }

    /// Adds another part of the ensemble.
    pub fn merge(&mut self, other: &Self) {
        self.panel.merge(&other.panel);
        for (key, sum) in &other.base {
            *self.base.entry(key.clone()).or_default() += sum;
        }
    }

    /// The mean of the base in the worlds counted.
    pub fn base(&self, key: &Key) -> f64 {
        let sum = self.base.get(key).copied().unwrap_or_default();
        let n = self.panel.tallies.get(key).map_or(0, |tally| tally.n());
        sum as f64 / UNIT / n.max(1) as f64
    }
}

/// The estimate of a difference, likewise.
pub fn difference(key: &Key, tally: &Tally, bounds: (f64, f64)) -> Option<Estimate> {
    if key.statistic == Statistic::Probability { tally.paired_proportion() } else { tally.mean_within(bounds) }
}

/// Maps as lists of pairs: the keys of a JSON object can be texts only.
mod listed {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use std::collections::BTreeMap;

    pub(super) fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.collect_seq(map)
    }

    pub(super) fn deserialize<'de, K: Deserialize<'de> + Ord, V: Deserialize<'de>, D: Deserializer<'de>>(
        from: D,
    ) -> Result<BTreeMap<K, V>, D::Error> {
        Ok(Vec::<(K, V)>::deserialize(from)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::PlaceState,
        id::PlaceId,
        stats::ANY,
        study::{Kind, Question, Take, outcome::NEVER},
        world::observe::Observable,
    };

    fn outcome(kind: Kind) -> Outcome {
        let ask = Question::Value(None, Take::End);
        Outcome { id: "x".to_owned(), question: String::new(), unit: "people".to_owned(), kind, ask, counters: 0 }
    }

    #[test]
    fn a_level_that_comes_late_was_a_zero_before() {
        let outcome = outcome(Kind::Category);
        let mut panel = Panel::default();
        for draw in 0..4 {
            for _ in 0..2 {
                let level = if draw == 3 { "late" } else { "early" };
                panel.add(&values(&outcome, &Answer::Category(level.to_owned()), 10));
            }
            panel.close(draw);
        }
        let shares: Vec<(String, f64, u64)> = panel
            .rows()
            .map(|(key, tally)| {
                (key.level.clone(), tally.proportion().unwrap().value, tally.proportion().unwrap().draws)
            })
            .collect();
        assert_eq!(shares, [("early".to_owned(), 0.75, 4), ("late".to_owned(), 0.25, 4)]);
    }

    #[test]
    fn a_world_without_a_rank_is_no_world_of_rank_zero() {
        let never = crate::study::Condition { rule: crate::study::condition::Rule::Unknown, for_weeks: 1, counter: 0 };
        let place = Observable::PlaceState(PlaceId::from(0));
        let outcome = Outcome { ask: Question::When(Some(place), never, String::new()), ..outcome(Kind::Category) };
        let [rebels, town] = [PlaceState::RebelHeld, PlaceState::Administered].map(PlaceState::word);
        let worlds = [(rebels, NEVER), (NEVER, rebels), (rebels, rebels), (rebels, town), (NEVER, NEVER)];
        let (mut whole, mut part, mut pairs) = (Panel::new(&outcome), Panel::new(&outcome), Pairs::default());
        for (i, (before, after)) in worlds.into_iter().enumerate() {
            let of = |level: &str| values(&outcome, &Answer::Category(level.to_owned()), 10);
            if i < 2 { &mut whole } else { &mut part }.add(&of(before));
            pairs.add(&of(before), &of(after));
        }
        [&mut whole, &mut part, &mut pairs.panel].into_iter().for_each(|panel| panel.close(0));
        whole.merge(&part);
        let rank = |panel: &Panel| {
            let (key, tally) = panel.rows().find(|(key, _)| key.statistic == Statistic::MeanRank).unwrap();
            (key.clone(), estimate(key, tally, ANY).unwrap().value, tally.n(), tally.quantile(0.5))
        };
        let (_, mean, n, median) = rank(&whole);
        assert_eq!((mean, n, median), (4.0, 3, Some(4.0)));
        let (key, difference, n, _) = rank(&pairs.panel);
        assert_eq!((difference, n, pairs.base(&key)), (-2.0, 2, 4.0));
    }

    #[test]
    fn pairs_count_worlds_that_change_each_way() {
        let outcome = outcome(Kind::Quantity);
        let mut pairs = Pairs::default();
        for (draw, (before, after)) in [(1.0, 3.0), (2.0, 2.0), (5.0, 4.0), (0.0, 9.0)].into_iter().enumerate() {
            let of = |x| values(&outcome, &Answer::Quantity(x), 10);
            pairs.add(&of(before), &of(after));
            pairs.panel.close(draw);
        }
        let (key, tally) = pairs.panel.rows().next().unwrap();
        assert_eq!(tally.signs(), (2, 1));
        assert_eq!(pairs.base(key), 2.0);
        assert_eq!(difference(key, tally, ANY).unwrap().value, 2.5);
    }

    #[test]
    fn a_week_that_never_comes_counts_as_the_horizon() {
        let outcome = outcome(Kind::Week);
        let found: Vec<i128> = values(&outcome, &Answer::Week(None), 156).into_iter().map(|(_, v)| v).collect();
        assert_eq!(found, [0, 156_000_000]);
    }
}
