//! What somebody types into a search: words, and among them filters such as `kind:advice`, `person:odile`,
//! `since:2025-03`. Refuses to guess: a filter that is not understood is handed back as it was written.

use super::{Day, Kind, Lean, Now, dates};

/// The names of the filters.
pub const FILTERS: [&str; 3] = ["kind", "person", "since"];

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// The words, without the filters; a space at the end says that the last word is whole.
    pub words: String,
    /// Only of this kind.
    pub kind: Option<Kind>,
    /// Only what has to do with the person of this name.
    pub person: Option<String>,
    /// Only from this day on.
    pub since: Option<Day>,
    /// Filters that were not understood, as written.
    pub off: Vec<String>,
}

impl Sought {
    /// Reads what was typed.
    #[must_use]
    pub fn read(text: &str, now: &Now) -> Self {
        let mut sought = Self::default();
        let mut words = Vec::new();
        for part in parts(text) {
            let Some((name, value)) = filter(part) else {
                words.push(part);
                continue;
            };
            let understood = match name {
                "kind" => {
                    sought.kind = kind_of(value).or(sought.kind);
                    kind_of(value).is_some()
                }
                "since" => {
                    let day = day_of(value, now);
                    sought.since = day.or(sought.since);
                    day.is_some()
                }
                _ => {
                    sought.person = Some(value.to_owned()).filter(|name| !name.trim().is_empty());
                    sought.person.is_some()
                }
            };
            if !understood {
                sought.off.push(part.to_owned());
            }
        }
        sought.words = words.join(" ");
        if text.ends_with(char::is_whitespace) && !words.is_empty() {
            sought.words.push(' ');
        }
        sought
    }

    /// Whether nothing narrows the search and no word is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.kind.is_none() && self.person.is_none() && self.since.is_none()
    }
}

/// The text with the filter of this name set to `value`, or with `None` without it.
#[must_use]
pub fn with_filter(text: &str, name: &str, value: Option<&str>) -> String {
    let others = parts(text).into_iter().filter(|part| filter(part).is_none_or(|(of, _)| of != name));
    // A quotation that is still open would swallow what is added.
    let closed = |part: &str| {
        let open = filter(part).is_some() && part.contains(":\"") && part.matches('"').count() == 1;
        if open { format!("{part}\"") } else { part.to_owned() }
    };
    let mut parts: Vec<String> = others.map(closed).collect();
    if let Some(value) = value {
        let plain = value.replace('"', " ");
        let quoted = plain.contains(char::is_whitespace);
        parts.push(if quoted { format!("{name}:\"{}\"", plain.trim()) } else { format!("{name}:{plain}") });
    }
    let mut text = parts.join(" ");
    if !text.is_empty() {
        text.push(' ');
    }
    text
}

/// What a list's filter asks of fields, and the words that are left: `has:assumption` is that something stands there,
/// `no:assumption` that nothing does. What names no field of the kind stays a word.
#[must_use]
pub fn held(text: &str, kind: Kind) -> (String, Vec<(&'static str, bool)>) {
    let mut asked = Vec::new();
    let mut words = Vec::new();
    if !text.contains(':') {
        return (text.to_owned(), asked);
    }
    for part in text.split_whitespace() {
        let field = part.split_once(':').and_then(|(name, field)| {
            let there = ["no", "has"].iter().position(|known| *known == name)? == 1;
            Some((kind.spec().field(&field.to_lowercase().replace('-', "_"))?.name, there))
        });
        match field {
            Some(field) => asked.push(field),
            None => words.push(part),
        }
    }
    // Where no field is asked for, a blank at the end still says that the last word is whole.
    if asked.is_empty() { (text.to_owned(), asked) } else { (words.join(" "), asked) }
}

/// The parts of a text, parted by blanks; a quotation behind `name:` belongs to it, blanks and all.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let open =
            rest.find(":\"").filter(|at| *at < end && rest.get(..*at).is_some_and(|name| FILTERS.contains(&name)));
        let end = match open {
            Some(at) => {
                let from = at + 2;
                rest.get(from..).and_then(|tail| tail.find('"')).map_or(rest.len(), |close| from + close + 1)
            }
            None => end,
        };
        let (part, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
        parts.push(part);
        rest = tail.trim_start();
    }
    parts
}

/// The name and the value of a filter, without quotation marks.
fn filter(part: &str) -> Option<(&'static str, &str)> {
    let (name, value) = part.split_once(':')?;
    let name = FILTERS.into_iter().find(|filter| *filter == name)?;
    Some((name, value.trim_matches('"')))
}

