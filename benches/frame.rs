//! From a key to its frame: the program and its journal without a terminal, at 100 and 100,000 records. What a key costs is
//! the change of state, every question it asks of the journal, and the drawing of the frame into cells.
//!
//! `cargo bench --bench frame` measures both sizes, `-- 100 100000 1000000` others. Bounds: a key in 2 ms by the median and
//! 8 ms by the 99th percentile on every tab and in texts of a megabyte; 40 MiB of memory; the first frame of the largest
//! journal in 1.5 times that of the smallest. With `MENTEE_BENCH_STRICT=1` it exits with 1 when one is broken;
//! `MENTEE_BENCH_ROUNDS` is how often each script is gone through; `MENTEE_BENCH_KEYS=1` tells what each question took.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench measures with a clock, prints what it measured and stops at the first thing that is off"
)]

#[path = "../tests/support/journal.rs"]
#[allow(dead_code, reason = "the benches share it")]
mod journal;
#[path = "support/place.rs"]
#[allow(dead_code, reason = "the benches share it")]
mod place;

use std::collections::VecDeque;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use mentee::app::{self, State};
use mentee::domain::id::Chance;
use mentee::domain::{Now, Visibility};
use mentee::store::Store;
use mentee::ui::command::sequence;
use mentee::ui::effect::{Effect, Msg};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

/// The most a key may take, in milliseconds: the median, and all but one in a hundred.
const KEY: (f64, f64) = (2.0, 8.0);
/// The most that the first frame may grow from the smallest journal to the largest.
const RATIO: f64 = 1.5;
/// The most memory the program may hold with its screens, in MiB.
const HELD: f64 = 40.0;
/// The size of a very long text.
const MIB: usize = 1 << 20;
/// What is typed into one.
const LONG_KEYS: &str = "w o r d Space ! Enter Up Up Up a Down End Enter x Backspace Left Left PgUp PgDn";
/// Columns and rows.
const SIZE: (u16, u16) = (120, 40);

/// What is pressed, by the name it is listed under. Nothing here writes.
const SCRIPTS: &[(&str, &str)] = &[
    ("1 Today", "1 j j j j j j j j k k k k G g g j j Tab j j"),
    ("2 Goals", "2 j j j j j j G k k k g g C-d C-d C-u PgDn PgUp v j j v j j Esc"),
    ("3 Meetings", "3 j j j j j j G k k k g g C-d C-d C-u PgDn PgUp v j j v j j Esc"),
    ("4 Obstacles", "4 j j j j j j G k k k g g C-d C-d C-u PgDn PgUp a j j a"),
    ("5 Network", "5 j j j j j j G k k k g g C-d C-d C-u PgDn PgUp v j j Esc"),
    ("6 Learning", "6 j j j j j j G k k k g g C-d C-d C-u PgDn PgUp v j j v j Esc"),
    ("5 every page", "5 v j j v j j v j j G g g v j j v j j v j j v"),
    ("6 every page", "6 v j j v j j v j j v j j v j j v j j v"),
    ("7 Reflect", "7 j j j j j j G k k k g g C-d C-d C-u PgDn PgUp v j j Esc"),
    ("8 Progress", "8 j j k G g g"),
    ("3 every page", "3 v j j v j j v j j v j j v j j v"),
    ("8 every page", "8 v j j v j j v j j v j j v"),
    ("a thing", "3 Enter j j j k k Esc 2 Enter j j Esc 5 Enter j j Esc"),
    ("capture", "c ! Space s e n d Space t h e Space b o a r d Space @ o d i l e Esc"),
    ("search", "C-f m e n t o r Space q u i Esc"),
    ("filter", "3 / b o a r d Esc"),
    ("commands, help", ": g o a l Esc ? j j Esc"),
];

/// The program with its journal behind it.
struct Rig {
    state: State,
    store: Store,
    now: Now,
    terminal: Terminal<TestBackend>,
    /// What each question of the last key took, in milliseconds.
    asked: Vec<(String, f64)>,
}

