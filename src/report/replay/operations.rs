//! The operations of a replayed world: a row for each in a list that needs no script, and what the script draws of it on the map.

use super::reason::Telling;
use crate::{
    domain::{OperationEnd, OperationKind, OperationStage},
    history::chronicle::{OperationRow, Stood},
    id::ActorId,
    report::{
        draw::{Anchor, Drawing, WIDTH, measure::width},
        names::short,
        number::whole,
        palette::Palette,
        text::{Lang, say, words::word},
    },
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What stands for each kind, around its middle and pointing to the right: no kind is told by its colour alone.
const SHAPES: &[(OperationKind, &str)] = &[
    (OperationKind::Seize, "M-5-5.5 6 0-5 5.5-2 0Z"),
    (OperationKind::Raid, "M0-6 5 0 0 6-5 0Z"),
    (OperationKind::Relieve, "M-2-5.5h4v3.5h3.5v4h-3.5v3.5h-4v-3.5h-3.5v-4h3.5Z"),
    (
        OperationKind::Besiege,
        "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M-2.2 0a2.2 2.2 0 1 1 4.4 0a2.2 2.2 0 1 1-4.4 0",
    ),
    (OperationKind::TakeOver, "M-4.5-4.5h9v9h-9Z"),
    (OperationKind::Clear, "M0-6 1.6-2.8 5.2-3 3.2 0 5.2 3 1.6 2.8 0 6-1.6 2.8-5.2 3-3.2 0-5.2-3-1.6-2.8Z"),
];
/// A shape for a kind that has none of its own.
const ANY: &str = "M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0";
/// What is drawn over the shape of one that achieved what it was for, and of any other that has ended.
const MARKS: [&str; 2] = ["M-4 0-1 4 6-6", "M-5-5 5 5M-5 5 5-5"];

/// Steps between two places of an axis in which the men are shown.
const STEPS: f64 = 10.0;
/// Where the men are.
const MEN: &str = "M0-4.2 3.8 2.8-3.8 2.8Z";
/// In the key: size of letters, height of a line, width of a sample, and what is left free after a word.
const SIZE: f64 = 11.0;
const LINE: f64 = 17.0;
const SAMPLE: f64 = 23.0;
const GAP: f64 = 11.0;

/// The operations that are told: all that were under way at the end of a week.
fn under_way<'a>(telling: &Telling<'a>) -> impl Iterator<Item = &'a OperationRow> {
    telling.detail.chronicle.operations.iter().filter(|row| !row.course.is_empty())
}

/// The kinds of operations that are told of a world.
pub(super) fn kinds(telling: &Telling) -> BTreeSet<OperationKind> {
    under_way(telling).map(|row| row.operation.kind).collect()
}

/// What the cells of an operation say.
pub(super) fn columns(lang: Lang) -> Vec<String> {
    let head = [
        say::PLANNER,
        say::KIND,
        say::OBJECTIVE,
        say::AGAINST,
        say::MEN,
        say::KILLED_OF,
        say::BEGUN,
        say::OVER,
        say::COURSE,
    ];
    head.map(|label| label.to(lang).to_owned()).into()
}

/// The list of a world: the cells of a row for each operation, in the order in which they began.
pub(super) fn list(telling: &Telling) -> Vec<Vec<String>> {
    under_way(telling).map(|row| cells(telling, row)).collect()
}

fn cells(telling: &Telling, row: &OperationRow) -> Vec<String> {
    let (lang, operation) = (telling.stage.lang, &row.operation);
    let number = |value: f64| whole(value.round().max(0.0) as u64, lang);
    let day = |week: u32| telling.stage.weeks.day(week as usize, lang);
    let kind = word(operation.kind.word(), lang);
    let how = row.ended().map(|_| operation.end.map_or_else(String::new, |end| word(end.word(), lang)));
    vec![
        telling.actor(Some(operation.planner), short).unwrap_or_default(),
        if operation.flown { say::BY_AIR.with(lang, &[&kind]) } else { kind },
        telling.place(Some(operation.objective)).unwrap_or_default(),
        telling.actor(operation.target, short).unwrap_or_default(),
        number(operation.men()),
        number(operation.lost),
        day(operation.begun),
        row.ended().map_or_else(String::new, day),
        how.unwrap_or_else(|| say::UNDER_WAY.to(lang).to_owned()),
    ]
}

/// What the script draws of each row of the list: first week, last week (nothing: it does not end), filling, kind, whether it
/// achieved what it was for, whether it flies, axis, and its course: week, stage, how far along the axis (nothing: off it).
pub(super) fn moves(telling: &Telling, palette: &Palette) -> Vec<Value> {
    under_way(telling)
        .map(|row| {
            let operation = &row.operation;
            let axis: Vec<usize> = operation.axis.iter().map(|place| place.index()).collect();
            let at = |at: f64| (at * STEPS).round() as i64;
            let stage = |stood: &Stood| shown(stood, axis.len()) as usize;
            let course: Vec<Value> =
                row.course.iter().map(|stood| json!([stood.week, stage(stood), stood.at.map(at)])).collect();
            let fill = palette.fill(telling.detail.chronicle.name(side(telling, operation.planner, operation.begun)));
            let achieved = u8::from(operation.end == Some(OperationEnd::Achieved));
            let (kind, flown) = (operation.kind as usize, u8::from(operation.flown));
            json!([row.course[0].week, row.ended(), fill, kind, achieved, flown, axis, course])
        })
        .collect()
}

