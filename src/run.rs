//! One run, week by week: a pure function of the study, the variant, the seed and the number of the run. It knows neither
//! files nor threads.

use crate::{
    chance::Chance,
    domain::Case,
    id::ActorId,
    mechanism::Settings,
    parameter::Draw,
    stats::{RUNS_PER_DRAW, SCRAMBLES},
    study::{
        Answer, Study, Variant,
        outcome::Asking,
        schedule::{Diary, Inject},
    },
    week,
    world::{
        Ledger, Proposals, World,
        law::Broken,
        outside::{Decree, Outside},
    },
};

/// Runs that share a draw of everything uncertain.
pub const CHANCES_PER_DRAW: u64 = RUNS_PER_DRAW as u64;

/// The world of a run: which chance, and which draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WorldNumber {
    /// Fixes all chance.
    pub chance: u64,
    /// Fixes all uncertain numbers and readings.
    pub draw: u64,
}

impl WorldNumber {
    /// The world of run `k`: chance `k`, draw `k / 2`.
    pub const fn of_run(run: u64) -> Self {
        Self { chance: run, draw: run / CHANCES_PER_DRAW }
    }

    /// The scramble that its draw belongs to.
    pub const fn scramble(self) -> usize {
        (self.draw % SCRAMBLES as u64) as usize
    }
}

/// Everything uncertain as the draw with this number has it. Draws are dealt out to the scrambles in turn.
pub fn draw(seed: u64, number: u64) -> Draw {
    const TURNS: u64 = SCRAMBLES as u64;
    Draw::new(seed, number % TURNS, number / TURNS)
}

/// One draw of one variant: the world at the start and the settings, shared by all runs of the draw.
#[derive(Clone, Debug)]
pub struct Start {
    /// The world at the start of week 0.
    pub world: World,
    /// The numbers of every mechanism.
    pub settings: Settings,
    /// What comes from outside: injects, and those scheduled events that the claims of this draw let happen.
    pub injects: Vec<Inject>,
}

impl Start {
    /// Draws everything that is uncertain in a variant.
    pub fn new(variant: &Variant, seed: u64, number: u64) -> Self {
        let draw = &draw(seed, number);
        let settings = Settings::draw(&variant.quantities, draw);
        let mut world = World::found(&variant.case, draw);
        world.measure_ways(settings.warfare.pace());
        let injects = variant.injects.iter().filter_map(|inject| drawn(inject, &variant.case, &world, draw)).collect();
        Self { world, settings, injects }
    }
}

/// An inject as it stands; a scheduled event if the claims that it rests on hold in this draw, its deaths and its size drawn.
fn drawn(inject: &Inject, case: &Case, world: &World, draw: &Draw) -> Option<Inject> {
    let mut inject = inject.clone();
    if let Some(fact) = case.scheduled.iter().find(|fact| fact.key == inject.given.key) {
        if !Case::holds(&fact.source, &world.reading) {
            return None;
        }
        inject.given.deaths = fact.deaths.draw(draw);
        inject.given.civilian_deaths = fact.civilian_deaths.draw(draw);
        inject.given.size = fact.size.draw(draw);
    }
    Some(inject)
}

/// What a run plays: one variant of a study, from a start, with the chance of one world.
#[derive(Clone, Copy, Debug)]
pub struct Setup<'a> {
    /// The study.
    pub study: &'a Study,
    /// Index of the variant.
    pub variant: usize,
    /// The start of its draw.
    pub start: &'a Start,
    /// The chance of its world.
    pub chance: Chance,
}

impl<'a> Setup<'a> {
    /// The variant that is played.
    pub fn variant(&self) -> &'a Variant {
        &self.study.variants[self.variant]
    }
}

/// Memory that one worker reuses from run to run.
#[derive(Clone, Debug)]
pub struct Workbench {
    world: World,
    proposals: Proposals,
    ledger: Ledger,
    outside: Outside,
    diary: Diary,
    asking: Vec<Asking>,
    /// Weeks played.
    weeks: u32,
}

/// Someone who watches a run, week by week.
pub trait Watcher {
    /// Called at the end of every week.
    fn week(&mut self, world: &World, variant: &Variant);

    /// Called before [`Watcher::week`] with what came from outside in the week that was played.
    fn outside(&mut self, _outside: &Outside, _world: &World, _variant: &Variant) {}
}

/// What a run leaves: the answers, or the law that it broke.
pub type Outcome = Result<Vec<Answer>, Broken>;

impl Workbench {
    /// Options that actors have weighed in all runs on this bench: a measure of the work.
    pub fn weighed(&self) -> u64 {
        self.proposals.weighed
    }

    /// A workbench for runs from this start.
    pub fn new(start: &Start) -> Self {
        Self {
            world: start.world.clone(),
            proposals: Proposals::default(),
            ledger: Ledger::default(),
            outside: Outside::default(),
            diary: Diary::default(),
            asking: Vec::new(),
            weeks: 0,
        }
    }

    /// Runs one world of one variant from its start to the horizon. `explain` keeps the ledger; it changes nothing else.
    ///
    /// # Errors
    /// The first law of the world that was broken; the run ends there.
    pub fn run(&mut self, setup: Setup, explain: bool, watcher: &mut impl Watcher) -> Outcome {
        self.begin(setup, explain);
        while self.weeks < setup.study.weeks {
            self.week(setup, &[], &[])?;
            watcher.outside(&self.outside, &self.world, setup.variant());
            watcher.week(&self.world, setup.variant());
        }
        Ok(self.answers(setup))
    }

