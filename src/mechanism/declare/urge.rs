//! What war is worth to one side against peace.

use super::{Between, Settings, incident, is_government, side};
use crate::{
    chance::{
        Purpose,
        laws::{normal, weekly_decay},
    },
    domain::PlaceKind,
    id::{ActorId, Key, PlaceId},
    mechanism::{Rule, View},
    warfare::odds::normal_below,
    world::{Change, Proposals, QuarrelField, Slot, World},
};

const RESOLVE: Purpose = Purpose::of("declare.resolve");
const MOOD: Purpose = Purpose::of("declare.mood");

/// Smallest probability that a draw may have.
const LEAST: f64 = 1e-12;

/// What speaks for war and against it, in the unit of utility.
#[derive(Clone, Copy, Default)]
struct Reasons {
    /// What could be won of what the other holds, less what could be lost of one's own.
    gain: f64,
    /// The shift of power in sight.
    shift: f64,
    /// The public at home.
    audience: f64,
    /// Incidents that nobody has settled.
    grudge: f64,
    /// Members who press for war, or hold back.
    members: f64,
    /// What war costs, on this front and others.
    cost: f64,
    /// The guarantor between the two.
    guard: f64,
    /// Trust in the agreement.
    trust: f64,
    /// What both earn from the delay of an accord.
    rents: f64,
    /// Unrest at home.
    home: f64,
    /// How much the war hurts.
    weary: f64,
}

impl Reasons {
    /// Each term with the part of the world that it speaks of.
    const fn of(&self, me: Slot, other: Slot, prize: Slot) -> [(Slot, f64); 11] {
        let Self { gain, shift, audience, grudge, members, cost, guard, trust, rents, home, weary } = *self;
        [
            (me, gain),
            (prize, shift),
            (me, audience),
            (other, grudge),
            (me, members),
            (me, cost),
            (me, guard),
            (me, trust),
            (me, rents),
            (me, home),
            (me, weary),
        ]
    }

    fn sum(&self) -> f64 {
        let nobody = Slot::Actor(ActorId(0));
        self.of(nobody, nobody, nobody).iter().map(|(_, term)| term).sum()
    }
}

/// What war is worth to a side, with its reasons.
pub(super) struct Weighed {
    /// The whole, with resolve and mood.
    pub(super) urge: f64,
    terms: Reasons,
    prize: Option<PlaceId>,
}

impl Weighed {
    /// What the reasons for war are, with their shares.
    pub(super) fn reasons(&self, me: ActorId, other: ActorId) -> impl Iterator<Item = (Slot, f64)> + use<> {
        let prize = self.prize.map_or(Slot::Actor(me), Slot::Place);
        let terms = self.terms.of(Slot::Actor(me), Slot::Tie(me, other), prize);
        let all: f64 = terms.iter().map(|(_, term)| term.max(0.0)).sum();
        terms.into_iter().filter(|(_, term)| *term > 0.0).map(move |(slot, term)| (slot, term / all))
    }
}

/// Weighs war for one side; draws its resolve if the question has not arisen before.
pub(super) fn weigh(
    view: &View<Settings>,
    between: &Between,
    me: ActorId,
    other: ActorId,
    out: &mut Proposals,
) -> Weighed {
    let (world, set) = (view.world, view.set);
    let quarrel = world.quarrels.at(me.index(), other.index());
    let now = terms(view, between, me, other, true);
    let spread = set.mood / view.rationality.max(1e-3).sqrt();
    let resolve = quarrel.resolve.unwrap_or_else(|| arise(view, between, (me, other), spread, out));
    let weeks = set.block.round().max(1.0) as u32;
    let block = view.chance.in_week(world.week / weeks);
    let mood = spread * normal(block.unit(MOOD, side(world, me, other)));
    let has_plan = *world.prospects.at(me.index(), other.index()) > 0.0 && between.guard.worth > 0.0;
    let sum = now.sum() + resolve + mood;
    // Who sees nothing that it could take begins no war.
    let urge = if has_plan || between.is_war() { sum } else { sum.min(0.0) };
    Weighed { urge, terms: now, prize: between.guard.prize[usize::from(me != between.sides[0])] }
}

