//! The command line: one file a command. Only the part of the tree that the call names is built.

mod backup;
mod blurb;
mod brief;
mod change;
mod check_in;
mod complete;
mod config;
mod context;
mod demo;
mod doctor;
pub(crate) mod export;
mod filter;
mod goal;
mod guide;
mod handed;
mod help;
mod horizon;
mod identity;
mod import;
mod keys;
mod kind;
mod learning;
mod letter;
mod linear;
mod log;
mod manual;
mod mentorship;
mod merge;
mod network;
mod obstacle;
mod onto_agenda;
mod open;
mod output;
mod paper;
mod prepare;
mod progress;
mod progress_review;
mod reference;
mod reflect;
mod reply;
mod review;
mod search;
mod secret;
mod settle;
mod share;
mod show;
mod step;
mod suggest;
mod summary;
mod tag;
mod timeline;
mod today;
mod touch;
mod trash;
mod weekly;
mod who;
mod words;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};

use crate::config::{Flags, Settings, World};
use crate::domain::{Id, Kind};
use crate::report::{Fault, Report};
use crate::tui::Ended;

use context::Context;
use output::{Manner, Output, complain, complain_more};

pub(crate) use review::hand_back;
pub(crate) use share::hand_over;

/// A command: how it is called, what it is for, how its words are read, and what it does.
struct Entry {
    name: &'static str,
    about: &'static str,
    /// Adds its arguments. The second value is the verb after a kind's name, where there is one.
    build: fn(Command, &str) -> Command,
    run: fn(&ArgMatches, &mut Context) -> Result<()>,
}

impl Entry {
    /// Whether it is for scripts of ours only.
    fn hidden(&self) -> bool {
        self.name.starts_with("__")
    }
}

/// The commands that are no kinds, in the order in which help lists them.
const COMMANDS: &[Entry] = &[
    Entry { name: "log", about: log::ABOUT, build: log::build, run: log::run },
    Entry { name: "today", about: today::ABOUT, build: today::build, run: today::run },
    Entry { name: "brief", about: brief::ABOUT, build: brief::build, run: brief::run },
    Entry { name: "letter", about: letter::ABOUT, build: letter::build, run: letter::run },
    Entry { name: "done", about: step::ABOUT, build: step::build, run: step::run },
    Entry { name: "reflect", about: reflect::ABOUT, build: reflect::build, run: reflect::run },
    Entry { name: "weekly", about: weekly::ABOUT, build: weekly::build, run: weekly::run },
    Entry { name: "search", about: search::ABOUT, build: search::build, run: search::run },
    Entry { name: "filter", about: filter::ABOUT, build: filter::build, run: filter::run },
    Entry { name: "tag", about: tag::ABOUT, build: tag::build, run: tag::run },
    Entry { name: "open", about: open::ABOUT, build: open::build, run: open::run },
    Entry { name: "progress", about: progress::ABOUT, build: progress::build, run: progress::run },
    Entry { name: "horizon", about: horizon::ABOUT, build: horizon::build, run: horizon::run },
    Entry { name: "timeline", about: timeline::ABOUT, build: timeline::build, run: timeline::run },
    Entry { name: "share", about: share::ABOUT, build: share::build, run: share::run },
    Entry { name: "reply", about: reply::ABOUT, build: reply::build, run: reply::run },
    Entry { name: "review", about: review::ABOUT, build: review::build, run: review::run },
    Entry { name: "identity", about: identity::ABOUT, build: identity::build, run: identity::run },
    Entry { name: "network", about: network::ABOUT, build: network::build, run: network::run },
    Entry { name: "who", about: who::ABOUT, build: who::build, run: who::run },
    Entry { name: "learning", about: learning::ABOUT, build: learning::build, run: learning::run },
    Entry { name: "world", about: learning::WORLD, build: learning::build_world, run: learning::world },
    Entry { name: "undo", about: change::UNDO, build: change::build_undo, run: change::undo },
    Entry { name: "redo", about: change::REDO, build: change::build_redo, run: change::redo },
    Entry { name: "history", about: change::HISTORY, build: change::build_history, run: change::history },
    Entry { name: "trash", about: trash::ABOUT, build: trash::build, run: trash::run },
    Entry { name: "backup", about: backup::BACKUP, build: backup::build_backup, run: backup::run_backup },
    Entry { name: "restore", about: backup::RESTORE, build: backup::build_restore, run: backup::run_restore },
    Entry { name: "doctor", about: doctor::ABOUT, build: doctor::build, run: doctor::run },
    Entry { name: "export", about: export::ABOUT, build: export::build, run: export::run },
    Entry { name: "import", about: import::ABOUT, build: import::build, run: import::run },
    Entry { name: "demo", about: demo::ABOUT, build: demo::build, run: demo::run },
    Entry { name: "config", about: config::ABOUT, build: config::build, run: config::run },
    Entry { name: "keys", about: keys::ABOUT, build: keys::build, run: keys::run },
    Entry { name: "kinds", about: help::KINDS, build: help::build_kinds, run: help::kinds },
    Entry { name: "man", about: manual::MAN, build: manual::build_man, run: manual::man },
    Entry {
        name: "completions",
        about: manual::COMPLETIONS,
        build: manual::build_completions,
        run: manual::completions,
    },
    Entry { name: "__complete", about: complete::ABOUT, build: complete::build, run: complete::run },
    Entry { name: "help", about: help::ABOUT, build: help::build, run: help::run },
];

/// Under which heading help lists the commands: each from the one named here to the next.
const GROUPS: &[(&str, &str)] = &[
    ("log", "Every day"),
    ("search", "Find and look at"),
    ("share", "Share and review"),
    ("network", "People and ideas"),
    ("undo", "Take back"),
    ("backup", "Care for the journal"),
    ("demo", "About the program"),
];

