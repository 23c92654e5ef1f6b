//! The document as Markdown, for those who paste into documents of their own. Figures become their tables.

use super::{
    document::{Block, Document, Line, Span, Table},
    replay::Tape,
};
use std::fmt::Write;

/// What says that a file was made here, and may be made anew; nobody sees it.
pub const MARK: &str = "<!-- escalade -->";

/// The whole document.
pub fn text(document: &Document) -> String {
    let mut out = format!("# {}\n\n> {}\n\n{MARK}\n", plain(&document.title), plain(&document.warning));
    for line in &document.under_title {
        let _ = write!(out, "\n{}\n", inline(line));
    }
    for (i, section) in document.sections.iter().enumerate() {
        let _ = write!(out, "\n## {}. {}\n", i + 1, plain(&section.title));
        section.blocks.iter().for_each(|b| block(b, 3, &mut out));
    }
    let _ = write!(out, "\n{}\n", plain(&document.foot));
    out
}

fn block(block: &Block, level: usize, out: &mut String) {
    match block {
        Block::Heading(title) => heading(title, level, out),
        Block::Text(line) => out.push_str(&format!("\n{}\n", inline(line))),
        Block::Lead(line) => out.push_str(&format!("\n**{}**\n", plain(&line.bare()))),
        Block::List(lines) => {
            out.push('\n');
            for line in lines {
                let _ = writeln!(out, "- {}", inline(line));
            }
        }
        Block::Figures(figures) => {
            for figure in figures {
                heading(&figure.title, level + 1, out);
                if !figure.note.is_empty() {
                    let _ = write!(out, "\n{}\n", plain(&figure.note));
                }
                table(&figure.table, out);
            }
        }
        Block::Table(caption, rows) => {
            let _ = write!(out, "\n**{}**\n", plain(caption));
            table(rows, out);
        }
        Block::More(title, blocks) => {
            heading(title, level, out);
            blocks.iter().for_each(|b| self::block(b, level + 1, out));
        }
        Block::Replay(tape) => replay(tape, level, out),
    }
}

fn replay(tape: &Tape, level: usize, out: &mut String) {
    for world in &tape.worlds {
        heading(&world.title, level, out);
        out.push('\n');
        for event in &world.events {
            let date = tape.weeks.get(event.week).map_or("", String::as_str);
            let _ = writeln!(out, "- **{date}** {} {} {}", plain(&event.what), plain(&event.why), plain(&event.claims));
        }
        table(&Table::of_operations(tape, world), out);
    }
}

fn heading(title: &str, level: usize, out: &mut String) {
    let _ = write!(out, "\n{} {}\n", "#".repeat(level.min(6)), plain(title));
}

fn table(table: &Table, out: &mut String) {
    if table.rows.is_empty() {
        return;
    }
    let cells = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = table.head.iter().map(|h| plain(h)).collect();
    out.push('\n');
    out.push_str(&cells(&head));
    let side = |i: usize| if i >= table.numbers_from { "--:" } else { "---" };
    let _ = writeln!(out, "|{}|", (0..head.len()).map(side).collect::<Vec<_>>().join("|"));
    for row in &table.rows {
        out.push_str(&cells(&row.iter().map(inline).collect::<Vec<_>>()));
    }
}

fn inline(line: &Line) -> String {
    line.0
        .iter()
        .map(|span| match span {
            Span::Plain(text) => plain(text),
            Span::Strong(text) => format!("**{}**", plain(text)),
            Span::Code(text) => format!("`{}`", text.replace('`', "'").replace('|', "\\|")),
        })
        .collect()
}

/// A text in which nothing means anything to Markdown.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' => out.push(' '),
            '*' | '_' | '`' | '|' | '<' | '>' | '[' | ']' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_means_anything() {
        assert_eq!(plain("a_b|c*<x>"), "a\\_b\\|c\\*\\<x\\>");
        let mut rows = Table::new(["what", "how much"], 1);
        rows.row(["a|b", "1"]);
        let mut out = String::new();
        table(&rows, &mut out);
        assert_eq!(out, "\n| what | how much |\n|---|--:|\n| a\\|b | 1 |\n");
    }
}
