//! The last line of a page that was written here: the SHA-256 of all that stands above it. Where it fits nobody has touched the page.

use super::{html, markdown};
use crate::output::shelf::hex;
use sha2::{Digest, Sha256};

/// How far into a text the mark of a report is looked for.
const START: usize = 4096;
/// Begins the line; a comment both in a page and in Markdown.
const BEGINS: &str = "<!-- sha256 ";
/// Ends it.
const ENDS: &str = " -->\n";

/// What a file is that lies where a report is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A report as it was written.
    Ours,
    /// A report that somebody changed since, or that another version wrote.
    Changed,
    /// Something else.
    Foreign,
}

/// A text with its seal.
pub fn sealed(text: &str) -> String {
    format!("{text}{BEGINS}{}{ENDS}", hex(Sha256::new_with_prefix(text.as_bytes())))
}

/// What a file is, by its bytes.
pub fn found(bytes: &[u8]) -> Found {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(START)]);
    if ![html::MARK, markdown::MARK].iter().any(|mark| start.contains(mark)) {
        return Found::Foreign;
    }
    let length = BEGINS.len() + 64 + ENDS.len();
    let text = bytes.len().checked_sub(length).and_then(|end| std::str::from_utf8(&bytes[..end]).ok());
    if text.is_some_and(|text| sealed(text).as_bytes() == bytes) { Found::Ours } else { Found::Changed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_was_touched_is_told_from_one_that_was_not() {
        let page = sealed(&format!("<html>{}<p>97 %</p></html>\n", html::MARK));
        assert_eq!(found(page.as_bytes()), Found::Ours);
        for changed in [page.replace("97", "79"), page.clone() + "<!-- mine -->\n", page.replace(BEGINS, "")] {
            assert_eq!(found(changed.as_bytes()), Found::Changed, "{changed}");
        }
        assert_eq!(found(b"<p>dear</p>"), Found::Foreign);
        assert_eq!(found(sealed(&format!("# x\n\n{}\n", markdown::MARK)).as_bytes()), Found::Ours);
    }
}
