//! The journal behind the screen: opened when there is one, made by the first thing that is written.

use std::path::PathBuf;
use std::thread::JoinHandle;

use super::Journal;
use crate::config::{Settings, World};
use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::{Now, Origin};
use crate::report::Report;
use crate::store::backup::Why;
use crate::store::{Error, ScreenLock, Store};

/// A journal file, open or not there yet.
#[derive(Debug)]
pub(super) struct Live {
    path: PathBuf,
    world: World,
    settings: Settings,
    store: Store,
    /// Whether `store` may be written: not where there is no file yet, a newer program wrote it, or its place is read-only.
    writable: bool,
    /// Says to others that a screen is open on the journal.
    lock: Option<ScreenLock>,
    /// The copy of the day, while it is made; only the first screen of a day has one.
    copying: Option<JoinHandle<Result<(), Error>>>,
}

impl Live {
    /// Opens the journal; one that cannot be written can still be read.
    pub(super) fn open(world: &World, settings: &Settings) -> Result<Self, Error> {
        let path = settings.journal.clone();
        let (store, writable) = match Store::open_read(&path)? {
            store if store.path().is_none() => (store, false),
            read => match Store::open_write(&path) {
                Ok(store) => (store, true),
                Err(_) => (read, false),
            },
        };
        let lock = store.hold_screen_lock()?;
        let (world, settings) = (world.clone(), settings.clone());
        let mut live = Self { path, world, settings, store, writable, lock, copying: None };
        if live.writable {
            live.begin_day()?;
        }
        Ok(live)
    }

    /// What the first screen of a day does: a copy of the journal, made beside the screen because a large one takes a
    /// second, and the end of what has lain in the trash for long enough.
    fn begin_day(&mut self) -> Result<(), Error> {
        let now = self.world.now(&self.settings);
        if self.store.daily_is_due(&now)? {
            let path = self.path.clone();
            let copy = move || Store::open_read(&path)?.backup(Why::Daily, &now).map(|_| ());
            self.copying = Some(std::thread::spawn(copy));
            self.store.empty_old_trash(&now, self.settings.trash_days, &Origin::Screen)?;
        }
        Ok(())
    }

    /// What went wrong with the copy of the day, once it is known.
    fn trouble(&mut self) -> Option<String> {
        let made = self.copying.take_if(|copying| copying.is_finished())?.join();
        let why = made.ok()?.err().map(sentence)?;
        Some(format!("the copy of the day could not be made: {why}"))
    }

    /// The journal to write, made where it is not there yet.
    fn writing(&mut self) -> Result<&mut Store, String> {
        if !self.writable {
            self.store = Store::open_write(&self.path).map_err(sentence)?;
            self.lock = self.store.hold_screen_lock().map_err(sentence)?;
            self.writable = true;
        }
        Ok(&mut self.store)
    }
}

impl Journal for Live {
    fn answer(&mut self, ask: &Ask, now: Now) -> Result<Answer, String> {
        self.store.answer(ask, &now).map_err(sentence)
    }

    fn write(&mut self, write: &Write, now: Now) -> Result<Written, String> {
        let chance = self.world.chance();
        let settings = self.settings.clone();
        let store = self.writing()?;
        if let Write::Hand { person, scope } = write {
            let told = crate::cli::hand_over(store, *person, scope, now);
            return told.map_err(|error| Report::of(&error).map(|report| report.what).unwrap_or_default());
        }
        let mut written = store.write(write, now, chance, &|kind| settings.visibility_of(kind)).map_err(sentence)?;
        written.warnings.extend(self.trouble());
        Ok(written)
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
            if let (true, Ok(live)) = (made, Self::open(&self.world, &self.settings)) {
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

/// An error as the sentence that the screen shows.
fn sentence(error: Error) -> String {
    Report::of(&error.into()).map(|report| report.what).unwrap_or_default()
}
