//! What a run of the command asked, apart from what cannot change a result, and the command that repeats it.

use super::{excel::Excel, until::Until};
#[cfg(feature = "cli")]
use crate::chance::MAX_SEED;
use crate::{ensemble::Plan, fault::quoted, history::Tables, scenario::Request};
use serde::{Deserialize, Serialize};

/// The seed when nobody names one.
#[cfg(feature = "cli")]
const SEED: u64 = 1;
/// Most runs: beyond this the numbers of files and the patience of users end.
#[cfg(feature = "cli")]
pub const MOST_RUNS: u64 = 100_000_000;

/// What a run of the command asked, apart from what cannot change a result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Scenario: a built-in name, or the name of the file.
    #[cfg_attr(feature = "cli", arg(skip))]
    pub scenario: String,
    /// Number that fixes chance: the same seed gives the same files.
    #[cfg_attr(feature = "cli", arg(long, default_value_t = SEED, value_parser = clap::value_parser!(u64).range(0..=MAX_SEED)))]
    pub seed: u64,
    /// Runs of each variant; two share a draw of everything uncertain, and after 32 each of the sixteen scrambles of the draws has one more.
    #[cfg_attr(feature = "cli", arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=MOST_RUNS)))]
    pub runs: u64,
    /// How narrow an interval was to become, where that decided the number of runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", arg(skip))]
    pub until: Option<Until>,
    /// What was asked of the scenario.
    #[serde(flatten)]
    #[cfg_attr(feature = "cli", command(flatten))]
    pub request: Request,
    /// Tables of single runs: all, none, or a list of actors, places, ties, agreements, events, causes,
    /// operations, orders; and draws, so that draws.csv has the draws of all runs and not of the first 10,000 only.
    #[cfg_attr(feature = "cli", arg(long, value_name = "LIST", default_value = "none", value_parser = Tables::parse))]
    pub tables: Tables,
    /// How many runs have rows in those tables: a number, or all.
    #[cfg_attr(feature = "cli", arg(long = "keep-runs", value_name = "N", requires = "tables", default_value_t = KEPT, value_parser = kept))]
    pub kept: u64,
    /// Which runs these are: picked (typical, extreme and random ones, chosen when all are known; kept.csv says why), or first
    /// (a sample that nobody chose: take it to count in these tables).
    #[serde(default, skip_serializing_if = "Keep::is_first")]
    #[cfg_attr(feature = "cli", arg(long, value_name = "WHICH", requires = "tables", default_value = "picked", value_parser = Keep::parse))]
    pub keep: Keep,
    /// Copies of the tables for Excel, in the folder excel: comma (Excel in English) or semicolon (in French and most others).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", arg(long, value_name = "SEPARATOR", num_args = 0..=1, require_equals = true, default_missing_value = "comma", value_parser = Excel::parse))]
    pub excel: Option<Excel>,
    /// Copies of all tables as Parquet, in the folder parquet (only where the program was built with the feature parquet).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "cli", arg(long))]
    pub parquet: bool,
    /// Pack the tables of single runs: .csv.gz instead of .csv.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "cli", arg(long, requires = "tables"))]
    pub gzip: bool,
}

/// How many runs keep tables unless somebody says otherwise.
pub const KEPT: u64 = 50;

/// Which runs keep tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The first, which are as random as any others.
    #[default]
    First,
    /// Typical, extreme and random ones, picked when all are known.
    Picked,
}

impl Keep {
    #[cfg(feature = "cli")]
    fn parse(text: &str) -> Result<Self, String> {
        match text {
            "first" => Ok(Self::First),
            "picked" => Ok(Self::Picked),
            _ => Err("first or picked".to_owned()),
        }
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_first(&self) -> bool {
        *self == Self::First
    }
}

/// How many runs keep tables, or all of them.
#[cfg(feature = "cli")]
fn kept(text: &str) -> Result<u64, String> {
    match text {
        "all" => Ok(u64::MAX),
        number => {
            number.parse().ok().filter(|runs| *runs > 0).ok_or_else(|| "a whole number above zero, or `all`".to_owned())
        }
    }
}

impl Asked {
    /// How the ensemble is played on so many threads.
    pub const fn plan(&self, threads: usize) -> Plan {
        // Those that are picked are played again at the end.
        let kept = if matches!(self.keep, Keep::First) { self.kept } else { 0 };
        Plan { seed: self.seed, runs: self.runs, kept, tables: self.tables, threads }
    }

