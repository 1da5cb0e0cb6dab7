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

/// A page that is written, by the name of its file.
macro_rules! page {
    ($name:literal, $about:literal) => {
        Page { name: $name, about: $about, text: include_str!(concat!("../../assets/guide/", $name, ".md")) }
    };
}

/// The pages, in the order in which one would read them.
pub(super) const PAGES: &[Page] = &[
    page!("capture", "Writing down what was said, and what the marks do"),
    page!("meetings", "Before, during and after a talk"),
    page!("goals", "Goals, check-ins and pace"),
    page!("people", "Mentors, contacts, introductions and who may see what"),
    page!("sharing", "Handing a mentor what they may see, and what comes back"),
    page!("learning", "Ideas from other fields, words, skills, and how far each has come"),
    page!("reflecting", "Reflections, the weekly pulse, progress"),
    page!("finding", "Search, lists, history and the way back"),
    page!("data", "Where everything is kept, and how to keep it safe"),
    page!("settings", "Colours, keys, dates; without a screen, without a mouse"),
    page!("scripts", "JSON, exit codes, pipes, completion"),
    Page { name: REFERENCE, about: "Every command and every field", text: "" },
];
