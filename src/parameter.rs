//! Parameters and uncertain numbers: what may vary from draw to draw, and how a draw chooses.

mod strata;

use crate::id::Key;
use libm::{exp, log};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};

/// A number that is fixed, or known only within a range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// Lower end.
    pub low: f64,
    /// Upper end; equal to `low` when the number is fixed.
    pub high: f64,
    /// Whether the logarithm is uniform rather than the number.
    pub log: bool,
    /// Key of the number's address, to which its draw is tied.
    pub key: Key,
}

impl Quantity {
    /// A number without uncertainty.
    pub const fn fixed(value: f64) -> Self {
        Self { low: value, high: value, log: false, key: Key(0) }
    }

    /// The middle of its range.
    pub const fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// The number in this draw: the quantile of a uniform keyed by (seed, scramble, address), the draw's own in the scramble.
    pub fn draw(&self, draw: &Draw) -> f64 {
        if self.low == self.high { self.low } else { self.quantile(draw.unit(self.key)) }
    }

    /// The number below which lies the share `u` of its range.
    pub fn quantile(&self, u: f64) -> f64 {
        let value = if self.log {
            exp(log(self.low) + u * (log(self.high) - log(self.low)))
        } else {
            self.low + u * (self.high - self.low)
        };
        value.clamp(self.low, self.high)
    }
}

/// One draw of everything uncertain: parameters, ranges in the seeds, claims in conflict.
///
/// Draws are stratified: of one scramble, each `2^k` draws that begin at a multiple of `2^k` take a number from each of `2^k` equal parts of
/// its range, for every number that varies. Scrambles are independent of each other, so that they tell how good a mean is.
#[derive(Clone, Copy, Debug)]
pub struct Draw {
    key: Key,
    index: u64,
}

impl Draw {
    /// The draw with this index in one of several scrambles. The top bit keeps the ChaCha stream of a scramble apart from those of the
    /// worlds' chance.
    pub fn new(seed: u64, scramble: u64, index: u64) -> Self {
        let mut source = ChaCha8Rng::seed_from_u64(seed);
        source.set_stream(1 << 63 | scramble);
        Self { key: Key(source.next_u64()), index }
    }

    /// A number in (0, 1) for what this key names.
    pub fn unit(&self, what: Key) -> f64 {
        strata::nth(self.key.with(what), self.index)
    }
}

/// A parameter of a mechanism, as declared in the mechanism's own file.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Address, `mechanism.name`.
    pub address: &'static str,
    /// Meaning.
    pub meaning: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// The value that we would choose if there were only one.
    pub typical: f64,
    /// Range from which a draw takes it (equal ends: not varied).
    pub prior: (f64, f64),
    /// Whether the prior is uniform in the logarithm.
    pub log: bool,
    /// Values that make sense at all; anything else is a fault.
    pub bounds: (f64, f64),
    /// Literature, data, or `assumed`.
    pub source: &'static str,
}

impl Parameter {
    /// The quantity that a draw takes when nobody sets the parameter.
    pub const fn quantity(&self) -> Quantity {
        Quantity { low: self.prior.0, high: self.prior.1, log: self.log, key: Key::of(self.address) }
    }
}

