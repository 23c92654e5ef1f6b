//! From weekly numbers and states to `weekly.csv` and `shares.csv`: whole-number sums, histograms and counts only.

use super::{
    Dates,
    columns::layout,
    sheet::Csv,
    shelf::{Entry, Refused, Shelf},
};
use crate::{
    history::{History, Status},
    stats::Histogram,
    study::{Study, survey::ABSENT},
};
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
    sums: Vec<i64>,
    histograms: Vec<Histogram>,
    states: Vec<Vec<(u16, u32)>>,
    /// Ids of actors born in some run: slots differ from run to run, so they get codes of their own, in order of appearance.
    splinters: Vec<String>,
}

/// Adds to the count of a state.
fn put(counts: &mut Vec<(u16, u32)>, code: u16, worlds: u32) {
    match counts.iter_mut().find(|(c, _)| *c == code) {
        Some((_, n)) => *n += worlds,
        None => counts.push((code, worlds)),
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
            counted.sums[i] += i64::from(*value);
            counted.histograms[i].add(survey.series[i % series].bins.bin(i64::from(*value)));
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

    /// Writes `weekly.csv`.
    ///
    /// # Errors
    /// The shelf's.
    pub fn write_weekly(&self, study: &Study, dates: &Dates, shelf: &mut dyn Shelf) -> Result<Entry, Refused> {
        let survey = &study.survey;
        let mut csv = Csv::new(shelf, &layout("weekly"))?;
        for (v, counted) in self.variants.iter().enumerate().filter(|(_, c)| c.runs > 0) {
            for (week, date) in dates.iter().enumerate() {
                for (s, series) in survey.series.iter().enumerate().filter(|(s, _)| survey.lenses[v].has(*s)) {
                    let cell = week * survey.series.len() + s;
                    let mean = counted.sums[cell] as f64 / counted.runs as f64 * series.step;
                    csv.text(&study.variants[v].name).whole(week as u64).text(date);
                    csv.text(&series.name).text(series.unit).whole(counted.runs).number(mean);
                    for q in [0.05, 0.25, 0.5, 0.75, 0.95] {
                        let bin = counted.histograms[cell].quantile(q);
                        csv.maybe(bin.map(|bin| series.bins.middle(bin) * series.step));
                    }
                    csv.end()?;
                }
            }
        }
        csv.finish()
    }

    /// Writes `shares.csv`.
    ///
    /// # Errors
    /// The shelf's.
    pub fn write_shares(&self, study: &Study, dates: &Dates, shelf: &mut dyn Shelf) -> Result<Entry, Refused> {
        let mut csv = Csv::new(shelf, &layout("shares"))?;
        for (v, counted) in self.variants.iter().enumerate() {
            let (variant, lens) = (&study.variants[v], &study.survey.lenses[v]);
            for (cell, counts) in counted.states.iter().enumerate() {
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
                for (_, state, worlds) in counts {
                    csv.text(&variant.name).whole(week as u64).text(&dates[week]).text(kind.word()).text(entity);
                    csv.text(&state).whole(worlds).whole(counted.runs);
                    csv.end()?;
                }
            }
        }
        csv.finish()
    }
}
