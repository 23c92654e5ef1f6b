//! Recruit: who takes up arms, and for whom?
//!
//! An irregular actor with men at a place gains from each community there, in a week, a Poisson number of recruits
//! with mean `rate * residents / 1000 * grievance * opportunity`, `grievance` being the strongest against an enemy of
//! the actor and `opportunity` its support plus `kinship` times kin (C22), less the share of men already under arms,
//! tripled or so where it was ordered, cut where the actor cannot pay. Money buys men too ([`pay`]). Every recruit costs
//! his outfit. Armies recruit from the people at their home in proportion to the standing of their government, while they
//! can pay, up to a ceiling.
//!
//! Fighters drift between irregular groups that are kin to the same people and not at war with each other, from the
//! group that believes less in victory to the one that believes more (C22).
//!
//! Source: domain 2.8 (recruits = rho * population * g * opportunity; UNDP 2017, 2023 on triggers), C22. Reads:
//! grievance, support, kin, funds, men. Changes: men, the share of men under arms. Leaves out: forced recruitment,
//! children, and looted arms, which `fight` hands over.

mod pay;

use super::View;
use crate::{
    chance::{Fan, Purpose, laws},
    domain::{Action, ActorKind, EventKind, ForceKind, Shock, Stance},
    id::{ActorId, CommunityId, Key, PlaceId},
    mechanism::Rule,
    parameter::settings,
    world::{
        ActorField, Change, CommunityField, Event, EventRef, ForceField, Order, Proposals, Slot, World, state::ENEMY,
    },
};

settings! { "recruit" {
    /// Recruits among a thousand people of full grievance who are fully for the actor.
    rate: 0.04, 0.015..0.1 log, in 0..100, "1/week",
        "domain 2.8 (form); size: groups that lost hundreds a year (domain 5.2) kept their strength among 1.5 million";
    /// What full kinship counts in opportunity against full support.
    kinship: 0.7, 0.3..1.2, in 0..5, "factor", "assumed (C22)";
    /// How much an order to recruit raises the rate.
    drive: 3, 2..5, in 1..50, "factor", "assumed";
    /// Price of a man who comes for money and not for the cause.
    bounty: 40, 20..80 log, in 1..1e5, "man-weeks", "assumed: most of a year's pay, arms included";
    /// Share of the money beyond the reserve that is spent on such men in a week.
    spend: 0.03, 0.01..0.06 log, in 0..1, "1/week", "assumed; rents raise recruitment, Dube & Vargas 2013";
    /// Weeks of upkeep, at the price of regulars of the same quality, kept in reserve before money goes to such men.
    reserve: 8, 4..16, in 0..500, "weeks", "assumed";
    /// Arms and first pay of a recruit.
    outfit: 15, 5..40 log, in 0..1000, "man-weeks", "assumed";
    /// Share of the rate left to who cannot pay.
    unpaid: 0.4, 0.2..0.7, in 0..1, "share", "assumed; wages draw recruits, Dube & Vargas 2013";
    /// Share of a community's men who may take up arms.
    ceiling: 0.06, 0.03..0.12, in 0.001..1, "share", "assumed";
    /// Recruits of a government's army among a thousand people of its home.
    army_rate: 0.03, 0.01..0.08 log, in 0..100, "1/week", "assumed: a few thousand a year in the case";
    /// Soldiers for each person of the army's home up to which it grows.
    army_ceiling: 0.005, 0.003..0.008, in 0..1, "share", "assumed: up to a half above the army of the case";
    /// Fighters who drift in a week between groups equally near to them, one sure to win and one sure to lose.
    drift: 0.02, 0.005..0.05 log, in 0..1, "1/week", "assumed (C22)";
    /// Men of fighting age among the people.
    of_age: 0.22, 0.2..0.24, in 0.01..1.0, "share", "about the share of males from 15 to 49 in young populations";
    /// Morale and supply of new fighters.
    raw: 0.6, 0.5..0.7, in 0.0..1.0, "share", "assumed";
} }

/// Men from whose number a rising or a change of sides is told as an event of its own; nothing else depends on it.
const LARGE: f64 = 30.0;

const JOIN: Purpose = Purpose::of("recruit.join");
const ENLIST: Purpose = Purpose::of("recruit.enlist");
const CHANGE_SIDES: Purpose = Purpose::of("recruit.change_sides");

