//! `agreements.csv`: every agreement in week 0, then whenever it moved.

use super::states;
use crate::{
    domain::{AgreementKind, AgreementState},
    history::frame::{self, Dated, Line, agreement_name},
    id::{ActorId, PlaceId},
    study::Variant,
    table::{Field, Table},
    world::{Agreement, World},
};

states! {
    /// An agreement when it moved.
    #[derive(Clone, Debug)]
    AgreementRow in Agreements, file "agreements", one row per "run, variant and agreement, when it moved",
    key ["run", "variant", "week", "agreement"], from (world: &World, pact: &Agreement, variant: &Variant);

    agreement: String, text, "Agreement; those made in the run are named by kind and the key of their making. A row in week 0, then whenever trust or progress moved by 0.05 since the last row, or state, parties or guarantor changed" =
        agreement_name(&variant.case, pact.key, pact.kind.word());
    kind: AgreementKind, text, "Kind" = pact.kind;
    state: AgreementState, text, "Stage of its life" = pact.state;
    parties: Vec<ActorId>, text, "Parties, separated by |" = pact.parties.to_vec();
    guarantor: Option<ActorId>, text, "Who stands behind it" = pact.guarantor;
    mediator: Option<ActorId>, text, "Who brought it about" = pact.mediator;
    place: Option<PlaceId>, text, "Place it concerns" = pact.place;
    trust: f64, number(4, "0 to 1"), "Confidence of the parties in it" = pact.trust;
    progress: f64, number(4, "share"), "Share implemented" = pact.progress;
}
