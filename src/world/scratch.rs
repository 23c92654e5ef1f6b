//! What single mechanisms work out and keep in memory that is lent to them.

use super::{Event, Grid, Marks, ledger::Terms};
use crate::{
    chance::{Fan, laws::exp},
    domain::{OperationKind, Posture},
    id::{ActorId, AgreementId, ForceId, Key, PlaceId, RegionId},
};
use std::ops::Range;

/// What an actor has at a place where its men stand, and sees there (`decide`): a row of a table with one for each such pair.
#[derive(Clone, Copy, Debug)]
pub struct Post {
    /// Whose men.
    pub actor: ActorId,
    /// Where.
    pub place: PlaceId,
    /// Key of the place.
    pub key: Key,
    /// Men in the place.
    pub here: f64,
    /// Their mean supply, 0-1.
    pub supply: f64,
    /// Enemy men whom the actor believes to be there.
    pub seen: f64,
    /// Control share of the actor's bloc, 0-1.
    pub control: f64,
    /// Whether its side holds the place.
    pub is_ours: bool,
    /// Whether an enemy holds it.
    pub is_theirs: bool,
}

/// What is the same for all who decide, and what the one whose turn it is can reach (`decide`).
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Control of each place (row) by each bloc (column, at its root).
    pub control: Vec<f64>,
    /// Fighters lost of late, by bloc.
    pub losses: Vec<f64>,
    /// Men, by bloc: those under its root, and those in its root's pay.
    pub men: Vec<f64>,
    /// Agreements by which enemies leave each other alone everywhere: as a ceasefire, as a pact of non-aggression.
    pub truces: Vec<(AgreementId, [bool; 2])>,
    /// Agreements by which enemies leave each other alone at one place.
    pub local: Vec<(AgreementId, PlaceId)>,
    /// Agreements about which a party may do something, with the party.
    pub signed: Vec<(ActorId, AgreementId)>,
    /// Agreements between enemies, in force or not.
    pub peace: Vec<AgreementId>,
    /// Places that need aid, with what bringing it there is worth.
    pub needy: Vec<(PlaceId, f64)>,
    /// Where everybody's men stand: by actor, in order.
    pub posts: Vec<Post>,
}

/// Two enemies of whom one can strike the other at a place (`skirmish`).
#[derive(Clone, Copy, Debug)]
pub struct Contact {
    /// Who strikes.
    pub actor: ActorId,
    /// Whom.
    pub enemy: ActorId,
    /// Where.
    pub place: PlaceId,
    /// In which region.
    pub region: RegionId,
    /// Cell of the two and the region in the tables of fronts.
    pub front: usize,
    /// Own men in reach, each by what distance leaves of him.
    pub men: f64,
    /// Sorties in reach that are promised to nobody.
    pub sorties: f64,
    /// Enemy men who expose themselves to men on the ground.
    pub exposed: f64,
    /// Enemy men who are seen.
    pub seen: f64,
    /// Whether the two are at war; else they are hostile.
    pub at_war: bool,
    /// Tempo of the planner of who strikes.
    pub tempo: f64,
}

/// Somebody who fights (`skirmish`).
#[derive(Clone, Copy, Debug)]
pub struct Fighter {
    /// Whether its kind lays ambushes.
    pub ambushes: bool,
    /// Sorties promised to operations, of those who strike from the air.
    pub promised: Option<f64>,
    /// Tempo of its planner.
    pub tempo: f64,
}

/// Somebody who can strike at a place (`skirmish`).
#[derive(Clone, Copy, Debug)]
pub struct Striker {
    /// Who.
    pub actor: ActorId,
    /// Men in reach, each by what distance leaves of him.
    pub men: f64,
    /// Sorties in reach that are promised to nobody.
    pub sorties: f64,
    /// Tempo of its planner.
    pub tempo: f64,
}

