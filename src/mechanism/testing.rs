//! Tiny worlds for the tests of mechanisms: a few actors and places, every number fixed, one mechanism played at a time.

mod pacts;
mod stage;

use crate::{
    domain::{
        Action, ActorFact, ActorKind, Camp, Case, CommunityFact, ControlFact, ForceFact, ForceKind, Issue,
        MembershipFact, PlaceFact, PlaceKind, PositionFact, RouteFact, RungFact, Source, Stance, Terrain, TieFact, Way,
    },
    id::{ActorId, Key, PlaceId, RegionId},
    parameter::{Draw, Quantity},
    warfare,
    world::{World, outside::Outside},
};
pub(crate) use stage::Stage;

type Later = Box<dyn FnOnce(&mut Case)>;

/// A case under construction. Rows may come in any order; names are resolved at the end.
pub(crate) struct Tiny {
    case: Case,
    later: Vec<Later>,
}

const fn fixed(value: f64) -> Quantity {
    Quantity::fixed(value)
}

impl Tiny {
    /// A case with a government, `state`, and its `army`.
    pub(crate) fn state() -> Self {
        Self::new().actor("state", ActorKind::Government).actor("army", ActorKind::Army).member("army", "state", 0.9)
    }

    /// A case without anybody.
    pub(crate) fn new() -> Self {
        let case = Case {
            id: "tiny".to_owned(),
            start: jiff::civil::date(2023, 12, 4),
            documents: Vec::new(),
            claims: Vec::new(),
            alternatives: Vec::new(),
            regions: vec!["north".to_owned()],
            actors: Vec::new(),
            memberships: Vec::new(),
            issues: Vec::new(),
            positions: Vec::new(),
            ties: Vec::new(),
            places: Vec::new(),
            control: Vec::new(),
            routes: Vec::new(),
            communities: Vec::new(),
            forces: Vec::new(),
            agreements: Vec::new(),
            ladder: Vec::new(),
            history: Vec::new(),
            scheduled: Vec::new(),
            uncertain: Vec::new(),
        };
        Self { case, later: Vec::new() }
    }

    fn then(mut self, row: impl FnOnce(&mut Case) + 'static) -> Self {
        self.later.push(Box::new(row));
        self
    }

    /// An actor with middling numbers.
    pub(crate) fn actor(self, id: &str, kind: ActorKind) -> Self {
        self.actor_with(id, kind, |_| ())
    }

    /// An actor with numbers of its own.
    pub(crate) fn actor_with(mut self, id: &str, kind: ActorKind, change: impl FnOnce(&mut ActorFact)) -> Self {
        let mut fact = ActorFact {
            id: id.to_owned(),
            key: Key::of(id),
            name: id.to_owned(),
            aliases: Vec::new(),
            kind,
            home: None,
            aims: if kind == ActorKind::Government { vec![RegionId(0)] } else { Vec::new() },
            effort: fixed(2.0),
            funds: fixed(1000.0),
            income: fixed(100.0),
            cohesion: fixed(0.7),
            rhetoric: fixed(0.2),
            accountability: fixed(0.3),
            legitimacy: fixed(0.5),
            quality: fixed(1.0),
            concealment: fixed(if kind.is_irregular() { 0.4 } else { 0.0 }),
            leader: String::new(),
            leader_standing: fixed(0.0),
            leverage: fixed(0.0),
            burden: fixed(0.0),
            source: Source::default(),
        };
        change(&mut fact);
        self.case.actors.push(fact);
        self
    }

    /// A ladder of twelve rungs: that of the table of actions, with two more below the first on which anybody fights.
    pub(crate) fn twelve_rungs(mut self) -> Self {
        let rung = |rung| RungFact {
            rung,
            name: rung.to_string(),
            actions: Vec::new(),
            down: false,
            source: Source::default(),
        };
        self.case.ladder = (0..12).map(rung).collect();
        for action in Action::ALL {
            let height = usize::from(action.row().rung);
            self.case.ladder[if height < 5 { height } else { height + 2 }].actions.push(*action);
        }
        self
    }

