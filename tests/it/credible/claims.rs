//! Claims: each moves the outcome that its document speaks of, by the least size and with the sign that were named before any of it was played.
//!
//! The outcome, the base and the sign are read off the documents' words (`docs/claims.md` has them with their paragraphs), not off what the
//! model gives. Worlds are paired: every rule on, against this one off, in the same worlds.

use super::{
    line::{Bar, Line},
    play::{self, Ask},
    sums,
};
use escalade::inside::study::{Answer, Study};
use std::collections::BTreeMap;

/// Least size of an effect: hundredths of the worlds for what happens or does not, a part of the mean for numbers.
const LEAST: (f64, f64) = (0.05, 0.1);
/// Claims that have to move their own outcome, of 25.
const ENOUGH: f64 = 20.0;

/// What a claim makes more or less of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    More,
    Less,
}
use Sign::{Less, More};

/// Number of the claim, base, outcome, and what the claim does to it, by the words of its document.
const NAMED: [(u8, &str, &str, Sign); 25] = [
    // Aircraft and drones decided the fight for Kidal.
    (1, "road-to-kidal", "kidal_entered", More),
    // Taking a town is not holding it.
    (2, "after-kidal", "kidal_kept", Less),
    // Whoever has lost the town turns to guerrilla war around it.
    (3, "after-kidal", "kidal_attacks", More),
    // Kidal took effort from the fight against the jihadists.
    (4, "road-to-kidal", "deaths_state_jnim", Less),
    // A common enemy and kin draw CSP and JNIM together.
    (5, "after-kidal", "csp_jnim_close", More),
    // In 2012 the stronger ally pushed the other aside.
    (6, "after-kidal", "csp_jnim_clash", More),
    // The guarantor's exit and its camps brought the war back.
    (7, "road-to-kidal", "open_war", More),
    // An accord that is not carried out feeds rebellion.
    (8, "truce-frays", "war", More),
    // Sovereignty rhetoric makes concessions dear.
    (9, "after-kidal", "signed", Less),
    // Who is called a terrorist finds others who are.
    (10, "after-kidal", "csp_jnim_close", More),
    // A new patron's arms made the junta believe that it could win.
    (11, "road-to-kidal", "open_war", More),
    // War drove the peace-minded out of the coalition.
    (12, "road-to-kidal", "msa_leaves", More),
    // To leave before the battle kept the force whole.
    (13, "road-to-kidal", "csp_strength", More),
    // Mercenaries abuse civilians.
    (14, "after-kidal", "civilian_deaths_wagner", More),
    // Partners under a pact of defence come to help.
    (15, "road-to-kidal", "aes_assistance", More),
    // Each side believes its own toll, and fights on.
    (16, "road-to-kidal", "deaths_state_csp", More),
    // Routes and rents keep armed groups alive.
    (17, "after-kidal", "csp_strength", More),
    // Unrest and defeat bring coups.
    (18, "after-kidal", "coup", More),
    // Without a third party nobody comes to an understanding.
    (19, "after-kidal", "talks_state_csp", Less),
    // Fighting makes the mission leave its camps early, to the army.
    (20, "road-to-kidal", "camps_taken_by_state", More),
    // Looted bases rearm the rebels.
    (21, "after-kidal", "deaths_state_csp", More),
    // Fighters of the beaten drift to their kin elsewhere.
    (22, "after-kidal", "csp_strength", Less),
    // The capital rejects the accord.
    (23, "after-kidal", "accord_revived", Less),
    // Those who are left out spoil what is agreed.
    (24, "after-kidal", "talks_state_csp", Less),
    // Not all of the north is for the rebels.
    (25, "after-kidal", "csp_strength", Less),
];

/// What a world answers to an outcome, as a number: one for yes and for a week that came.
fn number(answer: &Answer) -> Option<f64> {
    match answer {
        Answer::YesNo(yes) => Some(f64::from(u8::from(*yes))),
        Answer::Week(week) => Some(f64::from(u8::from(week.is_some()))),
        Answer::Quantity(amount) => Some(*amount),
        Answer::Category(_) => None,
    }
}

