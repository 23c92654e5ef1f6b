//! `shares.csv`: in how many worlds what stood how, week by week.

use super::rows::{self, Open};
use crate::{counts, fault::Fault, output::Manifest, study::survey::ShareKind, table::Table};
use std::collections::BTreeMap;

/// One thing over time in one variant: for each state, the number of worlds by week.
#[derive(Clone, Debug, Default)]
pub struct Track {
    /// States in the order in which they come up, each with its worlds by week.
    pub states: Vec<(String, Vec<u32>)>,
    /// Worlds counted.
    pub n: u32,
}

impl Track {
    /// Share of worlds in a state in a week.
    pub fn share(&self, state: &str, week: usize) -> f64 {
        let worlds = self.states.iter().find(|(s, _)| s == state).and_then(|(_, weeks)| weeks.get(week));
        f64::from(worlds.copied().unwrap_or(0)) / f64::from(self.n.max(1))
    }

    /// Largest share that a state ever has.
    pub fn peak(&self, state: &str) -> f64 {
        let worlds = self.states.iter().find(|(s, _)| s == state).and_then(|(_, weeks)| weeks.iter().max());
        f64::from(worlds.copied().unwrap_or(0)) / f64::from(self.n.max(1))
    }
}

/// Everything counted: by variant, then by kind and entity.
#[derive(Clone, Debug, Default)]
pub struct Shares {
    variants: Vec<BTreeMap<Vec<u8>, Track>>,
}

/// Kind and entity as one key.
fn key(kind: &[u8], entity: &[u8], out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(kind);
    out.push(0);
    out.extend_from_slice(entity);
}

impl Shares {
    pub(super) fn read(open: &Open<'_>, manifest: &Manifest) -> Result<Self, Fault> {
        let weeks = manifest.weeks as usize;
        let mut all = Self { variants: vec![BTreeMap::new(); manifest.variants.len()] };
        let mut at = Vec::new();
        rows::each(open, manifest, &counts::Shares::layout(), |row| {
            let (variant, week) = (rows::variant(row, manifest)?, rows::week(row, manifest)?);
            key(row.bytes("kind"), row.bytes("entity"), &mut at);
            let (worlds, n) = (row.whole("worlds")? as u32, row.whole("n")? as u32);
            let tracks = &mut all.variants[variant];
            if !tracks.contains_key(&at) {
                tracks.insert(at.clone(), Track::default());
            }
            let Some(track) = tracks.get_mut(&at) else { return Ok(()) };
            track.n = n;
            let state = row.bytes("state");
            let known = track.states.iter().position(|(s, _)| s.as_bytes() == state);
            let known = if let Some(known) = known {
                known
            } else {
                track.states.push((row.text("state")?.to_owned(), vec![0; weeks]));
                track.states.len() - 1
            };
            track.states[known].1[week] += worlds;
            if worlds > n || n == 0 {
                return Err(row.wrong("worlds", "more worlds than were counted"));
            }
            Ok(())
        })?;
        Ok(all)
    }

    /// One thing in one variant.
    pub fn of(&self, variant: usize, kind: ShareKind, entity: &str) -> Option<&Track> {
        let mut at = Vec::new();
        key(kind.word().as_bytes(), entity.as_bytes(), &mut at);
        self.variants.get(variant)?.get(&at)
    }
}
