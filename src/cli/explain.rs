//! `escalade explain`: what is known of something, and where it is written.

mod evidence;
mod facts;
mod model;

use super::Problem;
use crate::{
    fault::{Fault, nearest},
    scenario::{Request, find, here, load, tables},
    seeds::{Raw, at::At, columns::Sheet, values},
};
use clap::Args;
use evidence::Evidence;
use std::fmt::Write;

const EXAMPLES: &str = "Examples:
  escalade explain csp                     all that is known of an actor, by id, alias or name
  escalade explain csp jnim                the ties between two actors, both ways
  escalade explain kidal                   a place: who held it when, its people, roads and forces
  escalade explain algiers_accord          an agreement: parties, clauses, its states over time
  escalade explain c5                      a claim, and every value that rests on it
  escalade explain accord_formal           rival claims, and how many draws take each
  escalade explain assault                 an action: who can do it, what it costs, what it does
  escalade explain seize                   a kind of operation: what it is for, and by which orders it is asked for
  escalade explain decide.rationality      a parameter: meaning, range, source
  escalade explain decide                  a mechanism: its place in the week, its parameters";

/// What `explain` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExplainArgs {
    /// Actor, place, region, agreement, community, force, issue, event, claim, group of rival claims, document, action, kind of operation, mechanism, parameter or rule;
    /// an outcome, an inject or a what-if of the case; or an address, such as ties.csp:jnim.
    name: String,
    /// A second actor: the ties between the two.
    other: Option<String>,
    /// The case: a built-in one, or the path of a folder of seeds; by default that of the folder one stands in, else northern-mali.
    #[arg(long, value_parser = super::name())]
    case: Option<String>,
}

/// Tables whose rows have ids that can be asked for, the likeliest first.
const NAMED: [Sheet; 9] = [
    Sheet::Actors,
    Sheet::Places,
    Sheet::Agreements,
    Sheet::Communities,
    Sheet::Forces,
    Sheet::Issues,
    Sheet::Events,
    Sheet::Claims,
    Sheet::Documents,
];

/// Explains something.
///
/// # Errors
/// An unknown name, with the nearest ones; faults of the case.
pub fn explain(args: &ExplainArgs) -> Result<(), Problem> {
    if [Some(&args.name), args.other.as_ref()].into_iter().flatten().any(|name| name.trim().is_empty()) {
        let help = "for example: escalade explain kidal";
        return Err(vec![At::whole("explain").fault("", "the name is empty", help)].into());
    }
    let cases = if args.case.is_none() { here::cases() } else { Vec::new() };
    // Beside several cases nobody can tell which one is meant.
    let here = if cases.len() == 1 { cases.first().cloned() } else { None };
    let own = here.as_ref().map(|here| here.seeds.clone());
    let case = args.case.clone().or(own).unwrap_or_else(|| CASE.to_owned());
    let raw = tables(&case)?;
    let mut out = String::new();
    if let Some(other) = &args.other {
        let a = find_in(&raw, Sheet::Actors, &args.name).ok_or_else(|| unknown_actor(&raw, &args.name))?;
        let b = find_in(&raw, Sheet::Actors, other).ok_or_else(|| unknown_actor(&raw, other))?;
        facts::pair(&raw, &a, &b, &mut out);
    } else {
        addressed(&raw, &args.name, &mut out);
        for sheet in NAMED {
            if let Some(id) = find_in(&raw, sheet, &args.name) {
                facts::entity(&raw, sheet, &id, &mut out);
            }
        }
        rivals(&raw, &args.name, &mut out);
        facts::region(&raw, &args.name, &mut out);
        model::explain(&raw, &args.name, &mut out);
    }
    if out.is_empty() && args.other.is_none() {
        asked(&args.name, &bases(&case, here), &mut out);
    }
    if out.is_empty() {
        let mut faults = unknown(&raw, &args.name);
        let others: Vec<&str> = cases.iter().map(|other| other.seeds.as_str()).collect();
        let others = if others.len() > 1 { format!(": {}", others.join(", ")) } else { String::new() };
        let help = format!("; this is the case {case}, --case names another{others}");
        faults.iter_mut().for_each(|fault| fault.help.push_str(&help));
        return Err(faults.into());
    }
    super::print(&out)
}

