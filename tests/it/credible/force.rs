//! Force as the record would hold it: what belongs together is one event, between two sides or against civilians.

use super::play::actor;
use escalade::inside::{
    domain::{Action, Case, EventKind, Shock},
    id::{ActorId, RegionId},
    world::{Event, World},
};

/// The sides by which the record names those who fight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Side {
    State,
    Csp,
    Jnim,
    Is,
    Hunters,
    Loyalists,
    Civilians,
    Others,
}

impl Side {
    /// The side with this name in the record.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "state" => Self::State,
            "csp" => Self::Csp,
            "jnim" => Self::Jnim,
            "is" => Self::Is,
            "hunters" => Self::Hunters,
            "loyalists" => Self::Loyalists,
            "civilians" => Self::Civilians,
            other => panic!("no side {other}"),
        }
    }
}

/// Which actor of the case stands for which side; whoever belongs to it belongs to that side.
#[derive(Clone, Debug)]
pub(super) struct Sides(Vec<(ActorId, Side)>);

impl Sides {
    pub(super) fn of(case: &Case) -> Self {
        let all = [
            ("junta", Side::State),
            ("csp", Side::Csp),
            ("cma", Side::Csp),
            ("jnim", Side::Jnim),
            ("is", Side::Is),
            ("dna", Side::Hunters),
            ("msa", Side::Loyalists),
            ("progov_tuareg", Side::Loyalists),
        ];
        Self(all.map(|(id, side)| (actor(case, id), side)).to_vec())
    }

    /// The side of an actor: that of the nearest above it which has one.
    pub(super) fn side(&self, world: &World, actor: ActorId) -> Side {
        let origin = |id: ActorId| world.actors[id.index()].origin;
        let mut above = world.lineage(actor).map(origin);
        let found = above.find_map(|id| self.0.iter().find(|(a, _)| *a == id));
        found.map_or(Side::Others, |(_, side)| *side)
    }
}

/// One use of force.
#[derive(Clone, Copy, Debug)]
pub(super) struct Force {
    /// The two sides, in order; civilians where nobody else was meant.
    pub(super) pair: (Side, Side),
    /// Whose doing it was.
    pub(super) by: Side,
    /// The region where it happened.
    pub(super) region: RegionId,
    /// Everybody killed, bystanders among them.
    pub(super) deaths: u32,
    /// Civilians killed.
    pub(super) civilians: u32,
}

impl Force {
    /// Whether the record would hold it: somebody was killed.
    pub(super) const fn is_fatal(&self) -> bool {
        self.deaths > 0
    }

    pub(super) fn is_against_civilians(&self) -> bool {
        self.pair.1 == Side::Civilians
    }
}

/// Everything that was done by force in the week. Bystanders and those who fought beside others are part of the event that they belong to.
pub(super) fn of_week(world: &World, sides: &Sides) -> Vec<Force> {
    let mut all: Vec<(Event, Force)> = Vec::new();
    for event in &world.traffic.events {
        let (Some(by), Some(place)) = (event.actor, event.place) else { continue };
        if event.part {
            let same = |main: &Event| {
                let fight = main.place == event.place && main.operation == event.operation;
                let beside = fight && event.operation.is_some() && event.rule == "fight.beside";
                beside || main.place == event.place && main.actor == event.actor && main.target == event.target
            };
            if let Some((_, force)) = all.iter_mut().find(|(main, _)| same(main)) {
                force.deaths += event.deaths();
                force.civilians += event.civilian_deaths + event.target_civilian_deaths;
                continue;
            }
        }
        if !event.is_violent() && event.deaths() == 0 {
            continue;
        }
        let (a, region) = (sides.side(world, by), world.places[place.index()].region);
        let b = event.target.filter(|_| !is_meant_for_civilians(event)).map(|t| sides.side(world, t));
        let pair = match b {
            Some(b) => (a.min(b), a.max(b)),
            None => (a, Side::Civilians),
        };
        let civilians = event.civilian_deaths + event.target_civilian_deaths;
        all.push((*event, Force { pair, by: a, region, deaths: event.deaths(), civilians }));
    }
    all.into_iter().map(|(_, force)| force).collect()
}

/// Whether an act was meant for civilians: killings that were ordered, and reprisals. Those who die in a fight are bystanders.
fn is_meant_for_civilians(event: &Event) -> bool {
    let kind = matches!(
        event.kind,
        EventKind::Act(Action::CollectivePunishment | Action::SelectiveKilling) | EventKind::Shock(Shock::Massacre)
    );
    kind && !event.part && event.actor_deaths + event.target_deaths == 0
}
