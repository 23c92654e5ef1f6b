//! The numbers of `decide`: weights of the terms of a utility in `utility`, where a ceasefire or
//! routine is the measure the weights of other acts against it as `share` or `factor`.

use crate::parameter::settings;

settings! { "decide" {
    /// Rationality λ of the quantal response: 0 chooses at random, large values choose the best.
    rationality: 3.0, 1.0..8.0 log, in 0.0..50.0, "1/utility", "McKelvey and Palfrey 1995; range domain 2.1";
    /// Utility of doing nothing: how far an act must beat the routine of government and party.
    inertia: 0.6, 0.4..0.8, in -1.0..2.0, "utility", "assumed: an act is seldom worth more than a few of what one does anyway";
    /// Share of a regular force whose time acts of a week can take.
    readiness_regular: 0.25, 0.15..0.35, in 0.0..1.0, "share", "assumed: one man in three to seven beyond guard and rest";
    /// Share of an irregular force whose time acts of a week can take.
    readiness_irregular: 0.4, 0.3..0.6, in 0.0..1.0, "share", "assumed";
    /// Weight of what a place is worth.
    prize: 0.9, 0.6..1.2, in 0.0..3.0, "utility", "assumed";
    /// Weight of contested ground in turning on an ally.
    attrition: 0.35, 0.2..0.5, in 0.0..3.0, "utility", "assumed";
    /// Weight of losing a fight.
    risk: 0.6, 0.4..0.8, in 0.0..3.0, "utility", "assumed";
    /// Weight of civilians harmed, for an actor that minds fully.
    scruple: 0.8, 0.5..1.2, in 0.0..3.0, "utility", "assumed";
    /// Audience cost of a concession for an actor fully bound by its rhetoric.
    audience: 0.35, 0.2..0.5, in 0.0..2.0, "utility", "domain 2.1: 0.2 to 0.5";
    /// Weight of affinity and enmity.
    affinity: 0.25, 0.15..0.35, in 0.0..2.0, "utility", "assumed";
    /// Price of effort: utility of spending the whole week's budget.
    effort_price: 0.5, 0.3..0.7, in 0.0..3.0, "utility", "assumed";
    /// Price of money: utility of spending a large reserve whole.
    money_price: 0.5, 0.3..0.7, in 0.0..3.0, "utility", "assumed";
    /// Weight of losses suffered, of late, from the enemy at hand.
    retaliation: 0.25, 0.1..0.4, in 0.0..2.0, "utility", "assumed; state reprisals follow losses, domain 5.6";
    /// Advantage that a defender who has dug in is believed to have.
    entrenchment: 1.6, 1.2..2.2, in 0.1..10.0, "factor", "assumed: half of the textbook's three to one, garrisons here are small";
    /// Chance of holding a place below which a defender with a refuge thinks of leaving it.
    hold_threshold: 0.35, 0.25..0.45, in 0.0..1.0, "probability", "domain 2.2";
    /// Weeks between two deliberations of a grave act: one that binds, breaks or opens relations.
    deliberation: 13.0, 8.0..26.0, in 1.0..520.0, "weeks", "assumed: such acts are weighed by the season, not by the week";
    /// Distance of creeds beyond which irregular groups have nothing to say to each other.
    creed: 0.45, 0.4..0.5, in 0.0..1.0, "share", "assumed; domain 2.4, ideology closeness (Gade et al. 2019)";
    /// Share of two allies' men from which the stronger thinks of turning on the weaker.
    dominance: 0.7, 0.6..0.8, in 0.5..1.0, "share", "domain 2.4: the pattern of 2012";
    /// Weight of governing: services, protection, relief.
    rule: 0.45, 0.3..0.6, in 0.0..2.0, "utility", "assumed";
    /// Weight of talking when the war hurts.
    talk: 0.8, 0.5..1.1, in 0.0..3.0, "utility", "assumed; hurting stalemate, domain 2.11";
    /// Share of men lost, of late, at which the war hurts fully.
    hurt: 0.15, 0.1..0.25, in 0.01..1.0, "share", "assumed";
    // How much of an actor's strength it can use.
    /// Share of its effort that is left to a force without any supply, and to an organisation without any cohesion.
    effort_floor: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";
    /// Money that counts as the last reserve: a purse of this size feels a price half as much as an empty one.
    last_reserve: 500.0, 250.0..1000.0 log, in 1.0..1e6, "man-weeks", "assumed";


    // What is believed.
    /// How far confidence, from none to full, shifts the believed chance of winning.
    overconfidence: 0.4, 0.2..0.6, in 0.0..2.0, "probability", "assumed: each side believes more in its chances than both can be right to (Johnson 2004)";
    /// Enmity that open war adds to dislike.
    war_enmity: 0.2, 0.1..0.3, in 0.0..1.0, "share", "assumed";
    /// Enemies at whose number a place is half worth a patrol.
    target_size: 100.0, 50.0..200.0 log, in 1.0..1e5, "men", "assumed: a company";
    /// People at whose number concern for civilians is half of full.
    crowd: 10000.0, 5000.0..20000.0 log, in 1.0..1e7, "people", "assumed: a small town";
    /// Danger of a place at which alarm is half of full.
    alarm: 10.0, 5.0..20.0 log, in 0.1..1000.0, "deaths", "assumed: recent deaths, as the place remembers them";
    /// Danger around a crossing at which its guard is half alarmed.
    border_alarm: 20.0, 10.0..40.0 log, in 0.1..1000.0, "deaths", "assumed: twice that of one place";

    // What men at a place can win and lose.
    /// Share of the harm of a massacre that a crackdown does.
    harm_light: 0.3, 0.2..0.4, in 0.0..2.0, "share", "assumed";
    /// Worth of a vacated camp, beside the place where it lies.
    camp: 0.3, 0.15..0.45, in 0.0..2.0, "share", "assumed";
    /// Share of the worth of a place that counts as lost by giving up the place, a blockade or a crossing.
    forgone: 0.3, 0.15..0.45, in 0.0..2.0, "share", "assumed";
    /// Weight of saving a force that cannot hold its place, in the risk of a lost battle.
    save_force: 2.0, 1.5..2.5, in 0.0..10.0, "factor", "assumed";
    /// Share of retaliation in milder answers: patrols, recruiting, accusing.
    milder_answer: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";

    // Rule of places and of the public.
    /// Worth of order in a place of no other worth.
    presence: 0.4, 0.2..0.6, in 0.0..2.0, "share", "assumed";
    /// Weight of what presses: services, supply of garrisons, unrest, danger at one's border.
    urgent: 1.5, 1.0..2.0, in 0.0..10.0, "factor", "assumed";
    /// Weight of aid to people in need.
    aid: 2.0, 1.5..2.5, in 0.0..10.0, "factor", "assumed";
    /// Share of concern for civilians that aid satisfies.
    aid_concern: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// Share of affinity that shielding civilians earns.
    protect_thanks: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// Weeks of upkeep in the purse at which the need for taxes is half of full.
    tax_reserve: 4.0, 2.0..8.0 log, in 0.1..520.0, "weeks", "assumed";
    /// Share of the weight of governing in levying what a controlled place yields.
    tax_yield: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// Share of the audience value of firmness in showing oneself: services, an accusation.
    display: 0.3, 0.15..0.45, in 0.0..2.0, "share", "assumed";

    // Talks and gestures.
    /// Share of the wish for talks or a ceasefire that is there when the war does not hurt.
    talk_unhurt: 0.1, 0.05..0.2, in 0.0..1.0, "share", "assumed";
    /// The same for talks in secret and the release of prisoners.
    gesture_unhurt: 0.2, 0.1..0.3, in 0.0..1.0, "share", "assumed";
    /// Worth of talks about everything, against a ceasefire.
    talks: 0.8, 0.6..1.0, in 0.0..5.0, "share", "assumed: they settle more and later";
    /// Worth of talking in secret, against a ceasefire.
    back_channel: 0.35, 0.2..0.5, in 0.0..5.0, "share", "assumed";
    /// Worth of releasing prisoners, against a ceasefire.
    release: 0.25, 0.15..0.35, in 0.0..5.0, "share", "assumed";
    /// Worth of taking back a label, against a ceasefire.
    unlabel: 0.3, 0.2..0.4, in 0.0..5.0, "share", "assumed";
    /// Audience cost of a release, against offering talks.
    release_cost: 0.5, 0.3..0.7, in 0.0..5.0, "share", "assumed";
    /// Audience cost of taking back a label, against offering talks.
    unlabel_cost: 1.5, 1.0..2.0, in 0.0..5.0, "factor", "assumed: it owns up to a mistake";
    /// Pressure for a pact of one place where the people are fully alarmed.
    pact_pressure: 0.2, 0.1..0.3, in 0.0..2.0, "utility", "assumed";
    /// Weight of sanctions, by the leverage of who imposes them.
    sanction: 0.3, 0.2..0.4, in 0.0..2.0, "utility", "assumed";

    // Partners.
    /// Share of the weight of a common threat that is there when the war does not hurt.
    threat_unhurt: 0.3, 0.15..0.45, in 0.0..1.0, "share", "assumed";
    /// Share of risk in a partner: of rivalry over ground, and of losing oneself in a merger.
    partner_risk: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// Weight of turning on an ally with more than the share of men from which it is thought of, against a prize.
    betrayal: 2.0, 1.0..3.0, in 0.0..10.0, "factor", "assumed";
    /// Distance of aims from which a coalition is not worth joining.
    join_gap: 0.3, 0.2..0.4, in 0.0..1.0, "share", "assumed";
    /// Weight of trust in coming to the help of an ally (C15).
    obligation: 0.75, 0.5..1.0, in 0.0..3.0, "utility", "assumed";
    /// Weight against help abroad of being burdened at home.
    burden: 1.5, 1.0..2.0, in 0.0..10.0, "utility", "assumed";
    /// Weight in hiring of doubt in oneself.
    hire_doubt: 0.5, 0.3..0.7, in 0.0..3.0, "utility", "assumed";

    // Agreements.
    /// What both sides gain from an accord that is not carried out (C8).
    convenience: 0.3, 0.15..0.45, in 0.0..2.0, "utility", "assumed";
    /// Worth of paying those whom one has hired.
    pay: 1.5, 1.2..1.8, in 0.0..5.0, "utility", "assumed: bills that can be paid are paid";
    /// Share of the consequences of denouncing an agreement that suspending it has.
    suspend: 0.6, 0.4..0.8, in 0.0..2.0, "share", "assumed";
    /// Worth of an agreement that nobody trusts, added to the trust in it.
    pact_worth: 0.3, 0.15..0.45, in 0.0..2.0, "share", "assumed";
    /// Pressure to denounce an agreement that is breached.
    outrage: 0.3, 0.15..0.45, in 0.0..2.0, "utility", "assumed";
    /// Share of the weight of talking that a mediator has in its own mandate.
    mandate: 0.3, 0.15..0.45, in 0.0..2.0, "share", "assumed";
    /// Weight of being welcome to the parties of an agreement.
    welcome: 2.0, 1.0..3.0, in 0.0..10.0, "factor", "assumed";
    /// Affinity of the least friendly party from which an outsider is fully welcome.
    welcome_enough: 0.3, 0.2..0.4, in 0.0..1.0, "share", "assumed";
    /// Weight against serving the agreement of others of being burdened at home.
    service_burden: 0.5, 0.3..0.7, in 0.0..5.0, "utility", "assumed";
    /// Worth of a mission to who sends it, when nothing speaks against it.
    mission: 0.5, 0.3..0.7, in 0.0..3.0, "utility", "assumed";
    /// Weight in ending a mission of its host's dislike.
    mission_dislike: 0.5, 0.3..0.7, in 0.0..3.0, "utility", "assumed";
    /// Weight in ending a mission of the men lost.
    mission_losses: 0.5, 0.3..0.7, in 0.0..3.0, "utility", "assumed";
} }
