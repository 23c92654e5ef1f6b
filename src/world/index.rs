//! The index: what follows from the state of a world and is kept, so that nobody need look for it. `derive` and `feel` work it
//! out afresh where what lies behind it has changed; nobody else writes it.

use super::{Grid, Marks, operation::ROOM};
use crate::id::{ActorId, AgreementId, ForceId, OperationId};

/// Mark of [`Index::facing`]: either holds the other for an enemy.
pub const ENEMY: u8 = 1;
/// Mark of [`Index::facing`]: the same bloc, or both count the other an ally.
pub const FRIEND: u8 = 2;

/// What is derived from the state.
#[derive(Debug)]
pub struct Index {
    /// Men at a place (row) of an actor (column), those on the road left out.
    pub men: Grid<f64>,
    /// Actors with men at each place, in order.
    pub present: Vec<Vec<ActorId>>,
    /// Forces that stand at each place, aircraft left out: by actor, those of each in order.
    pub posted: Vec<Vec<ForceId>>,
    /// Forces of each actor that exist, aircraft left out, in order.
    pub troops: Vec<Vec<ForceId>>,
    /// Air wings that exist, in order.
    pub wings: Vec<ForceId>,
    /// All forces that exist, in order.
    pub standing: Vec<ForceId>,
    /// Operations under way, in the order of their slots.
    pub under_way: Vec<OperationId>,
    /// Agreements that are not unused slots, in order.
    pub pacts: Vec<AgreementId>,
    /// Men of each actor wherever they are, themselves alone; aircraft left out.
    pub own: Vec<f64>,
    /// Men of each actor wherever they are, of those below it too; aircraft left out.
    pub strengths: Vec<f64>,
    /// Men of the whole bloc of each actor at a root: those under it, and those in its pay.
    pub blocs: Vec<f64>,
    /// Actors with a control share at each place, in order.
    pub rulers: Vec<Vec<ActorId>>,
    /// Actors that exist, in order.
    pub living: Vec<ActorId>,
    /// Direct members of each actor that exist, in order.
    pub members: Vec<Vec<ActorId>>,
    /// Governments that exist, in order.
    pub governments: Vec<ActorId>,
    /// How each actor (row) faces each other (column): [`ENEMY`], [`FRIEND`] or neither; from ties and blocs.
    pub facing: Grid<u8>,
    /// Enemies (column) of each actor (row), as a set; from the same.
    pub foes: Marks,
    /// Friends (column) of each actor (row), as a set; from the same.
    pub friends: Marks,
    /// Whom each actor (row) knows (column): a tie made by the seeds or an event, as long as both exist.
    pub known: Marks,
    /// Who belongs (column) to each actor (row): itself, whoever is below it in its coalition, or in its pay.
    pub belonging: Marks,
    /// Support of a community (row) for an actor (column) with the coalitions above it.
    pub backing: Grid<f64>,
    /// Kin links of a community (row) to an actor (column) or a coalition above it.
    pub kinship: Grid<f64>,
    /// Actors against whom each community bears a grievance, in order.
    pub grudges: Vec<Vec<ActorId>>,
}

impl Index {
    /// An index of a world with so many actors, places and communities, before anything is derived.
    pub(super) fn empty(actors: usize, places: usize, communities: usize) -> Self {
        Self {
            men: Grid::filled(places, actors, 0.0),
            present: vec![Vec::with_capacity(8); places],
            posted: vec![Vec::with_capacity(16); places],
            troops: vec![Vec::with_capacity(16); actors],
            wings: Vec::with_capacity(8),
            standing: Vec::with_capacity(256),
            under_way: Vec::with_capacity(ROOM),
            pacts: Vec::with_capacity(64),
            own: vec![0.0; actors],
            strengths: vec![0.0; actors],
            blocs: vec![0.0; actors],
            rulers: vec![Vec::with_capacity(8); places],
            living: Vec::with_capacity(actors),
            members: vec![Vec::new(); actors],
            governments: Vec::new(),
            facing: Grid::filled(actors, actors, 0),
            foes: Marks::none(actors, actors),
            friends: Marks::none(actors, actors),
            known: Marks::none(actors, actors),
            belonging: Marks::none(actors, actors),
            backing: Grid::filled(communities, actors, 0.0),
            kinship: Grid::filled(communities, actors, 0.0),
            grudges: vec![Vec::with_capacity(16); communities],
        }
    }
}
