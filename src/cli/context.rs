//! What every command is handed: the world, the settings, the journal when it is asked for, and where to print.

use std::cell::RefCell;
use std::path::Path;
use std::rc::Rc;

use anyhow::Result;

use crate::config::{Settings, World};
use crate::domain::content::Content;
use crate::domain::dates::DateError;
use crate::domain::field::Problem;
use crate::domain::record::Json;
use crate::domain::{Fields, Id, Kind, Lean, Now, Origin, Record};
use crate::report::Fault;
use crate::store::{Match, Reader, Store, Where, Writer};

use crate::tui::editor::Sheet;

use super::output::{Output, complain};

/// The surroundings of one call.
#[derive(Debug)]
pub(super) struct Context {
    /// The environment, read once.
    pub world: World,
    /// The settings.
    pub settings: Settings,
    /// Where to print.
    pub out: Output,
    now: Now,
    /// The journal that was just written to: to open it again for printing would cost as much as to write.
    written: Option<Rc<Store>>,
    /// The journals that were opened, which stay so until the program ends; nothing where a call goes on and on.
    opened: Option<RefCell<Vec<Rc<Store>>>>,
    /// What was written in the editor, until it is on the disk.
    sheet: Option<Sheet>,
}

impl Context {
    /// For one call; the time is read here, once.
    #[must_use]
    pub(super) fn new(world: World, settings: Settings, out: Output) -> Self {
        let now = world.now(&settings);
        Self { world, settings, out, now, written: None, opened: Some(RefCell::default()), sheet: None }
    }

    /// Says that this call goes on for long, and has to close what it opened.
    pub(super) fn goes_on(&mut self) {
        self.opened = None;
    }

    /// Ends the program but for its exit code. Journals are left open: to take apart what SQLite holds in memory would cost
    /// a short command a twentieth of its time, and nobody would have it.
    pub(super) fn end(mut self) {
        self.sheet = None;
        self.written.iter().for_each(|store| store.leave());
        std::mem::forget(self);
    }

    /// Keeps what was written in the editor until the call is done.
    pub(super) fn hold(&mut self, sheet: Sheet) {
        self.sheet = Some(sheet);
    }

    /// What was written in the editor is safe elsewhere.
    pub(super) fn let_go(&mut self) {
        self.sheet = None;
    }

    /// Leaves what was written in the editor where it is, after a call that failed, and says where that is.
    pub(super) fn leave_sheet(&mut self) {
        if let Some(sheet) = self.sheet.take() {
            complain(&format!("what you wrote is in {}", sheet.leave().display()));
        }
    }

    /// The moment of the call.
    #[must_use]
    pub(super) fn now(&self) -> Now {
        self.now
    }

    /// Reads the clock again, for a call that lasts, and returns the moment.
    pub(super) fn renew(&mut self) -> Now {
        self.now = self.world.now(&self.settings);
        self.now
    }

    /// The journal's file.
    #[must_use]
    pub(super) fn journal(&self) -> &Path {
        &self.settings.journal
    }

