//! Each rule at its edges, and the order of the list.

use chrono::Duration;
use proptest::prelude::*;

use serde_json::Value;

use super::*;
use crate::domain::kinds::action::ActionState;
use crate::domain::kinds::obstacle::Tried;
use crate::domain::time::{read_day, read_instant};
use crate::domain::{Type, Zone};

fn day(text: &str) -> Day {
    read_day(text).expect("a day")
}

fn now(text: &str, zone: Zone) -> Now {
    Now::new(read_instant(text).expect("an instant"), zone)
}

#[test]
fn promises_of_mine_are_late_or_due() {
    let today = day("2025-09-30");
    let of = |due: &str| promise(&Action { due: Some(day(due)), ..Action::default() }, today);
    assert_eq!(of("2025-09-26"), Some((Reason::Late, 4)));
    assert_eq!(of("2025-09-30"), Some((Reason::DueToday, 0)));
    assert_eq!(of("2025-10-01"), None);
    let late = Action { due: Some(day("2025-09-26")), ..Action::default() };
    assert_eq!(promise(&Action { owner: Some("0195236c".to_owned()), ..late.clone() }, today), None);
    assert_eq!(promise(&Action { state: Some(ActionState::Done), ..late.clone() }, today), None);
    let done_later = Action { state: Some(ActionState::Done), done: Some(day("2025-10-04")), ..late };
    assert_eq!(promise(&done_later, today), Some((Reason::Late, 4)), "it was not done yet");
    let case = Milestone { due: Some(day("2025-09-28")), ..Milestone::default() };
    assert_eq!(milestone(&case, today), Some((Reason::Late, 2)));
    assert_eq!(milestone(&Milestone { done: Some(today), ..case }, today), None);
}

#[test]
fn goals_off_pace_name_themselves() {
    let (due, today) = (Some(day("2025-09-20")), day("2025-09-30"));
    let pace = |word| Pace { word, last_look: Some(day("2025-09-22")), ..Pace::default() };
    let of = |word| goal(&pace(Some(word)), due, today);
    assert_eq!(of(Word::Slipping), Some((Reason::Slipping, 8)));
    assert_eq!(of(Word::PastDate), Some((Reason::PastDate, 10)));
    assert_eq!(of(Word::Quiet), Some((Reason::GoalQuiet, 8)));
    assert_eq!([of(Word::OnCourse), of(Word::Ahead), of(Word::JustStarted), goal(&pace(None), due, today)], [None; 4]);
}

#[test]
fn people_gone_quiet() {
    let (last, today) = (Some(day("2025-09-02")), day("2025-11-20"));
    assert_eq!(mentorship(Some(Rhythm::Quiet), false, last, today), Some((Reason::PersonQuiet, 79)));
    assert_eq!(mentorship(Some(Rhythm::Thin), true, last, today), Some((Reason::ThirdMeeting, 79)));
    assert_eq!(mentorship(Some(Rhythm::Thin), false, last, today), None);
    assert_eq!(mentorship(None, false, None, today), None);
    assert_eq!(contact(Some(Freshness::Overdue), last, today), Some((Reason::PersonQuiet, 79)));
    assert_eq!(contact(Some(Freshness::Sleeping), last, today), None);
    let greta =
        |state, since| Introduction { state: Some(state), state_since: Some(day(since)), ..Introduction::default() };
    let of = |state, since| introduction(&greta(state, since), day("2025-09-30"));
    assert_eq!(of(IntroductionState::Connected, "2025-08-27"), Some((Reason::IntroductionQuiet, 34)));
    assert_eq!(of(IntroductionState::Wanted, "2025-09-20"), None);
    assert_eq!(of(IntroductionState::Wanted, "2025-09-19"), Some((Reason::IntroductionQuiet, 11)));
    assert_eq!(of(IntroductionState::Outcome, "2025-01-01"), None);
    assert_eq!(of(IntroductionState::Quiet, "2025-01-01"), None);
}

#[test]
fn a_meeting_past_its_time_asks() {
    let planned = Meeting { at: read_instant("2025-10-07T14:00:00Z"), minutes: Some(45), ..Meeting::default() };
    let of = |at: &str, zone| meeting(&planned, &now(at, zone));
    assert_eq!(of("2025-10-07T14:44:00Z", Zone::UTC), None);
    assert_eq!(of("2025-10-07T14:45:00Z", Zone::UTC), Some((Reason::Unsettled, 0)));
    assert_eq!(of("2025-10-09T08:00:00Z", Zone::new(&chrono_tz::Asia::Tokyo)), Some((Reason::Unsettled, 2)));
    let moved = Meeting { state: Some(MeetingState::Moved), ..planned.clone() };
    assert_eq!(meeting(&moved, &now("2025-10-09T08:00:00Z", Zone::UTC)), None);
}

