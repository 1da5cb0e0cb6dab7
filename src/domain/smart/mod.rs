//! The SMART check: a mark for each letter and at most one question. Advises, never blocks and never lectures.
//!
//! The five letters are judged by their fields; only S reads words, and only English ones. Its weak spots are known: the
//! 3 of "Python 3" counts as a number, the lead of "lead analyst" as a verb. Reviews of SMART (Swann et al. 2022) warn of
//! pressing it on every goal, so that goals of the kinds *learning* and *open* may leave M and T loose.

use serde::{Serialize, Serializer};

use super::Day;
use super::kinds::check_in::{CheckIn, CheckInSource};
use super::kinds::goal::{Goal, GoalKind, Measure};
use super::kinds::milestone::Milestone;
use super::time::days_between;

#[cfg(test)]
mod tests;
mod words;

/// A title of fewer words says too little.
pub const TITLE_WORDS: usize = 4;
/// A why of fewer words says too little.
pub const WHY_WORDS: usize = 6;
/// From this confidence on a goal is thought reachable.
pub const CONFIDENT: i64 = 7;
/// From this confidence on it is in doubt; below, hardly believed.
pub const DOUBTFUL: i64 = 4;
/// A confidence that asks whether it is a stretch.
pub const CERTAIN: i64 = 10;
/// The first step lies within so many days of the start.
pub const FIRST_STEP_DAYS: i64 = 14;
/// A goal is due so many days after its start at the least …
pub const PERIOD_LEAST: i64 = 14;
/// … and at the most.
pub const PERIOD_MOST: i64 = 366;
/// A longer period wants a look on the way.
pub const CHECKPOINT_FROM: i64 = 60;

/// How a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// ● it is there.
    Pass,
    /// ◐ some of it is.
    Partly,
    /// ○ it is not.
    Missing,
    /// Loose on purpose: this goal is not held to it.
    Loose,
}

impl Mark {
    /// As shown and in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Partly => "partly",
            Self::Missing => "missing",
            Self::Loose => "loose",
        }
    }
}

impl Serialize for Mark {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

/// A letter: its mark, and the one question that would mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// How it stands.
    pub mark: Mark,
    /// What to ask; `None` where nothing is.
    pub question: Option<&'static str>,
}

impl Letter {
    const PASS: Self = Self { mark: Mark::Pass, question: None };
    const LOOSE: Self = Self { mark: Mark::Loose, question: None };

    const fn partly(question: &'static str) -> Self {
        Self { mark: Mark::Partly, question: Some(question) }
    }

    const fn missing(question: &'static str) -> Self {
        Self { mark: Mark::Missing, question: Some(question) }
    }
}

/// The five letters of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Smart {
    /// S: someone would see what I do, and it is mine to do.
    pub specific: Letter,
    /// M: from where to where, in what, read from where.
    pub measurable: Letter,
    /// A: believed, with a first step and an if-then plan.
    pub achievable: Letter,
    /// R: a why, and a link to what it serves.
    pub relevant: Letter,
    /// T: a date within a year, with a look on the way.
    pub time_bound: Letter,
}

