//! Tests of paired comparisons, by hand and by simulation.

use super::*;
use crate::{
    chance::{Chance, Purpose},
    id,
};

const TEST: Purpose = Purpose::of("experiment.test");

#[test]
fn what_pairing_saves_is_worked_by_hand() {
    // Totals of A 1, 2, 3 and of B 2, 3, 4: the difference is the same in each, nothing of it varies.
    let same = [[1.0, 1.0, 2.0], [1.0, 2.0, 3.0], [1.0, 3.0, 4.0]];
    assert_eq!(share_saved(&same, &[1.0; 3]), Some(1.0));
    // B goes the other way: Var(A) + Var(B) = 2 + 2, Var(B - A) = 8.
    let against = [[1.0, 1.0, 3.0], [1.0, 2.0, 2.0], [1.0, 3.0, 1.0]];
    assert_eq!(share_saved(&against, &[1.0; 3]), Some(-1.0));
    // Var(A) = Var(B) = 2, and the differences 1, -1, 0 have 2: half is saved.
    let half = [[1.0, 1.0, 2.0], [1.0, 2.0, 1.0], [1.0, 3.0, 3.0]];
    assert_eq!(share_saved(&half, &[1.0; 3]), Some(0.5));
    assert_eq!(share_saved(&[[1.0, 5.0, 5.0]; 3], &[1.0; 3]), None);
    // A unit that is counted twice is there twice.
    let twice: Vec<Sums> = half.iter().chain(&half[..1]).copied().collect();
    assert_eq!(share_saved(&half, &[2.0, 1.0, 1.0]), share_saved(&twice, &[1.0; 4]));
}

#[test]
fn the_interval_of_what_is_saved_holds_the_truth() {
    // A is a + c, B is b + c with c of twice their variance: of 3 + 3 parts of variance 2 are left, so two thirds are saved.
    let mut held = 0;
    for repetition in 0..150 {
        let chance = Chance::of_world(11, repetition);
        let of = |unit: u64, which: u64| chance.unit(TEST, id::Key(unit).with(id::Key(which)));
        let units: Vec<Sums> = (0..80)
            .map(|unit| {
                let both = 2f64.sqrt() * of(unit, 0);
                [1.0, both + of(unit, 1), both + of(unit, 2)]
            })
            .collect();
        let (low, high) = saved(&units).unwrap().interval.unwrap();
        held += u32::from(low <= 2.0 / 3.0 && 2.0 / 3.0 <= high);
    }
    assert!((133..=150).contains(&held), "{held} of 150");
}

#[test]
fn few_units_have_no_interval() {
    let units = [[2.0, 1.0, 3.0], [2.0, 2.0, 2.0], [2.0, 3.0, 1.0]];
    assert_eq!(saved(&units).unwrap().interval, None);
    assert_eq!(saved(&[]), None);
}
