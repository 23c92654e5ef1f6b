//! Which tables of single runs are wanted.

use crate::fault::nearest;
use serde::{Deserialize, Serialize};

/// Which per-run tables are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<String>", try_from = "Vec<String>")]
#[allow(clippy::struct_excessive_bools, reason = "one switch per file")]
pub struct Tables {
    /// `actors.csv`.
    pub actors: bool,
    /// `places.csv`.
    pub places: bool,
    /// `ties.csv`.
    pub ties: bool,
    /// `agreements.csv`.
    pub agreements: bool,
    /// `events.csv`.
    pub events: bool,
    /// `causes.csv`.
    pub causes: bool,
    /// `operations.csv`.
    pub operations: bool,
    /// `orders.csv`.
    pub orders: bool,
    /// `draws.csv` with the draws of all runs, however many there are. It is no table of single runs.
    pub draws: bool,
}

impl Tables {
    /// Every name, in the order of the files.
    pub const NAMES: [&'static str; 9] =
        ["actors", "places", "ties", "agreements", "events", "causes", "operations", "orders", "draws"];

    /// All of them.
    pub const ALL: Self = Self {
        actors: true,
        places: true,
        ties: true,
        agreements: true,
        events: true,
        causes: true,
        operations: true,
        orders: true,
        draws: true,
    };

    /// Reads `all`, `none`, which an empty text means as well, or a list of names.
    ///
    /// # Errors
    /// What is wrong, and what would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut tables = Self::default();
        let names: Vec<&str> = text.split(',').map(str::trim).collect();
        if names == ["none"] || names == [""] {
            return Ok(tables);
        }
        for name in names {
            match name {
                "none" => return Err("`none` stands alone: no tables at all".to_owned()),
                "all" => tables = Self::ALL,
                "actors" => tables.actors = true,
                "places" => tables.places = true,
                "ties" => tables.ties = true,
                "agreements" => tables.agreements = true,
                "events" => tables.events = true,
                "causes" => tables.causes = true,
                "operations" => tables.operations = true,
                "orders" => tables.orders = true,
                "draws" => tables.draws = true,
                other => {
                    let valid = ["all", "none"].into_iter().chain(Self::NAMES);
                    return Err(format!("no table `{other}`; {}", nearest(other, valid)));
                }
            }
        }
        Ok(tables)
    }

    /// Which are wanted, in the order of [`Tables::NAMES`].
    pub const fn wanted(self) -> [bool; 9] {
        let Self { actors, places, ties, agreements, events, causes, operations, orders, draws } = self;
        [actors, places, ties, agreements, events, causes, operations, orders, draws]
    }

    /// The names of those wanted.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().zip(self.wanted()).filter(|(_, wanted)| *wanted).map(|(name, _)| name)
    }

    /// Whether any table of single runs is wanted.
    pub fn any(self) -> bool {
        Self { draws: false, ..self }.wanted().contains(&true)
    }

    /// Whether the ledger must be kept.
    pub const fn needs_ledger(self) -> bool {
        self.events || self.causes || self.operations || self.orders
    }
}

impl From<Tables> for Vec<String> {
    fn from(tables: Tables) -> Self {
        tables.names().map(str::to_owned).collect()
    }
}

impl TryFrom<Vec<String>> for Tables {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Self, String> {
        Self::parse(&names.join(","))
    }
}
