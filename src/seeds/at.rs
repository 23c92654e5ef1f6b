//! Where a text stands: file, line and bytes, so that every fault can point at it.

use crate::fault::Fault;
use std::{borrow::Cow, ops::Range, sync::Arc};

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At {
    /// File as the user knows it.
    pub file: Arc<str>,
    /// Line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// Bytes within the file.
    pub span: Range<usize>,
}

impl At {
    /// A file as a whole, or something that is no file, such as `--set`.
    pub fn whole(file: &str) -> Self {
        Self { file: Arc::from(file), line: 0, span: 0..0 }
    }

    /// A fault here.
    pub fn fault(&self, found: &str, message: impl Into<String>, help: impl Into<String>) -> Fault {
        Fault {
            file: self.file.to_string(),
            line: self.line,
            span: self.span.clone(),
            found: clipped(found),
            message: message.into(),
            help: help.into(),
        }
    }
}

/// A text short enough for a message.
pub(super) fn clipped(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST { text.to_owned() } else { text.chars().take(LONGEST).chain(['…']).collect() }
}

/// A text whose lines all end with LF or CRLF, as long as it was: old programs on the Mac end them with CR alone.
pub fn with_line_ends(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_alone = |i: usize| bytes[i] == b'\r' && bytes.get(i + 1) != Some(&b'\n');
    if !(0..bytes.len()).any(is_alone) {
        return text.into();
    }
    let sign = |(i, sign): (usize, char)| if sign == '\r' && is_alone(i) { '\n' } else { sign };
    text.char_indices().map(sign).collect::<String>().into()
}

/// The lines of a text, for turning byte positions into line numbers.
#[derive(Clone, Debug)]
pub struct Lines {
    file: Arc<str>,
    starts: Vec<usize>,
}

impl Lines {
    /// The lines of this file.
    pub fn new(file: &str, text: &str) -> Self {
        // Lines end with LF, CRLF, or CR alone, as old programs on the Mac save them.
        let bytes = text.as_bytes();
        let ends = |i: &usize| bytes[*i] == b'\n' || (bytes[*i] == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain((0..bytes.len()).filter(ends).map(|i| i + 1)).collect();
        Self { file: Arc::from(file), starts }
    }

    /// The place of these bytes.
    pub fn at(&self, span: Range<usize>) -> At {
        let line = self.starts.partition_point(|start| *start <= span.start);
        At { file: self.file.clone(), line, span }
    }
}
