//! The one page to read before a meeting, or to send ahead of it: values in, Markdown lines out. It is handed only what
//! may leave, and looks nothing up: what a shared thing links to is not named here.

use serde::Serialize;

use super::kinds::advice::{Advice, AdviceResult, Call};
use super::learning::glossary;
use super::text::{self, Shown, bar, fit, wrap};
use super::time::{Day, Instant, Now};
use super::{Id, dates};

/// The most lines of the page.
pub const LINES: usize = 60;
/// The widest line, in columns.
pub const COLUMNS: usize = 80;
/// How many things are told from since last time.
pub const SINCE: usize = 3;
/// How many pieces of advice.
pub const ADVICE: usize = 3;
/// How many goals.
pub const GOALS: usize = 5;
/// How many asks.
pub const ASKS: usize = 6;
/// How many terms.
pub const TERMS: usize = 5;
/// An item takes at most so many lines.
const ROWS: usize = 2;

/// What may be told to one person.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Brief {
    /// Whom it is for; none where no one was named and no meeting is planned.
    pub person: Option<To>,
    /// The next meeting with them, where they may see it.
    pub meeting: Option<Talk>,
    /// What happened since the last meeting with them, the weightiest first.
    pub since_last_time: Vec<Moved>,
    /// Their last advice, newest first.
    pub advice: Vec<Told>,
    /// Goals they may see.
    pub goals: Vec<Standing>,
    /// What I would like from them.
    pub asks: Vec<Ask>,
    /// Words of my field they may stumble over.
    pub terms: Vec<Term>,
}

impl Brief {
    /// Explains the words that this page uses before the others, each lot in the order it has.
    pub fn settle_terms(&mut self) {
        let told = self.since_last_time.iter().map(|moved| moved.title.as_str());
        let advice = self.advice.iter().flat_map(|told| [told.title.as_str(), told.became.as_str()]);
        let asked =
            self.goals.iter().map(|goal| goal.title.as_str()).chain(self.asks.iter().map(|ask| ask.title.as_str()));
        let texts: Vec<&str> = told.chain(advice).chain(asked).collect();
        let text = texts.join("\n");
        self.terms.sort_by_key(|term| glossary::used(&text, std::slice::from_ref(&term.title)).is_empty());
        self.terms.truncate(TERMS);
    }
}

/// Whom a brief is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct To {
    /// Which person.
    pub id: Id,
    /// Their name.
    pub title: String,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Talk {
    /// Which one.
    pub id: Id,
    /// When.
    pub at: Instant,
    /// How long.
    pub minutes: Option<i64>,
    /// What I want to leave with.
    pub intention: Option<String>,
}

/// How much a thing weighs that happened since last time; the order is the order of telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// A goal was closed.
    Goal,
    /// An obstacle is over.
    Obstacle,
    /// A milestone was done.
    Milestone,
    /// A promise of mine was kept.
    Action,
    /// An introduction led to a talk.
    Introduction,
    /// An idea came into use.
    Insight,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// What sort of thing.
    pub kind: Weight,
    /// The day.
    pub day: Day,
    /// What, in words.
    pub title: String,
}

/// A piece of their advice.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// What they said.
    pub title: String,
    /// What became of it, in words.
    pub became: String,
}

/// A goal as they may see it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Standing {
    /// Its name.
    pub title: String,
    /// How far it is, 0 to 1; none where it has no measure, or rests on something they may not see.
    pub actual: Option<f64>,
    /// Where it stands in its own unit.
    pub value: String,
    /// Its pace in a word.
    pub word: String,
    /// Its due day.
    pub due: Option<Day>,
}

/// What I would like them to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verb {
    /// Help me decide.
    Decide,
    /// Think it through with me.
    Think,
    /// Bring me together with somebody.
    Introduce,
    /// Hold against it.
    Challenge,
}

impl Verb {
    /// As it begins a line.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Decide => "Decide with me",
            Self::Think => "Think with me",
            Self::Introduce => "Introduce me",
            Self::Challenge => "Challenge me",
        }
    }

    /// The verb for a question on a theme.
    #[must_use]
    pub fn of_theme(theme: &str) -> Self {
        match theme.trim().to_lowercase().as_str() {
            "decision" | "decide" => Self::Decide,
            "network" | "introduction" => Self::Introduce,
            "feedback" | "challenge" => Self::Challenge,
            _ => Self::Think,
        }
    }
}

