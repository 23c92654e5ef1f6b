//! Prints what `tests/golden/platforms.txt` holds: `cargo run --release --example hashes`. `.ci/platforms` runs it on x86-64,
//! aarch64 and WebAssembly. In a browser, where nothing can be printed, it compares instead, and its exit code is the number of
//! the first line that differs.

mod hashes;

use std::process::ExitCode;

const GOLDEN: &str = include_str!("../golden/platforms.txt");

#[allow(clippy::print_stdout, reason = "printing is what it is for")]
fn main() -> ExitCode {
    // One thread: WebAssembly has no other, and the others give the same bytes.
    let lines = hashes::hashes(1);
    if cfg!(all(target_family = "wasm", target_os = "unknown")) {
        return ExitCode::from(first_difference(&lines));
    }
    print!("{lines}");
    ExitCode::SUCCESS
}

/// The number of the first line that is not the golden one, from 1; 0 if all are.
fn first_difference(lines: &str) -> u8 {
    let end = lines.lines().count().max(GOLDEN.lines().count());
    let first = (0..end).find(|i| lines.lines().nth(*i) != GOLDEN.lines().nth(*i));
    first.map_or(0, |i| u8::try_from(i + 1).unwrap_or(u8::MAX))
}
