//! The progress review with a mentor: where each goal stands, three questions, the mentor's rating, and one choice for each
//! goal. What comes of it is a dated reflection that both can read again. Rates nobody, and holds no move of a date against
//! anyone.
//!
//! It adds no kind: the record of a review is a reflection of frame `event` with the tag `review`; what I say of a goal is a
//! check-in of mine without a value, the mentor's rating one of source `mentor`; a choice changes the goal, whose old dates
//! stay in its history.

use serde::Serialize;

use super::guide::{Question, Said, Step, Told, Wanted, answer, number};
use super::likeness::first_name;
use super::{Day, Id, Lean, Now, dates, figures};

/// The tag of a review's record.
pub const TAG: &str = "review";
/// So many days after its end a goal still belongs to a review.
pub const CLOSED_DAYS: i64 = 60;
/// Reasons to let go that are offered; any other is as good.
pub const REASONS: &str = "no longer fits, too big, replaced by …, outside my control";

/// What becomes of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Choice {
    /// It goes on as it is.
    Keep,
    /// Another day or another target.
    Reshape,
    /// It rests.
    Pause,
    /// It is let go, with a reason.
    Drop,
    /// It is reached.
    Celebrate,
}

impl Choice {
    /// Every choice.
    pub const ALL: [Self; 5] = [Self::Keep, Self::Reshape, Self::Pause, Self::Drop, Self::Celebrate];

    /// As it is spelt.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Reshape => "reshape",
            Self::Pause => "pause",
            Self::Drop => "drop",
            Self::Celebrate => "celebrate",
        }
    }

    /// The choice that is spelt so.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.word() == word)
    }

    const fn says(self) -> &'static str {
        match self {
            Self::Keep => "it goes on as it is",
            Self::Reshape => "another day, another target",
            Self::Pause => "it rests, without a penalty",
            Self::Drop => "it is let go; that is a result too",
            Self::Celebrate => "it is reached",
        }
    }
}

/// A goal as a review looks at it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Look {
    /// Which goal.
    pub id: Id,
    /// Its short id.
    pub short_id: String,
    /// Its short title, or its title.
    pub title: String,
    /// Whether it is still open.
    pub open: bool,
    /// How much is done, 0 to 1.
    pub actual: Option<f64>,
    /// How much was expected by now, 0 to 1.
    pub expected: Option<f64>,
    /// Where it stands in its own unit.
    pub value: String,
    /// Its pace in a word.
    pub word: String,
    /// When it is done if it goes on like this, with the range, in words.
    pub finish: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// How often its day or its target moved, in words.
    pub moved: Option<String>,
    /// My last note, and its day.
    pub note: Option<(Day, String)>,
    /// How sure I am, 1 to 10.
    pub confidence: Option<i64>,
    /// The last rating of a mentor, 1 to 5, and its day.
    pub rating: Option<(i64, Day)>,
}

/// What a review looks at.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    /// The mentorship.
    pub mentorship: Id,
    /// The mentor.
    pub person: Id,
    /// The mentor's name.
    pub name: String,
    /// The day of the last review with them.
    pub last: Option<Day>,
    /// The goals that are work with them, and those that are work with nobody; then the ones closed lately.
    pub goals: Vec<Look>,
    /// How many of my active goals are work with somebody.
    pub alignment: (usize, usize),
    /// Those that are work with nobody.
    pub alone: Vec<String>,
    /// Open obstacles by horizon (now, operational, long), the oldest on top, each with the days it has been open.
    pub obstacles: [Vec<(String, i64)>; 3],
    /// My open promises to them.
    pub mine: Vec<String>,
    /// Theirs to me.
    pub theirs: Vec<String>,
    /// People met since the last review, or in the last quarter.
    pub met: Vec<String>,
}

/// What was said of a goal.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Which goal.
    pub goal: Id,
    /// What moved it.
    pub moved: Option<String>,
    /// What is in the way.
    pub way: Option<String>,
    /// What I would change.
    pub change: Option<String>,
    /// How sure I am, 1 to 10.
    pub confidence: Option<i64>,
    /// The mentor's rating, 1 to 5.
    pub rating: Option<i64>,
    /// What they said with it.
    pub rated: Option<String>,
    /// What becomes of it.
    pub choice: Option<Choice>,
    /// Its new day.
    pub due: Option<Day>,
    /// Its new target.
    pub target: Option<f64>,
    /// Why it is let go.
    pub reason: Option<String>,
}

impl Look {
    /// A goal of which only the name is known.
    #[must_use]
    pub const fn of(id: Id, title: String) -> Self {
        Self {
            id,
            short_id: String::new(),
            title,
            open: true,
            actual: None,
            expected: None,
            value: String::new(),
            word: String::new(),
            finish: None,
            due: None,
            moved: None,
            note: None,
            confidence: None,
            rating: None,
        }
    }
}

