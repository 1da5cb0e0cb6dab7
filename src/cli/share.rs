//! `mentee share`: what leaves, looked at before it does; and the register of everything that ever left.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;
use zeroize::Zeroizing;

use crate::config::{Glyphs, random};
use crate::domain::ask::{Linked, Written};
use crate::domain::share::{Built, Scope, Secret, Wrap, text};
use crate::domain::time::instant_text;
use crate::domain::{Id, Kind, Lean, Now, Origin, dates};
use crate::exchange::share as files;
use crate::report::Fault;
use crate::store::{Reader, Sent, Store, Where};

use super::context::{Context, find};
use super::export::new_file;
use super::show::count;
use super::words;

pub(super) const ABOUT: &str =
    "Hand a mentor what is shared with them: look at it, then write one file; `mentee share list` is the register";

/// What a file can be.
const FORMATS: &[&str] = &["html", "mentee", "text"];

pub(super) fn build(command: Command, _: &str) -> Command {
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let flag = |name: &'static str, help: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue).help(help);
    let many = |arg: Arg| arg.action(ArgAction::Append);
    command
        .args_conflicts_with_subcommands(true)
        .subcommand(Command::new("list").about("What left, when, to whom, and what came back"))
        .arg(Arg::new("person").value_name("PERSON").num_args(0..).help("For whom"))
        .arg(value("since", "last|DATE", "Only what is new or was changed since the last share, or since a day"))
        .arg(value("until", "DATE", "Only what is dated until a day"))
        .arg(many(value("include", "KIND,…", "Only these kinds")))
        .arg(many(value("only", "REF", "Only these things, private or not; by commas or repeated")))
        .arg(many(value("without", "REF", "Not these things; by commas or repeated")))
        .arg(flag("contacts", "With how to reach people: e-mail, phone, web page"))
        .arg(flag("marks", "With my own marks of an evaluation; without them theirs are freer"))
        .arg(value("format", "FORMAT", "html (a page that answers), mentee (for `mentee review`, sealed) or text"))
        .arg(flag("passphrase", "Lock it with a passphrase, asked twice").conflicts_with("passphrase-file"))
        .arg(
            value("passphrase-file", "FILE", "Lock it with the first line of this file")
                .value_parser(value_parser!(PathBuf)),
        )
        .arg(many(value("to", "age1…", "Seal it to this recipient (--format mentee); may be repeated")))
        .arg(value("out", "FILE", "The new file").short('o').value_parser(value_parser!(PathBuf)))
        .arg(flag("yes", "Without being asked").short('y'))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    if matches.subcommand_name() == Some("list") {
        return list(context);
    }
    let name = words::joined(matches.get_many::<String>("person").into_iter().flatten());
    if name.is_empty() {
        return Err(Fault::Usage(
            "say with whom: `mentee share PERSON`; `mentee share list` is the register".to_owned(),
        )
        .into());
    }
    let format = format(matches)?;
    let recipients = recipients(matches, format)?;
    // What cannot be done is said before anything is looked at.
    if asks_for_words(matches, format, recipients.is_empty()) {
        super::secret::can_be_asked()?;
    }
    if let Some(path) = matches.get_one::<PathBuf>("out").filter(|path| path.symlink_metadata().is_ok()) {
        return Err(Fault::Cannot(format!("{} is there already; name a new file", path.display())).into());
    }
    let now = context.now();
    let store = context.reading()?;
    let person = find(store.read(), &name, Some(Kind::Person), Where::Live)?;
    let mut scope = scope(matches, store.read(), person, context)?;
    let lines: Vec<String> = context.content()?.evaluation.into_iter().map(|item| item.text).collect();
    let share = files::share_name(random()?);
    let mut pool = Names::default();
    let (mut built, mut stays) = store.read().share(person, &scope, &share, &mut || pool.next(), &lines, &now)?;
    pool.check()?;
    if built.records.is_empty() {
        let to = &built.share.to;
        let why = if scope == Scope::default() {
            format!(
                "nothing is shared with {to} yet; `mentee KIND edit REF --visibility “{to}”` shares a thing, `s` does on the screen, and --only names things for this once"
            )
        } else {
            format!("nothing that may leave for {to} fits; `mentee share “{to}”` shows what would leave without limits")
        };
        return Err(Fault::Cannot(why).into());
    }
    if context.out.json() {
        if !matches.get_flag("yes") {
            return Ok(context.out.emit(&preview_json(&built, stays))?);
        }
    } else if !(matches.get_flag("yes") && context.out.manner().quiet) {
        preview(context, &built, stays)?;
        unexplained(&store.read().unexplained(person, &built.share)?, &built.share.to, context)?;
        if !matches.get_flag("yes") {
            match ask(context, &built)? {
                Answer::Yes => {}
                Answer::No => return Ok(context.out.say("Nothing was written; --yes writes without asking.")?),
                Answer::Without(ids) => {
                    scope.without.extend(ids);
                    (built, stays) = store.read().share(person, &scope, &share, &mut || pool.next(), &lines, &now)?;
                    pool.check()?;
                }
            }
        }
    }
    let secret = passphrase(matches, format, recipients.is_empty(), context)?;
    let bytes = file(&built, format, secret.as_ref(), &recipients, context)?;
    drop(store);
    let path = match matches.get_one::<PathBuf>("out") {
        Some(path) => path.clone(),
        None => free_name(&built.share.to, format, &now.today().to_string()),
    };
    let shown = path.display().to_string();
    let sent = Sent { built: &built, person, format, file: &shown };
    write(&path, &bytes, &sent, &mut context.writing()?, now, &Origin::Command)?;
    tell(&path, &built, stays, format, secret.is_some(), context)
}

