//! Acts and shocks given from outside.

use super::{Settings, put};
use crate::{
    domain::{
        Action, AgreementKind, AgreementState, Camp, Clause, EventKind, ForceKind, Hindrance, Shock, action::Aim,
    },
    id::{ActorId, PlaceId},
    mechanism::{Rule, View},
    warfare::estimate,
    world::{
        ActorField, AgreementClause, Change, CommunityField, Event, EventRef, ForceField, Order, Origin, Proposals,
        World, outside::Given,
    },
};

/// Carries out one thing given from outside.
pub(super) fn happen(view: &View<Settings>, given: &Given, out: &mut Proposals) {
    match given.kind {
        EventKind::Act(action) => order(view, given, action, out),
        EventKind::Shock(Shock::CampCloses) if !is_to_close(view.world, given) => {}
        EventKind::Shock(shock) => {
            let stands = is_signed(view.world, given, shock);
            let event = Event { success: !stands, ..describe(view, given, shock) };
            let event = out.event(event);
            if !stands {
                shake(view, given, shock, event, out);
            }
        }
    }
}

/// Whether an agreement that is to be signed is in force as it is: to sign it again takes nothing from it.
fn is_signed(world: &World, given: &Given, shock: Shock) -> bool {
    let agreement = given.agreement.filter(|_| shock == Shock::AgreementSigned);
    agreement.is_some_and(|id| world.agreements[id.index()].state.is_in_force())
}

/// An act from outside is an order, so that it meets the same resistance as one that was chosen. One in the field is given to
/// whoever has something of its own to do it with.
fn order(view: &View<Settings>, given: &Given, action: Action, out: &mut Proposals) {
    let (Some(named), world) = (given.actor, view.world) else { return };
    let Given { kind, target, place, agreement, .. } = *given;
    let open = |id: ActorId| action.is_open_to(world.actors[id.index()].kind);
    let in_field = matches!(action.row().aim, Aim::Enemy | Aim::Here | Aim::There);
    let arms = Arms::of(action);
    let actor = if open(named) && !(in_field && arms.own(world, named) == 0.0) {
        named
    } else {
        doer(world, named, place, arms, open).unwrap_or(named)
    };
    let effort = if given.size > 0.0 { given.size } else { arms.at_hand(view, actor, place) };
    if !world.actors[actor.index()].alive {
        out.hinder(origin(view, given), Hindrance::ActorGone);
    } else if view.is_barred(kind, Some(actor), target, place) {
        out.hinder(origin(view, given), Hindrance::Prevented);
    } else {
        out.drift(Change::Order(Order {
            actor,
            action,
            target,
            place,
            agreement,
            effort,
            origin: origin(view, given),
        }));
    }
}

/// What an act takes: sorties for a strike from the air, men for whatever else is done at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arms {
    Sorties,
    Men,
}

impl Arms {
    fn of(action: Action) -> Self {
        if action == Action::AirStrike { Self::Sorties } else { Self::Men }
    }

    /// All that an actor has of its own.
    fn own(self, world: &World, actor: ActorId) -> f64 {
        match self {
            Self::Sorties => world.own_wings(actor).map(|f| f.strength).sum(),
            Self::Men => world.own_forces(actor).map(|f| f.strength).sum(),
        }
    }

    /// What an actor has at hand at a place.
    fn at_hand(self, view: &View<Settings>, actor: ActorId, place: Option<PlaceId>) -> f64 {
        match (self, place) {
            (Self::Sorties, _) => self.own(view.world, actor),
            (Self::Men, Some(place)) => estimate::at_hand(view.warfare, view.world, actor, place).0,
            (Self::Men, None) => 0.0,
        }
    }
}

/// The strongest member of an actor: of those whom the act is open to, if there are any, the one that has most at the place,
/// else most at all; ties go to the lower key.
fn doer(
    world: &World,
    root: ActorId,
    place: Option<PlaceId>,
    arms: Arms,
    open: impl Fn(ActorId) -> bool,
) -> Option<ActorId> {
    // Where the root may act itself, whoever may not is no better placed.
    let fit = |id: &ActorId| arms.own(world, *id) > 0.0 && (open(*id) || !open(root));
    let here = |id: ActorId| place.filter(|_| arms == Arms::Men).map_or(0.0, |p| world.men_at(id, p));
    let rank = |id: ActorId| (open(id), here(id), arms.own(world, id));
    world.leaves(root).filter(fit).max_by(|a, b| {
        let (x, y) = (rank(*a), rank(*b));
        let most = x.0.cmp(&y.0).then(x.1.total_cmp(&y.1)).then(x.2.total_cmp(&y.2));
        most.then(world.actors[b.index()].key.cmp(&world.actors[a.index()].key))
    })
}

