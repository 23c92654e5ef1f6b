//! Chance: every draw is a function of what it is for, never of the order of calls.
//!
//! `--seed` and the chance number of a world give one 64-bit key by ChaCha8. Inside a world, a draw is
//! Philox2x64-10 (Salmon et al. 2011) of that key and of a counter made of (purpose, week, whose, n-th). Two worlds that
//! differ in one fact therefore share every draw whose meaning they share, and a draw more here moves none there.

pub mod laws;
mod philox;

use crate::id::{Key, scramble};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// What a draw is for: a hash of a name such as `fight.toll`, fixed at compile time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purpose(u32);

impl Purpose {
    /// The purpose of this name, by convention `mechanism.what`.
    pub const fn of(name: &str) -> Self {
        Self((Key::of(name).0 >> 32) as u32)
    }
}

/// Largest seed that every tool that reads our files can hold exactly: 2^53 - 1.
pub const MAX_SEED: u64 = (1 << 53) - 1;

/// All the chance of one world in one week.
#[derive(Clone, Copy, Debug)]
pub struct Chance {
    key: u64,
    week: u16,
}

impl Chance {
    /// The chance of the world with this chance number, at week 0.
    pub fn of_world(seed: u64, number: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(number);
        Self { key: source.next_u64(), week: 0 }
    }

    /// The same chance in another week.
    #[must_use]
    pub const fn in_week(mut self, week: u32) -> Self {
        self.week = week as u16;
        self
    }

    /// Two independent 64-bit words for the `n`-th draw of `whose` for this purpose.
    #[inline]
    fn words(&self, purpose: Purpose, whose: Key, n: u16) -> [u64; 2] {
        let what = u64::from(purpose.0) << 32 | u64::from(self.week) << 16 | u64::from(n);
        philox::philox2x64_10([what, whose.0], self.key)
    }

    /// Two independent numbers in the open interval (0, 1).
    #[inline]
    pub fn pair(&self, purpose: Purpose, whose: Key, n: u16) -> (f64, f64) {
        let [a, b] = self.words(purpose, whose, n);
        (unit(a), unit(b))
    }

    /// A number in the open interval (0, 1).
    #[inline]
    pub fn unit(&self, purpose: Purpose, whose: Key) -> f64 {
        self.pair(purpose, whose, 0).0
    }

    /// Whether something of this probability happens (never at 0 or below, always at 1 or above).
    #[inline]
    pub fn happens(&self, purpose: Purpose, whose: Key, probability: f64) -> bool {
        probability > 0.0 && self.unit(purpose, whose) < probability
    }

    /// A fan of numbers for many small questions about one thing, for the price of one draw.
    #[inline]
    pub fn fan(&self, purpose: Purpose, whose: Key) -> Fan {
        Fan(self.words(purpose, whose, 0)[0])
    }
}

/// 52 random bits placed at the centres of their cells, so that neither 0 nor 1 can come out.
#[inline]
fn unit(word: u64) -> f64 {
    ((word >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
}

/// Numbers spread out from one draw by the `SplitMix64` generator (Steele, Lea and Flood, OOPSLA 2014).
#[derive(Clone, Copy, Debug)]
pub struct Fan(u64);

impl Fan {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The `n`-th number, in the open interval (0, 1).
    #[inline]
    pub fn nth(self, n: u16) -> f64 {
        unit(self.word(n))
    }

    #[inline]
    const fn word(self, n: u16) -> u64 {
        scramble(self.0.wrapping_add(Self::STEP.wrapping_mul(n as u64 + 1)))
    }

    /// The fan of an entity, apart from every other's.
    #[inline]
    pub const fn child(self, whose: Key) -> Self {
        Self(scramble(self.0 ^ whose.0))
    }

    /// The number that belongs to an entity, in the open interval (0, 1).
    #[inline]
    pub fn of(self, whose: Key) -> f64 {
        unit(self.child(whose).0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: Purpose = Purpose::of("chance.test");

    #[test]
    fn draws_depend_on_each_part_of_their_name() {
        let world = Chance::of_world(1, 0);
        let a = Key::of("a");
        let base = world.unit(TEST, a);
        assert_eq!(base, Chance::of_world(1, 0).unit(TEST, a));
        assert_ne!(base, Chance::of_world(2, 0).unit(TEST, a));
        assert_ne!(base, Chance::of_world(1, 1).unit(TEST, a));
        assert_ne!(base, world.in_week(1).unit(TEST, a));
        assert_ne!(base, world.unit(Purpose::of("chance.other"), a));
        assert_ne!(base, world.unit(TEST, Key::of("b")));
        assert_ne!(base, world.pair(TEST, a, 1).0);
    }

    #[test]
    fn units_are_uniform() {
        let world = Chance::of_world(7, 3);
        let n: u32 = 20_000;
        let (mut sum, mut square) = (0.0, 0.0);
        for i in 0..n {
            let u = world.unit(TEST, Key::of("x").child("t", i));
            assert!(u > 0.0 && u < 1.0);
            sum += u;
            square += u * u;
        }
        let mean = sum / f64::from(n);
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        assert!((square / f64::from(n) - 1.0 / 3.0).abs() < 0.01);
    }

    /// The first outputs of the published generator seeded with nothing.
    #[test]
    fn a_fan_gives_the_published_numbers() {
        let words: Vec<u64> = (0..3).map(|n| Fan(0).word(n)).collect();
        assert_eq!(words, [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4, 0x06c4_5d18_8009_454f]);
        let fan = Chance::of_world(1, 0).fan(TEST, Key::of("a"));
        let (b, c) = (Key::of("b"), Key::of("c"));
        assert!(fan.nth(0) != fan.nth(1) && fan.of(b) != fan.of(c) && fan.child(b).nth(0) != fan.child(c).nth(0));
    }

    #[test]
    fn numbers_of_children_are_uniform_and_apart() {
        let fan = Chance::of_world(3, 1).fan(TEST, Key::of("a"));
        let n: u32 = 20_000;
        let (mut sum, mut product) = (0.0, 0.0);
        for i in 0..n {
            let child = fan.child(Key::of("x").child("t", i));
            sum += child.nth(0);
            product += (child.nth(0) - 0.5) * (child.nth(1) - 0.5);
        }
        assert!((sum / f64::from(n) - 0.5).abs() < 0.01);
        assert!((product / f64::from(n)).abs() < 0.002);
    }
}