/// What an address names, as pages and tables print it: `forces.army_kidal`, `ties.csp:jnim`, with or without a column.
fn addressed(raw: &Raw, name: &str, out: &mut String) {
    let Some((sheet, rest)) = name.split_once('.').and_then(|(sheet, rest)| Some((Sheet::parse(sheet)?, rest))) else {
        return;
    };
    let key = rest.split_once('.').map_or(rest, |(key, _)| key);
    match key.split_once(':') {
        Some((a, b)) if sheet == Sheet::Ties => {
            if let (Some(a), Some(b)) = (find_in(raw, Sheet::Actors, a), find_in(raw, Sheet::Actors, b)) {
                facts::pair(raw, &a, &b, out);
            }
        }
        _ if NAMED.contains(&sheet) && raw.table(sheet).with_key(key).next().is_some() => {
            facts::entity(raw, sheet, key, out);
        }
        _ => {}
    }
}

/// The case where nothing else is said.
const CASE: &str = "northern-mali";

/// The bases of a case, as `load` finds them.
fn bases(case: &str, here: Option<here::Own>) -> Vec<String> {
    let built_in = find::built_in().into_iter().filter(|(own, _)| own == case);
    here.map_or_else(|| built_in.map(|(case, base)| format!("{case}/{base}")).collect(), |here| here.bases)
}

/// Outcomes and what-ifs of this name: what they ask, and what was expected.
fn asked(name: &str, bases: &[String], out: &mut String) {
    for base in bases {
        // A base with faults is for `check` to tell.
        let request = Request { what_ifs: vec!["all".to_owned()], ..Request::default() };
        let Ok(study) = load(base, &request) else { continue };
        for outcome in study.variants[0].outcomes.iter().filter(|outcome| outcome.id == name) {
            let kind = outcome.kind.word();
            let _ = writeln!(out, "{name}, outcome of {}, of kind {kind}\n  {}", study.name, outcome.question);
            for variant in &study.variants[1..] {
                for (_, sign) in variant.expects.iter().filter(|(id, _)| id == name) {
                    let _ = writeln!(out, "  expected of {}: {}", variant.name, sign.word());
                }
            }
        }
        for variant in &study.variants {
            let of_base = study.variants[0].injects.iter().any(|inject| inject.id == name);
            let is_base = variant.name == "base";
            let whose = if is_base { String::new() } else { format!(", what-if {}", variant.name) };
            for inject in variant.injects.iter().filter(|inject| inject.id == name && (is_base || !of_base)) {
                let what = facts::inject(&variant.case, inject);
                let _ = writeln!(out, "{name}, inject of {}{whose}\n  {what}", study.name);
            }
        }
        for variant in study.variants[1..].iter().filter(|variant| variant.name == name) {
            let _ = writeln!(out, "{name}, what-if of {}: {}\n  {}", study.name, variant.title, variant.question);
            for (id, sign) in &variant.expects {
                let _ = writeln!(out, "  expected of {id}: {}", sign.word());
            }
        }
    }
}

/// The id of a row by its id, alias or name.
fn find_in(raw: &Raw, sheet: Sheet, name: &str) -> Option<String> {
    let table = raw.table(sheet);
    let by = |is: &dyn Fn(&crate::seeds::table::Row) -> bool| {
        table.rows.iter().find(|row| is(row)).map(|row| row.text(0).to_owned())
    };
    let like = |text: &str| text.eq_ignore_ascii_case(name);
    by(&|row| row.text(0) == name)
        .or_else(|| by(&|row| values::items(table.schema.value(row, "aliases")).any(like)))
        .or_else(|| by(&|row| like(table.schema.value(row, "name"))))
}

fn unknown(raw: &Raw, name: &str) -> Vec<Fault> {
    let mut names: Vec<String> = NAMED.iter().flat_map(|sheet| all_names(raw, *sheet)).collect();
    names.extend(model::names());
    names.extend(groups(raw).map(str::to_owned));
    let places = raw.table(Sheet::Places);
    names.extend(places.rows.iter().map(|row| places.schema.value(row, "region").to_owned()));
    names.sort();
    names.dedup();
    let help = nearest(&name.to_lowercase(), names.iter().map(String::as_str));
    vec![At::whole("explain").fault(name, "nothing has this name", help)]
}

