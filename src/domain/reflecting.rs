//! Looking back on purpose: what the Reflect page holds, a line that rhymes with what was written, the card after two thin
//! weeks, and kind words after an absence. Counts no streaks and no misses.

use std::collections::BTreeSet;

use super::ask::Resurfaced;
use super::content::{FrameParts, Prompt};
use super::kinds::reflection::Frame;
use super::prompting::{self, Lately};
use super::text::Shown;
use super::time::days_between;
use super::{Day, Id};

/// From so many days without a word on, a short way back in is offered.
pub const ABSENT_DAYS: i64 = 14;

/// A line rhymes with another from so many shared words on.
pub const RHYMES: usize = 2;

/// Words shorter than this say little.
const WORD: usize = 5;

/// The Reflect page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Entries, newest first, as many as were asked for.
    pub entries: Vec<Entry>,
    /// How many there are in all.
    pub total: usize,
    /// The pulses of the weeks the entries lie in, newest first.
    pub pulses: Vec<Taken>,
    /// What happened lately, for the choice of a prompt.
    pub lately: Lately,
    /// The last rule I made: where, what, when.
    pub rule: Option<(Id, String, Day)>,
    /// What I wrote a year ago.
    pub year_ago: Option<Resurfaced>,
    /// An older line that rhymes with what I wrote last.
    pub rhyme: Option<Resurfaced>,
    /// The day I last wrote.
    pub last: Option<Day>,
    /// What helped before, my own notes, where two weeks running were thin.
    pub card: Option<Vec<String>>,
    /// Whether the clarity of my direction was asked this month.
    pub clarity_asked: bool,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Which record.
    pub id: Id,
    /// Its day.
    pub day: Day,
    /// Its first words.
    pub title: String,
    /// The frame it is written in.
    pub frame: String,
    /// The prompt it answers.
    pub prompt: Option<String>,
}

/// The pulse of a week.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Which record.
    pub id: Id,
    /// Its day.
    pub day: Day,
    /// Energy, interest and effect, 1 to 5 each.
    pub marks: [Option<i64>; 3],
}

/// What there is to offer someone who writes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// Prompts.
    pub prompts: Vec<Prompt>,
    /// What frames ask for.
    pub frames: Vec<FrameParts>,
    /// Whether no prompt is to be offered unasked.
    pub silent: bool,
}

impl Offers {
    /// The prompt of this name.
    #[must_use]
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }

    /// What a frame asks for.
    #[must_use]
    pub fn parts(&self, frame: Frame) -> &[String] {
        self.frames.iter().find(|parts| parts.frame == frame).map_or(&[], |parts| &parts.parts)
    }
}

/// The frames one can write in, in the order in which they are offered.
const FRAMES: &[Frame] = &[Frame::Free, Frame::ThreeLine, Frame::What, Frame::SixStep, Frame::Event, Frame::Letter];

/// The frame after another, round and round.
#[must_use]
pub fn next_frame(frame: Frame) -> Frame {
    let at = FRAMES.iter().position(|each| *each == frame).map_or(0, |at| at + 1);
    FRAMES.get(at % FRAMES.len()).copied().unwrap_or(Frame::Free)
}

/// The three questions of the pulse, each with what its ends mean.
pub const QUESTIONS: [(&str, &str, &str); 3] = [
    ("energy", "At the end of this week my tank was", "1 empty · 5 full"),
    ("interest", "My work felt", "1 far away · 5 close to me"),
    ("effect", "What I did made", "1 no difference · 5 a clear difference"),
];

/// The question about direction, once a month.
pub const CLARITY: (&str, &str, &str) = ("clarity", "How clear is my direction?", "1 not at all · 5 quite");

/// The card after two thin weeks, a paragraph each. `helped` are my own notes; where there are none, nothing is said of
/// them.
#[must_use]
pub fn card(helped: &[String]) -> Vec<String> {
    let mut card = vec!["Two thin weeks in a row. That happens; it is also information.".to_owned()];
    if !helped.is_empty() {
        card.push(format!("Your own notes say these helped before: {}", helped.join(" · ")));
    }
    card.push("Would you like to put it on an agenda, drop something, or just keep it here?".to_owned());
    card.push(
        "If it doesn't lift, or touches health, please talk to a doctor or someone trained for this: a journal can't."
            .to_owned(),
    );
    card
}

/// What is said to someone who comes back; nothing where they were here lately, or never.
#[must_use]
pub fn welcome(last: Option<Day>, today: Day) -> Option<String> {
    let days = days_between(last?, today);
    (days >= ABSENT_DAYS).then(|| format!("Last here {days} days ago. Want the short catch-up (2 min)?"))
}