/// Random names for items, made before they are asked for: what makes them may fail, what asks may not.
#[derive(Default)]
struct Names {
    failed: Option<crate::config::Error>,
}

impl Names {
    fn next(&mut self) -> String {
        match random() {
            Ok(bytes) => files::item_name(bytes),
            Err(error) => {
                self.failed = Some(error);
                String::new()
            }
        }
    }

    fn check(&mut self) -> Result<()> {
        self.failed.take().map_or(Ok(()), |error| Err(error.into()))
    }
}

fn format(matches: &ArgMatches) -> Result<&'static str> {
    let sealed = matches.contains_id("to");
    let named = matches.get_one::<String>("format").map_or(if sealed { "mentee" } else { "html" }, String::as_str);
    let found = FORMATS.iter().find(|format| **format == named);
    found
        .copied()
        .ok_or_else(|| Fault::Usage(format!("a share cannot be “{named}”; it can be {}", FORMATS.join(", "))).into())
}

fn recipients(matches: &ArgMatches, format: &str) -> Result<Vec<files::Recipient>> {
    let named = split(matches, "to");
    let locked = matches.get_flag("passphrase") || matches.contains_id("passphrase-file");
    if !named.is_empty() && format != "mentee" {
        return Err(
            Fault::Usage("--to goes with --format mentee; a page is locked with --passphrase".to_owned()).into()
        );
    }
    if !named.is_empty() && locked {
        return Err(Fault::Usage("a file is sealed to recipients or with a passphrase, not both".to_owned()).into());
    }
    if locked && format == "text" {
        return Err(
            Fault::Usage("plain text cannot be locked; leave out --format text, or the passphrase".to_owned()).into()
        );
    }
    let read = |text: &String| text.parse().map_err(|error: files::SealError| Fault::Usage(error.to_string()).into());
    named.iter().map(read).collect()
}

/// The values of a flag that may be repeated and holds commas.
fn split(matches: &ArgMatches, name: &str) -> Vec<String> {
    let given = matches.get_many::<String>(name).into_iter().flatten();
    let parts = given.flat_map(|text| text.split(',')).map(str::trim).filter(|part| !part.is_empty());
    parts.map(|part| words::plain(part).to_owned()).collect()
}

