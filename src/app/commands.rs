//! The commands that hold everywhere.

use crate::domain::Kind;
use crate::domain::ask::{Ask, Write};
use crate::screens::TABS;
use crate::screens::capture::{self, Capture};
use crate::screens::search::Search;
use crate::screens::weekly::{self, Weekly};
use crate::ui::command::Command;
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Effect;

use super::help::Help;
use super::palette::Palette;
use super::{Deed, State};

/// The table.
pub(super) const TABLE: &[Command<State>] = &[
    Command::new("capture", &["c"], "capture", "Write anything down, from anywhere", |state: &mut State, cx| {
        if !state.overlays.iter().any(|screen| screen.name() == "Capture") {
            let draft = cx.drafts.get(capture::SLOT).cloned().unwrap_or_default();
            state.lay(Box::new(Capture::new(&draft)), cx);
        }
    }),
    Command::new(
        "commands",
        &[":", "C-p"],
        "commands",
        "Every command by name, with its key",
        |state: &mut State, cx| {
            let palette = Palette::new(state.all_commands(), &state.settings.keys, &state.settings.filters);
            state.lay(Box::new(palette), cx);
        },
    ),
    Command::new("help", &["?", "F1"], "keys", "The keys of this screen", |state: &mut State, cx| {
        let name = state.top().map_or("", |screen| screen.name());
        let help = Help::new(name, &state.all_commands(), &state.settings.keys, &state.settings.filters);
        state.lay(Box::new(help), cx);
    }),
    Command::new("search", &["C-f"], "search", "Search the whole journal", |state: &mut State, cx| {
        state.lay(Box::new(Search::default()), cx);
    })
    .quiet(),
    Command::new(
        "undo",
        &["u"],
        "undo",
        "Take the last change back, also that of another day",
        |state: &mut State, cx| {
            let ticket = cx.write(Write::Undo);
            state.writes.insert(ticket, Deed::Undo);
        },
    )
    .quiet(),
    Command::new("redo", &["C-r"], "redo", "Bring back what was undone last", |state: &mut State, cx| {
        let ticket = cx.write(Write::Redo);
        state.writes.insert(ticket, Deed::Redo);
    })
    .quiet(),
    Command::new(
        "weekly",
        &[],
        "the week",
        "The guided review of the week: seven small steps",
        |state: &mut State, cx| {
            if !state.overlays.iter().any(|screen| screen.name() == "The week") {
                let draft = cx.drafts.get(weekly::SLOT).cloned().unwrap_or_default();
                state.lay(Box::new(Weekly::new(state.settings.offers.clone(), &draft)), cx);
            }
        },
    )
    .quiet(),
    Command::new("profile", &[], "profile", "Who I am, and what brings me here", |state: &mut State, cx| {
        state.profile = Some(cx.ask(Ask::Pick { kind: Some(Kind::Profile), words: String::new(), limit: 1 }));
    })
    .quiet(),
    Command::new("back", &["Esc"], "back", "One step back", |_, cx| cx.signal(Signal::Back)).quiet(),
    go("go-1", &["1"], "Today: what needs me", |_, cx| to(0, cx)),
    go("go-2", &["2"], "Goals, milestones, check-ins, paths, decisions", |_, cx| to(1, cx)),
    go("go-3", &["3"], "Meetings, promises, advice, questions, mentorships", |_, cx| to(2, cx)),
    go("go-4", &["4"], "Obstacles", |_, cx| to(3, cx)),
    go("go-5", &["5"], "Network: people, introductions, opportunities", |_, cx| to(4, cx)),
    go("go-6", &["6"], "Learning: insights, words, skills, feedback", |_, cx| to(5, cx)),
    go("go-7", &["7"], "Reflect: entries and the weekly pulse", |_, cx| to(6, cx)),
    go("go-8", &["8"], "Progress: where I stand", |_, cx| to(7, cx)),
    Command::new("quit", &["q", "C-c"], "leave", "Leave; what is being typed is kept as a draft", |_, cx| {
        cx.effects.push(Effect::Quit);
    })
    .quiet(),
    Command::new("suspend", &["C-z"], "suspend", "Back to the shell; fg comes back", |_, cx| {
        cx.effects.push(Effect::Suspend);
    })
    .quiet(),
];

/// A command that goes to a tab.
const fn go(
    name: &'static str,
    keys: &'static [&'static str],
    help: &'static str,
    run: fn(&mut State, &mut Context<'_>),
) -> Command<State> {
    Command::new(name, keys, "go", help, run).quiet()
}

fn to(tab: usize, cx: &mut Context<'_>) {
    if tab < TABS.len() {
        cx.signal(Signal::Go(tab));
    }
}
