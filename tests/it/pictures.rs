//! The pictures of the README and the guide are drawn from the real frames of the demo journal, and are current.
//! `MENTEE_BLESS=1 cargo test --test it pictures` draws them anew.

use std::fmt::Write as _;
use std::path::Path;

use mentee::app::{self, Settings, State};
use mentee::domain::id::Chance;
use mentee::domain::time::read_instant;
use mentee::domain::{Now, Origin, Zone};
use mentee::exchange::demo;
use mentee::store::Store;
use mentee::ui::effect::{Effect, Msg};
use mentee::ui::key::Chord;
use mentee::ui::theme::{Choice, Depth};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

/// Columns and rows of a picture.
const SIZE: (u16, u16) = (120, 35);

/// Every picture: its name, its theme, and what is typed before it is taken.
const PICTURES: &[(&str, Choice, &str)] = &[
    ("today-dark", Choice::Dark, ""),
    ("today-light", Choice::Light, ""),
    ("goals-dark", Choice::Dark, "2 a"),
    ("meetings-dark", Choice::Dark, "3 j j j j"),
    ("capture-dark", Choice::Dark, CAPTURE),
];

/// A capture, key by key; `_` is a space and `/` a new line.
const CAPTURE: &str = "c Met_@odile_today_14:00_45m_#flow//!_send_her_our_dock_board_by_fri/!@odile_intro_to_the_bed_manager/\
     >_stand_at_the_board,_not_in_a_room/*_Huddle_at_the_board_->_try_Monday_on_one_desk/\
     ?_how_did_she_get_the_doctors_to_come/=_^lead_4_the_case_is_written/%energy_4";

/// The demo journal on its last day.
pub(crate) fn journal() -> (Store, Now) {
    let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
    let mut store = Store::open_empty().expect("a journal");
    let origin = Origin::Import("demo".to_owned());
    let mut writer = store.begin(now, Chance::Seed("pictures".to_owned()), &origin).expect("a writer");
    demo::read(&now, &mut |record| {
        writer.take(record).expect("a record");
        Ok(())
    })
    .expect("the demo");
    writer.commit("the demo").expect("in memory");
    (store, now)
}

/// Presses keys and answers questions until there are none.
fn frame(store: &Store, now: Now, theme: Choice, keys: &str) -> Buffer {
    let settings = Settings { theme, depth: Depth::True, ..Settings::default() };
    let (mut state, effects) = State::new(settings, &now);
    settle(store, now, &mut state, effects);
    let mut press = |msg: Msg| {
        let effects = app::update(&mut state, msg, now);
        settle(store, now, &mut state, effects);
    };
    press(Msg::Resize(SIZE.0, SIZE.1));
    for word in keys.split_whitespace() {
        if word.chars().count() == 1 {
            press(Msg::Key(Chord::read(word).expect("a key")));
        } else {
            press(Msg::Paste(word.replace('_', " ").replace('/', "\n")));
        }
    }
    let mut terminal = Terminal::new(TestBackend::new(SIZE.0, SIZE.1)).expect("a terminal");
    terminal.draw(|frame| app::view(&state, now, frame)).expect("a frame");
    terminal.backend().buffer().clone()
}

pub(crate) fn settle(store: &Store, now: Now, state: &mut State, mut effects: Vec<Effect>) {
    while !effects.is_empty() {
        let mut next = Vec::new();
        for effect in effects {
            if let Effect::Ask(ticket, ask) = effect {
                let answer = store.answer(&ask, &now).expect("an answer");
                next.extend(app::update(state, Msg::Answer(ticket, answer), now));
            }
        }
        effects = next;
    }
}

/// The width and height of a cell in a picture, and where its text stands.
const CELL: (f32, f32, f32) = (8.4, 19.0, 14.0);

/// A frame as SVG: a rectangle for each run of background, a text for each run of one style.
fn svg(buffer: &Buffer, dark: bool) -> String {
    let (back, text) = if dark { ("#15161b", "#d5d9e0") } else { ("#fbfaf7", "#2b3038") };
    let (width, height) = (f32::from(SIZE.0) * CELL.0, f32::from(SIZE.1) * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" font-size=\"14\" xml:space=\"preserve\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{back}\"/>\n"
    );
    for y in 0..SIZE.1 {
        let mut x = 0;
        while x < SIZE.0 {
            let cell = &buffer[(x, y)];
            let mut end = x;
            let mut run = String::new();
            while end < SIZE.0 && alike(cell, &buffer[(end, y)]) {
                run.push_str(buffer[(end, y)].symbol());
                end += 1;
            }
            draw_run(&mut svg, cell, &run, (x, y, end - x), text);
            x = end;
        }
    }
    svg.push_str("</svg>\n");
    svg
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier)
}

fn draw_run(svg: &mut String, cell: &Cell, run: &str, (x, y, cells): (u16, u16, u16), text: &str) {
    let (left, top) = (f32::from(x) * CELL.0, f32::from(y) * CELL.1);
    let wide = f32::from(cells) * CELL.0;
    if let Some(back) = color(cell.bg) {
        let _ = writeln!(
            svg,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" fill=\"{back}\"/>",
            CELL.1
        );
    }
    if run.trim().is_empty() {
        return;
    }
    let fill = color(cell.fg).unwrap_or_else(|| text.to_owned());
    let bold = if cell.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if cell.modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let escaped = run.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let baseline = top + CELL.2;
    let _ = writeln!(
        svg,
        "<text x=\"{left:.1}\" y=\"{baseline:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" \
         fill=\"{fill}\"{bold}{line}>{escaped}</text>"
    );
}

fn color(color: Color) -> Option<String> {
    match color {
        Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
        _ => None,
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "whether the pictures are to be drawn anew is said from outside")]
fn the_pictures_are_current() {
    let (store, now) = journal();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/pictures");
    let bless = std::env::var_os("MENTEE_BLESS").is_some();
    for (name, theme, keys) in PICTURES {
        let drawn = svg(&frame(&store, now, *theme, keys), *theme != Choice::Light);
        let file = folder.join(format!("{name}.svg"));
        if bless {
            std::fs::create_dir_all(&folder).expect("the folder");
            std::fs::write(&file, &drawn).expect("the picture");
        }
        let kept = std::fs::read_to_string(&file).unwrap_or_default();
        assert!(kept == drawn, "{name}.svg is not what the program shows; MENTEE_BLESS=1 draws it anew");
    }
}
