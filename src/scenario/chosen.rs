//! The what-ifs that somebody asks for, read and told apart from those of other bases.

use super::{Document, document, find::Found, grammar, names};
use crate::{
    fault::{Fault, nearest, quoted},
    seeds::at::At,
};

/// The what-ifs asked for, in the order asked; `all` stands for those of this base that are not named.
pub(super) fn what_ifs(found: &Found, names: &[String], faults: &mut Vec<Fault>) -> Vec<Document> {
    let mut all: Vec<Document> = Vec::new();
    for name in names {
        let texts = if name == "all" { found.all_what_ifs() } else { found.what_if(name).map(|text| vec![text]) };
        let texts = texts.unwrap_or_else(|fault| {
            faults.push(fault);
            Vec::new()
        });
        for text in texts {
            if let Some(fault) = names::odd(&text) {
                faults.push(fault);
                continue;
            }
            let is_new = !all.iter().any(|other| other.text.name == text.name);
            let (mut own, text_name) = (Vec::new(), text.name.clone());
            let document = document(text, grammar::WHAT_IF, &mut own);
            let base = document.as_ref().and_then(|d| d.node.get("base")).filter(|base| !base.text().is_empty());
            if base.is_none() {
                // Of which base it speaks nobody knows.
                faults.append(&mut own);
                continue;
            }
            let fits = base.is_none_or(|base| base.text() == found.base.name);
            // A what-if of another base is none of this one; of a base that is not there it is one that somebody misses.
            if let Some(base) = base.filter(|_| !fits) {
                let bases = found.bases();
                if !bases.iter().any(|name| name == base.text()) {
                    let help = nearest(base.text(), bases.iter().map(String::as_str));
                    faults.push(base.at.fault(base.text(), "there is no base of this name beside the what-if", help));
                } else if name != "all" {
                    // What it says of another base is none of this one's business.
                    let (other, own) = (base.text(), &found.base.name);
                    let message = format!("the what-if belongs to the base `{other}`, and not to `{own}`");
                    let help = format!("escalade run {} --what-if {}", quoted(&found.said(other)), quoted(&text_name));
                    faults.push(base.at.fault(other, message, help));
                }
                continue;
            }
            faults.append(&mut own);
            if let Some(document) = &document
                && ["all", "base"].contains(&document.text.name.as_str())
            {
                faults.push(At::whole(&document.text.shown).fault(
                    &document.text.name,
                    "the name is reserved",
                    "choose another",
                ));
            }
            all.extend(document.filter(|_| is_new));
        }
    }
    all
}
