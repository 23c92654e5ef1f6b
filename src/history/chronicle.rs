//! What a run is told by: the names of whom and what it had, its operations from beginning to end, and its ledger.

use crate::{
    domain::{Case, OperationStage},
    id::{ActorId, Key, OperationId},
    world::{Ledger, Operation, World},
};
use std::collections::BTreeMap;

/// What a run is told by.
#[derive(Clone, Debug, Default)]
pub struct Chronicle {
    /// Ids of actors by index, splinters included.
    pub names: Vec<String>,
    /// Operations, in the order in which they began.
    pub operations: Vec<OperationRow>,
    /// Who sat in the slots of agreements.
    pub pacts: Sitting,
    /// Events and causes.
    pub ledger: Ledger,
    /// Where each operation stands in the list, by its key.
    at: BTreeMap<Key, usize>,
    watch: Watch,
}

impl Chronicle {
    /// Notes who sits where, and how every operation stands, at the end of a week.
    pub(super) fn week(&mut self, world: &World) {
        self.pacts.note(world.week, world.agreements.iter().map(|g| (g.key, g.kind.word())));
        self.watch.week(world);
    }

    /// Takes the names of all who lived in the run, and its ledger.
    pub(super) fn finish(&mut self, case: &Case, names: Vec<String>, ledger: Ledger) {
        self.names = names;
        let watch = std::mem::take(&mut self.watch);
        self.operations = watch.rows(&ledger, |o| named(o, self.name(o.planner), &case.places[o.objective.index()].id));
        self.at = self.operations.iter().enumerate().map(|(at, row)| (row.operation.key, at)).collect();
        self.ledger = ledger;
    }

    /// The id of an actor.
    pub fn name(&self, id: ActorId) -> &str {
        self.names.get(id.index()).map_or("", String::as_str)
    }

    /// The operation with this key.
    pub fn operation(&self, key: Key) -> Option<&OperationRow> {
        self.at.get(&key).map(|at| &self.operations[*at])
    }
}

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

/// An operation of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationRow {
    /// Its name, unique in the run: planner, kind, objective and week.
    pub id: String,
    /// What is known of it when it is over, or at the end of the run.
    pub operation: Operation,
    /// Where it stood, whenever that changed, while it was under way.
    pub course: Vec<Stood>,
}

/// Where an operation stood from the end of a week on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stood {
    /// Week.
    pub week: u32,
    /// Stage.
    pub stage: OperationStage,
    /// Places along its axis that its men have come; nothing while they are off it.
    pub at: Option<f64>,
}

impl OperationRow {
    /// Week in which it ended; nothing for one that is under way.
    pub fn ended(&self) -> Option<u32> {
        (!self.operation.is_under_way()).then_some(self.operation.since)
    }
}

/// Collects the operations of a run, week by week: a slot of the world is used again when its operation is over.
#[derive(Clone, Debug, Default)]
struct Watch {
    seen: BTreeMap<Key, (Operation, Vec<Stood>)>,
}

impl Watch {
    /// Notes how every operation stands at the end of a week.
    fn week(&mut self, world: &World) {
        for (slot, operation) in world.operations.iter().enumerate().filter(|(_, o)| o.key != Key(0)) {
            let (known, course) = self.seen.entry(operation.key).or_insert_with(|| (operation.clone(), Vec::new()));
            if !known.is_under_way() {
                continue;
            }
            if known != operation {
                known.clone_from(operation);
            }
            if operation.is_under_way() {
                let (stage, at) = (operation.stage, world.reached(OperationId::from(slot)));
                if course.last().is_none_or(|last| (last.stage, last.at) != (stage, at)) {
                    course.push(Stood { week: world.week, stage, at });
                }
            }
        }
    }

    /// The operations of the run in the order in which they began; `name` gives the name of one.
    fn rows(mut self, ledger: &Ledger, name: impl Fn(&Operation) -> String) -> Vec<OperationRow> {
        let mut rows: Vec<OperationRow> = Vec::new();
        let mut place: BTreeMap<Key, usize> = BTreeMap::new();
        for begun in &ledger.launched {
            // What found no room in the world never began; what was called off at once may have left no trace there.
            let at_once = || (!begun.is_under_way()).then(|| (begun.clone(), Vec::new()));
            let Some((operation, course)) = self.seen.remove(&begun.key).or_else(at_once) else { continue };
            // Two orders of one week for the same are one operation.
            match place.get(&begun.key) {
                Some(at) if rows[*at].operation.is_under_way() => {}
                Some(at) => (rows[*at].operation, rows[*at].course) = (operation, course),
                None => {
                    place.insert(begun.key, rows.len());
                    rows.push(OperationRow { id: name(&operation), operation, course });
                }
            }
        }
        rows
    }
}

/// The name of an operation: planner, kind, objective and week, the same in every variant.
fn named(operation: &Operation, actor: &str, place: &str) -> String {
    format!("{actor}:{}:{place}:{}", operation.kind.word(), operation.begun)
}
