//! Changes of tables.

use super::{Dice, Due, Planted, Slip};
use escalade::inside::seeds::columns::{Column, FRENCH, Kind, Schema, Sheet};
use escalade::inside::seeds::table::Table;

/// The columns of the table that a file is.
pub(super) fn schema(file: &str) -> Option<&'static Schema> {
    let name = file.rsplit('/').next()?.strip_suffix(".csv")?;
    if name == FRENCH.name { Some(&FRENCH) } else { Sheet::parse(name).map(Sheet::schema) }
}

/// Roots of which many faults come; of what nobody names or needs there is none.
pub(super) const MISSPELT: &str = "misspelt id";
pub(super) const HEADER: &str = "header only";

/// Kinds of changes that a column can have.
pub(super) fn of_column(column: &Column) -> Vec<(&'static str, Due)> {
    let mut kinds = vec!["misspelt column", "doubled column"];
    if column.required {
        kinds.extend(["missing column", "empty cell"]);
    }
    let is_number = matches!(column.kind, Kind::Number(..) | Kind::Plain(..) | Kind::Whole(..) | Kind::Flag);
    match column.kind {
        Kind::Number(..) | Kind::Plain(..) | Kind::Whole(..) | Kind::Flag | Kind::Date | Kind::Period => {
            kinds.extend(["wrong type", "out of range"]);
        }
        Kind::Word(_) | Kind::EventKind | Kind::Actions | Kind::Id => kinds.push("wrong type"),
        Kind::Ref(_) | Kind::Refs(_) | Kind::Regions | Kind::Claims => kinds.push("dangling"),
        Kind::Weights(..) => kinds.extend(["dangling", "out of range"]),
        Kind::Text | Kind::Texts => kinds.push("control character"),
    }
    let faults = kinds.into_iter().map(|kind| (kind, Due::Fault));
    let root = (column.kind == Kind::Id).then_some((MISSPELT, Due::Other));
    let faults = faults.chain(root);
    faults.chain(is_number.then_some(("another number", Due::Other))).collect()
}

/// Kinds of changes that a table as a whole can have.
pub(super) fn of_whole() -> impl Iterator<Item = (&'static str, Due)> {
    let faults = [
        "tabs",
        "semicolons in rows alone",
        "sep= line",
        "open quote",
        "doubled row",
        "a cell too many",
        "a cell too few",
    ];
    let same = [
        "semicolons",
        "all in quotes",
        "blanks around cells",
        "blank lines",
        "columns turned round",
        "rows turned round",
    ];
    let faults = faults.into_iter().map(|kind| (kind, Due::Fault)).chain([(HEADER, Due::Other)]);
    faults.chain(same.into_iter().map(|kind| (kind, Due::Same)))
}

/// The cells of a row.
fn cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
    reader.records().next().map_or_else(Vec::new, |row| row.unwrap().iter().map(str::to_owned).collect())
}

fn joined(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"', ';']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",")
}

/// The rows with every cell written in a way of its own.
fn each(rows: &[Vec<String>], separator: &str, write: impl Fn(&str) -> String) -> String {
    let line = |row: &Vec<String>| row.iter().map(|cell| write(cell)).collect::<Vec<_>>().join(separator) + "\n";
    rows.iter().map(line).collect()
}

