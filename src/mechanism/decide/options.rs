//! Which options are open to an actor: the preconditions of the table of actions, place by place and pair by pair.

use super::{
    menu::{Foe, Menu, is_party},
    regard,
    site::Site,
    worth::{self, Attack},
};
use crate::{
    domain::{Action, ActorKind, AgreementKind, AgreementState, Camp, PlaceKind, Stance, action::Actions},
    id::{ActorId, AgreementId, Key, PlaceId},
    mechanism::Rule,
};

/// What is said to an enemy; talks are offered besides to those with whom one has no more than a ceasefire.
const WORDS: Actions = Actions::of(&[
    Action::OfferTalks,
    Action::Ceasefire,
    Action::ReleasePrisoners,
    Action::BackChannel,
    Action::Accuse,
    Action::Label,
    Action::Unlabel,
]);

/// What is said to one who keeps a ceasefire.
const TALKS: Actions = Actions::of(&[Action::OfferTalks]);

/// What is done with another actor, enemy or not.
const DEEDS: Actions =
    Actions::of(&[Action::Coordinate, Action::Betray, Action::Merge, Action::Join, Action::Sanction]);

/// What is done for agreements of others.
const SERVICES: Actions = Actions::of(&[Action::Mediate, Action::Guarantee]);

/// What is done about agreements.
const ABOUT_AGREEMENTS: Actions =
    SERVICES.or(Actions::of(&[Action::Implement, Action::SuspendTalks, Action::Denounce, Action::Pay, Action::Assist]));

/// What governments, missions and publics do at home.
const AT_HOME: Actions = Actions::of(&[Action::Propaganda, Action::Repress, Action::Protest, Action::EndMission]);

/// Fills the menu of one actor.
pub(super) fn open_to(menu: &mut Menu) {
    for place in &menu.ground.week.reached {
        if let Some(site) = Site::of(menu, *place) {
            if site.here > 0.0 {
                on_own_ground(menu, &site);
            }
            let foe = site.foe.map(|id| menu.foe_at(id, site.place));
            if let Some(foe) = foe {
                against(menu, &site, &foe);
            }
            toward(menu, &site, foe);
        }
    }
    speak(menu);
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
        if menu.is_open(Action::Recruit) && takes_recruits(menu, site) {
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
    let cornered = site.seen > 0.0 && worth::hold_chance(menu, site) < menu.set.hold_threshold;
    if cornered
        && menu.is_open(Action::Withdraw)
        && menu.view.rules.on(Rule::WithdrawalSparesForces)
        && has_exit(menu, site.place)
    {
        menu.add(Action::Withdraw, at, men, worth::withdrawal(menu, site, liking));
    }
}

/// Whether recruits can come: to an irregular actor wherever it stands, to an army at its home, unless an enemy holds it.
fn takes_recruits(menu: &Menu, site: &Site) -> bool {
    menu.state.kind != ActorKind::Army || (menu.state.home == Some(site.place) && !site.is_theirs)
}

/// Whether an open route leads to a refuge or a place that friends hold.
fn has_exit(menu: &Menu, place: PlaceId) -> bool {
    let world = menu.view.world;
    world.map.roads[place.index()].iter().any(|(route, to)| {
        let there = &world.places[to.index()];
        let safe = there.holder.is_some_and(|h| world.are_friends(menu.actor, h));
        world.map.routes[route.index()].open && (safe || there.kind == PlaceKind::Refuge)
    })
}

/// What one does to an enemy who is in reach.
fn against(menu: &mut Menu, site: &Site, foe: &Foe) {
    let aim = (Some(foe.id), Some(site.place), None);
    let attack = Attack::on(menu, site, foe);
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
        if menu.is_open(Action::ShowOfForce) && !foe.at_war {
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
            let holder = site.there.holder.map_or(*foe, |id| menu.foe_at(id, site.place));
            let terms = Attack::on(menu, site, &holder).blockade(menu, site);
            menu.add(Action::Blockade, (Some(holder.id), Some(site.place), None), site.here, terms);
        }
        if menu.is_open(Action::LocalPact) && !foe.truce {
            menu.add(Action::LocalPact, aim, site.here, worth::local_pact(menu, site, foe));
        }
    }
    if menu.is_open(Action::AirStrike) && site.sorties > 0.0 && site.seen >= 1.0 {
        menu.add(Action::AirStrike, aim, site.sorties, attack.fire(menu, site, true));
    }
}

/// Where one could go.
fn toward(menu: &mut Menu, site: &Site, foe: Option<Foe>) {
    let reinforces = site.is_ours && menu.is_open(Action::Garrison);
    if site.men <= 0.0 || site.here > 0.0 || !menu.view.world.is_contestable(site.place) {
        // Those who stand there are strengthened by the body next to them, if there is one.
        if reinforces && site.here > 0.0 && site.near > 0.0 && site.seen > 0.0 {
            menu.add(Action::Garrison, (None, Some(site.place), None), site.near, worth::garrison(menu, site));
        }
    } else if reinforces {
        menu.add(Action::Garrison, (site.foe, Some(site.place), None), site.men, worth::garrison(menu, site));
    } else if !site.is_ours && menu.is_open(Action::Column) {
        menu.add(Action::Column, (site.foe, Some(site.place), None), site.men, worth::column(menu, site, foe));
    }
}