impl Smart {
    /// The letters in their order, each with its own.
    #[must_use]
    pub fn letters(&self) -> [(char, &'static str, Letter); 5] {
        [
            ('S', "specific", self.specific),
            ('M', "measurable", self.measurable),
            ('A', "achievable", self.achievable),
            ('R', "relevant", self.relevant),
            ('T', "time-bound", self.time_bound),
        ]
    }
}

/// The SMART check of a goal on a day. Days count from the goal's start, never from today; the confidence is that of my
/// last check-in by then, else the goal's. Check-ins and milestones are those of the goal, in any order.
#[must_use]
pub fn smart(goal: &Goal, check_ins: &[CheckIn], milestones: &[Milestone], today: Day) -> Smart {
    let loose = matches!(goal.goal_kind, Some(GoalKind::Learning | GoalKind::Open));
    let loosen = |letter: Letter| if loose && letter.mark == Mark::Missing { Letter::LOOSE } else { letter };
    // A hint waved away stays away for this goal; its mark says what it says.
    let unless_waved = |name: &str, letter: Letter| {
        let waved = goal.waved.iter().any(|waved| waved.trim().eq_ignore_ascii_case(name));
        Letter { question: letter.question.filter(|_| !waved), ..letter }
    };
    Smart {
        specific: unless_waved("S", specific(goal.title.as_deref().unwrap_or_default())),
        measurable: unless_waved("M", loosen(measurable(goal, milestones))),
        achievable: unless_waved("A", achievable(goal, confidence(goal, check_ins, today))),
        relevant: unless_waved("R", relevant(goal)),
        time_bound: unless_waved("T", loosen(time_bound(goal))),
    }
}

/// How sure I am, 1 to 10: the confidence of my last check-in by `today` that has one, else the goal's.
#[must_use]
pub fn confidence(goal: &Goal, check_ins: &[CheckIn], today: Day) -> Option<i64> {
    let own = check_ins.iter().filter(|check_in| check_in.source != Some(CheckInSource::Mentor));
    let said = own.filter_map(|check_in| Some((check_in.date?, check_in.confidence?)));
    let last = said.filter(|(date, _)| *date <= today).max_by_key(|(date, _)| *date);
    last.map(|(_, confidence)| confidence).or(goal.confidence)
}

/// Whether the title seems to name two goals; a hint, to be waved away where it is one.
#[must_use]
pub fn names_two(title: &str) -> bool {
    words::of(title).iter().any(|word| word == "and")
}

/// S: at least four words, a doing verb, no vague phrase, a result in my own hands. In another language than English the
/// words cannot be judged, and are not.
fn specific(title: &str) -> Letter {
    const SEE: &str = "What would someone see you do?";
    const YOURS: &str = "Which part is yours to do?";
    let words = words::of(title);
    if words::other_language(title, &words) {
        return Letter::LOOSE;
    }
    let verb = words::has_verb(&words);
    if words.len() < TITLE_WORDS || !(verb || words::has_number(&words)) {
        return Letter::missing(SEE);
    }
    if words::others_decide(&words) {
        return Letter::partly(YOURS);
    }
    if verb && !words::is_vague(&words) { Letter::PASS } else { Letter::partly(SEE) }
}

/// M: a baseline that is not the target, a unit and an evidence source. Percentages and scales bring their unit with
/// them, scales and habits their baseline, milestones all of it.
fn measurable(goal: &Goal, milestones: &[Milestone]) -> Letter {
    const QUESTION: &str = "What is it today, what will it be, where is the number?";
    let measure = goal.measure;
    if measure == Some(Measure::Milestones) && !milestones.is_empty() {
        return Letter::PASS;
    }
    if goal.target.is_none() && measure != Some(Measure::Scale) {
        return Letter::missing(QUESTION);
    }
    let implied = matches!(measure, Some(Measure::Scale | Measure::Habit));
    let baseline = implied || goal.baseline.is_some_and(|baseline| goal.target != Some(baseline));
    let unit = matches!(measure, Some(Measure::Percent | Measure::Scale)) || said(goal.unit.as_deref());
    if baseline && unit && said(goal.source.as_deref()) { Letter::PASS } else { Letter::partly(QUESTION) }
}

/// A: confidence 7 to 10, a first step within 14 days, an if-then plan.
fn achievable(goal: &Goal, confidence: Option<i64>) -> Letter {
    let Some(confidence) = confidence else { return Letter::missing("How sure are you, from 1 to 10?") };
    if confidence < DOUBTFUL {
        return Letter::missing("Which half would be a yes?");
    }
    if confidence < CONFIDENT {
        return Letter::partly("What would lift it by one?");
    }
    let soon = |(start, step)| days_between(start, step) <= FIRST_STEP_DAYS;
    let step = goal.start.zip(goal.first_step_by).is_some_and(soon);
    let stretch = (confidence >= CERTAIN).then_some("Is it a stretch?");
    match (step, said(goal.if_then.as_deref())) {
        (true, true) => Letter { mark: Mark::Pass, question: stretch },
        (false, _) => Letter::partly(stretch.unwrap_or("What is the first step, within two weeks?")),
        (true, false) => Letter::partly(stretch.unwrap_or("If it gets hard, then what do you do?")),
    }
}

/// R: a why of at least six words, and a link to a path, a skill or a mentorship.
fn relevant(goal: &Goal) -> Letter {
    const QUESTION: &str = "If this works, what gets easier for you?";
    let why = goal.why.as_deref().unwrap_or_default().split_whitespace().count() >= WHY_WORDS;
    let linked = goal.path.is_some() || !goal.skills.is_empty() || !goal.mentorships.is_empty();
    match (why, linked) {
        (true, true) => Letter::PASS,
        (false, false) => Letter::missing(QUESTION),
        _ => Letter::partly(QUESTION),
    }
}

/// T: due 14 to 366 days after the start, with a checkpoint where that is more than 60, and a cadence.
fn time_bound(goal: &Goal) -> Letter {
    const QUESTION: &str = "When is the half-way look?";
    let Some(due) = goal.due else { return Letter::missing(QUESTION) };
    // Without a start the period is not known, and so not in range.
    let Some(days) = goal.start.map(|start| days_between(start, due)) else { return Letter::partly(QUESTION) };
    if days < 0 {
        return Letter::missing(QUESTION);
    }
    let looked_at = days <= CHECKPOINT_FROM || goal.checkpoints.iter().any(|checkpoint| checkpoint.date.is_some());
    let in_range = (PERIOD_LEAST..=PERIOD_MOST).contains(&days);
    let cadence = goal.cadence_days.is_some_and(|days| days > 0);
    if in_range && looked_at && cadence { Letter::PASS } else { Letter::partly(QUESTION) }
}

/// Whether there is more than blanks.
fn said(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
