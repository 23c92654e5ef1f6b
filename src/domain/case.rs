//! A case: every fact of the seeds that holds on the day a scenario starts, checked, resolved and sorted by id.

use super::{
    Action, ActorFact, AgreementFact, Alternative, Claim, CommunityFact, ControlFact, Document, EventFact, EventKind,
    ForceFact, Issue, MembershipFact, PlaceFact, PositionFact, RouteFact, RungFact, Shock, Source, TieFact,
};
use crate::{
    id::{ActorId, AgreementId, ClaimId, CommunityId, IssueId, PlaceId},
    parameter::{Draw, Quantity},
};
use jiff::civil::Date;

/// The facts of a conflict on one day. Immutable; every vector is sorted by id, so that the order of rows in the files
/// cannot matter. Facts that rest on a rival claim are all here; [`Case::holds`] says which exist in a draw.
#[derive(Clone, Debug)]
pub struct Case {
    /// Name of the case's folder.
    pub id: String,
    /// First day of week 0.
    pub start: Date,
    /// Texts and data sources.
    pub documents: Vec<Document>,
    /// Claims, by [`ClaimId`].
    pub claims: Vec<Claim>,
    /// Contradictions among claims.
    pub alternatives: Vec<Alternative>,
    /// Names of regions, by [`crate::id::RegionId`].
    pub regions: Vec<String>,
    /// Actors, by [`ActorId`].
    pub actors: Vec<ActorFact>,
    /// Memberships.
    pub memberships: Vec<MembershipFact>,
    /// Issues, by [`IssueId`].
    pub issues: Vec<Issue>,
    /// Positions.
    pub positions: Vec<PositionFact>,
    /// Ties that the seeds list.
    pub ties: Vec<TieFact>,
    /// Places, by [`PlaceId`].
    pub places: Vec<PlaceFact>,
    /// Control at the start.
    pub control: Vec<ControlFact>,
    /// Routes, by [`crate::id::RouteId`].
    pub routes: Vec<RouteFact>,
    /// Communities, by [`CommunityId`].
    pub communities: Vec<CommunityFact>,
    /// Forces at the start.
    pub forces: Vec<ForceFact>,
    /// Agreements, by [`AgreementId`].
    pub agreements: Vec<AgreementFact>,
    /// The escalation ladder, lowest rung first.
    pub ladder: Vec<RungFact>,
    /// Dated events before the start that were known by then, oldest first.
    pub history: Vec<EventFact>,
    /// Events after the start that the scenario takes as given, oldest first.
    pub scheduled: Vec<EventFact>,
    /// Every number of these facts that is known within a range only, by address.
    pub uncertain: Vec<Uncertain>,
}

/// A number of a fact, as one row states it. Rows that rest on rival claims may state the same number: some as a range, some fixed.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncertain {
    /// Its address, `forces.army_kidal.strength`.
    pub address: String,
    /// What the row states.
    pub quantity: Quantity,
    /// What the row rests on.
    pub source: Source,
}

/// Which of the rival claims hold in one draw.
#[derive(Clone, Debug)]
pub struct Reading {
    out: Vec<bool>,
}

impl Reading {
    /// The rival claims that this draw takes.
    pub fn new(case: &Case, draw: &Draw) -> Self {
        let mut out = vec![false; case.claims.len()];
        for alternative in &case.alternatives {
            let total: f64 = alternative.rivals.iter().map(|r| r.1).sum();
            let mut left = draw.unit(alternative.key) * total;
            let mut chosen = None;
            for (claim, weight) in &alternative.rivals {
                out[claim.index()] = true;
                if chosen.is_none() {
                    left -= weight;
                    if left <= 0.0 {
                        chosen = Some(*claim);
                    }
                }
            }
            if let Some(claim) = chosen.or_else(|| alternative.rivals.last().map(|r| r.0)) {
                out[claim.index()] = false;
            }
        }
        Self { out }
    }

    /// Whether a claim holds.
    pub fn takes(&self, claim: ClaimId) -> bool {
        !self.out[claim.index()]
    }
}

