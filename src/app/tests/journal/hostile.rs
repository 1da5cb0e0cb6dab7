//! A journal of texts that are no good for any terminal.

use serde_json::json;

use super::*;

/// A journal full of texts that break terminals.
pub(in crate::app::tests) fn hostile() -> Journal {
    let texts = [
        "\u{1b}[31mred\u{7} and \u{1b}]52;c;QQ==\u{7} the clipboard",
        "\u{202e}txet desrever \u{2066}isolated\u{2069}",
        "\u{301}\u{302}leading marks 字a漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字",
        "👩‍👩‍👧‍👦 family 🇯🇵 flag a👨a e\u{301}\u{200b}zero\u{feff}width\u{ad}soft",
        "tag \u{e0041}\u{e0042} sep \u{2028} para \u{2029} lone\u{fe0f} nul\0 tab\there\nsecond line",
        "a\u{308}\u{308}\u{308}\u{308}\u{308}\u{308}\u{308}\u{308}\u{308}\u{308}\u{308} stacked",
        "averyveryverylongwordwithoutanyspacesinitthatgoesonandonandonandonandonandonandonandonandonandon",
    ];
    let mut journal = demo();
    for (n, text) in texts.iter().enumerate() {
        let person = journal.add(
            Kind::Person,
            json!({ "name": text, "role": text, "notes": format!("{text}\n\n{text}"), "helps_with": [text, text] }),
        );
        journal.add(
            Kind::Goal,
            json!({ "title": text, "why": text, "unit": text, "due": "2025-09-2".to_owned() + &n.to_string() }),
        );
        journal.add(Kind::Action, json!({ "title": text, "owner": person.to_string(), "result": text }));
        journal.add(Kind::Reflection, json!({ "body": format!("{text}\n{text}"), "rule": text, "date": "2025-09-29" }));
        if let Some(need) = journal.today.needs_you.get_mut(n) {
            need.title = (*text).to_owned();
        }
        if let Some(goal) = journal.today.goals.get_mut(n) {
            goal.title = (*text).to_owned();
            goal.value = (*text).to_owned();
        }
    }
    for record in &mut journal.records {
        record.tags = vec![texts[0].to_owned()];
    }
    if let Some(meeting) = &mut journal.today.next_meeting {
        meeting.people = texts.iter().map(|text| (id(5), (*text).to_owned(), Some((*text).to_owned()))).collect();
    }
    if let Some(note) = &mut journal.today.resurfaced {
        note.text = texts.join("\n");
    }
    for (n, text) in texts.iter().enumerate() {
        journal.add(Kind::Term, json!({ "title": text, "plain": text }));
        if let Some(record) = journal.records.last_mut() {
            record.deleted = Some(now().at);
        }
        let slot = if n == 0 {
            "capture".to_owned()
        } else {
            format!("form:goal:{}", id(u64::try_from(n).expect("a number")))
        };
        journal.drafts.push(Draft { slot, text: (*text).to_owned(), at: now().at });
        journal.copies.push(copy(text, text));
        journal.health.problems.push((*text).to_owned());
    }
    for row in &mut journal.settings {
        row.value = texts.concat();
    }
    journal
}
