//! What a run keeps for its tables: who stood where each week, ties and agreements whenever they moved, operations, orders, and
//! the ledger.

use super::{
    Tables, orders,
    rows::{ActorRow, AgreementRow, OperationRow, OrderRow, PlaceRow, TieRow, Watch, named},
};
use crate::{
    domain::Case,
    id::{ActorId, Key},
    study::Variant,
    world::{Ledger, World, outside::Outside},
};
use std::collections::BTreeMap;

/// A tie or agreement gets a new row when a number of it moved by this much since its last row, or a state changed.
pub const STEP: f64 = 0.05;

/// Which agreement sat in a slot of the world from which week on: slots can be used again.
#[derive(Clone, Debug, Default)]
pub struct Sitting {
    slots: Vec<Vec<(u32, Key, &'static str)>>,
}

impl Sitting {
    fn note(&mut self, week: u32, keys: impl Iterator<Item = (Key, &'static str)>) {
        for (i, (key, what)) in keys.enumerate() {
            if self.slots.len() <= i {
                self.slots.push(Vec::new());
            }
            // The key of a slot that nobody has used yet is zero.
            if key != Key(0) && self.slots[i].last().is_none_or(|(_, last, _)| *last != key) {
                self.slots[i].push((week, key, what));
            }
        }
    }

    /// What this agreement was, if it lasted to the end of a week.
    pub fn what(&self, key: Key) -> Option<&'static str> {
        self.slots.iter().flatten().find(|(_, other, _)| *other == key).map(|(.., what)| *what)
    }

    /// Who sat there in that week (or came next), and what it is.
    pub fn at(&self, slot: usize, week: u32) -> Option<(Key, &'static str)> {
        let past = self.slots.get(slot)?;
        past.iter().rev().find(|(from, ..)| *from <= week).or(past.first()).map(|(_, key, what)| (*key, *what))
    }
}

/// The tables of one run.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Which were kept.
    pub tables: Tables,
    /// Ids of actors by index, splinters included.
    pub names: Vec<String>,
    /// Weekly, living actors.
    pub actors: Vec<ActorRow>,
    /// Weekly.
    pub places: Vec<PlaceRow>,
    /// Week 0 those known, then those that moved.
    pub ties: Vec<TieRow>,
    /// Week 0 all, then those that moved.
    pub agreements: Vec<AgreementRow>,
    /// Operations, in the order in which they began.
    pub operations: Vec<OperationRow>,
    /// Orders from outside, oldest first.
    pub orders: Vec<OrderRow>,
    /// Events and causes.
    pub ledger: Ledger,
    /// Who sat in the slots of agreements.
    pub pacts: Sitting,
    /// Where each operation stands in the list, by its key.
    at: BTreeMap<Key, usize>,
    watch: Watch,
    last_ties: Vec<Option<TieRow>>,
    last_agreements: Vec<Option<AgreementRow>>,
}

impl Detail {
    pub(super) fn new(tables: Tables) -> Self {
        Self {
            tables,
            names: Vec::new(),
            actors: Vec::new(),
            places: Vec::new(),
            ties: Vec::new(),
            agreements: Vec::new(),
            operations: Vec::new(),
            orders: Vec::new(),
            ledger: Ledger::default(),
            pacts: Sitting::default(),
            at: BTreeMap::new(),
            watch: Watch::default(),
            last_ties: Vec::new(),
            last_agreements: Vec::new(),
        }
    }

    pub(super) fn week(&mut self, world: &World, variant: &Variant) {
        if self.tables.actors {
            self.actors.extend(world.living().map(|id| ActorRow::read(world, id, &world.actors[id.index()])));
        }
        if self.tables.places {
            self.places.extend(world.all_places().map(|id| PlaceRow::read(world, id, &world.places[id.index()])));
        }
        if self.tables.ties {
            self.move_ties(world);
        }
        if self.tables.agreements {
            self.move_agreements(world, variant);
        }
        if self.tables.needs_ledger() {
            self.pacts.note(world.week, world.agreements.iter().map(|g| (g.key, g.kind.word())));
            self.watch.week(world);
        }
    }

    pub(super) fn outside(&mut self, outside: &Outside, world: &World, variant: &Variant) {
        if self.tables.orders {
            let scheduled = |key: Key| variant.case.scheduled.iter().any(|fact| fact.key == key);
            orders::note(world, outside, scheduled, &mut self.orders);
        }
    }

    pub(super) fn finish(&mut self, case: &Case, names: Vec<String>, ledger: Ledger) {
        self.names = names;
        let watch = std::mem::take(&mut self.watch);
        self.operations = watch.rows(&ledger, |o| named(o, self.name(o.planner), &case.places[o.objective.index()].id));
        self.at = self.operations.iter().enumerate().map(|(at, row)| (row.operation.key, at)).collect();
        orders::judge(&mut self.orders, &ledger, |o| self.at.contains_key(&o.key));
        self.ledger = ledger;
        self.last_ties = Vec::new();
        self.last_agreements = Vec::new();
    }

    /// The id of an actor.
    pub fn name(&self, id: ActorId) -> &str {
        self.names.get(id.index()).map_or("", String::as_str)
    }

    /// The operation with this key.
    pub fn operation(&self, key: Key) -> Option<&OperationRow> {
        self.at.get(&key).map(|at| &self.operations[*at])
    }

    fn move_ties(&mut self, world: &World) {
        let n = world.actors.len();
        self.last_ties.resize(n * n, None);
        for a in world.living() {
            for b in world.living().filter(|b| *b != a) {
                let tie = world.tie(a, b);
                let row = TieRow::read(world, (a, b), tie);
                let last = &mut self.last_ties[a.index() * n + b.index()];
                let moved = match last {
                    None => tie.known || row.rung > 0,
                    Some(old) => {
                        (old.stance, old.label, old.rung) != (row.stance, row.label, row.rung)
                            || (old.affinity - row.affinity).abs() >= STEP
                            || (old.trust - row.trust).abs() >= STEP
                    }
                };
                if moved {
                    *last = Some(row.clone());
                    self.ties.push(row);
                }
            }
        }
    }

    fn move_agreements(&mut self, world: &World, variant: &Variant) {
        self.last_agreements.resize(world.agreements.len().max(self.last_agreements.len()), None);
        for (slot, agreement) in world.agreements.iter().enumerate().filter(|(_, g)| !g.parties.is_empty()) {
            let row = AgreementRow::read(world, agreement, variant);
            let same = self.last_agreements[slot].as_ref().is_some_and(|old| {
                (&old.agreement, old.state, &old.parties, old.guarantor)
                    == (&row.agreement, row.state, &row.parties, row.guarantor)
                    && (old.trust - row.trust).abs() < STEP
                    && (old.progress - row.progress).abs() < STEP
            });
            if !same {
                self.last_agreements[slot] = Some(row.clone());
                self.agreements.push(row);
            }
        }
    }
}
