//! Whole processes against a floor: how long `mentee` takes from start to end beside the least program that does the same
//! to the same file, with medians, ratios and peak memory in one table.
//!
//! `cargo bench --bench process` measures every command on journals of 100, 10,000 and 100,000 records; `-- 100 10000` only
//! those sizes, `-- 100000 export import` only the rows with one of these words. The floor is this same binary, started
//! again with an argument: it opens SQLite as the journal does and runs one statement. A row whose bound is broken says so,
//! and with `MENTEE_BENCH_STRICT=1` the bench then exits with 1; `MENTEE_BENCH_ROUNDS` is how often each row is run.
//! The other benches: `store` (the store alone), `frame` (from a key to its frame), `make` (a journal to look at by hand).
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench measures with a clock, prints what it measured and stops at the first thing that is off"
)]

#[path = "support/floor.rs"]
mod floor;
#[path = "../tests/support/journal.rs"]
mod journal;
#[path = "support/place.rs"]
mod place;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};

/// The most a command may take of the floor's time.
const RATIO: f64 = 1.5;
/// The same for a program that only says its version, beside one that does nothing.
const RATIO_START: f64 = 2.0;
/// The most memory, in MiB.
const MEMORY: f64 = 20.0;
/// The most that a page over all the years may take, in milliseconds.
const PAGE: f64 = 50.0;
/// The most an export may take of the floor's time.
const RATIO_EXPORT: f64 = 2.0;
/// How many records are to be imported in a millisecond, and the most memory for it, in MiB.
const IMPORT: (f64, f64) = (20.0, 64.0);

/// One row of the table: a command, the floor it is held against, and its bounds.
struct Row {
    name: String,
    floor: Option<Command>,
    mentee: Command,
    ratio: Option<f64>,
    most_ms: Option<f64>,
    most_mib: Option<f64>,
    /// What has to be as it was before every run; not measured.
    before: Option<Box<dyn Fn()>>,
    /// At most so many rounds, for what takes long.
    rounds: usize,
}

impl Row {
    fn new(name: &str, size: usize, words: &[&str]) -> Self {
        Self {
            name: format!("{name} {size}"),
            floor: None,
            mentee: mentee(words),
            ratio: None,
            most_ms: None,
            most_mib: None,
            before: None,
            rounds: usize::MAX,
        }
    }

    fn floor(self, words: &[&str], ratio: f64) -> Self {
        Self { floor: Some(floor_command(words)), ratio: Some(ratio), ..self }
    }

    fn within(self, ms: f64) -> Self {
        Self { most_ms: Some(ms), ..self }
    }

    fn memory(self, mib: f64) -> Self {
        Self { most_mib: Some(mib), ..self }
    }

    fn before(self, act: impl Fn() + 'static) -> Self {
        Self { before: Some(Box::new(act)), ..self }
    }

