//! Counting events into the totals.

use super::{Event, World};
use crate::id::ActorId;
use arrayvec::ArrayVec;

/// Most who fight on one side of a battle and are counted as such; the rest goes uncounted.
const MOST: usize = 16;

impl World {
    /// Counts an event for its actors and everybody above them as they stand now: what was done stays done, whoever leaves or
    /// joins later. A splinter counts for its origin.
    pub(super) fn count(&mut self, event: &Event) {
        let deaths = u64::from(event.deaths());
        let fighters = u64::from(event.actor_deaths + event.target_deaths);
        self.totals.fighter_deaths += fighters;
        self.totals.civilian_deaths += deaths - fighters;
        if event.is_violent() {
            self.totals.events += 1;
            if let Some(place) = event.place {
                self.totals.attacks[place.index()] += 1;
                self.totals.violent_in[self.places[place.index()].region.index()] += 1;
            }
        }
        if let Some(place) = event.place {
            self.totals.by_region[self.places[place.index()].region.index()] += deaths;
        }
        let (kind, counted) = (event.kind.index(), u32::from(event.counts()));
        self.totals.happened[kind] += counted;
        let origin = |id: ActorId| self.actors[id.index()].origin;
        let (actor, target) = (event.actor.map(origin), event.target.map(origin));
        let mut at = actor;
        while let Some(by) = at {
            *self.totals.kinds.at_mut(by.index(), kind) += counted;
            self.totals.civilian_by[by.index()] += u64::from(event.civilian_deaths);
            at = self.above(by);
        }
        let mut at = target;
        while let Some(by) = at {
            self.totals.civilian_by[by.index()] += u64::from(event.target_civilian_deaths);
            at = self.above(by);
        }
        let incident = u32::from(event.is_violent());
        if let (Some(actor), Some(target), true) = (actor, target, fighters > 0 || incident > 0) {
            let fatal = if deaths > 0 { incident } else { 0 };
            self.count_between((actor, target), fighters, (incident, fatal));
        }
        if event.operation.is_some() && is_fight(event) {
            self.count_joint(event, |e| e.actor);
            self.count_joint(event, |e| e.target);
        }
    }

    /// Counts a battle for whoever joins one of its sides and those who fight there already, and for everybody above them: each pair once a battle.
    fn count_joint(&mut self, event: &Event, side: fn(&Event) -> Option<ActorId>) {
        let Some(who) = side(event).map(|id| self.actors[id.index()].origin) else { return };
        let mut there = ArrayVec::<ActorId, MOST>::new();
        for earlier in self.traffic.events.iter().rev().skip(1) {
            let same = (earlier.operation, earlier.place) == (event.operation, event.place) && is_fight(earlier);
            if let (true, Some(other)) = (same, side(earlier).map(|id| self.actors[id.index()].origin)) {
                if other == who {
                    return;
                }
                if !there.contains(&other) {
                    let _ = there.try_push(other);
                }
            }
        }
        let of = |x: ActorId, up: ActorId| self.lineage(x).any(|above| above == up);
        let mut counted = ArrayVec::<(ActorId, ActorId), { MOST * MOST }>::new();
        let mut new = ArrayVec::<(ActorId, ActorId), { MOST * MOST }>::new();
        for (k, x) in there.iter().enumerate() {
            counted.extend(there[k + 1..].iter().map(|y| (*x, *y)));
        }
        for other in there {
            for i in self.lineage(who) {
                for j in self.lineage(other) {
                    let pair = if i <= j { (i, j) } else { (j, i) };
                    let covers = |(x, y): &(ActorId, ActorId)| of(*x, i) && of(*y, j) || of(*x, j) && of(*y, i);
                    if !counted.iter().any(covers) && !new.contains(&pair) {
                        let _ = new.try_push(pair);
                    }
                }
            }
        }
        for (low, high) in new {
            *self.totals.joint.at_mut(low.index(), high.index()) += 1;
        }
    }

    /// Counts deaths and incidents between two origins and everybody above them, each pair once.
    fn count_between(&mut self, (actor, target): (ActorId, ActorId), deaths: u64, (incident, fatal): (u32, u32)) {
        let mut a = Some(actor);
        while let Some(i) = a {
            let mut t = Some(target);
            while let Some(j) = t {
                // Where the two meet further up, a pair comes in both orders.
                let again = j < i && self.lineage(actor).any(|x| x == j) && self.lineage(target).any(|x| x == i);
                if !again {
                    let (low, high) = (i.index().min(j.index()), i.index().max(j.index()));
                    *self.totals.between.at_mut(low, high) += deaths;
                    *self.totals.incidents.at_mut(low, high) += incident;
                    *self.totals.fatal.at_mut(low, high) += fatal;
                }
                t = self.above(j);
            }
            a = self.above(i);
        }
    }
}

