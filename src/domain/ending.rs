//! Ending a mentorship, step by step: finish well, change its form, or stop now without fault. The look back is drafted and
//! edited, open promises are done, handed over or released, and contact afterwards is agreed. Whoever felt unsafe owes nobody a
//! word: nothing is drafted for the other side.

use serde::Serialize;

use super::guide::{Question, Said, Step, Told, Wanted, answer, number};
use super::kinds::meeting::AgendaLine;
use super::kinds::mentorship::Relation;
use super::likeness::first_name;
use super::look_back::UNSAFE;
use super::practice::Ending;
use super::{Day, Id, Lean, Now, dates};

/// The tag of a look back that was kept.
pub const TAG: &str = "look-back";

/// What becomes of an open promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It is done.
    Done,
    /// Somebody else has it now.
    HandedOver,
    /// Nobody owes it any more.
    Released,
}

impl Fate {
    /// Every fate.
    pub const ALL: [Self; 3] = [Self::Done, Self::HandedOver, Self::Released];

    /// As it is spelt.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::HandedOver => "handed-over",
            Self::Released => "released",
        }
    }

    /// The fate that is spelt so.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.word() == word)
    }
}

/// What an ending begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Parting {
    /// The mentorship.
    pub mentorship: Id,
    /// The mentor's name.
    pub name: String,
    /// Whether the last talks have begun.
    pub winding_down: bool,
    /// The next meeting that is planned with them.
    pub next: Option<Day>,
    /// How often we meet now, in days.
    pub cadence: Option<i64>,
    /// How often to be in touch with them afterwards, where that is said.
    pub touch: Option<i64>,
    /// The look back, as drafted or as it was kept.
    pub look_back: String,
    /// Thanks, as drafted from real links.
    pub thanks: String,
    /// Three lines that end it.
    pub goodbye: String,
    /// Open promises between the two.
    pub open: Vec<(Id, String)>,
    /// What it was for, where nobody else covers that.
    pub uncovered: Option<String>,
    /// The closing agenda.
    pub agenda: Vec<AgendaLine>,
}

/// An ending as it was chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// The mentorship.
    pub mentorship: Id,
    /// How.
    pub how: Ending,
    /// Why, for me alone.
    pub reason: Option<String>,
    /// Whether it did not feel safe.
    pub felt_unsafe: bool,
    /// What becomes of promises that are named; others are released where it is closed or stopped, and stay else.
    pub promises: Vec<(Id, Fate)>,
    /// How often we meet until the end, in days.
    pub cadence: Option<i64>,
    /// The day of the last talk, where one is to be planned.
    pub last_talk: Option<Day>,
    /// Whether the closing agenda goes on the meeting that is planned.
    pub on_next: bool,
    /// The agenda of the last talk.
    pub agenda: Vec<AgendaLine>,
    /// How often to be in touch afterwards, in days; 0 for not at all.
    pub touch: Option<i64>,
    /// What we are to each other afterwards.
    pub role: Option<String>,
    /// Who writes first.
    pub first: Option<String>,
    /// The look back, to be kept.
    pub look_back: Option<String>,
}

impl Closing {
    /// An ending without more said.
    #[must_use]
    pub const fn of(mentorship: Id, how: Ending) -> Self {
        Self {
            mentorship,
            how,
            reason: None,
            felt_unsafe: false,
            promises: Vec::new(),
            cadence: None,
            last_talk: None,
            on_next: false,
            agenda: Vec::new(),
            touch: None,
            role: None,
            first: None,
            look_back: None,
        }
    }

    /// The relation that the role afterwards is, where it is one.
    #[must_use]
    pub fn relation(&self) -> Option<Relation> {
        self.role.as_deref().and_then(Relation::read)
    }