fn in_quotes(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

/// A table that means the same.
fn alike(kind: &str, mut rows: Vec<Vec<String>>) -> Option<String> {
    let plain = |cell: &str| if cell.contains([',', '"', ';']) { in_quotes(cell) } else { cell.to_owned() };
    Some(match kind {
        "semicolons" => each(&rows, ";", plain),
        "all in quotes" => each(&rows, ",", in_quotes),
        "blanks around cells" => {
            each(&rows, ",", |cell| if plain(cell) == cell { format!(" {cell} ") } else { plain(cell) })
        }
        "blank lines" => each(&rows, ",", plain).replace('\n', "\n\n"),
        "columns turned round" => {
            rows.iter_mut().for_each(|row| row.reverse());
            each(&rows, ",", plain)
        }
        "rows turned round" => {
            rows[1..].reverse();
            each(&rows, ",", plain)
        }
        _ => return None,
    })
}

/// A table with a change in it.
pub(super) fn planted(slip: &Slip, schema: &'static Schema, text: &str, dice: &mut Dice) -> Option<Planted> {
    let mut rows: Vec<Vec<String>> = text.lines().map(cells).collect();
    if rows.len() < 2 {
        return None;
    }
    if slip.due == Due::Same {
        return Some(Planted::text(alike(slip.kind, rows)?, vec![0]));
    }
    let row = 1 + dice.below(rows.len() - 1);
    let write = |rows: &[Vec<String>]| rows.iter().map(|row| joined(row) + "\n").collect::<String>();
    let position = rows[0].iter().position(|name| *name == slip.about);
    let mut lines = vec![row + 1];
    match (slip.kind, position) {
        ("tabs", _) => return Some(Planted::text(text.replace(',', "\t"), vec![1])),
        ("semicolons in rows alone", _) => {
            let (header, rest) = text.split_once('\n')?;
            return Some(Planted::text(format!("{header}\n{}", rest.replace(',', ";")), (2..=rows.len()).collect()));
        }
        ("sep= line", _) => {
            let sep = [",", ";", "\\t"][dice.below(3)];
            return Some(Planted::text(format!("sep={sep}\n{text}"), vec![1]));
        }
        (HEADER, _) => {
            rows.truncate(1);
            return Some(Planted::text(write(&rows), vec![0, 1]));
        }
        ("open quote", _) => {
            let mut all: Vec<String> = rows.iter().map(|row| joined(row)).collect();
            all[row].insert(0, '"');
            return Some(Planted::text(all.join("\n") + "\n", vec![row + 1]));
        }
        ("doubled row", _) => {
            rows.insert(row, rows[row].clone());
            lines.push(row + 2);
        }
        ("a cell too many", _) => rows[row].push("more".to_owned()),
        ("a cell too few", _) => drop(rows[row].pop()),
        (_, None) => return None,
        ("misspelt column", Some(at)) => {
            rows[0][at].push_str("qz");
            lines = vec![1];
        }
        (MISSPELT, Some(at)) => rows[row][at].push_str("qz"),
        ("doubled column", Some(at)) => {
            rows.iter_mut().for_each(|row| row.push(row[at].clone()));
            lines = vec![1];
        }
        ("missing column", Some(at)) => {
            rows.iter_mut().for_each(|row| drop(row.remove(at)));
            lines = vec![1];
        }
        ("empty cell", Some(at)) => rows[row][at].clear(),
        (kind, Some(at)) => rows[row][at] = spoiled(kind, schema.column(&slip.about)?, &rows[row][at], dice)?,
    }
    Some(Planted::text(write(&rows), lines))
}

/// What stands in a cell that is changed.
fn spoiled(kind: &str, column: &Column, cell: &str, dice: &mut Dice) -> Option<String> {
    Some(match (kind, column.kind) {
        ("wrong type", Kind::Id) => "No Id".to_owned(),
        ("wrong type", Kind::Date | Kind::Period) => "next spring".to_owned(),
        ("wrong type", _) => "nonsense".to_owned(),
        ("out of range", Kind::Number(_, max) | Kind::Plain(_, max) | Kind::Whole(_, max)) => {
            format!("{}", max * 2.0 + 1.0)
        }
        ("out of range", Kind::Flag) => "2".to_owned(),
        ("out of range", Kind::Date | Kind::Period) => "9999-12-31".to_owned(),
        ("out of range", Kind::Weights(_, _, max)) => {
            let (id, _) = cell.split_once(':')?;
            format!("{id}:{}", max * 2.0 + 1.0)
        }
        ("dangling", Kind::Weights(..)) => "nobody_at_all:0.1".to_owned(),
        ("dangling", _) => "nobody_at_all".to_owned(),
        ("control character", _) => format!("{cell}\u{1b}[2J"),
        ("another number", Kind::Flag) => if cell == "1" { "0" } else { "1" }.to_owned(),
        ("another number", Kind::Number(min, max)) => {
            let at = |parts: usize| min + (max - min) * parts as f64 / 100.0;
            let low = dice.below(90);
            if dice.below(2) == 0 { format!("{}", at(low)) } else { format!("{}..{}", at(low), at(low + 7)) }
        }
        ("another number", Kind::Plain(min, max)) => format!("{}", min + (max - min) * dice.below(90) as f64 / 100.0),
        ("another number", Kind::Whole(min, max)) => format!("{}", min + dice.below((max - min) as usize + 1) as f64),
        _ => return None,
    })
}

/// Whether a table that was taken says what another reader finds in its bytes.
pub(super) fn is_read(file: &str, bytes: &[u8]) -> bool {
    let Some(schema) = schema(file) else { return false };
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n").replace('\r', "\n");
    let header = text.lines().next().unwrap_or_default();
    let separator = if header.contains(';') { b';' } else { b',' };
    let mut other = csv::ReaderBuilder::new().delimiter(separator).trim(csv::Trim::All).from_reader(text.as_bytes());
    let names: Vec<String> = other.headers().unwrap().iter().map(str::to_owned).collect();
    let theirs: Vec<csv::StringRecord> = other.records().map(Result::unwrap).collect();
    let (mut faults, mut same) = (Vec::new(), true);
    let ours = Table::read(schema, file, bytes, &mut faults);
    same &= faults.is_empty()
        && ours.rows.len() == theirs.len()
        && names.iter().all(|name| schema.position(name).is_some());
    for (ours, theirs) in ours.rows.iter().zip(&theirs) {
        for (i, column) in schema.columns.iter().enumerate() {
            let cell =
                names.iter().position(|name| name == column.name).and_then(|at| theirs.get(at)).unwrap_or_default();
            same &= ours.text(i) == cell;
        }
    }
    same
}
