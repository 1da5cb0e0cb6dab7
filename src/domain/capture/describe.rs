//! A plan in a few words a record, for the preview beside the text and for what a command prints.

use super::{Draft, DraftValue, Plan, Target};
use crate::domain::dates::{say, say_at};
use crate::domain::kinds::Kind;
use crate::domain::time::{Now, read_day, read_instant};

/// One record a capture would make or change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// What it is.
    pub kind: Kind,
    /// What it is, in a word: `Action`.
    pub label: String,
    /// What it says.
    pub text: String,
    /// What else is known, parted by ` · `; may be empty.
    pub detail: String,
    /// Whether it is a person the journal does not know yet.
    pub new: bool,
}

/// Describes a plan, in the order of the text; the lines of text that stay text come after a meeting.
#[must_use]
pub fn describe(plan: &Plan, now: &Now) -> Vec<PreviewLine> {
    let mut order: Vec<usize> = (0..plan.drafts.len()).collect();
    order.sort_by_key(|at| (Some(*at) != plan.note, plan.drafts.get(*at).map(|draft| draft.line)));
    let mut lines = Vec::with_capacity(order.len() + 1);
    for draft in order.into_iter().filter_map(|at| plan.drafts.get(at)) {
        lines.push(line(plan, draft, now));
        if draft.kind == Kind::Meeting && plan.text_lines > 0 {
            let text = kept_lines(plan.text_lines);
            lines.push(PreviewLine {
                kind: Kind::Meeting,
                label: "Note".to_owned(),
                text,
                detail: String::new(),
                new: false,
            });
        }
    }
    lines
}

fn line(plan: &Plan, draft: &Draft, now: &Now) -> PreviewLine {
    let names = |field: &str| draft.targets(field).iter().map(|target| plan.name(*target)).collect::<Vec<_>>();
    let text = |field: &str| draft.text(field).to_owned();
    let number = |field: &str| match draft.get(field) {
        Some(DraftValue::Value(value)) => value.as_f64().map(|number| number.to_string()),
        _ => None,
    };
    let with = |lead: &str, field: &str| names(field).first().map(|name| format!("{lead} {}", first_name(name)));
    let (main, details): (String, Vec<Option<String>>) = match draft.kind {
        Kind::Meeting => {
            let at = read_instant(draft.text("at")).map(|at| say_at(at, now));
            let minutes = number("minutes").map(|minutes| format!("{minutes} min"));
            let with = names("people").join(", ");
            let main = if draft.edits.is_some() { "this meeting".to_owned() } else { with };
            (main, vec![at, minutes])
        }
        Kind::Reflection => {
            (kept_lines(draft.text("body").lines().filter(|line| !line.trim().is_empty()).count()), vec![])
        }
        Kind::Action => {
            let owner = match names("owner").first() {
                Some(owner) => format!("{}'s", first_name(owner)),
                None => "mine".to_owned(),
            };
            let due = read_day(draft.text("due")).map(|due| say(due, now));
            let done = (draft.text("state") == "done").then(|| "done".to_owned());
            (text("title"), vec![Some(owner), due, done, names("goal").first().map(|goal| (*goal).to_owned())])
        }
        Kind::Question => (text("title"), vec![with("for", "for")]),
        Kind::Advice => (text("title"), vec![with("from", "by")]),
        Kind::Feedback => (text("body"), vec![with("from", "giver")]),
        Kind::Insight => {
            let carried = [text("industry"), text("my_version")];
            (
                text("title"),
                vec![Some(carried.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" → "))],
            )
        }
        Kind::Obstacle => {
            let plan = (!draft.text("if_then").is_empty()).then(|| "if-then".to_owned());
            (text("title"), vec![plan, Some(names("goals").join(", "))])
        }
        Kind::Person => {
            let name = draft.edits.and_then(|id| plan.titles.get(&id).cloned()).unwrap_or_else(|| text("name"));
            (name, vec![Some(text("role")), Some(text("organisation")), with("via", "introduced_by")])
        }
        Kind::CheckIn => (names("goal").join(", "), vec![number("value"), Some(text("note"))]),
        Kind::Pulse => {
            let marks = draft.fields.iter().filter_map(|(name, _)| Some(format!("{name} {}", number(name)?)));
            (marks.collect::<Vec<_>>().join(", "), vec![])
        }
        _ => (text("title"), vec![]),
    };
    let tags = draft.tags.iter().map(|tag| format!("#{tag}"));
    let details: Vec<String> = details.into_iter().flatten().filter(|part| !part.is_empty()).chain(tags).collect();
    PreviewLine {
        kind: draft.kind,
        label: label(draft.kind),
        text: main,
        detail: details.join(" · "),
        new: draft.kind == Kind::Person && draft.edits.is_none(),
    }
}

impl Plan {
    /// The name of a record it links to.
    #[must_use]
    pub fn name(&self, target: Target) -> &str {
        match target {
            Target::Existing(id) => self.titles.get(&id).map_or("", String::as_str),
            Target::New(at) => self.drafts.get(at).map_or("", |draft| draft.text("name")),
        }
    }
}

/// A kind's name with its capital; a captured reflection is a note.
fn label(kind: Kind) -> String {
    let name = if kind == Kind::Reflection { "note" } else { kind.spec().label };
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn kept_lines(count: usize) -> String {
    format!("{count} line{}, kept word for word", if count == 1 { "" } else { "s" })
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
