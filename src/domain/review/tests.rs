//! A review by its rules: what is asked, what counts, what its record says.

use super::*;
use crate::domain::guide::{heard, presets};
use crate::domain::time::{Zone, read_day, read_instant};

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("now"), Zone::UTC)
}

fn id(n: u128) -> Id {
    Id::from_bytes(&(0x0192_0000_0000_7000_8000_0000_0000_0000_u128 + n).to_be_bytes()).expect("an id")
}

fn review() -> Review {
    let lead = Look {
        actual: Some(0.6),
        expected: Some(0.827),
        value: "3/5".to_owned(),
        word: "slipping".to_owned(),
        finish: Some("if it goes on like the last 4 check-ins: 27 Dec (1 Dec to 6 Feb)".to_owned()),
        due: read_day("2025-10-31"),
        confidence: Some(5),
        ..Look::of(id(1), "Lead analyst application".to_owned())
    };
    let hours = Look { open: false, word: "achieved".to_owned(), ..Look::of(id(2), "Replanning".to_owned()) };
    Review {
        goals: vec![lead, hours],
        obstacles: [vec![("The night desk is not asked".to_owned(), 12)], Vec::new(), Vec::new()],
        mine: vec!["Send the job descriptions".to_owned()],
        ..Review::of(id(9), id(8), "Odile Varga".to_owned())
    }
}

fn said(pairs: &[(u128, &str, &str)]) -> Said {
    pairs.iter().map(|(goal, what, text)| (name(id(*goal), what), (*text).to_owned())).collect()
}

#[test]
fn each_goal_is_asked_three_questions_and_one_choice() {
    let steps = steps(&review(), &now());
    assert_eq!(steps.len(), 4, "the table, two goals, the rest");
    let asks: Vec<&str> = steps[1].questions.iter().map(|question| question.asks.as_str()).collect();
    assert_eq!(asks[..3], ["What moved it?", "What is in the way?", "What would you change?"]);
    let choices = |step: &Step| match &step.questions[6].wanted {
        Wanted::Choice(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    assert_eq!(choices(&steps[1]), ["keep", "reshape", "pause", "drop", "celebrate"]);
    assert_eq!(choices(&steps[2]), ["celebrate"], "what is reached is only celebrated");
    let table: Vec<String> = steps[0].told.iter().map(Told::text).collect();
    assert!(table.iter().any(|line| line == "Lead analyst application  3/5: slipping, 60 % done, 83 % expected"));
    let rest: Vec<String> = steps[3].told.iter().map(Told::text).collect();
    assert_eq!(rest[..2], ["In the way now", "The night desk is not asked · open for 12 days"]);
    assert!(presets(&steps).is_empty(), "no rating is put into anybody's mouth");
}

#[test]
fn what_was_said_becomes_verdicts_and_a_record() {
    let review = review();
    let all = said(&[
        (1, "moved", "the steering group liked the cases"),
        (1, "way", "the path question"),
        (1, "sure", "6"),
        (1, "rating", "4"),
        (1, "choice", "reshape"),
        (1, "due", "15 dec"),
        (1, "reason", "not asked"),
        (2, "choice", "celebrate"),
    ]);
    let counts = heard(&steps(&review, &now()), &all, &now()).expect("answers");
    let reviewed = read(&review, &counts, &now());
    let [lead, hours] = reviewed.goals.as_slice() else { panic!("{reviewed:?}") };
    assert_eq!((lead.choice, lead.due, lead.rating), (Some(Choice::Reshape), read_day("2025-12-15"), Some(4)));
    assert_eq!(lead.reason, None, "a reason is asked of what is let go");
    assert_eq!(hours.choice, Some(Choice::Celebrate));
    insta::assert_snapshot!(told(&review, &reviewed, &now()), @r"
    - Lead analyst application (3/5, slipping): reshape
      - moved from Fri 31 Oct to Mon 15 Dec
      - Moved it: the steering group liked the cases
      - In the way: the path question
      - Sure: 6 of 10
      - Odile said 4 of 5
    - Replanning (achieved): celebrate
    ");
}

#[test]
fn nothing_said_is_no_verdict() {
    let names: Vec<String> = steps(&review(), &now())[1].questions.iter().map(|asked| asked.name.clone()).collect();
    assert_eq!(names, ASKED.map(|what| name(id(1), what)));
    let reviewed = read(&review(), &Said::new(), &now());
    assert_eq!((reviewed.goals.len(), reviewed.line), (0, None));
    assert_eq!(steps(&Review::of(id(9), id(8), String::new()), &now()).len(), 2);
    assert!(Choice::ALL.into_iter().all(|choice| Choice::read(choice.word()) == Some(choice)));
}
