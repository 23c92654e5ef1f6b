//! `escalade schema`: the JSON Schema of scenario files, from the description by which they are read.

use super::Problem;
use crate::{
    domain::EventKind,
    scenario::grammar::{BASE, CONDITION, Field, GROUP, INJECT, OUTCOME, PREVENT, Shape, WHAT_IF},
    seeds::columns::{Column, Kind, Sheet},
    study::Sign,
};
use clap::Args;
use serde_json::{Map, Value, json};

const EXAMPLES: &str = "Examples:
  escalade schema > scenario.schema.json
  put  #:schema scenario.schema.json  on the first line of a scenario, and editors that know TOML
  (Even Better TOML, Taplo) complete its keys and mark faults";

/// What `schema` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct SchemaArgs {}

/// Prints the schema.
///
/// # Errors
/// What the system says.
pub fn schema(_args: &SchemaArgs) -> Result<(), Problem> {
    let text = serde_json::to_string_pretty(&whole()).map_err(|error| Problem::Other(error.to_string()))?;
    super::print(&format!("{text}\n"))
}

/// The schema of a base or a what-if: a file that names a base is a what-if.
pub(crate) fn whole() -> Value {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Escalade scenario",
        "description": "A base scenario, or a what-if (which names its base).",
        "type": "object",
        "if": { "required": ["base"] },
        "then": { "$ref": "#/$defs/what_if" },
        "else": { "$ref": "#/$defs/base" },
        "$defs": {
            "base": object(BASE),
            "what_if": object(WHAT_IF),
            "inject": object(INJECT),
            "prevent": object(PREVENT),
            "outcome": object(OUTCOME),
            "group": object(GROUP),
            "condition": object(CONDITION),
            "value": {
                "description": "a number, a word, a range such as \"1..8 log\", or a list of such",
                "type": ["number", "string", "boolean", "array"],
            },
            "id": { "type": "string", "pattern": "^[a-z][a-z0-9_]*$" },
        },
    })
}

fn object(fields: &[Field]) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut value = shape(field.shape);
        if let Value::Object(map) = &mut value {
            map.insert("description".to_owned(), json!(field.meaning));
        }
        properties.insert(field.name.to_owned(), value);
    }
    let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.name).collect();
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn shape(shape: Shape) -> Value {
    let by_id = |inner: Value| json!({ "type": "object", "propertyNames": { "$ref": "#/$defs/id" }, "additionalProperties": inner });
    match shape {
        Shape::Text => json!({ "type": "string" }),
        Shape::Whole(min, max) => json!({ "type": "integer", "minimum": min as i64, "maximum": max as i64 }),
        Shape::Number(min, max) => json!({ "type": "number", "minimum": min, "maximum": max }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::Kind(more) => {
            let words: Vec<&str> = EventKind::all_words().chain(more.iter().copied()).collect();
            json!({ "enum": words })
        }
        Shape::Any => json!({ "$ref": "#/$defs/value" }),
        Shape::One => json!({ "type": ["number", "string"] }),
        Shape::Condition => json!({ "$ref": "#/$defs/condition" }),
        Shape::Conditions => json!({ "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/condition" } }),
        Shape::Table(fields) => object(fields),
        Shape::Tables(fields) => by_id(json!({ "$ref": format!("#/$defs/{}", name_of(fields)) })),
        Shape::TextsById => by_id(json!({ "type": "string" })),
        Shape::TextsByAddress => json!({ "type": "object", "additionalProperties": { "type": "string" } }),
        Shape::Signs => {
            let signs: Vec<Value> = Sign::WORDS.iter().map(|sign| json!(sign)).chain([json!(0)]).collect();
            by_id(json!({ "enum": signs }))
        }
        Shape::Settings => json!({
            "type": "object",
            "propertyNames": { "pattern": "^[a-z_]+\\.[a-z0-9_:.]+$" },
            "additionalProperties": { "$ref": "#/$defs/value" },
        }),
        Shape::Rows => rows(),
    }
}

/// The definition that describes these keys.
fn name_of(fields: &[Field]) -> &'static str {
    let first = |fields: &[Field]| fields.iter().map(|f| f.name).collect::<Vec<_>>();
    let own = first(fields);
    let all = [("inject", INJECT), ("prevent", PREVENT), ("outcome", OUTCOME), ("group", GROUP)];
    all.iter().find(|(_, other)| first(other) == own).map_or("condition", |(name, _)| name)
}

/// Rows to add: by table, then by key, with the columns of the table.
fn rows() -> Value {
    let mut tables = Map::new();
    for sheet in Sheet::ALL {
        let schema = sheet.schema();
        let columns = schema.columns.iter().enumerate().filter(|(i, _)| !schema.key.contains(i));
        let properties: Map<String, Value> = columns.map(|(_, c)| (c.name.to_owned(), column(c))).collect();
        let row = json!({ "type": "object", "properties": properties, "additionalProperties": false });
        let described = json!({
            "type": "object",
            "description": format!("{}; the key is {}", schema.row, schema.key_form()),
            "additionalProperties": row,
        });
        tables.insert(schema.name.to_owned(), described);
    }
    json!({ "type": "object", "properties": tables, "additionalProperties": false })
}

fn column(column: &Column) -> Value {
    let mut value = match column.kind {
        Kind::Word(words) => json!({ "enum": words }),
        Kind::Number(..) => json!({ "type": ["number", "string"] }),
        Kind::Plain(min, max) | Kind::Whole(min, max) => json!({ "type": "number", "minimum": min, "maximum": max }),
        Kind::Flag => json!({ "enum": [0, 1, true, false] }),
        Kind::Texts | Kind::Refs(_) | Kind::Regions | Kind::Actions | Kind::Claims | Kind::Weights(..) => {
            json!({ "type": ["string", "array"] })
        }
        _ => json!({ "type": "string" }),
    };
    if let Value::Object(map) = &mut value {
        let unit = if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
        map.insert("description".to_owned(), json!(format!("{}{unit}: {}", column.meaning, column.kind.describe())));
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_the_description_is_in_the_schema() {
        let schema = whole();
        for (name, fields) in
            [("base", BASE), ("what_if", WHAT_IF), ("inject", INJECT), ("prevent", PREVENT), ("outcome", OUTCOME)]
        {
            for field in fields {
                assert!(schema["$defs"][name]["properties"].get(field.name).is_some(), "{name}.{}", field.name);
            }
        }
        assert_eq!(schema["$defs"]["base"]["properties"]["injects"]["additionalProperties"]["$ref"], "#/$defs/inject");
        assert!(schema["$defs"]["what_if"]["properties"]["add"]["properties"]["forces"].is_object());
    }
}
