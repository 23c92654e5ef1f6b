//! What a report says, apart from how it is written: sections of paragraphs, figures and tables. [`super::html`] and
//! [`super::markdown`] write it out.

use super::{
    draw::Drawing,
    replay::{Tape, World},
};

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// As it stands.
    Plain(String),
    /// Stressed.
    Strong(String),
    /// A command, an id, a hash.
    Code(String),
}

/// Running text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Span>);

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self(vec![Span::Plain(text.to_owned())])
    }
}

impl From<String> for Line {
    fn from(text: String) -> Self {
        Self(vec![Span::Plain(text)])
    }
}

impl Line {
    /// The text with stressed text after it.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Strong(text.into()));
        self
    }

    /// The text with plain text after it.
    pub fn plain(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Plain(text.into()));
        self
    }

    /// The text with code after it.
    pub fn code(mut self, text: impl Into<String>) -> Self {
        self.0.push(Span::Code(text.into()));
        self
    }

    /// Without its marks.
    pub fn bare(&self) -> String {
        self.0
            .iter()
            .map(|span| match span {
                Span::Plain(t) | Span::Strong(t) | Span::Code(t) => t.as_str(),
            })
            .collect()
    }
}

/// A table: the first column names the row.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Headings.
    pub head: Vec<String>,
    /// Rows.
    pub rows: Vec<Vec<Line>>,
    /// Columns from here on are numbers, set to the right.
    pub numbers_from: usize,
}

impl Table {
    /// An empty table; columns from `numbers_from` on hold numbers.
    pub fn new<T: Into<String>>(head: impl IntoIterator<Item = T>, numbers_from: usize) -> Self {
        Self { head: head.into_iter().map(Into::into).collect(), rows: Vec::new(), numbers_from }
    }

    /// The operations of a world that is played again.
    pub fn of_operations(tape: &Tape, world: &World) -> Self {
        let mut table = Self::new(tape.columns.iter().cloned(), tape.columns.len());
        world.operations.iter().for_each(|cells| table.row(cells.iter().cloned()));
        table
    }

    /// Adds a row.
    pub fn row<T: Into<Line>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }
}

/// A drawing with what it shows in words, and its numbers.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Name in links and files.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What can be seen in it, for those who cannot see it.
    pub alt: String,
    /// The drawing.
    pub drawing: Drawing,
    /// How to read it, below.
    pub note: String,
    /// Its numbers.
    pub table: Table,
}

impl Figure {
    /// The figure as a file of its own, SVG; `store` is that of the document.
    pub fn alone(&self, store: &str) -> String {
        self.drawing.alone(&self.title, &self.alt, &self.note, store)
    }
}

/// A part of a section.
#[derive(Clone, Debug)]
pub enum Block {
    /// A heading below that of the section.
    Heading(String),
    /// A paragraph.
    Text(Line),
    /// The answer to the question: a paragraph that stands out.
    Lead(Line),
    /// A list.
    List(Vec<Line>),
    /// Figures side by side, where there is room.
    Figures(Vec<Figure>),
    /// A table with its caption.
    Table(String, Table),
    /// What is shown on request only: heading and blocks. Those of one group close each other.
    More(String, Vec<Block>),
    /// Worlds that a script plays.
    Replay(Box<Tape>),
}

/// A section.
#[derive(Clone, Debug)]
pub struct Section {
    /// Name in links.
    pub id: &'static str,
    /// Heading.
    pub title: String,
    /// Parts.
    pub blocks: Vec<Block>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct Document {
    /// Title.
    pub title: String,
    /// Question, and what it was asked of.
    pub under_title: Vec<Line>,
    /// The sentence that no reader may miss.
    pub warning: String,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// What is drawn once and referred to by drawings.
    pub store: String,
    /// Last line.
    pub foot: String,
}

impl Document {
    /// Every figure, in order.
    pub fn figures(&self) -> Vec<&Figure> {
        let mut all = Vec::new();
        for section in &self.sections {
            collect(&section.blocks, &mut all);
        }
        all
    }
}

fn collect<'a>(blocks: &'a [Block], all: &mut Vec<&'a Figure>) {
    for block in blocks {
        match block {
            Block::Figures(figures) => all.extend(figures),
            Block::More(_, inner) => collect(inner, all),
            _ => {}
        }
    }
}
