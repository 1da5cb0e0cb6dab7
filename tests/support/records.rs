//! Records of every kind as JSON, made from the field tables, with whatever text, numbers and unknown fields a file may
//! hold.

use mentee::domain::field::Field;
use mentee::domain::{Kind, Type};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// One record of any kind.
pub(crate) fn record() -> impl Strategy<Value = Value> {
    select(Kind::ALL).prop_flat_map(of_kind)
}

/// One record of this kind; any of its fields may be missing.
pub(crate) fn of_kind(kind: Kind) -> BoxedStrategy<Value> {
    let fields = kind.spec().fields;
    let values: Vec<_> = fields.iter().map(|field| option::weighted(0.7, value(field))).collect();
    let common = (id(), text(), instant(), instant(), visibility(), vec(text(), 0..3), vec((text(), json()), 0..3));
    (common, values)
        .prop_map(move |((id, title, created, updated, visibility, tags, unknown), values)| {
            let mut record = Map::new();
            for (name, value) in unknown {
                record.insert(format!("x {name}"), value);
            }
            for (field, value) in fields.iter().zip(values) {
                record.insert(field.name.to_owned(), value.unwrap_or(Value::Null));
            }
            let common = json!({"id": id, "kind": kind.name(), "created": created, "updated": updated,
                                "visibility": visibility, "tags": tags});
            record.extend(common.as_object().cloned().unwrap_or_default());
            record.entry("title").or_insert(Value::from(title));
            Value::Object(record)
        })
        .boxed()
}

/// Text that could hurt: any character there is, and those that are known to hurt more often than others.
fn text() -> impl Strategy<Value = String> {
    let hurts = [
        "",
        " ",
        "\0",
        "\n",
        "\r\n",
        "\x1b]52;c;aGk=\x07",
        "\u{9b}31m",
        "\u{202e}",
        "\u{2028}",
        "\u{feff}",
        "e\u{301}\u{301}",
        "👩‍👩‍👧",
        "東京都",
        "\"",
        "\\",
        "</script>",
        "'; DROP TABLE records; --",
        "\u{e0041}",
        "\u{fffd}",
    ];
    prop_oneof![2 => "\\PC{0,12}", 1 => any::<String>(), 1 => vec(select(hurts.to_vec()), 0..4).prop_map(|parts| parts.concat())]
}

fn id() -> impl Strategy<Value = String> {
    any::<u128>().prop_map(|bits| {
        let hex = format!("{bits:032x}");
        let parts = [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)].map(|(from, to)| &hex[from..to]);
        parts.join("-")
    })
}

fn day() -> impl Strategy<Value = String> {
    (1900..2200, 1..13, 1..29).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

fn instant() -> impl Strategy<Value = String> {
    (day(), 0..24, 0..60, 0..60, option::of(0..1000)).prop_map(|(day, hour, minute, second, millis)| {
        let millis = millis.map_or(String::new(), |millis| format!(".{millis:03}"));
        format!("{day}T{hour:02}:{minute:02}:{second:02}{millis}Z")
    })
}

fn visibility() -> impl Strategy<Value = Value> {
    prop_oneof![Just(json!("private")), Just(json!("mentors")), vec(id(), 0..3).prop_map(Value::from)]
}

/// A value that fits a field.
fn value(field: &Field) -> BoxedStrategy<Value> {
    match field.ty {
        Type::Line | Type::Text => text().prop_map(Value::from).boxed(),
        Type::Integer { min, max } => (min..=max).prop_map(Value::from).boxed(),
        Type::Number => {
            let float = any::<f64>().prop_filter("a number in JSON", |number| number.is_finite());
            prop_oneof![float.prop_map(Value::from), any::<i32>().prop_map(Value::from)].boxed()
        }
        Type::Flag => any::<bool>().prop_map(Value::from).boxed(),
        Type::Day(_) => day().prop_map(Value::from).boxed(),
        Type::Instant(_) => instant().prop_map(Value::from).boxed(),
        Type::Choice(words) => select(words).prop_map(Value::from).boxed(),
        Type::Link(_) | Type::AnyLink => id().prop_map(Value::from).boxed(),
        Type::Owner => prop_oneof![Just(Value::from("me")), id().prop_map(Value::from)].boxed(),
        Type::Links(_) => vec(id(), 0..3).prop_map(Value::from).boxed(),
        Type::Lines => vec(text(), 0..3).prop_map(Value::from).boxed(),
        Type::Marks => vec(option::of(1..6), 0..10).prop_map(Value::from).boxed(),
        Type::Rows(columns) => vec(row(columns), 0..3).prop_map(Value::from).boxed(),
    }
}

/// A little record: some of its columns, and one nobody knows.
fn row(columns: &'static [Field]) -> BoxedStrategy<Value> {
    let values: Vec<_> = columns.iter().map(value).collect();
    let some = subsequence((0..columns.len()).collect::<Vec<_>>(), 0..=columns.len());
    (values, some, option::of(json()))
        .prop_map(move |(values, some, unknown)| {
            let mut row: Map<String, Value> =
                some.into_iter().map(|n| (columns[n].name.to_owned(), values[n].clone())).collect();
            if let Some(unknown) = unknown {
                row.insert("unknown".to_owned(), unknown);
            }
            Value::Object(row)
        })
        .boxed()
}

/// Any JSON, a few levels deep.
fn json() -> impl Strategy<Value = Value> {
    let float = any::<f64>().prop_filter("a number in JSON", |number| number.is_finite());
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        float.prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            vec((text(), inner), 0..3).prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}