fn scope(matches: &ArgMatches, reader: Reader<'_>, person: Id, context: &Context) -> Result<Scope> {
    let mut scope =
        Scope { contacts: matches.get_flag("contacts"), marks: matches.get_flag("marks"), ..Scope::default() };
    match matches.get_one::<String>("since").map(String::as_str) {
        None => {}
        Some("last") => scope.changed_since = reader.last_share(person)?.map(|last| last.made),
        Some(text) => scope.since = Some(context.day(text, Lean::Past)?),
    }
    if let Some(text) = matches.get_one::<String>("until") {
        scope.until = Some(context.day(text, Lean::Past)?);
    }
    for name in split(matches, "include") {
        let kind = Kind::read(&name)
            .ok_or_else(|| Fault::Usage(format!("there is no kind “{name}”; `mentee kinds` lists them")))?;
        scope.kinds.push(kind);
    }
    // A title may hold a comma: the whole is tried first.
    for (name, into) in [("only", &mut scope.only), ("without", &mut scope.without)] {
        for text in matches.get_many::<String>(name).into_iter().flatten() {
            let text = words::plain(text);
            if let Ok(id) = find(reader, text, None, Where::Live) {
                into.push(id);
                continue;
            }
            for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                into.push(find(reader, part, None, Where::Live)?);
            }
        }
    }
    Ok(scope)
}

/// Exactly what would leave, and what stays.
fn preview(context: &mut Context, built: &Built, stays: u64) -> Result<()> {
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    for line in text(&built.share, false, ascii, false) {
        context.out.say(&line)?;
    }
    let leaves = count(i64::try_from(built.records.len()).unwrap_or(i64::MAX), "thing");
    let stays = count(i64::try_from(stays).unwrap_or(i64::MAX), "thing");
    context.out.say(&format!("This and nothing else leaves: {leaves}, for {}. {stays} stay here.", built.share.to))?;
    Ok(context.out.aside("Once handed over it cannot be called back.")?)
}

/// Words of mine in it that they may not look up.
fn unexplained(words: &[Linked], to: &str, context: &mut Context) -> Result<()> {
    let names: Vec<&str> = words.iter().take(5).map(|word| word.title.as_str()).collect();
    if names.is_empty() {
        return Ok(());
    }
    let more = if words.len() > names.len() { " and others" } else { "" };
    let line =
        format!("Not explained to them: {}{more}. `mentee term edit WORD --visibility “{to}”` does.", names.join(", "));
    Ok(context.out.aside(&line)?)
}

fn preview_json(built: &Built, stays: u64) -> serde_json::Value {
    let items = built.share.items.iter().zip(&built.records);
    let items: Vec<_> = items
        .map(|(item, (id, kind))| json!({"kind": kind.name(), "id": id, "title": item.title, "lines": item.lines}))
        .collect();
    json!({"to": built.share.to, "written": false, "items": items, "stays": stays})
}

enum Answer {
    Yes,
    No,
    Without(Vec<Id>),
}

fn ask(context: &mut Context, built: &Built) -> Result<Answer> {
    let answer = context.out.question("Write it? y for yes; or titles' first words to leave out, by commas: ")?;
    Ok(match answer.trim().to_lowercase().as_str() {
        "y" | "yes" => Answer::Yes,
        "" | "n" | "no" => Answer::No,
        words => {
            let mut ids = Vec::new();
            for part in words.split(',').map(str::trim).filter(|part| !part.is_empty()) {
                let fits = built.share.items.iter().zip(&built.records);
                let before = ids.len();
                ids.extend(
                    fits.filter(|(item, _)| item.title.to_lowercase().starts_with(part)).map(|(_, (id, _))| *id),
                );
                if ids.len() == before {
                    return Err(Fault::NoMatch { text: part.to_owned(), kind: None }.into());
                }
            }
            Answer::Without(ids)
        }
    })
}

