//! The state of a world: who stands where this week, and how they stand to each other.

use super::{
    Climb, Front, Grid, Index, Ladder, Map, Operation, Quarrel, Slot, Totals, Traffic, Visit, WEEKS_OF_DEAD,
    number::numbered,
};
use crate::{
    domain::{
        ActorKind, AgreementKind, AgreementState, Camp, Clause, ForceKind, PlaceKind, PlaceState, Stance, Terrain,
        case::Reading,
    },
    id::{ActorId, AgreementId, IssueId, Key, OperationId, PlaceId, RegionId, Regions, RouteId},
};
use arrayvec::ArrayVec;

numbered! {
    /// An organisation in this world.
    #[derive(Clone, Debug)]
    pub struct Actor {
        /// Key of its name or parentage.
        key: Key,
        /// The actor of the case whose name it bears; a splinter bears that of its parent.
        origin: ActorId,
        /// Ordinal among the splinters of its origin; 0 for the original.
        ordinal: u16,
        /// Kind.
        kind: ActorKind,
        /// Whether it exists.
        alive: bool,
        /// Coalition of which it is a member.
        coalition: Option<ActorId>,
        /// Root of its chain of coalitions; of a hired provider, its client's root.
        bloc: ActorId,
        /// Where it belongs.
        home: Option<PlaceId>,
        /// Regions that it claims for itself; [`super::World::aims`] adds what it claims through its coalition.
        aims: Regions,
        /// Own fighters killed this week and in each of those before, as events state them.
        dead: [u32; WEEKS_OF_DEAD],
        /// Week of the last coup, or far in the past (governments).
        coup_week: i32,
        /// How often it gave birth to a splinter.
        splits: u16,
    } numbers ActorField {
        /// 0-1: how bound to that coalition.
        commitment Commitment: 0.0..1.0,
        /// Political work a week.
        effort Effort: 0.0..1e4,
        /// Reserve, man-weeks of upkeep.
        funds Funds: -1e7..1e7,
        /// Weekly income from outside.
        income Income: 0.0..1e7,
        /// 0-1: how well ranks and members follow.
        cohesion Cohesion: 0.0..1.0,
        /// 0-1: how far it has tied itself to not conceding.
        rhetoric Rhetoric: 0.0..1.0,
        /// 0-1: the same by what it stands for, whatever it has said of late: rhetoric fades back to it.
        rhetoric_base RhetoricBase: 0.0..1.0,
        /// 0-1: how much it minds harming civilians.
        accountability Accountability: 0.0..1.0,
        /// 0-1: standing with its own public.
        legitimacy Legitimacy: 0.0..1.0,
        /// Fighting quality, regular = 1.
        quality Quality: 0.1..3.0,
        /// 0-1: how well it hides.
        concealment Concealment: 0.0..1.0,
        /// 0-1: respect for its leader beyond its ranks.
        leader_standing LeaderStanding: 0.0..1.0,
        /// 0-1: what it can promise or threaten.
        leverage Leverage: 0.0..1.0,
        /// 0-1: how busy it is with troubles of its own.
        burden Burden: 0.0..1.0,
        /// Belief in its chance to win by force, 0-1.
        confidence Confidence: 0.0..1.0,
        /// Own fighters lost, decaying stock, men.
        losses Losses: 0.0..1e6,
        /// Enemy fighters killed as the actor believes it, decaying stock, men.
        claimed Claimed: 0.0..1e6,
        /// Places lost and bases overrun, decaying stock, in worth of places.
        defeats Defeats: 0.0..100.0,
        /// Unrest among its public, 0-1 (governments).
        unrest Unrest: 0.0..1.0,
        /// Weeks that a provider has gone unpaid.
        unpaid Unpaid: 0.0..1e4,
    }
}

