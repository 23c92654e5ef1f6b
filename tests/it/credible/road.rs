//! `road-to-kidal`: is there war, who takes what, who leaves whom, and what does it do to civilians?

use super::{
    force::{self, Side, Sides},
    line::{Bar, Line},
    operations::Operations,
    play::{NORTH, actor, place, regions},
    sums,
};
use escalade::inside::{
    domain::{Camp, Case, EventKind, Shock, Stance},
    id::{ActorId, Key, PlaceId, RegionId},
    run::Watcher,
    stats::Estimate,
    study::Variant,
    world::{Event, World},
};
use std::collections::{BTreeMap, BTreeSet};

/// Men of the state's side who make an arrival.
const ARRIVAL: f64 = 100.0;
/// Weeks after the offensive begins in which violence against civilians is counted.
const AFTER: u32 = 12;

/// Places and actors that the lines name.
#[derive(Clone, Debug)]
struct Names {
    junta: ActorId,
    csp: ActorId,
    msa: ActorId,
    jnim: ActorId,
    is: ActorId,
    kidal: PlaceId,
    tessalit: PlaceId,
    ber: PlaceId,
    river: [PlaceId; 3],
    north: Vec<RegionId>,
}

/// One world of the base.
#[allow(clippy::struct_excessive_bools, reason = "each is a question of its own")]
#[derive(Clone, Debug)]
pub(super) struct Road {
    names: Names,
    sides: Sides,
    pub(super) operations: Operations,
    /// First week of war between state and CSP.
    pub(super) war: Option<u32>,
    entered: Option<u32>,
    /// Men of the CSP in Kidal at the end of each week, and those of the state's side.
    men: Vec<(f64, f64)>,
    river: bool,
    tessalit: bool,
    msa_out: bool,
    ber: Option<u32>,
    /// Fatal acts of the state's side against civilians in the north, week by week.
    harm: Vec<u32>,
    /// Whether they fought on one side in a battle.
    csp_jnim: bool,
    is_jnim: bool,
}

impl Road {
    pub(super) fn new(case: &Case) -> Self {
        let names = Names {
            junta: actor(case, "junta"),
            csp: actor(case, "csp"),
            msa: actor(case, "msa"),
            jnim: actor(case, "jnim"),
            is: actor(case, "is"),
            kidal: place(case, "kidal"),
            tessalit: place(case, "tessalit"),
            ber: place(case, "ber"),
            river: ["bourem", "bamba", "taoussa"].map(|id| place(case, id)),
            north: regions(case, &NORTH),
        };
        Self {
            names,
            sides: Sides::of(case),
            operations: Operations::new(case),
            war: None,
            entered: None,
            men: Vec::new(),
            river: false,
            tessalit: false,
            msa_out: false,
            ber: None,
            harm: Vec::new(),
            csp_jnim: false,
            is_jnim: false,
        }
    }

    /// Whether an actor and its splinters hold a place, or have taken over its camp.
    fn is_with(world: &World, place: PlaceId, side: ActorId, camp: bool) -> bool {
        let there = &world.places[place.index()];
        let of = |id: ActorId| world.belongs_to(world.actors[id.index()].origin, side) || world.belongs_to(id, side);
        there.holder.is_some_and(of) || camp && there.camp == Camp::Handed && there.camp_host.is_some_and(of)
    }

    fn note_places(&mut self, world: &World) {
        let names = self.names.clone();
        let week = world.week;
        if self.entered.is_none() && Self::is_with(world, names.kidal, names.junta, false) {
            self.entered = Some(week);
        }
        if self.ber.is_none() && Self::is_with(world, names.ber, names.junta, true) {
            self.ber = Some(week);
        }
        self.tessalit |= Self::is_with(world, names.tessalit, names.junta, true);
        let taken = |event: &Event| {
            event.kind == EventKind::Shock(Shock::Capture)
                && event.place.is_some_and(|p| names.river.contains(&p))
                && event.actor.is_some_and(|a| world.belongs_to(a, names.csp))
        };
        self.river |= names.river.iter().any(|p| Self::is_with(world, *p, names.csp, false));
        self.river |= world.traffic.events.iter().any(taken);
        let men = |side: ActorId| {
            let present = world.index.present[names.kidal.index()].iter();
            present.filter(|a| world.belongs_to(**a, side)).map(|a| world.men_at(*a, names.kidal)).sum()
        };
        self.men.push((men(names.csp), men(names.junta)));
    }

