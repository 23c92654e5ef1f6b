//! Which worlds are replayed: the most typical of each main outcome, an extreme one, and one by lot.
//!
//! Answers of the base are put on one scale (each divided by its spread over worlds). Typical is the world nearest to the mean
//! of those that share its main outcome; extreme the one furthest from the mean of all; the lot falls by the seed. Ties go to
//! the lowest number, so the choice is the same on any machine.

use super::Pick;
use crate::{
    id::Key,
    report::{
        read::Results,
        text::{Text, say},
    },
};

/// Levels of a category that count as main outcomes, at most.
const MOST_LEVELS: usize = 3;

/// The worlds to be replayed; `main` is the outcome that answers the question, `level` says its levels.
pub(super) fn picks(results: &Results, main: usize, level: impl Fn(&str) -> String) -> Vec<Pick> {
    let base = &results.runs.base;
    if base.is_empty() {
        return Vec::new();
    }
    let points = scaled(results);
    let mut found: Vec<(usize, Text, String)> = Vec::new();
    for (label, name, members) in groups(results, main, level) {
        found.extend(nearest(&points, &members).map(|i| (i, label, name)));
    }
    let all: Vec<usize> = (0..base.len()).collect();
    let centre = mean(&points, &all);
    let far = |i: &usize| distance(&points[*i], &centre);
    let extreme = all.iter().copied().reduce(|a, b| if far(&b) > far(&a) { b } else { a });
    found.extend(extreme.map(|i| (i, say::PICK_EXTREME, String::new())));
    let lot = Key::of("report.lot").with(Key(results.manifest.asked.seed)).0 % base.len() as u64;
    found.push((lot as usize, say::PICK_LOT, String::new()));
    let mut picks: Vec<Pick> = Vec::new();
    for (i, label, name) in found {
        let run = base[i].0;
        match picks.iter_mut().find(|p| p.run == run) {
            Some(pick) => pick.why.push((label, name)),
            None => picks.push(Pick { run, why: vec![(label, name)] }),
        }
    }
    picks
}

/// The answers of each world on one scale; categories, which are no numbers, stay out.
fn scaled(results: &Results) -> Vec<Vec<f64>> {
    let base = &results.runs.base;
    let columns = base[0].1.len();
    let scales: Vec<Option<f64>> = (0..columns)
        .map(|c| {
            let values = || base.iter().map(move |(_, answers)| f64::from(answers[c]));
            let n = base.len() as f64;
            let mean = values().sum::<f64>() / n;
            let spread = libm::sqrt(values().map(|v| (v - mean) * (v - mean)).sum::<f64>() / n);
            (spread.is_finite() && spread > 1e-9).then_some(spread)
        })
        .collect();
    let of =
        |answers: &Vec<f32>| answers.iter().zip(&scales).filter_map(|(a, s)| Some(f64::from(*a) / (*s)?)).collect();
    base.iter().map(|(_, answers)| of(answers)).collect()
}

/// The worlds of each main outcome, with what is said of it.
fn groups(results: &Results, main: usize, level: impl Fn(&str) -> String) -> Vec<(Text, String, Vec<usize>)> {
    let base = &results.runs.base;
    let entry = &results.manifest.outcomes[main];
    let that = |is: &dyn Fn(f32) -> bool| (0..base.len()).filter(|i| is(base[*i].1[main])).collect::<Vec<usize>>();
    let horizon = results.manifest.weeks as f32;
    match entry.kind.as_str() {
        "yes_no" => {
            vec![(say::PICK_YES, String::new(), that(&|v| v > 0.5)), (say::PICK_NO, String::new(), that(&|v| v <= 0.5))]
        }
        "week" => vec![
            (say::PICK_COMES, String::new(), that(&|v| v < horizon)),
            (say::PICK_NEVER, String::new(), that(&|v| v >= horizon)),
        ],
        "category" => {
            let at = results.manifest.outcomes[..main].iter().filter(|o| o.kind == "category").count();
            let mut counts: Vec<(usize, &str)> = Vec::new();
            for levels in &results.runs.levels {
                match counts.iter_mut().find(|(_, l)| *l == levels[at]) {
                    Some((n, _)) => *n += 1,
                    None => counts.push((1, &levels[at])),
                }
            }
            counts.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
            let of = |l: &str| (0..base.len()).filter(|i| results.runs.levels[*i][at] == l).collect();
            counts.iter().take(MOST_LEVELS).map(|(_, l)| (say::PICK_LEVEL, level(l), of(l))).collect()
        }
        _ => vec![(say::PICK_ALL, String::new(), (0..base.len()).collect())],
    }
}

fn mean(points: &[Vec<f64>], members: &[usize]) -> Vec<f64> {
    let n = members.len().max(1) as f64;
    let columns = points.first().map_or(0, Vec::len);
    (0..columns).map(|c| members.iter().map(|i| points[*i][c]).sum::<f64>() / n).collect()
}

fn distance(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum()
}

/// The member nearest to the mean of all members.
fn nearest(points: &[Vec<f64>], members: &[usize]) -> Option<usize> {
    let centre = mean(points, members);
    let near = |i: &usize| distance(&points[*i], &centre);
    members.iter().copied().reduce(|a, b| if near(&b) < near(&a) { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_to_the_mean_is_typical_and_ties_go_to_the_first() {
        let points = vec![vec![0.0], vec![4.0], vec![6.0], vec![10.0]];
        assert_eq!(nearest(&points, &[0, 1, 2, 3]), Some(1));
        assert_eq!(nearest(&points, &[]), None);
        assert_eq!(mean(&points, &[0, 3]), [5.0]);
    }
}