/// Raises bands and regiments, and lets fighters drift.
pub fn recruit(view: &View<Settings>, out: &mut Proposals) {
    let world = view.world;
    out.scratch.others.clear();
    // What each can still spend on outfits this week, wherever men join it.
    out.scratch.others.extend((0..world.actors.len()).map(|i| world.purse(ActorId::from(i)).max(0.0)));
    for place in view.world.all_places() {
        let joining = view.fan(JOIN, place);
        for actor in view.world.present[place.index()].iter().copied() {
            let men = view.world.men_at(actor, place);
            if men >= 1.0 && takes_volunteers(view.world.actors[actor.index()].kind) {
                rise(view, actor, place, joining, out);
                if view.rules.on(Rule::C22) {
                    lose_to_kin(view, actor, place, men, out);
                }
            }
        }
    }
    for actor in view.world.living() {
        if view.world.actors[actor.index()].kind == ActorKind::Army {
            enlist(view, actor, out);
        } else {
            pay::raise(view, actor, out);
        }
    }
}

const fn takes_volunteers(kind: ActorKind) -> bool {
    matches!(kind, ActorKind::Movement | ActorKind::Jihadist | ActorKind::Militia)
}

/// Volunteers of a place for an irregular actor that stands there.
fn rise(view: &View<Settings>, actor: ActorId, place: PlaceId, numbers: Fan, out: &mut Proposals) {
    let world = view.world;
    let order = view.orders(Action::Recruit).find(|o| o.actor == actor && o.place == Some(place));
    let barred = view.is_barred(EventKind::Shock(Shock::Rising), Some(actor), None, Some(place));
    if barred && order.is_none() {
        return;
    }
    let effort = if order.is_some() { view.set.drive } else { 1.0 }
        * if world.purse(actor) < 0.0 { view.set.unpaid } else { 1.0 };
    let here = &world.people[place.index()];
    let mut means = std::mem::take(&mut out.scratch.numbers);
    means.clear();
    means.extend(here.iter().map(|id| effort * volunteers(view, actor, *id)));
    let mean = means.iter().sum();
    let joined = if mean > 0.0 { laws::poisson(numbers.of(world.actors[actor.index()].key), mean) } else { 0 };
    let men = f64::from(joined);
    let event = announce(view, actor, place, men, order, out);
    if out.explain && event != EventRef::DRIFT {
        move_to_join(world, actor, here, event, out);
    }
    if joined > 0 {
        come_from(view, here, &means, (joined, mean), numbers.child(world.actors[actor.index()].key), event, out);
    }
    out.scratch.numbers = means;
    muster(view, (actor, place, ForceKind::Band), men, event, out);
}

/// Shares those who joined out: independent Poisson numbers, given their sum, are as if each man came from a community with the
/// probability that is its share of the mean.
fn come_from(
    view: &View<Settings>,
    here: &[CommunityId],
    means: &[f64],
    (joined, mean): (u32, f64),
    numbers: Fan,
    event: EventRef,
    out: &mut Proposals,
) {
    if let [only] = here {
        return mobilise(view, *only, f64::from(joined), event, out);
    }
    let likely = |n: &usize| means[*n] > 0.0;
    for man in 0..joined {
        let mut left = numbers.nth(man as u16) * mean;
        let from = (0..here.len()).filter(likely).find(|n| {
            left -= means[*n];
            left <= 0.0
        });
        if let Some(n) = from.or_else(|| (0..here.len()).rfind(likely)) {
            mobilise(view, here[n], 1.0, event, out);
        }
    }
}

/// Men of one community who join in a week when nothing drives or hinders them, in the mean.
fn volunteers(view: &View<Settings>, actor: ActorId, id: CommunityId) -> f64 {
    let world = view.world;
    let opportunity = opportunity(view, actor, id);
    let left = 1.0 - world.communities[id.index()].mobilised / view.set.ceiling;
    if opportunity <= 0.0 || left <= 0.0 {
        return 0.0;
    }
    view.set.rate * world.residents_of(id) / 1000.0
        * anger(world, actor, id).map_or(0.0, |(_, anger)| anger)
        * opportunity
        * left
}

/// Support and kin that open a community to an actor.
fn opportunity(view: &View<Settings>, actor: ActorId, id: CommunityId) -> f64 {
    let kin = if view.rules.on(Rule::C22) { view.set.kinship * view.world.kin_with(id, actor) } else { 0.0 };
    view.world.support_for(id, actor).max(0.0) + kin
}

