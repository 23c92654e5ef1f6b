//! What an option in the field is worth to an actor: expected utility as a sum of terms that can be shown. Words, pacts and
//! what one does at home are weighed in [`super::regard`].
//!
//! `gain` what it may win, `risk` what it may lose, `harm` civilians it would hurt, `audience` what its public makes of it, `tie`
//! affinity and enmity, `cost` effort and money, `campaign` the operation under way, `pressure` losses, grievance and need. The
//! chance of winning is `own / (own + believed enemy)` with the advantage of surprise or of being dug in, shifted by
//! confidence.

#![allow(clippy::inline_always, reason = "a thousand options a week are summed in registers and thrown away")]

use super::{
    Settings,
    menu::{Foe, Menu, Terms},
    site::Site,
};
use crate::{
    domain::{Camp, Stance, Terrain},
    id::{ActorId, PlaceId},
    mechanism::{Rule, View},
    world::ledger::TERMS,
};

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

/// No terms yet.
pub(super) const NOTHING: Terms = [0.0; TERMS.len()];

/// Chance of winning, as believed: own men against those seen, with an advantage, shifted by confidence.
#[inline(always)]
fn chance_to_win(menu: &Menu, own: f64, seen: f64, advantage: f64) -> f64 {
    let own = own * menu.state.quality * advantage;
    (own / (own + seen + ONE_MAN) + menu.nerve).clamp(0.0, 1.0)
}

/// Chance of holding a place against the enemies believed to be there.
pub(super) fn hold_chance(menu: &Menu, site: &Site) -> f64 {
    let own = site.here * menu.set.entrenchment;
    own / (own + site.seen + ONE_MAN)
}

/// Enmity of an actor to another, 0-1: dislike, and a little more in open war.
pub(super) fn enmity(menu: &Menu, foe: ActorId) -> f64 {
    let tie = menu.view.world.tie(menu.actor, foe);
    ((-tie.affinity).max(0.0) + if tie.stance == Stance::War { menu.set.war_enmity } else { 0.0 }).min(1.0)
}

/// Losses suffered of late from an enemy, against what hurts fully, 0-1.
pub(super) fn sting(menu: &Menu, foe: ActorId) -> f64 {
    let world = menu.view.world;
    let own = world.strength(menu.actor).max(FEW);
    (world.tie(menu.actor, foe).harm / (own * menu.set.hurt)).min(1.0)
}

/// How much the war hurts a bloc, 0-1: men lost of late against men left.
pub(super) fn hurt(view: &View<Settings>, (lost, men): (f64, f64)) -> f64 {
    (lost / (men.max(FEW) * view.set.hurt)).min(1.0)
}

/// Share of what lies open to aircraft: cover in towns and mountains.
fn exposure(set: &Settings, terrain: Terrain) -> f64 {
    match terrain {
        Terrain::Open => 1.0,
        Terrain::River => set.exposed_by_river,
        Terrain::Town | Terrain::Mountain => set.exposed_in_cover,
    }
}

/// Worth of the best place that an enemy holds one open route further on.
fn behind(menu: &Menu, place: PlaceId) -> f64 {
    let world = menu.view.world;
    let open = world.map.roads[place.index()].iter().filter(|(r, _)| world.map.routes[r.index()].open);
    let there = open.map(|(_, p)| &world.places[p.index()]);
    let hostile = there.filter(|p| p.holder.is_some_and(|h| world.are_enemies(menu.actor, h)));
    hostile.map(|p| p.value).fold(0.0, f64::max)
}

/// An attack on an enemy at a place: what all ways to attack have in common.
pub(super) struct Attack {
    base: Terms,
    /// Weight of the civilians who may be hurt.
    minded: f64,
    /// Pressure of lost towns on those who strike small blows.
    spite: f64,
}

impl Attack {
    /// An attack on this enemy, who may be bound to the attacker by an agreement.
    #[inline(always)]
    pub(super) fn on(menu: &Menu, site: &Site, foe: &Foe) -> Self {
        let set = menu.set;
        let mut base = NOTHING;
        base[TIE] = set.affinity * foe.enmity;
        base[CAMPAIGN] = site.pull;
        base[PRESSURE] = set.retaliation * foe.sting;
        base[AUDIENCE] = if foe.bound { -set.breach_cost * set.audience } else { 0.0 };
        // Those who lost towns go on in their own way: small blows where the winner now stands.
        let spiteful = menu.view.rules.on(Rule::LostTownsTurnToGuerrilla) && menu.state.kind.is_irregular();
        let spite = if spiteful { set.milder_answer * set.retaliation * menu.state.defeats.min(1.0) } else { 0.0 };
        Self { base, minded: menu.scruple * site.bystanders, spite }
    }

