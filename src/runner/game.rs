//! A run that is played week by week, by hand: for a seat at the table, a page, or whoever wants to look before going on.

use super::blame;
use crate::{
    chance::Chance,
    domain::{Action, ActorKind, Posture},
    history::{History, Recorder, Tables},
    id::ActorId,
    run::{Setup, Start, Watcher, Workbench},
    study::{Answer, Study, Variant},
    world::{
        Ledger, World,
        law::Broken,
        outside::{Command, Decree},
    },
};
use std::{error::Error, fmt, ops::Deref, sync::Arc};

/// One run, under way. Without decrees its weeks are those of [`Runner::run`](super::Runner::run).
///
/// ```
/// use escalade::{Request, Runner, load};
///
/// let study = load("tolmarra/winter-road", &Request { weeks: Some(4), ..Request::default() })?;
/// let mut runner = Runner::new(&study, 0, 1);
/// let mut game = runner.begin(3);
/// while !game.is_over() {
///     let world = game.step(&[]).expect("no law of the world is broken");
///     println!("week {}: {} actors live", world.week, world.living().count());
/// }
/// assert_eq!(game.history().answers, runner.run(3).answers);
/// # Ok::<(), Vec<escalade::Fault>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Game<S> {
    study: S,
    run: u64,
    variant: usize,
    start: Arc<Start>,
    chance: Chance,
    bench: Workbench,
    recorder: Recorder,
    /// Whether the ledger is kept.
    explain: bool,
    /// Actors that people play in every week.
    seats: Vec<ActorId>,
    broken: Option<Broken>,
}

/// Why a week was not played.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The horizon is reached.
    Over,
    /// The world broke a law, now or in an earlier week.
    Broken(Broken),
    /// A decree cannot be carried out by anybody; nothing was played.
    Refused(String),
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Over => f.write_str("the horizon is reached"),
            Self::Broken(Broken { law, found, .. }) => write!(f, "{law}: {found}"),
            Self::Refused(why) => f.write_str(why),
        }
    }
}

impl Error for Halt {}

impl<S: Deref<Target = Study>> Game<S> {
    pub(super) fn new(
        study: S,
        (run, variant): (u64, usize),
        start: Arc<Start>,
        chance: Chance,
        tables: Tables,
    ) -> Self {
        let recorder = Recorder::new(&study, variant, tables);
        let explain = tables.needs_ledger();
        let mut bench = Workbench::new(&start);
        bench.begin(Setup { study: &study, variant, start: &start, chance }, explain);
        Self { study, run, variant, start, chance, bench, recorder, explain, seats: Vec::new(), broken: None }
    }