/// Who can strike whom this week, in memory lent by the phase (`skirmish`).
#[derive(Clone, Debug, Default)]
pub struct Routine {
    /// Men at each place (row) of each actor (column) who have no other orders.
    pub free: Vec<f64>,
    /// Men of each actor in reach of the place at hand.
    pub reach: Vec<f64>,
    /// Where anybody has such men, in order.
    pub posts: Vec<PlaceId>,
    /// What each actor strikes with, if it exists, fights and has men or aircraft.
    pub roster: Vec<Option<Fighter>>,
    /// Who of them strikes from the air.
    pub flyers: Vec<ActorId>,
    /// Who could strike at the place at hand: one row.
    pub able: Marks,
    /// Who of them can strike at the place at hand.
    pub near: Vec<Striker>,
    /// Agreements by which enemies leave each other alone at one place.
    pub local: Vec<(AgreementId, PlaceId)>,
    /// Agreements by which they do so everywhere.
    pub everywhere: Vec<AgreementId>,
    /// Who can strike whom.
    pub contacts: Vec<Contact>,
    /// Most own men in reach of one place, and all enemies seen, of each actor (row) on each of its fronts (column).
    pub balance: Vec<[f64; 2]>,
    /// Postures chosen in this phase, in the same places.
    pub chosen: Vec<Option<Posture>>,
    /// Where that list is not empty.
    pub fronts: Vec<usize>,
    /// Intensity of the routine of each actor (row) in each region (column): the highest of its fronts there.
    pub heat: Vec<f64>,
    /// Whether two actors are bound to leave each other alone: not looked up, no, yes.
    pub bound: Vec<u8>,
    /// Money that each actor has spent in this phase.
    pub spent: Vec<f64>,
}

/// Which blocs can pass a place, and which are joined to it from a base of theirs; one bit for each (`supply`).
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// Who can pass.
    pub passable: u64,
    /// Who is joined.
    pub joined: u64,
    /// Who can pass and meets no country that an enemy rules.
    pub quiet: u64,
    /// Who is joined through such places alone.
    pub safe: u64,
}

/// What there is of an actor at a place, one bit for each actor (`notice`).
#[derive(Clone, Copy, Debug, Default)]
pub struct Eyes {
    /// Who has enemies there.
    pub foes: u64,
    /// Who has friends there.
    pub friends: u64,
    /// Who has eyes there: friends at it or one open route away.
    pub near: u64,
    /// Whose bloc has aircraft in the region.
    pub air: u64,
}

/// What there is to be counted at a place (`notice`).
#[derive(Clone, Debug)]
pub struct Sight {
    /// Which.
    pub place: PlaceId,
    /// Chance of every count.
    pub errors: Fan,
    /// Where those who stand there lie in the list of all.
    pub bodies: Range<usize>,
}

/// What distance leaves of the pull of a place (column) on those who leave another (row), kept while neither the map nor the
/// reach changes (`flee`).
#[derive(Clone, Debug, Default)]
pub struct Pull {
    map: Grid<f64>,
    reach: f64,
    left: Grid<f64>,
}

impl Pull {
    /// `e^(-distance / reach)` for every way of this map; no place pulls its own. The map is looked at when a run starts.
    pub fn on(&mut self, map: &Grid<f64>, reach: f64, starts: bool) -> &Grid<f64> {
        if self.reach != reach || starts && self.map != *map {
            self.reach = reach;
            self.map.clone_from(map);
            self.left.clone_from(map);
            self.left.cells_mut().iter_mut().for_each(|cell| *cell = exp(-*cell / reach));
            (0..map.columns()).for_each(|place| *self.left.at_mut(place, place) = 0.0);
        }
        &self.left
    }
}

/// Free men of one force on whom a planner may count (`plan`).
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Which.
    pub force: ForceId,
    /// Whose.
    pub actor: ActorId,
    /// Where.
    pub place: PlaceId,
    /// Men who may leave.
    pub free: f64,
    /// Whether they belong to the planner's own side.
    pub own: bool,
    /// Key of the force.
    pub key: Key,
}

/// Enemies who are seen at a place, of one actor among them (`plan`).
#[derive(Clone, Copy, Debug)]
pub struct Foe {
    /// Where.
    pub place: PlaceId,
    /// Root of the actor's bloc.
    pub side: ActorId,
    /// Men who are seen there, of all enemies.
    pub seen: f64,
    /// The actor's share of them, 0-1.
    pub share: f64,
}