/// Something I would like from them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ask {
    /// What to do.
    pub verb: Verb,
    /// About what.
    pub title: String,
}

/// A word and what it means.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The word.
    pub title: String,
    /// In plain words.
    pub plain: Option<String>,
}

/// What became of advice: my call, whether it helped, and why.
#[must_use]
pub fn became(advice: &Advice) -> String {
    let call = match (advice.my_call, advice.tried_on.is_some() || advice.result.is_some()) {
        (Some(Call::Try), true) => "tried",
        (Some(Call::Try), false) => "going to try it",
        (Some(Call::Adapt), _) => "adapted",
        (Some(Call::Park), _) => "parked for now",
        (Some(Call::Decline), _) => "left it",
        (None, _) => "not decided yet",
    };
    let result = match advice.result {
        Some(AdviceResult::Helped) => ", it helped",
        Some(AdviceResult::Mixed) => ", with mixed results",
        Some(AdviceResult::No) => ", it did not help",
        Some(AdviceResult::Unknown) | None => "",
    };
    let reason = advice.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    format!("{call}{result}{}", reason.map(|reason| format!(": {reason}")).unwrap_or_default())
}

/// The weightiest things, the newest first among equals.
#[must_use]
pub fn weightiest(mut moved: Vec<Moved>) -> Vec<Moved> {
    moved.sort_by(|a, b| a.kind.cmp(&b.kind).then(b.day.cmp(&a.day)).then_with(|| a.title.cmp(&b.title)));
    moved.truncate(SINCE);
    moved
}

impl Brief {
    /// The page: at most [`LINES`] lines of at most [`COLUMNS`] columns. A part without anything in it is left out, but
    /// for the last question.
    #[must_use]
    pub fn lines(&self, now: &Now, ascii: bool) -> Vec<String> {
        let mut page = Page::default();
        let name = self.person.as_ref().map(|person| person.title.as_str()).unwrap_or_default();
        page.line(&format!("# For {name}"));
        page.line("");
        match &self.meeting {
            Some(talk) => {
                let length = talk.minutes.map(|minutes| format!(" · {minutes} min")).unwrap_or_default();
                let day = now.day_of(talk.at);
                let away = dates::distance(day, now);
                let time = now.local_of(talk.at).format("%H:%M");
                page.line(&format!("{} {time} · {away}{length}", dates::say(day, now)));
                if let Some(intention) = &talk.intention {
                    page.item("I want to leave with: ", intention);
                }
            }
            None => page.line(&format!("Written {}", now.today().format("%a %-d %b %Y"))),
        }
        page.part("Since last time", self.since_last_time.iter().take(SINCE), |page, moved| {
            page.item("- ", &moved.title);
        });
        page.part("Your last advice, and what happened", self.advice.iter().take(ADVICE), |page, told| {
            page.item("- ", &format!("“{}”: {}", told.title, told.became));
        });
        page.part("Where goals stand", self.goals.iter().take(GOALS), |page, goal| page.goal(goal, now, ascii));
        let asks = self.asks.iter().take(ASKS).enumerate();
        page.part("What I'd like from you today", asks, |page, (n, ask)| {
            page.item(&format!("{}. ", n + 1), &format!("{}: {}", ask.verb.text(), ask.title));
        });
        page.part("Anything you want to raise?", std::iter::once(()), |page, ()| page.line("…"));
        let marked = page.mark(self.terms.iter().take(TERMS));
        page.part("Words of mine", self.terms.iter().take(TERMS).zip(marked), |page, (term, marked)| {
            let plain = term.plain.as_ref().map(|plain| format!(": {plain}")).unwrap_or_default();
            let mark = if marked { glossary::MARK.to_string() } else { String::new() };
            page.line(&format!("- {}{mark}{plain}", term.title));
        });
        page.0.truncate(LINES);
        page.0
    }
}

/// Lines, none wider than the page.
#[derive(Default)]
struct Page(Vec<String>);

impl Page {
    /// One line, cut where it is too wide.
    fn line(&mut self, text: &str) {
        self.0.push(Shown::line(text).fit(COLUMNS).as_str().trim_end().to_owned());
    }

