//! The tables of what may leave, and what is built from them.

use super::*;
use crate::domain::Id;
use crate::domain::field::Leaves;
use crate::domain::record::{Record, Visibility};
use crate::domain::time::{Now, Zone, read_instant};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn id(last: u8) -> Id {
    Id::from_bytes(&[last; 16]).expect("an id")
}

fn record(n: u8, kind: Kind, fields: &serde_json::Value) -> Record {
    let mut record = Record::new(id(n), kind, &now());
    record.visibility = Visibility::People(vec![id(1)]);
    for (name, value) in fields.as_object().expect("fields") {
        record.set(name, value.clone());
    }
    record
}

fn made(records: &[Record], scope: &Scope, last: Option<&Last>) -> Built {
    let given = Given {
        share: "s",
        from: "Noor",
        person: id(1),
        to: "Odile",
        mentor: true,
        records,
        stands: &BTreeMap::new(),
        halves: &BTreeSet::from([id(7)]),
        lines: &["I can speak openly.".to_owned(), "It is worth it.".to_owned()],
        scope,
        last,
        now: &now(),
    };
    let mut n = 0;
    build(&given, &mut || {
        n += 1;
        format!("i{n}")
    })
}

#[test]
fn every_kind_but_a_mentors_own_notes_has_one_chapter() {
    for kind in Kind::ALL {
        let chapters = CHAPTERS.iter().filter(|(_, kinds)| kinds.contains(kind)).count();
        assert_eq!(chapters, usize::from(*kind != Kind::Packet), "{}", kind.name());
        let told = kind.spec().fields.iter().any(|field| field.leaves == Leaves::Told);
        assert_eq!(told, *kind != Kind::Packet, "{}", kind.name());
    }
}

#[test]
fn what_is_private_in_its_help_is_kept() {
    for field in Kind::ALL.iter().flat_map(|kind| kind.spec().fields) {
        let says = field.help.to_lowercase();
        if says.ends_with("; private") || says.starts_with("mine alone") {
            assert_eq!(field.leaves, Leaves::Kept, "{}", field.name);
        }
        if says.contains("never leaves in a share unless") {
            assert_eq!(field.leaves, Leaves::Asked, "{}", field.name);
        }
    }
}

#[test]
fn a_title_made_from_names_tells_none() {
    let mut meeting = record(
        2,
        Kind::Meeting,
        &json!({"people": [id(1).to_string(), id(9).to_string()],
        "at": "2025-09-02T14:00:00Z", "notes": "The night desk", "worth": 4}),
    );
    meeting.title = "Meeting with Odile, Ruben".to_owned();
    let share = made(&[meeting], &Scope::default(), None).share;
    assert_eq!(share.items[0].title, "Meeting, 2 Sep 2025");
    let lines: Vec<(&str, &str)> = share.items[0].lines.iter().map(|line| (&*line.label, &*line.text)).collect();
    assert_eq!(lines, [("People", "Odile"), ("Notes", "The night desk")]);
}

#[test]
fn a_thing_hangs_on_its_goal_where_that_leaves_too() {
    let goal = record(2, Kind::Goal, &json!({"title": "Cut replanning", "unit": "h"}));
    let check =
        |n, value| record(n, Kind::CheckIn, &json!({"goal": id(2).to_string(), "date": "2025-09-01", "value": value}));
    let all = [check(3, 14.0), goal, check(4, 11.5)];
    let built = made(&all, &Scope::default(), None);
    let told: Vec<(&str, Option<&str>)> =
        built.share.items.iter().map(|item| (&*item.title, item.under.as_deref())).collect();
    let goal = built.share.items[0].item.clone();
    assert_eq!(told[0], ("Cut replanning", None));
    assert!(told[1..].iter().all(|(title, under)| title.ends_with(" h") && *under == Some(&goal)), "{told:?}");
    assert_eq!(built.share.items[0].chart.as_ref().map(|chart| chart.points.len()), Some(2));
    let alone = made(&all[..1], &Scope::default(), None).share;
    assert_eq!((alone.items[0].title.as_str(), &alone.items[0].under), ("14.0", &None));
}

