//! Assist: do partners come to the help of an ally that is hit?
//!
//! Under a clause of mutual defence in force between blocs, a party calls when its side lost many men in this week's
//! fights with an enemy, or a place. Each partner that is a government answers with probability `reliability * exp(-2 *
//! burden)`: treaties are mostly honoured, but partners are busy at home (C15). The answer is a statement, sorties, or
//! men. Any answer shows resolve: the ally believes more in its chance to win. Orders to assist are carried out without
//! a draw, and bring men. Sorties and men go home after some weeks; while they are away the partner has more on its
//! hands. Without C15 no pact is called on.
//!
//! Source: domain 2.11 (Leeds 2003: 75 % honoured; load of the partner's own insurgency). Reads: agreements, burdens,
//! this week's events, orders. Changes: confidence, men and aircraft, burden. Leaves out: help in money and arms, and
//! the partner's own parliament.

use super::View;
use crate::{
    chance::{Purpose, laws::exp},
    domain::{Action, Clause, EventKind, ForceKind, Shock},
    id::{ActorId, AgreementId, Key, PlaceId},
    mechanism::Rule,
    parameter::settings,
    world::{ActorField, Change, Event, EventRef, ForceField, Origin, Proposals, Slot, World},
};

settings! { "assist" {
    /// Probability that a partner without troubles of its own honours a call.
    reliability: 0.75, 0.7..0.8, in 0..1, "probability", "Leeds 2003 (domain 2.11)";
    /// How much a partner's burden keeps it at home.
    busy: 2, 1.5..2.5, in 0..20, "1", "domain 2.11";
    /// Men that an ally must have lost in a week to call.
    call: 25, 15..50, in 0..1e5, "men", "assumed";
    /// Share of answers that are sorties.
    air: 0.2, 0.1..0.3, in 0..1, "share", "assumed";
    /// Share of answers that are men.
    troops: 0.2, 0.1..0.3, in 0..1, "share", "assumed";
    /// Sorties a week that come.
    sorties: 2, 1..4, in 0..100, "sorties", "assumed";
    /// Men who come.
    contingent: 200, 100..400 log, in 0..1e5, "men", "assumed";
    /// Weeks for which they stay on average.
    stay: 12, 6..26, in 1..500, "weeks", "assumed";
    /// Burden of having them away.
    strain: 0.05, 0.02..0.1, in 0..1, "share", "assumed";
    /// How far an answer closes the ally's gap to certainty of victory.
    resolve: 0.05, 0.02..0.1, in 0..1, "share", "assumed (C15)";
    /// Morale and supply of men who come to help.
    fresh: 0.75, 0.65..0.85, in 0.0..1.0, "share", "assumed";
} }

const ANSWER: Purpose = Purpose::of("assist.answer");
const HOW: Purpose = Purpose::of("assist.how");
const HOME: Purpose = Purpose::of("assist.home");

/// Answers calls and orders for help, and sends helpers home.
pub fn assist(view: &View<Settings>, out: &mut Proposals) {
    go_home(view, out);
    let mut lost = std::mem::take(&mut out.scratch.numbers);
    count_losses(view.world, &mut lost);
    if view.rules.on(Rule::PactShowsResolve) {
        for (id, pact) in view.world.pacts().filter(|(_, g)| g.state.is_in_force()) {
            if !pact.clauses.iter().any(|c| c.clause == Clause::MutualDefence) {
                continue;
            }
            let calls = |ally: &ActorId| lost[view.world.actors[ally.index()].bloc.index()] >= view.set.call.max(1.0);
            for ally in pact.parties.iter().copied().filter(calls) {
                for partner in pact.parties.iter().copied() {
                    answer(view, id, ally, partner, out);
                }
            }
        }
    }
    out.scratch.numbers = lost;
    for order in view.orders(Action::Assist) {
        if let Some(ally) = order.target {
            let help = Help { partner: order.actor, ally, agreement: order.agreement, origin: order.origin };
            send(view, &help, Answer::Troops, "assist.order", out);
        }
    }
}

/// Men that every bloc lost this week, in the place of its root; one that lost a place lost more than anybody can count.
fn count_losses(world: &World, lost: &mut Vec<f64>) {
    lost.clear();
    lost.resize(world.actors.len(), 0.0);
    let bloc = |who: Option<ActorId>| who.map(|who| world.actors[who.index()].bloc);
    for event in &world.traffic.events {
        let (actor, target) = (bloc(event.actor), bloc(event.target));
        let captured = event.kind == EventKind::Shock(Shock::Capture);
        if actor == target || !captured && event.actor_deaths + event.target_deaths == 0 {
            continue;
        }
        if let Some(target) = target {
            lost[target.index()] += if captured { f64::INFINITY } else { f64::from(event.target_deaths) };
        }
        if let Some(actor) = actor {
            lost[actor.index()] += f64::from(event.actor_deaths);
        }
    }
}