    /// A membership.
    pub(crate) fn member(self, member: &'static str, coalition: &'static str, commitment: f64) -> Self {
        self.then(move |case| {
            let fact = MembershipFact {
                member: actor(case, member),
                coalition: actor(case, coalition),
                commitment: fixed(commitment),
                source: Source::default(),
            };
            case.memberships.push(fact);
        })
    }

    /// An actor's stand on an issue, which is made if need be.
    pub(crate) fn position(mut self, who: &'static str, issue: &'static str, position: f64, salience: f64) -> Self {
        if self.case.issue(issue).is_none() {
            self.case.issues.push(Issue {
                id: issue.to_owned(),
                name: issue.to_owned(),
                low: String::new(),
                high: String::new(),
                line: false,
                source: Source::default(),
            });
            self.case.issues.sort_by(|a, b| a.id.cmp(&b.id));
        }
        self.then(move |case| {
            let issue = case.issue(issue).expect("made above");
            let (position, salience) = (fixed(position), fixed(salience));
            let fact = PositionFact { actor: actor(case, who), issue, position, salience, source: Source::default() };
            case.positions.push(fact);
        })
    }

    /// Marks an issue, of which somebody has stated a position before, as that of war or talks.
    pub(crate) fn line(mut self, issue: &'static str) -> Self {
        self.case.issues.iter_mut().filter(|i| i.id == issue).for_each(|i| i.line = true);
        self
    }

    /// A tie in both directions, trust one half.
    pub(crate) fn tie(self, a: &'static str, b: &'static str, affinity: f64, stance: Stance) -> Self {
        self.tie_from(a, b, affinity, stance, |_| ()).tie_from(b, a, affinity, stance, |_| ())
    }

    /// A tie in one direction, with numbers of its own.
    pub(crate) fn tie_from(
        self,
        a: &'static str,
        b: &'static str,
        affinity: f64,
        stance: Stance,
        change: impl FnOnce(&mut TieFact) + 'static,
    ) -> Self {
        self.then(move |case| {
            let mut fact = TieFact {
                actor: actor(case, a),
                other: actor(case, b),
                since: None,
                affinity: fixed(affinity),
                trust: fixed(0.5),
                kin: fixed(0.0),
                leader: fixed(0.0),
                turf: fixed(0.0),
                stance,
                label: false,
                source: Source::default(),
            };
            change(&mut fact);
            case.ties.push(fact);
        })
    }

    /// A town of a thousand people, held by this actor (empty: by nobody).
    pub(crate) fn place(self, id: &'static str, holder: &'static str) -> Self {
        self.place_with(id, holder, |_, _| ())
    }

    /// A place with facts of its own. Places lie 0.1 degrees apart, eastwards in the order of making.
    pub(crate) fn place_with(
        mut self,
        id: &'static str,
        holder: &'static str,
        change: impl FnOnce(&mut PlaceFact, &mut ControlFact) + 'static,
    ) -> Self {
        let fact = PlaceFact {
            id: id.to_owned(),
            key: Key::of(id),
            name: id.to_owned(),
            aliases: Vec::new(),
            region: RegionId(0),
            kind: PlaceKind::Town,
            lat: 17.0,
            lon: 0.1 * self.case.places.len() as f64,
            population: fixed(1000.0),
            airstrip: false,
            terrain: Terrain::Open,
            value: fixed(0.5),
            income: fixed(50.0),
            source: Source::default(),
        };
        self.case.places.push(fact);
        self.then(move |case| {
            let mut control = ControlFact {
                place: case.place(id).expect("made above"),
                holder: (!holder.is_empty()).then(|| actor(case, holder)),
                share: fixed(0.6),
                others: Vec::new(),
                services: fixed(0.3),
                camp: Camp::None,
                camp_host: None,
                blockaded_by: None,
                source: Source::default(),
            };
            let at = control.place.index();
            change(&mut case.places[at], &mut control);
            case.control.push(control);
        })
    }

    /// A camp of this host at a place that exists.
    pub(crate) fn camp(self, place: &'static str, camp: Camp, host: &'static str) -> Self {
        self.then(move |case| {
            let (at, host) = (case.place(place), actor(case, host));
            for control in case.control.iter_mut().filter(|c| Some(c.place) == at) {
                control.camp = camp;
                control.camp_host = Some(host);
            }
        })
    }

