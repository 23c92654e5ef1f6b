//! What happened in one world: its operations, and in some thirty lines who took which place, what was signed and what broke, who
//! split, and where most people died.

use super::operations::{self, name};
use crate::{
    domain::{Case, EventKind, Shock},
    history::{Detail, History, Status},
    id::ActorId,
    output::{Asked, manifest::NOT_A_FORECAST},
    study::{Study, Variant},
    world::{COLUMN_REFUSED, Event, WAR_BY_ATTACK, WAR_DECIDED, ledger::Logged},
};
use std::{collections::BTreeMap, fmt::Write as _, path::Path};

/// Most lines about one variant.
const LINES: usize = 32;

/// Shocks that are always worth a line; how much, compared with others.
const TURNS: [(Shock, f64); 9] = [
    (Shock::Coup, 9.0),
    (Shock::Split, 6.0),
    (Shock::LeavesCoalition, 6.0),
    (Shock::JoinsCoalition, 6.0),
    (Shock::MissionEnds, 6.0),
    (Shock::AgreementSigned, 5.0),
    (Shock::AgreementCollapses, 5.0),
    (Shock::LeaderLost, 4.0),
    (Shock::CampCloses, 3.0),
];

/// The same of rules.
const RULES: [(&str, f64); 3] = [(WAR_DECIDED, 8.0), (WAR_BY_ATTACK, 8.0), (COLUMN_REFUSED, 5.0)];

/// From so many deaths on an event is worth a line; so many weigh as much as one point above.
const MANY: f64 = 20.0;

/// Agreements that come and go.
const LESSER: [&str; 2] = ["local_pact", "deal"];

/// Something worth telling.
struct Moment {
    week: u32,
    weight: f64,
    text: String,
}

/// What is printed.
pub(super) fn told(study: &Study, asked: &Asked, histories: &[History], path: &Path) -> String {
    let mut out = String::new();
    for history in histories {
        out += &world(study, asked, history);
    }
    let _ = writeln!(out, "Everything that happened, and why, in {}:", path.display());
    out += "  runs.csv draws.csv actors.csv places.csv ties.csv agreements.csv events.csv causes.csv operations.csv orders.csv\n";
    out + NOT_A_FORECAST + "\n"
}

fn world(study: &Study, asked: &Asked, history: &History) -> String {
    let variant = &study.variants[history.variant];
    let (run, draw) = (history.run, history.run / crate::run::CHANCES_PER_DRAW);
    let (title, name) = (&study.title, &variant.name);
    let mut out = format!("{title}, {name}: world {run} of {} (draw {draw}), seed {}\n", asked.runs, asked.seed);
    if history.status != Status::Ok {
        let _ = writeln!(out, "This run failed ({}): {}", history.status.word(), history.message);
    }
    out.push('\n');
    if let Some(detail) = &history.detail {
        out += &operations::told(&variant.case, detail);
        let mut moments = moments(variant, detail);
        let all = moments.len();
        moments.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.week.cmp(&b.week)).then(a.text.cmp(&b.text)));
        moments.truncate(LINES);
        moments.sort_by(|a, b| a.week.cmp(&b.week).then(b.weight.total_cmp(&a.weight)).then(a.text.cmp(&b.text)));
        for moment in &moments {
            let _ = writeln!(out, "  {}  week {:<4} {}", variant.case.date(moment.week), moment.week, moment.text);
        }
        let rest = all - moments.len();
        if rest > 0 {
            let _ = writeln!(out, "  ... and {rest} lesser turns");
        }
        out.push('\n');
    }
    let outcomes = || variant.outcomes.iter().zip(&history.answers);
    let width = outcomes().map(|(outcome, _)| outcome.id.len()).max().unwrap_or(0);
    for (outcome, answer) in outcomes() {
        let _ = writeln!(out, "  {:width$}  {}", outcome.id, outcome.kind.home().said(answer, &outcome.unit));
    }
    out.push('\n');
    out
}

fn moments(variant: &Variant, detail: &Detail) -> Vec<Moment> {
    let case = &variant.case;
    let mut all = hands(case, detail);
    all.extend(detail.chronicle.ledger.events.iter().filter_map(|logged| turn(case, detail, logged)));
    all
}

