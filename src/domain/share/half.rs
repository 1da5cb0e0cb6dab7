//! The reader's half of an evaluation: which lines a share asks of them, under which names, and what they answer becomes.
//! It only proposes: nothing of it stands in the evaluation before it is taken on.
//!
//! A reply knows comments, questions, praise, ratings, actions and people, each about an item, and no more. So each line
//! is an item of its own: the name of the evaluation's item, a dot, and the part (`h3k5….3`, `h3k5….own`). A mark is a
//! `rating` of it, words are a `comment` on it, and a reply has the one form it always had. The register still keeps one
//! name for one record, and whoever knows nothing of halves meets items that were not shared, and skips them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::reply::{Said, SaidKind};
use crate::domain::record::{Fields, Record};

/// What the mentor is asked beside the ten lines, in the words of the evaluation.
const OWN_LINE: &str = "Your own line: what did you learn, or do differently, through this?";

/// One question for the mentor alone to think about; an answer is welcome and never needed.
const QUESTION: &str =
    "A question for you, if you like: when did you last hold back an answer so that one could be found?";

/// The most lines of an evaluation.
const LINES_MAX: usize = 30;

/// Something that the reader is asked to fill in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blank {
    /// Its name within this share.
    pub item: String,
    /// What is asked.
    pub text: String,
    /// Whether a mark from 1 to 5 is asked for, rather than words.
    pub rate: bool,
}

/// What one part of a half is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The mark of a line, from 0.
    Mark(usize),
    /// Their own line.
    OwnLine,
    /// The question for themselves.
    Question,
}

/// A half that was answered, as far as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Half {
    marks: BTreeMap<usize, u8>,
    own_line: String,
}

/// The blanks of an evaluation's item.
pub(super) fn blanks(item: &str, lines: &[String]) -> Vec<Blank> {
    let marks = lines.iter().take(LINES_MAX).enumerate();
    let marks = marks.map(|(n, text)| Blank { item: format!("{item}.{}", n + 1), text: text.clone(), rate: true });
    let words = [("own", OWN_LINE), ("ask", QUESTION)];
    let words = words.map(|(part, text)| Blank { item: format!("{item}.{part}"), text: text.to_owned(), rate: false });
    marks.chain(words).collect()
}

/// The item that a name is a part of, and which part; `None` where it is a name of its own.
fn part(name: &str) -> Option<(&str, Part)> {
    let (item, part) = name.rsplit_once('.')?;
    let part = match part {
        "own" => Part::OwnLine,
        "ask" => Part::Question,
        n => Part::Mark(n.parse::<usize>().ok()?.checked_sub(1).filter(|n| *n < LINES_MAX)?),
    };
    Some((item, part))
}

/// The item that the part of a half belongs to, where the name is one.
pub(super) fn whole(name: &str) -> Option<&str> {
    part(name).map(|(item, _)| item)
}

impl Half {
    /// Takes in what is said about a part; gives it back, about the evaluation itself, where it is neither a mark nor
    /// their own line.
    pub(super) fn take(&mut self, said: &Said) -> Option<Said> {
        let (item, part) = part(said.item.as_deref()?)?;
        match (part, said.kind, said.rating) {
            (Part::Mark(n), SaidKind::Rating, Some(rating)) => {
                self.marks.insert(n, rating);
                None
            }
            (Part::OwnLine, SaidKind::Comment, _) => {
                said.text.trim().clone_into(&mut self.own_line);
                None
            }
            (part, ..) => {
                let asked = part == Part::Question && !said.text.trim().is_empty();
                let text = if asked { format!("{QUESTION}\n{}", said.text.trim()) } else { said.text.clone() };
                Some(Said { item: Some(item.to_owned()), text, ..said.clone() })
            }
        }
    }

    /// Whether nothing of it was answered.
    pub(super) fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.own_line.is_empty()
    }

    /// All of it as one thing that is said about the evaluation, in words.
    pub(super) fn said(&self, item: &str) -> Said {
        let mut text = String::new();
        if !self.marks.is_empty() {
            let marks: Vec<String> =
                self.list().iter().map(|mark| mark.map_or_else(|| "–".to_owned(), |mark| mark.to_string())).collect();
            text = format!("Their marks, line by line: {}", marks.join(" "));
        }
        if !self.own_line.is_empty() {
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(&self.own_line);
        }
        Said { item: Some(item.to_owned()), kind: SaidKind::Rating, text, rating: None, due: None }
    }

    /// What a proposal of it holds beside its words.
    pub(super) fn fields(&self) -> Vec<(&'static str, Value)> {
        let mut fields = vec![("suggests", Value::from("half"))];
        if !self.marks.is_empty() {
            fields.push(("suggests_marks", self.list().into()));
        }
        if !self.own_line.is_empty() {
            fields.push(("suggests_line", self.own_line.as_str().into()));
        }
        fields
    }

    /// The marks by position.
    fn list(&self) -> Vec<Option<u8>> {
        let count = self.marks.keys().next_back().map_or(0, |last| last + 1);
        (0..count).map(|n| self.marks.get(&n).copied()).collect()
    }
}

