//! Which options are open to an actor: the preconditions of the table of actions, place by place and pair by pair.

use super::{
    Settings,
    race::Race,
    regard,
    worth::{self, Site},
};
use crate::{
    domain::{Action, ActorKind, AgreementKind, AgreementState, Camp, Clause, PlaceKind, Stance},
    id::{ActorId, AgreementId, Key, PlaceId},
    mechanism::{Rule, View},
    world::{
        change::Scored,
        ledger::{Choice, TERMS},
    },
};

/// Utility terms of an option, in the order of [`TERMS`].
pub(super) type Terms = [f64; TERMS.len()];

/// A ceasefire, and a pact of non-aggression.
type Bonds = (Option<AgreementId>, Option<AgreementId>);

/// Displaced people whom a place hosts without help: below them aid is not weighed.
const FEW_GUESTS: f64 = 500.0;

/// Enemies whose bonds are remembered at a time.
const FOES: usize = 32;

/// The list being filled.
pub(super) struct Menu<'a, 'r, 'v> {
    pub(super) view: &'r View<'v, Settings>,
    pub(super) actor: ActorId,
    pub(super) kind: ActorKind,
    /// How much the war hurts it, 0-1.
    pub(super) hurt: f64,
    /// Rhetoric that binds it, its government's included.
    pub(super) rhetoric: f64,
    /// Price of effort and of money: utility per unit.
    effort_price: f64,
    money_price: f64,
    /// What it can spend, its own men, and their mean supply.
    pub(super) purse: f64,
    pub(super) upkeep: f64,
    pub(super) mean_supply: f64,
    /// What binds it to the enemies met so far.
    bonds: [Option<(ActorId, Bonds)>; FOES],
    race: &'a mut Race<'r, 'v>,
    out: &'a mut Vec<Scored>,
}

impl Menu<'_, '_, '_> {
    /// Adds an option with its terms, the price of effort and money taken off, if it has a part in the ranking.
    pub(super) fn add(
        &mut self,
        action: Action,
        (target, place, agreement): (Option<ActorId>, Option<PlaceId>, Option<AgreementId>),
        men: f64,
        mut terms: Terms,
    ) {
        let row = action.row();
        terms[worth::COST] -= row.effort * self.effort_price + row.money * self.money_price;
        let choice = Choice { action, target, place, agreement, utility: terms.iter().sum(), terms };
        if let Some(score) = self.race.run(&choice) {
            self.out.push(Scored { choice, men, score, taken: false });
        }
    }

    /// The ceasefire that binds it and an enemy, and the pact of non-aggression; in many places one meets the same enemy.
    fn bonds(&mut self, foe: ActorId) -> Bonds {
        let slot = foe.index() % FOES;
        if let Some((_, bonds)) = self.bonds[slot].filter(|(of, _)| *of == foe) {
            return bonds;
        }
        let by = |clause| self.view.world.bound_by(self.actor, foe, clause);
        let bonds = (by(Clause::Ceasefire), by(Clause::NonAggression));
        self.bonds[slot] = Some((foe, bonds));
        bonds
    }

    #[inline]
    fn is_open(&self, action: Action) -> bool {
        action.is_open_to(self.kind) && (!action.is_grave() || self.deliberates(action))
    }

    /// Whether this is the week of the season in which the actor weighs a grave act.
    fn deliberates(&self, action: Action) -> bool {
        let season = self.view.set.deliberation.round().max(1.0) as u64;
        let key = self.view.world.actors[self.actor.index()].key.with(Key::of(action.word()));
        (u64::from(self.view.world.week) + key.0 % season).is_multiple_of(season)
    }
}

/// Fills the list of options of one actor.
pub(super) fn open_to(actor: ActorId, race: &mut Race, out: &mut Vec<Scored>) {
    let view = race.view;
    let state = &view.world.actors[actor.index()];
    let budget = super::budget(view, actor).max(1.0);
    let purse = view.world.purse(actor).max(0.0);
    let mut menu = Menu {
        view,
        actor,
        kind: state.kind,
        hurt: worth::hurt(view, actor),
        rhetoric: worth::rhetoric(view, actor),
        effort_price: view.set.effort_price / budget,
        money_price: view.set.money_price / (purse + view.set.last_reserve),
        purse,
        // Ten men at least, so that nobody's reserve is measured against nothing.
        upkeep: view.world.own_forces(actor).map(|f| f.strength).sum::<f64>().max(10.0),
        mean_supply: view.world.mean_supply(actor),
        bonds: [None; FOES],
        race,
        out,
    };
    if view.world.own_forces(actor).next().is_some() {
        for place in view.world.all_places() {
            if let Some(site) = Site::of(view, actor, place) {
                on_own_ground(&mut menu, &site);
                if site.foe.is_some() {
                    against(&mut menu, &site);
                }
                toward(&mut menu, &site);
            }
        }
    }
    speak(&mut menu);
    about_agreements(&mut menu);
    at_home(&mut menu);
    far_away(&mut menu);
}