/// Whether fighters fought, be it as part of what others did.
fn is_fight(event: &Event) -> bool {
    Event { part: false, ..*event }.is_violent() && !event.is_against_civilians()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Action, ActorKind, EventKind, PlaceKind, Shock},
        id::Key,
        mechanism::testing::{Stage, Tiny},
        world::{Change, Ledger, Proposals, observe::Observable},
    };

    /// A front of two movements, one of them a front of its own, against the army of a state.
    fn small() -> Stage {
        Tiny::state()
            .actor("front", ActorKind::Coalition)
            .actor("league", ActorKind::Coalition)
            .actor("doves", ActorKind::Movement)
            .actor("hawks", ActorKind::Movement)
            .member("league", "front", 0.8)
            .member("hawks", "league", 0.8)
            .member("doves", "front", 0.8)
            .place("town", "army")
            .force("hawks", "town", 100.0)
            .stage()
    }

    fn happen(stage: &mut Stage, event: Event) {
        let mut out = Proposals::default();
        out.event(event);
        stage.world.apply(&mut out, &mut Ledger::default());
    }

    fn make(stage: &mut Stage, change: Change) {
        let mut out = Proposals::default();
        out.drift(change);
        stage.world.apply(&mut out, &mut Ledger::default());
    }

    fn read(stage: &Stage, address: &str) -> f64 {
        Observable::parse(address, &stage.case).unwrap().read(&stage.world)
    }

    fn raid(stage: &Stage, by: &str, on: &str) -> Event {
        let mut event = Event::act(Action::Raid, "test").by(stage.actor(by)).on(stage.actor(on));
        (event.actor_deaths, event.target_deaths) = (3, 4);
        (event.civilian_deaths, event.target_civilian_deaths) = (2, 1);
        event
    }

    #[test]
    fn what_a_member_did_stays_with_its_coalition_and_what_it_did_before_does_not_come_along() {
        let mut stage = small();
        let (front, doves) = (stage.actor("front"), stage.actor("doves"));
        let event = raid(&stage, "doves", "army");
        happen(&mut stage, event);
        let totals = |stage: &Stage| {
            ["civilian_deaths.front", "civilian_deaths.state", "deaths.state:front", "events.raid:front", "events.raid"]
                .map(|address| read(stage, address))
        };
        assert_eq!(totals(&stage), [2.0, 1.0, 7.0, 1.0, 1.0]);
        make(&mut stage, Change::Member(doves, None));
        assert_eq!(totals(&stage), [2.0, 1.0, 7.0, 1.0, 1.0], "it has left since");
        happen(&mut stage, event);
        make(&mut stage, Change::Member(doves, Some(front)));
        assert_eq!(totals(&stage), [2.0, 2.0, 7.0, 1.0, 2.0], "it stood alone");
        assert_eq!(["deaths.army:doves", "events.raid:doves"].map(|a| read(&stage, a)), [14.0, 2.0]);
    }

    #[test]
    fn a_pair_is_counted_once_even_where_both_belong_to_it() {
        let mut stage = small();
        for (by, on) in [("hawks", "doves"), ("doves", "hawks"), ("hawks", "league")] {
            let event = raid(&stage, by, on);
            happen(&mut stage, event);
        }
        let deaths = |pair: &str| read(&stage, &format!("deaths.{pair}"));
        assert_eq!([deaths("hawks:doves"), deaths("league:doves"), deaths("front:doves")], [14.0; 3]);
        assert_eq!([deaths("front:front"), deaths("front:hawks"), deaths("front:league")], [21.0; 3]);
        assert_eq!([deaths("hawks:league"), deaths("doves:doves"), deaths("state:front")], [7.0, 0.0, 0.0]);
        assert_eq!(read(&stage, "civilian_deaths.front"), 9.0);
    }

    #[test]
    fn parts_and_unions_that_failed_are_no_events_of_their_kind() {
        let mut stage = small();
        let strike = Event::act(Action::AirStrike, "test").by(stage.actor("army"));
        happen(&mut stage, strike);
        happen(&mut stage, Event { civilian_deaths: 3, ..strike.as_part() });
        let massacre = Event::shock(Shock::Massacre, "test").by(stage.actor("army"));
        happen(&mut stage, Event { civilian_deaths: 30, ..massacre.as_part() });
        assert_eq!(["events.air_strike", "events.air_strike:state"].map(|a| read(&stage, a)), [1.0; 2]);
        assert_eq!(["events.massacre:army", "civilian_deaths.army"].map(|a| read(&stage, a)), [1.0, 33.0]);
        for action in [Action::Merge, Action::Join, Action::Leave, Action::Raid] {
            let event = Event::act(action, "test").by(stage.actor("hawks"));
            happen(&mut stage, Event { success: false, ..event });
        }
        assert_eq!(
            ["merge", "join", "leave", "raid"].map(|k| read(&stage, &format!("events.{k}:front"))),
            [0.0, 0.0, 0.0, 1.0]
        );
        let merged = Event::act(Action::Merge, "test").by(stage.actor("hawks"));
        happen(&mut stage, merged);
        assert_eq!(read(&stage, "events.merge"), 1.0);
    }

    #[test]
    fn incidents_are_counted_by_pair_and_by_region_whether_anybody_dies_or_not() {
        let mut stage = small();
        let town = stage.place("town");
        let bloody = raid(&stage, "hawks", "army").at(town);
        let harmless = Event::act(Action::Ambush, "test").by(stage.actor("doves")).on(stage.actor("army")).at(town);
        let words = Event::act(Action::Accuse, "test").by(stage.actor("doves")).on(stage.actor("army"));
        for event in [bloody, harmless, words, bloody.as_part()] {
            happen(&mut stage, event);
        }
        let of =
            |pair: &str| [format!("incidents.{pair}"), format!("fatal_incidents.{pair}")].map(|a| read(&stage, &a));
        assert_eq!([of("state:front"), of("front:army")], [[2.0, 1.0]; 2]);
        assert_eq!([of("league:state"), of("doves:state")], [[1.0, 1.0], [1.0, 0.0]]);
        assert_eq!(of("hawks:doves"), [0.0; 2]);
        assert_eq!(read(&stage, "events.region:north"), 2.0);
        assert!(Observable::parse("events.region:nort", &stage.case).unwrap_err().1.contains("north"));
    }

    #[test]
    fn a_battle_is_joint_for_all_who_fight_on_one_side_and_those_above_them_and_counts_once() {
        let mut stage = small();
        let town = stage.place("town");
        let battle = |stage: &mut Stage, operation: &str, sides: &[(&str, &str)]| {
            for (by, on) in sides {
                let fight = Event { operation: Some(Key::of(operation)), ..raid(stage, by, on).at(town) };
                // Whoever fights beside the first has a part in the same event.
                let first = stage.world.traffic.events.iter().all(|e| e.operation != fight.operation);
                happen(stage, if first { fight } else { fight.as_part() });
            }
        };
        let joint = |stage: &Stage, pair: &str| read(stage, &format!("joint_battles.{pair}"));
        battle(&mut stage, "one", &[("hawks", "army")]);
        assert_eq!(joint(&stage, "hawks:doves"), 0.0, "alone");
        battle(&mut stage, "other", &[("doves", "army")]);
        assert_eq!(joint(&stage, "hawks:doves"), 0.0, "another battle");
        // The army fights hawks, doves and league at once: they are on one side, it is alone.
        battle(&mut stage, "three", &[("army", "hawks"), ("army", "doves"), ("army", "hawks"), ("army", "league")]);
        let of = ["hawks:doves", "doves:hawks", "league:doves", "front:doves", "front:league"];
        assert_eq!(of.map(|pair| joint(&stage, pair)), [1.0; 5]);
        assert_eq!(["state:front", "army:hawks"].map(|pair| joint(&stage, pair)), [0.0; 2]);
        let abuse = Event {
            kind: EventKind::Shock(Shock::Massacre),
            operation: Some(Key::of("four")),
            ..raid(&stage, "hawks", "army")
        };
        happen(&mut stage, abuse);
        let doves = Some(stage.actor("doves"));
        happen(&mut stage, Event { actor: doves, ..abuse });
        assert_eq!(joint(&stage, "hawks:doves"), 1.0, "no battle");
    }

    #[test]
    fn the_country_that_an_actor_controls_is_the_mean_of_its_places_inside() {
        let mut stage = small();
        let before = read(&stage, "actors.state.control");
        let (army, town) = (stage.actor("army"), stage.place("town"));
        stage.world.control.row_mut(town.index()).fill(0.0);
        *stage.world.control.at_mut(town.index(), army.index()) = 0.5;
        let places = stage.world.places.iter().filter(|p| p.kind != PlaceKind::Border).count() as f64;
        assert!((read(&stage, "actors.state.control") - 0.5 / places).abs() < 1e-9, "{before}");
        assert_eq!(read(&stage, "actors.front.control"), 0.0);
    }

    #[test]
    fn a_splinter_counts_for_its_origin() {
        let mut stage = small();
        let hawks = stage.actor("hawks");
        make(&mut stage, Change::Split { parent: hawks, share: 0.5, shift: 0.0 });
        let splinter = stage.world.living().last().unwrap();
        let event = Event { actor: Some(splinter), ..raid(&stage, "hawks", "army") };
        happen(&mut stage, event);
        let event = Event { target: Some(splinter), ..event.by(hawks) };
        happen(&mut stage, event);
        assert_eq!(["deaths.hawks:army", "deaths.state:front"].map(|a| read(&stage, a)), [7.0; 2]);
        assert_eq!(["deaths.hawks:hawks", "deaths.front:front"].map(|a| read(&stage, a)), [7.0; 2]);
        assert_eq!(["events.raid:front", "civilian_deaths.front"].map(|a| read(&stage, a)), [2.0, 5.0]);
    }
}
