//! What `run` prints at the end: the outcomes with both ranges, what the what-ifs change, and where the files lie.

use crate::{
    counts::{DifferenceRow, SummaryRow},
    history::Tables,
    output::{Asked, Found, Keep, manifest::NOT_A_FORECAST, shard::Shard},
    stats::Spread,
    study::{Kind, Reading, Sign, Statistic, Study},
    table::places::{Ends, Places},
};
use std::{fmt::Write as _, path::Path};

/// What is printed of a part of an ensemble.
pub(super) fn part(shard: Shard, path: &Path) -> String {
    format!("Part {shard} in {}\nAll {} parts together: escalade merge DIR... --out DIR\n", path.display(), shard.of)
}

/// Everything that is printed.
pub(in crate::cli) fn results(study: &Study, found: &Found, path: &Path) -> String {
    let asked = &found.asked;
    let draws = asked.runs.div_ceil(crate::run::CHANCES_PER_DRAW);
    let mut out = format!("{}. {}\n", study.title, study.question);
    let _ = writeln!(
        out,
        "{} of {}, {} of everything uncertain, seed {}",
        count(asked.runs, "world"),
        count(u64::from(study.weeks), "week"),
        count(draws, "draw"),
        asked.seed
    );
    for ((variant, failed), panicked) in study.variants.iter().zip(&found.failed).zip(&found.panicked) {
        out += &left_out(&variant.name, *failed, *panicked);
    }
    for note in &found.notes {
        let _ = writeln!(out, "note: {note}");
    }
    out += &outcomes(study, &found.summary);
    for variant in 1..study.variants.len() {
        out += &changes(study, variant, &found.differences);
    }
    out += &files(study, asked, path);
    out
}

/// So many of something.
fn count(n: u64, what: &str) -> String {
    format!("{} {what}{}", thousands(n), if n == 1 { "" } else { "s" })
}

/// How many runs of a variant count nowhere, and why.
fn left_out(variant: &str, failed: u64, panicked: u64) -> String {
    if failed == 0 {
        return String::new();
    }
    let ways = [(failed - panicked, "broke a law of the world"), (panicked, "panicked")];
    let ways = ways.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", thousands(*n)));
    let ways = ways.collect::<Vec<_>>().join(", ");
    let (failed, are) = (count(failed, "run"), if failed == 1 { "is" } else { "are" });
    format!("{failed} of {variant} {are} left out of every number: {ways}; runs.csv says when, and the last cause\n")
}

fn files(study: &Study, asked: &Asked, path: &Path) -> String {
    let mut names = vec!["runs.csv", "draws.csv", "summary.csv", "weekly.csv", "shares.csv"];
    names.extend((study.variants.len() > 1).then_some("differences.csv"));
    let mut line = names.join(" ");
    if asked.tables.any() {
        let of_runs = Tables { draws: false, ..asked.tables };
        let end = if asked.gzip { ".gz" } else { "" };
        let tables: Vec<String> = of_runs.names().map(|n| format!("{n}.csv{end}")).collect();
        let which = match asked.keep {
            Keep::First if asked.kept == asked.runs => "of every run".to_owned(),
            Keep::First if asked.kept == 1 => "of the first run".to_owned(),
            Keep::First => format!("of the first {} runs", thousands(asked.kept)),
            Keep::Picked => format!("of {}, picked as kept.csv says", count(asked.kept, "run")),
        };
        let _ = write!(line, "\n  {which}: {}", tables.join(" "));
    }
    format!(
        "\nIn {}:\n  {line}\n  datapackage.json says what every column means\nAgain: {}\n{NOT_A_FORECAST}\n",
        path.display(),
        command(asked, path)
    )
}

/// The command that asks the same again, from where its user stands: the manifest names the inputs from where it lies.
fn command(asked: &Asked, path: &Path) -> String {
    let mut asked = asked.clone();
    let own = asked.scenario.starts_with("inputs/") || asked.request.decisions.is_some();
    if own && path.to_str().is_none() {
        return "no command can name this folder, whose path is not UTF-8; rename it, and manifest.json has the command".to_owned();
    }
    if asked.scenario.starts_with("inputs/") {
        asked.scenario = path.join(asked.scenario).to_string_lossy().into_owned();
    }
    asked.request.decisions = asked.request.decisions.map(|file| path.join(file));
    asked.command()
}

