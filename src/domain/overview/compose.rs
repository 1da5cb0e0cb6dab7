//! From the figures of a period to its page. Words only; every number is one of the figures.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::{Behind, Block, Cell, Figure, Inline, Line, More, Overview, Page, Quarter, Section};
use crate::domain::chart::{Bar, Calendar, Chart, Steps, Tone, Years};
use crate::domain::figures::float;
use crate::domain::follow_through::FollowThrough;
use crate::domain::kinds::Kind;
use crate::domain::kinds::goal::GoalState;
use crate::domain::pace::Word;
use crate::domain::period::Period;
use crate::domain::progress::{GoalLine, Progress};
use crate::domain::pulse::Trend;
use crate::domain::rhythm::Rhythm;
use crate::domain::time::days_between;
use crate::domain::{Day, Now, dates};

/// The most goals named; the rest are counted.
const GOALS: usize = 12;

/// The most fields named in the network.
const FIELDS: usize = 6;

/// The page of a period.
#[must_use]
pub fn compose(overview: &Overview, now: &Now) -> Page {
    let (progress, before) = (&overview.both.progress, overview.both.before.as_ref());
    let then = progress.period.as_of(now);
    let more = &overview.more;
    let parts = Parts { progress, before, more, now, today: then.today() };
    let beside = before.map(|before| format!("beside {}", before.period.text())).unwrap_or_default();
    let mut sections = vec![parts.goals(), parts.promises(), parts.meetings(), parts.obstacles()];
    sections.extend(more.growth.as_deref().map(growth));
    sections.extend(
        [parts.network(), parts.learning(), parts.reflection()].map(|section| Section { second: true, ..section }),
    );
    Page { title: progress.period.text(), beside, sections, foot: String::new() }
}

/// What the sections are made of.
struct Parts<'a> {
    progress: &'a Progress,
    before: Option<&'a Progress>,
    more: &'a More,
    now: &'a Now,
    today: Day,
}

/// A number that opens what it counts, with its word.
fn counted(count: usize, word: &str, figure: Figure) -> Cell {
    let cell = Cell::of(count.to_string(), Tone::Strong).with(word.to_owned(), Tone::Dim);
    if count > 0 { cell.opens(Behind::Counted(figure)) } else { cell }
}

fn quiet(text: impl Into<String>) -> Vec<Line> {
    vec![Line::of(vec![Cell::of(text, Tone::Dim)])]
}

