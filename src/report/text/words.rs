//! Words of closed lists, as people say them. A test walks the lists and finds a word that is missing here.

use super::{Lang, Text, said, units::UNITS};

/// The word or the unit as people say it; one that is in no list (an id) stays as it is.
pub fn word(word: &str, lang: Lang) -> String {
    let listed = WORDS.iter().find(|(id, _)| *id == word).map(|(_, text)| text.to(lang));
    let unit = || said(UNITS, word).filter(|_| lang == Lang::Fr);
    listed.or_else(unit).unwrap_or(word).to_owned()
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
    "garrison": "reinforces a garrison", "renforce une garnison";
    "patrol": "patrols", "patrouille";
    "column": "sends a column", "envoie une colonne";
    "raid": "raid", "raid";
    "ambush": "ambush or bomb", "embuscade ou engin explosif";
    "assault": "assault", "assaut";
    "blockade": "blockade", "blocus";
    "lift_blockade": "lifts its blockade", "lève son blocus";
    "air_strike": "air strike", "frappe aérienne";
    "shelling": "shelling", "bombardement";
    "withdraw": "withdraws", "se retire";
    "loot_base": "loots a base", "pille une base";
    "seize_camp": "seizes a camp", "s’empare d’un camp";
    "collective_punishment": "collective punishment", "punition collective";
    "selective_killing": "selective killing", "assassinats ciblés";
    "protect": "shields civilians", "protège des civils";
    "administer": "administers", "administre";
    "relief": "brings aid", "apporte de l’aide";
    "tax": "raises taxes", "lève des taxes";
    "recruit": "recruits", "recrute";
    "propaganda": "propaganda", "propagande";
    "accuse": "accuses", "accuse";
    "label": "declares an enemy beyond talks", "déclare infréquentable";
    "unlabel": "takes the label back", "retire l’étiquette";
    "offer_talks": "offers talks", "propose des pourparlers";
    "suspend_talks": "suspends talks", "suspend les pourparlers";
    "ceasefire": "offers a ceasefire", "propose un cessez-le-feu";
    "local_pact": "offers a local pact", "propose un pacte local";
    "release_prisoners": "frees prisoners", "libère des prisonniers";
    "back_channel": "talks in secret", "négocie en secret";
    "mediate": "mediates", "sert de médiateur";
    "guarantee": "guarantees", "se porte garant";
    "sanction": "imposes sanctions", "impose des sanctions";
    "hire": "hires fighters", "engage des combattants";
    "pay": "pays what it owes", "paie ce qu’il doit";
    "close_border": "closes the border", "ferme la frontière";
    "leave": "leaves its coalition", "quitte sa coalition";
    "join": "joins", "rejoint";
    "merge": "merges with", "fusionne avec";
    "betray": "turns on its ally", "se retourne contre son allié";
    "end_mission": "ends its mission", "met fin à sa mission";
    "show_of_force": "shows force", "démonstration de force";
    "convoy": "guards a convoy", "escorte un convoi";
    "coordinate": "seeks closer ties", "cherche à se rapprocher";
    "repress": "puts down dissent", "réprime la contestation";
    "protest": "protests", "proteste";
    "assist": "comes to help", "vient en aide";
    "implement": "carries out the agreement", "applique l’accord";
    "denounce": "denounces the agreement", "dénonce l’accord";
    "clear": "sweep of the country", "ratissage";
    "seize": "attack to hold", "attaque pour occuper";
    "relieve": "relief of its own side", "secours aux siens";
    "besiege": "siege", "siège";
    "take_over": "takeover of a camp", "reprise d’un camp";
    "assembling": "gathering", "rassemblement";
    "advancing": "on the way", "en route";
    "holding": "at the objective", "à l’objectif";
    "returning": "on the way back", "sur le retour";
    "over": "over", "terminée";
    "achieved": "achieved", "réussie";
    "beaten": "beaten", "battue";
    "broken_off": "broken off", "interrompue";
    "called_off": "called off before it set out", "annulée avant le départ";
    "dissolved": "dissolved, nobody left", "dissoute, plus personne";
    "turned_away": "not let in", "refoulée";
    "coup": "coup", "coup d’État";
    "massacre": "massacre", "massacre";
    "mission_ends": "the mission ends", "la mission prend fin";
    "camp_closes": "a camp closes", "un camp ferme";
    "leaves_coalition": "leaves the coalition", "quitte la coalition";
    "joins_coalition": "joins the coalition", "entre dans la coalition";
    "agreement_signed": "agreement signed", "accord signé";
    "agreement_collapses": "agreement collapses", "accord effondré";
    "breach": "breach", "violation";
    "force_leaves": "a force leaves", "une force part";
    "force_arrives": "a force arrives", "une force arrive";
    "aircraft_arrive": "aircraft arrive", "des aéronefs arrivent";
    "leader_lost": "leader lost", "perte du dirigeant";
    "ban": "ban", "interdiction";
    "election_postponed": "election postponed", "élection reportée";
    "announcement": "announcement", "annonce";
    "split": "split", "scission";
    "defection": "defection", "défection";
    "capture": "takes the place", "prend le lieu";
    "clash": "clash", "affrontement";
    "stance_shift": "stance changes", "changement de posture";
    "flight": "people flee", "fuite d’habitants";
    "return": "people return", "retour d’habitants";
    "rising": "rising", "soulèvement";
    "patron_leaves": "the patron leaves", "le parrain s’en va";
    "set": "put in from outside", "introduit de l’extérieur";
    "gain": "gain", "gain";
    "risk": "risk", "risque";
    "harm": "harm to civilians", "tort aux civils";
    "audience": "audience at home", "opinion intérieure";
    "tie": "tie", "lien";
    "cost": "cost", "coût";
    "pressure": "pressure", "pression";
    "none": "none", "aucune";
    "yes_no": "yes or no", "oui ou non";
    "week": "week", "semaine";
    "quantity": "quantity", "quantité";
    "category": "category", "catégorie";
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            Action, AgreementState, Confidence, OperationEnd, OperationKind, OperationStage, PlaceState, Shock, Stance,
        },
        world::ledger::Terms,
    };

    #[test]
    fn every_word_of_a_closed_list_is_translated() {
        let terms = Terms::default().named().map(|(name, _)| name);
        let lists: [&[&str]; 10] = [
            PlaceState::WORDS,
            Stance::WORDS,
            AgreementState::WORDS,
            Confidence::WORDS,
            Action::WORDS,
            Shock::WORDS,
            OperationKind::WORDS,
            OperationStage::WORDS,
            OperationEnd::WORDS,
            &terms,
        ];
        for id in lists.into_iter().flatten() {
            assert!(WORDS.iter().any(|(known, _)| known == id), "{id}");
        }
        for (id, text) in WORDS {
            assert!(!text.en.is_empty() && !text.fr.is_empty() && !text.en.contains('_'), "{id}");
        }
    }
}
