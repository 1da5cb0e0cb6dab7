//! The reference: every command with its words, and every kind with its fields, from the command tree and the field
//! tables. As Markdown for the guide and as roff for the manual; nothing in it is written twice.

use clap::{Arg, ArgAction, Command};

use crate::domain::Kind;

use super::{COMMANDS, root};

/// A piece of the reference.
enum Block {
    /// A head of this depth, from 1.
    Head(usize, String),
    /// A paragraph.
    Text(String),
    /// How it is called.
    Usage(String),
    /// Words and what they are for.
    Items(Vec<(String, String)>),
}

/// The whole of it, in order.
fn blocks() -> Vec<Block> {
    let mut blocks = vec![Block::Head(2, "For every command".to_owned())];
    blocks.push(Block::Items(globals()));
    blocks.push(Block::Head(2, "Commands".to_owned()));
    for entry in COMMANDS.iter().filter(|entry| !entry.hidden()) {
        let mut tree = root().subcommand((entry.build)(Command::new(entry.name).about(entry.about), ""));
        tree.build();
        if let Some(command) = tree.find_subcommand(entry.name) {
            describe(command, &format!("mentee {}", entry.name), 3, &mut blocks);
        }
    }
    blocks.push(Block::Head(2, "Kinds".to_owned()));
    let verbs = "Everything in a journal is of one of these kinds, and each kind is a command with the same verbs. \
         The fields below are flags of `add` and `edit`, and filters of `list`. Lists go by commas or by repeating the \
         flag; an empty value clears; fields that hold little records take JSON.";
    blocks.push(Block::Text(verbs.to_owned()));
    blocks.push(Block::Items(verb_items()));
    for kind in Kind::ALL {
        kind_blocks(*kind, &mut blocks);
    }
    blocks.push(Block::Head(2, "Exit codes".to_owned()));
    blocks.push(Block::Items(pairs(EXITS)));
    blocks.push(Block::Head(2, "Environment".to_owned()));
    blocks.push(Block::Items(pairs(VARIABLES)));
    blocks
}

/// The flags of every command, and what they are for.
pub(super) fn globals() -> Vec<(String, String)> {
    let mut whole = root();
    whole.build();
    items(&whole, true)
}

/// What exit codes mean.
const EXITS: &[(&str, &str)] = &[
    ("0", "done"),
    ("1", "could not; the message says what, why, and what to do"),
    ("2", "the words of the call are off"),
    ("3", "nothing, or more than one thing, matches a name"),
];

/// What is read from the environment.
const VARIABLES: &[(&str, &str)] = &[
    ("MENTEE_JOURNAL", "the journal's file, where no flag names one"),
    ("MENTEE_NOW", "fixes the clock, as in 2026-11-22T09:00:00Z; for tests and pictures"),
    ("MENTEE_SEED", "fixes ids; for tests and pictures"),
    ("VISUAL, EDITOR", "the editor for longer text"),
    ("PAGER", "what long text goes through on a terminal; less where not set"),
    ("NO_COLOR", "no colour where it is set to anything"),
    ("TZ", "the time zone in which days begin"),
];

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, about)| ((*name).to_owned(), (*about).to_owned())).collect()
}

/// The verbs of a kind, once for all.
fn verb_items() -> Vec<(String, String)> {
    let filters = "list them, newest first; with any field as a filter, and --person, --tag, --since, --until, --sort \
         FIELD (-FIELD downwards), --limit N";
    let rows = [
        ("add [TEXT…]", "add one; TEXT fills the field that is its title"),
        ("list", filters),
        ("show REF", "show one, with what is worked out from it"),
        ("edit REF", "change fields of one"),
        ("delete REF", "put one into the trash"),
        ("restore REF", "take one out of the trash"),
    ];
    let mut items: Vec<_> =
        rows.iter().map(|(verb, about)| (format!("mentee KIND {verb}"), (*about).to_owned())).collect();
    items.push(("--tags TAG,…".to_owned(), "its tags".to_owned()));
    items.push(("--visibility WHO".to_owned(), "private, mentors, or people by name".to_owned()));
    items
}