impl Review {
    /// A review with somebody, with nothing to look at yet.
    #[must_use]
    pub const fn of(mentorship: Id, person: Id, name: String) -> Self {
        Self {
            mentorship,
            person,
            name,
            last: None,
            goals: Vec::new(),
            alignment: (0, 0),
            alone: Vec::new(),
            obstacles: [const { Vec::new() }; 3],
            mine: Vec::new(),
            theirs: Vec::new(),
            met: Vec::new(),
        }
    }
}

impl Verdict {
    /// Nothing said yet of a goal.
    #[must_use]
    pub const fn of(goal: Id) -> Self {
        Self {
            goal,
            moved: None,
            way: None,
            change: None,
            confidence: None,
            rating: None,
            rated: None,
            choice: None,
            due: None,
            target: None,
            reason: None,
        }
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::of(self.goal)
    }

    /// What I said, as the note of a check-in.
    #[must_use]
    pub fn note(&self) -> Option<String> {
        let parts = [("Moved it", &self.moved), ("In the way", &self.way), ("I would change", &self.change)];
        let said = parts.iter().filter_map(|(head, text)| Some(format!("{head}: {}", text.as_deref()?)));
        let said: Vec<String> = said.collect();
        (!said.is_empty()).then(|| said.join("\n"))
    }
}

/// A review as it was held.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// The mentorship.
    pub mentorship: Id,
    /// What was said of each goal.
    pub goals: Vec<Verdict>,
    /// A line to end with.
    pub line: Option<String>,
}

/// What is asked of a goal, as its questions are called behind the goal's id.
pub const ASKED: [&str; 10] =
    ["moved", "way", "change", "sure", "rating", "rated", "choice", "due", "target", "reason"];

/// The name of a goal's question.
#[must_use]
pub fn name(goal: Id, what: &str) -> String {
    format!("{goal}.{what}")
}

/// The steps of a review: the table, a step for each goal, what else is open.
#[must_use]
pub fn steps(review: &Review, now: &Now) -> Vec<Step> {
    let first = first_name(&review.name);
    let mut told = Vec::new();
    if let Some(last) = review.last {
        told.push(Told::Quiet(format!("Last looked together {}.", dates::distance(last, now))));
    }
    if review.goals.is_empty() {
        told.push(Told::Line(format!("No goal is work with {first} yet; a goal's form says with whom it is.")));
    } else {
        told.push(Told::Quiet("A bar is what is done, its mark what was expected by now.".to_owned()));
    }
    told.extend(review.goals.iter().map(bar));
    if !review.alone.is_empty() {
        let (part, whole) = review.alignment;
        let alone = review.alone.join(", ");
        told.push(Told::Quiet(format!(
            "{part} of {whole} active goals are work with somebody; with nobody yet: {alone}."
        )));
    }
    let mut steps = vec![Step { title: "Where it all stands".to_owned(), told, ..Step::default() }];
    let all = review.goals.len();
    for (n, look) in review.goals.iter().enumerate() {
        steps.push(of_goal(look, first, (n + 1, all), now));
    }
    steps.push(rest(review, first));
    steps
}

fn bar(look: &Look) -> Told {
    let value = if look.value.is_empty() { String::new() } else { format!("  {}", look.value) };
    Told::Bar(look.actual, look.expected, format!("{}{value}", look.title), look.word.clone())
}

fn of_goal(look: &Look, first: &str, (n, all): (usize, usize), now: &Now) -> Step {
    let mut told = vec![bar(look)];
    let due = look.due.map(|due| format!("due {}", dates::say(due, now)));
    let facts: Vec<String> = [look.finish.clone(), due, look.moved.clone()].into_iter().flatten().collect();
    if !facts.is_empty() {
        told.push(Told::Line(facts.join(" · ")));
    }
    if let Some((day, note)) = &look.note {
        told.push(Told::Quiet(format!("{}: {}", dates::say(*day, now), note.replace('\n', " · "))));
    }
    let sure = look.confidence.map(|sure| format!("I am {sure} of 10 sure"));
    let rated = look.rating.map(|(rating, day)| format!("{first} said {rating} of 5 on {}", dates::say(day, now)));
    let both: Vec<String> = [sure, rated].into_iter().flatten().collect();
    if !both.is_empty() {
        told.push(Told::Quiet(both.join(" · ")));
    }
    let line = |what: &str, asks: &str| Question::new(name(look.id, what), asks, "a line", Wanted::Line);
    let mut questions = vec![
        line("moved", "What moved it?"),
        line("way", "What is in the way?"),
        line("change", "What would you change?"),
    ];
    let mark = |what: &str, asks: String, most: i64, hint: &str| {
        Question::new(name(look.id, what), asks, hint, Wanted::Mark(most))
    };
    questions.push(mark("sure", "How sure are you now?".to_owned(), 10, "1 no way … 10 certain"));
    questions.push(mark("rating", format!("{first} said"), 5, "their rating, 1 … 5, where they give one"));
    questions.push(
        Question::new(name(look.id, "rated"), "In their words?", "a line", Wanted::Line)
            .when(name(look.id, "rating"), &[]),
    );
    let choices: &[Choice] = if look.open { &Choice::ALL } else { &[Choice::Celebrate] };
    let choices = choices.iter().map(|choice| (choice.word(), choice.says().to_owned())).collect();
    let choice = name(look.id, "choice");
    questions.push(Question::new(choice.clone(), "And now?", "", Wanted::Choice(choices)));
    questions.push(
        Question::new(name(look.id, "due"), "Its new day?", "like 15 dec; empty leaves it", Wanted::Day)
            .when(choice.clone(), &["reshape"]),
    );
    questions.push(
        Question::new(name(look.id, "target"), "Its new target?", "a number; empty leaves it", Wanted::Number)
            .when(choice.clone(), &["reshape"]),
    );
    questions.push(
        Question::new(name(look.id, "reason"), "Why is it let go?", REASONS, Wanted::Line).when(choice, &["drop"]),
    );
    Step { title: format!("Goal {n} of {all}"), told, questions, when: None }
}

