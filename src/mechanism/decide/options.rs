//! Which options are open to an actor: the preconditions of the table of actions, place by place and pair by pair.

use super::{
    menu::{Menu, is_party},
    regard,
    site::Site,
    worth::{self, Attack},
};
use crate::{
    domain::{Action, ActorKind, AgreementKind, AgreementState, Camp, PlaceKind, Stance, action::Actions},
    id::{Key, PlaceId},
    mechanism::Rule,
};

/// Displaced people whom a place hosts without help: below them aid is not weighed.
const FEW_GUESTS: f64 = 500.0;

/// What is said to an enemy.
const WORDS: Actions = Actions::of(&[
    Action::OfferTalks,
    Action::Ceasefire,
    Action::ReleasePrisoners,
    Action::BackChannel,
    Action::Accuse,
    Action::Label,
    Action::Unlabel,
]);

/// What is aimed at other actors, to an enemy or not.
const ABOUT_OTHERS: Actions =
    WORDS.or(Actions::of(&[Action::Coordinate, Action::Betray, Action::Merge, Action::Join, Action::Sanction]));

/// What is done about agreements.
const ABOUT_AGREEMENTS: Actions = Actions::of(&[
    Action::Implement,
    Action::SuspendTalks,
    Action::Denounce,
    Action::Pay,
    Action::Mediate,
    Action::Guarantee,
    Action::Assist,
]);

/// What governments, missions and publics do at home.
const AT_HOME: Actions = Actions::of(&[Action::Propaganda, Action::Repress, Action::Protest, Action::EndMission]);

/// Fills the menu of one actor.
pub(super) fn open_to(menu: &mut Menu) {
    let world = menu.view.world;
    if !world.troops[menu.actor.index()].is_empty() {
        for place in world.all_places() {
            if let Some(site) = Site::of(menu, place) {
                if site.here > 0.0 {
                    on_own_ground(menu, &site);
                }
                against(menu, &site);
                toward(menu, &site);
            }
        }
    }
    if menu.open.has_any(ABOUT_OTHERS) {
        speak(menu);
    }
    leave(menu);
    if menu.open.has_any(ABOUT_AGREEMENTS) {
        about_agreements(menu);
    }
    at_home(menu);
    far_away(menu);
}

/// What one does where one's own men stand.
fn on_own_ground(menu: &mut Menu, site: &Site) {
    let (world, there) = (menu.view.world, site.there);
    let (at, men) = ((None, Some(site.place), None), site.here);
    let liking = world.liking(site.place, menu.actor);
    if world.is_contestable(site.place) {
        if menu.is_open(Action::Patrol) {
            menu.add(Action::Patrol, at, men, worth::patrol(menu, site));
        }
        if menu.is_open(Action::Tax) {
            menu.add(Action::Tax, at, men, worth::tax(menu, site));
        }
        if menu.is_open(Action::Recruit) {
            menu.add(Action::Recruit, at, men, worth::recruit(menu, liking));
        }
    }
    // Where next to nothing is left to do an option need not be weighed.
    if menu.is_open(Action::Administer) && site.is_ours && there.blockade.is_none() && there.services < 0.98 {
        menu.add(Action::Administer, at, men, worth::administer(menu, site));
    }
    if menu.is_open(Action::Protect) && there.danger > 0.5 {
        menu.add(Action::Protect, at, men, worth::protect(menu, site));
    }
    if menu.is_open(Action::Convoy) && site.is_ours {
        menu.add(Action::Convoy, at, men, worth::convoy(menu, site));
    }
    if there.residents > 0.0 {
        if menu.is_open(Action::SelectiveKilling) {
            menu.add(Action::SelectiveKilling, at, men, worth::selective_killing(menu, site));
        }
        if menu.is_open(Action::CollectivePunishment) {
            menu.add(Action::CollectivePunishment, at, men, worth::collective_punishment(menu, site, liking));
        }
    }
    if menu.is_open(Action::SeizeCamp) && there.camp == Camp::Vacated {
        menu.add(Action::SeizeCamp, at, men, worth::seize_camp(menu, site));
    }
    if menu.is_open(Action::LiftBlockade) && there.blockade == Some(menu.actor) {
        menu.add(Action::LiftBlockade, (there.holder, at.1, None), men, worth::lift(menu, site));
    }
    let cornered = site.seen > 0.0 && worth::hold_chance(menu, site) < menu.view.set.hold_threshold;
    if cornered && menu.is_open(Action::Withdraw) && menu.view.rules.on(Rule::C13) && has_exit(menu, site.place) {
        menu.add(Action::Withdraw, at, men, worth::withdrawal(menu, site, liking));
    }
}

