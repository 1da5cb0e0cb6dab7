//! Sharing: exactly what was looked at leaves, and what comes back only adds.

mod canary;
mod half;
mod handed;
pub(crate) mod laws;

use mentee::domain::share::KIT;
use serde_json::{Value, json};

use crate::world::World;

/// Shares with Odile and gives what the register says of it.
fn shared(world: &World, more: &[&str]) -> Value {
    let mut args = vec!["--json", "share", "odile", "--yes"];
    args.extend(more);
    let _ = world.run(&args).ok();
    world.run(&["--json", "share", "list"]).ok().json()[0].clone()
}

/// The item of a thing in a share.
fn item(share: &Value, title: &str) -> String {
    let items = share["items"].as_array().expect("items");
    let found = items.iter().find(|item| item["title"].as_str().is_some_and(|text| text.starts_with(title)));
    found.unwrap_or_else(|| panic!("no {title} in {share}"))["item"].as_str().expect("a name").to_owned()
}

fn reply(share: &Value, items: &[Value]) -> String {
    json!({"format": "mentee-reply", "version": 1, "share": share["share"], "by": "Odile Varga",
           "made": "2025-10-02T18:00:00Z", "overall": "A good month.", "items": items})
    .to_string()
}

#[test]
fn the_guide_for_a_mentor_fits_a_page() {
    assert!(KIT.lines().count() <= 40, "{} lines", KIT.lines().count());
}

#[test]
fn it_is_looked_at_before_it_is_written() {
    let world = World::demo();
    let shown = world.run(&["share", "odile"]).ok();
    assert!(shown.stdout().contains("## What is asked of you"), "{}", shown.stdout());
    assert!(shown.stdout().contains("Once handed over it cannot be called back."), "{}", shown.stdout());
    assert!(shown.stdout().contains("Nothing was written"), "{}", shown.stdout());
    assert_eq!(world.run(&["--json", "share", "list"]).ok().json(), json!([]));
    let no = world.pipe("n\n", &["share", "odile", "--out", "a.html"]).ok();
    assert!(no.stdout().contains("Nothing was written") && !world.path("a.html").exists());
    let yes = world.pipe("y\n", &["share", "odile", "--out", "a.html"]).ok();
    assert!(yes.stdout().contains("Written to a.html"), "{}", yes.stdout());
    let page = world.read("a.html");
    let private = ["Father's operation", "never-list would feel safe privately", "energy 4"];
    for text in ["What is asked of you", "Cut weekly replanning", "Odile Varga", "Noor Haldane"] {
        assert!(page.contains(text), "{text}");
    }
    for text in private {
        assert!(!page.contains(text), "{text}");
    }
}

#[test]
fn the_register_knows_what_left() {
    let world = World::demo();
    let first = shared(&world, &["--out", "one.html", "--include", "goal,action"]);
    assert_eq!(
        (&first["to"], &first["format"], &first["file"]),
        (&json!("Odile Varga"), &json!("html"), &json!("one.html"))
    );
    assert_eq!(first["replies"], 0);
    let kinds: Vec<&str> =
        first["items"].as_array().expect("items").iter().filter_map(|item| item["kind"].as_str()).collect();
    // The words that they use go along.
    assert!(kinds.iter().all(|kind| ["goal", "action", "term"].contains(kind)) && kinds.len() > 10, "{kinds:?}");
    let names: std::collections::BTreeSet<&str> =
        first["items"].as_array().expect("items").iter().filter_map(|item| item["item"].as_str()).collect();
    assert_eq!(names.len(), kinds.len(), "each has its own name");
    let second = shared(&world, &["--out", "two.html", "--include", "goal,action"]);
    assert!(names.iter().all(|name| !second.to_string().contains(name)), "names are made anew for each share");
    world.run(&["share", "odile", "--since", "last", "--yes"]).fails(1).says("nothing that may leave");
    let _ = world.run(&["action", "edit", "Write both paths", "--visibility", "odile"]).ok();
    let since = world.run(&["--json", "share", "odile", "--since", "last"]).ok().json();
    let fresh = since["items"].as_array().expect("items").iter().filter(|item| item["kind"] != "term");
    assert_eq!(fresh.count(), 1, "{since}");
    let history = world.run(&["--json", "history"]).ok().json();
    assert!(history.to_string().contains("with Odile Varga"), "{history}");
    // What left is not called back by undoing.
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["--json", "share", "list"]).ok().json().as_array().map(Vec::len), Some(2));
}