numbered! {
    /// How one actor stands to another.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Tie {
        /// Stance.
        stance: Stance,
        /// Whether the actor refuses to talk with the other.
        label: bool,
        /// Whether the seeds or an event made this tie: the two know each other.
        known: bool,
        /// Week in which this stance began; -1: before the run.
        since: i32,
    } numbers TieField {
        /// -1 to 1.
        affinity Affinity: -1.0..1.0,
        /// Affinity to which it drifts back.
        base Base: -1.0..1.0,
        /// 0-1.
        trust Trust: 0.0..1.0,
        /// 0-1.
        kin Kin: 0.0..1.0,
        /// 0-1.
        leader Leader: 0.0..1.0,
        /// 0-1.
        turf Turf: 0.0..1.0,
        /// Violence received from the other, decaying stock, deaths.
        harm Harm: 0.0..1e6,
        /// What the two did for each other and against each other, fading stock; the same in both directions. Stances begin
        /// at [`Stance::step`].
        deeds Deeds: -1.0..1.0,
    }
}

numbered! {
    /// A place in this world.
    #[derive(Clone, Debug)]
    pub struct Place {
        /// Key of its name.
        key: Key,
        /// Kind.
        kind: PlaceKind,
        /// Region.
        region: RegionId,
        /// Ground.
        terrain: Terrain,
        /// Whether aircraft can land.
        airstrip: bool,
        /// Who holds the town: the leaf actor whose men command it. The country around is ruled as [`World::control`] says.
        holder: Option<ActorId>,
        /// Who held it before, in this run.
        former: Option<ActorId>,
        /// Whose column its holder did not let in last, and the week of that.
        turned_away: Option<(ActorId, u32)>,
        /// Week in which it was taken; -1: before the run.
        taken: i32,
        /// Who commands it and how well.
        state: PlaceState,
        /// Foreign camp.
        camp: Camp,
        /// Who runs the camp or took it over.
        camp_host: Option<ActorId>,
        /// Who cuts it off.
        blockade: Option<ActorId>,
        /// People who live here and have not fled.
        residents: f64,
    } numbers PlaceField {
        /// 0-1: what holding it is worth.
        value Value: 0.0..1.0,
        /// Weekly rents, man-weeks of upkeep.
        income Income: 0.0..1e6,
        /// 0-1: administration and services that work.
        services Services: 0.0..1.0,
        /// Weeks of its stores that sieges have used up and that have not been filled again.
        eaten Eaten: 0.0..520.0,
        /// Displaced people from elsewhere who stay here.
        hosted Hosted: 0.0..1e9,
        /// Fighting here of late, decaying stock, deaths of all kinds.
        danger Danger: 0.0..1e6,
        /// Aid reaching it, 0-1.
        aid Aid: 0.0..1.0,
        /// Effort at protecting civilians here this week, men.
        shield Shield: 0.0..1e6,
    }
}

numbered! {
    /// People of one place who share loyalties. Support, grievance and kin are grids of the world.
    #[derive(Clone, Debug)]
    pub struct Community {
        /// Key of its name.
        key: Key,
        /// Where.
        place: PlaceId,
        /// People at the start.
        population: f64,
        /// Fear as the seeds state it, the middle of a range.
        stated_fear: f64,
        /// Of those who had not fled, how many have been killed since the start.
        dead: f64,
    } numbers CommunityField {
        /// Share that has fled.
        displaced Displaced: 0.0..1.0,
        /// 0-1.
        fear Fear: 0.0..1.0,
        /// Share of its men who have taken up arms since the start.
        mobilised Mobilised: 0.0..1.0,
    }
}

impl Community {
    /// People who have not fled and live.
    #[inline]
    pub fn residents(&self) -> f64 {
        (self.population * (1.0 - self.displaced) - self.dead).max(0.0)
    }
}

/// A movement under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct March {
    /// The place last passed.
    pub from: PlaceId,
    /// Next place.
    pub to: PlaceId,
    /// Where it goes in the end.
    pub goal: PlaceId,
    /// Road used.
    pub route: RouteId,
    /// Kilometres still to go on it.
    pub left: f64,
    /// Whether it is a withdrawal.
    pub retreat: bool,
}

