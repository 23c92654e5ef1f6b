//! Tables of one run: who stood where each week, ties and agreements whenever they moved, and the ledger.

use crate::{
    domain::{AgreementKind, AgreementState, Camp, PlaceState, Stance},
    fault::nearest,
    id::{ActorId, Key, PlaceId},
    study::Variant,
    world::{Agreement, Ledger, World},
};
use serde::{Deserialize, Serialize};

/// A tie or agreement gets a new row when a number of it moved by this much since its last row, or a state changed.
pub const STEP: f64 = 0.05;

/// Which per-run tables are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Vec<String>", try_from = "Vec<String>")]
#[allow(clippy::struct_excessive_bools, reason = "one switch per file")]
pub struct Tables {
    /// `actors.csv`.
    pub actors: bool,
    /// `places.csv`.
    pub places: bool,
    /// `ties.csv`.
    pub ties: bool,
    /// `agreements.csv`.
    pub agreements: bool,
    /// `events.csv`.
    pub events: bool,
    /// `causes.csv`.
    pub causes: bool,
}

impl Tables {
    /// Every name, in the order of the files.
    pub const NAMES: [&'static str; 6] = ["actors", "places", "ties", "agreements", "events", "causes"];

    /// All of them.
    pub const ALL: Self = Self { actors: true, places: true, ties: true, agreements: true, events: true, causes: true };

    /// Reads `all`, `none` or a list of names.
    ///
    /// # Errors
    /// What is wrong, and what would be right.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut tables = Self::default();
        for name in text.split(',').map(str::trim).filter(|n| !n.is_empty() && *n != "none") {
            match name {
                "all" => tables = Self::ALL,
                "actors" => tables.actors = true,
                "places" => tables.places = true,
                "ties" => tables.ties = true,
                "agreements" => tables.agreements = true,
                "events" => tables.events = true,
                "causes" => tables.causes = true,
                other => {
                    let valid = ["all", "none"].into_iter().chain(Self::NAMES);
                    return Err(format!("no table `{other}`; {}", nearest(other, valid)));
                }
            }
        }
        Ok(tables)
    }

    /// Which are wanted, in the order of [`Tables::NAMES`].
    pub const fn wanted(self) -> [bool; 6] {
        [self.actors, self.places, self.ties, self.agreements, self.events, self.causes]
    }

    /// The names of those wanted.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        Self::NAMES.into_iter().zip(self.wanted()).filter(|(_, wanted)| *wanted).map(|(name, _)| name)
    }

    /// Whether any is wanted.
    pub fn any(self) -> bool {
        self.wanted().contains(&true)
    }

    /// Whether the ledger must be kept.
    pub const fn needs_ledger(self) -> bool {
        self.events || self.causes
    }
}

impl From<Tables> for Vec<String> {
    fn from(tables: Tables) -> Self {
        tables.names().map(str::to_owned).collect()
    }
}

impl TryFrom<Vec<String>> for Tables {
    type Error = String;

    fn try_from(names: Vec<String>) -> Result<Self, String> {
        Self::parse(&names.join(","))
    }
}

/// An actor at the end of a week.
#[allow(missing_docs, reason = "columns of actors.csv, described in the column table")]
#[derive(Clone, Copy, Debug)]
pub struct ActorRow {
    pub week: u32,
    pub actor: ActorId,
    pub coalition: Option<ActorId>,
    pub bloc: ActorId,
    pub strength: f64,
    pub places_held: u32,
    pub funds: f64,
    pub cohesion: f64,
    pub commitment: f64,
    pub legitimacy: f64,
    pub rhetoric: f64,
    pub confidence: f64,
    pub losses: f64,
    pub unrest: f64,
}

/// A place at the end of a week.
#[allow(missing_docs, reason = "columns of places.csv, described in the column table")]
#[derive(Clone, Copy, Debug)]
pub struct PlaceRow {
    pub week: u32,
    pub place: PlaceId,
    pub state: PlaceState,
    pub holder: Option<ActorId>,
    pub bloc: Option<ActorId>,
    pub control: f64,
    pub services: f64,
    pub residents: f64,
    pub hosted: f64,
    pub camp: Camp,
    pub camp_host: Option<ActorId>,
    pub blockade: Option<ActorId>,
    pub attacks: u32,
    pub danger: f64,
    pub aid: f64,
}

