//! Introductions as they go: what the next step asks, who waits to hear, and a few lines to forward. Asks for none
//! without a reason and an easy no.

use serde::Serialize;

use crate::domain::kinds::introduction::{Introduction, IntroductionState as State};
use crate::domain::likeness::first_name;
use crate::domain::needs::INTRODUCTION_QUIET;
use crate::domain::time::days_between;
use crate::domain::{Day, Id};

/// An introduction under way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Going {
    /// Which one.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// To whom.
    pub target: Option<String>,
    /// By whom.
    pub via: Option<String>,
    /// How far it has come.
    pub state: &'static str,
    /// For how many days it has stood there.
    pub days: Option<i64>,
    /// Whether it has been quiet for more than ten days.
    pub nudge: bool,
    /// What to do next, in words; none where it is over and everybody has heard.
    pub next: Option<String>,
}

/// How far an introduction has come on a day.
#[must_use]
pub fn going(id: Id, title: &str, intro: &Introduction, names: [Option<&str>; 2], today: Day) -> Going {
    let [target, via] = names;
    let days = intro.state_since.map(|since| days_between(since, today).max(0));
    Going {
        id,
        title: title.to_owned(),
        target: target.map(str::to_owned),
        via: via.map(str::to_owned),
        state: state(intro).word(),
        days,
        nudge: is_quiet(intro, today),
        next: next(intro, target, via),
    }
}

fn state(intro: &Introduction) -> State {
    intro.state.unwrap_or(State::Wanted)
}

/// Whether it is under way and has not moved for more than ten days.
#[must_use]
pub fn is_quiet(intro: &Introduction, today: Day) -> bool {
    let moving = !matches!(state(intro), State::Outcome | State::Declined | State::Quiet);
    moving && intro.state_since.is_some_and(|since| days_between(since, today) > INTRODUCTION_QUIET)
}

/// What the next step asks: of the introduction itself, then what whoever made it has not heard yet.
#[must_use]
pub fn next(intro: &Introduction, target: Option<&str>, via: Option<&str>) -> Option<String> {
    let first = |name: Option<&str>, else_: &str| name.map_or_else(|| else_.to_owned(), |n| first_name(n).to_owned());
    let (them, who) = (first(target, "them"), first(via, "somebody"));
    let met = matches!(state(intro), State::Connected | State::Talked | State::Outcome);
    Some(match state(intro) {
        State::Wanted => format!("ask {who}, with a few lines to forward and an easy no"),
        State::Asked => format!("let {who} take their time; a kind word after ten days"),
        State::Agreed => format!("write to {them} within two days, while it is warm"),
        State::Connected => format!("offer {them} two dates for a short talk"),
        State::Talked if intro.told_outcome.is_none() => format!("tell {who} what came of it"),
        _ if met && intro.thanked.is_none() => format!("thank {who}"),
        State::Outcome if intro.told_outcome.is_none() => format!("tell {who} what came of it"),
        State::Declined if intro.thanked.is_none() => format!("thank {who} for asking"),
        State::Quiet => "let it rest, or one kind line".to_owned(),
        State::Talked => "note what came of it".to_owned(),
        State::Outcome | State::Declined => return None,
    })
}

/// What a blurb is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blurb<'a> {
    /// Who I am.
    pub me: Option<&'a str>,
    /// What I do, and where.
    pub role: Option<&'a str>,
    /// Whom it is for.
    pub target: Option<&'a str>,
    /// The goal it serves.
    pub goal: Option<&'a str>,
    /// What I could offer them.
    pub offer: Option<&'a str>,
}

/// The sentence that makes a no easy.
pub const EASY_NO: &str = "If it doesn't suit, a no is completely fine, and no reply is a no.";