/// The outcomes of the base, by kind.
fn outcomes(study: &Study, summary: &[SummaryRow]) -> String {
    let base: Vec<&SummaryRow> = summary.iter().filter(|row| row.variant == 0).collect();
    let (shares, amounts): (Vec<Kind>, Vec<Kind>) = Kind::ALL.iter().partition(|kind| kind.home().reading().is_share());
    let mut out = String::new();
    for kind in shares.into_iter().chain(amounts) {
        let (title, reading) = (kind.home().title(), kind.home().reading());
        let estimate = if reading.is_share() { "share of worlds" } else { "mean" };
        let of_kind = |row: &&&SummaryRow| study.variants[0].outcomes[row.outcome].kind == kind;
        let mut rows =
            vec![vec![title.to_owned(), estimate.to_owned(), "over assumptions".to_owned(), "sampling".to_owned()]];
        rows[0].extend((reading == Reading::Amount).then(|| "5 to 95 % of worlds".to_owned()));
        let mut last = None;
        for row in base.iter().filter(of_kind).filter(|row| is_shown(row)) {
            let outcome = &study.variants[0].outcomes[row.outcome];
            let name = match (reading, last == Some(row.outcome)) {
                (Reading::Levels, false) => format!("{}: {}", outcome.id, row.level),
                (Reading::Levels, true) => format!("{}  {}", " ".repeat(outcome.id.len()), row.level),
                (Reading::Amount, _) => format!("{} ({})", outcome.id, outcome.unit),
                _ => outcome.id.clone(),
            };
            last = Some(row.outcome);
            let style = Style::of(row.statistic, row.estimate.interval);
            let mut cells = vec![
                format!("  {name}"),
                style.number(row.estimate.value),
                style.spread(row.estimate.spread),
                style.range(row.estimate.interval),
            ];
            cells.extend(row.quantiles.map(|q| style.worlds((q[0], q[2]), row.estimate.interval)));
            rows.push(cells);
        }
        if rows.len() > 1 {
            out.push('\n');
            out += &aligned(&rows);
        }
    }
    out
}

/// Rows that the table shows: probabilities of what happens at all, and means of quantities; the file has the rest.
fn is_shown(row: &SummaryRow) -> bool {
    match row.statistic {
        Statistic::Probability => row.level.is_empty() || row.estimate.value > 0.0,
        Statistic::Mean => true,
        Statistic::RestrictedMean | Statistic::MeanRank => false,
    }
}

