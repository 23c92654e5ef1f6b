//! What an option in the field is worth to an actor: expected utility as a sum of terms that can be shown. Words, pacts and
//! what one does at home are weighed in [`super::regard`].
//!
//! `gain` what it may win, `risk` what it may lose, `harm` civilians it would hurt, `audience` what its public makes of it, `tie`
//! affinity and enmity, `cost` effort and money, `campaign` the operation under way, `pressure` losses, grievance and need. The
//! chance of winning is `own / (own + believed enemy)` with the advantage of surprise or of being dug in, shifted by
//! confidence.

use super::{
    Settings,
    options::{Menu, Terms},
};
use crate::{
    chance::Purpose,
    domain::{Action, Clause, Stance, Terrain},
    id::{ActorId, AgreementId, PlaceId},
    mechanism::{Rule, View},
    world::ledger::TERMS,
};

const FOE: Purpose = Purpose::of("decide.foe");

pub(super) const GAIN: usize = 0;
pub(super) const RISK: usize = 1;
pub(super) const HARM: usize = 2;
pub(super) const AUDIENCE: usize = 3;
pub(super) const TIE: usize = 4;
pub(super) const COST: usize = 5;
pub(super) const CAMPAIGN: usize = 6;
pub(super) const PRESSURE: usize = 7;

/// Keeps the chances of those who have no men, against none, at nought rather than at nothing divided by nothing.
const ONE_MAN: f64 = 1.0;
/// Losses count against this many men at least: one unit of effort, so that a handful does not take fright at one death.
const FEW: f64 = 100.0;

/// What an actor knows of a place in reach.
pub(super) struct Site {
    pub(super) place: PlaceId,
    /// Own men in the place.
    pub(super) here: f64,
    /// Own men that can act there.
    pub(super) men: f64,
    /// Believed enemy men.
    pub(super) seen: f64,
    /// The enemy one would meet.
    pub(super) foe: Option<ActorId>,
    /// Own bloc's control share.
    pub(super) control: f64,
    pub(super) is_ours: bool,
    pub(super) is_theirs: bool,
    /// Own sorties in reach.
    pub(super) sorties: f64,
    value: f64,
    /// Worth of the best enemy place right behind it.
    behind: f64,
    pull: f64,
}

impl Site {
    /// The place as an actor sees it, if it can do anything there.
    pub(super) fn of(view: &View<Settings>, actor: ActorId, place: PlaceId) -> Option<Self> {
        let world = view.world;
        let (men, _) = world.reach(actor, place);
        let sorties = world
            .wings
            .iter()
            .map(|id| world.force(*id))
            .filter(|f| f.actor == actor)
            .filter(|f| *world.distance.at(f.place.index(), place.index()) <= view.set.air_reach)
            .map(|f| f.strength)
            .sum();
        if men <= 0.0 && sorties <= 0.0 {
            return None;
        }
        let state = &world.actors[actor.index()];
        let there = &world.places[place.index()];
        let pull = match state.campaign {
            Some(centre) if centre == place => state.momentum,
            Some(centre) if world.roads[centre.index()].iter().any(|(_, p)| *p == place) => {
                view.set.campaign_near * state.momentum
            }
            _ => 0.0,
        };
        Some(Self {
            place,
            here: world.men_at(actor, place),
            men,
            seen: *world.seen.at(actor.index(), place.index()),
            foe: foe_at(view, actor, place),
            control: world.control_of(place, state.bloc),
            is_ours: there.holder.is_some_and(|h| world.are_friends(actor, h)),
            is_theirs: there.holder.is_some_and(|h| world.are_enemies(actor, h)),
            sorties,
            value: there.value,
            behind: behind(view, actor, place),
            pull,
        })
    }
}

/// Worth of the best place that an enemy holds one open route further on.
fn behind(view: &View<Settings>, actor: ActorId, place: PlaceId) -> f64 {
    let world = view.world;
    let open = world.roads[place.index()].iter().filter(|(r, _)| world.routes[r.index()].open);
    let hostile =
        open.map(|(_, p)| &world.places[p.index()]).filter(|p| p.holder.is_some_and(|h| world.are_enemies(actor, h)));
    hostile.map(|p| p.value).fold(0.0, f64::max)
}

