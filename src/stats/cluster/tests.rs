//! Tests of the intervals and spreads, against worked examples and by simulated coverage.

use super::*;
use crate::{
    chance::{Chance, Purpose},
    id::Key,
};

const TEST: Purpose = Purpose::of("stats.test");

fn tally(draws: &[&[f64]]) -> Tally {
    from(0, draws)
}

/// A tally of draws that are numbered from this one on.
fn from(first: usize, draws: &[&[f64]]) -> Tally {
    let mut tally = Tally::default();
    for (number, draw) in (first..).zip(draws) {
        draw.iter().for_each(|x| tally.add(in_units(*x)));
        tally.close(number % SCRAMBLES);
    }
    tally
}

#[test]
fn variance_components_meet_a_worked_example() {
    // Three draws of two runs: means 2, 5, 8; grand mean 5. Within: 2 + 2 + 2 = 6 over 3 = 2.
    // Between: 2 (9 + 0 + 9) / 2 = 18; tau² = (18 - 2) / 2 = 8. Robust error: 3/2 (36 + 0 + 36) / 36 = 3.
    let estimate = tally(&[&[1.0, 3.0], &[4.0, 6.0], &[7.0, 9.0]]).mean().unwrap();
    assert_eq!((estimate.n, estimate.draws, estimate.value), (6, 3, 5.0));
    assert!((estimate.error.unwrap() - 3f64.sqrt()).abs() < 1e-12);
    assert!((estimate.chance_error.unwrap() - (2.0f64 / 6.0).sqrt()).abs() < 1e-12);
    let (low, high) = estimate.interval.unwrap();
    assert!((high - 5.0 - 4.302_653 * 3f64.sqrt()).abs() < 1e-4 && (low + high - 10.0).abs() < 1e-12);
    // Draw means have variance 9; pulled by √(8/9) the outer ones lie at 5 ∓ 3 √(8/9).
    let Spread { low, high, at_most } = estimate.spread.unwrap();
    assert!(!at_most);
    assert!((high - 5.0 - 8f64.sqrt()).abs() < 0.05 && (5.0 - 8f64.sqrt() - low).abs() < 0.05, "{low} {high}");
}

#[test]
fn draws_of_different_sizes_follow_the_formulas() {
    // The seventeenth draw belongs to the first scramble again.
    let draws: Vec<Vec<f64>> = (0..17).map(|d| vec![f64::from(d % 5); 1 + usize::from(d % 3 > 0)]).collect();
    let draws: Vec<Vec<f64>> =
        draws.into_iter().map(|runs| runs.iter().zip([0.0, 1.5]).map(|(x, y)| x + y).collect()).collect();
    let sums = tally(&draws.iter().map(Vec::as_slice).collect::<Vec<_>>()).sums().unwrap();
    let n = draws.iter().map(Vec::len).sum::<usize>() as f64;
    let mean = draws.iter().flatten().sum::<f64>() / n;
    let (mut between, mut within, mut scrambles) = (0.0, 0.0, [0.0; SCRAMBLES]);
    for (d, draw) in draws.iter().enumerate() {
        let (k, sum) = (draw.len() as f64, draw.iter().sum::<f64>());
        scrambles[d % SCRAMBLES] += sum - k * mean;
        between += k * (sum / k - mean) * (sum / k - mean);
        within += draw.iter().map(|x| (x - sum / k) * (x - sum / k)).sum::<f64>();
    }
    let residual: f64 = scrambles.iter().map(|apart| apart * apart).sum();
    assert!((sums.residual - residual).abs() < 1e-9, "{} {residual}", sums.residual);
    assert!((sums.between - between).abs() < 1e-9);
    assert!((sums.within - within).abs() < 1e-9);
    assert_eq!((sums.n, sums.d, sums.g), (n, 17.0, 16.0));
    // What the errors leave of the variance between draws, by hand.
    let error = (16.0 / 15.0 * residual).sqrt() / n;
    let right = (between + n * error * error - 17.0 * within / (n - 17.0)) / n;
    let Some(Apart::By(tau2)) = sums.apart() else { panic!("the draws differ") };
    assert!((tau2 - right).abs() < 1e-9 * right, "{tau2} {right}");
}