/// A tie when it moved.
#[allow(missing_docs, reason = "columns of ties.csv, described in the column table")]
#[derive(Clone, Copy, Debug)]
pub struct TieRow {
    pub week: u32,
    pub actor: ActorId,
    pub other: ActorId,
    pub affinity: f64,
    pub trust: f64,
    pub stance: Stance,
    pub label: bool,
    pub rung: u8,
}

/// An agreement when it moved.
#[allow(missing_docs, reason = "columns of agreements.csv, described in the column table")]
#[derive(Clone, Debug)]
pub struct AgreementRow {
    pub week: u32,
    pub agreement: String,
    pub kind: AgreementKind,
    pub state: AgreementState,
    pub parties: Vec<ActorId>,
    pub guarantor: Option<ActorId>,
    pub mediator: Option<ActorId>,
    pub place: Option<PlaceId>,
    pub trust: f64,
    pub progress: f64,
}

/// Which agreement sat in a slot of the world from which week on: slots can be used again.
#[derive(Clone, Debug, Default)]
pub struct Sitting {
    slots: Vec<Vec<(u32, Key, &'static str)>>,
}

impl Sitting {
    fn note(&mut self, week: u32, keys: impl Iterator<Item = (Key, &'static str)>) {
        for (i, (key, what)) in keys.enumerate() {
            if self.slots.len() <= i {
                self.slots.push(Vec::new());
            }
            // The key of a slot that nobody has used yet is zero.
            if key != Key(0) && self.slots[i].last().is_none_or(|(_, last, _)| *last != key) {
                self.slots[i].push((week, key, what));
            }
        }
    }

    /// What this agreement was, if it lasted to the end of a week.
    pub fn what(&self, key: Key) -> Option<&'static str> {
        self.slots.iter().flatten().find(|(_, other, _)| *other == key).map(|(.., what)| *what)
    }

    /// Who sat there in that week (or came next), and what it is.
    pub fn at(&self, slot: usize, week: u32) -> Option<(Key, &'static str)> {
        let past = self.slots.get(slot)?;
        past.iter().rev().find(|(from, ..)| *from <= week).or(past.first()).map(|(_, key, what)| (*key, *what))
    }
}

/// The tables of one run.
#[derive(Clone, Debug)]
pub struct Detail {
    /// Which were kept.
    pub tables: Tables,
    /// Ids of actors by index, splinters included.
    pub names: Vec<String>,
    /// Weekly, living actors.
    pub actors: Vec<ActorRow>,
    /// Weekly.
    pub places: Vec<PlaceRow>,
    /// Week 0 those known, then those that moved.
    pub ties: Vec<TieRow>,
    /// Week 0 all, then those that moved.
    pub agreements: Vec<AgreementRow>,
    /// Events and causes.
    pub ledger: Ledger,
    /// Who sat in the slots of agreements.
    pub pacts: Sitting,
    last_ties: Vec<Option<TieRow>>,
    last_agreements: Vec<Option<AgreementRow>>,
}

impl Detail {
    pub(super) fn new(tables: Tables) -> Self {
        Self {
            tables,
            names: Vec::new(),
            actors: Vec::new(),
            places: Vec::new(),
            ties: Vec::new(),
            agreements: Vec::new(),
            ledger: Ledger::default(),
            pacts: Sitting::default(),
            last_ties: Vec::new(),
            last_agreements: Vec::new(),
        }
    }

    pub(super) fn week(&mut self, world: &World, variant: &Variant) {
        if self.tables.actors {
            self.actors.extend(world.living().map(|id| actor_row(world, id)));
        }
        if self.tables.places {
            self.places.extend(world.all_places().map(|id| place_row(world, id)));
        }
        if self.tables.ties {
            self.move_ties(world);
        }
        if self.tables.agreements {
            self.move_agreements(world, variant);
        }
        if self.tables.needs_ledger() {
            self.pacts.note(world.week, world.agreements.iter().map(|g| (g.key, g.kind.word())));
        }
    }

    pub(super) fn finish(&mut self, names: Vec<String>, ledger: Ledger) {
        self.names = names;
        self.ledger = ledger;
        self.last_ties = Vec::new();
        self.last_agreements = Vec::new();
    }