#[test]
fn nothing_leaves_that_is_not_marked_or_named() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    let _ = world.run(&["person", "add", "Ruben Takeda"]).ok();
    world.run(&["share", "odile", "--yes"]).fails(1).says("nothing is shared with Odile Varga yet");
    world.run(&["share", "nobody", "--yes"]).fails(3).says("no person matches");
    world.run(&["share"]).fails(2).says("say with whom");
    world.run(&["share", "odile", "--format", "pigeon"]).fails(2).says("html, mentee, text");
    world.run(&["share", "odile", "--to", "me@example"]).fails(2).says("is no recipient");
    let _ = world.run(&["goal", "add", "Lead", "a", "team", "--visibility", "ruben"]).ok();
    world.run(&["share", "odile", "--yes"]).fails(1).says("nothing is shared");
    // `mentors` means those with a mentorship.
    let _ = world.run(&["goal", "edit", "Lead", "--visibility", "mentors"]).ok();
    world.run(&["share", "odile", "--yes"]).fails(1).says("nothing is shared");
    let named = world.run(&["share", "odile", "--only", "Lead", "--format", "text", "--yes", "--out", "a.md"]).ok();
    assert!(named.stdout().contains("Lead a team"), "{}", named.stdout());
    assert!(world.read("a.md").contains("## How to answer"));
    let goal = world.run(&["--json", "goal", "show", "Lead"]).ok().json();
    assert_eq!(goal["visibility"], "mentors", "naming a thing once does not mark it");
    world.run(&["share", "odile", "--only", "Lead", "--yes", "--out", "a.md"]).fails(1).says("is there already");
    assert_eq!(world.run(&["--json", "share", "list"]).ok().json().as_array().map(Vec::len), Some(1));
}

#[test]
fn how_to_reach_people_stays_unless_it_is_asked_for() {
    let world = World::new();
    let _ = world.run(&["person", "add", "Odile Varga"]).ok();
    let _ = world
        .run(&[
            "person",
            "add",
            "Mirela Stan",
            "--email",
            "mirela@example.org",
            "--notes",
            "met once",
            "--visibility",
            "odile",
        ])
        .ok();
    let plain = world.run(&["share", "odile"]).ok();
    assert!(plain.stdout().contains("Mirela Stan"));
    assert!(!plain.stdout().contains("example.org") && !plain.stdout().contains("met once"), "{}", plain.stdout());
    let asked = world.run(&["share", "odile", "--contacts"]).ok();
    assert!(asked.stdout().contains("mirela@example.org") && !asked.stdout().contains("met once"));
}

#[test]
fn what_is_personal_is_private_whatever_holds_for_its_kind() {
    let world = World::new().config("[visibility]\nobstacle = \"mentors\"\n");
    let of = |args: &[&str]| world.run(args).ok().json()["visibility"].clone();
    assert_eq!(of(&["--json", "obstacle", "add", "The night desk"]), "mentors");
    assert_eq!(of(&["--json", "obstacle", "add", "At home", "--area", "personal"]), "private");
    assert_eq!(of(&["--json", "obstacle", "add", "Said", "--area", "personal", "--visibility", "mentors"]), "mentors");
}

