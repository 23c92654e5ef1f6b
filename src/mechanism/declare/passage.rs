//! Passage: a column of one side stands before a town of the other, for the camp in it, and there is peace. Its holder lets it in or refuses.
//!
//! Whoever lets a column in shares the town with it, and has `L = stakes w m / (m + n)` less: `w` the town's share of all that is contested, or all
//! that the holder's side has of it if the town is its home, `m` the men of the column, `n` those of the holder's side there. Whoever refuses risks that the column attacks, which is war: it refuses if `f U + L > 0`,
//! with `U` what war is worth to it and `f` how likely it holds an attack to be. It knows what speaks for war on the other side and not its
//! resolve, and that the other has not gone to war so far: `f = P(X > -face | X <= 0)`, `X ~ N(U' - q', resolve)`. Whoever is refused attacks if `U' + face > 0`,
//! with `face = audience R` what it costs at home to turn back (Fearon 1994), and else goes home; one that was ordered from outside attacks.
//! A guarantor settles the matter with the probability with which it settles incidents: then the column goes home in peace. A refusal that nobody has
//! settled is an incident. Who sits in an actor's seat lets columns in, and attacks nobody unasked.

use super::{
    Between, Settings,
    incident::{self, SETTLED},
    urge, war,
};
use crate::{
    domain::{Action, EventKind, OperationKind, OperationStage},
    id::{ActorId, OperationId},
    mechanism::{Rule, View},
    warfare::odds::normal_below,
    world::{COLUMN_REFUSED, Change, Event, Operation, Proposals, Slot, World},
};

const KIND: EventKind = EventKind::Act(Action::ShowOfForce);

/// Columns of either side that stand before a town of the other.
pub(super) fn waiting(
    world: &World,
    a: ActorId,
    b: ActorId,
) -> impl Iterator<Item = (OperationId, &Operation, ActorId)> {
    let comes = move |o: &Operation| {
        o.kind == OperationKind::TakeOver
            && o.stage == OperationStage::Advancing
            && !o.flown
            && o.assembly() != o.objective
            && (o.planner == a || o.planner == b)
    };
    world.under_way().filter(move |(_, o)| comes(o)).filter_map(move |(id, o)| {
        let host = if o.planner == a { b } else { a };
        let holder = world.places[o.objective.index()].holder.filter(|h| world.belongs_to(*h, host))?;
        let there =
            world.committed_to(id).all(|f| world.force(f).place == o.objective && world.force(f).march.is_none());
        let both = world.committed_to(id).next().is_some() && world.friends_at(holder, o.objective) >= 1.0;
        (there && both).then_some((id, o, holder))
    })
}

/// Lets every holder answer to the columns before its towns; says whether it has come to war.
pub(super) fn ask(view: &View<Settings>, between: &Between, out: &mut Proposals) -> bool {
    let (world, [a, b]) = (view.world, between.sides);
    // Nobody is asked in the week in which the question of war is new.
    let new = |me: ActorId, other: ActorId| world.quarrels.at(me.index(), other.index()).resolve.is_none();
    if new(a, b) || new(b, a) {
        return false;
    }
    for (id, operation, holder) in waiting(world, a, b) {
        let answer = Standoff::of(view, between, (id, operation, holder), out);
        if let Some(refusal) = answer
            && refusal.play(view, between, out)
        {
            return true;
        }
    }
    false
}

/// A column that is not let in.
struct Standoff<'a> {
    column: (OperationId, &'a Operation),
    /// Whose column it is, and who refuses.
    sides: (ActorId, ActorId),
    /// In whose name the town is closed.
    holder: ActorId,
    /// What war is worth to whose column it is.
    guest: urge::Weighed,
    /// What it costs it to turn back.
    face: f64,
}

impl<'a> Standoff<'a> {
    /// The answer of a holder: nothing, if it lets the column in.
    fn of(
        view: &View<Settings>,
        between: &Between,
        (id, operation, holder): (OperationId, &'a Operation, ActorId),
        out: &mut Proposals,
    ) -> Option<Self> {
        let (world, set) = (view.world, view.set);
        let [a, b] = between.sides;
        let (by, host) = if operation.planner == a { (a, b) } else { (b, a) };
        let place = operation.objective;
        if view.outside.seats.contains(&host) || view.is_barred(KIND, Some(holder), Some(by), Some(place)) {
            return None;
        }
        let guest = urge::weigh(view, between, by, host, out);
        let own = urge::weigh(view, between, host, by, out).urge;
        let rhetoric = if view.rules.on(Rule::RhetoricBinds) { world.actors[by.index()].rhetoric } else { 0.0 };
        let face = set.audience * rhetoric;
        let known = guest.urge - world.quarrels.at(by.index(), host.index()).resolve.unwrap_or(0.0);
        let men: f64 = world.committed_to(id).map(|f| world.force(f).strength).sum();
        let there = world.friends_at(holder, place);
        let worth = match world.actors[host.index()].home {
            Some(home) if home == place => between.held(host),
            _ => between.guard.share_of(world, place),
        };
        let loss = set.stakes * worth * men / (men + there);
        let refuses = attacks(known, face, set.resolve) * own + loss > 0.0;
        refuses.then_some(Self { column: (id, operation), sides: (by, host), holder, guest, face })
    }

    /// What comes of it; whether it is war.
    fn play(&self, view: &View<Settings>, between: &Between, out: &mut Proposals) -> bool {
        let (world, (id, operation), (by, host)) = (view.world, self.column, self.sides);
        let place = operation.objective;
        let settled = view.chance.happens(SETTLED, operation.key, incident::settles(view, &between.guard));
        let mut event = Event::new(KIND, COLUMN_REFUSED).by(self.holder).on(by).at(place);
        event.success = settled;
        event.rung = incident::rung(world, (host, by), Action::ShowOfForce).saturating_sub(u8::from(settled));
        event.operation = Some(operation.key);
        let event = out.event(event);
        out.because(event, Slot::Place(place), 0.5);
        out.because(event, Slot::Operation(operation.key), 0.5);
        let ordered = operation.origin.is_from_outside();
        let attacks = !view.outside.seats.contains(&by) && self.guest.urge + self.face > 0.0;
        if ordered || !settled && attacks {
            let why = (!ordered).then_some(&self.guest);
            if war::begin(view, between, (by, host), why, out) {
                return true;
            }
        }
        if !ordered {
            out.change(event, Change::TurnAway(id));
        }
        false
    }
}

/// How likely an attack is of whoever has not gone to war so far: `P(X > -face | X <= 0)`, `X ~ N(known, spread)`.
fn attacks(known: f64, face: f64, spread: f64) -> f64 {
    let (peace, calm) = (normal_below(-known / spread), normal_below((-known - face) / spread));
    if peace > 0.0 { 1.0 - calm / peace } else { 1.0 }
}
