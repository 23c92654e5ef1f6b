//! The replays on the page: controls and pictures that a script moves, and every event and operation in a list that needs none.

use crate::report::{
    document::Table,
    draw::escape,
    replay::{Tape, World},
    text::{Lang, say},
};
use std::fmt::Write;

/// The script of the page.
pub(super) const SCRIPT: &str = include_str!("../assets/replay.js");

/// Writes the replays.
pub(super) fn write(tape: &Tape, lang: Lang, out: &mut String) {
    out.push_str("<div id=\"player\" class=\"player\" hidden>");
    controls(tape, lang, out);
    let _ = write!(
        out,
        "<div class=\"figures stage\"><figure><figcaption id=\"rm-t\">{}</figcaption>{}",
        escape(say::MAPS.to(lang)),
        tape.map.inline("rm", say::REPLAY_MAP.to(lang))
    );
    let any = tape.worlds.iter().any(|world| !world.operations.is_empty());
    if any {
        let _ = write!(out, "<p class=\"note\">{}</p>", escape(say::OPERATIONS_NOTE.to(lang)));
    }
    let _ = write!(
        out,
        "</figure><div><h3 id=\"ro-t\">{}</h3><p id=\"ro-n\" class=\"note\">{}</p>\
         <ol id=\"ro-l\" class=\"ops\" aria-labelledby=\"ro-t\"{}></ol></div><figure><figcaption id=\"rn-t\">{}</figcaption>\
         <svg class=\"chart\" id=\"rn\" viewBox=\"0 0 440 330\" role=\"img\" aria-labelledby=\"rn-t\"></svg></figure></div>",
        escape(say::OPERATIONS_NOW.to(lang)),
        escape(say::OPERATIONS_NONE.to(lang)),
        if any { "" } else { " hidden" },
        escape(say::NETWORK.to(lang))
    );
    let _ = write!(
        out,
        "<figure><figcaption id=\"rt-t\">{0}</figcaption><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"{0}\">\
         <svg class=\"chart lanes\" id=\"rt\" role=\"img\" aria-labelledby=\"rt-t\"></svg></div><p class=\"note\">{1}</p></figure>",
        escape(say::TIMELINE.to(lang)),
        escape(say::TIMELINE_NOTE.to(lang))
    );
    let _ = write!(
        out,
        "<h3>{}</h3><div id=\"r-now\" class=\"now\" aria-live=\"polite\" data-none=\"{}\"></div></div>",
        escape(say::THIS_WEEK.to(lang)),
        escape(say::NOTHING_YET.to(lang))
    );
    let _ = write!(out, "<p id=\"r-still\">{}</p>", escape(say::NO_SCRIPT.to(lang)));
    for (i, world) in tape.worlds.iter().enumerate() {
        list(i, world, tape, lang, out);
    }
    let _ =
        write!(out, "<script type=\"application/json\" id=\"tape\">{}</script><script>{}</script>", tape.data, SCRIPT);
}

fn controls(tape: &Tape, lang: Lang, out: &mut String) {
    let last = tape.weeks.len().saturating_sub(1);
    let _ = write!(out, "<div class=\"controls\"><label>{} <select id=\"r-world\">", escape(say::WORLD.to(lang)));
    for (i, world) in tape.worlds.iter().enumerate() {
        let _ = write!(out, "<option value=\"{i}\">{}</option>", escape(&world.title));
    }
    let _ = write!(
        out,
        "</select></label><button type=\"button\" id=\"r-play\" data-play=\"{0}\" data-pause=\"{1}\">{0}</button>\
         <label class=\"slide\">{2} <output id=\"r-date\" for=\"r-week\"></output>\
         <input type=\"range\" id=\"r-week\" min=\"0\" max=\"{last}\" value=\"0\" step=\"1\"></label></div>",
        escape(say::PLAY.to(lang)),
        escape(say::PAUSE.to(lang)),
        escape(say::WEEK_OF.to(lang))
    );
}

/// The events and the operations of one world.
fn list(i: usize, world: &World, tape: &Tape, lang: Lang, out: &mut String) {
    let _ = write!(
        out,
        "<details class=\"more\"><summary>{}</summary><ol class=\"events\" id=\"ev-{i}\">",
        escape(&say::EVENTS_OF.with(lang, &[&world.title]))
    );
    for event in &world.events {
        let date = tape.weeks.get(event.week).map_or("", String::as_str);
        let lane = event.lane.map_or_else(String::new, |l| format!(" data-l={l}"));
        let _ = write!(out, "<li data-w={}{lane}><b>{}</b> {}", event.week, escape(date), escape(&event.what));
        let _ = write!(out, "<span class=\"why\">{}</span>", escape(&event.why));
        if !event.claims.is_empty() {
            let _ =
                write!(out, "<span class=\"why\">{} {}</span>", escape(say::BEHIND_IT.to(lang)), escape(&event.claims));
        }
    }
    out.push_str("</ol></details>");
    if world.operations.is_empty() {
        return;
    }
    let title = escape(&say::OPERATIONS_OF.with(lang, &[&world.title]));
    let _ = write!(out, "<details class=\"more\"><summary id=\"op-{i}-t\">{title}</summary>");
    super::write_table(
        &format!(" id=\"op-{i}\" aria-labelledby=\"op-{i}-t\">"),
        &Table::of_operations(tape, world),
        out,
    );
    out.push_str("</details>");
}