/// What a partner sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Statement,
    Sorties,
    Troops,
}

/// Who helps whom, and under what.
struct Help {
    partner: ActorId,
    ally: ActorId,
    agreement: Option<AgreementId>,
    origin: Origin,
}

/// Probability that a partner honours a call.
fn honours(view: &View<Settings>, partner: ActorId) -> f64 {
    view.set.reliability * exp(-view.set.busy * view.world.actors[partner.index()].burden)
}

fn answer(view: &View<Settings>, id: AgreementId, ally: ActorId, partner: ActorId, out: &mut Proposals) {
    let world = view.world;
    let (us, them) = (&world.actors[partner.index()], &world.actors[ally.index()]);
    let whose = us.key.with(them.key);
    if us.bloc == them.bloc
        || !us.alive
        || !Action::Assist.is_open_to(us.kind)
        || view.orders(Action::Assist).any(|o| o.actor == partner && o.target == Some(ally))
        || !view.chance.happens(ANSWER, whose, honours(view, partner))
    {
        return;
    }
    let how = view.chance.unit(HOW, whose);
    let answer = if how < view.set.troops {
        Answer::Troops
    } else if how < view.set.troops + view.set.air {
        Answer::Sorties
    } else {
        Answer::Statement
    };
    send(view, &Help { partner, ally, agreement: Some(id), origin: Origin::Rule }, answer, "assist.pact", out);
}

fn send(view: &View<Settings>, help: &Help, answer: Answer, rule: &'static str, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let place = base(world, help.ally, answer == Answer::Sorties);
    if view.is_barred(EventKind::Act(Action::Assist), Some(help.partner), Some(help.ally), place) {
        return;
    }
    let event = Event::act(Action::Assist, rule).by(help.partner).on(help.ally).from(help.origin);
    let event = out.event(Event { place, agreement: help.agreement, ..event });
    if let Some(id) = help.agreement {
        out.because(event, Slot::Agreement(world.agreements[id.index()].key), 0.5);
    }
    out.because(event, Slot::Actor(help.ally), 0.5);
    if view.rules.on(Rule::PactShowsResolve) {
        let by = set.resolve * (1.0 - world.actors[help.ally.index()].confidence);
        out.change(event, Change::Actor(help.ally, ActorField::Confidence, by));
    }
    let (strength, kind) = match answer {
        Answer::Statement => return,
        Answer::Sorties => (set.sorties, ForceKind::AirWing),
        Answer::Troops => (set.contingent, ForceKind::Garrison),
    };
    let Some(place) = place.filter(|_| strength >= 1.0) else { return };
    let us = world.actors[help.partner.index()].key;
    let key = us.with(world.actors[help.ally.index()].key).child("assist", world.week).with(Key(kind as u64));
    let men = Change::muster(key, help.partner, (place, kind), strength, (view.set.fresh, view.set.fresh));
    out.change(event, men);
    out.change(event, Change::Actor(help.partner, ActorField::Burden, set.strain));
}

/// Where help arrives: the held place with most danger that aircraft can use, or any; else the ally's home.
fn base(world: &World, ally: ActorId, airstrip: bool) -> Option<PlaceId> {
    let held = world.all_places().filter(|p| {
        let place = &world.places[p.index()];
        let ours = place.holder.is_some_and(|h| world.actors[h.index()].bloc == world.actors[ally.index()].bloc);
        ours && place.blockade.is_none() && (place.airstrip || !airstrip)
    });
    held.max_by(|a, b| {
        let (x, y) = (&world.places[a.index()], &world.places[b.index()]);
        x.danger.total_cmp(&y.danger).then(y.key.cmp(&x.key))
    })
    .or(world.actors[ally.index()].home)
}

