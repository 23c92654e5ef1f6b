//! Rows whose days look like slips: a century away from the scenario, or after the last week of every scenario that could read them.

use super::{find::Found, node::Node};
use crate::{
    domain::{Case, case::first_day},
    seeds::{Raw, columns::Sheet, rows::Days, table::Row, values},
};
use jiff::civil::Date;

/// Columns that hold days, or only their year.
const DAYS: [&str; 5] = ["from", "until", "known_on", "date", "published"];
/// So many years from the start nothing is a fact of the scenario any more.
const CENTURY: i16 = 100;

/// The day after the last week of all bases of a case; `own` is that of this one.
pub(super) fn last(found: &Found, case: &str, own: Date) -> Date {
    let end = |text: &super::Text| {
        let node = Node::read(&text.shown, &String::from_utf8_lossy(&text.bytes), &mut Vec::new());
        let start = values::date(node.text_of("start")).filter(|_| node.text_of("case") == case)?;
        Some(first_day(start, node.whole_of("weeks")?))
    };
    found.beside().iter().filter_map(end).fold(own, Date::max)
}

/// What is said of such rows; `last` is the day after the last week of all scenarios of the case.
pub(super) fn odd(raw: &Raw, case: &Case, last: Date) -> Vec<String> {
    let mut notes = Vec::new();
    for sheet in Sheet::ALL {
        let table = raw.table(*sheet);
        let at = |row: &Row| format!("{}:{}", row.at.file, row.at.line);
        for row in &table.rows {
            let written = |column: &&'static str| {
                let text = row.text(table.schema.position(column)?);
                let year: i16 = text.get(..4).filter(|_| values::is_period(text))?.parse().ok()?;
                ((year - case.start.year()).abs() > CENTURY).then_some((*column, text))
            };
            let far: Vec<_> = DAYS.iter().filter_map(written).collect();
            for (column, date) in &far {
                notes.push(format!(
                    "{}: `{column}` {date} lies more than a century from the start, {}",
                    at(row),
                    case.start
                ));
            }
            let days = Days::of(table.schema, row);
            let first = days.from.max(days.known_on);
            // An agreement that a scheduled event names is read though it begins later.
            let read =
                *sheet == Sheet::Agreements && case.agreements.iter().any(|agreement| agreement.id == row.text(0));
            if far.is_empty() && table.schema.is_dated() && first >= last && !read {
                let after = format!("after the last week of every scenario of the case, which ends on {last}");
                notes.push(format!("{}: no run reads it: it holds and is known from {first} on, {after}", at(row)));
            }
        }
    }
    notes
}
