//! What leaves: the result files of an ensemble, as plain CSV with a data package and a manifest.
//!
//! A table is declared below this floor, with its rows. [`sheet::Sheet`] writes it in every format that was asked for;
//! [`Results`] says which tables there are and when.

pub mod asked;
pub mod columns;
pub mod csv;
pub mod detail;
mod draws;
pub mod excel;
pub mod folder;
pub mod inputs;
pub mod journal;
pub mod kept;
pub mod manifest;
mod pack;
mod package;
pub mod parquet;
pub mod parts;
pub mod pick;
mod results;
pub mod shard;
pub mod sheet;
pub mod shelf;
mod sink;
mod stray;
pub mod until;
pub mod worlds;

pub use asked::{Asked, Keep};
pub use folder::Folder;
pub use inputs::INPUTS;
pub use manifest::Manifest;
pub use results::{Found, Results};
pub use shelf::{Memory, Refused};

#[cfg(test)]
mod tests;
