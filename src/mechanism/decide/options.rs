//! Which options are open to an actor: the preconditions of the table of actions, place by place and pair by pair.

use super::{
    bonds,
    menu::{Menu, is_party},
    regard,
    site::foe_at,
    worth,
};
use crate::{
    domain::{
        Action, ActorKind, AgreementKind, AgreementState, Camp, OperationKind, PlaceKind, Stance, action::Actions,
    },
    id::{ActorId, AgreementId, Key, PlaceId},
    mechanism::Rule,
    world::{Post, World, ledger::Terms},
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
    let posts = menu.posts();
    for weigh in AT_POSTS {
        weigh(menu, posts);
    }
    speak(menu);
    leave(menu);
    if menu.open.has_any(ABOUT_AGREEMENTS) {
        about_agreements(menu);
    }
    at_home(menu);
    far_away(menu);
}

/// What is done where one's own men stand: each act over the list of these places.
const AT_POSTS: [fn(&mut Menu, &[Post]); 10] =
    [patrol, tax, recruit, administer, protect, convoy, seize_camp, lift_blockade, withdraw, local_pact];

/// Adds an act at a post, against nobody.
#[inline]
fn add(menu: &mut Menu, action: Action, post: &Post, terms: Terms) {
    menu.add(action, post.key, (None, Some(post.place), None), post.here, terms);
}

/// The posts at which an act is weighed; none, if the actor does not weigh it this week.
fn fit<'p>(menu: &Menu, action: Action, posts: &'p [Post]) -> &'p [Post] {
    if menu.is_open(action) { posts } else { &[] }
}

fn patrol(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::Patrol, posts) {
        if menu.view.world.is_contestable(post.place) {
            add(menu, Action::Patrol, post, worth::patrol(menu, post));
        }
    }
}

fn tax(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::Tax, posts) {
        if menu.view.world.is_contestable(post.place) {
            add(menu, Action::Tax, post, worth::tax(menu, post));
        }
    }
}

fn recruit(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::Recruit, posts) {
        if menu.view.world.is_contestable(post.place) && takes_recruits(menu, post) {
            let liking = menu.view.world.liking(post.place, menu.actor);
            add(menu, Action::Recruit, post, worth::recruit(menu, liking));
        }
    }
}

// Where next to nothing is left to do an option need not be weighed.
fn administer(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::Administer, posts) {
        let there = menu.there(post);
        if post.is_ours && there.blockade.is_none() && there.services < 0.98 {
            add(menu, Action::Administer, post, worth::administer(menu, post));
        }
    }
}

fn protect(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::Protect, posts) {
        if menu.there(post).danger > 0.5 {
            add(menu, Action::Protect, post, worth::protect(menu, post));
        }
    }
}

fn convoy(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::Convoy, posts) {
        if post.is_ours {
            add(menu, Action::Convoy, post, worth::convoy(menu, post));
        }
    }
}

fn seize_camp(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::SeizeCamp, posts) {
        let is_open = || menu.view.world.camp_is_open_to(menu.actor, post.place);
        if menu.there(post).camp == Camp::Vacated && is_open() {
            add(menu, Action::SeizeCamp, post, worth::seize_camp(menu, post));
        }
    }
}

fn lift_blockade(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::LiftBlockade, posts) {
        let (world, there) = (menu.view.world, menu.there(post));
        // What an operation keeps up its planner ends.
        let kept = |by: ActorId| {
            world.under_way().any(|(_, o)| {
                o.kind == OperationKind::Besiege && o.objective == post.place && world.are_friends(o.planner, by)
            })
        };
        if there.blockade == Some(menu.actor) && !kept(menu.actor) {
            let aim = (there.holder, Some(post.place), None);
            menu.add(Action::LiftBlockade, post.key, aim, post.here, worth::lift(menu, post));
        }
    }
}

