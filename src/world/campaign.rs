//! Operations in the world: how one begins, which are under way, whom they take, how far they have come.

use super::{March, Objective, Operation, World};
use crate::{
    domain::{ForceKind, OperationEnd, OperationStage},
    id::{ActorId, ForceId, Key, OperationId, PlaceId},
};

impl Operation {
    /// An operation at its start, before anybody is asked to take part.
    pub fn at_start(key: Key, planner: ActorId, objective: &Objective, week: u32) -> Self {
        Self {
            key,
            planner,
            kind: objective.kind,
            objective: objective.place,
            target: objective.target,
            stage: OperationStage::Assembling,
            begun: week,
            since: week,
            chance: objective.chance,
            surplus: objective.surplus,
            flown: objective.flown,
            ..Self::none()
        }
    }
}

impl World {
    /// The operation in a slot.
    #[inline]
    pub fn operation(&self, id: OperationId) -> &Operation {
        &self.operations[id.index()]
    }

    /// Operations under way, in the order of their slots.
    pub fn under_way(&self) -> impl Iterator<Item = (OperationId, &Operation)> {
        self.index.under_way.iter().map(|id| (*id, self.operation(*id)))
    }

    /// Forces committed to an operation, in order; a wing is committed by its sorties, not by itself.
    pub fn committed_to(&self, id: OperationId) -> impl Iterator<Item = ForceId> + '_ {
        self.standing().filter(move |force| self.force(*force).operation == Some(id))
    }

    /// Sorties a week that an actor has promised to operations under way.
    pub fn sorties_promised(&self, actor: ActorId) -> f64 {
        let parts = self.under_way().flat_map(|(_, o)| &o.participants);
        parts.filter(|p| p.actor == actor).map(|p| p.sorties).sum()
    }

    /// Men of an actor at a place who are committed to operations.
    pub fn committed_to_place(&self, actor: ActorId, place: PlaceId) -> f64 {
        let bodies = self.bodies(actor, place).map(|id| self.force(id));
        bodies.filter(|f| f.operation.is_some()).map(|f| f.strength).sum()
    }

    /// The way of a force back to where its operation assembled, or to the nearest place where it is safe.
    pub fn way_home(&self, id: ForceId, operation: &Operation, range: f64) -> Option<March> {
        let force = self.force(id);
        let base = operation.assembly();
        let there = &self.places[base.index()];
        let rests = there.holder.is_some_and(|h| self.are_friends(h, force.actor))
            || self.actors[force.actor.index()].kind.is_irregular() && self.men_at(force.actor, base) > 0.0;
        let goal = if rests && self.map.ways.days(force.place, base).is_finite() {
            Some(base)
        } else {
            self.nearest_shelter(force.actor, force.place, range)
        };
        goal.and_then(|goal| March::towards(self, force.place, goal))
    }

    /// How far along its axis the largest body of an operation is: 1.5 is half way from the second place to the third; nothing if it is
    /// off the axis.
    pub fn reached(&self, id: OperationId) -> Option<f64> {
        let axis = &self.operation(id).axis;
        let on_axis = |place: PlaceId| axis.iter().position(|p| *p == place).map(|at| at as f64);
        let larger =
            |a: &ForceId, b: &ForceId| self.force(*a).strength.total_cmp(&self.force(*b).strength).then(b.cmp(a));
        let body = self.force(self.committed_to(id).max_by(larger)?);
        let Some(march) = body.march else { return on_axis(body.place) };
        let (from, to) = (on_axis(march.from)?, on_axis(march.to)?);
        let left = (march.left / self.map.routes[march.route.index()].km.max(1.0)).clamp(0.0, 1.0);
        Some(to + (from - to) * left)
    }

    /// Men of an operation who stand at its objective.
    fn at_objective(&self, id: OperationId) -> f64 {
        let goal = self.operation(id).objective;
        let forces = self.committed_to(id).map(|f| self.force(f));
        forces.filter(|f| f.place == goal && f.march.is_none()).map(|f| f.strength).sum()
    }

    /// Passes an operation to another stage; when it is over, everybody is free.
    pub(super) fn pass_to(&mut self, id: OperationId, stage: OperationStage, due: u32, end: Option<OperationEnd>) {
        let arrived = if self.operation(id).stage == OperationStage::Advancing { self.at_objective(id) } else { 0.0 };
        let week = self.week;
        let operation = &mut self.operations[id.index()];
        operation.stage = stage;
        operation.since = week;
        operation.due = due;
        operation.end = end.or(operation.end);
        operation.arrived = operation.arrived.max(arrived);
        if stage == OperationStage::Over {
            self.index.under_way.retain(|other| *other != id);
            self.release(id);
        }
    }

    /// How many operations can begin this week. A slot is free when what it held is over since an earlier week: those called off
    /// at once are still looked at by those whom they concern.
    pub fn room_for_operations(&self) -> usize {
        self.operations.iter().filter(|o| self.is_free(o)).count()
    }

    fn is_free(&self, slot: &Operation) -> bool {
        !slot.is_under_way() && (slot.key == Key(0) || slot.begun < self.week)
    }

    /// Begins an operation in the first free slot; without one it never begins.
    pub(super) fn launch(&mut self, operation: &Operation) {
        if let Some(slot) = self.operations.iter().position(|o| self.is_free(o)) {
            self.operations[slot].clone_from(operation);
            self.find_under_way();
        }
    }

    /// Derives from the slots which operations are under way.
    pub(super) fn find_under_way(&mut self) {
        let all = self.operations.iter().enumerate().filter(|(_, o)| o.is_under_way());
        self.index.under_way.clear();
        self.index.under_way.extend(all.map(|(i, _)| OperationId::from(i)));
    }

    /// The slot of the operation under way that has this key.
    pub(super) fn operation_of(&self, key: Key) -> Option<OperationId> {
        self.under_way().find(|(_, o)| o.key == key).map(|(id, _)| id)
    }

    /// Lets go of every force of an operation that is over.
    pub(super) fn release(&mut self, id: OperationId) {
        for i in 0..self.forces.len() {
            if self.forces[i].operation == Some(id) {
                self.commit(ForceId::from(i), None);
            }
        }
    }

    /// Commits a force to an operation, or lets go of it; a column that stays becomes a garrison.
    pub(super) fn commit(&mut self, id: ForceId, operation: Option<OperationId>) {
        let force = &mut self.forces[id.index()];
        force.operation = operation;
        force.left = force.left.filter(|_| operation.is_none());
        if operation.is_none() && force.kind == ForceKind::Column {
            force.kind = ForceKind::Garrison;
        }
        self.join_with_own(id);
    }
}
