//! Any text as a capture: read, planned and described, with nothing of it lost.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mentee::domain::capture::{Found, Known, Names, Options, describe, parse, plan};
use mentee::domain::time::{Zone, read_instant};
use mentee::domain::{Day, Id, Now};

/// A journal in which nobody is known.
struct Nobody;

impl Names for Nobody {
    fn person(&self, _: &str) -> Found {
        Found::None
    }

    fn goal(&self, _: &str) -> Found {
        Found::None
    }

    fn industry(&self, _: Id) -> Option<String> {
        None
    }

    fn pulse_of_week(&self, _: Day) -> Option<Id> {
        None
    }

    fn meeting(&self, _: Id) -> Option<Known> {
        None
    }
}

fuzz_target!(|text: &str| {
    let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
    for plain in [false, true] {
        let parsed = parse(text, &now, &Options { plain, ..Options::default() });
        for (span, _) in &parsed.highlights {
            assert!(text.get(span.clone()).is_some());
        }
        let plan = plan(&parsed, text, &now, &Nobody);
        let _ = describe(&plan, &now);
        if !text.trim().is_empty() {
            let whole = plan.drafts.iter().any(|draft| draft.text("notes") == text || draft.text("body") == text);
            assert!(whole, "the note is the text, word for word");
        }
    }
});
