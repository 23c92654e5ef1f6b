//! What is written down of every run each week: the lines of `weekly.csv` and the items of `shares.csv`. Both lists are built
//! here and nowhere else, from the variants of a study and their cases.

use super::variant::Variant;
use crate::{
    domain::{AgreementState, Case, PlaceState, Stance},
    id::{ActorId, AgreementId},
    stats::Bins,
    words::words,
    world::{
        World,
        observe::{Observable, Scale},
    },
};
use std::{collections::BTreeSet, sync::Arc};

/// Steps in which shares are counted: a ten-thousandth.
const SHARE_STEP: f64 = 1e-4;
/// Width of a histogram bin of shares: a two-hundredth.
const SHARE_BINS: Bins = Bins::Even(50);
/// Bins of counts: exact below 32, then sixteen to each doubling.
const COUNT_BINS: Bins = Bins::Doubling(4);

/// A line of `weekly.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name in the file.
    pub name: String,
    /// Unit.
    pub unit: &'static str,
    /// What one whole step is worth.
    pub step: f64,
    /// Histogram bins, in steps.
    pub bins: Bins,
}

/// How a series is read in one variant.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reading {
    /// The number as it stands.
    Level(Observable),
    /// The growth of a running total in this week.
    Growth(Observable),
    /// Men of an actor and those below it.
    Men(usize),
    /// The variant lacks what it speaks of.
    Nothing,
}

words! {
    /// The kinds of items in `shares.csv`.
    pub enum ShareKind {
        /// State of a place.
        Control = "control",
        /// The bloc that holds a place.
        Holder = "holder",
        /// Stance of a pair.
        Stance = "stance",
        /// Rung of a pair.
        Rung = "rung",
        /// State of an agreement of the case.
        Agreement = "agreement",
    }
}

/// The code of a state that does not exist in this world, and is not counted.
pub const ABSENT: u16 = u16::MAX;

/// What is read of every world of one variant.
#[derive(Clone, Debug)]
pub struct Lens {
    readings: Vec<Reading>,
    places: usize,
    pairs: Vec<Option<(ActorId, ActorId)>>,
    agreements: Vec<AgreementId>,
    actors: usize,
    items: Vec<(ShareKind, String)>,
}

/// Memory of a recorder within one run.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    totals: Vec<f64>,
}

/// What is written down of every run of a study.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Lines of `weekly.csv`, the same in every variant.
    pub series: Vec<Series>,
    /// How each variant is read.
    pub lenses: Vec<Arc<Lens>>,
}

/// Running totals that every study shows as numbers of the week: name, unit, total.
const FLOWS: [(&str, &str, Observable); 6] = [
    ("events_per_week", "violent events", Observable::Events),
    ("deaths_per_week", "people", Observable::Deaths),
    ("civilian_deaths_per_week", "people", Observable::CivilianDeaths),
    ("people_under_blockade", "people", Observable::BlockadeWeeks),
    ("people_without_services", "people", Observable::UnservedWeeks),
    ("people_without_aid", "people", Observable::AidlessWeeks),
];

/// The series of those who have fled.
const DISPLACED: &str = "displaced";

/// Whether every study has a series of this name.
pub fn is_common(name: &str) -> bool {
    name == DISPLACED || FLOWS.iter().any(|(flow, ..)| *flow == name)
}

impl Survey {
    /// The survey of a study: the common series, those of each actor that stands on its own and has forces, and the study's own.
    pub fn new(variants: &[Variant], pairs: &[String]) -> Self {
        let mut series: Vec<Series> =
            FLOWS.iter().map(|(name, unit, total)| line((*name).to_owned(), unit, *total)).collect();
        series.push(line(DISPLACED.to_owned(), "people", Observable::DisplacedTotal));
        let mut powers = BTreeSet::new();
        for variant in variants {
            powers.extend(powers_of(&variant.case));
        }
        for id in &powers {
            series.push(line(format!("strength.{id}"), "men", Observable::Events));
            series.push(line(format!("places_held.{id}"), "places", Observable::Events));
        }
        let own: Vec<usize> = (0..variants.first().map_or(0, |v| v.series.len()))
            .filter(|i| own_observable(variants, *i).is_some())
            .collect();
        for i in &own {
            if let (Some((name, _)), Some(observable)) = (variants[0].series.get(*i), own_observable(variants, *i)) {
                series.push(line(name.clone(), unit_of(observable), observable));
            }
        }
        let lenses = variants.iter().map(|v| Arc::new(Lens::new(pairs, v, &powers, &own))).collect();
        Self { series, lenses }
    }
}

