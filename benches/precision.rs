//! How precise an ensemble is for what it costs: the design of today against independent draws of eight runs, at the same number of
//! runs. `.ci/precision` writes what it prints into `docs/precision.md`.
//!
//! `precision RUNS SEEDS WHAT-IF..` plays so many runs of `after-kidal` and of the what-ifs with so many seeds in both designs. Of each number it
//! takes the variance over seeds of the mean, of the paired difference, and of the variance between draws, chance taken out.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement is read by nobody but its authors")]

use escalade::inside::{
    Runner,
    chance::Chance,
    counts::panel::{Value, values},
    id::Key,
    run::{Setup, Start, Watcher, Workbench, WorldNumber},
    scenario::{Request, load},
    study::{Kind, Statistic, Study, Variant},
    world::World,
};
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use std::{collections::BTreeMap, env, time::Instant};

const BASE: &str = "northern-mali/after-kidal";
/// Runs that shared a draw in the design that ours is held against.
const EIGHT: u64 = 8;
/// The 97.5 % point of Student's distribution: of many independent draws it is that of the normal one; over sixteen scrambles it has fifteen degrees
/// of freedom.
const T95: [f64; 2] = [1.96, 2.131];

/// How worlds are made of numbers.
#[derive(Clone, Copy, PartialEq)]
enum Design {
    /// Draws that know nothing of each other, eight runs each.
    Independent,
    /// Ours.
    Scrambled,
}

struct Nobody;

impl Watcher for Nobody {
    fn week(&mut self, _: &World, _: &Variant) {}
}

/// What a world leaves, by variant; nothing of one that failed.
type Left = Vec<Option<Vec<Vec<Value>>>>;

/// Plays the runs of one draw.
fn play(study: &Study, design: Design, seed: u64, draw: u64, runs: u64) -> Vec<Left> {
    let each = if design == Design::Scrambled { escalade::inside::run::CHANCES_PER_DRAW } else { EIGHT };
    let own = draw * each..((draw + 1) * each).min(runs);
    let of_variant = |variant: usize| -> Vec<_> {
        let numbers = |answers: &[escalade::inside::Answer]| {
            let outcomes = study.variants[variant].outcomes.iter().zip(answers);
            outcomes.map(|(outcome, answer)| values(outcome, answer, study.weeks)).collect()
        };
        match design {
            Design::Scrambled => {
                let mut runner = Runner::new(study, variant, seed);
                own.clone().map(|run| runner.watch(run, &mut Nobody).ok().map(|answers| numbers(&answers))).collect()
            }
            Design::Independent => {
                // Each draw has a seed of its own, which makes it independent of all others.
                let of_draw = Key::of("precision").with(Key(seed)).with(Key(draw)).0 >> 11;
                let start = Start::new(&study.variants[variant], of_draw, 0);
                let mut bench = Workbench::new(&start);
                let played = own.clone().map(|run| {
                    let chance = Chance::of_world(seed, WorldNumber::of_run(run).chance);
                    let setup = Setup { study, variant, start: &start, chance };
                    bench.run(setup, false, &mut Nobody).ok().map(|answers| numbers(&answers))
                });
                played.collect()
            }
        }
    };
    let mut columns: Vec<_> = (0..study.variants.len()).map(|variant| of_variant(variant).into_iter()).collect();
    own.map(|_| columns.iter_mut().map(|column| column.next().flatten()).collect()).collect()
}

/// The name of a number, and whether it is a share.
type Name = (String, bool);

/// Every number of one ensemble, world by world within draws: its mean, and its variance between draws.
type Estimates = BTreeMap<Name, (f64, f64)>;

fn name(study: &Study, variant: usize, outcome: usize, key: &escalade::inside::counts::panel::Key) -> Name {
    let before = if variant == 0 { String::new() } else { format!("{}/", study.variants[variant].name) };
    let id = &study.variants[0].outcomes[outcome].id;
    (format!("{before}{id} {:?} {}", key.statistic, key.level), key.statistic == Statistic::Probability)
}

