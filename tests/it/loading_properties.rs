//! No bytes, wherever they are thrown, make reading panic.

use super::loading::Copy;
use escalade::{
    scenario::{Request, grammar, load, node::Node},
    seeds::{Raw, build::build, check::check, columns::Sheet, files::Folder, number, table::Table},
};
use proptest::prelude::*;

/// Texts that look a little like what is expected, so that more than the first check is reached.
fn crumbs() -> impl Strategy<Value = Vec<u8>> {
    let words = prop::sample::select(vec![
        "id",
        "name",
        "kind",
        "claims",
        "actor",
        "place",
        ",",
        ";",
        "\n",
        "\r\n",
        "\"",
        "|",
        ":",
        "..",
        " log",
        "0.5",
        "-1",
        "1e400",
        "nan",
        "2020-01-01",
        "[set]",
        "[injects.x]",
        "[add.forces.y]",
        "=",
        "{",
        "}",
        "[",
        "]",
        "week",
        "state",
        "band",
        "army",
        "is",
        "value",
        "\u{feff}",
        "é",
        "\0",
        "ties.state:front.trust",
        "p1",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(words, 0..80).prop_map(|list| list.concat().into_bytes()),
    ]
}

fn sheet() -> impl Strategy<Value = Sheet> {
    prop::sample::select(Sheet::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tables(sheet in sheet(), bytes in crumbs(), header in any::<bool>()) {
        let schema = sheet.schema();
        let bytes = if header { [format!("{}\n", schema.header()).into_bytes(), bytes].concat() } else { bytes };
        let mut faults = Vec::new();
        let table = Table::read(schema, "x.csv", &bytes, &mut faults);
        let text = String::from_utf8_lossy(&bytes);
        for row in &table.rows {
            for cell in &row.cells {
                prop_assert!(text.get(cell.at.span.clone()).is_some());
            }
        }
        let folder = Folder::new("seeds", [(format!("{}.csv", sheet.word()), bytes)]);
        let raw = Raw::read("x", &folder, &mut faults);
        let _ = check(&raw);
        let start = jiff::civil::date(2020, 1, 1);
        let _ = build(&raw, start, &["x".to_owned()]);
    }

    #[test]
    fn scenarios(bytes in crumbs()) {
        let text = String::from_utf8_lossy(&bytes);
        let mut faults = Vec::new();
        let node = Node::read("x.toml", &text, &mut faults);
        grammar::check(&node, grammar::BASE, &mut faults);
        grammar::check(&node, grammar::WHAT_IF, &mut faults);
        for fault in &faults {
            prop_assert!(text.get(fault.span.clone()).is_some(), "{fault}");
        }
    }

    #[test]
    fn numbers(text in ".{0,20}") {
        if let Ok(written) = number::range(&text, -10.0, 10.0) {
            prop_assert!(-10.0 <= written.low && written.low <= written.high && written.high <= 10.0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn settings_and_patches(address in "[a-z_]{1,9}\\.[a-z_:]{0,12}\\.?[a-z_]{0,9}", value in ".{0,12}", more in crumbs()) {
        let copy = Copy::new();
        let request = |sets: Vec<String>| Request { sets, what_ifs: vec!["observers".to_owned()], ..Request::default() };
        let _ = load(&copy.base(), &request(vec![format!("{address}={value}"), value.clone(), format!("observers/{address}={value}")]));
        for column in ["actors.band.cohesion", "agreements.old_pact.parties", "communities.northerners.support", "memberships.band:front.from"] {
            let _ = load(&copy.base(), &request(vec![format!("{column}={value}")]));
        }
        let what_if = format!("base = \"quiet\"\ntitle = \"x\"\nquestion = \"x\"\nremove = [{value:?}, {address:?}]\n[set]\n{address:?} = {value:?}\n");
        copy.write("what-ifs/observers.toml", [what_if.into_bytes(), more.clone()].concat());
        let _ = load(&copy.base(), &request(Vec::new()));
        copy.write("forces.csv", &more);
        let _ = load(&copy.base(), &request(Vec::new()));
    }
}
