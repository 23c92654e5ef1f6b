//! The actions: what an actor can choose in a week, as one table.

use super::ActorKind;
use crate::words::words;

words! {
    /// What an actor can do.
    pub enum Action {
        /// Strengthen the garrison of a place that is held.
        Garrison = "garrison",
        /// Show presence around a place that is held.
        Patrol = "patrol",
        /// March in force to another place.
        Column = "column",
        /// Strike a garrison or camp and leave.
        Raid = "raid",
        /// Ambush or roadside bomb.
        Ambush = "ambush",
        /// Attack to take a place.
        Assault = "assault",
        /// Cut a place off.
        Blockade = "blockade",
        /// End one's blockade.
        LiftBlockade = "lift_blockade",
        /// Strike from the air.
        AirStrike = "air_strike",
        /// Shell a place.
        Shelling = "shelling",
        /// Give a place up and fall back.
        Withdraw = "withdraw",
        /// Take arms and stores from a weakly held base.
        LootBase = "loot_base",
        /// Occupy a vacated camp.
        SeizeCamp = "seize_camp",
        /// Punish a community for what fighters did.
        CollectivePunishment = "collective_punishment",
        /// Kill chosen civilians who help the other side.
        SelectiveKilling = "selective_killing",
        /// Shield civilians.
        Protect = "protect",
        /// Run the administration and services of a place.
        Administer = "administer",
        /// Bring aid.
        Relief = "relief",
        /// Raise taxes, tolls or zakat.
        Tax = "tax",
        /// Recruit fighters.
        Recruit = "recruit",
        /// Speak to one's public and against the enemy.
        Propaganda = "propaganda",
        /// Accuse another in public.
        Accuse = "accuse",
        /// Declare another an enemy with whom one does not talk.
        Label = "label",
        /// Take that back.
        Unlabel = "unlabel",
        /// Offer talks.
        OfferTalks = "offer_talks",
        /// Break off talks or set an agreement aside.
        SuspendTalks = "suspend_talks",
        /// Offer a ceasefire.
        Ceasefire = "ceasefire",
        /// Offer a pact for one place.
        LocalPact = "local_pact",
        /// Free prisoners.
        ReleasePrisoners = "release_prisoners",
        /// Talk in secret.
        BackChannel = "back_channel",
        /// Bring two sides together.
        Mediate = "mediate",
        /// Stand behind an agreement.
        Guarantee = "guarantee",
        /// Put a government under sanctions.
        Sanction = "sanction",
        /// Hire fighters.
        Hire = "hire",
        /// Pay what one owes.
        Pay = "pay",
        /// Close the border at a place.
        CloseBorder = "close_border",
        /// Leave one's coalition.
        Leave = "leave",
        /// Join a coalition.
        Join = "join",
        /// Merge with an ally.
        Merge = "merge",
        /// Turn on an ally.
        Betray = "betray",
        /// End a mission.
        EndMission = "end_mission",
        /// Show force without using it.
        ShowOfForce = "show_of_force",
        /// Supply a place under guard.
        Convoy = "convoy",
        /// Seek a closer stance with another actor.
        Coordinate = "coordinate",
        /// Put down dissent.
        Repress = "repress",
        /// Protest.
        Protest = "protest",
        /// Come to an ally's help.
        Assist = "assist",
        /// Carry out what an agreement asks.
        Implement = "implement",
        /// Denounce an agreement.
        Denounce = "denounce",
        /// Sweep the country around a place for an enemy.
        Clear = "clear",
    }
}

/// What an action is aimed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// An enemy at a place.
    Enemy,
    /// A place where the actor stands.
    Here,
    /// A place that the actor could go to.
    There,
    /// Another actor.
    Other,
    /// A coalition.
    Coalition,
    /// An agreement.
    Agreement,
    /// Nothing outside the actor itself.
    Own,
}

/// One row of the table of actions.
#[derive(Clone, Copy, Debug)]
pub struct ActionRow {
    /// The action.
    pub action: Action,
    /// Kinds of actors that may choose it.
    pub who: &'static [ActorKind],
    /// What it is aimed at.
    pub aim: Aim,
    /// Effort, in units of a hundred men for a week or of one political act of medium size; none of what is planned, which binds men
    /// instead for as long as it lasts.
    pub effort: f64,
    /// Money, in man-weeks of upkeep; likewise.
    pub money: f64,
    /// Rung of the escalation ladder, unless the case's ladder says otherwise.
    pub rung: u8,
    /// What must be true for it to be considered.
    pub needs: &'static str,
    /// What it does.
    pub effect: &'static str,
}

