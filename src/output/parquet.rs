//! Copies of tables as Parquet: the same columns and values, typed and packed, for those who read millions of rows with R, pandas
//! or `DuckDB`. Behind the cargo feature `parquet`, because the crate that writes it takes thirty others along.

#[cfg(feature = "parquet")]
mod write;

use super::{
    shelf::{Deed, Refused, Shelf},
    sink::Sink,
};
use crate::table::Layout;

/// How to come by a program that can.
pub const HOW: &str = "`cargo build --release --features parquet` builds one that can";

/// Checks before the work begins that this program can write the copies, if they are asked for.
///
/// # Errors
/// It was built without.
pub fn check(asked: bool) -> Result<(), Refused> {
    if asked && cfg!(not(feature = "parquet")) { Err(without()) } else { Ok(()) }
}

fn without() -> Refused {
    Deed::Write.refused("Parquet", format!("this program was built without it; {HOW}"))
}

/// Begins the copy of a table in the folder `parquet`.
#[cfg(feature = "parquet")]
pub(super) fn begin(layout: &Layout, shelf: &mut dyn Shelf) -> Result<Box<dyn Sink>, Refused> {
    Ok(Box::new(write::Copy::begin(layout, shelf)?))
}

/// Begins the copy of a table in the folder `parquet`.
#[cfg(not(feature = "parquet"))]
pub(super) fn begin(_: &Layout, _: &mut dyn Shelf) -> Result<Box<dyn Sink>, Refused> {
    Err(without())
}
