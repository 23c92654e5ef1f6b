//! The bootstrap over draws: intervals for numbers that have no formula of their own (Efron and Tibshirani 1993, *An Introduction to the Bootstrap*).
//!
//! Draws, or blocks of them that are stratified together, are taken with replacement, since runs of a draw belong together. Chance is keyed as everywhere: the same result gives the same intervals.

use crate::{
    chance::{Chance, Purpose},
    id::Key,
    stats::SCRAMBLES,
};

const RESAMPLE: Purpose = Purpose::of("experiment.resample");
const PERMUTE: Purpose = Purpose::of("experiment.permute");

/// Fewer units than that say nothing of an interval.
pub const FEWEST: usize = 8;

/// How often each of so many units is in a resample of as many.
pub fn counts(units: usize, resample: u64) -> Vec<f64> {
    let chance = Chance::of_world(0, resample);
    let mut counts = vec![0.0; units];
    for nth in 0..units {
        let at = (chance.unit(RESAMPLE, Key(nth as u64)) * units as f64) as usize;
        counts[at.min(units - 1)] += 1.0;
    }
    counts
}

/// Draws that are stratified together, at most so many: resamples take them together.
const BLOCK: u64 = 8;

/// The block of each of these draws: in each scramble eight draws that begin at a multiple of eight, or fewer where it has no eight. They share out every range among
/// them, so that what one takes hangs on what the others take, and they are no units by themselves.
pub fn blocks(draws: &[u64]) -> Vec<usize> {
    let scrambles = SCRAMBLES as u64;
    let whole = draws.iter().map(|draw| draw / scrambles + 1).max().unwrap_or(1);
    let size = (1..=BLOCK).rev().find(|size| size.is_power_of_two() && *size <= whole).unwrap_or(1);
    let names: Vec<(u64, u64)> = draws.iter().map(|draw| (draw / scrambles / size, draw % scrambles)).collect();
    let mut known = names.clone();
    known.sort_unstable();
    known.dedup();
    names.iter().map(|name| known.binary_search(name).unwrap_or(0)).collect()
}

/// Deals out draws anew, another way for each number, so that nothing uncertain has to do with what is dealt and the design stays as it is: of each place the draw that comes there, by
/// its own place among these.
///
/// A number of a scramble is as likely with any two neighbouring blocks of `2^k` draws swapped ([`crate::parameter`]), and scrambles are alike; so blocks are swapped by coins, and
/// scrambles with as many draws are dealt out among each other.
pub fn deal(draws: &[u64], number: u64) -> Vec<usize> {
    let chance = Chance::of_world(0, number);
    let mut by_scramble: Vec<Vec<(u64, usize)>> = vec![Vec::new(); SCRAMBLES];
    for (place, draw) in draws.iter().enumerate() {
        by_scramble[(draw % SCRAMBLES as u64) as usize].push((draw / SCRAMBLES as u64, place));
    }
    let mut dealt = vec![0; draws.len()];
    // By how many draws they have, then by chance: the n-th of a size gives to the n-th in the order of scrambles.
    let size = |scramble: usize| by_scramble[scramble].len();
    let mut givers: Vec<usize> = (0..SCRAMBLES).collect();
    let mut takers = givers.clone();
    let luck = |scramble: usize| chance.unit(PERMUTE, Key(scramble as u64)).to_bits();
    givers.sort_by_key(|scramble| (size(*scramble), luck(*scramble)));
    takers.sort_by_key(|scramble| (size(*scramble), *scramble));
    for (giver, taker) in givers.into_iter().zip(takers) {
        let end = by_scramble[giver].iter().map(|(index, _)| index + 1).max().unwrap_or(0);
        let coins = Key(giver as u64).with(Key::of("swap"));
        let swapped = |index: u64| {
            let mut to = index;
            for level in
                (0..u64::BITS - end.leading_zeros()).filter(|level| ((index >> (level + 1)) + 1) << (level + 1) <= end)
            {
                let coin = coins.with(Key(u64::from(level) << 32 | index >> (level + 1)));
                to ^= u64::from(chance.happens(PERMUTE, coin, 0.5)) << level;
            }
            to
        };
        let mut given: Vec<(u64, usize)> =
            by_scramble[giver].iter().map(|(index, place)| (swapped(*index), *place)).collect();
        given.sort_unstable();
        for ((_, to), (_, from)) in by_scramble[taker].iter().zip(given) {
            dealt[*to] = from;
        }
    }
    dealt
}

/// The number below or at which lies the share `q` of these; nothing of none.
pub fn quantile(values: &mut [f64], q: f64) -> Option<f64> {
    let nth = (q * values.len() as f64).ceil().max(1.0) as usize - 1;
    (nth < values.len()).then(|| *values.select_nth_unstable_by(nth, f64::total_cmp).1)
}

/// The middle 95 % of these.
pub fn middle(values: &mut [f64]) -> Option<(f64, f64)> {
    quantile(values, 0.025).zip(quantile(values, 0.975))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resample_has_as_many_units() {
        let mut seen = vec![0.0; 50];
        for resample in 0..400 {
            let counts = counts(50, resample);
            assert_eq!(counts.iter().sum::<f64>(), 50.0);
            seen.iter_mut().zip(&counts).for_each(|(seen, count)| *seen += count);
        }
        // Each unit 400 times, give or take 20.
        assert!(seen.iter().all(|seen| (320.0..480.0).contains(seen)), "{seen:?}");
        assert_ne!(counts(50, 0), counts(50, 1));
    }

    #[test]
    fn a_deal_swaps_blocks_and_scrambles_and_nothing_else() {
        for draws in [256, 500, 40, 7] {
            let numbers: Vec<u64> = (0..draws).collect();
            for number in 0..20 {
                let dealt = deal(&numbers, number);
                let mut each = dealt.clone();
                each.sort_unstable();
                assert!(each.into_iter().eq(0..draws as usize), "{draws}");
                // Whole blocks of a scramble stay together.
                for (place, from) in dealt.iter().enumerate() {
                    let of = |at: usize| (at % SCRAMBLES, at / SCRAMBLES);
                    let ((scramble, index), (giver, given)) = (of(place), of(*from));
                    let partner = (index ^ 1) * SCRAMBLES + scramble;
                    if partner < draws as usize {
                        assert_eq!(of(dealt[partner]), (giver, given ^ 1), "{draws} {place}");
                    }
                }
            }
            if draws > 7 {
                assert_ne!(deal(&numbers, 0), deal(&numbers, 1));
            }
        }
        assert!(deal(&[], 0).is_empty());
    }

    #[test]
    fn blocks_are_eight_draws_of_a_scramble_or_as_many_as_there_are() {
        let sizes = |draws: u64| {
            let blocks = blocks(&(0..draws).collect::<Vec<_>>());
            let most = blocks.iter().max().unwrap() + 1;
            (most, (0..most).map(|block| blocks.iter().filter(|own| **own == block).count()).max().unwrap())
        };
        assert_eq!(
            (sizes(256), sizes(512), sizes(32), sizes(40), sizes(16)),
            ((32, 8), (64, 8), (16, 2), (24, 2), (16, 1))
        );
        let blocks = blocks(&(0..256).collect::<Vec<_>>());
        assert!(
            blocks[0] == blocks[16] && blocks[0] == blocks[112] && blocks[0] != blocks[128] && blocks[0] != blocks[1]
        );
    }

    #[test]
    fn the_middle_leaves_out_a_fortieth_at_either_end() {
        let mut values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(middle(&mut values), Some((5.0, 195.0)));
        assert_eq!(middle(&mut []), None);
    }
}