/// What a side brings into a question that is new: the resolve and the incidents of those below the two between whom it has stood so
/// far, most of whose men they are; else a resolve of its own, and as many incidents as are usual.
fn arise(
    view: &View<Settings>,
    between: &Between,
    (me, other): (ActorId, ActorId),
    spread: f64,
    out: &mut Proposals,
) -> f64 {
    let (resolve, incidents) = handed_on(view.world, me, other).unwrap_or_else(|| {
        let set = view.set;
        let usual = if between.is_war() { 0.0 } else { incident::usual(view, between) };
        let standing = terms(view, between, me, other, false).sum() + set.grudge * usual;
        // Incidents come one by one, so that their stock swings about what is usual; and so do the chances to win.
        let incidents = set.grudge * set.grudge * usual / (1.0 + weekly_decay(set.memory));
        let held = between.held(me);
        let chances = set.stakes * set.fortune * ((1.0 - held) * (1.0 - held) + held * held).sqrt();
        let worst = (spread * spread + incidents + chances * chances).sqrt() * worst_swing(view, between);
        (draw_resolve(view, (me, other), standing, worst, between.is_war()), usual)
    });
    out.drift(Change::Quarrel(me, other, QuarrelField::Resolve, resolve));
    let by = incidents - view.world.quarrels.at(me.index(), other.index()).incidents;
    if by > 0.0 {
        out.drift(Change::Quarrel(me, other, QuarrelField::Incidents, by));
    }
    resolve
}

/// Resolve and incidents between two sides as those had them who came together in them, those with most men first: a front that is founded does not
/// begin its quarrels anew.
fn handed_on(world: &World, me: ActorId, other: ActorId) -> Option<(f64, f64)> {
    let below = |root: ActorId| world.living().filter(move |x| *x == root || world.belongs_to(*x, root));
    let mut best: Option<(f64, Key, (f64, f64))> = None;
    for x in below(me) {
        for y in below(other) {
            let quarrel = world.quarrels.at(x.index(), y.index());
            let Some(resolve) = quarrel.resolve else { continue };
            let men = world.strength(x) + world.strength(y);
            let key = side(world, x, y);
            if best.is_none_or(|(most, first, _)| men > most || (men == most && key < first)) {
                best = Some((men, key, (resolve, quarrel.incidents)));
            }
        }
    }
    best.map(|(_, _, found)| found)
}

/// The swing, in spreads, of mood, incidents and chances together, which what stands has outlived: the largest of as many as there were blocks since it began (Blom 1958); one spread where nobody
/// says when that was.
fn worst_swing(view: &View<Settings>, between: &Between) -> f64 {
    let blocks = f64::from(between.lasted) / view.set.block.max(1.0);
    if between.lasted < 2 { 1.0 } else { normal((blocks.max(1.0) - 0.375) / (blocks.max(1.0) + 0.25)).max(0.0) }
}

/// Resolve of a side: normal, cut so that what stands is wanted, even in the swing that speaks most against it.
fn draw_resolve(view: &View<Settings>, (me, other): (ActorId, ActorId), standing: f64, worst: f64, war: bool) -> f64 {
    let sd = view.set.resolve;
    let standing = if war { standing - worst } else { standing + worst };
    let unit = view.chance.in_week(0).unit(RESOLVE, side(view.world, me, other));
    let below = normal_below(-standing / sd);
    let at = if war { below + unit * (1.0 - below) } else { unit * below };
    sd * normal(at.clamp(LEAST, 1.0 - LEAST))
}

