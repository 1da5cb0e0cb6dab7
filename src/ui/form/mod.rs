//! A form for any kind, made from its field table. Refuses to lose what was typed: half-typed values are kept as they
//! are until they are right.

mod input;
mod view;

use serde_json::{Map, Value};

use crate::domain::ask::{Answer, Thing};
use crate::domain::{Field, Fields, Id, Kind, Now, Type, Visibility};

use super::context::Context;
use super::editor::Done;
use super::effect::Ticket;
use super::key::{Chord, Key};
use super::paint::Area;
use super::picker::{Choosing, Picker};

pub use input::Understood;
use input::{Input, Link};

/// Fields that follow from others and are not filled in by hand.
const MADE: &[&str] = &["state_since"];

/// A form being filled in.
#[derive(Clone, Debug)]
pub struct Form {
    /// Of which kind.
    pub kind: Kind,
    /// Which record; `None` for a new one.
    pub id: Option<Id>,
    slots: Vec<Slot>,
    focus: usize,
    picker: Option<Picker>,
    /// What is wrong, and with which slot.
    error: Option<(usize, String)>,
    visibility: Visibility,
    /// What a draft would keep of it before anything is filled in.
    untouched: String,
}

/// One line of the form.
#[derive(Clone, Debug)]
struct Slot {
    of: Of,
    input: Input,
    /// What was there at first, as a draft would keep it.
    first: Value,
}

/// What a slot fills.
#[derive(Clone, Copy, Debug)]
enum Of {
    Field(&'static Field),
    Tags,
    Visibility,
}

/// What a form has to save.
#[derive(Clone, Debug, PartialEq)]
pub struct Filled {
    /// The values that changed, by field; `null` clears.
    pub fields: Fields,
    /// The tags, where they changed.
    pub tags: Option<Vec<String>>,
    /// The visibility, where it changed.
    pub visibility: Option<Visibility>,
}

impl Of {
    const fn name(self) -> &'static str {
        match self {
            Self::Field(field) => field.name,
            Self::Tags => "tags",
            Self::Visibility => "visibility",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Field(field) => field.label,
            Self::Tags => "Tags",
            Self::Visibility => "Who may see it",
        }
    }

    const fn help(self) -> &'static str {
        match self {
            Self::Field(field) => field.help,
            Self::Tags => "Words to find it by, with spaces between them",
            Self::Visibility => "Nothing leaves until you make a share",
        }
    }
}

impl Form {
    /// A form for a new record, with the defaults of its kind and these values.
    #[must_use]
    pub fn new(kind: Kind, preset: &Fields, now: &Now) -> Self {
        let mut fields = Fields::new();
        for field in kind.spec().fields {
            let value = preset.get(field.name).cloned().or_else(|| field.default_value(now));
            if let Some(value) = value {
                fields.insert(field.name.to_owned(), value);
            }
        }
        let mut form = Self::made(kind, None, &fields, &[], Visibility::Private, &[], now);
        // Nothing is saved yet: every value that is there is to be saved.
        form.slots.iter_mut().for_each(|slot| slot.first = Value::Null);
        form
    }

    /// A form for a record that is there.
    #[must_use]
    pub fn of(thing: &Thing, now: &Now) -> Self {
        let record = &thing.record;
        let links: Vec<_> = thing.links.iter().map(|link| (link.id, link.title.clone())).collect();
        Self::made(record.kind, Some(record.id), &record.fields, &record.tags, record.visibility.clone(), &links, now)
    }

    fn made(
        kind: Kind,
        id: Option<Id>,
        fields: &Fields,
        tags: &[String],
        visibility: Visibility,
        links: &[(Id, String)],
        now: &Now,
    ) -> Self {
        let mut slots = Vec::new();
        for field in kind.spec().fields.iter().filter(|field| !MADE.contains(&field.name)) {
            let value = fields.get(field.name).unwrap_or(&Value::Null);
            let input = Input::of(field, value, links, now);
            slots.push(Slot { of: Of::Field(field), first: input.kept(), input });
        }
        let input = Input::line(&tags.join(" "));
        slots.push(Slot { of: Of::Tags, first: input.kept(), input });
        let input = Input::visibility(&visibility);
        slots.push(Slot { of: Of::Visibility, first: input.kept(), input });
        let mut form =
            Self { kind, id, slots, focus: 0, picker: None, error: None, visibility, untouched: String::new() };
        form.untouched = form.kept();
        form
    }