#[test]
fn a_reply_comes_home_as_proposals() {
    let world = World::demo();
    let share = shared(&world, &["--out", "one.html"]);
    let goal = item(&share, "Finish 5 steps");
    let text = reply(
        &share,
        &[
            json!({"item": goal, "kind": "rating", "text": "", "rating": 4, "due": null}),
            json!({"item": goal, "kind": "action", "text": "Send me both texts side by side", "rating": null, "due": "2025-10-10"}),
            json!({"item": goal, "kind": "person", "text": "Tomas Ek, planner: he has done both", "rating": null, "due": null}),
            json!({"item": goal, "kind": "question", "text": "What are you not saying?", "rating": null, "due": null}),
            json!({"item": "0000000000", "kind": "comment", "text": "I know", "rating": null, "due": null}),
            json!({"item": goal, "kind": "hug", "text": "x"}),
        ],
    );
    world.write("r.mentee-reply.json", &text);
    let before = world.run(&["export"]).ok();
    let looked = world.run(&["reply", "r.mentee-reply.json"]).ok();
    assert!(looked.stdout().contains("suggests an action: Send me both texts side by side, by 2025-10-10"));
    assert!(looked.stdout().contains("skipped: 1 about something that was not shared"), "{}", looked.stdout());
    assert_eq!(world.run(&["export"]).ok().stdout(), before.stdout(), "to look changes nothing");
    let taken = world.run(&["reply", "r.mentee-reply.json", "--yes"]).ok();
    assert!(taken.stdout().contains("Taken in: 5 proposals from Odile Varga."), "{}", taken.stdout());
    let history = world.run(&["--json", "history"]).ok().json();
    assert_eq!(history[0]["origin"], "reply:Odile Varga");
    assert_eq!(world.run(&["--json", "share", "list"]).ok().json()[0]["replies"], 1);
    let again = world.run(&["reply", "r.mentee-reply.json", "--yes"]).ok();
    assert!(again.stdout().contains("Nothing new"), "{}", again.stdout());
    assert_eq!(world.run(&["--json", "share", "list"]).ok().json()[0]["replies"], 1);
    let rated = world.run(&["--json", "check-in", "list", "--source", "mentor"]).ok().json();
    assert!(rated.as_array().expect("a list").iter().any(|one| one["rating"] == 4), "{rated}");
    let inbox = world.run(&["--json", "reply", "list"]).ok().json();
    let kinds: Vec<&str> = inbox.as_array().expect("a list").iter().filter_map(|one| one["kind"].as_str()).collect();
    // One question of the demo has waited since September.
    assert_eq!(kinds.len(), 5, "{inbox}");
    let today = world.run(&["today"]).ok();
    assert!(today.stdout().contains("What are you not saying?"), "{}", today.stdout());

    let taken = world.run(&["--json", "reply", "accept", "Send me both texts"]).ok().json();
    assert_eq!(taken["state"], "accepted");
    let action = &taken["made"][0];
    assert_eq!((&action["title"], &action["due"]), (&json!("Send me both texts side by side"), &json!("2025-10-10")));
    assert_eq!(action["from"], taken["id"], "it says where it came from");
    assert_eq!(action["goal"], taken["about"]["id"]);
    let twice = world.run(&["--json", "reply", "accept", "Send me both texts"]).ok().json();
    assert_eq!(twice["made"], json!([]));
    let person = world.run(&["--json", "reply", "accept", "Tomas Ek"]).ok().json();
    assert_eq!((&person["made"][0]["name"], &person["made"][1]["kind"]), (&json!("Tomas Ek"), &json!("introduction")));
    assert_eq!(person["made"][1]["target"], person["made"][0]["id"]);
    let answer = world.run(&["reply", "answer", "What are you not saying", "That I want to stay"]).ok();
    assert!(answer.stdout().contains("Answered"), "{}", answer.stdout());
    let _ = world.run(&["reply", "set-aside", "A good month"]).ok();
    assert_eq!(world.run(&["--json", "reply", "list"]).ok().json().as_array().map(Vec::len), Some(1));
    world.run(&["reply", "accept", "You list what you carried"]).fails(1).says("did not come with a reply");
}

#[test]
fn a_reply_is_taken_back_as_one() {
    let world = World::demo();
    let share = shared(&world, &["--out", "one.html"]);
    let goal = item(&share, "Finish 5 steps");
    world.write(
        "r.json",
        &reply(&share, &[json!({"item": goal, "kind": "praise", "text": "It made the number honest"})]),
    );
    let before = world.run(&["export"]).ok();
    let _ = world.run(&["reply", "r.json", "--yes"]).ok();
    assert_ne!(world.run(&["export"]).ok().stdout(), before.stdout());
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["export"]).ok().stdout(), before.stdout());
    assert_eq!(world.run(&["--json", "share", "list"]).ok().json()[0]["replies"], 0);
    let _ = world.run(&["reply", "r.json", "--yes"]).ok();
    assert_eq!(world.run(&["--json", "share", "list"]).ok().json()[0]["replies"], 1);
}

#[test]
fn a_reply_that_is_off_changes_nothing_and_says_why() {
    let world = World::demo();
    let share = shared(&world, &["--out", "one.html"]);
    let sound = reply(&share, &[]);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let before = world.run(&["export"]).ok();
    for (text, says) in [
        (String::new(), "cut short"),
        (sound[..sound.len() / 2].to_owned(), "cut short"),
        ("Dear Noor".to_owned(), "no JSON at line 1"),
        ("[]".to_owned(), "no reply to a share"),
        (sound.replace("mentee-reply", "mentee-journal"), "its format is another"),
        (sound.replace("\"version\":1", "\"version\":2"), "made by a newer mentee (its format is 2"),
        (sound.replace(share["share"].as_str().expect("a name"), "elsewhere"), "this journal did not make"),
        (sound.replace("\"items\":[]", &format!("\"items\":{deep}")), "nested too deep"),
        (sound.replace("\"items\":[]", "\"items\":[],\"more\":1"), "unknown field"),
        (" ".repeat(4 * 1024 * 1024 + 1), "larger than 4 MiB"),
    ] {
        world.write("off.json", &text);
        let failure = world.run(&["reply", "off.json", "--yes"]).fails(1);
        failure.says(says);
        assert_eq!(failure.stderr().lines().count(), 1, "{}", failure.stderr());
    }
    world.run(&["reply", "gone.json"]).fails(1).says("could not be read");
    world.run(&["reply"]).fails(2).says("name the reply");
    assert_eq!(world.run(&["export"]).ok().stdout(), before.stdout());
}

