//! `mentee __complete -- WORD…`: what the last word may become, one candidate a line, with what it stands for behind a tab.
//! Called by the completion scripts; changes nothing, and offers nothing rather than complain.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::domain::ask::{Place, Row, Window};
use crate::domain::{Field, Kind, Now, Shown, Type};
use crate::store::{Reader, Store, Where};

use super::context::Context;
use super::{COMMANDS, guide, manual, tree, words};

pub(super) const ABOUT: &str = "What the last of these words may become, for completion scripts";

/// The most candidates of one sort.
const MOST: usize = 200;

/// A candidate and what it stands for.
type Candidate = (String, String);

pub(super) fn build(command: Command, _: &str) -> Command {
    command.arg(Arg::new("words").num_args(0..).trailing_var_arg(true).allow_hyphen_values(true).hide(true))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let typed = matches.get_many::<String>("words").into_iter().flatten();
    let mut typed: Vec<String> = typed.map(|word| unquoted(words::plain(word))).collect();
    let current = typed.pop().unwrap_or_default();
    let call = Call::read(typed, current);
    if let Some(journal) = &call.journal {
        context.settings.journal = journal.into();
    }
    let Ok(store) = Store::open_read(context.journal()) else { return Ok(()) };
    let offer = Offer { reader: store.read(), now: context.now(), current: &call.current };
    let found = offer.all(&call);
    let out = context.out.bytes()?;
    for (value, about) in found {
        // One line each, whatever a title holds, and nothing that drives the terminal.
        let (value, about) = (Shown::line(&value), Shown::line(&about));
        let tab = if about.is_empty() { "" } else { "\t" };
        writeln!(out, "{}{tab}{}", value.as_str(), about.as_str())?;
    }
    Ok(())
}

/// A call as far as it is typed.
struct Call {
    named: words::Named,
    /// The words before the current one.
    before: Vec<String>,
    current: String,
    /// What every candidate begins with that the shell takes for part of the word.
    lead: &'static str,
    journal: Option<String>,
}

impl Call {
    /// Puts together what bash takes apart: it breaks words at `=` and `@`.
    fn read(mut before: Vec<String>, mut current: String) -> Self {
        let mut lead = "";
        if current == "=" {
            current.clear();
        } else if before.last().is_some_and(|word| word == "=") {
            before.pop();
        }
        if current == "@" || before.last().is_some_and(|word| word == "@") {
            lead = "@";
            if current == "@" {
                current.clear();
            } else {
                before.pop();
            }
        }
        let journal = before.iter().position(|word| word == "--journal").and_then(|at| before.get(at + 1)).cloned();
        let args: Vec<_> = std::iter::once("mentee").chain(before.iter().map(String::as_str)).map(Into::into).collect();
        Self { named: words::named(&args), before, current, lead, journal }
    }

    /// The flag whose value the current word is.
    fn flag(&self) -> Option<&str> {
        self.before.last().and_then(|word| word.strip_prefix("--")).filter(|name| !name.is_empty())
    }
}

struct Offer<'a> {
    reader: Reader<'a>,
    now: Now,
    current: &'a str,
}

