//! Words of the report, in each language. Every label stands in [`say`], every word of a closed list in [`words`]; what
//! the model and the files say of themselves in English has its French in [`parameters`], [`sources`], [`columns`] and
//! `units`. Nothing else in the report writes a sentence.

pub mod columns;
pub mod parameters;
pub mod say;
pub mod sources;
mod units;
pub mod words;

/// A language of the report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
}

impl Lang {
    /// The code of the language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
        }
    }

    /// The language with this code.
    ///
    /// # Errors
    /// The codes there are.
    pub fn parse(code: &str) -> Result<Self, String> {
        let all = [Self::En, Self::Fr];
        all.into_iter().find(|l| l.code() == code).ok_or_else(|| "en or fr".to_owned())
    }

    /// What stands between whole and part.
    pub const fn decimal_mark(self) -> char {
        match self {
            Self::En => '.',
            Self::Fr => ',',
        }
    }

    /// What stands between groups of three digits.
    pub const fn thousands_mark(self) -> char {
        match self {
            Self::En => ',',
            Self::Fr => '\u{202f}',
        }
    }
}

/// One label in every language. `{0}`, `{1}` stand for what is filled in.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
}

impl Text {
    /// The label in a language.
    pub const fn to(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Fr => self.fr,
        }
    }

    /// The label with its places filled in.
    pub fn with(&self, lang: Lang, parts: &[&str]) -> String {
        let mut out = String::new();
        let mut rest = self.to(lang);
        while let Some(at) = rest.find('{') {
            out.push_str(&rest[..at]);
            let Some(end) = rest[at..].find('}') else { break };
            let part = rest[at + 1..at + end].parse::<usize>().ok().and_then(|i| parts.get(i));
            out.push_str(part.copied().unwrap_or_default());
            rest = &rest[at + end + 1..];
        }
        out.push_str(rest);
        out
    }

    /// What stands in the places of the English label, if this is what was said.
    pub fn parts<'a>(&self, said: &'a str) -> Option<Vec<&'a str>> {
        let mut pieces = self.en.split(['{', '}']);
        let mut rest = said.strip_prefix(pieces.next()?)?;
        let mut found: Vec<&str> = Vec::new();
        // Names of places and the words after them take turns.
        while let (Some(place), Some(after)) = (pieces.next(), pieces.next()) {
            let end = if after.is_empty() { rest.len() } else { rest.find(after)? };
            let place: usize = place.parse().ok()?;
            if place == found.len() {
                found.push(&rest[..end]);
            } else if found.get(place) != Some(&&rest[..end]) {
                return None;
            }
            rest = &rest[end + after.len()..];
        }
        rest.is_empty().then_some(found)
    }
}

/// A list of texts in French: `"address": "French";`.
macro_rules! french {
    ($($address:literal: $text:literal;)*) => { &[$(($address, $text)),*] };
}

pub(crate) use french;

/// The text of an address in such a list.
fn said(list: &[(&'static str, &'static str)], address: &str) -> Option<&'static str> {
    list.iter().find(|(known, _)| *known == address).map(|(_, text)| *text)
}

/// Declares labels: `NAME: "English", "French";`.
macro_rules! texts {
    ($($name:ident: $en:literal, $fr:literal;)*) => {
        $(
            #[doc = $en]
            pub const $name: $crate::report::text::Text = $crate::report::text::Text { en: $en, fr: $fr };
        )*

        /// Every label with its name.
        pub const ALL: &[(&str, $crate::report::text::Text)] = &[$((stringify!($name), $name)),*];
    };
}

pub(crate) use texts;

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels that are the same in both languages.
    const SAME: &[&str] = &["DATE", "DOCUMENT", "PAUSE", "RELATIONS", "RUNG_NAME", "SOURCE", "TYPE", "VERSION"];

    #[test]
    fn no_label_is_missing_in_a_language_and_places_agree() {
        let places = |text: &str| (0..9).filter(|i| text.contains(&format!("{{{i}}}"))).collect::<Vec<_>>();
        for (name, text) in say::ALL {
            assert!(!text.en.is_empty() && !text.fr.is_empty(), "{name}");
            assert_eq!(places(text.en), places(text.fr), "{name}");
            assert!(text.en != text.fr || SAME.contains(name), "{name} is not translated: {}", text.en);
        }
    }

    #[test]
    fn what_was_filled_in_is_found_again() {
        let text = Text { en: "{0} sets {1} itself, {1} not {0}/{2}", fr: "" };
        let said = text.with(Lang::En, &["a b", "c.d=1", "last"]);
        assert_eq!(text.parts(&said), Some(vec!["a b", "c.d=1", "last"]));
        assert_eq!(text.parts("a sets b itself, c not a/d"), None);
        assert_eq!(Text { en: "none of {0}.", fr: "" }.parts("none of them. And more"), None);
    }

    #[test]
    fn places_are_filled_in() {
        let text = Text { en: "{1} of {0}", fr: "de {0} : {1}" };
        assert_eq!(text.with(Lang::En, &["ten", "two"]), "two of ten");
        assert_eq!(text.with(Lang::Fr, &["dix", "deux"]), "de dix : deux");
    }
}