/// The enemy of an actor against whom a community bears the strongest grievance, and how strong it is.
fn anger(world: &World, actor: ActorId, id: CommunityId) -> Option<(ActorId, f64)> {
    let (row, facing) = (world.grievance.row(id.index()), world.facing.row(actor.index()));
    let enemies = world.grudges[id.index()].iter().filter(|who| facing[who.index()] & ENEMY != 0);
    let key = |who: ActorId| world.actors[who.index()].key;
    enemies.map(|who| (*who, row[who.index()])).max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| key(b.0).cmp(&key(a.0))))
}

/// The event behind recruits: an order carried out, a rising if they are many, else nothing in particular.
fn announce(
    view: &View<Settings>,
    actor: ActorId,
    place: PlaceId,
    men: f64,
    order: Option<&Order>,
    out: &mut Proposals,
) -> EventRef {
    let mut event = match order {
        Some(order) => Event { decision: order.decision, ..Event::act(Action::Recruit, "recruit.order") },
        None if men >= LARGE => Event::shock(Shock::Rising, "recruit.rising"),
        None => return EventRef::DRIFT,
    };
    event.success = men > 0.0;
    event.rung = if order.is_some() { view.world.rungs[Action::Recruit as usize] } else { 0 };
    out.event(event.by(actor).at(place))
}

/// What moves volunteers: what their enemy did to them, and how they stand to whom they join.
fn move_to_join(world: &World, actor: ActorId, here: &[CommunityId], event: EventRef, out: &mut Proposals) {
    for id in here {
        if let Some((enemy, _)) = anger(world, actor, *id) {
            out.because(event, Slot::Feeling(*id, enemy), 0.5);
        }
        out.because(event, Slot::Feeling(*id, actor), 0.5);
    }
}

fn mobilise(view: &View<Settings>, id: CommunityId, men: f64, event: EventRef, out: &mut Proposals) {
    let of_age = (view.world.communities[id.index()].population * view.set.of_age).max(1.0);
    out.change(event, Change::Community(id, CommunityField::Mobilised, men / of_age));
}

fn muster(
    view: &View<Settings>,
    (actor, place, kind): (ActorId, PlaceId, ForceKind),
    strength: f64,
    event: EventRef,
    out: &mut Proposals,
) {
    if strength >= 1.0 {
        let us = view.world.actors[actor.index()].key;
        // Who has no money takes men as they come.
        let purse = &mut out.scratch.others[actor.index()];
        let cost = (view.set.outfit * strength).min(*purse);
        *purse -= cost;
        out.change(event, Change::Actor(actor, ActorField::Funds, -cost));
        let key = us.with(view.world.places[place.index()].key).child("recruit", view.world.week);
        out.change(event, Change::muster(key, actor, (place, kind), strength, (view.set.raw, view.set.raw)));
    }
}

/// Fighters of an actor leave for another group that is kin to the same people and likelier to win.
fn lose_to_kin(view: &View<Settings>, actor: ActorId, place: PlaceId, men: f64, out: &mut Proposals) {
    let (world, us) = (view.world, &view.world.actors[actor.index()]);
    let at_war = |a, b| world.tie(a, b).stance == Stance::War;
    for other in world.present[place.index()].iter().copied() {
        let them = &world.actors[other.index()];
        let edge = them.confidence - us.confidence;
        // Nobody has an edge over himself.
        if edge <= 0.0
            || !takes_volunteers(them.kind)
            || world.men_at(other, place) < 1.0
            || at_war(actor, other)
            || at_war(other, actor)
        {
            continue;
        }
        let shared = world.people[place.index()]
            .iter()
            .map(|id| world.kin_with(*id, actor) * world.kin_with(*id, other))
            .fold(0.0, f64::max);
        let mean = view.set.drift * shared * edge * men;
        if mean <= 0.0 {
            continue;
        }
        let going = laws::poisson(view.fan(CHANGE_SIDES, place).child(us.key).of(them.key), mean);
        if going > 0 {
            change_sides(view, actor, other, place, f64::from(going).min(men), out);
        }
    }
}

