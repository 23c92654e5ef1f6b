//! What every column means, from the table that writes the files.

use super::Ground;
use crate::{
    output::columns::{Kind, layouts},
    report::{
        document::{Line, Table},
        text::{Text, columns::meaning, say, words::word},
    },
};

/// One table of the columns of all files that the folder holds.
pub(super) fn tables(ground: &Ground) -> Vec<(Text, Table)> {
    let lang = ground.lang;
    let mut table = Table::new([say::FILE, say::COLUMN, say::TYPE, say::UNIT, say::MEANING].map(|t| t.to(lang)), 9);
    for layout in layouts() {
        let name = layout.name;
        let file = layout.file();
        if !ground.results.manifest.files.keys().any(|known| known.starts_with(&file)) {
            continue;
        }
        for column in layout.columns {
            let kind = match column.kind {
                Kind::Whole => say::WHOLE_NUMBER,
                Kind::Number(_) => say::NUMBER,
                Kind::YesNo => say::TRUE_FALSE,
                Kind::Date => say::DATE,
                Kind::Text => say::TEXT,
            };
            table.row([
                Line::default().code(&file),
                Line::default().code(&column.name),
                kind.to(lang).into(),
                word(&column.unit, lang).into(),
                meaning(name, &column, lang).into(),
            ]);
        }
        if name == "draws" {
            let column = Line::default().code("…");
            table.row([
                Line::default().code(&file),
                column,
                Line::default(),
                Line::default(),
                say::DRAWN.to(lang).into(),
            ]);
        }
        if name == "runs" {
            for outcome in &ground.results.manifest.outcomes {
                table.row([
                    Line::default().code(&file),
                    Line::default().code(&outcome.id),
                    word(outcome.kind.word(), lang).into(),
                    Line::default(),
                    outcome.question.as_str().into(),
                ]);
            }
        }
    }
    vec![(say::DICTIONARY, table)]
}