/// Obstacles, promises and people, and the last line.
fn rest(review: &Review, first: &str) -> Step {
    let mut told = Vec::new();
    for (head, lane) in
        ["In the way now", "In the way again and again", "In the way for long"].iter().zip(&review.obstacles)
    {
        if !lane.is_empty() {
            told.push(Told::Head((*head).to_owned()));
            told.extend(lane.iter().map(|(title, days)| Told::Line(format!("{title} · open for {}", count(*days)))));
        }
    }
    for (head, promises) in
        [("What I promised".to_owned(), &review.mine), (format!("What {first} promised"), &review.theirs)]
    {
        if !promises.is_empty() {
            told.push(Told::Head(head));
            told.extend(promises.iter().cloned().map(Told::Line));
        }
    }
    if !review.met.is_empty() {
        told.push(Told::Head("People met".to_owned()));
        told.push(Told::Line(review.met.join(", ")));
    }
    if told.is_empty() {
        told.push(Told::Quiet("Nothing is in the way, and no promise is open.".to_owned()));
    }
    let line = Question::new("line", "One line to end with?", "what both of you take away", Wanted::Line);
    Step { title: "What else is open".to_owned(), told, questions: vec![line], when: None }
}

fn count(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// What was said, from the answers that count.
#[must_use]
pub fn read(review: &Review, said: &Said, now: &Now) -> Reviewed {
    let verdict = |look: &Look| {
        let text = |what: &str| answer(said, &name(look.id, what)).map(str::to_owned);
        let mark = |what: &str| text(what).and_then(|text| text.parse().ok());
        let choice = text("choice").and_then(|word| Choice::read(&word));
        Verdict {
            goal: look.id,
            moved: text("moved"),
            way: text("way"),
            change: text("change"),
            confidence: mark("sure"),
            rating: mark("rating"),
            rated: text("rated"),
            choice,
            due: text("due").and_then(|text| dates::parse_day(&text, now, Lean::Future).ok()),
            target: text("target").and_then(|text| number(&text)),
            reason: text("reason"),
        }
    };
    let goals = review.goals.iter().map(verdict).filter(|verdict| !verdict.is_empty()).collect();
    Reviewed { mentorship: review.mentorship, goals, line: answer(said, "line").map(str::to_owned) }
}

/// How the record of a review with somebody begins.
#[must_use]
pub fn head(name: &str) -> String {
    format!("Progress review with {name}")
}

/// What the record of a review says below its first line, goal by goal.
#[must_use]
pub fn told(review: &Review, reviewed: &Reviewed, now: &Now) -> String {
    let first = first_name(&review.name);
    let mut lines = Vec::new();
    for verdict in &reviewed.goals {
        let Some(look) = review.goals.iter().find(|look| look.id == verdict.goal) else { continue };
        let stands: Vec<&str> =
            [look.value.as_str(), look.word.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        let stands = if stands.is_empty() { String::new() } else { format!(" ({})", stands.join(", ")) };
        let choice = verdict.choice.map(|choice| format!(": {}", choice.word())).unwrap_or_default();
        lines.push(format!("- {}{stands}{choice}", look.title));
        let mut more = Vec::new();
        if let Some(due) = verdict.due {
            let from = look.due.map(|day| format!("from {} ", dates::say(day, now))).unwrap_or_default();
            more.push(format!("moved {from}to {}", dates::say(due, now)));
        }
        more.extend(verdict.target.map(|target| format!("the target is {} now", figures::said(target))));
        more.extend(verdict.reason.clone());
        more.extend(verdict.note().iter().flat_map(|note| note.lines().map(str::to_owned).collect::<Vec<_>>()));
        more.extend(verdict.confidence.map(|sure| format!("Sure: {sure} of 10")));
        if let Some(rating) = verdict.rating {
            let words = verdict.rated.as_ref().map(|words| format!(": “{words}”")).unwrap_or_default();
            more.push(format!("{first} said {rating} of 5{words}"));
        }
        lines.extend(more.into_iter().map(|text| format!("  - {text}")));
    }
    if let Some(line) = &reviewed.line {
        lines.push(String::new());
        lines.push(line.clone());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests;
