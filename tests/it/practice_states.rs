//! The states that the demo journal does not have, on a journal made for them: each is shown with its word, and nothing
//! about any of them judges.

use mentee::domain::{Kind, Type};
use serde_json::Value;

use crate::states;

#[test]
fn every_state_of_every_kind_can_be_listed_and_shown() {
    let world = states::world();
    for kind in Kind::ALL {
        let spec = kind.spec();
        let Some(Type::Choice(words)) = spec.field("state").map(|field| field.ty) else { continue };
        for word in words {
            let found = world.run(&[&spec.command(), "list", "--state", word, "--json"]).ok().json();
            let named = format!("A {} that is {word}", spec.label);
            let listed = found.as_array().expect("a list").iter().any(|record| record["title"] == named.as_str());
            assert!(listed, "{named}: {found}");
        }
        let page = world.run(&[&spec.command(), "show", &format!("A {} that is {}", spec.label, words[0])]).ok();
        assert!(page.stdout().contains(words[0]), "{}", page.stdout());
    }
}

#[test]
fn every_word_of_a_pace_is_said() {
    let world = states::world();
    for word in ["ahead", "on course", "slipping", "behind", "quiet", "past date", "just started"] {
        let goal = world.run(&["goal", "show", &format!("Goal: {word}"), "--json"]).ok().json();
        assert_eq!(goal["pace"]["word"], word, "{goal}");
        let page = world.run(&["goal", "show", &format!("Goal: {word}"), "--explain"]).ok();
        assert!(page.stdout().contains("expected"), "{}", page.stdout());
    }
}

#[test]
fn every_word_of_a_rhythm_is_said_and_the_third_meeting_is_asked_for() {
    let world = states::world();
    for (name, word) in [("Stella", "steady"), ("Thea", "thin"), ("Quentin", "quiet")] {
        let page = world.run(&["mentorship", "show", &format!("{name} talk month")]).ok();
        assert!(page.stdout().contains(word), "{}", page.stdout());
    }
    let today = world.run(&["today", "--json"]).ok().json();
    let to_do = |title: &str| -> Option<String> {
        let needs = today["needs_you"].as_array().expect("needs");
        let need = needs.iter().find(|need| need["title"].as_str().is_some_and(|text| text.starts_with(title)))?;
        need["to_do"].as_str().map(str::to_owned)
    };
    assert_eq!(to_do("Tess Third").as_deref(), Some("Send Tess a date for a third talk"));
    assert_eq!(to_do("Quentin Quiet").as_deref(), Some("Write Quentin two lines and a date"));
    assert_eq!(to_do("Stella Steady"), None);
}

#[test]
fn the_stage_of_a_mentorship_chooses_the_question() {
    let world = states::world();
    let stage = |name: &str| -> Value {
        world.run(&["question", "suggest", "--for", name, "--limit=1", "--json"]).ok().json()[0]["stage"].clone()
    };
    assert_eq!(stage("Ada Anyone"), "close", "the last that lives is winding down");
    assert_eq!(stage("Tess Third"), "early");
    assert_eq!(stage("Stella Steady"), "mid");
    assert_eq!(stage("Wynn Winding"), "close");
}

#[test]
fn nothing_judges() {
    let world = states::world();
    let pages = [&["today"][..], &["today", "--unfinished"], &["goal", "list"], &["progress"]];
    for args in pages {
        let page = world.run(args).ok();
        let text = page.stdout().to_lowercase();
        for word in
            ["fail", "streak", "missed", "overdue!", "only ", "worst", "score", "should have", "behind schedule"]
        {
            assert!(!text.contains(word), "“{word}” in mentee {}:\n{}", args.join(" "), page.stdout());
        }
    }
}
