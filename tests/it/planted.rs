//! Single faults, planted at random: each column of each table and each key of each scenario file of all built-in cases, misspelt,
//! missing, empty, of another type, out of range, dangling, doubled, in other encodings and with other separators. Whoever makes
//! one slip is told of one, where it stands.
//!
//! `ESCALADE_PLANTED_SEED` plants others (`.ci/planted` takes another one each time), `ESCALADE_PLANTED` says how many. What was
//! planted, and what came of it, is kept in `target/planted.txt`.

use escalade::{
    Fault, Request, load_from,
    scenario::{
        find::built_in,
        grammar::{BASE, CONDITION, Field, GROUP, INJECT, OUTCOME, PREVENT, REPORT, WHAT_IF},
    },
    seeds::columns::{Column, Kind, Sheet},
};
use std::{
    collections::BTreeMap,
    env, fmt,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// How many are planted.
const COUNT: usize = 100;
/// How many of a hundred are told by exactly one message at their line.
const TOLD: usize = 95;
/// Most messages for one.
const MOST: usize = 3;

type Files = BTreeMap<String, Vec<u8>>;

/// The files of a case as they lie in the repository, in the order of `load_from`.
fn files(case: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Files::new();
    for folder in [format!("seeds/{case}"), format!("scenarios/{case}"), format!("scenarios/{case}/what-ifs")] {
        for entry in fs::read_dir(root.join(&folder)).into_iter().flatten().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if is(&name, "csv") || is(&name, "toml") {
                found.insert(format!("{folder}/{name}"), fs::read(entry.path()).unwrap());
            }
        }
    }
    found
}

/// Whether a file is of this kind.
fn is(file: &str, end: &str) -> bool {
    Path::new(file).extension().is_some_and(|own| own == end)
}

/// A chance of its own: the generator `SplitMix64`.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// A fault to be planted.
#[derive(Clone, Debug)]
struct Slip {
    case: String,
    base: String,
    file: String,
    /// What it is about: a column, a key, or the file.
    about: String,
    kind: &'static str,
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of `{}`", self.file, self.kind, self.about)
    }
}

/// Kinds of slips that a column can have.
fn of_column(column: &Column) -> Vec<&'static str> {
    let mut kinds = vec!["misspelt column", "doubled column"];
    if column.required {
        kinds.extend(["missing column", "empty cell"]);
    }
    match column.kind {
        Kind::Number(..) | Kind::Plain(..) | Kind::Whole(..) | Kind::Flag | Kind::Date => {
            kinds.extend(["wrong type", "out of range"]);
        }
        Kind::Word(_) | Kind::EventKind | Kind::Actions | Kind::Id => kinds.push("wrong type"),
        Kind::Ref(_) | Kind::Refs(_) | Kind::Regions | Kind::Claims => kinds.push("dangling"),
        Kind::Weights(..) => kinds.extend(["dangling", "out of range"]),
        Kind::Text | Kind::Texts => kinds.push("control character"),
    }
    kinds
}

const OF_TABLES: [&str; 8] = [
    "tabs",
    "semicolons in rows alone",
    "Latin-1",
    "UTF-16",
    "open quote",
    "doubled row",
    "a cell too many",
    "a cell too few",
];

/// Everything that could be planted in a case.
fn slips(case: &str, base: &str, files: &Files) -> Vec<Slip> {
    let mut all = Vec::new();
    for (file, bytes) in files {
        let slip = |about: &str, kind| Slip {
            case: case.to_owned(),
            base: base.to_owned(),
            file: file.clone(),
            about: about.to_owned(),
            kind,
        };
        if let Some(sheet) = sheet(file) {
            all.extend(OF_TABLES.iter().map(|kind| slip("the table", kind)));
            for column in sheet.schema().columns {
                all.extend(of_column(column).into_iter().map(|kind| slip(column.name, kind)));
            }
        } else if is(file, "toml") && (file.contains("what-ifs/") || file.ends_with(&format!("/{base}.toml"))) {
            let text = std::str::from_utf8(bytes).unwrap();
            let of = text.lines().find_map(|line| line.strip_prefix("base = \"")?.strip_suffix('"'));
            if of.is_some_and(|of| of != base) {
                continue;
            }
            for (n, _, key) in keys(text) {
                let about = format!("{key}, line {n}");
                all.extend(["misspelt key", "doubled key", "wrong type"].map(|kind| slip(&about, kind)));
                if required(&key) {
                    all.extend(["missing key", "empty value"].map(|kind| slip(&about, kind)));
                }
            }
        }
    }
    all
}

fn sheet(file: &str) -> Option<Sheet> {
    Sheet::parse(file.rsplit('/').next()?.strip_suffix(".csv")?)
}