    /// What was agreed for afterwards, in a line: `Goes on as peer; I write first, every 90 days`.
    #[must_use]
    pub fn afterwards(&self) -> Option<String> {
        let role = self.role.as_deref().map(|role| match role {
            "none" => "Ends without a role".to_owned(),
            role => format!("Goes on as {role}"),
        });
        let first = self.first.as_deref().map(|first| if first == "me" { "I write first" } else { "they write first" });
        let often = self.touch.filter(|days| *days > 0).map(|days| format!("every {days} days"));
        let contact: Vec<String> = first.map(str::to_owned).into_iter().chain(often).collect();
        let parts: Vec<String> =
            role.into_iter().chain(Some(contact.join(", ")).filter(|text| !text.is_empty())).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// The word of an ending.
#[must_use]
pub const fn word(how: Ending) -> &'static str {
    match how {
        Ending::Finish => "finish",
        Ending::Redefine => "redefine",
        Ending::Close => "close",
        Ending::Stop => "stop",
    }
}

/// The ending that is spelt so.
#[must_use]
pub fn ending(word: &str) -> Option<Ending> {
    match word {
        "finish" => Some(Ending::Finish),
        "redefine" => Some(Ending::Redefine),
        "close" => Some(Ending::Close),
        "stop" => Some(Ending::Stop),
        _ => None,
    }
}

/// When a step belongs to these endings.
fn where_how(words: &[&'static str]) -> Option<(String, Vec<&'static str>)> {
    Some(("how".to_owned(), words.to_vec()))
}

/// The steps of an ending.
#[must_use]
pub fn steps(parting: &Parting, now: &Now) -> Vec<Step> {
    let first = first_name(&parting.name);
    let mut ways = vec![
        ("redefine", "change its form: peers, sponsor, friends".to_owned()),
        ("stop", "stop now; nobody has to be at fault".to_owned()),
    ];
    let well = if parting.winding_down {
        ("close", "close it well, now".to_owned())
    } else {
        ("finish", "finish well: two last talks, look back, look on".to_owned())
    };
    ways.insert(0, well);
    let mut steps = vec![Step {
        title: "How does it end?".to_owned(),
        told: vec![Told::Quiet("Nothing is sent by this, and an ending can be taken back.".to_owned())],
        questions: vec![Question::new("how", "I want to", "", Wanted::Choice(ways))],
        when: None,
    }];
    steps.push(last_talks(parting, now));
    let page = |name: &str, asks: &str, text: &str| {
        Question::new(name, asks, "change it as you like", Wanted::Page).preset(text.to_owned())
    };
    steps.push(Step {
        title: "Look back".to_owned(),
        questions: vec![page(
            "look_back",
            "From what is linked to them; it is kept as a note of yours.",
            &parting.look_back,
        )],
        when: where_how(&["finish", "close", "redefine"]),
        ..Step::default()
    });
    steps.push(Step {
        title: "Thanks".to_owned(),
        questions: vec![page("thanks", "Only what is linked to them. Copy it, and send it yourself.", &parting.thanks)],
        when: where_how(&["close", "redefine"]),
        ..Step::default()
    });
    steps.push(afterwards(parting, first));
    if !parting.open.is_empty() {
        steps.push(promises(parting));
    }
    let yes_no = vec![("no", "no".to_owned()), ("yes", "yes".to_owned())];
    steps.push(Step {
        title: "Stop now".to_owned(),
        told: vec![Told::Quiet(
            "What is open between you is released, and planned talks are cancelled. The reason is for you alone."
                .to_owned(),
        )],
        questions: vec![
            Question::new("reason", "Why, in a line?", "only for you; empty is fine", Wanted::Line),
            Question::new("unsafe", "I felt unsafe or pressured", "", Wanted::Choice(yes_no)).preset("no"),
        ],
        when: where_how(&["stop"]),
    });
    steps.push(Step {
        title: "For you".to_owned(),
        told: vec![Told::Line(UNSAFE.to_owned())],
        when: Some(("unsafe".to_owned(), vec!["yes"])),
        ..Step::default()
    });
    steps.push(Step {
        title: "Three lines".to_owned(),
        questions: vec![page("goodbye", "Enough, where you want to send any.", &parting.goodbye)],
        when: Some(("unsafe".to_owned(), vec!["no"])),
        ..Step::default()
    });
    steps
}

/// The talks that are left: fewer of them, and the closing agenda on the last.
fn last_talks(parting: &Parting, now: &Now) -> Step {
    let cadence = parting.cadence.map(|days| days.to_string()).unwrap_or_default();
    let mut questions =
        vec![Question::new("cadence", "How often until then?", "days between talks", Wanted::Number).preset(cadence)];
    match parting.next {
        Some(next) => {
            let words = vec![("yes", "put it there".to_owned()), ("no", "not yet".to_owned())];
            let asks = format!("The closing agenda on the talk of {}?", dates::say(next, now));
            questions.push(Question::new("on_next", asks, "", Wanted::Choice(words)).preset("yes"));
        }
        None => questions.push(Question::new("last_talk", "When is the last talk?", "like 12 dec", Wanted::Day)),
    }
    let told = vec![Told::Line("Two last talks are enough: look back, then look on.".to_owned())];
    Step { title: "The last talks".to_owned(), told, questions, when: where_how(&["finish"]) }
}

fn afterwards(parting: &Parting, first: &str) -> Step {
    let roles = ["peer", "sponsor", "friend", "none"].map(|role| (role, role.to_owned())).to_vec();
    let touch = parting.touch.map(|days| days.to_string()).unwrap_or_default();
    let who = vec![("me", "I do".to_owned()), ("them", format!("{first} does"))];
    Step {
        title: "How you stay in touch".to_owned(),
        told: vec![Told::Quiet(format!("{first} stays among the people you know, and everything stays to be found."))],
        questions: vec![
            Question::new("role", "What are you to each other now?", "", Wanted::Choice(roles)),
            Question::new("touch", "A word every how many days?", "0 for no rhythm", Wanted::Number).preset(touch),
            Question::new("first", "Who writes first?", "", Wanted::Choice(who)),
        ],
        when: where_how(&["close", "redefine"]),
    }
}

fn promises(parting: &Parting) -> Step {
    let fates = [("done", "done"), ("handed-over", "handed over"), ("released", "released")]
        .map(|(word, says)| (word, says.to_owned()));
    let asked = parting.open.iter().map(|(id, text)| {
        Question::new(format!("promise.{id}"), text.clone(), "empty leaves it", Wanted::Choice(fates.to_vec()))
    });
    Step {
        title: "What is still open".to_owned(),
        told: vec![Told::Quiet("When it is closed, what you say nothing of is released.".to_owned())],
        questions: asked.collect(),
        when: where_how(&["close", "redefine"]),
    }
}

/// What was chosen, from the answers that count; nothing where no way was.
#[must_use]
pub fn read(parting: &Parting, said: &Said, now: &Now) -> Option<Closing> {
    let how = ending(answer(said, "how")?)?;
    let text = |name: &str| answer(said, name).map(str::to_owned);
    let days = |name: &str| {
        let days = text(name).and_then(|text| number(&text)).filter(|days| (0.0..=3660.0).contains(days))?;
        format!("{days:.0}").parse::<i64>().ok()
    };
    let fate = |id: &Id| answer(said, &format!("promise.{id}")).and_then(Fate::read);
    Some(Closing {
        reason: text("reason"),
        felt_unsafe: answer(said, "unsafe") == Some("yes"),
        promises: parting.open.iter().filter_map(|(id, _)| Some((*id, fate(id)?))).collect(),
        cadence: days("cadence").filter(|days| *days > 0 && Some(*days) != parting.cadence),
        last_talk: text("last_talk").and_then(|text| dates::parse_day(&text, now, Lean::Future).ok()),
        on_next: answer(said, "on_next") == Some("yes"),
        agenda: parting.agenda.clone(),
        touch: days("touch"),
        role: text("role"),
        first: text("first"),
        look_back: text("look_back"),
        ..Closing::of(parting.mentorship, how)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::guide::{heard, is_asked, presets};
    use crate::domain::time::{Zone, read_day, read_instant};

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("now"), Zone::UTC)
    }

    fn id(n: u128) -> Id {
        Id::from_bytes(&(0x0192_0000_0000_7000_8000_0000_0000_0000_u128 + n).to_be_bytes()).expect("an id")
    }

    fn parting(winding_down: bool) -> Parting {
        Parting {
            mentorship: id(1),
            name: "Hanne Solberg-Pike".to_owned(),
            winding_down,
            next: read_day("2025-10-07"),
            cadence: Some(28),
            touch: None,
            look_back: "# Looking back with Hanne".to_owned(),
            thanks: "Hanne, thank you.".to_owned(),
            goodbye: "Hanne, I would like to end our talks here.".to_owned(),
            open: vec![(id(3), "mine: Thank-you note".to_owned())],
            uncovered: Some("path".to_owned()),
            agenda: Vec::new(),
        }
    }

    fn said(winding_down: bool, pairs: &[(&str, &str)]) -> Said {
        let parting = parting(winding_down);
        let mut said = presets(&steps(&parting, &now()));
        said.extend(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())));
        heard(&steps(&parting, &now()), &said, &now()).expect("answers")
    }

