//! A French page is French from top to bottom for the built-in cases, and says so where a case has no French.

use crate::{
    loading::{Copy, one},
    report::{escalade, page},
    support::{SMALL, study},
};
use escalade::inside::{
    domain::Case,
    mechanism::parameters,
    output::columns::layouts,
    report::text::{Lang, say, words::word},
    study::Study,
};
use std::{collections::BTreeMap, fs};
use tempfile::TempDir;

const BASES: [&str; 4] = [SMALL, "northern-mali/after-kidal", "northern-mali/road-to-kidal", "orvelle/bridge-town"];
/// Bases without what-ifs.
const BARE: [&str; 1] = ["northern-mali/truce-frays"];

/// Words that no French text has between blanks.
const ENGLISH: [&str; 8] = [" the ", " of ", " and ", " with ", " which ", " from ", " does ", " worlds "];

/// What a reader sees of a page: neither tags nor scripts, nor what stands there as code.
fn visible(page: &str) -> String {
    let mut text = page.to_owned();
    for (open, close) in [("<script", "</script>"), ("<style", "</style>"), ("<code>", "</code>")] {
        while let Some(from) = text.find(open) {
            let to = from + text[from..].find(close).unwrap() + close.len();
            text.replace_range(from..to, " ");
        }
    }
    let mut out = String::new();
    for piece in text.split_inclusive('>') {
        out.push_str(piece.split('<').next().unwrap());
        out.push(' ');
    }
    ["&quot;", "&#39;", "&lt;", "&gt;", "&amp;"]
        .iter()
        .zip(["\"", "'", "<", ">", "&"])
        .fold(out, |t, (a, b)| t.replace(a, b))
}

/// Every text of a study that its report says, with the address of its French.
fn texts(study: &Study) -> Vec<(String, String)> {
    let case: &Case = &study.variants[0].case;
    let mut all = vec![("title".to_owned(), study.title.clone()), ("question".to_owned(), study.question.clone())];
    all.extend(study.variants[0].outcomes.iter().map(|o| (format!("outcomes.{}", o.id), o.question.clone())));
    all.extend(study.hints.groups.iter().map(|g| (format!("groups.{}", g.id), g.title.clone())));
    for variant in &study.variants[1..] {
        all.push((format!("what_ifs.{}", variant.name), variant.title.clone()));
        all.push((format!("what_ifs.{}.question", variant.name), variant.question.clone()));
        let added = variant.case.claims.iter().filter(|c| case.claim(&c.id).is_none());
        all.extend(added.map(|c| (format!("what_ifs.{}.claims.{}.text", variant.name, c.id), c.text.clone())));
    }
    all.extend(case.claims.iter().map(|c| (format!("claims.{}.text", c.id), c.text.clone())));
    all.extend(case.ladder.iter().map(|r| (format!("ladder.{}.name", r.rung), r.name.clone())));
    all
}

#[test]
fn every_text_of_the_built_in_cases_has_its_french_and_no_other_has() {
    for base in BASES.into_iter().chain(BARE) {
        let study = study(base, &[], &["all"], None);
        let french: BTreeMap<&str, &str> = study.hints.french.iter().map(|(a, t)| (a.as_str(), t.as_str())).collect();
        assert_eq!(french.len(), study.hints.french.len(), "{base}: an address is there twice");
        let texts = texts(&study);
        for (address, written) in &texts {
            let same = ["Accusation"].contains(&written.as_str());
            assert!(french.get(address.as_str()).is_some_and(|text| text != written || same), "{base}: {address}");
        }
        let names: Vec<String> = study.variants[1..].iter().map(|v| format!("what_ifs.{}", v.name)).collect();
        for address in french.keys().filter(|a| a.starts_with("what_ifs.")) {
            let known = names.iter().any(|n| address == n || address.starts_with(&format!("{n}.")));
            assert!(known, "{base}: there is no what-if {address}");
        }
        for outcome in study.variants[0].outcomes.iter().filter(|o| !o.unit.is_empty()) {
            let same = ["camps"].contains(&outcome.unit.as_str());
            assert!(same || word(&outcome.unit, Lang::Fr) != outcome.unit, "{base}: {}", outcome.unit);
        }
    }
}

