//! How right the spreads over assumptions are, by simulation: worlds of which a known part of the variance is the draw's, so that the middle 90 % of
//! what draws expect are known. The table of `docs/precision.md` is made anew by
//!
//! `ESCALADE_REGENERATE=1 cargo test --release --test it spreads -- --ignored`

use super::coverage::{drawn, mixed, put, sum, unit};
use escalade::inside::{
    chance::laws::normal,
    run::{self, WorldNumber},
    stats::{RUNS_PER_DRAW, Tally, UNIT, cluster::in_units, spread::Spread},
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::fmt::Write;

/// Parts of the variance that are the draw's.
const PARTS: [f64; 4] = [0.05, 0.2, 0.5, 0.8];
/// True shares of worlds.
const SHARES: [f64; 3] = [0.05, 0.2, 0.5];
/// Runs of an ensemble.
const RUNS: [u64; 4] = [32, 64, 256, 1024];
/// How fast an amount grows with the number that it hangs on.
const GROWTH: f64 = 0.5;
/// 95 % point of the normal distribution.
const Z90: f64 = 1.644_853_626_951_473;

/// The share of normal numbers below this.
fn below(x: f64) -> f64 {
    0.5 * libm::erfc(-x / 2f64.sqrt())
}

/// How wide the middle 90 % of what draws expect of a share are, if this part of the variance is theirs.
fn width_of_share(part: f64, share: f64) -> f64 {
    let expected = |u: f64| below((normal(share) - part.sqrt() * u) / (1.0 - part).sqrt());
    expected(-Z90) - expected(Z90)
}

/// The same of an amount that is `exp(GROWTH x)` of a normal x.
fn width_of_amount(part: f64) -> f64 {
    let expected = |u: f64| libm::exp(GROWTH * part.sqrt() * u + GROWTH * GROWTH * (1.0 - part) / 2.0);
    expected(Z90) - expected(-Z90)
}

/// What an ensemble shows of the spread of each share and of the amount.
fn shown(part: f64, seed: u64, runs: u64) -> Vec<Option<Spread>> {
    let mut tallies = vec![Tally::default(); SHARES.len() + 1];
    for number in 0..runs {
        let world = WorldNumber::of_run(number);
        let draw = run::draw(seed, world.draw);
        let x = mixed(part, sum(&|n| drawn(&draw, n)), normal(unit(seed, number, "chance")));
        let yes = SHARES.map(|share| if x < normal(share) { UNIT as i128 } else { 0 });
        let counted = yes.into_iter().chain([in_units(libm::exp(GROWTH * x))]);
        tallies.iter_mut().zip(counted).for_each(|(tally, value)| tally.add(value));
        if (number + 1) % RUNS_PER_DRAW as u64 == 0 {
            tallies.iter_mut().for_each(|tally| tally.close(world.scramble()));
        }
    }
    let last = tallies.len() - 1;
    let estimate = |(i, tally): (usize, &Tally)| if i < last { tally.proportion() } else { tally.mean() };
    tallies.iter().enumerate().map(|x| estimate(x).and_then(|e| e.spread)).collect()
}

/// How spreads compare with the truth.
#[derive(Default)]
struct Found {
    /// Widths of those that are estimated, for one of the truth.
    estimated: Vec<f64>,
    /// Upper limits, and how many of them are as wide as the truth.
    limits: usize,
    wide: usize,
    all: usize,
}

impl Found {
    fn count(&mut self, spread: Option<Spread>, truth: f64) {
        self.all += 1;
        let Some(spread) = spread else { return };
        let width = (spread.high - spread.low) / truth;
        if spread.at_most {
            self.limits += 1;
            self.wide += usize::from(width >= 1.0);
        } else {
            self.estimated.push(width);
        }
    }

    fn quantile(&self, q: f64) -> f64 {
        let mut widths = self.estimated.clone();
        widths.sort_by(f64::total_cmp);
        widths.get(((widths.len().max(1) - 1) as f64 * q).round() as usize).copied().unwrap_or(f64::NAN)
    }

    /// Of a hundred ensembles, those whose spread is an upper limit that the truth exceeds.
    fn too_narrow(&self) -> f64 {
        (self.limits - self.wide) as f64 / self.all as f64
    }
}

/// Of shares and of amounts.
fn compare(part: f64, ensembles: u64, runs: u64) -> [Found; 2] {
    let all: Vec<_> = (0..ensembles).into_par_iter().map(|seed| shown(part, seed, runs)).collect();
    let mut found = [Found::default(), Found::default()];
    for spreads in all {
        let (amount, shares) = spreads.split_last().unwrap();
        shares.iter().zip(SHARES).for_each(|(spread, share)| found[0].count(*spread, width_of_share(part, share)));
        found[1].count(*amount, width_of_amount(part));
    }
    found
}

/// Estimated spreads are as wide as the truth in the median, and few upper limits are exceeded by it.
#[test]
fn spreads_are_as_wide_as_what_draws_expect() {
    for (part, runs) in [(0.2, 256), (0.5, 64), (0.5, 256), (0.8, 256)] {
        for (found, what) in compare(part, 200, runs).iter().zip(["shares", "amounts"]) {
            let (half, narrow) = (found.quantile(0.5), found.too_narrow());
            assert!((0.8..1.2).contains(&half), "{what}, {part} of the draws, {runs} runs: {half}");
            assert!(narrow < 0.06, "{what}, {part} of the draws, {runs} runs: {narrow}");
        }
    }
}

#[test]
#[ignore = "minutes: writes the table of docs/precision.md with ESCALADE_REGENERATE=1, else compares it"]
fn the_page_has_the_spreads_that_are_measured() {
    let mut table = String::from("| |");
    RUNS.iter().for_each(|runs| write!(table, " {runs} |").unwrap());
    write!(table, "\n|---|{}\n", "---:|".repeat(RUNS.len())).unwrap();
    let all = PARTS.map(|part| RUNS.map(|runs| compare(part, 2000, runs)));
    let mut rows = |title: &str, cell: &dyn Fn(&Found) -> String| {
        for (kind, name) in ["shares", "means"].iter().enumerate() {
            writeln!(table, "| **{title}, {name}** |{}", " |".repeat(RUNS.len())).unwrap();
            for (part, found) in PARTS.iter().zip(&all) {
                let cells: Vec<String> = found.iter().map(|found| cell(&found[kind])).collect();
                writeln!(table, "| {:.0} % the draw's | {} |", 100.0 * part, cells.join(" | ")).unwrap();
            }
        }
    };
    rows("estimates", &|found| {
        let [low, half, high] = [0.25, 0.5, 0.75].map(|q| found.quantile(q));
        format!("{half:.2} ({low:.2}–{high:.2})")
    });
    rows("upper limits", &|found| {
        let of = |part: usize, all: usize| 100.0 * part as f64 / all.max(1) as f64;
        if found.limits == 0 {
            return "none".to_owned();
        }
        format!("{:.0}, {:.0} % wide enough", of(found.limits, found.all), of(found.wide, found.limits))
    });
    put("spreads", &table);
}
