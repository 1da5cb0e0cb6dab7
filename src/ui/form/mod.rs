//! A form for any kind, made from its field table. Refuses to lose what was typed: half-typed values are kept as they
//! are until they are right.

mod input;
mod table;
mod view;

use serde_json::{Map, Value};

use crate::domain::ask::{Answer, Ask, Thing, Write, Written};
use crate::domain::{Field, Fields, Id, Kind, Now, Visibility};

use super::context::Context;
use super::editor::{Done, Editor};
use super::effect::Ticket;
use super::key::{Chord, Key};
use super::paint::Area;
use super::picker::{Choosing, Picked, Picker};

pub use input::Understood;
use input::{Input, Link};
pub use table::Deed;
use table::Table;

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
    /// A record that is being made from the picker of this slot, and its title.
    making: Option<(Ticket, usize, String)>,
    /// The tags that begin as the word at the cursor does, and the question for them.
    tags: (Option<Ticket>, Vec<String>),
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
    /// A form for a new record, with the defaults of its kind and these values, to be seen by these.
    #[must_use]
    pub fn new(kind: Kind, preset: &Fields, visibility: Visibility, now: &Now) -> Self {
        let mut fields = Fields::new();
        for field in kind.spec().fields {
            let value = preset.get(field.name).cloned().or_else(|| field.default_value(now));
            if let Some(value) = value {
                fields.insert(field.name.to_owned(), value);
            }
        }
        let mut form = Self::made(kind, None, &fields, &[], visibility, &[], now);
        // Nothing is saved yet: every value that is there is to be saved.
        form.slots.iter_mut().for_each(|slot| slot.first = Value::Null);
        if !preset.is_empty() {
            // What is known already is not asked for.
            let open = |slot: &Slot| matches!(slot.of, Of::Field(_)) && slot.input.is_empty();
            form.focus = form.slots.iter().position(open).unwrap_or(0);
        }
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
        let (untouched, tags) = (String::new(), (None, Vec::new()));
        let mut form =
            Self { kind, id, slots, focus: 0, picker: None, error: None, visibility, untouched, making: None, tags };
        form.untouched = form.as_it_is();
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
        let text = self.as_it_is();
        if text == self.untouched { String::new() } else { text }
    }

    fn as_it_is(&self) -> String {
        let map: Map<_, _> = self.slots.iter().map(|slot| (slot.of.name().to_owned(), slot.input.kept())).collect();
        Value::Object(map).to_string()
    }

    /// The records it links to of which only the id is known.
    #[must_use]
    pub fn untitled(&self) -> Vec<Id> {
        self.slots.iter().flat_map(|slot| slot.input.untitled()).collect()
    }

    /// Tells what a record it links to is called.
    pub fn entitle(&mut self, id: Id, title: &str) {
        let untouched = self.as_it_is() == self.untouched;
        self.slots.iter_mut().for_each(|slot| slot.input.entitle(id, title));
        if untouched {
            self.untouched = self.as_it_is();
        }
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
            self.go(at);
        }
    }

    /// The focus goes to a slot; in the one that is left, rows with nothing in them go.
    fn go(&mut self, to: usize) {
        self.end_find();
        let to = to.min(self.slots.len().saturating_sub(1));
        if let Some(table) =
            self.slots.get_mut(self.focus).filter(|_| to != self.focus).and_then(|s| s.input.table_mut())
        {
            table.settle();
        }
        self.focus = to;
    }

    fn table(&self) -> Option<&Table> {
        self.slots.get(self.focus)?.input.table()
    }

    /// Whether the field in focus holds rows, and this can be done to them.
    #[must_use]
    pub fn can(&self, deed: Deed) -> bool {
        self.picker.is_none() && self.table().is_some_and(|table| table.can(deed))
    }

    /// Whether the field in focus holds rows.
    #[must_use]
    pub fn is_on_rows(&self) -> bool {
        self.picker.is_none() && self.table().is_some()
    }

    /// The kind whose titles are offered for the text in focus.
    #[must_use]
    pub fn offers(&self) -> Option<Kind> {
        let slot = self.slots.get(self.focus).filter(|_| self.picker.is_none())?;
        match slot.of {
            Of::Field(field) => slot.input.leaf(field).1.offers,
            Of::Tags | Of::Visibility => None,
        }
    }

    /// Opens what is offered for the text in focus.
    pub fn offer(&mut self, cx: &mut Context<'_>) {
        if let Some(kind) = self.offers() {
            self.picker = Some(Picker::open(kind.spec().label, Some(kind), None, cx));
        }
    }

    /// Does something to the rows of the field in focus.
    pub fn act(&mut self, deed: Deed) {
        if let Some(table) = self.slots.get_mut(self.focus).and_then(|slot| slot.input.table_mut()) {
            table.act(deed);
            self.error = None;
        }
    }

    /// Whether a picker is open.
    #[must_use]
    pub const fn is_picking(&self) -> bool {
        self.picker.is_some()
    }

    /// The text of the focused field, where it is one to be written in another editor; rows are written one a line.
    #[must_use]
    pub fn focused_text(&self) -> Option<String> {
        let input = &self.slots.get(self.focus)?.input;
        if let Some(table) = input.table() {
            return Some(table.text());
        }
        let editor = input.editor()?;
        (!editor.is_single()).then(|| editor.text())
    }

    /// Whether the focused field is a text of several lines, in which words can be found.
    #[must_use]
    pub fn can_find(&self) -> bool {
        !self.is_on_rows() && self.focused_text().is_some()
    }

    /// Finds words in the focused text, or the next place where they stand.
    pub fn find(&mut self) {
        if let Some(editor) = self.slots.get_mut(self.focus).and_then(|slot| slot.input.editor_mut()) {
            editor.find();
        }
    }

    /// Ends finding where it has begun; tells whether it had.
    pub fn end_find(&mut self) -> bool {
        let editor = self.slots.get_mut(self.focus).and_then(|slot| slot.input.editor_mut());
        editor.is_some_and(Editor::end_find)
    }

    /// Puts a text that was written elsewhere into the focused field.
    pub fn set_focused(&mut self, text: &str) {
        if let Some(slot) = self.slots.get_mut(self.focus) {
            slot.input.put(text.strip_suffix('\n').unwrap_or(text));
        }
    }

    /// To the next field, or with `back` the one before; around the ends.
    pub fn next(&mut self, back: bool) {
        let count = self.slots.len().max(1);
        self.go((self.focus + if back { count - 1 } else { 1 }) % count);
    }

    /// Does what a key says; tells whether the key was the form's.
    pub fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        if self.picker.is_some() {
            self.picker_key(chord, cx);
            return true;
        }
        let area = self.keys_area(cx.area, &cx.now);
        if self.takes_tag(chord) {
            return true;
        }
        let Some(slot) = self.slots.get_mut(self.focus) else { return false };
        match slot.input.key(chord, area) {
            input::Taken::Text(Done::Changed) | input::Taken::Changed => {
                self.error = None;
                self.ask_tags(cx);
            }
            input::Taken::Text(Done::Moved) => {}
            input::Taken::Pick { kind, me } => {
                let title = match slot.of {
                    Of::Field(field) => slot.input.leaf(field).1.label,
                    of => of.label(),
                };
                let picker = Picker::open(title, kind, me.then_some("me"), cx);
                // A title has to be all that such a record cannot do without.
                let spec = kind.map(Kind::spec);
                let simple = spec.is_some_and(|spec| spec.fields.iter().all(|f| !f.required || f.name == spec.title));
                self.picker = Some(if simple { picker.creating() } else { picker });
            }
            input::Taken::Text(Done::Nothing) | input::Taken::Nothing => match (chord.key, chord.ctrl) {
                (Key::Enter | Key::Down, false) => self.go(self.focus + 1),
                (Key::Up, false) => self.go(self.focus.saturating_sub(1)),
                (Key::PageDown, _) => self.go(self.focus + 8),
                (Key::PageUp, _) => self.go(self.focus.saturating_sub(8)),
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
                let Some(slot) = self.slots.get_mut(self.focus) else { return };
                let leaf = match slot.of {
                    Of::Field(field) => slot.input.leaf(field).0,
                    Of::Tags | Of::Visibility => &slot.input,
                };
                if let (Picked::New(title), Input::Links { kind: Some(kind), .. }) = (&picked, leaf) {
                    let fields = Fields::from_iter([(kind.spec().title.to_owned(), Value::from(title.as_str()))]);
                    let write = Write::Save { kind: *kind, id: None, fields, tags: None, visibility: None };
                    self.making = Some((cx.write(write), self.focus, title.clone()));
                } else if matches!(leaf, Input::Text(_)) {
                    slot.input.say(&Link::from(picked).title);
                } else {
                    slot.input.pick(Link::from(picked));
                }
            }
        }
    }

    /// A write is on disk; tells whether it was that of a record made from a picker, which is picked then.
    pub fn written(&mut self, ticket: Ticket, written: &Written) -> bool {
        let Some((_, at, title)) = self.making.take_if(|(making, ..)| *making == ticket) else { return false };
        if let (Some(id), Some(slot)) = (written.ids.first(), self.slots.get_mut(at)) {
            slot.input.pick(Link { id: Some(*id), title });
        }
        true
    }

    /// A write failed; tells whether it was that of a record made from a picker, which says so at its field.
    pub fn failed(&mut self, ticket: Ticket, why: &str) -> bool {
        let Some((_, at, _)) = self.making.take_if(|(making, ..)| *making == ticket) else { return false };
        self.error = Some((at, why.to_owned()));
        true
    }

    /// The last word of the tags, where they have the focus and the cursor stands at their end.
    fn tag_begun(&self) -> Option<String> {
        let slot = self.slots.get(self.focus).filter(|slot| matches!(slot.of, Of::Tags))?;
        let editor = slot.input.editor()?;
        let text = editor.text();
        let at_end = editor.cursor().byte == text.len();
        let word = text.rsplit([' ', ',']).next()?.trim_start_matches('#').to_owned();
        (at_end && !word.is_empty()).then_some(word)
    }

    fn ask_tags(&mut self, cx: &mut Context<'_>) {
        self.tags = match self.tag_begun() {
            Some(word) => (Some(cx.ask(Ask::Tags(word))), Vec::new()),
            None => (None, Vec::new()),
        };
    }

    /// The tags in use that go on as the word that was begun.
    pub(super) fn offered_tags(&self) -> Vec<&str> {
        let Some(word) = self.tag_begun() else { return Vec::new() };
        let goes_on = |tag: &&String| tag.starts_with(&word) && tag.len() > word.len();
        self.tags.1.iter().filter(goes_on).map(String::as_str).take(6).collect()
    }

    /// Right, at the end of the tags, takes the first that is offered.
    fn takes_tag(&mut self, chord: Chord) -> bool {
        let plain = chord == Chord::plain(Key::Right);
        let Some((word, tag)) =
            self.tag_begun().zip(self.offered_tags().first().map(|tag| (*tag).to_owned())).filter(|_| plain)
        else {
            return false;
        };
        if let (Some(rest), Some(editor)) =
            (tag.strip_prefix(&word), self.slots.get_mut(self.focus).and_then(|slot| slot.input.editor_mut()))
        {
            editor.insert(&format!("{rest} "));
        }
        self.tags = (None, Vec::new());
        true
    }

    /// Text pasted into the focused field.
    pub fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        if let Some(picker) = &mut self.picker {
            picker.paste(text, cx);
        } else if let Some(table) = self.slots.get_mut(self.focus).and_then(|slot| slot.input.table_mut()) {
            table.paste(text);
            self.error = None;
        } else if let Some(editor) = self.slots.get_mut(self.focus).and_then(|slot| slot.input.editor_mut()) {
            editor.insert(text);
            self.error = None;
        }
    }

    /// A click at a place of the screen: the focus goes there.
    pub fn click(&mut self, x: u16, y: u16, area: Area, now: &Now) {
        let Some((at, value)) = self.slot_at(x, y, area, now) else { return };
        let there = at == self.focus;
        self.go(at);
        if let Some(table) = self.slots.get_mut(at).filter(|_| there).and_then(|slot| slot.input.table_mut()) {
            table.click(x, y, value, now);
        }
    }

    /// Takes an answer for its picker or its tags; tells whether it was.
    pub fn answer(&mut self, ticket: Ticket, answer: &Answer) -> bool {
        if self.tags.0.take_if(|asked| *asked == ticket).is_some() {
            if let Answer::Tags(tags) = answer {
                self.tags.1.clone_from(tags);
            }
            return true;
        }
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
            self.go(at);
            if let Some(table) = self.slots.get_mut(at).and_then(|slot| slot.input.table_mut()) {
                table.go_to_wrong(now);
            }
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

#[cfg(test)]
mod tests;
