//! `shares.csv`: in how many worlds what stood how, week by week.

use super::Reader;
use crate::{fault::Fault, output::Manifest};
use std::{collections::BTreeMap, path::Path};

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
    pub(super) fn read(folder: &Path, manifest: &Manifest) -> Result<Self, Fault> {
        let mut reader = Reader::open(
            folder,
            manifest,
            "shares.csv",
            &["variant", "week", "kind", "entity", "state", "worlds", "n"],
        )?;
        let weeks = manifest.weeks as usize;
        let mut all = Self { variants: vec![BTreeMap::new(); manifest.variants.len()] };
        let mut at = Vec::new();
        while reader.advance()? {
            let (variant, week) = (reader.variant(0, manifest)?, reader.week(1, manifest)?);
            key(reader.bytes(2), reader.bytes(3), &mut at);
            let (worlds, n) = (reader.whole(5)? as u32, reader.whole(6)? as u32);
            let tracks = &mut all.variants[variant];
            if !tracks.contains_key(&at) {
                tracks.insert(at.clone(), Track::default());
            }
            let Some(track) = tracks.get_mut(&at) else { continue };
            track.n = n;
            let state = reader.bytes(4);
            let known = track.states.iter().position(|(s, _)| s.as_bytes() == state);
            let known = if let Some(known) = known {
                known
            } else {
                track.states.push((reader.text(4)?.to_owned(), vec![0; weeks]));
                track.states.len() - 1
            };
            track.states[known].1[week] += worlds;
            if worlds > n || n == 0 {
                return Err(reader.wrong(5, "more worlds than were counted"));
            }
        }
        Ok(all)
    }

    /// One thing in one variant.
    pub fn of(&self, variant: usize, kind: &str, entity: &str) -> Option<&Track> {
        let mut at = Vec::new();
        key(kind.as_bytes(), entity.as_bytes(), &mut at);
        self.variants.get(variant)?.get(&at)
    }
}
