//! Pages of the documentation that are made from the code: `docs/actions.md` and `docs/parameters.md`. A test holds them current.

use crate::{
    domain::{Action, Clause, Posture, action::Aim},
    mechanism::parameters,
    parameter::Parameter,
    week::PHASES,
};
use std::fmt::Write;

/// The page on the causal claims, from which the rules take their names.
const CLAIMS: &str = include_str!("../../../docs/claims.md");

/// `docs/actions.md`.
pub fn actions() -> String {
    let mut text = "# Actions, postures and clauses\n\n\
        Made from the code by `escalade list actions --markdown`; the table itself is `src/domain/action.rs`.\n\n\
        What an actor can choose in a week. `effort` counts hundreds of men for a week, or political acts of medium size; `money` is in\n\
        man-weeks of upkeep; `rung` is the step of the escalation ladder, unless the ladder of the case says otherwise. An action is\n\
        weighed only by actors of a kind that it is open to, and only where what it needs is so; carrying it out is the business of the\n\
        mechanisms ([odd.md](odd.md)).\n\n\
        `chosen as` says how actors come to do it: as a *plan*, an operation that lasts for weeks; by the *posture* of the month on a front;\n\
        as a grave act of the *season*; or as an act of the *week*. A vacated camp is taken by plan where one's men do not stand yet.\n\
        What is planned costs neither effort nor money of the week: it binds its men for as long as it lasts.\n\n"
        .to_owned();
    table(
        &mut text,
        &["action", "meaning", "chosen as", "open to", "aim", "effort", "money", "rung", "needs", "effect"],
    );
    for action in Action::ALL {
        let row = action.row();
        let who: Vec<&str> = row.who.iter().map(|kind| kind.word()).collect();
        let (effort, money, rung) = (row.effort.to_string(), row.money.to_string(), row.rung.to_string());
        let (name, meaning) = (code(action.word()), action.meaning());
        line(
            &mut text,
            &[
                &name,
                meaning,
                action.chosen_as().word(),
                &who.join(", "),
                aim(row.aim),
                &effort,
                &money,
                &rung,
                row.needs,
                row.effect,
            ],
        );
    }
    text.push_str(
        "\n## Postures\n\nWhat an actor does on a front, against one enemy in one region, between operations. It chooses one for each month; who plays an actor\n\
        orders it like an action (`--decisions`, [files.md](files.md)), for the actor and those who belong to it. A posture costs nothing by itself. `blows, times` is\n\
        what it multiplies the rates of everything chosen as *posture* by ([parameters.md](parameters.md)).\n\n",
    );
    let _ = writeln!(text, "Ordered by: {}.\n", super::open_to_postures().join(", "));
    table(&mut text, &["posture", "meaning", "blows, times"]);
    for posture in Posture::ALL {
        let factor = super::factor(*posture);
        let times = if factor == "1" { factor.to_owned() } else { code(factor) };
        line(&mut text, &[&code(posture.word()), posture.meaning(), &times]);
    }
    text.push_str("\n## Clauses\n\nWhat an agreement can oblige to; each clause of an agreement has a weight among the others.\n\n");
    table(&mut text, &["clause", "meaning"]);
    for clause in Clause::ALL {
        line(&mut text, &[&code(clause.word()), clause.meaning()]);
    }
    text
}

/// `docs/parameters.md`.
pub fn all_parameters() -> String {
    let mut text = "# Parameters\n\n\
        Made from the code by `escalade list parameters --markdown`; each number is declared in the file of its mechanism, and nowhere\n\
        else. A draw takes it from its range, evenly (`log`: evenly in the logarithm); `typical` is the value that we would choose if\n\
        there were only one. Outside the bounds a value makes no sense and is a fault. Sources: literature by author and year, `domain`\n\
        with a section for [domain.md](domain.md), `[K]` where we know it from memory and did not check again, `C1` to `C25` for a causal claim\n\
        of the documents ([claims.md](claims.md)); `assumed` means just that.\n\n\
        Change one with `--set decide.rationality=2..4`, or under `[set]` of a scenario or what-if.\n"
        .to_owned();
    let files = PHASES.iter().map(|phase| (phase.name, format!("src/mechanism/{}.rs", phase.name)));
    for (name, file) in std::iter::once(("warfare", "src/warfare.rs".to_owned())).chain(files) {
        let own = |p: &&Parameter| p.address.split('.').next() == Some(name);
        let _ = write!(text, "\n## {name}\n\n`{file}`\n\n");
        table(&mut text, &["address", "meaning", "typical", "range", "bounds", "unit", "source"]);
        for p in parameters().filter(own) {
            let (typical, bounds) = (p.typical.to_string(), format!("{} to {}", p.bounds.0, p.bounds.1));
            line(&mut text, &[&code(p.address), p.meaning.trim(), &typical, &range(p), &bounds, p.unit, p.source]);
        }
    }
    text.push_str(
        "\n## rules\n\nThe causal claims of the documents, each on (1) or off (0); a range such as `0..1` lets half of the draws believe it.\n\n",
    );
    table(&mut text, &["address", "claim"]);
    for (rule, claim) in rules() {
        line(&mut text, &[&code(&format!("rules.{rule}")), &format!("[{claim}](claims.md#{rule})")]);
    }
    text
}

/// The rules and what they claim, from the table of the page on the claims.
fn rules() -> impl Iterator<Item = (&'static str, &'static str)> {
    CLAIMS.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| [`c")?.split(" | ");
        let rule = cells.next()?.split_once("](#")?.1.strip_suffix(')')?;
        Some((rule, cells.next()?))
    })
}

const fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Enemy => "an enemy at a place",
        Aim::Here => "a place where it stands",
        Aim::There => "a place where it could go",
        Aim::Other => "another actor",
        Aim::Coalition => "a coalition",
        Aim::Agreement => "an agreement",
        Aim::Own => "itself",
    }
}

fn range(p: &Parameter) -> String {
    if p.prior.0 == p.prior.1 {
        return "fixed".to_owned();
    }
    format!("{} to {}{}", p.prior.0, p.prior.1, if p.log { " log" } else { "" })
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

fn table(text: &mut String, header: &[&str]) {
    line(text, header);
    let _ = writeln!(text, "|{}", "---|".repeat(header.len()));
}

fn line(text: &mut String, cells: &[&str]) {
    for cell in cells {
        let _ = write!(text, "| {} ", cell.replace('|', "\\|"));
    }
    text.push_str("|\n");
}
