//! Steps through one world week by week, changes a decision on the way, and compares with the same world left alone.
//!
//! `cargo run --release --example decision`

#![allow(clippy::print_stdout, reason = "an example shows what it found")]

use escalade::{Action, Command, Decree, Game, Request, Runner, Study, load};
use std::fmt::Write;

/// The week in which people take over.
const WEEK: u32 = 10;

fn main() -> Result<(), String> {
    print!("{}", told()?);
    Ok(())
}

/// Deaths in both worlds, every tenth week.
pub(crate) fn told() -> Result<String, String> {
    let study = load("tolmarra/winter-road", &Request::default()).map_err(|faults| faults[0].to_string())?;
    let mut runner = Runner::new(&study, 0, 1);
    let (mut alone, mut played) = (runner.begin(0), runner.begin(0));
    let talks = talks(&study).ok_or("the case has no such actor")?;
    let mut lines = String::new();
    while !played.is_over() {
        let mut decrees = Vec::new();
        if played.week() == WEEK {
            // The council offers talks, and from now on its guard does only what somebody tells it: nothing.
            decrees.push(talks);
            let guard = study.variants[0].case.actor("guard").ok_or("the case has no guard")?;
            played.take_seat(guard);
        }
        alone.step(&[]).map_err(|halt| halt.to_string())?;
        played.step(&decrees).map_err(|halt| halt.to_string())?;
        if played.week() % 10 == 0 {
            let (week, without, with) = (alone.week(), deaths(&alone), deaths(&played));
            writeln!(lines, "week {week}: {without} deaths, {with} with talks").map_err(|error| error.to_string())?;
        }
    }
    Ok(lines)
}

/// The council offers talks to the front.
fn talks(study: &Study) -> Option<Decree> {
    let case = &study.variants[0].case;
    let (actor, target) = (case.actor("council")?, case.actor("front"));
    let command = Command::Act { action: Action::OfferTalks, target, place: None, agreement: None };
    Some(Decree { actor, command })
}

fn deaths(game: &Game<&Study>) -> u64 {
    let totals = &game.world().totals;
    totals.fighter_deaths + totals.civilian_deaths
}