/// Every file that was ever of use to the fuzzers, as a normal test: `fuzz/` says how they are run.
#[test]
fn what_the_fuzzers_found_is_read_or_refused() {
    use mentee::domain::share::text;
    use mentee::exchange::share::{Key, needs_passphrase, open, page, parse, read_reply};
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut seen = 0;
    for target in ["reply", "share", "sealed", "capture", "import"] {
        for entry in std::fs::read_dir(folder.join(target)).expect("a corpus").filter_map(Result::ok) {
            let bytes = std::fs::read(entry.path()).expect("a file");
            let whole = entry.file_name().to_string_lossy().starts_with("whole");
            seen += 1;
            match target {
                "reply" => assert!(read_reply(&mut bytes.as_slice()).is_ok() || !whole),
                "share" => match parse(&bytes) {
                    Ok(share) => {
                        let _ = text(&share, true, false, true);
                        assert_eq!(page(&share, None).expect("a page").matches("<script").count(), 1);
                    }
                    Err(error) => assert!(!whole, "{error}"),
                },
                "capture" => {
                    let text = String::from_utf8_lossy(&bytes);
                    let world = World::new();
                    let _ = world.run(&["log", "--dry-run", &format!(" {text}")]);
                }
                "import" => {
                    let read = |format: &mentee::exchange::import::Format| {
                        let _ = format.read(&mut bytes.as_slice(), &mut |_| Ok(()));
                    };
                    mentee::exchange::import::FORMATS.iter().for_each(read);
                }
                _ => {
                    if needs_passphrase(&bytes).is_ok() {
                        assert!(open(&bytes, &Key::Passphrase { words: "x", work: None }).is_err());
                    }
                }
            }
        }
    }
    assert!(seen > 15, "{seen} files");
}

/// What a fuzzer does where there is none: files of the corpus, cut, doubled, mixed and with bytes changed.
#[test]
fn what_becomes_of_the_corpus_is_read_or_refused() {
    use mentee::domain::share::text;
    use mentee::exchange::share::{id_of, page, parse, read_reply, write_reply};
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let files = |target: &str| -> Vec<Vec<u8>> {
        let all = std::fs::read_dir(folder.join(target)).expect("a corpus").filter_map(Result::ok);
        all.filter_map(|entry| std::fs::read(entry.path()).ok()).filter(|bytes| bytes.len() < 8192).collect()
    };
    let (replies, shares) = (files("reply"), files("share"));
    let words: &[&[u8]] = &[
        b"null",
        b"\"",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b"-1",
        b"1e999",
        b"\\u0000",
        b"\xff",
        b"\"items\":",
        b"\"rating\":6",
    ];
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % u64::try_from(below.max(1)).expect("small")).expect("small")
    };
    let mut sound = (0, 0);
    for _ in 0..if crate::long() { 2_000_000 } else { 4_000 } {
        for (target, all) in [(0, &replies), (1, &shares)] {
            let mut bytes = all[random(all.len())].clone();
            for _ in 0..=random(4) {
                let at = random(bytes.len());
                match random(5) {
                    0 => bytes.truncate(at),
                    1 if !bytes.is_empty() => bytes[at] ^= 1 << random(8),
                    2 => drop(bytes.splice(at..at, words[random(words.len())].iter().copied())),
                    3 => {
                        let other = &all[random(all.len())];
                        let from = random(other.len());
                        bytes.splice(at.., other.get(from..).unwrap_or_default().iter().copied());
                    }
                    _ => drop(bytes.drain(at..(at + random(16)).min(bytes.len()))),
                }
            }
            if target == 0 {
                if let Ok(reply) = read_reply(&mut bytes.as_slice()) {
                    sound.0 += 1;
                    reply.items.iter().for_each(|said| drop(id_of(&reply.share, said).to_string()));
                    let written = write_reply(&reply.share, &reply.by, reply.made, &reply.overall, &reply.items);
                    assert_eq!(read_reply(&mut written.as_bytes()).expect("a reply").items, reply.items);
                }
            } else if let Ok(share) = parse(&bytes) {
                sound.1 += 1;
                let _ = text(&share, true, false, true);
                assert_eq!(page(&share, None).expect("a page").matches("<script").count(), 1);
            }
        }
    }
    assert!(sound.0 > 0 && sound.1 > 0, "some are sound still: {sound:?}");
}

