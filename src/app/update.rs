//! Routing: a message goes to the screen it is for; what that wishes of the frame is done. Decides nothing else.

use std::mem;

use crate::domain::ask::{Answer, Draft, Write, Written};
use crate::domain::saved::Place;
use crate::domain::{Fields, Id, Kind, Now};
use crate::screens::capture;
use crate::screens::form::FormScreen;
use crate::screens::keep::Keep;
use crate::screens::search::Search;
use crate::screens::{OVERS, Screen, home};
use crate::ui::command::{MOTIONS, Meaning, run, sequence};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::{Effect, Msg, Ticket};
use crate::ui::form::Form;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::notice::Notice;
use crate::ui::paint::Area;

use super::layout::place;
use super::{Deed, State, commands, view};

/// What an update brings about: effects for the shell, and signals with the layer they came from (0 is the tab).
#[derive(Default)]
struct Out {
    effects: Vec<Effect>,
    signals: Vec<(usize, Signal)>,
}

/// What the first screen asks when the program starts.
pub(super) fn begin(state: &mut State, now: &Now) -> Vec<Effect> {
    let mut out = Out::default();
    match state.settings.at {
        Some((kind, id)) => open(state, kind, id, now, &mut out),
        None => refresh(state, now, &mut out),
    }
    out.effects
}

/// What the screen on top asks when the program starts with it.
pub(super) fn begin_over(state: &mut State, now: &Now) -> Vec<Effect> {
    let mut out = Out::default();
    begin_top(state, now, &mut out);
    out.effects
}

/// Shows a record where its kind is at home; Esc comes back to where it was opened from.
fn open(state: &mut State, kind: Kind, id: Id, now: &Now, out: &mut Out) {
    state.overlays.clear();
    let tab = home(kind);
    if tab != state.tab {
        state.came.push(state.tab);
    }
    state.tab = tab;
    on(state, 0, now, out, |screen, cx| screen.open(kind, id, cx));
}

/// Takes a message at its moment; returns what the shell is to do.
pub fn update(state: &mut State, msg: Msg, now: Now) -> Vec<Effect> {
    let mut out = Out::default();
    let top = state.overlays.len();
    match msg {
        Msg::Key(chord) => key(state, chord, &now, &mut out),
        Msg::Paste(text) => {
            on(state, top, &now, &mut out, |screen, cx| {
                if screen.is_typing() {
                    screen.paste(&text, cx);
                }
            });
        }
        Msg::Mouse(mouse) => point(state, mouse, &now, &mut out),
        Msg::Resize(columns, rows) => state.size = (columns, rows),
        Msg::Background(light) => state.light = light,
        Msg::Answer(ticket, answer) => answered(state, ticket, &answer, &now, &mut out),
        Msg::Written(ticket, written) => wrote(state, ticket, &written, &now, &mut out),
        Msg::Failed(ticket, why) => failed(state, ticket, &why, &now, &mut out),
        Msg::Edited(ticket, text) => {
            any(state, &now, &mut out, |screen, cx| screen.edited(ticket, text.as_deref(), cx));
        }
        Msg::Made(_, said) => state.notice = Some(Notice::done(&said, &now)),
        Msg::Changed => refresh(state, &now, &mut out),
        Msg::Tick => state.notice = state.notice.take_if(|notice| notice.is_live(&now)),
    }
    while !out.signals.is_empty() {
        let (layer, signal) = out.signals.remove(0);
        wish(state, layer, signal, &now, &mut out);
    }
    for effect in &out.effects {
        match effect {
            Effect::Write(ticket, Write::Delete(_)) => state.writes.insert(*ticket, Deed::Delete),
            Effect::Write(
                ticket,
                Write::EmptyTrash
                | Write::Copy
                | Write::Set { .. }
                | Write::Hand { .. }
                | Write::Packet(_)
                | Write::Reply { .. },
            ) => state.writes.insert(*ticket, Deed::Aside),
            _ => None,
        };
    }
    out.effects
}

