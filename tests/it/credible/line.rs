//! A line: one thing by which the model is judged, with its figure, its bar and the verdict.

use escalade::inside::stats::Estimate;

/// Fewest worlds of which a share is taken.
const FEWEST: u64 = 8;

/// What a figure has to be. Ends belong to it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Bar {
    /// Between the two.
    From(f64, f64),
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
    /// This or more, and an interval that is above zero.
    Surely(f64),
    /// One of so many.
    Never,
}

/// What was found.
#[derive(Clone, Debug)]
pub(super) enum Figure {
    /// A share, with its interval.
    Share(Estimate),
    /// A number, with its interval where there is one.
    Number(f64, Option<(f64, f64)>),
    /// Nothing, and why.
    Nothing(String),
}

/// A line of the table.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Short name: explanations are found by it.
    pub(super) id: String,
    /// What is judged, with its unit.
    pub(super) what: String,
    /// The bar.
    pub(super) bar: Bar,
    /// Whether figure and bar are shares, to be read in hundredths.
    share: bool,
    /// The figure.
    pub(super) figure: Figure,
    /// What more there is to say of the figure.
    pub(super) more: String,
}

impl Line {
    /// A line by a share of worlds, battles or whatever it says.
    pub(super) fn share(id: &str, what: &str, bar: Bar, share: Option<Estimate>) -> Self {
        let figure = match share {
            Some(share) if share.n >= FEWEST => Figure::Share(share),
            Some(share) => Figure::Nothing(format!("it arose in too few worlds ({})", share.n)),
            None => Figure::Nothing("it never arose".to_owned()),
        };
        let more = share.filter(|s| s.n >= FEWEST).map(|s| format!("of {}", s.n)).unwrap_or_default();
        Self { id: id.to_owned(), what: what.to_owned(), bar, share: true, figure, more }
    }

    /// A line by a mean over worlds.
    pub(super) fn mean(id: &str, what: &str, bar: Bar, mean: Option<Estimate>) -> Self {
        Self::number(id, what, bar, mean.map(|m| m.value), mean.and_then(|m| m.interval))
    }

    /// A line by a number.
    pub(super) fn number(id: &str, what: &str, bar: Bar, value: Option<f64>, between: Option<(f64, f64)>) -> Self {
        let figure = value
            .filter(|x| x.is_finite())
            .map_or_else(|| Figure::Nothing("it never arose".to_owned()), |x| Figure::Number(x, between));
        Self { id: id.to_owned(), what: what.to_owned(), bar, share: false, figure, more: String::new() }
    }

    /// A line that is not measured here.
    pub(super) fn nothing(id: &str, what: &str, bar: Bar, why: &str) -> Self {
        let figure = Figure::Nothing(why.to_owned());
        Self { id: id.to_owned(), what: what.to_owned(), bar, share: false, figure, more: String::new() }
    }

    /// The same line with more said of its figure.
    pub(super) fn and(mut self, more: impl Into<String>) -> Self {
        let more = more.into();
        self.more = if self.more.is_empty() { more } else { format!("{}; {more}", self.more) };
        self
    }

    fn value(&self) -> Option<f64> {
        match &self.figure {
            Figure::Share(share) => Some(share.value),
            Figure::Number(x, _) => Some(*x),
            Figure::Nothing(_) => None,
        }
    }

    /// Whether the figure is what it has to be; nothing where it was not measured.
    pub(super) fn is_met(&self) -> Option<bool> {
        let x = self.value()?;
        Some(match self.bar {
            Bar::From(low, high) => (low..=high).contains(&x),
            Bar::AtMost(most) => x <= most,
            Bar::AtLeast(least) => x >= least,
            Bar::Surely(least) => {
                let sure = matches!(self.figure, Figure::Number(_, Some((low, _))) if low > 0.0);
                x >= least && sure
            }
            Bar::Never => x == 0.0,
        })
    }

    /// The cells of its row.
    pub(super) fn cells(&self) -> [String; 5] {
        let share = self.share;
        let mut figure = match &self.figure {
            Figure::Share(s) => with(s.value, s.interval, true),
            Figure::Number(x, between) => with(*x, *between, false),
            Figure::Nothing(_) => String::new(),
        };
        if !figure.is_empty() && !self.more.is_empty() {
            figure.push_str(", ");
        }
        figure.push_str(&self.more);
        let of = |x| shown(x, share);
        let bar = match self.bar {
            Bar::From(low, high) => format!("{} to {}", of(low), of(high)),
            Bar::AtMost(most) => format!("at most {}", of(most)),
            Bar::AtLeast(least) => format!("at least {}", of(least)),
            Bar::Surely(least) => format!("at least {}, surely above 0", of(least)),
            Bar::Never => "none".to_owned(),
        };
        let verdict = match (&self.figure, self.is_met()) {
            (Figure::Nothing(why), _) => format!("not measured: {why}"),
            (_, Some(true)) => "met".to_owned(),
            _ => "**missed**".to_owned(),
        };
        [format!("`{}`", self.id), self.what.clone(), figure, bar, verdict]
    }
}

/// A number with its interval.
fn with(x: f64, between: Option<(f64, f64)>, share: bool) -> String {
    let interval = between.map(|(low, high)| format!(" ({} to {})", shown(low, share), shown(high, share)));
    format!("{}{}", shown(x, share), interval.unwrap_or_default())
}

/// A number as people read it: shares of a hundred, others to two digits behind the point or none.
pub(super) fn shown(x: f64, share: bool) -> String {
    let x = if share { 100.0 * x } else { x };
    let digits = match x.abs() {
        a if a >= 100.0 || a == a.trunc() => 0,
        a if a >= 10.0 || share && a >= 0.1 => 1,
        a if a >= 0.1 => 2,
        _ => 3,
    };
    let text = format!("{x:.digits$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    if share { format!("{text} %") } else { text }
}

#[test]
fn a_line_says_whether_its_bar_is_met() {
    let line = |bar, x| Line::number("x", "x", bar, Some(x), None);
    assert_eq!(line(Bar::From(0.25, 0.65), 0.25).is_met(), Some(true));
    assert_eq!(line(Bar::AtMost(0.5), 0.51).is_met(), Some(false));
    assert_eq!(line(Bar::AtLeast(2.0), 1.0).cells()[3..], ["at least 2", "**missed**"]);
    assert_eq!(line(Bar::Never, 0.0).cells()[2..], ["0", "none", "met"]);
    let none = Line::number("x", "x", Bar::AtMost(1.0), Some(f64::NAN), None);
    assert_eq!((none.is_met(), none.cells()[4].as_str()), (None, "not measured: it never arose"));
    let half = super::sums::share((0..16).map(|i| Some(i % 2 == 0)));
    let half = Line::share("x", "x", Bar::From(0.25, 0.65), half);
    assert!(half.cells()[2].starts_with("50 % (") && half.cells()[2].ends_with(" %), of 16"), "{:?}", half.cells());
    assert_eq!(half.cells()[3..], ["25 % to 65 %", "met"]);
}
