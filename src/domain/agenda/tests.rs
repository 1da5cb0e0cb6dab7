//! The order of a draft, minutes that add up, and that nothing that stood there is lost.

use super::*;
use proptest::prelude::*;

fn topic(source: Source, text: &str) -> Topic {
    Topic::new(source, text, None)
}

fn texts(lines: &[AgendaLine]) -> Vec<&str> {
    lines.iter().filter_map(|line| line.text.as_deref()).collect()
}

fn line(text: &str, minutes: Option<i64>, state: AgendaState) -> AgendaLine {
    AgendaLine { text: Some(text.to_owned()), minutes, state: Some(state), from: None }
}

#[test]
fn the_draft_is_in_the_order_of_what_it_costs_to_leave_it() {
    use Source::*;
    let topics =
        [Bank, Question, Need, Obstacle, Goal, Carried, Advice, Promises].map(|source| topic(source, source.word()));
    let fit = fitting(&topics, 8);
    let order: Vec<_> = fit.iter().map(|topic| topic.source).collect();
    assert_eq!(order, [Promises, Advice, Carried, Goal, Obstacle, Need, Question, Bank]);
}

#[test]
fn many_of_one_source_never_push_another_out() {
    let mut topics: Vec<Topic> = (0..9).map(|n| topic(Source::Question, &format!("question {n}"))).collect();
    topics.push(topic(Source::Promises, "promises"));
    topics.push(topic(Source::Goal, "goal"));
    let fit: Vec<_> = fitting(&topics, 4).into_iter().map(|topic| topic.text.as_str()).collect();
    assert_eq!(fit, ["promises", "goal", "question 0", "question 1"]);
}

#[test]
fn claim_32_a_template_of_45_minutes_sums_to_45_and_editing_shows_over_or_under() {
    let agenda = Agenda {
        id: "b".to_owned(),
        name: "regular".to_owned(),
        minutes: 45,
        lines: [("Hello", 4), ("Promises", 5), ("Advice", 4), ("Topic 1", 15), ("Topic 2", 10), ("Close", 7)]
            .map(|(text, minutes)| (text.to_owned(), minutes))
            .to_vec(),
    };
    let mut lines = scaled(&agenda, 45);
    assert_eq!(used(&lines), 45);
    assert_eq!(lines[3].minutes, Some(15), "its own length keeps its own minutes");
    assert_eq!(balance(&lines, 45), "45/45 min");
    lines[3].minutes = Some(20);
    assert_eq!(balance(&lines, 45), "50/45 min, 5 over");
    lines[3].minutes = Some(10);
    assert_eq!(balance(&lines, 45), "40/45 min, 5 free");
    assert_eq!(used(&scaled(&agenda, 60)), 60);
    assert_eq!(used(&scaled(&agenda, 3)), 3);
}

#[test]
fn what_stands_there_stays() {
    let standing = [line("The night desk", Some(20), AgendaState::Open), line("Her offer", None, AgendaState::Open)];
    let (same, fresh) = (topic(Source::Question, "the night desk."), topic(Source::Goal, "Lead analyst: slipping"));
    let drafted = draft(&standing, &[&same, &fresh], 45);
    assert_eq!(texts(&drafted), ["The night desk", "Her offer", "Lead analyst: slipping"]);
    assert_eq!((drafted[0].minutes, used(&drafted)), (Some(20), 45));
    assert_eq!(drafted[2].from.as_deref(), Some("goal"));
    let full = draft(&[line("All of it", Some(45), AgendaState::Open)], &[&fresh], 45);
    assert_eq!(full[1].minutes, None, "no minutes are made up");
}

#[test]
fn what_was_parked_comes_back_with_its_first_day() {
    let day = |text| read_day(text).expect("a day");
    let mut old = line("Two colleagues leaving", Some(5), AgendaState::Parked);
    old.from = Some("2025-02-11".to_owned());
    let agenda = [old, line("Empty returns", Some(20), AgendaState::Covered), line("The map", None, AgendaState::Open)];
    let back = carried(&agenda, day("2025-03-11"));
    let told: Vec<_> = back.iter().map(|topic| (topic.text.as_str(), topic.since)).collect();
    assert_eq!(told, [("Two colleagues leaving", read_day("2025-02-11")), ("The map", read_day("2025-03-11"))]);
    let now =
        Now::new(crate::domain::time::read_instant("2025-03-20T09:00:00Z").expect("now"), crate::domain::Zone::UTC);
    assert_eq!(origin(&back[1].line(), &now), "from Tue 11 Mar");
    assert_eq!(origin(&topic(Source::Goal, "x").line(), &now), "goal");
}

#[test]
fn longer_talks_have_more_room() {
    assert_eq!([0, 20, 45, 60, 900].map(room), [3, 3, 6, 8, 8]);
}

proptest! {
    #[test]
    fn minutes_add_up(total in 0..600_i64, weights in prop::collection::vec(0..9_i64, 1..12)) {
        let parts = spread(total, &weights);
        prop_assert_eq!(parts.iter().sum::<i64>(), total);
        prop_assert_eq!(parts.len(), weights.len());
        if total >= i64::try_from(weights.len()).expect("few") {
            prop_assert!(parts.iter().all(|part| *part >= 1));
        }
        for (a, x) in weights.iter().zip(&parts) {
            // More weight is never a minute less, but for the one that rounding gives to the first.
            prop_assert!(weights.iter().zip(&parts).all(|(b, y)| a <= b || x + 1 >= *y));
        }
    }

    #[test]
    fn a_draft_fills_the_length_and_loses_nothing(
        standing in prop::collection::vec(("[a-z ]{1,12}", prop::option::of(0..30_i64)), 0..5),
        fresh in prop::collection::vec("[A-Z]{1,8}", 0..6),
        minutes in 0..120_i64,
    ) {
        let standing: Vec<_> = standing.iter().map(|(text, minutes)| line(text, *minutes, AgendaState::Open)).collect();
        let topics: Vec<_> = fresh.iter().map(|text| topic(Source::Question, text)).collect();
        let drafted = draft(&standing, &topics.iter().collect::<Vec<_>>(), minutes);
        prop_assert!(drafted.len() >= standing.len());
        for (before, after) in standing.iter().zip(&drafted) {
            prop_assert_eq!(&before.text, &after.text);
            prop_assert!(before.minutes.is_none() || before.minutes == after.minutes);
        }
        if drafted.iter().all(|line| line.minutes.is_some()) && drafted.iter().any(|line| line.minutes.is_some()) && used(&standing) <= minutes && standing.iter().any(|line| line.minutes.is_none()) {
            prop_assert_eq!(used(&drafted), minutes);
        }
    }
}