/// Whether an open route leads to a refuge or a place that friends hold.
fn has_exit(menu: &Menu, place: PlaceId) -> bool {
    let world = menu.view.world;
    world.roads[place.index()].iter().any(|(route, to)| {
        let there = &world.places[to.index()];
        let safe = there.holder.is_some_and(|h| world.are_friends(menu.actor, h));
        world.routes[route.index()].open && (safe || there.kind == PlaceKind::Refuge)
    })
}

/// What one does to an enemy who is in reach.
fn against(menu: &mut Menu, site: &Site) {
    let Some(foe) = site.foe else { return };
    let aim = (Some(foe), Some(site.place), None);
    let (ceasefire, peace) = menu.bonds(foe);
    let bound = ceasefire.is_some() || peace.is_some();
    let attack = Attack::on(menu, site, foe, bound);
    if site.men > 0.0 {
        if menu.is_open(Action::Ambush) {
            menu.add(Action::Ambush, aim, site.men, attack.ambush(menu, site));
        }
        if menu.is_open(Action::Raid) {
            menu.add(Action::Raid, aim, site.men, attack.raid(menu, site));
        }
        if menu.is_open(Action::LootBase) {
            menu.add(Action::LootBase, aim, site.men, attack.loot(menu, site));
        }
        // Among those at war a show of force shows nothing.
        if menu.is_open(Action::ShowOfForce) && menu.view.world.tie(menu.actor, foe).stance != Stance::War {
            menu.add(Action::ShowOfForce, aim, site.men, attack.show(menu, site));
        }
        if menu.is_open(Action::Assault) && site.is_theirs {
            menu.add(Action::Assault, aim, site.men, attack.assault(menu, site));
        }
    }
    if site.here > 0.0 {
        if menu.is_open(Action::Shelling) {
            menu.add(Action::Shelling, aim, site.here, attack.fire(menu, site, false));
        }
        if menu.is_open(Action::Blockade) && site.is_theirs && site.there.blockade.is_none() {
            let holder = site.there.holder.unwrap_or(foe);
            let terms = Attack::on(menu, site, holder, bound).blockade(menu, site);
            menu.add(Action::Blockade, (Some(holder), Some(site.place), None), site.here, terms);
        }
        if menu.is_open(Action::LocalPact) && ceasefire.is_none() {
            menu.add(Action::LocalPact, aim, site.here, worth::local_pact(menu, site, foe));
        }
    }
    if menu.is_open(Action::AirStrike) && site.sorties > 0.0 && site.seen >= 1.0 {
        menu.add(Action::AirStrike, aim, site.sorties, attack.fire(menu, site, true));
    }
}

/// Where one could go.
fn toward(menu: &mut Menu, site: &Site) {
    let reinforces = site.is_ours && menu.is_open(Action::Garrison);
    if site.men <= 0.0 || site.here > 0.0 || !menu.view.world.is_contestable(site.place) {
        if reinforces && site.here > 0.0 && site.seen > 0.0 {
            menu.add(Action::Garrison, (None, Some(site.place), None), site.men, worth::garrison(menu, site));
        }
    } else if reinforces {
        menu.add(Action::Garrison, (site.foe, Some(site.place), None), site.men, worth::garrison(menu, site));
    } else if !site.is_ours && menu.is_open(Action::Column) {
        menu.add(Action::Column, (site.foe, Some(site.place), None), site.men, worth::column(menu, site));
    }
}

/// What one says to another, or does with it.
fn speak(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    let state = menu.state;
    let principal = state.coalition.is_none() || state.kind == ActorKind::Government;
    for other in view.world.living().filter(|o| *o != actor && view.world.tie(actor, *o).known) {
        let them = &view.world.actors[other.index()];
        let tie = view.world.tie(actor, other);
        let aim = (Some(other), None, None);
        menu.turn_to(them.key);
        let rival = tie.stance.is_enemy() && them.coalition.is_none() && them.bloc != state.bloc;
        if principal && rival && is_party(them.kind) {
            for action in menu.open.and(WORDS).iter() {
                let talks = matches!(action, Action::OfferTalks | Action::Ceasefire);
                let fits = match action {
                    Action::Label => !tie.label,
                    Action::Unlabel => tie.label,
                    _ => !(talks && tie.label),
                };
                if fits {
                    menu.add(action, aim, 0.0, regard::word(menu, other, action));
                }
            }
        }
        if menu.is_open(Action::Coordinate) && regard::could_coordinate(view, actor, other) {
            menu.add(Action::Coordinate, aim, 0.0, regard::approach(menu, other, Action::Coordinate));
        }
        if menu.is_open(Action::Betray) && regard::could_betray(view, actor, other) {
            menu.add(Action::Betray, aim, 0.0, regard::approach(menu, other, Action::Betray));
        }
        let allied = tie.stance >= Stance::JointOperations;
        if menu.is_open(Action::Merge) && allied && them.kind == state.kind && them.bloc != state.bloc {
            menu.add(Action::Merge, aim, 0.0, regard::approach(menu, other, Action::Merge));
        }
        let outside = state.coalition.is_none() && !tie.stance.is_enemy();
        if menu.is_open(Action::Join) && outside && them.kind == ActorKind::Coalition {
            menu.add(Action::Join, aim, 0.0, regard::approach(menu, other, Action::Join));
        }
        if menu.is_open(Action::Sanction) && them.kind == ActorKind::Government && tie.affinity < 0.0 {
            menu.add(Action::Sanction, aim, 0.0, regard::word(menu, other, Action::Sanction));
        }
    }
}