use ActorKind::{
    Army, Bloc, Coalition, Criminal, Government, Jihadist, Mediator, Mercenary, Militia, Movement, Peacekeeper,
    Political, Sponsor,
};

// A government has men of its own only where it has sent them abroad, to help an ally.
const ARMED: &[ActorKind] = &[Army, Mercenary, Movement, Jihadist, Militia, Government];
const REGULAR: &[ActorKind] = &[Army, Mercenary, Government];
const IRREGULAR: &[ActorKind] = &[Movement, Jihadist, Militia];
const HARSH: &[ActorKind] = &[Army, Mercenary, Jihadist, Militia];
const GUARDS: &[ActorKind] = &[Army, Peacekeeper, Movement, Militia];
// Volunteers join whoever fights for a cause, and the army of their country.
const RAISERS: &[ActorKind] = &[Army, Movement, Jihadist, Militia];
const RULERS: &[ActorKind] = &[Army, Movement, Jihadist];
const LEADERS: &[ActorKind] = &[Government, Coalition, Movement, Jihadist];
const SPEAKERS: &[ActorKind] = &[Government, Coalition, Movement, Jihadist, Mediator, Political, Bloc];
const STATES: &[ActorKind] = &[Government];
const OUTSIDERS: &[ActorKind] = &[Mediator, Bloc, Sponsor, Peacekeeper];
const MEMBERS: &[ActorKind] = &[Movement, Jihadist, Militia, Coalition];