    /// The command that repeats the ensemble.
    pub fn command(&self) -> String {
        let mut words = vec!["escalade run".to_owned(), quoted(&self.scenario)];
        words.push(format!("--seed {}", self.seed));
        words.push(self.until.as_ref().map_or_else(|| format!("--runs {}", self.runs), Until::words));
        let Request { weeks, what_ifs, sets, decisions } = &self.request;
        words.extend(weeks.map(|weeks| format!("--weeks {weeks}")));
        words.extend(what_ifs.iter().map(|name| format!("--what-if {}", quoted(name))));
        words.extend(sets.iter().map(|set| format!("--set {}", quoted(set))));
        words.extend(decisions.iter().map(|file| format!("--decisions {}", quoted(&file.to_string_lossy()))));
        if self.tables != Tables::default() {
            let names: Vec<&str> = self.tables.names().collect();
            let names = if self.tables == Tables::ALL { "all".to_owned() } else { names.join(",") };
            words.push(format!("--tables {names}"));
        }
        if self.tables.any() {
            let kept = if self.kept >= self.runs { "all".to_owned() } else { self.kept.to_string() };
            if self.kept != KEPT.min(self.runs) {
                words.push(format!("--keep-runs {kept}"));
            }
            words.extend((self.keep == Keep::First && self.kept < self.runs).then(|| "--keep first".to_owned()));
            words.extend(self.gzip.then(|| "--gzip".to_owned()));
        }
        words.extend(self.parquet.then(|| "--parquet".to_owned()));
        words.extend(self.excel.map(|excel| format!("--excel={}", excel.word())));
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_repeats_what_was_asked() {
        let mut asked = Asked {
            scenario: "northern-mali/after-kidal".to_owned(),
            seed: 7,
            runs: 200,
            kept: 50,
            ..Asked::default()
        };
        assert_eq!(asked.command(), "escalade run northern-mali/after-kidal --seed 7 --runs 200");
        asked.request.what_ifs = vec!["all".to_owned()];
        asked.request.sets = vec!["actors.csp.cohesion=0.2 .. 0.4".to_owned()];
        asked.tables = Tables::ALL;
        asked.kept = 3;
        let before = "escalade run northern-mali/after-kidal --seed 7 --runs 200 --what-if all \
                      --set 'actors.csp.cohesion=0.2 .. 0.4' --tables all --keep-runs";
        assert_eq!(asked.command(), format!("{before} 3 --keep first"));
        asked.keep = Keep::Picked;
        assert_eq!(asked.command(), format!("{before} 3"));
        (asked.kept, asked.keep) = (200, Keep::First);
        assert_eq!(asked.command(), format!("{before} all"));
        asked.request.sets.clear();
        // The draws of all runs are no table of single runs, of which some are kept.
        let draws = Asked { runs: 20_000, tables: Tables::parse("draws").unwrap(), kept: 0, ..asked };
        assert!(draws.command().ends_with("--runs 20000 --what-if all --tables draws"), "{}", draws.command());
    }

    #[test]
    fn a_manifest_has_the_question_among_the_other_keys_and_no_key_that_is_unknown() {
        let request = Request { weeks: Some(4), sets: vec!["a=1".to_owned()], ..Request::default() };
        let asked = Asked { runs: 8, request, ..Asked::default() };
        let text = serde_json::to_string(&asked).unwrap();
        let begin = r#"{"scenario":"","seed":0,"runs":8,"weeks":4,"what_ifs":[],"sets":["a=1"],"tables":"#;
        assert!(text.starts_with(begin), "{text}");
        let read = |text: &str| serde_json::from_str::<Asked>(text);
        assert_eq!(read(&text).unwrap(), asked);
        for (key, other) in [("weeks", "week"), ("gzip", "zip"), ("runs", "run")] {
            let text = serde_json::to_string(&Asked { gzip: true, ..asked.clone() }).unwrap();
            let wrong = text.replacen(&format!("{key:?}"), &format!("{other:?}"), 1);
            assert!(read(&wrong).unwrap_err().to_string().contains(other), "{wrong}");
        }
    }
}
