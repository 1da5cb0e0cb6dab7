//! A look-back and a letter as files: from only what the reader may see, and known to the register.

use serde_json::json;

use crate::world::World;

#[test]
fn a_look_back_is_written_from_what_they_may_see() {
    let world = World::demo();
    let _ = world.run(&["goal", "edit", "Cut weekly replanning", "--visibility", "private"]).ok();
    let all = world.run(&["mentorship", "look-back", "odile"]).ok();
    assert!(all.stdout().contains("Weekly replanning") || all.stdout().contains("Cut weekly"), "{}", all.stdout());
    let told = world.run(&["mentorship", "look-back", "odile", "--out", "back.html", "--html"]).ok();
    assert!(told.stdout().contains("Written to back.html"), "{}", told.stdout());
    let page = world.read("back.html");
    assert!(page.contains("<h1>Looking back with Odile Varga</h1>"), "{page}");
    for part in ["Cut weekly", "Weekly replanning", "<script", "://"] {
        assert!(!page.contains(part), "{part}");
    }
    assert!(page.contains("default-src 'none'"));
    let _ = world.run(&["mentorship", "look-back", "odile", "--out", "back.md"]).ok();
    assert!(world.read("back.md").starts_with("# Looking back with Odile Varga"));
    world.run(&["mentorship", "look-back", "odile", "--out", "back.md"]).fails(1).says("back.md");
    world.run(&["mentorship", "look-back", "odile", "--html"]).fails(2).says("--out");
    let register = world.run(&["--json", "share", "list"]).ok().json();
    let told: Vec<_> = register.as_array().expect("a list").iter().map(|one| (&one["format"], &one["file"])).collect();
    assert_eq!(told, [(&json!("look-back"), &json!("back.md")), (&json!("look-back"), &json!("back.html"))]);
    // The next share follows the last share, not a letter.
    let share = world.run(&["--json", "share", "odile", "--since", "last"]).ok().json();
    assert!(share["items"].as_array().is_some_and(|items| items.len() > 20), "{share}");
}

#[test]
fn a_letter_is_written_from_what_they_may_see() {
    let world = World::demo();
    let all = world.run(&["letter", "impact", "odile"]).ok();
    let _ = world.run(&["letter", "impact", "odile", "--out", "one.md"]).ok();
    let advice = world.run(&["--json", "advice", "list", "--by", "odile"]).ok().json();
    for one in advice.as_array().expect("a list") {
        let id = one["id"].as_str().expect("an id");
        let _ = world.run(&["advice", "edit", id, "--visibility", "private"]).ok();
    }
    let _ = world.run(&["letter", "impact", "odile", "--out", "two.html", "--html"]).ok();
    let (before, after) = (world.read("one.md"), world.read("two.html"));
    let titles: Vec<&str> = advice.as_array().expect("a list").iter().filter_map(|one| one["title"].as_str()).collect();
    assert!(titles.iter().any(|title| all.stdout().contains(title)), "{}", all.stdout());
    assert!(titles.iter().any(|title| before.contains(title)), "{before}");
    assert!(!titles.iter().any(|title| after.contains(title)), "{after}");
    let register = world.run(&["share", "list"]).ok();
    assert!(register.stdout().contains("letter") && register.stdout().contains("two.html"), "{}", register.stdout());
}