/// Something that a planner could do (`plan`).
#[derive(Clone, Copy, Debug)]
pub struct Objective {
    /// What.
    pub kind: OperationKind,
    /// Where.
    pub place: PlaceId,
    /// Against whom.
    pub target: Option<ActorId>,
    /// Where men would assemble.
    pub assembly: PlaceId,
    /// Whether they would fly from there.
    pub flown: bool,
    /// Men whom it asks for.
    pub men: f64,
    /// Sorties a week in support.
    pub sorties: f64,
    /// Believed chance of success, 0-1.
    pub chance: f64,
    /// Utility, the terms added up.
    pub utility: f64,
    /// Utility beyond the trouble of mounting it, once its planner has decided on it.
    pub surplus: Option<f64>,
    /// Its terms.
    pub terms: Terms,
    /// Whether it may be begun now; else it is only thought of.
    pub open: bool,
}

/// What a planner has before it (`plan`).
#[derive(Clone, Debug, Default)]
pub struct Desk {
    /// Free men.
    pub bodies: Vec<Body>,
    /// Free men who could be brought to each place in time.
    pub mass: Vec<f64>,
    /// Where men of the planner's own may assemble, with the root of that mass.
    pub bases: Vec<(PlaceId, f64)>,
    /// Places that the planner's side holds.
    pub held: Vec<PlaceId>,
    /// Whose desk it is.
    pub planner: Option<ActorId>,
    /// Enemies who are seen.
    pub foes: Vec<Foe>,
    /// Share of the ways to wanted places that lead through each place.
    pub gate: Vec<f64>,
    /// Men whom each side could bring back for the place at hand.
    pub sides: Vec<f64>,
    /// Value of the place that is worth most in each region.
    pub chief: Vec<f64>,
    /// Whether each actor is an enemy, or could become one: there is an agreement between the two, in force or not.
    pub rivals: Vec<bool>,
    /// Worth of what each actor holds and could be taken, and the same times the chance to take it.
    pub prospects: Vec<[f64; 2]>,
    /// What could be done.
    pub objectives: Vec<Objective>,
    /// The actor of the planner's own side with most free men: through whose eyes it looks.
    pub lead: Option<ActorId>,
    /// Mean supply of its men, 0-1.
    pub fed: f64,
    /// Men of the planner's whole side.
    pub strength: f64,
    /// Men who are free.
    pub free: f64,
    /// Men on operations.
    pub committed: f64,
    /// Men whom operations begun in this phase take out of forces, whoever begins them.
    pub taken: Vec<(ForceId, f64)>,
    /// Sorties that they promise.
    pub promised: Vec<(ActorId, f64)>,
    /// How many there are.
    pub begun: usize,
    /// Whose turn it is to plan, in order of a draw.
    pub turns: Vec<(f64, ActorId)>,
    /// Events of last week that may concern some planner.
    pub news: Vec<Event>,
}

impl Desk {
    /// Clears it for a new phase.
    pub fn open_phase(&mut self) {
        self.taken.clear();
        self.promised.clear();
        self.begun = 0;
        self.turns.clear();
        self.news.clear();
    }

    /// Men whom operations begun in this phase have taken out of a force.
    pub fn taken_from(&self, force: ForceId) -> f64 {
        self.taken.iter().filter(|t| t.0 == force).map(|t| t.1).sum()
    }

    /// Sorties that operations begun in this phase have promised of an actor.
    pub fn promised_of(&self, actor: ActorId) -> f64 {
        self.promised.iter().filter(|p| p.0 == actor).map(|p| p.1).sum()
    }

    /// Empties what one planner has before it, keeping the memory.
    pub fn clear(&mut self) {
        self.bodies.clear();
        self.mass.clear();
        self.bases.clear();
        self.held.clear();
        self.foes.clear();
        self.gate.clear();
        self.chief.clear();
        self.sides.clear();
        self.rivals.clear();
        self.prospects.clear();
        self.objectives.clear();
        (self.planner, self.lead, self.free, self.committed) = (None, None, 0.0, 0.0);
    }
}
