//! The commands of Progress.

use crate::domain::ask::Form;
use crate::ui::command::Command;

use super::Progress;

/// The table.
pub(super) const TABLE: &[Command<Progress>] = &[
    Command::new("open", &["Enter"], "what is behind it", "Open what stands behind the figure", Progress::enter).when(
        |screen| match &screen.behind {
            None if screen.along => screen.timeline.selected().is_some(),
            Some(behind) => behind.found.as_ref().is_some_and(|rows| !rows.is_empty()),
            None => screen.stops() > 0,
        },
    ),
    Command::new("back", &["Esc"], "back", "Back to the page", |screen: &mut Progress, cx| {
        use crate::ui::screen::Screen as _;
        screen.back(cx);
    })
    .when(|screen| !screen.is_page()),
    Command::new("view", &["v"], "timeline", "Everything that happened, month by month; and back", Progress::next_view)
        .when(|screen| screen.behind.is_none()),
    Command::new("filter", &["/"], "filter", "Show only what has these words", |screen: &mut Progress, _| {
        screen.timeline.list_mut().begin_filter();
    })
    .when(|screen| screen.along)
    .or_say("the timeline has a filter; v goes there"),
    Command::new("turn", &["o"], "turn round", "The oldest first, or the newest", |screen: &mut Progress, cx| {
        let area = super::view::inner(cx.area);
        screen.timeline.list_mut().turn(&mut cx.within(area));
    })
    .when(|screen| screen.along)
    .or_say("the timeline can be turned round; v goes there"),
    Command::new(
        "period-before",
        &["["],
        "before",
        "The period before this one; along the timeline, the month",
        |screen: &mut Progress, cx| {
            screen.beside(false, cx);
        },
    )
    .when(|screen| screen.behind.is_none()),
    Command::new(
        "period-after",
        &["]"],
        "after",
        "The period after this one; along the timeline, the month",
        |screen: &mut Progress, cx| {
            screen.beside(true, cx);
        },
    )
    .when(|screen| screen.behind.is_none()),
    Command::new("period-length", &["p"], "period", "A month, its quarter, its year, all time", Progress::turn)
        .when(Progress::is_page),
    Command::new(
        "write-html",
        &["w h"],
        "write",
        "Write the page as HTML, to read in a browser or to print",
        |screen: &mut Progress, cx| {
            screen.write(Form::Html, cx);
        },
    )
    .when(Progress::is_page),
    Command::new(
        "write-markdown",
        &["w m"],
        "as Markdown",
        "Write the page as Markdown",
        |screen: &mut Progress, cx| {
            screen.write(Form::Markdown, cx);
        },
    )
    .when(Progress::is_page)
    .quiet(),
    Command::new("write-svg", &["w s"], "as SVG", "Write the page as one SVG picture", |screen: &mut Progress, cx| {
        screen.write(Form::Svg, cx);
    })
    .when(Progress::is_page)
    .quiet(),
    Command::new("next-pane", &["Tab"], "next part", "To the next part of the page", |screen: &mut Progress, _| {
        screen.next_section(false);
    })
    .when(Progress::is_page)
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
    .when(Progress::is_page)
    .quiet(),
];
