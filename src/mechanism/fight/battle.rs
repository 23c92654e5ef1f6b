//! Battles: operations meet whoever stands in their way, side against side, once a week in one place.
//!
//! A battle gathers all who stand on either side, whoever they are. The defender looks first, with the error of a count, at the whole force that
//! comes, aircraft and partners included, and stands with the chance of [`odds::stands`], or leaves by the nearest shelter (C13). Then [`battle::fight`] decides.
//! The beaten leave, or scatter where there is no way out; those whom raiders have beaten stay, if these are gone within the week. Nobody who was
//! beaten can attack again for `refit` weeks, the winners for `pause`. Deaths are shared out among those who fought, by their men; each of them is named in an
//! event of its own. Those who clear the country look for bands in it each week, and meet them as far as they are seen.

use super::{
    Settings, View,
    field::{Field, retreat},
    host::{Host, MOST, Toll, gather, of, rest, share_out},
};
use crate::{
    chance::{Purpose, laws::log_normal},
    domain::{Action, EventKind, OperationEnd, OperationKind, OperationStage, Shock},
    id::{ActorId, ForceId, Key, OperationId, PlaceId},
    mechanism::Rule,
    warfare::{
        battle, estimate,
        odds::{self, Side},
    },
    world::{ActorField, Change, Event, EventRef, ForceField, Operation, PlaceField, Proposals, Slot, World},
};
use arrayvec::ArrayVec;

const ORDER: Purpose = Purpose::of("fight.order");
const FOUND: Purpose = Purpose::of("fight.found");
const LOOK: Purpose = Purpose::of("fight.look");
const STAND: Purpose = Purpose::of("fight.stand");
const BATTLE: Purpose = Purpose::of("fight.battle");

/// Most battles in a week.
const BATTLES: usize = 32;

/// Plays the battles of the week, in an order drawn for it.
pub(super) fn play(view: &View<Settings>, field: &mut Field, out: &mut Proposals) {
    let world = view.world;
    let mut due: ArrayVec<(f64, OperationId), BATTLES> = ArrayVec::new();
    for (id, operation) in world.under_way() {
        if meets_somebody(world, id, operation) && !due.is_full() {
            due.push((view.chance.unit(ORDER, operation.key), id));
        }
    }
    due.sort_unstable_by(|a, b| {
        a.0.total_cmp(&b.0).then_with(|| world.operation(a.1).key.cmp(&world.operation(b.1).key))
    });
    let mut fought: ArrayVec<(PlaceId, ActorId), BATTLES> = ArrayVec::new();
    for (_, id) in due {
        let operation = world.operation(id);
        let Some(place) = stand(world, id) else { continue };
        let camp = (place, world.actors[operation.planner.index()].bloc);
        // Two operations of one side in one place are one battle.
        if !fought.contains(&camp) {
            fought.push(camp);
            meet(view, field, (id, operation), place, out);
        }
    }
}

/// Where the men of an operation stand who are not on the road.
fn stand(world: &World, id: OperationId) -> Option<PlaceId> {
    let mut forces = world.committed_to(id).map(|f| world.force(f));
    forces.find(|f| f.march.is_none()).map(|f| f.place)
}

/// Whether an operation stands where somebody may resist it.
fn meets_somebody(world: &World, id: OperationId, operation: &Operation) -> bool {
    let searching = operation.stage == OperationStage::Holding && operation.kind == OperationKind::Clear;
    if operation.stage != OperationStage::Advancing && !searching {
        return false;
    }
    let Some(place) = stand(world, id) else { return false };
    let at_goal = place == operation.objective;
    let tired = world.committed_to(id).any(|f| world.force(f).rest > 0.0);
    let comes_to_fight = match operation.kind {
        OperationKind::Besiege => false,
        // Who comes for a camp begins no battle while the mission is there, nor with somebody whom an agreement protects.
        OperationKind::TakeOver if operation.origin.is_from_outside() => !world.is_mission_there(place),
        OperationKind::TakeOver => !world.is_camp_open(operation.planner, place),
        OperationKind::Relieve => world.places[place.index()].blockade.is_some(),
        _ => true,
    };
    comes_to_fight
        && !tired
        && (at_goal || !world.goes_round(operation, place))
        && enemy_at(world, operation, place).is_some()
}