#[test]
fn a_sealed_share_is_reviewed_from_the_command_line() {
    let world = World::demo();
    let mentor = World::new().at("2025-10-01T09:00:00Z");
    let to = mentor.run(&["--json", "identity"]).ok().json();
    let recipient = to["recipient"].as_str().expect("a recipient").to_owned();
    assert!(recipient.starts_with("age1") && to["made"] == true);
    assert_eq!(mentor.run(&["--json", "identity"]).ok().json()["recipient"], recipient.as_str(), "it is made once");
    let _ = world.run(&["share", "odile", "--to", &recipient, "--yes", "--out", "for.mentee"]).ok();
    mentor.write("for.mentee", &world.read("for.mentee"));
    let shown = mentor.run(&["review", "for.mentee"]).ok();
    for text in ["From Noor Haldane for Odile Varga", "Six good questions", "Finish 5 steps"] {
        assert!(shown.stdout().contains(text), "{text}");
    }
    assert!(!mentor.journal().exists(), "to read makes nothing");
    let share = mentor.run(&["--json", "review", "for.mentee"]).ok().json();
    let goal = share["items"].as_array().expect("items").iter().find(|item| item["kind"] == "goal").expect("a goal");
    let name = goal["item"].as_str().expect("a name");
    mentor.run(&["review", "for.mentee", "--rate", name, "7"]).fails(2).says("1 to 5");
    mentor.run(&["review", "for.mentee", "--comment", "nothing like it", "x"]).fails(3).says("no item");
    let names: Vec<&str> =
        share["items"].as_array().expect("items").iter().filter_map(|i| i["item"].as_str()).collect();
    let alike = |first: &&str| names.iter().filter(|name| name.starts_with(first)).count() > 1;
    let several = names.iter().map(|name| &name[..1]).find(alike).expect("two names that begin alike");
    mentor.run(&["review", "for.mentee", "--comment", several, "x"]).fails(3).says("more than one item");
    mentor.run(&["review", "for.mentee", "--out", "r.json"]).fails(1).says("nothing to write yet");
    // Kept until it is written.
    let _ = mentor.run(&["review", "for.mentee", "--rate", name, "4", "--note", "She is near it."]).ok();
    let _ =
        mentor.run(&["review", "for.mentee", "--action", &name[..6], "Send both by 10 oct", "--overall", "Good."]).ok();
    let told =
        mentor.run(&["review", "for.mentee", "--question", "Finish 5 steps", "Why now?", "--out", "r.json"]).ok();
    assert!(told.stdout().contains("Written to r.json"), "{}", told.stdout());
    let reply: Value = serde_json::from_str(&mentor.read("r.json")).expect("JSON");
    assert_eq!(reply["items"].as_array().map(Vec::len), Some(3), "{reply}");
    assert!(!reply.to_string().contains("near it"), "a private note is in no reply");
    let packets = mentor.run(&["--json", "review"]).ok().json();
    assert_eq!((&packets[0]["state"], packets.as_array().map(Vec::len)), (&json!("replied"), Some(1)));
    mentor.run(&["review", "for.mentee", "--out", "again.json"]).fails(1).says("nothing to write yet");
    world.write("r.json", &mentor.read("r.json"));
    let taken = world.run(&["--json", "reply", "r.json", "--yes"]).ok().json();
    assert_eq!((&taken["added"], &taken["skipped"]), (&json!(4), &json!(0)), "{taken}");
    // Somebody else has another identity, or none.
    let other = World::new();
    other.write("for.mentee", &world.read("for.mentee"));
    other.run(&["review", "for.mentee"]).fails(1).says("for someone else");
    let _ = other.run(&["identity"]).ok();
    other.run(&["review", "for.mentee"]).fails(1).says("for someone else");
}