fn kind_blocks(kind: Kind, blocks: &mut Vec<Block>) {
    let spec = kind.spec();
    blocks.push(Block::Head(3, spec.command()));
    blocks.push(Block::Text(format!("{}.", spec.about)));
    let items = spec.fields.iter().map(|field| {
        let needed = if field.required { "; needed" } else { "" };
        let title = if field.name == spec.title { "; the TEXT of `add`" } else { "" };
        (format!("--{}", field.flag_name()), format!("{} ({}{needed}{title})", field.help, field.ty.expected()))
    });
    blocks.push(Block::Items(items.collect()));
    let mut tree = root().subcommand(super::kind::build(kind, Command::new(spec.command()), ""));
    tree.build();
    let Some(command) = tree.find_subcommand(spec.command()) else { return };
    if command.get_positionals().next().is_some() {
        describe(command, &format!("mentee {}", spec.command()), 4, blocks);
    }
    for verb in command.get_subcommands().filter(|verb| !super::kind::is_verb(verb.get_name())) {
        describe(verb, &format!("mentee {} {}", spec.command(), verb.get_name()), 4, blocks);
    }
}

/// A command with its words, and what stands below it.
fn describe(command: &Command, path: &str, depth: usize, blocks: &mut Vec<Block>) {
    // The verbs of every kind are told once.
    let is_kind = Kind::read(command.get_name()).is_some();
    let told = |verb: &&Command| !(verb.is_hide_set() || is_kind && super::kind::is_verb(verb.get_name()));
    let verbs: Vec<&Command> = command.get_subcommands().filter(told).collect();
    blocks.push(Block::Head(depth, path.to_owned()));
    blocks.push(Block::Text(command.get_about().map(|about| format!("{about}.")).unwrap_or_default()));
    let own = items(command, false);
    if verbs.is_empty() || command.get_positionals().next().is_some() {
        blocks.push(Block::Usage(usage(command, path)));
    }
    if !own.is_empty() {
        blocks.push(Block::Items(own));
    }
    for verb in verbs {
        describe(verb, &format!("{path} {}", verb.get_name()), depth + 1, blocks);
    }
}

/// `mentee log [TEXT]… [--with PERSON] …`
fn usage(command: &Command, path: &str) -> String {
    let mut parts = vec![path.to_owned()];
    let shown = |arg: &&Arg| !arg.is_global_set() && !arg.is_hide_set() && arg.get_id() != "help";
    let (places, flags): (Vec<&Arg>, Vec<&Arg>) =
        command.get_arguments().filter(shown).partition(|arg| arg.is_positional());
    for arg in places {
        let name = spelt(arg);
        parts.push(if arg.is_required_set() { name } else { format!("[{name}]") });
    }
    parts.extend(flags.iter().map(|arg| format!("[{}]", spelt(arg))));
    parts.join(" ")
}

/// `-e, --editor`, `--with PERSON`, `TEXT…`
fn spelt(arg: &Arg) -> String {
    let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string).unwrap_or_default();
    let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
    if arg.is_positional() {
        return if many { format!("{value}…") } else { value };
    }
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let name = [short, long].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let takes = !matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Help | ArgAction::Version);
    if takes { format!("{name} {value}") } else { name }
}

/// The words of a command and what they are for.
fn items(command: &Command, global: bool) -> Vec<(String, String)> {
    let own = command.get_arguments().filter(|arg| !arg.is_hide_set() && (global || !arg.is_global_set()));
    let own = own.filter(|arg| global || arg.get_id() != "help");
    own.map(|arg| {
        let words: Vec<String> = if matches!(arg.get_action(), ArgAction::SetTrue) {
            Vec::new()
        } else {
            arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
        };
        let choice = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        (spelt(arg), format!("{}{choice}", arg.get_help().map(ToString::to_string).unwrap_or_default()))
    })
    .collect()
}

