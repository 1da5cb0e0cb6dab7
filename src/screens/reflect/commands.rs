//! The commands of Reflect: of its list and details, and of the writing room.

use crate::domain::Kind;
use crate::ui::command::Command;
use crate::ui::context::Signal;

use super::pulse::Taps;
use super::{Reflect, Row};

/// Whether nothing is being written or tapped.
const fn free(screen: &Reflect) -> bool {
    screen.room.is_none() && screen.taps.is_none() && !screen.filtering
}

/// Whether a text is being written.
const fn writing(screen: &Reflect) -> bool {
    screen.room.is_some()
}

/// The table.
pub(super) const TABLE: &[Command<Reflect>] = &[
    Command::new(
        "save",
        &["C-s"],
        "save",
        "Save it; before that, a line for next time is asked for",
        |screen: &mut Reflect, cx| {
            if let Some(room) = &mut screen.room {
                room.save(cx);
            }
        },
    )
    .when(writing),
    Command::new("open", &["Enter"], "open", "Write, open the entry, or follow the link", Reflect::enter)
        .when(|screen| free(screen) && (!screen.reading || screen.link.is_some())),
    Command::new("new", &["n"], "write", "Into the writing room", Reflect::write).when(free),
    Command::new(
        "prompt",
        &["p"],
        "another prompt",
        "Another prompt, never the same twice in a row",
        Reflect::another_prompt,
    )
    .when(|screen| free(screen) && !screen.offers.prompts.is_empty()),
    Command::new(
        "frame",
        &["t"],
        "frame",
        "The shape to write in: free, three lines, what, six steps, event, letter",
        Reflect::another_frame,
    )
    .when(free),
    Command::new(
        "pulse",
        &["+"],
        "pulse",
        "The pulse of this week: energy, interest, effect in three taps",
        |screen: &mut Reflect, _| {
            screen.taps = Some(Taps::default());
        },
    )
    .when(free),
    Command::new("review-week", &["w"], "the week", "The guided review of the week, seven small steps", |_, cx| {
        cx.signal(Signal::Run("weekly"));
    })
    .when(free),
    Command::new("edit", &["e"], "edit", "Change it", Reflect::edit)
        .when(|screen| free(screen) && (screen.subject().is_some() || *screen.row() == Row::Now)),
    Command::new("delete", &["x"], "delete", "Into the trash; u brings it back", Reflect::delete)
        .when(|screen| free(screen) && screen.subject().is_some_and(|(kind, _)| kind != Kind::Profile)),
    Command::new("share", &["s"], "share", "Who may see it: private, mentors, private again", Reflect::share)
        .when(|screen| free(screen) && screen.subject().is_some_and(|(kind, _)| kind == Kind::Reflection))
        .quiet(),
    Command::new("filter", &["/"], "filter", "Show only the entries with these words", |screen: &mut Reflect, _| {
        (screen.reading, screen.guest, screen.filtering) = (false, None, true);
    })
    .when(free)
    .quiet(),
    Command::new(
        "next-pane",
        &["Tab"],
        "other pane",
        "Between the list and what is read",
        |screen: &mut Reflect, cx| {
            screen.reading = !screen.reading && screen.target().is_some();
            screen.sync(cx);
        },
    )
    .when(free)
    .quiet(),
    Command::new(
        "previous-pane",
        &["S-Tab"],
        "other pane",
        "Between what is read and the list",
        |screen: &mut Reflect, cx| {
            screen.reading = !screen.reading && screen.target().is_some();
            screen.sync(cx);
        },
    )
    .when(free)
    .quiet(),
    Command::new("its-history", &["H"], "history", "What changed in it, and when", |screen: &mut Reflect, cx| {
        if let Some((_, id)) = screen.subject() {
            cx.signal(Signal::Over("history", Some(id)));
        }
    })
    .when(|screen| free(screen) && screen.subject().is_some())
    .quiet(),
    Command::new(
        "prompt-while-writing",
        &["M-p"],
        "another prompt",
        "Another prompt; the text stays",
        Reflect::another_prompt,
    )
    .when(|screen| screen.room.as_ref().is_some_and(|room| !room.asking) && !screen.offers.prompts.is_empty()),
    Command::new("frame-while-writing", &["M-t"], "frame", "Another frame; the text stays", Reflect::another_frame)
        .when(|screen| screen.room.as_ref().is_some_and(|room| !room.asking)),
    Command::new("editor", &["C-o"], "editor", "Write on in your own editor", |screen: &mut Reflect, cx| {
        if let Some(room) = &mut screen.room {
            room.hand_out(cx);
        }
    })
    .when(writing),
    Command::new(
        "back",
        &["Esc"],
        "back",
        "One step back; what is written is kept as a draft",
        |screen: &mut Reflect, cx| {
            use crate::screens::Screen as _;
            if !screen.back(cx) {
                cx.signal(Signal::Back);
            }
        },
    )
    .when(|screen| screen.reading || !free(screen) || !screen.filter.is_empty()),
];