    /// The slot of its draft.
    #[must_use]
    pub fn slot(kind: Kind, id: Option<Id>) -> String {
        match id {
            Some(id) => format!("form:{}:{id}", kind.name()),
            None => format!("form:{}:new", kind.name()),
        }
    }

    /// What has been filled in so far, to be kept as a draft; empty where nothing was changed by hand.
    #[must_use]
    pub fn kept(&self) -> String {
        let map: Map<_, _> = self.slots.iter().map(|slot| (slot.of.name().to_owned(), slot.input.kept())).collect();
        let text = Value::Object(map).to_string();
        if text == self.untouched { String::new() } else { text }
    }

    /// Puts back what a draft kept; what cannot be read of it is left out.
    pub fn restore(&mut self, kept: &str) {
        let Ok(Value::Object(map)) = serde_json::from_str(kept) else { return };
        for slot in &mut self.slots {
            if let Some(value) = map.get(slot.of.name()) {
                slot.input.restore(value);
            }
        }
    }

    /// Puts values in by hand, as it were: they are saved with the rest. One that is `null` is asked for: it takes the
    /// focus.
    pub fn preset(&mut self, values: &Fields, now: &Now) {
        for (name, value) in values {
            let Some(at) = self.slots.iter().position(|slot| slot.of.name() == name) else { continue };
            match self.slots.get_mut(at) {
                Some(Slot { of: Of::Field(field), input, .. }) if !value.is_null() => {
                    *input = Input::of(field, value, &[], now);
                }
                _ => self.focus = at,
            }
        }
    }

    /// Puts the focus on a field.
    pub fn focus_on(&mut self, field: &str) {
        if let Some(at) = self.slots.iter().position(|slot| slot.of.name() == field) {
            self.focus = at;
        }
    }

    /// Whether a picker is open.
    #[must_use]
    pub const fn is_picking(&self) -> bool {
        self.picker.is_some()
    }

    /// The text of the focused field, where it is one to be written in another editor.
    #[must_use]
    pub fn focused_text(&self) -> Option<String> {
        let editor = self.slots.get(self.focus)?.input.editor()?;
        (!editor.is_single()).then(|| editor.text())
    }

    /// Puts a text that was written elsewhere into the focused field.
    pub fn set_focused(&mut self, text: &str) {
        if let Some(editor) = self.slots.get_mut(self.focus).and_then(|slot| slot.input.editor_mut()) {
            editor.set(text.strip_suffix('\n').unwrap_or(text));
        }
    }

    /// To the next field, or with `back` the one before; around the ends.
    pub fn next(&mut self, back: bool) {
        let count = self.slots.len().max(1);
        self.focus = (self.focus + if back { count - 1 } else { 1 }) % count;
    }

