//! Questions that several mechanisms ask of the world.

use super::{
    Agreement, Climb, Force, Tie, WEEKS_OF_DEAD, World,
    index::{ENEMY, FRIEND},
};
use crate::{
    domain::{ActorKind, Case, Clause, PlaceKind},
    id::{ActorId, ForceId, PlaceId, Regions, RouteId},
};

impl World {
    /// The force in a slot.
    #[inline]
    pub fn force(&self, id: ForceId) -> &Force {
        &self.forces[id.index()]
    }

    /// Actors that exist, in order.
    #[inline]
    pub fn living(&self) -> impl Iterator<Item = ActorId> + '_ {
        self.index.living.iter().copied()
    }

    /// Places, in order.
    #[inline]
    pub fn all_places(&self) -> impl Iterator<Item = PlaceId> + use<> {
        (0..self.places.len()).map(PlaceId::from)
    }

    /// The tie from one actor to another.
    #[inline]
    pub fn tie(&self, a: ActorId, b: ActorId) -> &Tie {
        self.ties.at(a.index(), b.index())
    }

    /// Whether two actors would use force against each other: either holds the other for an enemy.
    #[inline]
    pub fn are_enemies(&self, a: ActorId, b: ActorId) -> bool {
        *self.index.facing.at(a.index(), b.index()) & ENEMY != 0
    }

    /// Whether two actors stand in one camp: the same bloc, or both count the other an ally.
    #[inline]
    pub fn are_friends(&self, a: ActorId, b: ActorId) -> bool {
        *self.index.facing.at(a.index(), b.index()) & FRIEND != 0
    }

    /// Whether `member` is the actor itself, below it in its coalition, or in its pay.
    #[inline]
    pub fn belongs_to(&self, member: ActorId, root: ActorId) -> bool {
        self.index.belonging.has(root.index(), member.index())
    }

    /// Whether `member` counts with an actor where the world is asked about it: it belongs to it, or has split from what does.
    pub fn counts_with(&self, member: ActorId, root: ActorId) -> bool {
        self.belongs_to(member, root) || self.belongs_to(self.actors[member.index()].origin, root)
    }

    /// How many places are held by an actor and by whoever counts with it.
    pub fn held_by(&self, root: ActorId) -> usize {
        self.places.iter().filter(|place| place.holder.is_some_and(|holder| self.counts_with(holder, root))).count()
    }

    /// The regions that an actor claims: its own, else those of the nearest coalition or group above it that has some.
    pub fn aims(&self, id: ActorId) -> Regions {
        let mut at = id;
        for _ in 0..self.actors.len() {
            let actor = &self.actors[at.index()];
            match actor.coalition {
                Some(up) if actor.aims.is_empty() => at = up,
                _ => return actor.aims,
            }
        }
        Regions::default()
    }

    /// The actor one step up: the coalition, or for a hired provider its client.
    #[inline]
    pub fn above(&self, id: ActorId) -> Option<ActorId> {
        let actor = &self.actors[id.index()];
        actor.coalition.or((actor.bloc != id).then_some(actor.bloc))
    }

    /// An actor and everybody above it, nearest first.
    pub fn lineage(&self, id: ActorId) -> impl Iterator<Item = ActorId> + '_ {
        std::iter::successors(Some(id), |at| self.above(*at))
    }

    /// Members of a coalition, direct and indirect, that exist; the actor itself when it has none.
    pub fn leaves(&self, root: ActorId) -> impl Iterator<Item = ActorId> + '_ {
        // Whoever is below it belongs to it, which is looked up faster.
        self.living().filter(move |id| self.belongs_to(*id, root)).filter(move |id| {
            let mut at = Some(*id);
            while let Some(a) = at {
                if a == root {
                    return true;
                }
                at = self.actors[a.index()].coalition;
            }
            false
        })
    }

    /// Direct members of a coalition that exist.
    pub fn members(&self, coalition: ActorId) -> impl Iterator<Item = ActorId> + '_ {
        self.index.members[coalition.index()].iter().copied()
    }

    /// Whether an actor has direct members that exist.
    #[inline]
    pub fn has_members(&self, coalition: ActorId) -> bool {
        !self.index.members[coalition.index()].is_empty()
    }

    /// Forces that exist, in order.
    pub fn standing(&self) -> impl Iterator<Item = ForceId> + '_ {
        self.index.standing.iter().copied().filter(|id| self.force(*id).stands())
    }

    /// Men of an actor and of everybody below it, aircraft left out.
    #[inline]
    pub fn strength(&self, root: ActorId) -> f64 {
        self.index.strengths[root.index()]
    }

    /// Forces of one actor that exist, aircraft left out.
    #[inline]
    pub fn own_forces(&self, actor: ActorId) -> impl Iterator<Item = &Force> + '_ {
        self.index.troops[actor.index()].iter().map(|id| self.force(*id))
    }

    /// Men of an actor that can act at a place this week, and from where: those in it, else the largest body one open route
    /// away.
    pub fn reach(&self, actor: ActorId, place: PlaceId) -> (f64, Option<PlaceId>) {
        let here = self.men_at(actor, place);
        if here > 0.0 {
            return (here, Some(place));
        }
        let mut best = (0.0, None);
        for (route, near) in &self.map.roads[place.index()] {
            let men = self.men_at(actor, *near);
            if men > best.0 && self.map.routes[route.index()].open {
                best = (men, Some(*near));
            }
        }
        best
    }

    /// The best way out of a place: to a refuge, else to a friend, else to where no enemy stands; the shortest of equals.
    pub fn way_out(&self, actor: ActorId, place: PlaceId) -> Option<(RouteId, PlaceId)> {
        let rank = |to: PlaceId| {
            let there = &self.places[to.index()];
            let friendly = there.holder.is_some_and(|h| self.are_friends(actor, h));
            match (there.kind == PlaceKind::Refuge, friendly, self.enemies_at(actor, to) > 0.0) {
                (true, _, false) => Some(0),
                (_, true, _) => Some(1),
                (_, _, false) => Some(2),
                _ => None,
            }
        };
        let km = |route: RouteId| self.map.routes[route.index()].km;
        let open = self.map.roads[place.index()].iter().filter(|(r, _)| self.map.routes[r.index()].open);
        let ways = open.filter_map(|(r, to)| rank(*to).map(|rank| (rank, *r, *to)));
        ways.min_by(|a, b| a.0.cmp(&b.0).then(km(a.1).total_cmp(&km(b.1)))).map(|(_, route, to)| (route, to))
    }

    /// The nearest place in days where men of an actor who leave a place find shelter: a place that its side holds; without enemies in arms, a
    /// refuge, or for irregulars one where their side has men or rules half of the country; else the nearest neighbour without enemies. Irregulars look
    /// within their home range, so many days from home, and those who find none of these hide in the country around the nearest place, there if they can; others find nothing
    /// where every way out is closed or watched.
    pub fn nearest_shelter(&self, actor: ActorId, place: PlaceId, range: f64) -> Option<PlaceId> {
        let hides = |p: &PlaceId| self.actors[actor.index()].kind.is_irregular() && self.is_contestable(*p);
        let at_home = |p: &PlaceId| hides(p) && !self.is_beyond_range(actor, *p, range);
        self.safe_shelter(actor, place, range)
            .or_else(|| self.nearest(place, at_home))
            .or_else(|| self.nearest(place, hides))
    }

    /// Whether men of an actor find no shelter outside a place but the country around it.
    pub fn is_cornered(&self, actor: ActorId, place: PlaceId, range: f64) -> bool {
        self.safe_shelter(actor, place, range).is_none()
    }

    /// The nearest other place that can be reached and fits.
    fn nearest(&self, from: PlaceId, fits: impl Fn(&PlaceId) -> bool) -> Option<PlaceId> {
        let days = |p: &PlaceId| self.map.ways.days(from, *p);
        let key = |p: &PlaceId| self.places[p.index()].key;
        let there = self.all_places().filter(|p| *p != from && days(p).is_finite() && fits(p));
        there.min_by(|a, b| days(a).total_cmp(&days(b)).then(key(a).cmp(&key(b))))
    }

    fn safe_shelter(&self, actor: ActorId, place: PlaceId, range: f64) -> Option<PlaceId> {
        let irregular = self.actors[actor.index()].kind.is_irregular();
        let is_shelter = |p: &PlaceId| {
            let there = &self.places[p.index()];
            let friendly = there.holder.is_some_and(|h| self.are_friends(actor, h));
            let hides = irregular && (self.friends_at(actor, *p) >= 1.0 || self.country_of(*p, actor) >= 0.5);
            let safe = friendly || ((there.kind == PlaceKind::Refuge || hides) && self.enemies_at(actor, *p) == 0.0);
            safe && !self.is_beyond_range(actor, *p, range)
        };
        self.nearest(place, is_shelter).or_else(|| self.way_out(actor, place).map(|(_, to)| to))
    }

    /// Forces of an actor that stand at a place, aircraft left out.
    pub fn bodies(&self, actor: ActorId, place: PlaceId) -> impl Iterator<Item = ForceId> + '_ {
        self.index.posted[place.index()].iter().copied().filter(move |id| self.force(*id).actor == actor)
    }

    /// Men of one actor at a place.
    #[inline]
    pub fn men_at(&self, actor: ActorId, place: PlaceId) -> f64 {
        *self.index.men.at(place.index(), actor.index())
    }

    /// Fighters lost of late by the others of an actor's bloc.
    pub fn bloc_losses(&self, actor: ActorId) -> f64 {
        let bloc = self.actors[actor.index()].bloc;
        self.living()
            .filter(|i| *i != actor && self.actors[i.index()].bloc == bloc)
            .map(|i| self.actors[i.index()].losses)
            .sum()
    }

    /// Men of an actor's whole bloc: those under its root, and those in its root's pay.
    pub fn bloc_strength(&self, actor: ActorId) -> f64 {
        self.index.blocs[self.actors[actor.index()].bloc.index()]
    }

    /// What an actor can spend: its own reserve, and for an army that of its government too.
    #[inline]
    pub fn purse(&self, actor: ActorId) -> f64 {
        let own = self.actors[actor.index()].funds;
        match self.government_of(actor) {
            Some(g) if g != actor && self.actors[actor.index()].kind == ActorKind::Army => {
                own + self.actors[g.index()].funds.max(0.0)
            }
            _ => own,
        }
    }

    /// Support for an actor among the people of a place, -1 to 1, weighted by residents.
    pub fn liking(&self, place: PlaceId, actor: ActorId) -> f64 {
        let (mut sum, mut people) = (0.0, 0.0);
        for id in &self.map.people[place.index()] {
            let residents = self.residents_of(*id);
            sum += residents * self.support_for(*id, actor);
            people += residents;
        }
        if people > 0.0 { sum / people } else { 0.0 }
    }

    /// Distance of two actors over the issues that either cares about, 0-1.
    pub fn position_gap(&self, a: ActorId, b: ActorId) -> f64 {
        let (mut sum, mut weight) = (0.0, 0.0);
        for issue in 0..self.positions.columns() {
            let care = self.salience.at(a.index(), issue).max(*self.salience.at(b.index(), issue));
            sum += care * (self.positions.at(a.index(), issue) - self.positions.at(b.index(), issue)).abs() / 2.0;
            weight += care;
        }
        if weight > 0.0 { sum / weight } else { 0.0 }
    }

    /// Largest distance of two actors on one issue, 0-1, weighted by how much the issue matters to whom it matters more.
    pub fn creed_gap(&self, a: ActorId, b: ActorId) -> f64 {
        let far = |issue| {
            let care = self.salience.at(a.index(), issue).max(*self.salience.at(b.index(), issue));
            care * (self.positions.at(a.index(), issue) - self.positions.at(b.index(), issue)).abs() / 2.0
        };
        (0..self.positions.columns()).map(far).fold(0.0, f64::max)
    }

    /// Air wings of an actor, in order.
    pub fn own_wings(&self, actor: ActorId) -> impl Iterator<Item = &Force> + '_ {
        self.index.wings.iter().map(|id| self.force(*id)).filter(move |f| f.actor == actor)
    }

    /// Enemies of an actor with men at a place, in order.
    pub fn enemies_present(&self, actor: ActorId, place: PlaceId) -> impl Iterator<Item = ActorId> + '_ {
        let facing = self.index.facing.row(actor.index());
        self.index.present[place.index()].iter().copied().filter(|other| facing[other.index()] & ENEMY != 0)
    }

    /// Of these actors the one with most men at a place.
    pub fn with_most_men(&self, of: impl Iterator<Item = ActorId>, place: PlaceId) -> Option<ActorId> {
        let men = |a: &ActorId| self.men_at(*a, place);
        let key = |a: &ActorId| self.actors[a.index()].key;
        of.max_by(|a, b| men(a).total_cmp(&men(b)).then_with(|| key(b).cmp(&key(a))))
    }

    /// Men at a place who are enemies of an actor.
    pub fn enemies_at(&self, actor: ActorId, place: PlaceId) -> f64 {
        self.men_facing(actor, place, ENEMY)
    }

    /// Men at a place who stand with an actor, its own included.
    pub fn friends_at(&self, actor: ActorId, place: PlaceId) -> f64 {
        self.men_facing(actor, place, FRIEND)
    }

    fn men_facing(&self, actor: ActorId, place: PlaceId, how: u8) -> f64 {
        let (men, facing) = (self.index.men.row(place.index()), self.index.facing.row(actor.index()));
        let there = self.index.present[place.index()].iter().filter(|other| facing[other.index()] & how != 0);
        there.map(|other| men[other.index()]).sum()
    }

    /// Men who stand with an actor in the places one open route away.
    pub fn near_friends(&self, actor: ActorId, place: PlaceId) -> f64 {
        let open = self.map.roads[place.index()].iter().filter(|(r, _)| self.map.routes[r.index()].open);
        open.map(|(_, near)| self.friends_at(actor, *near)).sum()
    }

    /// Control share at a place of an actor and of everybody who stands in its bloc.
    pub fn control_of(&self, place: PlaceId, root: ActorId) -> f64 {
        let row = self.control.row(place.index());
        let rulers = self.index.rulers[place.index()].iter().filter(|id| self.belongs_to(**id, root));
        rulers.map(|id| row[id.index()]).sum()
    }

    /// Share of the hinterland of a place that an actor and all who stand with it rule, 0-1.
    pub fn country_of(&self, place: PlaceId, actor: ActorId) -> f64 {
        let (row, facing) = (self.control.row(place.index()), self.index.facing.row(actor.index()));
        let rulers = self.index.rulers[place.index()].iter().filter(|id| facing[id.index()] & FRIEND != 0);
        rulers.map(|id| row[id.index()]).sum()
    }

    /// Whether what an actor holds is held for a state: a government is at the root of its bloc, or it stands with the government that
    /// rules the country.
    pub fn holds_for_state(&self, actor: ActorId) -> bool {
        self.government_of(actor).is_some() || self.ruler().is_some_and(|ruler| self.are_friends(actor, ruler))
    }

    /// Highest rung between two actors so many weeks ago, whoever climbed it; 0 is this week.
    #[inline]
    pub fn rung_ago(&self, a: ActorId, b: ActorId, weeks: u32) -> u8 {
        let (out, back) = (self.climbs.at(a.index(), b.index()), self.climbs.at(b.index(), a.index()));
        out.ago(weeks).max(back.ago(weeks))
    }

    /// Highest rung between two actors in the weeks remembered, whoever climbed it.
    pub fn rung(&self, a: ActorId, b: ActorId) -> u8 {
        self.climbs.at(a.index(), b.index()).highest().max(self.climbs.at(b.index(), a.index()).highest())
    }

    /// The government at the root of an actor's bloc, if a government is at its root.
    pub fn government_of(&self, actor: ActorId) -> Option<ActorId> {
        let root = self.actors[actor.index()].bloc;
        (self.actors[root.index()].kind == ActorKind::Government).then_some(root)
    }

    /// The government that rules the country: at the root of whoever holds its capital.
    pub fn ruler(&self) -> Option<ActorId> {
        let capital = self.places.iter().find(|p| p.kind == PlaceKind::Capital)?;
        capital.holder.and_then(|h| self.government_of(h))
    }

    /// Whether a place is part of what the case's state claims: border places and refuges across it are not.
    pub fn is_contestable(&self, place: PlaceId) -> bool {
        self.places[place.index()].kind != PlaceKind::Border
    }

    /// Clears what is only of the past week and sets the calendar.
    pub fn begin_week(&mut self, case: &Case) {
        self.traffic.turn();
        self.totals.attacks.fill(0);
        self.month = case.date(self.week).month() as u8;
        self.climbs.cells_mut().iter_mut().for_each(Climb::pass);
        for actor in &mut self.actors {
            actor.dead.copy_within(..WEEKS_OF_DEAD - 1, 1);
            actor.dead[0] = 0;
        }
        for place in &mut self.places {
            place.shield = 0.0;
        }
    }
}

impl Agreement {
    /// Whether it is in force with this clause, and not for one place only.
    pub fn binds_everywhere(&self, clause: Clause) -> bool {
        self.state.is_in_force() && self.place.is_none() && self.clauses.iter().any(|c| c.clause == clause)
    }

    /// Whether it binds two actors (or those above them) by this clause everywhere.
    pub fn binds_by(&self, world: &World, a: ActorId, b: ActorId, clause: Clause) -> bool {
        self.binds_everywhere(clause) && world.are_parties(self, a, b)
    }
}
