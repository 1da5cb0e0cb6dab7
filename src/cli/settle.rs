//! `mentee meeting settle REF held|moved|cancelled|no-show`: what became of a meeting that was planned.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::domain::kinds::meeting::MeetingState;
use crate::domain::{Kind, Lean, dates};
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, find};
use super::words;

pub(super) const ABOUT: &str = "Say what became of a planned meeting; with --to, plan it anew with the same agenda";

pub(super) fn build(command: Command) -> Command {
    command
        .arg(Arg::new("ref").value_name("REF").required(true).help("Which meeting: a short id, or words of its title"))
        .arg(
            Arg::new("state")
                .value_name("WHAT")
                .required(true)
                .value_parser(["held", "moved", "cancelled", "no-show"])
                .help("What became of it"),
        )
        .arg(Arg::new("to").long("to").value_name("WHEN").help("The new time, of one that was moved"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let state = text("state").as_deref().and_then(MeetingState::read).unwrap_or(MeetingState::Held);
    let to = match text("to") {
        Some(_) if state != MeetingState::Moved => {
            return Err(Fault::Usage("--to is for a meeting that was moved".to_owned()).into());
        }
        Some(text) => Some(dates::parse_instant(&text, &context.now(), Lean::Future)?),
        None => None,
    };
    let (id, next) = context.change(|writer, _| {
        let id = find(writer.read(), &text("ref").unwrap_or_default(), Some(Kind::Meeting), Where::Live)?;
        let next = writer.settle_meeting(id, state, to)?;
        let title = writer.read().title(id)?.unwrap_or_default();
        Ok((format!("{}: “{title}”", state.word()), (id, next)))
    })?;
    if context.out.json() {
        return context.show_now(next.map_or(id, |next| next.id));
    }
    let store = context.written()?;
    let title = store.read().title(id)?.unwrap_or_default();
    let more = match (&next, state) {
        (Some(next), _) => {
            let at = next.instant("at").map(|at| dates::say_at(at, &context.now())).unwrap_or_default();
            format!("; planned again for {at}")
        }
        (None, MeetingState::Held) => {
            let short_id = store.read().short_id(id, Kind::Meeting)?;
            format!("; mentee log --meeting {short_id} writes down what stays")
        }
        (None, MeetingState::Moved) => "; mentee meeting add plans the new one".to_owned(),
        _ => String::new(),
    };
    context.out.aside(&format!("“{title}”: {}{more}", state.word()))?;
    Ok(())
}
