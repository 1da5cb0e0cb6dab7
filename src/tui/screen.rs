//! The screen: the state machine of `app`, set up from the settings, on the shell.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;

use super::live::Live;
use super::{Ended, Machine, Settings, run};
use crate::app::{self, State};
use crate::config::{self, World};
use crate::domain::reflecting::Offers;
use crate::domain::share::Share;
use crate::domain::{Id, Kind, Now};
use crate::ui::command::Keys;
use crate::ui::effect::{Effect, Msg};
use crate::ui::theme::{Choice, Depth, Own, Role, Tint};

/// The state machine on the shell; what it asks first goes with the first message.
struct Screen {
    state: State,
    first: Vec<Effect>,
    world: World,
    settings: Shared,
    /// The settings that the state was last given.
    taken: config::Settings,
}

/// The settings while the screen is open: it can change them, and the clock and the look follow.
#[derive(Clone, Debug)]
pub(super) struct Shared(Arc<Mutex<config::Settings>>);

impl Shared {
    /// These, as they are at the start.
    pub(super) fn new(settings: &config::Settings) -> Self {
        Self(Arc::new(Mutex::new(settings.clone())))
    }

    /// As they stand.
    pub(super) fn get(&self) -> config::Settings {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes new ones.
    pub(super) fn set(&self, settings: config::Settings) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = settings;
    }
}

/// Refuses keys that would mean two things, with the line that says so.
///
/// # Errors
/// The first that is off, in a sentence.
pub fn check_keys(world: &World, settings: &config::Settings, now: &Now) -> Result<(), config::Error> {
    let why = match app::check_keys(&settings.keys, &settings.filters, now) {
        Ok(()) => return Ok(()),
        Err(clash) => match settings.source(&clash.setting()) {
            config::Source::File(line) => format!("line {line}: {clash}"),
            _ => clash.to_string(),
        },
    };
    let path = world.paths.as_ref().map(config::Paths::settings).unwrap_or_default();
    Err(config::Error::Refused { path, why })
}

impl Machine for Screen {
    fn update(&mut self, msg: Msg, now: Now) -> Vec<Effect> {
        if matches!(msg, Msg::Written(..)) {
            let settings = self.settings.get();
            if settings != self.taken {
                self.state.adopt(look(&self.world, &settings));
                self.taken = settings;
            }
        }
        let mut effects = std::mem::take(&mut self.first);
        effects.extend(app::update(&mut self.state, msg, now));
        effects
    }

    fn view(&self, now: Now, frame: &mut ratatui::Frame<'_>) {
        app::view(&self.state, now, frame);
    }

    fn ticking(&self) -> bool {
        self.state.ticking()
    }
}

/// Opens the journal on its screen, at a record where one is named, and comes back when the person leaves. The banner is
/// what the screen says of the journal as a whole; empty for one's own.
///
/// # Errors
/// The journal cannot be opened, or there is no terminal.
pub fn open(world: &World, settings: &config::Settings, banner: &'static str, at: Option<(Kind, Id)>) -> Result<Ended> {
    start(world, settings, app::Settings { banner, at, ..look(world, settings) })
}

/// Opens a share for its reader. A journal of their own is not needed; where there is one, what they say is kept in it.
///
/// # Errors
/// The journal cannot be opened, or there is no terminal.
pub fn review(world: &World, settings: &config::Settings, share: Share) -> Result<Ended> {
    start(world, settings, app::Settings { review: Some(share), ..look(world, settings) })
}

fn start(world: &World, settings: &config::Settings, begin: app::Settings) -> Result<Ended> {
    check_keys(world, settings, &world.now(settings))?;
    let shared = Shared::new(settings);
    let journal = Live::open(world, shared.clone())?;
    let clock = {
        let (world, settings) = (world.clone(), shared.clone());
        move || world.now(&settings.get())
    };
    let content = super::live::content(world);
    let offers = Offers { prompts: content.prompts, frames: content.frames, silent: !settings.prompts };
    let (state, first) = State::new(app::Settings { offers, ..begin }, &clock());
    let shell = shell(world, settings, None);
    let screen = Screen { state, first, world: world.clone(), settings: shared, taken: settings.clone() };
    run(screen, journal, clock, shell)
}

/// What the shell is told: the whole screen, or so many lines of the one there is.
pub(super) fn shell(world: &World, settings: &config::Settings, lines: Option<u16>) -> Settings {
    let own = settings.journal.parent().filter(|dir| dir.is_dir());
    Settings {
        questions: !world.dumb && !world.console,
        // A click in lines that scroll with the shell's has no place.
        mouse: settings.mouse && lines.is_none(),
        editor: world.editor().to_owned(),
        scratch: own.map_or_else(tempfile::env::temp_dir, std::path::Path::to_path_buf),
        lines,
        journal: settings.journal.display().to_string(),
    }
}

/// What the person has chosen of the look, and what the terminal can.
pub(super) fn look(world: &World, settings: &config::Settings) -> app::Settings {
    let theme = match settings.theme {
        config::Theme::Auto => Choice::Auto,
        config::Theme::Dark => Choice::Dark,
        config::Theme::Light => Choice::Light,
        config::Theme::HighContrast => Choice::HighContrast,
        config::Theme::Mono => Choice::Mono,
    };
    let depth = match world.colors {
        config::world::Colors::True => Depth::True,
        config::world::Colors::Indexed => Depth::Indexed,
        config::world::Colors::Sixteen => Depth::Sixteen,
    };
    let ascii = settings.glyphs == config::Glyphs::Ascii || world.console;
    let own = settings.colors.iter().fold(Own::default(), |own, (role, color)| laid_over(own, *role, *color));
    let (keys, visibility) = (Keys::new(settings.keys.clone()), settings.visibility.clone());
    let filters = settings.filters.to_vec();
    app::Settings { theme, own, depth, ascii, keys, filters, visibility, ..app::Settings::default() }
}

/// One colour of the settings over the others; the accent's is also that of the program's name and of titles.
fn laid_over(own: Own, role: config::Role, color: config::Color) -> Own {
    let tint = match color {
        config::Color::Rgb(red, green, blue) => Tint::Rgb([red, green, blue]),
        config::Color::Palette(number) => Tint::Indexed(number),
    };
    match role {
        config::Role::Text => own.with(Role::Text, tint),
        config::Role::Dim => own.with(Role::Dim, tint),
        config::Role::Faint => own.with(Role::Faint, tint),
        config::Role::Accent => own.with(Role::Accent, tint).with(Role::Brand, tint),
        config::Role::Good => own.with(Role::Good, tint),
        config::Role::Soon => own.with(Role::Soon, tint),
        config::Role::Late => own.with(Role::Late, tint),
        config::Role::Private => own.with(Role::Private, tint),
        config::Role::Strong => own.with(Role::Strong, tint),
        config::Role::Selected => own.selected(tint),
    }
}
