//! What needs me today: each reason a pure rule, all of them one list ordered by what it costs to leave it. Counts no misses.

use chrono::{Datelike as _, Weekday};

use super::advice_loop::untold;
use super::follow_through::{is_mine, is_open};
use super::freshness::Freshness;
use super::kinds::action::Action;
use super::kinds::advice::Advice;
use super::kinds::decision::Decision;
use super::kinds::evaluation::Evaluation;
use super::kinds::feedback::{Feedback, FeedbackOrigin};
use super::kinds::insight::{Insight, InsightState};
use super::kinds::introduction::{Introduction, IntroductionState};
use super::kinds::meeting::{Meeting, MeetingState};
use super::kinds::milestone::Milestone;
use super::kinds::obstacle::{Horizon, Obstacle, ObstacleState};
use super::likeness::first_name;
use super::pace::{Pace, Word};
use super::rhythm::Rhythm;
use super::time::{days_between, instant_text};
use super::{Day, Id, Kind, Now, Record};

/// An unfinished introduction wants a nudge after more than so many quiet days.
pub const INTRODUCTION_QUIET: i64 = 10;
/// An obstacle of now has been open too long after so many days without a try; our choice, as the next two.
pub const OBSTACLE_NOW: i64 = 14;
/// The same of one that recurs.
pub const OBSTACLE_OPERATIONAL: i64 = 45;
/// The same of a long one.
pub const OBSTACLE_LONG: i64 = 90;
/// A meeting without a length takes so many minutes.
const MEETING_MINUTES: i64 = 45;

/// Why something needs me. The order is that of the list: what costs most to leave comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// A promise or milestone of mine is past its due day.
    Late,
    /// It is due today.
    DueToday,
    /// A meeting is past its time and nobody said what became of it.
    Unsettled,
    /// The due day of a goal is over.
    PastDate,
    /// A goal is far from its plan.
    Behind,
    /// A goal loses ground.
    Slipping,
    /// A goal has not been looked at for long.
    GoalQuiet,
    /// Two meetings were held and the third has no date.
    ThirdMeeting,
    /// A mentorship, or a contact, has gone quiet.
    PersonQuiet,
    /// An introduction has not moved.
    IntroductionQuiet,
    /// Whoever gave advice has not heard what became of it.
    Untold,
    /// An obstacle has been open too long.
    ObstacleOpen,
    /// A trial, a decision or an adjustment wants the look that was promised.
    LookBack,
    /// The week's reflection.
    Reflection,
    /// A mentor's comment has not been answered.
    Comment,
}

impl Reason {
    /// In words, with the days that go with it: `2 days late`, `quiet for 63 days`, `advice, 34 d`.
    #[must_use]
    pub fn why(self, days: i64) -> String {
        let count = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
        match self {
            Self::Late => format!("{count} late"),
            Self::DueToday => "today".to_owned(),
            Self::Unsettled => "held, moved or cancelled?".to_owned(),
            Self::PastDate => Word::PastDate.text().to_owned(),
            Self::Behind => Word::Behind.text().to_owned(),
            Self::Slipping => Word::Slipping.text().to_owned(),
            Self::GoalQuiet | Self::PersonQuiet | Self::IntroductionQuiet => format!("quiet for {count}"),
            Self::ThirdMeeting => "no date for the third meeting".to_owned(),
            Self::Untold => format!("advice, {days} d"),
            Self::ObstacleOpen => format!("open for {count}"),
            Self::LookBack => "time to look back".to_owned(),
            Self::Reflection => "reflection due".to_owned(),
            Self::Comment => "comment to read".to_owned(),
        }
    }
}

/// A reason and the days that go with it: late, quiet, open or waiting for so long.
pub type Finding = (Reason, i64);

/// Something that needs me.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// Why.
    pub reason: Reason,
    /// For how many days, 0 or more.
    pub days: i64,
    /// What kind of record it is about.
    pub kind: Kind,
    /// Which one; none for what is yet to be written.
    pub id: Option<Id>,
    /// What to call it.
    pub title: String,
    /// The name of the person it leads to, where it leads to one.
    pub who: Option<String>,
}

