//! Words of closed lists, as people say them. A test walks the lists and finds a word that is missing here.

use super::{Lang, Text};

/// The word as people say it; a word that is not in the list (an id) stays as it is.
pub fn word(word: &str, lang: Lang) -> String {
    WORDS.iter().find(|(id, _)| *id == word).map_or_else(|| word.to_owned(), |(_, text)| text.to(lang).to_owned())
}

macro_rules! list {
    ($($id:literal: $en:literal, $fr:literal;)*) => { &[$(($id, Text { en: $en, fr: $fr })),*] };
}

const WORDS: &[(&str, Text)] = list! {
    "administered": "administered", "administrée";
    "garrison_only": "garrison only", "garnison seule";
    "besieged": "besieged", "assiégée";
    "contested": "contested", "disputée";
    "rebel_held": "held by rebels", "tenue par des rebelles";
    "nobody": "nobody", "personne";
    "others": "others", "autres";
    "absent": "absent", "absent";
    "never": "never", "jamais";
    "war": "war", "guerre";
    "hostile": "hostile", "hostilité";
    "tolerant": "tolerant", "tolérance";
    "non_aggression": "non-aggression", "non-agression";
    "coordination": "coordination", "coordination";
    "joint_operations": "joint operations", "opérations conjointes";
    "merged": "merged", "fusion";
    "collapsed": "collapsed", "effondré";
    "suspended": "suspended", "suspendu";
    "breached": "breached", "violé";
    "offered": "offered", "proposé";
    "renegotiated": "renegotiated", "renégocié";
    "signed": "signed", "signé";
    "monitored": "monitored", "surveillé";
    "implemented": "implemented", "appliqué";
    "stated": "stated", "dit";
    "inferred": "inferred", "déduit";
    "assumed": "assumed", "supposé";
    "as_expected": "as expected", "conforme";
    "opposite": "opposite", "contraire";
    "unresolved": "unresolved", "indécis";
    "differs": "differs", "diffère";
    "not_yet": "not yet", "pas encore";
    "events_per_week": "Violent events a week", "Événements violents par semaine";
    "deaths_per_week": "People killed a week", "Morts par semaine";
    "displaced": "People displaced", "Personnes déplacées";
    "violent events": "violent events", "événements violents";
    "person-weeks": "person-weeks", "semaines-personnes";
    "people": "people", "personnes";
    "share": "share", "part";
    "men": "men", "hommes";
    "places": "places", "lieux";
    "events": "events", "événements";
    "rung": "rung", "échelon";
    "weeks": "weeks", "semaines";
    "share of weeks": "share of weeks", "part des semaines";
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{AgreementState, Confidence, PlaceState, Stance};

    #[test]
    fn every_word_of_a_closed_list_is_translated() {
        let lists = [PlaceState::WORDS, Stance::WORDS, AgreementState::WORDS, Confidence::WORDS];
        for id in lists.into_iter().flatten() {
            assert!(WORDS.iter().any(|(known, _)| known == id), "{id}");
        }
        for (id, text) in WORDS {
            assert!(!text.en.is_empty() && !text.fr.is_empty() && !text.en.contains('_'), "{id}");
        }
    }
}