/// Who resists an operation at a place: an enemy who holds it, who cuts it off, or who is looked for in the country around it.
fn enemy_at(world: &World, operation: &Operation, place: PlaceId) -> Option<ActorId> {
    let there = &world.places[place.index()];
    let against = |who: &ActorId| world.are_enemies(*who, operation.planner);
    if operation.kind == OperationKind::Relieve {
        return there.blockade.filter(against);
    }
    if operation.kind == OperationKind::Clear && place == operation.objective {
        // Whoever was named first, then whoever may be attacked.
        let named = operation.target.filter(against).filter(|t| world.men_at(*t, place) >= 1.0);
        let held = there.holder.is_some_and(|h| against(&h));
        return named.filter(|_| !held).or_else(|| world.quarry(operation.planner, place));
    }
    let holder = there.holder.filter(against)?;
    (world.defenders_at(place, holder, operation.planner) >= 1.0).then_some(holder)
}

/// An operation meets an enemy: he leaves, or there is a battle.
fn meet(
    view: &View<Settings>,
    field: &mut Field,
    (id, operation): (OperationId, &Operation),
    place: PlaceId,
    out: &mut Proposals,
) {
    let (world, war) = (view.world, view.warfare);
    let Some(enemy) = enemy_at(world, operation, place) else { return };
    // Bands in the country have no walls, and neither has who keeps a ring.
    let hides = operation.kind == OperationKind::Clear && place == operation.objective;
    let dug_in = operation.kind != OperationKind::Relieve && !hides;
    let flown = if view.rules.on(Rule::AirPowerDecidesAndKills) { operation.sorties() } else { 0.0 };
    let answer = view.air_support(enemy, place);
    let near = estimate::near(world, operation, place);
    let attackers = gather(view, field, place, (operation.planner, enemy), (false, flown, near), Some(operation));
    let defenders = gather(view, field, place, (enemy, operation.planner), (dug_in, answer, 1.0), None);
    let (Some(mut attackers), Some(mut defenders)) = (attackers, defenders) else { return };
    let kind = event_kind(world, operation, enemy, place);
    if view.is_barred(kind, Some(attackers.leader), Some(enemy), Some(place)) {
        return;
    }
    let key = operation.key.with(world.places[place.index()].key);
    if hides && !view.chance.happens(FOUND, key, super::contact(view, attackers.leader, enemy, place)) {
        return;
    }
    if leaves_first(view, (operation, place), &attackers, &defenders, key) {
        let event = give_way(view, field, operation, place, &defenders, out);
        if event.is_some() {
            return;
        }
    }
    for host in [&mut attackers, &mut defenders] {
        if world.is_cornered(host.leader, place, view.warfare.home_range) {
            host.side.bears *= war.cornered;
        }
    }
    let numbers = view.chance.fan(BATTLE, key);
    let end = battle::fight(war, &attackers.side, &defenders.side, numbers);
    let dead = [
        battle::killed(war, end.attacker_casualties, numbers.child(Key(1 << 40)).nth(0)),
        battle::killed(war, end.defender_casualties, numbers.child(Key(1 << 41)).nth(0)),
    ];
    let mut event = Event::new(kind, "fight.battle").by(attackers.leader).on(defenders.leader).at(place);
    event.rung = rung(view, operation, kind);
    event.operation = Some(operation.key);
    event.origin = operation.origin;
    event.success = end.attacker_won;
    let toll = [share_out(world, &attackers, dead[0]), share_out(world, &defenders, dead[1])];
    event.actor_deaths = of(&toll[0], attackers.leader);
    event.target_deaths = of(&toll[1], defenders.leader);
    let main = out.event(event);
    out.because(main, Slot::Place(place), 0.5);
    out.because(main, Slot::Tie(attackers.leader, defenders.leader), 0.5);
    name_the_others(&event, &toll, out);
    out.change(main, Change::Place(place, PlaceField::Danger, f64::from(dead[0] + dead[1]) + 1.0));
    bury(view, field, main, place, (&attackers, &toll[0]), out);
    bury(view, field, main, place, (&defenders, &toll[1]), out);
    out.change(main, Change::OperationLost(id, f64::from(dead[0])));
    after(view, field, (id, operation), place, main, (&attackers, &defenders, end.attacker_won), out);
}

/// What such a battle is called: an assault or a raid at the objective, a clash on the way and where there is no war.
fn event_kind(world: &World, operation: &Operation, enemy: ActorId, place: PlaceId) -> EventKind {
    let war = world.are_at_war(operation.planner, enemy);
    match operation.kind {
        OperationKind::TakeOver if place == operation.objective && war => EventKind::Act(Action::Assault),
        OperationKind::Seize if place == operation.objective => EventKind::Act(Action::Assault),
        OperationKind::Raid if place == operation.objective => EventKind::Act(Action::Raid),
        OperationKind::Clear if place == operation.objective => EventKind::Act(Action::Clear),
        _ => EventKind::Shock(Shock::Clash),
    }
}

