//! Talks: offers of either side and of mediators, one talk for each pair of actors.

use super::{Settings, carried, mediation, mutual_trust, pair};
use crate::{
    chance::{Purpose, laws::logistic},
    domain::{Action, ActorKind, AgreementKind, AgreementState, Clause, EventKind, OperationStage, Shock, Stance},
    id::{ActorId, AgreementId, Key},
    mechanism::{Rule, View},
    world::{Agreement, AgreementClause, Change, Event, EventRef, Operation, Order, Proposals, Slot, TieField, World},
};

const ANSWER: Purpose = Purpose::of("bargain.answer");

/// One talk of the week.
struct Talk {
    a: ActorId,
    b: ActorId,
    key: Key,
    /// Which of the two asked for it.
    asked: [bool; 2],
    /// The third party with the greatest worth, and that worth.
    third: Option<(ActorId, f64)>,
    probability: f64,
}

/// Holds the talks that were ordered.
pub(super) fn talk(view: &View<Settings>, out: &mut Proposals) {
    for order in view.world.traffic.orders.iter().filter(|o| is_offer(o)) {
        let Some((a, b)) = sides(view.world, order) else { continue };
        let talk = Talk::new(view, a, b);
        let success = view.chance.happens(ANSWER, talk.key, talk.probability);
        let mut event = carried(view, order, "bargain.talk");
        event.success = success;
        if order.action == Action::Mediate {
            event.target = event.target.or(Some(a));
        }
        let event = out.event(event);
        talk.explain(view, event, order, out);
        if !leads(view.world, order, talk.key) {
            continue;
        }
        if success {
            talk.sign(view, out);
        } else {
            talk.disappoint(view, event, out);
        }
    }
}

fn is_offer(order: &Order) -> bool {
    matches!(order.action, Action::OfferTalks | Action::Ceasefire | Action::Mediate)
}

/// The two sides that an order would bring together.
fn sides(world: &World, order: &Order) -> Option<(ActorId, ActorId)> {
    let (a, b) = if order.action != Action::Mediate {
        (order.actor, order.target?)
    } else if let Some(agreement) = order.agreement {
        let parties = &world.agreements[agreement.index()].parties;
        let mut pairs = parties.iter().enumerate().flat_map(|(i, a)| parties[i + 1..].iter().map(move |b| (*a, *b)));
        pairs.clone().find(|(a, b)| world.are_enemies(*a, *b)).or_else(|| pairs.next())?
    } else {
        let target = order.target?;
        let worst = |other: &ActorId| (world.rung(target, *other), world.actors[other.index()].key);
        let roots = world
            .living()
            .filter(|other| world.actors[other.index()].coalition.is_none() && world.are_enemies(target, *other));
        (target, roots.max_by_key(worst)?)
    };
    let alive = |id: ActorId| world.actors[id.index()].alive;
    (a != b && alive(a) && alive(b)).then_some((a, b))
}

/// Whether an order is the one that brings its talk's result: a side's before a mediator's, then the lower key, of the actor
/// and of the agreement that it is about.
fn leads(world: &World, order: &Order, key: Key) -> bool {
    let about = |o: &Order| o.agreement.map(|id| world.agreements[id.index()].key);
    let rank =
        |o: &Order| (o.action == Action::Mediate, world.actors[o.actor.index()].key, o.action as usize, about(o));
    world
        .traffic
        .orders
        .iter()
        .filter(|o| is_offer(o) && sides(world, o).is_some_and(|(a, b)| pair(world, a, b) == key))
        .all(|o| rank(order) <= rank(o))
}

/// Whether two are armed groups whose creeds are too far apart for any text that both could sign.
fn are_creeds_apart(view: &View<Settings>, a: ActorId, b: ActorId) -> bool {
    let irregular = |x: ActorId| view.world.actors[x.index()].kind.is_irregular();
    irregular(a) && irregular(b) && view.world.creed_gap(a, b) > view.set.creed
}