#[test]
fn parts_merge_exactly() {
    let all = tally(&[&[1.0, 3.5], &[4.0, -6.0], &[0.1]]);
    let mut part = from(1, &[&[4.0, -6.0]]);
    part.merge(&from(2, &[&[0.1]]));
    part.merge(&from(0, &[&[1.0, 3.5]]));
    assert_eq!(part, all);
}

#[test]
fn certainty_is_never_claimed_from_few_draws() {
    let none = tally(&[&[0.0; 2][..]; 10]);
    let (low, high) = none.proportion().unwrap().interval.unwrap();
    assert!(low == 0.0 && high > 0.2, "ten draws that agree are ten observations: {high}");
    let limit = Spread { low, high, at_most: true };
    assert_eq!(none.proportion().unwrap().spread, Some(limit), "nothing tells how far the draws differ");
    assert_eq!(none.mean().unwrap().spread, None, "no two worlds differ");
    let (low, high) = none.paired_proportion().unwrap().interval.unwrap();
    assert!(low < -0.1 && high > 0.1);
    // Totals that agree by luck are no certainty.
    let (low, high) = tally(&[&[1.0, 3.0], &[2.0, 2.0]]).mean().unwrap().interval.unwrap();
    assert!(low < 2.0 && high > 2.0);
    // No more so where draws differ and their runs do not: as of four draws that are independent, sqrt(4 / 12).
    let mut luck = Tally::default();
    for (scramble, value) in [(0, 1.0), (0, 3.0), (1, 1.0), (1, 3.0)] {
        (0..RUNS_PER_DRAW).for_each(|_| luck.add(in_units(value)));
        luck.close(scramble);
    }
    let luck = luck.mean().unwrap();
    assert!((luck.error.unwrap() - (4.0f64 / 12.0).sqrt()).abs() < 1e-12, "{luck:?}");
    assert!(luck.interval.is_some_and(|(low, high)| low < 1.0 && high > 3.0), "{luck:?}");
    let single = tally(&[&[1.0, 0.0]]);
    assert_eq!(single.mean().unwrap().interval, None);
    assert_eq!(Tally::default().mean(), None);
}

#[test]
fn totals_that_agree_are_seen_to_agree() {
    // Every scramble has one yes: for some numbers of runs the mean is no number that a computer has, and times the runs it is not one.
    for draws in 2..120 {
        let mut tally = Tally::default();
        for draw in 0..draws * SCRAMBLES {
            [1.0, 0.0].iter().for_each(|x| tally.add(in_units(if draw < SCRAMBLES { *x } else { 0.0 })));
            tally.close(draw % SCRAMBLES);
        }
        let sums = tally.sums().unwrap();
        assert_eq!(sums.residual, 0.0, "{draws}");
        let rare = (1.0 / (2.0 * draws as f64) / sums.n).sqrt();
        assert!(sums.error().unwrap() > 0.65 * rare, "{draws}: {:?}", sums.error());
    }
}

#[test]
fn one_event_tells_nothing_of_how_draws_differ() {
    for at in 0..SCRAMBLES {
        let mut tally = Tally::default();
        for draw in 0..500 {
            [1.0, 0.0].iter().for_each(|x| tally.add(in_units(if draw == at { *x } else { 0.0 })));
            tally.close(draw % SCRAMBLES);
        }
        for ask in [Tally::proportion, Tally::mean, Tally::paired_proportion] {
            let spread = ask(&tally).unwrap().spread.unwrap();
            assert!(spread.at_most && spread.low < 0.001 && spread.high > 0.0015, "{at}: {spread:?}");
        }
    }
}

#[test]
fn the_spread_of_a_rare_thing_holds_its_share() {
    // Always in a few draws, never in the others: the middle 90 % of all draws is nought, the share is not.
    let mut tally = Tally::default();
    for draw in 0..500 {
        let rare = f64::from(u8::from(draw % 167 == 0));
        [rare; 2].iter().for_each(|x| tally.add(in_units(*x)));
        tally.close(draw % SCRAMBLES);
    }
    let found = tally.proportion().unwrap();
    let spread = found.spread.unwrap();
    assert!(!spread.at_most && spread.low <= found.value && found.value <= spread.high, "{found:?}");
}

