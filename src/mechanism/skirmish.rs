//! Skirmish: what do enemies do to each other between operations?
//!
//! A **front** is an actor in arms, an enemy and a region. On each of its fronts an actor chooses a posture for the calendar month
//! ([`posture`]): quiet, on guard, harass, press. From it follow weekly rates of small blows ([`rate`]): for every place where an enemy exposes
//! himself within reach, with `A` own men there or within a day of travel (by what distance leaves of them) and `E` enemy men exposed there,
//!
//! `blows a week = pace * posture * tempo * A / (A + half) * E / (E + half) * (0.5 + information)`.
//!
//! Tempo belongs to a planner and four weeks of the calendar and is common to all its fronts. Irregulars ambush; regulars meet the enemy on patrol or
//! shell him; among those who are hostile but not at war there are fewer blows, and some regulars only show their force. Aircraft that are
//! promised to no operation strike what is seen. Violence against civilians where one's men stand follows control (Kalyvas 2006): chosen victims where it is
//! dominant but incomplete, anybody where it is weak, both by irregulars; that of a state's troops is `harm`'s, after operations.
//!
//! Nobody ambushes beyond `warfare.ambush` days, nobody fights on foreign ground or against those whom an agreement binds, militias stay near home,
//! and men on an operation have no time for it until they hold what they reached. All are orders of this week; `fight` and `harm` carry them out.
//! Actors whose seats people play keep their posture until they order another ([`ordered`]).
//!
//! Source: domain 2.2, 2.3, 5.4 to 5.6; sizes assumed. Reads: men, what is seen, ties, control, operations. Changes: postures, orders, funds.
//! Leaves out: columns on the road between two places, mines that nobody watches, raids for cattle.

mod contact;
mod ordered;
mod posture;
mod rate;

use super::View;
use crate::{
    chance::{Fan, Purpose, laws::poisson},
    domain::{Action, EventKind},
    id::{ActorId, Key, PlaceId},
    parameter::settings,
    world::{ActorField, Change, Contact, Order, Origin, Proposals, Routine},
};

settings! { "skirmish" {
    // Rates.
    /// Small blows a week by many men on guard against many enemies in the open, where nobody informs either side.
    pace: 0.3, 0.15..0.6 log, in 0.0..20.0, "blows a week", "fitted: fatal events of state and JNIM, January 2020 to July 2023, domain 5.4";
    /// Strikes a week by many free aircraft, on guard, at many who are seen.
    strikes: 0.15, 0.07..0.3 log, in 0.0..20.0, "strikes a week", "assumed";
    /// Killings of chosen people a week by many men on guard, where control is three quarters.
    picks: 0.03, 0.015..0.06 log, in 0.0..20.0, "killings a week", "form after Kalyvas 2006; size fitted: one-sided events of January 2020 to July 2023, domain 5.4";
    /// Punishments of anybody a week by many irregulars on guard, without restraint, where all are hostile and nothing is controlled.
    punishments: 0.1, 0.05..0.2 log, in 0.0..20.0, "punishments a week", "form after Kalyvas 2006; size fitted: one-sided events of January 2020 to July 2023, domain 5.4";
    /// Men at whose number half of the blows of many are struck, or suffered.
    half: 150.0, 75.0..300.0 log, in 1.0..1e5, "men", "assumed: a company";
    /// Sorties at whose number half of the strikes of many are flown.
    flights: 4.0, 2.0..8.0 log, in 0.1..500.0, "sorties a week", "assumed";
    /// Sorties of one strike, at most.
    flight: 2.0, 1.0..3.0, in 1.0..40.0, "sorties", "assumed: a pair";
    /// Men exposed by a convoy to a place.
    convoy: 60.0, 40.0..100.0, in 0.0..1e4, "men", "assumed";
    /// Share of the blows of regulars that are shells.
    guns: 0.2, 0.1..0.3, in 0.0..1.0, "share", "assumed";
    /// Share of the blows between those at war that there are between those who are only hostile.
    hostile: 0.3, 0.15..0.5, in 0.0..1.0, "share", "assumed";
    /// Share of the blows of regulars and movements in such a hostility that only show force.
    shows: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";

    // Postures.
    /// Intensity of the routine in a quiet posture, against being on guard.
    quiet: 0.3, 0.2..0.4, in 0.0..1.0, "factor", "assumed";
    /// The same when harassing.
    harass: 2.0, 1.5..2.5, in 1.0..20.0, "factor", "assumed";
    /// The same when pressing.
    press: 4.0, 3.0..5.0, in 1.0..50.0, "factor", "assumed";
    /// Tempo of a planner in its slow weeks.
    slow: 0.6, 0.4..0.8, in 0.0..1.0, "factor", "assumed; with bursts of the record in view, domain 5.4";
    /// Tempo of a planner in its fast weeks.
    fast: 1.8, 1.4..2.2, in 1.0..20.0, "factor", "assumed; with bursts of the record in view, domain 5.4";
    /// Weeks for which a tempo lasts.
    spell: 4.0, 3.0..6.0, in 1.0..52.0, "weeks", "assumed";
    /// Weight of enmity in pressing an enemy.
    enmity: 0.3, 0.2..0.4, in 0.0..3.0, "utility", "assumed";
    /// Enmity that open war adds to dislike.
    war_enmity: 0.2, 0.1..0.3, in 0.0..1.0, "share", "assumed";
    /// Weight of losses suffered from it of late.
    sting: 0.2, 0.1..0.3, in 0.0..3.0, "utility", "assumed; domain 5.6";
    /// Share of men lost, of late, that counts as full.
    sore: 0.15, 0.1..0.25, in 0.01..1.0, "share", "assumed";
    /// Weight of standing strong or weak there.
    odds: 0.3, 0.2..0.4, in 0.0..3.0, "utility", "assumed";
    /// How far confidence, from none to full, shifts that.
    confidence: 0.4, 0.2..0.6, in 0.0..2.0, "share", "assumed: each side believes more in its chances than both can be right to (Johnson 2004)";
    /// Weight of an operation under way in the region, of one's own or the enemy's.
    operation: 0.3, 0.2..0.4, in 0.0..3.0, "utility", "assumed";
    /// Weight of the support of the people there.
    support: 0.15, 0.1..0.25, in 0.0..3.0, "utility", "assumed; domain 2.3";
    /// Weight of the grief that the enemy has brought upon them.
    grief: 0.2, 0.1..0.3, in 0.0..3.0, "utility", "Condra et al. 2010 (sign); size assumed";
    /// Weight for irregulars of places lost (C3).
    spite: 0.3, 0.2..0.4, in 0.0..3.0, "utility", "assumed (C3)";
    /// Price of pressing an enemy: what the routine wears out.
    strain: 0.5, 0.35..0.65, in 0.0..5.0, "utility", "assumed";
} }