/// Whether it stands in the case or was put in by the scenario.
pub(super) fn origin(view: &View<Settings>, given: &Given) -> Origin {
    let scheduled = view.case.scheduled.iter().any(|fact| fact.key == given.key);
    if scheduled { Origin::Scheduled(given.key) } else { Origin::Inject(given.key) }
}

fn describe(view: &View<Settings>, given: &Given, shock: Shock) -> Event {
    let ladder = &view.world.ladder;
    let mut event = Event::shock(shock, "befall.given").from(origin(view, given));
    (event.actor, event.target) = (given.actor, given.target);
    (event.place, event.agreement) = (given.place, given.agreement);
    let deaths = given.deaths.max(0.0) as u32;
    event.target_deaths = if given.target.is_some() { deaths.div_ceil(2) } else { 0 };
    event.actor_deaths = deaths - event.target_deaths;
    event.civilian_deaths = given.civilian_deaths.max(0.0) as u32;
    event.rung = match shock {
        Shock::Massacre => ladder.rung(Action::CollectivePunishment),
        Shock::Clash => ladder.rung(Action::Ambush),
        _ => 0,
    };
    event
}

fn shake(view: &View<Settings>, given: &Given, shock: Shock, event: EventRef, out: &mut Proposals) {
    let Given { actor, target, place, agreement, .. } = *given;
    match (shock, actor, place) {
        (Shock::Coup, Some(actor), _) => {
            // An army that overthrows its government is named in the files; what counts is whose rule ends.
            out.change(event, Change::Coup(view.world.government_of(actor).unwrap_or(actor), 0));
        }
        (Shock::MissionEnds, Some(actor), _) => end_mission(view.world, actor, event, out),
        (Shock::CampCloses, _, Some(place)) => close_camp(view.world, place, target, event, out),
        (Shock::JoinsCoalition, Some(actor), _) => join(view.world, given, actor, event, out),
        (Shock::LeavesCoalition, Some(actor), _) => part(view.world, actor, target, event, out),
        (Shock::ForceLeaves, Some(actor), _) => leave(view.world, actor, place, given.size, event, out),
        (Shock::ForceArrives | Shock::AircraftArrive | Shock::Rising, Some(actor), Some(place)) => {
            arrive(view, given, (actor, place), event, out);
        }
        (Shock::LeaderLost, Some(actor), _) => {
            let standing = view.world.actors[actor.index()].leader_standing;
            out.change(event, Change::Actor(actor, ActorField::LeaderStanding, -standing));
            out.change(event, Change::Actor(actor, ActorField::Cohesion, -view.set.leader_loss));
        }
        (Shock::Ban | Shock::ElectionPostponed | Shock::Announcement, Some(actor), _) => {
            speak(view, shock, actor, event, out);
        }
        (Shock::Split, Some(parent), _) => {
            let share = if given.size > 0.0 { given.size.min(1.0) } else { 0.3 };
            out.change(event, Change::Split { parent, share, shift: 0.0 });
        }
        (Shock::Defection, Some(actor), _) => defect(view.world, actor, target, place, event, out),
        (Shock::Capture, Some(actor), Some(place)) => out.change(event, Change::Holder(place, Some(actor))),
        (Shock::Clash, Some(actor), _) => lose(view.world, given, actor, event, out),
        (Shock::StanceShift, Some(actor), _) => step_closer(view.world, actor, target, event, out),
        (Shock::Flight | Shock::Return, _, Some(place)) => move_people(view.world, given, shock, place, event, out),
        (Shock::Set, ..) => put::put_all(view.world, given, event, out),
        (Shock::AgreementSigned | Shock::AgreementCollapses | Shock::Breach | Shock::PatronLeaves, ..) => {
            let state = match shock {
                Shock::AgreementSigned => AgreementState::Signed,
                Shock::AgreementCollapses => AgreementState::Collapsed,
                Shock::Breach => AgreementState::Breached,
                _ => AgreementState::Suspended,
            };
            match agreement {
                Some(id) => out.change(event, Change::AgreementState(id, state)),
                None if shock == Shock::AgreementSigned => sign(given, event, out),
                None => {}
            }
        }
        // A massacre is its own effect: `harm` reads the event.
        _ => {}
    }
}

