//! Observables: what outcomes, conditions and series may ask of a world, each under an address.

use super::{World, found::SPARE_ACTORS};
use crate::{
    domain::{AgreementState, Case, EventKind, PlaceKind, PlaceState, Stance},
    fault::nearest,
    id::{ActorId, AgreementId, PlaceId, RegionId},
};

/// A question about the world that has one answer each week.
#[allow(missing_docs, reason = "each variant is the address of the same name in docs/files.md")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Observable {
    PlaceState(PlaceId),
    Holder(PlaceId),
    Services(PlaceId),
    Displaced(PlaceId),
    Blockaded(PlaceId),
    Attacks(PlaceId),
    Control(PlaceId, ActorId),
    Affinity(ActorId, ActorId),
    Trust(ActorId, ActorId),
    Stance(ActorId, ActorId),
    Rung(ActorId, ActorId),
    AgreementState(AgreementId),
    AgreementTrust(AgreementId),
    AgreementProgress(AgreementId),
    Strength(ActorId),
    Cohesion(ActorId),
    Legitimacy(ActorId),
    Funds(ActorId),
    Members(ActorId),
    Present(ActorId),
    Held(ActorId),
    Country(ActorId),
    Events,
    Deaths,
    FighterDeaths,
    CivilianDeaths,
    DisplacedTotal,
    BlockadeWeeks,
    UnservedWeeks,
    AidlessWeeks,
    CivilianDeathsBy(ActorId),
    DeathsBetween(ActorId, ActorId),
    DeathsIn(RegionId),
    EventsIn(RegionId),
    Incidents(ActorId, ActorId),
    FatalIncidents(ActorId, ActorId),
    JointBattles(ActorId, ActorId),
    Happened(EventKind, Option<ActorId>),
}

/// How an observable is counted: this fixes the bins of its histogram and its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// A number from 0 up.
    Count,
    /// A share between -1 and 1.
    Share,
    /// An ordered word; the number is its place in the list.
    Word(&'static [&'static str]),
    /// An actor; the number is its index, -1 for nobody.
    Actor,
}

/// The highest rung of the table of actions, which stands where a ladder does not list an action.
const TOP: u8 = 9;

/// Radius within which an attack counts as an attack on a place, km (definition O2 of the case's outcomes).
pub const NEAR_KM: f64 = 50.0;

impl Observable {
    /// The observable at this address.
    ///
    /// # Errors
    /// What is wrong with the address, and what would be right.
    pub fn parse(address: &str, case: &Case) -> Result<Self, Unknown> {
        let (table, rest) = address.split_once('.').unwrap_or((address, ""));
        match table {
            "places" => of_place(case, rest),
            "control" => {
                let (p, a) = rest.split_once(':').unwrap_or((rest, ""));
                Ok(Self::Control(place(case, p)?, actor(case, a)?))
            }
            "ties" => of_tie(case, rest),
            "agreements" => of_agreement(case, rest),
            "actors" => of_actor(case, rest),
            "totals" => of_totals(rest),
            "civilian_deaths" => Ok(Self::CivilianDeathsBy(actor(case, rest)?)),
            "deaths" => match rest.split_once(':').unwrap_or((rest, "")) {
                ("region", b) => Ok(Self::DeathsIn(region(case, b)?)),
                // Of one actor alone: between those who have split off and those they left.
                (a, b) => Ok(Self::DeathsBetween(actor(case, a)?, actor(case, b)?)),
            },
            "incidents" | "fatal_incidents" | "joint_battles" => {
                let (a, b) = rest.split_once(':').unwrap_or((rest, ""));
                let (a, b) = (actor(case, a)?, actor(case, b)?);
                Ok(match table {
                    "incidents" => Self::Incidents(a, b),
                    "fatal_incidents" => Self::FatalIncidents(a, b),
                    _ => Self::JointBattles(a, b),
                })
            }
            "events" => {
                let (kind, by) = rest.split_once(':').map_or((rest, None), |(k, a)| (k, Some(a)));
                if let ("region", Some(name)) = (kind, by) {
                    return Ok(Self::EventsIn(region(case, name)?));
                }
                let parsed = EventKind::parse(kind)
                    .ok_or_else(|| (format!("no kind of event `{kind}`"), nearest(kind, EventKind::all_words())))?;
                Ok(Self::Happened(parsed, by.map(|a| actor(case, a)).transpose()?))
            }
            other => unknown(
                other,
                &[
                    "places",
                    "control",
                    "ties",
                    "agreements",
                    "actors",
                    "totals",
                    "civilian_deaths",
                    "deaths",
                    "incidents",
                    "fatal_incidents",
                    "joint_battles",
                    "events",
                ],
            ),
        }
    }