impl Talk {
    fn new(view: &View<Settings>, a: ActorId, b: ActorId) -> Self {
        let (a, b) = if view.world.actors[a.index()].key < view.world.actors[b.index()].key { (a, b) } else { (b, a) };
        let key = pair(view.world, a, b);
        let asks = |side: ActorId| {
            view.world.traffic.orders.iter().any(|o| {
                o.action != Action::Mediate
                    && is_offer(o)
                    && o.actor == side
                    && o.target == Some(if side == a { b } else { a })
            })
        };
        let mut talk = Self { a, b, key, asked: [asks(a), asks(b)], third: None, probability: 0.0 };
        talk.third = talk.best_third(view);
        talk.probability = talk.acceptance(view);
        talk
    }

    /// Those who mediate between the two this week.
    fn mediators<'a>(&'a self, view: &'a View<Settings>) -> impl Iterator<Item = ActorId> + 'a {
        view.orders(Action::Mediate).filter_map(|o| {
            let (a, b) = sides(view.world, o)?;
            (pair(view.world, a, b) == self.key).then_some(o.actor)
        })
    }

    /// Mediators of this week, and those who stand behind or once brought about an agreement of the two.
    fn best_third(&self, view: &View<Settings>) -> Option<(ActorId, f64)> {
        let world = view.world;
        let now = self.mediators(view);
        let asked = self.asked != [false, false];
        let standing = world
            .pacts()
            .filter(|(_, g)| asked && world.covers(g, self.a, self.b))
            .flat_map(|(_, g)| g.guarantor.into_iter().chain(g.mediator));
        let mut best: Option<(ActorId, f64)> = None;
        for third in now.chain(standing) {
            let worth = mediation(view, third, self.a, self.b);
            if worth > best.map_or(0.0, |(_, w)| w) {
                best = Some((third, worth));
            }
        }
        best
    }

    fn acceptance(&self, view: &View<Settings>) -> f64 {
        let (world, set, a, b) = (view.world, view.set, self.a, self.b);
        let signed = EventKind::Shock(Shock::AgreementSigned);
        // Whoever of the two a scenario names first.
        let barred = view.is_barred(signed, Some(a), Some(b), None) || view.is_barred(signed, Some(b), Some(a), None);
        let nobody_asked = self.asked == [false, false] && self.third.is_none();
        // Whom one has labelled one does not receive; through a mediator one talks all the same.
        let shunned = world.are_labelled(a, b) && self.mediators(view).next().is_none();
        if nobody_asked || shunned || barred || are_creeds_apart(view, a, b) {
            return 0.0;
        }
        let third = self.third.map_or(0.0, |(_, worth)| worth);
        let trust = mutual_trust(world, a, b);
        let mut x = set.openness + set.trust * trust;
        x += set.stalemate * hurt(view, a).min(hurt(view, b));
        for (side, asked) in [a, b].into_iter().zip(self.asked) {
            if !asked && view.rules.on(Rule::RhetoricBinds) {
                x -= set.audience * world.actors[side.index()].rhetoric;
            }
        }
        if are_at_blows(world, a, b) {
            x -= set.attacked;
        }
        // Who is asked to end a war answers by what the war is worth to it.
        for (side, other, asked) in [(a, b, self.asked[0]), (b, a, self.asked[1])] {
            if !asked && world.tie(side, other).stance == Stance::War {
                x -= set.war_aims * world.quarrels.at(side.index(), other.index()).urge.clamp(-1.0, 1.0);
            }
        }
        if view.rules.on(Rule::NobodyMitigatesMistrust) {
            x -= set.mistrust * (1.0 - trust) * (1.0 - third);
        }
        logistic(x)
    }

