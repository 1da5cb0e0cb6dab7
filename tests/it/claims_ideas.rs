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