/// A few lines to forward: who I am, the goal, the reason why only this person, what I could offer, and an easy no. Lines
/// written for this introduction come first and replace the made ones. What is not known is left out.
#[must_use]
pub fn blurb(intro: &Introduction, about: &Blurb<'_>) -> String {
    let said = |text: Option<&str>| super::said(text).map(|text| text.trim_end_matches(['.', ' ']).to_owned());
    let mut lines: Vec<String> = Vec::new();
    if let Some(target) = about.target {
        lines.push(format!("For {target}:"));
    }
    let me = said(about.me).unwrap_or_else(|| "I".to_owned());
    let role = said(about.role).map(|role| format!(" ({role})")).unwrap_or_default();
    match said(intro.blurb.as_deref()) {
        Some(own) => lines.push(format!("{own}.")),
        None => {
            let would = if me == "I" { "I would".to_owned() } else { format!("{me}{role} would") };
            lines.push(format!("{would} like to talk with you for twenty minutes."));
        }
    }
    if let Some(goal) = said(about.goal) {
        lines.push(format!("It is for this goal: {goal}."));
    }
    if let Some(why) = said(intro.why.as_deref()) {
        lines.push(format!("Why you: {why}."));
    }
    if let Some(offer) = said(about.offer).filter(|_| said(intro.blurb.as_deref()).is_none()) {
        lines.push(format!("In return: {offer}."));
    }
    lines.push(EASY_NO.to_owned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn intro(state: &str, since: &str) -> Introduction {
        Introduction { state: State::read(state), state_since: read_day(since), ..Introduction::default() }
    }

    #[test]
    fn ten_quiet_days_are_enough_in_any_unfinished_state() {
        let today = day("2025-09-30");
        for (state, since, quiet) in [
            ("connected", "2025-08-27", true),
            ("wanted", "2025-09-22", false),
            ("asked", "2025-09-20", false),
            ("asked", "2025-09-19", true),
            ("talked", "2025-09-01", true),
            ("outcome", "2025-03-11", false),
            ("declined", "2025-07-15", false),
            ("quiet", "2025-01-15", false),
        ] {
            assert_eq!(is_quiet(&intro(state, since), today), quiet, "{state} since {since}");
        }
    }

    #[test]
    fn each_state_asks_for_something_until_everybody_has_heard() {
        let names = (Some("Greta Osei"), Some("Petra Lindqvist"));
        let step = |intro: &Introduction| next(intro, names.0, names.1);
        assert_eq!(step(&intro("connected", "")).as_deref(), Some("offer Greta two dates for a short talk"));
        assert_eq!(step(&intro("talked", "")).as_deref(), Some("tell Petra what came of it"));
        let told = Introduction { told_outcome: Some(day("2025-09-01")), ..intro("outcome", "") };
        assert_eq!(step(&told).as_deref(), Some("thank Petra"));
        let done = Introduction { thanked: Some(day("2025-09-01")), ..told };
        assert_eq!(step(&done), None);
        for state in State::WORDS.iter().filter(|state| !matches!(**state, "outcome" | "declined")) {
            assert!(next(&intro(state, ""), None, None).is_some(), "{state}");
        }
    }

    #[test]
    fn a_blurb_names_the_goal_the_reason_and_an_easy_no() {
        let intro = Introduction { why: Some("Slots that are promised twice.".to_owned()), ..Introduction::default() };
        let about = Blurb {
            me: Some("Noor Haldane"),
            role: Some("network-planning analyst, Larkfield Freight"),
            target: Some("Greta Osei"),
            goal: Some("Hold 6 first conversations with people outside logistics"),
            offer: Some("our slot rules"),
        };
        let text = blurb(&intro, &about);
        for part in
            ["Noor Haldane (network", "Hold 6 first conversations", "Why you: Slots", "In return: our slot", "a no is"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        let own = Introduction { blurb: Some("Two rules that half work".to_owned()), ..intro };
        assert!(blurb(&own, &about).starts_with("For Greta Osei:\nTwo rules that half work.\n"));
        let bare = blurb(&Introduction::default(), &Blurb::default());
        assert_eq!(bare, format!("I would like to talk with you for twenty minutes.\n{EASY_NO}"));
    }

    proptest! {
        #[test]
        fn no_blurb_has_an_empty_line_or_lacks_the_easy_no(own in prop::option::of(any::<String>()), why in prop::option::of("[ .a-z]{0,20}"), goal in prop::option::of("[ .a-z]{0,9}")) {
            let own = own.map(|text| text.replace(['\n', '\r'], " "));
            let text = blurb(&Introduction { blurb: own, why, ..Introduction::default() }, &Blurb { goal: goal.as_deref(), ..Blurb::default() });
            prop_assert!(text.ends_with(EASY_NO));
            prop_assert!(text.split('\n').all(|line| !line.trim().is_empty()));
        }
    }
}
