//! The command `escalade`.

use std::process::ExitCode;

fn main() -> ExitCode {
    escalade::inside::cli::main()
}