    /// What moved the answer: the two sides' pain, their trust, the third party.
    fn explain(&self, view: &View<Settings>, event: EventRef, order: &Order, out: &mut Proposals) {
        let other = if order.actor == self.b { self.a } else { self.b };
        out.because(event, Slot::Actor(other), 0.4);
        out.because(event, Slot::Tie(other, if other == self.a { self.b } else { self.a }), 0.4);
        if let Some((third, worth)) = self.third {
            out.because(event, Slot::Actor(third), 0.2 * worth.max(0.1));
        }
        if let Some((agreement, _)) = older_accord(view.world, self.a, self.b) {
            out.because(event, Slot::Agreement(view.world.agreements[agreement.index()].key), 0.1);
        }
    }

    fn sign(&self, view: &View<Settings>, out: &mut Proposals) {
        let (world, a, b) = (view.world, self.a, self.b);
        let mut event = Event::shock(Shock::AgreementSigned, "bargain.sign").by(a).on(b);
        let older = older_accord(world, a, b);
        event.agreement = older.map(|(id, _)| id);
        let event = out.event(event);
        out.because(event, Slot::Tie(a, b), 0.5);
        out.because(event, Slot::Tie(b, a), 0.5);
        for (x, y) in [(a, b), (b, a)] {
            out.change(event, Change::Tie(x, y, TieField::Trust, view.set.talk_trust));
        }
        take_back_labels(world, a, b, event, out);
        let quiet = world.bound_by(a, b, Clause::Ceasefire).is_some();
        if let Some((id, state)) = older {
            if !state.is_in_force() && state != AgreementState::Renegotiated {
                out.change(event, Change::AgreementState(id, AgreementState::Renegotiated));
            }
        } else if quiet {
            self.write(view, AgreementKind::Accord, event, out);
        }
        if !quiet {
            self.write(view, AgreementKind::Ceasefire, event, out);
            lift_to(world, a, b, Stance::Tolerant, event, out);
        }
    }

    /// Writes a new agreement. Its clauses follow from who signs and who stands behind it.
    fn write(&self, view: &View<Settings>, kind: AgreementKind, event: EventRef, out: &mut Proposals) {
        let (world, set) = (view.world, view.set);
        let third = self.third.map(|(id, _)| id);
        let worth = self.third.map_or(0.0, |(_, worth)| worth);
        let state = [self.a, self.b].into_iter().find(|s| world.actors[s.index()].kind == ActorKind::Government);
        let men = world.strength(if state == Some(self.a) { self.b } else { self.a });
        let clause = |clause, weight, bears, amount| Some(AgreementClause { clause, weight, bears, amount });
        // Weights say what each clause is of the whole text.
        let watched = |other| if third.is_some() { clause(Clause::Guarantee, 0.2, third, 0.0) } else { other };
        let amnesty = clause(Clause::Amnesty, 0.2, state, 0.0);
        let clauses = if kind == AgreementKind::Ceasefire {
            let monitor = third.and_then(|t| clause(Clause::Monitoring, 0.2, Some(t), 0.0));
            [clause(Clause::Ceasefire, 0.6, None, 0.0), watched(amnesty), monitor, None]
        } else if state.is_some() {
            [
                clause(Clause::Integration, 0.3, state, men),
                clause(Clause::Decentralisation, 0.3, state, 0.0),
                clause(Clause::Inclusion, 0.2, state, 0.0),
                watched(amnesty),
            ]
        } else {
            [clause(Clause::NonAggression, 0.8, None, 0.0), watched(amnesty), None, None]
        };
        let sign = Change::Sign {
            key: self.key.child("bargain", world.week).with(Key::of(kind.word())),
            kind,
            a: self.a,
            b: self.b,
            guarantor: third,
            mediator: third,
            place: None,
            trust: set.birth_trust + set.birth_guarantee * worth,
            clauses,
        };
        out.change(event, sign);
        if clauses.iter().flatten().any(|c| c.clause == Clause::NonAggression) {
            lift_to(world, self.a, self.b, Stance::NonAggression, event, out);
        }
    }

