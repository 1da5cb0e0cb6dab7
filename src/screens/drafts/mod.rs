//! What is being typed and not saved yet, wherever it belongs: to go on with, or to let go of. Refuses to lose one by a
//! slip: the last one let go of can be put back.

use serde_json::Value;

use crate::domain::ask::{Answer, Ask, Draft};
use crate::domain::{Fields, Id, Kind, Now, dates};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::cursor::Cursor;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;
use crate::ui::words;

use super::{Frame, Screen};

/// The screen.
#[derive(Debug, Default)]
pub struct Drafts {
    rows: Option<Vec<Draft>>,
    cursor: Cursor,
    asked: Option<Ticket>,
    /// The one that was let go of last.
    dropped: Option<Draft>,
}

/// The commands.
const TABLE: &[Command<Drafts>] = &[
    Command::new("open", &["Enter"], "go on", "Go on writing it where it belongs", Drafts::open)
        .when(|screen| screen.chosen().is_some_and(|draft| place(&draft.slot).is_some()))
        .or_say("it opens again on its own screen"),
    Command::new("delete", &["x"], "let go", "Let go of it; p puts it back while this is open", Drafts::drop)
        .when(|screen| screen.chosen().is_some())
        .or_say("nothing is kept"),
    Command::new(
        "put-back",
        &["p"],
        "put back",
        "Put the one back that was let go of last",
        |screen: &mut Drafts, cx| {
            if let Some(draft) = screen.dropped.take() {
                cx.draft(&draft.slot, draft.text.clone());
                screen.rows.get_or_insert_default().push(draft);
            }
        },
    )
    .when(|screen| screen.dropped.is_some())
    .or_say("none was let go of"),
    Command::new("back", &["Esc"], "back", "Leave the drafts", |_, cx| cx.signal(Signal::Close)),
];

/// Drafts of screens about a thing: how their slots begin, what is laid over, what they are called.
const TALKS: [(&str, &str, &str); 6] = [
    ("capture", "capture-into", "capture of a meeting"),
    ("prepare", "prepare", "an agenda"),
    ("meet", "meet", "a talk under way"),
    ("review", "progress-review", "a progress review"),
    ("evaluate", "evaluate", "how a mentorship goes"),
    ("ending", "end-mentorship", "an ending"),
];

/// Where a draft is gone on with: the capture, or a form of this kind.
fn place(slot: &str) -> Option<Signal> {
    if slot == "capture" {
        return Some(Signal::Run("capture"));
    }
    if slot == "weekly" {
        return Some(Signal::Run("weekly"));
    }
    if let Some((_, over, _)) = TALKS.iter().find(|(name, ..)| slot.split(':').next() == Some(*name)) {
        let id = slot.split_once(':').and_then(|(_, id)| Id::read(id))?;
        return Some(Signal::Over(over, Some(id)));
    }
    let (kind, id) = slot.strip_prefix("form:")?.split_once(':')?;
    let id = if id == "new" { None } else { Some(Id::read(id)?) };
    Some(Signal::Form(Kind::read(kind)?, id, Fields::new()))
}

/// What a draft is of.
fn about(slot: &str) -> String {
    let parts: Vec<_> = slot.split(':').collect();
    match parts.as_slice() {
        ["form", kind, id] => {
            let label = Kind::read(kind).map_or(*kind, |kind| kind.spec().label);
            if *id == "new" { format!("new {label}") } else { format!("changes to a {label}") }
        }
        [first, _] if TALKS.iter().any(|(name, ..)| name == first) => {
            TALKS.iter().find(|(name, ..)| name == first).map(|(.., called)| (*called).to_owned()).unwrap_or_default()
        }
        ["weekly"] => "the review of the week".to_owned(),
        [first, ..] => (*first).to_owned(),
        [] => String::new(),
    }
}

/// The words of a draft: its text, or what was typed into the fields of a form.
fn text(draft: &Draft) -> String {
    fn typed(value: &Value, into: &mut Vec<String>) {
        match value {
            Value::String(text) if !text.trim().is_empty() => into.push(text.clone()),
            Value::Array(items) => items.iter().for_each(|item| typed(item, into)),
            Value::Object(map) => map.iter().filter(|(key, _)| *key != "id").for_each(|(_, item)| typed(item, into)),
            _ => {}
        }
    }
    let Ok(value @ Value::Object(_)) = serde_json::from_str(&draft.text) else { return draft.text.clone() };
    let mut parts = Vec::new();
    typed(&value, &mut parts);
    parts.join(" · ")
}

impl Drafts {
    fn chosen(&self) -> Option<&Draft> {
        self.rows.as_ref()?.get(self.cursor.at)
    }

