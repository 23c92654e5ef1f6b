//! What no cell alone can tell: keys, dates, memberships, who may own forces, sizes.

use super::at;
use crate::{
    domain::AgreementKind,
    fault::Fault,
    id::Regions,
    seeds::{
        Raw,
        columns::Sheet,
        number,
        rows::{Days, Rivals},
        table::{Row, Table},
        values,
    },
    table::number::decimal,
    world::state::MAX_PARTIES,
};
use std::collections::{BTreeMap, BTreeSet};

/// Tables in which two rows may share a key, if they never hold together.
const REPEATABLE: [Sheet; 6] =
    [Sheet::Memberships, Sheet::Positions, Sheet::Ties, Sheet::Control, Sheet::Forces, Sheet::Agreements];

/// Tables whose rows are there in every draw: what other rows name.
const LASTING: [Sheet; 5] = [Sheet::Actors, Sheet::Issues, Sheet::Places, Sheet::Routes, Sheet::Ladder];

/// A rule of one table as a whole.
type Rule = fn(&Raw, &mut Vec<Fault>);

pub(super) fn check(raw: &Raw, faults: &mut Vec<Fault>) {
    let rivals = Rivals::of(raw);
    // Nothing is said of keys that could not be read, nor of rows that only rival claims keep apart if those could not.
    let known = |sheets: &[Sheet]| {
        let lost = |sheet: &Sheet| raw.table(*sheet).unreadable || (*sheet == Sheet::Claims && raw.unsure);
        !sheets.iter().any(lost)
    };
    for sheet in Sheet::ALL {
        let (table, repeatable) = (raw.table(*sheet), REPEATABLE.contains(sheet));
        sizes(table, faults);
        dates(table, faults);
        if known(&[*sheet]) && table.absent.is_empty() && (!repeatable || known(&[Sheet::Claims])) {
            keys(table, &rivals, repeatable, faults);
        }
    }
    for (sheet, a, b) in [
        (Sheet::Ties, "actor", "other"),
        (Sheet::Memberships, "member", "coalition"),
        (Sheet::Routes, "a", "b"),
        (Sheet::Events, "actor", "target"),
    ] {
        selves(raw.table(sheet), a, b, faults);
    }
    for sheet in [Sheet::Actors, Sheet::Places] {
        aliases(raw.table(sheet), faults);
    }
    if known(&[Sheet::Claims]) {
        LASTING.iter().for_each(|sheet| lasting(raw.table(*sheet), &rivals, faults));
    }
    let rules: [(Sheet, Rule); 7] = [
        (Sheet::Places, regions),
        (Sheet::Claims, weights),
        (Sheet::Control, shares),
        (Sheet::Agreements, parties),
        (Sheet::Ladder, ladder),
        (Sheet::Issues, lines),
        (Sheet::Memberships, cycles),
    ];
    // What stood in a column that could not be read may be what a rule misses.
    rules.iter().filter(|(sheet, _)| known(&[*sheet])).for_each(|(_, rule)| rule(raw, faults));
    if known(&[Sheet::Forces, Sheet::Memberships, Sheet::Claims]) {
        owners(raw, &rivals, faults);
    }
}

fn sizes(table: &Table, faults: &mut Vec<Fault>) {
    let mut keys = BTreeSet::new();
    for row in &table.rows {
        if keys.insert(table.schema.key_of(row)) && keys.len() == table.schema.most + 1 {
            let message = format!("a case may have at most {} {}", table.schema.most, table.schema.name);
            faults.push(row.at.fault("", message, "leave out what the question does not need, or join small ones"));
        }
    }
}

fn dates(table: &Table, faults: &mut Vec<Fault>) {
    if !table.schema.is_dated() {
        return;
    }
    for row in &table.rows {
        let days = Days::of(table.schema, row);
        if days.until <= days.from {
            let help = format!("`until` is the first day on which it no longer holds: after {}", days.from);
            let found = table.schema.value(row, "until");
            faults.push(at(table, row, "until").fault(found, "the row ends before it begins", help));
        }
    }
}