impl March {
    /// The first leg of the shortest way; nothing at the goal, or where no open road leads.
    pub fn towards(world: &World, from: PlaceId, goal: PlaceId) -> Option<Self> {
        let to = world.map.ways.next(from, goal)?;
        let roads = world.map.roads[from.index()].iter().filter(|(r, p)| *p == to && world.map.routes[r.index()].open);
        let days = |route: &RouteId| world.map.ways.pace().days(&world.map.routes[route.index()]);
        let (route, _) = roads.min_by(|a, b| days(&a.0).total_cmp(&days(&b.0)).then(a.0.cmp(&b.0)))?;
        let left = world.map.routes[route.index()].km;
        Some(Self { from, to, goal, route: *route, left, retreat: false })
    }
}

numbered! {
    /// Men of one actor in one place or on the road from it.
    #[derive(Clone, Debug)]
    pub struct Force {
        /// Key of its name or parentage.
        key: Key,
        /// Whose.
        actor: ActorId,
        /// Where it is, or the place it left.
        place: PlaceId,
        /// Kind.
        kind: ForceKind,
        /// Movement under way.
        march: Option<March>,
        /// The operation to which it is committed.
        operation: Option<OperationId>,
        /// The place that it was driven from, until it is back there or has another task.
        left: Option<PlaceId>,
    } numbers ForceField {
        /// Men, or sorties a week; 0 = gone.
        strength Strength: 0.0..1e6,
        /// 0-1.
        morale Morale: 0.0..1.0,
        /// 0-1.
        supply Supply: 0.0..1.0,
        /// Weeks until it is fit to attack.
        rest Rest: 0.0..520.0,
    }
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

numbered! {
    /// An agreement in this world.
    #[derive(Clone, Debug)]
    pub struct Agreement {
        /// Key of its name or of its making.
        key: Key,
        /// The agreement of the case that it is; nothing for one made in the run.
        origin: Option<AgreementId>,
        /// Kind.
        kind: AgreementKind,
        /// Stage of its life.
        state: AgreementState,
        /// Parties; empty = the slot is unused.
        parties: ArrayVec<ActorId, MAX_PARTIES>,
        /// Who stands behind it.
        guarantor: Option<ActorId>,
        /// Who brought it about.
        mediator: Option<ActorId>,
        /// Place it concerns.
        place: Option<PlaceId>,
        /// Week in which this state began; -1: before the run.
        since: i32,
        /// First and last week in which its parties called for help in the war that goes on, if they have called.
        called: Option<(u32, u32)>,
        /// Clauses.
        clauses: ArrayVec<AgreementClause, MAX_CLAUSES>,
    } numbers AgreementField {
        /// Confidence of the parties in it, 0-1.
        trust Trust: 0.0..1.0,
        /// Share implemented, 0-1.
        progress Progress: 0.0..1.0,
    }
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
    /// Shares of the hinterland of a place (row) that an actor (column) rules, 0-1: its villages, roads, herds and mines. A row sums to at
    /// most 1; the rest is ruled by nobody.
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
    /// Operations, under way and over.
    pub operations: Vec<Operation>,
    /// Mean chance to take the places of another (column), by what each is worth to a planner (row), as it believes, 0-1.
    pub prospects: Grid<f64>,
    /// What an actor (row) keeps in mind about war with another (column).
    pub quarrels: Grid<Quarrel>,
    /// Postures of an actor (row) on its fronts: a column for each enemy and region.
    pub fronts: Grid<Front>,
    /// Men of operations who are or were at a place (row), by actor (column).
    pub visits: Grid<Visit>,
    /// Running totals.
    pub totals: Totals,
    /// The case's ladder of escalation.
    pub ladder: Ladder,
    /// Which of the rival claims hold in this world.
    pub reading: Reading,
    /// The first part in which what was written is no number: a broken law.
    pub unsound: Option<Slot>,
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
