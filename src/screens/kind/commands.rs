//! The commands of a tab's lists and details.

use crate::domain::Kind;
use crate::ui::command::Command;
use crate::ui::context::Signal;

use super::{Kinds, OPEN_ONLY, Pane};

/// The table.
pub(super) const TABLE: &[Command<Kinds>] = &[
    Command::new("open", &["Enter"], "open", "Open the thing under the cursor, or follow the link", Kinds::enter)
        .when(|screen| screen.subject().is_some() && (screen.pane == Pane::List || screen.here.link.is_some())),
    Command::new("back", &["Esc"], "back", "One step back, to where you were", |screen: &mut Kinds, cx| {
        use crate::screens::Screen as _;
        if !screen.back(cx) {
            cx.signal(Signal::Back);
        }
    })
    .when(|screen| screen.pane == Pane::Detail || screen.is_filtering()),
    Command::new("new", &["n"], "new", "Make a new one", Kinds::new_thing),
    Command::new("edit", &["e"], "edit", "Change it", Kinds::edit).when(|screen| screen.subject().is_some()),
    Command::new("step", &["Space"], "done", "Its main step: done, solved, achieved, followed up", Kinds::step)
        .when(|screen| screen.subject().is_some_and(|(kind, _)| kind.spec().has_state() || kind == Kind::Milestone)),
    Command::new("share", &["s"], "share", "Who may see it: private, mentors, private again", Kinds::share)
        .when(|screen| screen.subject().is_some()),
    Command::new("delete", &["x"], "delete", "Into the trash; u brings it back", Kinds::delete)
        .when(|screen| screen.subject().is_some()),
    Command::new("filter", &["/"], "filter", "Show only the rows with these words", |screen: &mut Kinds, _| {
        screen.pane = Pane::List;
        screen.list_mut().begin_filter();
    }),
    Command::new("view", &["v"], "next kind", "The next kind of this tab", Kinds::next_kind)
        .when(|screen| screen.tab.kinds.len() > 1),
    Command::new("all", &["a"], "closed too", "List closed things too, or open ones only", |screen: &mut Kinds, cx| {
        screen.list_mut().toggle_closed(cx);
    })
    .when(|screen| OPEN_ONLY.contains(&screen.kind) || !screen.kind.spec().closed.is_empty()),
    Command::new("next-pane", &["Tab"], "other pane", "Between the list and the detail", Kinds::next_pane)
        .when(|screen| screen.subject().is_some())
        .quiet(),
    Command::new("previous-pane", &["S-Tab"], "other pane", "Between the detail and the list", Kinds::next_pane)
        .when(|screen| screen.subject().is_some())
        .quiet(),
    Command::new("its-history", &["H"], "history", "What changed in it, and when", |screen: &mut Kinds, cx| {
        if let Some((_, id)) = screen.subject() {
            cx.signal(Signal::History(Some(id)));
        }
    })
    .when(|screen| screen.subject().is_some())
    .quiet(),
    Command::new("reload", &["C-l"], "reload", "Read it again from the journal", |screen: &mut Kinds, cx| {
        use crate::screens::Screen as _;
        screen.refresh(cx);
    })
    .quiet(),
];
