//! Search with filters: as words and as flags, with words to look for and without.

use serde_json::Value;

use crate::world::World;

fn hits(world: &World, args: &[&str]) -> Vec<Value> {
    let args: Vec<_> = ["search", "--json"].iter().chain(args).copied().collect();
    world.run(&args).ok().json().as_array().cloned().unwrap_or_default()
}

#[test]
fn words_and_flags_narrow_alike() {
    let world = World::demo();
    let all = hits(&world, &["board", "--limit", "1000"]);
    assert!(all.len() > 3, "the demo speaks of boards");
    for (words, flags) in [
        ("kind:action", &["--kind", "action"][..]),
        ("since:2025-06", &["--since", "2025-06-01"]),
        ("person:\"Odile Varga\"", &["--person", "Odile Varga"]),
        ("kind:insight since:2025", &["--kind", "insight", "--since", "2025-01-01"]),
    ] {
        let by_words = hits(&world, &[&format!("{words} board"), "--limit", "1000"]);
        let by_flags: Vec<_> = flags.iter().copied().chain(["board", "--limit", "1000"]).collect();
        assert_eq!(by_words, hits(&world, &by_flags), "{words}");
        assert!(by_words.len() < all.len() && by_words.iter().all(|hit| all.contains(hit)), "{words}");
    }
    let recent = hits(&world, &["board since:2025-06", "--limit", "1000"]);
    assert!(recent.iter().all(|hit| hit["at"].as_str() >= Some("2025-06-01")) && !recent.is_empty());
}

#[test]
fn filters_alone_find_all_they_let_through() {
    let world = World::demo();
    let count = |kind: &str| world.run(&[kind, "list", "--json"]).ok().json().as_array().map(Vec::len);
    assert_eq!(Some(hits(&world, &["kind:term", "--limit", "1000"]).len()), count("term"));
    let with = hits(&world, &["person:ruben kind:meeting", "--limit", "1000"]);
    assert!(!with.is_empty() && with.iter().all(|hit| hit["kind"] == "meeting"), "{with:?}");
    assert_eq!(hits(&world, &["since:2199"]), Vec::<Value>::new());
    // What is no filter is looked for as it stands, and nobody is guessed.
    assert_eq!(hits(&world, &["kind:nonsense"]), Vec::<Value>::new());
    world.run(&["search", "person:nobody", "board"]).fails(3).says("nobody");
}