impl Case {
    /// Whether a fact exists under this reading: none of the claims it rests on was left out.
    pub fn holds(source: &Source, reading: &Reading) -> bool {
        source.claims.iter().all(|(_, claim)| reading.takes(*claim))
    }

    /// The actor with this id or alias (case is ignored for aliases).
    pub fn actor(&self, name: &str) -> Option<ActorId> {
        find(&self.actors, name, |a| &a.id)
            .or_else(|| self.actors.iter().position(|a| a.aliases.iter().any(|x| x.eq_ignore_ascii_case(name))))
            .map(ActorId::from)
    }

    /// The place with this id or alias.
    pub fn place(&self, name: &str) -> Option<PlaceId> {
        find(&self.places, name, |p| &p.id)
            .or_else(|| self.places.iter().position(|p| p.aliases.iter().any(|x| x.eq_ignore_ascii_case(name))))
            .map(PlaceId::from)
    }

    /// The community with this id.
    pub fn community(&self, id: &str) -> Option<CommunityId> {
        find(&self.communities, id, |c| &c.id).map(CommunityId::from)
    }

    /// The agreement with this id.
    pub fn agreement(&self, id: &str) -> Option<AgreementId> {
        find(&self.agreements, id, |a| &a.id).map(AgreementId::from)
    }

    /// The issue with this id.
    pub fn issue(&self, id: &str) -> Option<IssueId> {
        find(&self.issues, id, |i| &i.id).map(IssueId::from)
    }

    /// The claim with this id.
    pub fn claim(&self, id: &str) -> Option<ClaimId> {
        find(&self.claims, id, |c| &c.id).map(ClaimId::from)
    }

    /// The rung of an action on this case's ladder.
    pub fn rung(&self, action: Action) -> u8 {
        self.ladder.iter().find(|r| r.actions.contains(&action)).map_or(action.row().rung, |r| r.rung)
    }

    /// Days from the first day of a week to the day on which a mission is to leave its camp at a place, if such a day is to come.
    pub fn days_to_closing(&self, place: PlaceId, week: u32) -> Option<f64> {
        let today = self.date(week);
        let closes = |e: &&EventFact| e.kind == EventKind::Shock(Shock::CampCloses) && e.place == Some(place);
        let to_come = self.scheduled.iter().filter(closes).filter(|e| e.date >= today);
        to_come.map(|e| f64::from(today.until(e.date).map_or(0, |span| span.get_days()))).min_by(f64::total_cmp)
    }

    /// First day of a week.
    pub fn date(&self, week: u32) -> Date {
        first_day(self.start, week)
    }

    /// Great-circle distance between two places in km (haversine, mean Earth radius).
    pub fn distance(&self, a: PlaceId, b: PlaceId) -> f64 {
        use libm::{asin, cos, sin, sqrt};
        let (a, b) = (&self.places[a.index()], &self.places[b.index()]);
        let (lat, lon) = ((b.lat - a.lat).to_radians(), (b.lon - a.lon).to_radians());
        let h = sin(lat / 2.0) * sin(lat / 2.0)
            + cos(a.lat.to_radians()) * cos(b.lat.to_radians()) * sin(lon / 2.0) * sin(lon / 2.0);
        2.0 * 6371.0 * asin(sqrt(h.clamp(0.0, 1.0)))
    }
}

/// First day of a week that is counted from a start; the last day of the calendar where the calendar ends before it.
pub fn first_day(start: Date, week: u32) -> Date {
    jiff::Span::new().try_weeks(week).map_or(Date::MAX, |span| start.saturating_add(span))
}

fn find<'a, T>(sorted: &'a [T], id: &str, of: impl Fn(&'a T) -> &'a String) -> Option<usize> {
    sorted.binary_search_by(|x| of(x).as_str().cmp(id)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_end_with_the_calendar() {
        let start = date(2023, 12, 4);
        assert_eq!([first_day(start, 0), first_day(start, 4)], [start, date(2024, 1, 1)]);
        assert_eq!([first_day(start, 900_000), first_day(start, u32::MAX)], [Date::MAX; 2]);
    }
}
