//! Prints what `tests/golden/platforms.txt` holds: `cargo run --release --example hashes`. `.ci/platforms` runs it on x86-64,
//! aarch64 and WebAssembly.

mod hashes;

#[allow(clippy::print_stdout, reason = "printing is what it is for")]
fn main() {
    // One thread: WebAssembly has no other, and the others give the same bytes.
    print!("{}", hashes::hashes(1));
}