/// The keys of a scenario file that stand on a line of their own with the whole of their value, and are no names that an author
/// may choose: line, section, key.
fn keys(text: &str) -> Vec<(usize, String, String)> {
    let (mut found, mut section) = (Vec::new(), String::new());
    for (i, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            name.clone_into(&mut section);
        }
        let Some((key, value)) = line.split_once(" = ").filter(|(key, _)| !key.starts_with(['#', ' ', '['])) else {
            continue;
        };
        let count = |signs: [char; 2]| value.matches(signs[0]).count() == value.matches(signs[1]).count();
        let whole = count(['[', ']']) && count(['{', '}']) && value.matches('"').count() % 2 == 0;
        let chosen = section == "series" || section.starts_with("report.fr");
        if whole && !chosen {
            found.push((i + 1, section.clone(), key.to_owned()));
        }
    }
    found
}

/// Whether the key must be there wherever it may stand.
fn required(key: &str) -> bool {
    let fields: [&[Field]; 8] = [BASE, WHAT_IF, INJECT, PREVENT, OUTCOME, GROUP, REPORT, CONDITION];
    let named: Vec<&Field> = fields.iter().flat_map(|fields| fields.iter()).filter(|field| field.name == key).collect();
    !named.is_empty() && named.iter().all(|field| field.required)
}

/// Plants a fault; the line at which it stands (several where more than one will do), or nothing where there is no place for it.
fn plant(slip: &Slip, files: &mut Files, dice: &mut Dice) -> Option<Vec<usize>> {
    let bytes = files.get_mut(&slip.file)?;
    let text = String::from_utf8(bytes.clone()).unwrap();
    let planted = match sheet(&slip.file) {
        Some(sheet) => in_table(slip, sheet, &text, dice),
        None => in_toml(slip, &text).map(|(text, lines)| (text.into_bytes(), lines)),
    };
    let (changed, lines) = planted?;
    *bytes = changed;
    Some(lines)
}

fn in_toml(slip: &Slip, text: &str) -> Option<(String, Vec<usize>)> {
    let line: usize = slip.about.rsplit(' ').next()?.parse().ok()?;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let (key, value) = lines[line - 1].split_once(" = ").map(|(key, value)| (key.to_owned(), value.to_owned()))?;
    let mut at = vec![line];
    match slip.kind {
        // Within the quotes of an address, if it has some.
        "misspelt key" => {
            let misspelt = key.strip_suffix('"').map_or_else(|| format!("{key}qz"), |open| format!("{open}qz\""));
            lines[line - 1] = format!("{misspelt} = {value}");
            // A key that must be there is missing then, too.
            at.push(section_line(&lines, line));
        }
        "doubled key" => {
            lines.insert(line, format!("{key} = {value}"));
            at.push(line + 1);
        }
        "wrong type" => lines[line - 1] = format!("{key} = {{ nonsense = 1 }}"),
        "empty value" => lines[line - 1] = format!("{key} = \"\""),
        _ => {
            lines.remove(line - 1);
            at = vec![section_line(&lines, line.min(lines.len())), 0];
        }
    }
    Some((lines.join("\n") + "\n", at))
}

/// The line of the section in which a line stands; 0 for the file.
fn section_line(lines: &[String], line: usize) -> usize {
    lines[..line].iter().rposition(|line| line.starts_with('[')).map_or(0, |i| i + 1)
}

/// The cells of a row.
fn cells(line: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(line.as_bytes());
    reader.records().next().map_or_else(Vec::new, |row| row.unwrap().iter().map(str::to_owned).collect())
}

fn joined(cells: &[String]) -> String {
    let quoted = |cell: &String| {
        if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    };
    cells.iter().map(quoted).collect::<Vec<_>>().join(",")
}

