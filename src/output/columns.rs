//! Every table of the results by its name, for whoever describes them all.

pub use crate::table::{Column, Kind, Layout};

use super::kept::Kept;
use crate::{
    counts::{Differences, Shares, Summary, WeekNumbers},
    history::rows::{Actors, Agreements, Causes, Draws, Events, Operations, Orders, Places, Runs, Ties},
    table::Table,
};

/// Every table, in the order in which they are described.
const TABLES: [fn() -> Layout; 15] = [
    Runs::layout,
    Summary::layout,
    Differences::layout,
    WeekNumbers::layout,
    Shares::layout,
    Kept::layout,
    Actors::layout,
    Places::layout,
    Ties::layout,
    Agreements::layout,
    Events::layout,
    Causes::layout,
    Operations::layout,
    Orders::layout,
    Draws::layout,
];

/// The layout of every table; that of `runs.csv` without the columns of the outcomes, that of
/// `draws.csv` without those of what varies.
pub fn layouts() -> impl Iterator<Item = Layout> {
    TABLES.into_iter().map(|layout| layout())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_table_and_every_column_is_described_once() {
        let mut files = BTreeSet::new();
        for layout in layouts() {
            assert!(files.insert(layout.name), "{}", layout.name);
            assert!(layout.columns.iter().all(|c| !c.meaning.is_empty() && !c.meaning.ends_with('.')));
            let names: BTreeSet<&str> = layout.columns.iter().map(|c| c.name.as_str()).collect();
            assert!(layout.key.iter().all(|k| names.contains(k)), "{}", layout.name);
            assert_eq!(names.len(), layout.columns.len(), "{}", layout.name);
        }
    }
}
