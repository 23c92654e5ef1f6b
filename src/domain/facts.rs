//! The facts of a case, one type per seed file. Ids are resolved, words are enums, numbers may be uncertain.

use super::{
    ActorKind, AgreementKind, AgreementState, Camp, Clause, Confidence, EventKind, ForceKind, PlaceKind, Stance,
    Terrain, Way,
};
use crate::{
    id::{ActorId, AgreementId, ClaimId, IssueId, Key, PlaceId, RegionId},
    parameter::Quantity,
};
use jiff::civil::Date;

/// A text or data source.
#[derive(Clone, Debug)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Publisher.
    pub publisher: String,
    /// Date of publication as written, possibly only a year.
    pub published: String,
}

/// One thing that a source says.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Id.
    pub id: String,
    /// Index into the case's documents.
    pub document: usize,
    /// Paragraph (line of the text), empty where the source has none.
    pub paragraph: String,
    /// Our paraphrase.
    pub text: String,
    /// How sure we are that the source says it.
    pub confidence: Confidence,
}

/// Claims that contradict each other: each draw takes one.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// Name of the contradiction.
    pub id: String,
    /// Key to which the choice is tied.
    pub key: Key,
    /// The rival claims with their weights.
    pub rivals: Vec<(ClaimId, f64)>,
}

/// What a fact rests on: claims, each for the whole row or for one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Pairs of a column (empty: the row) and a claim.
    pub claims: Vec<(String, ClaimId)>,
}

/// An actor as the seeds state it.
#[derive(Clone, Debug)]
pub struct ActorFact {
    /// Id.
    pub id: String,
    /// Key of the id.
    pub key: Key,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Kind.
    pub kind: ActorKind,
    /// Where it belongs.
    pub home: Option<PlaceId>,
    /// Regions that it claims for itself; what members claim through their coalition is not among them.
    pub aims: Vec<RegionId>,
    /// Political work a week.
    pub effort: Quantity,
    /// Reserve, man-weeks of upkeep.
    pub funds: Quantity,
    /// Weekly income from outside, man-weeks of upkeep.
    pub income: Quantity,
    /// 0-1.
    pub cohesion: Quantity,
    /// 0-1.
    pub rhetoric: Quantity,
    /// 0-1.
    pub accountability: Quantity,
    /// 0-1.
    pub legitimacy: Quantity,
    /// Fighting quality, regular soldier = 1.
    pub quality: Quantity,
    /// 0-1.
    pub concealment: Quantity,
    /// Role of the leader.
    pub leader: String,
    /// 0-1.
    pub leader_standing: Quantity,
    /// 0-1.
    pub leverage: Quantity,
    /// 0-1.
    pub burden: Quantity,
    /// Evidence.
    pub source: Source,
}

/// A membership that holds at the start.
#[derive(Clone, Debug)]
pub struct MembershipFact {
    /// Who.
    pub member: ActorId,
    /// In which coalition.
    pub coalition: ActorId,
    /// 0-1.
    pub commitment: Quantity,
    /// Evidence.
    pub source: Source,
}

/// An issue on which actors differ.
#[derive(Clone, Debug)]
pub struct Issue {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Meaning of -1.
    pub low: String,
    /// Meaning of +1.
    pub high: String,
    /// Whether it is war or talks: war is -1, talks are +1.
    pub line: bool,
    /// Evidence.
    pub source: Source,
}

/// An actor's stand on an issue.
#[derive(Clone, Debug)]
pub struct PositionFact {
    /// Who.
    pub actor: ActorId,
    /// On what.
    pub issue: IssueId,
    /// -1 to 1.
    pub position: Quantity,
    /// 0-1.
    pub salience: Quantity,
    /// Evidence.
    pub source: Source,
}

/// A directed tie that holds at the start.
#[derive(Clone, Debug)]
pub struct TieFact {
    /// Who feels.
    pub actor: ActorId,
    /// About whom.
    pub other: ActorId,
    /// First day on which it was so, if that is known.
    pub since: Option<Date>,
    /// -1 to 1.
    pub affinity: Quantity,
    /// 0-1.
    pub trust: Quantity,
    /// 0-1.
    pub kin: Quantity,
    /// 0-1.
    pub leader: Quantity,
    /// 0-1.
    pub turf: Quantity,
    /// Stance.
    pub stance: Stance,
    /// Whether the actor refuses to talk with the other.
    pub label: bool,
    /// Evidence.
    pub source: Source,
}

/// A place.
#[derive(Clone, Debug)]
pub struct PlaceFact {
    /// Id.
    pub id: String,
    /// Key of the id.
    pub key: Key,
    /// Name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Region.
    pub region: RegionId,
    /// Kind.
    pub kind: PlaceKind,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// People.
    pub population: Quantity,
    /// Whether aircraft can land.
    pub airstrip: bool,
    /// Ground.
    pub terrain: Terrain,
    /// 0-1.
    pub value: Quantity,
    /// Weekly rents, man-weeks of upkeep.
    pub income: Quantity,
    /// Evidence.
    pub source: Source,
}

