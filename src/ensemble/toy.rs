//! A toy study for the tests of ensembles and their results: two sides, two towns, a pact, and numbers that are uncertain.

use crate::{
    domain::{
        Action, ActorKind, AgreementKind, AgreementState, Alternative, Case, Claim, Clause, Confidence, EventKind,
        MembershipFact, Source, Stance,
    },
    id::{ClaimId, Key},
    mechanism::{default_quantities, testing::Tiny},
    parameter::Quantity,
    study::{
        Condition, Decrees, Inject, Kind, Outcome, Question, Sign, Study, Survey, Take, Test, Variant, When,
        condition::Rule,
    },
    world::{
        observe::Observable,
        outside::{Given, Put},
    },
};

/// The study: a base and two what-ifs. `broken` breaks a law of the world in some draws of it, `panic` panics in every run.
pub(crate) fn study(weeks: u32, extra: &[&str]) -> Study {
    let variants: Vec<Variant> = ["base", "more_rebels"].iter().chain(extra).map(|name| variant(name)).collect();
    let pairs = vec!["army:rebels".to_owned()];
    Study {
        name: "toy/base".to_owned(),
        title: "Toy".to_owned(),
        question: "Who holds the town?".to_owned(),
        weeks,
        survey: Survey::new(&variants, &pairs),
        pairs,
        decrees: vec![Decrees::default(); variants.len()],
        variants,
        inputs: vec![("scenario.toml".to_owned(), b"title = \"Toy\"\n".to_vec())],
        hints: crate::study::Hints::default(),
        notes: Vec::new(),
        odd: Vec::new(),
    }
}

fn variant(name: &str) -> Variant {
    let range = |low, high, what| Quantity { low, high, log: false, key: Key::of(what) };
    let men = if name == "more_rebels" { 900.0 } else { 250.0 };
    let mut case = Tiny::new()
        .actor("state", ActorKind::Government)
        .actor("the_front", ActorKind::Coalition)
        .actor_with("army", ActorKind::Army, |a| a.cohesion = range(0.2, 0.9, "army"))
        .actor_with("rebels", ActorKind::Movement, |a| a.cohesion = range(0.2, 0.9, "rebels"))
        .member("army", "state", 0.9)
        .tie("state", "rebels", -0.6, Stance::War)
        .tie("army", "rebels", -0.6, Stance::War)
        .place("fort", "army")
        .place("town", "rebels")
        .route("fort", "town", 80.0)
        .force("army", "fort", 600.0)
        .force("rebels", "town", men)
        .community("locals", "town", 5000.0, &[("rebels", 0.4)], &[("rebels", 0.6)], &[("army", 0.3)])
        .agreement("truce", AgreementKind::Truce, AgreementState::Collapsed, &["state", "rebels"], &[Clause::Ceasefire])
        .case();
    let (army, rebels) = (case.actor("army").unwrap(), case.actor("rebels").unwrap());
    let town = case.place("town").unwrap();
    if name == "broken" {
        break_a_law(&mut case);
    }
    let holds = |observable, limit, counter| Condition {
        rule: Rule::Test(observable, Test::AtLeast(limit)),
        for_weeks: 1,
        counter,
    };
    // A counter that nobody made room for: what a fault of ours would look like.
    let counter = if name == "panic" { 7 } else { 0 };
    let outcome = |id: &str, unit: &str, kind, ask| Outcome {
        id: id.to_owned(),
        question: format!("What of {id}?"),
        unit: unit.to_owned(),
        kind,
        ask,
        counters: 1,
    };
    let outcomes = vec![
        outcome(
            "army_holds",
            "",
            Kind::YesNo,
            Question::Holds(holds(Observable::Cohesion(army), 0.5, counter), Take::Any),
        ),
        outcome("first_blood", "", Kind::Week, Question::Holds(holds(Observable::Deaths, 1.0, 0), Take::First)),
        outcome("deaths", "people", Kind::Quantity, Question::Value(Some(Observable::Deaths), Take::End)),
        outcome("town", "", Kind::Category, Question::Value(Some(Observable::PlaceState(town)), Take::End)),
        outcome("holder", "", Kind::Category, Question::Value(Some(Observable::Holder(town)), Take::End)),
    ];
    let given = Given {
        key: Key::of("shock"),
        kind: EventKind::Act(Action::Raid),
        actor: Some(rebels),
        target: Some(army),
        place: case.place("fort"),
        agreement: None,
        deaths: 12.0,
        civilian_deaths: 3.0,
        size: 1.0,
        puts: Vec::<Put>::new(),
    };
    Variant {
        name: name.to_owned(),
        title: name.to_owned(),
        question: format!("What if {name}?"),
        expects: vec![("deaths".to_owned(), Sign::Plus), ("army_holds".to_owned(), Sign::Zero)],
        quantities: default_quantities(),
        injects: vec![Inject { id: "shock".to_owned(), when: When::Week(2), given, chance: 0.5 }],
        prevents: Vec::new(),
        outcomes,
        series: vec![("rebel_control".to_owned(), Some(Observable::Control(town, rebels)))],
        pairs: vec![Some((army, rebels))],
        case,
    }
}

/// Makes the rebels members of a front that exists in half of the draws only, as one of two rival claims has it.
fn break_a_law(case: &mut Case) {
    let claim = |id: &str| Claim {
        id: id.to_owned(),
        document: 0,
        paragraph: String::new(),
        text: String::new(),
        confidence: Confidence::Stated,
    };
    case.claims = vec![claim("no_front"), claim("there_is_a_front")];
    let rivals = vec![(ClaimId(0), 1.0), (ClaimId(1), 1.0)];
    case.alternatives = vec![Alternative { id: "front".to_owned(), key: Key::of("front"), rivals }];
    let (front, rebels) = (case.actor("the_front").unwrap(), case.actor("rebels").unwrap());
    case.actors[front.index()].source.claims = vec![(String::new(), ClaimId(1))];
    case.memberships.push(MembershipFact {
        member: rebels,
        coalition: front,
        commitment: Quantity::fixed(0.5),
        source: Source::default(),
    });
}
