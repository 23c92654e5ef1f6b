//! `truce-frays`, January 2020 to July 2023: the watched truce, and how violence comes and goes from week to week.

use super::{
    force::{self, Force, Side, Sides},
    line::{Bar, Line},
    play::{CENTRE, NORTH, actor, regions},
    record::{self, INCOMPLETE},
    sums,
};
use escalade::inside::{
    domain::{AgreementState, Case, EventKind, Shock, Stance},
    id::{ActorId, AgreementId, RegionId},
    run::Watcher,
    study::Variant,
    world::{Event, World},
};
use std::collections::BTreeMap;

/// Weeks from 6 January 2020 to the end of July 2023.
pub(super) const FITTED: usize = 186;
/// First week of August 2023, and the one after December.
const AUTUMN: (usize, usize) = (187, 208);
/// Weeks of January to July 2023.
const SPRING: (usize, usize) = (156, 186);

/// One world of the base.
#[derive(Clone, Debug)]
pub(super) struct Truce {
    sides: Sides,
    regions: Vec<String>,
    junta: ActorId,
    cma: ActorId,
    accord: AgreementId,
    war: Option<u32>,
    /// Weeks in which guarantor and accord stood, and incidents in them between army and CMA: fatal and others.
    watched: (u32, u32, u32),
    /// Totals of the last week.
    before: (u32, u32),
    /// Fatal events a week by region, as far as they are reported.
    weeks: Vec<Vec<f64>>,
    /// Towns that changed sides, week by week.
    pub(super) changes: Vec<u32>,
    /// Dead of each fatal event of the fitted weeks.
    tolls: Vec<f64>,
    /// Fatal events and dead against civilians, by whom; and all fatal events.
    cruelty: BTreeMap<Side, (u32, u32)>,
    fatal: u32,
    /// State of the numbers that decide what is reported.
    luck: u64,
}

/// A number from 0 to 1 (`SplitMix64`): what is reported is no part of the model.
fn next(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
}

/// Towns that went from one side to its enemy this week.
pub(super) fn changes(world: &World) -> u32 {
    let captures = world.traffic.events.iter().filter(|e| e.kind == EventKind::Shock(Shock::Capture));
    let enemies = captures.filter(|e| match (e.actor, e.target) {
        (Some(taker), Some(loser)) => !world.are_friends(taker, loser),
        _ => false,
    });
    enemies.count() as u32
}

impl Truce {
    pub(super) fn new(case: &Case, run: u64) -> Self {
        Self {
            sides: Sides::of(case),
            regions: case.regions.clone(),
            junta: actor(case, "junta"),
            cma: actor(case, "cma"),
            accord: case.agreement("algiers_accord").unwrap(),
            war: None,
            watched: (0, 0, 0),
            before: (0, 0),
            weeks: Vec::new(),
            changes: Vec::new(),
            tolls: Vec::new(),
            cruelty: BTreeMap::new(),
            fatal: 0,
            luck: run,
        }
    }

    fn note_truce(&mut self, world: &World) {
        let (a, b) = (self.junta, self.cma);
        if self.war.is_none() && world.tie(a, b).stance.min(world.tie(b, a).stance) == Stance::War {
            self.war = Some(world.week);
        }
        let (low, high) = (a.index().min(b.index()), a.index().max(b.index()));
        let now = (*world.totals.incidents.at(low, high), *world.totals.fatal.at(low, high));
        let accord = &world.agreements[self.accord.index()];
        let guarded = accord.guarantor.is_some_and(|g| world.actors[g.index()].alive && world.strength(g) > 0.0);
        let stands = guarded && accord.state != AgreementState::Collapsed && self.war.is_none();
        if stands && (world.week as usize) < FITTED {
            let (all, fatal) = (now.0 - self.before.0, now.1 - self.before.1);
            let below = world.traffic.events.iter().filter(|e| self.is_below_force(world, e)).count() as u32;
            self.watched = (self.watched.0 + 1, self.watched.1 + fatal, self.watched.2 + all - fatal + below);
        }
        self.before = now;
    }

    /// An incident between army and CMA in which nobody is hurt and no force is used: it is counted among no violent events.
    fn is_below_force(&self, world: &World, event: &Event) -> bool {
        let (Some(by), Some(on)) = (event.actor, event.target) else { return false };
        let of = |id, side| world.belongs_to(id, side);
        let between = of(by, self.junta) && of(on, self.cma) || of(by, self.cma) && of(on, self.junta);
        event.rule == "declare.incident" && !event.is_violent() && between
    }

