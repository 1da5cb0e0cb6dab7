//! What must hold for every kind and every field, whoever adds one.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::field::{Field, Type};
use crate::domain::time::read_instant;
use crate::domain::{Id, Now, Record, Zone};

/// Names that a record's JSON, a list's filters or the global flags use already.
const TAKEN: &[&str] = &[
    "id",
    "short_id",
    "kind",
    "created",
    "updated",
    "deleted",
    "visibility",
    "tags",
    "tag",
    "since",
    "until",
    "sort",
    "limit",
    "json",
    "journal",
    "color",
    "quiet",
    "linear",
    "raw",
    "help",
    "version",
];

fn snake(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
}

fn check_row(place: &str, fields: &[Field]) {
    let mut seen = BTreeSet::new();
    for field in fields {
        assert!(snake(field.name), "{place}.{} is snake case", field.name);
        assert!(seen.insert(field.name), "{place}.{} is declared once", field.name);
        assert!(!field.label.is_empty() && !field.help.is_empty(), "{place}.{} is explained", field.name);
        assert!(!field.help.ends_with('.'), "{place}.{}: help ends without a full stop", field.name);
        match field.ty {
            Type::Rows(columns) => check_row(&format!("{place}.{}", field.name), columns),
            Type::Choice(words) => {
                let unique: BTreeSet<_> = words.iter().collect();
                assert_eq!(unique.len(), words.len(), "{place}.{}: each word once", field.name);
                let spelt =
                    |word: &&str| word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
                assert!(words.iter().all(spelt), "{place}.{}: words are lower case", field.name);
            }
            _ => {}
        }
    }
}

#[test]
fn every_table_is_sound() {
    let mut names = BTreeSet::new();
    for kind in Kind::ALL {
        let spec = kind.spec();
        assert_eq!(spec.kind, *kind);
        assert!(snake(spec.name) && names.insert(spec.name), "{} is named once, in snake case", spec.name);
        assert!(
            spec.hint.is_ascii_lowercase()
                && !spec.label.is_empty()
                && !spec.plural.is_empty()
                && !spec.about.is_empty()
        );
        assert!(!spec.about.ends_with('.'), "{}: about ends without a full stop", spec.name);
        check_row(spec.name, spec.fields);
        for field in spec.fields {
            assert!(!TAKEN.contains(&field.name), "{}.{} is taken", spec.name, field.name);
        }
        for (role, name) in [("title", spec.title), ("day", spec.day), ("due", spec.due)] {
            assert!(
                name.is_empty() || spec.field(name).is_some(),
                "{}: its {role} field {name} is in the table",
                spec.name
            );
        }
        assert_eq!(spec.has_state(), spec.field("state_since").is_some(), "{}: a state has its date", spec.name);
        if let Some(Type::Choice(words)) = spec.field("state").map(|field| field.ty) {
            assert!(spec.closed.iter().all(|state| words.contains(state)), "{}: closed states are states", spec.name);
        }
        assert_eq!(Kind::read(&spec.command()), Some(*kind), "{}: the command line's spelling reads back", spec.name);
    }
}

#[test]
fn defaults_fit_their_fields() {
    let now = Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC);
    for kind in Kind::ALL {
        for field in kind.spec().fields {
            if let Some(value) = field.default_value(&now) {
                assert_eq!(field.check(&value), Ok(Some(value)), "{}.{}", kind.name(), field.name);
            }
        }
    }
}

