//! Rows whose days look like slips: a century away from the scenario, after the last week of every scenario that could read them, or from a
//! day on while one runs that starts before.

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

/// A stretch of days: the first, and the day after the last.
pub(super) type Stretch = (Date, Date);

/// The days of all bases of a case; `own` are those of this one.
pub(super) fn all(found: &Found, case: &str, own: Stretch) -> Vec<Stretch> {
    let stretch = |text: &super::Text| {
        let node = Node::read(&text.shown, &String::from_utf8_lossy(&text.bytes), &mut Vec::new());
        let start = values::date(node.text_of("start")).filter(|_| node.text_of("case") == case)?;
        Some((start, first_day(start, node.whole_of("weeks")?)))
    };
    std::iter::once(own).chain(found.beside().iter().filter_map(stretch)).collect()
}

/// What is said of such rows; `scenarios` are the days of all scenarios of the case.
pub(super) fn odd(raw: &Raw, case: &Case, scenarios: &[Stretch]) -> Vec<String> {
    let mut notes = Vec::new();
    let last = scenarios.iter().map(|(_, end)| *end).max().unwrap_or(case.start);
    for sheet in Sheet::ALL {
        let table = raw.table(*sheet);
        let at = |row: &Row| format!("{}:{}", row.at.file, row.at.line);
        let mut late = Vec::new();
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
            } else if far.is_empty()
                && table.schema.is_dated()
                && !read
                // Of a row that a scenario adds it is said where it stands.
                && row.at.file == table.at.file
                && is_between(first, days.until, scenarios)
            {
                late.push(row.at.line);
            }
        }
        if !late.is_empty() {
            let lines: Vec<String> = late.iter().map(ToString::to_string).collect();
            let (file, lines) = (&table.at.file, lines.join(", "));
            notes.push(format!(
                "{file}, lines {lines}: no run reads them: they hold from a day within a scenario on, which reads what holds at its start"
            ));
        }
    }
    notes
}

/// Whether what holds on these days begins while a scenario runs, and holds at the start of none.
fn is_between(first: Date, until: Date, scenarios: &[Stretch]) -> bool {
    scenarios.iter().any(|(start, end)| (*start..*end).contains(&first) && *start < first)
        && !scenarios.iter().any(|(start, _)| (first..until).contains(start))
}