/// Declares a mechanism's settings: a struct of `f64`, and the table of what each field means.
///
/// One entry reads `name: typical, low..high [log], in min..max, "unit", "source";` under its doc comment.
macro_rules! settings {
    ($mechanism:literal {
        $($(#[doc = $doc:literal])+ $name:ident : $typical:literal, $low:literal .. $high:literal $($log:ident)?,
          in $min:literal .. $max:literal, $unit:literal, $source:literal;)*
    }) => {
        /// The numbers of this mechanism in one draw; see [`Settings::PARAMETERS`] for units, ranges and sources.
        #[derive(Clone, Debug)]
        pub struct Settings {
            $($(#[doc = $doc])+ pub $name: f64,)*
        }

        impl Settings {
            /// What each field means, in the order of the fields.
            pub const PARAMETERS: &'static [$crate::parameter::Parameter] = &[$(
                $crate::parameter::Parameter {
                    address: concat!($mechanism, ".", stringify!($name)),
                    meaning: concat!($($doc),+),
                    unit: $unit,
                    typical: $typical as f64,
                    prior: ($low as f64, $high as f64),
                    log: $crate::parameter::settings!(@log $($log)?),
                    bounds: ($min as f64, $max as f64),
                    source: $source,
                },
            )*];

            /// The settings with these values, in the order of [`Settings::PARAMETERS`].
            #[allow(unused_mut, unused_variables, reason = "a mechanism may have no numbers")]
            pub fn from_values(mut values: impl Iterator<Item = f64>) -> Self {
                Self { $($name: values.next().unwrap_or(f64::from($typical)),)* }
            }

            /// The settings that hold when every parameter has its typical value.
            pub fn typical() -> Self {
                Self { $($name: f64::from($typical),)* }
            }
        }
    };
    (@log log) => { true };
    (@log) => { false };
}

pub(crate) use settings;

#[cfg(test)]
mod tests {
    use super::*;

    settings! { "test" {
        /// How fast.
        speed: 3.0, 1.0..8.0 log, in 0.0..50.0, "km", "assumed";
        /// How far.
        reach: 2, 2..2, in 0..9, "km", "assumed";
    } }

    #[test]
    fn a_declaration_gives_fields_and_table() {
        let settings = Settings::from_values([4.0, 5.0].into_iter());
        assert_eq!((settings.speed, settings.reach), (4.0, 5.0));
        assert_eq!(Settings::PARAMETERS[0].address, "test.speed");
        assert!(Settings::PARAMETERS[0].log && !Settings::PARAMETERS[1].log);
        assert_eq!(Settings::typical().reach, 2.0);
    }

    #[test]
    fn changing_one_range_moves_no_other_draw() {
        for (scramble, index) in [(0, 0), (1, 5), (15, 77)] {
            let draw = Draw::new(1, scramble, index);
            let one = Quantity { low: 0.0, high: 1.0, log: false, key: Key::of("a.b") };
            let same_elsewhere = Quantity { high: 2.0, ..one };
            assert_eq!(one.draw(&draw) * 2.0, same_elsewhere.draw(&draw));
            let other = Quantity { key: Key::of("a.c"), ..one };
            assert_ne!(one.draw(&draw), other.draw(&draw));
        }
        assert_eq!(Quantity::fixed(3.0).draw(&Draw::new(1, 0, 0)), 3.0);
    }

    #[test]
    fn draws_depend_on_seed_scramble_and_index() {
        let what = Key::of("a.b");
        let of = |seed, scramble, index| Draw::new(seed, scramble, index).unit(what);
        let base = of(1, 2, 3);
        assert_eq!(base, of(1, 2, 3));
        assert!([of(2, 2, 3), of(1, 3, 3), of(1, 2, 4)].iter().all(|other| *other != base));
    }

    #[test]
    fn draws_of_a_scramble_take_each_part_of_every_range() {
        let quantity = |what, log| Quantity { low: 1.0, high: 16.0, log, key: Key::of(what) };
        for (scramble, what) in (0..16).flat_map(|scramble| [(scramble, "a.b"), (scramble, "a.c")]) {
            let part = |index| {
                let found = quantity(what, true).draw(&Draw::new(9, scramble, index));
                (log(found) / log(16.0) * 32.0) as usize
            };
            let mut parts: Vec<usize> = (0..32).map(part).collect();
            parts.sort_unstable();
            assert!(parts.into_iter().eq(0..32));
        }
    }

    #[test]
    fn log_ranges_have_their_geometric_middle() {
        let q = Quantity { low: 1.0, high: 100.0, log: true, key: Key(1) };
        assert!((q.quantile(0.5) - 10.0).abs() < 1e-9);
    }
}
