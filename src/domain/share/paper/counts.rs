//! Counts for whoever runs a programme. Every word of the page stands in this file or in a vocabulary: nothing that was
//! typed can be in it. Pulse, reflections and personal obstacles are not even counted.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Made, View, counted};
use crate::domain::chart::{Bar, Chart, Tone};
use crate::domain::follow_through::Promises;
use crate::domain::overview::{Block, Cell, Line, Section};
use crate::domain::period::Period;
use crate::domain::progress::Meetings;
use crate::domain::time::Day;

/// The counts of a period.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counts {
    /// The period.
    pub period: Period,
    /// Mentorships by state, at its end.
    pub mentorships: BTreeMap<&'static str, usize>,
    /// Those under way by what we are to each other.
    pub relations: BTreeMap<&'static str, usize>,
    /// Meetings held in it.
    pub meetings: Meetings,
    /// The days of the meetings are not told, only how many there were in each month.
    #[serde(serialize_with = "by_month")]
    pub months: Vec<(Day, usize)>,
    /// Goals under way in it, by state.
    pub goals: BTreeMap<&'static str, usize>,
    /// Promises due in it.
    pub promises: Promises,
    /// Obstacles that are not personal: come up and over in it.
    pub obstacles: (usize, usize),
    /// Insights captured, tried and taken into use in it.
    pub insights: (usize, usize, usize),
    /// Skills rated higher than before.
    pub skills_up: usize,
    /// Evaluations made in it.
    pub evaluations: usize,
    /// Contacts at its end.
    pub contacts: usize,
    /// Of them, met through an introduction in it.
    pub introduced: usize,
    /// Like how many equal fields they spread.
    pub fields: Option<f64>,
}

fn by_month<S: serde::Serializer>(months: &[(Day, usize)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(months.iter().map(|(day, count)| (day.format("%Y-%m").to_string(), count)))
}

/// Makes the page.
pub(super) fn make(view: View<'_>) -> Made {
    let Some(counts) = view.given.counts else { return view.made(Vec::new(), String::new(), "") };
    let line = |text: String| Line::of(vec![Cell::of(text, Tone::Text)]);
    let held = usize::try_from(counts.meetings.held).unwrap_or(usize::MAX);
    let mut meetings = vec![Block::Lines(vec![line(format!(
        "{}, {} in all",
        counted(held, "meeting", "meetings"),
        counts.meetings.length()
    ))])];
    meetings
        .extend(bars(&counts.months.iter().map(|(day, n)| (day.format("%b %Y").to_string(), *n)).collect::<Vec<_>>()));
    let words = |counts: &BTreeMap<&'static str, usize>| -> Vec<(String, usize)> {
        counts.iter().map(|(word, count)| (word.replace('-', " "), *count)).collect()
    };
    let section = |heading: &str, lines: Vec<Line>, counted: Vec<(String, usize)>| {
        let mut blocks = if lines.is_empty() { Vec::new() } else { vec![Block::Lines(lines)] };
        blocks.extend(bars(&counted));
        if blocks.is_empty() {
            blocks.push(Block::Lines(vec![Line::of(vec![Cell::of("None.", Tone::Dim)])]));
        }
        Section::new(heading, blocks)
    };
    let (opened, over) = counts.obstacles;
    let (captured, tried, used) = counts.insights;
    let (mine, theirs) = (counts.promises.mine, counts.promises.theirs);
    let spread = counts.fields.map(|fields| format!(", like {fields:.1} equal fields")).unwrap_or_default();
    let sections = vec![
        section("Mentorships by state", Vec::new(), words(&counts.mentorships)),
        section("Mentorships under way, by kind", Vec::new(), words(&counts.relations)),
        Section::new("Meetings", meetings),
        section("Goals by state", Vec::new(), words(&counts.goals)),
        section(
            "Promises",
            vec![
                line(format!("mentee: {} of {} kept", mine.kept, mine.due)),
                line(format!("mentors: {} of {} kept", theirs.kept, theirs.due)),
            ],
            Vec::new(),
        ),
        section(
            "Learning",
            vec![
                line(format!("{captured} insights, {tried} tried, {used} in use")),
                line(format!("{} rated higher than before", counted(counts.skills_up, "skill", "skills"))),
                line(format!("{opened} obstacles at work came up, {over} are over")),
                line(counted(counts.evaluations, "evaluation of a mentorship", "evaluations of mentorships")),
            ],
            Vec::new(),
        ),
        section(
            "Network",
            vec![
                line(format!("{}{spread}", counted(counts.contacts, "contact", "contacts"))),
                line(format!("{} met through an introduction", counts.introduced)),
            ],
            Vec::new(),
        ),
    ];
    let period = counts.period.text();
    view.made(sections, period, "Counts alone: no name, no text, nothing that was typed.")
}

fn bars(counted: &[(String, usize)]) -> Option<Block> {
    let bar = |(name, count): &(String, usize)| Bar { name: name.clone(), count: *count, tone: Tone::Accent };
    (!counted.is_empty()).then(|| Block::Chart("counts", Chart::Bars(counted.iter().map(bar).collect())))
}