impl Need {
    /// Something that needs me, from what a rule found.
    #[must_use]
    pub fn new((reason, days): Finding, kind: Kind, id: Option<Id>, title: impl Into<String>) -> Self {
        Self { reason, days, kind, id, title: title.into(), who: None }
    }

    /// What to do, in words: `Tell Odile what became of “three colours before the rush”`. Asks, and says nothing of what
    /// was left.
    #[must_use]
    pub fn sentence(&self) -> String {
        let title = self.title.trim();
        let who = self.who.as_deref().map(first_name).filter(|name| !name.is_empty());
        let them = who.unwrap_or("them");
        match (self.reason, self.kind) {
            (Reason::Late | Reason::DueToday, Kind::Milestone) => format!("Take the step “{title}”"),
            // A promise says itself what to do.
            (Reason::Late | Reason::DueToday, _) => title.to_owned(),
            (Reason::Unsettled, _) => format!("Say what became of “{title}”"),
            (Reason::PastDate, _) => format!("Close “{title}”, or give it another day"),
            (Reason::Behind, _) => format!("Shrink, move or let go of “{title}”, or ask for help with it"),
            (Reason::Slipping, _) => format!("Look at what would move “{title}”"),
            (Reason::GoalQuiet, _) => format!("Say where “{title}” stands"),
            (Reason::ThirdMeeting, _) => format!("Send {them} a date for a third talk"),
            (Reason::PersonQuiet, Kind::Person) => format!("Write {title} two lines"),
            (Reason::PersonQuiet, _) => format!("Write {them} two lines and a date"),
            (Reason::IntroductionQuiet, _) => match who {
                Some(_) => {
                    format!("Ask how the introduction to {} goes, or let it rest", self.who.as_deref().unwrap_or(them))
                }
                None => format!("Ask how “{title}” goes, or let it rest"),
            },
            (Reason::Untold, _) => format!("Tell {them} what became of “{title}”"),
            (Reason::ObstacleOpen, _) => format!("Try one small thing against “{title}”"),
            (Reason::LookBack, Kind::Decision) => format!("Compare “{title}” with what came of it"),
            (Reason::LookBack, Kind::Insight) => format!("Say what came of trying “{title}”"),
            (Reason::LookBack, _) => format!("Say whether you did what “{title}” changed"),
            (Reason::Reflection, _) => "Write the week's reflection".to_owned(),
            (Reason::Comment, _) => format!("Answer {them}: “{title}”"),
        }
    }

    /// The reason in words.
    #[must_use]
    pub fn why(&self) -> String {
        self.reason.why(self.days)
    }
}

/// The list in its order: by reason, the longest first, then by title and id, so that it never depends on how it was
/// gathered.
#[must_use]
pub fn order(mut needs: Vec<Need>) -> Vec<Need> {
    needs.sort_by(|a, b| {
        let by_cost = a.reason.cmp(&b.reason).then(b.days.cmp(&a.days));
        by_cost.then_with(|| a.title.cmp(&b.title)).then(a.kind.cmp(&b.kind)).then(a.id.cmp(&b.id))
    });
    needs
}

