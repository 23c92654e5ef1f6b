//! The work of `run`: an ensemble in its folder, begun or taken up again, and kept safe batch by batch until it is whole.

use super::{super::Problem, progress::Progress};
use crate::{
    again,
    ensemble::{self, Observer, Stopped},
    fault::quoted,
    history::History,
    output::{
        Folder, Found, INPUTS, Memory, Refused, Results,
        inputs::inputs,
        journal::{Header, Journal},
        parquet, parts,
        shard::Shard,
        shelf::{Below, Deed},
        until::Target,
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
    /// The number that the progress bar shows.
    watched: Target,
    /// The journal of what was cut off; nothing for what is new.
    journal: Option<Journal>,
}

/// What was cut off, and is taken up again.
#[derive(Debug)]
pub(super) enum Taken {
    /// There is something left to play.
    Up(Box<Work>),
    /// Nothing but the name was missing.
    Whole(Folder),
}

impl Work {
    /// A new ensemble in a folder that is empty.
    pub(super) fn begin(study: Study, header: Header, folder: Folder, watched: Target) -> Self {
        Self { study, header, folder, watched, journal: None }
    }

    /// The folder that it will be.
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Takes up what was cut off under this name. If nothing but the name was missing, that is given.
    pub(super) fn resume(path: &Path) -> Result<Taken, Problem> {
        let mut folder = Folder::resume(path)?;
        if folder.is_whole() {
            folder.holds_its_own()?;
            return Ok(Taken::Whole(folder));
        }
        let (journal, header) = Journal::open(folder.partial(), Deed::Resume)?;
        folder.may_replace(header.replace)?;
        parquet::check(header.asked.parquet)?;
        let study = study(&header, folder.partial(), Deed::Resume)?;
        let names = Results::<Memory>::names(&study, &header.asked, header.shard.is_some())?;
        folder.holds_only(&names)?;
        let of = header.asked.until.as_ref().map(|until| until.of.as_str());
        let watched = Target::find(&study, of).map_err(|fault| vec![fault])?;
        Ok(Taken::Up(Box::new(Self { study, header, folder, watched, journal: Some(journal) })))
    }

    /// Plays what is left to play, and gives the folder its name.
    pub(super) fn finish(self, threads: usize, quiet: bool) -> Result<(Study, Ended), Problem> {
        let Self { study, header, folder, watched, journal } = self;
        // The handler can be set once only; a second ensemble in one process stops with the first.
        let _ = ctrlc::set_handler(interrupt);
        let (asked, part) = (&header.asked, header.runs());
        let start = |shelf| Results::starting(&study, asked, shelf, part.start);
        let (results, journal) = match journal {
            Some(mut journal) => match safe(&study, &header, &folder, &mut journal) {
                Some(results) => (results, journal),
                None => (start(folder.shelf())?, journal),
            },
            None => (start(folder.shelf())?, Journal::begin(folder.partial(), &header)?),
        };
        let results = results.on_threads(threads);
        let path = folder.path().to_owned();
        let progress = Progress::new(watched, quiet);
        let mut keeper = Keeper::new(&header, results, journal, folder, progress)?;
        let played = keeper.play(threads);
        let Keeper { results, journal, folder, progress, safe, .. } = keeper;
        progress.clear();
        let ended = match played {
            Ok(()) => end(&header, results, journal, folder).map_err(Halt::Refused),
            Err(Stopped::Observer(halt)) => Err(halt),
            Err(stopped @ Stopped::Threads(_)) => return Err(Problem::Other(stopped.to_string())),
        };
        match ended {
            Ok(ended) => Ok((study, ended)),
            Err(halt) => Err(halt.problem(safe - part.start, part.end - part.start, &path)),
        }
    }
}

/// What an ensemble has become.
#[derive(Debug)]
pub(super) enum Ended {
    Whole(Box<Found>, PathBuf),
    Part(Shard, PathBuf),
}

fn end(header: &Header, results: Results<Below>, journal: Journal, folder: Folder) -> Result<Ended, Refused> {
    match header.shard {
        None => {
            // Some systems let no folder be renamed in which a file is open.
            drop(journal);
            let (_, found) = results.finish()?;
            Ok(Ended::Whole(Box::new(found), folder.keep(false)?))
        }
        Some(shard) => {
            parts::seal(header, results, journal)?;
            Ok(Ended::Part(shard, folder.keep(true)?))
        }
    }
}

/// The study of an ensemble that was begun, made anew from the copies of what was read then.
pub(in crate::cli) fn study(header: &Header, folder: &Path, deed: Deed) -> Result<Study, Problem> {
    header.inputs.iter().try_for_each(|entry| entry.check(folder))?;
    let study = again::inputs(folder).map_err(|fault| vec![fault]).and_then(reload)?;
    let now = inputs(&study);
    if let Some(other) = now.iter().find(|now| header.inputs.iter().all(|entry| entry.name != now.name)) {
        let why = format!("{} in it is none of ours and would become part of the result; move it", other.name);
        return Err(deed.refused(folder.display(), why).into());
    }
    if now != header.inputs {
        let why = "these are not the files that it began with";
        return Err(deed.refused(folder.join(INPUTS).display(), why).into());
    }
    Ok(study)
}

/// The results as the last line has them whose files are there; nothing if there is no such line.
fn safe<'a>(
    study: &'a Study,
    header: &'a Header,
    folder: &Folder,
    journal: &mut Journal,
) -> Option<Results<'a, Below>> {
    while let Some(safe) = journal.last() {
        if let Ok(results) = safe.and_then(|safe| Results::again(study, &header.asked, folder.shelf(), safe)) {
            return Some(results);
        }
        journal.drop_last();
    }
    None
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
            _ => format!(
                "{safe} of {all} runs are safe: escalade run --resume {} goes on from there",
                quoted(&path.to_string_lossy())
            ),
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
        keeper.folder.settle();
        keeper.saved.1 = Duration::ZERO;
        Ok(keeper)
    }

    /// Plays what is left, up to the last run or until the interval is narrow.
    fn play(&mut self, threads: usize) -> Result<(), Stopped<Halt>> {
        let (study, header) = (self.results.study(), self.header);
        let (plan, until, end) = (header.asked.plan(threads), &header.asked.until, header.runs().end);
        loop {
            let counts = self.results.counts();
            let next = counts.next;
            if next == end || until.as_ref().is_some_and(|until| until.is_met(study, counts)) {
                return Ok(());
            }
            let look = until.as_ref().map_or(end, |until| until.next_look(next)).min(end);
            self.progress.aim((look - next) * study.variants.len() as u64);
            ensemble::play_part(study, &plan, next..look, self)?;
        }
    }

    fn save(&mut self) -> Result<(), Refused> {
        let began = now();
        let rows = self.results.settle()?;
        self.journal.note(self.header, &rows, self.results.counts())?;
        self.safe = self.results.counts().next;
        if self.safe > self.header.runs().start {
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
        self.progress.show(self.results.study(), self.results.counts());
        let end = self.header.runs().end;
        let stop = STOP.load(Ordering::Relaxed) && runs < end;
        let (last, pause) = self.saved;
        if stop || runs == end || last.elapsed() >= pause {
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
