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

#[track_caller]
fn no_faults(window: &Window<'_>, what: &str) {
    let faults = window.run(LOOK, &[]);
    assert_eq!(faults, json!([]), "{what}");
    // It looks at the whole page each time, however much of it is in sight: once in each light is enough.
    if let Some(axe) = axe().filter(|_| !what.contains("phone")) {
        let run = "const done = arguments[arguments.length - 1];\
            axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations\
            .filter((one) => one.impact !== 'minor').map((one) => `${one.impact} ${one.id}: ` +\
            one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' + node.failureSummary).join('; '))),\
            (error) => done([String(error)]));";
        assert_eq!(window.run_long(&format!("{axe}\n{run}")), json!([]), "{what}");
    }
}

/// axe-core, where `.ci/run` has fetched it; [`LOOK`] alone where it has not.
fn axe() -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_TARGET_TMPDIR")).join("../axe-core/package/axe.min.js")).ok()
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
    window.click(&format!("{first} .kinds button:nth-child(1)"));
    window.type_into(&format!("{first} textarea[id^=comment]"), "The night desk is the story <b>& \"more\"");
    window.click(&format!("{first} .kinds button:nth-child(2)"));
    window.type_into(&format!("{first} textarea[id^=question]"), "What would you stop doing?");
    window.click(&format!("{first} .kinds button:nth-child(4)"));
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
        for (part, selector) in [("goal", "article[data-rate]"), ("half", ".half"), ("end", "#finish")] {
            let _ = window.run(
                &format!("document.querySelector('{selector}').scrollIntoView({{behavior: 'instant'}}); return 0"),
                &[],
            );
            fs::write(pictures().join(format!("{name}-{part}.png")), window.picture()).expect("a picture");
        }
    }
    window.size(1280, 900, false);
    fs::write(pictures().join("paper.pdf"), window.paper()).expect("a sheet");
    // What is said where it is asked stands where it belongs too, and outlives the window.
    let kept = "kept, <b>whatever</b> it says";
    window.type_into("#asked textarea", kept);
    let same = "const item = document.querySelector('#asked textarea').closest('[data-ask]').dataset.ask;\
                return document.getElementById(`comment-${item}`)?.value === arguments[0]";
    assert_eq!(window.run(same, &[json!(kept)]), json!(true));
    window.open(&world.path("open.html"));
    window.until("return document.querySelector('#asked textarea')?.value.startsWith('kept')");
    assert_eq!(window.run(same, &[json!(kept)]), json!(true));
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

/// A mentor with a mouse and a keyboard, by the keystroke-level model (Card, Moran and Newell, 1980): what they read, where
/// they click and what they type, in the seconds it takes.
struct Mentor<'a> {
    window: &'a Window<'a>,
    seconds: f64,
    clicks: u32,
}

impl Mentor<'_> {
    /// Two hundred words a minute.
    fn read(&mut self, selector: &str) {
        let words = self.window.text(selector).split_whitespace().count();
        self.seconds += f64::from(u32::try_from(words).expect("a page")) * 0.3;
    }

    /// A thought, the way to the place, and the click.
    fn click(&mut self, selector: &str) {
        self.window.click(selector);
        self.clicks += 1;
        self.seconds += 1.35 + 1.1 + 0.2;
    }

    /// An average typist, who goes there first.
    fn type_into(&mut self, selector: &str, text: &str) {
        self.click(selector);
        self.window.type_into(selector, text);
        self.seconds += f64::from(u32::try_from(text.chars().count()).expect("a text")) * 0.28;
    }
}

#[test]
fn with_only_the_file_a_first_comment_takes_half_a_minute_and_the_whole_six() {
    let Some(browser) = Browser::start() else { return };
    let world = World::demo();
    let _ = world.run(&["share", "odile", "--yes", "--out", "open.html"]).ok();
    let saved = world.path("saved");
    fs::create_dir(&saved).expect("a folder");
    let window = browser.window(&saved);
    window.open(&world.path("open.html"));
    window.until("return document.querySelector('#save') !== null");
    let mut mentor = Mentor { window: &window, seconds: 0.0, clicks: 0 };
    mentor.read("main > header > .lead");
    mentor.read("#asked li:nth-child(2) p");
    mentor.type_into("#asked li:nth-child(2) textarea", "What would you regret more in ten years?");
    assert!(mentor.clicks == 1 && mentor.seconds < 30.0, "{} clicks, {} s", mentor.clicks, mentor.seconds);
    // All that is asked, the half of the evaluation, a line about the whole.
    mentor.read("#asked");
    let asked = window.run(
        "return [...document.querySelectorAll('#asked li')].map((ask) => \
        ask.querySelector('textarea') ? 'words' : ask.querySelector('input') ? 'mark' : 'half')",
        &[],
    );
    for (n, sort) in (1..).zip(asked.as_array().expect("a list")) {
        let ask = format!("#asked li:nth-child({n})");
        match sort.as_str() {
            Some("words") if n != 2 => {
                mentor.type_into(&format!("{ask} textarea"), "What have you tried already, and what happened?");
            }
            Some("mark") => mentor.click(&format!("{ask} .marks label:nth-child(3)")),
            Some("half") => {
                mentor.click(&format!("{ask} a"));
                mentor.read(".half");
                (1..=10).for_each(|n| mentor.click(&format!(".half li:nth-child({n}) .marks label:nth-child(4)")));
                mentor.type_into(".half li:nth-child(11) textarea", "I now wait before I answer.");
            }
            _ => {}
        }
    }
    mentor.type_into("#overall", "You decide better than you think.");
    mentor.click("#save");
    assert!(mentor.clicks <= 25 && mentor.seconds < 360.0, "{} clicks, {} s", mentor.clicks, mentor.seconds);
    let file = downloaded(&saved);
    let taken = world.run(&["--json", "reply", &file.display().to_string(), "--yes"]).ok().json();
    assert_eq!(taken["skipped"], 0, "{taken}");
    let _ = world.run(&["reply", "accept", "Their marks"]).ok();
    let half = world.run(&["--json", "evaluation", "show", "Latest look with Odile"]).ok().json();
    assert_eq!(half["theirs"], json!([4, 4, 4, 4, 4, 4, 4, 4, 4, 4]));
    assert_eq!(half["own_line"], "I now wait before I answer.");
    quiet(&window);
}

#[test]
fn the_progress_page_is_seen_in_light_in_the_dark_and_on_paper() {
    let Some(browser) = Browser::start() else { return };
    let world = World::demo();
    let _ = world.run(&["progress", "--html", "progress.html"]).ok();
    let window = browser.window(&world.path(""));
    for (name, width, height, dark) in
        [("progress-light", 1280, 900, false), ("progress-dark", 1280, 900, true), ("progress-phone", 390, 844, false)]
    {
        window.size(width, height, dark);
        window.open(&world.path("progress.html"));
        no_faults(&window, name);
        let wide = window.run("return document.documentElement.scrollWidth", &[]);
        assert!(wide.as_u64().is_some_and(|wide| wide <= width), "{name}: the page is {wide} wide");
        fs::write(pictures().join(format!("{name}.png")), window.picture()).expect("a picture");
    }
    fs::write(pictures().join("progress-paper.pdf"), window.paper()).expect("a sheet");
    quiet(&window);
}

/// What the driver says of a value.
fn value(answer: &Value) -> Value {
    answer.get("value").cloned().unwrap_or_default()
}
