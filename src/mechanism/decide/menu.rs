//! The menu of one actor: what it knows of itself this week, and the options that have a part in its ranking.

#![allow(clippy::inline_always, reason = "a thousand options a week are summed in registers and thrown away")]

use super::{Settings, budget, ground::Ground, race::Race, worth};
use crate::{
    domain::{Action, ActorKind, EventKind, Stance, action::Actions},
    id::{ActorId, AgreementId, Key, PlaceId},
    mechanism::{Rule, View},
    world::{
        Actor,
        change::Scored,
        ledger::{Choice, TERMS},
    },
};

/// Utility terms of an option, in the order of [`TERMS`].
pub(super) type Terms = [f64; TERMS.len()];

/// What an option is aimed at: an actor, a place, an agreement.
pub(super) type Aim = (Option<ActorId>, Option<PlaceId>, Option<AgreementId>);

/// Enemies who are remembered at a time.
const FOES: usize = 16;

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

/// What an actor knows of an enemy.
#[derive(Clone, Copy)]
pub(super) struct Foe {
    pub(super) id: ActorId,
    /// Enmity to it, and losses suffered from it of late, 0-1.
    pub(super) enmity: f64,
    pub(super) sting: f64,
    pub(super) at_war: bool,
    /// Whether a ceasefire or a pact of the place where they meet binds the two, and whether one of these or a pact of
    /// non-aggression does.
    pub(super) truce: bool,
    pub(super) bound: bool,
}

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
    /// Advantage of striking from hiding, and what confidence adds to a chance of winning.
    pub(super) surprise: f64,
    pub(super) nerve: f64,
    /// What it can spend, and its own men.
    pub(super) purse: f64,
    pub(super) upkeep: f64,
    /// Effort that it has this week.
    pub(super) budget: f64,
    /// Price of effort and of money: utility per unit.
    effort_price: f64,
    money_price: f64,
    /// Enemies met so far: in many places one meets the same.
    foes: [Option<Foe>; FOES],
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
            hurt: worth::hurt(view, ground.toll(state.bloc)),
            pride: firmness(state.rhetoric),
            audience: firmness(state.rhetoric.max(government)),
            scruple: set.scruple * state.accountability,
            surprise: 1.0 + (set.surprise - 1.0) * state.concealment,
            nerve: set.overconfidence * (state.confidence - 0.5),
            purse,
            // Ten men at least, so that nobody's reserve is measured against nothing.
            upkeep: ground.men.max(10.0),
            budget,
            effort_price: set.effort_price / budget.max(1.0),
            money_price: set.money_price / (purse + set.last_reserve),
            foes: [None; FOES],
            race,
            out,
        }
    }

    /// Whether the actor weighs an action this week.
    #[inline]
    pub(super) fn is_open(&self, action: Action) -> bool {
        self.open.has(action)
    }

    /// Adds an option with its terms, the price of effort and money taken off, if it has a part in the ranking.
    ///
    /// Most options have none: their utility is summed in registers, and only those that pass are written down.
    #[inline(always)]
    pub(super) fn add(&mut self, action: Action, aim: Aim, men: f64, mut terms: Terms) {
        let row = action.row();
        terms[worth::COST] -= row.effort * self.effort_price + row.money * self.money_price;
        let [gain, risk, harm, audience, tie, cost, campaign, pressure] = terms;
        let utility = gain + risk + harm + audience + tie + cost + campaign + pressure;
        if let Some(noise) = self.race.enters(action, utility) {
            let terms = [gain, risk, harm, audience, tie, cost, campaign, pressure];
            self.keep(action, aim, men, (utility, terms), noise);
        }
    }

    #[inline(never)]
    fn keep(&mut self, action: Action, aim: Aim, men: f64, (utility, terms): (f64, Terms), noise: f64) {
        let (target, place, agreement) = aim;
        let kind = EventKind::Act(action);
        if !self.view.is_barred(kind, Some(self.actor), target, place)
            && let Some(score) = self.race.finish(utility, noise)
        {
            let choice = Choice { action, target, place, agreement, utility, terms };
            self.out.push(Scored { choice, men, score, taken: false });
        }
    }

    /// What the actor knows of an enemy.
    fn foe(&mut self, id: ActorId) -> Foe {
        let slot = id.index() % FOES;
        if let Some(foe) = self.foes[slot].filter(|foe| foe.id == id) {
            return foe;
        }
        let world = self.view.world;
        let [ceasefire, peace] = self.ground.bonds(world, self.actor, id);
        let foe = Foe {
            id,
            enmity: worth::enmity(self, id),
            sting: worth::sting(self, id),
            at_war: world.tie(self.actor, id).stance == Stance::War,
            truce: ceasefire,
            bound: ceasefire || peace,
        };
        self.foes[slot] = Some(foe);
        foe
    }

    /// The same, met at a place, where a pact of that place may bind the two.
    pub(super) fn foe_at(&mut self, id: ActorId, place: PlaceId) -> Foe {
        let foe = self.foe(id);
        let pact = self.ground.has_pact(self.view.world, self.actor, id, place);
        Foe { truce: foe.truce || pact, bound: foe.bound || pact, ..foe }
    }

    /// Turns to the options about a place, another actor, an agreement, or at home (no key).
    #[inline(always)]
    pub(super) fn turn_to(&mut self, other: Key) {
        self.race.turn_to(other);
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