#[test]
fn what_is_asked_new_or_hidden() {
    let question = record(
        2,
        Kind::Question,
        &json!({"title": "How did she start?", "for": id(1).to_string(), "theme": "network"}),
    );
    let other = record(3, Kind::Question, &json!({"title": "For somebody else", "for": id(9).to_string()}));
    let decision = record(4, Kind::Decision, &json!({"title": "Take it or not", "options": ["yes", "no"]}));
    let all = [question, other, decision];
    let last = Last { made: now().at, had: [id(2)].into() };
    let share = made(&all, &Scope::default(), Some(&last)).share;
    let asked: Vec<&str> = share.asked.iter().map(|asked| &*asked.text).collect();
    assert_eq!(asked, ["Introduce me: How did she start?", "Decide with me: Take it or not"]);
    let news: Vec<&str> = share.items.iter().map(|item| &*item.news).collect();
    assert_eq!(news.iter().filter(|news| **news == "new").count(), 2);
    let scope = Scope { hidden: vec![(id(4), "Options".to_owned())], without: vec![id(3)], ..Scope::default() };
    let share = made(&all, &scope, None).share;
    assert_eq!(share.items.len(), 2);
    assert!(share.items.iter().all(|item| item.lines.iter().all(|line| line.label != "Options")));
    assert!(share.since.is_none() && share.news().next().is_none());
}

#[test]
fn a_thing_named_by_hand_leaves_alone() {
    let mut goal = record(2, Kind::Goal, &json!({"title": "Mine"}));
    goal.visibility = Visibility::Private;
    let shared = record(3, Kind::Goal, &json!({"title": "Ours"}));
    let trash = Record { deleted: Some(now().at), ..record(4, Kind::Goal, &json!({"title": "Gone"})) };
    let all = [goal, shared, trash];
    let titles = |scope: &Scope| -> Vec<String> {
        made(&all, scope, None).share.items.into_iter().map(|item| item.title).collect()
    };
    assert_eq!(titles(&Scope::default()), ["Ours"]);
    assert_eq!(titles(&Scope { only: vec![id(2), id(4)], ..Scope::default() }), ["Mine"]);
    assert!(titles(&Scope { kinds: vec![Kind::Meeting], ..Scope::default() }).is_empty());
    let since = crate::domain::time::read_day("2025-10-01");
    assert!(titles(&Scope { since, ..Scope::default() }).is_empty());
    assert!(titles(&Scope { changed_since: Some(now().at), ..Scope::default() }).is_empty());
}

#[test]
fn an_evaluation_asks_for_their_half_and_keeps_my_marks_unless_asked() {
    let fields = json!({"title": "Third quarter", "mine": [5, 2], "worth": 4, "adjustment": "One SBI a meeting",
                        "needs": [{"text": "Candour", "importance": 4, "met": 2}]});
    let all = [record(7, Kind::Evaluation, &fields), record(8, Kind::Evaluation, &fields)];
    let share = made(&all, &Scope::default(), None).share;
    let half = share.items.iter().find(|item| !item.blanks.is_empty()).expect("a half");
    assert_eq!(half.blanks.len(), 4);
    assert!(half.blanks.iter().all(|blank| blank.item.starts_with(&format!("{}.", half.item))));
    assert_eq!(share.items.iter().filter(|item| !item.blanks.is_empty()).count(), 1, "the other is not with them");
    let asked: Vec<&str> = share.asked.iter().map(|asked| &*asked.text).collect();
    assert_eq!(asked, ["Fill in your half, a mark a line: Third quarter"]);
    let labels = |scope: &Scope| -> Vec<String> {
        made(&all[..1], scope, None).share.items[0].lines.iter().map(|line| line.label.clone()).collect()
    };
    assert_eq!(labels(&Scope::default()), ["Needs", "One adjustment"]);
    let with = Scope { marks: true, ..Scope::default() };
    assert_eq!(labels(&with), ["My marks", "Needs", "Worth the time", "One adjustment"]);
}

#[test]
fn the_words_it_uses_leave_with_it() {
    let mut mine = record(5, Kind::Term, &json!({"title": "boarding"}));
    mine.visibility = Visibility::Private;
    let all = [
        record(2, Kind::Goal, &json!({"title": "Fewer dwells and less boarding"})),
        record(3, Kind::Term, &json!({"title": "dwell", "plain": "the time a truck stands"})),
        record(4, Kind::Term, &json!({"title": "slot", "plain": "a time at the dock"})),
        mine,
    ];
    let titles = |scope: &Scope| -> Vec<String> {
        made(&all, scope, None).share.items.into_iter().map(|item| item.title).collect()
    };
    let goals = Scope { kinds: vec![Kind::Goal], ..Scope::default() };
    assert_eq!(titles(&goals), ["Fewer dwells and less boarding", "dwell"], "and not what it does not use");
    assert_eq!(titles(&Scope { without: vec![id(3)], ..goals }), ["Fewer dwells and less boarding"]);
    assert_eq!(titles(&Scope { only: vec![id(2)], ..Scope::default() }), ["Fewer dwells and less boarding"]);
}
