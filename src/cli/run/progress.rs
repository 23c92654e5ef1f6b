//! How far an ensemble has come, on a terminal. Into pipes and files nothing is said.

use indicatif::{ProgressBar, ProgressStyle};
use std::ops::Range;

/// A bar with rate and time left.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A bar for some of the runs of so many variants.
    pub(super) fn new(runs: Range<u64>, variants: usize, quiet: bool) -> Self {
        let variants = variants as u64;
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(runs.end * variants) };
        let style = ProgressStyle::with_template("{wide_bar} {human_pos} of {human_len} runs  {per_sec}  {eta} left");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_position(runs.start * variants);
        bar.reset_eta();
        Self { bar }
    }

    /// One run more.
    pub(super) fn step(&self) {
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