/// Whom an actor meets at a place: one of the enemies there, each as likely as it is strong.
pub(super) fn foe_at(view: &View<Settings>, actor: ActorId, place: PlaceId) -> Option<ActorId> {
    let world = view.world;
    let whose = world.actors[actor.index()].key.with(world.places[place.index()].key);
    let mut there = world.present[place.index()].iter().copied().filter(|o| world.are_enemies(actor, *o));
    let all = there.clone();
    let (one, another) = (there.next()?, there.next());
    if another.is_none() {
        return Some(one);
    }
    let mut first: Option<(f64, ActorId)> = None;
    for other in all {
        // A race of exponential clocks: the first to ring is drawn in proportion to its rate.
        let u = view.chance.unit(FOE, whose.with(world.actors[other.index()].key));
        let rings = -libm::log(u) / world.men_at(other, place);
        if first.is_none_or(|(at, _)| rings < at) {
            first = Some((rings, other));
        }
    }
    first.map(|(_, foe)| foe)
}

/// Chance of winning, as believed: own men against those seen, with an advantage, shifted by confidence.
fn chance_to_win(menu: &Menu, own: f64, seen: f64, advantage: f64) -> f64 {
    let state = &menu.view.world.actors[menu.actor.index()];
    let own = own * state.quality * advantage;
    let shift = menu.view.set.overconfidence * (state.confidence - 0.5);
    (own / (own + seen + ONE_MAN) + shift).clamp(0.0, 1.0)
}

/// Chance of holding a place against the enemies believed to be there.
pub(super) fn hold_chance(view: &View<Settings>, site: &Site) -> f64 {
    let own = site.here * view.set.entrenchment;
    own / (own + site.seen + ONE_MAN)
}

/// Enmity of an actor to another, 0-1: dislike, and a little more in open war.
pub(super) fn enmity(menu: &Menu, foe: ActorId) -> f64 {
    let tie = menu.view.world.tie(menu.actor, foe);
    ((-tie.affinity).max(0.0) + if tie.stance == Stance::War { menu.view.set.war_enmity } else { 0.0 }).min(1.0)
}

/// Losses suffered of late from an enemy, against what hurts fully, 0-1.
pub(super) fn sting(menu: &Menu, foe: ActorId) -> f64 {
    let world = menu.view.world;
    let own = world.strength(menu.actor).max(FEW);
    (world.tie(menu.actor, foe).harm / (own * menu.view.set.hurt)).min(1.0)
}

/// How much the war hurts an actor, 0-1: men lost of late, its own and its bloc's.
pub(super) fn hurt(view: &View<Settings>, actor: ActorId) -> f64 {
    let world = view.world;
    let lost = world.actors[actor.index()].losses + world.bloc_losses(actor);
    let own = world.bloc_strength(actor).max(FEW);
    (lost / (own * view.set.hurt)).min(1.0)
}

/// Share of what lies open to aircraft: cover in towns and mountains.
fn exposure(set: &Settings, terrain: Terrain) -> f64 {
    match terrain {
        Terrain::Open => 1.0,
        Terrain::River => set.exposed_by_river,
        Terrain::Town | Terrain::Mountain => set.exposed_in_cover,
    }
}

/// Rough number of civilians who may be hurt, 0-1.
fn bystanders(menu: &Menu, place: PlaceId) -> f64 {
    let residents = menu.view.world.places[place.index()].residents;
    residents / (residents + menu.view.set.crowd)
}