    fn note_force(&mut self, world: &World) {
        let all: Vec<Force> = force::of_week(world, &self.sides).into_iter().filter(Force::is_fatal).collect();
        let mut week = vec![0.0; self.regions.len()];
        for force in &all {
            if next(&mut self.luck) < 1.0 / INCOMPLETE {
                week[force.region.index()] += 1.0;
            }
        }
        self.weeks.push(week);
        if (world.week as usize) < FITTED {
            self.fatal += all.len() as u32;
            self.tolls.extend(all.iter().map(|f| f64::from(f.deaths)));
            for force in all.iter().filter(|f| f.is_against_civilians()) {
                let by = self.cruelty.entry(force.by).or_default();
                *by = (by.0 + 1, by.1 + force.deaths);
            }
        }
    }

    /// Reported events a week in some regions, or in all, between two weeks.
    fn series(&self, names: &[&str], (from, until): (usize, usize)) -> Vec<f64> {
        let among = |i: &usize| names.is_empty() || names.contains(&self.regions[*i].as_str());
        let of = |week: &Vec<f64>| (0..week.len()).filter(among).map(|i| week[i]).sum();
        self.weeks[from..until.min(self.weeks.len())].iter().map(of).collect()
    }
}

impl Watcher for Truce {
    fn week(&mut self, world: &World, _: &Variant) {
        self.note_truce(world);
        self.note_force(world);
        self.changes.push(changes(world));
    }
}

/// Mean over worlds of one series against another, both summed over all worlds.
fn ratio(worlds: &[&Truce], names: &[&str]) -> Option<f64> {
    let weekly = |span: (usize, usize)| {
        let sum: f64 = worlds.iter().flat_map(|w| w.series(names, span)).sum();
        sum / (span.1 - span.0) as f64
    };
    (weekly(SPRING) > 0.0).then(|| weekly(AUTUMN) / weekly(SPRING))
}

/// The lines on the truce and on territory.
pub(super) fn lines(worlds: &[&Truce]) -> Vec<Line> {
    let years = |w: &Truce| f64::from(w.watched.0) / 52.0;
    let all: f64 = worlds.iter().map(|w| years(w)).sum();
    let rate = |count: &dyn Fn(&Truce) -> u32| {
        let per_world = worlds.iter().map(|w| (w.watched.0 > 0).then(|| f64::from(count(w)) / years(w)));
        let interval = sums::tally(per_world).mean().and_then(|m| m.interval);
        ((all > 0.0).then(|| worlds.iter().map(|w| f64::from(count(w))).sum::<f64>() / all), interval)
    };
    let (fatal, others) = (rate(&|w| w.watched.1), rate(&|w| w.watched.2));
    let early = |w: &&Truce| Some(w.war.is_some_and(|week| (week as usize) < FITTED));
    let towns = |w: &&Truce| f64::from(w.changes[..FITTED].iter().sum::<u32>()) * 52.0 / FITTED as f64;
    let a_year: Vec<f64> = worlds.iter().map(towns).collect();
    let tenth = sums::quantile(a_year.clone(), 0.9).unwrap_or(0.0);
    vec![
        Line::number(
            "truce-fatal",
            "fatal incidents a year between army and CMA while guarantor and accord stand",
            Bar::From(0.05, 0.5),
            fatal.0,
            fatal.1,
        ),
        Line::number("truce-others", "other incidents a year", Bar::AtLeast(2.0), others.0, others.1),
        Line::share(
            "early-war",
            "war of state and CMA before August 2023",
            Bar::AtMost(0.2),
            sums::share(worlds.iter().map(early)),
        ),
        Line::number(
            "towns-truce",
            "towns changing sides a year before August 2023, in the median world",
            Bar::AtMost(0.5),
            sums::quantile(a_year, 0.5),
            None,
        )
        .and(format!("one world of ten: {tenth:.1} or more")),
    ]
}

/// The lines on weekly counts: the recorded variance to mean has to lie in the middle 80 % of worlds.
pub(super) fn counts(worlds: &[&Truce]) -> Vec<Line> {
    let span = (0, FITTED);
    let mut lines = Vec::new();
    for name in ["Kidal", "Tombouctou", "Gao", "Menaka", "Mopti", "Segou", "Mali"] {
        let names: &[&str] = if name == "Mali" { &[] } else { &[name] };
        let found: Vec<f64> = worlds.iter().filter_map(|w| sums::dispersion(&w.series(names, span))).collect();
        let (low, high) = (sums::quantile(found.clone(), 0.1), sums::quantile(found.clone(), 0.9));
        let bar = Bar::From(low.unwrap_or(f64::NAN), high.unwrap_or(f64::NAN));
        let recorded = sums::dispersion(&record::weeks(names));
        let what = format!("{name}: recorded variance to mean of weekly events, in the middle 80 % of worlds");
        let rate = |series: &dyn Fn(&Truce) -> Vec<f64>| {
            worlds.iter().map(|w| series(w).iter().sum::<f64>() / FITTED as f64).sum::<f64>() / worlds.len() as f64
        };
        let mean = record::weeks(names).iter().sum::<f64>() / record::weeks(names).len() as f64;
        lines.push(
            Line::number(
                &format!("variance-{}", name.to_lowercase()),
                &what,
                bar,
                recorded.filter(|_| !found.is_empty()),
                None,
            )
            .and(format!("median world {:.2}", sums::quantile(found, 0.5).unwrap_or(f64::NAN)))
            .and(format!("{:.2} events a week for {mean:.2} recorded", rate(&|w| w.series(names, span)))),
        );
    }
    lines
}