    /// How the answer is counted.
    pub fn scale(self) -> Scale {
        match self {
            Self::PlaceState(_) => Scale::Word(PlaceState::WORDS),
            Self::Stance(..) => Scale::Word(Stance::WORDS),
            Self::AgreementState(_) => Scale::Word(AgreementState::WORDS),
            Self::Holder(_) => Scale::Actor,
            Self::Services(_)
            | Self::Displaced(_)
            | Self::Control(..)
            | Self::Affinity(..)
            | Self::Trust(..)
            | Self::AgreementTrust(_)
            | Self::AgreementProgress(_)
            | Self::Cohesion(_)
            | Self::Country(_)
            | Self::Legitimacy(_) => Scale::Share,
            _ => Scale::Count,
        }
    }

    /// The least and the most that it can be as a number, whatever happens; words and actors have an order of their own.
    pub fn bounds(self, case: &Case) -> (f64, f64) {
        match self {
            Self::Affinity(..) => (-1.0, 1.0),
            _ if self.scale() == Scale::Share => (0.0, 1.0),
            Self::Blockaded(_) | Self::Present(_) => (0.0, 1.0),
            Self::Held(_) => (0.0, case.places.len() as f64),
            // All others, splinters among them.
            Self::Members(_) => (0.0, (case.actors.len() + SPARE_ACTORS).saturating_sub(1) as f64),
            Self::DisplacedTotal => (0.0, case.communities.iter().map(|c| c.population.high).sum()),
            Self::Rung(..) => (0.0, f64::from(case.ladder.iter().map(|rung| rung.rung).max().unwrap_or(0).max(TOP))),
            Self::Funds(_) => (f64::NEG_INFINITY, f64::INFINITY),
            _ => (0.0, f64::INFINITY),
        }
    }

    /// Whether the number is whole in every world.
    pub fn is_whole(self) -> bool {
        let parts = matches!(
            self,
            Self::Strength(_)
                | Self::Funds(_)
                | Self::DisplacedTotal
                | Self::BlockadeWeeks
                | Self::UnservedWeeks
                | Self::AidlessWeeks
        );
        self.scale() != Scale::Share && !parts
    }

