//! The tables themselves, column by column, in the order of [`Sheet`].

use super::{Column, Kind, Schema, Sheet};
use crate::domain::{
    ActorKind, AgreementKind, AgreementState, Camp, Clause, Confidence, ForceKind, PlaceKind, Stance, Terrain, Way,
};
use Kind::{
    Actions, Claims, Date, EventKind, Flag, Id, Number, Period, Plain, Ref, Refs, Regions, Text, Texts, Weights, Whole,
    Word,
};

const SHARE: Kind = Number(0.0, 1.0);
const SIGNED: Kind = Number(-1.0, 1.0);
const MONEY: Kind = Number(0.0, 10_000_000.0);
const MEN: Kind = Number(0.0, 1_000_000.0);
const PEOPLE: Kind = Number(0.0, 1_000_000_000.0);
const UPKEEP: &str = "man-weeks of upkeep";

const CLAIMS: Column = must("claims", Claims, "what the row rests on");
const FROM: Column = may("from", Date, "", "first day on which the row holds; empty: always");
const UNTIL: Column = may("until", Date, "", "first day on which it no longer holds; empty: never ends");
const KNOWN_ON: Column = may("known_on", Date, "", "first day on which it was known; empty: the day it began");

const fn must(name: &'static str, kind: Kind, meaning: &'static str) -> Column {
    Column { name, required: true, kind, default: "", unit: "", meaning }
}

const fn may(name: &'static str, kind: Kind, default: &'static str, meaning: &'static str) -> Column {
    Column { name, required: false, kind, default, unit: "", meaning }
}

const fn id(meaning: &'static str) -> Column {
    must("id", Id, meaning)
}

const fn of(column: Column, unit: &'static str) -> Column {
    Column { unit, ..column }
}

const fn table(
    name: &'static str,
    row: &'static str,
    key: &'static [usize],
    most: usize,
    columns: &'static [Column],
) -> Schema {
    Schema { name, row, key, columns, most }
}