/// What one what-if changes, where it expected something.
fn changes(study: &Study, variant: usize, differences: &[DifferenceRow]) -> String {
    let what_if = &study.variants[variant];
    let mut rows = vec![
        ["", "difference", "over assumptions", "sampling", "worlds up, down", "expected", "came out"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for row in differences.iter().filter(|row| row.variant == variant) {
        let Some(expected) = row.expected else { continue };
        let style = Style::of(row.statistic, row.estimate.interval);
        rows.push(vec![
            format!("  {}", what_if.outcomes[row.outcome].id),
            style.signed(row.estimate.value),
            style.spread(row.estimate.spread),
            style.range(row.estimate.interval),
            format!("{}, {}", thousands(row.signs.0), thousands(row.signs.1)),
            expected.word().to_owned(),
            match row.came_out {
                Some(came_out) => came_out.word().replace('_', " "),
                None if expected == Sign::Open => String::new(),
                None => "too few draws".to_owned(),
            },
        ]);
    }
    let mut out =
        format!("\nWhat if: {}. {} ({})\n", what_if.title.trim_end_matches('.'), what_if.question, what_if.name);
    if rows.len() > 1 {
        out += &aligned(&rows);
    }
    out
}

/// How numbers of a row are written: as far as [`Places`] says.
struct Style(Places);

impl Style {
    fn of(statistic: Statistic, interval: Option<(f64, f64)>) -> Self {
        Self(if statistic == Statistic::Probability { Places::percent(interval) } else { Places::of(interval) })
    }

    fn plain(&self, value: f64) -> String {
        let told = self.0.told(value);
        let text = match told.digits.split_once('.') {
            None => grouped(&told.digits),
            Some((whole, rest)) => format!("{}.{rest}", grouped(whole)),
        };
        if told.millions { format!("{text} million") } else { text }
    }

    fn number(&self, value: f64) -> String {
        format!("{}{}", self.plain(value), if self.0.is_percent() { " %" } else { "" })
    }

    fn signed(&self, value: f64) -> String {
        let text = self.number(value);
        let zero = !text.contains(|c: char| c.is_ascii_digit() && c != '0');
        if value > 0.0 && !zero { format!("+{text}") } else { text }
    }

    /// A spread over assumptions; an upper limit is called one.
    fn spread(&self, spread: Option<Spread>) -> String {
        spread.map_or_else(
            || "-".to_owned(),
            |spread| {
                format!("{}{}", if spread.at_most { "within " } else { "" }, self.ends(self.0.spread(spread.ends())))
            },
        )
    }

    /// From the 5 to the 95 % of worlds, beside the interval of their mean.
    fn worlds(&self, range: (f64, f64), mean: Option<(f64, f64)>) -> String {
        self.ends(self.0.worlds(range, mean))
    }

    fn range(&self, range: Option<(f64, f64)>) -> String {
        range.map_or_else(|| "-".to_owned(), |range| self.ends(self.0.range(range)))
    }

    fn ends(&self, ends: Ends) -> String {
        match ends {
            Ends::Alike => "all alike".to_owned(),
            Ends::Mostly(value) => format!("mostly {}", self.number(value)),
            Ends::About(value) => format!("about {}", self.number(value)),
            Ends::Between(low, high) => format!("{} to {}", self.plain(low), self.number(high)),
        }
    }
}

fn thousands(number: u64) -> String {
    grouped(&number.to_string())
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut out = sign.to_owned();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Rows in columns: the first to the left, the others to the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (i, cell) in row.iter().enumerate() {
            let space = " ".repeat(widths[i] - cell.chars().count());
            let _ = if i == 0 { write!(line, "{cell}{space}") } else { write!(line, "  {space}{cell}") };
        }
        out += line.trim_end();
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_the_digits_that_the_interval_supports() {
        let wide = Style::of(Statistic::Probability, Some((0.31, 0.42)));
        assert_eq!(wide.range(Some((0.314, 0.419))), "31 to 42 %");
        // Nine worlds of ten are alike, and the mean says that not all are.
        let rungs = Style::of(Statistic::Mean, Some((1.10, 1.20)));
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.10, 1.20))), "mostly 1.000");
        assert_eq!(rungs.worlds((1.0, 1.0), Some((1.0, 1.0))), "all alike");
        assert_eq!(rungs.worlds((1.0, 2.0), Some((1.10, 1.20))), "1.000 to 2.000");
        let narrow = Style::of(Statistic::Probability, Some((0.031, 0.035)));
        assert_eq!(narrow.number(0.0333), "3.3 %");
        let deaths = Style::of(Statistic::Mean, Some((4310.0, 4520.0)));
        assert_eq!(deaths.number(4412.3), "4,410");
        assert_eq!(deaths.signed(-0.2), "0");
        assert_eq!(Style::of(Statistic::Probability, Some((0.5, 0.7))).number(0.605), "61 %");
        assert_eq!(deaths.signed(1234.0), "+1,230");
        let share = Style::of(Statistic::Mean, Some((0.412, 0.433)));
        assert_eq!(share.number(0.4225), "0.423");
    }

    #[test]
    fn the_terminal_and_the_page_tell_the_same_digits() {
        use crate::report::{number::Digits, text::Lang};
        let values = [
            0.0,
            -0.004,
            0.042,
            0.605,
            0.6049,
            1.0,
            7.25,
            -13.2,
            499.5,
            4412.3,
            12_738.98,
            999_960.0,
            2_449_000.0,
            329_321_052.0,
        ];
        let widths = [0.0, 0.001, 0.0199, 0.02, 0.1, 0.5, 2.0, 7.0, 20.0, 210.0, 4360.0, 9.9e4, 1.2e8];
        let same = |text: String| text.replace("all worlds alike", "all alike").replace(['−', '–'], "-");
        let mut told = 0;
        for value in values {
            for interval in
                widths.map(|width| Some((value - width / 3.0, value + width / 1.5))).into_iter().chain([None])
            {
                for (style, page) in [
                    (Style::of(Statistic::Mean, interval), Digits::of(interval, Lang::En)),
                    (Style::of(Statistic::Probability, interval), Digits::percent(interval, Lang::En)),
                ] {
                    let (low, high) = (value * 0.9, value * 1.1);
                    let at_most = told % 2 == 0;
                    let spread = Some(Spread { low: low.min(high), high: high.max(low), at_most });
                    assert_eq!(style.number(value), same(page.number(value)), "{interval:?}");
                    assert_eq!(style.range(interval), same(page.range(interval)), "{interval:?}");
                    assert_eq!(style.spread(spread), same(page.spread(spread)), "{spread:?} {interval:?}");
                    assert_eq!(style.worlds((value, value), interval), same(page.worlds((value, value), interval)));
                    let difference = style.signed(value);
                    assert_eq!(difference.trim_end_matches(" %"), same(page.signed(value)), "{interval:?}");
                    told += 1;
                }
            }
        }
        assert_eq!(told, 2 * 14 * 14);
    }

    #[test]
    fn what_is_left_out_is_said_with_its_reason() {
        assert_eq!(left_out("base", 0, 0), "");
        let said = left_out("base", 1200, 3);
        assert!(said.starts_with(
            "1,200 runs of base are left out of every number: 1,197 broke a law of the world, 3 panicked;"
        ));
        assert!(!left_out("base", 3, 3).contains("law"));
    }

    #[test]
    fn columns_are_aligned() {
        let rows = [vec!["a".to_owned(), "1".to_owned()], vec!["bé".to_owned(), "100".to_owned()]];
        assert_eq!(aligned(&rows), "a     1\nbé  100\n");
        assert_eq!(grouped("-1234567"), "-1,234,567");
    }
}