const TEMPO: Purpose = Purpose::of("skirmish.tempo");
const BLOW: Purpose = Purpose::of("skirmish.blow");
const STRIKE: Purpose = Purpose::of("skirmish.strike");
const CRUELTY: Purpose = Purpose::of("skirmish.cruelty");

/// Most blows of one kind by one actor against another at a place in a week.
const MOST: u32 = 6;

/// Takes up the postures that are ordered, chooses those that are due, and orders the small blows of the week.
pub fn skirmish(view: &View<Settings>, out: &mut Proposals) {
    let mut routine = std::mem::take(&mut out.scratch.routine);
    contact::find(view, &mut routine);
    ordered::take(view, &mut routine, out);
    posture::review(view, &mut routine, out);
    for i in 0..routine.contacts.len() {
        let contact = routine.contacts[i];
        let intensity = posture::of(view, &routine, &contact) * contact.tempo;
        let regions = view.case.regions.len();
        let heat = &mut routine.heat[contact.actor.index() * regions + contact.region.index()];
        *heat = heat.max(intensity);
        blows(view, &mut routine, &contact, intensity, out);
        strikes(view, &mut routine, &contact, intensity, out);
    }
    cruelty(view, &mut routine, out);
    routine.clear();
    out.scratch.routine = routine;
}

/// Tempo of the planner of an actor in this spell of weeks: slow, steady or fast, each as likely.
fn tempo(view: &View<Settings>, actor: ActorId) -> f64 {
    let planner = view.world.actors[actor.index()].bloc;
    let spell = view.world.week / view.set.spell.round().max(1.0) as u32;
    let u = view.chance.in_week(spell).unit(TEMPO, view.world.actors[planner.index()].key);
    [view.set.slow, 1.0, view.set.fast][((3.0 * u) as usize).min(2)]
}

/// Key of a contact.
fn key(view: &View<Settings>, contact: &Contact) -> Key {
    let name = |id: ActorId| view.world.actors[id.index()].key;
    name(contact.actor).with(name(contact.enemy)).with(view.world.places[contact.place.index()].key)
}

