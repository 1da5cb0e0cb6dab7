//! A monkey on a real terminal: keys as a terminal sends them, pastes, clicks and sizes. Whatever it does, the program is
//! there afterwards, leaves when it is told to, and puts the terminal back.

use crate::terminal::Session;
use crate::world::World;

/// Keys as bytes; not those that leave, stop, or call an editor.
const KEYS: &[&str] = &[
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "j",
    "k",
    "g",
    "G",
    "\x04",
    "\x15",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[H",
    "\x1b[F",
    "\r",
    "\r",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\t",
    "\x1b[Z",
    "c",
    "n",
    "e",
    "x",
    " ",
    "s",
    "u",
    "\x12",
    "/",
    "\x06",
    ":",
    "?",
    "v",
    "a",
    "H",
    "\x7f",
    "\x1b[3~",
    "\x13",
    "\x19",
    "\x17",
    "\x0b",
    "\x1bd",
    "\x1bn",
    "\x1bx",
    "\x1bu",
    "\x1bj",
    "\x0c",
    "h",
    "l",
    "r",
    "p",
    "字",
    "👩‍👩‍👧",
    "e\u{301}",
    "\x1b[<0;10;5M",
    "\x1b[<64;3;3M",
    "\x1b[<65;70;20M",
    "\x1b[200~pasted\rtext 🇯🇵\x1b[201~",
    "\x1b[999;999H",
    "\x1bOP",
    "\x1b]11;?\x1b\\",
];

/// What lies over the tabs, by the keys that lead there.
const PLACES: &[&str] = &[
    ":trash\r",
    ":backups\r",
    ":doctor\r",
    ":settings\r",
    ":drafts\r",
    ":history\r",
    ":inbox\r",
    ":unfinished\r",
    ":brief\r",
    ":profile\r",
    ":weekly\r",
    "S",
    "3p",
    "3m",
    "3h",
    "3v3e\t\t\t\t\t\t\t\t",
    "2vn",
    "2W",
    "7n",
    "7w",
    "7+",
    "c",
    "\x06",
];

/// The next number of a fixed sequence (splitmix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

#[test]
fn a_monkey_at_the_keys_leaves_in_order() {
    let world = World::demo().var("TERM", "xterm-256color").var("NO_COLOR", "").var("LANG", "C.UTF-8");
    let mut session = Session::start(&world);
    session.wait_for("1 Today");
    let (mut random, steps) = (11, if crate::long() { 10_000 } else { 400 });
    for step in 0..steps {
        let mut below = |n: usize| usize::try_from(next(&mut random) >> 33).unwrap_or(0) % n;
        if below(60) == 0 {
            let size = |n: usize| u16::try_from(n).expect("a small number");
            session.resize(size(1 + below(140)), size(1 + below(50)));
        }
        session.keys(KEYS[below(KEYS.len())]);
        if step % 25 == 24 {
            session.keys("\x1b");
            session.wait_until("the program is there", |screen| !screen.contents().is_empty());
            session.keys(PLACES[step / 25 % PLACES.len()]);
        }
        // A lone Escape: what follows at once would belong to it.
        if below(12) == 0 || step % 100 == 99 {
            session.keys("\x1b");
            session.wait_until("the program is there", |screen| !screen.contents().is_empty());
        }
    }
    session.resize(80, 24);
    // A lone Escape may be waiting for its second key; then C-c, which leaves from everywhere.
    session.keys("\x1b");
    session.keys("j");
    session.keys("\x03");
    assert_eq!(session.wait_exit(), 0);
    assert_eq!(session.written("\x1b[?1049l"), 1, "the terminal is put back once");
}