/// The actors that belong to no coalition and have forces of their own or below them.
fn powers_of(case: &Case) -> BTreeSet<String> {
    let above = |id: ActorId| case.memberships.iter().find(|m| m.member == id).map(|m| m.coalition);
    let mut powers = BTreeSet::new();
    for force in &case.forces {
        let mut at = force.actor;
        // A chain longer than this would be a circle, which loading refuses.
        for _ in 0..case.actors.len() {
            match above(at) {
                Some(up) => at = up,
                None => break,
            }
        }
        powers.insert(case.actors[at.index()].id.clone());
    }
    powers
}

/// What a series of the study reads, in the first variant that has it.
fn own_observable(variants: &[Variant], index: usize) -> Option<Observable> {
    variants.iter().find_map(|v| v.series.get(index).and_then(|(_, o)| *o))
}

fn line(name: String, unit: &'static str, observable: Observable) -> Series {
    match observable.scale() {
        Scale::Share => Series { name, unit, step: SHARE_STEP, bins: SHARE_BINS },
        _ => Series { name, unit, step: 1.0, bins: COUNT_BINS },
    }
}

/// The unit of an observable.
pub fn unit_of(observable: Observable) -> &'static str {
    use Observable as O;
    match observable {
        O::PlaceState(_) | O::Stance(..) | O::AgreementState(_) => "place in the list of states, from 0",
        O::Holder(_) => "actor",
        O::Services(_) | O::Displaced(_) | O::Control(..) | O::Country(_) => "share",
        O::Affinity(..) => "-1 to 1",
        O::Trust(..) | O::AgreementTrust(_) | O::AgreementProgress(_) | O::Cohesion(_) | O::Legitimacy(_) => "0 to 1",
        O::Blockaded(_) | O::Present(_) => "0 or 1",
        O::Rung(..) => "rung",
        O::Strength(_) => "men",
        O::Funds(_) => "man-weeks of upkeep",
        O::Members(_) => "actors",
        O::Held(_) => "places",
        O::Attacks(_) | O::Events | O::EventsIn(_) | O::Incidents(..) | O::FatalIncidents(..) | O::Happened(..) => {
            "events"
        }
        O::JointBattles(..) => "battles",
        O::BlockadeWeeks | O::UnservedWeeks | O::AidlessWeeks => "person-weeks",
        O::Deaths
        | O::FighterDeaths
        | O::CivilianDeaths
        | O::DisplacedTotal
        | O::CivilianDeathsBy(_)
        | O::DeathsBetween(..)
        | O::DeathsIn(_) => "people",
    }
}

impl Lens {
    fn new(pairs: &[String], variant: &Variant, powers: &BTreeSet<String>, own: &[usize]) -> Self {
        let case = &variant.case;
        let mut readings: Vec<Reading> = FLOWS.iter().map(|(_, _, total)| Reading::Growth(*total)).collect();
        readings.push(Reading::Level(Observable::DisplacedTotal));
        for id in powers {
            let actor = case.actors.binary_search_by(|a| a.id.as_str().cmp(id)).ok();
            readings.push(actor.map_or(Reading::Nothing, Reading::Men));
            readings.push(actor.map_or(Reading::Nothing, |a| Reading::Level(Observable::Held(ActorId::from(a)))));
        }
        for i in own {
            let observable = variant.series.get(*i).and_then(|(_, o)| *o);
            readings.push(observable.map_or(Reading::Nothing, Reading::Level));
        }
        // Rival facts of one agreement lie side by side; the first slot stands for all.
        let agreements: Vec<AgreementId> = (0..case.agreements.len())
            .filter(|i| *i == 0 || case.agreements[i - 1].id != case.agreements[*i].id)
            .map(AgreementId::from)
            .collect();
        let mut items = Vec::new();
        for place in &case.places {
            items.push((ShareKind::Control, place.id.clone()));
            items.push((ShareKind::Holder, place.id.clone()));
        }
        for pair in pairs {
            items.push((ShareKind::Stance, pair.clone()));
            items.push((ShareKind::Rung, pair.clone()));
        }
        items.extend(agreements.iter().map(|g| (ShareKind::Agreement, case.agreements[g.index()].id.clone())));
        Self {
            readings,
            places: case.places.len(),
            pairs: (0..pairs.len()).map(|i| variant.pairs.get(i).copied().flatten()).collect(),
            agreements,
            actors: case.actors.len(),
            items,
        }
    }

