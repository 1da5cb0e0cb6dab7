//! Forms of every kind: what is there is shown, what is filled in is what is saved, what is half typed is kept.

use std::collections::BTreeMap;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use serde_json::json;

use super::*;
use crate::domain::ask::{Ask, Linked, Row};
use crate::domain::time::read_instant;
use crate::domain::{Record, Zone};
use crate::ui::command::sequence;
use crate::ui::effect::Effect;
use crate::ui::paint::Painter;
use crate::ui::theme::{Choice, Depth, Theme};

const AREA: Area = Area::new(0, 0, 60, 20);

fn now() -> Now {
    Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn id(n: u8) -> Id {
    Id::from_bytes(&[n; 16]).expect("sixteen bytes")
}

/// A record that a picker offers.
fn picked(kind: Kind, title: &str) -> Row {
    let key = crate::domain::ask::Key { day: String::new(), n: 1 };
    Row {
        key,
        id: id(1),
        kind,
        title: title.to_owned(),
        state: None,
        day: None,
        due: None,
        shared: false,
        facts: crate::domain::ask::Facts::None,
    }
}

struct Desk {
    form: Form,
    effects: Vec<Effect>,
}

impl Desk {
    fn with(&mut self, act: impl FnOnce(&mut Form, &mut Context<'_>)) {
        let mut ticket = u64::try_from(self.effects.len()).expect("a number");
        let mut cx = Context {
            now: now(),
            area: AREA,
            drafts: &mut BTreeMap::new(),
            ticket: &mut ticket,
            effects: &mut self.effects,
            signals: &mut Vec::new(),
        };
        act(&mut self.form, &mut cx);
    }

    fn press(&mut self, keys: &str) {
        for chord in sequence(keys).expect(keys) {
            self.with(|form, cx| {
                form.key(chord, cx);
            });
        }
    }

    fn write(&mut self, field: &str, text: &str) {
        self.form.focus_on(field);
        self.with(|form, cx| form.paste(text, cx));
    }
}

fn blank(kind: Kind) -> Desk {
    Desk { form: Form::new(kind, &Fields::new(), Visibility::Private, &now()), effects: Vec::new() }
}

#[test]
fn a_new_form_saves_what_was_typed_and_the_defaults() {
    let mut desk = blank(Kind::Action);
    desk.write("title", "Send the board");
    desk.write("due", "fri");
    desk.form.focus_on("size");
    desk.press("Right Right");
    let filled = desk.form.fill(&now()).expect("a full form");
    let expected =
        json!({"title": "Send the board", "owner": "me", "due": "2026-11-27", "state": "open", "size": "1-hour"});
    assert_eq!(Value::Object(filled.fields), expected);
    assert_eq!((filled.tags, filled.visibility), (None, Some(Visibility::Private)), "what is shown is what is saved");
}

#[test]
fn what_is_needed_or_wrong_is_said_where_it_is() {
    let mut desk = blank(Kind::Action);
    desk.form.focus_on("due");
    assert_eq!(desk.form.fill(&now()), None);
    assert_eq!((desk.form.focus, desk.form.error.clone()), (0, Some((0, "What is needed.".to_owned()))));
    desk.write("title", "x");
    desk.write("due", "31 feb");
    assert_eq!(desk.form.fill(&now()), None);
    assert_eq!(desk.form.slots[desk.form.focus].of.name(), "due");
}

#[test]
fn a_date_is_understood_while_it_is_typed() {
    let mut desk = blank(Kind::Action);
    desk.write("due", "in 2 weeks");
    let slot = &desk.form.slots[2];
    let Of::Field(field) = slot.of else { panic!("a field") };
    let Some(Understood::As(text)) = slot.input.understood(field, &now()) else { panic!("understood") };
    assert!(text.starts_with("Sun 6 Dec · in "), "{text}");
}

#[test]
fn links_are_picked_and_taken_away() {
    let mut desk = blank(Kind::Meeting);
    desk.form.focus_on("people");
    desk.press("Enter");
    assert!(desk.form.is_picking());
    let Some(Effect::Ask(ticket, Ask::Pick { kind: Some(Kind::Person), .. })) = desk.effects.last().cloned() else {
        panic!("a question for people")
    };
    assert!(desk.form.answer(ticket, &Answer::Picks(vec![picked(Kind::Person, "Odile Varga")])));
    desk.press("Enter");
    assert!(!desk.form.is_picking());
    let filled = desk.form.fill(&now()).expect("a form");
    assert_eq!(filled.fields.get("people"), Some(&json!([id(1).to_string()])));
    desk.press("Backspace");
    assert!(!desk.form.fill(&now()).expect("a form").fields.contains_key("people"));
}

#[test]
fn a_picker_makes_what_is_not_there_yet() {
    let mut desk = blank(Kind::Meeting);
    desk.form.focus_on("people");
    desk.press("Enter");
    desk.with(|form, cx| form.paste("Mirela Stan", cx));
    let Some(Effect::Ask(ticket, _)) = desk.effects.last().cloned() else { panic!("a question") };
    desk.form.answer(ticket, &Answer::Picks(Vec::new()));
    desk.press("Enter");
    let Some(Effect::Write(ticket, Write::Save { kind, fields, .. })) = desk.effects.last().cloned() else {
        panic!("a write")
    };
    assert_eq!((kind, Value::Object(fields)), (Kind::Person, json!({"name": "Mirela Stan"})));
    let written =
        |ids| Written { line: String::new(), ids, warnings: Vec::new(), origin: crate::domain::Origin::Screen };
    assert!(!desk.form.written(ticket + 1, &written(vec![id(5)])));
    assert!(desk.form.written(ticket, &written(vec![id(4)])));
    let filled = desk.form.fill(&now()).expect("a form");
    assert_eq!(filled.fields.get("people"), Some(&json!([id(4).to_string()])));
}

#[test]
fn tags_in_use_are_offered_and_taken() {
    let mut desk = blank(Kind::Action);
    desk.form.focus_on("tags");
    desk.press("x Space d e");
    let Some(Effect::Ask(ticket, Ask::Tags(begun))) = desk.effects.last().cloned() else { panic!("a question") };
    assert_eq!(begun, "de");
    desk.form.answer(ticket, &Answer::Tags(vec!["desk".to_owned(), "depot".to_owned(), "de".to_owned()]));
    assert_eq!(desk.form.offered_tags(), ["desk", "depot"]);
    desk.press("Right");
    desk.write("title", "Send it");
    assert_eq!(desk.form.fill(&now()).expect("a form").tags, Some(vec!["x".to_owned(), "desk".to_owned()]));
}

#[test]
fn numbers_are_taken_in_units() {
    for (field, text, value) in [
        ("minutes", "1 h 30", json!(90)),
        ("minutes", "1.5 hours", json!(90)),
        ("minutes", "45 min", json!(45)),
        ("minutes", "45", json!(45)),
        ("minutes", "2h15m", json!(135)),
    ] {
        let mut desk = blank(Kind::Meeting);
        desk.write(field, text);
        assert_eq!(desk.form.fill(&now()).expect(text).fields.get(field), Some(&value), "{text}");
    }
    for (text, value) in
        [("2 weeks", Some(json!(14))), ("10 d", Some(json!(10))), ("2 moons", None), ("h", None), ("1 h 30 30", None)]
    {
        let mut desk = blank(Kind::Person);
        desk.write("name", "Odile");
        desk.write("cadence_days", text);
        assert_eq!(
            desk.form.fill(&now()).and_then(|filled| filled.fields.get("cadence_days").cloned()),
            value,
            "{text}"
        );
    }
}

#[test]
fn only_what_changed_is_saved_and_clearing_says_so() {
    let mut record = Record::new(id(9), Kind::Goal, &now());
    record.set("title", json!("Cut weekly replanning"));
    record.set("due", json!("2026-12-24"));
    record.set("checkpoints", json!([{"date": "2026-12-01", "value": 10, "kept": true}]));
    record.set("skills", json!([id(3).to_string()]));
    let (role, kind, title) = ("skills".to_owned(), Kind::Skill, "Listening".to_owned());
    let links = vec![Linked { role, id: id(3), kind, title, state: None, day: None }];
    let thing = Thing {
        record,
        short_id: "g7k2".to_owned(),
        links,
        back: Vec::new(),
        derived: Vec::new(),
        about: crate::domain::ask::About::None,
    };
    let mut desk = Desk { form: Form::of(&thing, &now()), effects: Vec::new() };
    let filled = desk.form.fill(&now()).expect("a form");
    assert_eq!((filled.fields, filled.tags), (Fields::new(), None), "nothing changed");
    assert_eq!(desk.form.kept(), "", "and nothing is to be kept");
    desk.form.focus_on("due");
    desk.press("C-u");
    desk.form.focus_on("checkpoints");
    desk.press("Down");
    desk.with(|form, cx| form.paste("2026-12-10=8", cx));
    desk.write("tags", "flow #desk");
    let filled = desk.form.fill(&now()).expect("a form");
    let rows = json!([{"date": "2026-12-01", "value": 10, "kept": true}, {"date": "2026-12-10", "value": 8}]);
    assert_eq!(Value::Object(filled.fields), json!({"due": null, "checkpoints": rows}));
    assert_eq!(filled.tags, Some(vec!["flow".to_owned(), "desk".to_owned()]));
}

#[test]
fn a_half_filled_form_comes_back_from_its_draft() {
    let mut desk = blank(Kind::Obstacle);
    desk.write("title", "Night desk never sees it\u{1b}");
    desk.write("opened", "  not a day");
    desk.form.focus_on("horizon");
    desk.press("Right");
    let kept = desk.form.kept();
    let mut again = Form::new(Kind::Obstacle, &Fields::new(), Visibility::Private, &now());
    again.restore(&kept);
    assert_eq!(again.kept(), kept);
    again.restore("{ broken");
    assert_eq!(again.kept(), kept, "a draft that cannot be read changes nothing");
}

#[test]
fn rows_are_filled_in_cell_by_cell() {
    let mut desk = blank(Kind::Meeting);
    desk.form.focus_on("agenda");
    for (text, keys) in [("The board", "Enter"), ("1 h 30", "Enter Space"), ("", "Enter"), ("goal", "Enter")] {
        desk.with(|form, cx| form.paste(text, cx));
        desk.press(keys);
    }
    desk.with(|form, cx| form.paste("Next date", cx));
    desk.press("Enter 5 Up Up");
    assert_eq!(desk.form.slots[desk.form.focus].of.name(), "channel", "over its first row the way leads out");
    let filled = desk.form.fill(&now()).expect("a form");
    let agenda = json!([
        {"text": "The board", "minutes": 90, "state": "open", "from": "goal"},
        {"text": "Next date", "minutes": 5, "state": null, "from": null},
    ]);
    assert_eq!(filled.fields.get("agenda"), Some(&agenda));
}

#[test]
fn rows_are_moved_taken_out_and_brought_back() {
    let mut desk = blank(Kind::Decision);
    desk.write("title", "Which yard");
    desk.form.focus_on("options");
    desk.with(|form, cx| form.paste("north\nsouth\nboth", cx));
    let options = |desk: &mut Desk| desk.form.fill(&now()).expect("a form").fields.get("options").cloned();
    assert_eq!(options(&mut desk), Some(json!(["north", "south", "both"])));
    desk.form.act(Deed::Up);
    desk.form.act(Deed::Up);
    assert!(!desk.form.can(Deed::Up), "it is the first");
    assert_eq!(options(&mut desk), Some(json!(["both", "north", "south"])));
    desk.form.act(Deed::Down);
    desk.form.act(Deed::Remove);
    assert_eq!(options(&mut desk), Some(json!(["north", "south"])));
    desk.form.act(Deed::BringBack);
    assert_eq!(options(&mut desk), Some(json!(["north", "both", "south"])));
    desk.form.act(Deed::Add);
    assert!(!desk.form.can(Deed::Add), "one empty row is enough");
    desk.press("n e i t h e r");
    assert_eq!(options(&mut desk), Some(json!(["north", "both", "neither", "south"])));
    desk.form.set_focused("south\nnorth\n\nwest\n");
    assert_eq!(options(&mut desk), Some(json!(["south", "north", "west"])), "as they came back from elsewhere");
    for _ in 0..3 {
        desk.form.act(Deed::Remove);
    }
    assert!(!desk.form.can(Deed::Remove) && options(&mut desk).is_none());
}

#[test]
fn what_is_wrong_in_a_row_is_said_at_its_cell() {
    let mut desk = blank(Kind::Goal);
    desk.write("title", "Cut weekly replanning");
    desk.form.focus_on("checkpoints");
    desk.with(|form, cx| form.paste("2026-12-01 | 10\nfri | ten\n", cx));
    desk.form.focus_on("title");
    assert_eq!(desk.form.fill(&now()), None);
    assert_eq!(desk.form.slots[desk.form.focus].of.name(), "checkpoints");
    let said = desk.form.error.clone().map(|(_, why)| why);
    assert_eq!(said.as_deref(), Some("Row 2, Value: It takes a number."));
    desk.press("C-u 8");
    let filled = desk.form.fill(&now()).expect("a form");
    let rows = json!([{"date": "2026-12-01", "value": 10}, {"date": "2026-11-27", "value": 8}]);
    assert_eq!(filled.fields.get("checkpoints"), Some(&rows));
    desk.press("Enter s a t");
    assert_eq!(desk.form.fill(&now()), None);
    let said = desk.form.error.clone().map(|(_, why)| why);
    assert_eq!(said.as_deref(), Some("Row 3: Value is needed."));
}

#[test]
fn a_text_that_is_often_a_title_can_be_picked() {
    let mut desk = blank(Kind::Path);
    desk.form.focus_on("requirements");
    assert_eq!(desk.form.offers(), Some(Kind::Skill));
    desk.with(Form::offer);
    let Some(Effect::Ask(ticket, Ask::Pick { kind: Some(Kind::Skill), .. })) = desk.effects.last().cloned() else {
        panic!("a question for skills")
    };
    assert!(desk.form.answer(ticket, &Answer::Picks(vec![picked(Kind::Skill, "Negotiating")])));
    desk.press("Enter Enter 3");
    desk.write("title", "Lead analyst");
    let filled = desk.form.fill(&now()).expect("a form");
    assert_eq!(filled.fields.get("requirements"), Some(&json!([{"skill": "Negotiating", "level": 3}])));
}

#[test]
fn half_filled_rows_come_back_from_a_draft_also_from_an_older_one() {
    let mut desk = blank(Kind::Obstacle);
    desk.form.focus_on("tried");
    desk.with(|form, cx| form.paste("not a day | Asked two leads", cx));
    let kept = desk.form.kept();
    let mut again = Form::new(Kind::Obstacle, &Fields::new(), Visibility::Private, &now());
    again.restore(&kept);
    assert_eq!(again.kept(), kept);
    again.restore(r#"{"tried": "2026-11-01 | Three cases | One hole\nfri | Asked", "options": "degree\nportfolio"}"#);
    let mut desk = Desk { form: again, effects: Vec::new() };
    desk.write("title", "Adverts ask for a degree");
    let filled = desk.form.fill(&now()).expect("a form");
    let tried = json!([
        {"date": "2026-11-01", "what": "Three cases", "outcome": "One hole"},
        {"date": "2026-11-20", "what": "Asked", "outcome": null},
    ]);
    assert_eq!(filled.fields.get("tried"), Some(&tried));
    assert_eq!(filled.fields.get("options"), Some(&json!(["degree", "portfolio"])));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Forms of every kind, at every size, whatever is pressed: no panic, and the cursor within.
    #[test]
    fn any_keys_on_any_form(kind in prop::sample::select(Kind::ALL.to_vec()),
                            keys in prop::collection::vec((0..16_usize, "\\PC{0,3}"), 0..40),
                            width in 0..90_u16, height in 0..30_u16) {
        let names = ["Enter", "Tab", "Up", "Down", "Left", "Right", "Space", "Backspace", "Esc", "PgDn", "PgUp", "C-u", "Delete", "a", "x", "C-z"];
        let deeds = [Deed::Add, Deed::Remove, Deed::BringBack, Deed::Up, Deed::Down];
        let mut desk = blank(kind);
        let area = Area::new(0, 0, width, height);
        for (n, text) in keys {
            desk.press(names[n]);
            desk.with(|form, cx| form.paste(&text, cx));
            if let Some(deed) = deeds.get(n) { desk.form.act(*deed) }
            let mut buffer = Buffer::empty(area);
            let mut painter = Painter::new(&mut buffer, Theme::new(Choice::Dark, Depth::True, false));
            desk.form.draw(area, &now(), &mut painter);
            prop_assert!(painter.cursor().is_none_or(|(x, y)| x < width && y < height));
            desk.form.click(width / 2, height / 2, area, &now());
        }
        let _ = desk.form.fill(&now());
    }
}
