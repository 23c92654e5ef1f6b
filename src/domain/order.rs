//! What becomes of an order that comes from outside: from a person in a seat or from the scenario.

use crate::words::words;

words! {
    /// What became of an order.
    pub enum OrderResult {
        /// It was done in its week, as intended.
        CarriedOut = "carried_out",
        /// The posture was so already wherever one could strike the other.
        Unchanged = "unchanged",
        /// The posture holds from then on; in that week there was nobody whom it could reach.
        Stands = "stands",
        /// It was done in its week, and did not come about as intended.
        Failed = "failed",
        /// An operation set out; operations.csv says how it ended.
        Begun = "begun",
        /// An operation set out without some of those who were asked to take part.
        InPart = "in_part",
        /// Those who were asked declined.
        Refused = "refused",
        /// The scenario prevents it.
        Barred = "barred",
        /// It could not be done.
        Impossible = "impossible",
        /// Who was to do it, or whom it concerns, was no more.
        TooLate = "too_late",
    }
}

words! {
    /// Why an order was not carried out.
    pub enum Hindrance {
        /// The scenario prevents it.
        Prevented = "prevented",
        /// It costs more effort than the actor had left this week.
        NoEffort = "no_effort",
        /// It costs more money than the actor had left.
        NoMoney = "no_money",
        /// The actor had no aircraft that reach the place.
        NoAircraft = "no_aircraft",
        /// The actor had no free men at the place or in reach of it.
        NoMen = "no_men",
        /// Fewer men could come than the operation needs.
        TooFewMen = "too_few_men",
        /// The place lies beyond the home range of everybody who could be sent.
        OutOfRange = "out_of_range",
        /// No way leads there.
        NoWay = "no_way",
        /// No enemy was there.
        NobodyThere = "nobody_there",
        /// The two were no enemies.
        NotEnemies = "not_enemies",
        /// A later order of the same week says otherwise.
        Overruled = "overruled",
        /// Those who were asked declined.
        Declined = "declined",
        /// The actor was no more.
        ActorGone = "actor_gone",
        /// The target was no more.
        TargetGone = "target_gone",
        /// What the action needs was not given (docs/actions.md).
        NotGiven = "not_given",
    }
}

impl Hindrance {
    /// What becomes of an order that this hinders.
    pub const fn result(self) -> OrderResult {
        match self {
            Self::Prevented => OrderResult::Barred,
            Self::Declined => OrderResult::Refused,
            Self::ActorGone | Self::TargetGone => OrderResult::TooLate,
            _ => OrderResult::Impossible,
        }
    }
}
