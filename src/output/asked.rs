//! What a run of the command asked, apart from what cannot change a result, and the command that repeats it.

use super::{excel::Excel, until::Until};
use crate::{ensemble::Plan, fault::quoted, history::Tables};
use serde::{Deserialize, Serialize};

/// What a run of the command asked, apart from what cannot change a result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Scenario: a built-in name, or the name of the file.
    pub scenario: String,
    /// Seed.
    pub seed: u64,
    /// Runs of each variant; with `until`, how many it took.
    pub runs: u64,
    /// How narrow an interval was to become, where that decided the number of runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// Horizon, where it was not the scenario's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u32>,
    /// What-ifs as asked.
    pub what_ifs: Vec<String>,
    /// Settings, `KEY=VALUE`.
    pub sets: Vec<String>,
    /// Name of the decisions file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decisions: Option<String>,
    /// Tables of single runs.
    pub tables: Tables,
    /// How many runs keep them; 0 = none.
    pub kept: u64,
    /// Which.
    #[serde(default, skip_serializing_if = "Keep::is_first")]
    pub keep: Keep,
    /// For which Excel there are copies of the other tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excel: Option<Excel>,
    /// Whether there are copies of all tables as Parquet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub parquet: bool,
    /// Whether the tables of single runs are packed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
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
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks so")]
    fn is_first(&self) -> bool {
        *self == Self::First
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
        words.extend(self.weeks.map(|weeks| format!("--weeks {weeks}")));
        words.extend(self.what_ifs.iter().map(|name| format!("--what-if {}", quoted(name))));
        words.extend(self.sets.iter().map(|set| format!("--set {}", quoted(set))));
        words.extend(self.decisions.iter().map(|file| format!("--decisions {}", quoted(file))));
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
        asked.what_ifs = vec!["all".to_owned()];
        asked.sets = vec!["actors.csp.cohesion=0.2 .. 0.4".to_owned()];
        asked.tables = Tables::ALL;
        asked.kept = 3;
        let before = "escalade run northern-mali/after-kidal --seed 7 --runs 200 --what-if all \
                      --set 'actors.csp.cohesion=0.2 .. 0.4' --tables all --keep-runs";
        assert_eq!(asked.command(), format!("{before} 3 --keep first"));
        asked.keep = Keep::Picked;
        assert_eq!(asked.command(), format!("{before} 3"));
        (asked.kept, asked.keep) = (200, Keep::First);
        assert_eq!(asked.command(), format!("{before} all"));
        // The draws of all runs are no table of single runs, of which some are kept.
        let draws = Asked { runs: 20_000, tables: Tables::parse("draws").unwrap(), kept: 0, sets: Vec::new(), ..asked };
        assert!(draws.command().ends_with("--runs 20000 --what-if all --tables draws"), "{}", draws.command());
    }
}
