//! What is said to be saved is on the disk: after a kill, a fault of the system, a full disk, a power cut, and beside others.
//!
//! Few rounds by default; `MENTEE_LONG=1 cargo test --test it durability` runs as many as a release wants, and
//! `MENTEE_TEST_SEED` repeats the kills and cuts of a seed that a failure named.

mod faults;
mod file;
mod kills;
mod power;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::world::World;
use file::Journal;

/// The program under test.
fn mentee() -> &'static Path {
    Path::new(World::program())
}

/// So many rounds, or so many where there is time.
#[expect(clippy::disallowed_methods, reason = "how long to test is said from outside")]
fn rounds(few: usize, many: usize) -> usize {
    if std::env::var_os("MENTEE_LONG").is_some() { many } else { few }
}

/// Numbers without order that a failure can name and a person repeat: SplitMix64.
#[derive(Clone, Debug)]
struct Dice {
    seed: u64,
    state: u64,
}

impl Dice {
    #[expect(clippy::disallowed_methods, reason = "the seed of a failure is said from outside")]
    fn new() -> Self {
        let given = std::env::var("MENTEE_TEST_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| u64::from(std::process::id()));
        Self { seed, state: seed }
    }

    /// A number below `n`.
    fn below(&mut self, n: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n.max(1)
    }
}

#[test]
fn eight_write_at_once_and_one_reads() {
    let world = World::new();
    let each = rounds(50, 500);
    let writers: Vec<Vec<_>> = (0..8)
        .map(|who| (0..each).map(|n| world.command(mentee(), &["log", &format!("note {n} of {who}")])).collect())
        .collect();
    let mut reader = world.command(mentee(), &["search", "note", "--limit", "1"]);
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reading = scope.spawn(|| {
            while !done.load(Ordering::Relaxed) {
                let output = reader.output().expect("a reader");
                assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
            }
        });
        let writing: Vec<_> = writers
            .into_iter()
            .map(|commands| {
                scope.spawn(move || {
                    for mut command in commands {
                        let output = command.output().expect("a writer");
                        assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
                    }
                })
            })
            .collect();
        let ended: Vec<_> = writing.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        done.store(true, Ordering::Relaxed);
        reading.join().expect("the reader was never refused");
        assert!(ended.iter().all(Result::is_ok), "a writer was refused");
    });
    let journal = Journal::open(&world.journal());
    journal.is_sound();
    assert_eq!(journal.count(), 8 * each);
}
