//! Operations: how many are begun, by whom, with how many men, who is asked and who comes.

use super::{
    force::{Side, Sides},
    line::{Bar, Line},
    play::{NORTH, regions},
    sums,
};
use escalade::inside::{
    domain::{ActorKind, Case, OperationEnd, OperationKind, OperationStage},
    id::{ActorId, Key, RegionId},
    run::Watcher,
    study::Variant,
    world::{Operation, World},
};
use std::collections::BTreeMap;

/// Men from whom on an operation is a large one.
const LARGE: f64 = 500.0;

/// What is known of one operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Launched {
    pub(super) planner: Side,
    pub(super) kind: OperationKind,
    /// Whether its objective lies in the north.
    pub(super) north: bool,
    /// Against whom.
    pub(super) target: Option<Side>,
    pub(super) begun: u32,
    /// Week in which it set out, if it did.
    pub(super) out: Option<u32>,
    pub(super) men: f64,
    /// Men of others than the army.
    partners: f64,
    /// Partners who came, and who were asked and did not.
    came: u32,
    declined: u32,
    called_off: bool,
    /// Utility beyond the trouble of mounting it, where it was decided on.
    surplus: Option<f64>,
    /// Men who reached the objective, if nobody was lost on the way.
    arrived: Option<f64>,
}

impl Launched {
    pub(super) fn is_large(&self) -> bool {
        self.kind == OperationKind::Seize && self.men >= LARGE && !self.called_off
    }
}

/// The operations of one world.
#[derive(Clone, Debug)]
pub(super) struct Operations {
    sides: Sides,
    north: Vec<RegionId>,
    pub(super) all: BTreeMap<Key, Launched>,
}

impl Operations {
    pub(super) fn new(case: &Case) -> Self {
        Self { sides: Sides::of(case), north: regions(case, &NORTH), all: BTreeMap::new() }
    }

    fn launched(&self, world: &World, operation: &Operation) -> Launched {
        let army = |id: &ActorId| world.actors[id.index()].kind == ActorKind::Army;
        let own = |id: &ActorId| *id == operation.planner || army(id);
        let partners = operation.participants.iter().filter(|p| !own(&p.actor));
        Launched {
            planner: self.sides.side(world, operation.planner),
            kind: operation.kind,
            north: self.north.contains(&world.places[operation.objective.index()].region),
            target: operation.target.map(|t| self.sides.side(world, t)),
            begun: operation.begun,
            out: None,
            men: operation.men(),
            partners: partners.clone().map(|p| p.men).sum(),
            came: partners.count() as u32,
            declined: operation.refused.iter().filter(|id| !own(id)).count() as u32,
            called_off: operation.end == Some(OperationEnd::CalledOff),
            surplus: operation.surplus,
            arrived: None,
        }
    }

    /// Those of the army and its partners in the north that began.
    fn of_army(&self) -> impl Iterator<Item = &Launched> {
        self.all.values().filter(|o| o.planner == Side::State && o.north)
    }

    /// Operations that were decided on and not called off, and how many of them beat staying put without noise.
    pub(super) fn decided(&self) -> (usize, usize) {
        let all = self.all.values().filter(|o| !o.called_off).filter_map(|o| o.surplus);
        all.fold((0, 0), |(all, beat), surplus| (all + 1, beat + usize::from(surplus > 0.0)))
    }

    /// Operations begun by anybody and not called off.
    pub(super) fn begun(&self) -> f64 {
        self.all.values().filter(|o| !o.called_off).count() as f64
    }
}

impl Watcher for Operations {
    fn week(&mut self, world: &World, _: &Variant) {
        for operation in world.operations.iter().filter(|o| o.key != Key(0)) {
            let is_new = operation.begun == world.week || operation.is_under_way();
            if is_new && !self.all.contains_key(&operation.key) {
                let launched = self.launched(world, operation);
                self.all.insert(operation.key, launched);
            }
            let Some(known) = self.all.get_mut(&operation.key) else { continue };
            if operation.stage == OperationStage::Advancing && known.out.is_none() {
                known.out = Some(world.week);
            }
            let unopposed = operation.stage == OperationStage::Holding && operation.lost == 0.0;
            if unopposed && known.arrived.is_none() {
                known.arrived = Some(operation.arrived);
            }
        }
    }
}

/// The lines on mass.
pub(super) fn lines(worlds: &[&Operations]) -> Vec<Line> {
    let all = || worlds.iter().flat_map(|w| w.of_army());
    let began = || all().filter(|o| !o.called_off);
    let men: f64 = began().map(|o| o.men).sum();
    let partners: f64 = began().map(|o| o.partners).sum();
    let (came, declined) = all().fold((0, 0), |(c, d), o| (c + o.came, d + o.declined));
    let refused = sums::part(declined as usize, (came + declined) as usize);
    let there = || began().filter_map(|o| o.arrived.map(|men| (men, o.men)));
    let (arrived, set_out) = there().fold((0.0, 0.0), |(a, s), (men, of)| (a + men, s + of));
    let columns: Vec<f64> = began().filter(|o| o.kind == OperationKind::Seize).map(|o| o.men).collect();
    let part = |a: f64, b: f64| (b > 0.0).then(|| a / b);
    let tenths = |q: f64| sums::quantile(columns.clone(), q).unwrap_or(0.0);
    vec![
        Line::number(
            "partners",
            "share of partners in the men of the army's operations in the north",
            Bar::From(0.1, 0.4),
            part(partners, men),
            None,
        )
        .and(format!("{} operations", began().count())),
        Line::number(
            "declined",
            "share of the partners' invitations to them that are declined",
            Bar::AtLeast(0.1),
            refused.map(|r| r.0),
            refused.map(|r| r.1),
        )
        .and(format!("{} invitations", came + declined)),
        Line::number(
            "arrive",
            "share of the men who arrive, where nobody resists on the way",
            Bar::AtLeast(0.8),
            part(arrived, set_out),
            None,
        )
        .and(format!("{} operations", there().count())),
        Line::number(
            "column",
            "men of the army's median column that is to take a place in the north",
            Bar::From(500.0, 1500.0),
            sums::quantile(columns.clone(), 0.5),
            None,
        )
        .and(format!("nine of ten from {:.0} to {:.0}, {} columns", tenths(0.05), tenths(0.95), columns.len())),
    ]
}
