//! Tests of what an outcome hangs on, with answers that are known.

use super::*;
use crate::{
    chance::{Chance, Purpose},
    id::Key,
};

const TEST: Purpose = Purpose::of("experiment.sensitivity.test");

fn numbers(draws: usize) -> Vec<u64> {
    (0..draws as u64).collect()
}

fn unit(world: u64, draw: usize, which: u64) -> f64 {
    Chance::of_world(world, draw as u64).unit(TEST, Key(which))
}

/// So many factors, uniform in each of so many draws.
fn uniform(world: u64, factors: u64, draws: usize) -> Vec<(Factor, Vec<f64>)> {
    let one = |which: u64| {
        let x: Vec<f64> = (0..draws).map(|draw| unit(world, draw, which)).collect();
        let factor = Factor {
            address: format!("x{which:02}"),
            there: (0..draws).collect(),
            ranks: Some(ranks::ranks(&x)),
            bins: ranks::bins(&x, ranks::fitting(draws)),
            higher: None,
        };
        (factor, x)
    };
    (0..factors).map(one).collect()
}

/// What is found where `y` is `3 x0 + x1 + noise` in each draw.
fn known(world: u64, factors: u64, draws: usize) -> Sensitivity {
    let (factors, x): (Vec<Factor>, Vec<Vec<f64>>) = uniform(world, factors, draws).into_iter().unzip();
    let y: Vec<f64> = (0..draws).map(|draw| 3.0 * x[0][draw] + x[1][draw] + unit(world, draw, 99)).collect();
    let groups = BTreeMap::from([
        ((By::Part, "both".to_owned()), vec![0, 1]),
        ((By::Part, "others".to_owned()), (2..factors.len()).collect()),
    ]);
    look(&factors, &groups, &numbers(draws), &y)
}

fn holds(told: Option<Told>, truth: f64) -> bool {
    told.is_some_and(|told| told.interval.0 <= truth && truth <= told.interval.1)
}

#[test]
fn what_matters_stands_out_and_what_does_not_is_a_dummy() {
    let told = known(1, 30, 400);
    let first: Vec<&str> = told.found.iter().take(2).map(|f| f.address.as_str()).collect();
    assert_eq!(first, ["x00", "x01"]);
    // Of 9 + 1 + 1 parts of variance 9 and 1 are theirs.
    let index = |at: usize| told.found[at].index.unwrap();
    assert!((index(0).value - 9.0 / 11.0).abs() < 0.06 && (index(1).value - 1.0 / 11.0).abs() < 0.06, "{told:?}");
    assert!(told.found[0].coefficient.is_some() && told.found[29].coefficient.is_none());
    assert!(told.told.is_some_and(|told| (told - 10.0 / 11.0).abs() < 0.06), "{:?}", told.told);
    let [both, others] = told.groups.as_slice() else { panic!("{:?}", told.groups) };
    assert!(both.stands_out && (both.index.value - 10.0 / 11.0).abs() < 0.08, "{both:?}");
    assert!(others.size == 28 && others.index.interval.0 < 0.1, "{others:?}");
}

#[test]
fn beside_numbers_that_matter_hardly_any_other_ever_stands_out() {
    let (mut named, mut grouped) = (0, 0);
    for world in 0..30 {
        let told = known(500 + world, 20, 200);
        let standing: Vec<&str> = told.found.iter().filter(|f| f.stands_out).map(|f| f.address.as_str()).collect();
        assert_eq!(standing[0], "x00");
        named += u32::from(standing.iter().any(|name| !["x00", "x01"].contains(name)));
        let others = told.groups.iter().find(|group| group.name == "others").unwrap();
        grouped += u32::from(others.stands_out);
    }
    // About one of twenty.
    assert!(named <= 5 && grouped <= 5, "{named} and {grouped} of 30");
}

#[test]
fn where_nothing_matters_hardly_any_number_ever_stands_out() {
    let mut named = 0;
    for world in 0..40 {
        let (factors, _): (Vec<Factor>, Vec<Vec<f64>>) = uniform(world, 25, 64).into_iter().unzip();
        let y: Vec<f64> = (0..64).map(|draw| unit(world, draw, 99)).collect();
        let told = look(&factors, &BTreeMap::new(), &numbers(64), &y);
        let standing = told.found.iter().any(|found| found.stands_out);
        named += u32::from(standing);
        assert_eq!(told.told.is_some(), standing);
    }
    assert!(named <= 6, "{named} of 40");
}

/// The rank correlation and the coefficients hang on the ranks of `3 x0 + x1 + noise`; of so many draws they are the truth to a thousandth.
fn truth() -> [f64; 2] {
    let draws = 60_000;
    let (factors, x): (Vec<Factor>, Vec<Vec<f64>>) = uniform(77, 2, draws).into_iter().unzip();
    let y: Vec<f64> = (0..draws).map(|draw| 3.0 * x[0][draw] + x[1][draw] + unit(77, draw, 99)).collect();
    let (y, ones) = (ranks::ranks(&y), vec![1.0; draws]);
    [0, 1].map(|at: usize| ranks::correlation(factors[at].ranks.as_ref().unwrap(), &y, &ones).unwrap())
}

#[test]
fn intervals_hold_the_truth_about_as_often_as_they_say() {
    let rho = truth();
    let index = [9.0 / 11.0, 1.0 / 11.0, 0.0];
    let (mut correlations, mut indices, mut coefficients) = ([0; 2], [0; 3], [0; 2]);
    let repetitions = 120;
    for world in 0..repetitions {
        let told = known(1000 + world, 3, 320);
        let of = |address: &str| told.found.iter().find(|found| found.address == address).unwrap();
        for (at, address) in ["x00", "x01", "x02"].into_iter().enumerate() {
            indices[at] += u32::from(holds(of(address).index, index[at]));
            if at < 2 {
                correlations[at] += u32::from(holds(of(address).correlation, rho[at]));
                coefficients[at] += u32::from(holds(of(address).coefficient, rho[at]));
            }
        }
    }
    // x1 is not always picked; where it is, its coefficient lies a little too far out.
    let least = |hits: u32, share: f64| f64::from(hits) >= share * repetitions as f64;
    assert!(correlations.iter().all(|hits| least(*hits, 0.9)), "{correlations:?}");
    assert!(indices.iter().all(|hits| least(*hits, 0.88)), "{indices:?}");
    assert!(least(coefficients[0], 0.9) && least(coefficients[1], 0.6), "{coefficients:?}");
}

#[test]
fn a_number_that_is_not_in_every_draw_is_looked_at_where_it_is() {
    let draws = 200;
    let (mut factors, x): (Vec<Factor>, Vec<Vec<f64>>) = uniform(5, 4, draws).into_iter().unzip();
    let there: Vec<usize> = (0..draws).filter(|draw| draw % 2 == 0).collect();
    let own: Vec<f64> = there.iter().map(|at| x[3][*at]).collect();
    factors[3] = Factor { ranks: Some(ranks::ranks(&own)), bins: ranks::bins(&own, 5), there, ..factors[3].clone() };
    // It counts where it is.
    let y: Vec<f64> =
        (0..draws).map(|draw| unit(5, draw, 99) + if draw % 2 == 0 { 3.0 * x[3][draw] } else { 1.5 }).collect();
    let told = look(&factors, &BTreeMap::new(), &numbers(draws), &y);
    assert_eq!((told.found[0].address.as_str(), told.found[0].draws), ("x03", 100));
    assert!(told.found[0].stands_out && told.found[0].index.is_some_and(|index| index.value > 0.8), "{told:?}");
}