    /// How many states are read each week.
    pub fn items(&self) -> usize {
        self.items.len()
    }

    /// Kind and entity of an item.
    pub fn item(&self, index: usize) -> (ShareKind, &str) {
        let (kind, entity) = &self.items[index];
        (*kind, entity)
    }

    /// Whether this variant has what a series speaks of.
    pub fn has(&self, series: usize) -> bool {
        self.readings[series] != Reading::Nothing
    }

    /// The slot of an actor born in the run, counted after those of the case, if that is what a code means.
    pub fn splinter(&self, kind: ShareKind, code: u16) -> Option<usize> {
        if kind == ShareKind::Holder { usize::from(code).checked_sub(1 + self.actors) } else { None }
    }

    /// The name of a state; actors born in a run are named by its history.
    pub fn state(&self, kind: ShareKind, code: u16, case: &Case) -> String {
        let word = |words: &[&'static str]| words.get(usize::from(code)).copied().unwrap_or_default().to_owned();
        match kind {
            ShareKind::Control => word(PlaceState::WORDS),
            ShareKind::Stance => word(Stance::WORDS),
            ShareKind::Agreement => word(AgreementState::WORDS),
            ShareKind::Rung => code.to_string(),
            ShareKind::Holder if code == 0 => "nobody".to_owned(),
            ShareKind::Holder => case.actors.get(usize::from(code) - 1).map_or_else(String::new, |a| a.id.clone()),
        }
    }

    /// Appends this week's numbers.
    pub(crate) fn read_series(&self, world: &World, scratch: &mut Scratch, out: &mut Vec<i64>) {
        scratch.totals.resize(self.readings.len(), 0.0);
        for (i, reading) in self.readings.iter().enumerate() {
            out.push(match reading {
                Reading::Level(observable) => in_steps(observable.read(world), *observable),
                Reading::Growth(observable) => {
                    let total = observable.read(world);
                    in_steps(total - std::mem::replace(&mut scratch.totals[i], total), *observable)
                }
                Reading::Men(actor) => world.index.strengths[*actor].round() as i64,
                Reading::Nothing => 0,
            });
        }
    }

    /// Appends this week's states.
    pub(crate) fn read_states(&self, world: &World, out: &mut Vec<u16>) {
        for place in &world.places[..self.places] {
            out.push(place.state as u16);
            out.push(place.holder.map_or(0, |h| 1 + world.actors[h.index()].bloc.0));
        }
        for pair in &self.pairs {
            let read =
                |of: fn(ActorId, ActorId) -> Observable| pair.map_or(ABSENT, |(a, b)| of(a, b).read(world) as u16);
            out.push(read(Observable::Stance));
            out.push(read(Observable::Rung));
        }
        for id in &self.agreements {
            let agreement = &world.agreements[id.index()];
            let own = agreement.origin.is_some() && !agreement.parties.is_empty();
            out.push(if own { agreement.state as u16 } else { ABSENT });
        }
    }
}

/// A number in whole steps of its series.
fn in_steps(value: f64, observable: Observable) -> i64 {
    let scaled = if observable.scale() == Scale::Share { value / SHARE_STEP } else { value };
    scaled.round() as i64
}

/// The error bounds of weekly quantiles, in words.
pub const ERROR_BOUND: &str = "read from histograms with fixed bins: shares are off by at most 0.0025 (plus 0.00005 of rounding), \
     counts are exact below 32 and off by at most 1/32 of themselves beyond";