/// The numbers of a world: those of the base, and the differences that what-ifs make.
fn numbers(study: &Study, world: &Left) -> BTreeMap<Name, f64> {
    let mut found = BTreeMap::new();
    let Some(base) = &world[0] else { return found };
    for (variant, left) in world.iter().enumerate() {
        for (outcome, own) in left.iter().flatten().enumerate() {
            let of =
                |values: &[Value], key| values.iter().find(|(k, _)| k == key).map(|(_, value)| *value as f64 / 1e6);
            for (key, _) in own.iter().chain(if variant == 0 { &[][..] } else { &base[outcome] }) {
                let (before, after) = (of(&base[outcome], key), of(own, key));
                let share = key.statistic == Statistic::Probability;
                let missing = share.then_some(0.0);
                let (Some(before), Some(after)) = (before.or(missing), after.or(missing)) else { continue };
                let value = if variant == 0 { after } else { after - before };
                found.insert(name(study, variant, outcome, key), value);
            }
        }
    }
    found
}

fn estimate(study: &Study, draws: &[Vec<Left>]) -> Estimates {
    let all: Vec<Vec<BTreeMap<Name, f64>>> =
        draws.iter().map(|worlds| worlds.iter().map(|world| numbers(study, world)).collect()).collect();
    let names: std::collections::BTreeSet<&Name> = all.iter().flatten().flat_map(BTreeMap::keys).collect();
    let of = |name: &Name| {
        // A level that a world did not take is a zero; a number that it has not does not count.
        let value =
            |world: &BTreeMap<Name, f64>| world.get(name).copied().or((name.1 && !world.is_empty()).then_some(0.0));
        let by_draw: Vec<Vec<f64>> = all.iter().map(|worlds| worlds.iter().filter_map(value).collect()).collect();
        (name.clone(), moments(&by_draw))
    };
    names.into_iter().map(of).collect()
}

/// The mean, and the variance between draws by moments (one-way random effects).
fn moments(draws: &[Vec<f64>]) -> (f64, f64) {
    let draws: Vec<&Vec<f64>> = draws.iter().filter(|draw| !draw.is_empty()).collect();
    let n: f64 = draws.iter().map(|draw| draw.len() as f64).sum();
    let mean = draws.iter().flat_map(|draw| draw.iter()).sum::<f64>() / n;
    let d = draws.len() as f64;
    let (mut between, mut within, mut sizes) = (0.0, 0.0, 0.0);
    for draw in &draws {
        let (k, own) = (draw.len() as f64, draw.iter().sum::<f64>() / draw.len() as f64);
        between += k * (own - mean) * (own - mean);
        within += draw.iter().map(|x| (x - own) * (x - own)).sum::<f64>();
        sizes += k * k;
    }
    if d < 2.0 || n <= d {
        return (mean, 0.0);
    }
    let n0 = (n - sizes / n) / (d - 1.0);
    (mean, (between / (d - 1.0) - within / (n - d)) / n0)
}

fn main() {
    let mut words = env::args().skip(1);
    let (runs, seeds): (u64, u64) = (words.next().unwrap().parse().unwrap(), words.next().unwrap().parse().unwrap());
    let study = load(BASE, &Request { what_ifs: words.collect(), ..Request::default() }).unwrap();
    let mut found = Vec::new();
    for design in [Design::Independent, Design::Scrambled] {
        let each = if design == Design::Scrambled { escalade::inside::run::CHANCES_PER_DRAW } else { EIGHT };
        let draws = runs.div_ceil(each);
        #[allow(clippy::disallowed_methods, reason = "what is measured is time")]
        let began = Instant::now();
        let played: Vec<Vec<Left>> = (0..seeds * draws)
            .into_par_iter()
            .map(|unit| play(&study, design, 1 + unit / draws, unit % draws, runs))
            .collect();
        let rate = (runs * seeds * study.variants.len() as u64) as f64 / began.elapsed().as_secs_f64();
        found.push((played.chunks(draws as usize).map(|own| estimate(&study, own)).collect::<Vec<_>>(), rate));
    }
    let [(old, old_rate), (new, new_rate)] = &found[..] else { return };
    println!(
        "{runs} runs of {} variants, {seeds} seeds; {old_rate:.1} and {new_rate:.1} runs a second",
        study.variants.len()
    );
    told(old, new);
    for outcome in study.variants[0].outcomes.iter().filter(|outcome| outcome.kind == Kind::YesNo) {
        let name = (format!("{} {:?} ", outcome.id, Statistic::Probability), true);
        let wanted = |found, t: f64| {
            let (share, variance) = spread(&over(found, &name, |x| x.0));
            (share, variance * runs as f64 * (t / 0.01) * (t / 0.01))
        };
        let ((share, before), (_, after)) = (wanted(old, T95[0]), wanted(new, T95[1]));
        println!(
            "until one point: {} {share:.3}: {before:.0} runs, {:.0} s; {after:.0} runs, {:.0} s",
            outcome.id,
            before / old_rate,
            after / new_rate
        );
    }
}