/// The table of actions, in the order of [`Action::ALL`].
#[rustfmt::skip]
pub const TABLE: [ActionRow; Action::ALL.len()] = [
    row(Action::Garrison, ARMED, Aim::Here, 0.0, 0.0, 3, "men in reserve at home or at a safer place one route away", "men march to the place and dig in"),
    row(Action::Patrol, ARMED, Aim::Here, 1.0, 10.0, 3, "men at the place", "control grows faster; enemies nearby are noticed and may be met"),
    row(Action::Column, ARMED, Aim::There, 0.0, 0.0, 7, "men who can gather and march there", "a force marches; what it meets, it fights"),
    row(Action::Raid, ARMED, Aim::Enemy, 0.0, 0.0, 6, "men who can gather and march there, an enemy garrison", "a short fight; stores and morale lost"),
    row(Action::Ambush, ARMED, Aim::Enemy, 1.0, 5.0, 5, "men at the place or within a day of travel, an enemy who exposes himself there", "a small fight: from hiding, or of regulars on patrol"),
    row(Action::Assault, ARMED, Aim::Enemy, 0.0, 0.0, 8, "men who can gather and march there, an enemy that holds it", "a fight for the place until one side breaks"),
    row(Action::Blockade, IRREGULAR, Aim::Enemy, 0.0, 0.0, 8, "men and country around the place, an enemy that holds it", "supply and services of the place are cut"),
    row(Action::LiftBlockade, IRREGULAR, Aim::Here, 0.2, 0.0, 0, "a blockade of one's own", "the blockade ends"),
    row(Action::AirStrike, REGULAR, Aim::Enemy, 0.5, 60.0, 6, "an air wing in reach, an enemy seen", "losses from the air, with bystanders among them"),
    row(Action::Shelling, REGULAR, Aim::Enemy, 1.0, 40.0, 6, "men at the place, an enemy near it", "losses from afar, with bystanders among them"),
    row(Action::Withdraw, ARMED, Aim::Here, 0.5, 10.0, 2, "a refuge or a friendly place in reach", "the force leaves whole; the place is open"),
    row(Action::LootBase, IRREGULAR, Aim::Enemy, 0.0, 0.0, 6, "men who can gather and march there, a weaker garrison", "a fight for the stores; won arms raise supply and quality"),
    row(Action::SeizeCamp, ARMED, Aim::Here, 1.0, 20.0, 4, "a vacated camp where one has men", "the camp is the actor's"),
    row(Action::CollectivePunishment, HARSH, Aim::Here, 1.0, 5.0, 9, "recent losses near a community held to side with the enemy", "civilians die; fear and grievance rise"),
    row(Action::SelectiveKilling, HARSH, Aim::Here, 0.5, 5.0, 5, "dominant but incomplete control", "few civilians die; informers fall silent"),
    row(Action::Protect, GUARDS, Aim::Here, 1.5, 20.0, 0, "men at the place", "less harm and fear there"),
    row(Action::Administer, RULERS, Aim::Here, 1.0, 80.0, 0, "the place is held and not cut off", "services grow"),
    row(Action::Relief, &[Government, Peacekeeper, Mediator, Political], Aim::There, 1.0, 60.0, 0, "a place with displaced or cut-off people", "needs fall; support grows"),
    row(Action::Tax, &[Army, Movement, Jihadist, Militia, Criminal], Aim::Here, 0.5, 0.0, 1, "some control of the place", "money, and some grievance"),
    row(Action::Recruit, RAISERS, Aim::Here, 0.5, 40.0, 1, "men at the place; for an army, at its home", "new fighters"),
    row(Action::Propaganda, SPEAKERS, Aim::Own, 0.5, 10.0, 1, "none", "standing with one's public; rhetoric that binds"),
    row(Action::Accuse, SPEAKERS, Aim::Other, 0.2, 0.0, 1, "an enemy or rival", "affinity falls a little"),
    row(Action::Label, STATES, Aim::Other, 0.3, 0.0, 2, "an enemy not yet labelled", "talks are closed; those labelled draw together"),
    row(Action::Unlabel, STATES, Aim::Other, 0.5, 0.0, 0, "a label of one's own, no fighting of late", "talks are open again"),
    row(Action::OfferTalks, LEADERS, Aim::Other, 1.0, 10.0, 0, "an enemy, or a partner in a ceasefire without an accord, with whom one does not refuse to talk", "talks begin if the other side hurts as well"),
    row(Action::SuspendTalks, LEADERS, Aim::Agreement, 0.2, 0.0, 2, "an agreement or talks that disappoint", "the agreement is set aside"),
    row(Action::Ceasefire, LEADERS, Aim::Other, 1.0, 10.0, 0, "war, and losses on one's own side", "a ceasefire, if accepted"),
    row(Action::LocalPact, IRREGULAR, Aim::Enemy, 0.5, 10.0, 0, "an irregular enemy at a place that neither can win", "a pact of one place; a blockade ends"),
    row(Action::ReleasePrisoners, LEADERS, Aim::Other, 0.3, 10.0, 0, "an enemy", "trust grows"),
    row(Action::BackChannel, LEADERS, Aim::Other, 0.5, 5.0, 0, "an enemy", "trust grows out of sight, without audience costs"),
    row(Action::Mediate, OUTSIDERS, Aim::Agreement, 1.5, 20.0, 0, "two sides at war who accept the mediator", "talks are offered on both sides' behalf"),
    row(Action::Guarantee, OUTSIDERS, Aim::Agreement, 1.0, 20.0, 0, "an agreement without guarantor, trust of its parties", "the agreement has a guarantor"),
    row(Action::Sanction, &[Bloc, Mediator, Sponsor], Aim::Other, 0.5, 0.0, 2, "a government that one opposes", "its income and standing suffer"),
    row(Action::Hire, STATES, Aim::Other, 0.5, 200.0, 3, "a provider without contract, money", "a contract and a force"),
    row(Action::Pay, STATES, Aim::Agreement, 0.2, 0.0, 0, "a contract in force", "the provider is paid; unpaid, it leaves"),
    row(Action::CloseBorder, &[Mediator, Government], Aim::There, 0.5, 10.0, 2, "a border crossing next to it", "trade and supply across it stop"),
    row(Action::Leave, MEMBERS, Aim::Coalition, 0.5, 0.0, 1, "a coalition that costs more than it gives", "the member stands alone"),
    row(Action::Join, MEMBERS, Aim::Coalition, 0.5, 0.0, 1, "a coalition of friends that can win", "membership"),
    row(Action::Merge, MEMBERS, Aim::Other, 1.0, 0.0, 1, "joint operations for long, small distance of aims", "one organisation"),
    row(Action::Betray, MEMBERS, Aim::Other, 1.0, 0.0, 5, "an ally far weaker, a threat that fades", "hostility to the former ally"),
    row(Action::EndMission, &[Peacekeeper, Sponsor], Aim::Own, 1.0, 0.0, 2, "no consent of the host, or losses", "the mission leaves"),
    row(Action::ShowOfForce, &[Army, Mercenary, Movement], Aim::Enemy, 0.5, 20.0, 3, "an enemy within a day of travel", "fear, and a rung climbed"),
    row(Action::Convoy, REGULAR, Aim::Here, 1.5, 40.0, 3, "a garrison short of supply", "supply, at the risk of ambush"),
    row(Action::Coordinate, MEMBERS, Aim::Other, 0.5, 0.0, 1, "another irregular actor with a common enemy", "the stance may step closer"),
    row(Action::Repress, STATES, Aim::Own, 1.0, 20.0, 2, "unrest", "unrest falls now, standing later"),
    row(Action::Protest, &[Political], Aim::Own, 1.0, 0.0, 1, "grievances in the capital", "unrest grows, most where the government has little standing"),
    row(Action::Assist, STATES, Aim::Other, 2.0, 100.0, 3, "an ally attacked, under a pact of mutual defence", "men come to help"),
    row(Action::Implement, LEADERS, Aim::Agreement, 1.0, 60.0, 0, "an agreement in force, or one set aside that one wants back", "the agreement makes progress; one's public may resent it"),
    row(Action::Denounce, LEADERS, Aim::Agreement, 0.3, 0.0, 2, "an agreement that ties one's hands", "the agreement collapses"),
    row(Action::Clear, ARMED, Aim::Enemy, 0.0, 0.0, 6, "men who can gather and march there, an enemy in the country around a place that he does not hold", "weeks in the country; a fight with those who are found and do not slip away"),
];