/// Whether a passphrase has to be asked for.
fn asks_for_words(matches: &ArgMatches, format: &str, no_recipient: bool) -> bool {
    let named = matches.contains_id("passphrase-file");
    !named && (matches.get_flag("passphrase") || (format == "mentee" && no_recipient))
}

/// The passphrase, where one is wanted.
fn passphrase(
    matches: &ArgMatches,
    format: &str,
    no_recipient: bool,
    context: &Context,
) -> Result<Option<Zeroizing<String>>> {
    if let Some(file) = matches.get_one::<PathBuf>("passphrase-file") {
        return super::secret::from_file(file).map(Some);
    }
    if asks_for_words(matches, format, no_recipient) {
        return super::secret::new(context).map(Some);
    }
    Ok(None)
}

fn file(
    built: &Built,
    format: &str,
    secret: Option<&Zeroizing<String>>,
    recipients: &[files::Recipient],
    context: &Context,
) -> Result<Vec<u8>> {
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    match format {
        "text" => {
            let lines = text(&built.share, true, ascii, false);
            let shown = crate::domain::Shown::new(&lines.join("\n"));
            Ok(format!("{}\n", shown.as_str()).into_bytes())
        }
        "mentee" => {
            let key = match secret {
                Some(words) => files::Key::Passphrase { words, work: None },
                None => files::Key::Recipients(recipients),
            };
            Ok(files::seal(&built.share, &key)?)
        }
        _ => {
            let (salt, nonce) = (random()?, random()?);
            let lock = secret.map(|passphrase| files::Lock { passphrase, salt, nonce });
            let page = files::page(&built.share, lock.as_ref()).map_err(Fault::Cannot)?;
            Ok(page.into_bytes())
        }
    }
}

/// A name as a part of a file's: `odile-varga`.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "somebody".to_owned() } else { slug.to_owned() }
}

/// A name that is not taken: `for-odile-varga-2025-09-30.html`.
fn free_name(to: &str, format: &str, day: &str) -> PathBuf {
    let slug = slug(to);
    let end = if format == "text" { "md" } else { format };
    let name = |n: usize| {
        let more = if n == 1 { String::new() } else { format!("-{n}") };
        PathBuf::from(format!("for-{slug}-{day}{more}.{end}"))
    };
    (1..1000).map(name).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| name(1000))
}

/// Writes the file, and notes it in the register; where that fails, the file goes again.
fn write(path: &Path, bytes: &[u8], sent: &Sent<'_>, store: &mut Store, now: Now, origin: &Origin) -> Result<()> {
    new_file(path, |out| Ok(out.write_all(bytes)?))?;
    let noted = store.note_share(sent, now, origin);
    if noted.is_err() {
        // Nothing leaves that the register does not know.
        let _ = std::fs::remove_file(path);
    }
    Ok(noted?)
}

