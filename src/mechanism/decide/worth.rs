//! What an act where one's men stand is worth to an actor: expected utility as a sum of terms that can be shown. Words, pacts and
//! what one does at home are weighed in [`super::regard`].
//!
//! `gain` what it may win, `risk` what it may lose, `harm` civilians it would hurt, `audience` what its public makes of it, `tie`
//! affinity and enmity, `cost` effort and money, `pressure` losses, grievance and need. The chance of winning is
//! `own / (own + believed enemy)`, with the advantage of being dug in, shifted by confidence.

use super::{ground::FEW, menu::Menu};
use crate::{
    domain::Stance,
    id::ActorId,
    world::{Post, ledger::Terms},
};

/// Keeps the chances of those who have no men, against none, at nought rather than at nothing divided by nothing.
const ONE_MAN: f64 = 1.0;

/// Chance of winning, as believed: own men against those seen, shifted by confidence.
fn chance_to_win(menu: &Menu, own: f64, seen: f64) -> f64 {
    let own = own * menu.state.quality;
    (own / (own + seen + ONE_MAN) + menu.nerve).clamp(0.0, 1.0)
}

/// Chance of holding a place against the enemies believed to be there.
pub(super) fn hold_chance(menu: &Menu, site: &Post) -> f64 {
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

/// What one gains by being seen at a place, and by all that it is worth.
fn stake(menu: &Menu, site: &Post) -> f64 {
    menu.set.rule * (menu.set.presence + menu.there(site).value)
}

/// Patrols around a place.
pub(super) fn patrol(menu: &Menu, site: &Post) -> Terms {
    let (set, mut terms) = (menu.set, Terms::default());
    terms.gain = stake(menu, site) * (1.0 - site.control);
    terms.pressure = set.milder_answer * set.retaliation * (site.seen / (site.seen + set.target_size));
    terms
}

/// Services for a place.
pub(super) fn administer(menu: &Menu, site: &Post) -> Terms {
    let (set, mut terms) = (menu.set, Terms::default());
    terms.gain = set.urgent * stake(menu, site) * (1.0 - menu.there(site).services);
    terms.audience = set.display * menu.audience;
    terms
}

/// A shield for civilians.
pub(super) fn protect(menu: &Menu, site: &Post) -> Terms {
    let (set, danger, mut terms) = (menu.set, menu.there(site).danger, Terms::default());
    terms.gain = set.rule * menu.state.accountability * (danger / (danger + set.alarm));
    terms.tie = set.affinity * set.protect_thanks;
    terms
}

/// Taxes and tolls.
pub(super) fn tax(menu: &Menu, site: &Post) -> Terms {
    let (set, mut terms) = (menu.set, Terms::default());
    terms.pressure = set.rule * (1.0 - menu.purse / (menu.purse + set.tax_reserve * menu.upkeep));
    terms.gain = set.tax_yield * set.rule * site.control;
    terms
}

/// Recruits among people who like the actor so much.
pub(super) fn recruit(menu: &Menu, liking: f64) -> Terms {
    let (set, mut terms) = (menu.set, Terms::default());
    terms.gain = set.rule * liking.max(0.0);
    terms.pressure = set.milder_answer * set.retaliation * menu.hurt;
    terms
}

/// A vacated camp.
pub(super) fn seize_camp(menu: &Menu, site: &Post) -> Terms {
    Terms { gain: menu.set.prize * menu.set.camp + menu.prize(site), ..Terms::default() }
}

/// Supply under guard.
pub(super) fn convoy(menu: &Menu, site: &Post) -> Terms {
    let mut terms = Terms::default();
    let short = 1.0 - site.supply;
    terms.pressure = menu.set.urgent * stake(menu, site) * short * short;
    terms
}

/// Leaving a place that cannot be held.
pub(super) fn withdrawal(menu: &Menu, site: &Post, liking: f64) -> Terms {
    let (set, mut terms) = (menu.set, Terms::default());
    let p = hold_chance(menu, site);
    terms.risk = set.save_force * set.risk * (set.hold_threshold - p) / set.hold_threshold.max(0.01);
    terms.gain = -set.forgone * menu.prize(site) * site.control;
    // Fighting in the streets of one's own people is what a withdrawal spares (C13).
    terms.harm = set.scruple * liking.max(0.0) * menu.bystanders(site);
    terms
}

/// Ending one's own blockade.
pub(super) fn lift(menu: &Menu, site: &Post) -> Terms {
    // What is spared to those who go hungry inside.
    let harm = menu.scruple * (1.0 - menu.there(site).aid);
    Terms { gain: -menu.prize(site), harm, ..Terms::default() }
}

/// A pact of one place with the enemy there.
pub(super) fn local_pact(menu: &Menu, site: &Post, foe: ActorId) -> Terms {
    let (set, mut terms) = (menu.set, Terms::default());
    let p = chance_to_win(menu, site.here, site.seen);
    terms.gain = set.talk * menu.hurt * (1.0 - (2.0 * p - 1.0).abs());
    terms.tie = -set.affinity * enmity(menu, foe);
    terms.pressure = set.pact_pressure * (menu.there(site).danger / set.alarm).min(1.0);
    terms
}