    /// The answer this week, as a number; words are their place in the list, actors their index.
    pub fn read(self, world: &World) -> f64 {
        match self {
            Self::PlaceState(p) => f64::from(world.places[p.index()].state as u8),
            Self::Holder(p) => world.places[p.index()].holder.map_or(-1.0, |a| f64::from(a.0)),
            Self::Services(p) => world.places[p.index()].services,
            Self::Displaced(p) => displaced_share(world, p),
            Self::Blockaded(p) => f64::from(u8::from(world.places[p.index()].blockade.is_some())),
            Self::Attacks(p) => {
                let near = |q: usize| *world.map.distance.at(p.index(), q) <= NEAR_KM;
                (0..world.places.len()).filter(|q| near(*q)).map(|q| f64::from(world.totals.attacks[q])).sum()
            }
            Self::Control(p, a) => world.control_of(p, a),
            Self::Affinity(a, b) => world.tie(a, b).affinity,
            Self::Trust(a, b) => world.tie(a, b).trust,
            // The worse of both directions: a pair is at peace only if both are.
            Self::Stance(a, b) => f64::from(world.tie(a, b).stance.min(world.tie(b, a).stance) as u8),
            Self::Rung(a, b) => f64::from(world.rung(a, b)),
            Self::AgreementState(g) => f64::from(world.agreements[g.index()].state as u8),
            Self::AgreementTrust(g) => world.agreements[g.index()].trust,
            Self::AgreementProgress(g) => world.agreements[g.index()].progress,
            Self::Strength(a) => world.strength(a),
            Self::Cohesion(a) => world.actors[a.index()].cohesion,
            Self::Legitimacy(a) => world.actors[a.index()].legitimacy,
            Self::Funds(a) => world.actors[a.index()].funds,
            Self::Members(a) => world.members(a).count() as f64,
            Self::Present(a) => f64::from(u8::from(world.strength(a) > 0.0)),
            Self::Held(a) => world.held_by(a) as f64,
            Self::Country(a) => country(world, a),
            Self::Events => world.totals.events as f64,
            Self::Deaths => (world.totals.fighter_deaths + world.totals.civilian_deaths) as f64,
            Self::FighterDeaths => world.totals.fighter_deaths as f64,
            Self::CivilianDeaths => world.totals.civilian_deaths as f64,
            Self::DisplacedTotal => world.communities.iter().map(|c| c.population * c.displaced).sum(),
            Self::BlockadeWeeks => world.totals.blockade_weeks,
            Self::UnservedWeeks => world.totals.unserved_weeks,
            Self::AidlessWeeks => world.totals.aidless_weeks,
            Self::CivilianDeathsBy(a) => world.totals.civilian_by[a.index()] as f64,
            Self::DeathsBetween(a, b) => {
                *world.totals.between.at(a.index().min(b.index()), a.index().max(b.index())) as f64
            }
            Self::DeathsIn(r) => world.totals.by_region[r.index()] as f64,
            Self::EventsIn(r) => world.totals.violent_in[r.index()] as f64,
            Self::Incidents(a, b) => {
                f64::from(*world.totals.incidents.at(a.index().min(b.index()), a.index().max(b.index())))
            }
            Self::FatalIncidents(a, b) => {
                f64::from(*world.totals.fatal.at(a.index().min(b.index()), a.index().max(b.index())))
            }
            Self::JointBattles(a, b) => {
                f64::from(*world.totals.joint.at(a.index().min(b.index()), a.index().max(b.index())))
            }
            Self::Happened(kind, Some(a)) => f64::from(*world.totals.kinds.at(a.index(), kind.index())),
            Self::Happened(kind, None) => f64::from(world.totals.happened[kind.index()]),
        }
    }
}

/// What is wrong with an address, and what would be right.
pub type Unknown = (String, String);

fn unknown(what: &str, valid: &[&str]) -> Result<Observable, Unknown> {
    Err((format!("`{what}` is not something that can be observed"), nearest(what, valid.iter().copied())))
}

fn of_place(case: &Case, rest: &str) -> Result<Observable, Unknown> {
    let (id, field) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let place = place(case, id)?;
    Ok(match field {
        "state" => Observable::PlaceState(place),
        "holder" => Observable::Holder(place),
        "services" => Observable::Services(place),
        "displaced" => Observable::Displaced(place),
        "blockaded" => Observable::Blockaded(place),
        "attacks" => Observable::Attacks(place),
        other => return unknown(other, &["state", "holder", "services", "displaced", "blockaded", "attacks"]),
    })
}

fn of_tie(case: &Case, rest: &str) -> Result<Observable, Unknown> {
    let (pair, field) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let (a, b) = pair.split_once(':').unwrap_or((pair, ""));
    let (a, b) = (actor(case, a)?, actor(case, b)?);
    if a == b {
        return Err(("both are the same actor".to_owned(), "name two different ones".to_owned()));
    }
    Ok(match field {
        "affinity" => Observable::Affinity(a, b),
        "trust" => Observable::Trust(a, b),
        "stance" => Observable::Stance(a, b),
        "rung" => Observable::Rung(a, b),
        other => return unknown(other, &["affinity", "trust", "stance", "rung"]),
    })
}

