//! Filters under a name and a key, from the command line: kept in the settings file, refused where the key means something.

use serde_json::json;

use crate::world::World;

#[test]
fn a_filter_is_kept_listed_run_and_let_go() {
    let world = World::demo();
    let _ = world.run(&["filter", "keep", "Odile's promises", "--key", "M-1", "in:action", "odile"]).ok();
    let _ = world.run(&["filter", "keep", "quiet", "--key", "F9", "kind:insight", "quiet", "desk"]).ok();
    let listed = world.run(&["filter", "--json"]).ok().json();
    assert_eq!(
        listed,
        json!([
            {"name": "odile-s-promises", "key": "M-1", "words": "in:action odile"},
            {"name": "quiet", "key": "F9", "words": "kind:insight quiet desk"},
        ])
    );
    let run = world.run(&["filter", "odile-s-promises", "--json"]).ok().json();
    let rows = run.as_array().expect("rows");
    assert!(!rows.is_empty() && rows.iter().all(|row| row["kind"] == "action"), "{run}");
    assert!(world.run(&["filter", "quiet"]).ok().stdout().contains("Let the quiet desk speak first"));
    assert!(
        world.run(&["keys"]).ok().stdout().contains("  F9              quiet               kind:insight quiet desk")
    );
    let _ = world.run(&["filter", "drop", "quiet"]).ok();
    assert_eq!(world.run(&["filter", "--json"]).ok().json().as_array().map(Vec::len), Some(1));
    let _ = world.run(&["filter", "drop", "quiet"]).fails(3);
}

#[test]
fn a_key_that_means_something_is_refused_in_one_sentence() {
    let world = World::demo();
    let refused = world.run(&["filter", "keep", "mine", "--key", "c", "in:action"]).fails(1);
    assert!(
        refused.stderr().contains("`c` cannot bring up the filter `mine`: it is `capture` already (Everywhere)"),
        "{}",
        refused.stderr()
    );
    assert_eq!(refused.stderr().lines().count(), 1, "{}", refused.stderr());
    let _ = world.run(&["filter", "keep", "mine", "--key", "M-1", "in:action"]).ok();
    let same = world.run(&["filter", "keep", "other", "--key", "M-1", "in:goal"]).fails(1);
    assert!(same.stderr().contains("it is the filter `mine` already"), "{}", same.stderr());
    assert_eq!(world.run(&["filter", "--json"]).ok().json().as_array().map(Vec::len), Some(1), "nothing was changed");
    let _ = world.run(&["filter", "keep", "mine", "--key", "nokey", "in:action"]).fails(1);
    assert_eq!(
        World::new().run(&["filter"]).ok().stdout(),
        "No filter is kept; `mentee filter keep NAME --key M-1 in:action odile` keeps one.\n"
    );
}
