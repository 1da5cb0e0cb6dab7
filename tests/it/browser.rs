//! The page of a share in a real browser: opened from the disk, unlocked, read, answered, saved, and the saved file taken
//! in. Where no browser can be found the test says so, and fails on CI.

mod driver;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use driver::{Browser, Window};
use serde_json::{Value, json};

use crate::world::World;

/// Where pictures of the page are left to be looked at.
fn pictures() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("share-pages");
    fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

/// Every fault that a reader with a keyboard, a screen reader or weak eyes would meet; nothing where there is none.
const LOOK: &str = include_str!("browser/look.js");

fn no_faults(window: &Window<'_>, what: &str) {
    let faults = window.run(LOOK, &[]);
    assert_eq!(faults, json!([]), "{what}");
}

/// What the page asked for from anywhere but the disk and itself, and what its policy had to stop.
fn quiet(window: &Window<'_>) {
    for url in window.requests() {
        let own = ["file:", "blob:", "data:", "about:", "chrome:"].iter().any(|scheme| url.starts_with(scheme));
        assert!(own, "the page asked for {url}");
    }
    let told = window.console();
    assert!(told.is_empty(), "{told:?}");
}

/// The folder of downloads, once something is in it.
fn downloaded(folder: &Path) -> PathBuf {
    let watch = mentee::config::world::stopwatch();
    loop {
        let found = fs::read_dir(folder).expect("a folder").filter_map(Result::ok).map(|entry| entry.path());
        let whole = |path: &PathBuf| path.to_string_lossy().ends_with(".mentee-reply.json");
        if let Some(file) = found.into_iter().find(whole) {
            return file;
        }
        assert!(watch.elapsed() < Duration::from_secs(60), "nothing was saved");
    }
}

#[test]
fn a_mentor_opens_reads_answers_and_saves() {
    let Some(browser) = Browser::start() else { return };
    let world = World::demo();
    world.write("words", "four random words here\n");
    let _ = world.run(&["share", "odile", "--yes", "--out", "open.html"]).ok();
    let _ = world.run(&["share", "odile", "--yes", "--passphrase-file", "words", "--out", "locked.html"]).ok();
    let saved = world.path("saved");
    fs::create_dir(&saved).expect("a folder");
    let window = browser.window(&saved);

    // Locked: nothing but that it is, a wrong word is told, the right one opens.
    window.open(&world.path("locked.html"));
    assert!(window.text("body").contains("This page is locked"));
    no_faults(&window, "locked");
    window.type_into("#passphrase", "wrong");
    window.click("#locked button");
    window.until("return document.querySelector('.wrong').textContent.includes('not the passphrase')");
    window.clear("#passphrase");
    window.type_into("#passphrase", "four random words here");
    window.click("#locked button");
    window.until("return document.querySelector('main#share') !== null");
    assert!(window.text("h1").contains("From Noor Haldane"));
    answer_and_save(&window);
    let file = downloaded(&saved);
    let kept = window.run("return localStorage.length", &[]);
    assert_eq!(kept, json!(0), "a draft of a locked page is kept in memory only");
    quiet(&window);

    // What was saved comes home.
    let taken = world.run(&["--json", "reply", &file.display().to_string(), "--yes"]).ok().json();
    assert_eq!(
        (&taken["by"], &taken["added"], &taken["skipped"]),
        (&json!("Odile Varga"), &json!(5), &json!(0)),
        "{taken}"
    );
    let inbox = world.run(&["--json", "reply", "list"]).ok().json();
    for said in ["The night desk is the story", "What would you stop doing?", "Send me both texts", "A good month."] {
        assert!(inbox.to_string().contains(said), "{said}: {inbox}");
    }
    let rated = world.run(&["--json", "check-in", "list", "--source", "mentor"]).ok().json();
    assert!(rated.as_array().expect("a list").iter().any(|one| one["rating"] == 4), "{rated}");

    looks(&browser, &world, &saved);
}

/// Answers as a mentor would, by keyboard and mouse.
fn answer_and_save(window: &Window<'_>) {
    let first = "article[data-rate]";
    window.click(&format!("{first} .marks label:nth-child(4)"));
    window.type_into(&format!("{first} textarea[id^=comment]"), "The night desk is the story <b>& \"more\"");
    window.click(&format!("{first} .kinds button:nth-child(1)"));
    window.type_into(&format!("{first} textarea[id^=question]"), "What would you stop doing?");
    window.click(&format!("{first} .kinds button:nth-child(3)"));
    window.type_into(&format!("{first} textarea[id^=action]"), "Send me both texts");
    window.type_into("#overall", "A good month.");
    no_faults(window, "answering");
    window.until("return document.querySelector('[role=status]').textContent.includes('5 answers')");
    window.click("#save");
    window.until("return document.querySelector('[role=status]').textContent.includes('Saved as')");
}

/// The open page: pictures in light and dark, wide and narrow; a draft that outlives the window; read without a script.
fn looks(browser: &Browser, world: &World, saved: &Path) {
    let window = browser.window(saved);
    for (name, width, height, dark) in [
        ("desktop-light", 1280, 900, false),
        ("desktop-dark", 1280, 900, true),
        ("phone-light", 390, 844, false),
        ("phone-dark", 390, 844, true),
    ] {
        window.size(width, height, dark);
        window.open(&world.path("open.html"));
        window.until("return document.querySelector('#save') !== null");
        no_faults(&window, name);
        let wide = window.run("return document.documentElement.scrollWidth", &[]);
        assert!(wide.as_u64().is_some_and(|wide| wide <= width), "{name}: the page is {wide} wide");
        fs::write(pictures().join(format!("{name}.png")), window.picture()).expect("a picture");
        let _ = window.run("document.querySelector('article[data-rate]').scrollIntoView(); return 0", &[]);
        fs::write(pictures().join(format!("{name}-goal.png")), window.picture()).expect("a picture");
    }
    window.type_into("article textarea", "kept");
    window.open(&world.path("open.html"));
    window.until("return document.querySelector('article textarea')?.value === 'kept'");
    quiet(&window);

    let bare = browser.without_scripts(saved);
    bare.open(&world.path("open.html"));
    // A head is shown in capitals.
    let text = bare.text("main").to_lowercase();
    for part in ["What is asked of you", "Cut weekly replanning", "open it in a browser that runs scripts"] {
        assert!(text.contains(&part.to_lowercase()), "{part}: {text}");
    }
    assert!(!text.contains("save my reply"));
    bare.open(&world.path("locked.html"));
    assert!(bare.text("main").contains("runs no scripts, and cannot open it"));
}

/// What the driver says of a value.
fn value(answer: &Value) -> Value {
    answer.get("value").cloned().unwrap_or_default()
}
