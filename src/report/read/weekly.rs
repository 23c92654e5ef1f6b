//! `weekly.csv`: lines over time with their quantiles.

use super::Reader;
use crate::{fault::Fault, output::Manifest};
use std::path::Path;

/// Mean and quantiles (5, 25, 50, 75, 95) of one week.
pub type Numbers = [f32; 6];

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
    pub(super) fn read(folder: &Path, manifest: &Manifest) -> Result<Self, Fault> {
        let wanted = ["variant", "week", "series", "unit", "mean", "q05", "q25", "q50", "q75", "q95"];
        let mut reader = Reader::open(folder, manifest, "weekly.csv", &wanted)?;
        let mut all = Self::default();
        let mut at = 0;
        while reader.advance()? {
            let (variant, week) = (reader.variant(0, manifest)?, reader.week(1, manifest)?);
            let name = reader.bytes(2);
            // Rows of one week follow the same order as those of the last, so the next series is nearly always the one meant.
            if all.series.get(at).is_none_or(|s| s.name.as_bytes() != name) {
                at = all.series.iter().position(|s| s.name.as_bytes() == name).unwrap_or(all.series.len());
            }
            if at == all.series.len() {
                let numbers = vec![Vec::new(); manifest.variants.len()];
                let (name, unit) = (reader.text(2)?.to_owned(), reader.text(3)?.to_owned());
                all.series.push(Series { name, unit, numbers });
            }
            let mut numbers = [0.0; 6];
            for (i, number) in numbers.iter_mut().enumerate() {
                *number = reader.number(4 + i)? as f32;
            }
            let weeks = &mut all.series[at].numbers[variant];
            if weeks.len() != week {
                return Err(reader.wrong(1, "a week is missing before this row, or comes twice"));
            }
            weeks.push(numbers);
            at += 1;
        }
        Ok(all)
    }

    /// A line by name.
    pub fn named(&self, name: &str) -> Option<&Series> {
        self.series.iter().find(|s| s.name == name)
    }
}