fn change_sides(view: &View<Settings>, from: ActorId, to: ActorId, place: PlaceId, going: f64, out: &mut Proposals) {
    let (world, kind) = (view.world, EventKind::Shock(Shock::Defection));
    if view.is_barred(kind, Some(from), Some(to), Some(place)) {
        return;
    }
    let event = if going >= LARGE {
        let event = out.event(Event::new(kind, "recruit.kin").by(from).on(to).at(place));
        out.because(event, Slot::Actor(from), 0.5);
        out.because(event, Slot::Actor(to), 0.5);
        event
    } else {
        EventRef::DRIFT
    };
    let all = world.men_at(from, place);
    for id in world.bodies(from, place) {
        let by = going * world.force(id).strength / all;
        out.change(event, Change::Force(id, ForceField::Strength, -by));
    }
    let key = world.actors[from.index()].key.with(world.actors[to.index()].key).child("kin", world.week);
    let key = key.with(Key(world.places[place.index()].key.0));
    out.change(event, Change::muster(key, to, (place, ForceKind::Band), going, (view.set.raw, view.set.raw)));
}

/// Recruits of an army from the people at its home.
fn enlist(view: &View<Settings>, actor: ActorId, out: &mut Proposals) {
    let world = view.world;
    let us = &world.actors[actor.index()];
    let Some(home) = us.home.filter(|h| world.places[h.index()].holder.is_none_or(|o| !world.are_enemies(actor, o)))
    else {
        return;
    };
    let standing = world.actors[us.bloc.index()].legitimacy;
    let people: f64 = world.people[home.index()].iter().map(|id| world.communities[id.index()].population).sum();
    let room = (1.0 - world.strength(actor) / (view.set.army_ceiling * people).max(1.0)).max(0.0);
    let order = view.orders(Action::Recruit).find(|o| o.actor == actor && o.place == Some(home));
    // Nobody enlists without pay, even when called.
    let drive = if world.purse(actor) < 0.0 { 0.0 } else { order.map_or(1.0, |_| view.set.drive) };
    let mean = view.set.army_rate * drive * people / 1000.0 * standing * room;
    let men = if mean > 0.0 { f64::from(laws::poisson(view.chance.unit(ENLIST, us.key), mean)) } else { 0.0 };
    let event = match order {
        Some(_) => announce(view, actor, home, men, order, out),
        None => EventRef::DRIFT,
    };
    out.because(event, Slot::Actor(us.bloc), 1.0);
    muster(view, (actor, home, ForceKind::Garrison), men, event, out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mechanism::{
            Rules,
            testing::{Stage, Tiny},
        },
        world::outside::Bar,
    };

    fn small() -> Stage {
        Tiny::state()
            .actor("rebels", ActorKind::Movement)
            .actor("faithful", ActorKind::Jihadist)
            .place("capital", "army")
            .place("hills", "rebels")
            .force("rebels", "hills", 100.0)
            .force("faithful", "hills", 100.0)
            .tie("state", "rebels", -0.5, Stance::War)
            .tie("state", "faithful", -0.5, Stance::War)
            .tie("rebels", "faithful", 0.0, Stance::Tolerant)
            .community("public", "capital", 100_000.0, &[], &[], &[])
            .community("kin", "hills", 20_000.0, &[], &[("rebels", 0.5), ("faithful", 0.5)], &[("state", 0.5)])
            .stage()
    }

    fn men(stage: &Stage, who: &str) -> f64 {
        stage.world.strength(stage.actor(who))
    }

    fn mean_men(stage: &Stage, who: &str, set: &Settings, rules: &Rules) -> f64 {
        let one = |number: u64| {
            let mut stage = stage.clone();
            stage.number = number;
            stage.play(recruit, set, rules);
            men(&stage, who)
        };
        (0..400).map(one).sum::<f64>() / 400.0
    }

    fn only_volunteers() -> Settings {
        Settings { rate: 2.0, spend: 0.0, drift: 0.0, army_rate: 0.0, ..Settings::typical() }
    }

    #[test]
    fn with_zero_rates_nobody_joins() {
        let mut stage = small();
        let before = format!("{:?}", stage.world);
        stage.play(recruit, &Settings { rate: 0.0, ..only_volunteers() }, &Rules::default());
        assert_eq!(before, format!("{:?}", stage.world));
    }

    #[test]
    fn recruits_follow_grievance_and_kin_and_without_c22_only_support() {
        let stage = small();
        // 2.0 * 20 thousand * 0.5 * (0.7 * 0.5) = 7 in the mean.
        let mean = mean_men(&stage, "rebels", &only_volunteers(), &Rules::default());
        assert!((mean - 107.0).abs() < 0.5, "{mean}");
        assert_eq!(mean_men(&stage, "rebels", &only_volunteers(), &Rules::default().without(Rule::C22)), 100.0);
        let mut calm = stage.clone();
        calm.world.grievance.cells_mut().fill(0.0);
        assert_eq!(mean_men(&calm, "rebels", &only_volunteers(), &Rules::default()), 100.0);
    }

    #[test]
    fn where_a_rising_is_prevented_nobody_joins_unless_called() {
        let mut stage = small();
        let (rebels, hills) = (stage.actor("rebels"), stage.place("hills"));
        let kind = EventKind::Shock(Shock::Rising);
        stage.outside.bars.push(Bar { kind, actor: Some(rebels), target: None, place: None });
        let set = Settings { rate: 20.0, ..only_volunteers() };
        assert_eq!(mean_men(&stage, "rebels", &set, &Rules::default()), 100.0);
        assert!(mean_men(&stage, "faithful", &set, &Rules::default()) > 100.0);
        stage.order("rebels", Action::Recruit, None).place = Some(hills);
        assert!(mean_men(&stage, "rebels", &set, &Rules::default()) > 100.0);
    }

    #[test]
    fn a_rising_goes_back_to_what_the_enemy_did() {
        fn causes_of_rising(view: &View<Settings>, out: &mut Proposals) {
            recruit(view, out);
            let rising = |e: &Event| e.kind == EventKind::Shock(Shock::Rising);
            let state = view.case.actor("state").map(|state| Slot::Feeling(CommunityId::from(0), state));
            for (i, event) in out.events.iter().enumerate().filter(|(_, e)| rising(e)) {
                let of = |cause: &Slot| out.causes.iter().any(|(e, c)| e.0 == Some(i as u32) && c.slot == *cause);
                assert!(state.as_ref().is_some_and(of), "{event:?}");
            }
            assert!(out.events.iter().any(rising));
        }
        let set = Settings { rate: 50.0, ..only_volunteers() };
        let mut stage = small();
        assert_eq!(stage.community("kin"), CommunityId::from(0));
        stage.play(causes_of_rising, &set, &Rules::default());
    }

    #[test]
    fn an_order_drives_recruitment() {
        let mut stage = small();
        let hills = stage.place("hills");
        stage.order("rebels", Action::Recruit, None).place = Some(hills);
        let mean = mean_men(&stage, "rebels", &only_volunteers(), &Rules::default());
        assert!((mean - 121.0).abs() < 1.0, "{mean}");
    }

    #[test]
    fn money_beyond_the_reserve_buys_men() {
        let set = Settings { rate: 0.0, drift: 0.0, army_rate: 0.0, ..Settings::typical() };
        let mut rich = small();
        rich.who("rebels").funds = 20_000.0;
        let gained = mean_men(&rich, "rebels", &set, &Rules::default()) - 100.0;
        let expected = set.spend * (20_000.0 - 800.0) / set.bounty;
        assert!((gained - expected).abs() < 0.7, "{gained} and {expected}");
        let mut poor = small();
        poor.who("rebels").funds = 700.0;
        assert_eq!(mean_men(&poor, "rebels", &set, &Rules::default()), 100.0);
    }

    #[test]
    fn better_men_need_a_larger_reserve() {
        let set = Settings { rate: 0.0, drift: 0.0, army_rate: 0.0, ..Settings::typical() };
        let mut stage = small();
        (stage.who("rebels").funds, stage.who("rebels").quality) = (2_000.0, 2.0);
        assert!(2_000.0 > set.reserve * 100.0);
        let gained = mean_men(&stage, "rebels", &set, &Rules::default()) - 100.0;
        let expected = set.spend * (2_000.0 - 2.0 * 800.0) / set.bounty;
        assert!((gained - expected).abs() < 0.15, "{gained} and {expected}");
    }

    #[test]
    fn a_treasury_pays_for_its_army_and_nobody_spends_more_than_there_is() {
        let set = Settings { army_rate: 1.0, ..only_volunteers() };
        let mut stage = small();
        let capital = stage.place("capital");
        stage.who("army").home = Some(capital);
        (stage.who("army").funds, stage.who("state").funds) = (0.0, 1e6);
        stage.post("rebels", "capital", 100.0);
        stage.world.kin.cells_mut().fill(0.5);
        stage.world.grievance.cells_mut().fill(0.5);
        stage.who("rebels").funds = 20.0;
        let before = [men(&stage, "army"), men(&stage, "rebels")];
        let events = stage.play(recruit, &set, &Rules::default());
        let joined = [men(&stage, "army") - before[0], men(&stage, "rebels") - before[1]];
        assert!(joined[0] > 0.0 && joined[1] > 40.0, "{joined:?} {events:?}");
        assert!((stage.who("army").funds + set.outfit * joined[0]).abs() < 1e-6);
        assert_eq!(stage.who("rebels").funds, 0.0);
    }

    #[test]
    fn no_community_gives_more_than_its_ceiling() {
        let mut stage = small();
        let set = Settings { rate: 50.0, ..only_volunteers() };
        for _ in 0..60 {
            stage.next_week();
            stage.play(recruit, &set, &Rules::default());
        }
        let joined = men(&stage, "rebels") + men(&stage, "faithful") - 200.0;
        let most = 20_000.0 * set.of_age * set.ceiling;
        assert!(joined > 0.8 * most && joined < 1.4 * most, "{joined} of {most}");
    }

    #[test]
    fn fighters_drift_to_the_likelier_winner_only_under_c22() {
        let mut stage = small();
        stage.who("rebels").confidence = 0.1;
        stage.who("faithful").confidence = 0.9;
        let set = Settings { rate: 0.0, army_rate: 0.0, spend: 0.0, drift: 0.5, ..Settings::typical() };
        let mean = mean_men(&stage, "faithful", &set, &Rules::default());
        // 0.5 * 0.25 * 0.8 * 100 = 10 men.
        assert!((mean - 110.0).abs() < 0.7, "{mean}");
        assert_eq!(mean_men(&stage, "faithful", &set, &Rules::default().without(Rule::C22)), 100.0);
        for (stance, men) in [(Stance::Hostile, mean), (Stance::War, 100.0)] {
            let mut rivals = stage.clone();
            rivals.tie("faithful", "rebels").stance = stance;
            assert_eq!(mean_men(&rivals, "faithful", &set, &Rules::default()), men, "{stance:?}");
        }
        let mut drifted = stage.clone();
        drifted.play(recruit, &set, &Rules::default());
        assert!((men(&drifted, "rebels") + men(&drifted, "faithful") - 200.0).abs() < 1e-9);
    }

    #[test]
    fn an_army_follows_an_order_for_its_home_alone() {
        let mut stage = small();
        let (capital, hills) = (stage.place("capital"), stage.place("hills"));
        stage.who("army").home = Some(capital);
        let set = Settings { rate: 0.0, drift: 0.0, spend: 0.0, ..Settings::typical() };
        let unordered = mean_men(&stage, "army", &set, &Rules::default());
        let ordered = |place: PlaceId, funds: f64| {
            let mut stage = stage.clone();
            (stage.who("army").funds, stage.who("state").funds) = (funds, 0.0);
            stage.order("army", Action::Recruit, None).place = Some(place);
            (mean_men(&stage, "army", &set, &Rules::default()), stage.play(recruit, &set, &Rules::default()))
        };
        let (men, told) = ordered(capital, 1e4);
        assert!(men > 2.0 * unordered && told.len() == 1 && told[0].place == Some(capital), "{men} {told:?}");
        assert_eq!(ordered(hills, 1e4), (unordered, Vec::new()));
        // Who is not paid does not come, and the order has failed.
        let (men, told) = ordered(capital, -1.0);
        assert!(men == 0.0 && told.len() == 1 && !told[0].success, "{men} {told:?}");
    }

    #[test]
    fn an_army_grows_while_it_can_pay() {
        let mut stage = small();
        let capital = stage.place("capital");
        stage.who("army").home = Some(capital);
        let set = Settings { rate: 0.0, drift: 0.0, ..Settings::typical() };
        assert!(mean_men(&stage, "army", &set, &Rules::default()) > 0.0);
        (stage.who("army").funds, stage.who("state").funds) = (-1.0, 0.0);
        assert_eq!(mean_men(&stage, "army", &set, &Rules::default()), 0.0);
    }
}
