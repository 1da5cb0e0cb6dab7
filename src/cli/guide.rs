//! The guide, page by page, as `mentee help TOPIC` prints it.

/// A page: its name, what it is about, its Markdown.
pub(super) struct Page {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    text: &'static str,
}

/// The page that is made from the commands and kinds, and has no text of its own.
const REFERENCE: &str = "reference";

impl Page {
    /// Its Markdown.
    pub(super) fn markdown(&self) -> String {
        if self.name == REFERENCE { super::reference::markdown() } else { self.text.to_owned() }
    }
}

/// The pages, in the order in which one would read them.
pub(super) const PAGES: &[Page] = &[
    Page {
        name: "capture",
        about: "Writing down what was said, and what the marks do",
        text: include_str!("../../assets/guide/capture.md"),
    },
    Page {
        name: "meetings",
        about: "Before, during and after a talk",
        text: include_str!("../../assets/guide/meetings.md"),
    },
    Page { name: "goals", about: "Goals, check-ins and pace", text: include_str!("../../assets/guide/goals.md") },
    Page {
        name: "people",
        about: "Mentors, contacts, introductions and who may see what",
        text: include_str!("../../assets/guide/people.md"),
    },
    Page {
        name: "sharing",
        about: "Handing a mentor what they may see, and what comes back",
        text: include_str!("../../assets/guide/sharing.md"),
    },
    Page {
        name: "learning",
        about: "Ideas from other fields, words, skills, and how far each has come",
        text: include_str!("../../assets/guide/learning.md"),
    },
    Page {
        name: "reflecting",
        about: "Reflections, the weekly pulse, progress",
        text: include_str!("../../assets/guide/reflecting.md"),
    },
    Page {
        name: "finding",
        about: "Search, lists, history and the way back",
        text: include_str!("../../assets/guide/finding.md"),
    },
    Page {
        name: "data",
        about: "Where everything is kept, and how to keep it safe",
        text: include_str!("../../assets/guide/data.md"),
    },
    Page {
        name: "settings",
        about: "Colours, keys, dates; without a screen, without a mouse",
        text: include_str!("../../assets/guide/settings.md"),
    },
    Page {
        name: "scripts",
        about: "JSON, exit codes, pipes, completion",
        text: include_str!("../../assets/guide/scripts.md"),
    },
    Page { name: REFERENCE, about: "Every command and every field", text: "" },
];