#[test]
fn obstacles_wait_by_their_horizon() {
    let tried = |date| Tried { date: Some(day(date)), ..Tried::default() };
    let degree = Obstacle {
        horizon: Some(Horizon::Long),
        opened: Some(day("2025-05-05")),
        state: Some(ObstacleState::Working),
        tried: vec![tried("2025-07-28"), tried("2025-06-16")],
        ..Obstacle::default()
    };
    assert_eq!(obstacle(&degree, day("2025-10-26")), None);
    assert_eq!(obstacle(&degree, day("2025-10-27")), Some((Reason::ObstacleOpen, 175)));
    let now = Obstacle { opened: Some(day("2024-02-20")), ..Obstacle::default() };
    assert_eq!(
        (obstacle(&now, day("2024-03-05")), obstacle(&now, day("2024-03-06"))),
        (None, Some((Reason::ObstacleOpen, 15)))
    );
    let over = Obstacle { state: Some(ObstacleState::Eased), ..degree };
    assert_eq!(obstacle(&over, day("2026-10-27")), None);
}

#[test]
fn promised_looks_come_on_their_day() {
    let on = Some(day("2025-09-30"));
    let of = |text: &str| {
        let today = day(text);
        [
            trial(&Insight { trial_until: on, ..Insight::default() }, today),
            decision(&Decision { look_back: on, ..Decision::default() }, today),
            adjustment(&Evaluation { adjustment_due: on, ..Evaluation::default() }, today),
        ]
    };
    assert_eq!(of("2025-09-29"), [None; 3]);
    assert_eq!(of("2025-10-01"), [Some((Reason::LookBack, 1)); 3]);
    let over = Insight { trial_until: on, state: Some(InsightState::Adopted), ..Insight::default() };
    assert_eq!(trial(&over, day("2025-10-01")), None);
}

#[test]
fn a_reflection_a_week() {
    let of = |written: &[&str], today: &str| reflection(written.iter().map(|text| day(text)), Weekday::Fri, day(today));
    assert_eq!(of(&["2025-09-26"], "2025-09-30"), None, "written on Friday");
    assert_eq!(of(&["2025-09-26"], "2025-10-02"), None);
    assert_eq!(of(&["2025-09-26"], "2025-10-03"), Some((Reason::Reflection, 0)), "Friday has come again");
    assert_eq!(of(&["2025-09-26", "2025-10-02"], "2025-10-03"), None, "a day early counts");
    assert_eq!(of(&["2025-09-26"], "2025-10-05"), Some((Reason::Reflection, 2)));
    assert_eq!(of(&[], "2025-10-03"), Some((Reason::Reflection, 0)));
    assert_eq!(of(&["2025-10-04"], "2025-10-03"), Some((Reason::Reflection, 0)), "not written yet");
}

#[test]
fn comments_wait_for_an_answer() {
    let asked = Feedback { origin: Some(FeedbackOrigin::Mentor), ..Feedback::default() };
    let (came, today) = (day("2025-09-14"), day("2025-09-30"));
    assert_eq!(comment(&asked, came, today), Some((Reason::Comment, 16)));
    assert_eq!(comment(&asked, today + Duration::days(1), today), None);
    assert_eq!(comment(&Feedback { responded: Some(came), ..asked.clone() }, came, today), None);
    assert_eq!(comment(&Feedback { origin: None, ..asked }, came, today), None);
}

#[test]
fn untold_advice_is_on_the_list() {
    let told = Advice { called: Some(day("2025-08-27")), ..Advice::default() };
    let found = advice(&told, day("2025-09-30")).expect("a need");
    assert_eq!(Need::new(found, Kind::Advice, None, "Send the answer first").why(), "advice, 34 d");
}

#[test]
fn the_list_is_ordered_by_what_it_costs_to_leave() {
    let need = |reason, days, title| Need::new((reason, days), Kind::Action, None, title);
    let got = order(vec![
        need(Reason::Comment, 16, "a question"),
        need(Reason::Reflection, 0, "Friday reflection"),
        need(Reason::Untold, 34, "Send the answer first"),
        need(Reason::Slipping, 8, "Lead analyst application"),
        need(Reason::DueToday, 0, "Cards for the prototype"),
        need(Reason::Late, 2, "Written case for the role"),
        need(Reason::ObstacleOpen, 148, "A degree I do not have"),
        need(Reason::Late, 4, "Two Tuesdays"),
        need(Reason::PersonQuiet, 79, "Odile"),
        need(Reason::Late, 2, "A line to Hanne"),
    ]);
    let titles: Vec<_> = got.iter().map(|need| need.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Two Tuesdays",
            "A line to Hanne",
            "Written case for the role",
            "Cards for the prototype",
            "Lead analyst application",
            "Odile",
            "Send the answer first",
            "A degree I do not have",
            "Friday reflection",
            "a question",
        ]
    );
    let whys: Vec<_> = got.iter().map(Need::why).collect();
    assert_eq!(whys[..4], ["4 days late", "2 days late", "2 days late", "today"]);
    assert_eq!(Reason::Late.why(1), "1 day late");
}

