//! Tests of single runs: the same whole or week by week, in any order, and people who play.

use super::*;
use crate::{
    domain::{Action, Posture},
    ensemble::toy,
    id::ActorId,
    study::Answer,
    world::{
        Order, Origin,
        law::Broken,
        outside::{Command, Decree},
    },
};

fn same(a: &History, b: &History) {
    assert_eq!((a.run, a.variant, a.status, &a.message), (b.run, b.variant, b.status, &b.message));
    assert_eq!((&a.answers, &a.series, &a.states, &a.splinters), (&b.answers, &b.series, &b.states, &b.splinters));
}

#[test]
fn a_run_is_the_same_whole_or_week_by_week_and_in_any_order() {
    let study = toy::study(10, &[]);
    let mut runner = Runner::new(&study, 1, 11);
    let forward: Vec<History> = runner.runs(0..20).collect();
    for run in (0..20).rev() {
        let mut game = runner.begin(run);
        for week in 0..4 {
            assert_eq!((game.week(), game.is_over()), (week, false));
            assert_eq!(game.step(&[]).unwrap().week, week);
        }
        same(&game.history(), &forward[run as usize]);
        same(&runner.run(run), &forward[run as usize]);
    }
}

#[test]
fn answers_under_way_are_those_of_a_run_that_ends_there() {
    for weeks in 1..=4 {
        let (whole, long) = (toy::study(weeks, &[]), toy::study(9, &[]));
        for run in 0..8 {
            let mut game = Runner::new(&long, 0, 11).begin(run);
            (0..weeks).for_each(|_| assert!(game.step(&[]).is_ok()));
            assert_eq!(game.answers(), Runner::new(&whole, 0, 11).run(run).answers, "week {weeks}, run {run}");
        }
    }
}

#[test]
fn who_holds_a_runner_may_share_the_study() {
    let study = Arc::new(toy::study(6, &[]));
    let mut runner = Runner::new(Arc::clone(&study), 0, 11);
    let mut games: Vec<Game<Arc<Study>>> = (0..3).map(|run| runner.begin(run)).collect();
    drop(runner);
    for _ in 0..6 {
        games.iter_mut().for_each(|game| assert!(game.step(&[]).is_ok()));
    }
    assert!(games.iter_mut().all(|game| matches!(game.step(&[]), Err(Halt::Over)) && game.is_over()));
    let answers: Vec<Vec<Answer>> = Runner::new(&*study, 0, 11).runs(0..3).map(|h| h.answers).collect();
    assert_eq!(games.into_iter().map(|game| game.history().answers).collect::<Vec<_>>(), answers);
}

/// What an actor, or who plays it, has decided this week; what rules let it do is no decision.
fn decided(game: &Game<&Study>, actor: ActorId) -> impl Iterator<Item = Action> {
    let own = move |o: &&Order| o.actor == actor && matches!(o.origin, Origin::Decision(_) | Origin::Person(_));
    game.world().traffic.orders.iter().filter(own).map(|o| o.action)
}

#[test]
fn a_decision_changes_what_follows_and_nothing_before() {
    let study = toy::study(12, &[]);
    let case = &study.variants[0].case;
    let (army, rebels) = (case.actor("army").unwrap(), case.actor("rebels").unwrap());
    // The army of this case cannot pay for anything by then; the rebels can.
    let kind = case.actors[rebels.index()].kind;
    let (open, idle): (Vec<Action>, Vec<Action>) =
        Action::ALL.iter().filter(|a| a.is_open_to(kind)).partition(|a| a.lacks(true, true, false).is_none());
    let decree = |action, place| {
        let command = Command::Act { action, target: Some(army), place: case.place(place), agreement: None };
        Decree { actor: rebels, command }
    };
    let weeks = study.survey.series.len();
    let mut runner = Runner::new(&study, 0, 11);
    // What is said of no agreement is refused, and not lost.
    for action in idle {
        let said = runner.begin(0).step(&[decree(action, "town")]).map(|_| ()).unwrap_err().to_string();
        assert!(said.contains("does nothing without `agreement`"), "{said}");
    }
    let (mut moved, mut done) = (0, 0);
    for run in 0..64 {
        let base = runner.run(run);
        let mut game = runner.begin(run);
        for _ in 0..5 {
            game.step(&[]).unwrap();
        }
        let action = open[run as usize % open.len()];
        game.step(&[decree(action, if run < 32 { "town" } else { "fort" })]).unwrap();
        let chosen: Vec<Action> = decided(&game, rebels).collect();
        assert!(chosen.iter().all(|chosen| *chosen == action), "{chosen:?}");
        done += chosen.len();
        // An operation shows weeks after it was decided on.
        while !game.is_over() {
            game.step(&[]).unwrap();
        }
        let history = game.history();
        assert_eq!(history.series[..5 * weeks], base.series[..5 * weeks]);
        moved += usize::from(history.series != base.series);
    }
    assert!(done > 0 && moved > 0, "{done} {moved}");
}

