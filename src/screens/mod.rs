//! The screens, and the tables that say which there are. A screen knows the domain and the building blocks, never the
//! store and never another screen: it asks by effects and goes elsewhere by signals.

pub mod capture;
pub mod checkup;
pub mod copies;
pub mod drafts;
pub mod form;
pub mod goals;
pub mod history;
pub mod keep;
pub mod learning;
pub mod meetings;
pub mod mentees;
pub mod merge;
pub mod network;
pub mod obstacles;
pub mod progress;
pub mod reflect;
pub mod register;
pub mod replies;
pub mod review;
pub mod search;
pub mod settings;
pub mod share;
pub mod sheet;
pub mod today;
pub mod trash;
pub mod weekly;
pub mod welcome;
pub mod who;

use crate::domain::share::paper::Paper;
use crate::domain::{Id, Kind};
use crate::ui::command::Listed;
use crate::ui::room::{Look, Tab, View};

pub use crate::ui::screen::{Frame, Screen};

/// The tabs, in their order.
pub const TABS: &[Tab] = &[
    Tab::new("Today"),
    goals::TAB,
    meetings::TAB,
    obstacles::TAB,
    network::TAB,
    learning::TAB,
    Tab::new("Reflect").views(&[View::List(Kind::Reflection), View::List(Kind::Pulse)]).guests(&[Kind::Profile]),
    Tab::new("Progress"),
];

/// How things of a kind look where that is more than their fields; each kind at most once.
pub const LOOKS: &[&Look] = &[
    &goals::GOAL,
    &goals::PATH,
    &goals::DECISION,
    &meetings::MEETING,
    &meetings::ACTION,
    &meetings::ADVICE,
    &meetings::QUESTION,
    &meetings::MENTORSHIP,
    &meetings::EVALUATION,
    &obstacles::OBSTACLE,
    &network::PERSON,
    &network::INTRODUCTION,
    &network::OPPORTUNITY,
    &learning::INSIGHT,
    &learning::SKILL,
    &learning::TERM,
    &learning::PRIMER,
    &learning::FEEDBACK,
];

/// The tab where a kind lives.
#[must_use]
pub fn home(kind: Kind) -> usize {
    TABS.iter().position(|tab| tab.has(kind)).unwrap_or(0)
}

/// A screen that lies over the others, by name: for a signal, for a key of the program, for the palette.
#[derive(Debug)]
pub struct Over {
    /// What brings it up: its name, its keys anywhere, its help.
    pub listed: Listed,
    /// Whether the palette offers it anywhere; others are opened about a thing.
    pub anywhere: bool,
    /// Makes it, about a thing where one was named.
    pub make: fn(Option<Id>) -> Box<dyn Screen>,
}

/// A screen of this name that the palette offers anywhere.
const fn over(name: &'static str, help: &'static str, make: fn(Option<Id>) -> Box<dyn Screen>) -> Over {
    let listed = Listed { name, keys: &[], label: name, help, hint: false, off: None };
    Over { listed, anywhere: true, make }
}

/// One that has a key of its own anywhere.
const fn at_key(keys: &'static [&'static str], mut over: Over) -> Over {
    over.listed.keys = keys;
    over
}

