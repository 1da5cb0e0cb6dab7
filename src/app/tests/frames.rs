//! Frames of every screen at three sizes, as text.

use super::journal::{Journal, demo, hostile};
use super::*;

/// Sizes that stand for the rest.
const SIZES: [(u16, u16); 3] = [(40, 15), (80, 24), (120, 40)];

fn shoot(name: &str, make: fn() -> Journal, act: fn(&mut Rig)) {
    for (columns, rows) in SIZES {
        let mut rig = Rig::new(make(), columns, rows);
        act(&mut rig);
        save_picture(&format!("{name}-{columns}"), &rig);
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), rig.frame());
    }
}

/// Writes the frame with its colours where `MENTEE_FRAMES` names a directory, to be looked at.
fn save_picture(name: &str, rig: &Rig) {
    use ratatui::style::{Color, Modifier};
    use std::fmt::Write as _;
    let Some(directory) = std::env::var_os("MENTEE_FRAMES") else { return };
    let (buffer, _) = rig.draw();
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut skip = 0;
        for x in 0..buffer.area.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let cell = &buffer[(x, y)];
            skip = crate::domain::text::grapheme_width(cell.symbol()).saturating_sub(1);
            text.push_str("\x1b[0m");
            if cell.modifier.contains(Modifier::BOLD) {
                text.push_str("\x1b[1m");
            }
            if cell.modifier.contains(Modifier::REVERSED) {
                text.push_str("\x1b[7m");
            }
            if let Color::Rgb(r, g, b) = cell.fg {
                let _ = write!(text, "\x1b[38;2;{r};{g};{b}m");
            }
            if let Color::Rgb(r, g, b) = cell.bg {
                let _ = write!(text, "\x1b[48;2;{r};{g};{b}m");
            }
            text.push_str(cell.symbol());
        }
        text.push_str(if y + 1 < buffer.area.height { "\x1b[0m\r\n" } else { "\x1b[0m" });
    }
    std::fs::write(std::path::Path::new(&directory).join(format!("{name}.ansi")), text).expect("a picture");
}

const CAPTURE: &str = "Met @odile today 14:00 45m #flow\nWalked through her morning huddle: 12 minutes, standing, the board before the talk.\n\n! send her our dock board by fri ^replanning\n!@odile intro to the bed manager\n* Huddle at the board -> try Monday on one desk\n~ night desk never sees the board -> if they start at ten, then I walk over at nine\n? how did she get the doctors to come\n+ Mirela Stan, supply planner, St. Brannoc (via @odile)\n%energy 4";

#[test]
fn today() {
    shoot("today", demo, |_| {});
    shoot("today-empty", Journal::default, |_| {});
    shoot("today-hostile", hostile, |_| {});
}

#[test]
fn lists_and_details() {
    shoot("goals", demo, |rig| {
        rig.keys("2");
    });
    shoot("goal", demo, |rig| {
        rig.keys("2 Enter");
    });
    shoot("meetings-actions", demo, |rig| {
        rig.keys("3 v");
    });
    shoot("people-hostile", hostile, |rig| {
        rig.keys("5 j j j j j Enter");
    });
    shoot("list-empty", demo, |rig| {
        rig.keys("7");
    });
}

#[test]
fn forms() {
    shoot("form-new", demo, |rig| {
        rig.keys("3 v n").text("Send the board").keys("Tab Tab").text("next fri");
    });
    shoot("form-edit", demo, |rig| {
        rig.keys("2 e Tab Tab Tab Tab");
    });
    shoot("form-picker", demo, |rig| {
        rig.keys("3 n Tab Enter");
    });
}

#[test]
fn capture() {
    shoot("capture", demo, |rig| {
        rig.keys("c").text(CAPTURE);
    });
    shoot("capture-empty", demo, |rig| {
        rig.keys("c");
    });
}

#[test]
fn overlays() {
    shoot("help", demo, |rig| {
        rig.keys("2 ?");
    });
    shoot("palette", demo, |rig| {
        rig.keys(":").text("ne");
    });
    shoot("search", demo, |rig| {
        rig.keys("C-f").text("the");
    });
    shoot("history", demo, |rig| {
        rig.keys(":").text("history").keys("Enter j");
    });
    shoot("progress", demo, |rig| {
        rig.keys("8");
    });
}
