//! What was saved and could be completed later. A list to pick from, never a debt: nothing is refused because of it.

use serde::Serialize;

use super::{Id, Kind};

/// What could still be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// A capture waits that could not be taken in.
    Capture,
    /// A meeting was held; nothing of it is written down.
    Takeaway,
    /// A meeting was captured; the summary is not sent, or not said to be needless.
    FollowUp,
    /// A promise of mine has no day.
    Date,
    /// A promise of mine has outlived two meetings or more.
    Carried,
    /// Advice has no call.
    Call,
    /// An idea came into use; what came of it is not said.
    Verdict,
    /// Feedback lacks its effect.
    Effect,
    /// Feedback has no answer of mine for two weeks.
    Answer,
    /// A mentorship has no aim of mine.
    MyAim,
    /// A mentorship has no aim of theirs: to be asked.
    TheirAim,
}

impl Missing {
    /// As the question that would complete it.
    #[must_use]
    pub const fn question(self) -> &'static str {
        match self {
            Self::Capture => "Go on with it?",
            Self::Takeaway => "What stays with you?",
            Self::FollowUp => "Send a short summary, or is there no need?",
            Self::Date => "By when?",
            Self::Carried => "Shrink it, schedule it, or let it go?",
            Self::Call => "Try, adapt, park or decline?",
            Self::Verdict => "What came of it?",
            Self::Effect => "What was the effect? It could be asked.",
            Self::Answer => "What do you do with it?",
            Self::MyAim => "What do you hope to get?",
            Self::TheirAim => "What do they hope to get? It goes on the next agenda.",
        }
    }

    /// The command that completes it.
    #[must_use]
    pub fn command(self, short_id: &str) -> String {
        match self {
            Self::Capture => "mentee log --resume".to_owned(),
            Self::Takeaway => format!("mentee log --meeting {short_id} \"* …\""),
            Self::FollowUp => format!("mentee meeting summary {short_id}"),
            Self::Date => format!("mentee action edit {short_id} --due fri"),
            Self::Carried => format!("mentee action edit {short_id} --due fri, or --state dropped --reason …"),
            Self::Call => format!("mentee advice edit {short_id} --my-call try"),
            Self::Verdict => format!("mentee insight edit {short_id} --verdict …"),
            Self::Effect => format!("mentee feedback edit {short_id} --impact …"),
            Self::Answer => format!("mentee feedback edit {short_id} --response … --response-kind do"),
            Self::MyAim => format!("mentee mentorship edit {short_id} --aim-mentee …"),
            Self::TheirAim => format!("mentee mentorship edit {short_id} --aim-mentor …"),
        }
    }
}

/// Something that could be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// What is missing.
    pub missing: Missing,
    /// Of which kind; a capture has none.
    pub kind: Option<Kind>,
    /// Which record.
    pub id: Option<Id>,
    /// Its short id.
    pub short_id: String,
    /// Its title.
    pub title: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_has_a_question_and_a_command() {
        use Missing::*;
        for missing in [Capture, Takeaway, FollowUp, Date, Carried, Call, Verdict, Effect, Answer, MyAim, TheirAim] {
            assert!(missing.question().ends_with(['?', '.']), "{missing:?}");
            assert!(missing.command("x1y").starts_with("mentee "), "{missing:?}");
        }
    }
}
