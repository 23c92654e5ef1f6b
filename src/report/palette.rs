//! Which filling stands for whom: the same in every figure of a report.

use super::{
    draw::look::{FILLS, NOBODY, OTHERS},
    read::{Results, Track},
};
use crate::{run::splinter, study::survey::ShareKind};
use std::collections::BTreeMap;

/// Who holds places, the most frequent first.
#[derive(Clone, Debug)]
pub struct Palette {
    holders: Vec<String>,
}

/// Splinters born in a run count with those whom they left.
pub fn root_of(id: &str) -> &str {
    splinter(id).map_or(id, |(root, _)| root)
}

/// A state is shown by itself if this share of worlds is ever in it.
const RARE: f64 = 0.02;

impl Palette {
    /// The palette of a folder.
    pub fn new(results: &Results) -> Self {
        let mut worlds: BTreeMap<String, u64> = BTreeMap::new();
        for place in &results.study.variants[0].case.places {
            let track = results.shares.of(0, ShareKind::Holder, &place.id);
            for (state, weeks) in track.into_iter().flat_map(|t| &t.states).filter(|(s, _)| s != "nobody") {
                *worlds.entry(root_of(state).to_owned()).or_default() +=
                    weeks.iter().map(|w| u64::from(*w)).sum::<u64>();
            }
        }
        let mut holders: Vec<(u64, String)> = worlds.into_iter().map(|(id, n)| (n, id)).collect();
        holders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        Self { holders: holders.into_iter().take(FILLS).map(|(_, id)| id).collect() }
    }

    /// The filling of a holder.
    pub fn fill(&self, holder: &str) -> usize {
        if holder == "nobody" || holder.is_empty() {
            return NOBODY;
        }
        self.holders.iter().position(|h| h == root_of(holder)).unwrap_or(OTHERS)
    }

    /// Those with a filling of their own, in its order.
    pub fn holders(&self) -> &[String] {
        &self.holders
    }

    /// Shares by week of each holder that matters, in the order of fillings: id (`others` for the rest), filling, shares.
    pub fn layers(&self, track: &Track, weeks: usize) -> Vec<(String, usize, Vec<f64>)> {
        let mut sums = vec![vec![0.0; weeks]; NOBODY + 1];
        for (state, worlds) in &track.states {
            for (sum, n) in sums[self.fill(state)].iter_mut().zip(worlds) {
                *sum += f64::from(*n) / f64::from(track.n.max(1));
            }
        }
        let name = |fill: usize| match fill {
            NOBODY => "nobody".to_owned(),
            OTHERS => "others".to_owned(),
            _ => self.holders[fill].clone(),
        };
        // What hardly ever holds the place is shown with the others, so that layers go on to sum to one.
        for fill in 0..FILLS {
            if sums[fill].iter().copied().fold(0.0, f64::max) < RARE {
                let rare = std::mem::replace(&mut sums[fill], vec![0.0; weeks]);
                sums[OTHERS].iter_mut().zip(rare).for_each(|(sum, n)| *sum += n);
            }
        }
        let some = sums.into_iter().enumerate().filter(|(_, s)| s.iter().any(|x| *x > 0.0));
        some.map(|(fill, shares)| (name(fill), fill, shares)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::root_of;

    #[test]
    fn splinters_lead_to_their_roots() {
        assert_eq!(root_of("csp_s1_s2"), "csp");
        assert_eq!(root_of("other_csp"), "other_csp");
        assert_eq!(root_of("jnim_south"), "jnim_south");
    }
}