/// What one does where one's own men stand.
fn on_own_ground(menu: &mut Menu, site: &Site) {
    if site.here <= 0.0 {
        return;
    }
    let (world, here) = (menu.view.world, Some(site.place));
    let place = &world.places[site.place.index()];
    let at = (None, here, None);
    for action in [Action::Patrol, Action::Tax, Action::Recruit] {
        if menu.is_open(action) && world.is_contestable(site.place) {
            menu.add(action, at, site.here, worth::routine(menu, site, action));
        }
    }
    // Where next to nothing is left to do an option need not be weighed.
    if menu.is_open(Action::Administer) && site.is_ours && place.blockade.is_none() && place.services < 0.98 {
        menu.add(Action::Administer, at, site.here, worth::routine(menu, site, Action::Administer));
    }
    if menu.is_open(Action::Protect) && place.danger > 0.5 {
        menu.add(Action::Protect, at, site.here, worth::routine(menu, site, Action::Protect));
    }
    if menu.is_open(Action::Convoy) && site.is_ours {
        menu.add(Action::Convoy, at, site.here, worth::routine(menu, site, Action::Convoy));
    }
    for action in [Action::SelectiveKilling, Action::CollectivePunishment] {
        if menu.is_open(action) && place.residents > 0.0 {
            menu.add(action, at, site.here, worth::coercion(menu, site, action));
        }
    }
    if menu.is_open(Action::SeizeCamp) && place.camp == Camp::Vacated {
        menu.add(Action::SeizeCamp, at, site.here, worth::routine(menu, site, Action::SeizeCamp));
    }
    if menu.is_open(Action::LiftBlockade) && place.blockade == Some(menu.actor) {
        let holder = place.holder;
        menu.add(Action::LiftBlockade, (holder, here, None), site.here, worth::lift(menu, site, holder));
    }
    let cornered = site.seen > 0.0 && worth::hold_chance(menu.view, site) < menu.view.set.hold_threshold;
    if menu.is_open(Action::Withdraw) && cornered && menu.view.rules.on(Rule::C13) && has_exit(menu, site.place) {
        menu.add(Action::Withdraw, at, site.here, worth::withdrawal(menu, site));
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
    let (world, actor) = (menu.view.world, menu.actor);
    let Some(foe) = site.foe else { return };
    let place = &world.places[site.place.index()];
    let aim = (Some(foe), Some(site.place), None);
    let (ceasefire, peace) = menu.bonds(foe);
    let bound = ceasefire.or(peace);
    if site.men > 0.0 {
        // Among those at war a show of force shows nothing.
        let peace = world.tie(actor, foe).stance != Stance::War;
        for action in [Action::Ambush, Action::Raid, Action::LootBase, Action::ShowOfForce] {
            if menu.is_open(action) && (action != Action::ShowOfForce || peace) {
                menu.add(action, aim, site.men, worth::attack(menu, site, foe, action, bound));
            }
        }
        if menu.is_open(Action::Assault) && site.is_theirs {
            menu.add(Action::Assault, aim, site.men, worth::attack(menu, site, foe, Action::Assault, bound));
        }
    }
    if site.here > 0.0 {
        if menu.is_open(Action::Shelling) {
            menu.add(Action::Shelling, aim, site.here, worth::attack(menu, site, foe, Action::Shelling, bound));
        }
        if menu.is_open(Action::Blockade) && site.is_theirs && place.blockade.is_none() {
            let holder = place.holder.or(Some(foe));
            let terms = worth::attack(menu, site, holder.unwrap_or(foe), Action::Blockade, bound);
            menu.add(Action::Blockade, (holder, Some(site.place), None), site.here, terms);
        }
        if menu.is_open(Action::LocalPact) && ceasefire.is_none() {
            menu.add(Action::LocalPact, aim, site.here, worth::local_pact(menu, site, foe));
        }
    }
    if menu.is_open(Action::AirStrike) && site.sorties > 0.0 && site.seen >= 1.0 {
        menu.add(Action::AirStrike, aim, site.sorties, worth::attack(menu, site, foe, Action::AirStrike, bound));
    }
}

/// Where one could go.
fn toward(menu: &mut Menu, site: &Site) {
    if site.men <= 0.0 || site.here > 0.0 || !menu.view.world.is_contestable(site.place) {
        if site.is_ours && site.here > 0.0 && menu.is_open(Action::Garrison) && site.seen > 0.0 {
            let terms = worth::movement(menu, site, Action::Garrison);
            menu.add(Action::Garrison, (None, Some(site.place), None), site.men, terms);
        }
        return;
    }
    let action = if site.is_ours { Action::Garrison } else { Action::Column };
    if menu.is_open(action) {
        let terms = worth::movement(menu, site, action);
        menu.add(action, (site.foe, Some(site.place), None), site.men, terms);
    }
}

/// What one says to another, or does with it.
fn speak(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    let state = &view.world.actors[actor.index()];
    let principal = state.coalition.is_none() || state.kind == ActorKind::Government;
    for other in view.world.living().filter(|o| *o != actor && view.world.tie(actor, *o).known) {
        let them = &view.world.actors[other.index()];
        let tie = view.world.tie(actor, other);
        let aim = (Some(other), None, None);
        let rival = tie.stance.is_enemy() && them.coalition.is_none() && them.bloc != state.bloc;
        let party = matches!(
            them.kind,
            ActorKind::Government
                | ActorKind::Coalition
                | ActorKind::Movement
                | ActorKind::Jihadist
                | ActorKind::Militia
        );
        if principal && rival && party {
            for action in [
                Action::OfferTalks,
                Action::Ceasefire,
                Action::ReleasePrisoners,
                Action::BackChannel,
                Action::Accuse,
                Action::Label,
                Action::Unlabel,
            ] {
                let talks = matches!(action, Action::OfferTalks | Action::Ceasefire);
                let fits = match action {
                    Action::Label => !tie.label,
                    Action::Unlabel => tie.label,
                    _ => !(talks && tie.label),
                };
                if fits && menu.is_open(action) {
                    menu.add(action, aim, 0.0, regard::word(menu, other, action));
                }
            }
        }
        if menu.is_open(Action::Coordinate) && regard::could_coordinate(view, actor, other) {
            menu.add(Action::Coordinate, aim, 0.0, regard::approach(menu, other, Action::Coordinate));
        }
        for (action, fits) in [
            (Action::Betray, regard::could_betray(view, actor, other)),
            (
                Action::Merge,
                tie.stance >= Stance::JointOperations && them.kind == state.kind && them.bloc != state.bloc,
            ),
            (Action::Join, them.kind == ActorKind::Coalition && state.coalition.is_none() && !tie.stance.is_enemy()),
        ] {
            if fits && menu.is_open(action) {
                menu.add(action, aim, 0.0, regard::approach(menu, other, action));
            }
        }
        if menu.is_open(Action::Sanction) && them.kind == ActorKind::Government && tie.affinity < 0.0 {
            menu.add(Action::Sanction, aim, 0.0, regard::word(menu, other, Action::Sanction));
        }
    }
    if let Some(up) = state.coalition
        && menu.is_open(Action::Leave)
    {
        menu.add(Action::Leave, (Some(up), None, None), 0.0, regard::approach(menu, up, Action::Leave));
    }
}

/// What one does about agreements: one's own, or those of others one could help.
fn about_agreements(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    for (id, pact) in view.world.pacts() {
        let party = pact.parties.iter().any(|p| view.world.belongs_to(actor, *p) && menu.actor == *p);
        let aim = (None, None, Some(id));
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
        if !party && peace && view.world.actors[actor.index()].leverage > 0.0 {
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
                if view.world.actors[ally.index()].losses + view.world.bloc_losses(ally) > 0.0 {
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
    for action in [Action::Propaganda, Action::Repress, Action::Protest, Action::EndMission] {
        if menu.is_open(action) {
            let present = view.world.own_forces(actor).next().is_some();
            if action != Action::EndMission || present {
                menu.add(action, own, 0.0, regard::at_home(menu, action));
            }
        }
    }
    if menu.is_open(Action::Hire) {
        let providers = view.world.living().filter(|o| {
            let them = &view.world.actors[o.index()];
            them.kind == ActorKind::Mercenary && them.bloc == *o && view.world.tie(actor, *o).affinity > 0.0
        });
        for provider in providers {
            menu.add(Action::Hire, (Some(provider), None, None), 0.0, regard::approach(menu, provider, Action::Hire));
        }
    }
}

/// What those who bring aid or guard a border do at places.
fn far_away(menu: &mut Menu) {
    let (view, actor) = (menu.view, menu.actor);
    let state = &view.world.actors[actor.index()];
    if menu.is_open(Action::Relief) && state.effort > 0.0 {
        for place in view.world.all_places() {
            let there = &view.world.places[place.index()];
            if there.hosted > FEW_GUESTS || (there.blockade.is_some() && there.residents > 0.0) {
                menu.add(Action::Relief, (None, Some(place), None), 0.0, regard::relief(menu, place));
            }
        }
    }
    if menu.is_open(Action::CloseBorder)
        && let Some(home) = state.home.filter(|h| view.world.places[h.index()].kind == PlaceKind::Border)
        && view.world.roads[home.index()].iter().any(|(r, _)| view.world.routes[r.index()].open)
    {
        menu.add(Action::CloseBorder, (None, Some(home), None), 0.0, regard::close_border(menu, home));
    }
}
