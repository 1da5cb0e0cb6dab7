//! Laws that hold for any text: nothing is lost, nothing panics, drafts fit the kinds, what is printed reads back.

use proptest::prelude::*;

use super::*;
use crate::domain::field::Type;

/// Every field of every draft is one of its kind's table, and holds what that takes.
fn assert_fits(plan: &Plan) {
    for draft in &plan.drafts {
        for (name, value) in &draft.fields {
            let field = draft.kind.spec().field(name).unwrap_or_else(|| panic!("{} has no {name}", draft.kind.name()));
            match value {
                DraftValue::Value(value) => assert!(field.check(value).is_ok_and(|v| v.is_some()), "{name}: {value}"),
                DraftValue::Link(_) => assert!(matches!(field.ty, Type::Link(_) | Type::Owner), "{name}"),
                DraftValue::Links(_) => assert!(matches!(field.ty, Type::Links(_)), "{name}"),
            }
            for target in draft.targets(name) {
                let Target::New(at) = target else { continue };
                let to = plan.drafts.get(*at).expect("a draft of the plan");
                assert_eq!(field.links_to(), Some(Some(to.kind)), "{name}");
            }
        }
        if draft.edits.is_none() {
            for field in draft.kind.spec().fields.iter().filter(|field| field.required) {
                assert!(draft.get(field.name).is_some(), "{} without {}", draft.kind.name(), field.name);
            }
        }
    }
}

#[test]
fn plans_fit_the_tables_of_the_kinds() {
    let texts = [EXAMPLE, "- [x] a by fri @hanne\n< b\n+ Odile Varga, CNO\n%energy 4 %effect 1 %interest 2 %clarity 3"];
    for text in texts {
        assert_fits(&planned(text, &Options::default(), &journal()));
    }
}

/// What might be slow, often enough that it would not come back if it were not linear.
#[test]
fn large_texts_are_read_in_one_pass() {
    let parts = [
        "@“", "@\"", "@a ", "#", "#a ", "! a by ", "* a -> ", "a ->", "`", "~~~\n", "! a\n", "+ a\n", "\0", "é ^",
        "= ^a 9", "by fri ",
    ];
    for part in parts {
        for lead in ["", "Met @a today "] {
            let text = format!("{lead}{}", part.repeat((1 << 17) / part.len()));
            let plan = planned(&text, &Options::default(), &Journal::default());
            let note = &plan.drafts[0];
            assert!(note.text("notes") == text || note.text("body") == text, "{part:?}");
        }
    }
    let many: String = (0..20_000).map(|n| format!("#t{n} @p{n} ")).collect::<Vec<_>>().concat();
    let plan = planned(&format!("today {many}"), &Options::default(), &Journal::default());
    assert_eq!((plan.drafts[0].tags.len(), plan.drafts.len()), (20_000, 20_001));
}

