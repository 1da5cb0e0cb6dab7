//! Frames of screens over real journals as snapshots: what the tests of frames have in common.

use mentee::app::{self, Settings, State};
use mentee::domain::id::Chance;
use mentee::domain::share::Share;
use mentee::domain::{Fields, Kind, Now, Origin, Visibility};
use mentee::store::{Patch, Store};
use mentee::ui::effect::Msg;
use mentee::ui::key::Chord;
use mentee::ui::theme::{Choice, Depth};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use serde_json::Value;

use crate::pictures;

/// Columns and rows.
pub(crate) const SIZES: [(u16, u16); 3] = [(40, 15), (80, 24), (120, 40)];

/// A text that no line can hold, one of marks upon marks and commands to the terminal, one of wide characters.
pub(crate) fn hard() -> (String, &'static str, &'static str) {
    let long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);
    let zalgo = "Z\u{300}\u{301}\u{302}a\u{300}\u{301}\u{302}l\u{300}\u{301}go \u{202e}evil\u{202c} \u{1b}[31mred\u{7}";
    (long, zalgo, "👩‍👩‍👧‍👦 家族の計画 👨🏽‍🚀 नमस्ते")
}

/// The screen as text after these keys.
pub(crate) fn frame(store: &Store, now: Now, size: (u16, u16), keys: &str) -> String {
    reviewing(None, store, now, size, keys)
}

/// The same where the program is opened on a share, as by a mentor.
pub(crate) fn reviewing(
    review: Option<Share>,
    store: &Store,
    now: Now,
    (columns, rows): (u16, u16),
    keys: &str,
) -> String {
    let settings = Settings { theme: Choice::Dark, depth: Depth::True, review, ..Settings::default() };
    let (mut state, effects) = State::new(settings, &now);
    pictures::settle(store, now, &mut state, effects);
    let mut press = |msg: Msg| {
        let effects = app::update(&mut state, msg, now);
        pictures::settle(store, now, &mut state, effects);
    };
    press(Msg::Resize(columns, rows));
    for word in keys.split_whitespace() {
        press(Msg::Key(Chord::read(word).expect("a key")));
    }
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    terminal.draw(|frame| app::view(&state, now, frame)).expect("a frame");
    let buffer = terminal.backend().buffer();
    let line = |y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect::<String>().trim_end().to_owned();
    (0..rows).map(line).collect::<Vec<_>>().join("\n")
}

/// Places to look at: of which file of tests they are, and each with its name and the keys that lead there.
pub(crate) struct Places(pub(crate) &'static str, pub(crate) &'static [(&'static str, &'static str)]);

impl Places {
    /// Looks at each over this journal, at each size.
    pub(crate) fn over(&self, journal: &str, store: &Store, now: Now) {
        for (name, keys) in self.1 {
            snapshot(&format!("{}__{name}-{journal}", self.0), |size| frame(store, now, size, keys));
        }
    }

    /// Over the demo journal.
    pub(crate) fn over_the_demo(&self) {
        let (store, now) = pictures::journal();
        self.over("demo", &store, now);
    }

    /// Over a journal with nothing in it.
    pub(crate) fn over_nothing(&self) {
        let (_, now) = pictures::journal();
        self.over("empty", &Store::open_empty().expect("a journal"), now);
    }

    /// Over texts that are hard to draw, at odd sizes too: nothing of them reaches the terminal as it is.
    pub(crate) fn over_hostile(&self, store: &Store, now: Now) {
        self.over("hostile", store, now);
        for (_, keys) in self.1 {
            for size in [(1, 1), (7, 3), (24, 6), (41, 9), (64, 12), (300, 100)] {
                let frame = frame(store, now, size, keys);
                assert!(!frame.chars().any(|c| c.is_control() && c != '\n'), "{keys} at {size:?}");
            }
        }
    }
}

/// One snapshot of the frames of all sizes.
pub(crate) fn snapshot(name: &str, frame: impl Fn((u16, u16)) -> String) {
    let frames: Vec<String> = SIZES.iter().map(|size| format!("{}x{}\n{}", size.0, size.1, frame(*size))).collect();
    // The name says whose it is: these lines are where all are taken.
    insta::with_settings!({ prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!(format!("it__{name}"), frames.join("\n\n"));
    });
}

/// A journal in memory with these records; `@n` leads to the n-th of them.
pub(crate) fn made(now: Now, records: &[(Kind, Value)]) -> Store {
    let mut store = Store::open_empty().expect("a journal");
    let mut writer = store.begin(now, Chance::Seed("growth".to_owned()), &Origin::Command).expect("a writer");
    let mut ids: Vec<String> = Vec::new();
    for (kind, fields) in records {
        let mut text = fields.to_string();
        for (n, id) in ids.iter().enumerate().rev() {
            text = text.replace(&format!("\"@{n}\""), &format!("\"{id}\""));
        }
        let mut fields: Fields = serde_json::from_str(&text).expect("fields");
        let tags = fields.remove("tags").map(|tags| serde_json::from_value(tags).expect("tags"));
        let record =
            writer.add(*kind, Patch { fields, tags, visibility: None }, Visibility::Private).expect("a record");
        ids.push(record.id.to_string());
    }
    writer.commit("made").expect("in memory");
    store
}