impl Parts<'_> {
    fn goals(&self) -> Section {
        let lines: Vec<Line> = self.progress.goals.iter().take(GOALS).map(|goal| self.goal(goal)).collect();
        let mut blocks = vec![Block::Lines(lines)];
        let rest = self.progress.goals.len().saturating_sub(GOALS);
        if rest > 0 {
            blocks.push(Block::Lines(quiet(format!("and {rest} more"))));
        }
        if self.progress.goals.is_empty() {
            blocks = vec![Block::Lines(quiet("None in this period. 2 then n makes one."))];
        }
        Section::new("Goals", blocks)
    }

    fn goal(&self, goal: &GoalLine) -> Line {
        let tone = goal.word.map_or(Tone::Dim, tone_of);
        let bar = Inline::Bar(goal.actual, if tone == Tone::Dim { Tone::Accent } else { tone });
        let trail = self.more.trails.get(&goal.id).filter(|trail| trail.len() > 1).cloned();
        let spark = trail.map(|trail| Cell::chart(Inline::Spark(trail, 0.0, 1.0))).unwrap_or_default();
        Line {
            columns: vec![
                vec![Cell::chart(bar)],
                vec![Cell::of(goal.value.as_str(), Tone::Dim)],
                vec![Cell::of(goal.title.as_str(), Tone::Text)],
                vec![spark],
            ],
            right: vec![Cell::of(self.ending(goal), tone)],
            behind: Some(Behind::Thing(Kind::Goal, goal.id)),
            before: None,
        }
    }

    /// How a goal stands, or how it ended: `a week early`, `11 d late`, `slipping`.
    fn ending(&self, goal: &GoalLine) -> String {
        let word = goal.word.map(Word::text).unwrap_or_default();
        let Some(closed) = goal.closed else { return word.to_owned() };
        if !matches!(word, "achieved" | "achieved-late") {
            return word.to_owned();
        }
        match goal.due.map(|due| days_between(closed, due)) {
            Some(7) => "a week early".to_owned(),
            Some(0) => "on the day".to_owned(),
            Some(days) if (1..=30).contains(&days) => format!("{days} d early"),
            Some(days) if days < 0 => format!("{} d late", -days),
            _ => dates::say(closed, self.now),
        }
    }

    fn promises(&self) -> Section {
        let promises = self.progress.promises;
        let before = self.before.map(|before| before.promises);
        let line = |who: &str, kept: FollowThrough, was: Option<FollowThrough>, figure: Figure| {
            let said = |kept: FollowThrough| format!("{} of {}", kept.kept, kept.due);
            let value = if kept.due == 0 {
                Cell::of("none due", Tone::Dim)
            } else {
                let cell =
                    Cell::of(kept.kept.to_string(), Tone::Strong).with(format!(" of {} kept", kept.due), Tone::Dim);
                cell.opens(Behind::Counted(figure))
            };
            let was = was.filter(|was| was.due > 0);
            let trend = match (kept.share().ratio(), was.and_then(|was| was.share().ratio())) {
                (Some(now), Some(was)) if now > was => Cell::of("▲", Tone::Good),
                (Some(now), Some(was)) if now < was => Cell::of("▼", Tone::Dim),
                (Some(_), Some(_)) => Cell::of("=", Tone::Dim),
                _ => Cell::default(),
            };
            let trend = match was {
                Some(was) if trend.runs.is_empty() => Cell::of(format!("{} before", said(was)), Tone::Dim),
                Some(was) => trend.with(format!(" {} before", said(was)), Tone::Dim),
                None => trend,
            };
            let columns = vec![vec![Cell::of(who, Tone::Text)], vec![value], vec![trend]];
            Line { columns, ..Line::default() }
        };
        Section::new(
            "Promises",
            vec![Block::Lines(vec![
                line("mine", promises.mine, before.map(|before| before.mine), Figure::Mine),
                line("theirs", promises.theirs, before.map(|before| before.theirs), Figure::Theirs),
            ])],
        )
    }

    fn meetings(&self) -> Section {
        let meetings = self.progress.meetings;
        let held = usize::try_from(meetings.held).unwrap_or(usize::MAX);
        let mut cells = vec![counted(held, " held", Figure::Meetings)];
        if meetings.minutes > 0 {
            cells.push(Cell::of(meetings.length(), Tone::Text));
        }
        let thin: Vec<&(_, String, Rhythm)> =
            self.more.rhythms.iter().filter(|(_, _, rhythm)| *rhythm != Rhythm::Steady).collect();
        if thin.is_empty() && !self.more.rhythms.is_empty() {
            cells.push(Cell::of("rhythm steady", Tone::Good));
        }
        let was = self.before.map(|before| match before.meetings.held {
            0 => "none held".to_owned(),
            held => format!("{held} held, {}", before.meetings.length()),
        });
        let mut lines = vec![Line::of(cells).beside(was)];
        for (id, who, rhythm) in thin {
            let word = Cell::of(rhythm.word(), Tone::Soon);
            let line = Line { columns: vec![vec![Cell::of(who.as_str(), Tone::Text), word]], ..Line::default() };
            lines.push(Line { behind: Some(Behind::Thing(Kind::Mentorship, *id)), ..line });
        }
        let mut blocks = vec![Block::Lines(lines)];
        if !self.more.days.is_empty() {
            blocks.push(Block::Chart("meetings", self.calendar()));
        }
        Section::new("Meetings", blocks)
    }

    /// The days of the period and the one before; of a year its own; of all time the months.
    fn calendar(&self) -> Chart {
        let name = "meetings".to_owned();
        let period = self.progress.period;
        let Period::Months { from, months } = period else {
            let mut years: BTreeMap<i32, [u32; 12]> = BTreeMap::new();
            let first = self.more.days.first().map_or(self.today.year(), |(day, _)| day.year());
            for year in first..=self.today.year() {
                years.insert(year, [0; 12]);
            }
            for (day, count) in &self.more.days {
                let month = usize::try_from(day.month0()).unwrap_or(0);
                if let Some(slot) = years.entry(day.year()).or_default().get_mut(month) {
                    *slot += count;
                }
            }
            return Chart::Years(Years { years: years.into_iter().collect(), name });
        };
        let start = if months > 3 { from } else { period.before().and_then(Period::from).unwrap_or(from) };
        let first = self.now.week_of(start);
        let last = period.to().unwrap_or(self.today);
        let weeks = usize::try_from(days_between(first, last) / 7 + 1).unwrap_or(1);
        Chart::Calendar(Calendar { first, weeks, days: self.more.days.clone(), from, to: self.today, name })
    }

    fn obstacles(&self) -> Section {
        let found = self.progress.obstacles;
        let mut cells = vec![
            counted(found.opened, " opened", Figure::Opened),
            counted(found.resolved, " resolved", Figure::Resolved),
            counted(found.open, " open", Figure::Open),
        ];
        if let Some(days) = found.median_days {
            cells.push(Cell::of("median ", Tone::Dim).with(format!("{days:.0}"), Tone::Text).with(" days", Tone::Dim));
        }
        let was = self.before.map(|before| {
            let was = before.obstacles;
            format!("{} opened, {} resolved, {} open", was.opened, was.resolved, was.open)
        });
        let mut lines = vec![Line::of(cells).beside(was)];
        if let Some((id, helped)) = &self.more.helped {
            let cell = Cell::of("what helped: ", Tone::Dim).with(helped.as_str(), Tone::Text);
            let behind = Some(Behind::Thing(Kind::Obstacle, *id));
            lines.push(Line { columns: vec![vec![cell]], behind, ..Line::default() });
        }
        Section::new("Obstacles", vec![Block::Lines(lines)])
    }

    fn network(&self) -> Section {
        let network = &self.progress.network;
        let spread = &network.spread;
        let people = if spread.people == 1 { " contact" } else { " people" };
        let mut cells = vec![counted(spread.people, people, Figure::People)];
        if network.new > 0 {
            cells.push(counted(network.new, " new", Figure::NewPeople));
        }
        if network.introduced > 0 {
            cells.push(counted(network.introduced, " through introductions", Figure::Introduced));
        }
        let was = self.before.map(|before| before.network.spread.people.to_string());
        let mut lines = vec![Line::of(cells).beside(was)];
        if let Some(effective) = spread.effective_industries {
            let mut cells = vec![if effective < 1.05 {
                Cell::of("works like one field", Tone::Dim)
            } else {
                let cell = Cell::of("works like ", Tone::Dim).with(format!("{effective:.1}"), Tone::Strong);
                cell.with(" equal fields", Tone::Dim)
            }];
            if let Some(cross) = spread.cross_share {
                let home = if self.more.home.is_empty() { "my own" } else { self.more.home.as_str() };
                let cell = Cell::of(format!("{:.0} %", cross * 100.0), Tone::Strong);
                cells.push(cell.with(format!(" outside {}", first_words(home)), Tone::Dim));
            }
            let was = self.before.and_then(|before| {
                let was = &before.network.spread;
                let cross =
                    was.cross_share.map(|cross| format!(", {:.0} % outside", cross * 100.0)).unwrap_or_default();
                was.effective_industries.map(|was| format!("{was:.1} fields{cross}"))
            });
            lines.push(Line::of(cells).beside(was));
        }
        let mut blocks = vec![Block::Lines(lines)];
        if !spread.industries.is_empty() {
            blocks.push(Block::Chart("network", self.fields()));
        }
        Section::new("Network", blocks)
    }

    fn fields(&self) -> Chart {
        let industries = &self.progress.network.spread.industries;
        let home = self.more.home.trim().to_lowercase();
        let bar = |(name, count): &(String, usize)| {
            let tone = if name.trim().to_lowercase() == home { Tone::Dim } else { Tone::Accent };
            Bar { name: name.clone(), count: *count, tone }
        };
        let shown = if industries.len() > FIELDS + 1 { FIELDS } else { industries.len() };
        let mut bars: Vec<Bar> = industries.iter().take(shown).map(bar).collect();
        let rest = industries.len() - shown;
        if rest > 0 {
            let count = industries.iter().skip(shown).map(|(_, count)| count).sum();
            bars.push(Bar { name: format!("{rest} others"), count, tone: Tone::Accent });
        }
        Chart::Bars(bars)
    }

    fn learning(&self) -> Section {
        let learning = &self.progress.learning;
        let was = self.before.map(|before| {
            let was = &before.learning;
            format!("{} insights, {} tried, {} adopted", was.insights, was.tried, was.adopted)
        });
        let mut lines = vec![
            Line::of(vec![
                counted(learning.insights, " insights", Figure::Insights),
                counted(learning.tried, " tried", Figure::Tried),
                counted(learning.adopted, " adopted", Figure::Adopted),
            ])
            .beside(was),
        ];
        if learning.decisions > 0 || self.before.is_some_and(|before| before.learning.decisions > 0) {
            let word = if learning.decisions == 1 { " decision" } else { " decisions" };
            let mut cells = vec![
                counted(learning.decisions, word, Figure::Decisions),
                counted(learning.decisions_changed, " changed by others", Figure::DecisionsChanged),
            ];
            let was = self.before.map(|before| before.learning).filter(|was| was.decisions > 0);
            cells.extend(
                was.map(|was| Cell::of(format!("before: {} of {}", was.decisions_changed, was.decisions), Tone::Dim)),
            );
            lines.push(Line::of(cells));
        }
        if learning.transfer.whole > 0 {
            let cell = Cell::of("in use, of those two months old: ", Tone::Dim);
            let cell = cell.with(learning.transfer.text(), Tone::Text).opens(Behind::Counted(Figure::Transfer));
            lines.push(Line::of(vec![cell]));
        }
        if learning.told_back.whole > 0 {
            let told = Cell::of("advice told back: ", Tone::Dim).with(learning.told_back.text(), Tone::Text);
            let untold = learning.told_back.whole - learning.told_back.part;
            let mut cells = vec![told.opens(Behind::Counted(Figure::ToldBack))];
            if untold > 0 {
                cells.push(counted(untold, " to tell", Figure::Untold));
            }
            lines.push(Line::of(cells));
        }
        let mut cells = Vec::new();
        if learning.shelf > 0 {
            let cell = Cell::of("on the shelf ", Tone::Dim).with(learning.shelf.to_string(), Tone::Soon);
            cells.push(cell.opens(Behind::Counted(Figure::Shelf)));
        }
        cells.push(counted(learning.terms, " words", Figure::Terms));
        let skills = Cell::of("skills up ", Tone::Dim).with(learning.skills_up.to_string(), Tone::Good);
        cells.push(if learning.skills_up > 0 { skills.opens(Behind::Counted(Figure::Skills)) } else { skills });
        lines.push(Line::of(cells));
        Section::new("Learning", vec![Block::Lines(lines)])
    }

    fn reflection(&self) -> Section {
        let (progress, more) = (self.progress, self.more);
        let within = progress.period.days_to(self.today);
        let weeks = more.pulse.iter().filter(|(day, _)| within.contains(day)).count();
        let was = self.before.map(|before| format!("{} reflections", before.learning.reflections));
        let mut lines = vec![
            Line::of(vec![
                counted(progress.learning.reflections, " reflections", Figure::Reflections),
                counted(weeks, if weeks == 1 { " week of pulse" } else { " weeks of pulse" }, Figure::Pulses),
                Cell::of("private", Tone::Private),
            ])
            .beside(was),
        ];
        let mut blocks = Vec::new();
        if let Some((day, level)) = more.clarity.last() {
            let line: Vec<f64> =
                more.clarity.iter().map(|(_, level)| f64::from(i32::try_from(*level).unwrap_or(0))).collect();
            let cell = Cell::of("clarity ", Tone::Dim).with(level.to_string(), Tone::Strong);
            let cell = cell.with(format!(" of 5, {}  ", day.format("%B")), Tone::Dim);
            lines.push(Line::of(vec![Cell { inline: Some(Inline::Spark(line, 1.0, 5.0)), ..cell }]));
        }
        blocks.push(Block::Lines(lines));
        if more.pulse.len() > 1 {
            let steps = Steps { points: more.pulse.clone(), low: 0.0, high: 100.0, name: "Pulse".to_owned() };
            blocks.push(Block::Chart("pulse", Chart::Steps(steps)));
        }
        blocks.push(Block::Lines(vec![Line::of(vec![self.pulse()])]));
        Section::new("Reflection", blocks)
    }

    /// The pulse in words.
    fn pulse(&self) -> Cell {
        let pulse = self.progress.pulse;
        let (Some(word), Some(recent), Some(base)) = (pulse.word, pulse.recent, pulse.base) else {
            return Cell::of("A word for the pulse comes with its ninth week.", Tone::Dim);
        };
        let tone = match word {
            Trend::Dip => Tone::Soon,
            Trend::Steady => Tone::Text,
            Trend::Lift => Tone::Good,
        };
        let mut cell =
            Cell::of(word.word(), tone).with(format!(": {recent:.0} of 100, {base:.0} before that"), Tone::Dim);
        let lowest = self.more.pulse.iter().min_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((day, _)) = lowest {
            cell = cell.with(format!("; lowest {}", dates::say(*day, self.now)), Tone::Dim);
        }
        cell.opens(Behind::Counted(Figure::Pulses))
    }
}