/// The page of a base in French, of a few worlds and one what-if, and the study.
fn french_page(dir: &TempDir, base: &str, what_if: &str) -> (String, Study) {
    let folder = dir.path().join(base.replace('/', "-"));
    let out = folder.to_str().unwrap();
    let set = format!("{what_if}/decide.inertia=0.1");
    let asked = ["run", base, "--what-if", what_if, "--runs", "8", "--set", &set, "--quiet", "--out", out];
    let (code, _, err) = escalade(&[&asked[..], &["--report", "--lang", "fr"]].concat());
    assert_eq!((code, err.as_str()), (0, ""));
    let page = fs::read_to_string(folder.with_extension("html")).unwrap();
    (page, study(base, &[], &[what_if], None))
}

#[test]
fn a_french_page_says_nothing_in_english() {
    let dir = TempDir::new().unwrap();
    let what_ifs = ["talks-with-the-oath", "ceasefire", "camps-handed-over-jointly", "league-steps-in"];
    for (base, what_if) in BASES.into_iter().zip(what_ifs) {
        let (page, study) = french_page(&dir, base, what_if);
        assert!(page.contains("<html lang=\"fr\">") && !page.contains(say::UNTRANSLATED.fr), "{base}");
        let mut seen = visible(&page);
        // Works are cited under their own titles.
        for document in &study.variants[0].case.documents {
            seen = seen.replace(&document.title, "");
        }
        for word in ENGLISH {
            let found = seen.split_once(word).map(|(before, after)| {
                let (from, to) = (before.rsplit("  ").next(), after.split("  ").next());
                format!("{}{word}{}", from.unwrap_or_default(), to.unwrap_or_default())
            });
            assert_eq!(found, None, "{base}");
        }
        let long = |text: &str| text.chars().count() > 14;
        let french: Vec<&str> = study.hints.french.iter().map(|(_, text)| text.as_str()).collect();
        let of_case = texts(&study).into_iter().map(|(_, text)| text).filter(|text| !french.contains(&text.as_str()));
        let of_model = parameters().map(|p| p.meaning.trim().trim_end_matches('.').to_owned());
        let of_files = layouts().flat_map(|layout| layout.columns).map(|column| column.meaning);
        let labels = say::ALL.iter().filter(|(_, label)| label.en != label.fr).map(|(_, label)| label.en.to_owned());
        for english in of_case.chain(of_model).chain(of_files).chain(labels).filter(|text| long(text)) {
            assert!(!seen.contains(&english), "{base}: {english}");
        }
    }
}

#[test]
fn a_case_without_french_keeps_its_own_language_and_the_page_says_so() {
    let copy = Copy::new();
    let dir = TempDir::new().unwrap();
    let folder = dir.path().join("own");
    let out = folder.to_str().unwrap();
    let (code, _, err) = escalade(&["run", &copy.base(), "--runs", "8", "--quiet", "--out", out]);
    assert_eq!((code, err.as_str()), (0, ""));
    let french = page(&folder, &["--lang", "fr"]);
    for text in
        [say::UNTRANSLATED.fr, say::NOT_A_FORECAST.fr, "A quiet summer", "Is Northtown held by the state at the end?"]
    {
        assert!(french.contains(text), "{text}");
    }
    assert!(!page(&folder, &[]).contains(say::UNTRANSLATED.en));
}