    fn setup(&self) -> Setup<'_> {
        Setup { study: &self.study, variant: self.variant, start: &self.start, chance: self.chance }
    }

    /// The variant that is played.
    pub fn variant(&self) -> &Variant {
        &self.study.variants[self.variant]
    }

    /// The world as it stands.
    pub fn world(&self) -> &World {
        self.bench.world()
    }

    /// The week that comes next, from 0.
    pub fn week(&self) -> u32 {
        self.bench.weeks()
    }

    /// Whether no week can be played any more: the horizon is reached, or a law of the world is broken.
    pub fn is_over(&self) -> bool {
        self.week() >= self.study.weeks || self.broken.is_some()
    }

    /// The answers to the outcomes of the study, as they stand.
    pub fn answers(&self) -> Vec<Answer> {
        self.bench.answers(self.setup())
    }

    /// Takes an actor out of the model's hands from the next week on: it does what decrees say, and nothing in a week without. Postures
    /// that it orders hold until it orders others, or its seat is left.
    pub fn take_seat(&mut self, actor: ActorId) {
        if !self.seats.contains(&actor) {
            self.seats.push(actor);
        }
    }

    /// Gives an actor back to the model.
    pub fn leave_seat(&mut self, actor: ActorId) {
        self.seats.retain(|seat| *seat != actor);
    }

    /// Plays the next week. An actor that has decrees does these, as far as its effort and money go, and nothing else this week;
    /// all others decide as ever, but for those in whose seats people sit.
    ///
    /// # Errors
    /// The run is over, a law of the world was broken, or a decree speaks of what there is not.
    pub fn step(&mut self, decrees: &[Decree]) -> Result<&World, Halt> {
        if let Some(broken) = &self.broken {
            return Err(Halt::Broken(broken.clone()));
        }
        if self.is_over() {
            return Err(Halt::Over);
        }
        decrees.iter().try_for_each(|decree| self.check(decree)).map_err(Halt::Refused)?;
        let mut seats = self.seats.clone();
        seats.extend(decrees.iter().map(|decree| decree.actor));
        let setup = Setup { study: &self.study, variant: self.variant, start: &self.start, chance: self.chance };
        if let Err(broken) = self.bench.week(setup, &seats, decrees) {
            self.broken = Some(broken.clone());
            return Err(Halt::Broken(broken));
        }
        self.recorder.outside(self.bench.outside(), self.bench.world(), setup.variant());
        self.recorder.week(self.bench.world(), setup.variant());
        Ok(self.bench.world())
    }

    /// Plays what is left without decrees, and gives what the run leaves.
    pub fn history(mut self) -> History {
        while self.step(&[]).is_ok() {}
        let (answers, variant) = (self.answers(), self.variant().clone());
        let ledger = if self.explain { self.bench.take_ledger() } else { Ledger::default() };
        let failed = self.broken.map(|broken| {
            let cause = if self.explain { blame::cause(ledger.last_on(broken.slot)) } else { String::new() };
            blame::history((self.run, self.variant), self.bench.weeks(), Ok(broken), &cause)
        });
        let world = self.bench.world();
        let history = self.recorder.finish(self.run, (self.variant, &variant), answers, world, ledger);
        match failed {
            Some(failed) => History { detail: history.detail, ..failed },
            None => history,
        }
    }

    /// Whether a decree speaks of what there is.
    fn check(&self, decree: &Decree) -> Result<(), String> {
        let (world, case) = (self.world(), &self.variant().case);
        let Some(who) = world.actors.get(decree.actor.index()).filter(|actor| actor.alive) else {
            return Err("the actor of a decree is not in this world, or no longer".to_owned());
        };
        let kind = case.actors[who.origin.index()].kind;
        let Decree { actor, command } = *decree;
        let (word, target, place, agreement) = (command.word(), command.target(), command.place(), command.agreement());
        match command {
            Command::Act { action, .. } => {
                if !action.is_open_to(kind) {
                    let open: Vec<&str> = Action::ALL.iter().filter(|a| a.is_open_to(kind)).map(|a| a.word()).collect();
                    return Err(format!("`{word}` is not open to {}; open to it: {}", kind.one(), open.join(", ")));
                }
                if let Some(missing) = action.lacks(place.is_some(), target.is_some(), agreement.is_some()) {
                    return Err(format!("`{word}` does nothing without `{missing}`"));
                }
            }
            Command::Posture { .. } if !Posture::is_open_to(kind) => {
                let kinds = ActorKind::ALL.iter().filter(|kind| Posture::is_open_to(**kind)).map(|kind| kind.word());
                let open: Vec<&str> = kinds.collect();
                return Err(format!("`{word}` is not open to {}; it is open to: {}", kind.one(), open.join(", ")));
            }
            Command::Posture { enemy, .. } if enemy == actor => {
                return Err(format!("`{word}`: the actor and the target are the same"));
            }
            Command::Posture { .. } => {}
        }
        let there = target.is_none_or(|id| world.actors.get(id.index()).is_some_and(|actor| actor.alive))
            && place.is_none_or(|id| id.index() < world.places.len())
            && agreement.is_none_or(|id| id.index() < world.agreements.len());
        if there { Ok(()) } else { Err(format!("`{word}`: its target, place or agreement is not in this world")) }
    }
}
