//! How actors stand to each other at the start, as far as a case tells.

use crate::{
    domain::{ActorKind, AgreementKind, Case, Stance, TieFact},
    id::ActorId,
};

/// An actor and the coalitions above it, nearest first.
fn chain(case: &Case, actor: ActorId) -> Vec<ActorId> {
    let mut all = vec![actor];
    while let Some(m) = case.memberships.iter().find(|m| Some(&m.member) == all.last()) {
        if all.contains(&m.coalition) {
            break;
        }
        all.push(m.coalition);
    }
    all
}

/// The coalition at the top of an actor, or the actor itself.
fn top(case: &Case, actor: ActorId) -> ActorId {
    chain(case, actor).last().copied().unwrap_or(actor)
}

/// Whether two actors stand in one coalition, at its top.
pub(super) fn same(case: &Case, a: ActorId, b: ActorId) -> bool {
    top(case, a) == top(case, b)
}

/// Whether an actor is another or belongs to it, however far below.
pub(super) fn is_below(case: &Case, at: ActorId, above: ActorId) -> bool {
    chain(case, at).contains(&above)
}

/// The tie of one to another: that of the two, else that of the coalitions nearest above them.
pub(super) fn tie(case: &Case, a: ActorId, b: ActorId) -> Option<&TieFact> {
    let (up_a, up_b) = (chain(case, a), chain(case, b));
    let steps = |tie: &&TieFact| {
        let at = |up: &[ActorId], id: ActorId| up.iter().position(|x| *x == id);
        at(&up_a, tie.actor).zip(at(&up_b, tie.other)).map(|(i, j)| i + j)
    };
    case.ties.iter().filter(|tie| steps(tie).is_some()).min_by_key(|tie| steps(tie))
}

/// The stance of one towards another.
pub(super) fn stance(case: &Case, a: ActorId, b: ActorId) -> Stance {
    let strangers = if same(case, a, b) { Stance::JointOperations } else { Stance::Tolerant };
    tie(case, a, b).map_or(strangers, |tie| tie.stance)
}

/// Who serves whom under a contract in force: client and provider.
pub(super) fn contracts(case: &Case) -> impl Iterator<Item = (ActorId, ActorId)> + '_ {
    let served = case.agreements.iter().filter(|g| g.kind == AgreementKind::Patronage && g.state.is_in_force());
    served.filter_map(|g| Some((*g.parties.first()?, *g.parties.get(1)?)))
}

/// Whether two actors fight on one side: in one coalition, or one in the pay of the other's.
pub(super) fn one_side(case: &Case, a: ActorId, b: ActorId) -> bool {
    let pays = |client, provider, x, y| provider == x && same(case, client, y);
    same(case, a, b) || contracts(case).any(|(c, p)| pays(c, p, a, b) || pays(c, p, b, a))
}

/// Whether an actor is a government, belongs to one or is in its pay.
pub(super) fn is_ruled(case: &Case, actor: ActorId) -> bool {
    let rules = |id: ActorId| case.actors[top(case, id).index()].kind == ActorKind::Government;
    rules(actor) || contracts(case).any(|(client, provider)| provider == actor && rules(client))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Request, load};

    #[test]
    fn actors_stand_to_each_other_as_those_above_them_do() {
        let study = load("tolmarra/winter-road", &Request::default()).expect("the built-in case has no fault");
        let case = &study.variants[0].case;
        let of = |id: &str| case.actor(id).expect("it is there");
        assert!(same(case, of("guard"), of("council")) && !same(case, of("lantern"), of("council")));
        assert!(one_side(case, of("lantern"), of("guard")) && one_side(case, of("guard"), of("lantern")));
        assert!(!one_side(case, of("lantern"), of("front")) && !one_side(case, of("front"), of("grey_oath")));
        assert!(is_below(case, of("river_band"), of("front")) && !is_below(case, of("front"), of("river_band")));
        let ruled = |id: &str| is_ruled(case, of(id));
        assert_eq!(["council", "guard", "lantern", "front", "mission"].map(ruled), [true, true, true, false, false]);
        let towards = |a: &str, b: &str| stance(case, of(a), of(b));
        assert_eq!(towards("guard", "grey_oath"), towards("council", "grey_oath"));
        let listed =
            case.ties.iter().find(|t| (t.actor, t.other) == (of("council"), of("front"))).expect("it is listed");
        assert_eq!(towards("guard", "hill_league"), listed.stance);
    }
}