    /// A side whose offer was refused trusts less.
    fn disappoint(&self, view: &View<Settings>, event: EventRef, out: &mut Proposals) {
        for ((x, y), asked) in [(self.a, self.b), (self.b, self.a)].into_iter().zip(self.asked) {
            if asked {
                out.change(event, Change::Tie(x, y, TieField::Trust, -view.set.in_return * view.set.talk_trust));
            }
        }
    }
}

/// How much the war hurts a side, 0-1: losses of its men against those left, while it doubts that it can win.
fn hurt(view: &View<Settings>, side: ActorId) -> f64 {
    let world = view.world;
    let actor = &world.actors[side.index()];
    let below: f64 = world
        .living()
        .filter(|x| *x != side && world.belongs_to(*x, side) && world.members(*x).next().is_none())
        .map(|x| world.actors[x.index()].losses)
        .sum();
    let losses = actor.losses.max(below);
    let strength: f64 = world
        .living()
        .filter(|x| world.belongs_to(*x, side))
        .flat_map(|x| world.own_forces(x))
        .map(|f| f.strength)
        .sum();
    let pain = (losses / (view.set.hurting_losses * (strength + losses)).max(1.0)).min(1.0);
    pain * logistic((view.set.doubt - actor.confidence) / view.set.doubt_width)
}

/// Whether an operation of one against the other is on its way or holds, or an attack between the two was ordered this week.
pub(super) fn are_at_blows(world: &World, a: ActorId, b: ActorId) -> bool {
    let between = |x: ActorId, y: Option<ActorId>| {
        let sides = |y: ActorId| {
            world.belongs_to(x, a) && world.belongs_to(y, b) || world.belongs_to(x, b) && world.belongs_to(y, a)
        };
        y.is_some_and(sides)
    };
    let out = |o: &Operation| matches!(o.stage, OperationStage::Advancing | OperationStage::Holding);
    world.under_way().any(|(_, o)| out(o) && o.kind.is_offensive() && between(o.planner, o.target))
        || world.traffic.orders.iter().any(|o| o.action.is_attack() && between(o.actor, o.target))
}

/// The accord that two actors can take up again, and its state: one between them, if every government that has signed it is at the table.
pub(super) fn older_accord(world: &World, a: ActorId, b: ActorId) -> Option<(AgreementId, AgreementState)> {
    let is_there =
        |party: &ActorId| [a, b].iter().any(|x| world.belongs_to(*x, *party) || world.belongs_to(*party, *x));
    let rules = |party: &&ActorId| world.actors[party.index()].kind == ActorKind::Government;
    let theirs = |g: &Agreement| {
        g.kind == AgreementKind::Accord && world.covers(g, a, b) && g.parties.iter().filter(rules).all(is_there)
    };
    world.pacts().find(|(_, g)| theirs(g)).map(|(id, g)| (id, g.state))
}

/// Whoever signs with others no longer calls them enemies with whom one does not talk.
fn take_back_labels(world: &World, a: ActorId, b: ActorId, event: EventRef, out: &mut Proposals) {
    for (from, to) in both_ways(world, a, b).filter(|(from, to)| world.tie(*from, *to).label) {
        out.change(event, Change::Label(from, to, false));
    }
}

/// Brings the stances between two actors and all below them up to a level, where they are lower.
fn lift_to(world: &World, a: ActorId, b: ActorId, stance: Stance, event: EventRef, out: &mut Proposals) {
    for (from, to) in both_ways(world, a, b).filter(|(from, to)| world.tie(*from, *to).stance < stance) {
        out.change(event, Change::Stance(from, to, stance));
    }
}

/// The pairs of two actors, and of all below them, in both directions.
fn both_ways(world: &World, a: ActorId, b: ActorId) -> impl Iterator<Item = (ActorId, ActorId)> {
    let below = move |root: ActorId| world.living().filter(move |x| world.belongs_to(*x, root));
    let pairs = below(a).flat_map(move |x| below(b).flat_map(move |y| [(x, y), (y, x)]));
    pairs.filter(|(from, to)| from != to)
}
