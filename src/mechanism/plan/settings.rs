//! The numbers of `plan`.

use crate::parameter::settings;

settings! { "plan" {
    // When, and whether.
    /// Weeks between two rounds of planning.
    every: 6.0, 4.0..8.0, in 1.0..52.0, "weeks", "assumed: operations of the record follow each other by months, not weeks";
    /// Weeks for which what a planner sees in an objective stays the same.
    block: 8.0, 6.0..10.0, in 1.0..52.0, "weeks", "assumed";
    /// Spread of the utilities of operations, against that of the utilities of which rationality speaks.
    scale: 0.3, 0.2..0.5, in 0.01..1.0, "share", "assumed: what a region's chief town is worth, times the chances to win and to keep it";
    /// Price of mounting an operation that takes a place and keeps it; of one for which men are away for less time, by their weeks.
    price: 0.15, 0.05..0.25, in -1.0..2.0, "utility", "assumed: a raid of days is less trouble than a campaign of months";
    /// What all its free men are worth to a planner elsewhere: price of an operation by its share of them, for as long as a place that was taken ties them down, and by those committed before.
    crowding: 0.25, 0.15..0.4, in 0.0..5.0, "utility", "assumed";
    /// Spread of what planners see in their situation and we do not.
    sight: 0.25, 0.15..0.35, in 0.0..2.0, "utility", "assumed";
    /// Least chance that a planner takes.
    floor: 0.35, 0.25..0.45, in 0.0..1.0, "probability", "assumed";
    /// Chance to win a battle for which a force is sized.
    sure: 0.7, 0.6..0.8, in 0.05..0.99, "probability", "assumed";
    /// Operations that a planner carries at a time.
    staff: 3.0, 2.0..4.0, in 0.0..32.0, "operations", "assumed";

    // With how many.
    /// Most men whom regulars send on one operation: lift, fuel and command.
    lift: 1500.0, 1000.0..2200.0, in 1.0..1e6, "men", "assumed: a battalion group with its train";
    /// Most men whom irregulars bring together for one operation, militias apart.
    band: 600.0, 400.0..900.0 log, in 1.0..1e6, "men", "assumed: the largest attacks of the record are told of some hundreds";
    /// The same where militias plan.
    villages: 150.0, 80.0..300.0 log, in 1.0..1e6, "men", "assumed: guards of some villages, who do not leave them alone";
    /// Fewest men for whom an operation is mounted, and whom a planner believes to stand in a town that is held.
    least: 40.0, 25.0..60.0, in 1.0..1e4, "men", "assumed: a platoon or two";
    /// Share of a body that may leave its place at all.
    spare: 0.7, 0.5..0.8, in 0.0..1.0, "share", "assumed";
    /// The same of a body in a capital.
    spare_capital: 0.25, 0.15..0.35, in 0.0..1.0, "share", "assumed: a government keeps most of its guard at home";
    /// Men kept in a place of one's own side for each enemy seen within its reach (C4).
    guard: 0.6, 0.4..0.8, in 0.0..10.0, "ratio", "assumed";
    /// Days within which an enemy threatens a place.
    alarm: 3.0, 2.0..4.0, in 0.0..30.0, "days", "assumed";
    /// Days from which men are gathered.
    gather: 8.0, 5.0..10.0, in 0.0..60.0, "days", "assumed";
    /// Days beyond which no regular force is sent.
    reach: 14.0, 10.0..18.0, in 0.0..120.0, "days", "assumed: three weeks of marching, halts included";
    /// Days beyond which no irregular force is sent.
    irregular_reach: 10.0, 7.0..14.0, in 0.0..120.0, "days", "assumed";

    // What an objective is worth.
    /// Weight of lying in a region that the planner claims, for the place that is worth most there.
    aim: 0.3, 0.15..0.45, in 0.0..5.0, "utility", "Toft 2003: territory as an aim in itself; size assumed";
    /// Weight of people who are its own by kin and support.
    people: 0.25, 0.12..0.38, in 0.0..5.0, "utility", "Toft 2003; size assumed";
    /// Weight of opening the way to other places that it wants.
    gate: 0.2, 0.1..0.3, in 0.0..5.0, "utility", "Zhukov 2012: roads and the reach of war; size assumed";
    /// Weight of income and stores.
    stores: 0.15, 0.08..0.22, in 0.0..5.0, "utility", "assumed";
    /// Weight of the threat from there to places of one's own side.
    threat: 0.1, 0.05..0.15, in 0.0..5.0, "utility", "assumed";
    /// Weight against it of people who are hostile.
    hostile: 0.2, 0.1..0.3, in 0.0..5.0, "utility", "assumed";
    /// Rents at which those of a place weigh half of what rents can weigh.
    rich: 400.0, 200.0..800.0 log, in 1.0..1e6, "man-weeks a week", "assumed: a large market town";
    /// Share of the worth of a place that raiding it is worth.
    raid: 0.3, 0.2..0.4, in 0.0..2.0, "share", "assumed";
    /// Probability that raiders mean to hold what they take beyond the week.
    linger: 0.1, 0.03..0.2, in 0.0..1.0, "probability", "assumed: nearly all posts and towns that were overrun from 2020 to July 2023 were left within hours or days";
    /// Share of the worth of a place that the country around it is worth, as far as enemies rule it.
    clear: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed: as much as cutting it off";
    /// Share of the worth of a place that cutting it off is worth.
    siege: 0.5, 0.3..0.7, in 0.0..2.0, "share", "assumed";
    /// Weeks before a mission leaves a camp in which it tells the government to whom it hands it over.
    handover: 4.0, 2.0..8.0, in 0.0..52.0, "weeks", "assumed: the plan of a phase is known, the day is settled some weeks before";
    /// Weeks for which a planner whose column was turned away from a town does not send another for its camp, as long as there is peace with the holder.
    rebuffed: 26.0, 13.0..52.0, in 0.0..520.0, "weeks", "assumed: half a year";
    /// Most men who are flown to one place.
    airlift: 150.0, 80.0..250.0, in 0.0..5000.0, "men", "assumed: a company with its stores; the documents tell of two aircraft (S4:4)";
    /// Enemy men at whose number the threat from a place, and the wish to strike those who are there, are half of full.
    garrison: 200.0, 100.0..400.0 log, in 1.0..1e5, "men", "assumed: the garrison of a small town";
    /// Share of the worth of a place that its vacated camp is worth.
    camp: 0.7, 0.5..0.9, in 0.0..2.0, "share", "assumed";
    /// Days within which enemies may come back for a place.
    counter: 14.0, 7.0..21.0, in 0.0..120.0, "days", "assumed: three weeks' reach with halts";
    /// Weight of enmity and of losses suffered of late.
    revenge: 0.1, 0.05..0.15, in 0.0..2.0, "utility", "assumed";
    /// Losses of late, as a share of men, that count as full.
    sting: 0.15, 0.1..0.25, in 0.01..1.0, "share", "assumed";
    /// Weight of losing all the men of a planner in a lost battle.
    losses: 0.3, 0.2..0.4, in 0.0..5.0, "utility", "assumed";
    /// Weight of the people who are in the way, for a planner that minds fully.
    scruple: 0.15, 0.1..0.25, in 0.0..5.0, "utility", "assumed";
    /// People at whose number what people count for is half of full.
    crowd: 10000.0, 5000.0..20000.0 log, in 1.0..1e7, "people", "assumed: a small town";
    /// Weight of firmness before one's own public, for a planner fully bound by its rhetoric (C9).
    audience: 0.12, 0.06..0.2, in 0.0..2.0, "utility", "domain 2.1, a third of what a concession costs; size assumed";
    /// Price of spending a large reserve whole, a man-week for each man who is away for as long as a place that was taken ties him down.
    money: 0.3, 0.2..0.4, in 0.0..3.0, "utility", "assumed";
    /// Reserve that counts as the last: one of this size feels a price half as much as an empty one.
    last_reserve: 500.0, 250.0..1000.0 log, in 1.0..1e6, "man-weeks", "assumed";
    /// How far confidence, from none to full, shifts the believed chance.
    overconfidence: 0.2, 0.1..0.3, in 0.0..2.0, "probability", "assumed: each side believes more in its chances than both can be right to (Johnson 2004)";

    // Who takes part.
    /// How sharply consent turns.
    consent: 4.0, 3.0..5.0, in 0.1..20.0, "log", "assumed";
    /// Weight of what the objective is worth to the one who is asked.
    own_worth: 0.5, 0.3..0.7, in 0.0..5.0, "share", "assumed";
    /// What pay counts for those under contract.
    pay: 0.3, 0.15..0.45, in 0.0..5.0, "share", "assumed";
    /// Weight of the losses that are expected, as a share of the men asked for.
    dread: 2.0, 1.0..3.0, in 0.0..10.0, "share", "assumed";
    /// Weight of the threat to its own places.
    worry: 0.5, 0.25..0.75, in 0.0..5.0, "share", "assumed";
    /// Commitment, above all this, at which half consent.
    reluctance: 0.3, 0.2..0.4, in -2.0..2.0, "share", "assumed";
    /// Share of its free men that a partner lends.
    lend: 0.5, 0.3..0.7, in 0.0..1.0, "share", "assumed";

    /// Share of the men wanted without whom nobody sets out; relief goes with whom it finds.
    quorum: 0.6, 0.5..0.75, in 0.0..1.0, "share", "assumed";

    // How long.
    /// Weeks for which those who seized a place stay together there, unless they go on to another.
    consolidate: 8.0, 4.0..13.0, in 1.0..104.0, "weeks", "assumed";
    /// Weeks for which raiders who mean to linger hold what they took.
    stay: 1.0, 0.0..2.0, in 0.0..52.0, "weeks", "assumed: days to two weeks";
    /// Weeks for which those who clear the country around a place stay in it.
    sweep: 3.0, 2.0..6.0, in 1.0..52.0, "weeks", "assumed";
    /// Weeks after which a siege is given up.
    endurance: 20.0, 10.0..30.0, in 1.0..208.0, "weeks", "assumed: a season";
    /// Men whom a week of preparation brings together beyond the first week.
    muster: 500.0, 300.0..800.0, in 1.0..1e5, "men a week", "assumed: a large column is weeks in the making";
    /// Most weeks for which the men of an operation gather before it sets out.
    patience: 5.0, 4.0..8.0, in 1.0..52.0, "weeks", "assumed";
} }