    fn count(&self) -> usize {
        self.rows.as_ref().map_or(0, Vec::len)
    }

    fn open(&mut self, cx: &mut Context<'_>) {
        if let Some(signal) = self.chosen().and_then(|draft| place(&draft.slot)) {
            cx.signal(Signal::Close);
            cx.signal(signal);
        }
    }

    fn drop(&mut self, cx: &mut Context<'_>) {
        let at = self.cursor.at;
        if let Some(rows) = self.rows.as_mut().filter(|rows| at < rows.len()) {
            let draft = rows.remove(at);
            self.cursor.keep(rows.len());
            // Also where the program has not heard of it yet: another one may have kept it.
            cx.drafts.insert(draft.slot.clone(), draft.text.clone());
            cx.draft(&draft.slot, String::new());
            self.dropped = Some(draft);
            cx.say("Let go · p puts it back");
        }
    }
}

/// The rows, and below them the text of the chosen one.
fn parts(area: Area) -> (Area, Area) {
    let foot = if area.height >= 10 { area.height / 3 } else { 0 };
    let list = Area { height: area.height - foot, ..area };
    (list, Area { y: list.bottom() + u16::from(foot > 0), height: foot.saturating_sub(1), ..area })
}

impl Screen for Drafts {
    fn name(&self) -> &'static str {
        "Drafts"
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        command::available(TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let Some(rows) = &self.rows else { return };
        if rows.is_empty() {
            let text = "Nothing waits to be finished. What you type is kept here within a second, until you save it.";
            painter.rows(area, &paragraph(text, usize::from(area.width), Role::Dim));
            return;
        }
        let (list, foot) = parts(area);
        self.cursor.draw(list, rows.len(), painter, &|n, chosen| {
            let Some(draft) = rows.get(n) else { return (Row::new(), Row::new()) };
            let role = if chosen { Role::Strong } else { Role::Text };
            let left = Row::of(words::capital(&about(&draft.slot)), role).with("  ", Role::Dim);
            let left = left.with(text(draft).lines().next().unwrap_or_default(), Role::Dim);
            (left, Row::of(dates::say_at(draft.at, now), Role::Dim))
        });
        if let Some(draft) = self.chosen() {
            painter.rows(foot, &paragraph(&text(draft), usize::from(area.width), Role::Text));
        }
    }

    fn frame(&self) -> Frame {
        // The list, and a third of the box for the text of the chosen one.
        let content = if self.count() == 0 { 2 } else { self.count() + 9 };
        Frame::around(84, content, 24, Row::of("Drafts", Role::Brand))
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        self.cursor.motion(motion, self.count(), usize::from(parts(cx.area).0.height));
    }

    fn click(&mut self, _x: u16, y: u16, cx: &mut Context<'_>) {
        if self.cursor.click(y, self.count(), parts(cx.area).0) {
            self.run("open", cx);
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.asked = Some(cx.ask(Ask::Drafts));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Drafts(found)) = (mine, answer) {
            // What was typed, or let go of, in this very second is not on disk yet.
            let mut rows = found.clone();
            rows.retain(|row| self.dropped.as_ref().is_none_or(|dropped| dropped.slot != row.slot));
            for (slot, text) in cx.drafts.iter() {
                match rows.iter_mut().find(|row| row.slot == *slot) {
                    Some(row) => row.text.clone_from(text),
                    None => rows.push(Draft { slot: slot.clone(), text: text.clone(), at: cx.now.at }),
                }
            }
            self.cursor.keep(rows.len());
            self.rows = Some(rows);
        }
        mine
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_instant;

    #[test]
    fn a_draft_says_what_it_is_of_and_where_it_belongs() {
        let at = read_instant("2025-09-30T09:00:00Z").expect("an instant");
        let id = Id::from_bytes(&[7; 16]).expect("an id");
        for (slot, kept, said, words, opens) in [
            ("capture", "Met @odile\n! board", "capture", "Met @odile\n! board", true),
            (
                "form:goal:new",
                r#"{"title":"Case","due":" ","links":[{"id":"x","title":"Odile"}]}"#,
                "new goal",
                "Odile · Case",
                true,
            ),
            (&format!("form:check_in:{id}"), "{broken", "changes to a check-in", "{broken", true),
            ("elsewhere:x", "words", "elsewhere", "words", false),
            ("form:goal:no-id", "", "changes to a goal", "", false),
        ] {
            let draft = Draft { slot: slot.to_owned(), text: kept.to_owned(), at };
            assert_eq!(
                (about(slot).as_str(), text(&draft).as_str(), place(slot).is_some()),
                (said, words, opens),
                "{slot}"
            );
        }
    }
}
