//! What each draw took of everything uncertain, as numbers that an outcome may hang on.

use crate::{
    domain::Case,
    history::rows::{DrawLine, Draws, Varied},
    stats::ranks,
    study::Study,
    table::Cell,
};
use std::collections::{BTreeMap, BTreeSet};

/// A number that varies from draw to draw, or a set of rival claims.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Its address, as in `draws.csv`.
    pub address: String,
    /// The draws that have it, by their place among those looked at; a number that rests on a rival claim is not in all.
    pub there: Vec<usize>,
    /// Their ranks; nothing of more than two rival claims, which have no order. Of two, the later one by name ranks higher.
    pub ranks: Option<Vec<f64>>,
    /// Their bins: by size, or by the claim that holds.
    pub bins: Vec<usize>,
    /// The claim that ranks higher, of two.
    pub higher: Option<String>,
}

/// A cell of `draws.csv`.
enum Taken {
    Number(f64),
    Claim(String),
    Nothing,
}

/// Everything that varies in a variant and over these draws. What the base varies and the variant draws otherwise is taken as the variant has it.
pub fn factors(study: &Study, variant: usize, seed: u64, draws: &[u64]) -> Vec<Factor> {
    let varied = Varied::of(study);
    let fields = Draws::of(&varied);
    let columns = crate::table::Layout::of(&fields).columns;
    // The column of the variant takes the place of that of the base.
    let own = format!("{}/", study.variants[variant].name);
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate().skip(1) {
        let mine = (variant > 0).then(|| column.name.strip_prefix(&own)).flatten();
        if let Some(address) = mine.or_else(|| (!column.name.contains('/')).then_some(&*column.name)) {
            wanted.insert(address, at);
        }
    }
    let mut taken: Vec<Vec<Taken>> = wanted.iter().map(|_| Vec::with_capacity(draws.len())).collect();
    let mut scratch = String::new();
    for number in draws {
        let line = DrawLine::new(study, &varied, seed, *number);
        for (column, taken) in wanted.values().zip(&mut taken) {
            taken.push(match fields[*column].cell(&line, &mut scratch) {
                Cell::Number(number, _) => Taken::Number(number),
                Cell::Text(claim) => Taken::Claim(claim.to_owned()),
                _ => Taken::Nothing,
            });
        }
    }
    wanted.keys().zip(&taken).filter_map(|(address, taken)| factor(address, taken)).collect()
}

/// A column as a factor; nothing where it does not vary.
fn factor(address: &str, taken: &[Taken]) -> Option<Factor> {
    let there: Vec<usize> = (0..taken.len()).filter(|at| !matches!(taken[*at], Taken::Nothing)).collect();
    let claims: BTreeSet<&str> = taken.iter().filter_map(|taken| claim(taken)).collect();
    let values: Vec<f64> = there
        .iter()
        .map(|at| match &taken[*at] {
            // A rule is on or off, whatever number says so.
            Taken::Number(number) if address.starts_with("rules.") => f64::from(u8::from(*number >= 0.5)),
            Taken::Number(number) => *number,
            other => claim(other).map_or(0.0, |claim| claims.range(..claim).count() as f64),
        })
        .collect();
    if values.iter().all(|value| Some(value) == values.first()) {
        return None;
    }
    let bins = if claims.is_empty() {
        ranks::bins(&values, ranks::fitting(there.len()))
    } else {
        values.iter().map(|value| *value as usize).collect()
    };
    Some(Factor {
        address: address.to_owned(),
        there,
        ranks: (claims.len() < 3).then(|| ranks::ranks(&values)),
        bins,
        higher: claims.last().filter(|_| claims.len() == 2).map(|claim| (*claim).to_owned()),
    })
}

fn claim(taken: &Taken) -> Option<&str> {
    match taken {
        Taken::Claim(claim) => Some(claim),
        _ => None,
    }
}

/// How factors are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// By the mechanism that a parameter belongs to, or the table of the seeds that a number stands in.
    Part,
    /// By the actor whom a number of the seeds is about; one of two actors belongs to both.
    Actor,
    /// By the claim that a number rests on.
    Claim,
}

/// Every group of factors with its members, by their indices.
pub fn groups(case: &Case, factors: &[Factor]) -> BTreeMap<(By, String), Vec<usize>> {
    let mut groups: BTreeMap<(By, String), Vec<usize>> = BTreeMap::new();
    for (index, factor) in factors.iter().enumerate() {
        let mut words = factor.address.split('.');
        let (part, key) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut names = BTreeSet::from([(By::Part, part.to_owned())]);
        if factor.address.matches('.').count() > 1 {
            let force = case.forces.iter().filter(|force| part == "forces" && force.id == key);
            let owners = force.map(|force| case.actors[force.actor.index()].id.as_str());
            let known = |word: &&str| case.actor(word).is_some();
            names.extend(key.split(':').filter(known).chain(owners).map(|id| (By::Actor, id.to_owned())));
        }
        let rows = case.uncertain.iter().filter(|row| row.address == factor.address);
        let claims = rows.flat_map(|row| &row.source.claims);
        names.extend(claims.map(|(_, claim)| (By::Claim, case.claims[claim.index()].id.clone())));
        for name in names {
            groups.entry(name).or_default().push(index);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(values: &[f64]) -> Vec<Taken> {
        values.iter().map(|value| Taken::Number(*value)).collect()
    }

    #[test]
    fn a_switch_is_on_or_off_and_what_is_fixed_is_no_factor() {
        let switch = factor("rules.c5", &numbers(&[0.2, 0.7, 0.5, 0.4])).unwrap();
        assert_eq!(switch.ranks, Some(vec![1.5, 3.5, 3.5, 1.5]));
        assert_eq!(switch.bins, [0, 1, 1, 0]);
        assert!(factor("decide.rationality", &numbers(&[2.0; 4])).is_none());
        assert!(factor("rules.c5", &numbers(&[0.6, 0.9])).is_none());
    }

    #[test]
    fn rivals_are_told_apart_by_name_and_what_is_missing_is_left_out() {
        let claims = |names: &[&str]| {
            let taken = |name: &&str| if name.is_empty() { Taken::Nothing } else { Taken::Claim((*name).to_owned()) };
            names.iter().map(taken).collect::<Vec<_>>()
        };
        let two = factor("alternatives.x", &claims(&["b", "", "a", "b"])).unwrap();
        assert_eq!((two.there, two.higher.as_deref()), (vec![0, 2, 3], Some("b")));
        assert_eq!((two.ranks, two.bins), (Some(vec![2.5, 1.0, 2.5]), vec![1, 0, 1]));
        let three = factor("alternatives.x", &claims(&["b", "c", "a", "b"])).unwrap();
        assert_eq!((three.ranks, three.higher, three.bins), (None, None, vec![1, 2, 0, 1]));
    }
}
