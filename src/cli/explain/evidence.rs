//! What facts rest on: claims, each shown once at the end, with its document, paragraph, confidence and rivals.

use super::paragraph;
use crate::seeds::{Raw, columns::Sheet, table::Row};
use std::fmt::Write;

/// Claims met on the way, in the order in which they were met.
pub(super) struct Evidence<'a> {
    raw: &'a Raw,
    claims: Vec<String>,
}

impl<'a> Evidence<'a> {
    pub(super) fn new(raw: &'a Raw) -> Self {
        Self { raw, claims: Vec::new() }
    }

    /// Takes note of a claim.
    pub(super) fn note(&mut self, claim: &str) {
        if !self.claims.iter().any(|known| known == claim) {
            self.claims.push(claim.to_owned());
        }
    }

    /// Shows all claims noted.
    pub(super) fn show(&self, out: &mut String) {
        if self.claims.is_empty() {
            return;
        }
        let _ = writeln!(out, "\nWhat it rests on (our own words, not quotations)");
        for id in &self.claims {
            if let Some(row) = self.raw.table(Sheet::Claims).with_key(id).next() {
                self.claim(row, out);
            }
        }
    }

    /// One claim with where it is said.
    pub(super) fn claim(&self, row: &Row, out: &mut String) {
        let (claims, documents) = (self.raw.table(Sheet::Claims), self.raw.table(Sheet::Documents));
        let value = |column: &str| claims.schema.value(row, column);
        let document = value("document");
        let title = documents.with_key(document).next().map_or(document, |d| documents.schema.value(d, "title"));
        let paragraph_of = value("paragraph");
        let place = if paragraph_of.is_empty() { String::new() } else { format!(", paragraph {paragraph_of}") };
        let head = format!("{} ({}; {title}{place})", row.text(0), value("confidence"));
        paragraph(out, "  ", "      ", &format!("{head}: {}", value("text")));
        let rivals = self.rivals(row);
        if !rivals.is_empty() {
            paragraph(out, "      ", "      ", &rivals);
        }
    }

    /// The rivals of a claim with the share of draws that take each.
    fn rivals(&self, row: &Row) -> String {
        let claims = self.raw.table(Sheet::Claims);
        let about = claims.schema.value(row, "alternative");
        if about.is_empty() {
            return String::new();
        }
        let same = || claims.rows.iter().filter(|other| claims.schema.value(other, "alternative") == about);
        let weight = |row: &Row| claims.schema.value(row, "weight").parse::<f64>().unwrap_or(1.0);
        let total: f64 = same().map(weight).sum();
        let share = |row: &Row| format!("{:.0} %", 100.0 * weight(row) / total.max(f64::MIN_POSITIVE));
        let others: Vec<String> = same()
            .filter(|other| other.text(0) != row.text(0))
            .map(|o| format!("{} ({})", o.text(0), share(o)))
            .collect();
        format!("rivals about {about}: taken in {} of the draws, against {}", share(row), others.join(", "))
    }
}