#[test]
fn the_spread_of_differences_has_no_grid() {
    // Up with a probability uniform between 0 and 0.6: the middle 90 % is 0.03 to 0.57, of the normal distribution with these moments 0.015
    // to 0.585. Draws of two runs have means of 0, 1/2 and 1.
    let up = |unit: &dyn Fn(u16) -> f64, run: usize| f64::from(unit(1 + run as u16) < 0.6 * unit(0));
    let share = coverage(40, 1600, up, |t| {
        let found = t.paired_proportion().unwrap().spread.unwrap();
        !found.at_most && (found.low - 0.03).abs() < 0.06 && (found.high - 0.57).abs() < 0.06
    });
    assert!(share > 0.9, "{share}");
}

/// Share of repetitions in which an interval holds the truth.
fn coverage(
    repetitions: u32,
    draws: u32,
    make: impl Fn(&dyn Fn(u16) -> f64, usize) -> f64,
    ask: impl Fn(&Tally) -> bool,
) -> f64 {
    let mut hits = 0;
    for repetition in 0..repetitions {
        let mut tally = Tally::default();
        for draw in 0..draws {
            let chance = Chance::of_world(7, u64::from(repetition));
            let whose = Key(u64::from(draw));
            for run in 0..RUNS_PER_DRAW {
                let unit = |n: u16| chance.unit(TEST, whose.with(Key(u64::from(n))));
                tally.add(in_units(make(&unit, run)));
            }
            tally.close(draw as usize % SCRAMBLES);
        }
        hits += u32::from(ask(&tally));
    }
    f64::from(hits) / f64::from(repetitions)
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let within = |interval: Option<(f64, f64)>, truth: f64| interval.is_some_and(|(l, h)| l <= truth && truth <= h);
    // Every draw has its own probability, uniform between 0.1 and 0.7: mean 0.4.
    let yes = |unit: &dyn Fn(u16) -> f64, run: usize| f64::from(unit(1 + run as u16) < 0.1 + 0.6 * unit(0));
    let share = coverage(1500, 40, yes, |t| within(t.proportion().unwrap().interval, 0.4));
    assert!((0.93..0.975).contains(&share), "proportion: {share}");
    // Values: the draw's level plus noise; mean 1.
    let level = |unit: &dyn Fn(u16) -> f64, run: usize| unit(0) + unit(1 + run as u16);
    let share = coverage(1500, 20, level, |t| within(t.mean().unwrap().interval, 1.0));
    assert!((0.93..0.975).contains(&share), "mean: {share}");
    // Pairs: up with probability 0.2 times the draw's level, down with 0.1: difference 0.1 - 0.1 = 0.
    let pair = |unit: &dyn Fn(u16) -> f64, run: usize| {
        let u = unit(1 + run as u16);
        if u < 0.2 * unit(0) { 1.0 } else { -f64::from(u > 0.9) }
    };
    let share = coverage(1500, 40, pair, |t| within(t.paired_proportion().unwrap().interval, 0.0));
    assert!((0.93..0.98).contains(&share), "paired: {share}");
}

#[test]
fn the_spread_is_that_of_the_draws_and_not_of_chance() {
    let near = |found: Option<Spread>, low: f64, high: f64, by: f64| {
        found.is_some_and(|found| !found.at_most && (found.low - low).abs() < by && (found.high - high).abs() < by)
    };
    // Uniform between 0.1 and 0.7: the middle 90 % is 0.13 to 0.67 (of the beta with these moments, to 0.70); with two runs a
    // draw the raw means spread from 0 to 1.
    let yes = |unit: &dyn Fn(u16) -> f64, run: usize| f64::from(unit(1 + run as u16) < 0.1 + 0.6 * unit(0));
    let share = coverage(40, 1600, yes, |t| near(t.proportion().unwrap().spread, 0.13, 0.685, 0.07));
    assert!(share > 0.9, "{share}");
    let level = |unit: &dyn Fn(u16) -> f64, run: usize| 10.0 * unit(0) + 10.0 * unit(1 + run as u16);
    let share = coverage(40, 1600, level, |t| near(t.mean().unwrap().spread, 5.5, 14.5, 0.6));
    assert!(share > 0.9, "{share}");
}