/// An attack on an enemy at a place.
pub(super) fn attack(menu: &Menu, site: &Site, foe: ActorId, action: Action, bound: Option<AgreementId>) -> Terms {
    let (view, set) = (menu.view, menu.view.set);
    let state = &view.world.actors[menu.actor.index()];
    let place = &view.world.places[site.place.index()];
    let mut terms = [0.0; TERMS.len()];
    let hiding = 1.0 + (set.surprise - 1.0) * state.concealment;
    let minded = set.scruple * state.accountability * bystanders(menu, site.place);
    let dug_in = set.entrenchment;
    let prize = set.prize * site.value;
    match action {
        Action::Ambush => {
            // A party strikes a party: what counts is surprise, not the whole garrison.
            let p = chance_to_win(menu, site.men.min(set.party), site.seen.min(set.party), hiding);
            terms[GAIN] = set.attrition * p;
            terms[RISK] = -set.party_risk * set.risk * (1.0 - p);
            terms[HARM] = -set.harm_light * minded;
        }
        Action::Raid => {
            let p = chance_to_win(menu, site.men, site.seen * dug_in, hiding);
            terms[GAIN] = set.attrition * p + set.raid_spoils * prize * p;
            terms[RISK] = -set.risk * (1.0 - p);
            terms[HARM] = -set.harm_raid * minded;
        }
        Action::LootBase => {
            let p = chance_to_win(menu, site.men, site.seen * dug_in, hiding);
            let need = 1.0 - menu.mean_supply;
            terms[GAIN] = set.attrition * p * (set.loot_unneeded + need);
            terms[RISK] = -set.risk * (1.0 - p);
            terms[HARM] = -set.harm_raid * minded;
        }
        Action::Assault => {
            let p = chance_to_win(menu, site.men, site.seen * dug_in, 1.0);
            terms[GAIN] = prize * (1.0 - site.control) * p + set.assault_toll * set.attrition * p;
            terms[RISK] = -set.risk * (1.0 - p);
            terms[HARM] = -minded;
        }
        Action::Blockade => {
            terms[GAIN] = set.blockade_prize * prize * (1.0 - site.control);
            let p = chance_to_win(menu, site.here, site.seen, hiding);
            terms[RISK] = -set.standoff_risk * set.risk * (1.0 - p);
            terms[HARM] = -set.harm_chosen * minded;
        }
        Action::AirStrike | Action::Shelling => {
            // Without C1 aircraft are worth no more than shells.
            let decides = action == Action::AirStrike && view.rules.on(Rule::C1);
            let share = if decides { exposure(set, place.terrain) } else { set.shelling };
            terms[GAIN] = set.attrition * share * site.seen / (site.seen + set.target_size);
            terms[HARM] = -set.harm_fire * minded;
        }
        _ => {
            terms[GAIN] = set.show_prize * prize;
            terms[AUDIENCE] = set.display * audience(menu, state.rhetoric);
        }
    }
    terms[TIE] = set.affinity * enmity(menu, foe);
    terms[CAMPAIGN] = set.campaign * site.pull;
    terms[PRESSURE] = set.retaliation * sting(menu, foe);
    if view.rules.on(Rule::C3) && menu.kind.is_irregular() && matches!(action, Action::Ambush | Action::Raid) {
        // Those who lost towns go on in their own way: small blows where the winner now stands.
        terms[PRESSURE] += set.milder_answer * set.retaliation * state.defeats.min(1.0);
    }
    if bound.is_some() {
        terms[AUDIENCE] -= set.breach_cost * set.audience;
    }
    terms
}

/// Audience value of firmness for an actor bound by this much rhetoric; nothing without C9.
pub(super) fn audience(menu: &Menu, rhetoric: f64) -> f64 {
    if menu.view.rules.on(Rule::C9) { menu.view.set.audience * rhetoric } else { 0.0 }
}

/// Rhetoric by which an actor is bound: its own, or its government's.
pub(super) fn rhetoric(view: &View<Settings>, actor: ActorId) -> f64 {
    let own = view.world.actors[actor.index()].rhetoric;
    view.world.government_of(actor).map_or(own, |g| own.max(view.world.actors[g.index()].rhetoric))
}

/// A march to a place or into it.
pub(super) fn movement(menu: &Menu, site: &Site, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.view.set);
    let mut terms = [0.0; TERMS.len()];
    let prize = set.prize * site.value;
    if action == Action::Garrison {
        let threat = site.seen / (site.seen + view.world.friends_at(menu.actor, site.place) + ONE_MAN);
        terms[GAIN] = prize * threat;
        terms[CAMPAIGN] = set.campaign * site.pull;
        return terms;
    }
    let p = chance_to_win(menu, site.men, site.seen * if site.is_theirs { set.entrenchment } else { 1.0 }, 1.0);
    let state = &view.world.actors[menu.actor.index()];
    let base = &view.world.places[site.place.index()];
    let prize = prize + set.prize * set.onward * site.behind;
    let camp = matches!(base.camp, crate::domain::Camp::Vacated | crate::domain::Camp::Closing);
    terms[GAIN] = prize * (1.0 - site.control) * p + if camp { set.camp * prize } else { 0.0 };
    terms[RISK] = -set.risk * (1.0 - p) * if site.seen > 0.0 { 1.0 } else { set.standoff_risk };
    terms[HARM] = -set.harm_light * set.scruple * state.accountability * bystanders(menu, site.place);
    if site.is_theirs {
        terms[AUDIENCE] = audience(menu, menu.rhetoric) * site.value;
    }
    if let Some(foe) = site.foe {
        terms[TIE] = set.affinity * enmity(menu, foe);
        terms[PRESSURE] = set.retaliation * sting(menu, foe);
    }
    terms[CAMPAIGN] = set.campaign * site.pull;
    terms
}