fn withdraw(menu: &mut Menu, posts: &[Post]) {
    for post in fit(menu, Action::Withdraw, posts) {
        let cornered = post.seen > 0.0 && worth::hold_chance(menu, post) < menu.set.hold_threshold;
        if cornered && menu.view.rules.on(Rule::WithdrawalSparesForces) && has_exit(menu, post.place) {
            let liking = menu.view.world.liking(post.place, menu.actor);
            add(menu, Action::Withdraw, post, worth::withdrawal(menu, post, liking));
        }
    }
}

/// A pact of one place with the irregular enemy there, unless one binds the two already.
fn local_pact(menu: &mut Menu, posts: &[Post]) {
    let world = menu.view.world;
    for post in fit(menu, Action::LocalPact, posts) {
        let Some(foe) = foe_at(world, menu.actor, post.place, menu.race.about(post.key)) else { continue };
        let [ceasefire, _] = menu.ground.bonds(world, menu.actor, foe);
        let local = world.actors[foe.index()].kind.is_irregular();
        if local && !ceasefire && !menu.ground.has_pact(world, menu.actor, foe, post.place) {
            let aim = (Some(foe), Some(post.place), None);
            menu.add(Action::LocalPact, post.key, aim, post.here, worth::local_pact(menu, post, foe));
        }
    }
}

/// Whether recruits can come: to an irregular actor wherever it stands, to an army at its home, unless an enemy holds it.
fn takes_recruits(menu: &Menu, site: &Post) -> bool {
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
        let creeds = || view.world.creed_gap(actor, other) > view.set.creed;
        let apart = || state.kind.is_irregular() && them.kind.is_irregular() && creeds();
        let labelled = view.world.are_labelled(actor, other);
        let fought = view.world.ladder.is_fighting(view.world.rung(actor, other));
        for action in words.iter() {
            let talks = matches!(action, Action::OfferTalks | Action::Ceasefire);
            let fits = match action {
                Action::Label => !tie.label,
                // Nobody takes back a label in the middle of the fighting.
                Action::Unlabel => tie.label && !fought,
                // There are prisoners, and things to say in secret, between those who have fought of late.
                Action::ReleasePrisoners | Action::BackChannel => fought && !labelled && !apart(),
                _ => !(talks && labelled),
            };
            if fits {
                menu.add(action, them.key, aim, 0.0, regard::word(menu, other, action));
            }
        }
    }
    if deeds.is_empty() {
        return;
    }
    if deeds.has(Action::Coordinate) && bonds::could_coordinate(view, actor, other) {
        menu.add(Action::Coordinate, them.key, aim, 0.0, regard::approach(menu, other, Action::Coordinate));
    }
    if deeds.has(Action::Betray) && bonds::could_betray(view, actor, other) {
        menu.add(Action::Betray, them.key, aim, 0.0, regard::approach(menu, other, Action::Betray));
    }
    let allied = tie.stance >= Stance::JointOperations;
    if deeds.has(Action::Merge) && allied && them.kind == state.kind && them.bloc != state.bloc {
        menu.add(Action::Merge, them.key, aim, 0.0, regard::approach(menu, other, Action::Merge));
    }
    if deeds.has(Action::Join) && bonds::could_join(view, actor, other) {
        menu.add(Action::Join, them.key, aim, 0.0, regard::approach(menu, other, Action::Join));
    }
    if deeds.has(Action::Sanction) && them.kind == ActorKind::Government && tie.affinity < 0.0 {
        menu.add(Action::Sanction, them.key, aim, 0.0, regard::word(menu, other, Action::Sanction));
    }
}

