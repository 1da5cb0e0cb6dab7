//! The commands of every tab's lists and details.

use crate::domain::Kind;
use crate::domain::saved::Saved;
use crate::ui::command::Command;
use crate::ui::context::Signal;
use crate::ui::list::List;

use super::listing::OPEN_ONLY;
use super::{Focus, Room};

/// The way in and out, named before what a tab and a kind add.
pub(super) const WALK: &[Command<Room>] = &[
    Command::new("open", &["Enter"], "open", "Open the thing under the cursor, or follow the link", Room::enter)
        .when(|screen| screen.subject().is_some() && (screen.focus == Focus::Pane || screen.here.link.is_some())),
    Command::new("back", &["Esc"], "back", "One step back, to where you were", |screen: &mut Room, cx| {
        use crate::ui::screen::Screen as _;
        if !screen.back(cx) {
            cx.signal(Signal::Back);
        }
    })
    .when(|screen| screen.focus == Focus::Detail || screen.is_filtering())
    .or_say("this is where you came in"),
];

/// The rest.
pub(super) const TABLE: &[Command<Room>] = &[
    Command::new("new", &["n"], "new", "Make a new one", Room::new_thing),
    Command::new("edit", &["e"], "edit", "Change it", Room::edit)
        .when(|screen| screen.subject().is_some())
        .or_say("nothing is chosen"),
    Command::new("step", &["Space"], "done", "Its main step: done, solved, achieved, followed up", Room::step)
        .when(|screen| screen.subject().is_some_and(|(kind, _)| kind.spec().has_state() || kind == Kind::Milestone))
        .or_say("nothing is chosen that has a next step"),
    Command::new("share", &["s"], "share", "Who may see it: private, mentors, private again", Room::share)
        .when(|screen| screen.subject().is_some())
        .or_say("nothing is chosen"),
    Command::new("delete", &["x"], "delete", "Into the trash; u brings it back", Room::delete)
        .when(|screen| screen.subject().is_some())
        .or_say("nothing is chosen"),
    Command::new("filter", &["/"], "filter", "Show only the rows with these words", |screen: &mut Room, cx| {
        screen.begin_filter(cx);
    })
    .when(|screen| screen.list_view().is_some())
    .or_say("there is no list here"),
    Command::new(
        "keep-filter",
        &["F"],
        "keep it",
        "Keep this filter under a name and a key",
        |screen: &mut Room, cx| {
            if let Some(list) = screen.list() {
                cx.signal(Signal::Keep(Saved::of_list(list.kind, &list.filter().text())));
            }
        },
    )
    .when(|screen| screen.list().is_some_and(|list| !list.filter().is_empty()))
    .or_say("there is no filter here; / begins one"),
    Command::new("view", &["v"], "next view", "The next view of this tab", Room::next_view)
        .when(|screen| screen.panes.len() > 1)
        .or_say("this tab has one view"),
    Command::new("all", &["a"], "closed too", "List closed things too, or open ones only", |screen: &mut Room, cx| {
        screen.on_list(cx, List::toggle_closed);
    })
    .when(|screen| {
        let kind = screen.list().map(|list| list.kind);
        kind.is_some_and(|kind| OPEN_ONLY.contains(&kind) || !kind.spec().closed.is_empty())
    })
    .or_say("nothing of this is ever closed"),
    Command::new("next-pane", &["Tab"], "other pane", "Between the list and the detail", Room::next_half)
        .when(|screen| screen.subject().is_some())
        .or_say("nothing is chosen")
        .quiet(),
    Command::new("previous-pane", &["S-Tab"], "other pane", "Between the detail and the list", Room::next_half)
        .when(|screen| screen.subject().is_some())
        .or_say("nothing is chosen")
        .quiet(),
    Command::new("its-history", &["H"], "history", "What changed in it, and when", |screen: &mut Room, cx| {
        if let Some((_, id)) = screen.subject() {
            cx.signal(Signal::Over("history", Some(id)));
        }
    })
    .when(|screen| screen.subject().is_some())
    .or_say("nothing is chosen")
    .quiet(),
    Command::new("reload", &["C-l"], "reload", "Read it again from the journal", |screen: &mut Room, cx| {
        use crate::ui::screen::Screen as _;
        screen.refresh(cx);
    })
    .quiet(),
];

/// Who could help with the thing under the cursor: for the looks of goals, obstacles and skills.
pub const WHO: Command<Room> =
    Command::new("who", &["W"], "who could help", "Who could help with this", |screen: &mut Room, cx| {
        if let Some((_, id)) = screen.subject() {
            cx.signal(Signal::Over("who", Some(id)));
        }
    })
    .when(|screen| screen.subject().is_some());