/// A stored value that fits a field.
fn value_for(field: &'static Field) -> BoxedStrategy<Value> {
    let id = any::<[u8; 16]>().prop_map(|bytes| json!(Id::from_bytes(&bytes).map(|id| id.to_string())));
    match field.ty {
        Type::Line | Type::Text => ".{1,12}".prop_map(Value::from).boxed(),
        Type::Integer { min, max } => (min..=max.min(100_000)).prop_map(Value::from).boxed(),
        Type::Number => (-1_000_000_i32..1_000_000).prop_map(|n| json!(f64::from(n) / 4.0)).boxed(),
        Type::Flag => any::<bool>().prop_map(Value::from).boxed(),
        Type::Day(_) => (1_u32..=9998, 1_u32..=12, 1_u32..=28)
            .prop_map(|(y, m, d)| Value::from(format!("{y:04}-{m:02}-{d:02}")))
            .boxed(),
        Type::Instant(_) => (0_i64..4_000_000_000_000)
            .prop_map(|ms| json!(chrono::DateTime::from_timestamp_millis(ms).map(crate::domain::time::instant_text)))
            .boxed(),
        Type::Choice(words) => prop::sample::select(words).prop_map(Value::from).boxed(),
        Type::Link(_) | Type::AnyLink => id.boxed(),
        Type::Owner => prop_oneof![Just(json!("me")), id].boxed(),
        Type::Links(_) => prop::collection::btree_set(any::<u128>(), 1..4)
            .prop_map(|ids| {
                json!(
                    ids.iter().map(|id| Id::from_bytes(&id.to_be_bytes()).map(|id| id.to_string())).collect::<Vec<_>>()
                )
            })
            .boxed(),
        Type::Lines => prop::collection::vec(".{0,8}", 1..4).prop_map(Value::from).boxed(),
        Type::Marks => prop::collection::vec(prop::option::of(1_i64..=5), 1..11).prop_map(|marks| json!(marks)).boxed(),
        Type::Rows(columns) => {
            let row = columns.iter().map(|column| value_for(column).prop_map(|value| (column.name.to_owned(), value)));
            let row = row.collect::<Vec<_>>().prop_map(|row| Value::Object(row.into_iter().collect()));
            prop::collection::vec(row, 1..3).prop_map(Value::Array).boxed()
        }
    }
}

fn any_record() -> impl Strategy<Value = Record> {
    prop::sample::select(Kind::ALL).prop_flat_map(|kind| {
        let fields = kind.spec().fields.iter().map(|field| prop::option::of(value_for(field))).collect::<Vec<_>>();
        (any::<[u8; 16]>(), fields).prop_map(move |(id, values)| {
            let now = Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC);
            let mut record = Record::new(Id::from_bytes(&id).expect("an id"), kind, &now);
            record.fields.clear();
            for (field, value) in kind.spec().fields.iter().zip(values) {
                let value = value.and_then(|value| field.check(&value).expect("it fits"));
                record.set(field.name, value.unwrap_or(Value::Null));
            }
            // A made title comes back from JSON as a title that was given: it looks the same there.
            if kind.spec().title == "title" && record.text("title").is_empty() {
                record.set("title", json!("A title"));
            }
            record.title = record.own_title().unwrap_or_else(|| {
                if kind.spec().title_field().is_some() { String::new() } else { "A title".to_owned() }
            });
            record
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_set_is_what_is_got(record in any_record()) {
        let through = through_struct(record.kind, &record.fields).expect("the struct agrees with its table");
        let checked: Fields = through
            .iter()
            .map(|(name, value)| {
                let field = record.kind.spec().field(name).expect("in the table");
                (name.clone(), field.check(value).expect("it fits").expect("not empty"))
            })
            .collect();
        prop_assert_eq!(&checked, &record.fields);
    }

    #[test]
    fn a_record_reads_back_from_its_json(record in any_record()) {
        let json = crate::domain::record::Json { record: &record, short_id: None, derived: None };
        let text = serde_json::to_string(&json).expect("JSON");
        let map: Fields = serde_json::from_str(&text).expect("an object");
        prop_assert_eq!(Record::from_json(&map).expect("a record"), record);
    }

    #[test]
    fn a_check_is_steady(kind in prop::sample::select(Kind::ALL), text in any::<String>(), n in any::<f64>()) {
        for field in kind.spec().fields {
            for value in [json!(text), json!(n), json!([text]), json!([n]), json!({"a": text}), json!(true)] {
                if let Ok(Some(once)) = field.check(&value) {
                    prop_assert_eq!(field.check(&once), Ok(Some(once.clone())), "{}.{}", kind.name(), field.name);
                }
            }
        }
    }
}
