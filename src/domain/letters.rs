//! Letters drafted from what is known and from real links only: to be looked at, changed and sent by hand. What is not
//! known stays in its braces; what was never linked to the person is never told.

use serde::Serialize;

use super::content::Content;
use super::kinds::advice::{Advice, AdviceResult, Call};
use super::likeness::first_name;
use super::record::first_words;
use super::templates::{Fills, blanks, fill};
use super::{Day, Now, dates};

/// A letter is at most so many words.
pub const WORDS: usize = 120;
/// How many effects are told.
pub const EFFECTS: usize = 3;

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A first word to somebody who could be a mentor.
    Outreach,
    /// A few lines to forward, for an introduction.
    Introduction,
    /// What became of a piece of advice.
    Outcome,
    /// The end of a silence.
    Silence,
    /// The third meeting that has no date.
    ThirdMeeting,
    /// What changed because of them.
    Impact,
    /// Thanks at the end.
    Thanks,
    /// An end without fault, in three lines.
    Goodbye,
}

impl Purpose {
    /// Every purpose.
    pub const ALL: [Self; 8] = [
        Self::Outreach,
        Self::Introduction,
        Self::Outcome,
        Self::Silence,
        Self::ThirdMeeting,
        Self::Impact,
        Self::Thanks,
        Self::Goodbye,
    ];

    /// As on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Outreach => "outreach",
            Self::Introduction => "introduction",
            Self::Outcome => "outcome",
            Self::Silence => "silence",
            Self::ThirdMeeting => "third-meeting",
            Self::Impact => "impact",
            Self::Thanks => "thanks",
            Self::Goodbye => "goodbye",
        }
    }

    /// What it is for, in a few words.
    #[must_use]
    pub const fn says(self) -> &'static str {
        match self {
            Self::Outreach => "a first word",
            Self::Introduction => "lines to forward",
            Self::Outcome => "what became of advice",
            Self::Silence => "a silence ended",
            Self::ThirdMeeting => "a date for the third talk",
            Self::Impact => "what changed because of them",
            Self::Thanks => "thanks at the end",
            Self::Goodbye => "an end without fault",
        }
    }

    /// The purpose that is spelt so.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.word() == word)
    }

    /// How its template's name begins; the others are composed here.
    const fn template(self) -> Option<&'static str> {
        match self {
            Self::Outreach => Some("Outreach"),
            Self::Introduction => Some("Introduction"),
            Self::Outcome => Some("Telling the outcome"),
            Self::Silence => Some("Ending a silence"),
            _ => None,
        }
    }
}

/// Something that changed because of somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// What they said or did.
    pub said: String,
    /// What came of it.
    pub came: String,
}

/// What a letter is made from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Their name.
    pub name: String,
    /// What fills the braces.
    pub fills: Fills,
    /// What changed because of them, the weightiest first.
    pub effects: Vec<Effect>,
    /// The last talk.
    pub last: Option<Day>,
}

/// A letter as drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// What it is for.
    pub purpose: Purpose,
    /// The text.
    pub text: String,
    /// The words in braces that are left.
    pub fill: Vec<String>,
    /// How many words it has.
    pub words: usize,
}

/// Drafts a letter; `None` where its template was taken away.
#[must_use]
pub fn draft(purpose: Purpose, facts: &Facts, content: &Content, now: &Now) -> Option<Letter> {
    let text = match purpose.template() {
        Some(begin) => {
            let letter = content.letters.iter().find(|letter| letter.name.starts_with(begin))?;
            fill(&letter.text, &facts.fills)
        }
        None => fill(&compose(purpose, facts, now), &facts.fills),
    };
    let text = text.trim().to_owned();
    Some(Letter { purpose, fill: blanks(&text), words: text.split_whitespace().count(), text })
}

fn compose(purpose: Purpose, facts: &Facts, now: &Now) -> String {
    let name = first_name(&facts.name);
    let last = facts.last.map(|last| dates::say(last, now));
    let said = |effect: &Effect| format!("- “{}”: {}", first_words(&effect.said), first_words(&effect.came));
    let effects: Vec<String> = facts.effects.iter().take(EFFECTS).map(said).collect();
    match purpose {
        Purpose::ThirdMeeting => {
            let when = last.map(|last| format!(" on {last}")).unwrap_or_default();
            let used = facts.effects.first().map(|effect| format!(" I used this: “{}”.", first_words(&effect.said)));
            format!(
                "{name}, thank you again for our talk{when}.{} I would like to go on. Would {{two dates}} suit you? If this is a \
                 full season, a later one is fine too.",
                used.unwrap_or_default()
            )
        }
        Purpose::Impact | Purpose::Thanks if effects.is_empty() => {
            format!("{name}, thank you for {{one thing that changed}}.\n\nNo answer needed.")
        }
        Purpose::Impact => {
            let head = if effects.len() == 1 { "one thing" } else { "some things" };
            format!("{name}, {head} changed because of you:\n\n{}\n\nNo answer needed.", effects.join("\n"))
        }
        Purpose::Thanks => {
            format!(
                "{name}, thank you for the time you gave me. What stays:\n\n{}\n\nI will let you know how it goes on.",
                effects.join("\n")
            )
        }
        _ => format!(
            "{name}, I would like to end our regular talks here.\nThank you for your time; what I took with me stays useful.\nI wish \
             you well, and nothing is left open between us."
        ),
    }
}

/// How I took advice, as a letter says it: `did`, `adapted`, `left`.
#[must_use]
pub const fn took(call: Option<Call>) -> &'static str {
    match call {
        Some(Call::Try) | None => "did",
        Some(Call::Adapt) => "adapted",
        Some(Call::Park) => "parked",
        Some(Call::Decline) => "left",
    }
}

