//! The facts that stand for themselves: actors, issues, places, communities, forces.

use super::Maker;
use crate::{
    domain::{
        ActorFact, ActorKind, CommunityFact, ForceFact, ForceKind, Issue, PlaceFact, PlaceKind, RouteFact, Terrain, Way,
    },
    seeds::columns::Sheet,
};

impl<'a> Maker<'a> {
    pub(super) fn actors(&'a self) -> Vec<ActorFact> {
        let make = |line: super::Line| {
            Some(ActorFact {
                id: line.owned("id"),
                key: line.key(),
                name: line.owned("name"),
                aliases: line.texts("aliases"),
                kind: line.word("kind", ActorKind::parse, ActorKind::ALL),
                home: line.place("home"),
                aims: line.aims(),
                effort: line.number("effort"),
                funds: line.number("funds"),
                income: line.number("income"),
                cohesion: line.number("cohesion"),
                rhetoric: line.number("rhetoric"),
                accountability: line.number("accountability"),
                legitimacy: line.number("legitimacy"),
                quality: line.number("quality"),
                concealment: line.number("concealment"),
                leader: line.owned("leader"),
                leader_standing: line.number("leader_standing"),
                leverage: line.number("leverage"),
                burden: line.number("burden"),
                source: line.source(),
            })
        };
        self.live(Sheet::Actors).filter_map(make).collect()
    }

    pub(super) fn issues(&'a self) -> Vec<Issue> {
        let make = |line: super::Line| Issue {
            id: line.owned("id"),
            name: line.owned("name"),
            low: line.owned("low"),
            high: line.owned("high"),
            line: line.flag("line"),
            source: line.source(),
        };
        self.live(Sheet::Issues).map(make).collect()
    }

    pub(super) fn places(&'a self) -> Vec<PlaceFact> {
        let make = |line: super::Line| {
            Some(PlaceFact {
                id: line.owned("id"),
                key: line.key(),
                name: line.owned("name"),
                aliases: line.texts("aliases"),
                region: line.region("region")?,
                kind: line.word("kind", PlaceKind::parse, PlaceKind::ALL),
                lat: line.plain("lat"),
                lon: line.plain("lon"),
                population: line.number("population"),
                airstrip: line.flag("airstrip"),
                terrain: line.word("terrain", Terrain::parse, Terrain::ALL),
                value: line.number("value"),
                income: line.number("income"),
                source: line.source(),
            })
        };
        self.live(Sheet::Places).filter_map(make).collect()
    }

    pub(super) fn routes(&'a self) -> Vec<RouteFact> {
        let make = |line: super::Line| {
            Some(RouteFact {
                a: line.place("a")?,
                b: line.place("b")?,
                km: line.number("km"),
                terrain: line.word("terrain", Way::parse, Way::ALL),
                border: line.flag("border"),
                source: line.source(),
            })
        };
        self.live(Sheet::Routes).filter_map(make).collect()
    }

    pub(super) fn communities(&'a self) -> Vec<CommunityFact> {
        let make = |line: super::Line| {
            Some(CommunityFact {
                id: line.owned("id"),
                key: line.key(),
                name: line.owned("name"),
                place: line.place("place")?,
                group: line.owned("group"),
                population: line.number("population"),
                support: line.weights("support"),
                kin: line.weights("kin"),
                grievance: line.weights("grievance"),
                fear: line.number("fear"),
                displaced: line.number("displaced"),
                source: line.source(),
            })
        };
        self.live(Sheet::Communities).filter_map(make).collect()
    }

    pub(super) fn forces(&'a self) -> Vec<ForceFact> {
        let make = |line: super::Line| {
            Some(ForceFact {
                id: line.owned("id"),
                key: line.key(),
                actor: line.actor("actor")?,
                place: line.place("place")?,
                kind: line.word("kind", ForceKind::parse, ForceKind::ALL),
                strength: line.number("strength"),
                morale: line.number("morale"),
                supply: line.number("supply"),
                source: line.source(),
            })
        };
        self.live(Sheet::Forces).filter_map(make).collect()
    }
}
