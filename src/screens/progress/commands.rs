//! The commands of Progress.

use crate::domain::ask::Form;
use crate::ui::command::Command;

use super::Progress;

/// The table.
pub(super) const TABLE: &[Command<Progress>] = &[
    Command::new("open", &["Enter"], "what is behind it", "Open what stands behind the figure", Progress::enter).when(
        |screen| match &screen.behind {
            Some(behind) => behind.rows.as_ref().is_some_and(|rows| !rows.is_empty()),
            None => screen.stops() > 0,
        },
    ),
    Command::new("back", &["Esc"], "back", "Back to the page", |screen: &mut Progress, _| screen.behind = None)
        .when(|screen| screen.behind.is_some()),
    Command::new("period-before", &["["], "before", "The period before this one", |screen: &mut Progress, cx| {
        screen.step(false, cx);
    })
    .when(|screen| screen.behind.is_none()),
    Command::new("period-after", &["]"], "after", "The period after this one", |screen: &mut Progress, cx| {
        screen.step(true, cx);
    })
    .when(|screen| screen.behind.is_none()),
    Command::new("period-length", &["p"], "period", "A month, its quarter, its year, all time", Progress::turn)
        .when(|screen| screen.behind.is_none()),
    Command::new(
        "write-html",
        &["w h"],
        "write",
        "Write the page as HTML, to read in a browser or to print",
        |screen: &mut Progress, cx| {
            screen.write(Form::Html, cx);
        },
    )
    .when(|screen| screen.behind.is_none()),
    Command::new(
        "write-markdown",
        &["w m"],
        "as Markdown",
        "Write the page as Markdown",
        |screen: &mut Progress, cx| {
            screen.write(Form::Markdown, cx);
        },
    )
    .when(|screen| screen.behind.is_none())
    .quiet(),
    Command::new("write-svg", &["w s"], "as SVG", "Write the page as one SVG picture", |screen: &mut Progress, cx| {
        screen.write(Form::Svg, cx);
    })
    .when(|screen| screen.behind.is_none())
    .quiet(),
    Command::new("next-pane", &["Tab"], "next part", "To the next part of the page", |screen: &mut Progress, _| {
        screen.next_section(false);
    })
    .when(|screen| screen.behind.is_none())
    .quiet(),
    Command::new(
        "previous-pane",
        &["S-Tab"],
        "part before",
        "To the part of the page before",
        |screen: &mut Progress, _| {
            screen.next_section(true);
        },
    )
    .when(|screen| screen.behind.is_none())
    .quiet(),
];