impl Offer<'_> {
    fn all(&self, call: &Call) -> Vec<Candidate> {
        // Where no command is named yet, all of them are wanted.
        let mut root = tree(&words::Named { help: true, ..call.named.clone() });
        root.build();
        let command = root.find_subcommand(&call.named.command);
        let verb = command.and_then(|command| command.find_subcommand(&call.named.verb));
        let place = verb.or(command).unwrap_or(&root);
        if call.lead == "@" {
            return self.people("");
        }
        if let Some(arg) = call.flag().and_then(|name| flag_of(place, name)).filter(|arg| takes_value(arg)) {
            return self.values(arg, Kind::read(&call.named.command));
        }
        if let Some((name, value)) = self.current.strip_prefix("--").and_then(|text| text.split_once('=')) {
            let Some(arg) = flag_of(place, name) else { return Vec::new() };
            let inner = Offer { current: value, reader: self.reader, now: self.now };
            let values = inner.values(arg, Kind::read(&call.named.command));
            return values.into_iter().map(|(value, about)| (format!("--{name}={value}"), about)).collect();
        }
        if self.current.starts_with('-') {
            let flags = place.get_arguments().filter(|arg| !arg.is_hide_set());
            let flags = flags.filter_map(|arg| Some((format!("--{}", arg.get_long()?), help_of(arg))));
            return self.fitting(flags);
        }
        if command.is_none() {
            let commands = root.get_subcommands().filter(|command| !command.is_hide_set());
            return self.fitting(commands.map(|command| (command.get_name().to_owned(), about_of(command))));
        }
        let mut found = Vec::new();
        if verb.is_none() {
            let verbs = place.get_subcommands().filter(|verb| !verb.is_hide_set());
            found = self.fitting(verbs.map(|verb| (verb.get_name().to_owned(), about_of(verb))));
        }
        found.extend(self.words_of(&call.named));
        found
    }

    /// What may stand where no flag stands.
    fn words_of(&self, named: &words::Named) -> Vec<Candidate> {
        if let Some(kind) = Kind::read(&named.command) {
            return match named.verb.as_str() {
                "show" | "edit" | "delete" => self.records(Some(kind)),
                "touch" | "merge" if kind == Kind::Person => self.records(Some(kind)),
                "" | "list" | "add" | "restore" if kind != Kind::CheckIn => Vec::new(),
                _ if kind == Kind::CheckIn => self.titles(Kind::Goal),
                _ => Vec::new(),
            };
        }
        match named.command.as_str() {
            "done" => self.open_things(),
            "open" | "history" => self.records(None),
            "brief" => self.people(""),
            "log" | "reflect" => self.marks(),
            "tag" if named.verb == "rename" => self.tags(""),
            "kinds" => self.kinds(),
            "completions" => self.fitting(manual::shells().map(|name| (name.to_owned(), String::new()))),
            "help" => {
                let commands = COMMANDS.iter().filter(|entry| !entry.hidden());
                let commands = commands.map(|entry| (entry.name.to_owned(), entry.about.to_owned()));
                let pages = guide::PAGES.iter().map(|page| (page.name.to_owned(), page.about.to_owned()));
                let mut found = self.fitting(commands.chain(pages));
                found.extend(self.kinds());
                found
            }
            _ => Vec::new(),
        }
    }

    /// The values of a flag.
    fn values(&self, arg: &Arg, kind: Option<Kind>) -> Vec<Candidate> {
        let name = arg.get_long().unwrap_or_default();
        let known = arg.get_possible_values();
        if !known.is_empty() {
            return self.fitting(known.iter().map(|value| (value.get_name().to_owned(), String::new())));
        }
        match name {
            "with" | "person" => return self.people(""),
            "goal" if kind.is_none() => return self.titles(Kind::Goal),
            "tag" | "tags" => return self.tags(""),
            "kind" => return self.kinds(),
            "visibility" => {
                let words = ["private", "mentors"].map(|word| (word.to_owned(), String::new()));
                let mut found = self.fitting(words.into_iter());
                found.extend(self.people(""));
                return found;
            }
            "sort" => {
                let fields = kind.into_iter().flat_map(|kind| kind.spec().fields);
                return self.fitting(fields.map(|field| (field.flag_name(), field.label.to_owned())));
            }
            _ => {}
        }
        let field = kind.and_then(|kind| kind.spec().field(&name.replace('-', "_")));
        field.map(|field| self.field_values(field)).unwrap_or_default()
    }

    fn field_values(&self, field: &Field) -> Vec<Candidate> {
        match field.ty {
            Type::Choice(words) => self.fitting(words.iter().map(|word| ((*word).to_owned(), String::new()))),
            Type::Link(kind) | Type::Links(kind) => self.titles(kind),
            Type::AnyLink => self.records(None),
            Type::Owner => {
                let mut found = self.fitting(std::iter::once(("me".to_owned(), String::new())));
                found.extend(self.people(""));
                found
            }
            Type::Flag => self.fitting(["yes", "no"].into_iter().map(|word| (word.to_owned(), String::new()))),
            _ => Vec::new(),
        }
    }

    /// Inside a text: `@` people, `#` tags, `^` goals.
    fn marks(&self) -> Vec<Candidate> {
        let mut chars = self.current.chars();
        let mark = chars.next();
        let inner = Offer { current: chars.as_str(), reader: self.reader, now: self.now };
        match mark {
            Some('@') => inner.people("@"),
            Some('#') => inner.tags("#"),
            Some('^') => {
                inner.titles(Kind::Goal).into_iter().map(|(title, about)| (format!("^{title}"), about)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn people(&self, lead: &str) -> Vec<Candidate> {
        let people = self.titles(Kind::Person).into_iter();
        people.map(|(name, about)| (format!("{lead}{name}"), about)).collect()
    }

    fn tags(&self, lead: &str) -> Vec<Candidate> {
        let tags = self.reader.tags(self.current).unwrap_or_default();
        tags.into_iter().map(|(tag, count)| (format!("{lead}{tag}"), count.to_string())).collect()
    }

    fn kinds(&self) -> Vec<Candidate> {
        self.fitting(Kind::ALL.iter().map(|kind| (kind.spec().command(), kind.spec().about.to_owned())))
    }

    /// Titles of a kind that begin with the word.
    fn titles(&self, kind: Kind) -> Vec<Candidate> {
        let rows = self.reader.pick(Some(kind), self.current, MOST, &self.now).unwrap_or_default();
        let about = |state: Option<String>| state.unwrap_or_default();
        self.fitting(rows.into_iter().map(|row| (row.title, about(row.state))))
    }

    /// Short ids with their titles; titles where the word begins one.
    fn records(&self, kind: Option<Kind>) -> Vec<Candidate> {
        if kind == Some(Kind::Person) {
            return self.titles(Kind::Person);
        }
        let titled = self.reader.pick(kind, self.current, MOST, &self.now).unwrap_or_default();
        let short = |row: &Row| self.reader.short_id(row.id, row.kind).unwrap_or_default();
        if self.current.is_empty() {
            return titled.iter().map(|row| (short(row), row.title.clone())).collect();
        }
        let mut found = self.fitting(titled.into_iter().map(|row| (row.title, row.kind.label().to_owned())));
        let recent = self.reader.pick(kind, "", MOST, &self.now).unwrap_or_default();
        found.extend(self.fitting(recent.iter().map(|row| (short(row), row.title.clone()))));
        if let Ok(crate::store::Match::One(id)) = self.reader.resolve(self.current, kind, Where::Live)
            && found.is_empty()
            && let Ok(Some(record)) = self.reader.find(id)
        {
            // A short id typed in full stays.
            found.push((self.current.to_owned(), record.title));
        }
        found
    }

    /// What has a step to take: short ids with titles, and titles.
    fn open_things(&self) -> Vec<Candidate> {
        const KINDS: [Kind; 7] = [
            Kind::Action,
            Kind::Obstacle,
            Kind::Goal,
            Kind::Milestone,
            Kind::Introduction,
            Kind::Question,
            Kind::Meeting,
        ];
        let window = |kind: Kind| Window {
            kind,
            filter: String::new(),
            closed: false,
            trash: false,
            place: Place::Start,
            rows: MOST / KINDS.len(),
        };
        let page = |kind: &Kind| self.reader.window(&window(*kind), &self.now).unwrap_or_default().rows;
        let open: Vec<Row> = KINDS.iter().flat_map(page).collect();
        let short = |row: &Row| self.reader.short_id(row.id, row.kind).unwrap_or_default();
        let mut found = self.fitting(open.iter().map(|row| (short(row), row.title.clone())));
        if !self.current.is_empty() {
            found.extend(self.fitting(open.iter().map(|row| (row.title.clone(), row.kind.label().to_owned()))));
        }
        found
    }

    /// Those that begin with the word, whatever its case.
    fn fitting(&self, all: impl Iterator<Item = Candidate>) -> Vec<Candidate> {
        let current = self.current.to_lowercase();
        all.filter(|(value, _)| value.to_lowercase().starts_with(&current)).take(MOST).collect()
    }
}

fn flag_of<'c>(place: &'c Command, name: &str) -> Option<&'c Arg> {
    place.get_arguments().find(|arg| {
        arg.get_long() == Some(name) || arg.get_visible_aliases().is_some_and(|aliases| aliases.contains(&name))
    })
}

fn takes_value(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

fn help_of(arg: &Arg) -> String {
    arg.get_help().map(ToString::to_string).unwrap_or_default()
}

fn about_of(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

/// A word without the quoting a shell hands on as typed.
fn unquoted(word: &str) -> String {
    let inner = word.strip_prefix(['"', '\'']);
    let text = inner.unwrap_or(word);
    let text = if inner.is_some() { text.strip_suffix(['"', '\'']).unwrap_or(text) } else { text };
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.extend(if c == '\\' { chars.next() } else { Some(c) });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_is_taken_off() {
        for (typed, meant) in
            [("Odile\\ V", "Odile V"), ("\"Odile V", "Odile V"), ("'a'", "a"), ("a\\", "a"), ("x", "x")]
        {
            assert_eq!(unquoted(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_bash_takes_apart_is_put_together() {
        let call = |before: &[&str], current: &str| {
            Call::read(before.iter().map(|w| (*w).to_owned()).collect(), current.to_owned())
        };
        let one = call(&["goal", "list", "--state", "="], "act");
        assert_eq!((one.flag(), one.current.as_str()), (Some("state"), "act"));
        let one = call(&["goal", "list", "--state"], "=");
        assert_eq!((one.flag(), one.current.as_str()), (Some("state"), ""));
        let one = call(&["log", "@"], "od");
        assert_eq!((one.lead, one.current.as_str(), one.named.command.as_str()), ("@", "od", "log"));
        assert_eq!(call(&["--journal", "x.db", "goal"], "").journal.as_deref(), Some("x.db"));
    }
}
