//! What users should know that is no fault, said once: of the base, or else of the what-ifs of which it is true.

/// Notes on their way, each with the variants of which it was said.
#[derive(Debug, Default)]
pub(super) struct Notes(Vec<(String, Vec<String>)>);

/// Notes about one variant.
pub(super) struct OfVariant<'a> {
    notes: &'a mut Notes,
    name: &'a str,
}

impl Notes {
    /// Adds what names its variant itself, or is true of all.
    pub(super) fn everywhere(&mut self, texts: impl IntoIterator<Item = String>) {
        for text in texts {
            self.of("").add(text);
        }
    }

    /// For notes about a variant.
    pub(super) fn of<'a>(&'a mut self, name: &'a str) -> OfVariant<'a> {
        OfVariant { notes: self, name }
    }

    /// The notes in the order in which they came up.
    pub(super) fn told(self) -> Vec<String> {
        let told = |(text, variants): (String, Vec<String>)| match variants.first().map(String::as_str) {
            Some("" | "base") | None => text,
            Some(_) => format!("what-if {}: {text}", variants.join(", ")),
        };
        self.0.into_iter().map(told).collect()
    }
}

impl OfVariant<'_> {
    /// Adds a note, unless it was said of this variant already, or of all.
    pub(super) fn add(&mut self, text: String) {
        match self.notes.0.iter_mut().find(|(other, _)| *other == text) {
            Some((_, variants)) => {
                if !variants.iter().any(|name| name == self.name) {
                    variants.push(self.name.to_owned());
                }
            }
            None => self.notes.0.push((text, vec![self.name.to_owned()])),
        }
    }

    /// Adds notes.
    pub(super) fn extend(&mut self, texts: impl IntoIterator<Item = String>) {
        texts.into_iter().for_each(|text| self.add(text));
    }
}

#[cfg(test)]
mod tests {
    use super::Notes;

    #[test]
    fn what_is_true_of_the_base_is_said_once() {
        let mut notes = Notes::default();
        for name in ["base", "one", "two"] {
            notes.of(name).add("everywhere".to_owned());
        }
        ["one", "two"].iter().for_each(|name| notes.of(name).add("elsewhere".to_owned()));
        notes.everywhere(["as it is".to_owned(), "as it is".to_owned()]);
        assert_eq!(notes.told(), ["everywhere", "what-if one, two: elsewhere", "as it is"]);
    }
}