/// Leaving one's coalition.
fn leave(menu: &mut Menu) {
    if let Some(up) = menu.state.coalition
        && menu.is_open(Action::Leave)
    {
        menu.turn_to(menu.view.world.actors[up.index()].key);
        menu.add(Action::Leave, (Some(up), None, None), 0.0, regard::approach(menu, up, Action::Leave));
    }
}

/// What one does about agreements: one's own, or those of others one could help.
fn about_agreements(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    for (id, pact) in view.world.pacts() {
        let party = pact.parties.contains(&actor);
        let aim = (None, None, Some(id));
        menu.turn_to(pact.key);
        let peace = matches!(pact.kind, AgreementKind::Accord | AgreementKind::Ceasefire | AgreementKind::Truce);
        if party && peace {
            let revivable = pact.state >= AgreementState::Suspended;
            for (action, fits) in [
                (Action::Implement, revivable && pact.progress < 1.0),
                (Action::SuspendTalks, pact.state > AgreementState::Suspended),
                (Action::Denounce, revivable),
            ] {
                if fits && menu.is_open(action) {
                    menu.add(action, aim, 0.0, regard::commitment(menu, pact, action));
                }
            }
        }
        let client = party && pact.kind == AgreementKind::Patronage && pact.parties[0] == actor;
        if client && pact.state.is_in_force() && menu.purse > 0.0 {
            menu.add(Action::Pay, aim, 0.0, regard::commitment(menu, pact, Action::Pay));
        }
        if !party && peace && menu.state.leverage > 0.0 {
            let broken = !pact.state.is_in_force();
            if broken && menu.is_open(Action::Mediate) {
                menu.add(Action::Mediate, aim, 0.0, regard::service(menu, pact, Action::Mediate));
            }
            if !broken && pact.guarantor.is_none() && menu.is_open(Action::Guarantee) {
                menu.add(Action::Guarantee, aim, 0.0, regard::service(menu, pact, Action::Guarantee));
            }
        }
        if party && pact.kind == AgreementKind::Alliance && pact.state.is_in_force() && menu.is_open(Action::Assist) {
            for ally in pact.parties.iter().copied().filter(|p| *p != actor) {
                let them = &view.world.actors[ally.index()];
                if menu.ground.toll(them.bloc).0 > 0.0 {
                    menu.turn_to(them.key);
                    menu.add(
                        Action::Assist,
                        (Some(ally), None, Some(id)),
                        0.0,
                        regard::approach(menu, ally, Action::Assist),
                    );
                }
            }
        }
    }
}

/// What one does among one's own public, and with one's purse.
fn at_home(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    let own = (None, None, None);
    menu.turn_to(Key(0));
    for action in menu.open.and(AT_HOME).iter() {
        if action != Action::EndMission || !view.world.troops[actor.index()].is_empty() {
            menu.add(action, own, 0.0, regard::at_home(menu, action));
        }
    }
    if menu.is_open(Action::Hire) {
        let providers = view.world.living().filter(|o| {
            let them = &view.world.actors[o.index()];
            them.kind == ActorKind::Mercenary && them.bloc == *o && view.world.tie(actor, *o).affinity > 0.0
        });
        for provider in providers {
            menu.turn_to(view.world.actors[provider.index()].key);
            menu.add(Action::Hire, (Some(provider), None, None), 0.0, regard::approach(menu, provider, Action::Hire));
        }
    }
}

/// What those who bring aid or guard a border do at places.
fn far_away(menu: &mut Menu) {
    let view = menu.view;
    let state = menu.state;
    if menu.is_open(Action::Relief) && state.effort > 0.0 {
        for place in view.world.all_places() {
            let there = &view.world.places[place.index()];
            if there.hosted > FEW_GUESTS || (there.blockade.is_some() && there.residents > 0.0) {
                menu.turn_to_place(place);
                menu.add(Action::Relief, (None, Some(place), None), 0.0, regard::relief(menu, place));
            }
        }
    }
    if menu.is_open(Action::CloseBorder)
        && let Some(home) = state.home.filter(|h| view.world.places[h.index()].kind == PlaceKind::Border)
        && view.world.roads[home.index()].iter().any(|(r, _)| view.world.routes[r.index()].open)
    {
        menu.turn_to_place(home);
        menu.add(Action::CloseBorder, (None, Some(home), None), 0.0, regard::close_border(menu, home));
    }
}
