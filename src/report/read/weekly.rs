//! `weekly.csv`: lines over time with their quantiles.

use super::rows::{self, Open};
use crate::{counts::WeekNumbers, fault::Fault, output::Manifest, table::Table};

/// Mean and quantiles (5, 25, 50, 75, 95) of one week.
pub type Numbers = [f32; 6];

/// Their columns.
const COLUMNS: [&str; 6] = ["mean", "q05", "q25", "q50", "q75", "q95"];

/// One line.
#[derive(Clone, Debug)]
pub struct Series {
    /// Name in the file.
    pub name: String,
    /// Unit.
    pub unit: String,
    /// Numbers by variant and week; empty where the variant lacks it.
    pub numbers: Vec<Vec<Numbers>>,
}

/// All lines.
#[derive(Clone, Debug, Default)]
pub struct Weekly {
    /// In the order of the file.
    pub series: Vec<Series>,
}

impl Weekly {
    pub(super) fn read(open: &Open<'_>, manifest: &Manifest) -> Result<Self, Fault> {
        let mut all = Self::default();
        let mut at = 0;
        rows::each(open, manifest, &WeekNumbers::layout(), |row| {
            let (variant, week) = (rows::variant(row, manifest)?, rows::week(row, manifest)?);
            let name = row.bytes("series");
            // Rows of one week follow the same order as those of the last, so the next series is nearly always the one meant.
            if all.series.get(at).is_none_or(|s| s.name.as_bytes() != name) {
                at = all.series.iter().position(|s| s.name.as_bytes() == name).unwrap_or(all.series.len());
            }
            if at == all.series.len() {
                let numbers = vec![Vec::new(); manifest.variants.len()];
                let (name, unit) = (row.text("series")?.to_owned(), row.text("unit")?.to_owned());
                all.series.push(Series { name, unit, numbers });
            }
            let weeks = &mut all.series[at].numbers[variant];
            if weeks.len() != week {
                return Err(row.wrong("week", "a week is missing before this row, or comes twice"));
            }
            let mut numbers = [0.0; 6];
            for (number, column) in numbers.iter_mut().zip(COLUMNS) {
                *number = row.number(column)? as f32;
            }
            weeks.push(numbers);
            at += 1;
            Ok(())
        })?;
        Ok(all)
    }

    /// A line by name.
    pub fn named(&self, name: &str) -> Option<&Series> {
        self.series.iter().find(|s| s.name == name)
    }
}
