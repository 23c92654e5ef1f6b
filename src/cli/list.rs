//! `escalade list`: what there is to choose from.

mod markdown;

use super::Problem;
use crate::{
    domain::{Action, ActorKind, Posture},
    mechanism::{RULES, parameters},
    scenario::{Request, find, here, load},
    seeds::{at::At, files::built_in_cases},
    study::Study,
};
use clap::{Args, ValueEnum};
use comfy_table::{ColumnConstraint, ContentArrangement, Table};
use std::fmt::Write;

const EXAMPLES: &str = "Examples:
  escalade list                            cases, scenarios and what-ifs
  escalade list outcomes                   what the built-in scenario asks of every run
  escalade list what-ifs road-to-kidal
  escalade list parameters                 every number of the model with its range and source
  escalade list parameters --markdown      the same as docs/parameters.md has it";

/// What `list` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ListArgs {
    /// What to list.
    what: Option<What>,
    /// Scenario whose what-ifs or outcomes are listed; by default the first one of the folder one stands in, else after-kidal.
    #[arg(value_parser = super::name())]
    scenario: Option<String>,
    /// Print actions or parameters as the page of the documentation that describes them.
    #[arg(long)]
    markdown: bool,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum What {
    Cases,
    Scenarios,
    #[value(name = "what-ifs")]
    Patches,
    Outcomes,
    Actions,
    Parameters,
}

/// Lists things.
///
/// # Errors
/// Faults of the scenario.
pub fn list(args: &ListArgs) -> Result<(), Problem> {
    if let (Some(what), Some(found)) = (args.what, &args.scenario)
        && !matches!(what, What::Patches | What::Outcomes)
    {
        let help = "a scenario is named for its what-ifs and its outcomes alone: leave it out";
        return Err(vec![At::whole("SCENARIO").fault(found, "this list is the same for every scenario", help)].into());
    }
    let own: Vec<String> = here::cases().into_iter().flat_map(|here| here.bases).collect();
    let scenario = args.scenario.as_ref().or(own.first()).map_or(SCENARIO, String::as_str);
    let text = match args.what {
        Some(What::Actions) if args.markdown => markdown::actions(),
        Some(What::Parameters) if args.markdown => markdown::all_parameters(),
        _ if args.markdown => {
            return Err(Problem::Other("--markdown is for `list actions` and `list parameters`".to_owned()));
        }
        None => {
            let what_ifs = what_ifs(&study(scenario)?);
            format!("{}\n{}\n{what_ifs}", cases(), scenarios(&own)?)
        }
        Some(What::Cases) => cases(),
        Some(What::Scenarios) => scenarios(&own)?,
        Some(What::Patches) => what_ifs(&study(scenario)?),
        Some(What::Outcomes) => outcomes(&study(scenario)?),
        Some(What::Actions) => actions(),
        Some(What::Parameters) => all_parameters(),
    };
    super::print(&text)
}

/// The scenario where nothing else is said.
const SCENARIO: &str = "northern-mali/after-kidal";

fn study(scenario: &str) -> Result<Study, Problem> {
    Ok(load(scenario, &Request { what_ifs: vec!["all".to_owned()], ..Request::default() })?)
}

/// Signs of a line.
const WIDTH: usize = 110;

fn table<const N: usize>(header: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut table = Table::new();
    table.load_style(comfy_table::TableStyle::default());
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(WIDTH as u16);
    table.set_header(header.map(str::to_owned).to_vec());
    let mut longest = 0;
    rows.into_iter().for_each(|row| {
        longest = longest.max(row[0].chars().count());
        table.add_row(row.to_vec());
    });
    // Names and paths are there to be copied: they stay in one piece, and the others get room beside them.
    if N > 1 && longest > WIDTH / 2 {
        table.set_width((longest + WIDTH / 2) as u16);
    }
    if let Some(first) = table.column_mut(0) {
        first.set_constraint(ColumnConstraint::ContentWidth);
    }
    format!("{table}\n")
}

fn cases() -> String {
    table(["case"], built_in_cases().into_iter().map(|case| [case]))
}

fn scenarios(own: &[String]) -> Result<String, Problem> {
    let mut rows = Vec::new();
    let built_in = find::built_in().into_iter().map(|(case, base)| format!("{case}/{base}"));
    for name in own.iter().cloned().chain(built_in) {
        let study = load(&name, &Request::default())?;
        let start = study.variants.first().map(|base| base.case.start.to_string()).unwrap_or_default();
        rows.push([name, start, study.weeks.to_string(), study.question]);
    }
    Ok(table(["scenario", "start", "weeks", "question"], rows))
}

fn what_ifs(study: &Study) -> String {
    let rows = study.variants.iter().skip(1).map(|v| [v.name.clone(), v.question.clone()]);
    table([&format!("what-if of {}", study.name), "question"], rows)
}

fn outcomes(study: &Study) -> String {
    let all = study.variants.first().map(|base| base.outcomes.as_slice()).unwrap_or_default();
    let rows = all.iter().map(|o| [o.id.clone(), o.kind.word().to_owned(), o.unit.clone(), o.question.clone()]);
    table(["outcome", "kind", "unit", "question"], rows)
}

fn actions() -> String {
    let rows = Action::ALL.iter().map(|action| {
        let row = action.row();
        let who: Vec<&str> = row.who.iter().map(|kind| kind.word()).collect();
        [action.word().to_owned(), row.rung.to_string(), row.effort.to_string(), who.join(" "), row.effect.to_owned()]
    });
    let postures = Posture::ALL.iter().map(|posture| {
        [
            posture.word().to_owned(),
            factor(*posture).to_owned(),
            open_to_postures().join(" "),
            posture.meaning().to_owned(),
        ]
    });
    let actions = table(["action", "rung", "effort", "open to", "effect"], rows);
    format!("{actions}\n{}", table(["posture", "blows, times", "ordered by", "meaning"], postures))
}

/// By how much a posture multiplies the rates of the routine: a parameter, or a number.
const fn factor(posture: Posture) -> &'static str {
    match posture {
        Posture::Quiet => "skirmish.quiet",
        Posture::Guard => "1",
        Posture::Harass => "skirmish.harass",
        Posture::Press => "skirmish.press",
    }
}

/// The kinds of actors that can order a posture.
fn open_to_postures() -> Vec<&'static str> {
    ActorKind::ALL.iter().filter(|kind| Posture::is_open_to(**kind)).map(|kind| kind.word()).collect()
}

fn all_parameters() -> String {
    let rows = parameters().map(|p| {
        let range = if p.prior.0 == p.prior.1 {
            String::new()
        } else {
            format!("{}..{}{}", p.prior.0, p.prior.1, if p.log { " log" } else { "" })
        };
        let meaning = p.meaning.trim().to_owned();
        [p.address.to_owned(), p.typical.to_string(), range, p.unit.to_owned(), meaning, p.source.to_owned()]
    });
    let mut text = table(["parameter", "typical", "range", "unit", "meaning", "source"], rows);
    let _ = writeln!(text, "\nrules.c1 to rules.c{RULES}: the causal claims of the documents, each 1 (on) or 0 (off)");
    text
}