/// A part of an estimate, seed by seed; nothing for seeds in which it is not there.
fn over(found: &[Estimates], name: &Name, part: fn(&(f64, f64)) -> f64) -> Vec<f64> {
    found.iter().map(|all| all.get(name).map_or(0.0, part)).collect()
}

/// Mean and variance over seeds.
fn spread(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    (mean, values.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (n - 1.0))
}

/// What the two designs come to, number by number and by kind.
fn told(old: &[Estimates], new: &[Estimates]) {
    let names: std::collections::BTreeSet<&Name> = old.iter().chain(new).flat_map(BTreeMap::keys).collect();
    let seeds = old.len() as f64;
    let mut kinds: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    let (mut scores, mut still) = (Vec::new(), 0);
    for name in names {
        let ((a, before), (b, after)) = (spread(&over(old, name, |x| x.0)), spread(&over(new, name, |x| x.0)));
        // Where no world of one design says otherwise there is no ratio of variances.
        if before <= 0.0 || after <= 0.0 {
            still += 1;
            continue;
        }
        let gain = before / after;
        let score = (b - a) / ((before + after) / seeds).sqrt();
        println!("{:<70} {a:>14.4} {b:>14.4}  variance {gain:>7.2}  z {score:>6.2}", name.0);
        scores.push(score);
        let differs = name.0.contains('/');
        let rare = name.1 && !differs && !(0.05..=0.95).contains(&a);
        let kind = match (differs, rare, name.1) {
            (true, _, true) => "differences of shares",
            (true, _, false) => "differences of amounts and weeks",
            (_, true, _) => "rare shares (below 5 or above 95 %)",
            (_, _, true) => "other shares",
            _ => "amounts, weeks and ranks",
        };
        kinds.entry(kind).or_default().push(gain);
        kinds.entry(if differs { "**all differences**" } else { "**all means**" }).or_default().push(gain);
        let (before, after) = (spread(&over(old, name, |x| x.1)), spread(&over(new, name, |x| x.1)));
        if !differs && before.0 > 0.0 && after.0 > 0.0 && before.1 > 0.0 && after.1 > 0.0 {
            let relative = |(mean, variance): (f64, f64)| variance / (mean * mean);
            kinds.entry("**variance between draws**").or_default().push(relative(before) / relative(after));
        }
    }
    println!(
        "\n| of | numbers | better | geometric mean | lower quartile | median | upper quartile |\n|---|---:|---:|---:|---:|---:|---:|"
    );
    for (kind, mut gains) in kinds {
        gains.sort_by(f64::total_cmp);
        let better = gains.iter().filter(|gain| **gain > 1.0).count();
        let mean = libm::exp(gains.iter().map(|gain| libm::log(*gain)).sum::<f64>() / gains.len() as f64);
        let at = |q: f64| gains[((gains.len() - 1) as f64 * q).round() as usize];
        println!(
            "| {kind} | {} | {better} | {mean:.2} | {:.2} | {:.2} | {:.2} |",
            gains.len(),
            at(0.25),
            at(0.5),
            at(0.75)
        );
    }
    let (mean, variance) = spread(&scores);
    let beyond = scores.iter().filter(|z| z.abs() > 2.0).count();
    println!(
        "\nz-scores of the grand means of {} numbers: mean {mean:.2}, standard deviation {:.2}, {beyond} beyond 2; {still} numbers without variance in one design",
        scores.len(),
        variance.sqrt()
    );
}
