//! Changing one setting in its file: every other line, comment and blank stays as it is, and what would not be read again
//! is refused. Writes a whole new file beside the old one and puts it in its place.

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::{Error, Flags, Settings, World};

impl Settings {
    /// Sets the setting of this key (with its table) in the settings file of this world, or with `None` takes it out, and
    /// returns the settings as they are then. `value` is written as one would say it, without quotes; the keys of a
    /// command go by commas. `check` may refuse the new settings with a sentence.
    ///
    /// # Errors
    /// Where there is no place for the file, the value cannot be, `check` refuses, or the file cannot be written. Nothing
    /// has changed then.
    pub fn change(
        world: &World,
        flags: &Flags,
        key: &str,
        value: Option<&str>,
        check: &dyn Fn(&Self) -> Result<(), String>,
    ) -> Result<Self, Error> {
        let path = world.paths.as_ref().ok_or(Error::Homeless)?.settings();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(why) if why.kind() == ErrorKind::NotFound => String::new(),
            Err(why) => return Err(Error::Unreadable { path, why }),
        };
        let (text, settings) = changed(&text, key, value, &|text| Self::from_text(text, &path, world, flags))?;
        check(&settings).map_err(|why| Error::Refused { path: path.clone(), why })?;
        write(&path, &text).map_err(|why| Error::Unwritable { path, why })?;
        Ok(settings)
    }
}

/// The text with the setting changed, and what it reads as. A value may be a flag, a number, words or a list of them: the
/// first of these that its setting takes.
fn changed<T>(
    text: &str,
    key: &str,
    value: Option<&str>,
    read: &dyn Fn(&str) -> Result<T, Error>,
) -> Result<(String, T), Error> {
    let Some(value) = value else {
        let text = edited(text, key, None);
        return read(&text).map(|settings| (text, settings));
    };
    let mut outcome = Err(Error::Homeless);
    for way in ways(key, value) {
        let text = edited(text, key, Some(way));
        outcome = read(&text).map(|settings| (text, settings));
        if outcome.is_ok() {
            break;
        }
    }
    outcome
}

/// What a value may be in TOML, the likeliest last, for its complaint is the one that is told.
fn ways(key: &str, value: &str) -> Vec<Value> {
    let value = value.trim();
    if key.starts_with("keys.") {
        let keys = value.split(',').map(str::trim).filter(|key| !key.is_empty());
        return vec![Value::from(keys.collect::<Array>())];
    }
    if key.starts_with("filters.") {
        // A key, and behind the first comma the words, which may hold more of them.
        let (keys, words) = value.split_once(',').unwrap_or((value, ""));
        return vec![Value::from([keys.trim(), words.trim()].into_iter().collect::<Array>())];
    }
    let mut ways = Vec::new();
    ways.extend(value.parse::<bool>().ok().map(Value::from));
    ways.extend(value.parse::<i64>().ok().map(Value::from));
    ways.push(Value::from(value));
    ways
}

/// What stands for a value whose line is to go.
const GOING: &str = "this line is going";

/// The text with one value in the place of another. A text that is no TOML stays as it is: whoever reads it says why.
fn edited(text: &str, key: &str, value: Option<Value>) -> String {
    let Ok(mut document) = text.parse::<DocumentMut>() else { return text.to_owned() };
    let (table, name) = match key.split_once('.') {
        Some((table, name)) => (Some(table), name),
        None => (None, key),
    };
    let place: &mut dyn toml_edit::TableLike = match table {
        None => document.as_table_mut(),
        Some(table) => {
            let item = document.entry(table).or_insert(Item::Table(Table::new()));
            let Some(place) = item.as_table_like_mut() else { return text.to_owned() };
            place
        }
    };
    match (value, place.get_mut(name)) {
        (None, None) => return text.to_owned(),
        (None, Some(item)) => {
            // Only its own line goes: what stands above it may be said of more than this one.
            *item = Item::Value(Value::from(GOING));
            let text = document.to_string();
            return text.split_inclusive('\n').filter(|line| !line.contains(GOING)).collect();
        }
        (Some(value), Some(Item::Value(old))) => {
            // What stands around the value, its comment among it, is kept.
            let decor = old.decor().clone();
            *old = value;
            *old.decor_mut() = decor;
        }
        (Some(value), _) => {
            place.insert(name, Item::Value(value));
        }
    }
    document.to_string()
}

/// Puts a text in the place of a file, readable by its owner alone; the old one stands until the new one is whole.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let dir = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(dir)?;
    // A link is followed: settings often lie in a folder that is kept elsewhere.
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let mut file = tempfile::NamedTempFile::new_in(path.parent().unwrap_or(dir))?;
    file.write_all(text.as_bytes())?;
    if let Ok(old) = fs::metadata(&path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Paths;

    #[test]
    fn one_value_changes_and_all_else_stays() {
        let text = "# mine\ntheme = \"dark\" # at night\n\n[keys]\n# both hands\ncapture = [\"c\"]\n";
        for (key, value, expected) in [
            ("theme", Some("light"), text.replace("\"dark\"", "\"light\"")),
            ("theme", None, text.replace("theme = \"dark\" # at night\n", "")),
            ("keys.capture", Some("C-n, c"), text.replace("[\"c\"]", "[\"C-n\", \"c\"]")),
            ("keys.undo", Some("U"), format!("{text}undo = [\"U\"]\n")),
            ("colors.accent", Some("#1b6478"), format!("{text}\n[colors]\naccent = \"#1b6478\"\n")),
        ] {
            let way = value.and_then(|value| ways(key, value).pop());
            assert_eq!(edited(text, key, way), expected, "{key}");
        }
        assert_eq!(edited("= no", "theme", None), "= no");
    }

    #[test]
    fn a_value_becomes_what_its_setting_takes() {
        let home = tempfile::tempdir().expect("a directory");
        let own = |name: &str| home.path().join(name);
        let paths = Paths { home: own("home"), data: own("data"), config: own("config") };
        let world = World::from_parts(&|_| None, Some(paths.clone())).expect("a world");
        let set = |key, value| Settings::change(&world, &Flags::default(), key, value, &|_| Ok(()));
        for (key, value, line) in [
            ("mouse", "false", "mouse = false"),
            ("trash_days", "30", "trash_days = 30"),
            ("theme", "mono", "theme = \"mono\""),
            ("journal", "30", "journal = \"30\""),
            ("colors.late", "9", "late = 9"),
            ("visibility.goal", "mentors", "goal = \"mentors\""),
            ("filters.waiting", "M-w, in:action odile, late", "waiting = [\"M-w\", \"in:action odile, late\"]"),
        ] {
            set(key, Some(value)).expect(key);
            let text = fs::read_to_string(paths.settings()).expect("a file");
            assert!(text.lines().any(|written| written == line), "{line} in\n{text}");
        }
        let before = fs::read_to_string(paths.settings()).expect("a file");
        for (key, value) in [("theme", "drak"), ("mouse", "maybe"), ("thme", "dark"), ("colors.acent", "red")] {
            assert!(set(key, Some(value)).is_err(), "{key}");
        }
        let refused = Settings::change(&world, &Flags::default(), "mouse", None, &|_| Err("not today".to_owned()));
        assert!(refused.expect_err("refused").to_string().contains("not today"));
        assert_eq!(fs::read_to_string(paths.settings()).expect("a file"), before, "what is refused changes nothing");
        assert!(set("mouse", None).expect("taken out").mouse);
    }
}
