//! `places.csv`: every place at the end of every week.

use super::states;
use crate::{
    domain::{Camp, PlaceState},
    history::frame::{self, Dated, Line},
    id::{ActorId, PlaceId},
    table::{Field, Table},
    world::{Place, World},
};

states! {
    /// A place at the end of a week.
    #[derive(Clone, Debug)]
    PlaceRow in Places, file "places", one row per "run, variant, week and place",
    key ["run", "variant", "week", "place"], from (world: &World, id: PlaceId, place: &Place);

    place: PlaceId, text, "Place" = id;
    state: PlaceState, text, "Who commands it and how well" = place.state;
    holder: Option<ActorId>, text, "Actor whose men command it; empty: nobody" = place.holder;
    bloc: Option<ActorId>, text, "Bloc of the holder" = bloc(world, place);
    control: f64, number(4, "share"), "Control share of that bloc" =
        bloc(world, place).map_or(0.0, |bloc| world.control_of(id, bloc));
    services: f64, number(4, "share"), "Administration and services that work" = place.services;
    residents: f64, number(0, "people"), "People who live there and have not fled" = place.residents;
    hosted: f64, number(0, "people"), "Displaced people from elsewhere" = place.hosted;
    camp: Camp, text, "Foreign camp" = place.camp;
    camp_host: Option<ActorId>, text, "Who runs the camp, or took it over" = place.camp_host;
    blockade: Option<ActorId>, text, "Who cuts the place off" = place.blockade;
    attacks: u32, whole("events"), "Violent events there in this week" = world.totals.attacks[id.index()];
    danger: f64, number(2, "deaths"), "Fighting there of late, a fading memory" = place.danger;
    aid: f64, number(4, "0 to 1"), "Aid reaching it" = place.aid;
}

fn bloc(world: &World, place: &Place) -> Option<ActorId> {
    place.holder.map(|holder| world.actors[holder.index()].bloc)
}