    /// A party strikes a party: what counts is surprise, not the whole garrison.
    #[inline(always)]
    pub(super) fn ambush(&self, menu: &Menu, site: &Site) -> Terms {
        let (set, mut terms) = (menu.set, self.base);
        let p = chance_to_win(menu, site.men.min(set.party), site.seen.min(set.party), menu.surprise);
        terms[GAIN] = set.attrition * p;
        terms[RISK] = -set.party_risk * set.risk * (1.0 - p);
        terms[HARM] = -set.harm_light * self.minded;
        terms[PRESSURE] += self.spite;
        terms
    }

    /// A raid on a garrison from hiding.
    #[inline(always)]
    pub(super) fn raid(&self, menu: &Menu, site: &Site) -> Terms {
        let (set, mut terms) = (menu.set, self.base);
        let p = chance_to_win(menu, site.men, site.seen * site.walls(set), menu.surprise);
        terms[GAIN] = set.attrition * p + set.raid_spoils * site.prize * p;
        terms[RISK] = -set.risk * (1.0 - p);
        terms[HARM] = -set.harm_raid * self.minded;
        terms[PRESSURE] += self.spite;
        terms
    }

    /// A raid for the stores.
    #[inline(always)]
    pub(super) fn loot(&self, menu: &Menu, site: &Site) -> Terms {
        let (set, mut terms) = (menu.set, self.base);
        let p = chance_to_win(menu, site.men, site.seen * site.walls(set), menu.surprise);
        let need = 1.0 - menu.ground.mean_supply;
        terms[GAIN] = set.attrition * p * (set.loot_unneeded + need);
        terms[RISK] = -set.risk * (1.0 - p);
        terms[HARM] = -set.harm_raid * self.minded;
        terms
    }

    /// An assault to take the place.
    #[inline(always)]
    pub(super) fn assault(&self, menu: &Menu, site: &Site) -> Terms {
        let (set, mut terms) = (menu.set, self.base);
        let p = chance_to_win(menu, site.men, site.seen * site.walls(set), 1.0);
        terms[GAIN] = site.prize * (1.0 - site.control) * p + set.assault_toll * set.attrition * p;
        terms[RISK] = -set.risk * (1.0 - p);
        terms[HARM] = -self.minded;
        terms
    }

    /// A blockade.
    #[inline(always)]
    pub(super) fn blockade(&self, menu: &Menu, site: &Site) -> Terms {
        let (set, mut terms) = (menu.set, self.base);
        let p = chance_to_win(menu, site.here, site.seen, menu.surprise);
        terms[GAIN] = set.blockade_prize * site.prize * (1.0 - site.control);
        terms[RISK] = -set.standoff_risk * set.risk * (1.0 - p);
        terms[HARM] = -set.harm_chosen * self.minded;
        terms
    }

    /// Shells; aircraft decide more (C1), where there is little cover.
    #[inline(always)]
    pub(super) fn fire(&self, menu: &Menu, site: &Site, from_the_air: bool) -> Terms {
        let (set, mut terms) = (menu.set, self.base);
        let decides = from_the_air && menu.view.rules.on(Rule::AirPowerDecidesAndKills);
        let share = if decides { exposure(set, site.there.terrain) } else { set.shelling };
        terms[GAIN] = set.attrition * share * site.seen / (site.seen + set.target_size);
        terms[HARM] = -set.harm_fire * self.minded;
        terms
    }

    /// A show of force.
    #[inline(always)]
    pub(super) fn show(&self, menu: &Menu, site: &Site) -> Terms {
        let (set, mut terms) = (menu.set, self.base);
        terms[GAIN] = set.show_prize * site.prize;
        terms[AUDIENCE] += set.display * menu.pride;
        terms
    }
}

/// More men for a place that is held.
#[inline(always)]
pub(super) fn garrison(menu: &Menu, site: &Site) -> Terms {
    let mut terms = NOTHING;
    let threat = site.seen / (site.seen + menu.view.world.friends_at(menu.actor, site.place) + ONE_MAN);
    terms[GAIN] = site.prize * threat;
    terms[CAMPAIGN] = site.pull;
    terms
}

/// A march to another place.
#[inline(always)]
pub(super) fn column(menu: &Menu, site: &Site, foe: Option<Foe>) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    let p = chance_to_win(menu, site.men, site.seen * site.walls(set), 1.0);
    let prize = site.prize + set.prize * set.onward * behind(menu, site.place);
    let camp = matches!(site.there.camp, Camp::Vacated | Camp::Closing);
    terms[GAIN] = prize * (1.0 - site.control) * p + if camp { set.camp * prize } else { 0.0 };
    terms[RISK] = -set.risk * (1.0 - p) * if site.seen > 0.0 { 1.0 } else { set.standoff_risk };
    terms[HARM] = -set.harm_light * menu.scruple * site.bystanders;
    if site.is_theirs {
        terms[AUDIENCE] = menu.audience * site.there.value;
    }
    if let Some(foe) = foe {
        terms[TIE] = set.affinity * foe.enmity;
        terms[PRESSURE] = set.retaliation * foe.sting;
    }
    terms[CAMPAIGN] = site.pull;
    terms
}

