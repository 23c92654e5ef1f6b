//! Assist: do partners come to the help of an ally that is hit?
//!
//! Under a clause of mutual defence in force between blocs, a party calls when its side lost many men in this week's
//! fights with an enemy, or a place. A war begins with the pact's first call after `peace` weeks without one. Each partner that is a
//! government is willing with probability `reliability * exp(-busy * burden)`, drawn once for each war and each ally: treaties are mostly honoured,
//! but partners are busy at home (C15). What it does is drawn once for each war, too: a statement, which costs nothing and shows little
//! resolve; sorties; or men. Sorties and men come when the ally calls and none of them stand with it already. Help shows resolve: the ally
//! believes more in its chance to win. Orders to assist are carried out without
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
    world::{ActorField, Agreement, Change, Event, EventRef, ForceField, Proposals, Slot, World},
};

settings! { "assist" {
    /// Probability that a partner without troubles of its own honours a call.
    reliability: 0.75, 0.7..0.8, in 0..1, "probability", "Leeds 2003 (domain 2.11)";
    /// How much a partner's burden keeps it at home.
    busy: 2, 1.5..2.5, in 0..20, "1", "domain 2.11";
    /// Men that an ally must have lost in a week to call.
    call: 25, 15..50, in 0..1e5, "men", "assumed";
    /// Weeks without a call after which the next one is that of another war.
    peace: 26, 13..52, in 1..500, "weeks", "assumed";
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
    /// How far help closes the ally's gap to certainty of victory.
    resolve: 0.05, 0.02..0.1, in 0..1, "share", "assumed (C15)";
    /// Share of the resolve of help that a statement shows.
    statement: 0.2, 0.1..0.3, in 0..1, "share", "assumed";
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
            let begun = war_of(view, pact);
            let mut called = false;
            for ally in pact.parties.iter().copied().filter(calls) {
                called = true;
                for partner in pact.parties.iter().copied() {
                    answer(view, (id, begun), ally, partner, out);
                }
            }
            if called {
                out.drift(Change::Call(id, begun));
            }
        }
    }
    out.scratch.numbers = lost;
    for order in view.orders(Action::Assist) {
        if let Some(ally) = order.target {
            let help = Help { partner: order.actor, ally, agreement: order.agreement, decision: order.decision };
            send(view, &help, Answer::Troops, "assist.order", out);
        }
    }
}

