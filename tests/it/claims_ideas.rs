//! Rows of the claims about ideas, choices and paths, each as a run that reads like its check. The list of rows is in `claims.rs`.

use crate::world::World;

#[test]
fn claim_30_an_adopted_idea_without_its_result_is_unfinished() {
    let world = World::new();
    let unfinished = |world: &World| world.run(&["today", "--unfinished"]).ok().stdout().to_owned();
    let _ = world.run(&["insight", "add", "Colour the late ones", "--state", "adopted"]).ok();
    assert!(unfinished(&world).contains("Colour the late ones"), "{}", unfinished(&world));
    let _ = world.run(&["insight", "edit", "colour the late", "--verdict", "Seen at once by everybody"]).ok();
    assert!(!unfinished(&world).contains("Colour the late ones"), "{}", unfinished(&world));
}

#[test]
fn claim_36_the_end_of_a_trial_asks_keep_adapt_or_drop() {
    let world = World::new();
    let trial = ["insight", "add", "Huddle at the board", "--state", "trialled", "--trial", "two Mondays"];
    let _ = world.run(&[&trial[..], &["--trial-until", "2026-11-20"]].concat()).ok();
    let page = world.run(&["learning"]).ok();
    assert!(page.stdout().contains("Keep it, change it or drop it, and why?"), "{}", page.stdout());
    let today = world.run(&["today"]).ok();
    assert!(today.stdout().contains("Huddle at the board"), "{}", today.stdout());
}

#[test]
fn claim_37_risks_say_who_named_them() {
    let choice = World::demo().run(&["decision", "show", "six months at the bed-flow"]).ok().stdout().to_owned();
    assert!(choice.contains("The lead post is filled while I am away · Marek Duval"), "{choice}");
}

#[test]
fn claim_47_a_gap_is_what_is_asked_less_what_i_have() {
    let path = World::demo().run(&["path", "show", "Lead analyst at Larkfield"]).ok().stdout().to_owned();
    assert!(path.contains("3 asked, 2 yours: one to go") && path.contains("4 asked, 4 yours: there"), "{path}");
}

#[test]
fn claim_48_what_had_to_change_is_told() {
    let idea = World::demo().run(&["insight", "show", "what surprised you"]).ok().stdout().to_owned();
    assert!(idea.contains("what had to change") && idea.contains("Asked in writing before"), "{idea}");
}

#[test]
fn claim_49_two_ideas_of_different_fields_with_two_tags_are_a_pair() {
    let world = World::new();
    let pairs = |world: &World| world.run(&["learning"]).ok().stdout().contains("TWO FIELDS, ONE THEME");
    let _ = world.run(&["insight", "add", "Board one", "--industry", "healthcare", "--tags", "flow,board"]).ok();
    let _ = world.run(&["insight", "add", "Board two", "--industry", "healthcare", "--tags", "flow,board"]).ok();
    let _ = world.run(&["insight", "add", "Board three", "--industry", "design", "--tags", "flow"]).ok();
    assert!(!pairs(&world), "one field, or one tag, is no pair");
    let _ = world.run(&["insight", "edit", "board three", "--tags", "flow,board"]).ok();
    assert!(pairs(&world));
}

/// The decisions that others changed are counted in the review of their quarter, beside the quarter before.
#[test]
fn claim_27_the_quarter_counts_the_decisions_that_others_changed() {
    let world = World::new().at("2026-08-05T09:00:00Z");
    let decide = |world: &World, title: &str, changed: &str| {
        let _ = world.run(&["decision", "add", title, "--choice", "Go", "--changed", changed]).ok();
    };
    decide(&world, "Board first", "yes, one ward first");
    let world = world.at("2026-11-05T09:00:00Z");
    for (title, changed) in [("Six months", "yes, three"), ("Two pilots", "one, said Odile"), ("Stay", "no")] {
        decide(&world, title, changed);
    }
    let json = world.run(&["progress", "--json"]).ok().json();
    let counts = |of: &serde_json::Value| (of["decisions"].as_u64(), of["decisions_changed"].as_u64());
    assert_eq!(counts(&json["learning"]), (Some(3), Some(2)));
    assert_eq!(counts(&json["before"]["learning"]), (Some(1), Some(1)));
    let text = world.run(&["progress", "--period", "2026-Q4"]).ok();
    assert!(text.stdout().contains("3 decisions · 2 changed by others"), "{}", text.stdout());
    assert!(text.stdout().contains("changed by others · before: 1 of 1"), "the quarter before: {}", text.stdout());
    let _ = world.run(&["progress", "--html", "quarter.html"]).ok();
    let page = std::fs::read_to_string(world.path("quarter.html")).expect("the page");
    assert!(page.contains("changed by others"), "{page}");
}

