//! From weekly numbers and states to the rows of `weekly.csv` and `shares.csv`: whole-number sums, histograms and counts only.

use super::weeks::{ShareLine, WeekLine};
use crate::{
    history::{History, Status},
    stats::Histogram,
    study::{Study, survey::ABSENT},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Codes from here on are actors born in some run.
const SPLINTERS: u16 = 1 << 12;

/// Where a name stands in a list; at its end if it is new.
fn place_of(names: &mut Vec<String>, name: &str) -> u16 {
    let at = names.iter().position(|n| n == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    at as u16
}

/// The runs of one variant: a cell per week and series, a count per week, item and state.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Counted {
    runs: u64,
    sums: Vec<i128>,
    histograms: Vec<Histogram>,
    states: Vec<Vec<(u16, u32)>>,
    /// Ids of actors born in some run: slots differ from run to run, so they get codes of their own, in order of appearance.
    splinters: Vec<String>,
}

/// Adds to the count of a state. There are very many such lists and hardly one grows, so that none has room to spare.
fn put(counts: &mut Vec<(u16, u32)>, code: u16, worlds: u32) {
    if let Some((_, n)) = counts.iter_mut().find(|(c, _)| *c == code) {
        *n += worlds;
    } else {
        counts.reserve_exact(1);
        counts.push((code, worlds));
    }
}

impl Counted {
    fn merge(&mut self, other: &Self) {
        self.runs += other.runs;
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, other)| *sum += other);
        self.histograms.iter_mut().zip(&other.histograms).for_each(|(mine, other)| mine.merge(other));
        for (mine, theirs) in self.states.iter_mut().zip(&other.states) {
            for (code, worlds) in theirs {
                let code = match code.checked_sub(SPLINTERS) {
                    Some(born) => SPLINTERS + place_of(&mut self.splinters, &other.splinters[usize::from(born)]),
                    None => *code,
                };
                put(mine, code, *worlds);
            }
        }
    }
}

/// Everything counted week by week.
#[derive(Debug, Serialize, Deserialize)]
pub struct Weekly {
    variants: Vec<Counted>,
}

impl Weekly {
    /// Nothing counted yet.
    pub fn new(study: &Study) -> Self {
        let (weeks, survey) = (study.weeks as usize, &study.survey);
        let variants = survey.lenses.iter().map(|lens| Counted {
            runs: 0,
            sums: vec![0; weeks * survey.series.len()],
            histograms: vec![Histogram::default(); weeks * survey.series.len()],
            states: vec![Vec::new(); weeks * lens.items()],
            splinters: Vec::new(),
        });
        Self { variants: variants.collect() }
    }

    /// Counts a run that reached the horizon.
    pub fn take(&mut self, study: &Study, history: &History) {
        if history.status != Status::Ok {
            return;
        }
        let survey = &study.survey;
        let counted = &mut self.variants[history.variant];
        let lens = &survey.lenses[history.variant];
        counted.runs += 1;
        let series = survey.series.len();
        for (i, value) in history.series.iter().enumerate().filter(|(i, _)| lens.has(i % series)) {
            counted.sums[i] += i128::from(*value);
            counted.histograms[i].add(survey.series[i % series].bins, i128::from(*value));
        }
        for (i, code) in history.states.iter().enumerate().filter(|(_, code)| **code != ABSENT) {
            let code = match lens.splinter(lens.item(i % lens.items()).0, *code) {
                Some(slot) => SPLINTERS + place_of(&mut counted.splinters, &history.splinters[slot]),
                None => *code,
            };
            put(&mut counted.states[i], code, 1);
        }
    }

    /// Adds another part of the ensemble.
    pub fn merge(&mut self, other: &Self) {
        self.variants.iter_mut().zip(&other.variants).for_each(|(mine, other)| mine.merge(other));
    }

    /// Variants and cells that are counted.
    pub fn shape(&self) -> (usize, usize) {
        (self.variants.len(), self.variants.iter().map(|v| v.histograms.len() + v.states.len()).sum())
    }

    /// The rows of `weekly.csv`.
    pub fn lines<'a>(&'a self, study: &'a Study, dates: &'a [Date]) -> impl Iterator<Item = WeekLine<'a>> {
        let survey = &study.survey;
        let counted = self.variants.iter().enumerate().filter(|(_, counted)| counted.runs > 0);
        let weeks =
            counted.flat_map(move |(v, counted)| (0..).zip(dates).map(move |(week, date)| (v, counted, week, *date)));
        weeks.flat_map(move |(v, counted, week, date)| {
            let series = survey.series.iter().enumerate().filter(move |(s, _)| survey.lenses[v].has(*s));
            series.map(move |(s, series)| {
                let cell = week as usize * survey.series.len() + s;
                WeekLine {
                    variant: &study.variants[v].name,
                    week,
                    date,
                    series,
                    runs: counted.runs,
                    sum: counted.sums[cell],
                    histogram: &counted.histograms[cell],
                }
            })
        })
    }

    /// The rows of `shares.csv`.
    pub fn states<'a>(&'a self, study: &'a Study, dates: &'a [Date]) -> impl Iterator<Item = ShareLine<'a>> {
        self.variants.iter().enumerate().flat_map(move |(v, counted)| {
            let (variant, lens) = (&study.variants[v], &study.survey.lenses[v]);
            counted.states.iter().enumerate().flat_map(move |(cell, counts)| {
                let week = cell / lens.items();
                let (kind, entity) = lens.item(cell % lens.items());
                let mut counts: Vec<(u16, String, u32)> = counts
                    .iter()
                    .map(|(code, worlds)| match code.checked_sub(SPLINTERS) {
                        Some(born) => (SPLINTERS, counted.splinters[usize::from(born)].clone(), *worlds),
                        None => (*code, lens.state(kind, *code, &variant.case), *worlds),
                    })
                    .collect();
                // By code, then splinters by name: the order in which runs bring them forth must not show.
                counts.sort_unstable();
                counts.into_iter().map(move |(_, state, worlds)| ShareLine {
                    variant: &variant.name,
                    week: week as u32,
                    date: dates[week],
                    kind,
                    entity,
                    state,
                    worlds,
                    runs: counted.runs,
                })
            })
        })
    }
}
