//! The writing room: one text, the prompt above it, and at the end one line: a rule for next time. Every change is kept as
//! a draft; a failed save leaves the text where it is.

use serde_json::{Value, json};

use crate::domain::ask::Write;
use crate::domain::kinds::reflection::Frame;
use crate::domain::{Fields, Id, Kind};
use crate::ui::context::Context;
use crate::ui::editor::{Done, Editor};
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Key, Mouse};
use crate::ui::paint::Area;

/// A text being written.
#[derive(Debug)]
pub(super) struct Room {
    /// The entry that is changed; a new one where there is none.
    pub(super) id: Option<Id>,
    pub(super) text: Editor,
    pub(super) rule: Editor,
    /// Whether the rule is asked for now.
    pub(super) asking: bool,
    /// The prompt it answers, by name.
    pub(super) prompt: Option<String>,
    pub(super) frame: Frame,
    /// Why the last save failed.
    pub(super) error: Option<String>,
    /// Whether the text was found as a draft and not yet touched.
    pub(super) found: bool,
    saving: Option<Ticket>,
    editing: Option<Ticket>,
}

impl Room {
    /// The slot of the draft of an entry, or of a new one.
    pub(super) fn slot(id: Option<Id>) -> String {
        id.map_or("reflect:new".to_owned(), |id| format!("reflect:{id}"))
    }

    /// Opens it on a text, or on the draft that was kept of it.
    pub(super) fn open(id: Option<Id>, text: &str, prompt: Option<String>, frame: Frame, cx: &Context<'_>) -> Self {
        let kept: Option<Value> = cx.drafts.get(&Self::slot(id)).and_then(|draft| serde_json::from_str(draft).ok());
        let of = |name: &str| kept.as_ref().and_then(|kept| kept.get(name)?.as_str()).map(str::to_owned);
        Self {
            id,
            text: Editor::new(&of("text").unwrap_or_else(|| text.to_owned())),
            rule: Editor::single(&of("rule").unwrap_or_default()),
            asking: false,
            prompt: of("prompt").or(prompt),
            frame: of("frame").and_then(|word| Frame::read(&word)).unwrap_or(frame),
            error: None,
            found: kept.is_some(),
            saving: None,
            editing: None,
        }
    }

    /// Begins with the rule that the entry has, where no draft has another.
    pub(super) fn begin_rule(&mut self, rule: &str) {
        if self.rule.is_empty() {
            self.rule = Editor::single(rule);
        }
    }

    /// Keeps what is there as a draft.
    pub(super) fn keep(&mut self, cx: &mut Context<'_>) {
        self.found = false;
        let (text, rule) = (self.text.text(), self.rule.text());
        let draft = if text.is_empty() && rule.is_empty() {
            String::new()
        } else {
            json!({ "text": text, "rule": rule, "prompt": self.prompt, "frame": self.frame.word() }).to_string()
        };
        cx.draft(&Self::slot(self.id), draft);
    }

    /// Drops the draft, once the text is in the journal.
    pub(super) fn drop_draft(&self, cx: &mut Context<'_>) {
        cx.draft(&Self::slot(self.id), String::new());
    }

    /// Asks for a rule, and with the rule asked for, saves.
    pub(super) fn save(&mut self, cx: &mut Context<'_>) {
        if self.text.text().trim().is_empty() || self.saving.is_some() {
            return;
        }
        if !self.asking {
            self.asking = true;
            return;
        }
        let mut fields = Fields::from_iter([("body".to_owned(), json!(self.text.text()))]);
        fields.insert("frame".to_owned(), json!(self.frame.word()));
        if let Some(prompt) = &self.prompt {
            fields.insert("prompt".to_owned(), json!(prompt));
        }
        let rule = self.rule.text();
        let rule = rule.trim();
        fields.insert("rule".to_owned(), if rule.is_empty() { Value::Null } else { json!(rule) });
        let (kind, id) = (Kind::Reflection, self.id);
        self.saving = Some(cx.write(Write::Save { kind, id, fields, tags: None, visibility: None }));
    }

    /// Back from the rule to the text; tells whether it was asked for.
    pub(super) fn leave_rule(&mut self) -> bool {
        std::mem::take(&mut self.asking)
    }

    /// Hands the text to the external editor.
    pub(super) fn hand_out(&mut self, cx: &mut Context<'_>) {
        self.editing = Some(cx.edit(self.text.text()));
    }

    pub(super) fn key(&mut self, chord: Chord, area: Area, cx: &mut Context<'_>) -> bool {
        if self.asking && chord.key == Key::Enter {
            self.save(cx);
            return true;
        }
        let line = Area::new(0, 0, area.width, 1);
        let done = if self.asking { self.rule.key(chord, line) } else { self.text.key(chord, area) };
        if done == Done::Changed {
            self.error = None;
            self.keep(cx);
        }
        done != Done::Nothing
    }

    pub(super) fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        let editor = if self.asking { &mut self.rule } else { &mut self.text };
        editor.insert(text);
        self.keep(cx);
    }

    pub(super) fn mouse(&mut self, mouse: Mouse, area: Area) {
        match mouse {
            Mouse::Click(x, y) if area.contains((x, y).into()) && !self.asking => {
                self.text.click(x - area.x, y - area.y, area);
            }
            Mouse::Click(..) => {}
            Mouse::Up(..) => {
                self.text.key(Chord::plain(Key::Up), area);
            }
            Mouse::Down(..) => {
                self.text.key(Chord::plain(Key::Down), area);
            }
        }
    }

    pub(super) fn is_saving(&self, ticket: Ticket) -> bool {
        self.saving == Some(ticket)
    }

    /// A save that failed; tells whether it was its own.
    pub(super) fn failed(&mut self, ticket: Ticket, why: &str) -> bool {
        let mine = self.saving.take_if(|saving| *saving == ticket).is_some();
        if mine {
            self.error = Some(why.to_owned());
        }
        mine
    }

    pub(super) fn edited(&mut self, ticket: Ticket, text: Option<&str>, cx: &mut Context<'_>) -> bool {
        let mine = self.editing.take_if(|editing| *editing == ticket).is_some();
        if let (true, Some(text)) = (mine, text) {
            self.text.set(text.strip_suffix('\n').unwrap_or(text));
            self.keep(cx);
        }
        mine
    }
}
