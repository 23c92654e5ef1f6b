//! The files that a study was made of, so that it can be repeated without the originals.
//!
//! They lie as `escalade new` would lay them out: `seeds/CASE/`, `scenarios/CASE/BASE.toml`, `scenarios/CASE/what-ifs/`, and
//! beside them `question.toml` with what the command line said.

use super::{Files, Request};
use toml::{Table, Value};

pub(super) fn inputs(files: &Files, request: &Request) -> Vec<(String, Vec<u8>)> {
    let case = files.base.node.text_of("case");
    let base = &files.base.text;
    let mut all: Vec<(String, Vec<u8>)> = Vec::new();
    for name in files.seeds.names() {
        if let Some(bytes) = files.seeds.file(name) {
            all.push((format!("seeds/{case}/{name}"), bytes.to_vec()));
        }
    }
    all.push((format!("scenarios/{case}/{}.toml", base.name), base.bytes.clone()));
    for what_if in &files.what_ifs {
        all.push((format!("scenarios/{case}/what-ifs/{}.toml", what_if.text.name), what_if.text.bytes.clone()));
    }
    if let Some((text, _)) = &files.decisions {
        all.push(("decisions.csv".to_owned(), text.bytes.clone()));
    }
    all.push(("question.toml".to_owned(), question(files, request).into_bytes()));
    all.sort();
    all
}

/// What the command line said, with what-ifs by name.
fn question(files: &Files, request: &Request) -> String {
    let texts = |items: Vec<String>| Value::Array(items.into_iter().map(Value::String).collect());
    let mut table = Table::new();
    let path = format!("scenarios/{}/{}.toml", files.base.node.text_of("case"), files.base.text.name);
    table.insert("scenario".to_owned(), Value::String(path));
    table.insert("what_ifs".to_owned(), texts(files.what_ifs.iter().map(|w| w.text.name.clone()).collect()));
    table.insert("set".to_owned(), texts(request.sets.clone()));
    if let Some(weeks) = request.weeks {
        table.insert("weeks".to_owned(), Value::Integer(i64::from(weeks)));
    }
    if files.decisions.is_some() {
        table.insert("decisions".to_owned(), Value::String("decisions.csv".to_owned()));
    }
    toml::to_string(&table).unwrap_or_default()
}
