//! Mechanisms: one rule family each, a verb, a file. They look at the world and propose changes; none of them writes.
//!
//! A mechanism is a function from a [`View`] to [`crate::world::Proposals`]. It sees its own settings only. Mechanisms never
//! call each other: what one did this week, another reads from the world (its events, orders, forces).

pub mod align;
pub mod assist;
pub mod bargain;
pub mod befall;
pub mod cohere;
pub mod comply;
pub mod decide;
pub mod declare;
pub mod earn;
pub mod fight;
pub mod flee;
pub mod govern;
pub mod harm;
pub mod hold;
pub mod march;
pub mod notice;
pub mod operate;
pub mod plan;
pub mod recruit;
pub mod relate;
mod rules;
pub mod skirmish;
pub mod sponsor;
pub mod supply;
#[cfg(test)]
pub(crate) mod testing;

pub use rules::{RULES, Rule, Rules};

use crate::{
    chance::{Chance, Fan, Purpose},
    domain::{Action, Case, EventFact, EventKind, Shock},
    id::{ActorId, PlaceId},
    parameter::{Draw, Parameter, Quantity},
    warfare::{self, estimate, odds},
    world::{World, outside::Outside},
};

/// What a mechanism may look at.
#[derive(Clone, Copy, Debug)]
pub struct View<'a, S> {
    /// The facts: names, ladder, history. Numbers of the world are in `world`.
    pub case: &'a Case,
    /// The world as it stands at the start of the phase.
    pub world: &'a World,
    /// The mechanism's own numbers in this draw.
    pub set: &'a S,
    /// The laws of force, which all share.
    pub warfare: &'a warfare::Settings,
    /// Rationality λ of everybody who chooses: `decide.rationality`.
    pub rationality: f64,
    /// Which causal claims are switched on.
    pub rules: &'a Rules,
    /// The chance of this world in this week.
    pub chance: Chance,
    /// What comes from outside this week.
    pub outside: &'a Outside,
}

impl<S> View<'_, S> {
    /// Whether something may not happen this week.
    #[inline]
    pub fn is_barred(
        &self,
        kind: EventKind,
        actor: Option<ActorId>,
        target: Option<ActorId>,
        place: Option<PlaceId>,
    ) -> bool {
        let under = |bar: Option<ActorId>, who: Option<ActorId>| {
            bar.is_none_or(|root| who.is_some_and(|id| self.world.belongs_to(id, root)))
        };
        self.outside.bars.iter().any(|bar| {
            bar.kind == kind
                && under(bar.actor, actor)
                && under(bar.target, target)
                && (bar.place.is_none() || bar.place == place)
        })
    }

    /// Days to the day on which a mission is to leave its camp at a place, if such a day is to come in this world and nothing from outside prevents it.
    pub fn days_to_closing(&self, place: PlaceId) -> Option<f64> {
        let today = self.case.date(self.world.week);
        let comes = |e: &&EventFact| {
            e.kind == EventKind::Shock(Shock::CampCloses)
                && e.place == Some(place)
                && e.date >= today
                && Case::holds(&e.source, &self.world.reading)
                && !self.is_barred(e.kind, e.actor, e.target, e.place)
        };
        let days = |e: &EventFact| f64::from(today.until(e.date).map_or(0, |span| span.get_days()));
        self.case.scheduled.iter().filter(comes).map(days).reduce(f64::min)
    }

    /// Sorties a week by which a side and its friends could support a fight at a place; without C1 none count.
    pub fn air_support(&self, side: ActorId, place: PlaceId) -> f64 {
        if !self.rules.on(Rule::AirPowerDecidesAndKills) {
            return 0.0;
        }
        let (world, war) = (self.world, self.warfare);
        let near = |at: PlaceId| *world.map.distance.at(at.index(), place.index()) <= war.air_support;
        let wings = world.index.wings.iter().map(|id| world.force(*id));
        let ours = wings.filter(|wing| world.are_friends(side, wing.actor) && near(wing.place));
        war.air_share * ours.map(|wing| wing.strength).sum::<f64>()
    }

    /// Chance of holding that the defenders of a place want before they stand; none, if they stand in any case (C13).
    pub fn wanted(&self, place: PlaceId, defender: Option<ActorId>) -> Option<f64> {
        let leader = defender.filter(|_| self.rules.on(Rule::WithdrawalSparesForces))?;
        Some(estimate::wanted(self.warfare, self.world, place, leader))
    }

    /// Chance to take a place of those who have been counted there: they leave before, as far as they want more than they see, or stand and lose.
    pub fn chance_to_take(&self, own: &odds::Side, enemy: &odds::Side, wanted: Option<f64>) -> f64 {
        match wanted {
            Some(wanted) => odds::taken_if_counted(self.warfare, own, enemy, wanted),
            None => odds::chance_if_counted(self.warfare, own, enemy),
        }
    }

    /// A fan of numbers for everybody at a place.
    #[inline]
    pub fn fan(&self, purpose: Purpose, place: PlaceId) -> Fan {
        self.chance.fan(purpose, self.world.places[place.index()].key)
    }

    /// Orders of this week for one action.
    pub fn orders(&self, action: Action) -> impl Iterator<Item = &crate::world::Order> {
        self.world.traffic.agenda.of(action).iter().map(|i| &self.world.traffic.orders[usize::from(*i)])
    }
}

/// Declares the settings of all mechanisms together, and the list of every parameter.
macro_rules! all_settings {
    ($($mechanism:ident)+) => {
        /// The numbers of every mechanism in one draw.
        #[derive(Clone, Debug)]
        pub struct Settings {
            $(#[doc = concat!("Of `", stringify!($mechanism), "`.")] pub $mechanism: $mechanism::Settings,)+
            /// Which causal claims are switched on.
            pub rules: Rules,
        }

        /// Every parameter of every mechanism, in the order of the week; the rules are not among them.
        pub fn parameters() -> impl Iterator<Item = &'static Parameter> {
            std::iter::empty()$(.chain($mechanism::Settings::PARAMETERS))+
        }

        impl Settings {
            /// The settings of one draw: the quantities in the order of [`parameters`], followed by the rules.
            pub fn draw(quantities: &[Quantity], draw: &Draw) -> Self {
                let mut values = quantities.iter().map(|q| q.draw(draw));
                Self {
                    $($mechanism: $mechanism::Settings::from_values(
                        values.by_ref().take($mechanism::Settings::PARAMETERS.len())
                    ),)+
                    rules: Rules::from_values(values),
                }
            }

            /// Every parameter at its typical value, every rule on.
            pub fn typical() -> Self {
                Self { $($mechanism: $mechanism::Settings::typical(),)+ rules: Rules::default() }
            }
        }
    };
}

all_settings! { warfare befall notice decide plan bargain declare comply cohere operate march supply skirmish fight hold harm flee relate align recruit earn govern sponsor assist }

/// The quantities that hold when nobody sets anything: every parameter's prior, every rule on.
pub fn default_quantities() -> Vec<Quantity> {
    parameters().map(Parameter::quantity).chain((0..RULES).map(|_| Quantity::fixed(1.0))).collect()
}

/// The position of an address (`decide.rationality`, `rules.c5`) among the quantities.
pub fn quantity_index(address: &str) -> Option<usize> {
    match address.strip_prefix("rules.") {
        Some(word) => Rule::parse(word).map(|rule| parameters().count() + rule as usize),
        None => parameters().position(|p| p.address == address),
    }
}
