//! Every key there is: the command tables of all screens, for who reads up on them outside the screen.

use crate::domain::reflecting::Offers;
use crate::domain::{Fields, Kind, Now, Visibility};
use crate::screens::capture::Capture;
use crate::screens::form::FormScreen;
use crate::screens::keep::Keep;
use crate::screens::search::Search;
use crate::screens::weekly::Weekly;
use crate::screens::{OVERS, Screen};
use crate::ui::command::{Command, Keys, Listed, MOTIONS};

use super::help::Help;
use super::palette::Palette;
use super::{Settings, State, commands};

/// The command table of a screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What help calls the screen.
    pub screen: &'static str,
    /// Its commands, most useful first.
    pub commands: Vec<Listed>,
    /// Whether letters go into a text there.
    pub(super) typing: bool,
}

/// What holds everywhere, the moves, and what each screen adds: the tabs first, in their order.
#[must_use]
pub fn tables(now: &Now) -> Vec<Table> {
    let overs = OVERS.iter().filter(|over| over.anywhere).map(|over| over.listed);
    let everywhere = commands::TABLE.iter().map(Command::listed).chain(overs).collect();
    let mut tables = vec![
        Table { screen: "Everywhere", commands: everywhere, typing: false },
        Table { screen: "Moves", commands: MOTIONS.iter().map(|(_, listed)| *listed).collect(), typing: false },
    ];
    let (state, _) = State::new(Settings::default(), now);
    let over: [Box<dyn Screen>; 7] = [
        Box::new(Capture::new("")),
        Box::new(FormScreen::new(Kind::Goal, None, &Fields::new(), None, Visibility::Private, now)),
        Box::new(Search::default()),
        Box::new(Weekly::new(Offers::default(), "")),
        Box::new(Keep::new("")),
        Box::new(Palette::new(Vec::new(), &Keys::default(), &[])),
        Box::new(Help::new("", &[], &Keys::default(), &[])),
    ];
    let overs: Vec<_> = OVERS.iter().map(|over| (over.make)(None)).collect();
    let screens = state.tabs.iter().chain(&over).chain(&overs);
    tables.extend(screens.map(|screen| Table {
        screen: screen.name(),
        commands: screen.table(),
        typing: screen.is_typing(),
    }));
    tables
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A screen that nobody lists here is one whose keys nobody finds.
    #[test]
    fn every_screen_is_listed() {
        let now = Now::new(chrono::DateTime::UNIX_EPOCH, crate::domain::Zone::UTC);
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut folders = vec![source.join("app"), source.join("screens")];
        let mut screens = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder") {
                let entry = entry.expect("an entry").path();
                if entry.is_dir() {
                    folders.push(entry);
                    continue;
                }
                let text = std::fs::read_to_string(&entry).expect("a source file");
                let named = text.lines().filter_map(|line| line.strip_prefix("impl Screen for "));
                screens.extend(named.map(|rest| rest.trim_end_matches(" {").to_owned()));
            }
        }
        let sources = [include_str!("keys.rs"), include_str!("mod.rs"), include_str!("../screens/mod.rs")];
        assert!(screens.len() > 5, "{screens:?}");
        for screen in screens {
            let made = format!("Box::new({screen}::");
            let over = format!("::{screen}::");
            let plain = format!("::{screen}>::default()");
            let known = sources.iter().any(|text| [&made, &over, &plain].into_iter().any(|way| text.contains(way)));
            assert!(known, "{screen} is in no table of screens");
        }
        let tables = tables(&now);
        assert!(tables.iter().all(|table| !table.commands.is_empty()), "{tables:?}");
        assert_eq!(tables[2].screen, "Today");
    }
}
