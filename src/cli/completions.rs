//! `escalade completions`: what a shell needs to complete commands and options.

use super::Problem;
use clap::{Args, Command};
use clap_complete::{Shell, generate};

const EXAMPLES: &str = "Examples:
  escalade completions bash > ~/.local/share/bash-completion/completions/escalade
  escalade completions fish > ~/.config/fish/completions/escalade.fish";

/// What `completions` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Prints the completions of a shell.
///
/// # Errors
/// What the system says.
pub fn completions(args: &CompletionsArgs, command: &mut Command) -> Result<(), Problem> {
    let mut out = Vec::new();
    generate(args.shell, command, "escalade", &mut out);
    super::print(&String::from_utf8_lossy(&out))
}