    fn titles(said: &Said) -> Vec<String> {
        let steps = steps(&parting(true), &now()).into_iter().filter(|step| is_asked(&step.when, said));
        steps.map(|step| step.title).collect()
    }

    #[test]
    fn to_finish_well_is_two_last_talks_and_a_look_back() {
        let said = said(false, &[("how", "finish"), ("cadence", "42")]);
        let closing = read(&parting(false), &said, &now()).expect("a way");
        assert_eq!((closing.how, closing.cadence, closing.on_next), (Ending::Finish, Some(42), true));
        assert!(closing.look_back.is_some() && closing.promises.is_empty());
    }

    #[test]
    fn to_close_settles_promises_and_what_comes_after() {
        let promise = format!("promise.{}", id(3));
        let answers =
            [("how", "close"), ("role", "peer"), ("touch", "90"), ("first", "me"), (promise.as_str(), "done")];
        let said = said(true, &answers);
        let closing = read(&parting(true), &said, &now()).expect("a way");
        assert_eq!(closing.promises, [(id(3), Fate::Done)]);
        assert_eq!(closing.afterwards().as_deref(), Some("Goes on as peer; I write first, every 90 days"));
        assert_eq!(closing.relation(), Some(Relation::Peer));
        assert_eq!(titles(&said).len(), 5);
    }