/// Who controls a place at the start, and how.
#[derive(Clone, Debug)]
pub struct ControlFact {
    /// Where.
    pub place: PlaceId,
    /// Who holds it.
    pub holder: Option<ActorId>,
    /// The holder's control share, 0-1.
    pub share: Quantity,
    /// Control shares of others.
    pub others: Vec<(ActorId, Quantity)>,
    /// 0-1.
    pub services: Quantity,
    /// Foreign camp.
    pub camp: Camp,
    /// Who runs the camp or took it over.
    pub camp_host: Option<ActorId>,
    /// Who cuts the place off.
    pub blockaded_by: Option<ActorId>,
    /// Evidence.
    pub source: Source,
}

/// A road between two places, usable in both directions.
#[derive(Clone, Debug)]
pub struct RouteFact {
    /// One end.
    pub a: PlaceId,
    /// The other end.
    pub b: PlaceId,
    /// Length.
    pub km: Quantity,
    /// Ground.
    pub terrain: Way,
    /// Whether it crosses a border.
    pub border: bool,
    /// Evidence.
    pub source: Source,
}

/// People of one place who share loyalties.
#[derive(Clone, Debug)]
pub struct CommunityFact {
    /// Id.
    pub id: String,
    /// Key of the id.
    pub key: Key,
    /// Name.
    pub name: String,
    /// Where.
    pub place: PlaceId,
    /// The group of which it is a part.
    pub group: String,
    /// People.
    pub population: Quantity,
    /// Support for actors, -1 to 1.
    pub support: Vec<(ActorId, Quantity)>,
    /// Kin links to actors, 0-1.
    pub kin: Vec<(ActorId, Quantity)>,
    /// Grievance against actors, 0-1.
    pub grievance: Vec<(ActorId, Quantity)>,
    /// 0-1.
    pub fear: Quantity,
    /// Share that has fled, 0-1.
    pub displaced: Quantity,
    /// Evidence.
    pub source: Source,
}

/// Men of one leaf actor at one place.
#[derive(Clone, Debug)]
pub struct ForceFact {
    /// Id.
    pub id: String,
    /// Key of the id.
    pub key: Key,
    /// Whose.
    pub actor: ActorId,
    /// Where.
    pub place: PlaceId,
    /// Kind.
    pub kind: ForceKind,
    /// Men, or sorties a week.
    pub strength: Quantity,
    /// 0-1.
    pub morale: Quantity,
    /// 0-1.
    pub supply: Quantity,
    /// Evidence.
    pub source: Source,
}

/// A clause of an agreement.
#[derive(Clone, Debug)]
pub struct ClauseFact {
    /// What it obliges to.
    pub clause: Clause,
    /// Share of the agreement, 0-1.
    pub weight: Quantity,
    /// Who must do it; nobody: all parties.
    pub bears: Option<ActorId>,
    /// Man-weeks of upkeep a week for payments, men for integration.
    pub amount: Quantity,
    /// Evidence.
    pub source: Source,
}

/// An agreement at the start.
#[derive(Clone, Debug)]
pub struct AgreementFact {
    /// Id.
    pub id: String,
    /// Key of the id.
    pub key: Key,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: AgreementKind,
    /// Parties; for patronage the client first, the provider second.
    pub parties: Vec<ActorId>,
    /// Who stands behind it.
    pub guarantor: Option<ActorId>,
    /// Who brought it about.
    pub mediator: Option<ActorId>,
    /// Stage of its life.
    pub state: AgreementState,
    /// First day on which it was in that state, if that is known.
    pub since: Option<Date>,
    /// 0-1.
    pub trust: Quantity,
    /// 0-1.
    pub progress: Quantity,
    /// Place it concerns, if one.
    pub place: Option<PlaceId>,
    /// Clauses.
    pub clauses: Vec<ClauseFact>,
    /// Evidence.
    pub source: Source,
}

/// A rung of the escalation ladder.
#[derive(Clone, Debug)]
pub struct RungFact {
    /// Height, from 0 up.
    pub rung: u8,
    /// Name.
    pub name: String,
    /// Actions that stand on it.
    pub actions: Vec<super::Action>,
    /// Whether its actions lead down the ladder.
    pub down: bool,
    /// Evidence.
    pub source: Source,
}

/// A dated event: memory if before the start, an input if the scenario schedules it.
#[derive(Clone, Debug)]
pub struct EventFact {
    /// Id.
    pub id: String,
    /// Key of the id.
    pub key: Key,
    /// When.
    pub date: Date,
    /// When it became known: earlier, if it was announced.
    pub known: Date,
    /// What.
    pub kind: EventKind,
    /// By whom.
    pub actor: Option<ActorId>,
    /// To whom.
    pub target: Option<ActorId>,
    /// Where.
    pub place: Option<PlaceId>,
    /// Concerning which agreement.
    pub agreement: Option<AgreementId>,
    /// Fighters killed, both sides.
    pub deaths: Quantity,
    /// Civilians killed.
    pub civilian_deaths: Quantity,
    /// Men, or sorties a week, that come or leave; effort of an act.
    pub size: Quantity,
    /// Evidence.
    pub source: Source,
}