fn keys(table: &Table, rivals: &Rivals, repeatable: bool, faults: &mut Vec<Fault>) {
    let schema = table.schema;
    let mut seen: BTreeMap<String, Vec<(Days, &Row)>> = BTreeMap::new();
    // When a row holds whose dates cannot be read nobody knows; that was told.
    let dated = |row: &&Row| {
        let date = |name| Some(written(table, row, name)).filter(|text| !text.is_empty());
        ["from", "until", "known_on"].into_iter().filter_map(date).all(|text| values::date(text).is_some())
    };
    for row in table.rows.iter().filter(dated) {
        let days = Days::of(schema, row);
        // A member has one coalition at a time; a route leads both ways.
        let key = match schema.name {
            "memberships" => schema.value(row, "member").to_owned(),
            "routes" if row.text(0) > row.text(1) => format!("{}:{}", row.text(1), row.text(0)),
            _ => schema.key_of(row),
        };
        let earlier = seen.entry(key).or_default();
        let both = earlier.iter().find(|(other_days, other)| {
            days.first_common(other_days).is_some() && !(repeatable && rivals.exclude(schema, row, other))
        });
        if let Some((_, other)) = both {
            let key = schema.key_of(row);
            let (message, help) = if schema.is_dated() {
                let what = if schema.name == "memberships" { "memberships of one member" } else { "rows of one key" };
                let message = format!("two {what} hold on one day: this one and that of line {}", other.at.line);
                (message, "set `until` of the earlier one, or let them rest on rival claims")
            } else {
                (
                    if other.at.file == row.at.file {
                        format!("the key is there already, in line {}", other.at.line)
                    } else {
                        format!("the key is there already, in {}:{}", other.at.file, other.at.line)
                    },
                    "leave one of the two out, or rename it",
                )
            };
            faults.push(schema.key.first().map_or(&row.at, |i| &row.cells[*i].at).fault(&key, message, help));
        }
        earlier.push((days, row));
    }
}

/// A row that other rows name rests on no claim that some draws leave out.
fn lasting(table: &Table, rivals: &Rivals, faults: &mut Vec<Fault>) {
    for row in &table.rows {
        if let Some(claim) = rivals.among(table.schema, row) {
            let message = format!("`{claim}` has rivals, and {} is there in every draw", table.schema.row);
            let help = "let rows of memberships, positions, ties, control, communities, forces, agreements or events rest on it";
            faults.push(at(table, row, "claims").fault(table.schema.value(row, "claims"), message, help));
        }
    }
}

fn selves(table: &Table, a: &str, b: &str, faults: &mut Vec<Fault>) {
    for row in &table.rows {
        let (one, other) = (table.schema.value(row, a), table.schema.value(row, b));
        if one == other && !one.is_empty() {
            faults.push(at(table, row, b).fault(
                other,
                format!("`{a}` and `{b}` are the same"),
                "name two different ones",
            ));
        }
    }
}

/// An alias leads to one row only.
fn aliases(table: &Table, faults: &mut Vec<Fault>) {
    let mut taken: BTreeMap<String, &str> =
        table.rows.iter().map(|row| (row.text(0).to_lowercase(), row.text(0))).collect();
    for row in &table.rows {
        let id = row.text(0);
        for alias in values::items(table.schema.value(row, "aliases")) {
            let other = taken.insert(alias.to_lowercase(), id).filter(|other| *other != id);
            if let Some(other) = other {
                let message = format!("the name already leads to `{other}`");
                faults.push(at(table, row, "aliases").fault(alias, message, "leave it to one of the two"));
            }
        }
    }
}

fn regions(raw: &Raw, faults: &mut Vec<Fault>) {
    let table = raw.table(Sheet::Places);
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        let region = table.schema.value(row, "region");
        if seen.insert(region) && seen.len() == Regions::MOST + 1 {
            let message = format!("a case may have at most {} regions", Regions::MOST);
            let help = "join small ones, or leave out what the question does not need";
            faults.push(at(table, row, "region").fault(region, message, help));
        }
    }
}

fn weights(raw: &Raw, faults: &mut Vec<Fault>) {
    let table = raw.table(Sheet::Claims);
    for row in &table.rows {
        let (alternative, weight) = (table.schema.value(row, "alternative"), table.schema.value(row, "weight"));
        if alternative.is_empty() && number::plain(written(table, row, "weight"), 0.0, 1_000_000.0).is_ok() {
            let help = "name the disagreement in `alternative`, as its rivals do, or leave the weight out";
            faults.push(at(table, row, "weight").fault(
                weight,
                "the weight is never read: the claim has no rival",
                help,
            ));
        }
        if !alternative.is_empty() && weight.parse::<f64>().is_ok_and(|w| w == 0.0) {
            let help = "give it a weight above 0, or remove the claim";
            faults.push(at(table, row, "weight").fault(weight, "a rival claim that no draw can take", help));
        }
    }
}

/// The control shares of a place are those of different actors, and no more than the whole in any draw.
fn shares(raw: &Raw, faults: &mut Vec<Fault>) {
    let table = raw.table(Sheet::Control);
    let most = |text: &str| number::range(text, 0.0, 1.0).map_or(0.0, |written| written.high);
    for row in &table.rows {
        let of = |column| table.schema.value(row, column);
        let (holder, others) = (of("holder"), of("others"));
        if values::weights(others).any(|(id, _)| id == holder) {
            let message = "the holder stands among `others`, too";
            faults.push(at(table, row, "others").fault(holder, message, "leave it out: its control share is `share`"));
            continue;
        }
        if holder.is_empty() && !["", "0"].contains(&written(table, row, "share")) {
            let message = "`share` is that of the holder, and nobody holds the place";
            faults.push(at(table, row, "share").fault(of("share"), message, "leave it empty, or name the holder"));
        }
        let own = if holder.is_empty() { 0.0 } else { most(of("share")) };
        let sum = own + values::weights(others).map(|(_, share)| most(share)).sum::<f64>();
        if sum > 1.0 + 1e-9 {
            let column = if others.is_empty() { "share" } else { "others" };
            let message = format!("the control shares of the place come to {}, more than the whole", decimal(sum, 2));
            faults.push(at(table, row, column).fault(of(column), message, "lower `share` or `others` to 1 together"));
        }
    }
}