/// Lets the screen of a layer do something; nothing where there is no such layer.
fn on<R: Default>(
    state: &mut State,
    layer: usize,
    now: &Now,
    out: &mut Out,
    act: impl FnOnce(&mut dyn Screen, &mut Context<'_>) -> R,
) -> R {
    let body = state.layout().body;
    let screen = match layer.checked_sub(1) {
        None => state.tabs.get_mut(state.tab),
        Some(n) => state.overlays.get_mut(n),
    };
    let Some(screen) = screen else { return R::default() };
    let area = place(&screen.frame(), body).1;
    let mut signals = Vec::new();
    let mut cx = context(&mut state.desk, area, now, &mut out.effects, &mut signals);
    let done = act(&mut **screen, &mut cx);
    out.signals.extend(signals.into_iter().map(|signal| (layer, signal)));
    done
}

fn context<'a>(
    desk: &'a mut super::Desk,
    area: Area,
    now: &Now,
    effects: &'a mut Vec<Effect>,
    signals: &'a mut Vec<Signal>,
) -> Context<'a> {
    Context { now: *now, area, drafts: &mut desk.drafts, ticket: &mut desk.ticket, effects, signals }
}

/// Offers something to every screen, the top one first, until one takes it; tells whether one did.
fn any(
    state: &mut State,
    now: &Now,
    out: &mut Out,
    mut act: impl FnMut(&mut dyn Screen, &mut Context<'_>) -> bool,
) -> bool {
    if (0..=state.overlays.len()).rev().any(|layer| on(state, layer, now, out, &mut act)) {
        return true;
    }
    // An answer may be for a tab that was left while it was on its way.
    let here = state.tab;
    let taken = (0..state.tabs.len()).filter(|tab| *tab != here).any(|tab| {
        state.tab = tab;
        on(state, 0, now, out, &mut act)
    });
    state.tab = here;
    taken
}

/// What is in sight may be old.
fn refresh(state: &mut State, now: &Now, out: &mut Out) {
    for layer in 0..=state.overlays.len() {
        on(state, layer, now, out, |screen, cx| screen.refresh(cx));
    }
}

fn key(state: &mut State, chord: Chord, now: &Now, out: &mut Out) {
    let top = state.overlays.len();
    let typing = state.top().is_some_and(Screen::is_typing);
    if typing {
        state.pressed.clear();
        // Letters and the editing keys are the text's; what a screen's own table says with other keys comes first.
        let own = state.top().map(Screen::commands).unwrap_or_default();
        let reserved = chord.ctrl || chord.alt || matches!(chord.key, Key::Esc | Key::Tab | Key::F(_));
        let command = state.settings.keys.meaning(&[chord], &own);
        if let (true, Meaning::Run(name)) = (reserved, command) {
            return execute(state, name, now, out);
        }
        // Whatever is open, the way out is.
        let out_of_it: Vec<_> = state.commands().into_iter().filter(|command| command.name == "quit").collect();
        if let (true, Meaning::Run(name)) = (chord.ctrl, state.settings.keys.meaning(&[chord], &out_of_it)) {
            return execute(state, name, now, out);
        }
        if on(state, top, now, out, |screen, cx| screen.key(chord, cx)) || chord.typed().is_some() {
            return;
        }
        if let Meaning::Run(name) = state.settings.keys.meaning(&[chord], &state.commands()) {
            execute(state, name, now, out);
        }
        return;
    }
    let mut pressed = mem::take(&mut state.pressed);
    if chord == Chord::plain(Key::Esc) && !pressed.is_empty() {
        // It takes the keys back that were pressed by mistake.
        return;
    }
    pressed.push(chord);
    let filters = state.settings.filters.iter().filter_map(|saved| Some((sequence(&saved.keys)?, saved)));
    if let Some((keys, saved)) = filters.into_iter().find(|(keys, _)| keys.starts_with(&pressed)) {
        if keys == pressed {
            return out.signals.push((top, Signal::Filter(saved.place())));
        }
        state.pressed = pressed;
        return;
    }
    let commands = state.all_commands();
    let mut meaning = state.settings.keys.meaning(&pressed, &commands);
    if meaning == Meaning::Nothing && pressed.len() > 1 {
        pressed = vec![chord];
        meaning = state.settings.keys.meaning(&pressed, &commands);
    }
    match meaning {
        Meaning::Run(name) => execute(state, name, now, out),
        Meaning::Wait => state.pressed = pressed,
        Meaning::Nothing | Meaning::Off(..) => {
            let taken = on(state, top, now, out, |screen, cx| screen.key(chord, cx));
            if let (false, Meaning::Off(what, why)) = (taken, meaning) {
                state.notice = Some(Notice::hint(&format!("{what}: {why}"), now));
            }
        }
    }
}

/// Runs the command of this name: a move, the top screen's, or the program's.
fn execute(state: &mut State, name: &str, now: &Now, out: &mut Out) {
    let top = state.overlays.len();
    if let Some((motion, _)) = MOTIONS.iter().find(|(_, listed)| listed.name == name) {
        return on(state, top, now, out, |screen, cx| screen.motion(*motion, cx));
    }
    if on(state, top, now, out, |screen, cx| screen.run(name, cx)) {
        return;
    }
    if OVERS.iter().any(|over| over.anywhere && over.listed.name == name) {
        return lay(state, name, None, now, out);
    }
    let mut desk = mem::take(&mut state.desk);
    let mut signals = Vec::new();
    let area = state.layout().body;
    let mut cx = context(&mut desk, area, now, &mut out.effects, &mut signals);
    run(commands::TABLE, state, name, &mut cx);
    state.desk = desk;
    out.signals.extend(signals.into_iter().map(|signal| (state.overlays.len(), signal)));
}

fn point(state: &mut State, mouse: Mouse, now: &Now, out: &mut Out) {
    let layout = state.layout();
    let (Mouse::Click(x, y) | Mouse::Up(x, y) | Mouse::Down(x, y)) = mouse;
    if let (Mouse::Click(..), true) = (mouse, layout.tabs.contains((x, y).into())) {
        if let Some(tab) = view::tab_at(state.tab, x, layout.tabs.width) {
            out.signals.push((0, Signal::Go(tab)));
        }
        return;
    }
    let top = state.overlays.len();
    on(state, top, now, out, |screen, cx| {
        if cx.area.contains((x, y).into()) {
            screen.mouse(mouse, cx);
        }
    });
}

fn answered(state: &mut State, ticket: Ticket, answer: &Answer, now: &Now, out: &mut Out) {
    if state.drafts.take_if(|asked| *asked == ticket).is_some() {
        if let Answer::Drafts(drafts) = answer {
            keep(state, drafts, now);
        }
        return;
    }
    if state.profile.take_if(|asked| *asked == ticket).is_some() {
        if let Answer::Picks(found) = answer {
            let id = found.first().map(|row| row.id);
            out.signals.push((state.overlays.len(), Signal::Form(Kind::Profile, id, Fields::new())));
        }
        return;
    }
    any(state, now, out, |screen, cx| screen.answer(ticket, answer, cx));
}

/// Takes the drafts of another day in, and says so.
fn keep(state: &mut State, drafts: &[Draft], now: &Now) {
    for draft in drafts {
        state.desk.drafts.entry(draft.slot.clone()).or_insert_with(|| draft.text.clone());
    }
    let capture = drafts.iter().any(|draft| draft.slot == capture::SLOT);
    // An unfinished reply to a share is there again with the share.
    let said = match drafts.iter().filter(|draft| !draft.slot.starts_with("review:")).count() {
        0 => return,
        _ if capture => "A capture is kept as a draft · c goes on".to_owned(),
        _ if !drafts.iter().all(|draft| draft.slot.starts_with("form:")) => {
            "Something begun is kept as a draft; opening it again goes on".to_owned()
        }
        1 => "A form is kept as a draft; opening it again goes on".to_owned(),
        n => format!("{n} forms are kept as drafts; opening them again goes on"),
    };
    state.notice = Some(Notice::hint(&said, now));
}

fn wrote(state: &mut State, ticket: Ticket, written: &Written, now: &Now, out: &mut Out) {
    let line = written.line.trim_end_matches('.');
    let said = match state.writes.remove(&ticket) {
        Some(Deed::Delete) => "Deleted · u undoes".to_owned(),
        Some(Deed::Undo) => format!("{line} · C-r brings it back"),
        Some(Deed::Aside) => line.to_owned(),
        Some(Deed::Redo) | None => format!("{line} · u undoes"),
    };
    match written.warnings.first() {
        // What is noted on the side says nothing.
        None if said.is_empty() => {}
        None => state.notice = Some(Notice::done(&said, now)),
        Some(warning) => state.notice = Some(Notice::hint(&format!("{said} · {warning}"), now)),
    }
    let by_overlay = any(state, now, out, |screen, cx| screen.written(ticket, written, cx));
    refresh(state, now, out);
    if by_overlay {
        on(state, 0, now, out, |screen, cx| screen.saved(&written.ids, cx));
    }
}

fn failed(state: &mut State, ticket: Ticket, why: &str, now: &Now, out: &mut Out) {
    state.writes.remove(&ticket);
    state.drafts.take_if(|asked| *asked == ticket);
    if !any(state, now, out, |screen, cx| screen.failed(ticket, why, cx)) {
        state.notice = Some(Notice::failed(why, now));
    }
}

/// Does what a screen wishes of the frame.
fn wish(state: &mut State, layer: usize, signal: Signal, now: &Now, out: &mut Out) {
    match signal {
        Signal::Close => {
            if let Some(n) = layer.checked_sub(1).filter(|n| *n < state.overlays.len()) {
                state.overlays.remove(n);
                // What came after it speaks of the layers as they are now.
                out.signals.iter_mut().filter(|(of, _)| *of >= layer).for_each(|(of, _)| *of -= 1);
            }
        }
        Signal::Back => back(state, now, out),
        Signal::Go(tab) => {
            state.overlays.clear();
            state.came.clear();
            show(state, tab, now, out);
        }
        Signal::Open(kind, id) => open(state, kind, id, now, out),
        Signal::Form(kind, id, preset) => {
            let draft = state.desk.drafts.get(&Form::slot(kind, id)).cloned();
            let visibility = state.settings.visibility.get(&kind).cloned().unwrap_or_default();
            let form = FormScreen::new(kind, id, &preset, draft.as_deref(), visibility, now);
            state.overlays.push(Box::new(form));
            begin_top(state, now, out);
        }
        Signal::Over(name, about) => lay(state, name, about, now, out),
        Signal::Filter(place) => filter(state, place, now, out),
        Signal::Keep(words) => {
            state.overlays.push(Box::new(Keep::new(&words)));
            begin_top(state, now, out);
        }
        Signal::Run(name) => execute(state, name, now, out),
        Signal::Say(notice) => state.notice = Some(notice),
    }
}

/// Shows what a filter finds: the list of its kind where that has one, else the search.
fn filter(state: &mut State, place: Place, now: &Now, out: &mut Out) {
    let words = match place {
        Place::Search(words) => words,
        Place::List(kind, words) => {
            state.overlays.clear();
            let tab = home(kind);
            if tab != state.tab {
                state.came.push(state.tab);
            }
            state.tab = tab;
            if on(state, 0, now, out, |screen, cx| screen.filtered(kind, &words, cx)) {
                return;
            }
            format!("kind:{} {words}", kind.name())
        }
    };
    state.overlays.push(Box::new(Search::looking_for(words.trim())));
    begin_top(state, now, out);
}

/// Lays the screen of this name over the others.
fn lay(state: &mut State, name: &str, about: Option<Id>, now: &Now, out: &mut Out) {
    if let Some(over) = OVERS.iter().find(|over| over.listed.name == name) {
        state.overlays.push((over.make)(about));
        begin_top(state, now, out);
    }
}

fn begin_top(state: &mut State, now: &Now, out: &mut Out) {
    let top = state.overlays.len();
    on(state, top, now, out, |screen, cx| screen.refresh(cx));
}

/// Shows a tab.
fn show(state: &mut State, tab: usize, now: &Now, out: &mut Out) {
    state.tab = tab.min(state.tabs.len().saturating_sub(1));
    on(state, 0, now, out, |screen, cx| screen.refresh(cx));
}

/// One step back: within the top screen, else out of it, else to the tab that led here.
fn back(state: &mut State, now: &Now, out: &mut Out) {
    let top = state.overlays.len();
    if on(state, top, now, out, |screen, cx| screen.back(cx)) {
        return;
    }
    if state.overlays.pop().is_none()
        && let Some(tab) = state.came.pop()
    {
        show(state, tab, now, out);
    }
}

impl State {
    /// Lays a screen over the others.
    pub(super) fn lay(&mut self, mut screen: Box<dyn Screen>, cx: &mut Context<'_>) {
        screen.refresh(cx);
        self.overlays.push(screen);
    }
}