/// As a page of the guide.
pub(super) fn markdown() -> String {
    let mut page = String::from("# The command line, in full\n");
    for block in blocks() {
        match block {
            Block::Head(depth, text) => page.push_str(&format!("\n{} {text}\n", "#".repeat(depth))),
            Block::Text(text) => page.push_str(&format!("\n{text}\n")),
            Block::Usage(text) => page.push_str(&format!("\n    {text}\n")),
            Block::Items(items) => {
                page.push('\n');
                for (name, about) in items {
                    page.push_str(&format!("- `{name}`: {about}\n"));
                }
            }
        }
    }
    page
}

/// As a page of the manual.
pub(super) fn roff() -> String {
    let mut page = format!(".TH MENTEE 1 \"\" \"mentee {}\" \"User Commands\"\n", env!("CARGO_PKG_VERSION"));
    page.push_str(".SH NAME\nmentee \\- a mentorship journal for the terminal\n");
    page.push_str(".SH SYNOPSIS\n.B mentee\n[COMMAND] [WORDS]\n.SH DESCRIPTION\n");
    page.push_str(
        "Without a command, mentee opens the journal on a screen. Everything the screens can do, a command can do.\n",
    );
    for block in blocks() {
        match block {
            Block::Head(2, text) => page.push_str(&format!(".SH {}\n", escaped(&text.to_uppercase()))),
            Block::Head(_, text) => page.push_str(&format!(".SS \"{}\"\n", escaped(&text))),
            Block::Text(text) => page.push_str(&format!(".PP\n{}\n", escaped(&text))),
            Block::Usage(text) => page.push_str(&format!(".PP\n.nf\n.RS\n{}\n.RE\n.fi\n", escaped(&text))),
            Block::Items(items) => {
                for (name, about) in items {
                    page.push_str(&format!(".TP\n\\fB{}\\fR\n{}\n", escaped(&name), escaped(&about)));
                }
            }
        }
    }
    page
}

/// A text that no line of is a request, with its hyphens as they are typed.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\e"),
            '-' => out.push_str("\\-"),
            '"' => out.push_str("\\(dq"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    if out.starts_with(['.', '\'']) { format!("\\&{out}") } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Run with `MENTEE_BLESS=1` to write the page anew.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "what a test is told, it is told by the environment")]
    fn the_page_in_the_guide_is_current() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/guide/reference.md");
        if std::env::var_os("MENTEE_BLESS").is_some() {
            std::fs::write(&path, markdown()).expect("the page is written");
        }
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            page == markdown(),
            "assets/guide/reference.md is not current: MENTEE_BLESS=1 cargo test --lib reference"
        );
    }

    #[test]
    fn every_command_and_every_field_is_in_it() {
        let page = markdown();
        for entry in COMMANDS.iter().filter(|entry| !entry.hidden()) {
            assert!(page.contains(&format!("### mentee {}\n", entry.name)), "{}", entry.name);
        }
        for kind in Kind::ALL {
            let spec = kind.spec();
            assert!(page.contains(&format!("### {}\n", spec.command())), "{}", spec.name);
            let lines = spec.fields.iter().map(|field| format!("- `--{}`:", field.flag_name()));
            lines.for_each(|line| assert!(page.contains(&line), "{} {line}", spec.name));
        }
        assert!(page.contains("#### mentee person merge\n") && page.contains("--helped"));
    }

    #[test]
    fn no_line_of_the_manual_is_a_request_by_accident() {
        assert_eq!(escaped(".TH \"x\"\\n -q"), "\\&.TH \\(dqx\\(dq\\en \\-q");
        let known = [".TH", ".SH", ".SS", ".PP", ".TP", ".B ", ".nf", ".fi", ".RS", ".RE"];
        for line in roff().lines().filter(|line| line.starts_with(['.', '\''])) {
            assert!(known.iter().any(|request| line.starts_with(request.trim_end())), "{line}");
        }
    }
}
