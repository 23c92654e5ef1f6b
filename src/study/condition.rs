//! Conditions: yes or no about a world in a week.

use crate::{
    id::ActorId,
    world::{World, observe::Observable},
};

/// A test of one observed number. Words have been turned into their place in the list.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// At least this much, or this far up the list.
    AtLeast(f64),
    /// At most this much, or this far up the list.
    AtMost(f64),
    /// One of these.
    Is(Words),
    /// None of these.
    IsNot(Words),
}

/// Words to compare with.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// Each as its place in the list, or as an actor.
    pub any_of: Vec<f64>,
    /// Whether an actor is itself alone, and not also whoever counts with it.
    pub exactly: bool,
}

/// A condition on a world, possibly over several weeks running.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// What must be true.
    pub rule: Rule,
    /// For how many weeks running (at least 1).
    pub for_weeks: u32,
    /// Its counter among those of a [`Watch`].
    pub counter: usize,
}

/// The forms of a condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// An observable passes a test.
    Test(Observable, Test),
    /// All are true.
    All(Vec<Condition>),
    /// At least one is true.
    Any(Vec<Condition>),
    /// It is not true.
    Not(Box<Condition>),
    /// Neither true nor false: something it speaks of does not exist in this variant.
    Unknown,
}

/// For how many weeks running each condition of a study has been true.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    weeks: Vec<u32>,
}

impl Watch {
    /// Counters for this many conditions, all at zero.
    pub fn reset(&mut self, conditions: usize) {
        self.weeks.clear();
        self.weeks.resize(conditions, 0);
    }
}

impl Condition {
    /// Whether the condition holds now, counting this week. Call it exactly once a week.
    pub fn holds(&self, world: &World, watch: &mut Watch) -> bool {
        self.truth(world, watch) == Some(true)
    }

    /// The first week at whose end it can be true: it takes as many as it has to last.
    pub fn earliest(&self) -> u32 {
        let parts = match &self.rule {
            Rule::All(parts) => parts.iter().map(Self::earliest).max(),
            Rule::Any(parts) => parts.iter().map(Self::earliest).min(),
            Rule::Test(..) | Rule::Not(_) | Rule::Unknown => None,
        };
        parts.unwrap_or(0) + self.for_weeks.saturating_sub(1)
    }

    /// Whether it is true; nothing where that hangs on what does not exist (Kleene's logic of three values).
    fn truth(&self, world: &World, watch: &mut Watch) -> Option<bool> {
        let now = match &self.rule {
            Rule::Test(observable, test) => Some(test.passes(*observable, world)),
            Rule::All(parts) => decided(parts, false, world, watch),
            Rule::Any(parts) => decided(parts, true, world, watch),
            Rule::Not(part) => part.truth(world, watch).map(|truth| !truth),
            Rule::Unknown => None,
        };
        let counter = &mut watch.weeks[self.counter];
        *counter = if now == Some(true) { *counter + 1 } else { 0 };
        now.map(|_| *counter >= self.for_weeks)
    }
}

/// What parts come to of which one that is so decides. Every part is asked every week, or its weeks would not be counted.
fn decided(parts: &[Condition], so: bool, world: &World, watch: &mut Watch) -> Option<bool> {
    let mut all = Some(!so);
    for part in parts {
        match part.truth(world, watch) {
            truth if truth == Some(so) => all = truth,
            None if all != Some(so) => all = None,
            _ => {}
        }
    }
    all
}

impl Test {
    fn passes(&self, observable: Observable, world: &World) -> bool {
        let value = observable.read(world);
        match self {
            Self::AtLeast(limit) => value >= *limit,
            Self::AtMost(limit) => value <= *limit,
            Self::Is(words) => words.have(observable, value, world),
            Self::IsNot(words) => !words.have(observable, value, world),
        }
    }
}

