//! The state of a world: who stands where this week, and how they stand to each other.

use super::{Climb, Grid, Index, Map, Totals, Traffic};
use crate::{
    domain::{
        ActorKind, AgreementKind, AgreementState, Camp, Clause, ForceKind, PlaceKind, PlaceState, Stance, Terrain,
        case::Reading,
    },
    id::{ActorId, AgreementId, IssueId, Key, PlaceId, RegionId, RouteId},
};
use arrayvec::ArrayVec;

/// An organisation in this world.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Key of its name or parentage.
    pub key: Key,
    /// The actor of the case whose name it bears; a splinter bears that of its parent.
    pub origin: ActorId,
    /// Ordinal among the splinters of its origin; 0 for the original.
    pub ordinal: u16,
    /// Kind.
    pub kind: ActorKind,
    /// Whether it exists.
    pub alive: bool,
    /// Coalition of which it is a member.
    pub coalition: Option<ActorId>,
    /// 0-1: how bound to that coalition.
    pub commitment: f64,
    /// Root of its chain of coalitions; of a hired provider, its client's root.
    pub bloc: ActorId,
    /// Where it belongs.
    pub home: Option<PlaceId>,
    /// Political work a week.
    pub effort: f64,
    /// Reserve, man-weeks of upkeep.
    pub funds: f64,
    /// Weekly income from outside.
    pub income: f64,
    /// 0-1: how well ranks and members follow.
    pub cohesion: f64,
    /// 0-1: how far it has tied itself to not conceding.
    pub rhetoric: f64,
    /// 0-1: how much it minds harming civilians.
    pub accountability: f64,
    /// 0-1: standing with its own public.
    pub legitimacy: f64,
    /// Fighting quality, regular = 1.
    pub quality: f64,
    /// 0-1: how well it hides.
    pub concealment: f64,
    /// 0-1: respect for its leader beyond its ranks.
    pub leader_standing: f64,
    /// 0-1: what it can promise or threaten.
    pub leverage: f64,
    /// 0-1: how busy it is with troubles of its own.
    pub burden: f64,
    /// Belief in its chance to win by force, 0-1.
    pub confidence: f64,
    /// Own fighters lost, decaying stock, men.
    pub losses: f64,
    /// Enemy fighters killed as the actor believes it, decaying stock, men.
    pub claimed: f64,
    /// Places lost and bases overrun, decaying stock, in worth of places.
    pub defeats: f64,
    /// Place on which its campaign is centred.
    pub campaign: Option<PlaceId>,
    /// Weight of that campaign, 0-1, fading.
    pub momentum: f64,
    /// Unrest among its public, 0-1 (governments).
    pub unrest: f64,
    /// Week of the last coup, or far in the past (governments).
    pub coup_week: i32,
    /// Weeks that a provider has gone unpaid.
    pub unpaid: f64,
    /// How often it gave birth to a splinter.
    pub splits: u16,
}

/// How one actor stands to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    /// -1 to 1.
    pub affinity: f64,
    /// Affinity to which it drifts back.
    pub base: f64,
    /// 0-1.
    pub trust: f64,
    /// 0-1.
    pub kin: f64,
    /// 0-1.
    pub leader: f64,
    /// 0-1.
    pub turf: f64,
    /// Stance.
    pub stance: Stance,
    /// Whether the actor refuses to talk with the other.
    pub label: bool,
    /// Whether the seeds or an event made this tie: the two know each other.
    pub known: bool,
    /// Week in which this stance began; -1: before the run.
    pub since: i32,
    /// Violence received from the other, decaying stock, deaths.
    pub harm: f64,
}

/// A place in this world.
#[derive(Clone, Debug)]
pub struct Place {
    /// Key of its name.
    pub key: Key,
    /// Kind.
    pub kind: PlaceKind,
    /// Region.
    pub region: RegionId,
    /// Ground.
    pub terrain: Terrain,
    /// Whether aircraft can land.
    pub airstrip: bool,
    /// 0-1: what holding it is worth.
    pub value: f64,
    /// Weekly rents, man-weeks of upkeep.
    pub income: f64,
    /// Who holds it: the leaf actor whose men command it.
    pub holder: Option<ActorId>,
    /// Who commands it and how well.
    pub state: PlaceState,
    /// 0-1: administration and services that work.
    pub services: f64,
    /// Foreign camp.
    pub camp: Camp,
    /// Who runs the camp or took it over.
    pub camp_host: Option<ActorId>,
    /// Who cuts it off.
    pub blockade: Option<ActorId>,
    /// People who live here and have not fled.
    pub residents: f64,
    /// Displaced people from elsewhere who stay here.
    pub hosted: f64,
    /// Fighting here of late, decaying stock, deaths of all kinds.
    pub danger: f64,
    /// Aid reaching it, 0-1.
    pub aid: f64,
    /// Effort at protecting civilians here this week, men.
    pub shield: f64,
}