    fn rounds(self, most: usize) -> Self {
        Self { rounds: most, ..self }
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["floor", rest @ ..] => return floor::run(rest),
        ["memory", program, rest @ ..] => return memory_of_child(program, rest),
        _ => {}
    }
    let (sizes, wanted): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.parse::<usize>().is_ok());
    let sizes: Vec<usize> = sizes.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 10_000, 100_000] } else { sizes };
    let rounds = std::env::var("MENTEE_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(25);
    println!("{:<28}{:>10}{:>10}{:>8}{:>9}{:>10}{:>8}", "", "floor ms", "mentee ms", "ratio", "bound", "p90 ms", "MiB");
    let mut kept = true;
    let mut row = |row: Row| {
        if wanted.is_empty() || wanted.iter().any(|word| row.name.contains(word)) {
            kept &= measure(row, rounds);
        }
    };
    let mut names = Vec::new();
    for one in still() {
        names.push(one.name.clone());
        row(one);
    }
    for size in sizes {
        for one in reading(size).into_iter().chain(writing(size)).chain(whole(size)) {
            names.push(one.name.clone());
            row(one);
        }
    }
    forgotten(&names);
    let strict = std::env::var("MENTEE_BENCH_STRICT").is_ok_and(|value| value == "1");
    if kept || !strict { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A path as the words of a call have it.
fn text(path: &Path) -> String {
    path.to_str().expect("a path").to_owned()
}

/// The words of a call on this journal.
fn on<'a>(journal: &'a str, words: &[&'a str]) -> Vec<&'a str> {
    ["--journal", journal].iter().chain(words).copied().collect()
}

/// The id of the newest of a kind; a small journal does not have every kind.
fn newest(journal: &str, kind: &str) -> Option<String> {
    let output = mentee(&on(journal, &[kind, "list", "--limit", "1", "--json"])).stdout(Stdio::piped()).output();
    let list: serde_json::Value = serde_json::from_slice(&output.expect("a list").stdout).expect("JSON");
    list[0]["id"].as_str().map(str::to_owned)
}

/// What looks at no journal.
fn still() -> Vec<Row> {
    let demo = place::home().join("demo.db");
    let row = |name: &str, words: &[&str]| Row::new(name, 0, words).memory(MEMORY);
    vec![
        row("--version", &["--version"]).floor(&["nothing"], RATIO_START),
        row("completions", &["completions", "bash"]),
        row("identity", &["identity"]),
        Row::new("demo --into", 0, &["demo", "--into", &text(&demo)]).before(move || {
            for end in ["db", "db-wal", "db-shm"] {
                let _ = fs::remove_file(demo.with_extension(end));
            }
        }),
    ]
}

/// What reads a part of the journal, and must not grow with the years.
fn reading(size: usize) -> Vec<Row> {
    let journal = text(&place::journal(size));
    let id = |kind: &str| newest(&journal, kind).expect("an id");
    let (goal, person, mentorship) = (id("goal"), id("person"), id("mentorship"));
    let obstacle = newest(&journal, "obstacle");
    let row = |name: &str, words: &[&str]| Row::new(name, size, &on(&journal, words)).memory(MEMORY);
    let like = |row: Row, floor: &[&str]| {
        let words: Vec<&str> = [floor[0], &journal].into_iter().chain(floor[1..].iter().copied()).collect();
        row.floor(&words, RATIO)
    };
    vec![
        like(row("list --limit 1", &["meeting", "list", "--limit", "1"]), &["list"]),
        like(row("search, rare word", &["search", journal::RARE]), &["search", journal::RARE]),
        row("search, common word", &["search", "mentor"]),
        row("today", &["today"]).within(PAGE),
        row("today --count", &["today", "--count"]).within(PAGE),
        row("brief", &["brief", &person]).within(PAGE),
        row("progress", &["progress"]).within(PAGE),
        row("progress --period all", &["progress", "--period", "all"]).within(PAGE),
        row("show", &["goal", "show", &goal]),
        row("history --limit 1", &["history", "--limit", "1"]),
        row("history of one", &["history", &goal]),
        row("tag list", &["tag", "list"]),
        row("trash", &["trash"]),
        row("kinds", &["kinds"]),
        row("keys", &["keys"]),
        row("config", &["config"]),
        row("help", &["help"]),
        row("man", &["man"]),
        row("completion", &["__complete", "--", "log", "--with", "od"]),
        row("backup list", &["backup", "list"]),
        row("letter", &["letter", "thanks", &person]),
        row("weekly", &["weekly"]).within(PAGE),
        row("network", &["network"]),
        row("who", &["who", "night", "desk"]),
        row("learning", &["learning"]),
        row("world", &["world"]),
        row("open", &["open", &goal]),
        row("share list", &["share", "list"]),
        row("reply list", &["reply", "list"]),
        row("review", &["review"]),
        row("mentorship look-back", &["mentorship", "look-back", &mentorship]),
        row("obstacle rehearse", &["obstacle", "rehearse"]),
    ]
    .into_iter()
    .chain(obstacle.iter().map(|id| row("obstacle lessons", &["obstacle", "lessons", id])))
    .chain(kinds().iter().map(|kind| row(&format!("{kind} list"), &[kind, "list", "--limit", "20"])))
    .collect()
}

/// The name of every kind, as the command line has it.
fn kinds() -> Vec<String> {
    let output = mentee(&["kinds", "--json"]).stdout(Stdio::piped()).output().expect("the kinds");
    let kinds: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let name = |kind: &serde_json::Value| kind["name"].as_str().expect("a name").replace('_', "-");
    kinds.as_array().expect("a list").iter().map(name).collect()
}

/// Says which commands of the program have no row.
fn forgotten(rows: &[String]) {
    let output = mentee(&["help"]).stdout(Stdio::piped()).output().expect("help");
    let help = String::from_utf8_lossy(&output.stdout).into_owned();
    let commands = help.lines().filter_map(|line| line.strip_prefix("  mentee ")?.split("  ").next());
    for command in commands.filter(|command| !command.contains(' ') && !command.is_empty()) {
        if !rows.iter().any(|row| row.split([' ', ',']).next() == Some(command)) {
            println!("no row for `mentee {command}`");
        }
    }
}

/// What writes a little, and must not grow with the years either.
fn writing(size: usize) -> Vec<Row> {
    // What is written to grows, so every run of the bench begins with fresh copies.
    let (ours, theirs) = (text(&place::copy(size, "mentee")), text(&place::copy(size, "floor")));
    let note = "Walked the dock with the night desk and wrote down what the board does not show";
    let id = |kind: &str| newest(&ours, kind).expect("an id");
    let (goal, person, mentor) = (id("goal"), id("person"), mentor(&ours));
    let page = place::home().join("page.html");
    // The first that writes on a day makes the copy of the day; that is not measured.
    let first = mentee(&on(&ours, &["log", "the first of the day"])).status().expect("it starts");
    assert!(first.success(), "{first}");
    let row = |name: &str, words: &[&str]| Row::new(name, size, &on(&ours, words)).memory(MEMORY);
    let again = |words: &[&str]| {
        let words: Vec<String> = on(&ours, words).into_iter().map(str::to_owned).collect();
        move || {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            assert!(mentee(&words).status().expect("it starts").success(), "{words:?}");
        }
    };
    // Each undoes the other, and the first of them finds nothing to undo.
    let perhaps = |word: &str| {
        let words: Vec<String> = on(&ours, &["goal", word, &goal]).into_iter().map(str::to_owned).collect();
        move || {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let _ = mentee(&words).stderr(Stdio::null()).status().expect("it starts");
        }
    };
    vec![
        row("log", &["log", note]).floor(&["log", &theirs, note], RATIO),
        row("add", &["action", "add", note, "--due", "fri"]),
        row("edit", &["goal", "edit", &goal, "--why", note]).before(again(&["goal", "edit", &goal, "--why", "other"])),
        row("done", &["done", &goal]).before(again(&["goal", "edit", &goal, "--state", "active", "--closed", ""])),
        row("check-in", &["check-in", &goal, "7"]),
        row("person touch", &["person", "touch", &person, "--way", "coffee"]),
        row("reflect", &["reflect", note]),
        row("undo", &["undo"]).before(again(&["log", note])),
        row("redo", &["redo"]).before({
            let (log, undo) = (again(&["log", note]), again(&["undo"]));
            move || {
                log();
                undo();
            }
        }),
        row("restore", &["goal", "restore", &goal]).before(perhaps("delete")),
        row("delete", &["goal", "delete", &goal]).before(perhaps("restore")),
        row("goal pause", &["goal", "pause", &goal]).before(again(&["undo"])),
        row("tag rename", &["tag", "rename", "flow", "stream"]).before(again(&["undo"])).rounds(5),
        row("person merge", &["person", "merge", &mentor, &person]).before(again(&["undo"])).rounds(5),
        row("share", &["share", &mentor, "--only", &goal, "--yes", "--out", &text(&page)]).before(move || {
            let _ = fs::remove_file(&page);
        }),
    ]
}

/// Somebody there is a mentorship with.
fn mentor(journal: &str) -> String {
    let output = mentee(&on(journal, &["mentorship", "list", "--json"])).stdout(Stdio::piped()).output();
    let list: serde_json::Value = serde_json::from_slice(&output.expect("a list").stdout).expect("JSON");
    list[0]["person"].as_str().expect("an id").to_owned()
}

/// What goes through all of it.
fn whole(size: usize) -> Vec<Row> {
    let journal = text(&place::journal(size));
    let folder = place::journal(size).with_extension("whole");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let (file, empty, full) = (folder.join("all.json"), folder.join("empty.db"), folder.join("full.db"));
    let (file, new, undone) = (text(&file), text(&empty), text(&folder.join("undone.db")));
    let (trash, back) = (text(&folder.join("trash.db")), text(&folder.join("back.db")));
    let ran = |words: &[&str]| assert!(mentee(words).status().expect("it starts").success(), "{words:?}");
    ran(&on(&journal, &["export", "--out", &file]));
    ran(&on(&text(&full), &["import", "--from", "json", &file]));
    let clear = move || {
        for end in ["db", "db-wal", "db-shm", "backups"] {
            let path = empty.with_extension(end);
            let _ = fs::remove_file(&path);
        }
    };
    let afresh = |to: &str| {
        let (full, to) = (text(&full), to.to_owned());
        move || {
            let _ = fs::remove_file(format!("{to}-wal"));
            fs::copy(&full, &to).expect("a copy");
        }
    };
    let binned = |which: &'static str| {
        let (copied, trash) = (afresh(&trash), trash.clone());
        move || {
            copied();
            bin(&trash, which);
        }
    };
    #[expect(clippy::cast_precision_loss, reason = "a few hundred thousand")]
    let import = (size as f64 / IMPORT.0).max(PAGE);
    let row = |name: &str, words: &[&str]| Row::new(name, size, words).rounds(7);
    vec![
        row("export", &on(&journal, &["export"])).floor(&["export", &journal], RATIO_EXPORT).memory(MEMORY),
        row("export to markdown", &on(&journal, &["export", "--format", "markdown"])),
        row("import", &on(&new, &["import", "--from", "json", &file])).before(clear).within(import).memory(IMPORT.1),
        row("import, all there", &on(&text(&full), &["import", "--from", "json", &file])).memory(IMPORT.1).rounds(3),
        row("import --dry-run", &on(&text(&full), &["import", "--dry-run", "--from", "json", &file])).memory(IMPORT.1),
        row("undo of an import", &on(&undone, &["undo"])).before(afresh(&undone)).memory(IMPORT.1).rounds(3),
        row("trash empty, a few", &on(&trash, &["trash", "empty", "--yes"])).before(binned("n % 10000 = 7")).rounds(3),
        row("trash empty, all", &on(&trash, &["trash", "empty", "--yes"])).before(binned("1")).rounds(1),
        row("restore", &on(&back, &["restore", &text(&full)])).before(afresh(&back)).rounds(3),
        row("export --history", &on(&journal, &["export", "--history"])).rounds(3),
        row("doctor", &on(&journal, &["doctor"])).floor(&["check", &journal], RATIO),
        row("backup", &on(&journal, &["backup", "--json", &text(&folder.join("copy.db"))])).before({
            let copy = folder.join("copy.db");
            move || {
                let _ = fs::remove_file(&copy);
            }
        }),
    ]
}

/// Puts what a condition holds for into the trash, as a journal has it there.
fn bin(file: &str, which: &str) {
    let db = rusqlite::Connection::open(file).expect("a journal");
    let sql = format!(
        "BEGIN; DELETE FROM search WHERE rowid IN (SELECT n FROM records WHERE {which}); \
         DELETE FROM touches WHERE n IN (SELECT n FROM records WHERE {which}); \
         UPDATE records SET deleted = updated WHERE {which}; COMMIT;"
    );
    db.execute_batch(&sql).expect("a full trash");
}

fn mentee(words: &[&str]) -> Command {
    command(Path::new(env!("CARGO_BIN_EXE_mentee")), words)
}

fn floor_command(words: &[&str]) -> Command {
    let mut command = command(&std::env::current_exe().expect("this program"), &["floor"]);
    command.args(words);
    command
}

/// A command in an empty environment, whose output goes nowhere.
fn command(program: &Path, words: &[&str]) -> Command {
    let home = place::home();
    let mut command = Command::new(program);
    command.args(words).env_clear().env("HOME", &home).env("MENTEE_NOW", journal::NOW).env("TZ", "UTC");
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// Runs both by turns, prints the row, and says whether its bounds are kept.
fn measure(mut row: Row, rounds: usize) -> bool {
    let (mut floor, mut mentee, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let rounds = rounds.min(row.rounds);
    for round in 0..=rounds {
        if let Some(before) = &row.before {
            before();
        }
        let theirs = row.floor.as_mut().map(time);
        let ours = time(&mut row.mentee);
        // The first run warms the caches and is not counted.
        if round > 0 {
            mentee.push(ours);
            if let Some(theirs) = theirs {
                floor.push(theirs);
                ratios.push(ours / theirs);
            }
        }
    }
    if let Some(before) = &row.before {
        before();
    }
    let memory = memory(&row.mentee);
    let (ours, p90) = (at(&mut mentee, 0.5), at(&mut mentee, 0.9));
    let (theirs, ratio) = (at(&mut floor, 0.5), at(&mut ratios, 0.5));
    let kept = row.ratio.is_none_or(|most| ratio <= most)
        && row.most_ms.is_none_or(|most| ours < most)
        && row.most_mib.is_none_or(|most| memory <= most);
    let cell = |shown: bool, text: String| if shown { text } else { "-".to_owned() };
    let bound = match (row.ratio, row.most_ms) {
        (Some(ratio), _) => format!("{ratio:.1}"),
        (_, Some(ms)) => format!("{ms:.0} ms"),
        _ => "-".to_owned(),
    };
    println!(
        "{:<28}{:>10}{ours:>10.2}{:>8}{bound:>9}{p90:>10.2}{memory:>8.1}{}",
        row.name,
        cell(row.floor.is_some(), format!("{theirs:.2}")),
        cell(row.floor.is_some(), format!("{ratio:.2}")),
        if kept { "" } else { "  BROKEN" }
    );
    kept
}

/// Milliseconds from start to end.
fn time(command: &mut Command) -> f64 {
    let start = Instant::now();
    let status = command.status().expect("it starts");
    let took = start.elapsed().as_secs_f64() * 1000.0;
    assert!(status.success(), "{command:?}: {status}");
    took
}

/// The value below which this share of the values lies.
fn at(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small")]
    let place = (values.len().saturating_sub(1) as f64 * share).round() as usize;
    values.get(place).copied().unwrap_or_default()
}

/// The most memory a command held, in MiB: a process of its own starts it, because only the greatest of all of one's
/// children is told.
fn memory(of: &Command) -> f64 {
    let mut command = command(&std::env::current_exe().expect("this program"), &["memory"]);
    command.arg(of.get_program()).args(of.get_args()).stdout(Stdio::piped());
    let output = command.output().expect("it starts");
    String::from_utf8_lossy(&output.stdout).trim().parse().expect("a number")
}

fn memory_of_child(program: &str, words: &[&str]) -> ExitCode {
    let status = Command::new(program).args(words).stdout(Stdio::null()).status().expect("it starts");
    assert!(status.success(), "{program} {words:?}: {status}");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("usage");
    // KiB on Linux, bytes on macOS.
    let unit = if cfg!(target_os = "macos") { 1024.0 * 1024.0 } else { 1024.0 };
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let mib = usage.max_rss() as f64 / unit;
    println!("{mib:.2}");
    ExitCode::SUCCESS
}
