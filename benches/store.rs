//! The store without a process around it: what must not grow with the years, at 100, 10,000 and 100,000 records.
//! `cargo bench --bench store`, or with a part of a name after it.
#![allow(clippy::expect_used, reason = "a bench stops at the first thing that is off")]

#[path = "../tests/support/journal.rs"]
#[allow(dead_code, reason = "the benches share it")]
mod journal;
#[path = "support/place.rs"]
#[allow(dead_code, reason = "the benches share it")]
mod place;

use divan::{Bencher, black_box};
use mentee::domain::ask::{Place, Window};
use mentee::domain::capture::Options;
use mentee::domain::id::Chance;
use mentee::domain::{Kind, Origin, Visibility};
use mentee::store::{Query, Store};

const SIZES: [usize; 3] = [100, 10_000, 100_000];

fn main() {
    divan::main();
}

fn read(records: usize) -> Store {
    Store::open_read(&place::journal(records)).expect("a journal")
}

/// A note of one line, on the disk when it is done: the files are as safe as those of the program.
#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn capture(bencher: Bencher, records: usize) {
    let mut store = Store::open_write(&place::copy(records, "capture")).expect("a journal");
    let text = "! send the dock board to the night desk by fri";
    bencher.bench_local(|| {
        let mut writer = store.begin(journal::now(), Chance::Seed("bench".to_owned()), &Origin::Screen).expect("a set");
        let taken = writer.take_in(text, &Options::default(), &|_| Visibility::Private).expect("a capture");
        writer.commit(&taken.label()).expect("on disk");
    });
}

#[divan::bench(args = SIZES, sample_count = 50, sample_size = 1)]
fn open(bencher: Bencher, records: usize) {
    let path = place::journal(records);
    bencher.bench_local(|| Store::open_read(&path).expect("a journal"));
}

#[divan::bench(args = SIZES)]
fn search_rare(bencher: Bencher, records: usize) {
    search(bencher, records, journal::RARE, false);
}

#[divan::bench(args = SIZES)]
fn search_common_ranked(bencher: Bencher, records: usize) {
    search(bencher, records, "mentor", false);
}

#[divan::bench(args = SIZES)]
fn search_common_newest(bencher: Bencher, records: usize) {
    search(bencher, records, "mentor", true);
}

fn search(bencher: Bencher, records: usize, words: &str, newest: bool) {
    let store = read(records);
    let query = Query { words: words.to_owned(), limit: 50, newest, ..Query::default() };
    bencher.bench_local(|| store.read().search(black_box(&query)).expect("hits"));
}

#[divan::bench(args = SIZES)]
fn window_top(bencher: Bencher, records: usize) {
    window(bencher, records, &Place::Start);
}

#[divan::bench(args = SIZES)]
fn window_end(bencher: Bencher, records: usize) {
    window(bencher, records, &Place::End);
}

fn window(bencher: Bencher, records: usize, place: &Place) {
    let store = read(records);
    let window = Window {
        kind: Kind::Meeting,
        filter: String::new(),
        closed: true,
        trash: false,
        place: place.clone(),
        rows: 40,
    };
    bencher.bench_local(|| store.read().window(black_box(&window), &journal::now()).expect("a page"));
}

#[divan::bench(args = SIZES)]
fn today(bencher: Bencher, records: usize) {
    let store = read(records);
    bencher.bench_local(|| store.read().today(&journal::now()).expect("the page"));
}

#[divan::bench(args = SIZES)]
fn history(bencher: Bencher, records: usize) {
    let store = read(records);
    bencher.bench_local(|| store.read().history(None, 50).expect("sets"));
}
