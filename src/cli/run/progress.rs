//! How far an ensemble has come, on a terminal. Into pipes and files nothing is said.

use crate::{counts::Counts, output::until::Target, study::Study};
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt::Write;

/// A bar with rate, time left, and the number that is watched.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    watched: Target,
}

impl Progress {
    /// A bar, or none.
    pub(super) fn new(watched: Target, quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(0) };
        let template = "{wide_bar} {human_pos} of {human_len} runs  {rate} a second  {eta} left{msg}";
        if let Ok(style) = ProgressStyle::with_template(template) {
            let rate = |state: &ProgressState, out: &mut dyn Write| {
                let _ = write!(out, "{:.0}", state.per_sec());
            };
            bar.set_style(style.with_key("rate", rate));
        }
        Self { bar, watched }
    }

    /// Says how many runs are to come.
    pub(super) fn aim(&self, runs: u64) {
        self.bar.inc_length(runs);
    }

    /// One run more.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Shows what is known by now of the number that is watched.
    pub(super) fn show(&self, study: &Study, counts: &Counts) {
        if self.bar.is_hidden() {
            return;
        }
        // Of a category, the likeliest level.
        let found = self.watched.estimates(counts).into_iter().reduce(|a, b| if b.value > a.value { b } else { a });
        if let (Some(found), Some(outcome)) = (found, study.variants[0].outcomes.get(self.watched.outcome)) {
            let is_share = outcome.kind.home().reading().is_share();
            let number = |x: f64| if is_share { format!("{:.1}", 100.0 * x) } else { format!("{x:.4}") };
            let unit = if is_share { " %" } else { "" };
            let within = found.interval.map_or_else(String::new, |(l, h)| format!(" ± {}", number((h - l) / 2.0)));
            self.bar.set_message(format!("  {} {}{within}{unit}", self.watched.name(study), number(found.value)));
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
