//! Fixed statements about myself, met with "yet". English only; one gentle line, and never twice in a text.

/// A fixed statement, and how it sounds with a yet in it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Yet {
    /// The statement, as it was written.
    pub said: String,
    /// The same with a yet.
    pub yet: String,
}

/// How such a statement begins, and where the words after it may go on.
const FIXED: &[&str] = &[
    "i can't",
    "i cannot",
    "i can not",
    "i'm not good at",
    "i am not good at",
    "i'm no good at",
    "i'm bad at",
    "i am bad at",
    "i'm terrible at",
    "i'm hopeless at",
    "i'm just not",
    "i am just not",
    "i'm not a ",
    "i am not a ",
    "i'm not the kind of",
    "i'm not the type",
    "i don't know how to",
    "i don't understand",
    "i don't get ",
    "i'll never",
    "i will never",
    "i could never",
    "i have no talent",
    "i've no talent",
    "i'm useless",
];
/// What makes it no statement about what one can learn, as in `I can't wait`.
const NOT_FIXED: &[&str] = &[
    "i can't wait",
    "i cannot wait",
    "i can't help but",
    "i can't believe",
    "i can't complain",
    "i'll never forget",
    "i will never forget",
    "i can't make it",
    "i can't come",
];
/// The longest statement that is answered, in characters.
const LONGEST: usize = 100;

/// The first fixed statement of a text, with a yet in it; `None` where there is none, or it has its yet already.
#[must_use]
pub fn yet(text: &str) -> Option<Yet> {
    let sentences = text.split_inclusive(['.', '!', '?', ';', '\n']);
    sentences.filter_map(|sentence| sentence_yet(sentence.trim())).next()
}

fn sentence_yet(sentence: &str) -> Option<Yet> {
    // One apostrophe, so that both are read; none of these letters changes its length in bytes but that one.
    let plain: String = sentence.chars().map(|c| if c == '’' { '\'' } else { c }).collect();
    let lower = plain.to_ascii_lowercase();
    let at = FIXED.iter().filter_map(|fixed| starts(&lower, fixed)).min()?;
    let rest = lower.get(at..)?;
    if NOT_FIXED.iter().any(|other| rest.starts_with(other)) || has_yet(rest) {
        return None;
    }
    let said = plain.get(at..)?.trim_end_matches(['.', '!', '?', ';', ' ']).to_owned();
    // Up to a comma: `I can't negotiate, and it shows` is about negotiating.
    let said = said.split_once([',', '(', '–', '—']).map_or(said.as_str(), |(head, _)| head).trim().to_owned();
    (said.chars().count() <= LONGEST && said.split_whitespace().count() > 2).then(|| Yet { yet: with_yet(&said), said })
}

/// Where a beginning stands as a whole word.
fn starts(lower: &str, fixed: &str) -> Option<usize> {
    lower.match_indices(fixed).map(|(at, _)| at).find(|at| {
        let before = lower.get(..*at).and_then(|before| before.chars().next_back());
        let after = lower.get(at + fixed.len()..).and_then(|after| after.chars().next());
        let whole = fixed.ends_with(' ') || after.is_none_or(|c| !c.is_alphanumeric());
        whole && before.is_none_or(|c| !c.is_alphanumeric())
    })
}

fn has_yet(lower: &str) -> bool {
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "yet")
}

/// `I'll never lead` cannot take a yet behind it: it becomes `I haven't … yet`.
fn with_yet(said: &str) -> String {
    let lower = said.to_ascii_lowercase();
    for never in ["i'll never ", "i will never ", "i could never "] {
        if let Some(rest) = lower.strip_prefix(never) {
            let rest = said.get(said.len() - rest.len()..).unwrap_or(rest);
            return format!("I don't {rest} yet");
        }
    }
    format!("{said} yet")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fixed_statements_get_their_yet() {
        for (text, want) in [
            ("I can't negotiate.", Some("I can't negotiate yet")),
            ("Long day. I’m just not a numbers person, they say. Fine.", Some("I'm just not a numbers person yet")),
            ("I'll never lead a team", Some("I don't lead a team yet")),
            ("i am bad at small talk!", Some("i am bad at small talk yet")),
            ("Honestly I don't know how to say no", Some("I don't know how to say no yet")),
            ("I can't do it yet.", None),
            ("I can't wait for Tuesday", None),
            ("I cannot", None),
            ("Hawaii can't be far", None),
            ("She said I'm not a problem", Some("I'm not a problem yet")),
            ("", None),
        ] {
            assert_eq!(yet(text).map(|yet| yet.yet).as_deref(), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_may_come(text in any::<String>()) {
            if let Some(yet) = yet(&text) {
                prop_assert!(yet.yet.ends_with(" yet") && super::yet(&yet.yet).is_none());
            }
        }

        #[test]
        fn a_yet_is_answered_once(start in 0..FIXED.len(), rest in "[a-z’é ]{1,30}") {
            let text = format!("{} {rest}", FIXED[start]);
            if let Some(yet) = yet(&text) {
                prop_assert_eq!(super::yet(&yet.yet), None);
            }
        }
    }
}