    /// A road.
    pub(crate) fn route(self, a: &'static str, b: &'static str, km: f64) -> Self {
        self.route_with(a, b, km, Way::Road, false)
    }

    /// A way over some ground, maybe across a border.
    pub(crate) fn route_with(self, a: &'static str, b: &'static str, km: f64, terrain: Way, border: bool) -> Self {
        self.then(move |case| {
            let (a, b) = (place(case, a), place(case, b));
            case.routes.push(RouteFact { a, b, km: fixed(km), terrain, border, source: Source::default() });
        })
    }

    /// A community with its support, kin and grievance by actor.
    pub(crate) fn community(
        self,
        id: &'static str,
        at: &'static str,
        people: f64,
        support: &'static [(&'static str, f64)],
        kin: &'static [(&'static str, f64)],
        grievance: &'static [(&'static str, f64)],
    ) -> Self {
        self.then(move |case| {
            let weighted = |list: &[(&str, f64)]| list.iter().map(|(who, x)| (actor(case, who), fixed(*x))).collect();
            let fact = CommunityFact {
                id: id.to_owned(),
                key: Key::of(id),
                name: id.to_owned(),
                place: place(case, at),
                group: id.to_owned(),
                population: fixed(people),
                support: weighted(support),
                kin: weighted(kin),
                grievance: weighted(grievance),
                fear: fixed(0.1),
                displaced: fixed(0.0),
                source: Source::default(),
            };
            case.communities.push(fact);
        })
    }

    /// Men of an actor at a place: a band if it is irregular, else a garrison. Its id is `ACTOR_PLACE`.
    pub(crate) fn force(self, who: &'static str, at: &'static str, men: f64) -> Self {
        self.then(move |case| {
            let owner = actor(case, who);
            let irregular = case.actors[owner.index()].kind.is_irregular();
            let kind = if irregular { ForceKind::Band } else { ForceKind::Garrison };
            push_force(case, owner, place(case, at), kind, men);
        })
    }

    /// Men or aircraft of a stated kind. Its id is `ACTOR_PLACE`.
    pub(crate) fn force_of(self, who: &'static str, at: &'static str, kind: ForceKind, men: f64) -> Self {
        self.then(move |case| push_force(case, actor(case, who), place(case, at), kind, men))
    }

    /// The case, with everything resolved and sorted.
    pub(crate) fn case(mut self) -> Case {
        self.case.actors.sort_by(|a, b| a.id.cmp(&b.id));
        self.case.places.sort_by(|a, b| a.id.cmp(&b.id));
        for row in std::mem::take(&mut self.later) {
            row(&mut self.case);
        }
        self.case.communities.sort_by(|a, b| a.id.cmp(&b.id));
        self.case.forces.sort_by(|a, b| a.id.cmp(&b.id));
        self.case.agreements.sort_by(|a, b| a.id.cmp(&b.id));
        self.case
    }

    /// The case with its world at the start of week 0.
    pub(crate) fn stage(self) -> Stage {
        let case = self.case();
        let mut world = World::found(&case, &Draw::new(1, 0, 0));
        world.begin_week(&case);
        Stage {
            case,
            world,
            outside: Outside::default(),
            number: 0,
            rationality: 3.0,
            warfare: warfare::Settings::typical(),
        }
    }
}

fn actor(case: &Case, id: &str) -> ActorId {
    case.actor(id).unwrap_or_else(|| panic!("no actor {id}"))
}

fn place(case: &Case, id: &str) -> PlaceId {
    case.place(id).unwrap_or_else(|| panic!("no place {id}"))
}

fn push_force(case: &mut Case, owner: ActorId, at: PlaceId, kind: ForceKind, men: f64) {
    let id = format!("{}_{}", case.actors[owner.index()].id, case.places[at.index()].id);
    case.forces.push(ForceFact {
        key: Key::of(&id),
        id,
        actor: owner,
        place: at,
        kind,
        strength: fixed(men),
        morale: fixed(0.7),
        supply: fixed(0.8),
        source: Source::default(),
    });
}
