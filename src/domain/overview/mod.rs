//! The Progress page as a description: sections of lines and charts, each figure with what is behind it. The screen, the
//! command line and the files that are written are all drawn from it. Says no more than the figures do.

mod compose;

use std::collections::BTreeMap;

use super::chart::{Chart, Tone};
use super::kinds::Kind;
use super::progress::Beside;
use super::rhythm::Rhythm;
use super::{Day, Id};

pub use compose::compose;

/// A period beside the one before, with what charts need beyond its figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Overview {
    /// The figures.
    pub both: Beside,
    /// What charts are made of.
    pub more: More,
}

/// What charts are made of. Everything is of the moment the figures are of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct More {
    /// Days with how many meetings were held on each, in order: of the period and the one before.
    pub days: Vec<(Day, u32)>,
    /// Live mentorships with the word of their rhythm.
    pub rhythms: Vec<(Id, String, Rhythm)>,
    /// The pulse up to the end of the period: days and levels, 0 to 100, oldest first.
    pub pulse: Vec<(Day, f64)>,
    /// How clear the direction is, 1 to 5, the last of each month, oldest first.
    pub clarity: Vec<(Day, i64)>,
    /// How far each goal was at its check-ins, 0 to 1, oldest first.
    pub trails: BTreeMap<Id, Vec<f64>>,
    /// What helped, of the obstacle that was resolved last.
    pub helped: Option<(Id, String)>,
    /// My own field.
    pub home: String,
    /// What grew, quarter by quarter, oldest first; of a year and of all time only.
    pub growth: Option<Vec<Quarter>>,
}

/// A quarter of what grows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// Its first day.
    pub first: Day,
    /// People I had been in touch with by its end.
    pub people: usize,
    /// Ideas that came to be tried in it.
    pub tried: usize,
    /// Ideas in use at its end.
    pub used: usize,
}

/// A figure that stands for records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// My promises due in the period.
    Mine,
    /// Others' promises due in it.
    Theirs,
    /// Meetings held in it.
    Meetings,
    /// Obstacles that came up in it.
    Opened,
    /// Obstacles that were over in it.
    Resolved,
    /// Obstacles open at its end.
    Open,
    /// Contacts at its end.
    People,
    /// Contacts first met in it.
    NewPeople,
    /// Those of them who were introduced.
    Introduced,
    /// Contacts of a field.
    Industry(String),
    /// Insights captured in it.
    Insights,
    /// Insights that came to be tried in it.
    Tried,
    /// Insights that came into use in it.
    Adopted,
    /// Insights in use, of those old enough to ask about.
    Transfer,
    /// Insights as they were captured, at its end.
    Shelf,
    /// Advice whose giver has heard what became of it.
    ToldBack,
    /// Advice decided on whose giver has not.
    Untold,
    /// Words collected in it.
    Terms,
    /// Skills rated in it.
    Skills,
    /// Choices written down in it.
    Decisions,
    /// Those that others changed.
    DecisionsChanged,
    /// Reflections written in it.
    Reflections,
    /// Pulses up to its end.
    Pulses,
}

impl Figure {
    /// What it is called at the head of what is behind it.
    #[must_use]
    pub fn title(&self) -> String {
        match self {
            Self::Mine => "My promises",
            Self::Theirs => "Promises to me",
            Self::Meetings => "Meetings held",
            Self::Opened => "Obstacles that came up",
            Self::Resolved => "Obstacles that are over",
            Self::Open => "Open obstacles",
            Self::People => "Contacts of two years",
            Self::NewPeople => "New contacts",
            Self::Introduced => "New through introductions",
            Self::Industry(name) => return format!("Contacts in {name}"),
            Self::Insights => "Insights captured",
            Self::Tried => "Insights tried",
            Self::Adopted => "Insights that came into use",
            Self::Transfer => "Insights in use",
            Self::Shelf => "On the shelf",
            Self::ToldBack => "Advice told back",
            Self::Untold => "Advice not told back yet",
            Self::Terms => "Words",
            Self::Skills => "Skills rated",
            Self::Decisions => "Decisions",
            Self::DecisionsChanged => "Decisions that others changed",
            Self::Reflections => "Reflections",
            Self::Pulses => "Weekly pulses",
        }
        .to_owned()
    }
}

