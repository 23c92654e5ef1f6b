//! Faults: what is wrong with a user's input, where, and what would be right.

use std::{collections::BTreeMap, fmt, ops::Range};

/// One thing wrong with the input. All faults of all files are collected before any is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// File as the user knows it, or `--set` and the like for the command line.
    pub file: String,
    /// Line, counted from 1; 0 when the fault concerns the file as a whole.
    pub line: usize,
    /// Byte span within the file, for showing the line; empty when unknown.
    pub span: Range<usize>,
    /// The offending text.
    pub found: String,
    /// What is wrong, as a sentence without a full stop.
    pub message: String,
    /// What would be right: the nearest valid name, the range, the way to save.
    pub help: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        write!(f, ": {}", self.message)?;
        if !self.found.is_empty() {
            write!(f, " (found `{}`)", self.found)?;
        }
        if !self.help.is_empty() {
            write!(f, "; {}", self.help)?;
        }
        Ok(())
    }
}

/// Most faults that are told in one go.
pub const MOST: usize = 1_000;

/// Faults as they are told: by file and line, none twice, and no more than anybody reads.
pub fn told(mut faults: Vec<Fault>) -> Vec<Fault> {
    // By message too, or what every variant says of one cell would not lie side by side.
    let place = |fault: &Fault| (fault.file.clone(), fault.line, fault.span.start, fault.message.clone());
    faults.sort_by_cached_key(place);
    // What is advised may differ: not every variant has the same names.
    faults.dedup_by(|a, b| place(a) == place(b) && a.found == b.found);
    let mut faults = alike(faults);
    if faults.len() > MOST {
        let more = faults.len() - MOST;
        faults.truncate(MOST);
        faults.push(Fault {
            file: faults[MOST - 1].file.clone(),
            line: 0,
            span: 0..0,
            found: String::new(),
            message: format!("and at least {more} faults more, here and in files after it"),
            help: "mend those above first".to_owned(),
        });
    }
    faults
}

/// So many faults of one file that say the same are told one by one.
const FEW: usize = 3;
/// How many lines a message names.
const NAMED: usize = 8;

/// The same faults, where one file has many that say the same, which one slip brings about as a rule: the first, and the lines of the others.
fn alike(faults: Vec<Fault>) -> Vec<Fault> {
    let mut lines: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    // What has no line is told by its own words alone.
    for fault in faults.iter().filter(|fault| fault.line > 0) {
        lines.entry((fault.file.clone(), fault.message.clone())).or_default().push(fault.line);
    }
    let first = |mut fault: Fault| {
        let Some(all) = lines.get_mut(&(fault.file.clone(), fault.message.clone())).filter(|_| fault.line > 0) else {
            return Some(fault);
        };
        if all.len() > FEW {
            let (more, dots) = (all.len() - 1, if all.len() > NAMED + 1 { ", ..." } else { "" });
            let named: Vec<String> = all[1..].iter().take(NAMED).map(ToString::to_string).collect();
            let rest = format!("{more} more are like it, in lines {}{dots}", named.join(", "));
            fault.help = if fault.help.is_empty() { rest } else { format!("{}; {rest}", fault.help) };
            all.clear();
        } else if all.is_empty() {
            return None;
        }
        Some(fault)
    };
    faults.into_iter().filter_map(first).collect()
}

/// Longest names that are compared: what is longer is no misspelling of anything.
const LONGEST: usize = 80;
/// Most names that are compared; of more, those with the same first letter.
const COMPARED: usize = 2_000;

/// The valid name nearest to `found`, if no more than so many letters of it are others.
pub fn near<'a>(
    found: &str,
    valid: impl IntoIterator<Item = &'a str>,
    most: impl Fn(&str) -> usize,
) -> Option<&'a str> {
    let names: Vec<&str> = valid.into_iter().collect();
    let best = names
        .iter()
        .filter(|name| found.len().max(name.len()) <= LONGEST)
        .filter(|name| names.len() <= COMPARED || name.get(..1) == found.get(..1))
        .take(COMPARED)
        .map(|name| (strsim::damerau_levenshtein(found, name), *name))
        .min();
    best.filter(|(distance, name)| *distance <= most(name)).map(|(_, name)| name)
}

/// "did you mean `x`?" for the valid name nearest to `found`, else a short list of the valid ones.
pub fn nearest<'a>(found: &str, valid: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = valid.into_iter().collect();
    match near(found, names.iter().copied(), |name| 1 + name.len().max(found.len()) / 3) {
        Some(name) => format!("did you mean `{name}`?"),
        None if names.is_empty() => String::new(),
        None if names.len() <= 14 => format!("one of {}", names.join(", ")),
        None => format!("one of {}, ... ({} in all)", names[..10].join(", "), names.len()),
    }
}

/// A word as a shell wants it, for commands that a message advises.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./\\:=,+@%".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, nearest, told};

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(nearest("cmaa", ["csp", "cma", "jnim"]), "did you mean `cma`?");
        assert_eq!(nearest("zzzzzz", ["csp", "cma"]), "one of csp, cma");
        assert_eq!(nearest("x", []), "");
        let (long, other) = ("a".repeat(1_000_000), "b".repeat(1_000_000));
        assert!(nearest(&long, [other.as_str(), "csp"]).starts_with("one of"));
    }

    #[test]
    fn nobody_is_told_more_than_a_thousand() {
        let (found, help) = (String::new(), String::new());
        let fault = Fault { file: "x".to_owned(), line: 0, span: 0..0, found, message: "m".to_owned(), help };
        let fault = |line| Fault { line, ..fault.clone() };
        assert_eq!(told(vec![fault(2), fault(1), fault(2)]), [fault(1), fault(2)]);
        let other = Fault { message: "another".to_owned(), ..fault(1) };
        assert_eq!(told([vec![fault(1), other.clone()], vec![fault(1), other.clone()]].concat()), [other, fault(1)]);
        let said = |line: usize| Fault { message: format!("m{line:04}"), ..fault(line) };
        let all = told((1..=1_234).rev().map(said).collect());
        assert_eq!((all.len(), all[0].line), (1_001, 1));
        assert!(all[1_000].message.contains("234 faults more"));
    }

    #[test]
    fn what_many_lines_of_one_file_have_is_told_once() {
        let fault = |file: &str, line: usize, help: &str| Fault {
            file: file.to_owned(),
            line,
            span: 0..0,
            found: format!("0,{line}"),
            message: "a comma".to_owned(),
            help: help.to_owned(),
        };
        let many: Vec<Fault> = (1..=4).map(|line| fault("a", line, "a point")).chain([fault("b", 1, "")]).collect();
        let told = super::told(many);
        assert_eq!(told.len(), 2);
        assert_eq!((told[0].line, told[0].help.as_str()), (1, "a point; 3 more are like it, in lines 2, 3, 4"));
        assert_eq!(super::told((1..=3).map(|line| fault("a", line, "")).collect()).len(), 3);
        let of_words: Vec<Fault> =
            (1..=5).map(|n| Fault { found: format!("w{n}"), ..fault("--what-if", 0, "") }).collect();
        assert_eq!(super::told(of_words).len(), 5, "each has to be named");
        let told = super::told((1..=12).map(|line| fault("a", line, "")).collect());
        assert_eq!(told[0].help, "11 more are like it, in lines 2, 3, 4, 5, 6, 7, 8, 9, ...");
    }
}
