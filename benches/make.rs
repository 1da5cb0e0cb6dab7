//! Writes a journal of any size, to look at by hand: `cargo bench --bench make -- 10000 /tmp/ten-thousand.db`.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a small program for people who work on this one"
)]

#[path = "../tests/support/journal.rs"]
mod journal;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let (Some(records), Some(file)) = (args.first().and_then(|n| n.parse().ok()), args.get(1)) else {
        println!("cargo bench --bench make -- RECORDS FILE writes a journal; it ends at {}", journal::NOW);
        return;
    };
    let seed = args.get(2).and_then(|n| n.parse().ok()).unwrap_or(7);
    journal::write(std::path::Path::new(file), records, seed);
    println!("{file}: {records} records until {}; “{}” stands in five of them", journal::NOW, journal::RARE);
}