/// Places that pass from one side to another.
fn hands(case: &Case, detail: &Detail) -> Vec<Moment> {
    let mut last: BTreeMap<usize, (Option<ActorId>, Option<ActorId>)> = BTreeMap::new();
    let mut all = Vec::new();
    for row in &detail.places {
        let before = last.insert(row.place.index(), (row.bloc, row.holder));
        let Some((bloc, holder)) = before.filter(|(bloc, _)| *bloc != row.bloc) else { continue };
        let place = &case.places[row.place.index()];
        let (now, then) = (name(case, detail, row.holder), name(case, detail, holder));
        let sides = (name(case, detail, bloc), name(case, detail, row.bloc));
        let text = match (row.holder, bloc) {
            // Its holder has left one side for another, or stands alone now.
            (Some(_), Some(_)) if row.holder == holder => {
                format!("{} passes with {now} from {} to {}", place.name, sides.0, sides.1)
            }
            (Some(_), Some(_)) => format!("{now} takes {} from {then}", place.name),
            (Some(_), None) => format!("{now} takes {}", place.name),
            (None, _) => format!("{then} loses {}", place.name),
        };
        all.push(Moment { week: row.week, weight: 3.0 + 6.0 * place.value.high, text });
    }
    all
}

/// An event, if it is a turn or cost many lives.
fn turn(case: &Case, detail: &Detail, logged: &Logged) -> Option<Moment> {
    let event = &logged.event;
    let deaths = f64::from(event.deaths());
    let turn = TURNS.iter().find(|(shock, _)| event.kind == EventKind::Shock(*shock)).map(|(_, weight)| *weight);
    let turn = turn.or_else(|| RULES.iter().find(|(rule, _)| event.rule == *rule).map(|(_, weight)| *weight));
    if turn.is_none() && deaths < MANY {
        return None;
    }
    let pact = event
        .agreement
        .and_then(|id| detail.chronicle.pacts.at(id.index(), logged.week))
        .map_or("agreement", |(_, kind)| kind);
    let weight = turn.map_or(0.0, |weight| if LESSER.contains(&pact) { weight / 4.0 } else { weight });
    let mut text = deed(event, &pact.replace('_', " "), |actor| name(case, detail, actor));
    if let Some(place) = event.place {
        let _ = write!(text, " ({})", case.places[place.index()].name);
    }
    let civilians = f64::from(event.civilian_deaths + event.target_civilian_deaths);
    for (killed, what) in [(deaths - civilians, "fighters"), (civilians, "civilians")] {
        if killed > 0.0 {
            let _ = write!(text, ", {killed} {what} killed");
        }
    }
    Some(Moment { week: logged.week, weight: weight + deaths / MANY, text })
}

/// An event in a few words.
fn deed(event: &Event, pact: &str, name: impl Fn(Option<ActorId>) -> String) -> String {
    let (actor, target) = (name(event.actor), name(event.target));
    match event.kind {
        _ if event.rule == WAR_DECIDED => format!("{actor} goes to war with {target}"),
        _ if event.rule == WAR_BY_ATTACK => format!("{actor} is at war with {target}, having attacked"),
        _ if event.rule == COLUMN_REFUSED => format!("{actor} does not let in the column of {target}"),
        EventKind::Shock(Shock::AgreementSigned) => format!("{actor} and {target} sign: {pact}"),
        EventKind::Shock(Shock::AgreementCollapses) => format!("{pact} of {actor} with {target} collapses"),
        EventKind::Shock(Shock::Split) => format!("{actor} splits"),
        EventKind::Shock(Shock::LeavesCoalition) => format!("{actor} leaves its coalition"),
        EventKind::Shock(Shock::JoinsCoalition) => format!("{actor} joins {target}"),
        EventKind::Shock(Shock::MissionEnds) => format!("{actor} goes home"),
        EventKind::Shock(Shock::LeaderLost) => format!("{actor} loses its leader"),
        _ => {
            let what = event.kind.word().replace('_', " ");
            let by = event.actor.map_or_else(String::new, |_| format!(" by {actor}"));
            let on = event.target.map_or_else(String::new, |_| format!(" on {target}"));
            what + &by + &on
        }
    }
}
