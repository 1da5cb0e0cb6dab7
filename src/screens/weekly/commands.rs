//! The commands of the week's review. Every one has a key that is no letter: letters are for what is written.

use crate::ui::command::Command;
use crate::ui::context::Signal;

use super::{Step, Weekly};

/// Whether a prompt is on the page.
fn prompting(screen: &Weekly) -> bool {
    !screen.done && screen.step() == Step::Prompt
}

/// The table.
pub(super) const TABLE: &[Command<Weekly>] = &[
    Command::new(
        "next-step",
        &["Tab"],
        "next step",
        "To the next step; a step left empty writes nothing",
        |screen: &mut Weekly, cx| {
            screen.go(false, cx);
        },
    )
    .when(|screen| !screen.done),
    Command::new("step-before", &["S-Tab"], "step before", "To the step before", |screen: &mut Weekly, cx| {
        screen.go(true, cx);
    })
    .when(|screen| !screen.done && screen.step > 0),
    Command::new(
        "save",
        &["C-s"],
        "save all",
        "Save what is there as one change, whatever step it is",
        |screen: &mut Weekly, cx| {
            screen.save(cx);
        },
    )
    .when(|screen| !screen.done),
    Command::new(
        "prompt-while-writing",
        &["M-p"],
        "another prompt",
        "Another prompt; the text stays",
        Weekly::another_prompt,
    )
    .when(|screen| prompting(screen) && !screen.offers.prompts.is_empty()),
    Command::new("frame-while-writing", &["M-t"], "frame", "Another frame; the text stays", Weekly::another_frame)
        .when(prompting),
    Command::new("back", &["Esc"], "later", "Leave; what was typed is kept as a draft", |_, cx| {
        cx.signal(Signal::Close)
    }),
];
