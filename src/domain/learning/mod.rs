//! What other fields leave with me: ideas and how far I carried them, words, skills, paths and choices. Asks the next
//! question and takes no for an answer.

pub mod decision;
pub mod feedback;
pub mod glossary;
pub mod insight;
pub mod page;
pub mod pairs;
pub mod path;
pub mod primer;
pub mod skill;
pub mod story;
pub mod world;
pub mod yet;

/// A text that says something, without blanks around it.
fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// What two spellings of a name have in common.
fn key(text: &str) -> String {
    text.trim().to_lowercase()
}