/// The mission's men and money leave, its camps stand empty, and it stands behind nothing any more.
fn end_mission(world: &World, actor: ActorId, event: EventRef, out: &mut Proposals) {
    leave(world, actor, None, 0.0, event, out);
    let (funds, income) = (world.actors[actor.index()].funds, world.actors[actor.index()].income);
    out.change(event, Change::Actor(actor, ActorField::Funds, -funds.max(0.0)));
    out.change(event, Change::Actor(actor, ActorField::Income, -income));
    for place in world.all_places() {
        if world.places[place.index()].camp_host.is_some_and(|host| world.belongs_to(host, actor)) {
            out.change(event, Change::Camp(place, Camp::Vacated, None));
        }
    }
    for (id, _) in world.pacts().filter(|(_, g)| g.guarantor == Some(actor) && world.quits(actor, g)) {
        out.change(event, Change::Guarantor(id, None));
    }
}

/// Whether there is a camp left to close: one that the mission still runs, or a vacated one that has an heir. Who has seized it
/// in the meantime stays.
fn is_to_close(world: &World, given: &Given) -> bool {
    given.place.map(|place| &world.places[place.index()]).is_some_and(|at| match at.camp {
        Camp::Open | Camp::Closing => {
            at.camp_host.is_none_or(|host| given.actor.is_none_or(|mission| world.belongs_to(host, mission)))
        }
        Camp::Vacated => given.target.is_some(),
        Camp::Handed | Camp::None => false,
    })
}

fn close_camp(world: &World, place: PlaceId, heir: Option<ActorId>, event: EventRef, out: &mut Proposals) {
    if let Some(host) = world.places[place.index()].camp_host {
        leave(world, host, Some(place), 0.0, event, out);
    }
    let camp = if heir.is_some() { Camp::Handed } else { Camp::Vacated };
    out.change(event, Change::Camp(place, camp, heir));
}

/// An actor becomes a member, as bound as the size says, unless that would make a circle.
fn join(world: &World, given: &Given, actor: ActorId, event: EventRef, out: &mut Proposals) {
    let fits = |coalition: &ActorId| world.actors[coalition.index()].alive && !world.belongs_to(*coalition, actor);
    let Some(coalition) = given.target.filter(fits) else { return };
    out.change(event, Change::Member(actor, Some(coalition)));
    let commitment = if given.size > 0.0 { given.size.min(1.0) } else { 0.5 };
    let by = commitment - world.actors[actor.index()].commitment;
    out.change(event, Change::Actor(actor, ActorField::Commitment, by));
}

/// A member leaves its coalition, and with it those above; where one is named, only if it belongs to that one.
fn part(world: &World, actor: ActorId, from: Option<ActorId>, event: EventRef, out: &mut Proposals) {
    if from.is_none_or(|from| from != actor && world.belongs_to(actor, from)) {
        out.change(event, Change::Member(actor, None));
    }
}

/// Men of an actor and its members go home for good: so many of them, or all when no size is given.
fn leave(world: &World, actor: ActorId, place: Option<PlaceId>, size: f64, event: EventRef, out: &mut Proposals) {
    let theirs = |id: &crate::id::ForceId| {
        let force = world.force(*id);
        place.is_none_or(|p| force.place == p) && world.leaves(actor).any(|leaf| leaf == force.actor)
    };
    let total: f64 = world.standing().filter(theirs).map(|id| world.force(id).strength).sum();
    let share = if size > 0.0 && total > 0.0 { (size / total).min(1.0) } else { 1.0 };
    for id in world.standing().filter(theirs) {
        let gone = world.force(id).strength * share;
        out.change(event, Change::Force(id, ForceField::Strength, -gone));
    }
}

/// Men or aircraft come to an actor: to its strongest member, if it has some.
fn arrive(
    view: &View<Settings>,
    given: &Given,
    (actor, place): (ActorId, PlaceId),
    event: EventRef,
    out: &mut Proposals,
) {
    let world = view.world;
    let flying = given.kind == EventKind::Shock(Shock::AircraftArrive);
    let arms = if flying { Arms::Sorties } else { Arms::Men };
    let owner = doer(world, actor, Some(place), arms, |_| true)
        .or_else(|| doer(world, actor, Some(place), Arms::Men, |_| true))
        .unwrap_or(actor);
    let key = given.key.with(world.actors[owner.index()].key);
    let kind = match world.actors[owner.index()].kind.is_irregular() {
        _ if flying => ForceKind::AirWing,
        true => ForceKind::Band,
        false => ForceKind::Garrison,
    };
    out.change(event, Change::muster(key, owner, (place, kind), given.size, (view.set.fresh, view.set.fresh)));
}