fn rung(view: &View<Settings>, operation: &Operation, kind: EventKind) -> u8 {
    match (kind, operation.kind) {
        (EventKind::Act(action), _) => view.world.ladder.rung(action),
        (_, OperationKind::TakeOver) => view.world.ladder.rung(Action::Ambush),
        _ => view.world.ladder.rung(Action::Column),
    }
}

/// Whether the defender sees that it cannot hold, and goes before the battle (C13). Nobody leaves before a raid: it comes by surprise.
fn leaves_first(
    view: &View<Settings>,
    (operation, place): (&Operation, PlaceId),
    attackers: &Host,
    defenders: &Host,
    key: Key,
) -> bool {
    if operation.kind == OperationKind::Raid && place == operation.objective {
        return false;
    }
    let Some(wanted) = view.wanted(place, Some(defenders.leader)) else { return false };
    let war = view.warfare;
    let miscount = log_normal(view.chance.unit(LOOK, key), war.miscount);
    let seen = Side { men: attackers.side.men * miscount, ..attackers.side };
    let hold = 1.0 - odds::chance(war, &seen, &defenders.side);
    let relief = if is_relieved(view.world, defenders.leader, place) { war.relieved } else { 0.0 };
    !view.chance.happens(STAND, key, odds::stands(war, hold, wanted - relief))
}

/// Whether friends of an actor are on their way to relieve a place.
fn is_relieved(world: &World, leader: ActorId, place: PlaceId) -> bool {
    let comes = |o: &Operation| matches!(o.stage, OperationStage::Assembling | OperationStage::Advancing);
    world.under_way().any(|(_, o)| {
        o.kind == OperationKind::Relieve && o.objective == place && comes(o) && world.are_friends(o.planner, leader)
    })
}

/// The defender leaves whole, if nothing keeps it.
fn give_way(
    view: &View<Settings>,
    field: &mut Field,
    operation: &Operation,
    place: PlaceId,
    defenders: &Host,
    out: &mut Proposals,
) -> Option<EventRef> {
    let world = view.world;
    let goal = world.nearest_shelter(defenders.leader, place, view.warfare.home_range)?;
    let barred = |actor| view.is_barred(EventKind::Act(Action::Withdraw), Some(actor), None, Some(place));
    if defenders.forces.iter().any(|f| barred(world.force(*f).actor)) {
        return None;
    }
    let mut event = Event::act(Action::Withdraw, "fight.give_way").by(defenders.leader).at(place);
    event.rung = world.ladder.rung(Action::Withdraw);
    event.operation = Some(operation.key);
    let event = out.event(event);
    out.because(event, Slot::Place(place), 1.0);
    for force in &defenders.forces {
        retreat(world, *force, goal, event, out);
    }
    field.vacate(view, place, &defenders.forces);
    if operation.kind == OperationKind::Relieve {
        open_ring(world, place, event, out);
    }
    Some(event)
}

/// Relief has beaten those who cut a town off, or they have gone.
fn open_ring(world: &World, place: PlaceId, event: EventRef, out: &mut Proposals) {
    if world.places[place.index()].blockade.is_some() {
        out.change(event, Change::Blockade(place, None));
    }
}

/// Events for everybody else who fought, so that each of both sides is named with its dead.
fn name_the_others(main: &Event, toll: &[Toll; 2], out: &mut Proposals) {
    for (actor, dead) in toll[0].iter().filter(|(a, _)| Some(*a) != main.actor) {
        let part = Event { actor: Some(*actor), actor_deaths: *dead, target_deaths: 0, rule: "fight.beside", ..*main };
        out.event(part.as_part());
    }
    for (actor, dead) in toll[1].iter().filter(|(a, _)| Some(*a) != main.target) {
        let part = Event { target: Some(*actor), target_deaths: *dead, actor_deaths: 0, rule: "fight.beside", ..*main };
        out.event(part.as_part());
    }
}

/// Takes the killed out of the forces.
fn bury(
    view: &View<Settings>,
    field: &mut Field,
    event: EventRef,
    place: PlaceId,
    (host, toll): (&Host, &[(ActorId, u32)]),
    out: &mut Proposals,
) {
    let world = view.world;
    for (actor, dead) in toll.iter().filter(|(_, dead)| *dead > 0) {
        let own = || host.forces.iter().filter(|f| world.force(**f).actor == *actor);
        let men: f64 = own().map(|f| world.force(*f).strength).sum();
        for id in own() {
            let share = world.force(*id).strength / men.max(1.0);
            out.change(event, Change::Force(*id, ForceField::Strength, -f64::from(*dead) * share));
        }
        field.note(*actor, place, f64::from(*dead));
        out.change(event, Change::Actor(*actor, ActorField::Losses, f64::from(*dead)));
    }
}