#[test]
fn a_share_with_a_passphrase_opens_with_it_alone() {
    let world = World::demo();
    world.write("right", "four random words here\n");
    world.write("wrong", "four random words there\n");
    let args = [
        "share",
        "odile",
        "--include",
        "goal",
        "--format",
        "mentee",
        "--passphrase-file",
        "right",
        "--yes",
        "--out",
        "a.mentee",
    ];
    let _ = world.run(&args).ok();
    let _ = world.run(&["review", "a.mentee", "--passphrase-file", "right"]).ok();
    world.run(&["review", "a.mentee", "--passphrase-file", "wrong"]).fails(1).says("not the passphrase of this file");
    world.run(&["review", "a.mentee"]).fails(2).says("--passphrase-file");
    world.run(&["share", "odile", "--format", "mentee", "--yes"]).fails(2).says("--passphrase-file");
    let whole = world.read("a.mentee");
    world.write("cut.mentee", &whole[..whole.len() / 2]);
    world.run(&["review", "cut.mentee", "--passphrase-file", "right"]).fails(1).says("cut short");
    let _ = world.run(&["share", "odile", "--yes", "--out", "page.html"]).ok();
    world.run(&["review", "page.html"]).fails(1).says("a page for a browser");
}

/// Each thing that can be the matter with a file is said in a sentence of its own, and is no fault of the call.
#[test]
fn each_file_that_does_not_open_says_why() {
    let world = World::demo();
    let mentor = World::new();
    let recipient = mentor.run(&["--json", "identity"]).ok().json()["recipient"].as_str().expect("one").to_owned();
    mentor.write("wrong", "four random words there\n");
    world.write("right", "four random words here\n");
    let share = ["share", "odile", "--format", "mentee", "--yes"];
    let _ = world.run(&[&share[..], &["--passphrase-file", "right", "--out", "locked.mentee"]].concat()).ok();
    let _ = world.run(&["share", "odile", "--to", &recipient, "--yes", "--out", "mine.mentee"]).ok();
    let stranger = World::new().run(&["--json", "identity"]).ok().json()["recipient"].as_str().expect("one").to_owned();
    let _ = world.run(&["share", "odile", "--to", &stranger, "--yes", "--out", "theirs.mentee"]).ok();
    for file in ["locked.mentee", "mine.mentee", "theirs.mentee"] {
        mentor.write(file, &world.read(file));
    }
    let whole = world.read("mine.mentee");
    mentor.write("cut.mentee", &whole[..whole.len() / 2]);
    let to: age::x25519::Recipient = recipient.parse().expect("a recipient");
    for version in [0, 2] {
        let plain =
            json!({"format": "mentee-share", "version": version, "share": "x", "news to this one": []}).to_string();
        let sealed = age::encrypt_and_armor(&to, plain.as_bytes()).expect("sealed");
        mentor.write(&format!("version-{version}.mentee"), &sealed);
    }
    mentor.write("later.json", &json!({"format": "mentee-reply", "version": 2, "new": 1}).to_string());
    let _ = mentor.run(&["review", "mine.mentee"]).ok();
    let mut said: Vec<String> = Vec::new();
    for (call, says) in [
        (&["review", "locked.mentee", "--passphrase-file", "wrong"][..], "not the passphrase of this file"),
        (&["review", "version-2.mentee"], "shared by a newer mentee (its format is 2, this one knows 1)"),
        (&["review", "version-0.mentee"], "there is no version 0"),
        (&["review", "cut.mentee"], "cut short"),
        (&["review", "theirs.mentee"], "for someone else"),
        (&["reply", "later.json", "--yes"], "made by a newer mentee (its format is 2, this one knows 1)"),
    ] {
        let failure = mentor.run(call).fails(1);
        failure.says(says);
        assert_eq!(failure.stderr().lines().count(), 1, "{}", failure.stderr());
        said.push(failure.stderr().to_owned());
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 6, "each its own: {said:?}");
}

#[test]
fn sixty_four_mebibytes_of_nesting_are_refused_at_once() {
    use mentee::exchange::share::{REPLY_MAX, ReplyError, parse, read_reply};
    let nest = vec![b'['; 64 * 1024 * 1024];
    let watch = mentee::config::world::stopwatch();
    assert!(matches!(read_reply(&mut nest.as_slice()), Err(ReplyError::TooLarge)));
    assert!(matches!(read_reply(&mut &nest[..REPLY_MAX]), Err(ReplyError::TooDeep)));
    assert!(parse(&nest).is_err());
    assert!(watch.elapsed() < std::time::Duration::from_secs(20), "{:?}", watch.elapsed());
}
