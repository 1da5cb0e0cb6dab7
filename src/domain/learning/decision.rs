//! A choice and its look back: who named which risk, whether others changed it, and when to compare.

use super::said;
use crate::domain::Day;
use crate::domain::kinds::decision::Decision;

/// Whether others' input changed it: the field says something other than no.
#[must_use]
pub fn changed(decision: &Decision) -> bool {
    said(decision.changed.as_deref()).is_some_and(|text| {
        let first = text.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
        !matches!(first.to_lowercase().as_str(), "no" | "not" | "nothing" | "false" | "unchanged")
    })
}

/// What a decision asks for next; `None` where it has been looked back on, or the day has not come.
#[must_use]
pub fn asks(decision: &Decision, today: Day) -> Option<&'static str> {
    let has = |text: &Option<String>| said(text.as_deref()).is_some();
    if !has(&decision.choice) {
        return Some(match (decision.input.is_empty(), decision.risks.is_empty()) {
            (true, _) => "whose view would differ most from yours?",
            (_, true) => "why could it fail? Ask someone to play the sceptic",
            _ => "what would you choose today?",
        });
    }
    if !has(&decision.expected) && !has(&decision.actual) {
        return Some("what do you think will come of it?");
    }
    match decision.look_back {
        None if !has(&decision.actual) => Some("when will you look back on it?"),
        Some(day) if day <= today && !has(&decision.actual) => Some("look back: what came of it?"),
        _ if has(&decision.actual) && !has(&decision.changed) => Some("did what others said change it?"),
        _ => None,
    }
}

/// The risks, each with who named it.
#[must_use]
pub fn risks(decision: &Decision) -> Vec<String> {
    let line = |risk: &crate::domain::kinds::decision::Risk| {
        let text = said(risk.text.as_deref())?;
        let by = said(risk.by.as_deref()).unwrap_or("not noted by whom");
        Some(format!("{text} ({by})"))
    };
    decision.risks.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::decision::Risk;
    use crate::domain::time::read_day;

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn a_decision_asks_until_it_was_looked_back_on() {
        let day = |text| read_day(text).expect("a day");
        let today = day("2025-09-30");
        let mut decision = Decision::default();
        assert_eq!(asks(&decision, today), Some("whose view would differ most from yours?"));
        decision.input = vec!["Ruben: test it".to_owned()];
        assert_eq!(asks(&decision, today), Some("why could it fail? Ask someone to play the sceptic"));
        decision.risks =
            vec![Risk { text: some("I stay a guest"), by: some("me") }, Risk { text: some("Slow"), by: None }];
        assert_eq!(asks(&decision, today), Some("what would you choose today?"));
        assert_eq!(risks(&decision), ["I stay a guest (me)", "Slow (not noted by whom)"]);
        decision.choice = some("Go");
        assert_eq!(asks(&decision, today), Some("what do you think will come of it?"));
        decision.expected = some("A year of learning");
        assert_eq!(asks(&decision, today), Some("when will you look back on it?"));
        decision.look_back = read_day("2025-10-01");
        assert_eq!(asks(&decision, today), None);
        decision.look_back = read_day("2025-09-30");
        assert_eq!(asks(&decision, today), Some("look back: what came of it?"));
        decision.actual = some("It went well");
        assert_eq!(asks(&decision, today), Some("did what others said change it?"));
        decision.changed = some("Yes, three months first");
        assert_eq!(asks(&decision, today), None);
    }

    #[test]
    fn what_was_changed_is_counted() {
        for (text, is) in [
            ("yes", true),
            ("Would ask why", true),
            ("no", false),
            ("No, not this time", false),
            ("", false),
            (" — not at all", false),
        ] {
            assert_eq!(changed(&Decision { changed: some(text), ..Decision::default() }), is, "{text}");
        }
    }
}