/// Another prompt than those already shown, the last shown first: never the same twice in a row, and each once before
/// any comes again.
#[must_use]
pub fn another<'p>(prompts: &'p [Prompt], lately: &Lately, shown: &[String], today: Day) -> Option<&'p Prompt> {
    let mut lately = lately.clone();
    lately.answered.splice(0..0, shown.iter().cloned());
    prompting::choose(prompts, &lately, today)
}

/// The words of a text that say something, without their endings.
fn words(text: &str) -> BTreeSet<String> {
    const COMMON: &[&str] = &[
        "about", "after", "again", "before", "being", "could", "every", "first", "never", "other", "should", "still",
        "their", "there", "these", "thing", "think", "those", "today", "until", "where", "which", "while", "would",
        "years", "months", "weeks",
    ];
    let plain = Shown::line(text).as_str().to_lowercase();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= WORD);
    let stem = |word: &str| {
        let cut = ["ings", "ing", "ed", "es", "s"].iter().find_map(|end| word.strip_suffix(end));
        cut.filter(|stem| stem.chars().count() >= 4).unwrap_or(word).to_owned()
    };
    words.filter(|word| !COMMON.contains(word)).map(stem).collect()
}

/// Which of the older lines shares most words with a text, at least [`RHYMES`]; the first of those that share as many.
#[must_use]
pub fn rhyme(text: &str, older: &[String]) -> Option<usize> {
    let mine = words(text);
    let shared = older.iter().map(|line| words(line).intersection(&mine).count());
    let best =
        shared.enumerate().filter(|(_, count)| *count >= RHYMES).max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    best.map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    #[test]
    fn the_card_says_what_it_is_to_say() {
        let whole = "Two thin weeks in a row. That happens; it is also information. Your own notes say these helped \
             before: a walk at noon · no mail after six Would you like to put it on an agenda, drop something, or just keep \
             it here? If it doesn't lift, or touches health, please talk to a doctor or someone trained for this: a journal \
             can't.";
        assert_eq!(card(&["a walk at noon".to_owned(), "no mail after six".to_owned()]).join(" "), whole);
        assert!(!card(&[]).join(" ").contains("Your own notes"), "nothing is made up");
    }

    #[test]
    fn an_absence_is_met_kindly() {
        let said = |last: &str| welcome(Some(day(last)), day("2025-09-30"));
        assert_eq!(said("2025-09-11").as_deref(), Some("Last here 19 days ago. Want the short catch-up (2 min)?"));
        assert_eq!(said("2025-09-17"), None);
        assert_eq!(welcome(None, day("2025-09-30")), None);
    }

    #[test]
    fn a_line_rhymes_by_what_it_says() {
        let older =
            ["Nothing of it", "Let the quiet desk speak first at the huddle", "Quiet desks speaking: the huddle helps"]
                .map(str::to_owned);
        assert_eq!(rhyme("The quiet people at the desk spoke in the huddle", &older), Some(1));
        assert_eq!(rhyme("What would still be there after those months?", &older), None, "common words are no rhyme");
        assert_eq!(rhyme("", &older), None);
    }

    proptest! {
        #[test]
        fn another_prompt_is_another(count in 1..9_usize, presses in 1..30_usize, flags in any::<[bool; 3]>()) {
            let prompt = |n: usize| Prompt {
                id: format!("p{n}"),
                theme: ["obstacle", "burnout", "network", "growth"].get(n % 4).copied().unwrap_or_default().to_owned(),
                frame: Frame::Free,
                text: String::new(),
            };
            let prompts: Vec<_> = (0..count).map(prompt).collect();
            let lately = Lately { obstacle: flags[0], low_pulse: flags[1], new_contact: flags[2], ..Lately::default() };
            let mut shown: Vec<String> = Vec::new();
            for _ in 0..presses {
                let Some(next) = another(&prompts, &lately, &shown, day("2025-09-26")) else {
                    prop_assert!(count == 1 && !shown.is_empty());
                    break;
                };
                prop_assert_ne!(Some(&next.id), shown.first());
                shown.insert(0, next.id.clone());
            }
        }

        #[test]
        fn any_text_can_be_asked_for_a_rhyme(text in "\\PC{0,80}", older in prop::collection::vec("\\PC{0,60}", 0..8)) {
            prop_assert!(rhyme(&text, &older).is_none_or(|at| at < older.len()));
        }
    }
}