/// People of one place who share loyalties. Support, grievance and kin are grids of the world.
#[derive(Clone, Debug)]
pub struct Community {
    /// Key of its name.
    pub key: Key,
    /// Where.
    pub place: PlaceId,
    /// People at the start.
    pub population: f64,
    /// Share that has fled.
    pub displaced: f64,
    /// 0-1.
    pub fear: f64,
    /// Fear as the seeds state it, the middle of a range.
    pub stated_fear: f64,
    /// Share of its men who have taken up arms since the start.
    pub mobilised: f64,
}

impl Community {
    /// People who have not fled.
    #[inline]
    pub fn residents(&self) -> f64 {
        self.population * (1.0 - self.displaced)
    }
}

/// A movement under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct March {
    /// Next place.
    pub to: PlaceId,
    /// Road used.
    pub route: RouteId,
    /// Kilometres still to go.
    pub left: f64,
}

/// Men of one actor in one place or on the road from it.
#[derive(Clone, Debug)]
pub struct Force {
    /// Key of its name or parentage.
    pub key: Key,
    /// Whose.
    pub actor: ActorId,
    /// Where it is, or the place it left.
    pub place: PlaceId,
    /// Kind.
    pub kind: ForceKind,
    /// Men, or sorties a week; 0 = gone.
    pub strength: f64,
    /// 0-1.
    pub morale: f64,
    /// 0-1.
    pub supply: f64,
    /// Movement under way.
    pub march: Option<March>,
}

/// A clause in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AgreementClause {
    /// What it obliges to.
    pub clause: Clause,
    /// Share of the agreement, 0-1.
    pub weight: f64,
    /// Who must do it; nobody: all parties.
    pub bears: Option<ActorId>,
    /// Man-weeks a week, or men.
    pub amount: f64,
}

/// Most parties of one agreement.
pub const MAX_PARTIES: usize = 8;
/// Most clauses of one agreement.
pub const MAX_CLAUSES: usize = 11;

/// An agreement in this world.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// Key of its name or of its making.
    pub key: Key,
    /// The agreement of the case that it is; nothing for one made in the run.
    pub origin: Option<AgreementId>,
    /// Kind.
    pub kind: AgreementKind,
    /// Stage of its life.
    pub state: AgreementState,
    /// Parties; empty = the slot is unused.
    pub parties: ArrayVec<ActorId, MAX_PARTIES>,
    /// Who stands behind it.
    pub guarantor: Option<ActorId>,
    /// Who brought it about.
    pub mediator: Option<ActorId>,
    /// Place it concerns.
    pub place: Option<PlaceId>,
    /// Confidence of the parties in it, 0-1.
    pub trust: f64,
    /// Share implemented, 0-1.
    pub progress: f64,
    /// Week in which this state began; -1: before the run.
    pub since: i32,
    /// Clauses.
    pub clauses: ArrayVec<AgreementClause, MAX_CLAUSES>,
}

/// One world in one week: the state, which changes are made to, and three parts apart from it.
#[derive(Debug)]
pub struct World {
    /// The week about to be played or just played, from 0.
    pub week: u32,
    /// Month of the year of this week's first day, 1-12.
    pub month: u8,
    /// Actors: first those of the case in order, then splinters in order of birth.
    pub actors: Vec<Actor>,
    /// Positions of actors (row) on issues (column), -1 to 1.
    pub positions: Grid<f64>,
    /// Salience of issues (column) for actors (row), 0-1.
    pub salience: Grid<f64>,
    /// Ties from actor (row) to actor (column).
    pub ties: Grid<Tie>,
    /// Rungs that an actor (row) has climbed of late against another (column).
    pub climbs: Grid<Climb>,
    /// Places.
    pub places: Vec<Place>,
    /// Control shares at a place (row) of an actor (column), 0-1; a row sums to at most 1.
    pub control: Grid<f64>,
    /// Enemy men that an actor (row) believes to be at a place (column).
    pub seen: Grid<f64>,
    /// Communities.
    pub communities: Vec<Community>,
    /// Support of a community (row) for an actor (column), -1 to 1.
    pub support: Grid<f64>,
    /// Grievance of a community (row) against an actor (column), 0-1.
    pub grievance: Grid<f64>,
    /// Grievance as the seeds state it, the middle of a range, in the same places.
    pub stated_grievance: Grid<f64>,
    /// Kin links of a community (row) to an actor (column), 0-1.
    pub kin: Grid<f64>,
    /// Forces, used and unused slots.
    pub forces: Vec<Force>,
    /// Agreements, used and unused slots.
    pub agreements: Vec<Agreement>,
    /// Running totals.
    pub totals: Totals,
    /// Rung of each action on this case's ladder.
    pub rungs: Vec<u8>,
    /// Which of the rival claims hold in this world.
    pub reading: Reading,
    /// Where the places lie and who lives in them.
    pub map: Map,
    /// What follows from the state, kept so that nobody need look for it.
    pub index: Index,
    /// What was ordered and what happened this week.
    pub traffic: Traffic,
}

impl World {
    /// An actor's stand on an issue.
    pub fn position(&self, actor: ActorId, issue: IssueId) -> f64 {
        *self.positions.at(actor.index(), issue.index())
    }
}
