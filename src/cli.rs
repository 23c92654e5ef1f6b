//! The command line: one file per command. Only here is anything printed.

pub mod check;
pub mod compare;
pub mod completions;
pub mod effects;
pub mod explain;
pub mod list;
pub mod merge;
pub mod new;
mod numbers;
pub mod replay;
pub mod report;
pub mod run;
mod save;
pub mod schema;
pub mod sensitivity;
mod show;
pub mod verify;

use crate::{fault::Fault, scenario::name};
use clap::{CommandFactory, Parser, Subcommand};
use std::{
    io::{self, Write},
    process::ExitCode,
};

/// What could happen next in an armed conflict: a what-if simulator.
#[derive(Debug, Parser)]
#[command(name = "escalade", version, about, max_term_width = 100, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "Examples:
  escalade run                             the built-in question: will Kidal be held or lost?
  escalade list what-ifs                   the what-ifs of the built-in scenario
  escalade explain csp jnim                what is known of two actors and where it is written
  escalade new my-case                     a small case of your own to start from
  escalade check my-case/scenarios/tolmarra/winter-road.toml

Exit codes: 0 fine, 2 faults in the input (all are listed), 1 other errors, 130 interrupted.
This is a model, not a forecast; `escalade explain NAME` shows what each number rests on.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Run a scenario and its what-ifs, many times.
    Run(Box<run::RunArgs>),
    /// Join the parts of an ensemble that ran on several machines.
    Merge(merge::MergeArgs),
    /// Play one world of a result again, with every table, and tell what happened in it.
    Replay(replay::ReplayArgs),
    /// Check that a result is what it was when it was written, and that its worlds come out the same again.
    Verify(verify::VerifyArgs),
    /// Read a scenario, its what-ifs and its case, and list every fault.
    Check(check::CheckArgs),
    /// Say what is known of an actor, place, agreement, claim, action or parameter, and where it is written.
    Explain(explain::ExplainArgs),
    /// List cases, scenarios, what-ifs, outcomes, actions or parameters.
    List(list::ListArgs),
    /// Rank the what-ifs of a result by what they change of an outcome.
    Effects(effects::EffectsArgs),
    /// Compare two what-ifs of a result, or two results of one question, world by world.
    Compare(compare::CompareArgs),
    /// Tell on which uncertain numbers an outcome of a result hangs.
    Sensitivity(sensitivity::SensitivityArgs),
    /// Make one page that people read, from a folder of results.
    Report(report::ReportArgs),
    /// Write a small case to start from, or a copy of a built-in one.
    New(new::NewArgs),
    /// Print the JSON Schema of scenario files, for editors.
    Schema(schema::SchemaArgs),
    /// Print the completions of a shell.
    Completions(completions::CompletionsArgs),
}

/// What can go wrong in a command.
#[derive(Debug)]
pub enum Problem {
    /// The input has faults.
    Faults(Vec<Fault>),
    /// Something else went wrong.
    Other(String),
    /// The user interrupted it.
    Interrupted(String),
}

impl From<Vec<Fault>> for Problem {
    fn from(faults: Vec<Fault>) -> Self {
        Self::Faults(faults)
    }
}

impl From<io::Error> for Problem {
    fn from(error: io::Error) -> Self {
        Self::Other(error.to_string())
    }
}

/// Reads the command line, does what it says and gives the exit code.
pub fn main() -> ExitCode {
    crate::runner::quiet_panics();
    outlive_limits();
    let done = match Cli::parse().command {
        Command::Run(args) => run::run(&args),
        Command::Merge(args) => merge::merge(&args),
        Command::Replay(args) => replay::replay(&args),
        Command::Verify(args) => verify::verify(&args),
        Command::Check(args) => check::check(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::List(args) => list::list(&args),
        Command::Effects(args) => effects::effects(&args),
        Command::Compare(args) => compare::compare(&args),
        Command::Sensitivity(args) => sensitivity::tell(&args),
        Command::Report(args) => report::report(&args),
        Command::New(args) => new::new(&args),
        Command::Schema(args) => schema::schema(&args),
        Command::Completions(args) => completions::completions(&args, &mut Cli::command()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Problem::Faults(faults)) => {
            show::faults(&faults);
            ExitCode::from(2)
        }
        Err(Problem::Other(message)) => {
            let _ = writeln!(io::stderr().lock(), "error: {message}");
            ExitCode::FAILURE
        }
        Err(Problem::Interrupted(message)) => {
            let _ = writeln!(io::stderr().lock(), "{message}");
            ExitCode::from(130)
        }
    }
}

/// Where the shell limits the size of files, a write beyond it fails with a message instead of ending the program by a signal.
fn outlive_limits() {
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}

/// Writes to standard output. A reader who has seen enough (`| head`) ends it quietly.
///
/// # Errors
/// What the system says.
pub fn print(text: &str) -> Result<(), Problem> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}