    /// Marks the first use of each word that is explained below; tells which were used.
    fn mark<'t>(&mut self, terms: impl Iterator<Item = &'t Term>) -> Vec<bool> {
        let mut mark = |term: &Term| {
            let title = std::slice::from_ref(&term.title);
            // A full line has no room for a mark, and a head is no place for one.
            let lines = self.0.iter_mut().filter(|line| !line.starts_with('#') && text::width(line) < COLUMNS);
            for line in lines {
                let (marked, used) = glossary::marked(line, title);
                if !used.is_empty() {
                    *line = marked;
                    return true;
                }
            }
            false
        };
        terms.map(&mut mark).collect()
    }

    /// A head and what stands under it; nothing where there is nothing.
    fn part<T>(&mut self, head: &str, items: impl Iterator<Item = T>, each: impl Fn(&mut Self, T)) {
        let mut items = items.peekable();
        if items.peek().is_none() {
            return;
        }
        self.line("");
        self.line(&format!("## {head}"));
        self.line("");
        items.for_each(|item| each(self, item));
    }

    /// A mark and a text of at most [`ROWS`] lines, the second under the first.
    fn item(&mut self, mark: &str, text: &str) {
        let indent = mark.chars().count().min(3);
        let shown = Shown::line(&format!("{mark}{}", one_line(text)));
        let first = wrap(&shown, COLUMNS);
        let Some(head) = first.first() else { return };
        self.0.push(head.as_str().to_owned());
        let rest = shown.as_str().get(head.as_str().len()..).unwrap_or_default().trim_start();
        if ROWS > 1 && !rest.is_empty() {
            let rest = Shown::line(rest).fit(COLUMNS - indent);
            self.0.push(format!("{:indent$}{}", "", rest.as_str()));
        }
    }

    /// A bar, where it stands, its name, a word.
    fn goal(&mut self, goal: &Standing, now: &Now, ascii: bool) {
        let drawn = goal.actual.map(|actual| format!("{} ", bar(actual, 10, ascii))).unwrap_or_default();
        let value = if goal.value.is_empty() { String::new() } else { format!("{} ", goal.value) };
        let due = goal.due.map(|due| format!("due {}", dates::say(due, now)));
        let words: Vec<String> =
            [Some(goal.word.clone()).filter(|word| !word.is_empty()), due].into_iter().flatten().collect();
        let tail = if words.is_empty() { String::new() } else { format!(" · {}", words.join(", ")) };
        let used = Shown::line(&format!("- {drawn}{value}{tail}")).width();
        let title = fit(&one_line(&goal.title), COLUMNS.saturating_sub(used).max(10));
        self.line(&format!("- {drawn}{value}{}{tail}", title.as_str()));
    }
}

