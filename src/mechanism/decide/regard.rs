//! What a word, a pact or an act at home is worth to an actor; the terms are those of [`Terms`].

use super::{
    bonds::{common_threat, shared_danger},
    menu::Menu,
    worth::{enmity, sting},
};
use crate::{
    domain::{Action, AgreementState},
    id::{ActorId, PlaceId},
    mechanism::Rule,
    world::{Agreement, ledger::Terms},
};

/// Words to an enemy: talks, gestures, insults.
pub(super) fn word(menu: &Menu, other: ActorId, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.set);
    let tie = view.world.tie(menu.actor, other);
    let state = menu.state;
    let mut terms = Terms::default();
    // One for an actor of middling confidence in a war that hurts fully.
    let doubt = 2.0 * (1.0 - state.confidence);
    let wish = |unhurt: f64| doubt * (unhurt + (1.0 - unhurt) * menu.hurt);
    let concession = menu.audience;
    match action {
        Action::OfferTalks | Action::Ceasefire => {
            let share = if action == Action::Ceasefire { 1.0 } else { set.talks };
            terms.gain = set.talk * share * wish(set.talk_unhurt);
            terms.audience = -concession;
            terms.tie = set.affinity * (2.0 * tie.trust - 1.0);
        }
        Action::BackChannel => {
            terms.gain = set.talk * set.back_channel * wish(set.gesture_unhurt);
            terms.tie = set.affinity * (tie.trust + tie.kin - 0.5);
        }
        Action::ReleasePrisoners => {
            terms.gain = set.talk * set.release * wish(set.gesture_unhurt);
            terms.audience = -set.release_cost * concession;
            terms.tie = set.affinity * tie.trust;
        }
        Action::Unlabel => {
            terms.gain = set.talk * set.unlabel * wish(0.0);
            terms.audience = -set.unlabel_cost * concession;
            terms.tie = set.affinity * tie.affinity;
        }
        Action::Label => {
            terms.audience = concession;
            terms.tie = set.affinity * enmity(menu, other);
            terms.pressure = set.retaliation * sting(menu, other);
        }
        Action::Sanction => {
            terms.tie = set.affinity * -tie.affinity;
            terms.gain = set.sanction * state.leverage;
        }
        _ => {
            // An accusation is cheap, and worth as little, unless blood was shed.
            terms.audience = set.display * concession;
            terms.tie = set.display * set.affinity * enmity(menu, other);
            terms.pressure = set.milder_answer * set.retaliation * sting(menu, other);
        }
    }
    terms
}

/// A step towards or away from another organisation.
pub(super) fn approach(menu: &Menu, other: ActorId, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.set);
    let world = view.world;
    let (us, tie) = (menu.state, world.tie(menu.actor, other));
    let mut terms = Terms::default();
    let gap = world.position_gap(menu.actor, other);
    match action {
        Action::Coordinate => {
            // C5: a common enemy, kin and the respect of one's ranks for the other's leader, against the distance of aims.
            if view.rules.on(Rule::CommonEnemyDrawsTogether) {
                let urge = set.threat_unhurt + (1.0 - set.threat_unhurt) * menu.hurt;
                terms.pressure = set.talk * common_threat(view, menu.actor, other) * urge;
                terms.tie = set.affinity * (tie.affinity + tie.kin + world.leader_bond(menu.actor, other));
            }
            terms.gain = -set.talk * gap;
            terms.risk = -set.partner_risk * set.risk * tie.turf;
        }
        Action::Betray => {
            let share = world.strength(menu.actor) / (world.strength(menu.actor) + world.strength(other) + 1.0);
            terms.gain = set.betrayal * set.prize * (share - set.dominance) + set.attrition * tie.turf;
            terms.tie = -set.affinity * (tie.affinity + tie.trust);
            terms.pressure = -set.talk * shared_danger(view, menu.actor, other);
        }
        Action::Merge => {
            terms.tie = set.affinity * (tie.affinity + tie.trust);
            terms.gain = -set.talk * gap;
            terms.risk = -set.partner_risk * set.risk;
        }
        Action::Join => {
            terms.tie = set.affinity * (tie.affinity + tie.kin);
            terms.gain = set.talk * (set.join_gap - gap);
        }
        Action::Leave => {
            terms.gain = set.talk * (gap - us.commitment);
            terms.tie = -set.affinity * tie.affinity;
        }
        Action::Assist => {
            let resolve = if view.rules.on(Rule::PactShowsResolve) { set.obligation } else { 0.0 };
            terms.tie = set.affinity * tie.affinity + resolve * tie.trust;
            terms.pressure = -set.burden * us.burden;
        }
        _ => {
            terms.pressure = set.talk * menu.hurt + set.hire_doubt * (1.0 - us.confidence);
            terms.tie = set.affinity * tie.affinity;
        }
    }
    terms
}

