//! The journal behind the screen: opened when there is one, made by the first thing that is written.

use std::path::PathBuf;

use super::Journal;
use crate::config::{Settings, World};
use crate::domain::Now;
use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::report::Report;
use crate::store::{Error, Store};

/// A journal file, open or not there yet.
#[derive(Debug)]
pub(super) struct Live {
    path: PathBuf,
    world: World,
    settings: Settings,
    store: Store,
    /// Whether `store` may be written: not where there is no file yet, a newer program wrote it, or its place is read-only.
    writable: bool,
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
        Ok(Self { path, world: world.clone(), settings: settings.clone(), store, writable })
    }

    /// The journal to write, made where it is not there yet.
    fn writing(&mut self) -> Result<&mut Store, String> {
        if !self.writable {
            self.store = Store::open_write(&self.path).map_err(sentence)?;
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
        store.write(write, now, chance, &|kind| settings.visibility_of(kind)).map_err(sentence)
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

/// An error as the sentence that the screen shows.
fn sentence(error: Error) -> String {
    Report::of(&error.into()).map(|report| report.what).unwrap_or_default()
}
