//! What must hold at the end of every week, in every world.

use super::World;
use crate::{
    domain::Case,
    id::{ActorId, PlaceId},
};
use std::fmt;

/// A broken law: the run stops, is reported, and does not take others along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which law.
    pub law: &'static str,
    /// What was found.
    pub found: String,
    /// The last event of the week that concerned whatever broke it, with its rule; of the whole world if nothing else did.
    pub cause: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}; last cause: {}", self.law, self.found, self.cause)
    }
}

/// Whom or what a law is about.
#[derive(Clone, Copy)]
enum About {
    Actor(ActorId),
    Place(PlaceId),
    World,
}

/// The last event of the week that concerns somebody or something, in words.
fn last_cause(world: &World, case: &Case, about: About) -> String {
    let concerns = |e: &&super::Event| match about {
        About::Actor(id) => e.actor == Some(id) || e.target == Some(id),
        About::Place(id) => e.place == Some(id),
        About::World => true,
    };
    let events = || world.events.iter().rev();
    let Some(last) = events().find(concerns).or_else(|| events().next()) else {
        return "no event of this week".to_owned();
    };
    let actor = |id: ActorId| case.actors[world.actors[id.index()].origin.index()].id.as_str();
    let mut text = format!("{} ({})", last.rule, last.kind.word());
    for (word, name) in [
        ("by", last.actor.map(actor)),
        ("on", last.target.map(actor)),
        ("at", last.place.map(|p| case.places[p.index()].id.as_str())),
        ("about", last.agreement.and_then(|g| case.agreements.get(g.index())).map(|g| g.id.as_str())),
    ] {
        if let Some(name) = name {
            text.extend([" ", word, " ", name]);
        }
    }
    text
}

/// Checks the laws of the world: numbers finite, shares within bounds, people conserved.
///
/// # Errors
/// The first law found broken.
pub fn check(world: &World, case: &Case) -> Result<(), Broken> {
    let broken = |law, found: String, about: About| Err(Broken { law, found, cause: last_cause(world, case, about) });
    for (i, actor) in world.actors.iter().enumerate().filter(|(_, a)| a.alive) {
        let numbers = [actor.funds, actor.cohesion, actor.legitimacy, actor.confidence, actor.losses, actor.rhetoric];
        if numbers.iter().any(|x| !x.is_finite()) {
            let name = &case.actors[actor.origin.index()].id;
            return broken("numbers are finite", format!("actor {name}"), About::Actor(i.into()));
        }
        if let Some(coalition) = actor.coalition
            && (coalition.index() == i || !world.actors[coalition.index()].alive)
        {
            let name = case.actors[actor.origin.index()].id.clone();
            return broken("members belong to a living coalition", name, About::Actor(i.into()));
        }
    }
    for (i, place) in world.places.iter().enumerate() {
        let here = About::Place(i.into());
        let sum: f64 = world.control.row(i).iter().sum();
        if !(0.0..=1.0 + 1e-9).contains(&sum) {
            return broken("control shares sum to at most one", format!("{} at {sum}", case.places[i].id), here);
        }
        if !place.services.is_finite() || !place.danger.is_finite() || !(0.0..=1.0).contains(&place.services) {
            return broken("services lie between nothing and all", case.places[i].id.clone(), here);
        }
        if place.holder.is_some_and(|h| !world.actors[h.index()].alive) {
            return broken("places are held by actors that exist", case.places[i].id.clone(), here);
        }
    }
    let fled: f64 = world.communities.iter().map(|c| c.population * c.displaced).sum();
    let hosted: f64 = world.places.iter().map(|p| p.hosted).sum();
    if hosted > fled + 1.0 {
        return broken("nobody is hosted who has not fled", format!("{hosted} hosted, {fled} fled"), About::World);
    }
    for force in world.forces.iter().filter(|f| f.strength > 0.0) {
        if !force.strength.is_finite() || !force.morale.is_finite() || !world.actors[force.actor.index()].alive {
            let men = format!("{} men", force.strength);
            return broken("forces belong to actors that exist", men, About::Actor(force.actor));
        }
    }
    for tie in world.ties.cells() {
        if !(-1.0..=1.0).contains(&tie.affinity) || !(0.0..=1.0).contains(&tie.trust) {
            return broken(
                "affinity and trust stay within their ranges",
                format!("{} and {}", tie.affinity, tie.trust),
                About::World,
            );
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{domain::Action, mechanism::testing::Tiny, world::Event};

    #[test]
    fn a_broken_law_names_its_last_cause() {
        let mut stage = Tiny::state().place("town", "army").place("village", "army").stage();
        let (army, state, town, village) =
            (stage.actor("army"), stage.actor("state"), stage.place("town"), stage.place("village"));
        let event = |rule, place| Event::act(Action::Administer, rule).by(army).on(state).at(place);
        stage.world.events = vec![event("test.early", town), event("test.late", town), event("test.else", village)];
        stage.ground("town").services = 1.5;
        let text = stage.laws().unwrap_err().to_string();
        let cause = "test.late (administer) by army on state at town";
        assert_eq!(text, format!("services lie between nothing and all: town; last cause: {cause}"));
        stage.world.events.clear();
        assert!(stage.laws().unwrap_err().to_string().ends_with("last cause: no event of this week"));
    }
}
