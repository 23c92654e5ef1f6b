//! `datapackage.json`: a Frictionless Data Package that describes every column of every table.

use super::{manifest::NOT_A_FORECAST, sheet::Finished};
use crate::{study::survey::ERROR_BOUND, table::Kind};
use serde_json::{Value, json};

/// The data package of an ensemble. Both the words of version 2 and those that readers of version 1 insist on are there.
pub(super) fn package(title: &str, tables: &[Finished]) -> String {
    let resources: Vec<Value> = tables.iter().map(resource).collect();
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "profile": "tabular-data-package",
        "name": "escalade-results",
        "title": title,
        "description": format!(
            "{NOT_A_FORECAST} Every table is UTF-8 with LF and decimal points; an empty cell is missing. Quantiles in weekly.csv are {ERROR_BOUND}.",
        ),
        "version": env!("CARGO_PKG_VERSION"),
        "resources": resources,
    });
    let mut text = serde_json::to_string_pretty(&package).unwrap_or_default();
    text.push('\n');
    text
}

fn resource(Finished { layout, entry, .. }: &Finished) -> Value {
    let fields: Vec<Value> = layout
        .columns
        .iter()
        .map(|column| {
            let stop = if column.meaning.ends_with('?') { "" } else { "." };
            let mut field = json!({
                "name": column.name,
                "type": match column.kind {
                    Kind::Whole => "integer",
                    Kind::Number(_) => "number",
                    Kind::YesNo => "boolean",
                    Kind::Date => "date",
                    Kind::Text => "string",
                },
                "description": match column.kind {
                    Kind::Number(0) => format!("{}{stop} Rounded to whole numbers", column.meaning),
                    Kind::Number(1) => format!("{}{stop} Rounded to one decimal", column.meaning),
                    Kind::Number(decimals) => format!("{}{stop} Rounded to {decimals} decimals", column.meaning),
                    _ => column.meaning.clone(),
                },
            });
            if !column.unit.is_empty() {
                field["unit"] = json!(column.unit);
            }
            if layout.key.contains(&column.name.as_str()) && !NULLABLE.contains(&column.name.as_str()) {
                field["constraints"] = json!({ "required": true });
            }
            field
        })
        .collect();
    let mut schema = json!({ "$schema": "https://datapackage.org/profiles/2.0/tableschema.json", "fields": fields, "missingValues": [""] });
    if !layout.key.is_empty() && !layout.key.iter().any(|k| NULLABLE.contains(k)) {
        schema["primaryKey"] = json!(layout.key);
    }
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "profile": "tabular-data-resource",
        "type": "table",
        "name": layout.name,
        "path": entry.name,
        "title": format!("One row per {}", layout.rows),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "bytes": entry.bytes,
        "hash": format!("sha256:{}", entry.sha256),
        "schema": schema,
    })
}

/// Columns of a key that may be empty: a level that only categories have.
const NULLABLE: &[&str] = &["level"];
