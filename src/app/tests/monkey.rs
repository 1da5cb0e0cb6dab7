//! A monkey: random keys, pastes, clicks, sizes and answers; nothing it does may end the program or leak a control.

use super::journal::{Journal, demo, hostile};
use super::*;
use crate::domain::text::forbidden;
use crate::ui::key::{Key, Mouse};

/// How many steps each monkey takes: together ten thousand while working, a hundred thousand where `.ci/run` says
/// `MENTEE_CI=1`, a million with `MENTEE_LONG=1`.
const STEPS: u32 = if option_env!("MENTEE_LONG").is_some() {
    250_000
} else if option_env!("MENTEE_CI").is_some() {
    25_000
} else {
    2_500
};

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
    "C-d",
    "C-u",
    "PgDn",
    "PgUp",
    "Home",
    "End",
    "Enter",
    "Enter",
    "Esc",
    "Esc",
    "Tab",
    "S-Tab",
    "c",
    "n",
    "e",
    "x",
    "Space",
    "s",
    "u",
    "C-r",
    "/",
    "C-f",
    ":",
    "C-p",
    "?",
    "v",
    "a",
    "H",
    "Up",
    "Down",
    "Left",
    "Right",
    "Backspace",
    "Delete",
    "C-s",
    "C-o",
    "C-x",
    "C-z",
    "C-y",
    "C-w",
    "C-k",
    "M-d",
    "C-l",
    "y",
    "F1",
    "r",
    "X",
    "p",
    "h",
    "l",
    "C-t",
    "C-g",
    "C-b",
    "M-n",
    "M-x",
    "M-u",
    "M-k",
    "M-j",
    "M-p",
    "S",
    "m",
    "f",
    "w",
    "b",
    "t",
    "d",
    "+",
    "-",
    "[",
    "]",
    ">",
    "<",
    "F3",
];

/// What lies over the tabs, and the keys that lead there from anywhere; a word after `:` is written into the palette.
const PLACES: &[&str] = &[
    ":trash",
    ":backups",
    ":doctor",
    ":settings",
    ":drafts",
    ":history",
    ":inbox",
    ":unfinished",
    ":brief",
    ":profile",
    ":weekly",
    ":new goal",
    "C-f",
    "c",
    "?",
    "S",
    "3 S",
    "3 p",
    "3 m",
    "3 h",
    "3 j j f",
    "3 v n",
    "3 e Tab Tab Tab Tab Tab Tab Tab Tab",
    "4 n a Tab Tab Tab Tab Tab Tab Tab Tab Tab",
    "2 v n",
    "2 W",
    "7 n",
    "7 w",
    "7 +",
    "8 w",
];

/// Goes to a place.
fn go(rig: &mut Rig, place: &str) {
    rig.keys("Esc Esc Esc Esc");
    match place.strip_prefix(':') {
        Some(word) => rig.keys(":").text(word).keys("Enter"),
        None => rig.keys(place),
    };
}

#[test]
fn the_places_of_the_monkeys_lie_over_the_tabs() {
    let mut bare = Vec::new();
    for place in PLACES {
        let mut rig = Rig::new(demo(), 120, 40);
        go(&mut rig, place);
        if rig.state.overlays.is_empty() {
            bare.push(*place);
        }
    }
    // These are parts of their tabs.
    assert_eq!(bare, ["7 n", "7 +", "8 w"]);
}

const TEXTS: &[&str] = &[
    "a",
    "字",
    "👩‍👩‍👧",
    "\u{301}",
    "\u{202e}",
    "\x1b]52;c;QQ==\x07",
    "\n",
    "! send it by fri\n",
    "@od",
    "#",
    "^cut",
    "fri",
    "31 feb",
    "\u{200b}",
    "🇯🇵",
    "1 | 2 | 3",
    "{\"text\":",
    "\r\n\t\0",
    "5",
    "-",
    "a👨a",
    " 字a",
    "trash",
    "settings",
    "drafts",
    "backups",
    "?hud",
    "kind:goal person:od since:2025",
];

