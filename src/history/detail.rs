//! What a run keeps for its tables: who stood where each week, ties and agreements whenever they moved, orders, and by what it is told.

use super::{
    Chronicle, Tables, orders,
    rows::{ActorRow, AgreementRow, OrderRow, PlaceRow, TieRow},
};
use crate::{
    domain::Case,
    id::Key,
    study::Variant,
    world::{Ledger, World, outside::Outside},
};

/// A tie or agreement gets a new row when a number of it moved by this much since its last row, or a state changed.
pub const STEP: f64 = 0.05;

/// The tables of one run.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Which were kept.
    pub tables: Tables,
    /// Weekly, living actors.
    pub actors: Vec<ActorRow>,
    /// Weekly.
    pub places: Vec<PlaceRow>,
    /// Week 0 those known, then those that moved.
    pub ties: Vec<TieRow>,
    /// Week 0 all, then those that moved.
    pub agreements: Vec<AgreementRow>,
    /// Orders from outside, oldest first.
    pub orders: Vec<OrderRow>,
    /// By what the run is told.
    pub chronicle: Chronicle,
    last_ties: Vec<Option<TieRow>>,
    last_agreements: Vec<Option<AgreementRow>>,
}

impl Detail {
    pub(super) fn new(tables: Tables) -> Self {
        Self {
            tables,
            actors: Vec::new(),
            places: Vec::new(),
            ties: Vec::new(),
            agreements: Vec::new(),
            orders: Vec::new(),
            chronicle: Chronicle::default(),
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
            self.chronicle.week(world);
        }
    }

    pub(super) fn outside(&mut self, outside: &Outside, world: &World, variant: &Variant) {
        if self.tables.orders {
            let scheduled = |key: Key| variant.case.scheduled.iter().any(|fact| fact.key == key);
            orders::note(world, outside, scheduled, &mut self.orders);
        }
    }

    pub(super) fn finish(&mut self, case: &Case, names: Vec<String>, ledger: Ledger) {
        self.chronicle.finish(case, names, ledger);
        let chronicle = &self.chronicle;
        orders::judge(&mut self.orders, &chronicle.ledger, |o| chronicle.operation(o.key).is_some());
        self.last_ties = Vec::new();
        self.last_agreements = Vec::new();
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