/// What one gains by being seen at a place, and by all that it is worth.
fn stake(menu: &Menu, site: &Site) -> f64 {
    menu.set.rule * (menu.set.presence + site.there.value)
}

/// Patrols around a place.
#[inline(always)]
pub(super) fn patrol(menu: &Menu, site: &Site) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    terms[GAIN] = stake(menu, site) * (1.0 - site.control);
    terms[PRESSURE] = set.milder_answer * set.retaliation * (site.seen / (site.seen + set.target_size));
    terms
}

/// Services for a place.
#[inline(always)]
pub(super) fn administer(menu: &Menu, site: &Site) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    terms[GAIN] = set.urgent * stake(menu, site) * (1.0 - site.there.services);
    terms[AUDIENCE] = set.display * menu.audience;
    terms
}

/// A shield for civilians.
#[inline(always)]
pub(super) fn protect(menu: &Menu, site: &Site) -> Terms {
    let (set, danger, mut terms) = (menu.set, site.there.danger, NOTHING);
    terms[GAIN] = set.rule * menu.state.accountability * (danger / (danger + set.alarm));
    terms[TIE] = set.affinity * set.protect_thanks;
    terms
}

/// Taxes and tolls.
#[inline(always)]
pub(super) fn tax(menu: &Menu, site: &Site) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    terms[PRESSURE] = set.rule * (1.0 - menu.purse / (menu.purse + set.tax_reserve * menu.upkeep));
    terms[GAIN] = set.tax_yield * set.rule * site.control;
    terms
}

/// Recruits among people who like the actor so much.
#[inline(always)]
pub(super) fn recruit(menu: &Menu, liking: f64) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    terms[GAIN] = set.rule * liking.max(0.0);
    terms[PRESSURE] = set.milder_answer * set.retaliation * menu.hurt;
    terms
}

/// A vacated camp.
pub(super) fn seize_camp(menu: &Menu, site: &Site) -> Terms {
    let mut terms = NOTHING;
    terms[GAIN] = menu.set.prize * menu.set.camp + site.prize;
    terms
}

/// Supply under guard.
#[inline(always)]
pub(super) fn convoy(menu: &Menu, site: &Site) -> Terms {
    let mut terms = NOTHING;
    let short = 1.0 - site.supply / site.here;
    terms[PRESSURE] = menu.set.urgent * stake(menu, site) * short * short;
    terms
}

/// Killing chosen civilians. Kalyvas 2006: most where control is dominant but incomplete, none at parity.
#[inline(always)]
pub(super) fn selective_killing(menu: &Menu, site: &Site) -> Terms {
    let (set, k, mut terms) = (menu.set, site.control, NOTHING);
    terms[GAIN] = set.selective * set.attrition * (2.0 * k - 1.0).abs() * (1.0 - k) * k;
    terms[HARM] = -set.harm_chosen * menu.scruple;
    terms[RISK] = -set.party_risk * set.risk;
    terms
}

/// Punishing everybody, where people like the actor so much.
#[inline(always)]
pub(super) fn collective_punishment(menu: &Menu, site: &Site, liking: f64) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    let blood = menu.state.losses + site.there.danger;
    let disloyal = (-liking).max(0.0);
    terms[PRESSURE] = set.punish
        * set.retaliation
        * (blood / (blood + set.anger))
        * (1.0 - site.control)
        * (set.suspicion + disloyal);
    terms[HARM] = -menu.scruple;
    terms[RISK] = -set.party_risk * set.risk;
    terms
}

/// Leaving a place that cannot be held.
pub(super) fn withdrawal(menu: &Menu, site: &Site, liking: f64) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    let p = hold_chance(menu, site);
    terms[RISK] = set.save_force * set.risk * (set.hold_threshold - p) / set.hold_threshold.max(0.01);
    terms[GAIN] = -set.forgone * site.prize * site.control;
    // Fighting in the streets of one's own people is what a withdrawal spares (C13).
    terms[HARM] = set.scruple * liking.max(0.0) * site.bystanders;
    terms
}

/// Ending one's own blockade.
pub(super) fn lift(menu: &Menu, site: &Site) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    terms[GAIN] = -set.forgone * site.prize;
    terms[HARM] = menu.scruple;
    let [ceasefire, _] = site.there.holder.map_or([false; 2], |h| menu.ground.bonds(menu.view.world, menu.actor, h));
    if ceasefire {
        terms[AUDIENCE] = set.breach_cost * set.audience;
    }
    terms
}

/// A pact of one place with the enemy there.
#[inline(always)]
pub(super) fn local_pact(menu: &Menu, site: &Site, foe: &Foe) -> Terms {
    let (set, mut terms) = (menu.set, NOTHING);
    let p = chance_to_win(menu, site.here, site.seen, 1.0);
    terms[GAIN] = set.talk * menu.hurt * (1.0 - (2.0 * p - 1.0).abs());
    terms[TIE] = -set.affinity * foe.enmity;
    terms[PRESSURE] = set.pact_pressure * (site.there.danger / set.alarm).min(1.0);
    terms
}
