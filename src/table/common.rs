//! Columns that many tables share, each described once.

use super::{Field, GetDate, GetText, GetWhole, Table};

/// The number of the run.
pub fn run<T: Table>(get: GetWhole<T>) -> Field<T> {
    let meaning =
        "Number of the run, from 0. Run k of every variant is the same world: chance k, draw k/2 rounded down";
    Field::whole("run", "", meaning, get)
}

/// The name of the variant.
pub fn variant<T: Table>(get: GetText<T>) -> Field<T> {
    Field::text("variant", "`base`, or the name of the what-if", get)
}

/// The week.
pub fn week<T: Table>(get: GetWhole<T>) -> Field<T> {
    Field::whole("week", "weeks", "Week of the scenario, from 0; the state is that at the end of the week", get)
}

/// The first day of the week.
pub fn date<T: Table>(get: GetDate<T>) -> Field<T> {
    Field::date("date", "First day of the week", get)
}
