//! Every file and every column of the results, in one table: headers, formats and the data package all come from here.

mod kinds;

pub use kinds::{Column, Kind, Layout};

/// A column in the table below: name, kind, unit, meaning.
type Row = (&'static str, Kind, &'static str, &'static str);

use Kind::{Date, Number, Text, Whole, YesNo};

const RUN: Row = (
    "run",
    Whole,
    "",
    "Number of the run, from 0. Run k of every variant is the same world: chance k, draw k/8 rounded down",
);
const VARIANT: Row = ("variant", Text, "", "`base`, or the name of the what-if");
const WEEK: Row = ("week", Whole, "weeks", "Week of the scenario, from 0; the state is that at the end of the week");
const DATE: Row = ("date", Date, "", "First day of the week");
const OUTCOME: Row = ("outcome", Text, "", "Outcome of the scenario");
const KIND: Row = ("kind", Text, "", "Kind of outcome: yes_no, week, quantity or category");
const LEVEL: Row = ("level", Text, "", "Level of a category; empty for other kinds");
const STATISTIC: Row = (
    "statistic",
    Text,
    "",
    "probability (share of worlds), mean, restricted_mean (of weeks, a world in which it never comes counting as the horizon) \
     or mean_rank (place in the ordered list of levels, from 0)",
);
const UNIT: Row = ("unit", Text, "", "Unit of the estimate");
const DRAWS: Row = ("draws", Whole, "draws", "Draws of everything uncertain; up to eight runs share one");
const METHOD: Row =
    ("method", Text, "", "Interval: wilson, student or bonett_price, all made robust to runs that share a draw");
const ERROR: Row =
    ("error", Number(6), "as unit", "Standard error of the estimate, the draw being the independent unit");
const ERROR_CHANCE: Row = (
    "error_chance",
    Number(6),
    "as unit",
    "Standard error from chance alone: what other dice in the same draws would change",
);

/// `runs.csv` before the columns of the outcomes.
const RUNS: &[Row] = &[
    RUN,
    ("chance", Whole, "", "Number that fixes all chance of the world"),
    ("draw", Whole, "", "Number that fixes all uncertain numbers and readings of the world"),
    VARIANT,
    (
        "status",
        Text,
        "",
        "ok; broken_law: the run broke a law of the world and was stopped; panicked: the program failed in it. Such runs count nowhere else",
    ),
    ("message", Text, "", "Why, if not ok"),
];

/// Worlds that were picked.
const KEPT: &[Row] = &[
    RUN,
    ("why", Text, "", "typical, random, farthest (from the middle of all), or of what it is an extreme; joined by |"),
    (
        "distance",
        Number(6),
        "",
        "How far its answers in the base are from the middle of all, 0-1: the mean over outcomes",
    ),
];

const SUMMARY: &[Row] = &[
    VARIANT,
    OUTCOME,
    KIND,
    LEVEL,
    STATISTIC,
    UNIT,
    ("n", Whole, "runs", "Runs counted"),
    ("excluded", Whole, "runs", "Runs left out because they failed"),
    (
        "censored",
        Whole,
        "runs",
        "For the probability of kind week: runs counted in which it did not come within the horizon",
    ),
    DRAWS,
    ("estimate", Number(6), "as unit", "The estimate"),
    (
        "spread_low",
        Number(6),
        "as unit",
        "Lower end of the spread over assumptions: the middle 90 % of the draws' expected values, chance taken out",
    ),
    ("spread_high", Number(6), "as unit", "Upper end of the same"),
    (
        "low",
        Number(6),
        "as unit",
        "Lower end of the 95 % sampling interval: how far the estimate may be off because only so many worlds were run",
    ),
    ("high", Number(6), "as unit", "Upper end of the same"),
    ERROR,
    ERROR_CHANCE,
    (
        "q05",
        Number(6),
        "as unit",
        "Of quantities and weeks: 5 % of worlds lie at or below this (good to 1/128 of itself)",
    ),
    ("q50", Number(6), "as unit", "The same for 50 %"),
    ("q95", Number(6), "as unit", "The same for 95 %"),
    METHOD,
];

const DIFFERENCES: &[Row] = &[
    VARIANT,
    OUTCOME,
    KIND,
    LEVEL,
    STATISTIC,
    UNIT,
    ("n", Whole, "worlds", "Worlds counted: those that ended well in the base and in the what-if"),
    ("excluded", Whole, "worlds", "Worlds left out because one of the two failed"),
    DRAWS,
    ("base", Number(6), "as unit", "Estimate in the base, in the worlds counted"),
    ("what_if", Number(6), "as unit", "Estimate in the what-if, in the worlds counted"),
    ("difference", Number(6), "as unit", "What-if minus base, world by world"),
    (
        "spread_low",
        Number(6),
        "as unit",
        "Lower end of the spread over assumptions: the middle 90 % of the draws' expected differences, chance taken out",
    ),
    ("spread_high", Number(6), "as unit", "Upper end of the same"),
    ("low", Number(6), "as unit", "Lower end of the 95 % sampling interval of the difference"),
    ("high", Number(6), "as unit", "Upper end of the same"),
    ERROR,
    ERROR_CHANCE,
    (
        "up",
        Whole,
        "worlds",
        "Worlds that went up: from no to yes, to more, to later. This holds under the coupling of worlds by their numbers",
    ),
    ("down", Whole, "worlds", "Worlds that went down"),
    (
        "expected",
        Text,
        "",
        "Sign that the what-if expected, written down before the first ensemble: +, -, 0 or ? (open); empty: nothing was expected",
    ),
    (
        "came_out",
        Text,
        "",
        "as_expected, opposite, unresolved (the interval holds zero), or for an expected 0 as_expected or differs; empty: nothing was expected",
    ),
    METHOD,
];

const WEEKLY: &[Row] = &[
    VARIANT,
    WEEK,
    DATE,
    (
        "series",
        Text,
        "",
        "What is followed; `_per_week` and `people_` are of that week alone, `strength.A` and `places_held.A` count A with those below it",
    ),
    ("unit", Text, "", "Unit"),
    ("n", Whole, "runs", "Runs counted"),
    ("mean", Number(6), "as unit", "Mean over runs"),
    ("q05", Number(4), "as unit", "5 % of runs lie at or below this"),
    ("q25", Number(4), "as unit", "25 %"),
    ("q50", Number(4), "as unit", "50 %"),
    ("q75", Number(4), "as unit", "75 %"),
    ("q95", Number(4), "as unit", "95 %"),
];

const SHARES: &[Row] = &[
    VARIANT,
    WEEK,
    DATE,
    (
        "kind",
        Text,
        "",
        "control (state of a place), holder (bloc that holds it), stance and rung (of a pair), agreement (state of it)",
    ),
    ("entity", Text, "", "Place, pair or agreement"),
    ("state", Text, "", "The state; for holder an actor or nobody"),
    ("worlds", Whole, "runs", "Runs in that state; states in which no run is have no row"),
    ("n", Whole, "runs", "Runs counted"),
];

const ACTORS: &[Row] = &[
    RUN,
    VARIANT,
    WEEK,
    DATE,
    ("actor", Text, "", "Actor; splinters born in the run are named after their origin, `_s` and a number"),
    ("coalition", Text, "", "Coalition of which it is a member"),
    ("bloc", Text, "", "Root of its coalitions; of a hired provider, that of its client"),
    ("strength", Number(1), "men", "Men, with those of its members"),
    ("places_held", Whole, "places", "Places held by it, its members and those in its pay"),
    ("funds", Number(1), "man-weeks of upkeep", "Reserve"),
    ("cohesion", Number(4), "0 to 1", "How well members and ranks follow"),
    ("commitment", Number(4), "0 to 1", "How bound it is to its coalition"),
    ("legitimacy", Number(4), "0 to 1", "Standing with its own public"),
    ("rhetoric", Number(4), "0 to 1", "How far it has tied itself to not conceding"),
    ("confidence", Number(4), "0 to 1", "Belief in its chance to win by force"),
    ("losses", Number(2), "men", "Own fighters lost of late, a fading memory"),
    ("unrest", Number(4), "0 to 1", "Unrest among its public"),
];

const PLACES: &[Row] = &[
    RUN,
    VARIANT,
    WEEK,
    DATE,
    ("place", Text, "", "Place"),
    ("state", Text, "", "Who commands it and how well"),
    ("holder", Text, "", "Actor whose men command it; empty: nobody"),
    ("bloc", Text, "", "Bloc of the holder"),
    ("control", Number(4), "share", "Control share of that bloc"),
    ("services", Number(4), "share", "Administration and services that work"),
    ("residents", Number(0), "people", "People who live there and have not fled"),
    ("hosted", Number(0), "people", "Displaced people from elsewhere"),
    ("camp", Text, "", "Foreign camp"),
    ("camp_host", Text, "", "Who runs the camp, or took it over"),
    ("blockade", Text, "", "Who cuts the place off"),
    ("attacks", Whole, "events", "Violent events there in this week"),
    ("danger", Number(2), "deaths", "Fighting there of late, a fading memory"),
    ("aid", Number(4), "0 to 1", "Aid reaching it"),
];

const TIES: &[Row] = &[
    RUN,
    VARIANT,
    WEEK,
    DATE,
    (
        "actor",
        Text,
        "",
        "Who feels. Ties have a row in week 0 if the two know each other, then whenever affinity or trust moved by 0.05 since the last row, or stance, label or rung changed",
    ),
    ("other", Text, "", "About whom"),
    ("affinity", Number(4), "-1 to 1", "Affinity"),
    ("trust", Number(4), "0 to 1", "Trust"),
    ("stance", Text, "", "Stance"),
    ("label", YesNo, "", "Whether the actor refuses to talk with the other"),
    ("rung", Whole, "rung", "Highest rung climbed between the two in the last eight weeks"),
];

const AGREEMENTS: &[Row] = &[
    RUN,
    VARIANT,
    WEEK,
    DATE,
    (
        "agreement",
        Text,
        "",
        "Agreement; those made in the run are named by kind and the key of their making. A row in week 0, then whenever trust or progress moved by 0.05 since the last row, or state, parties or guarantor changed",
    ),
    ("kind", Text, "", "Kind"),
    ("state", Text, "", "Stage of its life"),
    ("parties", Text, "", "Parties, separated by |"),
    ("guarantor", Text, "", "Who stands behind it"),
    ("mediator", Text, "", "Who brought it about"),
    ("place", Text, "", "Place it concerns"),
    ("trust", Number(4), "0 to 1", "Confidence of the parties in it"),
    ("progress", Number(4), "share", "Share implemented"),
];

const EVENTS: &[Row] = &[
    RUN,
    VARIANT,
    WEEK,
    DATE,
    ("event", Whole, "", "Number of the event within the run, from 0, oldest first"),
    ("type", Text, "", "act (an action of the table that an actor carried out) or shock"),
    ("kind", Text, "", "Which action or shock"),
    ("rule", Text, "", "Rule of the model that brought it about"),
    ("actor", Text, "", "By whom"),
    ("target", Text, "", "To whom"),
    ("place", Text, "", "Where"),
    ("agreement", Text, "", "Concerning which agreement"),
    ("actor_deaths", Whole, "people", "Fighters of the actor killed"),
    ("target_deaths", Whole, "people", "Fighters of the target killed"),
    ("civilian_deaths", Whole, "people", "Civilians killed by the actor"),
    ("target_civilian_deaths", Whole, "people", "Civilians killed by the target"),
    ("rung", Whole, "rung", "Rung of the escalation ladder"),
    ("success", YesNo, "", "Whether it came about as intended"),
    ("part", YesNo, "", "Whether it belongs to an event counted already: its deaths count, the act does not"),
    ("utility", Number(4), "about -1 to 1", "Expected utility of the option, if somebody decided on it"),
    ("terms", Text, "", "Terms that add up to it, name=value, separated by |"),
    ("rejected", Text, "", "Best options not taken, action>target@place=utility, separated by |"),
];

const CAUSES: &[Row] = &[
    RUN,
    VARIANT,
    WEEK,
    DATE,
    ("effect", Whole, "", "Event that was brought about, as in events.csv"),
    (
        "cause",
        Whole,
        "",
        "Event that last changed the part of the world through which it came about; empty: nothing had, the initial fact was the cause",
    ),
    ("rule", Text, "", "Rule of the effect"),
    ("share", Number(4), "share", "Share of this cause among those of the effect"),
    ("slot", Text, "", "The part of the world, as an address"),
    ("claims", Text, "", "Claims of the seeds on which the initial fact rests, separated by |"),
];

fn columns(rows: &[Row]) -> Vec<Column> {
    rows.iter()
        .map(|(name, kind, unit, meaning)| Column {
            name: (*name).to_owned(),
            kind: *kind,
            unit: (*unit).to_owned(),
            meaning: (*meaning).to_owned(),
        })
        .collect()
}

/// Every file that has a layout.
pub const FILES: [&str; 12] = [
    "runs",
    "summary",
    "differences",
    "weekly",
    "shares",
    "kept",
    "actors",
    "places",
    "ties",
    "agreements",
    "events",
    "causes",
];

/// The layout of a file.
pub fn layout(name: &'static str) -> Layout {
    let of = |rows, table: &[Row], key: &[&'static str]| Layout {
        name,
        rows,
        columns: columns(table),
        key: key.to_vec(),
        packed: false,
    };
    match name {
        "runs" => of("run and variant", RUNS, &["run", "variant"]),
        "summary" => {
            of("variant, outcome, level and statistic", SUMMARY, &["variant", "outcome", "level", "statistic"])
        }
        "differences" => {
            of("what-if, outcome, level and statistic", DIFFERENCES, &["variant", "outcome", "level", "statistic"])
        }
        "weekly" => of("variant, week and series", WEEKLY, &["variant", "week", "series"]),
        "shares" => {
            of("variant, week, kind, entity and state", SHARES, &["variant", "week", "kind", "entity", "state"])
        }
        "kept" => of("world that was picked", KEPT, &["run"]),
        "actors" => of("run, variant, week and living actor", ACTORS, &["run", "variant", "week", "actor"]),
        "places" => of("run, variant, week and place", PLACES, &["run", "variant", "week", "place"]),
        "ties" => of("run, variant and tie, when it moved", TIES, &["run", "variant", "week", "actor", "other"]),
        "agreements" => {
            of("run, variant and agreement, when it moved", AGREEMENTS, &["run", "variant", "week", "agreement"])
        }
        "events" => of("event of a run", EVENTS, &["run", "variant", "event"]),
        _ => of("cause of an event", CAUSES, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_described_once() {
        for layout in FILES.map(layout) {
            let mut names: Vec<&str> = layout.columns.iter().map(|c| c.name.as_str()).collect();
            assert!(layout.columns.iter().all(|c| !c.meaning.is_empty() && !c.meaning.ends_with('.')));
            assert!(layout.key.iter().all(|k| names.contains(k)), "{}", layout.name);
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), layout.columns.len(), "{}", layout.name);
        }
    }
}