/// What one says to others, or does with them.
fn speak(menu: &mut Menu) {
    let (known, row) = (&menu.view.world.index.known, menu.actor.index());
    let principal = menu.state.coalition.is_none() || menu.state.kind == ActorKind::Government;
    let deeds = menu.open.and(DEEDS);
    let words = if principal { menu.open.and(WORDS) } else { Actions::default() };
    if !words.or(deeds).is_empty() {
        known.each(row, |other| speak_to(menu, ActorId::from(other), words, deeds));
    }
}

/// Words to an enemy of one's own rank, or to one who was until a ceasefire, and deeds towards anybody.
fn speak_to(menu: &mut Menu, other: ActorId, words: Actions, deeds: Actions) {
    let (view, actor, state) = (menu.view, menu.actor, menu.state);
    let them = &view.world.actors[other.index()];
    let tie = view.world.tie(actor, other);
    let aim = (Some(other), None, None);
    let equal = them.coalition.is_none() && them.bloc != state.bloc && is_party(them.kind);
    let at_odds = tie.stance.is_enemy();
    let words = if at_odds { words } else { words.and(TALKS) };
    let unsettled = || !tie.stance.is_ally() && menu.ground.lacks_accord(view.world, actor, other);
    if equal && !words.is_empty() && (at_odds || unsettled()) {
        menu.turn_to(them.key);
        for action in words.iter() {
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
    if deeds.is_empty() {
        return;
    }
    menu.turn_to(them.key);
    if deeds.has(Action::Coordinate) && regard::could_coordinate(view, actor, other) {
        menu.add(Action::Coordinate, aim, 0.0, regard::approach(menu, other, Action::Coordinate));
    }
    if deeds.has(Action::Betray) && regard::could_betray(view, actor, other) {
        menu.add(Action::Betray, aim, 0.0, regard::approach(menu, other, Action::Betray));
    }
    let allied = tie.stance >= Stance::JointOperations;
    if deeds.has(Action::Merge) && allied && them.kind == state.kind && them.bloc != state.bloc {
        menu.add(Action::Merge, aim, 0.0, regard::approach(menu, other, Action::Merge));
    }
    let outside = state.coalition.is_none() && !tie.stance.is_enemy();
    if deeds.has(Action::Join) && outside && them.kind == ActorKind::Coalition {
        menu.add(Action::Join, aim, 0.0, regard::approach(menu, other, Action::Join));
    }
    if deeds.has(Action::Sanction) && them.kind == ActorKind::Government && tie.affinity < 0.0 {
        menu.add(Action::Sanction, aim, 0.0, regard::word(menu, other, Action::Sanction));
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
    let (week, actor) = (&menu.ground.week, menu.actor);
    for (_, id) in week.signed.iter().filter(|(party, _)| *party == actor) {
        as_party(menu, *id);
    }
    // Nobody sits down with a mission whose men have left.
    let is_there = menu.state.kind != ActorKind::Peacekeeper || menu.view.world.strength(actor) > 0.0;
    if is_there && menu.state.leverage > 0.0 && menu.open.has_any(SERVICES) {
        for id in &week.peace {
            as_outsider(menu, *id);
        }
    }
}

/// What a party does about an agreement.
fn as_party(menu: &mut Menu, id: AgreementId) {
    let world = menu.view.world;
    let pact = &world.agreements[id.index()];
    let aim = (None, None, Some(id));
    menu.turn_to(pact.key);
    match pact.kind {
        AgreementKind::Alliance if menu.is_open(Action::Assist) => {
            let actor = menu.actor;
            for ally in pact.parties.iter().copied().filter(|p| *p != actor) {
                let them = &world.actors[ally.index()];
                if menu.ground.toll(them.bloc).0 > 0.0 {
                    menu.turn_to(them.key);
                    let terms = regard::approach(menu, ally, Action::Assist);
                    menu.add(Action::Assist, (Some(ally), None, Some(id)), 0.0, terms);
                }
            }
        }
        AgreementKind::Alliance => {}
        AgreementKind::Patronage => {
            if menu.is_open(Action::Pay) && menu.purse > 0.0 {
                menu.add(Action::Pay, aim, 0.0, regard::commitment(menu, pact, Action::Pay));
            }
        }
        _ => {
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
    }
}

/// What an outsider with something to promise or to threaten does for an agreement.
fn as_outsider(menu: &mut Menu, id: AgreementId) {
    let pact = &menu.view.world.agreements[id.index()];
    let action = if pact.state.is_in_force() { Action::Guarantee } else { Action::Mediate };
    let wanted = action == Action::Mediate || pact.guarantor.is_none();
    if wanted && menu.is_open(action) && !pact.parties.contains(&menu.actor) {
        menu.turn_to(pact.key);
        menu.add(action, (None, None, Some(id)), 0.0, regard::service(menu, pact, action));
    }
}

/// What one does among one's own public, and with one's purse.
fn at_home(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    let own = (None, None, None);
    menu.turn_to(Key(0));
    for action in menu.open.and(AT_HOME).iter() {
        if action != Action::EndMission || !view.world.index.troops[actor.index()].is_empty() {
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
        for (place, need) in &menu.ground.week.needy {
            menu.turn_to(view.world.places[place.index()].key);
            menu.add(Action::Relief, (None, Some(*place), None), 0.0, regard::relief(menu, *need));
        }
    }
    if menu.is_open(Action::CloseBorder)
        && let Some(home) = state.home.filter(|h| view.world.places[h.index()].kind == PlaceKind::Border)
        && view.world.map.roads[home.index()].iter().any(|(r, _)| view.world.map.routes[r.index()].open)
    {
        menu.turn_to(view.world.places[home.index()].key);
        menu.add(Action::CloseBorder, (None, Some(home), None), 0.0, regard::close_border(menu, home));
    }
}