/// The screens that lie over others. Capture, forms and search are not here: they take more than a thing to begin with.
pub const OVERS: &[Over] = &[
    Over { anywhere: false, ..over("who", "Who could help with a thing", |record| Box::new(who::Who::new(record))) },
    over("history", "Every change, and the way back", |record| Box::new(history::History::new(record))),
    over("drafts", "What is being typed and not saved yet", |_| Box::<drafts::Drafts>::default()),
    over("trash", "What was deleted: bring it back, or empty the trash", |_| Box::<trash::Trash>::default()),
    over("backups", "The copies of the journal: make one, go back to one", |_| Box::<copies::Copies>::default()),
    over("doctor", "A look at the whole file and every link in it", |_| Box::<checkup::Checkup>::default()),
    over("settings", "Each setting, where it came from, and what else it could be", |_| {
        Box::<settings::Settings>::default()
    }),
    at_key(
        &["S"],
        over("hand-over", "What a mentor may read: look at it through their eyes, then write the page", |person| {
            Box::new(share::HandOver::new(person))
        }),
    ),
    at_key(
        &["V"],
        over("horizon", "What lies ahead: meetings, goals due, quiet contacts, questions kept; and the years", |_| {
            Box::new(sheet::Sheet::horizon())
        }),
    ),
    over("learning-record", "Meetings, goals and insights with their dates, to hand on; no private text", |_| {
        Box::new(sheet::Sheet::paper(Paper::Record))
    }),
    over("development-plan", "Skills, gaps, paths, goals and next steps, to hand on", |_| {
        Box::new(sheet::Sheet::paper(Paper::Plan))
    }),
    over("evidence", "Skills with what shows them, what others said, results; to hand on", |_| {
        Box::new(sheet::Sheet::paper(Paper::Evidence))
    }),
    over("programme-figures", "Counts alone for whoever runs a programme: no names, no texts", |_| {
        Box::new(sheet::Sheet::paper(Paper::Programme))
    }),
    over("register", "Everything that ever left this journal, when, to whom, and what came back", |_| {
        Box::<register::Register>::default()
    }),
    over("inbox", "What mentors sent back: accept, answer or set aside", |_| Box::new(replies::Replies::new(LOOKS))),
    over("mentees", "Whose shares you have read as a mentor, the quietest first, with your own notes", |_| {
        Box::<mentees::Mentees>::default()
    }),
    over("brief", "The one page for the next meeting, exactly as it leaves", |id| {
        Box::new(meetings::brief::Brief::new(id))
    }),
    over("unfinished", "What was saved and could be completed; any of it can wait", |_| {
        Box::<today::unfinished::Unfinished>::default()
    }),
    about("prepare", "Draft the agenda from what is open with them", |id| {
        Box::new(meetings::prepare::Prepare::new(id))
    }),
    about("settle", "Say what became of it: held, moved, cancelled", |id| Box::new(meetings::settle::Settle::new(id))),
    about("follow-up", "Days for what has none, a call on advice, the short summary", |id| {
        Box::new(meetings::follow::FollowUp::new(id))
    }),
    about("progress-review", "Goal by goal with a mentor: three questions, their rating, one choice", |id| {
        Box::new(meetings::talks::ProgressReview::talk(id))
    }),
    about("evaluate", "How it goes: the last adjustment, needs, ten lines, one thing to change", |id| {
        Box::new(meetings::talks::Evaluation::talk(id))
    }),
    about("end-mentorship", "Finish well, change its form, or stop now without fault", |id| {
        Box::new(meetings::talks::Part::talk(id))
    }),
    about("gaps", "Both sides of an evaluation, the widest apart first", |id| Box::new(meetings::gaps::Gaps::new(id))),
    about("letter", "A letter drafted from real links, to be sent by hand", |id| {
        Box::new(meetings::letter::Letter::new(id))
    }),
    about("look-back", "A mentorship looked back on", |id| Box::new(meetings::letter::Letter::look_back(id))),
    over("questions-to-ask", "The question bank: by stage and theme, onto the next agenda", |id| {
        Box::new(meetings::bank::Bank::new(id))
    }),
    over("goal-templates", "Goals to start from", |_| Box::<goals::templates::Templates>::default()),
    about("meet", "The agenda in large, a quiet timer, one line to write", |id| {
        Box::new(meetings::meet::Meet::new(id))
    }),
    about("welcome-met", "The first five minutes: I just met my mentor", |_| {
        Box::new(welcome::Welcome::new(welcome::Way::Met))
    }),
    about("welcome-soon", "The first five minutes: I meet someone soon", |_| {
        Box::new(welcome::Welcome::new(welcome::Way::Soon))
    }),
    about("welcome-search", "The first five minutes: I have no mentor yet", |_| {
        Box::new(welcome::Welcome::new(welcome::Way::Search))
    }),
    about("merge", "Two people who are one: pick who else it is", |id| Box::new(merge::Merge::new(id))),
    about("capture-into", "Write down what stays, into this meeting", |id| Box::new(capture::Capture::into(id))),
];

/// A screen that is only opened about a thing.
const fn about(name: &'static str, help: &'static str, make: fn(Option<Id>) -> Box<dyn Screen>) -> Over {
    Over { anywhere: false, ..over(name, help, make) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_lives_on_one_tab() {
        for kind in Kind::ALL {
            assert_eq!(TABS.iter().filter(|tab| tab.has(*kind)).count(), 1, "{}", kind.name());
        }
    }

    #[test]
    fn a_kind_has_one_look_and_an_overlay_one_name() {
        for kind in Kind::ALL {
            assert!(LOOKS.iter().filter(|look| look.kind == *kind).count() <= 1, "{}", kind.name());
        }
        for over in OVERS {
            assert_eq!(OVERS.iter().filter(|other| other.listed.name == over.listed.name).count(), 1, "{over:?}");
        }
    }
}
