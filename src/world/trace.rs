//! Traces: which event touched which part of the world, for whoever asks about causes.

use super::{Change, EventRef, Ledger, Proposals, Slot};

/// Notes which event touched which part of the world, and numbers the decisions of the phase within the run.
pub(super) fn trace(proposals: &mut Proposals, ledger: &mut Ledger, decisions_before: u32) {
    for (event, change) in &mut proposals.changes {
        if let Change::Order(order) = change
            && order.decision > 0
        {
            order.decision += decisions_before;
        }
        if let (EventRef(Some(local)), Some(slot)) = (*event, change.slot()) {
            ledger.touch(slot, local, proposals.events.len());
        }
    }
}

impl Change {
    /// The part of the world that it touches, for tracing causes.
    fn slot(&self) -> Option<Slot> {
        Some(match *self {
            Self::Actor(a, ..)
            | Self::Campaign(a, _)
            | Self::Member(a, _)
            | Self::Dissolve(a, _)
            | Self::Coup(a, _) => Slot::Actor(a),
            Self::Split { parent, .. } => Slot::Actor(parent),
            Self::Tie(a, b, ..) | Self::TieDrift(a, b, _) | Self::Stance(a, b, _) | Self::Label(a, b, _) => {
                Slot::Tie(a, b)
            }
            Self::Place(p, ..)
            | Self::Holder(p, _)
            | Self::PlaceState(p, _)
            | Self::Camp(p, ..)
            | Self::Blockade(p, _) => Slot::Place(p),
            Self::Control(p, a, _) => Slot::Control(p, a),
            Self::Community(c, ..) => Slot::Community(c),
            Self::Support(c, a, _) | Self::Grievance(c, a, _) => Slot::Feeling(c, a),
            Self::Ready(f, _) | Self::Force(f, ..) | Self::March(f, _) | Self::Arrive(f, _) | Self::Owner(f, _) => {
                Slot::Force(f)
            }
            Self::Agreement(g, ..) | Self::AgreementState(g, _) | Self::Guarantor(g, _) => Slot::Agreement(g),
            Self::Seen(..)
            | Self::Soothe { .. }
            | Self::PersonWeeks(_)
            | Self::Order(_)
            | Self::Route(..)
            | Self::Muster { .. }
            | Self::Sign { .. } => {
                return None;
            }
        })
    }
}