/// Writes a share where the program was started, as the screen asks for it: what it showed, and nothing else.
///
/// # Errors
/// Where there is nothing to share, or the file or the register cannot be written.
pub(crate) fn hand_over(store: &mut Store, person: Id, scope: &Scope, wrap: &Wrap, now: Now) -> Result<Written> {
    let mut pool = Names::default();
    let share = files::share_name(random()?);
    let lines = store.evaluation_lines();
    let (built, _) = store.read().share(person, scope, &share, &mut || pool.next(), &lines, &now)?;
    pool.check()?;
    if built.records.is_empty() {
        return Err(Fault::Cannot("there is nothing to hand over".to_owned()).into());
    }
    let page = |secret: Option<&Secret>| -> Result<Vec<u8>> {
        let (salt, nonce) = (random()?, random()?);
        let lock = secret.map(|secret| files::Lock { passphrase: secret.words(), salt, nonce });
        Ok(files::page(&built.share, lock.as_ref()).map_err(Fault::Cannot)?.into_bytes())
    };
    let (format, bytes) = match wrap {
        Wrap::Open => ("html", page(None)?),
        Wrap::Locked(secret) => ("html", page(Some(secret))?),
        Wrap::Sealed(secret) => {
            let key = files::Key::Passphrase { words: secret.words(), work: None };
            ("mentee", files::seal(&built.share, &key)?)
        }
        Wrap::To(all) => {
            let all: Vec<files::Recipient> =
                all.iter().map(|one| one.parse()).collect::<Result<_, files::SealError>>()?;
            ("mentee", files::seal(&built.share, &files::Key::Recipients(&all))?)
        }
    };
    let path = free_name(&built.share.to, format, &now.today().to_string());
    let file = path.display().to_string();
    let sent = Sent { built: &built, person, format, file: &file };
    write(&path, &bytes, &sent, store, now, &Origin::Screen)?;
    let how = match wrap {
        Wrap::Open => "it cannot be called back",
        Wrap::Locked(_) | Wrap::Sealed(_) => "tell them the passphrase another way than the file",
        Wrap::To(_) => "only their own key opens it",
    };
    let line = format!("Written to {file}; {how}");
    Ok(Written { line, ids: Vec::new(), warnings: Vec::new(), origin: Origin::Screen })
}

fn tell(path: &Path, built: &Built, stays: u64, format: &str, locked: bool, context: &mut Context) -> Result<()> {
    if context.out.json() {
        let mut json = preview_json(built, stays);
        if let Some(map) = json.as_object_mut() {
            map.insert("written".to_owned(), true.into());
            map.insert("share".to_owned(), built.share.share.as_str().into());
            map.insert("format".to_owned(), format.into());
            map.insert("file".to_owned(), path.display().to_string().into());
        }
        return Ok(context.out.emit(&json)?);
    }
    context.out.say(&format!("Written to {}", path.display()))?;
    let how = match (format, locked) {
        ("html", true) => "They open it in a browser with the passphrase; tell it to them another way than the file.",
        ("html", false) => "They open it in a browser, answer there, and send you a small file.",
        ("mentee", true) => "They open it with `mentee review FILE` and the passphrase; tell it to them another way.",
        ("mentee", false) => "They open it with `mentee review FILE`.",
        _ => "It is plain text: they answer by mail.",
    };
    context.out.aside(how)?;
    if format != "text" {
        context.out.aside("`mentee reply FILE` takes in what comes back.")?;
    }
    Ok(())
}

fn list(context: &mut Context) -> Result<()> {
    let (store, now) = (context.reading()?, context.now());
    let shares = store.read().shares()?;
    if context.out.json() {
        let shares: Vec<_> = shares
            .iter()
            .map(|share| {
                let items: Vec<_> = share
                    .items
                    .iter()
                    .map(|(item, id, kind, title)| json!({"item": item, "kind": kind.name(), "id": id, "title": title}))
                    .collect();
                json!({"share": share.share, "to": share.to, "person": share.person, "made": instant_text(share.made),
                       "format": share.format, "file": share.file, "items": items, "replies": share.replies})
            })
            .collect();
        return Ok(context.out.emit(&shares)?);
    }
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    if shares.is_empty() {
        context.out.aside("Nothing has left this journal. `mentee share PERSON` shows what would.")?;
    }
    for share in shares {
        let items = count(i64::try_from(share.items.len()).unwrap_or(i64::MAX), "thing");
        let came = match share.replies {
            0 => "no reply yet".to_owned(),
            1 => "1 reply".to_owned(),
            n => format!("{n} replies"),
        };
        let to = if share.to.is_empty() { "somebody who is gone" } else { &share.to };
        context.out.head(&format!("{}  {to}", dates::say_at(share.made, &now)))?;
        context.out.say(&format!("  {items}, {}, {came}  {}", share.format, share.file))?;
        for (_, id, kind, title) in share.items {
            let title = if title.is_empty() { format!("{id}, gone since") } else { title };
            context.out.say(&format!("  {:<14}{title}", kind.label()))?;
        }
    }
    Ok(())
}
