//! The Network tab: people and where they stand, introductions as a list and as a tree, the spread, prospects,
//! opportunities, what I gave.

mod page;
mod person;
mod row;

use crate::domain::Kind;
use crate::domain::ask::{Ask, Write};
use crate::ui::command::Command;
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Effect;
use crate::ui::room::{Look, Page, Room, Tab, View};

/// The tab.
pub const TAB: Tab = Tab::new("Network")
    .views(&[
        View::List(Kind::Person),
        View::List(Kind::Introduction),
        View::Page(&Page { name: "Tree", kind: Kind::Person, full: false, ask: |_| Ask::Network, lines: page::tree }),
        View::Page(&Page {
            name: "Spread",
            kind: Kind::Person,
            full: true,
            ask: |_| Ask::Network,
            lines: page::spread,
        }),
        View::Page(&Page {
            name: "Prospects",
            kind: Kind::Match,
            full: false,
            ask: |_| Ask::Network,
            lines: page::prospects,
        }),
        View::List(Kind::Opportunity),
        View::List(Kind::Giveback),
    ])
    .guests(&[Kind::Match]);

/// How somebody looks.
pub const PERSON: Look = Look {
    kind: Kind::Person,
    row: Some(row::person),
    detail: Some(person::lines),
    commands: &[
        Command::new("touch", &["t"], "in touch today", "Note that you were in touch today", touch)
            .when(|room| room.subject().is_some()),
        Command::new(
            "letter",
            &["Y"],
            "letter",
            "A letter drafted from real links, to be sent by hand",
            |room: &mut Room, cx| {
                if let Some((_, id)) = room.subject() {
                    cx.signal(Signal::Over("letter", Some(id)));
                }
            },
        )
        .when(|room| room.subject().is_some())
        .quiet(),
        Command::new(
            "merge",
            &["M"],
            "the same as",
            "Somebody else in here is the same person: make the two one",
            |room: &mut Room, cx| {
                cx.signal(Signal::Over("merge", room.subject_of(Kind::Person)));
            },
        )
        .when(|room| room.subject_of(Kind::Person).is_some())
        .quiet(),
    ],
};

/// How an introduction looks.
pub const INTRODUCTION: Look = Look {
    kind: Kind::Introduction,
    row: Some(row::introduction),
    detail: None,
    commands: &[Command::new("copy-blurb", &["b"], "copy the lines", "Copy the lines to forward", copy_blurb)
        .when(|room| blurb(room).is_some())],
};

/// How an opportunity looks.
pub const OPPORTUNITY: Look =
    Look { kind: Kind::Opportunity, row: Some(row::opportunity), detail: None, commands: &[] };

/// What the derived lines of an introduction call its lines to forward.
const FORWARD: &str = "to forward";

fn touch(room: &mut Room, cx: &mut Context<'_>) {
    if let Some((_, id)) = room.subject() {
        cx.write(Write::Touch(id));
    }
}

/// The lines to forward of the introduction in sight.
fn blurb(room: &Room) -> Option<&str> {
    let thing = room.shown()?;
    thing.derived.iter().find(|(label, _)| label == FORWARD).map(|(_, text)| text.as_str())
}

fn copy_blurb(room: &mut Room, cx: &mut Context<'_>) {
    if let Some(text) = blurb(room).map(str::to_owned) {
        cx.effects.push(Effect::Copy(text));
        cx.say("The lines to forward are in the clipboard");
    }
}
