//! `mentee review`: a mentor reads what was shared and answers, without a journal of their own. What is said is kept until
//! it is written; private notes stay in the mentor's own journal.

use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::{Value, json};

use crate::config::Glyphs;
use crate::domain::ask::{Packet, Written};
use crate::domain::share::{Place, Said, SaidKind, Share, Unfinished, text};
use crate::domain::{Kind, Lean, Now, Origin, dates};
use crate::exchange::share as files;
use crate::report::Fault;

use super::context::Context;
use super::export::new_file;
use super::show::count;
use super::words;

pub(super) const ABOUT: &str =
    "Read what a mentee shared with you, and answer; without FILE: whose shares you have, the quietest first";

/// What can be said about an item, flag by flag.
const SAID: &[(&str, SaidKind, &str)] = &[
    ("comment", SaidKind::Comment, "Comment on an item"),
    ("question", SaidKind::Question, "Ask back"),
    ("praise", SaidKind::Praise, "Praise: what exactly, and its effect"),
    ("action", SaidKind::Action, "Suggest an action; a day at its end, `by fri`, is its date"),
    ("person", SaidKind::Person, "Suggest a person: name, what they do: why"),
];

pub(super) fn build(command: Command, _: &str) -> Command {
    let path = |arg: Arg| arg.value_parser(value_parser!(PathBuf));
    let mut command = command
        .arg(path(Arg::new("file").value_name("FILE").help("The share, a .mentee file; - for standard input")))
        .arg(path(
            Arg::new("passphrase-file")
                .long("passphrase-file")
                .value_name("FILE")
                .help("The passphrase is the first line of this file"),
        ));
    for (name, _, help) in SAID {
        command = command.arg(pair(name, "TEXT", help));
    }
    let value = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).allow_hyphen_values(true).help(help)
    };
    command
        .arg(pair("rate", "N", "Where it stands, 1 to 5"))
        .arg(value("overall", "TEXT", "One line about the whole"))
        .arg(value("by", "NAME", "Your name, where it is not the one on the share"))
        .arg(value("note", "TEXT", "A private note in your own journal; never in the reply"))
        .arg(path(value("out", "FILE", "Write the reply to this new file").short('o')))
        .arg(Arg::new("discard").long("discard").action(ArgAction::SetTrue).help("Throw the unfinished reply away"))
}

fn pair(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    let names = ["ITEM", value];
    Arg::new(name)
        .long(name)
        .value_names(names)
        .num_args(2)
        .action(ArgAction::Append)
        .allow_hyphen_values(true)
        .help(help)
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let Some(file) = matches.get_one::<PathBuf>("file") else { return mentees(context) };
    let share = opened(file, matches, context)?;
    let slot = Unfinished::slot(&share.share);
    let mut unfinished = kept(&slot, context)?;
    if matches.get_flag("discard") {
        unfinished = Unfinished::default();
        keep(&slot, &unfinished, context)?;
    }
    let said = said(matches, &share, context)?;
    let note = matches.get_one::<String>("note").map(|text| words::plain(text).to_owned());
    let answers = !said.is_empty() || matches.contains_id("overall");
    for one in said {
        unfinished.add(one);
    }
    if let Some(overall) = matches.get_one::<String>("overall") {
        words::plain(overall).clone_into(&mut unfinished.overall);
    }
    if let Some(note) = &note {
        own_notes(&Packet { note: Some(note.clone()), ..Packet::of(&share) }, context)?;
    }
    if let Some(out) = matches.get_one::<PathBuf>("out") {
        return write(out, &share, &unfinished, &slot, matches, context);
    }
    if answers {
        keep(&slot, &unfinished, context)?;
        if context.out.json() {
            return Ok(context
                .out
                .emit(&json!({"share": share.share, "items": unfinished.items.len(), "written": false}))?);
        }
        let many = count(i64::try_from(unfinished.items.len()).unwrap_or(i64::MAX), "answer");
        return Ok(context.out.say(&format!("{many} kept; --out FILE writes the reply."))?);
    }
    if note.is_some() || matches.get_flag("discard") {
        return Ok(context.out.aside("Done.")?);
    }
    if context.out.json() {
        return Ok(context.out.emit(&shown(&share))?);
    }
    let linear_wanted = matches.get_flag("linear") || context.world.dumb;
    if !linear_wanted && super::on_terminal() {
        return match crate::tui::review(&context.world, &context.settings, share)? {
            crate::tui::Ended::Quit => Ok(()),
            other => Err(Fault::Ended(other.code()).into()),
        };
    }
    read_out(&share, &unfinished, context)?;
    if std::io::stdin().is_terminal() && linear_wanted {
        return linear(&share, unfinished, &slot, context);
    }
    Ok(())
}