/// The lines: how many claims move their outcome, and each of them.
pub(super) fn lines(ask: Ask) -> Vec<Line> {
    let mut on: BTreeMap<&str, (Study, Vec<Vec<Answer>>)> = BTreeMap::new();
    let mut of_each = Vec::new();
    for (claim, base, outcome, sign) in NAMED {
        let (study, with) = on.entry(base).or_insert_with(|| {
            let study = play::base(base, &[], &[]);
            let all = play::answers(&study, ask);
            (study, all)
        });
        let without = play::answers(&play::base(base, &[&format!("rules.c{claim}=0")], &[]), ask);
        let outcomes = &study.variants[0].outcomes;
        let at = outcomes.iter().position(|o| o.id == outcome).unwrap_or_else(|| panic!("{base} has no {outcome}"));
        let pairs = with.iter().zip(&without).filter_map(|(a, b)| number(&a[at]).zip(number(&b[at])));
        let amount = with.iter().any(|world| matches!(world[at], Answer::Quantity(_)));
        of_each.push(line(claim, (base, outcome, sign), amount, &pairs.collect::<Vec<_>>()));
    }
    let moving = of_each.iter().filter(|line| line.is_met() == Some(true)).count();
    let all = Line::number(
        "claims",
        "claims of 25 that move their own outcome by its least size, with the document's sign",
        Bar::AtLeast(ENOUGH),
        Some(moving as f64),
        None,
    );
    std::iter::once(all).chain(of_each).collect()
}

/// The line of a claim, from what the worlds answer with it and without it.
fn line(claim: u8, (base, outcome, sign): (&str, &str, Sign), amount: bool, pairs: &[(f64, f64)]) -> Line {
    let turned = if sign == More { 1.0 } else { -1.0 };
    let (word, of) =
        (if sign == More { "more" } else { "less" }, if amount { ", as a share of what it is without" } else { "" });
    let what = format!("C{claim}: {word} of `{outcome}` of `{base}` with the claim than without{of}");
    let without = pairs.iter().map(|p| p.1).sum::<f64>() / pairs.len().max(1) as f64;
    let unit = if amount { without.abs() } else { 1.0 };
    let effect = sums::mean(pairs.iter().map(|(on, off)| turned * (on - off)));
    let least = if amount { LEAST.1 } else { LEAST.0 };
    let figure = effect.map(|e| e.value / unit);
    let between = effect.and_then(|e| e.interval).map(|(low, high)| (low / unit, high / unit));
    Line::number(&format!("claim-c{claim}"), &what, Bar::Surely(least), figure, between)
        .and(format!("{} without", super::line::shown(without, !amount)))
}

#[test]
fn every_claim_has_an_outcome_and_moves_it_with_its_sign() {
    let numbers: Vec<u8> = NAMED.iter().map(|named| named.0).collect();
    assert_eq!(numbers, (1..=25).collect::<Vec<u8>>());
    for (_, base, outcome, _) in NAMED {
        let study = play::base(base, &[], &[]);
        assert!(study.variants[0].outcomes.iter().any(|o| o.id == outcome), "{base} has no {outcome}");
    }
    // Of 64 worlds every second one has it with the claim, and none without.
    let pairs: Vec<(f64, f64)> = (0..64).map(|i| (f64::from(u8::from(i % 2 == 0)), 0.0)).collect();
    let met = |sign, pairs: &[(f64, f64)]| line(1, ("b", "o", sign), false, pairs).is_met();
    assert_eq!((met(More, &pairs), met(Less, &pairs)), (Some(true), Some(false)));
    // Numbers: a tenth of what it is without, and no less.
    let by =
        |more: f64| (0..64).map(|i| (100.0 + more + f64::from(i % 3), 100.0 + f64::from(i % 3))).collect::<Vec<_>>();
    let met = |more: f64| line(1, ("b", "o", More), true, &by(more)).is_met();
    assert_eq!((met(11.0), met(9.0)), (Some(true), Some(false)));
    // An effect whose interval holds zero is none.
    let one: Vec<(f64, f64)> = (0..64).map(|i| (if i == 7 { 64.0 } else { 0.0 }, 0.0)).collect();
    assert_eq!(line(1, ("b", "o", More), false, &one).is_met(), Some(false));
}