/// What a cell says, and not what an empty one means.
fn written<'a>(table: &Table, row: &'a Row, column: &str) -> &'a str {
    table.schema.position(column).map_or("", |i| row.text(i))
}

fn parties(raw: &Raw, faults: &mut Vec<Fault>) {
    let table = raw.table(Sheet::Agreements);
    for row in &table.rows {
        let list = table.schema.value(row, "parties");
        let count = values::items(list).count();
        let patronage = table.schema.value(row, "kind") == AgreementKind::Patronage.word();
        if list.is_empty() || ((2..=MAX_PARTIES).contains(&count) && (!patronage || count == 2)) {
            continue;
        }
        let help = if patronage {
            "the client first, the provider second".to_owned()
        } else {
            format!("2 to {MAX_PARTIES} parties")
        };
        faults.push(at(table, row, "parties").fault(list, format!("the agreement has {count} parties"), help));
    }
}

fn ladder(raw: &Raw, faults: &mut Vec<Fault>) {
    let table = raw.table(Sheet::Ladder);
    let (mut seen, mut rungs): (BTreeMap<&str, usize>, BTreeSet<String>) = Default::default();
    for row in &table.rows {
        // Of a rung that is there twice its key is told.
        if !rungs.insert(table.schema.key_of(row)) {
            continue;
        }
        for action in values::items(table.schema.value(row, "actions")) {
            if let Some(line) = seen.insert(action, row.at.line) {
                let message = format!("the action stands on two rungs, also in line {line}");
                faults.push(at(table, row, "actions").fault(action, message, "leave it on one of the two"));
            }
        }
    }
}

/// At most one issue is that of war or talks.
fn lines(raw: &Raw, faults: &mut Vec<Fault>) {
    let table = raw.table(Sheet::Issues);
    let mut marked = table.rows.iter().filter(|row| table.schema.value(row, "line") == "1");
    let Some(first) = marked.next() else { return };
    for row in marked {
        let message = format!("a second issue of war or talks, after that of line {}", first.at.line);
        faults.push(at(table, row, "line").fault("1", message, "mark one issue"));
    }
}

/// A membership that leads back to its own start, on any day on which one begins.
fn cycles(raw: &Raw, faults: &mut Vec<Fault>) {
    let table = raw.table(Sheet::Memberships);
    let mut of: BTreeMap<&str, Vec<(Days, &str)>> = BTreeMap::new();
    for row in &table.rows {
        of.entry(row.text(0)).or_default().push((Days::of(table.schema, row), row.text(1)));
    }
    for row in &table.rows {
        let day = Days::of(table.schema, row).from;
        let up = |member: &str| {
            let live = of.get(member)?.iter().find(|(days, _)| days.from <= day && day < days.until);
            live.map(|(_, coalition)| *coalition)
        };
        let (member, mut steps, mut top) = (row.text(0), 0, Some(row.text(1)));
        while let Some(coalition) = top.filter(|c| *c != member && steps <= of.len()) {
            (top, steps) = (up(coalition), steps + 1);
        }
        if top == Some(member) && steps > 0 {
            let found = table.schema.key_of(row);
            faults.push(row.at.fault(
                &found,
                "the membership leads in a circle",
                "a coalition may not belong to its own member",
            ));
        }
    }
}

/// Only actors without members have men of their own.
fn owners(raw: &Raw, rivals: &Rivals, faults: &mut Vec<Fault>) {
    let (forces, memberships) = (raw.table(Sheet::Forces), raw.table(Sheet::Memberships));
    for row in &forces.rows {
        let (owner, days) = (forces.schema.value(row, "actor"), Days::of(forces.schema, row));
        let member = memberships.rows.iter().find(|m| {
            memberships.schema.value(m, "coalition") == owner
                && Days::of(memberships.schema, m).first_common(&days).is_some()
                && !rivals.exclude_across(forces.schema, row, memberships.schema, m)
        });
        if let Some(member) = member {
            let who = memberships.schema.value(member, "member");
            let message = format!("`{owner}` has members (such as `{who}`) and therefore no men of its own");
            faults.push(at(forces, row, "actor").fault(owner, message, "give the force to one of its members"));
        }
    }
}