    #[test]
    fn a_farewell_is_drafted_to_whoever_is_left_alone() {
        let steps = steps(&parting(true), &now());
        let asked = |how: &str| {
            let mut said = presets(&steps);
            said.extend([("how".to_owned(), how.to_owned())]);
            let said = crate::domain::guide::standing(&steps, &said);
            steps.iter().any(|step| step.title == "Three lines" && is_asked(&step.when, &said))
        };
        assert!(asked("stop") && !asked("close") && !asked("redefine") && !asked(""));
    }

    #[test]
    fn whoever_felt_unsafe_is_drafted_nothing() {
        let said = said(true, &[("how", "stop"), ("unsafe", "yes"), ("reason", "it got loud")]);
        assert_eq!(titles(&said), ["How does it end?", "Stop now", "For you"]);
        let closing = read(&parting(true), &said, &now()).expect("a way");
        assert!(closing.felt_unsafe && closing.look_back.is_none());
        assert!(!said.contains_key("goodbye") && !said.contains_key("thanks"));
        let kept = heard(&steps(&parting(true), &now()), &said, &now()).expect("answers");
        assert_eq!(kept.get("reason").map(String::as_str), Some("it got loud"));
    }

    #[test]
    fn no_way_chosen_ends_nothing() {
        assert_eq!(read(&parting(false), &said(false, &[]), &now()), None);
        for how in [Ending::Finish, Ending::Redefine, Ending::Close, Ending::Stop] {
            assert_eq!(ending(word(how)), Some(how));
        }
        assert!(Fate::ALL.into_iter().all(|fate| Fate::read(fate.word()) == Some(fate)));
        assert_eq!(Closing::of(id(1), Ending::Close).afterwards(), None);
    }
}
