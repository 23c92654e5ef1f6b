//! What was recorded: UCDP's events of January 2020 to December 2023, counted (`record/README.md` says how).

use super::force::Side;

const WEEKS: &str = include_str!("record/weeks.csv");
const PAIRS: &str = include_str!("record/pairs.csv");

/// How much higher UCDP's own totals are than those of the events counted here.
pub(super) const INCOMPLETE: f64 = 1.17;

/// Regions with a column of their own.
pub(super) const REGIONS: [&str; 9] =
    ["Gao", "Kayes", "Kidal", "Koulikoro", "Menaka", "Mopti", "Segou", "Sikasso", "Tombouctou"];

/// Recorded events a week in some regions; of none of them, of all.
pub(super) fn weeks(names: &[&str]) -> Vec<f64> {
    let mut lines = WEEKS.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    let among = |i: usize| i > 0 && (names.is_empty() || names.contains(&header[i]));
    let sum = |line: &str| {
        line.split(',').enumerate().filter(|(i, _)| among(*i)).map(|(_, n)| n.parse::<f64>().unwrap()).sum()
    };
    lines.map(sum).collect()
}

/// Recorded events and deaths of a pair of sides in a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pair {
    pub(super) name: &'static str,
    pub(super) sides: (Side, Side),
    pub(super) events: f64,
    pub(super) deaths: f64,
}

/// The pairs of a window with at least twenty recorded events.
pub(super) fn pairs(window: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    for line in PAIRS.lines().skip(1) {
        let cells: Vec<&'static str> = line.split(',').collect();
        let (a, b) = cells[1].split_once(':').unwrap();
        let (a, b) = (Side::named(a), Side::named(b));
        let (events, deaths): (f64, f64) = (cells[2].parse().unwrap(), cells[3].parse().unwrap());
        if cells[0] == window && events >= 20.0 {
            found.push(Pair { name: cells[1], sides: (a.min(b), a.max(b)), events, deaths });
        }
    }
    found
}

#[test]
fn the_record_is_the_one_that_the_bars_were_set_on() {
    for (name, expected) in
        [("Kidal", 1.01), ("Tombouctou", 1.21), ("Gao", 1.50), ("Menaka", 3.02), ("Mopti", 1.68), ("Segou", 1.77)]
    {
        let found = super::sums::dispersion(&weeks(&[name])).unwrap();
        assert!((found - expected).abs() < 0.01, "{name}: {found}");
    }
    assert!((super::sums::dispersion(&weeks(&[])).unwrap() - 2.23).abs() < 0.01);
    assert_eq!(weeks(&[]).len(), 187);
    assert_eq!(pairs("autumn-2023").len(), 3, "state and JNIM, state and CSP, state and civilians");
    assert_eq!(pairs("2020-2023").len(), 9);
}
