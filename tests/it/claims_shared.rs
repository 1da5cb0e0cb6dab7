//! Rows of the claims about what a mentor is handed, each as a run that reads like its check. The list of rows is in `claims.rs`.

use serde_json::{Value, json};

use crate::world::World;

/// What leaves for Odile, as a text; a word of two fields is explained in it.
fn handed(world: &World) -> String {
    let _ = world.run(&["share", "odile", "--format", "text", "--yes", "--out", "share.txt"]).ok();
    world.read("share.txt")
}

/// A journal with one mentor, one word, and a question that uses it.
fn with_a_word() -> World {
    let world = World::new();
    for args in [
        &["profile", "add", "Noor", "--home-industry", "logistics & transport"][..],
        &["person", "add", "Odile Varga", "--industry", "healthcare"],
        &["mentorship", "add", "Flow", "--person", "odile", "--state", "active"],
        &["question", "add", "Why does dwell grow on Mondays?", "--for", "odile", "--visibility", "mentors"],
        &["term", "add", "Dwell", "--plain", "A truck stands without being worked on", "--visibility", "mentors"],
    ] {
        let _ = world.run(args).ok();
    }
    world
}

#[test]
fn claim_28_words_of_my_glossary_get_a_mark_in_what_is_shared() {
    let world = with_a_word();
    assert!(handed(&world).contains("Why does dwell [1] grow on Mondays?"), "{}", world.read("share.txt"));
    // In the brief it has a star and stands explained below.
    let _ = world.run(&["meeting", "add", "Next", "--people=odile", "--at=tomorrow 14:00"]).ok();
    let brief = world.run(&["brief", "odile"]).ok().stdout().to_owned();
    for words in ["Why does dwell* grow on Mondays?", "- Dwell*: A truck stands without being worked on"] {
        assert!(brief.contains(words), "{words}\n{brief}");
    }
    let _ = world.run(&["term", "delete", "dwell"]).ok();
    let _ = world.run(&["share", "odile", "--format", "text", "--yes", "--out", "plain.txt"]).ok();
    assert!(world.read("plain.txt").contains("Why does dwell grow on Mondays?"), "{}", world.read("plain.txt"));
}

#[test]
fn claim_39_each_marked_word_has_its_footnote_where_a_mentor_opens_the_share() {
    for world in [with_a_word(), World::demo()] {
        let text = handed(&world);
        // Every `[n]` in a text is explained once, under a heading of its own.
        let marks: Vec<usize> = text
            .split('[')
            .skip(1)
            .filter_map(|rest| rest.split_once(']').and_then(|(number, _)| number.parse().ok()))
            .collect();
        let most = marks.iter().copied().max().unwrap_or(0);
        assert!(most > 0 && marks.len() > most, "words are marked where they stand, too: {marks:?}");
        for number in 1..=most {
            let heading = format!("### [{number}] ");
            assert_eq!(text.matches(&heading).count(), 1, "{heading}\n{text}");
            let under = text.split(&heading).nth(1).and_then(|rest| rest.split("###").next()).unwrap_or_default();
            assert!(under.contains("- In plain words: "), "{heading}{under}");
        }
        let _ = world.run(&["share", "odile", "--yes", "--out", "share.html"]).ok();
        assert!(world.read("share.html").contains("In plain words"), "and in the page that they open");
    }
}

#[test]
fn claim_55_what_a_mentor_is_handed_opens_with_a_guide_of_forty_lines_at_most() {
    let text = handed(&World::demo());
    let (_, after) = text.split_once("## Before you read").expect("the guide");
    assert_eq!(text.find("\n## "), text.find("\n## Before you read"), "it comes before everything else");
    let (guide, _) = after.split_once("\n## ").expect("what is shared comes after it");
    assert!(guide.lines().count() < 40, "{} lines", guide.lines().count());
    for part in ["How to read it", "How to answer", "Six good questions", "situation", "behaviour"] {
        assert!(guide.to_lowercase().contains(&part.to_lowercase()), "{part}\n{guide}");
    }
    let questions = guide.split("Six good questions").nth(1).unwrap_or_default();
    assert_eq!(
        questions.lines().take_while(|line| !line.starts_with("### ")).filter(|line| line.contains('?')).count(),
        6
    );
}

#[test]
fn claim_85_a_reply_may_hold_what_the_mentor_learned_and_need_not() {
    for own in [Some("I wait longer before I answer"), None] {
        let world = World::demo();
        let look = "Latest look with Odile";
        let _ = world.run(&["share", "odile", "--only", look, "--yes", "--out", "half.html"]).ok();
        assert!(world.read("half.html").contains("Your own line"), "it is asked for");
        let share = world.run(&["--json", "share", "list"]).ok().json()[0].clone();
        let name = share["items"][0]["item"].as_str().expect("its item").to_owned();
        let item = |part: &str, kind: &str, text: &str, rating: Value| json!({"item": format!("{name}.{part}"), "kind": kind, "text": text, "rating": rating, "due": null});
        let mut items = vec![item("1", "rating", "", json!(4))];
        items.extend(own.map(|own| item("own", "comment", own, Value::Null)));
        let reply = json!({"format": "mentee-reply", "version": 1, "share": share["share"], "by": "Odile Varga",
            "made": "2025-10-02T18:00:00Z", "overall": "", "items": items});
        world.write("r.json", &reply.to_string());
        let _ = world.run(&["reply", "r.json", "--yes"]).ok();
        let _ = world.run(&["reply", "accept", "Their marks"]).ok();
        let after = world.run(&["--json", "evaluation", "show", look]).ok().json();
        assert_eq!(after["own_line"], json!(own));
    }
}
