//! What the numbers rest on: what was changed, every parameter, the evidence, what is left out, how to repeat it, and what
//! every column means.

use super::Ground;
use crate::{
    mechanism::{RULES, parameters},
    parameter::Quantity,
    report::{
        document::{Block, Line, Section, Table},
        number::whole,
        text::{say, words::word},
    },
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

/// Values that the scenario, the command line and the what-ifs set, and the notes of the run.
fn changed_here(ground: &Ground) -> Vec<Block> {
    let lang = ground.lang;
    let mut table = Table::new([say::CHANGED, say::ADDRESS, say::VALUE].map(|t| t.to(lang)), 9);
    for (name, bytes) in &ground.results.study.inputs {
        if name == "question.toml" {
            for set in &ground.results.manifest.asked.sets {
                let (address, value) = set.split_once('=').unwrap_or((set, ""));
                let cells = [Line::default().code("--set"), Line::default().code(address.trim()), value.trim().into()];
                table.row(cells);
            }
            continue;
        }
        let Some(file) = name.strip_suffix(".toml") else { continue };
        let stem = file.rsplit('/').next().unwrap_or(file);
        let variant = ground.results.manifest.variants.iter().position(|v| v.name == stem);
        let by = variant.map_or_else(|| say::THE_SCENARIO.to(lang).to_owned(), |v| ground.variant(v));
        let Ok(patch) = String::from_utf8_lossy(bytes).parse::<toml::Table>() else { continue };
        for (address, value) in entries(&patch) {
            table.row([Line::from(by.clone()), Line::default().code(address), value.into()]);
        }
    }
    let mut blocks = Vec::new();
    if table.rows.is_empty() {
        blocks.push(Block::Text(say::CHANGED_NOTHING.to(lang).into()));
    } else {
        blocks.push(Block::Table(say::CHANGED_HERE.to(lang).to_owned(), table));
    }
    let notes = &ground.results.manifest.notes;
    if !notes.is_empty() {
        blocks.push(Block::List(notes.iter().map(|n| n.as_str().into()).collect()));
    }
    blocks
}

/// What a file sets, adds, removes and puts in, as pairs of an address and a value.
fn entries(patch: &toml::Table) -> Vec<(String, String)> {
    let table = |key: &str| patch.get(key).and_then(toml::Value::as_table).cloned().unwrap_or_default();
    let text = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut all: Vec<(String, String)> = table("set").iter().map(|(a, v)| (a.clone(), text(v))).collect();
    for (sheet, rows) in &table("add") {
        for (key, row) in rows.as_table().into_iter().flatten() {
            let cells = row
                .as_table()
                .map(|r| r.iter().filter(|(c, _)| *c != "claims").map(|(c, v)| format!("{c} {}", text(v))));
            all.push((format!("+ {sheet}.{key}"), cells.map(|c| c.collect::<Vec<_>>().join(", ")).unwrap_or_default()));
        }
    }
    let list = |key: &str| patch.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    all.extend(list("remove").iter().map(|v| (format!("− {}", text(v)), String::new())));
    for kind in ["injects", "prevents"] {
        for (id, inject) in &table(kind) {
            let cells =
                inject.as_table().map(|t| t.iter().map(|(k, v)| format!("{k} {}", text(v))).collect::<Vec<_>>());
            all.push((format!("{kind}.{id}"), cells.unwrap_or_default().join(", ")));
        }
    }
    all
}

fn repeat(ground: &Ground) -> Vec<Block> {
    let (lang, manifest) = (ground.lang, &ground.results.manifest);
    let mut list = vec![
        Line::from(format!("{}: ", say::COMMAND.to(lang))).code(manifest.command.clone()),
        Line::from(format!("{}: ", say::VERSION.to(lang))).code(manifest.version.clone()),
        Line::from(format!("{}: ", say::SCENARIO.to(lang))).code(manifest.scenario.clone()),
        Line::from(format!("{}: {}", say::SEED.to(lang), manifest.asked.seed)),
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
            p.meaning.trim().into(),
            base.get(i).map(range).unwrap_or_default().into(),
            p.unit.into(),
            p.source.into(),
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
                let share = format!("{:.0}\u{a0}%", 100.0 * weight / total);
                say::TAKEN.with(lang, &[&case.claims[id.index()].id, &share])
            });
            said.collect::<Vec<_>>().join("; ")
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