fn in_table(slip: &Slip, sheet: Sheet, text: &str, dice: &mut Dice) -> Option<(Vec<u8>, Vec<usize>)> {
    let mut rows: Vec<Vec<String>> = text.lines().map(cells).collect();
    if rows.len() < 2 {
        return None;
    }
    let row = 1 + dice.below(rows.len() - 1);
    let write = |rows: &[Vec<String>]| rows.iter().map(|row| joined(row) + "\n").collect::<String>();
    let position = rows[0].iter().position(|name| *name == slip.about);
    let mut lines = vec![row + 1];
    match (slip.kind, position) {
        ("tabs", _) => return Some((text.replace(',', "\t").into_bytes(), vec![1])),
        ("semicolons in rows alone", _) => {
            let (header, rest) = text.split_once('\n')?;
            return Some((format!("{header}\n{}", rest.replace(',', ";")).into_bytes(), (2..=rows.len()).collect()));
        }
        ("Latin-1", _) => {
            let mut bytes = write(&rows[..=row]).into_bytes();
            bytes.splice(bytes.len() - 1..bytes.len() - 1, [0xe9]);
            bytes.extend(write(&rows[row + 1..]).bytes());
            return Some((bytes, vec![row + 1]));
        }
        ("UTF-16", _) => {
            let units = std::iter::once(0xfeff).chain(text.encode_utf16());
            return Some((units.flat_map(u16::to_le_bytes).collect(), vec![1]));
        }
        ("open quote", _) => {
            let mut all: Vec<String> = rows.iter().map(|row| joined(row)).collect();
            all[row].insert(0, '"');
            return Some(((all.join("\n") + "\n").into_bytes(), vec![row + 1]));
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
        ("doubled column", Some(at)) => {
            rows.iter_mut().for_each(|row| row.push(row[at].clone()));
            lines = vec![1];
        }
        ("missing column", Some(at)) => {
            rows.iter_mut().for_each(|row| drop(row.remove(at)));
            lines = vec![1];
        }
        ("empty cell", Some(at)) => rows[row][at].clear(),
        (kind, Some(at)) => rows[row][at] = spoiled(kind, sheet.schema().column(&slip.about)?, &rows[row][at])?,
    }
    Some((write(&rows).into_bytes(), lines))
}

/// What stands in a cell that is wrong.
fn spoiled(kind: &str, column: &Column, cell: &str) -> Option<String> {
    Some(match (kind, column.kind) {
        ("wrong type", Kind::Id) => "No Id".to_owned(),
        ("wrong type", Kind::Date) => "next spring".to_owned(),
        ("wrong type", _) => "nonsense".to_owned(),
        ("out of range", Kind::Number(_, max) | Kind::Plain(_, max) | Kind::Whole(_, max)) => {
            format!("{}", max * 2.0 + 1.0)
        }
        ("out of range", Kind::Flag) => "2".to_owned(),
        ("out of range", Kind::Date) => "9999-12-31".to_owned(),
        ("out of range", Kind::Weights(_, _, max)) => {
            let (id, _) = cell.split_once(':')?;
            format!("{id}:{}", max * 2.0 + 1.0)
        }
        ("dangling", Kind::Weights(..)) => "nobody_at_all:0.1".to_owned(),
        ("dangling", _) => "nobody_at_all".to_owned(),
        ("control character", _) => format!("{cell}\u{1b}[2J"),
        _ => return None,
    })
}

/// What came of a planted fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// One message, at its line.
    Told,
    /// A message at its line, and others.
    Among(usize),
    /// Messages, but none at its line.
    Elsewhere(usize),
    /// Nothing.
    Accepted,
}

fn judged(faults: &[Fault], file: &str, lines: &[usize]) -> Verdict {
    let here = |fault: &Fault| fault.file == file && lines.contains(&fault.line);
    match (faults.len(), faults.iter().any(here)) {
        (0, _) => Verdict::Accepted,
        (1, true) => Verdict::Told,
        (n, true) => Verdict::Among(n),
        (n, false) => Verdict::Elsewhere(n),
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "who looks at a failure wants the seed")]
fn one_slip_is_told_once_where_it_stands() {
    let number = |name: &str, otherwise| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise);
    let seed: u64 = number("ESCALADE_PLANTED_SEED", 1);
    let count = number("ESCALADE_PLANTED", COUNT as u64) as usize;
    println!("ESCALADE_PLANTED_SEED={seed}");
    let mut dice = Dice(seed);
    let (mut all, mut cases) = (Vec::new(), BTreeMap::new());
    for (case, base) in built_in() {
        let files = cases.entry(case.clone()).or_insert_with(|| files(&case));
        all.extend(slips(&case, &base, files));
    }
    let mut report = format!("seed {seed}\n");
    let (mut told, mut planted, mut worst) = (0, 0, Vec::new());
    while planted < count {
        let slip = &all[dice.below(all.len())];
        let mut files = cases[&slip.case].clone();
        let Some(lines) = plant(slip, &mut files, &mut dice) else { continue };
        planted += 1;
        let request = Request { what_ifs: vec!["all".to_owned()], ..Request::default() };
        let name = format!("{}/{}", slip.case, slip.base);
        let faults = load_from(files, &name, &request).map_or_else(|faults| faults, |_| Vec::new());
        let verdict = judged(&faults, &slip.file, &lines);
        told += usize::from(verdict == Verdict::Told);
        let _ = writeln!(report, "{verdict:?}: {slip}, line {}", lines[0]);
        faults.iter().take(8).for_each(|fault| _ = writeln!(report, "    {fault}"));
        if matches!(verdict, Verdict::Accepted) || faults.len() > MOST {
            worst.push(format!("{verdict:?}: {slip}, line {}", lines[0]));
        }
    }
    let kept = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/planted.txt");
    fs::create_dir_all(kept.parent().unwrap()).unwrap();
    fs::write(&kept, &report).unwrap();
    assert!(worst.is_empty(), "seed {seed}:\n{}\nall in target/planted.txt", worst.join("\n"));
    assert!(told * 100 >= TOLD * planted, "seed {seed}: {told} of {planted} told once; all in target/planted.txt");
}
