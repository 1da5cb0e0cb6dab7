//! The journal behind the screen: opened when there is one, made by the first thing that is written.

use std::path::PathBuf;
use std::thread::JoinHandle;

use super::Journal;
use super::screen::Shared;
use crate::app;
use crate::cli;
use crate::config::{self, Settings, World};
use crate::domain::ask::{Answer, Ask, Make, SettingRow, Write, Written};
use crate::domain::capture::Options;
use crate::domain::content::Content;
use crate::domain::overview::compose;
use crate::domain::{Now, Origin};
use crate::exchange::pages;
use crate::report::Report;
use crate::store::backup::Why;
use crate::store::{Error, ScreenLock, Store, doctor};
use crate::ui::effect::Ticket;

/// A look at the whole file, beside the screen.
type Looking = JoinHandle<Result<Answer, String>>;

/// A journal file, open or not there yet.
#[derive(Debug)]
pub(super) struct Live {
    path: PathBuf,
    world: World,
    settings: Shared,
    store: Store,
    /// Whether `store` may be written: not where there is no file yet, a newer program wrote it, or its place is read-only.
    writable: bool,
    /// Says to others that a screen is open on the journal.
    lock: Option<ScreenLock>,
    /// How captures are read, for their previews: what the words of the call add to the text.
    pub(super) reading: Options,
    /// The look at the whole file, while it goes on, and who asked for it.
    looking: Option<(Ticket, Looking)>,
    /// The copy of the day, while it is made; only the first screen of a day has one.
    copying: Option<JoinHandle<Result<(), Error>>>,
}

impl Live {
    /// Opens the journal; one that cannot be written can still be read.
    pub(super) fn open(world: &World, settings: Shared) -> Result<Self, Error> {
        let path = settings.get().journal;
        let (store, writable) = match Store::open_read(&path)? {
            store if store.path().is_none() => (store, false),
            read => match Store::open_write(&path) {
                Ok(store) => (store, true),
                Err(_) => (read, false),
            },
        };
        let lock = store.hold_screen_lock()?;
        let mut store = store;
        store.offer(content(world));
        let world = world.clone();
        let mut live = Self {
            path,
            world,
            settings,
            store,
            writable,
            lock,
            reading: Options::default(),
            looking: None,
            copying: None,
        };
        if live.writable {
            live.begin_day()?;
        }
        Ok(live)
    }

    /// What the first screen of a day does: a copy of the journal, made beside the screen because a large one takes a
    /// second, and the end of what has lain in the trash for long enough.
    fn begin_day(&mut self) -> Result<(), Error> {
        let settings = self.settings.get();
        let now = self.world.now(&settings);
        if self.store.daily_is_due(&now)? {
            let path = self.path.clone();
            let copy = move || Store::open_read(&path)?.backup(Why::Daily, &now).map(|_| ());
            self.copying = Some(std::thread::spawn(copy));
            self.store.empty_old_trash(&now, settings.trash_days, &Origin::Screen)?;
        }
        Ok(())
    }

    /// Begins a look at the whole file: where there are many years in it, it takes seconds.
    fn look(&self) -> Looking {
        let own = self.world.paths.as_ref().is_some_and(|paths| self.path.parent() == Some(&paths.data));
        let path = self.path.clone();
        std::thread::spawn(move || {
            let checkup = doctor::check(&path, own).map_err(sentence)?;
            Ok(Answer::Checkup(checkup.told(&path)))
        })
    }

    /// What went wrong with the copy of the day, once it is known.
    fn trouble(&mut self) -> Option<String> {
        let made = self.copying.take_if(|copying| copying.is_finished())?.join();
        let why = made.ok()?.err().map(sentence)?;
        Some(format!("the copy of the day could not be made: {why}"))
    }

    /// Changes a setting in its file, and lets it count from here on.
    fn set(&self, key: &str, value: Option<&str>, now: Now) -> Result<Written, String> {
        let before = self.settings.get();
        let check = |settings: &Settings| {
            app::check_keys(&settings.keys, &settings.filters, &now).map_err(|clash| clash.to_string())
        };
        let settings =
            Settings::change(&self.world, &before.flags(), key, value, &check).map_err(|error| error.to_string())?;
        self.settings.set(settings);
        let line = match value {
            Some(value) => format!("{key} is {value} now"),
            None => format!("{key} is as where nobody says"),
        };
        Ok(Written { line, ids: Vec::new(), warnings: Vec::new(), origin: Origin::Screen })
    }

    /// The journal to write, made where it is not there yet.
    fn writing(&mut self) -> Result<&mut Store, String> {
        if !self.writable {
            self.store = Store::open_write(&self.path).map_err(sentence)?;
            self.store.offer(content(&self.world));
            self.lock = self.store.hold_screen_lock().map_err(sentence)?;
            self.writable = true;
        }
        Ok(&mut self.store)
    }
}

impl Journal for Live {
    fn answer(&mut self, ask: &Ask, now: Now) -> Result<Answer, String> {
        match ask {
            Ask::Settings => Ok(Answer::Settings(self.settings.get().rows().into_iter().map(setting_row).collect())),
            Ask::Preview(text) => {
                let (lines, warnings) = self.store.read().preview(text, &self.reading, &now).map_err(sentence)?;
                Ok(Answer::Preview(lines, warnings))
            }
            _ => self.store.answer(ask, &now).map_err(sentence),
        }
    }

