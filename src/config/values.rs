//! The types of settings: how each is read from the file and shown again. What they lead to is not known here.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use chrono::Weekday;

use crate::domain::saved::Saved;
use crate::domain::text::nearest;
use crate::domain::{Kind, Visibility};

use super::raw::Value;

/// Why a value was not taken.
#[derive(Debug, PartialEq)]
pub(super) enum Wrong {
    /// The key does not exist in this table; the nearest one that does.
    Key(String),
    /// The value cannot be; what can.
    Value(String),
}

/// What the type of a setting has to answer.
pub(super) trait Setting {
    /// Takes what was written; `key` is what stands behind the setting's own name, empty for a plain one.
    fn take(&mut self, key: &str, value: &Value) -> Result<(), Wrong>;

    /// What it is, as one would write it: one part for a plain setting, one for each entry (with its key) of a table.
    fn show(&self) -> Vec<(String, String)>;

    /// What it can be, where that is one of a few words; of a table, each of its entries.
    fn choices() -> Vec<&'static str> {
        Vec::new()
    }

    /// Whether it is a table.
    const TABLE: bool = false;
}

/// One word or number.
trait Scalar: Sized {
    /// What it may be, in words.
    fn expected() -> String;
    /// Reads it.
    fn read(value: &Value) -> Option<Self>;
    /// Writes it.
    fn text(&self) -> String;
    /// Every word it can be, where these are few.
    fn words() -> Vec<&'static str> {
        Vec::new()
    }
}

impl<T: Scalar> Setting for T {
    fn take(&mut self, key: &str, value: &Value) -> Result<(), Wrong> {
        if !key.is_empty() {
            return Err(Wrong::Key(String::new()));
        }
        *self = T::read(value).ok_or_else(|| Wrong::Value(T::expected()))?;
        Ok(())
    }

    fn show(&self) -> Vec<(String, String)> {
        vec![(String::new(), self.text())]
    }

    fn choices() -> Vec<&'static str> {
        T::words()
    }
}

/// A key of a table of settings.
trait Key: Ord + Copy {
    /// Every key there is.
    fn all() -> Vec<Self>;
    /// How it is spelt.
    fn word(&self) -> &'static str;
}

impl<K: Key, V: Scalar> Setting for BTreeMap<K, V> {
    fn take(&mut self, key: &str, value: &Value) -> Result<(), Wrong> {
        if key.is_empty() {
            return if *value == Value::Table { Ok(()) } else { Err(Wrong::Value("a table".to_owned())) };
        }
        let known = K::all();
        let Some(at) = known.iter().find(|at| at.word() == key) else {
            return Err(Wrong::Key(nearest(key, known.iter().map(Key::word)).unwrap_or_default().to_owned()));
        };
        self.insert(*at, V::read(value).ok_or_else(|| Wrong::Value(V::expected()))?);
        Ok(())
    }

    fn show(&self) -> Vec<(String, String)> {
        self.iter().map(|(key, value)| (key.word().to_owned(), value.text())).collect()
    }

    fn choices() -> Vec<&'static str> {
        V::words()
    }

    const TABLE: bool = true;
}

/// Which keys run a command: its name, and the key sequences that run it in place of its own (none: no key does).
pub type Keys = BTreeMap<String, Vec<String>>;

impl Setting for Keys {
    fn take(&mut self, key: &str, value: &Value) -> Result<(), Wrong> {
        let chords = match value {
            // A table within the table only groups names.
            Value::Table => return Ok(()),
            _ if key.is_empty() => return Err(Wrong::Value("a table".to_owned())),
            Value::Text(chord) if chord.is_empty() => Vec::new(),
            Value::Text(chord) => vec![chord.clone()],
            Value::List(chords) => chords.clone(),
            _ => return Err(Wrong::Value("a key such as \"C-s\", a list of them, or [] for none".to_owned())),
        };
        self.insert(key.to_owned(), chords);
        Ok(())
    }

    fn show(&self) -> Vec<(String, String)> {
        self.iter().map(|(name, chords)| (name.clone(), chords.join(", "))).collect()
    }

    const TABLE: bool = true;
}

/// Filters that are kept, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters(Vec<Saved>);

impl std::ops::Deref for Filters {
    type Target = [Saved];

