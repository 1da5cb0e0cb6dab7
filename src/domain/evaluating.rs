//! Looking together at how a mentorship goes, step by step: the last adjustment first, needs by their weight, ten lines, one
//! line each to keep, change and stop, and one adjustment with a day. What is left out stays out; nothing is totalled.

use serde_json::{Value, json};

use super::ask::Save;
use super::content::EvaluationItem;
use super::guide::{Question, Said, Step, Told, Wanted, answer};
use super::kinds::evaluation::{Evaluation, Need};
use super::likeness::first_name;
use super::{Day, Fields, Id, Kind, Lean, Now, dates};

/// So many needs are asked for.
pub const NEEDS: usize = 5;
/// What the marks mean.
pub const MARKS: &str = "1 not yet · 2 a little · 3 partly · 4 mostly · 5 fully · - not applicable";

/// The one thing that was to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjustment {
    /// The evaluation it stands in.
    pub id: Id,
    /// What was to change.
    pub text: String,
    /// By when.
    pub due: Option<Day>,
    /// When it was done.
    pub done: Option<Day>,
}

/// What an evaluation begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluating {
    /// The mentorship.
    pub mentorship: Id,
    /// The mentor's name.
    pub name: String,
    /// The evaluation that is gone on with; a new one where there is none.
    pub id: Option<Id>,
    /// What stands in it, or the needs of the last one.
    pub fields: Evaluation,
    /// The last adjustment of another evaluation.
    pub last: Option<Adjustment>,
    /// The ten lines.
    pub items: Vec<EvaluationItem>,
}

fn need(n: usize, what: &str) -> String {
    format!("need{}{what}", n + 1)
}

fn item(n: usize) -> String {
    format!("item{}", n + 1)
}

/// The steps of an evaluation.
#[must_use]
pub fn steps(evaluating: &Evaluating, now: &Now) -> Vec<Step> {
    let first = first_name(&evaluating.name);
    let fields = &evaluating.fields;
    let mut steps: Vec<Step> = evaluating.last.iter().map(|last| of_last(last, now)).collect();
    let mark = |mark: Option<i64>| mark.map(|mark| mark.to_string()).unwrap_or_default();
    let mut needs = Vec::new();
    for n in 0..NEEDS {
        let known = fields.needs.get(n);
        let text = known.and_then(|need| need.text.clone()).unwrap_or_default();
        let asks = if n == 0 { "What do I need?" } else { "What else?" };
        needs.push(Question::new(need(n, ""), asks, "a line; empty goes on", Wanted::Line).preset(text));
        let rows = [
            (".weight", "  how much it matters", "1 little … 5 much", known.and_then(|need| need.importance)),
            (".met", "  how well it is met", "1 not yet … 5 fully", known.and_then(|need| need.met)),
        ];
        for (what, asks, hint, known) in rows {
            let asked = Question::new(need(n, what), asks, hint, Wanted::Mark(5)).preset(mark(known));
            needs.push(asked.when(need(n, ""), &[]));
        }
    }
    let told = vec![Told::Quiet("What is not met much, and matters much, comes on the next agenda.".to_owned())];
    steps.push(Step { title: "What I need".to_owned(), told, questions: needs, when: None });
    let lines = evaluating.items.iter().enumerate().map(|(n, line)| {
        let known = fields.mine.get(n).copied().flatten();
        Question::new(item(n), line.text.clone(), line.theme.clone(), Wanted::Mark(5)).preset(mark(known))
    });
    let told = vec![Told::Quiet(MARKS.to_owned())];
    steps.push(Step { title: "Ten lines".to_owned(), told, questions: lines.collect(), when: None });
    let line = |name: &str, asks: &str, known: &Option<String>| {
        Question::new(name, asks, "a line", Wanted::Line).preset(known.clone().unwrap_or_default())
    };
    let open = vec![
        line("keep", "Keep", &fields.keep),
        line("change", "Change", &fields.change),
        line("stop", "Stop", &fields.stop),
    ];
    steps.push(Step { title: "A line each".to_owned(), questions: open, ..Step::default() });
    let due = fields.adjustment_due.map(|due| due.to_string()).unwrap_or_default();
    let questions = vec![
        line("adjustment", "The one thing we change", &fields.adjustment),
        Question::new("due", "By when?", "like 5 aug, in 4 weeks", Wanted::Day).preset(due).when("adjustment", &[]),
    ];
    let told =
        vec![Told::Quiet(format!("One is enough. The next look begins with it. {first} sees it only in a share."))];
    steps.push(Step { title: "One adjustment".to_owned(), told, questions, when: None });
    steps
}

fn of_last(last: &Adjustment, now: &Now) -> Step {
    let due = last.due.map(|due| format!(", by {}", dates::say(due, now))).unwrap_or_default();
    let mut told = vec![Told::Line(format!("“{}”{due}", last.text))];
    let mut questions = Vec::new();
    if let Some(done) = last.done {
        told.push(Told::Good(format!("Done {}.", dates::say(done, now))));
    } else {
        let words = vec![("yes", "we did it".to_owned()), ("no", "not yet".to_owned())];
        questions.push(Question::new("last", "Did we do it?", "", Wanted::Choice(words)));
    }
    Step { title: "What we said last time".to_owned(), told, questions, when: None }
}

