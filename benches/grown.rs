//! Synthetic cases: the small case with its actors, its places or its weeks multiplied.
//!
//! A copy of an entity is the original with `_2`, `_3`, ... behind its id, and so are the rows that speak of it: more actors are
//! further parties who fight out the same quarrels in the same towns; more places are further provinces, with people and
//! garrisons of the same actors, and a road from the first place of each to the first of all.

use escalade::inside::{
    scenario::{Request, find::Inputs, load, reload},
    seeds::columns::{Column, Kind, Sheet},
    study::Study,
};
use std::collections::BTreeMap;

const SMALL: &str = "tolmarra/winter-road";
const CASE: &str = "tolmarra";

/// What is multiplied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Actors,
    Places,
    Weeks,
}

impl Axis {
    /// Tables whose rows get copies.
    const fn tables(self) -> &'static [Sheet] {
        match self {
            Self::Actors => &[
                Sheet::Actors,
                Sheet::Memberships,
                Sheet::Positions,
                Sheet::Ties,
                Sheet::Forces,
                Sheet::Agreements,
                Sheet::Clauses,
            ],
            Self::Places => &[Sheet::Places, Sheet::Control, Sheet::Routes, Sheet::Communities, Sheet::Forces],
            Self::Weeks => &[],
        }
    }

    /// Tables whose ids are renamed in a copy.
    const fn renamed(self) -> &'static [Sheet] {
        match self {
            Self::Actors => &[Sheet::Actors, Sheet::Forces, Sheet::Agreements],
            Self::Places => &[Sheet::Places, Sheet::Communities, Sheet::Forces],
            Self::Weeks => &[],
        }
    }
}

/// The small case with one thing multiplied.
pub fn grown(axis: Axis, times: u32) -> Study {
    let base = load(SMALL, &Request::default()).unwrap();
    let weeks = if axis == Axis::Weeks { base.weeks * times } else { base.weeks };
    let mut files: BTreeMap<String, Vec<u8>> = base.inputs.into_iter().collect();
    for sheet in axis.tables() {
        let file = files.get_mut(&format!("seeds/{CASE}/{}.csv", sheet.word())).unwrap();
        *file = copied(axis, *sheet, file, times);
    }
    let question = files.get_mut("question.toml").unwrap();
    question.extend(format!("weeks = {weeks}\n").bytes());
    reload(Inputs { shown: format!("{CASE} x {times}"), files }).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

/// A table with copies of its rows behind them.
fn copied(axis: Axis, sheet: Sheet, bytes: &[u8], times: u32) -> Vec<u8> {
    let schema = sheet.schema();
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().unwrap().clone();
    let columns: Vec<&Column> = header.iter().map(|name| schema.column(name).unwrap()).collect();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(&header).unwrap();
    rows.iter().for_each(|row| writer.write_record(row).unwrap());
    for n in 2..=times {
        for row in &rows {
            let cells = columns.iter().zip(row).map(|(column, cell)| renamed(axis, sheet, column, cell, n));
            writer.write_record(cells.collect::<Vec<_>>()).unwrap();
        }
        if sheet == Sheet::Routes {
            // Of the first road: from where it begins to where its copy does.
            let first = rows[0].get(0).unwrap();
            let cells = columns.iter().zip(&rows[0]).enumerate().map(|(i, (_, cell))| match i {
                0 => first.to_owned(),
                1 => format!("{first}_{n}"),
                _ => cell.to_owned(),
            });
            writer.write_record(cells.collect::<Vec<_>>()).unwrap();
        }
    }
    writer.into_inner().unwrap()
}

/// A cell of the `n`-th copy.
fn renamed(axis: Axis, sheet: Sheet, column: &Column, cell: &str, n: u32) -> String {
    let is = |of: Sheet| axis.renamed().contains(&of);
    let id = |id: &str| format!("{id}_{n}");
    let each = |one: &dyn Fn(&str) -> String| cell.split('|').map(one).collect::<Vec<_>>().join("|");
    match column.kind {
        _ if cell.is_empty() || column.name == "aliases" => String::new(),
        Kind::Id if is(sheet) => id(cell),
        Kind::Ref(of) if is(of) => id(cell),
        Kind::Refs(of) if is(of) => each(&id),
        Kind::Weights(of, ..) if is(of) => each(&|item| {
            let (who, weight) = item.split_once(':').unwrap();
            format!("{}:{weight}", id(who))
        }),
        // Each province lies two degrees further on, out of reach of the others.
        Kind::Plain(..) if column.name == "lon" => (cell.parse::<f64>().unwrap() + 2.0 * f64::from(n)).to_string(),
        _ if column.name == "name" => format!("{cell} {n}"),
        _ => cell.to_owned(),
    }
}
