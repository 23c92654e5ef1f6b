//! The document as one HTML page that asks for nothing: style inside, pictures inside, no request.

mod replay;

use super::{
    document::{Block, Document, Figure, Line, Section, Span, Table},
    draw::{escape, look},
    text::{Lang, say},
};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const STYLE: &str = include_str!("assets/page.css");

/// What says that a file was made here, and may be made anew.
pub const MARK: &str = "<meta name=\"generator\" content=\"escalade\">";

/// Nothing is fetched; styles are those written in the page, and the one script that runs is ours, whatever a text smuggles in.
fn policy() -> String {
    let script = hash(replay::SCRIPT.as_bytes());
    format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
}

/// The SHA-256 of a script in Base64 (RFC 4648), as policies of pages name it.
fn hash(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in Sha256::digest(bytes).chunks(3) {
        let bits = (0..3).fold(0, |bits, i| bits << 8 | u32::from(three.get(i).copied().unwrap_or(0)));
        let digit = |i: usize| char::from(DIGITS[(bits >> (18 - 6 * i) & 63) as usize]);
        text.extend((0..4).map(|i| if i <= three.len() { digit(i) } else { '=' }));
    }
    text
}

/// The page.
pub fn page(document: &Document, lang: Lang) -> String {
    let mut out = String::with_capacity(1 << 19);
    let title = escape(&document.title);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">{MARK}<meta name=\"referrer\" content=\"no-referrer\">\
         <link rel=\"icon\" href=\"data:,\"><title>{title}</title><style>{}{STYLE}{}</style></head>\n<body>",
        lang.code(),
        policy(),
        look::variables(),
        look::sheet()
    );
    let _ = write!(
        out,
        "<svg width=\"0\" height=\"0\" class=\"store\" aria-hidden=\"true\" focusable=\"false\">{}<defs>{}</defs></svg>",
        look::stripes(),
        document.store
    );
    head(document, lang, &mut out);
    out.push_str("<main>");
    for section in &document.sections {
        write_section(section, lang, &mut out);
    }
    let _ = writeln!(
        out,
        "</main><footer><p>{}</p><p>{}</p></footer></body></html>",
        escape(&document.warning),
        escape(&document.foot)
    );
    out
}

fn head(document: &Document, lang: Lang, out: &mut String) {
    let _ = write!(
        out,
        "<header><p class=\"warning\" role=\"note\">{}</p><h1>{}</h1>",
        escape(&document.warning),
        escape(&document.title)
    );
    for (i, line) in document.under_title.iter().enumerate() {
        let _ = write!(out, "<p class=\"{}\">{}</p>", if i == 0 { "question" } else { "size" }, text(line));
    }
    let _ = write!(out, "</header><nav aria-label=\"{}\"><ol>", escape(say::CONTENTS.to(lang)));
    for section in &document.sections {
        let _ = write!(out, "<li><a href=\"#{}\">{}</a></li>", section.id, escape(&section.title));
    }
    out.push_str("</ol></nav>");
}

fn write_section(section: &Section, lang: Lang, out: &mut String) {
    let _ = write!(
        out,
        "\n<section id=\"{0}\" aria-labelledby=\"{0}-h\"><h2 id=\"{0}-h\">{1}</h2>",
        section.id,
        escape(&section.title)
    );
    section.blocks.iter().for_each(|block| write_block(block, lang, out));
    out.push_str("</section>");
}

fn write_block(block: &Block, lang: Lang, out: &mut String) {
    let _ = match block {
        Block::Heading(title) => write!(out, "<h3>{}</h3>", escape(title)),
        Block::Text(line) => write!(out, "<p>{}</p>", text(line)),
        Block::Lead(line) => write!(out, "<p class=\"lead\">{}</p>", text(line)),
        Block::List(lines) => {
            let items: String = lines.iter().map(|line| format!("<li>{}</li>", text(line))).collect();
            write!(out, "<ul>{items}</ul>")
        }
        Block::Figures(figures) => {
            out.push_str("<div class=\"figures\">");
            figures.iter().for_each(|f| figure(f, lang, out));
            write!(out, "</div>")
        }
        Block::Table(caption, table) => {
            write_table(&format!("><caption>{}</caption>", escape(caption)), table, out);
            Ok(())
        }
        Block::Replay(tape) => {
            replay::write(tape, lang, out);
            Ok(())
        }
        Block::More(title, blocks) => {
            let _ = write!(out, "<details class=\"more\"><summary>{}</summary>", escape(title));
            blocks.iter().for_each(|b| write_block(b, lang, out));
            write!(out, "</details>")
        }
    };
}