/// The kind of this name, label or plural, or the one kind whose name begins so.
fn kind_of(word: &str) -> Option<Kind> {
    let word = word.to_lowercase().replace('-', "_");
    let is = |kind: &&Kind| {
        let spec = kind.spec();
        [spec.name, spec.label, spec.plural].iter().any(|name| name.replace(['-', ' '], "_") == word)
    };
    let mut begin = Kind::ALL.iter().filter(|kind| !word.is_empty() && kind.spec().name.starts_with(&word));
    Kind::ALL.iter().find(is).or_else(|| begin.next().filter(|_| begin.next().is_none())).copied()
}

/// A day as people write it, or the first day of a month or a year: `2025-03`, `2025`.
fn day_of(word: &str, now: &Now) -> Option<Day> {
    let numbers: Option<Vec<u32>> = word.split('-').map(|part| part.parse().ok()).collect();
    let year = |year: u32| i32::try_from(year).ok().filter(|year| (1000..=9999).contains(year));
    match numbers.as_deref() {
        Some([y]) => Day::from_ymd_opt(year(*y)?, 1, 1),
        Some([y, m]) => Day::from_ymd_opt(year(*y)?, *m, 1),
        _ => {
            let spoken = word.replace(['_', '+'], " ");
            dates::parse_day(word, now, Lean::Past).or_else(|_| dates::parse_day(&spoken, now, Lean::Past)).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::domain::time::{read_day, read_instant};
    use proptest::prelude::*;

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
    }

    #[test]
    fn filters_are_taken_out_of_the_words() {
        let since = |day: &str| read_day(day);
        let person = |name: &str| Some(name.to_owned());
        for (text, words, kind, who, from, off) in [
            ("huddle board", "huddle board", None, None, None, ""),
            (
                "kind:advice person:odile since:2025-03 huddle",
                "huddle",
                Some(Kind::Advice),
                person("odile"),
                since("2025-03-01"),
                "",
            ),
            ("huddle kind:check-in ", "huddle ", Some(Kind::CheckIn), None, None, ""),
            ("kind:goals since:2024", "", Some(Kind::Goal), None, since("2024-01-01"), ""),
            ("person:\"Odile Varga\" board", "board", None, person("Odile Varga"), None, ""),
            ("person:\"Odile Va", "", None, person("Odile Va"), None, ""),
            ("since:\"3 days ago\"", "", None, None, since("2025-09-27"), ""),
            ("since:yesterday x", "x", None, None, since("2025-09-29"), ""),
            ("kind:ins", "", Some(Kind::Insight), None, None, ""),
            ("kind:p since:never", "", None, None, None, "kind:p since:never"),
            ("kind: person:", "", None, None, None, "kind: person:"),
            ("at 14:00 http://x", "at 14:00 http://x", None, None, None, ""),
        ] {
            let sought = Sought::read(text, &now());
            let off = off.split_whitespace().map(str::to_owned).collect();
            assert_eq!(sought, Sought { words: words.to_owned(), kind, person: who, since: from, off }, "{text}");
        }
    }

    #[test]
    fn fields_are_asked_for_in_a_list() {
        for (text, words, asked) in [
            ("has:assumption", "", vec![("assumption", true)]),
            ("board has:my-version no:verdict ", "board", vec![("my_version", true), ("verdict", false)]),
            ("has:colour board ", "has:colour board ", vec![]),
            ("has: 9:30", "has: 9:30", vec![]),
        ] {
            assert_eq!(held(text, Kind::Insight), (words.to_owned(), asked), "{text}");
        }
    }

    #[test]
    fn a_filter_is_set_and_taken_away() {
        for (text, name, value, expected) in [
            ("board", "kind", Some("advice"), "board kind:advice "),
            ("board kind:goal x", "kind", Some("advice"), "board x kind:advice "),
            ("kind:goal", "kind", None, ""),
            ("board", "person", Some("Odile \"O\" Varga"), "board person:\"Odile  O  Varga\" "),
        ] {
            assert_eq!(with_filter(text, name, value), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(kind:|person:|since:|\"|[a-z0-9 字-]){0,12}|\\PC{0,20}") {
            let sought = Sought::read(&text, &now());
            let set = with_filter(&text, "kind", Some("goal"));
            prop_assert_eq!(Sought::read(&set, &now()).kind, Some(Kind::Goal));
            prop_assert!(sought.words.len() <= text.len() + 1);
        }
    }
}
