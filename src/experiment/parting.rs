//! The weeks in which two variants part: where the lines of `weekly.csv` leave each other, and where they lie farthest apart.
//!
//! Up to the first thing that differs, world *k* of either is the same; so lines of means are the same to the last digit up to then. How far lines lie apart is
//! measured by the range of worlds: `|b - a| / (q95 - q05)` of A in that week, the largest over weeks.

use super::paired::Side;
use crate::{
    counts::WeekNumbers,
    fault::Fault,
    report::read::{opened, rows},
    table::Table,
};
use std::collections::BTreeMap;

/// A line of either variant.
#[derive(Clone, Debug, PartialEq)]
pub struct Parting {
    /// Its name in `weekly.csv`.
    pub series: String,
    /// Unit.
    pub unit: String,
    /// The first week in which the means differ.
    pub first: u32,
    /// The week in which they lie farthest apart.
    pub most: u32,
    /// The mean of A in that week, and that of B.
    pub then: (f64, f64),
    /// Their distance there, in ranges from the 5 to the 95 % of worlds of A; nothing where all worlds of A are alike.
    pub ranges: Option<f64>,
}

/// Lines of one variant by name: the unit, and by week the mean and the range of worlds.
type Lines = BTreeMap<String, (String, Vec<(f64, f64)>)>;

/// Every line that parts, the first that does first; those that part in one week by how far. The lines of both must be over the same worlds, or they
/// differ without a cause.
///
/// # Errors
/// What is wrong with a folder.
pub fn partings(a: Side, b: Side) -> Result<Vec<Parting>, Vec<Fault>> {
    let (first, second) = (lines(a)?, lines(b)?);
    let mut found: Vec<Parting> =
        first.iter().filter_map(|(name, (unit, weeks))| parting(name, unit, weeks, &second.get(name)?.1)).collect();
    let far = |parting: &Parting| parting.ranges.unwrap_or(0.0);
    found.sort_by(|x, y| x.first.cmp(&y.first).then(far(y).total_cmp(&far(x))).then_with(|| x.series.cmp(&y.series)));
    Ok(found)
}

/// Where two lines part, if they do.
fn parting(name: &str, unit: &str, a: &[(f64, f64)], b: &[(f64, f64)]) -> Option<Parting> {
    let differ = |week: &usize| a[*week].0 != b[*week].0;
    let weeks = || 0..a.len().min(b.len());
    let first = weeks().find(differ)?;
    let far = |week: &usize| {
        let (apart, range) = ((b[*week].0 - a[*week].0).abs(), a[*week].1);
        if range > 0.0 { apart / range } else { 0.0 }
    };
    // Of equals the first.
    let most = weeks().filter(differ).max_by(|x, y| far(x).total_cmp(&far(y)).then(y.cmp(x)))?;
    Some(Parting {
        series: name.to_owned(),
        unit: unit.to_owned(),
        first: first as u32,
        most: most as u32,
        then: (a[most].0, b[most].0),
        ranges: Some(far(&most)).filter(|far| *far > 0.0),
    })
}

fn lines(side: Side) -> Result<Lines, Vec<Fault>> {
    let name = side.of.study.variants[side.variant].name.as_bytes();
    let open = |name: &str| opened(&side.of.dir, name);
    let mut all = Lines::new();
    let read = rows::each(&open, &side.of.manifest, &WeekNumbers::layout(), |row| {
        if row.bytes("variant") != name {
            return Ok(());
        }
        let series = row.text("series")?;
        if !all.contains_key(series) {
            all.insert(series.to_owned(), (row.text("unit")?.to_owned(), Vec::new()));
        }
        if let Some((_, weeks)) = all.get_mut(series) {
            if weeks.len() != rows::week(row, &side.of.manifest)? {
                return Err(row.wrong("week", "a week is missing before this row, or comes twice"));
            }
            weeks.push((row.number("mean")?, row.number("q95")? - row.number("q05")?));
        }
        Ok(())
    });
    read.map_err(|fault| vec![fault])?;
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_part_where_their_means_first_differ() {
        let a = [(1.0, 2.0), (2.0, 2.0), (3.0, 4.0), (4.0, 0.0)];
        let b = [(1.0, 2.0), (3.0, 2.0), (6.0, 4.0), (9.0, 3.0)];
        let found = parting("deaths", "people", &a, &b).unwrap();
        // By half a range in week 1, by three quarters of one in week 2; in week 3 the worlds of A are alike.
        assert_eq!((found.first, found.most, found.then, found.ranges), (1, 2, (3.0, 6.0), Some(0.75)));
        assert_eq!(parting("deaths", "people", &a, &a), None);
        let alike = parting("x", "", &[(1.0, 0.0)], &[(2.0, 0.0)]).unwrap();
        assert_eq!((alike.first, alike.ranges), (0, None));
    }
}