fn of_agreement(case: &Case, rest: &str) -> Result<Observable, Unknown> {
    let (id, field) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let names = case.agreements.iter().map(|a| a.id.as_str());
    let agreement = case.agreement(id).ok_or_else(|| (format!("no agreement `{id}`"), nearest(id, names)))?;
    Ok(match field {
        "state" => Observable::AgreementState(agreement),
        "trust" => Observable::AgreementTrust(agreement),
        "progress" => Observable::AgreementProgress(agreement),
        other => return unknown(other, &["state", "trust", "progress"]),
    })
}

fn of_actor(case: &Case, rest: &str) -> Result<Observable, Unknown> {
    let (id, field) = rest.rsplit_once('.').unwrap_or((rest, ""));
    let actor = actor(case, id)?;
    Ok(match field {
        "strength" => Observable::Strength(actor),
        "cohesion" => Observable::Cohesion(actor),
        "legitimacy" => Observable::Legitimacy(actor),
        "funds" => Observable::Funds(actor),
        "members" => Observable::Members(actor),
        "present" => Observable::Present(actor),
        "held" => Observable::Held(actor),
        "control" => Observable::Country(actor),
        other => {
            let valid = ["strength", "cohesion", "legitimacy", "funds", "members", "present", "held", "control"];
            return unknown(other, &valid);
        }
    })
}

fn of_totals(rest: &str) -> Result<Observable, Unknown> {
    const VALID: [&str; 8] = [
        "events",
        "deaths",
        "fighter_deaths",
        "civilian_deaths",
        "displaced",
        "blockade_weeks",
        "unserved_weeks",
        "aidless_weeks",
    ];
    Ok(match rest {
        "events" => Observable::Events,
        "deaths" => Observable::Deaths,
        "fighter_deaths" => Observable::FighterDeaths,
        "civilian_deaths" => Observable::CivilianDeaths,
        "displaced" => Observable::DisplacedTotal,
        "blockade_weeks" => Observable::BlockadeWeeks,
        "unserved_weeks" => Observable::UnservedWeeks,
        "aidless_weeks" => Observable::AidlessWeeks,
        other => return unknown(other, &VALID),
    })
}

fn displaced_share(world: &World, place: PlaceId) -> f64 {
    let people = world.map.people[place.index()].iter().map(|c| &world.communities[c.index()]);
    let (fled, all) = people.fold((0.0, 0.0), |(f, n), c| (f + c.population * c.displaced, n + c.population));
    if all > 0.0 { fled / all } else { 0.0 }
}

/// Mean control share of an actor and its members over the places that are no border points.
fn country(world: &World, actor: ActorId) -> f64 {
    let inside = |p: &PlaceId| world.places[p.index()].kind != PlaceKind::Border;
    let shares = world.all_places().filter(inside).map(|p| world.control_of(p, actor));
    let (sum, places) = shares.fold((0.0, 0.0_f64), |(sum, n), share| (sum + share, n + 1.0));
    sum / places.max(1.0)
}

fn region(case: &Case, name: &str) -> Result<RegionId, Unknown> {
    let names = case.regions.iter().map(String::as_str);
    let found = case.regions.iter().position(|r| r == name);
    found.map(RegionId::from).ok_or_else(|| (format!("no region `{name}`"), nearest(name, names)))
}

fn actor(case: &Case, id: &str) -> Result<ActorId, Unknown> {
    case.actor(id).ok_or_else(|| (format!("no actor `{id}`"), nearest(id, case.actors.iter().map(|a| a.id.as_str()))))
}

fn place(case: &Case, id: &str) -> Result<PlaceId, Unknown> {
    case.place(id).ok_or_else(|| (format!("no place `{id}`"), nearest(id, case.places.iter().map(|p| p.id.as_str()))))
}