/// What happened with advice, as far as it is noted.
#[must_use]
pub const fn happened(result: Option<AdviceResult>) -> Option<&'static str> {
    match result {
        Some(AdviceResult::Helped) => Some("it helped"),
        Some(AdviceResult::Mixed) => Some("it helped in part"),
        Some(AdviceResult::No) => Some("it did not help here"),
        Some(AdviceResult::Unknown) | None => None,
    }
}

/// What fills a letter about a piece of advice.
#[must_use]
pub fn of_advice(title: &str, advice: &Advice, outcome: Option<&str>, now: &Now) -> Fills {
    let mut fills = Fills::new();
    fills.insert("advice".to_owned(), format!("“{title}”"));
    if let Some(called) = advice.called {
        fills.insert("date".to_owned(), dates::say(called, now));
    }
    fills.insert("did/adapted/left".to_owned(), took(advice.my_call).to_owned());
    let result = match (outcome, happened(advice.result)) {
        (Some(outcome), Some(word)) => Some(format!("{word} ({outcome})")),
        (Some(outcome), None) => Some(outcome.to_owned()),
        (None, Some(word)) => Some(word.to_owned()),
        (None, None) if advice.my_call == Some(Call::Decline) => Some("nothing, as I left it".to_owned()),
        (None, None) => None,
    };
    if let Some(result) = result {
        fills.insert("result".to_owned(), result);
    }
    if let Some(reason) = &advice.reason {
        fills.insert("line".to_owned(), reason.trim_end_matches('.').to_owned());
    }
    fills
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::content::File;
    use crate::domain::time::{Zone, read_day, read_instant};
    use proptest::prelude::*;

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("now"), Zone::UTC)
    }

    fn content() -> Content {
        let mut content = Content::default();
        let lines = "Outreach (≤120 words)|Hello {name}, I'm {who}, in {field}. I'm working on {goal}.\n\
             Telling the outcome|You suggested {advice} on {date}. I {did/adapted/left} it. What happened: {result}. What I took from it: {line}. Thank you.";
        content.take(File::Letters, lines).expect("letters");
        content
    }

    fn effect(said: &str, came: &str) -> Effect {
        Effect { said: said.to_owned(), came: came.to_owned() }
    }

    #[test]
    fn what_became_of_it_is_made_from_the_chain() {
        let advice = Advice {
            called: read_day("2025-08-27"),
            my_call: Some(Call::Adapt),
            result: Some(AdviceResult::Helped),
            reason: Some("The working goes along, as a second page.".to_owned()),
            ..Advice::default()
        };
        let facts = Facts { fills: of_advice("Send the answer first", &advice, None, &now()), ..Facts::default() };
        let letter = draft(Purpose::Outcome, &facts, &content(), &now()).expect("a letter");
        assert_eq!(
            letter.text,
            "You suggested “Send the answer first” on Wed 27 Aug. I adapted it. What happened: it helped. What I took from it: The working goes along, as a second page. Thank you."
        );
        assert!(letter.fill.is_empty() && letter.words <= WORDS);
        let declined = Advice { my_call: Some(Call::Decline), ..Advice::default() };
        let fills = of_advice("Get the certificate", &declined, None, &now());
        assert_eq!(fills["did/adapted/left"], "left");
    }

    #[test]
    fn claim_62_what_is_not_known_stays_to_be_filled_in() {
        let fills = Fills::from([("name".to_owned(), "Wanda".to_owned())]);
        let letter =
            draft(Purpose::Outreach, &Facts { fills, ..Facts::default() }, &content(), &now()).expect("a letter");
        assert_eq!(letter.fill, ["who", "field", "goal"]);
        assert!(letter.text.starts_with("Hello Wanda, I'm {who}"));
        assert_eq!(draft(Purpose::Silence, &Facts::default(), &content(), &now()), None, "its template is gone");
    }

    #[test]
    fn claim_63_three_things_that_changed() {
        let effects = (1..=5).map(|n| effect(&format!("thing {n}"), "in use")).collect();
        let facts = Facts { name: "Odile Varga".to_owned(), effects, ..Facts::default() };
        let letter = draft(Purpose::Impact, &facts, &content(), &now()).expect("a letter");
        assert_eq!(letter.text.matches("- “").count(), 3);
        assert!(letter.text.starts_with("Odile, some things changed because of you:"));
        let none = Facts { name: "Odile Varga".to_owned(), ..Facts::default() };
        assert_eq!(
            draft(Purpose::Impact, &none, &content(), &now()).expect("a letter").fill,
            ["one thing that changed"]
        );
        let goodbye = draft(Purpose::Goodbye, &none, &content(), &now()).expect("a letter");
        assert_eq!(goodbye.text.lines().count(), 3, "{}", goodbye.text);
        assert!(Purpose::ALL.iter().all(|purpose| Purpose::read(purpose.word()) == Some(*purpose)));
    }

    proptest! {
        #[test]
        fn composed_letters_keep_to_their_length(said in "\\PC{0,400}", came in "\\PC{0,400}", many in 0..9_usize) {
            let facts = Facts { name: "Odile Varga".to_owned(), effects: vec![effect(&said, &came); many], ..Facts::default() };
            for purpose in [Purpose::Impact, Purpose::Thanks, Purpose::ThirdMeeting, Purpose::Goodbye] {
                let letter = draft(purpose, &facts, &content(), &now()).expect("a letter");
                prop_assert!(letter.words <= WORDS + 60, "{}", letter.words);
            }
        }
    }
}
