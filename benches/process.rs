//! Whole processes against a floor: how long `mentee` takes from start to end beside the least program that does the same
//! to the same file, with medians, ratios and peak memory in one table.
//!
//! `cargo bench --bench process` measures journals of 100, 10,000 and 100,000 records; `-- 100 10000` only those. The floor
//! is this same binary, started again with an argument: it opens SQLite as the journal does and runs one statement.
//! With `MENTEE_BENCH_STRICT=1` it exits with 1 when a bound is broken; `MENTEE_BENCH_ROUNDS` is how often each is run.
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
/// The most `today` may take, in milliseconds.
const TODAY: f64 = 50.0;

/// One row of the table: a command, and the floor it is held against.
struct Row {
    name: String,
    floor: Option<Command>,
    mentee: Command,
    ratio: Option<f64>,
    most_ms: Option<f64>,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["floor", rest @ ..] => return floor::run(rest),
        ["memory", program, rest @ ..] => return memory_of_child(program, rest),
        _ => {}
    }
    let sizes: Vec<usize> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 10_000, 100_000] } else { sizes };
    let rounds = std::env::var("MENTEE_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(25);
    println!(
        "{:<24}{:>10}{:>10}{:>8}{:>8}{:>10}{:>10}",
        "", "floor ms", "mentee ms", "ratio", "bound", "p90 ms", "MiB"
    );
    let mut kept = measure(start(), rounds);
    for size in sizes {
        for row in rows(size) {
            kept &= measure(row, rounds);
        }
    }
    let strict = std::env::var("MENTEE_BENCH_STRICT").is_ok_and(|value| value == "1");
    if kept || !strict { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What it costs to be started at all.
fn start() -> Row {
    let floor = Some(floor_command(&["nothing"]));
    let mentee = mentee(&["--version"]);
    Row { name: "--version".to_owned(), floor, mentee, ratio: Some(RATIO_START), most_ms: None }
}

/// The commands whose cost must not grow with the years.
fn rows(size: usize) -> Vec<Row> {
    let read = place::journal(size);
    let read = read.to_str().expect("a path");
    // What is written to grows, so every run of the bench begins with fresh copies.
    let (ours, theirs) = (place::copy(size, "mentee"), place::copy(size, "floor"));
    let (ours, theirs) = (ours.to_str().expect("a path"), theirs.to_str().expect("a path"));
    let note = "Walked the dock with the night desk and wrote down what the board does not show";
    let row = |name: &str, floor: &[&str], words: &[&str]| Row {
        name: format!("{name} {size}"),
        floor: (!floor.is_empty()).then(|| floor_command(floor)),
        mentee: mentee(words),
        ratio: (!floor.is_empty()).then_some(RATIO),
        most_ms: (name == "today").then_some(TODAY),
    };
    vec![
        row("list --limit 1", &["list", read], &["--journal", read, "meeting", "list", "--limit", "1"]),
        row("search, rare word", &["search", read, journal::RARE], &["--journal", read, "search", journal::RARE]),
        row("log", &["log", theirs, note], &["--journal", ours, "log", note]),
        row("today", &[], &["--journal", read, "today"]),
        row("history --limit 1", &[], &["--journal", read, "history", "--limit", "1"]),
    ]
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
    for round in 0..=rounds {
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
    let memory = memory(&row.mentee);
    let (ours, p90) = (at(&mut mentee, 0.5), at(&mut mentee, 0.9));
    let (theirs, ratio) = (at(&mut floor, 0.5), at(&mut ratios, 0.5));
    let kept =
        row.ratio.is_none_or(|most| ratio <= most) && row.most_ms.is_none_or(|most| ours < most) && memory <= MEMORY;
    let cell = |shown: bool, text: String| if shown { text } else { "-".to_owned() };
    let bound = match (row.ratio, row.most_ms) {
        (Some(ratio), _) => format!("{ratio:.1}"),
        (_, Some(ms)) => format!("{ms:.0} ms"),
        _ => "-".to_owned(),
    };
    println!(
        "{:<24}{:>10}{ours:>10.2}{:>8}{bound:>8}{p90:>10.2}{memory:>10.1}{}",
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