#[test]
fn a_seat_that_says_nothing_does_nothing_until_it_is_left() {
    let study = toy::study(12, &[]);
    let army = study.variants[0].case.actor("army").unwrap();
    let mut runner = Runner::new(&study, 0, 11);
    let (mut seated, mut left) = (0, 0);
    for run in 0..16 {
        let mut game = runner.begin(run);
        game.take_seat(army);
        for _ in 0..6 {
            game.step(&[]).unwrap();
            seated += decided(&game, army).count();
        }
        game.leave_seat(army);
        for _ in 0..6 {
            game.step(&[]).unwrap();
            left += decided(&game, army).count();
        }
    }
    assert!(seated == 0 && left > 0, "{seated} {left}");
}

#[test]
fn a_decree_that_nobody_can_carry_out_is_refused_and_plays_nothing() {
    let study = toy::study(4, &[]);
    let case = &study.variants[0].case;
    let army = case.actor("army").unwrap();
    let decree =
        |actor, action, place| Decree { actor, command: Command::Act { action, target: None, place, agreement: None } };
    let mut game = Runner::new(&study, 0, 11).begin(0);
    let mut refused = |decree| match game.step(&[decree]) {
        Err(Halt::Refused(why)) => why,
        other => panic!("{other:?}"),
    };
    let nobody = crate::id::ActorId(999);
    assert!(refused(decree(nobody, Action::Assault, case.place("town"))).contains("not in this world"));
    assert_eq!(refused(decree(army, Action::Assault, None)), "`assault` does nothing without `place`");
    let nowhere = Some(crate::id::PlaceId(999));
    assert!(refused(decree(army, Action::Assault, nowhere)).contains("is not in this world"));
    let closed = Action::ALL.iter().find(|action| !action.is_open_to(case.actors[army.index()].kind)).unwrap();
    assert!(refused(decree(army, *closed, None)).contains("is not open to a"));
    let press =
        |actor, enemy| Decree { actor, command: Command::Posture { posture: Posture::Press, enemy, place: None } };
    assert_eq!(refused(press(army, army)), "`press`: the actor and the target are the same");
    assert!(refused(press(army, nobody)).contains("is not in this world"));
    assert_eq!(game.week(), 0);
}

#[test]
fn a_broken_law_is_an_error_value_and_stays_one() {
    let study = toy::study(10, &["broken"]);
    let mut runner = Runner::new(&study, 2, 11);
    let run = (0..64).find(|run| runner.run(*run).status == Status::BrokenLaw).unwrap();
    let mut game = runner.begin_with(run, Tables::ALL);
    let Err(Halt::Broken(Broken { law, .. })) = game.step(&[]) else { panic!("no law was broken") };
    assert_eq!(law, "members belong to a living coalition");
    assert!(matches!(game.step(&[]), Err(Halt::Broken(_))) && game.is_over());
    let (there, again) = (runner.run_with(run, Tables::ALL), game.history());
    same(&there, &again);
    assert!(there.detail.is_some() && again.detail.is_some());
}

#[test]
fn a_runner_goes_on_after_a_panic() {
    let study = toy::study(6, &["panic"]);
    let mut runner = Runner::new(&study, 2, 11);
    let twice: Vec<History> = runner.runs(0..2).collect();
    assert!(twice.iter().all(|h| h.status == Status::Panicked && h.message.starts_with("week 0: index out of bounds")));
}