fn figure(figure: &Figure, lang: Lang, out: &mut String) {
    let _ = write!(
        out,
        "<figure id=\"{0}\"><figcaption id=\"{0}-t\">{1}</figcaption>{2}",
        escape(&figure.id),
        escape(&figure.title),
        unquoted(&figure.drawing.inline(&escape(&figure.id), &figure.alt))
    );
    if !figure.note.is_empty() {
        let _ = write!(out, "<p class=\"note\">{}</p>", escape(&figure.note));
    }
    if !figure.table.rows.is_empty() {
        let _ = write!(out, "<details><summary>{}</summary>", escape(say::NUMBERS.to(lang)));
        write_table(&format!(" aria-labelledby=\"{}-t\">", escape(&figure.id)), &figure.table, out);
        out.push_str("</details>");
    }
    out.push_str("</figure>");
}

/// A drawing without the quotes that HTML can do without: around a value that has no blank in it and another value after it.
fn unquoted(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    for piece in svg.split_inclusive('>') {
        let tag = piece.find('<').filter(|at| !piece[*at..].starts_with("</")).unwrap_or(piece.len());
        out.push_str(&piece[..tag]);
        let mut rest = &piece[tag..];
        while let Some((before, after)) = rest.split_once("=\"") {
            let Some((value, next)) = after.split_once('"') else { break };
            let bare = !value.is_empty() && !value.contains([' ', '\'', '=', '<', '`']) && next.starts_with(' ');
            let quote = if bare { "" } else { "\"" };
            let _ = write!(out, "{before}={quote}{value}{quote}");
            rest = next;
        }
        out.push_str(rest);
    }
    out
}

/// Ends of cells and rows may be left out in HTML, and what a heading heads follows from its place; tables are a third of the page.
/// `named` ends the tag of the table and says what it is called.
fn write_table(named: &str, table: &Table, out: &mut String) {
    let all_code = |row: &Vec<Line>| matches!(row.first().map(|cell| cell.0.as_slice()), Some([Span::Code(_)]));
    let code = table.rows.iter().all(all_code);
    let _ = write!(
        out,
        "<div class=\"wide\" tabindex=\"0\"><table class=\"n{}{}\"{named}<thead><tr>",
        table.numbers_from,
        if code { " c" } else { "" }
    );
    for cell in &table.head {
        let _ = write!(out, "<th>{}", escape(cell));
    }
    out.push_str("<tbody>");
    for row in &table.rows {
        out.push_str("<tr>");
        for (i, cell) in row.iter().enumerate() {
            let _ = match (i, code) {
                (0, true) => write!(out, "<th>{}", escape(&cell.bare())),
                (0, false) => write!(out, "<th>{}", text(cell)),
                _ => write!(out, "<td>{}", text(cell)),
            };
        }
    }
    out.push_str("</table></div>");
}

fn text(line: &Line) -> String {
    line.0
        .iter()
        .map(|span| match span {
            Span::Plain(text) => escape(text),
            Span::Strong(text) => format!("<strong>{}</strong>", escape(text)),
            Span::Code(text) => format!("<code>{}</code>", escape(text)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_script_of_the_page_runs() {
        // FIPS 180-2, appendix B.1, and RFC 4648, section 10.
        assert_eq!(hash(b"abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        let script =
            policy().split(';').find(|part| part.contains("script-src")).map(str::to_owned).unwrap_or_default();
        assert!(script.contains(&hash(replay::SCRIPT.as_bytes())) && !script.contains("unsafe"), "{script}");
    }

    #[test]
    fn quotes_go_where_html_can_do_without() {
        let svg = r##"<svg class="a" viewBox="0 0 4 5" role="img"><desc>x="1" y</desc><use class="b c" href="#d"/><path id="e" d="M1"/></svg>"##;
        let bare = r##"<svg class=a viewBox="0 0 4 5" role="img"><desc>x="1" y</desc><use class="b c" href="#d"/><path id=e d="M1"/></svg>"##;
        assert_eq!(unquoted(svg), bare);
    }
}