    fn deref(&self) -> &[Saved] {
        &self.0
    }
}

impl Setting for Filters {
    fn take(&mut self, key: &str, value: &Value) -> Result<(), Wrong> {
        let off = || Wrong::Value("a key and words, as in [\"M-1\", \"in:action odile\"]".to_owned());
        let (keys, words) = match value {
            Value::Table if key.is_empty() => return Ok(()),
            _ if key.is_empty() => return Err(Wrong::Value("a table".to_owned())),
            Value::List(parts) => match parts.as_slice() {
                [keys, words] if !words.trim().is_empty() => (keys.trim().to_owned(), words.trim().to_owned()),
                _ => return Err(off()),
            },
            _ => return Err(off()),
        };
        self.0.retain(|saved| saved.name != key);
        self.0.push(Saved { name: key.to_owned(), keys, words });
        self.0.sort();
        Ok(())
    }

    fn show(&self) -> Vec<(String, String)> {
        self.0.iter().map(|saved| (saved.name.clone(), format!("{}, {}", saved.keys, saved.words))).collect()
    }

    const TABLE: bool = true;
}

/// Declares a setting that is one of a few words.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }
        impl $name {
            /// Every one, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),+];
            /// How it is spelt.
            #[must_use]
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),+ } }
        }
        impl Scalar for $name {
            fn expected() -> String {
                Self::ALL.iter().map(|one| one.word()).collect::<Vec<_>>().join(", ")
            }
            fn read(value: &Value) -> Option<Self> {
                let Value::Text(text) = value else { return None };
                Self::ALL.iter().copied().find(|one| one.word() == text)
            }
            fn text(&self) -> String { self.word().to_owned() }
            fn words() -> Vec<&'static str> { Self::ALL.iter().map(|one| one.word()).collect() }
        }
    };
}

choice! {
    /// A set of colours.
    Theme {
        /// Dark or light, as the terminal's background is.
        Auto = "auto",
        /// For a dark background.
        Dark = "dark",
        /// For a light background.
        Light = "light",
        /// The strongest contrast.
        HighContrast = "high-contrast",
        /// No colour at all: weight, place and words say it.
        Mono = "mono",
    }
}

choice! {
    /// Which signs are drawn.
    Glyphs {
        /// The widely supported ones.
        Unicode = "unicode",
        /// Plain ASCII.
        Ascii = "ascii",
    }
}

choice! {
    /// What the first number of `3/4` is.
    Dates {
        /// The day.
        DayFirst = "day-first",
        /// The month.
        MonthFirst = "month-first",
    }
}

choice! {
    /// What a colour is used for.
    Role {
        /// What is read.
        Text = "text",
        /// What stands back.
        Dim = "dim",
        /// Rules and empty cells.
        Faint = "faint",
        /// The one accent.
        Accent = "accent",
        /// On course.
        Good = "good",
        /// Late soon.
        Soon = "soon",
        /// Late.
        Late = "late",
        /// Only mine.
        Private = "private",
        /// What matters now.
        Strong = "strong",
        /// Behind the selected row.
        Selected = "selected",
    }
}

impl Key for Role {
    fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }

    fn word(&self) -> &'static str {
        (*self).word()
    }
}

impl Key for Kind {
    fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }

    fn word(&self) -> &'static str {
        self.spec().name
    }
}

/// A colour of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Red, green and blue.
    Rgb(u8, u8, u8),
    /// One of the terminal's palette: 0 to 15 are its own sixteen.
    Palette(u8),
}

/// The terminal's own sixteen, in their order.
const PALETTE: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Scalar for Color {
    fn expected() -> String {
        format!("#rrggbb, a number from 0 to 255, {}", PALETTE.join(", "))
    }

    fn read(value: &Value) -> Option<Self> {
        match value {
            Value::Whole(number) => u8::try_from(*number).ok().map(Self::Palette),
            Value::Text(text) => match text.strip_prefix('#') {
                Some(hex) if hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                    let [_, red, green, blue] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
                    Some(Self::Rgb(red, green, blue))
                }
                Some(_) => None,
                None => u8::try_from(PALETTE.iter().position(|name| name == text)?).ok().map(Self::Palette),
            },
            _ => None,
        }
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rgb(red, green, blue) => write!(f, "#{red:02x}{green:02x}{blue:02x}"),
            Self::Palette(number) => match PALETTE.get(usize::from(*number)) {
                Some(name) => f.write_str(name),
                None => write!(f, "{number}"),
            },
        }
    }
}