/// Week in which the war began for which the parties of a pact call this week, if they do.
fn war_of(view: &View<Settings>, pact: &Agreement) -> u32 {
    let week = view.world.week;
    match pact.called {
        Some((begun, last)) if f64::from(week - last.min(week)) < view.set.peace.max(1.0) => begun,
        _ => week,
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
    Sorties,
    Troops,
}

/// Who helps whom, and under what.
struct Help {
    partner: ActorId,
    ally: ActorId,
    agreement: Option<AgreementId>,
    decision: u32,
}

/// Probability that a partner honours a call.
fn honours(view: &View<Settings>, partner: ActorId) -> f64 {
    view.set.reliability * exp(-view.set.busy * view.world.actors[partner.index()].burden)
}

/// A partner answers a call as it is willing to in this war.
fn answer(
    view: &View<Settings>,
    (id, begun): (AgreementId, u32),
    ally: ActorId,
    partner: ActorId,
    out: &mut Proposals,
) {
    let world = view.world;
    let (us, them) = (&world.actors[partner.index()], &world.actors[ally.index()]);
    let whose = us.key.with(them.key);
    let war = view.chance.in_week(begun);
    if us.bloc == them.bloc
        || !us.alive
        || !Action::Assist.is_open_to(us.kind)
        || view.orders(Action::Assist).any(|o| o.actor == partner && o.target == Some(ally))
        || !war.happens(ANSWER, whose, honours(view, partner))
    {
        return;
    }
    let how = war.unit(HOW, whose);
    if how >= view.set.troops + view.set.air {
        // What has been said need not be said again.
        if begun == world.week {
            speak(view, id, ally, partner, out);
        }
        return;
    }
    let answer = if how < view.set.troops { Answer::Troops } else { Answer::Sorties };
    if !stands_by(world, partner, ally, answer) {
        send(view, &Help { partner, ally, agreement: Some(id), decision: 0 }, answer, "assist.pact", out);
    }
}

/// Whether a partner has men, or aircraft, where the ally's side holds.
fn stands_by(world: &World, partner: ActorId, ally: ActorId, answer: Answer) -> bool {
    let side = world.actors[ally.index()].bloc;
    let mut own = world.standing().map(|id| world.force(id)).filter(|f| f.actor == partner);
    own.any(|force| {
        let holder = world.places[force.place.index()].holder;
        let there = holder.is_some_and(|h| world.actors[h.index()].bloc == side);
        there && (force.kind == ForceKind::AirWing) == (answer == Answer::Sorties)
    })
}

/// A partner says whose side it is on.
fn speak(view: &View<Settings>, id: AgreementId, ally: ActorId, partner: ActorId, out: &mut Proposals) {
    let world = view.world;
    let kind = EventKind::Shock(Shock::Announcement);
    if view.is_barred(kind, Some(partner), Some(ally), None) {
        return;
    }
    let event = out.event(Event::new(kind, "assist.statement").by(partner).on(ally).about(id));
    out.because(event, Slot::Agreement(world.agreements[id.index()].key), 0.5);
    out.because(event, Slot::Actor(ally), 0.5);
    encourage(view, ally, view.set.statement, event, out);
}

/// An ally that is not alone believes more in its chance to win (C15).
fn encourage(view: &View<Settings>, ally: ActorId, share: f64, event: EventRef, out: &mut Proposals) {
    if view.rules.on(Rule::PactShowsResolve) {
        let by = share * view.set.resolve * (1.0 - view.world.actors[ally.index()].confidence);
        out.change(event, Change::Actor(ally, ActorField::Confidence, by));
    }
}

fn send(view: &View<Settings>, help: &Help, answer: Answer, rule: &'static str, out: &mut Proposals) {
    let (world, set) = (view.world, view.set);
    let (strength, kind) = match answer {
        Answer::Sorties => (set.sorties, ForceKind::AirWing),
        Answer::Troops => (set.contingent, ForceKind::Garrison),
    };
    // Who cannot come has not helped.
    let Some(place) = base(world, help.ally, answer == Answer::Sorties).filter(|_| strength >= 1.0) else { return };
    if view.is_barred(EventKind::Act(Action::Assist), Some(help.partner), Some(help.ally), Some(place)) {
        return;
    }
    let mut event = Event::act(Action::Assist, rule).by(help.partner).on(help.ally).at(place);
    (event.agreement, event.decision) = (help.agreement, help.decision);
    let event = out.event(event);
    if let Some(id) = help.agreement {
        out.because(event, Slot::Agreement(world.agreements[id.index()].key), 0.5);
    }
    out.because(event, Slot::Actor(help.ally), 0.5);
    encourage(view, help.ally, 1.0, event, out);
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

    /// What a partner does in so many weeks of losses: statements, times of help, and the most men at once.
    fn war(stage: &mut Stage, n: u32, set: &Settings) -> (usize, usize, f64) {
        let (mut said, mut came, mut most) = (0, 0, 0.0_f64);
        for _ in 0..n {
            hit(stage, 40);
            let events = stage.play(assist, set, &Rules::default());
            said += events.iter().filter(|e| e.kind == EventKind::Shock(Shock::Announcement)).count();
            came += events.iter().filter(|e| e.kind == EventKind::Act(Action::Assist)).count();
            most = most.max(stage.world.strength(stage.actor("partner")));
            stage.next_week();
        }
        (said, came, most)
    }

    #[test]
    fn a_partner_makes_up_its_mind_once_for_a_war() {
        let set = Settings { stay: 500.0, strain: 0.0, ..Settings::typical() };
        let (mut willing, mut changed, mut words) = (0, 0, 0);
        for number in 0..400 {
            let mut stage = small();
            stage.number = number;
            let (said, came, most) = war(&mut stage, 20, &set);
            assert!(said <= 1 && (said == 0 || came == 0), "words or deeds: {said} {came}");
            assert!(most <= set.contingent, "{most} men");
            willing += usize::from(said + came > 0);
            words += said;
            for _ in 0..set.peace as u32 {
                stage.next_week();
                stage.play(assist, &set, &Rules::default());
            }
            let (again, help, _) = war(&mut stage, 3, &set);
            changed += usize::from((said + came > 0) != (again + help > 0));
        }
        assert!((f64::from(willing as u32) / 400.0 - 0.75).abs() < 0.06, "{willing}");
        assert!((f64::from(words as u32) / f64::from(willing as u32) - 0.6).abs() < 0.08, "{words}");
        assert!(changed > 50, "{changed}");
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
        // Aircraft find no airstrip here.
        assert!((90..150).contains(&answered), "{answered}");
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
        let kinds = [EventKind::Act(Action::Assist), EventKind::Shock(Shock::Announcement)];
        let bar = |kind| crate::world::outside::Bar { kind, actor: None, target: None, place: None };
        stage.outside.bars = kinds.map(bar).to_vec();
        assert_eq!(share_of_answers(&stage, &Rules::default()), 0.0);
    }
}
