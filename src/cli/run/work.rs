//! The work of `run`: an ensemble in its folder, begun or taken up again, and kept safe batch by batch until it is whole.

use super::{super::Problem, progress::Progress};
use crate::{
    again,
    ensemble::{self, Observer, Stopped},
    history::{History, Survey},
    output::{
        Folder, Found, INPUTS, Refused, Results, inputs,
        journal::{Header, Journal},
        shelf::{Below, Deed},
    },
    scenario::reload,
    study::Study,
};
use std::{
    fmt,
    io::{self, Write},
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// Keeping things safe may take one part in so many of the time. Where it would take more, only the first batch and some of the
/// others have their line.
const PART: u32 = 20;

/// Whether the user has asked to stop.
static STOP: AtomicBool = AtomicBool::new(false);

/// An ensemble to be played in a folder.
#[derive(Debug)]
pub(super) struct Work {
    study: Study,
    header: Header,
    folder: Folder,
    /// The journal of what was cut off; nothing for what is new.
    journal: Option<Journal>,
}

impl Work {
    /// A new ensemble in a folder that is empty.
    pub(super) fn begin(study: Study, header: Header, folder: Folder) -> Self {
        Self { study, header, folder, journal: None }
    }

    /// Takes up what was cut off under this name. If nothing but the name was missing, that is given.
    pub(super) fn resume(path: &Path) -> Result<Option<Self>, Problem> {
        let mut folder = Folder::resume(path)?;
        if folder.is_whole() {
            folder.keep(false)?;
            return Ok(None);
        }
        let (journal, header) = Journal::open(folder.partial(), Deed::Resume)?;
        folder.may_replace(header.replace)?;
        let study = study(&header, folder.partial())?;
        Ok(Some(Self { study, header, folder, journal: Some(journal) }))
    }

    /// Plays what is left to play, and gives the folder its name.
    pub(super) fn finish(self, threads: usize, quiet: bool) -> Result<(Study, Found, PathBuf), Problem> {
        let Self { study, header, folder, journal } = self;
        let (survey, asked) = (Survey::new(&study), &header.asked);
        let (results, journal) = match journal {
            Some(journal) => take_up(&study, &survey, &header, &folder, journal)?,
            None => (Results::new(&study, &survey, asked, folder.shelf())?, Journal::begin(folder.partial(), &header)?),
        };
        // The handler can be set once only; a second ensemble in one process stops with the first.
        let _ = ctrlc::set_handler(interrupt);
        let (path, next) = (folder.path().to_owned(), results.counts().next);
        let progress = Progress::new(next..asked.runs, study.variants.len(), quiet);
        let mut keeper = Keeper::new(&header, results, journal, folder, progress)?;
        let played = ensemble::play_part(&study, &survey, &asked.plan(threads), next..asked.runs, &mut keeper);
        let Keeper { results, folder, progress, safe, .. } = keeper;
        progress.clear();
        let ended = match played {
            Ok(()) => results.finish().and_then(|(_, found)| Ok((found, folder.keep(false)?))).map_err(Halt::Refused),
            Err(Stopped::Observer(halt)) => Err(halt),
            Err(stopped @ Stopped::Threads(_)) => return Err(Problem::Other(stopped.to_string())),
        };
        match ended {
            Ok((found, path)) => Ok((study, found, path)),
            Err(halt) => Err(halt.problem(safe, asked.runs, &path)),
        }
    }
}

/// The study of an ensemble that was begun, made anew from the copies of what was read then.
fn study(header: &Header, folder: &Path) -> Result<Study, Problem> {
    let study = again::inputs(folder).map_err(|fault| vec![fault]).and_then(reload)?;
    if inputs(&study) != header.inputs {
        let why = "these are not the files that the run began with";
        return Err(Deed::Resume.refused(folder.join(INPUTS).display(), why).into());
    }
    Ok(study)
}

/// The results as far as they are safe: as the last line has them whose files are there, else from the start.
fn take_up<'a>(
    study: &'a Study,
    survey: &'a Survey,
    header: &'a Header,
    folder: &Folder,
    mut journal: Journal,
) -> Result<(Results<'a, Below>, Journal), Refused> {
    while let Some(safe) = journal.last() {
        if let Ok(results) = safe.and_then(|safe| Results::again(study, survey, &header.asked, folder.shelf(), safe)) {
            return Ok((results, journal));
        }
        journal.drop_last();
    }
    Ok((Results::new(study, survey, &header.asked, folder.shelf())?, journal))
}

/// Why an ensemble ended early.
#[derive(Debug)]
enum Halt {
    Refused(Refused),
    Interrupted,
}

impl From<Refused> for Halt {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Halt {
    /// What is told: why, how much is safe, and how to go on.
    fn problem(self, safe: u64, all: u64, path: &Path) -> Problem {
        let rest = match safe {
            0 => "nothing was safe yet, and nothing is left".to_owned(),
            _ => format!("{safe} of {all} runs are safe: escalade run --resume {} goes on from there", path.display()),
        };
        match self {
            Self::Refused(_) => Problem::Other(format!("{self}; {rest}")),
            Self::Interrupted => Problem::Interrupted(format!("{self}; {rest}")),
        }
    }
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refused) => refused.fmt(f),
            Self::Interrupted => f.write_str("interrupted"),
        }
    }
}

/// Writes results down, and after each batch makes them safe.
struct Keeper<'a> {
    header: &'a Header,
    results: Results<'a, Below>,
    journal: Journal,
    folder: Folder,
    progress: Progress,
    /// Runs that will not be lost.
    safe: u64,
    /// When they were made safe, and how long to wait before the next time.
    saved: (Instant, Duration),
}

impl<'a> Keeper<'a> {
    fn new(
        header: &'a Header,
        results: Results<'a, Below>,
        journal: Journal,
        folder: Folder,
        progress: Progress,
    ) -> Result<Self, Refused> {
        let mut keeper = Self { header, results, journal, folder, progress, safe: 0, saved: (now(), Duration::ZERO) };
        keeper.save()?;
        keeper.saved.1 = Duration::ZERO;
        Ok(keeper)
    }

    fn save(&mut self) -> Result<(), Refused> {
        let began = now();
        let rows = self.results.settle()?;
        self.journal.note(self.header, &rows, self.results.counts())?;
        self.safe = self.results.counts().next;
        if self.safe > 0 {
            self.folder.is_worth_keeping();
        }
        self.saved = (now(), began.elapsed() * PART);
        Ok(())
    }
}

impl Observer for Keeper<'_> {
    type Error = Halt;

    fn take(&mut self, history: History) -> Result<(), Halt> {
        self.progress.step();
        Ok(self.results.take(history)?)
    }

    fn batch(&mut self, runs: u64) -> Result<(), Halt> {
        self.results.batch(runs)?;
        let stop = STOP.load(Ordering::Relaxed) && runs < self.header.asked.runs;
        let (last, pause) = self.saved;
        if stop || runs == self.header.asked.runs || last.elapsed() >= pause {
            self.save()?;
        }
        if stop { Err(Halt::Interrupted) } else { Ok(()) }
    }
}

#[allow(clippy::disallowed_methods, reason = "when something is made safe changes no result")]
fn now() -> Instant {
    Instant::now()
}

/// The first time, the batch in flight is finished and made safe; the second time, everything ends at once.
fn interrupt() {
    if STOP.swap(true, Ordering::Relaxed) {
        process::exit(130);
    }
    let _ = writeln!(io::stderr().lock(), "\nfinishing what is under way; press again to stop at once");
}
