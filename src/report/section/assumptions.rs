//! What the numbers rest on: what was changed, every parameter, the evidence, what is left out, how to repeat it, and what
//! every column means.

use super::Ground;
use crate::{
    mechanism::{RULES, parameters},
    parameter::Quantity,
    report::{
        document::{Block, Line, Section, Table},
        number::{whole, written},
        text::{Text, parameters::meaning, say, sources::source, words::word},
    },
    seeds::columns::{Kind, Sheet},
};

pub(super) fn section(ground: &Ground) -> Section {
    let lang = ground.lang;
    let mut blocks = vec![Block::Heading(say::CHANGED_HERE.to(lang).to_owned())];
    blocks.extend(changed_here(ground));
    blocks.push(Block::Heading(say::LEFT_OUT.to(lang).to_owned()));
    blocks.push(Block::List(
        [say::LEFT_1, say::LEFT_2, say::LEFT_3, say::LEFT_4].iter().map(|t| t.to(lang).into()).collect(),
    ));
    blocks.push(Block::Heading(say::REPEAT.to(lang).to_owned()));
    blocks.extend(repeat(ground));
    for (title, intro, tables) in [
        (say::PARAMETERS, say::PARAMETERS_INTRO, vec![(say::PARAMETERS, parameters_table(ground))]),
        (say::EVIDENCE, say::EVIDENCE_INTRO, vec![(say::DOCUMENTS, documents(ground)), (say::CLAIMS, claims(ground))]),
        (say::DICTIONARY, say::DICTIONARY_INTRO, super::dictionary::tables(ground)),
    ] {
        let mut inner = vec![Block::Text(intro.to(lang).into())];
        inner.extend(tables.into_iter().map(|(caption, table)| Block::Table(caption.to(lang).to_owned(), table)));
        blocks.push(Block::More(title.to(lang).to_owned(), inner));
    }
    Section { id: "assumptions", title: say::ASSUMPTIONS.to(lang).to_owned(), blocks }
}

/// Values that the scenario, the command line and the what-ifs set, a table for each, and the notes of the run.
fn changed_here(ground: &Ground) -> Vec<Block> {
    let lang = ground.lang;
    let mut blocks = Vec::new();
    let mut table_of = |by: &str, changes: Vec<(String, Line)>| {
        let mut table = Table::new([say::ADDRESS, say::VALUE].map(|t| t.to(lang)), 9);
        for (address, value) in changes {
            table.row([Line::default().code(address), value]);
        }
        if !table.rows.is_empty() {
            blocks.push(Block::Table(by.to_owned(), table));
        }
    };
    for (name, bytes) in &ground.results.study.inputs {
        if name == "question.toml" {
            let sets = &ground.results.manifest.asked.request.sets;
            let sets = sets.iter().map(|set| set.split_once('=').unwrap_or((set, "")));
            let sets = sets.map(|(address, value)| (address.trim().to_owned(), Line::default().code(value.trim())));
            table_of("--set", sets.collect());
            continue;
        }
        let Some(file) = name.strip_suffix(".toml") else { continue };
        let stem = file.rsplit('/').next().unwrap_or(file);
        let variant = ground.results.manifest.variants.iter().position(|v| v.name == stem);
        let by = variant.map_or_else(|| say::THE_SCENARIO.to(lang).to_owned(), |v| ground.variant(v));
        let Ok(patch) = String::from_utf8_lossy(bytes).parse::<toml::Table>() else { continue };
        let french = |address: &str| ground.french(&format!("what_ifs.{stem}.{address}"));
        table_of(&by, entries(&patch, french));
    }
    if blocks.is_empty() {
        blocks.push(Block::Text(say::CHANGED_NOTHING.to(lang).into()));
    }
    let notes = &ground.results.manifest.notes;
    if !notes.is_empty() {
        blocks.push(Block::List(notes.iter().map(|n| say::note(n, lang).into()).collect()));
    }
    blocks
}

/// What a file sets, adds, removes and puts in, as pairs of an address and a value. Values stand as they stand in the file; texts
/// of rows that it adds come before them, in French where `french` has them.
fn entries<'a>(patch: &toml::Table, french: impl Fn(&str) -> Option<&'a str>) -> Vec<(String, Line)> {
    let table = |key: &str| patch.get(key).and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let text = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let code = |cells: Vec<String>| Line::default().code(cells.join(", "));
    let mut all: Vec<(String, Line)> = table("set").iter().map(|(a, v)| (a.clone(), code(vec![text(v)]))).collect();
    for (sheet, rows) in &table("add") {
        let is_prose = |column: &str| {
            Sheet::parse(sheet).and_then(|s| s.schema().column(column)).is_some_and(|c| c.kind == Kind::Text)
        };
        for (key, row) in rows.as_table().into_iter().flatten() {
            let (mut line, mut cells) = (Line::default(), Vec::new());
            for (column, value) in row.as_table().into_iter().flatten().filter(|(c, _)| *c != "claims") {
                let written = text(value);
                if is_prose(column) {
                    let address = format!("{sheet}.{key}.{column}");
                    line = line.plain(format!("{} – ", french(&address).unwrap_or(&written)));
                } else {
                    cells.push(format!("{column} {written}"));
                }
            }
            all.push((format!("+\u{a0}{sheet}.{key}"), line.code(cells.join(", "))));
        }
    }
    let list = |key: &str| patch.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    all.extend(list("remove").iter().map(|v| (format!("−\u{a0}{}", text(v)), Line::default())));
    for kind in ["injects", "prevents"] {
        for (id, inject) in &table(kind) {
            let cells = inject.as_table().into_iter().flatten().map(|(k, v)| format!("{k} {}", text(v)));
            all.push((format!("{kind}.{id}"), code(cells.collect())));
        }
    }
    all
}