/// What a battle leaves: the beaten go and the winners stay, except raiders who do not linger; stores change hands.
fn after(
    view: &View<Settings>,
    field: &mut Field,
    (id, operation): (OperationId, &Operation),
    place: PlaceId,
    event: EventRef,
    (attackers, defenders, won): (&Host, &Host, bool),
    out: &mut Proposals,
) {
    let (world, war) = (view.world, view.warfare);
    let (winners, losers) = if won { (attackers, defenders) } else { (defenders, attackers) };
    rest(world, winners, war.pause, out);
    rest(world, losers, war.refit, out);
    for (host, by) in [(winners, view.set.heartened), (losers, -1.0)] {
        for force in &host.forces {
            out.change(event, Change::Force(*force, ForceField::Morale, by * view.set.shaken));
        }
    }
    for force in &losers.forces {
        let strength = world.force(*force).strength;
        out.change(event, Change::Force(*force, ForceField::Strength, -war.captured * strength));
    }
    if won {
        if operation.kind == OperationKind::Relieve {
            open_ring(world, place, event, out);
        }
        if operation.kind == OperationKind::Raid && !operation.lingers {
            leave_again(view, (id, operation), &attackers.forces, event, out);
        } else {
            flee_or_scatter(view, field, place, (defenders.leader, &defenders.forces), event, out);
        }
        if matches!(operation.kind, OperationKind::Raid | OperationKind::Seize) {
            let share = if operation.kind == OperationKind::Raid { 1.0 } else { view.set.raid_booty };
            Field::loot(view, out, event, (attackers.leader, defenders.leader), place, share * defenders.side.men);
        }
    } else {
        let due = Operation::home_by(world.week);
        let stage = OperationStage::Returning;
        out.change(event, Change::Stage { operation: id, stage, due, end: Some(OperationEnd::Beaten) });
        // Those of a garrison who came out go back behind their walls, and so does a column that had come to its help.
        let home = world.places[place.index()].holder.is_some_and(|h| world.are_friends(h, operation.planner));
        let comes = |id: &ForceId| match operation.kind {
            OperationKind::Relieve => world.force(*id).operation.is_some(),
            OperationKind::Clear => !home,
            _ => true,
        };
        let beaten: ArrayVec<ForceId, MOST> = attackers.forces.iter().copied().filter(comes).collect();
        if !beaten.is_empty() {
            flee_or_scatter(view, field, place, (attackers.leader, &beaten), event, out);
        }
    }
}

/// Raiders who do not mean to linger are gone before the week is over: those whom they have beaten come back to what is left.
fn leave_again(
    view: &View<Settings>,
    (id, operation): (OperationId, &Operation),
    raiders: &[ForceId],
    event: EventRef,
    out: &mut Proposals,
) {
    let world = view.world;
    let due = Operation::home_by(world.week);
    let end = Some(OperationEnd::Achieved);
    out.change(event, Change::Stage { operation: id, stage: OperationStage::Returning, due, end });
    for force in raiders.iter().filter(|f| world.force(**f).operation == Some(id)) {
        out.change(event, Change::March(*force, world.way_home(*force, operation, view.warfare.home_range)));
    }
}

/// The beaten go to the nearest shelter; without one a part scatters, and the rest stays where it is.
fn flee_or_scatter(
    view: &View<Settings>,
    field: &mut Field,
    place: PlaceId,
    (leader, forces): (ActorId, &[ForceId]),
    event: EventRef,
    out: &mut Proposals,
) {
    let world = view.world;
    let barred = view.is_barred(EventKind::Act(Action::Withdraw), Some(leader), None, Some(place));
    match world.nearest_shelter(leader, place, view.warfare.home_range).filter(|_| !barred) {
        Some(goal) => {
            let mut rout = Event::act(Action::Withdraw, "fight.rout").by(leader).at(place);
            rout.rung = world.ladder.rung(Action::Withdraw);
            let rout = out.event(rout);
            out.because(rout, Slot::Place(place), 1.0);
            for force in forces {
                retreat(world, *force, goal, rout, out);
            }
        }
        None => {
            for force in forces {
                let men = world.force(*force).strength;
                out.change(event, Change::Force(*force, ForceField::Strength, -view.set.dispersed * men));
            }
        }
    }
    field.vacate(view, place, forces);
}