/// Reads and opens a share.
fn opened(file: &Path, matches: &ArgMatches, context: &Context) -> Result<Share> {
    let failed = |error| anyhow::Error::from(error).context(format!("{} could not be read", file.display()));
    let mut bytes = Vec::new();
    let limit = u64::try_from(files::SHARE_MAX).unwrap_or(u64::MAX) + 1;
    if file == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(file).map_err(failed)?.take(limit).read_to_end(&mut bytes).map_err(failed)?;
    }
    if !files::needs_passphrase(&bytes)? {
        let own = super::identity::own(context)?.ok_or(files::SealError::NotForMe)?;
        return Ok(files::open(&bytes, &files::Key::Identity(&own))?);
    }
    let words = match matches.get_one::<PathBuf>("passphrase-file") {
        Some(file) => super::secret::from_file(file)?,
        None => super::secret::ask("Passphrase: ")?,
    };
    Ok(files::open(&bytes, &files::Key::Passphrase { words: &words, work: None })?)
}

/// The unfinished reply to a share, from one's own journal, where there is one.
fn kept(slot: &str, context: &Context) -> Result<Unfinished> {
    let draft = context.reading()?.read().draft(slot)?;
    Ok(draft.and_then(|draft| Unfinished::read(&draft.text)).unwrap_or_default())
}

fn keep(slot: &str, unfinished: &Unfinished, context: &Context) -> Result<()> {
    let text = if unfinished.is_blank() { String::new() } else { unfinished.text() };
    Ok(context.writing()?.keep_draft(slot, &text, context.now())?)
}

/// Writes a reply where the program was started, as the screen asks for it.
///
/// # Errors
/// Where it is too large or cannot be written.
pub(crate) fn hand_back(share: &str, by: &str, to: &str, reply: &Unfinished, now: Now) -> Result<Written> {
    let text = files::write_reply(share, by, now.at, &reply.overall, &reply.items);
    if text.len() > files::REPLY_MAX {
        return Err(Fault::Cannot("the reply is larger than 4 MiB; say less".to_owned()).into());
    }
    let slug = super::share::slug(to);
    let name = |n: usize| {
        PathBuf::from(if n == 1 {
            format!("to-{slug}.mentee-reply.json")
        } else {
            format!("to-{slug}-{n}.mentee-reply.json")
        })
    };
    let path = (1..1000).map(name).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| name(1000));
    new_file(&path, |out| Ok(out.write_all(text.as_bytes())?))?;
    let line = format!("Written to {}; send it to {to}", path.display());
    Ok(Written { line, ids: Vec::new(), warnings: Vec::new(), origin: Origin::Screen })
}

/// What the flags say.
fn said(matches: &ArgMatches, share: &Share, context: &Context) -> Result<Vec<Said>> {
    let mut all = Vec::new();
    for (name, kind, _) in SAID {
        for (item, text) in pairs(matches, name) {
            let name = item_of(share, &item)?.name.to_owned();
            let (text, due) = if *kind == SaidKind::Action { due_of(&text, context) } else { (text, None) };
            all.push(Said { item: Some(name), kind: *kind, text, rating: None, due });
        }
    }
    for (item, mark) in pairs(matches, "rate") {
        let item = item_of(share, &item)?;
        let rating = mark.parse::<u8>().ok().filter(|mark| (1..=5).contains(mark));
        let rating = rating.ok_or_else(|| Fault::Usage(format!("a rating is 1 to 5, not “{mark}”")))?;
        if !item.rate {
            return Err(Fault::Usage(format!("“{}” takes no mark; comment on it instead", item.title)).into());
        }
        let said = Said {
            item: Some(item.name.to_owned()),
            kind: SaidKind::Rating,
            text: String::new(),
            rating: Some(rating),
            due: None,
        };
        all.push(said);
    }
    Ok(all)
}