/// What one does about an agreement of one's own.
pub(super) fn commitment(menu: &Menu, pact: &Agreement, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.set);
    let state = menu.state;
    let mut terms = Terms::default();
    let concession = menu.audience;
    let peace = menu.hurt.max(pact.trust) * (1.0 - state.confidence);
    match action {
        Action::Implement => {
            terms.gain = set.talk * peace;
            terms.audience = -concession;
            // C8: both sides live well from an accord that is not carried out.
            if view.rules.on(Rule::DelayFeedsRebellion) {
                terms.pressure = -set.convenience * (1.0 - pact.progress);
            }
        }
        Action::Pay => terms.gain = set.pay,
        _ => {
            let full = if action == Action::Denounce { 1.0 } else { set.suspend };
            terms.audience = full * concession;
            terms.gain = -set.talk * full * (pact.trust + set.pact_worth);
            terms.pressure = set.outrage * full * f64::from(u8::from(pact.state == AgreementState::Breached));
        }
    }
    terms
}

/// What an outsider does for the agreement of others.
pub(super) fn service(menu: &Menu, pact: &Agreement, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.set);
    let state = menu.state;
    let mut terms = Terms::default();
    let welcome: f64 = pact.parties.iter().map(|p| view.world.tie(*p, menu.actor).affinity).fold(1.0, f64::min);
    terms.gain = set.talk * (state.leverage + if pact.mediator == Some(menu.actor) { set.mandate } else { 0.0 });
    terms.tie = set.welcome * set.affinity * welcome.min(set.welcome_enough);
    terms.pressure = -set.service_burden * state.burden;
    if action == Action::Guarantee {
        terms.gain *= pact.trust + set.pact_worth;
    }
    terms
}

/// What one does among one's own.
pub(super) fn at_home(menu: &Menu, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.set);
    let state = menu.state;
    let mut terms = Terms::default();
    match action {
        Action::Propaganda => {
            terms.gain = set.rule * (1.0 - state.legitimacy);
            terms.audience = menu.pride;
        }
        Action::Repress => {
            terms.pressure = set.urgent
                * set.rule
                * state.unrest
                * f64::from(u8::from(view.rules.on(Rule::DefeatUnsettlesTheCapital)));
            terms.harm = -set.harm_light * menu.scruple;
        }
        Action::Protest => {
            let government = view.world.ruler();
            let anger = government.map_or(0.0, |g| 1.0 - view.world.actors[g.index()].legitimacy);
            let dislike = government.map_or(0.0, |g| -view.world.tie(menu.actor, g).affinity);
            terms.pressure = set.rule * anger * f64::from(u8::from(view.rules.on(Rule::DefeatUnsettlesTheCapital)));
            terms.tie = set.affinity * dislike;
        }
        _ => {
            let unwelcome = view.world.ruler().map_or(0.0, |g| -view.world.tie(g, menu.actor).affinity);
            terms.pressure = unwelcome * set.mission_dislike + menu.hurt * set.mission_losses - set.mission;
        }
    }
    terms
}

/// Aid to a place in need of it.
pub(super) fn relief(menu: &Menu, need: f64) -> Terms {
    Terms { pressure: need, harm: menu.set.aid_concern * menu.scruple, ..Terms::default() }
}

/// Closing a border crossing next to one's home.
pub(super) fn close_border(menu: &Menu, home: PlaceId) -> Terms {
    let (view, set) = (menu.view, menu.set);
    let mut terms = Terms::default();
    let danger: f64 = view.world.map.roads[home.index()].iter().map(|(_, p)| view.world.places[p.index()].danger).sum();
    terms.pressure = set.urgent * set.rule * danger / (danger + set.border_alarm);
    terms.gain = -set.forgone * set.prize * view.world.places[home.index()].value;
    terms
}
