//! Traces: which event touched which part of the world, for whoever asks about causes.

use super::{Change, Event, EventRef, Ledger, Proposals, Slot, World};
use crate::domain::EventKind;

/// Notes which event touched which part of the world as it was before, and numbers the decisions of the phase within the run.
pub(super) fn trace(world: &World, proposals: &mut Proposals, ledger: &mut Ledger, decisions_before: u32) {
    for (local, event) in proposals.events.iter().enumerate() {
        strain(world, event, ledger, local as u32, proposals.events.len());
    }
    for operation in &mut proposals.operations {
        operation.origin = operation.origin.after(decisions_before);
    }
    for (event, change) in &mut proposals.changes {
        if let Change::Order(order) = change {
            order.origin = order.origin.after(decisions_before);
        }
        if let (EventRef(Some(local)), Some(slot)) = (*event, change.slot(world)) {
            ledger.touch(slot, local, proposals.events.len());
        }
    }
}

/// Fighting moves the ladder between two and all above them at once, and in `relate` what they feel: it has touched their ties.
fn strain(world: &World, event: &Event, ledger: &mut Ledger, local: u32, count: usize) {
    let marches = matches!(event.kind, EventKind::Act(action) if action.is_offensive());
    let (Some(actor), Some(target), true) = (event.actor, event.target, marches || event.is_violent()) else { return };
    for i in world.lineage(actor) {
        for j in world.lineage(target).filter(|j| *j != i) {
            ledger.touch(Slot::Tie(i, j), local, count);
            ledger.touch(Slot::Tie(j, i), local, count);
        }
    }
}

impl Change {
    /// The part of the world that it touches, for tracing causes.
    fn slot(&self, world: &World) -> Option<Slot> {
        Some(match *self {
            Self::Actor(a, ..) | Self::Member(a, _) | Self::Dissolve(a, _) | Self::Coup(a, _) => Slot::Actor(a),
            Self::Split { parent, .. } => Slot::Actor(parent),
            Self::Tie(a, b, ..) | Self::Stance(a, b, _) | Self::Label(a, b, _) | Self::Quarrel(a, b, ..) => {
                Slot::Tie(a, b)
            }
            Self::Place(p, ..)
            | Self::Holder(p, _)
            | Self::PlaceState(p, _)
            | Self::Camp(p, ..)
            | Self::Blockade(p, _) => Slot::Place(p),
            Self::Community(c, ..) => Slot::Community(c),
            Self::Support(c, a, _) | Self::Grievance(c, a, _) => Slot::Feeling(c, a),
            Self::Force(f, ..)
            | Self::March(f, _)
            | Self::Arrive(f, _)
            | Self::Rest(f, _)
            | Self::Commit(f, _)
            | Self::Owner(f, _) => Slot::Force(world.force(f).key),
            Self::Muster { key, .. } => Slot::Force(key),
            Self::Agreement(g, ..) | Self::AgreementState(g, _) | Self::Guarantor(g, _) | Self::Call(g, _) => {
                Slot::Agreement(world.agreements[g.index()].key)
            }
            Self::Sign { key, .. } => Slot::Agreement(key),
            Self::Stage { operation, .. } | Self::OperationLost(operation, _) | Self::TurnAway(operation) => {
                Slot::Operation(world.operation(operation).key)
            }
            Self::FadeDeeds(_)
            | Self::Soothe { .. }
            | Self::PersonWeeks(_)
            | Self::Order(_)
            | Self::Launch(_)
            | Self::Posture(..)
            | Self::Visit(..)
            | Self::Prospect(..)
            | Self::Route(..) => {
                return None;
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Action, ActorKind, ForceKind, Shock},
        id::Key,
        mechanism::testing::Tiny,
        world::ForceField,
    };

    /// One phase with one event, brought about by a force, that makes a change; whose number the cause has is returned.
    fn phase(world: &mut World, ledger: &mut Ledger, by: Key, change: Change) -> Option<u32> {
        let mut out = Proposals { explain: true, ..Proposals::default() };
        let event = out.event(Event::shock(Shock::Rising, "test"));
        out.because(event, Slot::Force(by), 1.0);
        out.change(event, change);
        world.apply(&mut out, ledger);
        ledger.edges.last().and_then(|edge| edge.cause)
    }

    #[test]
    fn who_stands_where_another_stood_has_a_past_of_its_own() {
        let stage = Tiny::state().actor("rebels", ActorKind::Movement).place("hills", "rebels").stage();
        let (mut world, mut ledger) = (stage.world.clone(), Ledger::new(true));
        let (old, new) = (Key::of("old"), Key::of("new"));
        let (rebels, hills) = (stage.actor("rebels"), stage.place("hills"));
        let raise = |key| Change::muster(key, rebels, (hills, ForceKind::Band), 50.0, (0.5, 0.5));
        let slot = |world: &World, key| world.forces.iter().position(|f| f.key == key && f.strength > 0.0);
        assert_eq!(phase(&mut world, &mut ledger, old, raise(old)), None, "nothing has touched it before");
        let place = slot(&world, old).unwrap();
        let gone = Change::Force(place.into(), ForceField::Strength, -50.0);
        assert_eq!(phase(&mut world, &mut ledger, old, gone), Some(0), "it is there since it was raised");
        assert_eq!(phase(&mut world, &mut ledger, old, raise(new)), Some(1));
        assert_eq!(slot(&world, new), Some(place), "it stands in the same place");
        let more = Change::Force(place.into(), ForceField::Morale, 0.1);
        assert_eq!(phase(&mut world, &mut ledger, new, more), Some(2), "it knows nothing of who stood there");
    }

    #[test]
    fn fighting_stands_behind_the_ties_of_both_sides_and_of_those_above_them() {
        let stage = Tiny::state().actor("rebels", ActorKind::Movement).place("hills", "rebels").stage();
        let (state, army, rebels) = (stage.actor("state"), stage.actor("army"), stage.actor("rebels"));
        for (action, cause) in [(Action::Raid, Some(0)), (Action::Patrol, None)] {
            let (mut world, mut ledger) = (stage.world.clone(), Ledger::new(true));
            let mut out = Proposals { explain: true, ..Proposals::default() };
            out.event(Event::act(action, "test").by(army).on(rebels));
            world.apply(&mut out, &mut ledger);
            for (a, b) in [(army, rebels), (rebels, army), (state, rebels), (rebels, state)] {
                let event = out.event(Event::shock(Shock::StanceShift, "test"));
                out.because(event, Slot::Tie(a, b), 1.0);
                world.apply(&mut out, &mut ledger);
                assert_eq!(ledger.edges.last().and_then(|edge| edge.cause), cause, "{action:?}: {a:?} to {b:?}");
            }
        }
    }
}
