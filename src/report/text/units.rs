//! Units of parameters, columns and outcomes, in French.

use super::french;

pub(super) const UNITS: &[(&str, &str)] = french! {
    "as unit": "selon unit";
    "draws": "tirages";
    "runs": "exécutions";
    "worlds": "mondes";
    "0 to 1": "0 à 1";
    "-1 to 1": "−1 à 1";
    "about -1 to 1": "environ −1 à 1";
    "man-weeks of upkeep": "semaines-hommes d’entretien";
    "deaths": "morts";
    "1/week": "1/semaine";
    "utility": "utilité";
    "factor": "facteur";
    "per week": "par semaine";
    "affinity": "affinité";
    "probability": "probabilité";
    "log-odds": "log-cote";
    "trust": "confiance";
    "man-weeks": "semaines-hommes";
    "commitment": "engagement";
    "times": "fois";
    "trust per week": "confiance par semaine";
    "standing": "crédit";
    "grievance per week": "ressentiment par semaine";
    "month": "mois";
    "1/year": "1/an";
    "1/utility": "1/utilité";
    "probability of winning": "probabilité de gagner";
    "cohesion per share": "cohésion par part";
    "services per week": "services par semaine";
    "standing per week": "crédit par semaine";
    "commitment per share": "engagement par part";
    "salvoes": "salves";
    "ratio": "rapport";
    "confidence": "assurance";
    "deaths per death": "morts par mort";
    "people per man": "personnes par homme";
    "deaths a week": "morts par semaine";
    "1/man": "1/homme";
    "support per grievance": "soutien par ressentiment";
    "people/death/week": "personnes/mort/semaine";
    "1/death": "1/mort";
    "1/month": "1/mois";
    "deaths per 10,000 people": "morts pour 10\u{202f}000 personnes";
    "affinity per week": "affinité par semaine";
    "events a week": "événements par semaine";
    "members": "membres";
    "camps": "camps";
    "offers": "offres";
    "acts": "actes";
    "agreements": "accords";
    "1": "1";
    "log": "log";
    "position": "position";
    "sorties": "sorties";
    "km": "km";
    "km/day": "km/jour";
    "days/week": "jours/semaine";
    "man-weeks a week": "semaines-hommes par semaine";
    "men a week": "hommes par semaine";
    "operations": "opérations";
    "reprisals a week": "représailles par semaine";
    "blows a week": "coups par semaine";
    "killings a week": "assassinats par semaine";
    "log-odds per utility": "log-cote par utilité";
    "sorties a week": "sorties par semaine";
    "deeds": "actes";
    "punishments a week": "punitions par semaine";
    "days": "jours";
    "1/day": "1/jour";
    "strikes a week": "frappes par semaine";
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        mechanism::parameters,
        output::columns::layouts,
        report::text::{Lang, said, words::word},
    };

    #[test]
    fn every_unit_has_its_french_and_no_other_has() {
        let columns = layouts().flat_map(|layout| layout.columns).map(|c| c.unit);
        let all: Vec<String> = columns.chain(parameters().map(|p| p.unit.to_owned())).collect();
        for unit in all.iter().filter(|unit| !unit.is_empty()) {
            assert!(said(UNITS, unit).is_some() || word(unit, Lang::Fr) != *unit, "{unit}");
        }
        for (unit, _) in UNITS.iter().filter(|(unit, _)| !OF_OUTCOMES.contains(unit)) {
            assert!(all.iter().any(|known| known == unit), "nothing is counted in {unit}");
        }
    }

    /// Units that scenarios give to outcomes; the built-in ones are walked through by `tests/it/french.rs`.
    const OF_OUTCOMES: &[&str] = &["events a week", "members", "camps", "offers", "acts", "agreements"];
}
