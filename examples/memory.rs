//! Loads a case from memory: its files come from wherever the program has them, and one of them is changed on the way.
//!
//! `cargo run --release --example memory`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use escalade::{Fault, Request, Runner, load_from};
use std::{collections::BTreeMap, fs, io, path::Path};

fn main() -> Result<(), String> {
    println!("{}", told()?);
    Ok(())
}

/// What came of it.
pub(crate) fn told() -> Result<String, String> {
    let mut files = BTreeMap::new();
    // Here they come from a folder; a page would fetch them, a service would have them in a database.
    for folder in ["scenarios/tolmarra", "scenarios/tolmarra/what-ifs", "seeds/tolmarra"] {
        read(folder, &mut files).map_err(|error| error.to_string())?;
    }
    let request = Request { what_ifs: vec!["mission-stays".to_owned()], weeks: Some(26), ..Request::default() };
    let broken = load_from(with_a_typing_error(&files), "tolmarra/winter-road", &request);
    let faults = broken.err().ok_or("a wrong number was taken for a right one")?;
    let study = load_from(files, "tolmarra/winter-road", &request).map_err(|faults| listed(&faults))?;
    let names: Vec<&str> = study.variants.iter().map(|variant| variant.name.as_str()).collect();
    let history = Runner::new(&study, 1, 1).run(0);
    Ok(format!(
        "Variants: {}. World 0 of {} ended {} after {} weeks.\nWith a typing error in a table:\n{}",
        names.join(", "),
        names[1],
        history.status.word(),
        study.weeks,
        listed(&faults),
    ))
}

fn read(folder: &str, files: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))? {
        let entry = entry?;
        if entry.path().is_file() {
            files.insert(format!("{folder}/{}", entry.file_name().to_string_lossy()), fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// The same files; in one of them a cohesion is seven, where at most one is allowed.
fn with_a_typing_error(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let mut files = files.clone();
    if let Some(bytes) = files.get_mut("seeds/tolmarra/actors.csv") {
        *bytes = String::from_utf8_lossy(bytes).replace(",2000,1500,0.7,", ",2000,1500,7,").into_bytes();
    }
    files
}

fn listed(faults: &[Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
