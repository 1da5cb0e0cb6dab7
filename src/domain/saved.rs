//! Filters that are kept under a name and a key: a search, or a list of a kind with words. The words are those of a search;
//! `in:KIND` before them opens the list of that kind instead.

use super::kinds::Kind;

/// A filter that is kept.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Saved {
    /// Its name: words joined by `-`.
    pub name: String,
    /// The keys that bring it up anywhere.
    pub keys: String,
    /// What it looks for: `in:action odile`, `kind:advice since:2025-03`.
    pub words: String,
}

/// Where a filter leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// To the list of a kind, with these words as its filter.
    List(Kind, String),
    /// To the search, with these words.
    Search(String),
}

impl Saved {
    /// Where it leads. What names no kind is looked for as it stands.
    #[must_use]
    pub fn place(&self) -> Place {
        let words = self.words.trim();
        let (first, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        match first.strip_prefix("in:").and_then(Kind::read) {
            Some(kind) => Place::List(kind, rest.trim().to_owned()),
            None => Place::Search(words.to_owned()),
        }
    }

    /// The words of a list's filter.
    #[must_use]
    pub fn of_list(kind: Kind, filter: &str) -> String {
        format!("in:{} {}", kind.name(), filter.trim()).trim_end().to_owned()
    }
}

/// A name as it is kept: lower case, words joined by `-`; `None` where nothing is left of it.
#[must_use]
pub fn name(text: &str) -> Option<String> {
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let text: String = text.to_lowercase().chars().map(plain).collect();
    let name = text.split_whitespace().collect::<Vec<_>>().join("-");
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(words: &str) -> Place {
        Saved { name: "x".to_owned(), keys: "M-x".to_owned(), words: words.to_owned() }.place()
    }

    #[test]
    fn a_filter_leads_to_a_list_or_to_the_search() {
        assert_eq!(place("in:action odile"), Place::List(Kind::Action, "odile".to_owned()));
        assert_eq!(place(" in:check_in "), Place::List(Kind::CheckIn, String::new()));
        assert_eq!(place("kind:advice since:2025-03"), Place::Search("kind:advice since:2025-03".to_owned()));
        assert_eq!(place("in:nowhere quiet desk"), Place::Search("in:nowhere quiet desk".to_owned()));
        for kind in [Kind::Action, Kind::CheckIn] {
            assert_eq!(place(&Saved::of_list(kind, " a b ")), Place::List(kind, "a b".to_owned()));
        }
    }

    #[test]
    fn names_are_plain_words() {
        assert_eq!(name("  Waiting for Odile! ").as_deref(), Some("waiting-for-odile"));
        assert_eq!(name("a.b = c").as_deref(), Some("a-b-c"), "nothing that a settings file reads otherwise");
        assert_eq!(name(" .=# "), None);
    }
}
