//! The Progress page of the little journal: a quarter like Noor's third.

use chrono::Duration;

use super::{Journal, day, now};
use crate::domain::figures::Share;
use crate::domain::follow_through::{FollowThrough, Promises};
use crate::domain::kinds::goal::GoalState;
use crate::domain::overview::{More, Overview};
use crate::domain::pace::Word;
use crate::domain::period::Period;
use crate::domain::progress::{Beside, GoalLine, Learning, Meetings, Network, Obstacles, Progress};
use crate::domain::pulse::{Lately, Trend};
use crate::domain::rhythm::Rhythm;
use crate::domain::{Day, spread};

/// Answers as the real journal would.
pub(super) fn page(journal: &Journal, period: Period) -> Overview {
    let empty = journal.records.is_empty();
    let progress = |period: Period, part: usize| if empty { nothing(period) } else { figures(journal, period, part) };
    let before = period.before().map(|before| progress(before, 2));
    let more = if empty { More::default() } else { more(journal) };
    Overview { both: Beside { progress: progress(period, 1), before }, more }
}

fn nothing(period: Period) -> Progress {
    Progress {
        period,
        goals: Vec::new(),
        promises: Promises::default(),
        meetings: Meetings::default(),
        obstacles: Obstacles::default(),
        network: Network::default(),
        learning: Learning::default(),
        pulse: Lately::default(),
    }
}

fn figures(journal: &Journal, period: Period, part: usize) -> Progress {
    let industries = [("logistics & transport", 10), ("healthcare", 6), ("design", 4), ("education", 2), ("law", 1)];
    let people = industries.iter().flat_map(|(name, count)| std::iter::repeat_n(Some(*name), *count / part));
    let goals = journal.today.goals.iter().map(|row| GoalLine {
        id: row.id,
        short_id: row.short_id.clone(),
        title: row.title.clone(),
        actual: row.actual,
        expected: row.expected,
        gap: None,
        value: row.value.clone(),
        word: Some(if row.word == "achieved" { Word::State(GoalState::Achieved) } else { Word::Slipping }),
        due: row.due,
        closed: (row.word == "achieved").then(|| day("2025-12-12")),
    });
    Progress {
        goals: goals.collect(),
        promises: Promises {
            mine: FollowThrough { kept: 11 / part, due: 13 / part },
            theirs: FollowThrough { kept: 5 / part, due: 6 / part },
        },
        meetings: Meetings { held: 6, minutes: 330 },
        obstacles: Obstacles { open: 1, opened: 2 / part, resolved: 3 / part, median_days: Some(24.0) },
        network: Network { spread: spread::spread(people, Some("logistics & transport")), new: 9, introduced: 6 },
        learning: Learning {
            insights: 9 / part,
            tried: 5 / part,
            adopted: 3,
            transfer: Share { part: 10, whole: 14 },
            shelf: 2,
            told_back: Share { part: 9, whole: 10 },
            skills_up: 3,
            terms: 8,
            reflections: 12 / part,
            decisions: 2 / part,
            decisions_changed: 1,
        },
        pulse: Lately { recent: Some(83.3), base: Some(66.7), delta: Some(16.6), word: Some(Trend::Lift) },
        ..nothing(period)
    }
}

fn more(journal: &Journal) -> More {
    let weeks = |n: i64| -> Day { day("2025-01-10") + Duration::weeks(n) };
    let levels = [67, 67, 75, 67, 75, 58, 42, 42, 25, 33, 42, 50, 58, 67, 75, 75, 83, 83];
    let levels =
        levels.iter().enumerate().map(|(n, level)| (weeks(i64::try_from(n).expect("few") * 2), f64::from(*level)));
    More {
        days: ["2025-04-08", "2025-05-06", "2025-06-03", "2025-07-08", "2025-08-05", "2025-08-07", "2025-09-18"]
            .map(|text| (day(text), if text.ends_with("07") { 2 } else { 1 }))
            .to_vec(),
        rhythms: vec![(journal.records[0].id, "With Odile".to_owned(), Rhythm::Thin)],
        pulse: levels.collect(),
        clarity: vec![(day("2025-07-25"), 2), (day("2025-08-29"), 3), (day("2025-09-26"), 4)],
        trails: journal.today.goals.iter().map(|goal| (goal.id, vec![0.0, 0.2, 0.3, 0.6])).collect(),
        helped: Some((journal.records[1].id, "asking somebody from outside".to_owned())),
        home: "logistics & transport".to_owned(),
        growth: None,
    }
    .upto(now().today())
}

impl More {
    fn upto(mut self, today: Day) -> Self {
        self.pulse.retain(|(day, _)| *day <= today);
        self
    }
}
