//! One of several parts of an ensemble that run on different machines.

use crate::ensemble::BATCH;
use serde::{Deserialize, Serialize};
use std::{fmt, ops::Range, str::FromStr};

/// One of several contiguous parts of an ensemble.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shard {
    /// Which, from 1.
    pub number: u64,
    /// Of how many.
    pub of: u64,
}

impl Shard {
    /// Most parts that so many runs can be cut into.
    pub fn most(all: u64) -> u64 {
        all.div_ceil(BATCH)
    }

    /// Its runs: whole batches, shared out as evenly as they can be.
    pub fn runs(self, all: u64) -> Range<u64> {
        let batches = u128::from(Self::most(all));
        let cut = |n: u64| (batches * u128::from(n) / u128::from(self.of)) as u64 * BATCH;
        cut(self.number - 1).min(all)..cut(self.number).min(all)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((number, of)) if 1 <= number && number <= of => Ok(Self { number, of }),
            _ => Err("I/N, such as 2/4 for the second of four parts".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}