/// What opens from a figure or a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behind {
    /// This one thing.
    Thing(Kind, Id),
    /// The things that are counted.
    Counted(Figure),
    /// What stays of this kind, and could be taken in.
    Kept(Kind),
}

/// A small chart within a line.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// How much of a whole; without a part there is no measure.
    Bar(Option<f64>, Tone),
    /// Values between two bounds, oldest first.
    Spark(Vec<f64>, f64, f64),
}

/// A piece of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// Its text, in runs.
    pub runs: Vec<(String, Tone)>,
    /// A chart after its text.
    pub inline: Option<Inline>,
    /// What opens from it.
    pub behind: Option<Behind>,
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn of(text: impl Into<String>, tone: Tone) -> Self {
        Self { runs: vec![(text.into(), tone)], ..Self::default() }
    }

    /// A small chart.
    #[must_use]
    pub fn chart(inline: Inline) -> Self {
        Self { inline: Some(inline), ..Self::default() }
    }

    /// The cell with a run more.
    #[must_use]
    pub fn with(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.runs.push((text.into(), tone));
        self
    }

    /// The cell with what opens from it.
    #[must_use]
    pub fn opens(mut self, behind: Behind) -> Self {
        self.behind = Some(behind);
        self
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect()
    }
}

/// A line of a section: columns of cells, then what stands at its right end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Line {
    /// Columns; those of lines that follow each other are aligned. The cells of a column are parted by a dot.
    pub columns: Vec<Vec<Cell>>,
    /// At the right end.
    pub right: Vec<Cell>,
    /// What opens from the whole line.
    pub behind: Option<Behind>,
    /// The same of the period before, in words.
    pub before: Option<String>,
}

impl Line {
    /// A line of one column.
    #[must_use]
    pub fn of(cells: Vec<Cell>) -> Self {
        Self { columns: vec![cells], ..Self::default() }
    }

    /// The line with the same of the period before.
    #[must_use]
    pub fn beside(mut self, before: Option<String>) -> Self {
        self.before = before;
        self
    }
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Lines, with their columns aligned.
    Lines(Vec<Line>),
    /// A chart, with its name as a file.
    Chart(&'static str, Chart),
}

/// A section of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its heading.
    pub heading: String,
    /// What is in it.
    pub blocks: Vec<Block>,
    /// Whether it belongs to the second column, where there are two.
    pub second: bool,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// What it is of.
    pub title: String,
    /// What stands beside the title.
    pub beside: String,
    /// Its sections.
    pub sections: Vec<Section>,
    /// What stands under it.
    pub foot: String,
}

impl Page {
    /// Everything on it that opens something, in the order of reading.
    pub fn behinds(&self) -> impl Iterator<Item = &Behind> {
        self.sections.iter().flat_map(Section::behinds)
    }

    /// The place, among all that opens something, of the first such thing of each section that has one.
    #[must_use]
    pub fn firsts(&self) -> Vec<usize> {
        let (mut firsts, mut n) = (Vec::new(), 0);
        for section in &self.sections {
            let count = section.behinds().count();
            if count > 0 {
                firsts.push(n);
            }
            n += count;
        }
        firsts
    }

    /// Its charts, each with its name and the heading it stands under.
    pub fn charts(&self) -> impl Iterator<Item = (&'static str, &str, &Chart)> {
        self.sections.iter().flat_map(|section| {
            section.blocks.iter().filter_map(|block| match block {
                Block::Chart(name, chart) => Some((*name, section.heading.as_str(), chart)),
                Block::Lines(_) => None,
            })
        })
    }
}

impl Section {
    /// A section of the first column.
    #[must_use]
    pub fn new(heading: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self { heading: heading.into(), blocks, second: false }
    }

    /// Everything in it that opens something, in the order of reading.
    pub fn behinds(&self) -> impl Iterator<Item = &Behind> {
        let lines = self.blocks.iter().filter_map(|block| match block {
            Block::Lines(lines) => Some(lines),
            Block::Chart(..) => None,
        });
        lines.flatten().flat_map(|line| {
            let cells = line.columns.iter().flatten().chain(&line.right).filter_map(|cell| cell.behind.as_ref());
            line.behind.iter().chain(cells)
        })
    }
}