impl Rig {
    /// From nothing to the first frame.
    fn open(path: &Path) -> Self {
        let (store, now) = (Store::open_write(path).expect("a journal"), journal::now());
        let (state, effects) = State::new(app::Settings::default(), &now);
        let terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).expect("a terminal");
        let mut rig = Self { state, store, now, terminal, asked: Vec::new() };
        rig.send(Msg::Resize(SIZE.0, SIZE.1), effects);
        rig
    }

    /// One message, all that it asks, and the frame, as the loop of the program does it.
    fn send(&mut self, msg: Msg, first: Vec<Effect>) {
        self.asked.clear();
        let mut inbox = VecDeque::from([msg]);
        let mut effects = first;
        while let Some(msg) = inbox.pop_front() {
            effects.extend(app::update(&mut self.state, msg, self.now));
            for effect in effects.drain(..) {
                inbox.extend(self.perform(effect));
            }
        }
        self.terminal.draw(|frame| app::view(&self.state, self.now, frame)).expect("a frame");
    }

    /// Keys that are not measured.
    fn keys(&mut self, keys: &str) {
        for chord in sequence(keys).expect("keys") {
            self.send(Msg::Key(chord), Vec::new());
        }
    }

    fn perform(&mut self, effect: Effect) -> Option<Msg> {
        match effect {
            Effect::Ask(ticket, ask) => {
                let start = Instant::now();
                let answer = self.store.answer(&ask, &self.now);
                self.asked
                    .push((format!("{ask:?}").chars().take(90).collect(), start.elapsed().as_secs_f64() * 1000.0));
                Some(match answer {
                    Ok(answer) => Msg::Answer(ticket, answer),
                    Err(error) => Msg::Failed(ticket, error.to_string()),
                })
            }
            Effect::Write(ticket, write) => {
                let chance = Chance::Seed("bench".to_owned());
                Some(match self.store.write(&write, self.now, chance, &|_| Visibility::Private) {
                    Ok(written) => Msg::Written(ticket, written),
                    Err(error) => Msg::Failed(ticket, error.to_string()),
                })
            }
            _ => None,
        }
    }
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let sizes: Vec<usize> = args.iter().filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 100_000] } else { sizes };
    let rounds = std::env::var("MENTEE_BENCH_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(20);
    let paths: Vec<_> = sizes.iter().map(|size| place::copy(*size, "frame")).collect();
    let mut kept = first_frames(&sizes, &paths, rounds * 3);
    println!("\n{:<24}{:>10}{:>10}{:>10}{:>10}", "key to frame", "keys", "ms", "p99 ms", "most");
    for (size, path) in sizes.iter().zip(&paths) {
        let mut rig = Rig::open(path);
        for (name, keys) in SCRIPTS {
            kept &= script(&mut rig, &format!("{name} {size}"), keys, rounds);
        }
        let lines = "! send the board to the night desk by fri\nwhat the board does not show, and what it does\n";
        for (name, open, text, keys, leave) in [
            ("capture, 1 MiB", "c", lines.repeat(MIB / lines.len()), LONG_KEYS, "C-x Esc"),
            ("capture, 1 MiB line", "c", "board and desk ".repeat(MIB / 15), LONG_KEYS, "C-x Esc"),
            (
                "a field, 1 MiB",
                "3 /",
                "board and desk ".repeat(MIB / 15),
                "a b c d Left Left Right Backspace e",
                "Esc Esc",
            ),
        ] {
            rig.keys(open);
            rig.send(Msg::Paste(text), Vec::new());
            kept &= script(&mut rig, &format!("{name} {size}"), keys, rounds);
            rig.keys(leave);
        }
        if let Some(mib) = held() {
            let broken = if mib < HELD { "" } else { "  BROKEN" };
            println!("{:<34}{mib:>10.1}{HELD:>10.1}{broken}", format!("memory, MiB {size}"));
            kept &= mib < HELD;
        }
    }
    let strict = std::env::var("MENTEE_BENCH_STRICT").is_ok_and(|value| value == "1");
    if kept || !strict { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The first frame of each journal, by turns, and whether they grow no more than they may.
fn first_frames(sizes: &[usize], paths: &[std::path::PathBuf], rounds: usize) -> bool {
    let mut took = vec![Vec::new(); sizes.len()];
    for round in 0..=rounds {
        for (path, took) in paths.iter().zip(&mut took) {
            let start = Instant::now();
            let rig = Rig::open(path);
            // The first round warms the caches and is not counted.
            if round > 0 {
                took.push(start.elapsed().as_secs_f64() * 1000.0);
            }
            if round == rounds && told() {
                println!("{}: {:.2?}", path.display(), rig.asked);
            }
            drop(rig);
        }
    }
    println!("{:<24}{:>10}{:>10}{:>10}", "first frame", "", "ms", "p90 ms");
    let mut medians = Vec::new();
    for (size, took) in sizes.iter().zip(&mut took) {
        let median = at(took, 0.5);
        println!("{size:<24}{:>10}{median:>10.2}{:>10.2}", "", at(took, 0.9));
        medians.push(median);
    }
    let ratio = medians.last().copied().unwrap_or_default() / medians.first().copied().unwrap_or(1.0);
    let kept = ratio <= RATIO;
    println!("{:<34}{ratio:>10.2}{:>10.1}{}", "largest beside smallest", RATIO, if kept { "" } else { "  BROKEN" });
    kept
}

/// Whether each question and each key that is slow is told.
fn told() -> bool {
    std::env::var("MENTEE_BENCH_KEYS").is_ok_and(|value| value == "1")
}

/// Goes through a script many times; every key is one measurement.
fn script(rig: &mut Rig, name: &str, keys: &str, rounds: usize) -> bool {
    if std::env::var("MENTEE_BENCH_ONLY").is_ok_and(|part| !name.contains(&part)) {
        return true;
    }
    let chords = sequence(keys).expect("keys");
    let told = told();
    let mut took = Vec::new();
    let mut each = vec![(Vec::new(), Vec::new()); chords.len()];
    for round in 0..=rounds {
        for (chord, (times, asked)) in chords.iter().zip(&mut each) {
            let start = Instant::now();
            rig.send(Msg::Key(*chord), Vec::new());
            if round > 0 {
                took.push(start.elapsed().as_secs_f64() * 1000.0);
                if told {
                    times.push(start.elapsed().as_secs_f64() * 1000.0);
                    asked.clone_from(&rig.asked);
                }
            }
        }
    }
    let (median, p99, most) = (at(&mut took, 0.5), at(&mut took, 0.99), at(&mut took, 1.0));
    let kept = median < KEY.0 && p99 < KEY.1;
    let broken = if kept { "" } else { "  BROKEN" };
    println!("{name:<24}{:>10}{median:>10.2}{p99:>10.2}{most:>10.2}{broken}", took.len());
    if told {
        for (at_key, (chord, (mut times, asked))) in chords.iter().zip(each).enumerate() {
            let median = at(&mut times, 0.5);
            if median > KEY.0 {
                println!("{at_key:>8} {:<8}{median:>8.2}  {asked:.2?}", chord.to_string());
            }
        }
    }
    kept
}

/// The value below which this share of the values lies.
fn at(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "small")]
    let place = (values.len().saturating_sub(1) as f64 * share).round() as usize;
    values.get(place).copied().unwrap_or_default()
}

/// What this process holds in memory, in MiB, where the system tells: the program, its journal and little else.
fn held() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()? / 1024.0)
}
