//! Warfare: the laws of force that every mechanism takes for granted, and their numbers.
//!
//! One law of odds ([`odds`]) serves whoever plans an operation, whoever looks at what comes, and the battle itself
//! ([`battle`]): they differ in what they know ([`estimate`]), not in what they believe of war. Numbers are lent to all mechanisms.

pub mod battle;
pub mod coercion;
pub mod estimate;
pub mod odds;
pub mod siege;

use crate::{domain::Terrain, parameter::settings, world::Pace};

settings! { "warfare" {
    // Odds.
    /// Exponent of the ratio of men in the odds of a battle: 1 is Lanchester's linear law, 2 his square law.
    exponent: 1.5, 1.0..2.0, in 0.5..3.0, "1", "Brown 1963, Oper. Res. 11:418: between the linear and the square law";
    /// Standard deviation of what nobody can foresee in a battle, on the scale of the logarithm of the odds.
    friction: 0.5, 0.3..0.8, in 0.0..3.0, "log", "assumed; Biddle 2004: numbers alone foretell little";
    /// How much stronger men are who have dug in where their side holds.
    walls: 1.5, 1.2..2.0, in 1.0..10.0, "factor", "assumed; Dupuy's hasty to prepared defence";
    /// What many sorties add to the power of those whom they support, over open ground.
    air_open: 1.0, 0.5..1.5, in 0.0..5.0, "factor", "domain 2.2: 0.5 to 1.5";
    /// The same in a river valley.
    air_river: 0.7, 0.4..1.0, in 0.0..5.0, "factor", "assumed: trees, fields and villages";
    /// The same in towns and mountains.
    air_cover: 0.2, 0.1..0.4, in 0.0..5.0, "factor", "domain 2.2: some 0.2 in towns and mountains";
    /// Sorties a week that give about two thirds of what many would.
    sorties: 4.0, 3.0..6.0, in 0.5..50.0, "sorties", "domain 2.2: for some four sorties";
    /// Share of the power of a force that is left to it without any supply.
    unfed: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Standard deviation of the logarithm of a count of enemy men, as those who plan allow for it.
    miscount: 0.4, 0.2..0.6, in 0.0..2.0, "log", "domain 2.1: log-normal error 0.4";
    /// Share of the men of a column or a garrison who take part in a battle.
    present: 0.8, 0.7..0.9, in 0.05..1.0, "share", "assumed: train, sick and guards apart";
    /// Share of the men of bands, not on an operation, who muster when they are attacked.
    muster: 0.4, 0.3..0.6, in 0.05..1.0, "share", "assumed: fighters live at home";
    /// Advantage of a force that strikes from hiding, if it hides wholly.
    surprise: 2.0, 1.5..3.0, in 1.0..10.0, "factor", "assumed; sets the exchange ratio of ambushes and raids";

    // Breaking.
    /// Median share of casualties at which a side breaks.
    breaking: 0.12, 0.08..0.25, in 0.01..0.6, "share", "Helmbold 1971, 1,080 battles, second hand; Clark 1954";
    /// Standard deviation of its logarithm.
    breaking_spread: 0.6, 0.4..0.8, in 0.0..2.0, "log", "Helmbold 1971, second hand";
    /// Largest share of casualties that any side bears.
    breaking_most: 0.6, 0.5..0.8, in 0.1..1.0, "share", "assumed: no side fights on with two of five men left";
    /// How much more those bear who have no way out.
    cornered: 1.5, 1.2..2.0, in 1.0..5.0, "factor", "assumed";
    /// Share of casualties that are killed.
    killed: 0.28, 0.2..0.35, in 0.05..1.0, "share", "Dupuy: one killed for two to three wounded";
    /// Share of the loser's men still there that are captured or scattered for good.
    captured: 0.05, 0.0..0.15, in 0.0..1.0, "share", "assumed";
    /// Weeks after which the beaten can attack again.
    refit: 6.0, 3.0..12.0, in 0.0..104.0, "weeks", "assumed: to bring in the wounded, stores and replacements";
    /// Weeks after which the winners of a battle can attack again.
    pause: 2.0, 1.0..4.0, in 0.0..104.0, "weeks", "assumed";

    // Standing or leaving (C13).
    /// Chance of holding at which half of all defenders stand.
    stand: 0.35, 0.25..0.45, in 0.0..1.0, "probability", "domain 2.2";
    /// How sharply that choice turns.
    nerve: 0.08, 0.05..0.12, in 0.01..1.0, "probability", "assumed";
    /// How much lower that chance may be for those who are told to hold.
    told: 0.15, 0.1..0.2, in 0.0..1.0, "probability", "assumed";
    /// How much lower for those whose relief is on its way.
    relieved: 0.2, 0.1..0.3, in 0.0..1.0, "probability", "assumed";
    /// How much higher for irregulars in a large town whose people are all for them.
    spared: 0.1, 0.0..0.2, in 0.0..1.0, "probability", "S1:7: they withdrew to spare the town; size assumed (C13)";
    /// People of a town at whose number that counts by half.
    town: 5000.0, 2000.0..10000.0 log, in 1.0..1e7, "people", "assumed: the size of Aguelhok, a chief town of a district";

    // Sieges.
    /// Share of the hinterland at one end of a way that a side must rule to cut it.
    way_country: 0.5, 0.4..0.6, in 0.0..1.0, "share", "assumed: half";
    /// Men that cutting a way takes.
    way_men: 40.0, 25.0..80.0, in 1.0..5000.0, "men", "assumed: two groups that relieve each other";
    /// Share of the ways into a place, by weight, whose cutting cuts it off.
    closed: 0.8, 0.7..0.9, in 0.01..1.0, "share", "assumed: a ring begins with the roads; river and air come later";

    // Distance.
    /// Kilometres a day on a road.
    road: 150.0, 100.0..250.0, in 1.0..1000.0, "km/day", "assumed: military columns on tarred roads";
    /// Kilometres a day on a track or along a river.
    track: 80.0, 50.0..120.0, in 1.0..1000.0, "km/day", "assumed";
    /// Kilometres a day through sand or rock.
    rough: 50.0, 30.0..80.0, in 1.0..1000.0, "km/day", "assumed";
    /// Days of a week on which a force marches.
    marching: 5.0, 4.0..6.0, in 0.5..7.0, "days/week", "assumed: two days of halt and repair";
    /// How much faster bands move.
    band: 1.5, 1.2..2.0, in 0.1..10.0, "factor", "assumed: motorcycles and pick-ups without a train";
    /// Share of speed left in the rains.
    wet_speed: 0.6, 0.4..0.8, in 0.05..1.0, "share", "assumed; mobility by season, domain 5.6";
    /// First month of the rains.
    wet_from: 7.0, 7.0..7.0, in 1.0..12.0, "month", "Sahel: July to September";
    /// Last month of the rains.
    wet_until: 9.0, 9.0..9.0, in 1.0..12.0, "month", "Sahel: July to September";
    /// Share of the men of garrisons and columns who are on patrols, at posts and on the road: they can be struck there, and count in the country.
    patrols: 0.15, 0.1..0.25, in 0.0..1.0, "share", "assumed: most stay behind walls";
    /// Days from its home beyond which a militia neither strikes nor joins an operation, and other irregulars neither join one nor look for shelter outside
    /// the regions that they claim.
    home_range: 2.0, 1.0..3.0, in 0.0..60.0, "days", "assumed: hunters and village guards fight near home";
    /// Distance over which shells are fired.
    gun_range: 20.0, 15.0..30.0, in 0.0..500.0, "km", "assumed: field guns and rockets reach 15 to 30 km";
    /// Days of travel within which small blows are struck.
    ambush: 1.0, 0.5..1.5, in 0.0..30.0, "days", "assumed: out and back within two days";
    /// Distance over which aircraft strike.
    air_strike: 400.0, 300.0..500.0, in 0.0..5000.0, "km", "assumed: drones and light aircraft from the larger airfields";
    /// Share of its sorties that a side gives to one operation, or one fight.
    air_share: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Distance over which aircraft support those who fight.
    air_support: 350.0, 250.0..450.0, in 0.0..5000.0, "km", "assumed: drones that must also loiter";
    /// Days of travel over roads in which power falls to about a third.
    fade_road: 8.0, 5.0..12.0, in 0.5..100.0, "days", "Boulding 1962, loss of strength with distance; size assumed";
    /// Days of travel over tracks and sand in which power falls to about a third.
    fade_track: 4.0, 2.5..6.0, in 0.5..100.0, "days", "Boulding 1962; size assumed";
} }

