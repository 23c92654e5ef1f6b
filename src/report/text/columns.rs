//! What columns of result files mean, in French: by file and column, or by column where all files mean the same.

use super::{Lang, french, said};
use crate::table::Column;

/// What a column of a file means.
pub fn meaning(file: &str, column: &Column, lang: Lang) -> String {
    let address = || said(COLUMNS, &format!("{file}.{}", column.name)).or_else(|| said(COLUMNS, &column.name));
    let french = if lang == Lang::Fr { address() } else { None };
    french.map_or_else(|| column.meaning.clone(), str::to_owned)
}

const COLUMNS: &[(&str, &str)] = french! {
    "run": "Numéro de l’exécution, à partir de 0. L’exécution k de toute variante est le même monde\u{202f}: hasard k, tirage k/2 arrondi vers le bas";
    "variant": "`base`, ou le nom du scénario alternatif";
    "week": "Semaine du scénario, à partir de 0\u{202f}; l’état est celui de la fin de la semaine";
    "date": "Premier jour de la semaine";
    "outcome": "Résultat du scénario";
    "kind": "Sorte de résultat\u{202f}: yes_no (oui ou non), week (semaine), quantity (quantité) ou category (catégorie)";
    "level": "Niveau d’une catégorie\u{202f}; vide pour les autres sortes";
    "statistic": "probability (part des mondes), mean (moyenne), restricted_mean (moyenne de semaines, l’horizon valant pour un monde où cela n’arrive jamais) ou mean_rank (rang dans la liste ordonnée des niveaux, à partir de 0)";
    "unit": "Unité";
    "draws": "Tirages de tout ce qui est incertain\u{202f}; deux exécutions au plus en partagent un";
    "method": "Intervalle\u{202f}: wilson, student ou bonett_price, tous sur les seize brouillages des tirages (sur les tirages, s’il y en a moins)";
    "error": "Erreur type de l’estimation, sur les seize brouillages indépendants des tirages (sur les tirages, s’il y en a moins)";
    "error_chance": "Erreur type due au seul hasard\u{202f}: ce que d’autres dés changeraient dans les mêmes tirages";
    "spread_is": "estimated (estimée), ou at_most\u{202f}: les tirages ne diffèrent pas plus que le hasard ne le veut, et les deux bornes de la dispersion sont une limite supérieure (95\u{202f}%)\u{202f}; vide\u{202f}: rien ne le dit, avec moins de deux tirages, une exécution par tirage, ou sans deux mondes qui diffèrent";
    "spread_high": "Borne supérieure du même intervalle";
    "high": "Borne supérieure du même intervalle";
    "draws.draw": "Numéro du tirage, comme dans runs.csv";
    "runs.chance": "Nombre qui fixe tout le hasard du monde";
    "runs.draw": "Nombre qui fixe toutes les valeurs et lectures incertaines du monde";
    "runs.status": "ok\u{202f}; broken_law\u{202f}: l’exécution a enfreint une loi du monde et a été arrêtée\u{202f}; panicked\u{202f}: le programme y a échoué. De telles exécutions ne comptent nulle part ailleurs";
    "runs.message": "Pourquoi, si ce n’est pas ok";
    "kept.why": "typique, au hasard, le plus loin du centre, ou de quoi il est un extrême\u{202f}; réunis par |";
    "kept.distance": "Distance de ses réponses dans la référence au centre de toutes, 0-1\u{202f}: moyenne sur les résultats";
    "summary.unit": "Unité de l’estimation";
    "summary.n": "Exécutions comptées\u{202f}; pour mean_rank, celles qui en ont un";
    "summary.excluded": "Exécutions écartées parce qu’elles ont échoué";
    "summary.censored": "Pour la probabilité de la sorte week\u{202f}: exécutions comptées où cela n’est pas arrivé avant l’horizon";
    "summary.estimate": "L’estimation";
    "summary.spread_low": "Borne inférieure de la dispersion selon les hypothèses\u{202f}: les 90\u{202f}% centraux des valeurs attendues des tirages, hasard retiré";
    "summary.low": "Borne inférieure de l’intervalle d’échantillonnage à 95\u{202f}%\u{202f}: de combien l’estimation peut s’écarter, le nombre de mondes étant limité\u{202f}; la valeur même là où tous les mondes concordent, ce qui n’en dit rien, et jamais au-delà de ce que le nombre peut valoir";
    "summary.q05": "Pour les quantités, les semaines et les rangs\u{202f}: 5\u{202f}% des mondes sont à cette valeur ou en dessous (nombres entiers sous 128 exacts, les autres à 1/128 près\u{202f}; jamais au-delà de ce qui a été vu)";
    "summary.q50": "De même pour 50\u{202f}%";
    "summary.q95": "De même pour 95\u{202f}%";
    "differences.unit": "Unité de l’estimation";
    "differences.n": "Mondes comptés\u{202f}: ceux qui se sont bien terminés dans la référence et dans l’alternative\u{202f}; pour mean_rank, ceux qui en ont un dans les deux";
    "differences.excluded": "Mondes écartés parce que l’une des deux a échoué";
    "differences.base": "Estimation dans la référence, dans les mondes comptés";
    "differences.what_if": "Estimation dans l’alternative, dans les mondes comptés";
    "differences.difference": "Alternative moins référence, monde par monde";
    "differences.spread_low": "Borne inférieure de la dispersion selon les hypothèses\u{202f}: les 90\u{202f}% centraux des différences attendues des tirages, hasard retiré";
    "differences.low": "Borne inférieure de l’intervalle d’échantillonnage à 95\u{202f}% de la différence\u{202f}; la différence même là où tous les mondes concordent, et jamais au-delà de ce qu’elle peut valoir";
    "differences.up": "Mondes en hausse\u{202f}: de non à oui, vers plus, vers plus tard. Cela vaut sous le couplage des mondes par leurs numéros";
    "differences.down": "Mondes en baisse";
    "differences.expected": "Signe attendu de l’alternative, noté avant le premier ensemble\u{202f}: +, -, 0 ou\u{202f}? (ouvert)\u{202f}; vide\u{202f}: rien n’était attendu";
    "differences.came_out": "as_expected (conforme), opposite (contraire), unresolved (indécis\u{202f}: l’intervalle contient zéro), ou pour un 0 attendu as_expected ou differs (diffère)\u{202f}; vide\u{202f}: rien n’était attendu";
    "weekly.series": "Ce qui est suivi\u{202f}; `_per_week` et `people_` ne portent que sur cette semaine, `strength.A` et `places_held.A` comptent A avec ceux qui en dépendent, `places_held.A` aussi ce qui s’en est détaché";
    "weekly.n": "Exécutions comptées";
    "weekly.mean": "Moyenne sur les exécutions";
    "weekly.q05": "5\u{202f}% des exécutions sont à cette valeur ou en dessous";
    "weekly.q25": "25\u{202f}%";
    "weekly.q50": "50\u{202f}%";
    "weekly.q75": "75\u{202f}%";
    "weekly.q95": "95\u{202f}%";
    "shares.kind": "control (état d’un lieu), holder (bloc qui le tient), stance et rung (posture et échelon d’une paire), agreement (état d’un accord)";
    "shares.entity": "Lieu, paire ou accord";
    "shares.state": "L’état\u{202f}; pour holder, un acteur ou nobody (personne)";
    "shares.worlds": "Exécutions dans cet état\u{202f}; un état où n’est aucune exécution n’a pas de ligne";
    "shares.n": "Exécutions comptées";
    "actors.actor": "Acteur\u{202f}; les groupes dissidents nés dans l’exécution portent le nom de leur origine, `_s` et un numéro";
    "actors.coalition": "Coalition dont il est membre";
    "actors.bloc": "Racine de ses coalitions\u{202f}; pour un prestataire engagé, celle de son client";
    "actors.strength": "Hommes, avec ceux de ses membres";
    "actors.places_held": "Lieux tenus par lui, ses membres, ceux qu’il paie et ce qui s’en est détaché";
    "actors.funds": "Réserve";
    "actors.cohesion": "À quel point membres et rangs suivent";
    "actors.commitment": "À quel point il est lié à sa coalition";
    "actors.legitimacy": "Crédit auprès de son propre public";
    "actors.rhetoric": "À quel point il s’est lié à ne rien concéder";
    "actors.confidence": "Croyance en sa chance de gagner par la force";
    "actors.losses": "Combattants perdus récemment, un souvenir qui s’efface";
    "actors.unrest": "Agitation de son public";
    "places.place": "Lieu";
    "places.state": "Qui le commande, et comment";
    "places.holder": "Acteur dont les hommes le commandent\u{202f}; vide\u{202f}: personne";
    "places.bloc": "Bloc de qui le tient";
    "places.control": "Part de contrôle de ce bloc";
    "places.services": "Administration et services qui fonctionnent";
    "places.residents": "Personnes qui y vivent et n’ont pas fui";
    "places.hosted": "Déplacés venus d’ailleurs";
    "places.camp": "Camp étranger";
    "places.camp_host": "Qui tient le camp, ou l’a repris";
    "places.blockade": "Qui coupe le lieu";
    "places.attacks": "Événements violents sur place cette semaine";
    "places.danger": "Combats récents sur place, un souvenir qui s’efface";
    "places.aid": "Aide qui y parvient";
    "ties.actor": "Qui ressent. Un lien a une ligne en semaine 0 si les deux se connaissent, puis dès que l’affinité ou la confiance a varié de 0,05 depuis la dernière ligne, ou que la posture, l’étiquette ou l’échelon a changé";
    "ties.other": "À l’égard de qui";
    "ties.affinity": "Affinité";
    "ties.trust": "Confiance";
    "ties.stance": "Posture";
    "ties.label": "Si l’acteur refuse de parler avec l’autre";
    "ties.rung": "Échelon le plus élevé atteint entre les deux dans les huit dernières semaines";
    "agreements.agreement": "Accord\u{202f}; ceux conclus dans l’exécution portent leur sorte et la clé de leur naissance. Une ligne en semaine 0, puis dès que la confiance ou l’avancement a varié de 0,05 depuis la dernière ligne, ou que l’état, les parties ou le garant a changé";
    "agreements.kind": "Sorte";
    "agreements.state": "Étape de sa vie";
    "agreements.parties": "Parties, séparées par |";
    "agreements.guarantor": "Qui s’en porte garant";
    "agreements.mediator": "Qui l’a amené";
    "agreements.place": "Lieu concerné";
    "agreements.trust": "Confiance que lui portent les parties";
    "agreements.progress": "Part appliquée";
    "events.event": "Numéro de l’événement dans l’exécution, à partir de 0, le plus ancien d’abord";
    "events.type": "act (une action de la table menée par un acteur) ou shock (un choc)";
    "events.kind": "Quelle action ou quel choc";
    "events.rule": "Règle du modèle qui l’a amené";
    "events.actor": "Par qui";
    "events.target": "À qui";
    "events.place": "Où";
    "events.agreement": "Au sujet de quel accord";
    "events.actor_deaths": "Combattants de l’acteur tués";
    "events.target_deaths": "Combattants de la cible tués";
    "events.civilian_deaths": "Civils tués par l’acteur";
    "events.target_civilian_deaths": "Civils tués par la cible";
    "events.rung": "Échelon de l’échelle d’escalade";
    "events.success": "S’il a réussi comme voulu";
    "events.part": "S’il appartient à un événement déjà compté\u{202f}: ses morts comptent, l’acte non";
    "events.utility": "Utilité attendue de l’option, si quelqu’un l’a décidée";
    "events.terms": "Termes dont elle est la somme, nom=valeur, séparés par |";
    "events.rejected": "Meilleures options non retenues, action>cible@lieu=utilité, séparées par |";
    "events.operation": "Opération à laquelle il appartient, comme dans operations.csv";
    "events.inject": "Événement introduit ou prévu qui l’a amené, lui-même ou par l’opération qu’il a ordonnée";
    "causes.effect": "Événement produit, comme dans events.csv";
    "causes.cause": "Événement qui a changé en dernier la partie du monde par laquelle il est venu\u{202f}; vide\u{202f}: aucun, le fait de départ était la cause";
    "causes.rule": "Règle de l’effet";
    "causes.share": "Part de cette cause parmi celles de l’effet";
    "causes.slot": "La partie du monde, par son adresse";
    "causes.claims": "Affirmations des données de départ sur lesquelles repose le fait de départ, séparées par |";
    "causes.inject": "Événement introduit ou prévu qui a amené l’effet, lui-même ou par l’opération qu’il a ordonnée";
    "operations.id": "Opération\u{202f}: planificateur, sorte, objectif et semaine de son début, réunis par\u{202f}:";
    "operations.planner": "Qui l’a planifiée";
    "operations.kind": "Son but\u{202f}: seize (prendre un lieu), raid (frapper et repartir), relieve (secourir), besiege (assiéger) ou take_over (reprendre un camp)";
    "operations.objective": "Lieu qu’elle vise";
    "operations.target": "Contre qui";
    "operations.axis": "Lieux sur son chemin, du rassemblement à l’objectif, séparés par |";
    "operations.participants": "Qui y prend part avec combien d’hommes au départ, acteur:hommes, séparés par |";
    "operations.declined": "Combien de fois quelqu’un à qui l’on a demandé d’y prendre part a décliné";
    "operations.refused": "Qui a décliné, les huit premiers au plus, séparés par |";
    "operations.men": "Hommes au départ, de tous ceux qui y prennent part";
    "operations.aircraft": "Sorties promises, de tous ceux qui y prennent part";
    "operations.chance": "Chance de succès à laquelle croyait le planificateur\u{202f}; vide si personne ne l’a pesée";
    "operations.begun": "Semaine où elle a commencé";
    "operations.ended": "Semaine où elle s’est achevée\u{202f}; vide\u{202f}: elle est en cours à la fin de l’exécution";
    "operations.how": "Comment elle s’est achevée\u{202f}: achieved (but atteint), beaten (battue), broken_off (interrompue), called_off (jamais partie), dissolved (plus personne) ou turned_away (refoulée)\u{202f}; vide\u{202f}: elle est en cours";
    "operations.arrived": "Hommes parvenus à l’objectif";
    "operations.lost": "Combattants qui y ont été tués";
    "operations.decision": "Qui l’a décidée\u{202f}: decision (le planificateur), person (quelqu’un qui joue le planificateur), inject ou scheduled (un événement introduit ou prévu), rule (une règle)";
    "operations.inject": "Événement introduit ou prévu qui l’a ordonnée";
    "operations.utility": "Utilité attendue de l’opération, si son planificateur l’a décidée";
    "operations.terms": "Termes dont elle est la somme, nom=valeur, séparés par |";
    "operations.lingers": "Si ceux qui mènent un raid entendaient tenir ce qu’ils ont pris au-delà de la semaine";
    "operations.surplus": "Utilité au-delà de la peine de la monter, si son planificateur l’a décidée\u{202f}; négative\u{202f}: pour des raisons que lui seul voyait";
    "operations.flown": "Si ses hommes ont gagné l’objectif par avion";
    "operations.rejected": "Meilleurs objectifs non retenus, action>cible@lieu=utilité, séparés par |";
    "orders.order": "Numéro de l’ordre dans l’exécution, à partir de 0, le plus ancien d’abord";
    "orders.given_by": "person (une ligne des décisions), inject (un événement introduit par le scénario ou une alternative) ou scheduled (un événement prévu du cas)";
    "orders.inject": "Quel événement introduit ou prévu";
    "orders.actor": "Qui devait l’exécuter";
    "orders.action": "Quelle action ou posture";
    "orders.target": "Contre ou envers qui, si l’ordre le dit";
    "orders.place": "Où, si l’ordre le dit\u{202f}; pour une posture, un lieu de la région";
    "orders.agreement": "Au sujet de quel accord, si l’ordre le dit";
    "orders.result": "carried_out (exécuté)\u{202f}; unchanged (la posture était déjà celle-là)\u{202f}; stands (la posture vaut désormais\u{202f}; cette semaine-là, elle ne pouvait atteindre personne)\u{202f}; failed (fait, mais sans réussir)\u{202f}; begun (une opération est partie)\u{202f}; in_part (elle est partie sans certains de ceux qu’on avait sollicités)\u{202f}; refused (ceux qu’on avait sollicités ont décliné)\u{202f}; barred (le scénario l’empêche)\u{202f}; impossible\u{202f}; too_late (l’acteur ou la cible n’existe plus)";
    "orders.why": "Pourquoi non, ou pas entièrement\u{202f}: prevented (empêché), no_effort (plus d’effort), no_money (plus d’argent), no_aircraft (pas d’avions à portée), no_men (pas d’hommes), too_few_men (trop peu d’hommes), out_of_range (hors de la portée de tous), no_way (pas de chemin), nobody_there (personne sur place), not_enemies (les deux n’étaient pas ennemis), overruled (un ordre ultérieur de la semaine), declined (décliné), actor_gone, target_gone (l’acteur, la cible n’existe plus) ou not_given (ce que l’action exige manquait)";
    "orders.who": "Qui a décliné, séparés par |";
    "orders.operation": "Opération qu’il a lancée, comme dans operations.csv";
    "orders.events": "Événements de sa semaine qui l’ont exécuté, comme dans events.csv, séparés par |";
    "orders.fronts": "Fronts où une posture ordonnée vaut désormais et où il y avait contact cette semaine-là, ACTEUR:ENNEMI:RÉGION, séparés par |";
    "orders.before": "Posture avant l’ordre sur chacun de ces fronts, séparées par |";
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::columns::layouts;

    #[test]
    fn every_column_has_its_french_and_no_other_has() {
        let named = |file: &str, column: Column| (format!("{file}.{}", column.name), column.name);
        let all: Vec<(String, String)> = layouts()
            .flat_map(|layout| layout.columns.into_iter().map(move |column| named(layout.name, column)))
            .collect();
        for (address, name) in &all {
            assert!(said(COLUMNS, address).or_else(|| said(COLUMNS, name)).is_some(), "{address}");
        }
        for (known, _) in COLUMNS {
            let is_meant = |(address, name): &(String, String)| {
                address == known || (name == known && said(COLUMNS, address).is_none())
            };
            assert!(all.iter().any(is_meant), "no column is called {known}");
        }
    }

    /// A text for a column of all files must be right for each of them.
    #[test]
    fn columns_that_share_a_text_share_their_meaning() {
        for (known, _) in COLUMNS.iter().filter(|(known, _)| !known.contains('.')) {
            let mut meanings: Vec<String> = layouts()
                .filter(|layout| said(COLUMNS, &format!("{}.{known}", layout.name)).is_none())
                .flat_map(|layout| layout.columns.into_iter().filter(|c| c.name == *known))
                .map(|c| c.meaning)
                .collect();
            meanings.dedup();
            assert_eq!(meanings.len(), 1, "{known}: {meanings:?}");
        }
    }
}