/// Texts with marks, names and dates in any order.
fn scribbles() -> impl Strategy<Value = String> {
    let bit = prop_oneof![
        prop::sample::select(vec![
            "! ",
            "!@",
            "- [ ] ",
            "- [x] ",
            "? ",
            "> ",
            ">@",
            "< ",
            "* ",
            "~ ",
            "=> ",
            "+ ",
            "= ",
            "%energy ",
            "%",
            "\\",
            "```",
            "~~~",
            "@odile",
            "@\"Odile Varga\"",
            "@ida",
            "@",
            "#flow",
            "#",
            "^replanning",
            "^",
            "->",
            "→",
            "by ",
            "due ",
            "fri",
            "31 feb",
            "today 14:00",
            "45m",
            "\n",
            "\r\n",
            "\r",
            " ",
            "\t",
            "\u{a0}",
            "\u{feff}",
            "(via ",
            ")",
            ", ",
            "7",
            "-2",
            "\0",
            "\u{301}",
            "👩‍🚀",
            "“",
            "”",
            "\"",
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ];
    prop::collection::vec(bit, 0..24).prop_map(|bits| bits.concat())
}

fn any_options() -> impl Strategy<Value = Options> {
    let goal = prop::option::of(prop::sample::select(vec!["replanning", "interviews", "sailing"]));
    (any::<bool>(), prop::option::of("[a-z, @]{0,8}"), goal, any::<bool>()).prop_map(|(plain, with, goal, when)| {
        Options {
            plain,
            with,
            goal: goal.map(str::to_owned),
            when: when.then(|| dates::parse("yesterday 14:00", &now(), Lean::Past).expect("a date")),
            meeting: None,
        }
    })
}

/// The parts of a marked line, and the line they make.
fn well_formed() -> impl Strategy<Value = (String, Value)> {
    let words = "[a-z]{2,8}( [a-z]{2,8}){0,4} [a-z]{2,8}x";
    let tags = prop::collection::hash_set("[a-z]{1,6}", 0..3).prop_map(|tags| tags.into_iter().collect::<Vec<_>>());
    let due = prop::option::of(0_u64..1000);
    let more = prop::option::of(words);
    (words, more, tags, due, any::<bool>(), prop::sample::select(vec!["!", "- [ ]", "?", ">", "<", "*", "~", "=>"]))
        .prop_map(|(title, more, tags, due, goal, mark)| {
            let mut line = format!("{mark} {title}");
            let kind = match mark {
                "!" | "- [ ]" => "action",
                "?" => "question",
                ">" => "advice",
                "<" => "feedback",
                "*" => "insight",
                "~" => "obstacle",
                _ => "decision",
            };
            let mut want = json!({"kind": kind, if kind == "feedback" { "body" } else { "title" }: title});
            match kind {
                "action" => {
                    want["owner"] = json!("me");
                    want["state"] = json!("open");
                    if let Some(due) = due {
                        let day = now().today().checked_add_days(chrono::Days::new(due)).expect("a day");
                        line.push_str(&format!(" by {}", day.format("%-d %B %Y")));
                        want["due"] = json!(day.to_string());
                    }
                }
                "feedback" => want["origin"] = json!("me"),
                "insight" | "obstacle" => {
                    if let Some(more) = more {
                        line.push_str(&format!(" -> {more}"));
                        want[if kind == "insight" { "my_version" } else { "if_then" }] = json!(more);
                    }
                }
                _ => {}
            }
            if goal {
                line.push_str(" ^replanning");
                match kind {
                    "action" => want["goal"] = json!(101),
                    "obstacle" => want["goals"] = json!([101]),
                    _ => {}
                }
            }
            if !tags.is_empty() {
                line.extend(tags.iter().map(|tag| format!(" #{tag}")));
                want["tags"] = json!(tags);
            }
            (line, want)
        })
}

proptest! {
    #[test]
    fn any_text_is_kept_and_read(text in scribbles(), options in any_options()) {
        let parsed = parse(&text, &now(), &options);
        let mut end = 0;
        for line in &parsed.lines {
            prop_assert!(line.span.start >= end && text.get(line.span.clone()).is_some());
            end = line.span.end;
            let mut at = line.span.start;
            for found in &line.refs {
                prop_assert!(found.span.start >= at && found.span.end <= end);
                prop_assert!(text.get(found.span.clone()).is_some());
                at = found.span.end;
            }
            for kept in line.what.kept().into_iter().flatten() {
                prop_assert!(line.span.start <= kept.start && kept.end <= line.span.end && !kept.is_empty());
                prop_assert!(text.get(kept.clone()).is_some());
            }
        }
        let mut end = 0;
        for (span, _) in &parsed.highlights {
            prop_assert!(span.start >= end && span.start < span.end && text.get(span.clone()).is_some());
            end = span.end;
        }
        let plan = plan(&parsed, &text, &now(), &journal());
        assert_fits(&plan);
        prop_assert!(describe(&plan, &now()).len() >= plan.drafts.len());
        if !text.trim().is_empty() {
            let note = plan.note.and_then(|at| plan.drafts.get(at)).expect("a note");
            let kept = if note.kind == Kind::Meeting { "notes" } else { "body" };
            prop_assert_eq!(note.text(kept), text.as_str());
        }
    }

    #[test]
    fn what_is_printed_reads_back(lines in prop::collection::vec(well_formed(), 1..6)) {
        let text = lines.iter().map(|(line, _)| format!("{line}\n")).collect::<Vec<_>>().concat();
        let want: Vec<Value> = lines.into_iter().map(|(_, want)| want).collect();
        let made = drafts(&text);
        prop_assert_eq!(&made[1..], want.as_slice());
    }
}