/// From when on a record may need me, as it is stored: a local date or an instant; `None` where nothing is left to do with
/// it. None of the rules below finds anything in a record before that. It says nothing of goals and people, whose pace and
/// freshness follow from other records.
#[must_use]
pub fn waits(record: &Record) -> Option<String> {
    let text = |field: &str| Some(record.text(field).to_owned()).filter(|text| !text.is_empty());
    let unset = |field: &str| record.get(field).is_null();
    let state = record.text("state");
    let open = match record.kind {
        Kind::Action => matches!(state, "" | "open" | "doing") && matches!(record.text("owner"), "" | "me"),
        Kind::Milestone => unset("done"),
        Kind::Meeting => matches!(state, "" | "planned" | "prepared"),
        Kind::Introduction => !matches!(state, "outcome" | "declined" | "quiet"),
        Kind::Advice => unset("told_back"),
        Kind::Obstacle => matches!(state, "" | "met" | "working") && unset("resolved"),
        Kind::Insight => matches!(state, "" | "captured" | "translated" | "trialled"),
        Kind::Decision => unset("actual"),
        Kind::Evaluation => unset("adjustment_done"),
        Kind::Feedback => record.text("origin") == "mentor" && unset("responded"),
        _ => false,
    };
    let since = || match record.kind {
        Kind::Action | Kind::Milestone => text("due"),
        Kind::Meeting => text("at"),
        Kind::Introduction => text("state_since"),
        Kind::Advice => text("called"),
        Kind::Obstacle => text("opened"),
        Kind::Insight => text("trial_until"),
        Kind::Decision => text("look_back"),
        Kind::Evaluation => text("adjustment_due"),
        Kind::Feedback => Some(instant_text(record.created)),
        _ => None,
    };
    if open { since() } else { None }
}

/// Late by so many days, or due today.
fn due(due: Option<Day>, today: Day) -> Option<Finding> {
    match days_between(due?, today) {
        0 => Some((Reason::DueToday, 0)),
        days => (days > 0).then_some((Reason::Late, days)),
    }
}

/// An open promise of mine that is late or due today.
#[must_use]
pub fn promise(action: &Action, today: Day) -> Option<Finding> {
    due(action.due, today).filter(|_| is_mine(action) && is_open(action, today))
}

/// A milestone, of an active goal, that is late or due today.
#[must_use]
pub fn milestone(milestone: &Milestone, today: Day) -> Option<Finding> {
    due(milestone.due, today).filter(|_| milestone.done.is_none_or(|done| done > today))
}

/// A goal that is off its pace: past its date (days since), quiet, behind or slipping (days since the last look at it).
#[must_use]
pub fn goal(pace: &Pace, due: Option<Day>, today: Day) -> Option<Finding> {
    let since = |day: Option<Day>| day.map_or(0, |day| days_between(day, today).max(0));
    match pace.word? {
        Word::PastDate => Some((Reason::PastDate, since(due))),
        Word::Behind => Some((Reason::Behind, since(pace.last_look))),
        Word::Slipping => Some((Reason::Slipping, since(pace.last_look))),
        Word::Quiet => Some((Reason::GoalQuiet, since(pace.last_look))),
        _ => None,
    }
}

/// A mentorship that has gone quiet, or whose third meeting has no date, with the days since the last meeting.
#[must_use]
pub fn mentorship(rhythm: Option<Rhythm>, third: bool, last: Option<Day>, today: Day) -> Option<Finding> {
    let days = days_between(last?, today).max(0);
    match rhythm {
        _ if third => Some((Reason::ThirdMeeting, days)),
        Some(Rhythm::Quiet) => Some((Reason::PersonQuiet, days)),
        _ => None,
    }
}

/// A contact that is overdue, with the days since the last touch. A sleeping one is left to sleep: it is on another list.
#[must_use]
pub fn contact(freshness: Option<Freshness>, last: Option<Day>, today: Day) -> Option<Finding> {
    (freshness == Some(Freshness::Overdue)).then(|| Some((Reason::PersonQuiet, days_between(last?, today))))?
}

/// A meeting that is still planned or prepared when it is over.
#[must_use]
pub fn meeting(meeting: &Meeting, now: &Now) -> Option<Finding> {
    let at = meeting.at?;
    let minutes = meeting.minutes.unwrap_or(MEETING_MINUTES).clamp(0, 10_080);
    let end = at.checked_add_signed(chrono::Duration::minutes(minutes))?;
    let waits =
        matches!(meeting.state.unwrap_or(MeetingState::Planned), MeetingState::Planned | MeetingState::Prepared);
    (waits && end <= now.at).then(|| (Reason::Unsettled, days_between(now.day_of(at), now.today())))
}

