//! The model's own things: actions, mechanisms, parameters, rules.

use super::paragraph;
use crate::{
    domain::{Action, ChosenAs, OperationEnd, OperationKind, OperationStage, Posture, Shock, action::Aim},
    mechanism::{RULES, parameters},
    parameter::Parameter,
    seeds::{Raw, columns::Sheet, values},
    week::PHASES,
};
use std::fmt::Write;

/// Explains what the model calls by this name, if anything.
pub(super) fn explain(raw: &Raw, name: &str, out: &mut String) {
    if let Some(action) = Action::parse(name) {
        explain_action(raw, action, out);
    }
    if let Some(kind) = OperationKind::parse(name) {
        explain_operation(kind, out);
    }
    if let Some(posture) = Posture::parse(name) {
        explain_posture(posture, out);
    }
    if Shock::parse(name).is_some() {
        gap(out);
        let _ = writeln!(out, "{name}: a kind of event that no actor chooses; injects and events.csv can name it");
    }
    if let Some(phase) = PHASES.iter().find(|phase| phase.name == name) {
        gap(out);
        let place = PHASES.iter().position(|p| p.name == name).unwrap_or(0) + 1;
        paragraph(out, "", "  ", &format!("{name}: phase {place} of {} of the week: {}", PHASES.len(), phase.reason));
        let prefix = format!("{name}.");
        parameters().filter(|p| p.address.starts_with(&prefix)).for_each(|p| parameter(p, out));
    }
    if let Some(found) = parameters().find(|p| p.address == name) {
        gap(out);
        parameter(found, out);
    }
    if let Some(number) = rule(name) {
        gap(out);
        let text = format!(
            "{name}: switches the rule of causal claim C{number}; 1 is on (the default), 0 off, a range such as 0..1 lets each draw choose"
        );
        paragraph(out, "", "  ", &text);
        let claim = format!("c{number}");
        if raw.table(Sheet::Claims).with_key(&claim).next().is_some() {
            super::facts::entity(raw, Sheet::Claims, &claim, out);
        }
    }
}

/// Every name that can be explained here.
pub(super) fn names() -> Vec<String> {
    let words = Action::WORDS
        .iter()
        .chain(OperationKind::WORDS)
        .chain(Posture::WORDS)
        .chain(Shock::WORDS)
        .map(|w| (*w).to_owned());
    let phases = PHASES.iter().map(|p| p.name.to_owned());
    let parameters = parameters().map(|p| p.address.to_owned());
    words.chain(phases).chain(parameters).chain((1..=RULES).map(|n| format!("rules.c{n}"))).collect()
}

fn rule(name: &str) -> Option<usize> {
    name.strip_prefix("rules.c")?.parse().ok().filter(|n| (1..=RULES).contains(n))
}