fn pairs(matches: &ArgMatches, name: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for mut pair in matches.get_occurrences::<String>(name).into_iter().flatten() {
        if let (Some(item), Some(text)) = (pair.next(), pair.next()) {
            found.push((words::plain(item).to_owned(), words::plain(text).to_owned()));
        }
    }
    found
}

/// A text and the day at its end: `send both by fri`.
fn due_of(text: &str, context: &Context) -> (String, Option<crate::domain::Day>) {
    if let Some((what, when)) = text.rsplit_once(" by ")
        && let Ok(day) = context.day(when.trim(), Lean::Future)
    {
        return (what.trim().to_owned(), Some(day));
    }
    (text.to_owned(), None)
}

/// What words lead to: a name, the beginning of one, or words of a title that fit just one. A line of a half is named by
/// its item, a dot and its number.
fn item_of<'a>(share: &'a Share, words: &str) -> Result<Place<'a>, Fault> {
    if let Some(place) = share.place(words) {
        return Ok(place);
    }
    let folded = words.to_lowercase();
    let named = |place: &Place<'_>| match (folded.split_once('.'), place.name.split_once('.')) {
        (Some((begins, part)), Some((item, other))) => item.starts_with(begins) && part == other,
        (None, None) => place.name.starts_with(&folded),
        _ => false,
    };
    let ways: [&dyn Fn(&Place<'_>) -> bool; 3] =
        [&named, &|place| place.title.to_lowercase() == folded, &|place| place.title.to_lowercase().contains(&folded)];
    let found = ways.iter().map(|fits| share.places().filter(|place| fits(place)).collect::<Vec<_>>());
    let found = found.into_iter().find(|found| !found.is_empty()).unwrap_or_default();
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(Fault::NoItem(words.to_owned())),
        several => {
            let line = |place: &Place<'_>| format!("  {}  {}  {}", place.name, place.label, place.title);
            Err(Fault::SeveralItems { text: words.to_owned(), lines: several.iter().take(10).map(line).collect() })
        }
    }
}

fn shown(share: &Share) -> Value {
    serde_json::to_value(share).unwrap_or_default()
}

fn read_out(share: &Share, unfinished: &Unfinished, context: &mut Context) -> Result<()> {
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    for line in text(share, true, ascii, true) {
        context.out.say(&line)?;
    }
    if !unfinished.items.is_empty() {
        let many = count(i64::try_from(unfinished.items.len()).unwrap_or(i64::MAX), "answer");
        context.out.aside(&format!("\nAn unfinished reply is kept: {many}. --out FILE writes it."))?;
    }
    context
        .out
        .aside("\nTo answer: mentee review FILE --comment ITEM TEXT --rate ITEM N --out REPLY.mentee-reply.json")?;
    Ok(())
}

/// Whether a thing is gone through line by line: what hangs on another is read with it.
fn asked_about(share: &Share, place: &Place<'_>) -> bool {
    share.item(place.name).is_none_or(|item| item.under.is_none())
}

