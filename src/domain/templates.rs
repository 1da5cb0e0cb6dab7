//! Texts with words in braces, filled in: goals and letters to start from. What is not known stays in its braces and is
//! named; nothing is made up.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::content::GoalTemplate;
use super::record::Fields;

/// What fills the braces, by name.
pub type Fills = BTreeMap<String, String>;

/// The names in braces, in their order, each once.
#[must_use]
pub fn blanks(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some((name, tail)) = rest.split_once('{').and_then(|(_, after)| after.split_once('}')) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
        rest = tail;
    }
    names
}

/// The text with its braces filled; those without a value stay as they are.
#[must_use]
pub fn fill(text: &str, fills: &Fills) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        match fills.get(name).filter(|value| !value.trim().is_empty()) {
            Some(value) => filled.push_str(value.trim()),
            None => filled.push_str(&format!("{{{name}}}")),
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

/// The fields of a goal from a template, and the braces that are still open. `measure` of a template reads
/// `count 0→n`, `number x→y`, `habit n/m`, or a word alone.
#[must_use]
pub fn goal(template: &GoalTemplate, fills: &Fills) -> (Fields, Vec<String>) {
    let mut fields = Fields::new();
    let title = fill(&template.title, fills);
    let mut open = blanks(&title);
    fields.insert("title".to_owned(), json!(title));
    let number =
        |name: &str| fills.get(name).and_then(|text| text.trim().parse::<f64>().ok()).filter(|n| n.is_finite());
    let (word, shape) = template.measure.split_once(' ').unwrap_or((&template.measure, ""));
    if word == "open" {
        fields.insert("goal_kind".to_owned(), json!("open"));
    } else {
        fields.insert("measure".to_owned(), json!(word));
    }
    if word == "habit" {
        fields.insert("goal_kind".to_owned(), json!("habit"));
    }
    let mut set = |field: &str, name: &str| {
        let value = name.parse::<f64>().ok().or_else(|| number(name));
        if let Some(value) = value {
            fields.insert(field.to_owned(), json!(value));
        }
    };
    if let Some((from, to)) = shape.split_once('→') {
        set("baseline", from.trim());
        set("target", to.trim());
    } else if let Some((kept, _)) = shape.split_once('/') {
        set("target", kept.trim());
    } else if word == "count" || word == "milestones" {
        set("baseline", "0");
        set("target", "n");
    }
    if let Some(unit) = fills.get("unit") {
        fields.insert("unit".to_owned(), json!(unit));
    }
    for (name, text) in [("source", &template.source), ("if_then", &template.if_then)] {
        let text = fill(text, fills);
        if blanks(&text).is_empty() {
            fields.insert(name.to_owned(), Value::from(text));
        } else if name == "if_then" {
            open.extend(blanks(&text).into_iter().filter(|blank| !open.contains(blank)).collect::<Vec<_>>());
        }
    }
    (fields, open)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fills(pairs: &[(&str, &str)]) -> Fills {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    fn template() -> GoalTemplate {
        GoalTemplate {
            id: "gt04".to_owned(),
            theme: "efficiency".to_owned(),
            title: "Cut {task} from {x} to {y} {unit} by {date}".to_owned(),
            measure: "number x→y".to_owned(),
            source: "{record}".to_owned(),
            if_then: "if the number rises twice, then I bring it to {mentor}".to_owned(),
        }
    }

    #[test]
    fn braces_are_filled_or_named() {
        assert_eq!(blanks("{a} and {b c} and {a} {"), ["a", "b c"]);
        assert!(blanks("} {").is_empty());
        assert_eq!(fill("{a} and {b c}{", &fills(&[("a", "one"), ("b c", " ")])), "one and {b c}{");
    }

    #[test]
    fn a_goal_from_a_template() {
        let all = fills(&[
            ("task", "replanning"),
            ("x", "14"),
            ("y", "6"),
            ("unit", "h"),
            ("date", "29 aug"),
            ("mentor", "Odile"),
            ("record", "timesheet"),
        ]);
        let (fields, open) = goal(&template(), &all);
        assert_eq!(fields["title"], "Cut replanning from 14 to 6 h by 29 aug");
        assert_eq!(
            (&fields["baseline"], &fields["target"], &fields["measure"]),
            (&json!(14.0), &json!(6.0), &json!("number"))
        );
        assert_eq!((&fields["source"], &fields["unit"]), (&json!("timesheet"), &json!("h")));
        assert!(open.is_empty());
        let (fields, open) = goal(&template(), &fills(&[("task", "replanning"), ("x", "many")]));
        assert_eq!(open, ["y", "unit", "date", "mentor"]);
        assert!(fields.get("baseline").is_none() && fields.get("source").is_none());
    }

    #[test]
    fn counts_and_habits() {
        let count =
            GoalTemplate { measure: "count 0→n".to_owned(), title: "Hold {n} talks".to_owned(), ..template() };
        let (fields, _) = goal(&count, &fills(&[("n", "6"), ("mentor", "Odile")]));
        assert_eq!((&fields["baseline"], &fields["target"]), (&json!(0.0), &json!(6.0)));
        let habit =
            GoalTemplate { measure: "habit n/m".to_owned(), title: "Keep it {n} of {m}".to_owned(), ..template() };
        let (fields, _) = goal(&habit, &fills(&[("n", "8"), ("m", "10")]));
        assert_eq!((&fields["goal_kind"], &fields["target"]), (&json!("habit"), &json!(8.0)));
        let open = GoalTemplate { measure: "open".to_owned(), ..template() };
        assert_eq!(goal(&open, &Fills::new()).0["goal_kind"], "open");
    }

    proptest! {
        #[test]
        fn what_is_filled_is_not_open(text in "[a-z {}]{0,40}", value in "[a-z]{1,6}") {
            let names = blanks(&text);
            let all: Fills = names.iter().map(|name| (name.clone(), value.clone())).collect();
            let left = blanks(&fill(&text, &all));
            prop_assert!(left.is_empty(), "{:?}", left);
            prop_assert_eq!(fill(&text, &Fills::new()), text);
        }
    }
}
