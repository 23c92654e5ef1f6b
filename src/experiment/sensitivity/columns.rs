//! The table of what an outcome hangs on, as `sensitivity --csv` writes it.

use super::{Found, Group, Told};
use crate::{
    experiment::factors::By,
    table::{Field, Table},
};

/// A row: a number that varies, or a group of them.
#[derive(Clone, Copy, Debug)]
pub enum Line<'a> {
    /// A number or a set of rival claims.
    One(&'a Found),
    /// A group.
    Group(&'a Group),
}

impl Line<'_> {
    fn what(&self) -> &'static str {
        match self {
            Self::One(_) => "number",
            Self::Group(group) => match group.by {
                By::Part => "part",
                By::Actor => "actor",
                By::Claim => "claim",
            },
        }
    }

    fn one(&self, of: impl Fn(&Found) -> Option<Told>) -> Option<Told> {
        match self {
            Self::One(found) => of(found),
            Self::Group(_) => None,
        }
    }

    fn index(&self) -> Option<Told> {
        match self {
            Self::One(found) => found.index,
            Self::Group(group) => Some(group.index),
        }
    }
}

/// `sensitivity.csv`, under whichever name.
#[derive(Debug)]
pub struct Hangs;

/// A share or a coefficient.
const PLAIN: (u8, &str) = (6, "");

impl Table for Hangs {
    type Row<'a> = Line<'a>;
    const NAME: &'static str = "sensitivity";
    const ROWS: &'static str = "number that varies, and group of them";
    const KEY: &'static [&'static str] = &["what", "name"];

    fn fields() -> Vec<Field<Self>> {
        let mut fields: Vec<Field<Self>> = vec![
            Field::text("what", "number, or a group: part (mechanism or table), actor or claim", |r, to| {
                to.push_str(r.what());
            }),
            Field::text("name", "Address of the number, or what the group shares", |r, to| {
                to.push_str(match r {
                    Line::One(found) => &found.address,
                    Line::Group(group) => &group.name,
                });
            }),
            Field::text("higher", "Of two rival claims the one that ranks higher", |r, to| {
                if let Line::One(found) = r {
                    to.push_str(found.higher.as_deref().unwrap_or_default());
                }
            }),
            Field::whole("draws", "draws", "Draws that have the number", |r| match r {
                Line::One(found) => Some(found.draws),
                Line::Group(_) => None,
            }),
            Field::whole("members", "", "Numbers of a group", |r| match r {
                Line::One(_) => None,
                Line::Group(group) => Some(group.size as u64),
            }),
            Field::yes_no("stands_out", "Whether it is told from a dummy", |r| {
                Some(match r {
                    Line::One(found) => found.stands_out,
                    Line::Group(group) => group.stands_out,
                })
            }),
        ];
        fields.extend(numbers());
        fields
    }
}

/// The three numbers, each with its interval.
fn numbers() -> [Field<Hangs>; 9] {
    [
        Field::number(
            "index",
            PLAIN,
            "First-order index: share of the variance between draws; of a group the sum",
            |r| r.index().map(|told| told.value),
        ),
        Field::number(
            "index_low",
            PLAIN,
            "Lower end of its 95 % interval, by the bootstrap over blocks of draws",
            |r| r.index().map(|told| told.interval.0),
        ),
        Field::number("index_high", PLAIN, "Upper end", |r| r.index().map(|told| told.interval.1)),
        Field::number("spearman", PLAIN, "Rank correlation", |r| r.one(|f| f.correlation).map(|told| told.value)),
        Field::number("spearman_low", PLAIN, "Lower end of its 95 % interval", |r| {
            r.one(|f| f.correlation).map(|told| told.interval.0)
        }),
        Field::number("spearman_high", PLAIN, "Upper end", |r| r.one(|f| f.correlation).map(|told| told.interval.1)),
        Field::number("srrc", PLAIN, "Standardised rank regression coefficient, of those that stand out", |r| {
            r.one(|f| f.coefficient).map(|told| told.value)
        }),
        Field::number("srrc_low", PLAIN, "Lower end of its 95 % interval", |r| {
            r.one(|f| f.coefficient).map(|told| told.interval.0)
        }),
        Field::number("srrc_high", PLAIN, "Upper end", |r| r.one(|f| f.coefficient).map(|told| told.interval.1)),
    ]
}