/// What those in power announce, put off or forbid moves the public of the government behind it.
fn speak(view: &View<Settings>, shock: Shock, actor: ActorId, event: EventRef, out: &mut Proposals) {
    let actor = view.world.government_of(actor).unwrap_or(actor);
    let (anger, standing) = match shock {
        Shock::Ban => (view.set.anger, 0.0),
        Shock::ElectionPostponed => (view.set.anger, -view.set.standing),
        _ => (0.0, view.set.standing),
    };
    if anger > 0.0 && view.rules.on(Rule::DefeatUnsettlesTheCapital) {
        out.change(event, Change::Actor(actor, ActorField::Unrest, anger));
    }
    if standing > 0.0 || view.rules.on(Rule::DefeatUnsettlesTheCapital) {
        out.change(event, Change::Actor(actor, ActorField::Legitimacy, standing));
    }
}

fn defect(
    world: &World,
    actor: ActorId,
    to: Option<ActorId>,
    place: Option<PlaceId>,
    event: EventRef,
    out: &mut Proposals,
) {
    for id in world.standing() {
        let force = world.force(id);
        if let (true, true, Some(to)) = (force.actor == actor, place.is_none_or(|p| p == force.place), to) {
            out.change(event, Change::Owner(id, to));
        }
    }
}

/// The dead of a clash leave the ranks at the place, in proportion.
fn lose(world: &World, given: &Given, actor: ActorId, event: EventRef, out: &mut Proposals) {
    let dead = given.deaths.max(0.0);
    let of_target = if given.target.is_some() { f64::from((dead as u32).div_ceil(2)) } else { 0.0 };
    for (side, deaths) in [(Some(actor), dead - of_target), (given.target, of_target)] {
        let Some(side) = side.filter(|_| deaths > 0.0) else { continue };
        share_out(world, side, given.place, |id, share| {
            out.change(event, Change::Actor(id, ActorField::Losses, share * deaths));
        });
        leave(world, side, given.place, deaths, event, out);
    }
}

/// Calls for everybody in an actor who fights with its share of them: by men at the place, else by men, else evenly.
pub(super) fn share_out(world: &World, root: ActorId, place: Option<PlaceId>, mut each: impl FnMut(ActorId, f64)) {
    let men = |place: Option<PlaceId>, id| place.map_or_else(|| Arms::Men.own(world, id), |p| world.men_at(id, p));
    let body = |id: ActorId| f64::from(u8::from(!world.has_members(id)));
    let place = place.filter(|p| world.leaves(root).any(|id| world.men_at(id, *p) > 0.0));
    let armed = world.leaves(root).any(|id| men(place, id) > 0.0);
    let weight = |id: ActorId| if armed { men(place, id) } else { body(id) };
    let all: f64 = world.leaves(root).map(weight).sum();
    for id in world.leaves(root).filter(|id| weight(*id) > 0.0) {
        each(id, weight(id) / all);
    }
}

fn step_closer(world: &World, actor: ActorId, other: Option<ActorId>, event: EventRef, out: &mut Proposals) {
    if let Some(other) = other {
        out.change(event, Change::Stance(actor, other, world.tie(actor, other).stance.closer()));
        out.change(event, Change::Stance(other, actor, world.tie(other, actor).stance.closer()));
    }
}

/// People leave a place or come back to it: so many, or a tenth of it. Those who come back were nobody's guests.
fn move_people(world: &World, given: &Given, shock: Shock, place: PlaceId, event: EventRef, out: &mut Proposals) {
    let fled: f64 = world.communities.iter().map(|c| c.population * c.displaced).sum();
    let hosted: f64 = world.places.iter().map(|p| p.hosted).sum();
    let people = &world.map.people[place.index()];
    let all: f64 = people.iter().map(|c| world.communities[c.index()].population).sum();
    let away: f64 =
        people.iter().map(|c| &world.communities[c.index()]).map(|c| c.population * c.displaced).sum::<f64>();
    let size = if given.size > 0.0 { given.size } else { 0.1 * all };
    let share = match shock {
        Shock::Flight => size.min(all - away),
        _ => -size.min(away).min((fled - hosted).max(0.0)),
    } / all.max(1.0);
    for id in people {
        let displaced = world.communities[id.index()].displaced;
        let by = share.clamp(-displaced, 1.0 - displaced);
        out.change(event, Change::Community(*id, CommunityField::Displaced, by));
    }
}

/// An agreement that the case does not know: no attacks between the two.
fn sign(given: &Given, event: EventRef, out: &mut Proposals) {
    let (Some(a), Some(b)) = (given.actor, given.target) else { return };
    let ceasefire = AgreementClause { clause: Clause::Ceasefire, weight: 1.0, bears: None, amount: 0.0 };
    out.change(
        event,
        Change::Sign {
            key: given.key,
            kind: AgreementKind::Accord,
            a,
            b,
            guarantor: None,
            mediator: None,
            place: given.place,
            trust: 0.5,
            clauses: [Some(ceasefire), None, None, None],
        },
    );
}