/// What was said, as records: the evaluation, and the last adjustment where it was done. Nothing where nothing was said.
#[must_use]
pub fn saves(evaluating: &Evaluating, said: &Said, now: &Now) -> Vec<Save> {
    let mut saves = Vec::new();
    if let (Some(last), Some("yes")) = (&evaluating.last, answer(said, "last")) {
        let done = Fields::from_iter([("adjustment_done".to_owned(), json!(now.today().to_string()))]);
        saves.push(Save { kind: Kind::Evaluation, id: Some(last.id), fields: done });
    }
    let mut fields = Fields::new();
    let mut set = |name: &str, value: Value| {
        if !value.is_null() {
            fields.insert(name.to_owned(), value);
        }
    };
    let mark = |name: &str| answer(said, name).and_then(|text| text.parse::<i64>().ok());
    let marks: Vec<Option<i64>> = (0..evaluating.items.len()).map(|n| mark(&item(n))).collect();
    if marks.iter().any(Option::is_some) {
        set("mine", json!(marks));
        // The last of the lines is that it is worth the time.
        set("worth", json!(marks.last().copied().flatten()));
    }
    let needs = (0..NEEDS).filter_map(|n| {
        let text = answer(said, &need(n, ""))?.to_owned();
        Some(Need { text: Some(text), importance: mark(&need(n, ".weight")), met: mark(&need(n, ".met")) })
    });
    let needs: Vec<Need> = needs.collect();
    if needs != evaluating.fields.needs || evaluating.id.is_none() && needs.iter().any(|need| need.met.is_some()) {
        set("needs", serde_json::to_value(&needs).unwrap_or_default());
    }
    for name in ["keep", "change", "stop", "adjustment"] {
        set(name, json!(answer(said, name)));
    }
    let due = answer(said, "due").and_then(|text| dates::parse_day(text, now, Lean::Future).ok());
    set("adjustment_due", json!(due.map(|due| due.to_string())));
    if fields.is_empty() {
        return saves;
    }
    if evaluating.id.is_none() {
        fields.insert("mentorship".to_owned(), json!(evaluating.mentorship.to_string()));
        fields.insert("date".to_owned(), json!(now.today().to_string()));
    }
    saves.push(Save { kind: Kind::Evaluation, id: evaluating.id, fields });
    saves
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::guide::{heard, presets};
    use crate::domain::time::{Zone, read_day, read_instant};

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("now"), Zone::UTC)
    }

    fn id(n: u128) -> Id {
        Id::from_bytes(&(0x0192_0000_0000_7000_8000_0000_0000_0000_u128 + n).to_be_bytes()).expect("an id")
    }

    fn evaluating() -> Evaluating {
        let line = |theme: &str| EvaluationItem { theme: theme.to_owned(), text: format!("I can say {theme}.") };
        let introductions = Need { text: Some("Introductions".to_owned()), importance: Some(4), met: Some(2) };
        Evaluating {
            mentorship: id(1),
            name: "Odile Varga".to_owned(),
            id: None,
            fields: Evaluation { needs: vec![introductions], ..Evaluation::default() },
            last: Some(Adjustment {
                id: id(2),
                text: "One observation".to_owned(),
                due: read_day("2025-08-05"),
                done: None,
            }),
            items: ["communication", "feedback", "mutual value"].map(line).to_vec(),
        }
    }

    fn say(pairs: &[(&str, &str)]) -> Vec<Save> {
        let evaluating = evaluating();
        let mut said = presets(&steps(&evaluating, &now()));
        said.extend(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        let counts = heard(&steps(&evaluating, &now()), &said, &now()).expect("answers");
        saves(&evaluating, &counts, &now())
    }

    #[test]
    fn claim_56_the_last_adjustment_comes_first() {
        let steps = steps(&evaluating(), &now());
        assert_eq!(steps[0].title, "What we said last time");
        assert_eq!(steps[0].told[0].text(), "“One observation”, by Tue 5 Aug");
        let titles: Vec<&str> = steps.iter().map(|step| step.title.as_str()).collect();
        assert_eq!(titles[1..], ["What I need", "Ten lines", "A line each", "One adjustment"]);
    }

    #[test]
    fn what_was_said_becomes_one_evaluation() {
        let saves = say(&[
            ("last", "yes"),
            ("item1", "5"),
            ("item2", "-"),
            ("item3", "4"),
            ("need1.met", "3"),
            ("need2", "A view from outside"),
            ("keep", "the walks"),
            ("adjustment", "Start with the hard thing"),
            ("due", "in 4 weeks"),
        ]);
        let [last, new] = saves.as_slice() else { panic!("{saves:?}") };
        assert_eq!((last.id, &last.fields["adjustment_done"]), (Some(id(2)), &json!("2025-09-30")));
        assert_eq!((&new.fields["mine"], &new.fields["worth"]), (&json!([5, null, 4]), &json!(4)));
        assert_eq!(new.fields["needs"][0], json!({"text": "Introductions", "importance": 4, "met": 3}));
        assert_eq!(new.fields["needs"][1]["text"], "A view from outside");
        assert_eq!(new.fields["adjustment_due"], "2025-10-28");
        assert_eq!((new.id, &new.fields["mentorship"]), (None, &json!(id(1).to_string())));
    }

    #[test]
    fn a_need_without_words_has_no_marks() {
        let saves = say(&[("need1", ""), ("need1.met", "1"), ("keep", "the walks")]);
        assert!(saves[0].fields.get("needs").is_none_or(|needs| needs == &json!([])), "{saves:?}");
    }
}