/// A need for which nobody of another industry is known is marked, and says whom to ask; one with somebody is not.
#[test]
fn claim_35_a_need_without_anybody_from_another_industry_is_marked() {
    let world = World::new();
    let _ = world.run(&["profile", "add", "Noor", "--home-industry", "logistics & transport"]).ok();
    for (name, industry, helps) in
        [("Carla Nyberg", "logistics & transport", "night planning"), ("Odile Varga", "healthcare", "bed flow")]
    {
        let _ = world.run(&["person", "add", name, "--industry", industry, "--helps-with", helps]).ok();
        let _ = world.run(&["person", "touch", name]).ok();
    }
    let _ = world.run(&["goal", "add", "Rebuild the night planning", "--state", "active"]).ok();
    let _ = world.run(&["obstacle", "add", "Nobody reads a balance sheet here"]).ok();
    let marks = |world: &World| {
        let page = world.run(&["network", "--json"]).ok().json();
        let row = |row: &serde_json::Value| (row["title"].to_string(), row["mark"].to_string());
        page["missing"].as_array().expect("a list").iter().map(row).collect::<Vec<_>>()
    };
    let said = |title: &str, mark: &str| (format!("\"{title}\""), format!("\"{mark}\""));
    let nobody = said("Nobody reads a balance sheet here", "nobody yet");
    assert_eq!(marks(&world), [said("Rebuild the night planning", "only from your own field"), nobody.clone()]);
    let page = world.run(&["network"]).ok();
    for words in ["only from your own field", "nobody yet", "Odile Varga (healthcare) looks at it from outside"] {
        assert!(page.stdout().contains(words), "{words}\n{}", page.stdout());
    }
    let who = world.run(&["who", "rebuild the night planning"]).ok();
    assert!(who.stdout().contains("only from your own field\n  Odile Varga (healthcare)"), "{}", who.stdout());
    // A mentor from another industry who is at it with me is somebody.
    let _ = world.run(&["mentorship", "add", "Flow", "--person", "odile", "--state", "active"]).ok();
    let _ = world.run(&["goal", "edit", "rebuild the night planning", "--mentorships", "flow"]).ok();
    assert_eq!(marks(&world), [nobody]);
    let who = world.run(&["who", "rebuild the night planning"]).ok();
    assert!(!who.stdout().contains("only from your own field"), "{}", who.stdout());
}

/// On the screen one key lists just those; the words of the filter can be kept, and are run from the command line.
#[test]
fn claim_4_the_screen_lists_just_the_ideas_that_challenged_an_assumption() {
    let (store, now) = crate::pictures::journal();
    let insights = World::demo().run(&["insight", "list", "--json"]).ok().json();
    let all = insights.as_array().expect("a list");
    let challenged = all.iter().filter(|insight| insight["assumption"].as_str().is_some_and(|text| !text.is_empty()));
    let challenged = challenged.count();
    assert!(challenged > 0 && challenged < all.len(), "{challenged} of {}", all.len());
    let heading = |keys: &str| {
        let frame = crate::frames::frame(&store, now, (120, 40), keys);
        frame.lines().find(|line| line.contains("INSIGHTS")).unwrap_or(&frame).to_owned()
    };
    assert!(heading("6").contains(&all.len().to_string()), "{}", heading("6"));
    let only = heading("6 b");
    assert!(only.contains("/has:assumption") && only.contains(&challenged.to_string()), "{only}");
    let typed = "6 / h a s : a s s u m p t i o n Enter";
    assert_eq!(heading(typed), only, "and so do the words");
    assert!(!heading("6 b Esc").contains("/has:"), "Esc lists all again");
    let world = World::demo();
    let _ = world.run(&["filter", "keep", "challenged", "--key", "M-1", "in:insight", "has:assumption"]).ok();
    let run = world.run(&["filter", "challenged", "--json"]).ok().json();
    assert_eq!(run.as_array().map(Vec::len), Some(challenged));
    let without = world.run(&["filter", "keep", "accepted", "--key", "M-2", "in:insight", "no:assumption"]).ok();
    drop(without);
    let rest = world.run(&["filter", "accepted", "--json"]).ok().json();
    assert_eq!(rest.as_array().map(Vec::len), Some(all.len() - challenged));
}