/// Names of groups of rival claims.
fn groups(raw: &Raw) -> impl Iterator<Item = &str> {
    let claims = raw.table(Sheet::Claims);
    claims.rows.iter().map(|row| claims.schema.value(row, "alternative")).filter(|name| !name.is_empty())
}

/// A group of rival claims: each of them, with the share of draws that takes it.
fn rivals(raw: &Raw, name: &str, out: &mut String) {
    let claims = raw.table(Sheet::Claims);
    let rows: Vec<_> = claims.rows.iter().filter(|r| claims.schema.value(r, "alternative") == name).collect();
    if name.is_empty() || rows.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    let _ = writeln!(out, "{name}: {} claims that contradict each other; each draw takes one", rows.len());
    for row in rows {
        facts::entity(raw, Sheet::Claims, row.text(0), out);
    }
}

fn unknown_actor(raw: &Raw, name: &str) -> Vec<Fault> {
    let names = all_names(raw, Sheet::Actors);
    let help = nearest(name, names.iter().map(String::as_str));
    vec![At::whole("explain").fault(name, "no actor has this name", help)]
}

fn all_names(raw: &Raw, sheet: Sheet) -> Vec<String> {
    let table = raw.table(sheet);
    let of = |row: &crate::seeds::table::Row| {
        let aliases = values::items(table.schema.value(row, "aliases")).map(str::to_owned);
        std::iter::once(row.text(0).to_owned()).chain(aliases).collect::<Vec<_>>()
    };
    table.rows.iter().flat_map(of).collect()
}

/// Adds a paragraph, broken at blanks, its lines after the first moved in.
fn paragraph(out: &mut String, first: &str, rest: &str, text: &str) {
    const WIDTH: usize = 100;
    let mut line = first.to_owned();
    let mut length = line.chars().count();
    let mut empty = true;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        if !empty && length + 1 + size > WIDTH {
            let _ = writeln!(out, "{}", line.trim_end());
            rest.clone_into(&mut line);
            length = rest.chars().count();
            empty = true;
        }
        if !empty {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += size;
        empty = false;
    }
    let _ = writeln!(out, "{}", line.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn explained(name: &str) -> String {
        let raw = tables("northern-mali").expect("the built-in case has no fault");
        let mut out = String::new();
        for sheet in NAMED {
            if let Some(id) = find_in(&raw, sheet, name) {
                facts::entity(&raw, sheet, &id, &mut out);
            }
        }
        out
    }

    #[test]
    fn aliases_lead_to_the_same_actor() {
        assert_eq!(explained("gsim"), explained("jnim"));
        assert!(explained("CSP-PSD").contains("memberships.cma:csp"));
    }

    #[test]
    fn every_actor_place_and_agreement_is_shown_with_evidence() {
        let raw = tables("northern-mali").expect("the built-in case has no fault");
        for sheet in [Sheet::Actors, Sheet::Places, Sheet::Agreements] {
            for row in &raw.table(sheet).rows {
                let mut out = String::new();
                facts::entity(&raw, sheet, row.text(0), &mut out);
                assert!(out.contains("What it rests on"), "{}", row.text(0));
            }
        }
    }

    #[test]
    fn a_group_of_rival_claims_is_known_by_its_name() {
        let raw = tables("northern-mali").expect("the built-in case has no fault");
        let mut out = String::new();
        rivals(&raw, "accord_formal", &mut out);
        assert!(out.starts_with("accord_formal: ") && out.matches("of the draws").count() >= 2, "{out}");
        assert!(unknown(&raw, "accord_forml")[0].to_string().contains("accord_formal"));
    }

    #[test]
    fn all_rows_of_an_agreement_are_shown_with_their_dates() {
        let text = explained("algiers_accord");
        assert!(text.contains("until 2023-11-14") && text.contains("from 2023-11-14"));
        assert!(text.contains("rivals"), "{text}");
    }
}