/// The stage that is shown: whoever has come the whole way is at the objective, also while it is still to be taken.
fn shown(stood: &Stood, places: usize) -> OperationStage {
    let arrived = stood.at.is_some_and(|at| at + 1.0 >= places as f64);
    if stood.stage == OperationStage::Advancing && arrived { OperationStage::Holding } else { stood.stage }
}

/// With whom an actor fights at the end of a week: whose colour it has on the map.
fn side(telling: &Telling, actor: ActorId, week: u32) -> ActorId {
    let rows = &telling.detail.actors;
    let from = rows.partition_point(|row| row.week < week);
    let own = rows[from..].iter().take_while(|row| row.week == week).find(|row| row.actor == actor);
    own.map_or(actor, |row| row.bloc)
}

/// What the script says of an operation, and the shapes that it draws.
pub(super) fn words(lang: Lang) -> Value {
    let shapes: Vec<&str> = OperationKind::ALL.iter().map(|kind| shape(*kind)).collect();
    let stages: Vec<String> = OperationStage::WORDS.iter().map(|stage| word(stage, lang)).collect();
    let said =
        [say::AIM_AGAINST, say::MEN_OF, say::SINCE, say::ENDED, say::NAMED, say::BREAK].map(|label| label.to(lang));
    json!({ "shapes": shapes, "marks": MARKS, "men": MEN, "stages": stages, "said": said })
}

fn shape(kind: OperationKind) -> &'static str {
    SHAPES.iter().find(|(known, _)| *known == kind).map_or(ANY, |(_, shape)| shape)
}

/// A sample in the key: the classes and commands of what it shows, around its middle, and what that means.
type Sample = (Vec<(&'static str, &'static str)>, String);

/// A level line, as long as a sample may be.
const LEVEL: &str = "M-9 0H9";

fn samples(kinds: &BTreeSet<OperationKind>, lang: Lang) -> Vec<Sample> {
    let mut all: Vec<Sample> = kinds.iter().map(|kind| (vec![("ob", shape(*kind))], word(kind.word(), lang))).collect();
    if all.is_empty() {
        return all;
    }
    let back = word(OperationStage::Returning.word(), lang);
    all.push((vec![("oc", LEVEL), ("ol", LEVEL)], say::WAY_DONE.to(lang).to_owned()));
    all.push((vec![("oc ahead", LEVEL), ("ol ahead", LEVEL)], say::WAY_AHEAD.to(lang).to_owned()));
    all.push((vec![("oc back", LEVEL), ("ol back", LEVEL)], back));
    all.push((vec![("om", MEN)], say::WAY_MEN.to(lang).to_owned()));
    all.push((vec![("ob gone", ANY), ("ox", MARKS[0])], say::ENDED_WELL.to(lang).to_owned()));
    all.push((vec![("ob gone", ANY), ("ox", MARKS[1])], say::ENDED_ILL.to(lang).to_owned()));
    all
}

/// Draws what lines and the shapes of these kinds mean, below all that the drawing has so far; without a kind there is nothing to tell.
pub(super) fn key(drawing: &mut Drawing, kinds: &BTreeSet<OperationKind>, lang: Lang) {
    let samples = samples(kinds, lang);
    if samples.is_empty() {
        return;
    }
    let (mut x, mut y) = (0.0, drawing.size().1 + LINE / 2.0);
    for (parts, label) in samples {
        let long = SAMPLE + width(&label, SIZE) + GAP;
        if x > 0.0 && x + long > WIDTH {
            (x, y) = (0.0, y + LINE);
        }
        for (class, commands) in parts {
            drawing.shape_at(class, commands, (x + 10.0, y));
        }
        drawing.text("", (x + SAMPLE, y + 4.0), Anchor::Start, &label);
        x += long;
    }
    drawing.taller(y + LINE / 2.0 - drawing.size().1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_shape_of_its_own() {
        let mut shapes: Vec<&str> = OperationKind::ALL.iter().map(|kind| shape(*kind)).collect();
        assert!(!shapes.contains(&ANY));
        shapes.sort_unstable();
        shapes.dedup();
        assert_eq!(shapes.len(), OperationKind::ALL.len());
    }

    #[test]
    fn whoever_has_come_the_whole_way_is_shown_at_the_objective() {
        use OperationStage::{Advancing, Holding, Returning};
        let at = |stage, at| shown(&Stood { week: 3, stage, at }, 3);
        assert_eq!(at(Advancing, Some(1.5)), Advancing);
        assert_eq!(at(Advancing, Some(2.0)), Holding);
        assert_eq!(at(Returning, Some(2.0)), Returning);
        assert_eq!(at(Advancing, None), Advancing);
    }

    #[test]
    fn the_key_tells_the_kinds_that_occur_and_nothing_where_none_does() {
        let drawn = |kinds: &[OperationKind]| {
            let mut drawing = Drawing::new(WIDTH, 100.0);
            key(&mut drawing, &kinds.iter().copied().collect(), Lang::En);
            (drawing.size().1, drawing.inline("k", ""))
        };
        let (height, one) = drawn(&[OperationKind::Besiege]);
        assert!(height > 100.0 && one.contains("siege") && one.contains(say::WAY_AHEAD.en), "{one}");
        assert!(!one.contains("raid") && one.matches("<text").count() == 7, "{one}");
        assert!(!drawn(&[]).1.contains("<text"));
    }
}