    /// The journal, to read.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub(super) fn reading(&self) -> Result<Rc<Store>> {
        let store = Rc::new(self.told(Store::open_read(self.journal())?));
        self.opened.iter().for_each(|opened| opened.borrow_mut().push(Rc::clone(&store)));
        Ok(store)
    }

    /// The journal, to write.
    ///
    /// # Errors
    /// Where it cannot be opened.
    pub(super) fn writing(&self) -> Result<Store> {
        let mut store = self.told(Store::open_write(self.journal())?);
        // What cannot be copied can still be written to.
        if let Err(error) = store.daily_care(&self.now, self.settings.trash_days) {
            self.out.warn(&format!("the copy of the day could not be made: {error}"));
        }
        Ok(store)
    }

    fn told(&self, store: Store) -> Store {
        store.warnings().iter().for_each(|warning| self.out.warn(warning));
        store
    }

    /// Does something as one change set: everything `act` writes is committed under the label it gives, or nothing is.
    /// Where there is no journal yet it is done in memory first, so that a call that is off makes none.
    ///
    /// # Errors
    /// What `act` returns, or where the file cannot be written.
    pub(super) fn change<T>(&mut self, act: impl Fn(&mut Writer<'_>, &Self) -> Result<(String, T)>) -> Result<T> {
        if !self.journal().exists() {
            let mut nowhere = Store::open_empty()?;
            act(&mut nowhere.begin(self.now, self.world.chance(), &Origin::Command)?, self)?;
        }
        let mut store = self.writing()?;
        let mut writer = store.begin(self.now, self.world.chance(), &Origin::Command)?;
        let (label, made) = act(&mut writer, self)?;
        writer.commit(&label)?;
        self.written = Some(Rc::new(store));
        Ok(made)
    }

    /// Prints a record: as JSON with its short id and what is derived from it, or as text.
    ///
    /// # Errors
    /// Where the reader of our output went away or the journal cannot be read.
    pub(super) fn show(&mut self, reader: Reader<'_>, record: &Record) -> Result<()> {
        let short_id = reader.short_id(record.id, record.kind)?;
        let derived = reader.derived(record, &self.now)?;
        if self.out.json() {
            self.out.emit(&Json { record, short_id: Some(&short_id), derived: Some(&derived.json) })?;
            return Ok(());
        }
        super::show::print(&mut self.out, reader, record, &short_id, &derived, &self.now)
    }

    /// The journal as [`Context::change`] left it.
    ///
    /// # Errors
    /// Where it has to be opened and cannot be.
    pub(super) fn written(&mut self) -> Result<Rc<Store>> {
        let written = if self.opened.is_some() { self.written.clone() } else { self.written.take() };
        written.map_or_else(|| self.reading(), Ok)
    }

    /// Prints a record as it now is, after a change.
    ///
    /// # Errors
    /// As [`Context::show`].
    pub(super) fn show_now(&mut self, id: Id) -> Result<()> {
        let store = self.written()?;
        match store.read().find(id)? {
            Some(record) => self.show(store.read(), &record),
            None => Err(crate::store::Error::Gone(id.to_string()).into()),
        }
    }

    /// Prints a record as it now is, after a save, and under it the one useful line.
    ///
    /// # Errors
    /// As [`Context::show`].
    pub(super) fn show_saved(&mut self, id: Id) -> Result<()> {
        let store = self.written()?;
        let record = store.read().find(id)?.ok_or_else(|| crate::store::Error::Gone(id.to_string()))?;
        self.show(store.read(), &record)?;
        let line = if self.out.json() { None } else { store.useful_line(&[id], &self.now) };
        match line {
            Some(line) => Ok(self.out.aside(&format!("\n{line}"))?),
            None => Ok(()),
        }
    }

    /// What ships with the program, and a person's own beside it.
    ///
    /// # Errors
    /// Where a file of theirs cannot be read.
    pub(super) fn content(&self) -> Result<Content> {
        Ok(crate::config::content(self.world.paths.as_ref())?)
    }

    /// A date as people write them, from a flag.
    ///
    /// # Errors
    /// Where it is none.
    pub(super) fn day(&self, text: &str, lean: Lean) -> Result<crate::domain::Day> {
        Ok(crate::domain::dates::parse_day(text, &self.now, lean)?)
    }
}

/// The one record a reference leads to.
///
/// # Errors
/// [`Fault::NoMatch`], [`Fault::Several`].
pub(super) fn find(reader: Reader<'_>, text: &str, kind: Option<Kind>, place: Where) -> Result<Id, Fault> {
    match reader.resolve(text, kind, place) {
        Ok(Match::One(id)) => Ok(id),
        Ok(Match::None) => Err(Fault::NoMatch { text: text.to_owned(), kind }),
        Ok(Match::Several(found)) => Err(Fault::Several { text: text.to_owned(), found }),
        Err(error) => Err(Fault::Cannot(error.to_string())),
    }
}

/// Reads the texts of flags into the values of fields.
///
/// # Errors
/// The first that does not fit.
pub(super) fn read_fields<'t>(
    reader: Reader<'_>,
    now: &Now,
    given: impl IntoIterator<Item = (&'static crate::domain::Field, &'t [String])>,
) -> Result<Fields, Off> {
    let mut fields = Fields::new();
    for (field, texts) in given {
        let mut lookup = |kind: Option<Kind>, text: &str| find(reader, text, kind, Where::Live).map_err(Off::from);
        let value = crate::domain::reading::read::<Off>(field, texts, now, &mut lookup)?;
        fields.insert(field.name.to_owned(), value);
    }
    Ok(fields)
}

/// What can be off with the value of a flag.
#[derive(Debug, thiserror::Error)]
pub(super) enum Off {
    /// It does not fit its field.
    #[error(transparent)]
    Value(#[from] Problem),
    /// It is no date.
    #[error(transparent)]
    Date(#[from] DateError),
    /// It names nothing, or several things.
    #[error(transparent)]
    Name(#[from] Fault),
}

impl Off {
    /// The error within, which decides the exit code.
    #[must_use]
    pub(super) fn into_inner(self) -> anyhow::Error {
        match self {
            Self::Value(problem) => problem.into(),
            Self::Date(error) => error.into(),
            Self::Name(fault) => fault.into(),
        }
    }
}