/// Blows by men on the ground.
fn blows(view: &View<Settings>, routine: &mut Routine, contact: &Contact, intensity: f64, out: &mut Proposals) {
    let rate = rate::blows(view, contact, intensity);
    if rate <= 0.0 {
        return;
    }
    let numbers = view.chance.fan(BLOW, key(view, contact));
    let blows = poisson(numbers.nth(0), rate).min(MOST);
    let shells = blows > 0 && has_guns_near(view, routine, contact);
    for n in 0..blows {
        let action = kind_of_blow(view, contact, shells, numbers.nth(1 + n as u16));
        give(view, routine, (contact.actor, action), Some(contact.enemy), contact.place, contact.men, out);
    }
}

/// Whether men of an actor stand near enough to a place to shell it.
fn has_guns_near(view: &View<Settings>, routine: &Routine, contact: &Contact) -> bool {
    let world = view.world;
    let near = |from: &PlaceId| *world.map.distance.at(from.index(), contact.place.index()) <= view.warfare.gun_range;
    let men = |from: PlaceId| routine.free[from.index() * world.actors.len() + contact.actor.index()];
    routine.posts.iter().filter(|from| near(from)).any(|from| men(*from) >= 1.0)
}

/// What a blow is: an ambush or a clash of patrols, shells, or a show of force among those who are not at war.
fn kind_of_blow(view: &View<Settings>, contact: &Contact, shells: bool, u: f64) -> Action {
    let kind = view.world.actors[contact.actor.index()].kind;
    let may = |action: Action| action.is_open_to(kind);
    match contact.at_war {
        false if may(Action::ShowOfForce) && u < view.set.shows => Action::ShowOfForce,
        true if may(Action::Shelling) && shells && u < view.set.guns => Action::Shelling,
        _ => Action::Ambush,
    }
}

/// Strikes from the air.
fn strikes(view: &View<Settings>, routine: &mut Routine, contact: &Contact, intensity: f64, out: &mut Proposals) {
    let rate = rate::strikes(view, contact, intensity);
    if rate <= 0.0 {
        return;
    }
    let strikes = poisson(view.chance.unit(STRIKE, key(view, contact)), rate).min(MOST);
    if strikes > 0 {
        // Those of one week are flown together.
        let sorties = (f64::from(strikes) * view.set.flight).min(contact.sorties);
        give(view, routine, (contact.actor, Action::AirStrike), Some(contact.enemy), contact.place, sorties, out);
    }
}

/// Violence against civilians where an actor's men stand.
fn cruelty(view: &View<Settings>, routine: &mut Routine, out: &mut Proposals) {
    let world = view.world;
    let regions = view.case.regions.len();
    for place in world.all_places().filter(|p| world.is_contestable(*p)) {
        let there = &world.places[place.index()];
        if there.residents < 1.0 {
            continue;
        }
        for actor in &world.index.present[place.index()] {
            let kind = world.actors[actor.index()].kind;
            let men = routine.free[place.index() * world.actors.len() + actor.index()];
            let far = world.is_far_from_home(*actor, place, view.warfare.home_range);
            if men < 1.0 || far || !Action::SelectiveKilling.is_open_to(kind) {
                continue;
            }
            let heat = routine.heat[actor.index() * regions + there.region.index()];
            if heat <= 0.0 {
                continue;
            }
            let rates = [
                (Action::SelectiveKilling, rate::picks(view, *actor, place, men, heat)),
                (Action::CollectivePunishment, rate::punishments(view, *actor, place, men, heat)),
            ];
            if rates.iter().all(|(_, rate)| *rate <= 0.0) {
                continue;
            }
            let numbers: Fan = view.chance.fan(CRUELTY, world.actors[actor.index()].key.with(there.key));
            for (i, (action, rate)) in rates.into_iter().enumerate() {
                if poisson(numbers.nth(i as u16), rate) > 0 {
                    give(view, routine, (*actor, action), None, place, men, out);
                }
            }
        }
    }
}

/// Gives an order, unless it is barred or cannot be paid for after what was spent this week.
fn give(
    view: &View<Settings>,
    routine: &mut Routine,
    (actor, action): (ActorId, Action),
    target: Option<ActorId>,
    place: PlaceId,
    effort: f64,
    out: &mut Proposals,
) {
    let money = action.row().money;
    if view.is_barred(EventKind::Act(action), Some(actor), target, Some(place))
        || money > view.world.purse(actor).max(0.0) - routine.spent[actor.index()]
    {
        return;
    }
    routine.spent[actor.index()] += money;
    let place = Some(place);
    out.drift(Change::Order(Order { actor, action, target, place, agreement: None, effort, origin: Origin::Rule }));
    out.drift(Change::Actor(actor, ActorField::Funds, -money));
}

#[cfg(test)]
mod tests;