#[test]
fn draws_that_do_not_differ_get_an_upper_limit_and_never_a_range_of_no_width() {
    // In half of the ensembles chance alone makes the draws differ less than it would on the average: there an upper limit stands.
    let same = |unit: &dyn Fn(u16) -> f64, run: usize| f64::from(unit(1 + run as u16) < 0.4);
    let limits = coverage(200, 40, same, |t| t.proportion().unwrap().spread.unwrap().at_most);
    assert!((0.35..0.75).contains(&limits), "{limits}");
    for ask in [Tally::proportion, Tally::mean, Tally::paired_proportion] {
        let wide = coverage(200, 40, same, |t| {
            let Spread { low, high, .. } = ask(t).unwrap().spread.unwrap();
            low < high && low < 0.4 && high > 0.4
        });
        assert!(wide > 0.93, "{wide}");
    }
}

#[test]
fn an_upper_limit_holds_the_spread_of_draws_that_hardly_differ() {
    // Shares between 0.34 and 0.46 in 20 draws: often τ² is estimated as zero, and then the limit has to hold the middle 90 %.
    let little = |unit: &dyn Fn(u16) -> f64, run: usize| f64::from(unit(1 + run as u16) < 0.34 + 0.12 * unit(0));
    let of = |ask: &dyn Fn(Spread, f64) -> bool| {
        coverage(400, 20, little, |t| {
            let estimate = t.proportion().unwrap();
            estimate.spread.is_some_and(|s| s.at_most && ask(s, estimate.value))
        })
    };
    let limits = of(&|_, _| true);
    let held = of(&|s, mean| s.high - mean > 0.054 - 0.005 && mean - s.low > 0.054 - 0.005);
    assert!(limits > 0.2 && held > 0.9 * limits, "{held} of {limits}");
}

#[test]
fn totals_of_large_countries_are_counted_whole() {
    let weeks = 10_192_058_222.0;
    let large = tally(&[&[weeks, weeks + 2e9], &[weeks - 2e9, weeks]]);
    let estimate = large.mean().unwrap();
    assert_eq!(estimate.value, weeks);
    assert!(large.quantile(0.05).is_some_and(|q| (weeks - 2e9..=weeks + 2e9).contains(&q)));
    assert!(estimate.interval.is_some_and(|(low, high)| low < weeks && weeks < high), "{estimate:?}");
    // The most that tables allow, in runs as many as one may ask for: nothing overflows, and squares add up.
    let mut squares = Squares::default();
    (0..1000).for_each(|_| squares.add(-8 * in_units(LARGEST)));
    let exact = 1000.0 * (8.0 * LARGEST * UNIT) * (8.0 * LARGEST * UNIT);
    assert!((squares.total() / exact - 1.0).abs() < 1e-12);
}

#[test]
fn quantiles_are_numbers_that_could_have_been_seen() {
    let same = tally(&[&[5000.0; 8]]);
    assert_eq!([0.05, 0.5, 0.95].map(|q| same.quantile(q)), [Some(5000.0); 3]);
    let of_whole = |values: &[f64]| {
        let mut tally = Tally::of_whole(true);
        values.iter().for_each(|value| tally.add(in_units(*value)));
        [0.05, 0.5, 0.95].map(|q| tally.quantile(q).unwrap())
    };
    assert_eq!(of_whole(&[4.0, 4.0, 4.0]), [4.0; 3]);
    assert_eq!(of_whole(&[51.0, 52.0, 52.0]), [51.0, 52.0, 52.0]);
    assert_eq!(of_whole(&[-3.0, 0.0, 101.0]), [-3.0, 0.0, 101.0]);
    assert!(of_whole(&[900.0, 1001.0, 1100.0]).iter().all(|q| q.fract() == 0.0));
}