/// The lines on how deadly events are, who kills civilians, and what changed in the autumn of 2023.
pub(super) fn severity(worlds: &[&Truce]) -> Vec<Line> {
    let tolls: Vec<f64> = worlds.iter().flat_map(|w| w.tolls.iter().copied()).collect();
    let above = |least: f64| {
        let n = tolls.iter().filter(|t| **t >= least).count() as f64;
        (!tolls.is_empty()).then(|| n / tolls.len() as f64)
    };
    let both: Vec<&str> = NORTH.iter().chain(&CENTRE).copied().collect();
    let weekly = worlds.iter().map(|w| w.series(&both, (0, FITTED)).iter().sum::<f64>() / FITTED as f64);
    let lags: Vec<f64> = worlds.iter().filter_map(|w| sums::lag(&w.series(&[], (0, FITTED)))).collect();
    let weekly = sums::mean(weekly);
    let by = |side: Side| worlds.iter().filter_map(|w| w.cruelty.get(&side)).map(|c| f64::from(c.1)).sum::<f64>();
    let one_sided: f64 = worlds.iter().flat_map(|w| w.cruelty.values()).map(|c| f64::from(c.0)).sum();
    let dead: f64 = worlds.iter().flat_map(|w| w.cruelty.values()).map(|c| f64::from(c.1)).sum();
    let fatal: f64 = worlds.iter().map(|w| f64::from(w.fatal)).sum();
    let (is, state, jnim) = (by(Side::Is), by(Side::State), by(Side::Jnim));
    let militias = by(Side::Hunters) + by(Side::Loyalists);
    let most = is.max(state).max(jnim).max(militias) / dead;
    let in_order = is >= state && state >= jnim && jnim > militias;
    let north = ["Kidal", "Gao", "Tombouctou"];
    let number = |id: &str, what: &str, bar: Bar, x: Option<f64>| Line::number(id, what, bar, x, None);
    vec![
        number("median-dead", "median dead of a fatal event", Bar::From(3.0, 5.0), sums::quantile(tolls.clone(), 0.5))
            .and(format!("{} events", tolls.len())),
        Line::mean("events", "reported events a week in north and centre", Bar::From(3.5, 5.5), weekly),
        number(
            "lag",
            "correlation of weekly events with the week before, median world",
            Bar::From(0.15, 0.4),
            sums::quantile(lags, 0.5),
        ),
        number("dead-10", "share of fatal events with ten dead or more", Bar::From(0.17, 0.25), above(10.0)),
        number("dead-100", "share with a hundred or more", Bar::From(0.002, 0.008), above(100.0)),
        number("tail", "exponent of the tail of the dead, from ten on", Bar::From(2.2, 2.8), sums::tail(&tolls, 10.0)),
        number(
            "one-sided",
            "share of fatal events that are meant for civilians",
            Bar::From(0.22, 0.34),
            Some(one_sided / fatal),
        ),
        number("perpetrators", "largest part of one perpetrator in the civilians killed", Bar::AtMost(0.6), Some(most))
            .and(format!(
                "IS {:.0}, state {:.0}, JNIM {:.0}, militias {:.0} of 100: {}",
                100.0 * is / dead,
                100.0 * state / dead,
                100.0 * jnim / dead,
                100.0 * militias / dead,
                if in_order { "in the recorded order" } else { "not in the recorded order" },
            )),
        number(
            "shift-north",
            "events in Kidal, Gao and Timbuktu, August to December 2023 against January to July",
            Bar::From(2.0, 4.0),
            ratio(worlds, &north),
        ),
        number("shift-mopti", "the same in Mopti", Bar::From(0.4, 0.8), ratio(worlds, &["Mopti"])),
    ]
}

/// Regions that the series name are those of the case.
#[test]
fn the_regions_of_the_record_are_those_of_the_case() {
    let study = super::play::base("truce-frays", &[], &[]);
    let case = &study.variants[0].case;
    let found: Vec<RegionId> = regions(case, &record::REGIONS);
    assert_eq!(found.len(), record::REGIONS.len(), "{:?}", case.regions);
}