fn gap(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn explain_action(raw: &Raw, action: Action, out: &mut String) {
    gap(out);
    let row = action.row();
    let ladder = raw.table(Sheet::Ladder);
    let on =
        |r: &&crate::seeds::table::Row| values::items(ladder.schema.value(r, "actions")).any(|a| a == action.word());
    let rung = ladder.rows.iter().find(on);
    let rung = rung.map_or_else(
        || format!("{} (of the table of actions)", row.rung),
        |r| format!("{} (\"{}\", on the ladder of the case)", r.text(0), ladder.schema.value(r, "name")),
    );
    let who: Vec<&str> = row.who.iter().map(|kind| kind.word()).collect();
    let _ = writeln!(out, "{}: an action", action.word());
    paragraph(out, "  ", "      ", &format!("open to: {}", who.join(", ")));
    let _ = writeln!(out, "  aimed at: {}", aim(row.aim));
    if action.chosen_as() == ChosenAs::Plan {
        let _ = writeln!(out, "  effort and money: none of the week; its men are bound for as long as it lasts");
    } else {
        let unit = "a hundred men for a week, or one political act of medium size, is 1";
        let _ = writeln!(out, "  effort: {} ({unit})", row.effort);
        let _ = writeln!(out, "  money: {} man-weeks of upkeep", row.money);
    }
    let _ = writeln!(out, "  rung: {rung}");
    let _ = writeln!(out, "  chosen: {}", chosen(action));
    paragraph(out, "  ", "      ", &format!("needs: {}", row.needs));
    paragraph(out, "  ", "      ", &format!("does: {}", row.effect));
}

/// How an action comes about, in words.
fn chosen(action: Action) -> String {
    match action.chosen_as() {
        ChosenAs::Plan => {
            let kind = OperationKind::asked_by(action).map_or("", OperationKind::word);
            format!("as an operation of kind {kind}, planned and carried out for weeks")
        }
        ChosenAs::Posture => "at rates that follow the posture of the month on a front".to_owned(),
        ChosenAs::Season => "as a grave act that is weighed once a season".to_owned(),
        ChosenAs::Week => "as an act that is weighed every week".to_owned(),
    }
}

/// Explains a kind of operation. Some have the name of the action that stands for them.
fn explain_operation(kind: OperationKind, out: &mut String) {
    gap(out);
    let _ = writeln!(out, "{}: a kind of operation, planned and carried out for weeks", kind.word());
    paragraph(out, "  ", "      ", &format!("for: {}", kind.meaning()));
    let asking = Action::ALL.iter().filter(|action| OperationKind::asked_by(**action) == Some(kind));
    let asking: Vec<&str> = asking.map(|action| action.word()).collect();
    let _ = writeln!(out, "  on the ladder and in the table of actions: {}", kind.action().word());
    paragraph(out, "  ", "      ", &format!("asked for by orders: {}", asking.join(", ")));
    let yes = |yes| if yes { "yes" } else { "no" };
    let _ = writeln!(out, "  against an enemy: {}", yes(kind.is_offensive()));
    let _ = writeln!(out, "  those who carry it out mean to stay: {}", yes(kind.stays()));
    let _ = writeln!(out, "  stages: {}", OperationStage::WORDS.join(", "));
    let _ = writeln!(out, "  ends: {}", OperationEnd::WORDS.join(", "));
}

fn explain_posture(posture: Posture, out: &mut String) {
    gap(out);
    let _ = writeln!(out, "{}: a posture, against one enemy in one region, between operations", posture.word());
    let _ = writeln!(out, "  does: {}", posture.meaning());
    let _ = writeln!(out, "  chosen: for a month, by those who have contact; ordered by people who play an actor");
    let address = format!("skirmish.{}", posture.word());
    match parameters().find(|p| p.address == address) {
        Some(found) => parameter(found, out),
        None => out.push_str("  rates of the routine: times 1\n"),
    }
}

/// What an action is aimed at, in words.
pub(crate) fn aim(aim: Aim) -> &'static str {
    match aim {
        Aim::Enemy => "an enemy at a place",
        Aim::Here => "a place where the actor stands",
        Aim::There => "a place that it could go to",
        Aim::Other => "another actor",
        Aim::Coalition => "a coalition",
        Aim::Agreement => "an agreement",
        Aim::Own => "nothing outside the actor itself",
    }
}

fn parameter(parameter: &Parameter, out: &mut String) {
    let Parameter { address, meaning, unit, typical, prior, log, bounds, source } = parameter;
    paragraph(out, "", "  ", &format!("{address}: {}", meaning.trim()));
    let range = if prior.0 == prior.1 {
        format!("{typical} in every draw")
    } else {
        format!("typically {typical}; each draw takes {}..{}{}", prior.0, prior.1, if *log { " log" } else { "" })
    };
    let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
    paragraph(out, "  ", "      ", &format!("value: {range}{unit}; from {} to {} makes sense", bounds.0, bounds.1));
    paragraph(out, "  ", "      ", &format!("source: {source}"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::tables;

    #[test]
    fn every_name_of_the_model_is_explained() {
        let raw = tables("northern-mali").expect("the built-in case has no fault");
        for name in names() {
            let mut out = String::new();
            explain(&raw, &name, &mut out);
            assert!(out.starts_with(&format!("{name}: ")), "{name}: {out}");
        }
    }

    #[test]
    fn operations_are_explained_beside_the_actions_that_ask_for_them() {
        let raw = tables("northern-mali").expect("the built-in case has no fault");
        let mut out = String::new();
        explain(&raw, "seize", &mut out);
        assert!(out.contains("for: Take a place from an enemy") && out.contains("orders: column, assault\n"), "{out}");
        out.clear();
        explain(&raw, "raid", &mut out);
        assert!(out.starts_with("raid: an action\n") && out.contains("\nraid: a kind of operation"), "{out}");
        assert!(out.contains("chosen: as an operation of kind raid"), "{out}");
    }
}