/// Lets a monkey loose on a journal. What it did last is told where something ends it.
fn loose(seed: u64, journal: Journal) {
    let mut random = seed;
    let mut below = |n: usize| usize::try_from(next(&mut random) >> 33).unwrap_or(0) % n.max(1);
    let mut rig = Rig::new(journal, 120, 40);
    for step in 0..STEPS {
        // Each place several times, and a while to look about there.
        if step % 40 == 39 {
            go(&mut rig, PLACES[usize::try_from(step / 40).unwrap_or(0) % PLACES.len()]);
        }
        poke(&mut rig, &mut below);
        if step % 16 == 0 {
            check(&rig, step);
        }
        if rig.journal.records.len() > 80 {
            rig.journal.records.truncate(40);
            rig.send(Msg::Changed);
        }
        rig.journal.writes.clear();
    }
}

// Four of them, so that they run beside each other.

#[test]
fn a_monkey_ends_nothing() {
    loose(1, demo());
}

#[test]
fn a_second_monkey_ends_nothing() {
    loose(7, demo());
}

#[test]
fn a_monkey_among_hostile_texts_ends_nothing() {
    loose(2, hostile());
}

#[test]
fn a_second_monkey_among_hostile_texts_ends_nothing() {
    loose(9, hostile());
}

/// The next number of a fixed sequence (splitmix64).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn poke(rig: &mut Rig, below: &mut impl FnMut(usize) -> usize) {
    let (columns, rows) = rig.state.size;
    let number = |n: usize| u16::try_from(n).unwrap_or(0);
    let (x, y) = (number(below(usize::from(columns) + 3)), number(below(usize::from(rows) + 3)));
    match below(100) {
        0..70 => {
            if let Some(chord) = KEYS.get(below(KEYS.len())).and_then(|key| Chord::read(key)) {
                rig.send(Msg::Key(chord));
            }
        }
        70..78 => {
            let text = TEXTS.get(below(TEXTS.len())).copied().unwrap_or("a");
            rig.send(Msg::Key(Chord::plain(Key::Char(text.chars().next().unwrap_or('a')))));
        }
        78..84 => rig.send(Msg::Paste(TEXTS.get(below(TEXTS.len())).copied().unwrap_or("a").repeat(1 + below(3)))),
        84..88 => rig.send(Msg::Mouse(Mouse::Click(x, y))),
        88..90 => rig.send(Msg::Mouse(Mouse::Down(x, y))),
        90..92 => rig.send(Msg::Mouse(Mouse::Up(x, y))),
        92..95 => {
            let sizes = [(0, 0), (1, 1), (2, 300), (300, 1), (40, 10), (39, 9), (80, 24), (120, 40), (300, 100)];
            let (columns, rows) = match below(3) {
                0 => (number(below(301)), number(below(101))),
                _ => sizes.get(below(sizes.len())).copied().unwrap_or((80, 24)),
            };
            rig.send(Msg::Resize(columns, rows));
        }
        95 => rig.send(Msg::Changed),
        96 => {
            rig.now = rig.now.at(rig.now.at + chrono::Duration::hours(i64::try_from(below(50)).unwrap_or(0) - 24));
            rig.send(Msg::Tick);
        }
        97 => rig.journal.broken = (below(2) == 0).then(|| "The disk is full.".to_owned()),
        98 => rig.send(Msg::Failed(u64::try_from(below(5000)).unwrap_or(0), "It failed.".to_owned())),
        _ => {
            let edit = rig.others.iter().rev().find_map(|effect| match effect {
                Effect::Edit(ticket, _) => Some(*ticket),
                _ => None,
            });
            rig.send(Msg::Edited(edit.unwrap_or(0), Some("written elsewhere\n".to_owned())));
        }
    }
    rig.others.truncate(50);
}

/// The frame holds no control, and the cursor lies within it.
fn check(rig: &Rig, step: u32) {
    let (columns, rows) = rig.state.size;
    if columns == 0 || rows == 0 {
        return;
    }
    let drawn = rig.draw();
    assert!(drawn.cursor.is_none_or(|(x, y)| x < columns && y < rows), "step {step}");
    for (symbol, _) in drawn.rows.iter().flatten() {
        let alone = symbol.chars().count() == 1;
        let leak = symbol.chars().find(|c| forbidden(*c) && (alone || *c != '\u{200d}'));
        assert_eq!(leak, None, "step {step}");
    }
}