/// The terms of the sum, without resolve and mood: as they are now, or as they stood before camps in sight, an announced exit and incidents.
fn terms(view: &View<Settings>, between: &Between, me: ActorId, other: ActorId, now: bool) -> Reasons {
    let (world, set, guard) = (view.world, view.set, &between.guard);
    let (mine, us) = (usize::from(me != between.sides[0]), &world.actors[me.index()]);
    let on = |rule| view.rules.on(rule);
    let mut t = Reasons::default();
    let held = between.held(me);
    let (take, lose) = (world.prospects.at(me.index(), other.index()), world.prospects.at(other.index(), me.index()));
    t.gain = set.stakes * ((1.0 - held) * take - held * lose);
    if now && on(Rule::GuarantorExitIsABreach) {
        t.shift = set.foresight * set.camp_shift * guard.coming[mine];
    }
    if on(Rule::RhetoricBinds) {
        t.audience = set.audience * us.rhetoric;
    }
    if on(Rule::WarSplitsCoalitions) {
        t.members = set.members * members(world, me, other);
    }
    t.cost = -set.cost;
    if on(Rule::EffortIsSpentOnce) {
        t.cost -= set.fronts * fronts(world, me, other);
    }
    if on(Rule::DefeatUnsettlesTheCapital) {
        t.home = -set.home * us.unrest;
    }
    if let Some(guarantor) = guard.guarantor {
        t.guard = -set.guard * guard.full(view, now) * world.actors[guarantor.index()].leverage;
    }
    if let Some((_, agreement)) = between.agreement {
        t.trust = -set.trust * agreement.trust;
        if on(Rule::DelayFeedsRebellion) {
            t.rents = -set.rents * (1.0 - agreement.progress);
        }
        if on(Rule::CapitalRejectsTheAccord) && is_government(world, me) {
            t.audience += set.backlash * rejection(world, other);
        }
    }
    if between.is_war() {
        t.weary = -set.weariness * pain(view, me);
    } else if now {
        t.grudge = set.grudge * world.quarrels.at(me.index(), other.index()).incidents;
    }
    t
}

/// How much further from the other side the members of a coalition stand than the coalition itself, by their men, -1 to 1.
fn members(world: &World, me: ActorId, other: ActorId) -> f64 {
    if !world.has_members(me) || is_government(world, me) {
        return 0.0;
    }
    let (mut sum, mut men) = (0.0, 0.0);
    for member in world.leaves(me).filter(|x| *x != me) {
        let own: f64 = world.own_forces(member).map(|f| f.strength).sum();
        if own > 0.0 {
            sum += own * world.position_gap(member, other);
            men += own;
        }
    }
    if men > 0.0 { sum / men - world.position_gap(me, other) } else { 0.0 }
}

/// Share of a side's other enemies at open war in the men of them and itself, 0-1.
fn fronts(world: &World, me: ActorId, other: ActorId) -> f64 {
    let mut enemies = 0.0;
    world.index.foes.each(me.index(), |foe| {
        let id = ActorId::from(foe);
        let actor = &world.actors[foe];
        let at_war = world.tie(me, id).stance.min(world.tie(id, me).stance) == crate::domain::Stance::War;
        if actor.alive && actor.bloc == id && id != other && at_war {
            enemies += world.strength(id);
        }
    });
    let own = world.bloc_strength(me);
    if enemies > 0.0 { enemies / (enemies + own) } else { 0.0 }
}

/// How far the public of the capital rejects the other side, 0-1, weighted by people.
fn rejection(world: &World, other: ActorId) -> f64 {
    let (mut people, mut against) = (0.0, 0.0);
    let capitals = world.all_places().filter(|p| world.places[p.index()].kind == PlaceKind::Capital);
    for community in capitals.flat_map(|p| &world.map.people[p.index()]) {
        let residents = world.residents_of(*community);
        let feeling = world.grievance_against(*community, other).max(-world.support_for(*community, other));
        people += residents;
        against += residents * feeling.clamp(0.0, 1.0);
    }
    if people > 0.0 { against / people } else { 0.0 }
}

/// How much the war hurts a side, 0-1: its losses of late against its men.
fn pain(view: &View<Settings>, me: ActorId) -> f64 {
    let world = view.world;
    let losses = world.actors[me.index()].losses + world.bloc_losses(me);
    (losses / (view.set.hurting * (world.bloc_strength(me) + losses)).max(1.0)).min(1.0)
}