#[allow(clippy::too_many_arguments, reason = "the columns of the table, in order")]
const fn row(
    action: Action,
    who: &'static [ActorKind],
    aim: Aim,
    effort: f64,
    money: f64,
    rung: u8,
    needs: &'static str,
    effect: &'static str,
) -> ActionRow {
    ActionRow { action, who, aim, effort, money, rung, needs, effect }
}

/// A set of actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions(u64);

impl Actions {
    /// The set of these actions.
    pub const fn of(actions: &[Action]) -> Self {
        let mut set = Self(0);
        let mut i = 0;
        while i < actions.len() {
            set.0 |= 1 << actions[i] as u64;
            i += 1;
        }
        set
    }

    /// Whether an action is among them.
    #[inline]
    pub const fn has(self, action: Action) -> bool {
        self.0 & 1 << action as u64 != 0
    }

    /// Whether there is none.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether any of the others is among them.
    #[inline]
    pub const fn has_any(self, others: Self) -> bool {
        self.0 & others.0 != 0
    }

    /// Those that are in both sets.
    #[inline]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are in either.
    #[inline]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not in the other set.
    #[inline]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The same with one more.
    #[inline]
    pub const fn with(self, action: Action) -> Self {
        Self(self.0 | 1 << action as u64)
    }

    /// Each of them, in order.
    pub fn iter(self) -> impl Iterator<Item = Action> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let next = Action::ALL.get(left.trailing_zeros() as usize)?;
            left &= left - 1;
            Some(*next)
        })
    }
}

/// The actions that each kind of actor may choose: asked for every actor of every week.
static OPEN: [Actions; ActorKind::ALL.len()] = {
    let mut open = [Actions(0); ActorKind::ALL.len()];
    let mut i = 0;
    while i < TABLE.len() {
        let mut j = 0;
        while j < TABLE[i].who.len() {
            let kind = TABLE[i].who[j] as usize;
            open[kind] = open[kind].with(TABLE[i].action);
            j += 1;
        }
        i += 1;
    }
    open
};

impl Action {
    /// This action's row of the table.
    #[inline]
    pub const fn row(self) -> &'static ActionRow {
        &TABLE[self as usize]
    }

    /// The actions that actors of this kind may choose.
    #[inline]
    pub fn open_to(kind: ActorKind) -> Actions {
        OPEN[kind as usize]
    }

    /// Whether actors of this kind may choose it.
    #[inline]
    pub fn is_open_to(self, kind: ActorKind) -> bool {
        Self::open_to(kind).has(self)
    }

    /// Whether it takes the offensive at a place.
    pub const fn is_offensive(self) -> bool {
        matches!(
            self,
            Self::Column
                | Self::Raid
                | Self::Ambush
                | Self::Assault
                | Self::Blockade
                | Self::AirStrike
                | Self::Shelling
                | Self::LootBase
        )
    }

    /// Whether it commits the main body of the men at hand, so that two such acts at one place exclude each other.
    pub const fn moves_men(self) -> bool {
        matches!(self, Self::Garrison | Self::Column | Self::Raid | Self::Assault | Self::Withdraw | Self::LootBase)
    }

    /// Whether it uses armed force against somebody.
    pub const fn is_attack(self) -> bool {
        matches!(
            self,
            Self::Raid
                | Self::Ambush
                | Self::Assault
                | Self::Clear
                | Self::AirStrike
                | Self::Shelling
                | Self::LootBase
                | Self::CollectivePunishment
                | Self::SelectiveKilling
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_actions() {
        for (row, action) in TABLE.iter().zip(Action::ALL) {
            assert_eq!(row.action, *action);
            assert!(ActorKind::ALL.iter().all(|kind| action.is_open_to(*kind) == row.who.contains(kind)));
            assert!(!row.who.is_empty() && row.effort >= 0.0 && row.money >= 0.0 && row.rung <= 9);
        }
    }
}
