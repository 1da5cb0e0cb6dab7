//! The Reflect page of the little journal.

use serde_json::json;

use super::{Journal, day, now};
use crate::domain::Kind;
use crate::domain::ask::Resurfaced;
use crate::domain::content::{FrameParts, Prompt};
use crate::domain::kinds::reflection::Frame;
use crate::domain::reflecting::{Entry, Offers, Page, Taken};
use crate::domain::week::{Look, Moved, Open, Week};

/// Answers as the real journal would.
pub(super) fn page(journal: &Journal, words: &str) -> Page {
    let of = |kind: Kind| journal.records.iter().filter(move |record| record.kind == kind && record.deleted.is_none());
    let words = words.to_lowercase();
    let entries: Vec<Entry> = of(Kind::Reflection)
        .filter(|record| record.title.to_lowercase().contains(&words))
        .map(|record| Entry {
            id: record.id,
            day: record.day("date").unwrap_or(now().today()),
            title: record.title.clone(),
            frame: record.text("frame").to_owned(),
            prompt: Some(record.text("prompt").to_owned()).filter(|prompt| !prompt.is_empty()),
        })
        .collect();
    let taken = of(Kind::Pulse).map(|record| Taken {
        id: record.id,
        day: record.day("date").unwrap_or(now().today()),
        marks: ["energy", "interest", "effect"].map(|field| record.get(field).as_i64()),
    });
    let rule = of(Kind::Reflection).find(|record| !record.text("rule").is_empty());
    let insight = of(Kind::Insight).next();
    Page {
        total: entries.len(),
        last: entries.iter().map(|entry| entry.day).max(),
        pulses: taken.collect(),
        rule: rule.map(|record| (record.id, record.text("rule").to_owned(), day("2025-09-19"))),
        rhyme: insight.map(|record| Resurfaced {
            id: record.id,
            text: record.title.clone(),
            by: Some("Odile Varga".to_owned()),
            day: Some(day("2025-02-11")),
            state: None,
        }),
        card: (!entries.is_empty()).then(|| vec!["A walk at noon".to_owned()]),
        entries,
        ..Page::default()
    }
}

/// The week of the little journal.
pub(super) fn week(journal: &Journal) -> Week {
    let of = |kind: Kind| journal.records.iter().filter(move |record| record.kind == kind && record.deleted.is_none());
    let named = |kind: Kind| of(kind).take(3).map(|record| (record.id, record.title.clone())).collect::<Vec<_>>();
    let moved = of(Kind::Goal).take(1).map(|goal| Moved {
        id: goal.id,
        title: goal.title.clone(),
        from: Some(8.0),
        to: 7.0,
        unit: "h".to_owned(),
    });
    let looks = of(Kind::Goal).map(|goal| Look {
        id: goal.id,
        title: goal.title.clone(),
        value: "7 h".to_owned(),
        due: goal.text("state") != "achieved",
    });
    let open = of(Kind::Action).map(|action| Open {
        id: action.id,
        title: action.title.clone(),
        due: action.day("due"),
        doing: false,
    });
    Week {
        days: Some((day("2025-09-24"), day("2025-09-30"))),
        done: named(Kind::Action),
        moved: moved.collect(),
        people: named(Kind::Person),
        insights: 1,
        goals: looks.collect(),
        if_then: of(Kind::Goal).next().map(|goal| (goal.title.clone(), goal.text("if_then").to_owned())),
        rule: Some("ask before I answer".to_owned()),
        open: open.collect(),
        found: journal.today.resurfaced.clone(),
        ..Week::default()
    }
}

/// What there is to offer someone who writes.
pub(in crate::app::tests) fn offers() -> Offers {
    let prompt = |id: &str, theme: &str, text: &str| Prompt {
        id: id.to_owned(),
        theme: theme.to_owned(),
        frame: Frame::ThreeLine,
        text: text.to_owned(),
    };
    let parts = ["What moved?", "What did I learn?", "What's next?"].map(str::to_owned).to_vec();
    Offers {
        prompts: vec![
            prompt(
                "gm01",
                "growth-mindset",
                "What were you bad at this week that you will be less bad at because of it?",
            ),
            prompt("nw01", "network", "Who has helped you without knowing it? Tell one of them how it turned out."),
            prompt("ob01", "obstacle", "What is in the way: in the world, in the rules, or in you?"),
        ],
        frames: vec![FrameParts { frame: Frame::ThreeLine, parts }],
        silent: false,
    }
}

/// Adds what was written and tapped lately.
pub(super) fn add(journal: &mut Journal) {
    for (date, body, prompt, rule) in [
        (
            "2025-09-26",
            "Moved: the board, before anybody asked.\nLearned: they trust what they helped to choose.\n\nNext: say less.",
            "gm01",
            "ask before I answer",
        ),
        ("2025-09-12", "Six first talks. The last one began with a silence, and I let it.", "nw01", ""),
        ("2025-09-05", "A quiet week.", "", ""),
    ] {
        journal.add(
            Kind::Reflection,
            json!({"date": date, "body": body, "prompt": prompt, "rule": rule, "frame": "3-line"}),
        );
    }
    for (date, energy) in [("2025-09-26", 4), ("2025-09-19", 3), ("2025-09-12", 2), ("2025-09-05", 3)] {
        journal.add(Kind::Pulse, json!({"date": date, "energy": energy, "interest": 5, "effect": 4}));
    }
}