/// What one does week by week where one stands.
pub(super) fn routine(menu: &Menu, site: &Site, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.view.set);
    let state = &view.world.actors[menu.actor.index()];
    let place = &view.world.places[site.place.index()];
    let mut terms = [0.0; TERMS.len()];
    let stake = set.presence + site.value;
    match action {
        Action::Patrol => {
            terms[GAIN] = set.rule * stake * (1.0 - site.control);
            terms[PRESSURE] = set.milder_answer * set.retaliation * (site.seen / (site.seen + set.target_size));
        }
        Action::Administer => {
            terms[GAIN] = set.urgent * set.rule * stake * (1.0 - place.services);
            terms[AUDIENCE] = set.display * audience(menu, menu.rhetoric);
        }
        Action::Protect => {
            terms[GAIN] = set.rule * state.accountability * (place.danger / (place.danger + set.alarm));
            terms[TIE] = set.affinity * set.protect_thanks;
        }
        Action::Tax => {
            terms[PRESSURE] = set.rule * (1.0 - menu.purse / (menu.purse + set.tax_reserve * menu.upkeep));
            terms[GAIN] = set.tax_yield * set.rule * site.control;
        }
        Action::Recruit => {
            let liking = view.world.liking(site.place, menu.actor);
            terms[GAIN] = set.rule * liking.max(0.0);
            terms[PRESSURE] = set.milder_answer * set.retaliation * menu.hurt;
        }
        Action::SeizeCamp => terms[GAIN] = set.prize * (set.camp + site.value),
        _ => {
            let short = 1.0 - view.world.supply_at(menu.actor, site.place);
            terms[PRESSURE] = set.urgent * set.rule * short * short * stake;
        }
    }
    terms
}

/// Violence against civilians: chosen targets, or everybody.
pub(super) fn coercion(menu: &Menu, site: &Site, action: Action) -> Terms {
    let (view, set) = (menu.view, menu.view.set);
    let state = &view.world.actors[menu.actor.index()];
    let place = &view.world.places[site.place.index()];
    let mut terms = [0.0; TERMS.len()];
    let k = site.control;
    if action == Action::SelectiveKilling {
        // Kalyvas 2006: most where control is dominant but incomplete, none at parity.
        terms[GAIN] = set.selective * set.attrition * (2.0 * k - 1.0).abs() * (1.0 - k) * k;
        terms[HARM] = -set.harm_chosen * set.scruple * state.accountability;
        terms[RISK] = -set.party_risk * set.risk;
    } else {
        let angry = (state.losses + place.danger) / (state.losses + place.danger + set.anger);
        let disloyal = (-view.world.liking(site.place, menu.actor)).max(0.0);
        terms[PRESSURE] = set.punish * set.retaliation * angry * (1.0 - k) * (set.suspicion + disloyal);
        terms[HARM] = -set.scruple * state.accountability;
        terms[RISK] = -set.party_risk * set.risk;
    }
    terms
}

/// Leaving a place that cannot be held.
pub(super) fn withdrawal(menu: &Menu, site: &Site) -> Terms {
    let set = menu.view.set;
    let mut terms = [0.0; TERMS.len()];
    let p = hold_chance(menu.view, site);
    terms[RISK] = set.save_force * set.risk * (set.hold_threshold - p) / set.hold_threshold.max(0.01);
    terms[GAIN] = -set.forgone * set.prize * site.value * site.control;
    // Fighting in the streets of one's own people is what a withdrawal spares (C13).
    let own = menu.view.world.liking(site.place, menu.actor).max(0.0);
    terms[HARM] = set.scruple * own * bystanders(menu, site.place);
    terms
}

/// Ending one's own blockade.
pub(super) fn lift(menu: &Menu, site: &Site, holder: Option<ActorId>) -> Terms {
    let set = menu.view.set;
    let mut terms = [0.0; TERMS.len()];
    terms[GAIN] = -set.forgone * set.prize * site.value;
    terms[HARM] = set.scruple * menu.view.world.actors[menu.actor.index()].accountability;
    let bound = holder.and_then(|h| menu.view.world.bound_by(menu.actor, h, Clause::Ceasefire));
    if bound.is_some() {
        terms[AUDIENCE] = set.breach_cost * set.audience;
    }
    terms
}

/// A pact of one place with the enemy there.
pub(super) fn local_pact(menu: &Menu, site: &Site, foe: ActorId) -> Terms {
    let set = menu.view.set;
    let mut terms = [0.0; TERMS.len()];
    let p = chance_to_win(menu, site.here, site.seen, 1.0);
    terms[GAIN] = set.talk * menu.hurt * (1.0 - (2.0 * p - 1.0).abs());
    terms[TIE] = -set.affinity * enmity(menu, foe);
    terms[PRESSURE] = set.pact_pressure * (menu.view.world.places[site.place.index()].danger / set.alarm).min(1.0);
    terms
}
