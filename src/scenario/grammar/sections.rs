//! The keys of a base and of a what-if.

use super::{Field, Shape};
use Shape::{
    Any, Condition, Conditions, Date, Flag, Kind, Number, One, Rows, Settings, Signs, Tables, Text, Texts,
    TextsByAddress, TextsById, Whole, Word,
};

/// Longest horizon: twenty years.
pub const MAX_WEEKS: f64 = 1040.0;

const WEEK: Shape = Whole(0.0, MAX_WEEKS);

const fn must(name: &'static str, shape: Shape, meaning: &'static str) -> Field {
    Field { name, shape, required: true, meaning }
}

const fn may(name: &'static str, shape: Shape, meaning: &'static str) -> Field {
    Field { name, shape, required: false, meaning }
}

const SET: Field = may(
    "set",
    Settings,
    "values by address, such as \"decide.rationality\" = \"1..8 log\" or \"actors.csp.cohesion\" = 0.5",
);
const ADD: Field = may("add", Rows, "rows to add, [add.TABLE.KEY] with the columns of the table");
const REMOVE: Field =
    may("remove", Texts, "rows that are not there, such as \"forces.wagner_kidal\"; what refers to them goes too");
const SCHEDULED: Field = may("scheduled", Texts, "rows of events.csv after the start that are taken as given");
const INJECTS: Field = may("injects", Tables(INJECT), "events put in from outside, by id");
const PREVENTS: Field = may("prevents", Tables(PREVENT), "what may not happen, by id");

/// A base scenario.
pub const BASE: &[Field] = &[
    must("title", Text, "title"),
    must("case", Text, "the case: a folder of seeds"),
    must("start", Date, "first day of week 0; it picks the facts that hold and were known on that day"),
    must("weeks", Whole(1.0, MAX_WEEKS), "horizon in weeks"),
    must("question", Text, "the question that the scenario asks"),
    may("pairs", Texts, "pairs of actors, such as \"csp:jnim\", whose stance and rung are counted in shares.csv"),
    SCHEDULED,
    REMOVE,
    SET,
    ADD,
    may("series", TextsById, "more lines of weekly.csv: a name and what is observed"),
    INJECTS,
    PREVENTS,
    may("outcomes", Tables(OUTCOME), "questions asked of every run, by id"),
    may("report", Shape::Table(REPORT), "how `escalade report` should read; it changes no run"),
];

/// A what-if.
pub const WHAT_IF: &[Field] = &[
    must("base", Text, "the base scenario that it changes"),
    must("title", Text, "title"),
    must("question", Text, "the question that it asks"),
    may("expects", Signs, "expected sign for outcomes of the base: \"+\", \"-\", \"0\" or \"?\" (open)"),
    may("why", Text, "why this sign is expected; written before the first ensemble"),
    SCHEDULED,
    REMOVE,
    SET,
    ADD,
    INJECTS,
    PREVENTS,
];

/// An inject.
pub const INJECT: &[Field] = &[
    may("week", WEEK, "the week in which it happens, from 0"),
    may("date", Date, "the day on which it happens"),
    may("every", Whole(1.0, MAX_WEEKS), "it happens every so many weeks"),
    may("from", WEEK, "with `every`: first week"),
    may("until", WEEK, "with `every`: last week"),
    may("when", Condition, "it happens after this has come true"),
    may("delay", Whole(1.0, MAX_WEEKS), "with `when`: so many weeks later (1)"),
    may("times", Whole(1.0, MAX_WEEKS), "with `when`: at most so often (1)"),
    must("do", Kind(&["set"]), "an action (the actor does it), a kind of event, or \"set\""),
    may("actor", Text, "who"),
    may("target", Text, "to whom"),
    may("place", Text, "where"),
    may("agreement", Text, "concerning which agreement"),
    may("deaths", Number(0.0, 1_000_000.0), "fighters killed"),
    may("civilian_deaths", Number(0.0, 1_000_000.0), "civilians killed"),
    may(
        "size",
        Number(0.0, 1_000_000.0),
        "men, people or sorties a week concerned; effort, for actions (left out: all that is at hand)",
    ),
    may("chance", Number(0.0, 1.0), "probability that it happens when due (1)"),
    may("set", Settings, "with do = \"set\": values by address"),
];

/// Something that may not happen.
pub const PREVENT: &[Field] = &[
    must("action", Kind(&[]), "the action or kind of event that does not happen"),
    may("actor", Text, "by whom, members included; left out: by anybody"),
    may("target", Text, "to whom, members included"),
    may("place", Text, "where"),
    may("from", WEEK, "first week (0)"),
    may("until", WEEK, "last week (the end)"),
];

/// An outcome.
pub const OUTCOME: &[Field] = &[
    must("question", Text, "the question in words"),
    must("kind", Word(crate::study::Kind::WORDS), "the sort of answer"),
    may("ever", Condition, "yes_no: true in any week"),
    may("at_end", Condition, "yes_no: true in the last week"),
    may("first", Condition, "week: the first week in which it is true"),
    may("value", Text, "quantity and category: what is observed"),
    may(
        "take",
        Word(&["end", "max", "mean", "mode", "when"]),
        "quantity: end, max or mean; category: end, mode or when (end)",
    ),
    may("when", Text, "category with take = \"when\": the outcome of kind week in whose week it is observed"),
    may("unit", Text, "unit of a quantity"),
];

/// How the report reads.
pub const REPORT: &[Field] = &[
    may("headline", Texts, "outcomes that answer the question, the first one first"),
    may("places", Texts, "places that the reader should see first"),
    may("groups", Tables(GROUP), "outcomes that belong together, by id"),
    may("fr", TextsByAddress, "texts in French by address, such as title or \"outcomes.ID\" or \"what_ifs.NAME\""),
];

/// Outcomes that belong together.
pub const GROUP: &[Field] =
    &[must("title", Text, "heading"), must("outcomes", Texts, "ids of outcomes, in the order in which they are shown")];

/// A condition.
pub const CONDITION: &[Field] = &[
    may("value", Text, "what is observed"),
    may("is", Any, "it is this word, or one of a list"),
    may("is_not", Any, "it is none of these"),
    may("at_least", One, "it is at least this number, or this far up the list of words"),
    may("at_most", One, "it is at most this number, or this far up the list of words"),
    may("exactly", Flag, "with a holder: it is this actor itself, and not also whoever counts with it (false)"),
    may("all", Conditions, "all of these are true"),
    may("any", Conditions, "at least one of these is true"),
    may("not", Condition, "this is not true"),
    may("for_weeks", Whole(1.0, MAX_WEEKS), "for so many weeks running (1)"),
];