    fn note_war(&mut self, world: &World) {
        let names = &self.names;
        let stance = world.tie(names.junta, names.csp).stance.min(world.tie(names.csp, names.junta).stance);
        if stance == Stance::War && self.war.is_none() {
            self.war = Some(world.week);
        }
        self.msa_out |= !world.belongs_to(names.msa, names.csp);
    }

    fn note_force(&mut self, world: &World) {
        let all = force::of_week(world, &self.sides);
        let state = all.iter().filter(|f| f.is_against_civilians() && f.by == Side::State && f.is_fatal());
        self.harm.push(state.filter(|f| self.names.north.contains(&f.region)).count() as u32);
        let mut hosts: BTreeMap<(Key, PlaceId), [BTreeSet<ActorId>; 2]> = BTreeMap::new();
        for event in world.traffic.events.iter().filter(|e| matches!(e.rule, "fight.battle" | "fight.beside")) {
            let (Some(key), Some(place)) = (event.operation, event.place) else { continue };
            let hosts = hosts.entry((key, place)).or_default();
            hosts[0].extend(event.actor);
            hosts[1].extend(event.target);
        }
        for host in hosts.values().flatten() {
            let has = |side| host.iter().any(|a| world.belongs_to(*a, side));
            self.csp_jnim |= has(self.names.csp) && has(self.names.jnim);
            self.is_jnim |= has(self.names.is) && has(self.names.jnim);
        }
    }

    /// Week in which the first large operation of the state against the CSP begins.
    fn first_large(&self) -> Option<u32> {
        let all = self.operations.all.values();
        let against = all.filter(|o| o.planner == Side::State && o.target == Some(Side::Csp) && o.is_large());
        against.map(|o| o.begun).min()
    }

    /// Week in which the state's side first sets out to take a place in the north.
    fn offensive(&self) -> Option<u32> {
        let all = self.operations.all.values();
        let seize = all.filter(|o| o.planner == Side::State && o.north && o.is_large());
        seize.filter_map(|o| o.out).min()
    }

    /// Whether more than half of the rebels who were in Kidal are gone a week after the army arrives; nothing where it never does.
    fn body_leaves(&self) -> Option<bool> {
        let arrival = self.men.iter().position(|(_, state)| *state >= ARRIVAL);
        let arrival = arrival.or(self.entered.map(|w| w as usize)).filter(|week| *week > 0)?;
        let before = self.men[arrival - 1].0;
        let after = self.men[(arrival + 1).min(self.men.len() - 1)].0;
        (before >= 1.0).then_some(after < 0.5 * before)
    }

    /// Acts against civilians before and after the offensive began, with the weeks of each.
    fn harm(&self) -> [(f64, f64); 2] {
        let began = self.offensive().map_or(self.harm.len(), |week| week as usize);
        let sum = |weeks: &[u32]| (f64::from(weeks.iter().sum::<u32>()), weeks.len() as f64);
        let end = (began + AFTER as usize).min(self.harm.len());
        [sum(&self.harm[..began]), sum(&self.harm[began..end])]
    }
}

impl Watcher for Road {
    fn week(&mut self, world: &World, variant: &Variant) {
        self.operations.week(world, variant);
        self.note_war(world);
        self.note_places(world);
        self.note_force(world);
    }
}

/// Whether there is war by week 14, the week in which the army entered Kidal.
pub(super) fn war(worlds: &[&Road]) -> Option<Estimate> {
    sums::share(worlds.iter().map(|w| Some(w.war.is_some_and(|week| week <= 14))))
}

