//! The registry of kinds: what a journal can hold, each kind described once in a file of its own.

#[cfg(test)]
mod tests;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::field::Field;
use super::record::Fields;

/// Declares a vocabulary: an enum whose members know how they are spelt in JSON and on the command line.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $(#[doc = $word] #[serde(rename = $word)] $variant),+ }
        impl $name {
            /// Every word, in the order of the vocabulary.
            pub const WORDS: &[&str] = &[$($word),+];
            /// How it is spelt.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
            /// The member that is spelt so.
            #[must_use]
            pub fn read(word: &str) -> Option<Self> { match word { $($word => Some(Self::$variant),)+ _ => None } }
        }
    };
}

/// Declares a little record, the row of a field that holds several values at once.
macro_rules! rows {
    ($(#[$doc:meta])* $name:ident { $($field:ident: $ty:ty = $row:expr;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name { $(#[doc = stringify!($field)] pub $field: $ty),+ }
        impl $name {
            /// The columns.
            pub const COLUMNS: &[$crate::domain::Field] = &[$($row.named(stringify!($field))),+];
        }
        const _: () = assert!(
            $crate::domain::field::all_say_if_they_leave($name::COLUMNS),
            "say of each column whether it leaves in a share: .told(), .kept() or .asked()"
        );
    };
}

/// Declares a kind: the plain struct, and the table from which all else about it follows.
macro_rules! kind {
    ($(#[$doc:meta])* $name:ident { $($key:ident: $value:expr,)+ } $($field:ident: $ty:ty = $row:expr;)+) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(default)]
        pub struct $name { $(#[doc = stringify!($field)] pub $field: $ty),+ }
        impl $crate::domain::kinds::Described for $name {
            const SPEC: $crate::domain::kinds::Spec = $crate::domain::kinds::Spec {
                kind: $crate::domain::kinds::Kind::$name,
                fields: &[$($row.named(stringify!($field))),+],
                $($key: $value,)+
                ..$crate::domain::kinds::Spec::BLANK
            };
        }
        const _: () = assert!(
            $crate::domain::field::all_say_if_they_leave(<$name as $crate::domain::kinds::Described>::SPEC.fields),
            "say of each field whether it leaves in a share: .told(), .kept() or .asked()"
        );
    };
}

/// Lists the kinds, in the order in which exports and `mentee kinds` name them.
macro_rules! registry {
    ($($(#[$doc:meta])* $module:ident::$name:ident),+ $(,)?) => {
        $(pub mod $module;)+

        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = stringify!($name)] $name),+ }

        impl Kind {
            /// Every kind, in the order of the table in the interface.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The description of the kind.
            #[must_use]
            pub const fn spec(self) -> &'static Spec {
                match self { $(Self::$name => const { &<$module::$name as Described>::SPEC }),+ }
            }
        }

        /// Brings a record's fields through its struct and back, for the law that nothing is lost on the way.
        ///
        /// # Errors
        /// Where the struct and its table disagree.
        pub fn through_struct(kind: Kind, fields: &Fields) -> serde_json::Result<Fields> {
            match kind { $(Kind::$name => round::<$module::$name>(fields)),+ }
        }
    };
}

registry! {
    profile::Profile,
    person::Person,
    mentorship::Mentorship,
    agreement::Agreement,
    match_card::Match,
    meeting::Meeting,
    action::Action,
    advice::Advice,
    question::Question,
    goal::Goal,
    milestone::Milestone,
    check_in::CheckIn,
    obstacle::Obstacle,
    insight::Insight,
    term::Term,
    primer::Primer,
    skill::Skill,
    rating::Rating,
    introduction::Introduction,
    opportunity::Opportunity,
    path::Path,
    decision::Decision,
    reflection::Reflection,
    pulse::Pulse,
    feedback::Feedback,
    evaluation::Evaluation,
    giveback::Giveback,
    packet::Packet,
}

/// What the registry knows of a kind.
#[derive(Debug)]
pub struct Spec {
    /// The kind itself.
    pub kind: Kind,
    /// The name in JSON and storage; the command line spells it with `-`.
    pub name: &'static str,
    /// The name in a sentence: `check-in`.
    pub label: &'static str,
    /// Several of them in a sentence: `check-ins`.
    pub plural: &'static str,
    /// One sentence for people who meet the kind for the first time, without a full stop.
    pub about: &'static str,
    /// The letter that begins its short ids; kinds may share one.
    pub hint: char,
    /// The field that is its title and takes the words after `add`; empty where the title is made from the others.
    pub title: &'static str,
    /// The field that dates it; empty where the day it was made does.
    pub day: &'static str,
    /// The field that says until when; empty where nothing is due.
    pub due: &'static str,
    /// States in which nothing more is to be done with it.
    pub closed: &'static [&'static str],
    /// The field table.
    pub fields: &'static [Field],
}

impl Spec {
    /// What a kind's file leaves unsaid.
    pub const BLANK: Self = Self {
        kind: Kind::Profile,
        name: "",
        label: "",
        plural: "",
        about: "",
        hint: 'x',
        title: "title",
        day: "",
        due: "",
        closed: &[],
        fields: &[],
    };

    /// The field of this name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The title field; `None` where the title is made.
    #[must_use]
    pub fn title_field(&self) -> Option<&'static Field> {
        self.field(self.title)
    }

    /// Whether the kind has a state.
    #[must_use]
    pub fn has_state(&self) -> bool {
        self.field("state").is_some()
    }

    /// The states that are not closed.
    pub fn open(&self) -> impl Iterator<Item = &'static str> {
        let states = match self.field("state").map(|field| field.ty) {
            Some(super::Type::Choice(words)) => words,
            _ => &[],
        };
        states.iter().copied().filter(|state| !self.closed.contains(state))
    }

    /// The command-line spelling: `check-in`.
    #[must_use]
    pub fn command(&self) -> String {
        self.name.replace('_', "-")
    }
}

/// A struct that describes a kind.
pub trait Described: Default + Serialize + DeserializeOwned {
    /// Its description.
    const SPEC: Spec;
}

impl Kind {
    /// Reads a kind's name, with `-` or `_`.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let name = name.replace('-', "_");
        Self::ALL.iter().copied().find(|kind| kind.spec().name == name)
    }

    /// What people read: `check-in`. A kind is not printed by itself: what is stored is told by its name.
    #[must_use]
    pub const fn label(self) -> &'static str {
        self.spec().label
    }

    /// The name in JSON and storage: `check_in`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.spec().name
    }
}

/// Fields → struct → fields, leaving out what is empty.
fn round<T: Described>(fields: &Fields) -> serde_json::Result<Fields> {
    let typed: T = serde_json::from_value(Value::Object(fields.clone()))?;
    match serde_json::to_value(typed)? {
        Value::Object(map) => Ok(map.into_iter().filter(|(_, value)| !is_empty(value)).collect()),
        _ => Ok(Fields::new()),
    }
}

/// Whether a value is as good as none: `null`, the empty text, the empty list.
#[must_use]
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

impl Serialize for Kind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