impl Settings {
    /// The speeds and gradients by which a world's ways are measured.
    pub const fn pace(&self) -> Pace {
        let set = self;
        Pace {
            road: set.road,
            track: set.track,
            rough: set.rough,
            fade_road: set.fade_road,
            fade_track: set.fade_track,
        }
    }

    /// Share of speed in a month, 1 to 12.
    pub fn season(&self, month: u8) -> f64 {
        let set = self;
        let month = f64::from(month);
        let wet = if set.wet_from <= set.wet_until {
            (set.wet_from..=set.wet_until).contains(&month)
        } else {
            month >= set.wet_from || month <= set.wet_until
        };
        if wet { set.wet_speed } else { 1.0 }
    }

    /// Days of travel within which an actor strikes small blows: bands move faster.
    pub const fn blow(&self, irregular: bool) -> f64 {
        if irregular { self.ambush * self.band } else { self.ambush }
    }

    /// Share of the men of a force who take part in a battle: of bands that are not on an operation only those who muster in time.
    pub const fn present(&self, surprised_band: bool) -> f64 {
        let set = self;
        if surprised_band { set.muster } else { set.present }
    }

    /// What many sorties add to the power of those whom they support on this ground.
    pub const fn air(&self, terrain: Terrain) -> f64 {
        let set = self;
        match terrain {
            Terrain::Open => set.air_open,
            Terrain::River => set.air_river,
            Terrain::Town | Terrain::Mountain => set.air_cover,
        }
    }
}

#[cfg(test)]
mod tests;