/// The lines of the base.
pub(super) fn lines(worlds: &[&Road]) -> Vec<Line> {
    let share = |is: &dyn Fn(&Road) -> Option<bool>| sums::share(worlds.iter().map(|w| is(w)));
    let in_war = |world: &Road, is: bool| world.war.is_some().then_some(is);
    let rates = |i: usize| {
        let all = worlds.iter().map(|w| w.harm()[i]).fold((0.0, 0.0), |(n, t), (a, b)| (n + a, t + b));
        (all.1 > 0.0).then(|| all.0 / all.1)
    };
    let per_world = |i: usize| {
        let rate = |w: &&Road| Some(w.harm()[i]).filter(|h| h.1 > 0.0).map(|h| h.0 / h.1);
        sums::tally(worlds.iter().map(rate)).mean().and_then(|m| m.interval)
    };
    let early = |w: &Road| w.first_large().is_some_and(|week| (4..=12).contains(&week));
    let half = Bar::From(0.5, 0.85);
    vec![
        Line::share("war", "state and CSP at war by week 14", Bar::From(0.5, 0.9), war(worlds)),
        Line::share(
            "kidal-entered",
            "Kidal entered by the end of 2023",
            Bar::From(0.25, 0.65),
            share(&|w| Some(w.entered.is_some())),
        ),
        Line::share(
            "first-large",
            "of the worlds with war: first large operation (500 men or more) against the CSP begins in week 4 to 12",
            half,
            share(&|w| in_war(w, early(w))),
        ),
        Line::share(
            "body-leaves",
            "where the army comes to Kidal: the rebels' main body is gone within a week",
            half,
            share(&Road::body_leaves),
        ),
        Line::share(
            "river-town",
            "the CSP takes Bourem, Bamba or Taoussa",
            Bar::From(0.25, 0.85),
            share(&|w| Some(w.river)),
        ),
        Line::share(
            "tessalit",
            "Tessalit or its camp taken over by the state",
            Bar::From(0.3, 0.85),
            share(&|w| Some(w.tessalit)),
        ),
        Line::share("msa-out", "the MSA leaves the CSP", Bar::From(0.3, 0.85), share(&|w| Some(w.msa_out))),
        Line::share(
            "ber",
            "Ber or its camp taken over by the state by week 4",
            Bar::From(0.6, 0.95),
            share(&|w| Some(w.ber.is_some_and(|week| week <= 4))),
        )
        .and(match share(&|w| Some(w.ber.is_some())) {
            Some(ever) => format!("{:.0} % by the end", 100.0 * ever.value),
            None => String::new(),
        }),
        Line::number(
            "harm-before",
            "fatal acts of the state's side against civilians in the north, a week, before its offensive",
            Bar::AtMost(0.1),
            rates(0),
            per_world(0),
        ),
        Line::number(
            "harm-after",
            "the same in the twelve weeks after it begins",
            Bar::From(0.4, 2.0),
            rates(1),
            per_world(1),
        ),
        Line::share(
            "csp-jnim",
            "CSP and JNIM fight on one side in a battle",
            Bar::From(0.05, 0.4),
            share(&|w| Some(w.csp_jnim)),
        ),
        Line::share(
            "is-jnim",
            "IS and JNIM fight on one side in a battle",
            Bar::AtMost(0.05),
            share(&|w| Some(w.is_jnim)),
        ),
    ]
}

/// The lines on what the guarantor and the camps did: the base against the two what-ifs.
pub(super) fn end_of_truce(base: &[&Road], stays: &[&Road], jointly: &[&Road]) -> Vec<Line> {
    let (with, without, joint) = (war(stays), war(base), war(jointly));
    let value = |share: Option<Estimate>| share.map_or(f64::NAN, |s| s.value);
    let half = 0.5 * value(without);
    vec![
        Line::share(
            "guarantor-stays",
            "war by week 14 where the guarantor stays: at most half as often",
            Bar::AtMost(half),
            with,
        ),
        Line::share(
            "camps-jointly",
            "war by week 14 where camps are handed over jointly: between the two",
            Bar::From(value(with), value(without)),
            joint,
        ),
    ]
}