    /// Puts the world back to its start.
    pub fn begin(&mut self, setup: Setup, explain: bool) {
        let outcomes = &setup.variant().outcomes;
        self.weeks = 0;
        self.world.clone_from(&setup.start.world);
        self.ledger.clear();
        self.ledger.on = explain;
        self.proposals.clear();
        self.proposals.explain = explain;
        self.diary.begin(&setup.start.injects);
        self.asking.resize_with(outcomes.len(), Asking::default);
        for (asking, outcome) in self.asking.iter_mut().zip(outcomes) {
            asking.begin(outcome);
        }
    }

    /// Plays the next week. `seats` and `decrees` are those of people at the table, beside those that the study has.
    ///
    /// # Errors
    /// The first law of the world that was broken.
    pub fn week(&mut self, setup: Setup, seats: &[ActorId], decrees: &[Decree]) -> Result<(), Broken> {
        let (study, variant, injects, week) = (setup.study, setup.variant(), &setup.start.injects, self.weeks);
        let own = &study.decrees[setup.variant];
        self.world.week = week;
        self.outside.clear();
        self.outside.seats.extend(own.seats.iter().chain(seats));
        self.diary.open(injects, &variant.prevents, week, setup.chance, &mut self.outside);
        self.outside.decrees.extend(own.choices.iter().filter(|(at, _)| *at == week).map(|(_, d)| *d));
        self.outside.decrees.extend(decrees);
        week::play(
            &variant.case,
            &setup.start.settings,
            setup.chance,
            &self.outside,
            &mut self.world,
            &mut self.proposals,
            &mut self.ledger,
        )?;
        self.diary.close(injects, &self.world);
        for (asking, outcome) in self.asking.iter_mut().zip(&variant.outcomes) {
            asking.look(outcome, &self.world);
        }
        self.weeks += 1;
        Ok(())
    }

    /// The answers to the outcomes of the study, as they stand.
    pub fn answers(&self, setup: Setup) -> Vec<Answer> {
        let variant = setup.variant();
        let name = |i: usize| actor_name(&self.world, variant, i);
        self.asking.iter().zip(&variant.outcomes).map(|(a, outcome)| a.answer(outcome, &self.world, name)).collect()
    }

    /// What came from outside in the last week.
    pub fn outside(&self) -> &Outside {
        &self.outside
    }

    /// Weeks played.
    pub fn weeks(&self) -> u32 {
        self.weeks
    }

    /// The ledger of the last run.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Hands out the ledger of the last run and starts an empty one.
    pub fn take_ledger(&mut self) -> Ledger {
        std::mem::take(&mut self.ledger)
    }

    /// The world as the last run left it.
    pub fn world(&self) -> &World {
        &self.world
    }
}

/// The id of an actor in results: that of the seeds; for a splinter, its parent's with `_s` and its ordinal among the
/// splinters of that parent (so a splinter of a splinter is `csp_s1_s1`); nothing for a slot that nobody has used.
pub fn actor_name(world: &World, variant: &Variant, index: usize) -> String {
    let actor = &world.actors[index];
    if actor.ordinal == 0 {
        return variant.case.actors.get(actor.origin.index()).map_or_else(String::new, |a| a.id.clone());
    }
    let ordinal = actor.ordinal;
    let is_parent = |p: &crate::world::Actor| p.key.child("split", u32::from(ordinal)) == actor.key;
    match world.actors.iter().position(is_parent) {
        Some(parent) if parent != index => format!("{}_s{ordinal}", actor_name(world, variant, parent)),
        _ => format!("s{ordinal}"),
    }
}

/// Whom a splinter left, and its number (`2`, or `2.1` for the first splinter of a second one); nothing for the id of another actor.
pub fn splinter(id: &str) -> Option<(&str, String)> {
    let numbered = |at: &usize| id[at + 2..].starts_with(|c: char| c.is_ascii_digit());
    let (at, _) = id.match_indices("_s").find(|(at, _)| numbered(at))?;
    Some((&id[..at], id[at + 2..].replace("_s", ".")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::ActorKind,
        mechanism::{default_quantities, testing::Tiny},
        world::Change,
    };

    #[test]
    fn splinters_are_named_after_those_they_left() {
        let mut stage = Tiny::new().actor("rebels", ActorKind::Movement).stage();
        let variant = Variant {
            name: "base".to_owned(),
            title: String::new(),
            question: String::new(),
            expects: Vec::new(),
            case: stage.case.clone(),
            quantities: default_quantities(),
            injects: Vec::new(),
            prevents: Vec::new(),
            outcomes: Vec::new(),
            series: Vec::new(),
            pairs: Vec::new(),
        };
        // The first splinter of the rebels, the first of that one, and the rebels' second.
        for parent in [0, 1, 0] {
            let mut out = Proposals::default();
            out.drift(Change::Split { parent: crate::id::ActorId(parent), share: 0.3, shift: 0.0 });
            stage.world.apply(&mut out, &mut Ledger::new(false));
        }
        let names: Vec<String> = (0..5).map(|i| actor_name(&stage.world, &variant, i)).collect();
        assert_eq!(names, ["rebels", "rebels_s1", "rebels_s1_s1", "rebels_s2", ""]);
    }

    #[test]
    fn the_id_of_a_splinter_says_whom_it_left() {
        assert_eq!(splinter("civil_society_s1_s12"), Some(("civil_society", "1.12".to_owned())));
        assert_eq!(splinter("civil_society"), None);
    }
}
