//! What is measured elsewhere, or not yet.

use super::line::{Bar, Line};
use std::env;

/// The page on the claims, as `.ci/measure` wrote it.
const CLAIMS: &str = include_str!("../../../docs/claims.md");

/// Claims of which the page shows an outcome whose interval leaves zero, and all claims.
fn moving(page: &str) -> (usize, usize) {
    let sections = page.split("<!-- effect:c").skip(1).map(|s| s.split("<!-- /effect").next().unwrap_or(s));
    let leaves = |row: &str| {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let ends = cells.get(5).and_then(|cell| cell.split_once(" to "));
        let number = |text: &str| text.replace(',', "").parse::<f64>().ok();
        let ends = ends.and_then(|(low, high)| Some((number(low)?, number(high)?)));
        row.starts_with("| `") && ends.is_some_and(|(low, high)| low > 0.0 || high < 0.0)
    };
    let all: Vec<bool> = sections.map(|section| section.lines().any(leaves)).collect();
    (all.iter().filter(|moves| **moves).count(), all.len())
}

/// The lines.
pub(super) fn lines() -> Vec<Line> {
    let (moves, all) = moving(CLAIMS);
    let cost = env::var("ESCALADE_INSTRUCTIONS").ok().and_then(|n| n.parse::<f64>().ok());
    let what = "million instructions a run of `after-kidal`";
    vec![
        Line::nothing(
            "claims",
            "claims of 25 that move their own outcome by its least size, with the document's sign",
            Bar::AtLeast(20.0),
            &format!(
                "`.ci/measure` writes [claims.md](claims.md), where {moves} of {all} move one of the outcomes shown; sign and least size are not named there"
            ),
        ),
        Line::nothing(
            "guarantors",
            "invented pairs, five years: rate of war with a guarantor for that without",
            Bar::From(0.15, 0.5),
            "a unit test of `declare` holds it (`a_guarantor_cuts_the_rate_of_war`)",
        ),
        Line::nothing("azawad", "`azawad-2012`: places taken, 5 of 9", Bar::AtLeast(5.0), "there is no such base yet"),
        match cost {
            Some(cost) => Line::number("cost", what, Bar::AtMost(67.0), Some(cost), None),
            None => Line::nothing("cost", what, Bar::AtMost(67.0), "no valgrind here"),
        },
    ]
}

#[test]
fn a_claim_moves_where_an_interval_leaves_zero() {
    let page = "<!-- effect:c1 -->\n| `a` | 1 | 2 | +1 | -2.3 to +3.6 | +1 to +2 |\n<!-- /effect:c1 -->\n\
                <!-- effect:c2 -->\n| `b` | 1 | 2 | +1 | +1,002 to +3,000 | |\n<!-- /effect:c2 -->";
    assert_eq!(moving(page), (1, 2));
    assert_eq!(moving(CLAIMS).1, 25);
}
