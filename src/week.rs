//! The week: the phases in order, one line and one reason each.

use crate::{
    chance::Chance,
    domain::Case,
    mechanism::{
        Settings, View, align, assist, bargain, befall, cohere, comply, decide, declare, earn, fight, flee, govern,
        harm, hold, march, notice, operate, plan, recruit, relate, skirmish, sponsor, supply,
    },
    world::{
        Ledger, Proposals, World,
        law::{self, Broken},
        outside::Outside,
    },
};

/// One mechanism's turn within a week.
pub struct Phase {
    /// Name of the mechanism.
    pub name: &'static str,
    /// Why it comes where it comes.
    pub reason: &'static str,
    /// What it proposes.
    pub run: fn(&Frame, &World, &mut Proposals),
}

/// What stays the same for all phases of a week.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The facts.
    pub case: &'a Case,
    /// The numbers of every mechanism.
    pub settings: &'a Settings,
    /// The chance of this week.
    pub chance: Chance,
    /// What comes from outside this week.
    pub outside: &'a Outside,
}

macro_rules! phase {
    ($mechanism:ident, $reason:literal) => {
        Phase {
            name: stringify!($mechanism),
            reason: $reason,
            run: {
                // A function of that name, which a profiler can show.
                fn $mechanism(frame: &Frame, world: &World, out: &mut Proposals) {
                    let view = View {
                        case: frame.case,
                        world,
                        set: &frame.settings.$mechanism,
                        warfare: &frame.settings.warfare,
                        rationality: frame.settings.decide.rationality,
                        rules: &frame.settings.rules,
                        chance: frame.chance,
                        outside: frame.outside,
                    };
                    $mechanism::$mechanism(&view, out);
                }
                $mechanism
            },
        }
    };
}

/// The week, in order.
pub const PHASES: &[Phase] = &[
    phase!(befall, "what comes from outside happens first, so that everybody can react to it"),
    phase!(notice, "look before deciding; this week's decisions rest on last week's reports"),
    phase!(decide, "everybody chooses from the same picture"),
    phase!(plan, "operations are begun by those who plan for others, ordered ones among them"),
    phase!(bargain, "words before arms: offers of the week are answered before the fighting"),
    phase!(declare, "war and peace are weighed once the plans are made and the offers of the week answered"),
    phase!(comply, "agreements are kept, broken and watched in the light of what was just said and signed"),
    phase!(cohere, "coalitions hold or break over the same news"),
    phase!(operate, "operations go on, turn back or end, given what was agreed and who is left"),
    phase!(march, "men move before they meet"),
    phase!(supply, "who has arrived can be supplied; who is cut off goes short before the fight"),
    phase!(
        skirmish,
        "small blows are struck by those who have no operation, at whoever stands in reach after the marches"
    ),
    phase!(fight, "everything that uses force"),
    phase!(hold, "control follows from who is left standing, and from services"),
    phase!(harm, "what fighting and coercion did to civilians turns into fear, grievance and silence"),
    phase!(flee, "people leave and come back, knowing what was done"),
    phase!(relate, "affinity and trust move with what was done this week"),
    phase!(align, "stances step closer or apart, given the new ties"),
    phase!(recruit, "the aggrieved and the kin take up arms"),
    phase!(earn, "revenue from places and roads, upkeep of men"),
    phase!(govern, "standing at home, unrest, coups"),
    phase!(sponsor, "patrons pay, hire and leave"),
    phase!(assist, "partners honour pacts, if they can spare the men"),
];

/// Plays one week: every phase looks, proposes and is carried out before the next; at the end the laws are checked.
///
/// # Errors
/// The first law that the world breaks.
#[allow(clippy::too_many_arguments, reason = "the run lends everything a week needs")]
pub fn play(
    case: &Case,
    settings: &Settings,
    chance: Chance,
    outside: &Outside,
    world: &mut World,
    proposals: &mut Proposals,
    ledger: &mut Ledger,
) -> Result<(), Broken> {
    world.begin_week(case);
    let frame = Frame { case, settings, chance: chance.in_week(world.week), outside };
    for phase in PHASES {
        (phase.run)(&frame, world, proposals);
        world.apply(proposals, ledger);
    }
    law::check(world, case)
}
