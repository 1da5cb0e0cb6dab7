//! The capture grammar.

/// One line of a capture's preview.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewLine {
    /// The kind, as a word: `Action`.
    pub label: String,
    /// What it is called.
    pub text: String,
    /// What else is known: `mine · Fri 3 Oct`.
    pub detail: String,
    /// Whether a person is new to the journal.
    pub new: bool,
}