#[test]
fn a_french_table_changes_no_run_and_goes_with_the_result() {
    let copy = Copy::new();
    let plain = copy.load(&["all"], &[]).unwrap();
    copy.write("french.csv", "address,text\nactors.state.name,L’État\nladder.0.name,Coopération\n");
    let french = copy.load(&["all"], &[]).unwrap();
    assert_eq!(format!("{:?}", plain.variants), format!("{:?}", french.variants));
    assert!(french.inputs.iter().any(|(name, _)| name == "seeds/two-towns/french.csv"));
    let dir = TempDir::new().unwrap();
    let folder = dir.path().join("own");
    let (code, _, err) = escalade(&["run", &copy.base(), "--runs", "8", "--quiet", "--out", folder.to_str().unwrap()]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(page(&folder, &["--lang", "fr"]).contains("L’État") && !page(&folder, &[]).contains("L’État"));
}

#[test]
fn what_is_wrong_with_a_french_table_is_said_with_its_line() {
    let copy = Copy::new();
    for (rows, line, words) in [
        ("actors.sttate.name,L’État\n", 2, "did you mean `state`?"),
        ("actors.state.home,Nord\n", 2, "one of documents.ID.title"),
        ("actor.state.name,L’État\n", 2, "actors.ID.name"),
        ("actors,L’État\n", 2, "one of documents.ID.title"),
        ("actors.state.name,L’État\nactors.state.name,État\n", 3, "twice"),
        ("actors.state.name,\n", 2, "the text is missing"),
        (",L’État\n", 2, "a report says no text"),
        ("actors.state.name,L’État,x\n", 2, "3 cells"),
    ] {
        copy.write("french.csv", format!("address,text\n{rows}"));
        one(&copy, "french.csv", line, words);
    }
    copy.write("french.csv", "adress,text\nactors.state.name,L’État\n");
    let faults = copy.faults();
    assert!(faults.iter().any(|fault| fault.to_string().contains("did you mean `address`?")));
    assert!(faults.iter().all(|fault| fault.line == 1), "a row is not held against a header: {faults:?}");
}

#[test]
fn a_language_goes_with_a_report_only() {
    let (code, _, err) = escalade(&["run", SMALL, "--lang", "fr"]);
    assert!(code == 2 && err.contains("--report"), "{err}");
    let (code, _, err) = escalade(&["run", SMALL, "--report", "--lang", "de"]);
    assert!(code == 2 && err.contains("en or fr"), "{err}");
}

/// Notes stand in the manifest in English; the report knows each of them by its words.
#[test]
fn notes_of_a_run_are_said_in_french() {
    let dir = TempDir::new().unwrap();
    let study = study(SMALL, &["actors.front.cohesion=0.6"], &["front-holds-together"], None);
    let said = say::note(&study.notes[0], Lang::Fr);
    assert_eq!(
        said,
        "l’alternative front-holds-together fixe elle-même actors.front.cohesion\u{202f}: --set actors.front.cohesion ne \
         l’atteint pas, --set front-holds-together/actors.front.cohesion=... oui"
    );
    let difference = "front-holds-together/accord_holds";
    for (until, of, words) in [
        ("0.9", "accord_holds", "arrêté à "),
        ("0.0001", "accord_holds", "pas assez étroit après "),
        ("0.9", difference, "de chaque côté, 0.9 était demandé"),
    ] {
        let folder = dir.path().join("until");
        let out = folder.to_str().unwrap();
        let asked = ["run", SMALL, "--what-if", "front-holds-together", "--until", until, "--of", of, "--weeks", "20"];
        let more = ["--max-runs", "80", "--quiet", "--out", out, "--force", "--report", "--lang", "fr"];
        let (code, _, err) = escalade(&[&asked[..], &more[..]].concat());
        assert_eq!((code, err.as_str()), (0, ""));
        let page = fs::read_to_string(folder.with_extension("html")).unwrap();
        assert!(page.contains(words), "{words}");
        assert!(!page.contains("to each side"), "{of}");
    }
    let open = say::NOTE_OPEN.with(Lang::En, &[&say::NOTE_NONE.with(Lang::En, &["64", "accord_holds"])]);
    assert!(say::note(&open, Lang::Fr).ends_with("son intervalle contient zéro"));
}