/// An unfinished introduction that has not moved for more than [`INTRODUCTION_QUIET`] days. One that I let rest as quiet
/// is not brought up again.
#[must_use]
pub fn introduction(introduction: &Introduction, today: Day) -> Option<Finding> {
    let moving = !matches!(
        introduction.state.unwrap_or(IntroductionState::Wanted),
        IntroductionState::Outcome | IntroductionState::Declined | IntroductionState::Quiet
    );
    let days = days_between(introduction.state_since?, today);
    (moving && days > INTRODUCTION_QUIET).then_some((Reason::IntroductionQuiet, days))
}

/// Advice whose giver should have heard by now.
#[must_use]
pub fn advice(advice: &Advice, today: Day) -> Option<Finding> {
    untold(advice, today).map(|days| (Reason::Untold, days))
}

/// An obstacle that is met or worked on and was not tried for longer than its horizon allows; the days it has been open.
#[must_use]
pub fn obstacle(obstacle: &Obstacle, today: Day) -> Option<Finding> {
    let open = matches!(obstacle.state.unwrap_or(ObstacleState::Met), ObstacleState::Met | ObstacleState::Working);
    let opened = obstacle.opened.filter(|_| open && obstacle.resolved.is_none())?;
    let tried = obstacle.tried.iter().filter_map(|tried| tried.date).filter(|date| *date <= today).max();
    let limit = match obstacle.horizon.unwrap_or(Horizon::Now) {
        Horizon::Now => OBSTACLE_NOW,
        Horizon::Operational => OBSTACLE_OPERATIONAL,
        Horizon::Long => OBSTACLE_LONG,
    };
    let still = days_between(tried.unwrap_or(opened).max(opened), today);
    (still > limit).then(|| (Reason::ObstacleOpen, days_between(opened, today)))
}

/// A trial whose time is over without a verdict.
#[must_use]
pub fn trial(insight: &Insight, today: Day) -> Option<Finding> {
    let running = matches!(
        insight.state.unwrap_or(InsightState::Captured),
        InsightState::Captured | InsightState::Translated | InsightState::Trialled
    );
    look_back(insight.trial_until.filter(|_| running), today)
}

/// A decision whose look-back day has come and whose outcome is not written down.
#[must_use]
pub fn decision(decision: &Decision, today: Day) -> Option<Finding> {
    look_back(decision.look_back.filter(|_| decision.actual.is_none()), today)
}

/// The one adjustment of an evaluation, due and not done.
#[must_use]
pub fn adjustment(evaluation: &Evaluation, today: Day) -> Option<Finding> {
    let open = evaluation.adjustment_done.is_none_or(|done| done > today);
    look_back(evaluation.adjustment_due.filter(|_| open), today)
}

/// A look that was promised for a day that has come.
fn look_back(on: Option<Day>, today: Day) -> Option<Finding> {
    let days = days_between(on?, today);
    (days >= 0).then_some((Reason::LookBack, days))
}

/// The week's reflection: the check-in day has come, and in the seven days up to it, or since, nothing was written. The
/// days are those since the check-in day, whatever was missed before.
#[must_use]
pub fn reflection(written: impl IntoIterator<Item = Day>, check_in_day: Weekday, today: Day) -> Option<Finding> {
    let since = i64::from(today.weekday().days_since(check_in_day));
    let mut written = written.into_iter().map(|day| days_between(day, today));
    let kept = written.any(|days| (0..since + 7).contains(&days));
    (!kept).then_some((Reason::Reflection, since))
}

/// A mentor's comment, question or praise that I have not answered, with the days since it came.
#[must_use]
pub fn comment(feedback: &Feedback, came: Day, today: Day) -> Option<Finding> {
    let waits = feedback.origin == Some(FeedbackOrigin::Mentor) && feedback.responded.is_none_or(|on| on > today);
    (waits && came <= today).then(|| (Reason::Comment, days_between(came, today)))
}

#[cfg(test)]
mod tests;
