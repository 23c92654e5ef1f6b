//! Numbers of the things in a world: each is declared once, with its bounds, and can be read, named and changed from then on.

/// Declares a struct of plain fields and of numbers (`field Variant: lowest..highest`), and an enum that names the numbers.
macro_rules! numbered {
    (
        $(#[$meta:meta])* pub struct $name:ident {
            $($(#[$doc:meta])+ $field:ident: $type:ty,)*
        } numbers $numbers:ident {
            $($(#[$what:meta])+ $number:ident $variant:ident: $low:literal..$high:literal,)+
        }
    ) => {
        $(#[$meta])*
        pub struct $name {
            $($(#[$doc])+ pub $field: $type,)*
            $($(#[$what])+ pub $number: f64,)+
        }

        #[doc = concat!("The numbers of [`", stringify!($name), "`] that changes may add to.")]
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $numbers {
            $($(#[$what])+ $variant,)+
        }

        impl $numbers {
            /// Every number, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its spelling in files.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => stringify!($number),)+ }
            }

            /// Lowest and highest value; a change that leads further ends there.
            pub const fn bounds(self) -> (f64, f64) {
                match self { $(Self::$variant => ($low, $high),)+ }
            }
        }

        impl $name {
            /// One of its numbers.
            pub const fn number(&self, which: $numbers) -> f64 {
                match which { $($numbers::$variant => self.$number,)+ }
            }

            /// Adds to one of its numbers, as far as its bounds allow. Says whether a number came of it.
            #[inline]
            pub(super) fn add(&mut self, which: $numbers, by: f64) -> bool {
                let value = match which { $($numbers::$variant => &mut self.$number,)+ };
                let (low, high) = which.bounds();
                $crate::world::number::add(value, by, low, high)
            }
        }
    };
}

pub(super) use numbered;

/// Adds to a number, as far as its bounds allow. Says whether a number came of it.
#[inline]
pub(super) fn add(value: &mut f64, by: f64, low: f64, high: f64) -> bool {
    *value = (*value + by).clamp(low, high);
    !value.is_nan()
}