    /// The id of an actor.
    pub fn name(&self, id: ActorId) -> &str {
        self.names.get(id.index()).map_or("", String::as_str)
    }

    fn move_ties(&mut self, world: &World) {
        let n = world.actors.len();
        self.last_ties.resize(n * n, None);
        for a in world.living() {
            for b in world.living().filter(|b| *b != a) {
                let tie = world.tie(a, b);
                let row = TieRow {
                    week: world.week,
                    actor: a,
                    other: b,
                    affinity: tie.affinity,
                    trust: tie.trust,
                    stance: tie.stance,
                    label: tie.label,
                    rung: world.rung(a, b),
                };
                let last = &mut self.last_ties[a.index() * n + b.index()];
                let moved = match last {
                    None => tie.known || row.rung > 0,
                    Some(old) => {
                        (old.stance, old.label, old.rung) != (row.stance, row.label, row.rung)
                            || (old.affinity - row.affinity).abs() >= STEP
                            || (old.trust - row.trust).abs() >= STEP
                    }
                };
                if moved {
                    *last = Some(row);
                    self.ties.push(row);
                }
            }
        }
    }

    fn move_agreements(&mut self, world: &World, variant: &Variant) {
        self.last_agreements.resize(world.agreements.len().max(self.last_agreements.len()), None);
        for (slot, agreement) in world.agreements.iter().enumerate().filter(|(_, g)| !g.parties.is_empty()) {
            let row = agreement_row(world.week, agreement, variant);
            let same = self.last_agreements[slot].as_ref().is_some_and(|old| {
                (&old.agreement, old.state, &old.parties, old.guarantor)
                    == (&row.agreement, row.state, &row.parties, row.guarantor)
                    && (old.trust - row.trust).abs() < STEP
                    && (old.progress - row.progress).abs() < STEP
            });
            if !same {
                self.last_agreements[slot] = Some(row.clone());
                self.agreements.push(row);
            }
        }
    }
}

fn actor_row(world: &World, id: ActorId) -> ActorRow {
    let actor = &world.actors[id.index()];
    let held = world.places.iter().filter(|p| p.holder.is_some_and(|h| world.belongs_to(h, id)));
    ActorRow {
        week: world.week,
        actor: id,
        coalition: actor.coalition,
        bloc: actor.bloc,
        strength: world.strength(id),
        places_held: held.count() as u32,
        funds: actor.funds,
        cohesion: actor.cohesion,
        commitment: actor.commitment,
        legitimacy: actor.legitimacy,
        rhetoric: actor.rhetoric,
        confidence: actor.confidence,
        losses: actor.losses,
        unrest: actor.unrest,
    }
}

fn place_row(world: &World, id: PlaceId) -> PlaceRow {
    let place = &world.places[id.index()];
    let bloc = place.holder.map(|h| world.actors[h.index()].bloc);
    PlaceRow {
        week: world.week,
        place: id,
        state: place.state,
        holder: place.holder,
        bloc,
        control: bloc.map_or(0.0, |b| world.control_of(id, b)),
        services: place.services,
        residents: place.residents,
        hosted: place.hosted,
        camp: place.camp,
        camp_host: place.camp_host,
        blockade: place.blockade,
        attacks: world.totals.attacks[id.index()],
        danger: place.danger,
        aid: place.aid,
    }
}

fn agreement_row(week: u32, agreement: &Agreement, variant: &Variant) -> AgreementRow {
    AgreementRow {
        week,
        agreement: agreement_name(agreement.key, agreement.kind, variant),
        kind: agreement.kind,
        state: agreement.state,
        parties: agreement.parties.to_vec(),
        guarantor: agreement.guarantor,
        mediator: agreement.mediator,
        place: agreement.place,
        trust: agreement.trust,
        progress: agreement.progress,
    }
}

/// The id of an agreement: that of the seeds, else its kind and the key of its making.
fn agreement_name(key: Key, kind: AgreementKind, variant: &Variant) -> String {
    let known = variant.case.agreements.iter().find(|g| g.key == key);
    known.map_or_else(|| made_name(key, kind.word()), |g| g.id.clone())
}

/// The name of something made in the run, the same in every variant: what it is and eight digits of its key.
pub fn made_name(key: Key, what: &str) -> String {
    format!("{what}_{:08x}", key.0 >> 32)
}
