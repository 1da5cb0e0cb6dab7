//! How an industry works, in eight lines; a line that is empty becomes a question for somebody who is in it.

use serde::Serialize;

use super::said;
use crate::domain::kinds::primer::Primer;

/// A line of a primer and the question that fills it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The field.
    pub field: &'static str,
    /// How it is headed.
    pub head: &'static str,
    /// The question.
    pub question: &'static str,
}

/// The eight lines, in their order.
pub const PRIMER: [Line; 8] = [
    Line {
        field: "decides",
        head: "Who decides",
        question: "Who really decides things in your field, and how does one see that?",
    },
    Line {
        field: "good_looks_like",
        head: "What counts as good",
        question: "What counts as excellent work there, and who says so?",
    },
    Line {
        field: "pace",
        head: "Pace",
        question: "How fast do things move in your field, and when do they stand still?",
    },
    Line { field: "risks", head: "Risks", question: "What would get someone quietly written off?" },
    Line { field: "money", head: "Money", question: "How is money counted in your field, and who feels it?" },
    Line {
        field: "rules",
        head: "Rules",
        question: "Which rules count in your field, the written ones and the others?",
    },
    Line { field: "taboo", head: "Taboo", question: "What does one never say or do in your field?" },
    Line {
        field: "words",
        head: "Words",
        question: "Which words of your field should I know, and which mean something else to me?",
    },
];

/// What a line of a primer says; none where it says nothing.
#[must_use]
pub fn told<'a>(primer: &'a Primer, line: &Line) -> Option<&'a str> {
    let field = match line.field {
        "decides" => &primer.decides,
        "good_looks_like" => &primer.good_looks_like,
        "pace" => &primer.pace,
        "risks" => &primer.risks,
        "money" => &primer.money,
        "rules" => &primer.rules,
        "taboo" => &primer.taboo,
        _ => &primer.words,
    };
    said(field.as_deref())
}

/// The lines that are empty: what to ask.
#[must_use]
pub fn questions(primer: &Primer) -> Vec<&'static Line> {
    PRIMER.iter().filter(|line| told(primer, line).is_none()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn every_empty_line_is_a_question() {
        assert_eq!(questions(&Primer::default()).len(), 8);
        let some =
            Primer { pace: Some("Two rushes a day".to_owned()), words: Some(" ".to_owned()), ..Primer::default() };
        let fields: Vec<_> = questions(&some).iter().map(|line| line.field).collect();
        assert_eq!(fields, ["decides", "good_looks_like", "risks", "money", "rules", "taboo", "words"]);
    }

    #[test]
    fn the_lines_are_the_fields_of_the_kind() {
        let fields = Kind::Primer.spec().fields.iter().map(|field| field.name).filter(|name| *name != "industry");
        assert_eq!(fields.collect::<Vec<_>>(), PRIMER.map(|line| line.field));
        for line in &PRIMER {
            let json = serde_json::json!({line.field: "said"});
            let primer: Primer = serde_json::from_value(json).expect("a primer");
            assert_eq!(told(&primer, line), Some("said"));
            assert!(line.question.ends_with('?'));
        }
    }
}