impl Scalar for bool {
    fn words() -> Vec<&'static str> {
        vec!["true", "false"]
    }

    fn expected() -> String {
        "true, false".to_owned()
    }

    fn read(value: &Value) -> Option<Self> {
        if let Value::Flag(flag) = value { Some(*flag) } else { None }
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

/// A number of days.
impl Scalar for u16 {
    fn expected() -> String {
        format!("a whole number of days from 1 to {}", Self::MAX)
    }

    fn read(value: &Value) -> Option<Self> {
        if let Value::Whole(number) = value { Self::try_from(*number).ok().filter(|days| *days > 0) } else { None }
    }

    fn text(&self) -> String {
        self.to_string()
    }
}

impl Scalar for PathBuf {
    fn expected() -> String {
        "the path of a file".to_owned()
    }

    fn read(value: &Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        // The system's calls end a path at NUL; a shorter one than was written would be another file.
        (!text.is_empty() && !text.contains('\0')).then(|| Self::from(text))
    }

    fn text(&self) -> String {
        self.display().to_string()
    }
}

/// The days of the week, Monday first, as written.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl Scalar for Weekday {
    fn words() -> Vec<&'static str> {
        WEEKDAYS.map(|(word, _)| word).into()
    }

    fn expected() -> String {
        WEEKDAYS.map(|(word, _)| word).join(", ")
    }

    fn read(value: &Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        WEEKDAYS.iter().find(|(word, _)| word == text).map(|(_, day)| *day)
    }

    fn text(&self) -> String {
        WEEKDAYS.iter().find(|(_, day)| day == self).map_or_else(String::new, |(word, _)| (*word).to_owned())
    }
}

/// Who may see new records of a kind. People are named record by record: a default that names someone would outlive
/// the day one stops talking to them.
impl Scalar for Visibility {
    fn words() -> Vec<&'static str> {
        vec!["private", "mentors"]
    }

    fn expected() -> String {
        "private, mentors".to_owned()
    }

    fn read(value: &Value) -> Option<Self> {
        let Value::Text(text) = value else { return None };
        match text.as_str() {
            "private" => Some(Self::Private),
            "mentors" => Some(Self::Mentors),
            _ => None,
        }
    }

    fn text(&self) -> String {
        if *self == Self::Mentors { "mentors" } else { "private" }.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn law<T: Scalar + PartialEq + fmt::Debug>(good: &[Value], bad: &[Value]) {
        for value in good {
            let read = T::read(value).unwrap_or_else(|| unreachable!("{value} is {}", T::expected()));
            assert_eq!(T::read(&Value::Text(read.text())).unwrap_or_else(|| T::read(value).expect("read")), read);
        }
        for value in bad {
            assert_eq!(T::read(value), None, "{value}");
        }
    }

    #[test]
    fn scalars_read_back_what_they_show() {
        let text = |text: &str| Value::Text(text.to_owned());
        law::<Theme>(&Theme::ALL.iter().map(|theme| text(theme.word())).collect::<Vec<_>>(), &[text("Dark"), text("")]);
        law::<Color>(
            &[text("#7fb8c9"), text("bright-red"), Value::Whole(200)],
            &[text("#7fb8c"), text("#7fb8cé"), text("#+12345"), text("pink"), Value::Whole(256), Value::Whole(-1)],
        );
        law::<bool>(&[Value::Flag(true), Value::Flag(false)], &[text("yes"), Value::Whole(1)]);
        law::<u16>(&[Value::Whole(1), Value::Whole(65535)], &[Value::Whole(0), Value::Whole(65536), text("90")]);
        law::<PathBuf>(&[text("~/a b.db")], &[text(""), text("a\0b"), Value::List(Vec::new())]);
        law::<Weekday>(&WEEKDAYS.map(|(word, _)| text(word)), &[text("mon"), text("Monday")]);
        law::<Visibility>(&[text("private"), text("mentors")], &[text("odile")]);
    }
}
