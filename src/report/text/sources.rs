//! Where numbers of the model come from, in French. A source that names authors, a section or data alone is the same in both
//! languages and not listed.

use super::{Lang, french, said};

/// A source in a language.
pub fn source(source: &'static str, lang: Lang) -> &'static str {
    said(SOURCES, source).filter(|_| lang == Lang::Fr).unwrap_or(source)
}

const SOURCES: &[(&str, &str)] = french! {
    "assumed": "supposé";
    "assumed: a pair": "supposé\u{202f}: une paire";
    "assumed; with bursts of the record in view, domain 5.4": "supposé, au vu des rafales du relevé, domain 5.4";
    "assumed; domain 5.6": "supposé\u{202f}; domain 5.6";
    "assumed; domain 2.3": "supposé\u{202f}; domain 2.3";
    "Condra et al. 2010 (sign); size assumed": "Condra et al. 2010 (signe)\u{202f}; ampleur supposée";
    "assumed: out and back within two days": "supposé\u{202f}: aller et retour en deux jours";
    "assumed: an act is seldom worth more than a few of what one does anyway": "supposé\u{202f}: un acte vaut rarement plus que quelques affaires courantes";
    "fitted: half of the fatal events of January 2020 to July 2023 leave 4 dead or fewer, domain 5.5": "ajusté\u{202f}: la moitié des événements mortels de janvier 2020 à juillet 2023 laissent au plus 4 morts, domain 5.5";
    "S1:7: they withdrew to spare the town; size assumed (C13)": "S1:7\u{202f}: ils se sont retirés pour épargner la ville\u{202f}; ampleur supposée (C13)";
    "assumed: the size of Aguelhok, a chief town of a district": "supposé\u{202f}: la taille d’Aguelhok, chef-lieu d’un arrondissement";
    "assumed: guards of some villages, who do not leave them alone": "supposé\u{202f}: les gardes de quelques villages, qui ne les laissent pas seuls";
    "assumed; state reprisals follow losses by two to four weeks, domain 5.6": "supposé\u{202f}; les représailles de l’État suivent les pertes de deux à quatre semaines, domain 5.6";
    "assumed: a column": "supposé\u{202f}: une colonne";
    "assumed (C18)": "supposé (C18)";
    "assumed (C22)": "supposé (C22)";
    "assumed (C1)": "supposé (C1)";
    "assumed (C16)": "supposé (C16)";
    "assumed (C11)": "supposé (C11)";
    "assumed (C3)": "supposé (C3)";
    "assumed (C14)": "supposé (C14)";
    "assumed (C9)": "supposé (C9)";
    "assumed (C23)": "supposé (C23)";
    "assumed (C15)": "supposé (C15)";
    "assumed; C21": "supposé\u{202f}; C21";
    "Bakke et al. 2012; size assumed": "Bakke et al. 2012\u{202f}; ampleur supposée";
    "assumed: a company": "supposé\u{202f}: une compagnie";
    "Sahel: July to September": "Sahel\u{202f}: juillet à septembre";
    "domain 2.2: little in towns and mountains; size assumed": "domain 2.2\u{202f}: peu en ville et en montagne\u{202f}; ampleur supposée";
    "assumed: half of the way in four months": "supposé\u{202f}: la moitié du chemin en quatre mois";
    "assumed: a raid of days is less trouble than a campaign of months": "supposé\u{202f}: un raid de quelques jours est moins de peine qu’une campagne de plusieurs mois";
    "assumed: a seventh in a year": "supposé\u{202f}: un septième en un an";
    "assumed: what a region's chief town is worth, times the chances to win and to keep it": "supposé\u{202f}: ce que vaut le chef-lieu d’une région, par les chances de le prendre et de le garder";
    "fitted: incidents of the watched truce, January 2020 to July 2023": "ajusté\u{202f}: incidents de la trêve surveillée, janvier 2020 à juillet 2023";
    "fitted: the army of 2023 is little larger than that of 2020 (seeds)": "ajusté\u{202f}: l’armée de 2023 est à peine plus grande que celle de 2020 (données)";
    "form after Kalyvas 2006; size fitted: one-sided events of January 2020 to July 2023, domain 5.4": "forme d’après Kalyvas 2006\u{202f}; taille ajustée\u{202f}: violences unilatérales de janvier 2020 à juillet 2023, domain 5.4";
    "domain 5.6; size fitted: state violence of January 2020 to July 2023, domain 5.4": "domain 5.6\u{202f}; taille ajustée\u{202f}: violences de l’État de janvier 2020 à juillet 2023, domain 5.4";
    "assumed: the others hide or flee in time": "supposé\u{202f}: les autres se cachent ou fuient à temps";
    "assumed: trucks and guards are ordered for the day": "supposé\u{202f}: camions et escortes sont commandés pour ce jour";
    "assumed: a government keeps most of its guard at home": "supposé\u{202f}: un gouvernement garde chez lui l’essentiel de sa garde";
    "assumed: field guns and rockets reach 15 to 30 km": "supposé\u{202f}: canons et roquettes portent à 15 à 30 km";
    "assumed: most stay behind walls": "supposé\u{202f}: la plupart restent derrière leurs murs";
    "assumed: two platoons": "supposé\u{202f}: deux sections";
    "assumed; services, domain 2.3": "supposé\u{202f}; services, domain 2.3";
    "assumed: half": "supposé\u{202f}: la moitié";
    "assumed: half a year": "supposé\u{202f}: une demi-année";
    "assumed: two months": "supposé\u{202f}: deux mois";
    "assumed: convoys in guarded groups, few of them": "supposé\u{202f}: des convois groupés et gardés, peu nombreux";
    "assumed: a fifth on the way across a large country": "supposé\u{202f}: un cinquième à travers un grand pays";
    "assumed: a few flights a week": "supposé\u{202f}: quelques vols par semaine";
    "assumed: one to four months": "supposé\u{202f}: un à quatre mois";
    "assumed: a few weeks of hunger": "supposé\u{202f}: quelques semaines de faim";
    "assumed: a company and its vehicles": "supposé\u{202f}: une compagnie et ses véhicules";
    "Kalyvas 2006: collaboration follows control; assumed size": "Kalyvas 2006\u{202f}: la collaboration suit le contrôle\u{202f}; ampleur supposée";
    "assumed: months": "supposé\u{202f}: des mois";
    "assumed: half as much again as the error of a count": "supposé\u{202f}: la moitié en plus de l’erreur d’un décompte";
    "assumed: recruiters come by night": "supposé\u{202f}: les recruteurs viennent de nuit";
    "assumed: two groups that relieve each other": "supposé\u{202f}: deux groupes qui se relaient";
    "assumed: a platoon": "supposé\u{202f}: une section";
    "assumed; form after Kalyvas 2006": "supposé\u{202f}; forme d’après Kalyvas 2006";
    "assumed, within domain 2.4": "supposé, dans le cadre de domain 2.4";
    "domain 2.8 (half-life of grievance)": "domain 2.8 (demi-vie du ressentiment)";
    "Kalyvas 2006; assumed size": "Kalyvas 2006\u{202f}; ampleur supposée";
    "assumed (C16: tolls that contradict each other)": "supposé (C16\u{202f}: bilans contradictoires)";
    "assumed (window of defeat, domain 2.10)": "supposé (période de défaite, domain 2.10)";
    "domain 2.10 (12 weeks)": "domain 2.10 (12 semaines)";
    "McKelvey and Palfrey 1995; range domain 2.1": "McKelvey et Palfrey 1995\u{202f}; intervalle domain 2.1";
    "assumed: one man in three to seven beyond guard and rest": "supposé\u{202f}: un homme sur trois à sept, hors garde et repos";
    "domain 2.1: 0.2 to 0.5": "domain 2.1\u{202f}: 0,2 à 0,5";
    "assumed; state reprisals follow losses, domain 5.6": "supposé\u{202f}; les représailles de l’État suivent les pertes, domain 5.6";
    "assumed: half of the textbook's three to one, garrisons here are small": "supposé\u{202f}: la moitié du trois contre un des manuels, les garnisons sont petites ici";
    "assumed: such acts are weighed by the season, not by the week": "supposé\u{202f}: de tels actes se pèsent par saison, non par semaine";
    "domain 2.4: the pattern of 2012": "domain 2.4\u{202f}: le schéma de 2012";
    "assumed: drones and light aircraft from the larger airfields": "supposé\u{202f}: drones et avions légers depuis les grands aérodromes";
    "assumed; hurting stalemate, domain 2.11": "supposé\u{202f}; impasse douloureuse, domain 2.11";
    "assumed: each side believes more in its chances than both can be right to (Johnson 2004)": "supposé\u{202f}: chacun croit plus en ses chances que les deux ne peuvent avoir raison (Johnson 2004)";
    "assumed: trees, fields and villages": "supposé\u{202f}: arbres, champs et villages";
    "assumed: a small town": "supposé\u{202f}: une petite ville";
    "assumed: recent deaths, as the place remembers them": "supposé\u{202f}: morts récents, tels que le lieu s’en souvient";
    "assumed: twice that of one place": "supposé\u{202f}: le double de celui d’un lieu";
    "assumed: they settle more and later": "supposé\u{202f}: ils règlent davantage, et plus tard";
    "assumed: it owns up to a mistake": "supposé\u{202f}: c’est avouer une erreur";
    "assumed: bills that can be paid are paid": "supposé\u{202f}: ce qui peut être payé l’est";
    "Zartman 1989; size assumed": "Zartman 1989\u{202f}; ampleur supposée";
    "Fearon 1994; size assumed": "Fearon 1994\u{202f}; ampleur supposée";
    "Walter 1997: success with a guarantor, failure without": "Walter 1997\u{202f}: succès avec un garant, échec sans";
    "domain 2.11; size assumed": "domain 2.11\u{202f}; ampleur supposée";
    "Fortna 2004; size assumed": "Fortna 2004\u{202f}; ampleur supposée";
    "Stedman 1997; size assumed": "Stedman 1997\u{202f}; ampleur supposée";
    "Powell 2006; size assumed": "Powell 2006\u{202f}; ampleur supposée";
    "13 camps closed in 26 weeks of 2023": "13 camps fermés en 26 semaines de 2023";
    "Christia 2012; size assumed": "Christia 2012\u{202f}; ampleur supposée";
    "assumed: motorcycles and pick-ups without a train": "supposé\u{202f}: motos et pick-up sans train d’équipage";
    "assumed; mobility by season, domain 5.6": "supposé\u{202f}; mobilité selon la saison, domain 5.6";
    "assumed: stores for a few weeks": "supposé\u{202f}: des réserves pour quelques semaines";
    "assumed: bands eat where they are": "supposé\u{202f}: les bandes se nourrissent sur place";
    "domain 2.2: share of strikes with good intelligence, Kress and Szechtman 2009": "domain 2.2\u{202f}: part des frappes bien renseignées, Kress et Szechtman 2009";
    "assumed; the area fire of Deitchman 1962": "supposé\u{202f}; le tir de zone de Deitchman 1962";
    "assumed: drones that must also loiter": "supposé\u{202f}: des drones qui doivent aussi rester sur zone";
    "Bohorquez et al. 2009, about 2.5 over nine wars": "Bohorquez et al. 2009, environ 2,5 sur neuf guerres";
    "domain 2.3: 0.5 to 1 percent a week": "domain 2.3\u{202f}: 0,5 à 1 pour cent par semaine";
    "assumed; zero growth under blockade, domain 2.3": "supposé\u{202f}; croissance nulle sous blocus, domain 2.3";
    "assumed: the lower third of what the capital has": "supposé\u{202f}: le tiers inférieur de ce qu’a la capitale";
    "assumed: blockades here are of roads, not of walls": "supposé\u{202f}: les blocus sont ici de routes, non de murs";
    "domain 2.2: mu0 = 0.1": "domain 2.2\u{202f}: mu0 = 0,1";
    "domain 2.2: mu1 = 0.6": "domain 2.2\u{202f}: mu1 = 0,6";
    "Bohorquez et al. 2009 (2.5); assumed for gatherings": "Bohorquez et al. 2009 (2,5)\u{202f}; supposé pour les rassemblements";
    "assumed; with `wrath` some 5 to 12 dead an event, domain 5.2": "supposé\u{202f}; avec `wrath`, quelque 5 à 12 morts par événement, domain 5.2";
    "domain 2.7 (saturates at 0.2)": "domain 2.7 (sature à 0,2)";
    "Hultman, Kathman & Shannon 2013 (domain 2.7)": "Hultman, Kathman et Shannon 2013 (domain 2.7)";
    "assumed: size of a personal network": "supposé\u{202f}: taille d’un réseau personnel";
    "assumed; UNDP 2017: 71 % of triggers are harm by the state": "supposé\u{202f}; PNUD 2017\u{202f}: 71\u{202f}% des déclencheurs sont des torts causés par l’État";
    "Condra & Shapiro 2012 (sign); assumed size": "Condra et Shapiro 2012 (signe)\u{202f}; ampleur supposée";
    "assumed (C3); Condra et al. 2010 for the loop": "supposé (C3)\u{202f}; Condra et al. 2010 pour la boucle";
    "assumed: grievances are older than the war": "supposé\u{202f}: les ressentiments sont plus anciens que la guerre";
    "assumed: those of one house or car": "supposé\u{202f}: les occupants d’une maison ou d’une voiture";
    "assumed: a market day": "supposé\u{202f}: un jour de marché";
    "400,000 displaced (s3 paragraph 26) to some 12,000 killed (UCDP) are 30 and more a death, over six weeks, with fear": "400\u{202f}000 déplacés (s3, § 26) pour quelque 12\u{202f}000 tués (UCDP) font 30 et plus par mort, sur six semaines, avec la peur";
    "assumed: a safe place four times as far as the usual one": "supposé\u{202f}: un lieu sûr quatre fois plus loin que le lieu habituel";
    "assumed: the old, the poor, those with herds": "supposé\u{202f}: les vieux, les pauvres, ceux qui ont des troupeaux";
    "domain 2.9 (form); assumed size": "domain 2.9 (forme)\u{202f}; ampleur supposée";
    "assumed: people come back together": "supposé\u{202f}: les gens reviennent ensemble";
    "domain 2.4: turf must outweigh a common enemy": "domain 2.4\u{202f}: le terrain doit l’emporter sur un ennemi commun";
    "domain 2.8 (form); size: groups that lost hundreds a year (domain 5.2) kept their strength among 1.5 million": "domain 2.8 (forme)\u{202f}; ampleur\u{202f}: des groupes perdant des centaines d’hommes par an (domain 5.2) ont gardé leur effectif parmi 1,5 million d’habitants";
    "assumed: most of a year's pay, arms included": "supposé\u{202f}: l’essentiel d’un an de solde, armes comprises";
    "assumed; rents raise recruitment, Dube & Vargas 2013": "supposé\u{202f}; les rentes accroissent le recrutement, Dube et Vargas 2013";
    "assumed; wages draw recruits, Dube & Vargas 2013": "supposé\u{202f}; la solde attire des recrues, Dube et Vargas 2013";
    "assumed: up to a half above the army of the case": "supposé\u{202f}: jusqu’à moitié plus que l’armée du cas";
    "about the share of males from 15 to 49 in young populations": "environ la part des hommes de 15 à 49 ans dans une population jeune";
    "assumed: fuel, arms and families; incomes of the seeds then carry the men of the seeds": "supposé\u{202f}: carburant, armes et familles\u{202f}; les revenus des données de départ entretiennent alors leurs hommes";
    "seeds (places.income); domain 2.12": "données de départ (places.income)\u{202f}; domain 2.12";
    "assumed: a third": "supposé\u{202f}: un tiers";
    "domain 2.10; Londregan & Poole 1990": "domain 2.10\u{202f}; Londregan et Poole 1990";
    "assumed; threshold after domain 2.10": "supposé\u{202f}; seuil d’après domain 2.10";
    "assumed: what the seeds state of the contract in the case": "supposé\u{202f}: ce que les données de départ disent du contrat dans le cas";
    "assumed: a tour of duty": "supposé\u{202f}: une relève";
    "Boulding 1962, loss of strength with distance; size assumed": "Boulding 1962, perte de force avec la distance\u{202f}; ampleur supposée";
    "Boulding 1962; size assumed": "Boulding 1962\u{202f}; ampleur supposée";
    "Brown 1963, Oper. Res. 11:418: between the linear and the square law": "Brown 1963, Oper. Res. 11:418\u{202f}: entre la loi linéaire et la loi du carré";
    "Dupuy: one killed for two to three wounded": "Dupuy\u{202f}: un tué pour deux à trois blessés";
    "Helmbold 1971, 1,080 battles, second hand; Clark 1954": "Helmbold 1971, 1\u{202f}080 batailles, de seconde main\u{202f}; Clark 1954";
    "Helmbold 1971, second hand": "Helmbold 1971, de seconde main";
    "Toft 2003: territory as an aim in itself; size assumed": "Toft 2003\u{202f}: le territoire comme but en soi\u{202f}; ampleur supposée";
    "Toft 2003; size assumed": "Toft 2003\u{202f}; ampleur supposée";
    "Zhukov 2012: roads and the reach of war; size assumed": "Zhukov 2012\u{202f}: les routes et la portée de la guerre\u{202f}; ampleur supposée";
    "assumed: to bring in the wounded, stores and replacements": "supposé\u{202f}: le temps d’évacuer les blessés, de refaire réserves et effectifs";
    "assumed: a large column is weeks in the making": "supposé\u{202f}: une grande colonne se prépare pendant des semaines";
    "assumed: a large market town": "supposé\u{202f}: un grand bourg de marché";
    "assumed: a platoon or two": "supposé\u{202f}: une section ou deux";
    "assumed: a reinforced platoon": "supposé\u{202f}: une section renforcée";
    "assumed: as much as cutting it off": "supposé\u{202f}: autant que de le couper";
    "assumed: nearly all posts and towns that were overrun from 2020 to July 2023 were left within hours or days": "supposé\u{202f}: presque tous les postes et villes enlevés de 2020 à juillet 2023 ont été quittés en quelques heures ou jours";
    "recalled: some 1,800 of 8,000 fighters or more in the eight years of the Algiers accord, its observers' reports to 2023": "de mémoire\u{202f}: quelque 1\u{202f}800 combattants sur 8\u{202f}000 ou plus en huit ans d’accord d’Alger, d’après les rapports de ses observateurs jusqu’en 2023";
    "computed: the spread within two years of the watched truce in this model, 0.04 to 0.08": "calculé\u{202f}: la dispersion en deux ans de trêve surveillée dans ce modèle, de 0,04 à 0,08";
    "fitted: fatal events of state and JNIM, January 2020 to July 2023, domain 5.4": "ajusté\u{202f}: événements meurtriers entre l’État et le JNIM, de janvier 2020 à juillet 2023, domain 5.4";
    "assumed: the plan of a phase is known, the day is settled some weeks before": "supposé\u{202f}: le plan d’une phase est connu, le jour se fixe quelques semaines avant";
    "assumed: a company with its stores; the documents tell of two aircraft (S4:4)": "supposé\u{202f}: une compagnie et ses provisions\u{202f}; les documents parlent de deux avions (S4:4)";
    "assumed: the garrison of a small town": "supposé\u{202f}: la garnison d’une petite ville";
    "assumed: a season": "supposé\u{202f}: une saison";
    "assumed: fighters live at home": "supposé\u{202f}: les combattants vivent chez eux";
    "assumed: hunters and village guards fight near home": "supposé\u{202f}: chasseurs et gardes de village combattent près de chez eux";
    "assumed: lower than the chance for which one sets out": "supposé\u{202f}: plus basse que celle pour laquelle on part";
    "assumed: military columns on tarred roads": "supposé\u{202f}: colonnes militaires sur routes goudronnées";
    "assumed: no side fights on with two of five men left": "supposé\u{202f}: nul camp ne se bat encore avec deux hommes sur cinq";
    "assumed: operations of the record follow each other by months, not weeks": "supposé\u{202f}: les opérations connues se suivent par mois, non par semaines";
    "assumed: three weeks of marching, halts included": "supposé\u{202f}: trois semaines de marche, haltes comprises";
    "assumed: three weeks' reach with halts": "supposé\u{202f}: la portée de trois semaines, haltes comprises";
    "assumed: train, sick and guards apart": "supposé\u{202f}: train, malades et gardes mis à part";
    "assumed: two days of halt and repair": "supposé\u{202f}: deux jours de halte et de réparation";
    "assumed; Biddle 2004: numbers alone foretell little": "supposé\u{202f}; Biddle 2004\u{202f}: les effectifs seuls prédisent peu";
    "assumed; Clausewitz's culminating point, sized by Helmbold 1971": "supposé\u{202f}; point culminant de Clausewitz, mesuré d’après Helmbold 1971";
    "assumed; Dupuy's hasty to prepared defence": "supposé\u{202f}; de la défense hâtive à la défense préparée chez Dupuy";
    "assumed; sets the exchange ratio of ambushes and raids": "supposé\u{202f}; fixe le rapport de pertes des embuscades et des raids";
    "assumed: the largest attacks of the record are told of some hundreds": "supposé\u{202f}: les plus grandes attaques relatées comptent quelques centaines d’hommes";
    "assumed: a battalion group with its train": "supposé\u{202f}: un bataillon avec son train";
    "domain 2.1, a third of what a concession costs; size assumed": "domain 2.1, un tiers de ce que coûte une concession\u{202f}; ampleur supposée";
    "domain 2.1: log-normal error 0.4": "domain 2.1\u{202f}: erreur log-normale de 0,4";
    "domain 2.2: 0.5 to 1.5": "domain 2.2\u{202f}: 0,5 à 1,5";
    "domain 2.2: for some four sorties": "domain 2.2\u{202f}: pour quelque quatre sorties";
    "domain 2.2: some 0.2 in towns and mountains": "domain 2.2\u{202f}: environ 0,2 en ville et en montagne";
    "assumed: days to two weeks": "supposé\u{202f}: de quelques jours à deux semaines";
    "assumed: fuel, water and shells for some weeks": "supposé\u{202f}: carburant, eau et obus pour quelques semaines";
    "Fearon 1995: private knowledge of one's own resolve; size assumed": "Fearon 1995\u{202f}: chacun seul connaît sa propre détermination\u{202f}; ampleur supposée";
    "Fearon 1995; size assumed": "Fearon 1995\u{202f}; ampleur supposée";
    "Walter 1997; Fortna 2004: the risk is cut by 55 to 85 in 100; size assumed": "Walter 1997\u{202f}; Fortna 2004\u{202f}: le risque baisse de 55 à 85 sur 100\u{202f}; ampleur supposée";
    "assumed: a day's patrol": "supposé\u{202f}: une patrouille d’un jour";
    "assumed: one fatal event in seven years of the watched truce": "supposé\u{202f}: un seul incident meurtrier en sept ans de trêve surveillée";
    "assumed: one in ten a year; war is a decision of its own; form after domain 2.7": "supposé\u{202f}: une sur dix par an\u{202f}; la guerre se décide à part\u{202f}; forme d’après domain 2.7";
    "assumed: patrols and posts, not bodies": "supposé\u{202f}: des patrouilles et des postes, non des corps";
    "assumed: twice a year": "supposé\u{202f}: deux fois par an";
    "assumed; Fortna 2004: monitors and mediation keep accidents from growing": "supposé\u{202f}; Fortna 2004\u{202f}: observateurs et médiation empêchent les accidents de grandir";
    "assumed: half of those most strained leave within a year": "supposé\u{202f}: la moitié des plus éloignés partent dans l’année";
    "assumed; domain 2.4, ideology closeness (Gade et al. 2019)": "supposé\u{202f}; domain 2.4, proximité des idées (Gade et al. 2019)";
    "domain 2.4, +0.1 for a joint attack; size assumed": "domain 2.4, +0,1 par attaque commune\u{202f}; ampleur supposée";
    "domain 2.4, -0.15 to -0.3": "domain 2.4, de −0,15 à −0,3";
    "domain 2.4, 0.5 % a week; size assumed": "domain 2.4, 0,5\u{202f}% par semaine\u{202f}; ampleur supposée";
    "domain 2.5: a response of 0.3 to 0.6 with forgiveness of 0.1 to 0.3": "domain 2.5\u{202f}: une réponse de 0,3 à 0,6 et un pardon de 0,1 à 0,3";
    "assumed: a ring begins with the roads; river and air come later": "supposé\u{202f}: l’encerclement commence par les routes, puis le fleuve et l’air";
    "assumed: fuel, repairs and rations of a column": "supposé\u{202f}: carburant, réparations et vivres d’une colonne";
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanism::parameters;

    /// Sources that say the same in both languages: who, which section, in brackets how well known.
    fn is_a_name(source: &str) -> bool {
        let is_known = |word: &str| ["al.", "et", "domain", "[K]"].contains(&word);
        let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase());
        let is_number = |word: &str| word.trim_end_matches(';').parse::<f64>().is_ok();
        let words = source.split(' ').map(|word| word.trim_matches(['(', ')']));
        words.into_iter().all(|word| is_known(word) || is_name(word) || is_number(word))
    }

    #[test]
    fn every_source_with_a_word_in_it_is_translated_and_none_is_left_over() {
        for p in parameters() {
            let french = said(SOURCES, p.source);
            assert!(french.is_some_and(|f| f != p.source) || is_a_name(p.source), "{}: {}", p.address, p.source);
        }
        for (source, _) in SOURCES {
            assert!(parameters().any(|p| p.source == *source), "no parameter has the source “{source}”");
        }
    }
}
