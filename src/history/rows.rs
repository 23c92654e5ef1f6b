//! The tables of single runs, a file each: what a row holds, where it comes from, and the column that it becomes.
//!
//! The rows of a week are read from the world by the same line that declares their column: a new column of something that the
//! world knows is one line here.

mod actors;
mod agreements;
mod causes;
mod draws;
mod events;
mod operations;
mod orders;
mod places;
mod runs;
mod ties;

pub use actors::{ActorRow, Actors};
pub use agreements::{AgreementRow, Agreements};
pub use causes::{CauseLine, Causes, causes};
pub use draws::{DrawLine, Draws, Varied};
pub use events::{EventLine, Events};
pub use operations::{OperationLine, Operations};
pub use orders::{OrderLine, OrderRow, Orders};
pub use places::{PlaceRow, Places};
pub use runs::{Ran, RunLine, Runs};
pub use ties::{TieRow, Ties};

/// Declares a table of the states of a week: a row, how it is read from the world, and its columns. Each line says
/// `name: type, kind of column (unit, or decimals and unit), "meaning" = where it comes from;`.
macro_rules! states {
    (
        $(#[$doc:meta])* $row:ident in $table:ident, file $file:literal, one row per $per:literal, key $key:tt,
        from ($world:ident: &World $(, $arg:ident: $of:ty)*);
        $($name:ident: $ty:ty, $how:ident $(($($what:literal),*))?, $meaning:literal = $value:expr;)*
    ) => {
        $(#[$doc])*
        pub struct $row {
            /// Week, at the end of which it is so.
            pub week: u32,
            $(#[doc = $meaning] pub $name: $ty,)*
        }

        impl $row {
            /// What is so at the end of this week.
            pub(in crate::history) fn read($world: &World $(, $arg: $of)*) -> Self {
                Self { week: $world.week, $($name: $value),* }
            }
        }

        impl Dated for $row {
            fn week(&self) -> u32 {
                self.week
            }
        }

        #[doc = concat!("`", $file, ".csv`.")]
        #[derive(Debug)]
        pub struct $table;

        impl Table for $table {
            type Row<'a> = Line<'a, $row>;
            const NAME: &'static str = $file;
            const ROWS: &'static str = $per;
            const KEY: &'static [&'static str] = &$key;

            fn fields() -> Vec<Field<Self>> {
                let mut fields: Vec<Field<Self>> = frame::columns();
                $(fields.push(states!(@$how $name ($($($what),*)?) $meaning));)*
                fields
            }
        }
    };
    (@text $name:ident () $meaning:literal) => {
        Field::text(stringify!($name), $meaning, |r, to| frame::Said::say(&r.row.$name, r.frame, to))
    };
    (@whole $name:ident ($unit:literal) $meaning:literal) => {
        Field::whole(stringify!($name), $unit, $meaning, |r| Some(frame::Whole::whole(&r.row.$name)))
    };
    (@number $name:ident ($decimals:literal, $unit:literal) $meaning:literal) => {
        Field::number(stringify!($name), ($decimals, $unit), $meaning, |r| Some(r.row.$name))
    };
    (@yes_no $name:ident () $meaning:literal) => {
        Field::yes_no(stringify!($name), $meaning, |r| Some(r.row.$name))
    };
}

use states;
