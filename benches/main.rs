//! How long things take, from a draw to an ensemble: `cargo bench`, or `cargo bench -- week` for a part. `.ci/performance` counts
//! instructions instead, which noise does not touch.

#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is read by nobody but its authors")]

mod chance;
mod ensemble;
mod grown;
mod loading;
mod stage;
mod week;
mod writing;

fn main() {
    divan::main();
}