/// Forces that governments have abroad, at places that their own side does not hold, leave by chance.
fn go_home(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    let of_governments = world.index.governments.iter().flat_map(|owner| {
        let wings = world.index.wings.iter().filter(|id| world.force(**id).actor == *owner);
        world.index.troops[owner.index()].iter().chain(wings)
    });
    for id in of_governments.copied() {
        let force = world.force(id);
        let owner = &world.actors[force.actor.index()];
        let abroad =
            world.places[force.place.index()].holder.is_none_or(|h| world.actors[h.index()].bloc != owner.bloc);
        if !abroad || owner.home == Some(force.place) || !view.chance.happens(HOME, force.key, 1.0 / view.set.stay) {
            continue;
        }
        let kind = EventKind::Shock(Shock::ForceLeaves);
        if view.is_barred(kind, Some(force.actor), None, Some(force.place)) {
            continue;
        }
        let event: EventRef = out.event(Event::new(kind, "assist.home").by(force.actor).at(force.place));
        out.because(event, Slot::Force(force.key), 1.0);
        out.change(event, Change::Force(id, ForceField::Strength, -force.strength));
        out.change(event, Change::Actor(force.actor, ActorField::Burden, -view.set.strain));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{ActorKind, AgreementKind, AgreementState, Stance},
        mechanism::{
            Rules,
            testing::{Stage, Tiny},
        },
    };

    fn small() -> Stage {
        Tiny::state()
            .actor("partner", ActorKind::Government)
            .actor("rebels", ActorKind::Movement)
            .place_with("town", "army", |place, _| place.airstrip = true)
            .force("army", "town", 300.0)
            .tie("state", "rebels", -0.5, Stance::War)
            .tie("state", "partner", 0.6, Stance::Coordination)
            .agreement(
                "charter",
                AgreementKind::Alliance,
                AgreementState::Signed,
                &["state", "partner"],
                &[Clause::MutualDefence],
            )
            .stage()
    }

    fn hit(stage: &mut Stage, dead: u32) {
        let (army, rebels, town) = (stage.actor("army"), stage.actor("rebels"), stage.place("town"));
        let mut event = Event::act(Action::Raid, "test").by(rebels).on(army).at(town);
        event.target_deaths = dead;
        stage.world.traffic.events.push(event);
    }

    fn share_of_answers(stage: &Stage, rules: &Rules) -> f64 {
        let one = |number: u64| {
            let mut stage = stage.clone();
            stage.number = number;
            stage.play(assist, &Settings::typical(), rules).len() as f64
        };
        (0..2000).map(one).sum::<f64>() / 2000.0
    }

    #[test]
    fn nobody_comes_without_a_call() {
        let mut stage = small();
        hit(&mut stage, 10);
        assert_eq!(share_of_answers(&stage, &Rules::default()), 0.0);
    }

    #[test]
    fn calls_are_honoured_as_the_literature_says_and_less_by_the_busy() {
        let mut stage = small();
        hit(&mut stage, 40);
        assert!((share_of_answers(&stage, &Rules::default()) - 0.75).abs() < 0.03);
        stage.who("partner").burden = 0.7;
        assert!((share_of_answers(&stage, &Rules::default()) - 0.75 * exp(-1.4)).abs() < 0.03);
        assert_eq!(share_of_answers(&stage, &Rules::default().without(Rule::PactShowsResolve)), 0.0);
    }

    #[test]
    fn a_party_that_others_lead_calls_for_its_side_and_only_governments_answer() {
        let mut stage = Tiny::state()
            .actor("union", ActorKind::Bloc)
            .member("state", "union", 0.5)
            .actor("partner", ActorKind::Government)
            .actor("front", ActorKind::Coalition)
            .actor("rebels", ActorKind::Movement)
            .place("town", "army")
            .force("army", "town", 300.0)
            .agreement(
                "charter",
                AgreementKind::Alliance,
                AgreementState::Signed,
                &["state", "partner", "front"],
                &[Clause::MutualDefence],
            )
            .stage();
        hit(&mut stage, 40);
        let mut answered = 0;
        for number in 0..200 {
            let mut stage = stage.clone();
            stage.number = number;
            let events = stage.play(assist, &Settings::typical(), &Rules::default());
            assert!(events.iter().all(|e| e.actor == Some(stage.actor("partner"))));
            answered += events.len();
        }
        assert!((120..180).contains(&answered), "{answered}");
    }

    #[test]
    fn an_order_brings_men_and_resolve() {
        let mut stage = small();
        stage.order("partner", Action::Assist, Some("state"));
        let events = stage.play(assist, &Settings::typical(), &Rules::default());
        assert_eq!(events.len(), 1);
        let (partner, town) = (stage.actor("partner"), stage.place("town"));
        assert_eq!(stage.world.men_at(partner, town), 200.0);
        assert!((stage.who("state").confidence - 0.525).abs() < 1e-12);
        assert!((stage.who("partner").burden - 0.05).abs() < 1e-12);
    }

    #[test]
    fn helpers_go_home_after_a_while() {
        let mut stage = small();
        stage.order("partner", Action::Assist, Some("state"));
        stage.play(assist, &Settings::typical(), &Rules::default());
        let stayed = (0..400).filter(|number| {
            let mut stage = stage.clone();
            stage.number = *number;
            for _ in 0..12 {
                stage.next_week();
                stage.play(assist, &Settings::typical(), &Rules::default());
            }
            stage.world.strength(stage.actor("partner")) > 0.0
        });
        let share = stayed.count() as f64 / 400.0;
        let law = libm::pow(11.0 / 12.0, 12.0);
        assert!((share - law).abs() < 0.07, "{share} against {law}");
    }

    #[test]
    fn what_is_barred_is_not_sent() {
        let mut stage = small();
        hit(&mut stage, 100);
        let kind = EventKind::Act(Action::Assist);
        stage.outside.bars = vec![crate::world::outside::Bar { kind, actor: None, target: None, place: None }];
        assert_eq!(share_of_answers(&stage, &Rules::default()), 0.0);
    }
}