proptest! {
    #[test]
    fn no_order_of_gathering_shows(days in prop::collection::vec((0..3_usize, 0..5_i64, "[ab]{0,2}"), 0..20), turn in any::<prop::sample::Index>()) {
        let reasons = [Reason::Late, Reason::Untold, Reason::Comment];
        let needs: Vec<_> = days
            .into_iter()
            .map(|(reason, days, title)| Need::new((reasons[reason], days), Kind::Action, None, title))
            .collect();
        let mut turned = needs.clone();
        if !turned.is_empty() {
            turned.rotate_left(turn.index(needs.len()));
        }
        let (a, b) = (order(needs), order(turned));
        prop_assert!(a.iter().map(|need| need.reason).is_sorted());
        prop_assert_eq!(a, b);
    }
}

/// A record of a kind with some of its fields set: dates within two weeks of 22 November, and any of its words.
fn anything(kind: Kind) -> impl Strategy<Value = Record> {
    let fields = kind.spec().fields.iter().filter_map(|field| {
        let day = |n: i64| (day("2025-11-22") + Duration::days(n)).to_string();
        let value = match field.ty {
            Type::Day(_) => (-14..14_i64).prop_map(move |n| Value::from(day(n))).boxed(),
            Type::Instant(_) => (-14..14_i64).prop_map(move |n| Value::from(format!("{}T14:00:00Z", day(n)))).boxed(),
            Type::Choice(words) => prop::sample::select(words).prop_map(Value::from).boxed(),
            Type::Owner => {
                prop::sample::select(vec!["me", "0195236c-0000-7000-8000-000000000000"]).prop_map(Value::from).boxed()
            }
            Type::Line => Just(Value::from("said")).boxed(),
            _ => return None,
        };
        Some(prop::option::of(value).prop_map(move |value| (field.name, value)))
    });
    fields.collect::<Vec<_>>().prop_map(move |fields| {
        let id = Id::read("0195236c-0000-7000-8000-000000000001").expect("an id");
        let mut record = Record::new(id, kind, &now("2025-11-15T09:00:00Z", Zone::UTC));
        record.fields.clear();
        for (name, value) in fields {
            record.set(name, value.unwrap_or_default());
        }
        record
    })
}

/// What the rule of its kind finds in a record.
fn judged(record: &Record, now: &Now) -> Option<Finding> {
    let today = now.today();
    match record.kind {
        Kind::Action => promise(&record.read().expect("one"), today),
        Kind::Milestone => milestone(&record.read().expect("one"), today),
        Kind::Meeting => meeting(&record.read().expect("one"), now),
        Kind::Introduction => introduction(&record.read().expect("one"), today),
        Kind::Advice => advice(&record.read().expect("one"), today),
        Kind::Obstacle => obstacle(&record.read().expect("one"), today),
        Kind::Insight => trial(&record.read().expect("one"), today),
        Kind::Decision => decision(&record.read().expect("one"), today),
        Kind::Evaluation => adjustment(&record.read().expect("one"), today),
        Kind::Feedback => comment(&record.read().expect("one"), now.day_of(record.created), today),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_needs_me_was_waiting(record in prop::sample::select(Kind::ALL).prop_flat_map(anything)) {
        // Once it is done, it was not done yet on an earlier day; the page is about what is open.
        let later = now("2025-12-24T09:00:00Z", Zone::UTC);
        if judged(&record, &later).is_some() {
            let since = waits(&record);
            prop_assert!(since.is_some_and(|since| since <= instant_text(later.at)), "{:?}", record);
        }
    }
}

#[test]
fn every_need_says_what_to_do() {
    let need = |reason, kind, title: &str, who: Option<&str>| Need {
        who: who.map(str::to_owned),
        ..Need::new((reason, 3), kind, None, title)
    };
    let odile = Some("Odile Varga");
    let said = [
        need(Reason::Untold, Kind::Advice, "three colours before the rush", odile),
        need(Reason::Late, Kind::Action, "Write both paths as two Tuesdays", None),
        need(Reason::ThirdMeeting, Kind::Mentorship, "Flow", odile),
        need(Reason::PersonQuiet, Kind::Person, "Aurel Banks", None),
        need(Reason::IntroductionQuiet, Kind::Introduction, "Greta on slots", Some("Greta Osei")),
        need(Reason::Comment, Kind::Feedback, "Who asked for it?", odile),
        need(Reason::Untold, Kind::Advice, "x", None),
    ]
    .map(|need| need.sentence());
    assert_eq!(
        said,
        [
            "Tell Odile what became of “three colours before the rush”",
            "Write both paths as two Tuesdays",
            "Send Odile a date for a third talk",
            "Write Aurel Banks two lines",
            "Ask how the introduction to Greta Osei goes, or let it rest",
            "Answer Odile: “Who asked for it?”",
            "Tell them what became of “x”",
        ]
    );
}