fn repeat(ground: &Ground) -> Vec<Block> {
    let (lang, manifest) = (ground.lang, &ground.results.manifest);
    let named = |label: Text| Line::from(say::NAMED.with(lang, &[label.to(lang), ""]));
    let mut list = vec![
        named(say::COMMAND).code(manifest.command.clone()),
        named(say::VERSION).code(manifest.version.clone()),
        named(say::SCENARIO).code(manifest.scenario.clone()),
        named(say::SEED).plain(manifest.asked.seed.to_string()),
    ];
    for file in ["summary.csv", "differences.csv", "runs.csv"] {
        if let Some(entry) = manifest.files.get(file) {
            list.push(Line::default().code(file).plain(" SHA-256 ").code(entry.sha256.clone()));
        }
    }
    let mut table = Table::new([say::FILE, say::BYTES, say::HASHES].map(|t| t.to(lang)), 9);
    for (name, entry) in &manifest.files {
        table.row([Line::default().code(name), whole(entry.bytes, lang).into(), Line::default().code(&entry.sha256)]);
    }
    let hashes = vec![Block::Table(say::HASHES.to(lang).to_owned(), table)];
    vec![
        Block::Text(say::REPEAT_INTRO.to(lang).into()),
        Block::List(list),
        Block::More(say::HASHES.to(lang).to_owned(), hashes),
    ]
}

/// Every parameter with its value, source, and who changed it.
fn parameters_table(ground: &Ground) -> Table {
    let lang = ground.lang;
    let head = [say::ADDRESS, say::MEANING, say::VALUE, say::UNIT, say::SOURCE, say::CHANGED];
    let mut table = Table::new(head.map(|t| t.to(lang)), 9);
    let study = &ground.results.study;
    let base = &study.variants[0].quantities;
    let changed = |i: usize, own: &Quantity| -> String {
        let mut by: Vec<String> = Vec::new();
        by.extend((base.get(i) != Some(own)).then(|| say::THE_SCENARIO.to(lang).to_owned()));
        let others = study.variants.iter().enumerate().skip(1).filter(|(_, v)| v.quantities.get(i) != base.get(i));
        by.extend(others.map(|(v, _)| ground.variant(v)));
        by.join(", ")
    };
    for (i, p) in parameters().enumerate() {
        table.row([
            Line::default().code(p.address),
            meaning(p, lang).into(),
            base.get(i).map(range).unwrap_or_default().into(),
            word(p.unit, lang).into(),
            source(p.source, lang).into(),
            changed(i, &p.quantity()).into(),
        ]);
    }
    let first = parameters().count();
    for rule in 0..RULES {
        let claim = study.variants[0].case.claim(&format!("c{}", rule + 1));
        let text = claim.map_or(String::new(), |c| study.variants[0].case.claims[c.index()].text.clone());
        table.row([
            Line::default().code(format!("rules.c{}", rule + 1)),
            text.into(),
            base.get(first + rule).map(range).unwrap_or_default().into(),
            say::ON_OFF.to(lang).into(),
            Line::default(),
            changed(first + rule, &Quantity::fixed(1.0)).into(),
        ]);
    }
    table
}

fn range(quantity: &Quantity) -> String {
    if quantity.low == quantity.high {
        return quantity.low.to_string();
    }
    format!("{}..{}{}", quantity.low, quantity.high, if quantity.log { " log" } else { "" })
}

fn documents(ground: &Ground) -> Table {
    let lang = ground.lang;
    let mut table = Table::new([say::DOCUMENT, say::TITLE, say::PUBLISHER, say::PUBLISHED].map(|t| t.to(lang)), 9);
    for d in &ground.results.study.variants[0].case.documents {
        table.row([
            Line::default().code(&d.id),
            d.title.as_str().into(),
            d.publisher.as_str().into(),
            d.published.as_str().into(),
        ]);
    }
    table
}

fn claims(ground: &Ground) -> Table {
    let lang = ground.lang;
    let case = &ground.results.study.variants[0].case;
    let head = [say::CLAIM, say::DOCUMENT, say::PARAGRAPH, say::WHAT_IT_SAYS, say::CONFIDENCE, say::RIVALS];
    let mut table = Table::new(head.map(|t| t.to(lang)), 9);
    for claim in &case.claims {
        let rivals =
            case.alternatives.iter().find(|a| a.rivals.iter().any(|(c, _)| case.claims[c.index()].id == claim.id));
        let rivals = rivals.map_or_else(String::new, |alternative| {
            let total: f64 = alternative.rivals.iter().map(|r| r.1).sum();
            let said = alternative.rivals.iter().map(|(id, weight)| {
                let share = say::PERCENT.with(lang, &[&written(100.0 * weight / total, 0, lang)]);
                say::TAKEN.with(lang, &[&case.claims[id.index()].id, &share])
            });
            said.collect::<Vec<_>>().join(say::BREAK.to(lang))
        });
        table.row([
            Line::default().code(&claim.id),
            Line::default().code(&case.documents[claim.document].id),
            claim.paragraph.as_str().into(),
            claim.text.as_str().into(),
            word(claim.confidence.word(), lang).into(),
            rivals.into(),
        ]);
    }
    table
}
