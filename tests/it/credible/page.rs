//! The page `docs/credibility.md`: tables between markers, everything else by hand.

use super::line::Line;
use std::{fmt::Write, fs, path::PathBuf};

const BEGIN: &str = "<!-- table -->";
const END: &str = "<!-- /table -->";

/// Lines under one title.
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) lines: Vec<Line>,
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/credibility.md")
}

/// The tables, as Markdown, with how many lines came out how.
pub(super) fn told(groups: &[Group], head: &str) -> String {
    let verdicts = || groups.iter().flat_map(|g| &g.lines).map(Line::is_met);
    let count = |of: Option<bool>| verdicts().filter(|v| *v == of).count();
    let (met, missed, open) = (count(Some(true)), count(Some(false)), count(None));
    let mut text =
        format!("{head} Of {} lines {met} are met, {missed} missed, {open} not measured.\n", met + missed + open);
    for group in groups {
        let _ =
            write!(text, "\n### {}\n\n| line | what | figure | bar | verdict |\n|---|---|---|---|---|\n", group.title);
        for line in &group.lines {
            let _ = writeln!(text, "| {} |", line.cells().join(" | "));
        }
    }
    text
}

/// Missed lines of which the page says nothing by hand.
fn unexplained<'a>(page: &str, groups: &'a [Group]) -> Vec<&'a str> {
    let missed = groups.iter().flat_map(|g| &g.lines).filter(|l| l.is_met() == Some(false));
    missed.map(|l| l.id.as_str()).filter(|id| !explained(page).any(|known| known == *id)).collect()
}

/// The lines that the hand-written part explains: those that a paragraph begins with.
fn explained(page: &str) -> impl Iterator<Item = &str> {
    let by_hand = page.split(END).nth(1).unwrap_or_default();
    let paragraphs = by_hand.split("\n\n").map(str::trim_start).filter(|p| p.starts_with("**`"));
    let heads = paragraphs.map(|p| p.split(".**").next().unwrap_or(p));
    heads.flat_map(|head| head.split('`').skip(1).step_by(2))
}

/// Writes the tables into the page; gives the missed lines that still want an explanation.
pub(super) fn write<'a>(groups: &'a [Group], tables: &str) -> Vec<&'a str> {
    let page = fs::read_to_string(path()).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (_, after) = rest.split_once(END).unwrap();
    fs::write(path(), format!("{before}{BEGIN}\n\n{tables}\n{END}{after}")).unwrap();
    unexplained(&page, groups)
}

/// Every line that the tables call missed has its paragraph below them.
#[test]
fn every_missed_line_is_explained() {
    let page = fs::read_to_string(path()).unwrap();
    let known: Vec<&str> = explained(&page).collect();
    let missed = page.lines().filter(|l| l.contains("**missed**")).filter_map(|l| l.split('`').nth(1));
    let open: Vec<&str> = missed.filter(|id| !known.contains(id)).collect();
    assert_eq!(open, [""; 0], "docs/credibility.md does not say why");
}
