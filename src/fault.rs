//! Faults: what is wrong with a user's input, where, and what would be right.

use std::{fmt, ops::Range};

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

/// "did you mean `x`?" for the valid name nearest to `found`, else a short list of the valid ones.
pub fn nearest<'a>(found: &str, valid: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = valid.into_iter().collect();
    let best = names
        .iter()
        .map(|name| (strsim::damerau_levenshtein(found, name), *name))
        .min()
        .filter(|(distance, name)| *distance <= 1 + name.len().max(found.len()) / 3);
    match best {
        Some((_, name)) => format!("did you mean `{name}`?"),
        None if names.is_empty() => String::new(),
        None if names.len() <= 14 => format!("one of {}", names.join(", ")),
        None => format!("one of {}, ... ({} in all)", names[..10].join(", "), names.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_offered() {
        assert_eq!(nearest("cmaa", ["csp", "cma", "jnim"]), "did you mean `cma`?");
        assert_eq!(nearest("zzzzzz", ["csp", "cma"]), "one of csp, cma");
        assert_eq!(nearest("x", []), "");
    }
}
