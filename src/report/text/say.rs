//! The labels.

use super::{Lang, texts};

texts! {
    PERCENT: "{0} %", "{0}\u{202f}%";
    MILLION: "{0} million", "{0}\u{a0}M";
    RANGE: "{0} to {1}", "{0} à {1}";
    ABOUT: "about {0}", "environ {0}";
    MOSTLY: "mostly {0}", "le plus souvent {0}";
    ALL_ALIKE: "all worlds alike", "tous les mondes pareils";
    LIMITED: "within {0}", "au plus large {0}";
    NAMED: "{0}: {1}", "{0}\u{202f}: {1}";
    BREAK: "; ", "\u{202f}; ";

    NOT_A_FORECAST: "Simulated, not a forecast. The numbers say what the documents, the stated assumptions and the rules of a model imply together.",
        "Simulation, et non prévision. Les chiffres disent ce qu’impliquent ensemble les documents, les hypothèses énoncées et les règles d’un modèle.";
    UNDER_TITLE: "{0} worlds of {1} weeks, from {2} to {3}; {4} draws of everything that is uncertain; seed {5}.",
        "{0} mondes de {1} semaines, du {2} au {3}\u{202f}; {4} tirages de tout ce qui est incertain\u{202f}; graine {5}.";
    FAILED: "{0} runs of “{1}” failed and count nowhere; runs.csv says why.",
        "{0} exécutions de «\u{a0}{1}\u{a0}» ont échoué et ne comptent nulle part\u{202f}; runs.csv dit pourquoi.";
    CONTENTS: "Contents", "Sommaire";
    FOOT: "Made by Escalade {0} from a folder of results; the same folder gives the same bytes.",
        "Produit par Escalade {0} à partir d’un dossier de résultats\u{202f}; le même dossier donne les mêmes octets.";
    NUMBERS: "The numbers", "Les chiffres";
    BASE: "Base", "Référence";

    ANSWER: "The answer", "La réponse";
    ANSWER_WIDE: "{0} of 100 worlds", "{0} mondes sur 100";
    ANSWER_AFTER: ", depending on assumptions; {0} over all of them (sampling error {1}).",
        ", selon les hypothèses\u{202f}; {0} sur l’ensemble (erreur d’échantillonnage {1}).";
    ANSWER_YES_IN: "Yes in ", "Oui dans ";
    ANSWER_COMES_IN: "It comes within {0} weeks in ", "Cela arrive en moins de {0} semaines dans ";
    ANSWER_LEVEL_IN: "Likeliest is “{0}”: ", "Le plus probable est «\u{a0}{0}\u{a0}»\u{202f}: ";
    ANSWER_MEAN: "On average ", "En moyenne ";
    ANSWER_MEAN_AFTER: " ({0}), depending on assumptions; {1} over all worlds (sampling error {2}).",
        " ({0}), selon les hypothèses\u{202f}; {1} sur tous les mondes (erreur d’échantillonnage {2}).";
    ANSWER_NO_SPREAD: " of 100 worlds (sampling error {0}); with one run a draw the spread over assumptions cannot be told.",
        " mondes sur 100 (erreur d’échantillonnage {0})\u{202f}; avec une seule exécution par tirage, la dispersion selon les hypothèses n’est pas connue.";
    OPEN: "Where the range over assumptions is as wide as the scale, the honest answer is that these documents do not tell.",
        "Là où l’intervalle selon les hypothèses couvre toute l’échelle, la réponse honnête est que ces documents ne permettent pas de conclure.";
    BIGGEST: "Of the what-ifs asked, these move the answer most: ", "Parmi les scénarios alternatifs, ceux qui déplacent le plus la réponse\u{202f}: ";
    BIGGEST_ONE: "“{0}” ({1} points, sampling error {2})", "«\u{a0}{0}\u{a0}» ({1} points, erreur d’échantillonnage {2})";
    BIGGEST_AMOUNT: "“{0}” ({1}, sampling error {2})", "«\u{a0}{0}\u{a0}» ({1}, erreur d’échantillonnage {2})";
    NONE_MOVES: "None of the what-ifs asked moves this answer by more than its sampling error.",
        "Aucun des scénarios alternatifs ne déplace cette réponse au-delà de son erreur d’échantillonnage.";
    TWO_RANGES: "Two ranges stand beside each number. The wide one, over assumptions, is the middle 90 % of what the model expects under different draws of everything uncertain; more runs do not narrow it. Where draws differ no more than chance makes them, only a limit is known, and it lies “within” that. The narrow one is the 95 % sampling interval of the number itself; more runs do.",
        "Chaque nombre est accompagné de deux intervalles. Le large, selon les hypothèses, contient les 90\u{202f}% centraux de ce que le modèle attend sous différents tirages de tout ce qui est incertain\u{202f}; davantage d’exécutions ne le réduisent pas. Où les tirages ne diffèrent pas plus que le hasard ne le veut, seule une limite est connue («\u{a0}au plus large\u{a0}»). L’étroit est l’intervalle d’échantillonnage à 95\u{202f}% du nombre lui-même\u{202f}; davantage d’exécutions le réduisent.";

    OUTCOMES: "Outcomes", "Résultats";
    OUTCOMES_INTRO: "Every question asked of each world. The pale bar is the range over assumptions, dashed where it is a limit, the thick line the sampling interval, the mark the estimate: a filled circle for the base, a diamond for a what-if.",
        "Chaque question posée à chaque monde. La barre pâle est l’intervalle selon les hypothèses, en pointillé où ce n’est qu’une limite, le trait épais l’intervalle d’échantillonnage, le repère l’estimation\u{202f}: un cercle plein pour la référence, un losange pour un scénario alternatif.";
    ALL_OUTCOMES: "All questions", "Toutes les questions";
    OTHER_OUTCOMES: "Other questions", "Autres questions";
    SHARE_OF_WORLDS: "share of worlds", "part des mondes";
    IN_UNIT: "mean, {0}", "moyenne, {0}";
    WITHIN: "comes within {0} weeks, share of worlds", "arrive en moins de {0} semaines, part des mondes";
    DOTS_ALT: "For each variant the estimate with two ranges. Base: {0}; over assumptions {1}, sampling {2}.",
        "Pour chaque variante, l’estimation et deux intervalles. Référence\u{202f}: {0}\u{202f}; selon les hypothèses {1}, échantillonnage {2}.";
    LEVELS_ALT: "For each variant a bar of shares that sum to one. Base: {0}.",
        "Pour chaque variante, une barre de parts dont la somme est un. Référence\u{202f}: {0}.";
    VARIANT: "Variant", "Variante";
    ESTIMATE: "Estimate", "Estimation";
    OVER_ASSUMPTIONS: "Over assumptions", "Selon les hypothèses";
    SAMPLING: "Sampling", "Échantillonnage";
    WORLDS_5_95: "5 to 95 % of worlds", "5 à 95\u{202f}% des mondes";
    STATE: "State", "État";

    CHANGES: "What the what-ifs change", "Ce que changent les scénarios alternatifs";
    CHANGES_INTRO: "World by world: world k of a what-if shares all chance and all assumptions with world k of the base, so that a difference is the effect of what was changed. Differences are sorted; where the thick line touches zero, none was found. Worlds up and down hold under this coupling.",
        "Monde par monde\u{202f}: le monde k d’un scénario alternatif partage tout le hasard et toutes les hypothèses du monde k de la référence, si bien qu’une différence est l’effet de ce qui a été changé. Les différences sont triées\u{202f}; là où le trait épais touche zéro, aucune n’a été trouvée. Les mondes en hausse et en baisse valent sous ce couplage.";
    NO_WHAT_IFS: "No what-if was asked. Add some with `--what-if all`.", "Aucun scénario alternatif n’a été demandé. Ajoutez-en avec `--what-if all`.";
    POINTS: "difference in points of percentage", "différence en points de pourcentage";
    RELATIVE: "in the figure the difference is in percent of the base, in the table in its own unit", "dans la figure, la différence est en pour cent de la référence\u{202f}; dans le tableau, dans sa propre unité";
    FOREST_ALT: "{0} differences with sampling intervals around a zero line; {1} of them exclude zero. Largest: {2}, {3}.",
        "{0} différences avec intervalles d’échantillonnage autour d’une ligne zéro\u{202f}; excluent zéro\u{202f}: {1}. La plus grande\u{202f}: {2}, {3}.";
    PROBABILITIES_OF: "{0}: probabilities", "{0}\u{202f}: probabilités";
    QUANTITIES_OF: "{0}: quantities", "{0}\u{202f}: quantités";
    OUTCOME: "Outcome", "Résultat";
    DIFFERENCE: "Difference", "Différence";
    WHAT_IF: "What-if", "Alternative";
    UP_DOWN: "Worlds up, down", "Mondes en hausse, en baisse";
    EXPECTED: "Expected", "Attendu";
    CAME_OUT: "Came out", "Constaté";
    NOTHING_MOVED: "In no world did this what-if change an answer.", "Dans aucun monde cette alternative n’a changé une réponse.";
    BEYOND: "Arrowheads point to what lies beyond the axis", "Les pointes indiquent ce qui se trouve au-delà de l’axe";
    UNMOVED: "{0} further, smaller differences are in the table.", "{0} autres différences, plus petites, sont dans le tableau.";
    EXPECTATIONS: "Of {0} signs written down before the first ensemble, {1} came out as expected, {2} the other way, {3} are unresolved.",
        "Sur {0} signes notés avant le premier ensemble\u{202f}: conformes à l’attente {1}, contraires {2}, indécis {3}.";

    ASSUMPTIONS: "Assumptions", "Hypothèses";
    LEFT_OUT: "What the model leaves out", "Ce que le modèle laisse de côté";
    LEFT_1: "Leaders are attributes of organisations, never persons who act; places stay at town level; nothing tactical is modelled.",
        "Les dirigeants sont des attributs d’organisations, jamais des personnes qui agissent\u{202f}; les lieux restent au niveau de la ville\u{202f}; rien de tactique n’est modélisé.";
    LEFT_2: "Weather, harvests, prices, disease, and politics outside the case are absent unless a scenario puts them in.",
        "Le climat, les récoltes, les prix, les maladies et la politique hors du cas sont absents, sauf si un scénario les introduit.";
    LEFT_3: "No reading of the news feeds it: it knows what its documents said on the day it starts.",
        "Il ne lit pas l’actualité\u{202f}: il sait ce que disaient ses documents le jour où il commence.";
    LEFT_4: "Its probabilities are shares of simulated worlds. They have not been checked against enough past conflicts to be read as chances of what will happen.",
        "Ses probabilités sont des parts de mondes simulés. Elles n’ont pas été comparées à assez de conflits passés pour être lues comme les chances de ce qui arrivera.";
    REPEAT: "How to repeat it", "Comment le refaire";
    REPEAT_INTRO: "The same version, seed and inputs give the same bytes on any machine.", "La même version, la même graine et les mêmes données donnent les mêmes octets sur toute machine.";
    VERSION: "Version", "Version";
    SEED: "Seed", "Graine";
    SCENARIO: "Scenario", "Scénario";
    COMMAND: "Command", "Commande";
    HASHES: "Fingerprints of the files (SHA-256)", "Empreintes des fichiers (SHA-256)";
    FILE: "File", "Fichier";
    BYTES: "Bytes", "Octets";
    PARAMETERS: "Parameters", "Paramètres";
    PARAMETERS_INTRO: "Every number of the model that is not a fact of the case: the value or the range that draws take, where it is from, and whether this scenario or a what-if changed it.",
        "Chaque nombre du modèle qui n’est pas un fait du cas\u{202f}: la valeur ou l’intervalle des tirages, sa source, et si ce scénario ou une alternative l’a changé.";
    ADDRESS: "Address", "Adresse";
    MEANING: "Meaning", "Sens";
    VALUE: "Value", "Valeur";
    UNIT: "Unit", "Unité";
    SOURCE: "Source", "Source";
    CHANGED: "Changed by", "Changé par";
    CHANGED_HERE: "What this study changed", "Ce que cette étude a changé";
    CHANGED_NOTHING: "Nothing: every parameter has the range of the model.", "Rien\u{202f}: chaque paramètre a l’intervalle du modèle.";
    THE_SCENARIO: "the scenario", "le scénario";
    EVIDENCE: "Evidence", "Sources";
    EVIDENCE_INTRO: "What the facts of the case rest on, in our own words. Claims in conflict are alternatives: each draw takes one of them.",
        "Ce sur quoi reposent les faits du cas, dans nos propres mots. Les affirmations contradictoires sont des alternatives\u{202f}: chaque tirage en retient une.";
    DOCUMENTS: "Documents", "Documents cités";
    DOCUMENT: "Document", "Document";
    PUBLISHER: "Publisher", "Éditeur";
    PUBLISHED: "Published", "Parution";
    CLAIMS: "Claims", "Affirmations";
    TITLE: "Title", "Titre";
    ON_OFF: "1 on, 0 off", "1 active, 0 inactive";
    WHOLE_NUMBER: "whole number", "nombre entier";
    NUMBER: "number", "nombre";
    TRUE_FALSE: "true or false", "vrai ou faux";
    TEXT: "text", "texte";
    DATE: "date", "date";
    CLAIM: "Claim", "Affirmation";
    PARAGRAPH: "¶", "§";
    WHAT_IT_SAYS: "What it says", "Ce qu’elle dit";
    CONFIDENCE: "Confidence", "Confiance";
    RIVALS: "Rivals", "Rivales";
    TAKEN: "{0} (taken in {1} of draws)", "{0} (retenue dans {1} des tirages)";
    DICTIONARY: "Data dictionary", "Dictionnaire des données";
    DICTIONARY_INTRO: "Every column of every file in the folder.", "Chaque colonne de chaque fichier du dossier.";
    DRAWN: "What the draw took: a column for every number that varies, under its address, and for every set of rival claims (`alternatives.NAME`); of a what-if that draws otherwise, `WHAT-IF/ADDRESS`. datapackage.json says what each means",
        "Ce que le tirage a pris\u{202f}: une colonne pour chaque nombre qui varie, sous son adresse, et pour chaque groupe d’affirmations rivales (`alternatives.NOM`)\u{202f}; d’une alternative qui tire autrement, `ALTERNATIVE/ADRESSE`. datapackage.json dit ce que chacune signifie";
    COLUMN: "Column", "Colonne";
    TYPE: "Type", "Type";
    NOTES: "Notes", "Remarques";

    MONTHS: "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.";
    WEEK_OF: "Week of", "Semaine du";
    PLACES: "When and where", "Quand et où";
    PLACE: "Place", "Lieu";
    HELD_BY: "Held by, share of worlds", "Tenu par, part des mondes";
    WHO_HOLDS: "Who holds what", "Qui tient quoi";
    WHO_HOLDS_INTRO: "Shares of worlds in which a place is held by whom, at the end of each week; they sum to one. Members and hired partners count with those for whom they fight, splinters with those whom they left.",
        "Parts des mondes dans lesquels un lieu est tenu par tel ou tel acteur, à la fin de chaque semaine\u{202f}; leur somme est un. Membres et partenaires engagés comptent avec ceux pour qui ils combattent, les dissidents avec ceux qu’ils ont quittés.";
    HOLDER_OF: "{0}: who holds it", "{0}\u{202f}: qui le tient";
    HOLDER_OF_IN: "{0}: who holds it – {1}", "{0}\u{202f}: qui le tient – {1}";
    STATE_OF: "{0}: how well it is held", "{0}\u{202f}: comment il est tenu";
    IN_EACH_WHAT_IF: "{0} in each what-if", "{0} dans chaque alternative";
    OTHER_PLACES: "Every other place", "Tous les autres lieux";
    AREAS_ALT: "Shares of worlds over time. {0}: {1}. {2}: {3}.", "Parts des mondes dans le temps. {0}\u{202f}: {1}. {2}\u{202f}: {3}.";
    HOW_MUCH: "How much, and how far worlds differ", "Combien, et à quel point les mondes diffèrent";
    HOW_MUCH_INTRO: "The line is the median world, the dark band half of the worlds, the pale band nine in ten. Single worlds are rougher than any of these lines.",
        "La ligne est le monde médian, la bande foncée la moitié des mondes, la bande pâle neuf sur dix. Chaque monde est plus irrégulier que ces lignes.";
    MEDIAN: "Median", "Médiane";
    HALF: "Half of worlds", "Moitié des mondes";
    NINE_IN_TEN: "Nine in ten", "Neuf sur dix";
    FAN_ALT: "Median and bands over time. At the end the median is {0}, nine in ten worlds lie in {1}.",
        "Médiane et bandes dans le temps. À la fin, la médiane est {0}, neuf mondes sur dix se situent dans {1}.";
    MAPS: "The map", "La carte";
    MAPS_INTRO: "Each place is cut like a pie into the shares of worlds in which it is held by whom. Symbols grow with the population. Outlines, where there are any, are those of Natural Earth or of the case; dashed lines are roads.",
        "Chaque lieu est découpé comme une tarte selon les parts des mondes où il est tenu par tel ou tel acteur. Les symboles croissent avec la population. Les contours éventuels sont ceux de Natural Earth ou du cas\u{202f}; les tirets sont des routes.";
    MAP_AT: "Who holds what, week of {0}", "Qui tient quoi, semaine du {0}";
    MAP_ALT: "Map of places with who holds them most often. {0}.", "Carte des lieux et de qui les tient le plus souvent. {0}.";
    WHEN: "When it comes", "Quand cela arrive";
    WHEN_INTRO: "The share of worlds in which it has come by a date. Worlds in which it does not come within the horizon are counted, not dropped.",
        "La part des mondes où cela est arrivé à une date donnée. Les mondes où cela n’arrive pas avant l’horizon sont comptés, non écartés.";
    CAME_BY: "share of worlds in which it has come, by what was so in that week", "part des mondes où cela est arrivé, selon la situation cette semaine-là";
    CAME_BY_ALL: "share of worlds in which it has come; full line: base, dashed: what-ifs", "part des mondes où cela est arrivé\u{202f}; ligne pleine\u{202f}: référence, tirets\u{202f}: alternatives";
    BY_MIDDLE: "By the middle", "À mi-parcours";
    BY_END: "By the end", "À la fin";
    CURVES_ALT: "Curves that rise over time, one for each variant; the base ends at {0} %.", "Courbes qui montent dans le temps, une par variante\u{202f}; la référence finit à {0}\u{202f}%.";

    RELATIONS: "Relations", "Relations";
    STANCES: "How pairs stand to each other", "Comment les paires se situent";
    STANCES_INTRO: "The stance of a pair as shares of worlds, and the highest rung of the escalation ladder that the pair climbed in the last eight weeks.",
        "La posture d’une paire en parts des mondes, et l’échelon le plus élevé de l’échelle d’escalade atteint par la paire dans les huit dernières semaines.";
    STANCE_OF: "{0} and {1}: stance", "{0} et {1}\u{202f}: posture";
    RUNG_OF: "{0} and {1}: rung of the ladder", "{0} et {1}\u{202f}: échelon";
    RUNG_NAME: "{0} {1}", "{0}\u{a0}{1}";
    NETWORK: "Who is close to whom", "Qui est proche de qui";
    NETWORK_INTRO: "Mean affinity of both directions over {0} worlds of the base, evenly spaced and played again. Full lines: friendly; dashed: hostile; the thicker, the stronger. Weak ties are left out; positions are the same at all dates.",
        "Affinité moyenne des deux sens sur {0} mondes de référence, régulièrement espacés et rejoués. Traits pleins\u{202f}: amical\u{202f}; tirets\u{202f}: hostile\u{202f}; plus ils sont épais, plus ils sont forts. Les liens faibles sont omis\u{202f}; les positions sont les mêmes à toutes les dates.";
    NETWORK_AT: "Week of {0}", "Semaine du {0}";
    NETWORK_ALT: "Network of {0} actors. Closest: {1}. Most hostile: {2}.", "Réseau de {0} acteurs. Les plus proches\u{202f}: {1}. Les plus hostiles\u{202f}: {2}.";
    PAIR: "Pair", "Paire";
    AFFINITY: "Affinity, −1 to 1", "Affinité, −1 à 1";
    PAIR_NAME: "{0} and {1}", "{0} et {1}";
    SPLINTER: "{0}, splinter {1}", "{0}, dissidence {1}";

    REPLAYS: "Replays", "Rejeux";
    REPLAYS_INTRO: "Single worlds of the base, played again from the inputs. Chosen by rule, not by hand: of the worlds that answer “{0}” alike, the one nearest to the middle of their answers to all questions; the one furthest from the middle of all; and one by lot. One world is an example, never the answer.",
        "Quelques mondes de référence, rejoués à partir des données d’entrée. Choisis par une règle, non à la main\u{202f}: parmi les mondes qui répondent de même à «\u{a0}{0}\u{a0}», le plus proche du milieu de leurs réponses à toutes les questions\u{202f}; le plus éloigné du milieu de tous\u{202f}; et un tiré au sort. Un monde est un exemple, jamais la réponse.";
    NO_REPLAYS: "No world could be played again with the same answers, so there is nothing to replay.", "Aucun monde n’a pu être rejoué avec les mêmes réponses\u{202f}; il n’y a rien à rejouer.";
    NO_SCRIPT: "The moving pictures need scripts, which are off here; the lists below hold the same events.", "Les images animées ont besoin de scripts, désactivés ici\u{202f}; les listes ci-dessous contiennent les mêmes événements.";
    REPLAY_OF: "World {0}: {1}", "Monde {0}\u{202f}: {1}";
    PICK_YES: "typical of those that answer yes", "typique de ceux qui répondent oui";
    PICK_NO: "typical of those that answer no", "typique de ceux qui répondent non";
    PICK_COMES: "typical of those in which it comes", "typique de ceux où cela arrive";
    PICK_NEVER: "typical of those in which it never comes", "typique de ceux où cela n’arrive jamais";
    PICK_LEVEL: "typical of “{0}”", "typique de «\u{a0}{0}\u{a0}»";
    PICK_ALL: "typical of all", "typique de tous";
    PICK_EXTREME: "the extreme one", "l’extrême";
    PICK_LOT: "by lot", "tiré au sort";
    WORLD: "World", "Monde";
    PLAY: "Play", "Lire";
    PAUSE: "Pause", "Pause";
    REPLAY_MAP: "Map of who holds what in this world in the week chosen, and of the operations under way; the lists of operations and events say it in words.",
        "Carte de qui tient quoi dans ce monde à la semaine choisie, et des opérations en cours\u{202f}; les listes des opérations et des événements le disent en mots.";
    OPERATIONS_NOW: "Operations under way in this week", "Opérations en cours cette semaine";
    OPERATIONS_NOTE: "Each line runs from where men gather to the objective, in the colour of the side of its planner. Numbers are those of the list; choose a row there to find it on the map. What ends in this week is pale.",
        "Chaque ligne va du lieu de rassemblement à l’objectif, dans la couleur du camp de son planificateur. Les numéros sont ceux de la liste\u{202f}; choisissez-y une ligne pour la trouver sur la carte. Ce qui prend fin cette semaine est pâle.";
    OPERATIONS_NONE: "No operation is under way.", "Aucune opération en cours.";
    OPERATIONS_OF: "Operations of {0}", "Opérations – {0}";
    PLANNER: "Planner", "Planificateur";
    KIND: "Kind", "Sorte";
    OBJECTIVE: "Objective", "Objectif";
    AGAINST: "Against", "Contre";
    MEN: "Men", "Hommes";
    KILLED_OF: "Killed", "Tués";
    BEGUN: "Begun", "Début";
    OVER: "Over", "Fin";
    COURSE: "How it went", "Issue";
    UNDER_WAY: "under way", "en cours";
    AIM_AGAINST: "against {0}", "contre {0}";
    MEN_OF: "{0} men", "hommes\u{202f}: {0}";
    SINCE: "since {0}", "depuis le {0}";
    ENDED: "ended: {0}", "fin\u{202f}: {0}";
    BY_AIR: "{0}, by air", "{0}, par les airs";
    WAY_DONE: "way covered", "chemin parcouru";
    WAY_AHEAD: "still ahead", "encore à faire";
    WAY_MEN: "where the men are", "où sont les hommes";
    ENDED_WELL: "ended: achieved", "finie, réussie";
    ENDED_ILL: "ended otherwise", "finie autrement";
    TIMELINE: "Timeline", "Chronologie";
    TIMELINE_NOTE: "A lane for each actor. Circles: people killed in its actions that week, larger for more; diamonds: events told below. Coalitions include their members.",
        "Une ligne par acteur. Cercles\u{202f}: personnes tuées dans ses actions cette semaine, plus grands s’il y en a plus\u{202f}; losanges\u{202f}: événements racontés ci-dessous. Les coalitions comprennent leurs membres.";
    THIS_WEEK: "This week", "Cette semaine";
    NOTHING_YET: "Nothing notable yet.", "Rien de marquant encore.";
    EVENTS_OF: "Notable events of {0}", "Événements marquants – {0}";
    KILLED: " ({0} killed, {1} of them civilians)", " (morts\u{202f}: {0}, dont civils\u{202f}: {1})";
    KILLED_FIGHTERS: " ({0} killed)", " (morts\u{202f}: {0})";
    FAILED_EVENT: " – without success", " – sans succès";
    WEIGHED: "Why: {0}.", "Pourquoi\u{202f}: {0}.";
    RATHER_THAN: "Next best: {0}.", "Sinon\u{202f}: {0}.";
    AFTER: "After: {0}, {1}.", "Après\u{202f}: {0}, {1}.";
    RULE: "By the rule {0} from the facts at the start.", "Par la règle {0}, à partir des faits de départ.";
    BEHIND_IT: "Behind the rule:", "Derrière la règle\u{202f}:";
    CLAIM_AT: "claim {0} ({1}, ¶ {2})", "affirmation {0} ({1}, § {2})";

    UNTRANSLATED: "Texts of the case that have no translation stand in the language of its author.",
        "Les textes du cas qui n’ont pas de version française restent dans la langue de leur auteur.";
    NOTE_SETS: "what-if {0} sets {1} itself, so --set {1} does not reach it; --set {0}/{1}=... does",
        "l’alternative {0} fixe elle-même {1}\u{202f}: --set {1} ne l’atteint pas, --set {0}/{1}=... oui";
    NOTE_STOPPED: "stopped at {0} runs: the interval of {1} is {2} to each side, {3} was asked",
        "arrêté à {0} exécutions\u{202f}: l’intervalle de {1} est de {2} de chaque côté, {3} était demandé";
    NOTE_TOO_WIDE: "not narrow enough after {0} runs, the most allowed: the interval of {1} is {2} to each side, {3} was asked",
        "pas assez étroit après {0} exécutions, le maximum permis\u{202f}: l’intervalle de {1} est de {2} de chaque côté, {3} était demandé";
    NOTE_NONE: "after {0} runs there is no interval of {1}", "après {0} exécutions, il n’y a pas d’intervalle de {1}";
    NOTE_OPEN: "{0}; the difference stays unresolved: its interval holds zero",
        "{0}\u{202f}; la différence reste indécise\u{202f}: son intervalle contient zéro";
}

/// A note of a run, which its manifest holds in English, in a language.
pub fn note(said: &str, lang: Lang) -> String {
    if let Some(parts) = NOTE_OPEN.parts(said) {
        return NOTE_OPEN.with(lang, &[&note(parts[0], lang)]);
    }
    let known = [NOTE_SETS, NOTE_STOPPED, NOTE_TOO_WIDE, NOTE_NONE];
    let found = known.iter().find_map(|text| Some(text.with(lang, &text.parts(said)?)));
    found.unwrap_or_else(|| said.to_owned())
}