/// Leaving one's coalition.
fn leave(menu: &mut Menu) {
    if let Some(up) = menu.state.coalition
        && menu.is_open(Action::Leave)
    {
        let key = menu.view.world.actors[up.index()].key;
        menu.add(Action::Leave, key, (Some(up), None, None), 0.0, regard::approach(menu, up, Action::Leave));
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
    match pact.kind {
        AgreementKind::Alliance if menu.is_open(Action::Assist) => {
            let actor = menu.actor;
            for ally in pact.parties.iter().copied().filter(|p| *p != actor) {
                let them = &world.actors[ally.index()];
                if menu.ground.toll(them.bloc).0 > 0.0 {
                    let terms = regard::approach(menu, ally, Action::Assist);
                    menu.add(Action::Assist, them.key, (Some(ally), None, Some(id)), 0.0, terms);
                }
            }
        }
        AgreementKind::Alliance => {}
        AgreementKind::Patronage => {
            if menu.is_open(Action::Pay) && menu.purse > 0.0 {
                menu.add(Action::Pay, pact.key, aim, 0.0, regard::commitment(menu, pact, Action::Pay));
            }
        }
        _ => {
            let revivable = pact.state >= AgreementState::Suspended;
            // Nobody denounces what the others keep: it is broken already, or there is enmity all the same.
            let other = |p: &ActorId| !world.belongs_to(menu.actor, *p) && !world.belongs_to(*p, menu.actor);
            let hostile = |p: &ActorId| world.tie(menu.actor, *p).stance.is_enemy();
            let at_war = |p: &ActorId| world.are_at_war(menu.actor, *p);
            let broken = pact.state == AgreementState::Breached || pact.parties.iter().any(|p| other(p) && hostile(p));
            for (action, fits) in [
                (
                    Action::Implement,
                    revivable && pact.progress < 1.0 && !pact.parties.iter().any(|p| other(p) && at_war(p)),
                ),
                (Action::SuspendTalks, pact.state > AgreementState::Suspended),
                (Action::Denounce, revivable && broken),
            ] {
                if fits && menu.is_open(action) {
                    menu.add(action, pact.key, aim, 0.0, regard::commitment(menu, pact, action));
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
        menu.add(action, pact.key, (None, None, Some(id)), 0.0, regard::service(menu, pact, action));
    }
}

/// What one does among one's own public, and with one's purse.
fn at_home(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    let own = (None, None, None);
    for action in menu.open.and(AT_HOME).iter() {
        if action != Action::EndMission || !view.world.index.troops[actor.index()].is_empty() {
            menu.add(action, Key(0), own, 0.0, regard::at_home(menu, action));
        }
    }
    if menu.is_open(Action::Hire) {
        let providers = view.world.living().filter(|o| {
            let them = &view.world.actors[o.index()];
            them.kind == ActorKind::Mercenary && them.bloc == *o && view.world.tie(actor, *o).affinity > 0.0
        });
        for provider in providers {
            let key = view.world.actors[provider.index()].key;
            menu.add(
                Action::Hire,
                key,
                (Some(provider), None, None),
                0.0,
                regard::approach(menu, provider, Action::Hire),
            );
        }
    }
}

/// Whether an actor could bring aid to a place: a mission with its men, a government where its side holds, a public in its own region.
fn brings_aid(world: &World, actor: ActorId, place: PlaceId) -> bool {
    let (us, there) = (&world.actors[actor.index()], &world.places[place.index()]);
    match us.kind {
        ActorKind::Peacekeeper => world.strength(actor) >= 1.0,
        ActorKind::Government => there.holder.is_some_and(|h| world.are_friends(h, actor)),
        ActorKind::Political => us.home.is_some_and(|home| world.places[home.index()].region == there.region),
        _ => true,
    }
}

/// What those who bring aid or guard a border do at places.
fn far_away(menu: &mut Menu) {
    let view = menu.view;
    let state = menu.state;
    if menu.is_open(Action::Relief) && state.effort > 0.0 {
        let actor = menu.actor;
        for (place, need) in menu.ground.week.needy.iter().filter(|(p, _)| brings_aid(view.world, actor, *p)) {
            let key = view.world.places[place.index()].key;
            menu.add(Action::Relief, key, (None, Some(*place), None), 0.0, regard::relief(menu, *need));
        }
    }
    if menu.is_open(Action::CloseBorder)
        && let Some(home) = state.home.filter(|h| view.world.places[h.index()].kind == PlaceKind::Border)
        && view.world.map.roads[home.index()].iter().any(|(r, _)| view.world.map.routes[r.index()].open)
    {
        let key = view.world.places[home.index()].key;
        menu.add(Action::CloseBorder, key, (None, Some(home), None), 0.0, regard::close_border(menu, home));
    }
}