/// Every run of blanks and line ends is one space.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::width;
    use crate::domain::time::{Zone, read_day, read_instant};
    use proptest::prelude::*;

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
    }

    fn id() -> Id {
        Id::read("019464bb-8bb2-71f6-8916-b6da20b73d62").expect("an id")
    }

    fn moved(kind: Weight, day: &str, title: &str) -> Moved {
        Moved { kind, day: read_day(day).expect("a day"), title: title.to_owned() }
    }

    fn full() -> Brief {
        Brief {
            person: Some(To { id: id(), title: "Odile Varga".to_owned() }),
            meeting: Some(Talk {
                id: id(),
                at: read_instant("2025-10-07T14:00:00Z").expect("an instant"),
                minutes: Some(45),
                intention: Some("a first sentence for the decision".to_owned()),
            }),
            since_last_time: vec![moved(Weight::Goal, "2025-09-12", "Reached: six first talks outside logistics")],
            advice: vec![Told { title: "Send the answer first".to_owned(), became: "tried, it helped".to_owned() }],
            goals: vec![
                Standing {
                    title: "Lead analyst application".to_owned(),
                    actual: Some(0.6),
                    value: "3/5".to_owned(),
                    word: "slipping".to_owned(),
                    due: read_day("2025-10-31"),
                },
                Standing {
                    title: "Evenings".to_owned(),
                    actual: None,
                    value: String::new(),
                    word: String::new(),
                    due: None,
                },
            ],
            asks: vec![
                Ask { verb: Verb::Think, title: "Which part of this can be undone after three months?".to_owned() },
                Ask { verb: Verb::Introduce, title: "the bed manager".to_owned() },
            ],
            terms: vec![Term { title: "dwell".to_owned(), plain: Some("the time a truck stands".to_owned()) }],
        }
    }

    #[test]
    fn the_page() {
        let page = full().lines(&now(), false).join("\n");
        insta::assert_snapshot!(page, @r"
        # For Odile Varga

        Tue 7 Oct 14:00 · in 7 days · 45 min
        I want to leave with: a first sentence for the decision

        ## Since last time

        - Reached: six first talks outside logistics

        ## Your last advice, and what happened

        - “Send the answer first”: tried, it helped

        ## Where goals stand

        - ▰▰▰▰▰▰▱▱▱▱ 3/5 Lead analyst application · slipping, due Fri 31 Oct
        - Evenings

        ## What I'd like from you today

        1. Think with me: Which part of this can be undone after three months?
        2. Introduce me: the bed manager

        ## Anything you want to raise?

        …

        ## Words of mine

        - dwell: the time a truck stands
        ");
    }

    #[test]
    fn words_that_are_used_come_first_and_are_marked() {
        let term = |title: &str| Term { title: title.to_owned(), plain: Some("plain".to_owned()) };
        let mut brief = full();
        brief.terms = ["dwell", "slot", "blueprint", "huddle", "boarding", "bed manager"].map(term).to_vec();
        brief.settle_terms();
        assert_eq!(brief.terms.first().map(|term| term.title.as_str()), Some("bed manager"));
        assert_eq!(brief.terms.len(), TERMS);
        let page = brief.lines(&now(), false);
        assert!(page.contains(&"2. Introduce me: the bed manager*".to_owned()), "{page:?}");
        assert!(page.contains(&"- bed manager*: plain".to_owned()) && page.contains(&"- dwell: plain".to_owned()));
    }

    #[test]
    fn parts_without_anything_are_left_out() {
        let brief = Brief { person: full().person, ..Brief::default() };
        let page = brief.lines(&now(), false).join("\n");
        assert_eq!(page, "# For Odile Varga\n\nWritten Tue 30 Sep 2025\n\n## Anything you want to raise?\n\n…");
    }

    #[test]
    fn the_weightiest_comes_first() {
        let all = vec![
            moved(Weight::Insight, "2025-09-20", "d"),
            moved(Weight::Action, "2025-09-11", "c"),
            moved(Weight::Action, "2025-09-26", "b"),
            moved(Weight::Goal, "2025-09-12", "a"),
        ];
        let told: Vec<_> = weightiest(all).into_iter().map(|moved| moved.title).collect();
        assert_eq!(told, ["a", "b", "c"]);
    }

    #[test]
    fn what_became_of_advice() {
        let advice = |my_call, result, reason: Option<&str>| {
            became(&Advice { my_call, result, reason: reason.map(str::to_owned), ..Advice::default() })
        };
        assert_eq!(advice(None, None, None), "not decided yet");
        assert_eq!(advice(Some(Call::Try), None, None), "going to try it");
        assert_eq!(advice(Some(Call::Try), Some(AdviceResult::Helped), None), "tried, it helped");
        assert_eq!(advice(Some(Call::Decline), None, Some("no such yard")), "left it: no such yard");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn never_longer_or_wider(title in "\\PC{0,300}", many in 0..9_usize) {
            let mut brief = full();
            brief.person = Some(To { id: id(), title: title.clone() });
            let goal = Standing { title: title.clone(), value: title.chars().take(30).collect(), ..brief.goals.remove(0) };
            brief.goals = vec![goal; many];
            brief.since_last_time = vec![moved(Weight::Goal, "2025-09-12", &title); many];
            brief.advice = vec![Told { title: title.clone(), became: title.clone() }; many];
            brief.asks = vec![Ask { verb: Verb::Challenge, title: title.clone() }; many];
            brief.terms = vec![Term { title: title.clone(), plain: Some(title.clone()) }; many];
            let lines = brief.lines(&now(), false);
            prop_assert!(lines.len() <= LINES, "{} lines", lines.len());
            for line in &lines {
                prop_assert!(width(line) <= COLUMNS, "{} columns: {line}", width(line));
            }
            prop_assert!(lines.iter().any(|line| line == "## Anything you want to raise?"));
        }
    }
}