/// What grew over the quarters: three lines side by side.
fn growth(quarters: &[Quarter]) -> Section {
    let line = |name: &str, of: fn(&Quarter) -> usize| {
        let values: Vec<usize> = quarters.iter().map(of).collect();
        let (first, last) = (values.first().copied().unwrap_or(0), values.last().copied().unwrap_or(0));
        let most = float(values.iter().copied().max().unwrap_or(0).max(1));
        let spark = Inline::Spark(values.iter().map(|value| float(*value)).collect(), 0.0, most);
        let said = Cell::of(format!("{first} → "), Tone::Dim).with(last.to_string(), Tone::Strong);
        Line {
            columns: vec![vec![Cell::of(name, Tone::Text)], vec![Cell::chart(spark)], vec![said]],
            ..Line::default()
        }
    };
    let grown = quarters.iter().any(|quarter| quarter.people + quarter.tried + quarter.used > 0);
    let heading = format!("Growth, by the last {} quarters", quarters.len());
    if !grown {
        return Section::new(
            heading,
            vec![Block::Lines(quiet("Nothing yet. The first step: 5 then n, somebody you know."))],
        );
    }
    let lines = vec![
        line("people met", |quarter| quarter.people),
        line("ideas tried, a quarter", |quarter| quarter.tried),
        line("tools in use", |quarter| quarter.used),
    ];
    Section::new(heading, vec![Block::Lines(lines)])
}

/// The tone of the word of a pace. Ended without success is dim, never red.
fn tone_of(word: Word) -> Tone {
    match word {
        Word::State(GoalState::Achieved | GoalState::AchievedLate) | Word::Ahead | Word::OnCourse => Tone::Good,
        Word::State(GoalState::Partly) | Word::Slipping | Word::Quiet | Word::JustStarted => Tone::Soon,
        Word::Behind | Word::PastDate => Tone::Late,
        Word::State(_) => Tone::Dim,
    }
}

/// A field by its first name: `logistics & transport` as `logistics`.
fn first_words(field: &str) -> &str {
    field.split(" & ").next().unwrap_or(field)
}