/// Runs a call and gives its exit code; every error ends here.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match call(args.into_iter().collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => match Report::of(&error) {
            None => ExitCode::SUCCESS,
            Some(report) => {
                if !report.what.is_empty() {
                    complain(&report.what);
                }
                report.lines.iter().for_each(|line| complain_more(line));
                report.exit()
            }
        },
    }
}

fn call(args: Vec<OsString>) -> Result<()> {
    let args: Vec<OsString> = args.into_iter().map(words::guard).collect();
    let named = words::named(&args);
    let mut tree = tree(&named);
    let matches = tree.try_get_matches_from_mut(args);
    // As long as the program: to take it apart would cost as much as to make it.
    std::mem::forget(tree);
    let matches = match matches {
        Ok(matches) => matches,
        Err(error) => return explain(&error),
    };
    let world = World::from_env()?;
    let color = matches.get_one::<String>("color").map(String::as_str);
    let flags = Flags {
        journal: matches.get_one::<PathBuf>("journal").cloned(),
        color: match color {
            Some("always") => Some(true),
            Some("never") => Some(false),
            _ => None,
        },
    };
    let settings = Settings::read(&world, &flags)?;
    let out = Output::new(Manner {
        json: matches.get_flag("json"),
        raw: matches.get_flag("raw"),
        quiet: matches.get_flag("quiet"),
        styled: styled(flags.color, &world),
    });
    let mut context = Context::new(world, settings, out);
    let done = match matches.subcommand() {
        None if matches.get_flag("linear") && context.out.json() => today::page(&mut context),
        // A terminal that understands no escape sequence gets questions and lists.
        None if matches.get_flag("linear") || context.world.dumb && on_terminal() => linear::run(&mut context),
        None => open(&context, "", None),
        Some((name, matches)) => dispatch(name, matches, &mut context),
    };
    // What was printed before an error stays printed.
    let finished = context.out.finish();
    if done.is_err() {
        context.leave_sheet();
    }
    context.end();
    done?;
    Ok(finished?)
}

fn dispatch(name: &str, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    if let Some(entry) = COMMANDS.iter().find(|entry| entry.name == name) {
        return (entry.run)(matches, context);
    }
    match Kind::read(name) {
        Some(kind) => kind::run(kind, matches, context),
        None => Err(Fault::Usage(format!("there is no command `{name}`; `mentee help` lists them")).into()),
    }
}

/// Whether there is a screen to open.
fn on_terminal() -> bool {
    use std::io::IsTerminal as _;
    std::io::stdin().is_terminal() && output::on_terminal()
}

/// The screen, at a record where one is named; `banner` says what journal it is where it is not one's own.
fn open(context: &Context, banner: &'static str, at: Option<(Kind, Id)>) -> Result<()> {
    if on_terminal() {
        return match crate::tui::open(&context.world, &context.settings, banner, at)? {
            Ended::Quit => Ok(()),
            other => Err(Fault::Ended(other.code()).into()),
        };
    }
    Err(Fault::Usage("the screen needs a terminal; `mentee today` prints what it would show".to_owned()).into())
}

/// Bold and dim: on a terminal, unless told otherwise.
fn styled(flag: Option<bool>, world: &World) -> bool {
    flag.unwrap_or_else(|| !world.no_color && !world.dumb && output::on_terminal())
}

/// The command tree as far as the call needs it: the named command alone, every command by name where help is wanted or the
/// name is unknown. To build 28 kinds with all their flags would cost more than most commands; to hang fifty names below
/// the root, each with a copy of the global flags, a quarter of what `--version` takes.
fn tree(named: &words::Named) -> Command {
    if let Some(entry) = COMMANDS.iter().find(|entry| entry.name == named.command) {
        return root().subcommand((entry.build)(Command::new(entry.name).about(entry.about), &named.verb));
    }
    let by_name = |kind: Kind| Command::new(kind.spec().command()).about(kind.spec().about);
    if let Some(kind) = Kind::read(&named.command) {
        return root().subcommand(kind::build(kind, by_name(kind), &named.verb));
    }
    if named.command.is_empty() && !named.help {
        return root();
    }
    let commands = COMMANDS.iter().map(|entry| Command::new(entry.name).about(entry.about));
    root().override_help(help::overview()).subcommands(commands.chain(Kind::ALL.iter().copied().map(by_name)))
}

/// The program and its global flags.
fn root() -> Command {
    Command::new("mentee")
        .version(env!("CARGO_PKG_VERSION"))
        .about("A mentorship journal for the terminal")
        .disable_help_subcommand(true)
        .infer_long_args(false)
        .arg(
            Arg::new("journal")
                .long("journal")
                .value_name("FILE")
                .value_parser(value_parser!(PathBuf))
                .global(true)
                .help("The journal's file (or MENTEE_JOURNAL)"),
        )
        .arg(flag("json", "Print JSON"))
        .arg(
            Arg::new("color")
                .long("color")
                .value_name("WHEN")
                .value_parser(["auto", "always", "never"])
                .global(true)
                .help("Whether to use colour"),
        )
        .arg(flag("quiet", "Print nothing but what was asked for").short('q'))
        .arg(flag("linear", "Plain questions and lists instead of a screen"))
        .arg(flag("raw", "Text as it is, control characters too"))
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).global(true).help(help)
}

/// Help and version go to standard output; what is off becomes one sentence.
fn explain(error: &clap::Error) -> Result<()> {
    use clap::error::ErrorKind;
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let mut out = Output::new(Manner::default());
            out.bytes()?.write_all(words::shown(&error.to_string()).as_bytes())?;
            Ok(out.finish()?)
        }
        _ => Err(Fault::Usage(words::sentence(&error.to_string())).into()),
    }
}