/// Item by item, a line at a time.
fn linear(share: &Share, mut unfinished: Unfinished, slot: &str, context: &mut Context) -> Result<()> {
    context.out.say("\nItem by item: 1-5 rates, a text comments, ? asks back, + praises, ! suggests an action, @ a person, nothing goes on, q ends.")?;
    let mut ended = false;
    for place in share.places().filter(|place| asked_about(share, place)) {
        if ended {
            break;
        }
        context.out.head(&format!("{}: {}", place.label, place.title))?;
        loop {
            let line = context.out.question("> ")?;
            let line = line.trim();
            let (kind, text) = match line.split_at_checked(1).unwrap_or((line, "")) {
                ("", _) => break,
                ("q", "") => {
                    ended = true;
                    break;
                }
                ("?", text) => (SaidKind::Question, text),
                ("+", text) => (SaidKind::Praise, text),
                ("!", text) => (SaidKind::Action, text),
                ("@", text) => (SaidKind::Person, text),
                (mark, "") if place.rate && "12345".contains(mark) => (SaidKind::Rating, mark),
                _ => (SaidKind::Comment, line),
            };
            let text = text.trim();
            let (text, due) = if kind == SaidKind::Action { due_of(text, context) } else { (text.to_owned(), None) };
            let rating = if kind == SaidKind::Rating { text.parse().ok() } else { None };
            let text = if rating.is_some() { String::new() } else { text };
            unfinished.add(Said { item: Some(place.name.to_owned()), kind, text, rating, due });
            keep(slot, &unfinished, context)?;
        }
    }
    let overall = context.out.question("One line about the whole: ")?;
    if !overall.trim().is_empty() {
        overall.trim().clone_into(&mut unfinished.overall);
        keep(slot, &unfinished, context)?;
    }
    Ok(context.out.say("Kept. `mentee review FILE --out REPLY.mentee-reply.json` writes it.")?)
}

fn write(
    out: &Path,
    share: &Share,
    unfinished: &Unfinished,
    slot: &str,
    matches: &ArgMatches,
    context: &mut Context,
) -> Result<()> {
    if unfinished.is_empty() {
        return Err(Fault::Cannot("there is nothing to write yet: comment on something first".to_owned()).into());
    }
    let by = matches.get_one::<String>("by").map_or(share.to.as_str(), |by| words::plain(by));
    let reply = files::write_reply(&share.share, by, context.now().at, &unfinished.overall, &unfinished.items);
    if reply.len() > files::REPLY_MAX {
        return Err(Fault::Cannot("the reply is larger than 4 MiB; say less".to_owned()).into());
    }
    new_file(out, |to| Ok(to.write_all(reply.as_bytes())?))?;
    // Only where there was something to keep is there anything to drop.
    if context.journal().exists() {
        keep(slot, &Unfinished::default(), context)?;
        own_notes(&Packet { replied: true, ..Packet::of(share) }, context)?;
    }
    if context.out.json() {
        let json = json!({"share": share.share, "items": unfinished.items.len(), "written": true, "file": out.display().to_string()});
        return Ok(context.out.emit(&json)?);
    }
    context.out.say(&format!("Written to {}", out.display()))?;
    Ok(context.out.aside(&format!("Send it to {} the way the share came to you.", share.from))?)
}

/// Notes in one's own journal that a share was read, or answered; and its private notes, where there are new ones.
fn own_notes(packet: &Packet, context: &mut Context) -> Result<()> {
    context.change(|writer, context| {
        writer.note_packet(packet, context.settings.visibility_of(Kind::Packet))?;
        Ok((format!("read a share of {}", packet.from), ()))
    })
}

/// Whose shares there are in one's own journal, the quietest first.
fn mentees(context: &mut Context) -> Result<()> {
    let now = context.now();
    let mentees = context.reading()?.read().mentees(&now)?;
    if context.out.json() {
        let rows: Vec<Value> = mentees
            .iter()
            .map(|one| {
                json!({"id": one.packet, "name": one.name, "person": one.person, "made": one.made, "seen": one.seen,
                       "heard": one.heard, "state": one.state, "news": one.news, "notes": one.notes, "shares": one.shares})
            })
            .collect();
        return Ok(context.out.emit(&rows)?);
    }
    if mentees.is_empty() {
        context.out.aside("No share was reviewed from this journal. `mentee review FILE` opens one.")?;
    }
    for one in mentees {
        let ago = one.heard.map(|day| dates::distance(day, &now)).unwrap_or_default();
        let state = if one.state == "replied" { "replied" } else { "to answer" };
        let news = one.news.filter(|news| *news > 0).map(|news| format!(", {news} new")).unwrap_or_default();
        context.out.say(&format!("{:<30}  {ago:<16}  {state}{news}", one.name))?;
        for line in one.notes.lines() {
            context.out.say(&format!("  {line}"))?;
        }
    }
    Ok(())
}