    fn begin(&mut self, ticket: Ticket, ask: &Ask) -> bool {
        if !matches!(ask, Ask::Checkup) {
            return false;
        }
        // One look at a time: whoever asks while one goes on gets its answer.
        let looking = self.looking.take().map_or_else(|| self.look(), |(_, looking)| looking);
        self.looking = Some((ticket, looking));
        true
    }

    fn finished(&mut self) -> Option<(Ticket, Result<Answer, String>)> {
        let (ticket, looking) = self.looking.take_if(|(_, looking)| looking.is_finished())?;
        let looked = looking.join().unwrap_or_else(|_| Err("The look at the file came to no end.".to_owned()));
        Some((ticket, looked))
    }

    fn is_busy(&self) -> bool {
        self.looking.is_some()
    }

    fn write(&mut self, write: &Write, now: Now) -> Result<Written, String> {
        if let Write::Set { key, value } = write {
            return self.set(key, value.as_deref(), now);
        }
        let chance = self.world.chance();
        let said = |error: &anyhow::Error| Report::of(error).map(|report| report.what).unwrap_or_default();
        if let Write::Reply { share, by, to, reply } = write {
            // A journal is not made for it.
            return cli::hand_back(share, by, to, reply, now).map_err(|error| said(&error));
        }
        let settings = self.settings.get();
        let store = self.writing()?;
        if let Write::Hand { person, scope, wrap } = write {
            let told = cli::hand_over(store, *person, scope, wrap, now);
            return told.map_err(|error| said(&error));
        }
        let mut written = store.write(write, now, chance, &|kind| settings.visibility_of(kind)).map_err(sentence)?;
        written.warnings.extend(self.trouble());
        Ok(written)
    }

    fn make(&mut self, make: &Make, now: Now) -> Result<String, String> {
        let (name, text, form) = match make {
            Make::Progress { period, form } => {
                let overview = self.store.read().overview(*period, &now).map_err(sentence)?;
                let text = pages::write(&compose(&overview, &now), *form, &now);
                (format!("mentee-progress-{}", period.name().to_lowercase()), text, form)
            }
            Make::Paper { wanted, form } => {
                let made = self.store.read().paper(wanted, &now).map_err(sentence)?;
                let name = format!("mentee-{}-{}", wanted.paper.name(), wanted.period.name().to_lowercase());
                (name, pages::write(&made.page, *form, &now), form)
            }
            Make::Text { name, text, form } => (name.clone(), pages::letter(text, *form), form),
        };
        let file = new_name(&name, form.ending());
        cli::export::new_file(&file, |out| Ok(out.write_all(text.as_bytes())?))
            .map_err(|error| format!("{error:#}"))?;
        Ok(format!("Written to {}", file.display()))
    }

    fn keep_draft(&mut self, slot: &str, text: &str, now: Now) -> Result<(), String> {
        if text.is_empty() && !self.writable {
            return Ok(());
        }
        self.writing()?.keep_draft(slot, text, now).map_err(sentence)
    }

    fn changed(&mut self) -> bool {
        if self.store.path().is_none() {
            // Another process may have made the journal in the meantime.
            let made = self.path.metadata().is_ok_and(|found| found.len() > 0);
            if let (true, Ok(mut live)) = (made, Self::open(&self.world, self.settings.clone())) {
                live.reading = std::mem::take(&mut self.reading);
                live.looking = self.looking.take();
                *self = live;
                return self.store.path().is_some();
            }
            return false;
        }
        self.store.changed().unwrap_or(false)
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // Half a copy is none: leaving waits for it.
        if let Some(copying) = self.copying.take() {
            let _ = copying.join();
        }
    }
}

/// A name that is not taken yet in the directory the program was started in.
fn new_name(name: &str, ending: &str) -> PathBuf {
    let names = (1..1000).map(|n| match n {
        1 => PathBuf::from(format!("{name}.{ending}")),
        n => PathBuf::from(format!("{name}-{n}.{ending}")),
    });
    let taken = |path: &PathBuf| path.symlink_metadata().is_ok();
    names.into_iter().find(|path| !taken(path)).unwrap_or_else(|| PathBuf::from(format!("{name}.{ending}")))
}

/// What ships, with a person's own over it; what ships alone where a file of theirs cannot be read, which commands say.
pub(super) fn content(world: &World) -> Content {
    let own = config::content(world.paths.as_ref());
    own.or_else(|_| config::content(None)).unwrap_or_default()
}

/// A setting as screens see it.
fn setting_row(row: config::Row) -> SettingRow {
    // The journal that is open stays open, and the terminal was told of the mouse when the screen came up.
    let later = ["journal", "mouse"].contains(&row.key.as_str());
    SettingRow {
        source: row.source.to_string(),
        about: row.about.to_owned(),
        choices: row.choices.into_iter().map(str::to_owned).collect(),
        key: row.key,
        value: row.value,
        table: row.table,
        later,
    }
}

/// An error as the sentence that the screen shows.
fn sentence(error: Error) -> String {
    Report::of(&error.into()).map(|report| report.what).unwrap_or_default()
}