/// Every table of a case.
#[rustfmt::skip]
pub const TABLES: &[Schema] = &[
    table("documents", "a text or data source that claims cite", &[0], 5_000, &[
        id("id; `assumed` is the row for our own assumptions"),
        must("title", Text, "title"),
        may("publisher", Text, "", "who published it"),
        may("published", Period, "", "when: a day, a month or only a year"),
        may("language", Text, "", "language"),
        may("note", Text, "", "what to know about it"),
    ]),
    table("claims", "one thing that a source says, in our own words", &[0], 20_000, &[
        id("id"),
        must("document", Ref(Sheet::Documents), "the document that says it"),
        may("paragraph", Text, "", "paragraph, or line of the text"),
        must("text", Text, "what it says, paraphrased"),
        must("confidence", Word(Confidence::WORDS), "how sure we are that the source says it"),
        may("alternative", Text, "", "claims that share this name contradict each other: each draw takes one"),
        may("weight", Plain(0.0, 1_000_000.0), "1", "how likely a draw is to take it, against its rivals"),
    ]),
    table("actors", "an organisation that acts", &[0], 64, &[
        id("id"),
        must("name", Text, "name"),
        may("aliases", Texts, "", "other names"),
        must("kind", Word(ActorKind::WORDS), "what sort of organisation it is"),
        may("home", Ref(Sheet::Places), "", "place to which it belongs, falls back, and where it recruits"),
        may("aims", Regions, "", "regions that it claims; empty: a government claims all regions inside the country, others what their coalition claims"),
        of(may("effort", Number(0.0, 100.0), "1", "political work it can do in a week (armed effort comes from its forces)"), "acts of medium size"),
        of(may("funds", MONEY, "0", "reserve at the start"), UPKEEP),
        of(may("income", MONEY, "0", "weekly income from outside the places it controls"), UPKEEP),
        may("cohesion", SHARE, "0.7", "how well members and ranks follow"),
        may("rhetoric", SHARE, "0", "how far it has tied itself to not conceding (audience costs)"),
        may("accountability", SHARE, "0.3", "how much it minds harming civilians"),
        may("legitimacy", SHARE, "0.5", "standing with its own public"),
        of(may("quality", Number(0.0, 10.0), "1", "fighting quality"), "trained regular soldier = 1"),
        may("concealment", SHARE, "0", "how well its fighters hide among people and terrain"),
        may("leader", Text, "", "role of the leader, never a person who acts"),
        may("leader_standing", SHARE, "0", "respect that the leader commands beyond the organisation"),
        may("leverage", SHARE, "0", "what it can promise or threaten as mediator or guarantor"),
        may("burden", SHARE, "0", "how busy it is with troubles of its own"),
        CLAIMS,
    ]),
    table("memberships", "an actor that belongs to a coalition", &[0, 1], 2_000, &[
        must("member", Ref(Sheet::Actors), "who belongs"),
        must("coalition", Ref(Sheet::Actors), "to which coalition"),
        may("commitment", SHARE, "0.7", "how bound the member is"),
        FROM, UNTIL, KNOWN_ON, CLAIMS,
    ]),
    table("issues", "something that actors differ about", &[0], 64, &[
        id("id"),
        must("name", Text, "name"),
        must("low", Text, "meaning of position -1"),
        must("high", Text, "meaning of position +1"),
        may("line", Flag, "0", "1 if it is war (-1) or talks (+1): what binds or strains the members of a coalition; at most one issue"),
        CLAIMS,
    ]),
    table("positions", "an actor's stand on an issue", &[0, 1], 4_096, &[
        must("actor", Ref(Sheet::Actors), "who"),
        must("issue", Ref(Sheet::Issues), "on what"),
        must("position", SIGNED, "from -1 to 1; the ends stand in issues.csv"),
        may("salience", SHARE, "0.5", "how much it matters to the actor"),
        CLAIMS,
    ]),
    table("ties", "how one actor stands to another (directed)", &[0, 1], 8_192, &[
        must("actor", Ref(Sheet::Actors), "who feels"),
        must("other", Ref(Sheet::Actors), "about whom"),
        must("affinity", SIGNED, "from -1 (hate) to 1 (union)"),
        may("trust", SHARE, "0.5", "whether it believes the other's word"),
        may("kin", SHARE, "0", "family and community links between the ranks"),
        may("leader", SHARE, "0", "bond between the leaders, or respect of one's ranks for the other's leader"),
        may("stance", Word(Stance::WORDS), "tolerant", "how the two stand to each other"),
        may("label", Flag, "0", "1 if the actor calls the other an enemy with whom one does not talk"),
        may("turf", SHARE, "0", "overlap of the ground, recruits and revenue that both claim"),
        FROM, UNTIL, KNOWN_ON, CLAIMS,
    ]),
    table("places", "a town, camp, refuge or border point", &[0], 256, &[
        id("id"),
        must("name", Text, "name"),
        may("aliases", Texts, "", "other names"),
        must("region", Text, "region of which it is a part"),
        must("kind", Word(PlaceKind::WORDS), "sort of place"),
        of(must("lat", Plain(-90.0, 90.0), "latitude"), "degrees north"),
        of(must("lon", Plain(-180.0, 180.0), "longitude"), "degrees east"),
        of(may("population", PEOPLE, "0", "inhabitants"), "people"),
        may("airstrip", Flag, "0", "1 if aircraft can land"),
        must("terrain", Word(Terrain::WORDS), "ground"),
        may("value", SHARE, "0.2", "what holding it is worth as a prize (military, symbolic)"),
        of(may("income", MONEY, "0", "weekly rents that flow to whoever controls it (gold, tolls, trafficking)"), UPKEEP),
        CLAIMS,
    ]),
    table("control", "who controls a place, and how", &[0], 256, &[
        must("place", Ref(Sheet::Places), "where"),
        may("holder", Ref(Sheet::Actors), "", "actor that holds it; empty: nobody"),
        may("share", SHARE, "0.6", "the holder's control share"),
        may("others", Weights(Sheet::Actors, 0.0, 1.0), "", "control shares of others"),
        may("services", SHARE, "0.3", "administration, schools, health, justice that work"),
        may("camp", Word(Camp::WORDS), "none", "UN or foreign camp"),
        may("camp_host", Ref(Sheet::Actors), "", "actor that runs the camp, or took it over"),
        may("blockaded_by", Ref(Sheet::Actors), "", "actor that cuts the place off"),
        FROM, UNTIL, KNOWN_ON, CLAIMS,
    ]),
    table("routes", "a road between two places, usable both ways", &[0, 1], 4_096, &[
        must("a", Ref(Sheet::Places), "one end"),
        must("b", Ref(Sheet::Places), "the other end"),
        of(must("km", Number(0.1, 20_000.0), "length"), "km"),
        must("terrain", Word(Way::WORDS), "ground"),
        may("border", Flag, "0", "1 if it crosses a border"),
        CLAIMS,
    ]),
    table("communities", "people of one place who share loyalties", &[0], 4_096, &[
        id("id"),
        must("name", Text, "name"),
        must("place", Ref(Sheet::Places), "where they live"),
        must("group", Text, "the group of which they are a part, such as `tuareg_upper`"),
        of(must("population", PEOPLE, "how many they are"), "people"),
        may("support", Weights(Sheet::Actors, -1.0, 1.0), "", "support for actors, from -1 to 1"),
        may("kin", Weights(Sheet::Actors, 0.0, 1.0), "", "family links to the ranks of actors"),
        may("grievance", Weights(Sheet::Actors, 0.0, 1.0), "", "grievance against actors"),
        may("fear", SHARE, "0.1", "fear"),
        may("displaced", SHARE, "0", "share of the community that has fled already"),
        CLAIMS,
    ]),
    table("forces", "men of one actor at one place", &[0], 4_096, &[
        id("id"),
        must("actor", Ref(Sheet::Actors), "whose men; only an actor without members has men of its own"),
        must("place", Ref(Sheet::Places), "where"),
        must("kind", Word(ForceKind::WORDS), "sort of force"),
        of(must("strength", MEN, "how many"), "men; for an air wing sorties a week"),
        may("morale", SHARE, "0.7", "will to fight"),
        may("supply", SHARE, "0.8", "share of its needs that is met"),
        FROM, UNTIL, KNOWN_ON, CLAIMS,
    ]),
    table("agreements", "an accord, ceasefire, pact, contract, alliance or charter", &[0], 256, &[
        id("id"),
        must("name", Text, "name"),
        must("kind", Word(AgreementKind::WORDS), "sort of agreement"),
        must("parties", Refs(Sheet::Actors), "parties; for `patronage` the client first, the provider second"),
        may("guarantor", Ref(Sheet::Actors), "", "who stands behind it"),
        may("mediator", Ref(Sheet::Actors), "", "who brought it about"),
        must("state", Word(AgreementState::WORDS), "stage of its life"),
        may("trust", SHARE, "0.5", "confidence of the parties in it"),
        may("progress", SHARE, "0", "share carried out"),
        may("place", Ref(Sheet::Places), "", "place that it concerns, for a local pact or a blockade deal"),
        FROM, UNTIL, KNOWN_ON, CLAIMS,
    ]),
    table("clauses", "a clause of an agreement", &[0, 1], 2_816, &[
        must("agreement", Ref(Sheet::Agreements), "of which agreement"),
        must("clause", Word(Clause::WORDS), "what it obliges to"),
        may("weight", SHARE, "0.5", "how much of the agreement it is"),
        may("bears", Ref(Sheet::Actors), "", "who must do it; empty: all parties"),
        of(may("amount", MONEY, "0", "man-weeks of upkeep a week for `payment`, men for `integration`"), "see meaning"),
        CLAIMS,
    ]),
    table("ladder", "a rung of the escalation ladder", &[0], 20, &[
        must("rung", Whole(0.0, 19.0), "height, from 0 (cooperation) up; fighting begins on the lowest rung with an attack"),
        must("name", Text, "name"),
        may("actions", Actions, "", "actions that stand on this rung; an action that no rung lists keeps that of the table of actions"),
        may("direction", Word(&["up", "down"]), "up", "whether its actions lead up or down the ladder"),
        CLAIMS,
    ]),
    table("events", "a dated event", &[0], 20_000, &[
        id("id"),
        must("date", Date, "when"),
        may("known_on", Date, "", "first day on which it was known; empty: its date"),
        must("kind", EventKind, "what"),
        may("actor", Ref(Sheet::Actors), "", "by whom"),
        may("target", Ref(Sheet::Actors), "", "to whom"),
        may("place", Ref(Sheet::Places), "", "where"),
        may("agreement", Ref(Sheet::Agreements), "", "concerning which agreement"),
        of(may("deaths", MEN, "0", "fighters killed on both sides"), "people"),
        of(may("civilian_deaths", MEN, "0", "civilians killed"), "people"),
        may("size", MEN, "0", "men, or sorties a week, that come or leave (0: all that are there leave); effort of an act (0: all at hand)"),
        CLAIMS,
    ]),
];

/// The file of choices made by people, `--decisions FILE`.
#[rustfmt::skip]
pub const DECISIONS: Schema = table("decisions", "a choice of a person who plays an actor", &[], 100_000, &[
    must("actor", Ref(Sheet::Actors), "who chooses; the model decides nothing for it any more"),
    must("week", Whole(0.0, 10_000.0), "in which week, from 0"),
    must("action", Word(crate::domain::COMMANDS), "what it does: an action, or the posture of its side from then on"),
    may("target", Ref(Sheet::Actors), "", "against or towards whom"),
    may("place", Ref(Sheet::Places), "", "where; of a posture, any place of the region, or nothing for all"),
    may("agreement", Ref(Sheet::Agreements), "", "concerning which agreement"),
]);

/// What a case says in French, `french.csv`, which may be missing.
#[rustfmt::skip]
pub const FRENCH: Schema = table("french", "a text of the case in French; it changes no run", &[0], 20_000, &[
    must("address", Text, "what it translates, `TABLE.KEY.COLUMN`"),
    must("text", Text, "the text"),
]);
