//! The menu of one actor: what it knows of itself this week, and the options that have a part in its ranking.

#![allow(clippy::inline_always, reason = "as in `race`: what has no part in the ranking is never written to memory")]

use super::{
    Settings, budget,
    ground::{self, Ground},
    race::Race,
};
use crate::{
    domain::{Action, ActorKind, EventKind, action::Actions},
    id::{ActorId, AgreementId, Key, PlaceId},
    mechanism::{Rule, View},
    world::{
        Actor, Place, Post,
        change::Scored,
        ledger::{Choice, Terms},
    },
};

/// What an option is aimed at: an actor, a place, an agreement.
pub(super) type Aim = (Option<ActorId>, Option<PlaceId>, Option<AgreementId>);

/// Keys of the actions, for acts that each actor weighs in a week of its own.
static KEYS: [Key; Action::ALL.len()] = {
    let mut keys = [Key(0); Action::ALL.len()];
    let mut i = 0;
    while i < keys.len() {
        keys[i] = Key::of(Action::ALL[i].word());
        i += 1;
    }
    keys
};

/// One actor's view of itself, and the list being filled.
pub(super) struct Menu<'a, 'v> {
    pub(super) view: &'a View<'v, Settings>,
    pub(super) set: &'a Settings,
    pub(super) ground: &'a Ground,
    pub(super) actor: ActorId,
    pub(super) state: &'a Actor,
    /// Actions that it weighs this week.
    pub(super) open: Actions,
    /// How much the war hurts it, 0-1.
    pub(super) hurt: f64,
    /// Audience value of firmness: its own, and with its government's rhetoric.
    pub(super) pride: f64,
    pub(super) audience: f64,
    /// Weight of a civilian harmed.
    pub(super) scruple: f64,
    /// What confidence adds to a chance of winning.
    pub(super) nerve: f64,
    /// What it can spend, and its own men.
    pub(super) purse: f64,
    pub(super) upkeep: f64,
    /// Effort that it has this week.
    pub(super) budget: f64,
    /// Price of effort and of money: utility per unit.
    effort_price: f64,
    money_price: f64,
    pub(super) race: Race,
    out: &'a mut Vec<Scored>,
}

impl<'a, 'v> Menu<'a, 'v> {
    /// An empty menu of an actor.
    pub(super) fn new(
        view: &'a View<'v, Settings>,
        ground: &'a Ground,
        actor: ActorId,
        race: Race,
        out: &'a mut Vec<Scored>,
    ) -> Self {
        let (world, set) = (view.world, view.set);
        let state = &world.actors[actor.index()];
        let purse = world.purse(actor).max(0.0);
        let budget = budget(view, actor);
        let open = weighed(view, state);
        // What it can never pay for is looked at only if somebody wants to see what it would rather have done.
        let open = if race.shows_alternatives() { open } else { affordable(open, budget, purse) };
        let firmness = |rhetoric: f64| if view.rules.on(Rule::RhetoricBinds) { set.audience * rhetoric } else { 0.0 };
        let government = world.government_of(actor).map_or(0.0, |g| world.actors[g.index()].rhetoric);
        Self {
            view,
            set,
            ground,
            actor,
            state,
            open,
            hurt: ground::hurt(view, ground.toll(state.bloc)),
            pride: firmness(state.rhetoric),
            audience: firmness(state.rhetoric.max(government)),
            scruple: set.scruple * state.accountability,
            nerve: set.overconfidence * (state.confidence - 0.5),
            purse,
            // Ten men at least, so that nobody's reserve is measured against nothing.
            upkeep: world.own_forces(actor).map(|f| f.strength).sum::<f64>().max(10.0),
            budget,
            effort_price: set.effort_price / budget.max(1.0),
            money_price: set.money_price / (purse + set.last_reserve),
            race,
            out,
        }
    }

    /// Whether the actor weighs an action this week.
    #[inline]
    pub(super) fn is_open(&self, action: Action) -> bool {
        self.open.has(action)
    }

    /// Adds an option about an object (by its key; none at home) with its terms, the price of effort and money taken off, if it has
    /// a part in the ranking.
    ///
    /// Most options have none: only those that pass are written down.
    #[inline(always)]
    pub(super) fn add(&mut self, action: Action, about: Key, aim: Aim, men: f64, mut terms: Terms) {
        let row = action.row();
        terms.cost -= row.effort * self.effort_price + row.money * self.money_price;
        if let Some(noise) = self.race.enters(action, about, terms.sum()) {
            self.keep(action, aim, men, &terms, noise);
        }
    }

    #[inline(never)]
    fn keep(&mut self, action: Action, aim: Aim, men: f64, terms: &Terms, noise: f64) {
        let utility = terms.sum();
        let (target, place, agreement) = aim;
        let kind = EventKind::Act(action);
        if !self.view.is_barred(kind, Some(self.actor), target, place)
            && let Some(score) = self.race.finish(utility, noise)
        {
            let choice = Choice { action, target, place, agreement, utility, terms: *terms };
            self.out.push(Scored { choice, men, score, taken: false });
        }
    }

    /// Where its men stand.
    pub(super) fn posts(&self) -> &'a [Post] {
        self.ground.posts(self.actor)
    }

    /// The place of a post.
    pub(super) fn there(&self, post: &Post) -> &'a Place {
        &self.view.world.places[post.place.index()]
    }

    /// What holding the place of a post is worth, as utility.
    pub(super) fn prize(&self, post: &Post) -> f64 {
        self.set.prize * self.there(post).value
    }

    /// Rough number of civilians who may be hurt at a post, 0-1.
    pub(super) fn bystanders(&self, post: &Post) -> f64 {
        let residents = self.there(post).residents;
        residents / (residents + self.set.crowd)
    }
}

/// What an actor weighs this week: what its kind may do, grave acts only in the week of the season whose turn is theirs.
fn weighed(view: &View<Settings>, actor: &Actor) -> Actions {
    let open = Action::open_to(actor.kind);
    let season = view.set.deliberation.round().max(1.0) as u64;
    let turn = (season - u64::from(view.world.week) % season) % season;
    let due = |action: &Action| actor.key.with(KEYS[*action as usize]).0 % season == turn;
    let grave = open.and(Action::GRAVE);
    grave.iter().filter(due).fold(open.without(grave), Actions::with)
}

/// Actions that cost no more effort and money than an actor has.
fn affordable(open: Actions, effort: f64, money: f64) -> Actions {
    let too_dear = |action: &Action| action.row().effort > effort || action.row().money > money;
    open.iter().filter(too_dear).fold(open, |open, action| open.without(Actions::of(&[action])))
}

/// Whether an actor is of the kinds that take part in politics between enemies.
pub(super) const fn is_party(kind: ActorKind) -> bool {
    matches!(
        kind,
        ActorKind::Government | ActorKind::Coalition | ActorKind::Movement | ActorKind::Jihadist | ActorKind::Militia
    )
}