    /// Does what a key says; tells whether the key was the form's.
    pub fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if self.picker.is_some() {
            self.picker_key(chord, cx);
            return true;
        }
        let area = self.field_area(cx.area);
        let last = self.slots.len().saturating_sub(1);
        let Some(slot) = self.slots.get_mut(self.focus) else { return false };
        match slot.input.key(chord, area) {
            input::Taken::Text(Done::Changed) | input::Taken::Changed => self.error = None,
            input::Taken::Text(Done::Moved) => {}
            input::Taken::Pick { kind, me } => {
                let title = slot.of.label();
                self.picker = Some(Picker::open(title, kind, me.then_some("me"), cx));
            }
            input::Taken::Text(Done::Nothing) | input::Taken::Nothing => match (chord.key, chord.ctrl) {
                (Key::Enter | Key::Down, false) => self.focus = (self.focus + 1).min(last),
                (Key::Up, false) => self.focus = self.focus.saturating_sub(1),
                (Key::PageDown, _) => self.focus = (self.focus + 8).min(last),
                (Key::PageUp, _) => self.focus = self.focus.saturating_sub(8),
                _ => return false,
            },
        }
        true
    }

    fn picker_key(&mut self, chord: Chord, cx: &mut Context<'_>) {
        let Some(picker) = &mut self.picker else { return };
        match picker.key(chord, cx) {
            Choosing::Open => {}
            Choosing::Left => self.picker = None,
            Choosing::Chose(picked) => {
                self.picker = None;
                self.error = None;
                if let Some(slot) = self.slots.get_mut(self.focus) {
                    slot.input.pick(Link::from(picked));
                }
            }
        }
    }

    /// Text pasted into the focused field.
    pub fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(picker) = &mut self.picker {
            picker.paste(text, cx);
        } else if let Some(editor) = self.slots.get_mut(self.focus).and_then(|slot| slot.input.editor_mut()) {
            editor.insert(text);
            self.error = None;
        }
    }

    /// A click at a place of the screen: the focus goes there.
    pub fn click(&mut self, x: u16, y: u16, area: Area, now: &Now) {
        if let Some(at) = self.slot_at(x, y, area, now) {
            self.focus = at;
        }
    }

    /// Takes an answer for its picker; tells whether it was.
    pub fn answer(&mut self, ticket: Ticket, answer: &Answer) -> bool {
        self.picker.as_mut().is_some_and(|picker| picker.answer(ticket, answer))
    }

    /// What is to be saved; where something cannot be, the focus goes there and says why.
    pub fn fill(&mut self, now: &Now) -> Option<Filled> {
        let mut filled = Filled { fields: Fields::new(), tags: None, visibility: None };
        let mut wrong = None;
        for (at, slot) in self.slots.iter().enumerate() {
            let changed = slot.input.kept() != slot.first;
            match slot.of {
                Of::Field(field) => match slot.input.value(field, now) {
                    Err(why) => wrong = wrong.or(Some((at, why))),
                    Ok(Value::Null) if field.required => {
                        wrong = wrong.or_else(|| Some((at, format!("{} is needed.", field.label))));
                    }
                    Ok(value) => {
                        if changed && !(self.id.is_none() && value.is_null()) {
                            filled.fields.insert(field.name.to_owned(), value);
                        }
                    }
                },
                Of::Tags if changed => {
                    let tags = slot.input.text();
                    let tags =
                        tags.split([' ', ',']).map(|tag| tag.trim_start_matches('#')).filter(|tag| !tag.is_empty());
                    filled.tags = Some(tags.map(str::to_owned).collect());
                }
                Of::Visibility if changed => {
                    filled.visibility = Some(match slot.input.word() {
                        Some("mentors") => Visibility::Mentors,
                        Some("private") | None => Visibility::Private,
                        Some(_) => self.visibility.clone(),
                    });
                }
                Of::Tags | Of::Visibility => {}
            }
        }
        if self.id.is_none() {
            filled.tags = filled.tags.filter(|tags| !tags.is_empty());
        }
        if let Some((at, _)) = wrong {
            self.focus = at;
            self.error = wrong;
            return None;
        }
        self.error = None;
        Some(filled)
    }

    /// Says at the focused field why the form could not be saved.
    pub fn refuse(&mut self, why: &str) {
        self.error = Some((self.focus, why.to_owned()));
    }

    /// Whether the focused field is one to be typed into.
    #[must_use]
    pub fn is_typing(&self) -> bool {
        self.picker.is_some() || self.slots.get(self.focus).is_some_and(|slot| slot.input.editor().is_some())
    }
}

/// Whether a type holds several lines.
const fn many_lines(ty: &Type) -> bool {
    matches!(ty, Type::Text | Type::Lines | Type::Rows(_))
}

#[cfg(test)]
mod tests;
