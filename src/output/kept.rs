//! `kept.csv`: which worlds were picked to keep tables, and what for.

use super::pick::Picked;
use crate::table::{Field, Table, common};

/// `kept.csv`.
#[derive(Debug)]
pub struct Kept;

impl Table for Kept {
    type Row<'a> = Picked;
    const NAME: &'static str = "kept";
    const ROWS: &'static str = "world that was picked";
    const KEY: &'static [&'static str] = &["run"];

    fn fields() -> Vec<Field<Self>> {
        vec![
            common::run(|r| Some(r.ran.run)),
            Field::text(
                "why",
                "typical, random, farthest (from the middle of all), or of what it is an extreme; joined by |",
                |r, to| {
                    let whys: Vec<String> = r.whys.iter().map(ToString::to_string).collect();
                    to.push_str(&whys.join("|"));
                },
            ),
            Field::number(
                "distance",
                (6, ""),
                "How far its answers in the base are from the middle of all, 0-1: the mean over outcomes",
                |r| Some(r.distance),
            ),
        ]
    }
}