impl Words {
    /// Whether a value is one of them. A holder is also whoever it counts with; everything else is itself.
    fn have(&self, observable: Observable, value: f64, world: &World) -> bool {
        self.any_of.iter().any(|word| match observable {
            Observable::Holder(_) if !self.exactly && value >= 0.0 && *word >= 0.0 => {
                world.counts_with(ActorId::from(value as usize), ActorId::from(*word as usize))
            }
            _ => value == *word,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{ActorKind, Stance},
        id::PlaceId,
        mechanism::testing::{Stage, Tiny},
        world::{Change, Ledger, Proposals},
    };

    fn condition(rule: Rule) -> Condition {
        Condition { rule, for_weeks: 1, counter: 0 }
    }

    fn holds(stage: &Stage, rule: Rule) -> bool {
        let mut watch = Watch::default();
        watch.reset(1);
        condition(rule).holds(&stage.world, &mut watch)
    }

    #[test]
    fn what_has_split_from_an_actor_counts_with_it_unless_it_is_asked_for_exactly() {
        let tiny = Tiny::state().actor("front", ActorKind::Coalition).actor("hawks", ActorKind::Movement);
        let mut stage = tiny.member("hawks", "front", 0.8).place("town", "hawks").force("hawks", "town", 100.0).stage();
        let (hawks, front, army) = (stage.actor("hawks"), stage.actor("front"), stage.actor("army"));
        let mut out = Proposals::default();
        out.drift(Change::Split { parent: hawks, share: 0.5, shift: 0.0 });
        stage.world.apply(&mut out, &mut Ledger::default());
        let (town, splinter) = (stage.place("town"), stage.world.living().last().unwrap());
        stage.world.places[town.index()].holder = Some(splinter);
        let is = |actor: ActorId, exactly| {
            Rule::Test(Observable::Holder(town), Test::Is(Words { any_of: vec![f64::from(actor.0)], exactly }))
        };
        let told = [hawks, front, army].map(|actor| [false, true].map(|exactly| holds(&stage, is(actor, exactly))));
        assert_eq!(told, [[true, false], [true, false], [false, false]]);
        assert!(holds(&stage, is(splinter, true)));
        assert_eq!([hawks, front, army].map(|actor| Observable::Held(actor).read(&stage.world)), [1.0, 1.0, 0.0]);
    }

    #[test]
    fn a_stance_is_the_worse_of_both_directions_whichever_way_it_is_asked() {
        let tiny = Tiny::state().actor("hawks", ActorKind::Movement).place("town", "army");
        let mut stage = tiny.force("hawks", "town", 100.0).stage();
        let (army, hawks) = (stage.actor("army"), stage.actor("hawks"));
        stage.world.ties.at_mut(army.index(), hawks.index()).stance = Stance::War;
        stage.world.ties.at_mut(hawks.index(), army.index()).stance = Stance::NonAggression;
        let read = |address: &str| Observable::parse(address, &stage.case).map(|o| o.read(&stage.world));
        let war = Ok(f64::from(Stance::War as u8));
        assert_eq!([read("ties.army:hawks.stance"), read("ties.hawks:army.stance")], [war.clone(), war]);
    }

    #[test]
    fn what_hangs_on_something_that_is_gone_is_neither_true_nor_false() {
        let stage = Tiny::state().place("town", "army").stage();
        let test = |test| condition(Rule::Test(Observable::Blockaded(PlaceId::from(0)), test));
        let [yes, no] = [Test::AtMost(0.0), Test::AtLeast(1.0)].map(test);
        let gone = condition(Rule::Unknown);
        let not = |part: &Condition| condition(Rule::Not(Box::new(part.clone())));
        for (rule, told) in [
            (gone.rule.clone(), false),
            (not(&gone).rule, false),
            (not(&no).rule, true),
            (Rule::All(vec![gone.clone(), yes.clone()]), false),
            (not(&condition(Rule::All(vec![gone.clone(), no.clone()]))).rule, true),
            (not(&condition(Rule::Any(vec![gone.clone(), no]))).rule, false),
            (Rule::Any(vec![gone, yes]), true),
        ] {
            assert_eq!(holds(&stage, rule.clone()), told, "{rule:?}");
        }
    }
}