/// What an evaluation gets where a proposed half of it is taken on. A line they left out stays as it was.
#[must_use]
pub fn their_half(proposal: &Record, evaluation: &Record) -> Fields {
    let list = |record: &Record, field: &str| record.get(field).as_array().cloned().unwrap_or_default();
    let (new, mut marks) = (list(proposal, "suggests_marks"), list(evaluation, "theirs"));
    marks.resize(marks.len().max(new.len()), Value::Null);
    for (place, mark) in marks.iter_mut().zip(new) {
        if !mark.is_null() {
            *place = mark;
        }
    }
    let mut fields = Fields::new();
    if !marks.is_empty() {
        fields.insert("theirs".to_owned(), marks.into());
    }
    let line = proposal.text("suggests_line").trim();
    if !line.is_empty() {
        fields.insert("own_line".to_owned(), line.into());
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{Now, Zone, read_instant};
    use crate::domain::{Id, Kind};
    use serde_json::json;

    fn said(item: &str, kind: SaidKind, text: &str, rating: Option<u8>) -> Said {
        Said { item: Some(item.to_owned()), kind, text: text.to_owned(), rating, due: None }
    }

    #[test]
    fn each_line_has_a_name_that_leads_back() {
        let lines = ["Open".to_owned(), "Worth it".to_owned()];
        let blanks = blanks("h3k", &lines);
        let told: Vec<(&str, bool)> = blanks.iter().map(|blank| (&*blank.item, blank.rate)).collect();
        assert_eq!(told, [("h3k.1", true), ("h3k.2", true), ("h3k.own", false), ("h3k.ask", false)]);
        assert!(blanks.iter().all(|blank| whole(&blank.item) == Some("h3k")));
        for off in ["h3k", "h3k.", "h3k.0", "h3k.31", "h3k.-1", "h3k.99999999999999999999", "h3k.x"] {
            assert_eq!(whole(off), None, "{off}");
        }
    }

    #[test]
    fn marks_and_the_own_line_are_one_proposal_and_the_rest_is_about_the_evaluation() {
        let mut half = Half::default();
        assert!(half.is_empty());
        assert_eq!(half.take(&said("h3k.3", SaidKind::Rating, "", Some(4))), None);
        assert_eq!(half.take(&said("h3k.1", SaidKind::Rating, "", Some(2))), None);
        assert_eq!(half.take(&said("h3k.own", SaidKind::Comment, " I ask my desk ", None)), None);
        let asked = half.take(&said("h3k.ask", SaidKind::Comment, "In March", None)).expect("a comment");
        assert_eq!(asked.item.as_deref(), Some("h3k"));
        assert!(asked.text.ends_with("\nIn March"), "{asked:?}");
        let praise = half.take(&said("h3k.2", SaidKind::Praise, "Good", None)).expect("praise");
        assert_eq!((praise.item.as_deref(), praise.kind), (Some("h3k"), SaidKind::Praise));
        assert_eq!(half.said("h3k").text, "Their marks, line by line: 2 – 4\nI ask my desk");
        let fields: Fields = half.fields().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        assert_eq!(fields["suggests_marks"], json!([2, null, 4]));
    }

    #[test]
    fn what_they_left_out_stays_as_it_was() {
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
        let record = |kind, fields: Value| {
            let mut record = Record::new(Id::from_bytes(&[2; 16]).expect("an id"), kind, &now);
            for (name, value) in fields.as_object().expect("fields") {
                record.set(name, value.clone());
            }
            record
        };
        let proposal = record(Kind::Feedback, json!({"suggests": "half", "suggests_marks": [2, null, 4]}));
        for (before, after) in [
            (json!({}), json!({"theirs": [2, null, 4]})),
            (json!({"theirs": [1, 1, 1, 5], "own_line": "kept"}), json!({"theirs": [2, 1, 4, 5]})),
        ] {
            assert_eq!(Value::Object(their_half(&proposal, &record(Kind::Evaluation, before))), after);
        }
        let words = record(Kind::Feedback, json!({"suggests": "half", "suggests_line": "I wait"}));
        let after = Value::Object(their_half(&words, &record(Kind::Evaluation, json!({}))));
        assert_eq!(after, json!({"own_line": "I wait"}));
    }
}
