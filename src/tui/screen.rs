//! The screen: the state machine of `app`, set up from the settings, on the shell.

use anyhow::Result;

use super::live::Live;
use super::{Ended, Machine, Settings, run};
use crate::app::{self, State};
use crate::config::{self, World};
use crate::domain::reflecting::Offers;
use crate::domain::{Id, Kind, Now};
use crate::ui::command::Keys;
use crate::ui::effect::{Effect, Msg};
use crate::ui::theme::{Choice, Depth};

/// The state machine on the shell; what it asks first goes with the first message.
struct Screen {
    state: State,
    first: Vec<Effect>,
}

impl Machine for Screen {
    fn update(&mut self, msg: Msg, now: Now) -> Vec<Effect> {
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
    let journal = Live::open(world, settings)?;
    let clock = {
        let (world, settings) = (world.clone(), settings.clone());
        move || world.now(&settings)
    };
    let content = config::content(world.paths.as_ref())?;
    let offers = Offers { prompts: content.prompts, frames: content.frames, silent: !settings.prompts };
    let (state, first) = State::new(app::Settings { banner, at, offers, ..look(world, settings) }, &clock());
    let own = settings.journal.parent().filter(|dir| dir.is_dir());
    let shell = Settings {
        questions: !world.dumb && !world.console,
        mouse: settings.mouse,
        editor: world.editor().to_owned(),
        scratch: own.map_or_else(tempfile::env::temp_dir, std::path::Path::to_path_buf),
        journal: settings.journal.display().to_string(),
    };
    run(Screen { state, first }, journal, clock, shell)
}

/// What the person has chosen of the look, and what the terminal can.
fn look(world: &World, settings: &config::Settings) -> app::Settings {
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
    app::Settings { theme, depth, ascii, keys: Keys::new(settings.keys.clone()), ..app::Settings::default() }
}
