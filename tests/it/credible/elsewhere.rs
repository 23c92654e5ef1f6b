//! What is measured elsewhere, or not yet.

use super::line::{Bar, Line};
use std::env;

/// The lines.
pub(super) fn lines() -> Vec<Line> {
    let cost = env::var("ESCALADE_INSTRUCTIONS").ok().and_then(|n| n.parse::<f64>().ok());
    let what = "million instructions a run of `after-kidal`";
    vec![
        Line::nothing(
            "guarantors",
            "invented pairs, five years: rate of war with a guarantor for that without",
            Bar::From(0.15, 0.5),
            "a unit test of `declare` holds it (`a_guarantor_cuts_the_rate_of_war`)",
        ),
        Line::nothing("azawad", "`azawad-2012`: places taken, 5 of 9", Bar::AtLeast(5.0), "there is no such base yet"),
        match cost {
            Some(cost) => Line::number("cost", what, Bar::AtMost(67.0), Some(cost), None),
            None => Line::nothing("cost", what, Bar::AtMost(67.0), "instructions were not counted: no valgrind here"),
        },
    ]
}
