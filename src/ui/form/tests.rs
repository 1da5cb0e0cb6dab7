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
    let key = crate::domain::ask::Key { day: String::new(), n: 1 };
    let (kind, title) = (Kind::Person, "Odile Varga".to_owned());
    let row = Row {
        key,
        id: id(1),
        kind,
        title,
        state: None,
        day: None,
        due: None,
        shared: false,
        facts: crate::domain::ask::Facts::None,
    };
    assert!(desk.form.answer(ticket, &Answer::Picks(vec![row])));
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
    desk.write("checkpoints", "\n2026-12-10=8");
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Forms of every kind, at every size, whatever is pressed: no panic, and the cursor within.
    #[test]
    fn any_keys_on_any_form(kind in prop::sample::select(Kind::ALL.to_vec()),
                            keys in prop::collection::vec((0..16_usize, "\\PC{0,3}"), 0..40),
                            width in 0..90_u16, height in 0..30_u16) {
        let names = ["Enter", "Tab", "Up", "Down", "Left", "Right", "Space", "Backspace", "Esc", "PgDn", "PgUp", "C-u", "Delete", "a", "x", "C-z"];
        let mut desk = blank(kind);
        let area = Area::new(0, 0, width, height);
        for (n, text) in keys {
            desk.press(names[n]);
            desk.with(|form, cx| form.paste(&text, cx));
            let mut buffer = Buffer::empty(area);
            let mut painter = Painter::new(&mut buffer, Theme::new(Choice::Dark, Depth::True, false));
            desk.form.draw(area, &now(), &mut painter);
            prop_assert!(painter.cursor().is_none_or(|(x, y)| x < width && y < height));
            desk.form.click(width / 2, height / 2, area, &now());
        }
        let _ = desk.form.fill(&now());
    }
}
