//! What only mentorships, agreements, evaluations and match cards can do: look back, end, draft, ask, compare.

use std::collections::BTreeMap;

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::{Value, json};

use crate::domain::ending::{Closing, Fate};
use crate::domain::kinds::match_card::Match;
use crate::domain::letters::{self, Purpose};
use crate::domain::look_back::UNSAFE;
use crate::domain::practice::Ending;
use crate::domain::templates::fill;
use crate::domain::{Fields, Id, Kind, Lean, dates, match_score, rating_gap};
use crate::report::Fault;
use crate::store::{Error, Patch, Reader, Where};

use super::context::{Context, find};
use super::{kind, words};

pub(super) const LOOK_BACK: &str = "A page to look back with: aims, goals, what stayed, advice and what became of it";
pub(super) const END: &str = "End one well: finish, redefine, close, or stop now without fault";
pub(super) const DRAFT: &str =
    "Draft the agreement with a person from what is known; keep it, and fill in the rest together";
pub(super) const QUESTIONS: &str = "The ten lines both sides answer, with the last adjustment first";
pub(super) const COMPARE: &str = "Match cards, the best fit first; what is not known counts for nothing and is said";
pub(super) const START: &str = "A match card for a person, its seven lines still unknown";

pub(super) fn build_ref(command: Command) -> Command {
    command.arg(kind::reference())
}

pub(super) fn build_look_back(command: Command) -> Command {
    super::handed::flags(command.arg(kind::reference()))
}

pub(super) fn build_none(command: Command) -> Command {
    command
}

pub(super) fn build_end(command: Command) -> Command {
    command
        .arg(Arg::new("ref").value_name("REF").required(true).help("Which mentorship, or whose"))
        .arg(
            Arg::new("how")
                .value_name("HOW")
                .required(true)
                .value_parser(["finish", "redefine", "close", "stop"])
                .help("finish: two last talks; redefine: another form; close: it is done; stop: now"),
        )
        .arg(Arg::new("reason").long("reason").value_name("TEXT").allow_hyphen_values(true).help("One line; private"))
        .arg(
            Arg::new("promise")
                .long("promise")
                .value_name("REF=FATE")
                .action(ArgAction::Append)
                .help("What becomes of an open promise: done, handed-over or released; repeat for more"),
        )
        .arg(
            Arg::new("cadence")
                .long("cadence")
                .value_name("DAYS")
                .value_parser(clap::value_parser!(i64).range(0..=3660))
                .help("With finish: days between the last talks; else how often to be in touch, 0 for no rhythm"),
        )
        .arg(
            Arg::new("role")
                .long("role")
                .value_name("ROLE")
                .value_parser(["peer", "sponsor", "friend", "none"])
                .help("What you are to each other afterwards"),
        )
        .arg(
            Arg::new("first")
                .long("first")
                .value_name("WHO")
                .value_parser(["me", "them"])
                .help("Who writes first afterwards"),
        )
        .arg(Arg::new("last-talk").long("last-talk").value_name("WHEN").allow_hyphen_values(true).help(
            "With finish: plans the last talk, with the closing agenda; next puts that on the talk that is planned",
        ))
        .arg(
            Arg::new("keep-look-back")
                .long("keep-look-back")
                .action(ArgAction::SetTrue)
                .help("Keeps the look back as a note of mine"),
        )
        .arg(
            Arg::new("unsafe")
                .long("unsafe")
                .action(ArgAction::SetTrue)
                .help("It did not feel safe: nothing is drafted for them"),
        )
}

pub(super) fn build_questions(command: Command) -> Command {
    command.arg(kind::reference().help("Which mentorship").required(false))
}

/// The mentorship a reference names, or that of the person it names.
fn mentorship(reader: Reader<'_>, text: &str) -> Result<Id, Fault> {
    match find(reader, text, Some(Kind::Mentorship), Where::Live) {
        Err(Fault::NoMatch { .. }) => {
            let person = find(reader, text, Some(Kind::Person), Where::Live)?;
            let found = reader.back_links(person, 200).map_err(|error| Fault::Cannot(error.to_string()))?;
            let link = found.into_iter().find(|link| link.kind == Kind::Mentorship);
            link.map(|link| link.id)
                .ok_or_else(|| Fault::NoMatch { text: text.to_owned(), kind: Some(Kind::Mentorship) })
        }
        other => other,
    }
}

pub(super) fn look_back(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let id = mentorship(store.read(), &kind::the_ref(matches))?;
    let now = context.now();
    if super::handed::out(matches).is_some() {
        let lines = store.read().look_back_told(id, &now)?.lines(&now);
        let person = store.read().find(id)?.and_then(|record| record.link("person"));
        drop(store);
        let person = person.ok_or_else(|| Fault::Cannot("the mentorship names nobody to hand it to".to_owned()))?;
        return super::handed::write(matches, &lines, "look-back", (person, (id, Kind::Mentorship)), context);
    }
    let page = store.read().look_back(id, &now)?;
    let lines = page.lines(&now);
    if context.out.json() {
        let mut json = serde_json::to_value(&page)?;
        if let Some(fields) = json.as_object_mut() {
            fields.insert("markdown".to_owned(), json!(lines.join("\n")));
        }
        return Ok(context.out.emit(&json)?);
    }
    for line in lines {
        context.out.say(&line)?;
    }
    Ok(())
}

pub(super) fn end(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let how = match text("how").unwrap_or_default().as_str() {
        "finish" => Ending::Finish,
        "redefine" => Ending::Redefine,
        "close" => Ending::Close,
        _ => Ending::Stop,
    };
    let (reason, is_unsafe) = (text("reason"), matches.get_flag("unsafe"));
    let ended = context.change(|writer, context| {
        let closing = closing(matches, how, reason.clone(), writer.read(), context)?;
        let ended = writer.close_mentorship(&closing, &|kind| context.settings.visibility_of(kind))?;
        Ok((format!("{}: “{}”", ended.record.text("state"), ended.record.title), ended))
    })?;
    if context.out.json() {
        return context.show_now(ended.record.id);
    }
    let store = context.written()?;
    context.out.aside(&format!("“{}” is {}.", ended.record.title, ended.record.text("state")))?;
    for text in &ended.released {
        context.out.aside(&format!("  released: {text}"))?;
    }
    let short_id = store.read().short_id(ended.record.id, Kind::Mentorship)?;
    if how == Ending::Finish {
        let next = [
            "Two last talks are enough: look back, then look on. For the agenda: mentee meeting prepare REF --template closing",
            &format!("The page to look back with: mentee mentorship look-back {short_id}"),
            &format!("When they are held: mentee mentorship end {short_id} close, or redefine"),
        ];
        next.iter().try_for_each(|line| context.out.aside(line))?;
        return Ok(());
    }
    if how == Ending::Stop && is_unsafe {
        return Ok(context.out.say(&format!("\n{UNSAFE}"))?);
    }
    if let (Ending::Stop, Some(person)) = (how, ended.person) {
        let now = context.now();
        let facts = store.read().letter_facts(Purpose::Goodbye, person, None, &now)?;
        if let Some(letter) = letters::draft(Purpose::Goodbye, &facts, &context.content()?, &now) {
            context.out.aside(&format!("\nThree lines you could send:\n\n{}", letter.text))?;
        }
    }
    let aim = ended.record.text("aim_type");
    if store.read().uncovered(aim)? {
        context
            .out
            .aside(&format!("\nNobody covers “{aim}” now; mentee match start PERSON looks at somebody for it."))?;
    }
    Ok(())
}

/// An ending as the flags choose it.
fn closing(
    matches: &ArgMatches,
    how: Ending,
    reason: Option<String>,
    reader: Reader<'_>,
    context: &Context,
) -> Result<Closing> {
    let text = |id: &str| matches.get_one::<String>(id).map(|text| words::plain(text).to_owned());
    let id = mentorship(reader, &kind::the_ref(matches))?;
    let parting = reader.parting(id, &context.content()?, &context.now())?;
    let felt_unsafe = matches.get_flag("unsafe");
    let mut promises = Vec::new();
    for pair in matches.get_many::<String>("promise").into_iter().flatten() {
        let pair = words::plain(pair);
        let fate = pair.rsplit_once('=').and_then(|(named, fate)| Some((named, Fate::read(fate.trim())?)));
        let wrong = || Fault::Usage(format!("“{pair}” is no REF=FATE; a fate is done, handed-over or released"));
        let (named, fate) = fate.ok_or_else(wrong)?;
        promises.push((find(reader, named.trim(), Some(Kind::Action), Where::Live)?, fate));
    }
    let days = matches.get_one::<i64>("cadence").copied();
    let last_talk = text("last-talk");
    let on_next = last_talk.as_deref() == Some("next");
    let last_talk = last_talk.filter(|_| !on_next).map(|text| context.day(&text, Lean::Future)).transpose()?;
    let keep = matches.get_flag("keep-look-back") && !felt_unsafe;
    Ok(Closing {
        reason,
        felt_unsafe,
        promises,
        cadence: days.filter(|days| how == Ending::Finish && *days > 0),
        touch: days.filter(|_| how != Ending::Finish),
        last_talk,
        on_next,
        agenda: parting.agenda,
        role: text("role"),
        first: text("first"),
        look_back: keep.then_some(parting.look_back),
        ..Closing::of(id, how)
    })
}

/// What is known fills the braces of the agreement; the rest stays to be filled in together.
pub(super) fn draft(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let content = context.content()?;
    let text = kind::the_ref(matches);
    let now = context.now();
    let id = context.change(|writer, context| {
        let reader = writer.read();
        let id = mentorship(reader, &text)?;
        let record = reader.find(id)?.ok_or_else(|| Error::Gone(id.to_string()))?;
        let mentor = record.link("person").map(|id| reader.title(id)).transpose()?.flatten().unwrap_or_default();
        let me = reader.profile()?.map(|id| reader.title(id)).transpose()?.flatten();
        let start = record.day("start").unwrap_or(now.today());
        let review = start.checked_add_months(chrono::Months::new(3));
        let day = |day: crate::domain::Day| dates::say(day, &now);
        let mut fills = BTreeMap::new();
        let mut known = |name: &str, value: Option<String>| {
            fills.extend(value.map(|value| (name.to_owned(), value)));
        };
        known("mentee", me);
        known("mentor", Some(mentor.clone()));
        known("start", Some(day(start)));
        known("review", review.map(day));
        known("end", record.day("planned_end").map(day));
        let days = record.get("cadence_days").as_i64();
        known("n", days.map(|days| ((days + 3) / 7).max(1).to_string()));
        known("minutes", record.get("length_min").as_i64().map(|minutes| minutes.to_string()));
        known("k", Some("2".to_owned()));
        known("quarter", Some("quarter".to_owned()));
        let mut body = fill(&content.agreement, &fills);
        for (who, field) in [(fills.get("mentee"), "aim_mentee"), (Some(&mentor), "aim_mentor")] {
            let aim = record.text(field).trim_end_matches('.');
            if let (Some(who), false) = (who, aim.is_empty()) {
                body = body.replacen(&format!("{who} hopes to … ."), &format!("{who} hopes to: {aim}."), 1);
            }
        }
        let mut fields = Fields::from_iter([
            ("title".to_owned(), json!(format!("How {mentor} and I work"))),
            ("mentorship".to_owned(), json!(id)),
            ("body".to_owned(), json!(body)),
        ]);
        for (field, day) in [("review", review), ("end", record.day("planned_end"))] {
            fields.extend(day.map(|day| (field.to_owned(), json!(day.to_string()))));
        }
        let patch = Patch { fields, ..Patch::default() };
        let made = writer.add(Kind::Agreement, patch, context.settings.visibility_of(Kind::Agreement))?;
        Ok((format!("drafted the agreement with {mentor}"), made.id))
    })?;
    context.show_now(id)
}

pub(super) fn questions(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let content = context.content()?;
    let store = context.reading()?;
    let text = kind::the_ref(matches);
    let last = match text.as_str() {
        "" => None,
        text => store.read().last_adjustment(mentorship(store.read(), text)?, &context.now())?,
    };
    if context.out.json() {
        let items = content.evaluation.iter().map(|item| json!({"theme": item.theme, "text": item.text}));
        let last = last
            .as_ref()
            .map(|last| json!({"id": last.id, "adjustment": last.text, "due": last.due, "done": last.done}));
        return Ok(context.out.emit(&json!({"last_adjustment": last, "items": items.collect::<Vec<_>>()}))?);
    }
    if let Some(last) = last {
        let done =
            last.done.map_or_else(|| "done?".to_owned(), |day| format!("done {}", dates::say(day, &context.now())));
        context.out.say(&format!("Last time: “{}”, {done}\n", last.text))?;
    }
    for (n, item) in content.evaluation.iter().enumerate() {
        context.out.say(&format!("{:>4}  {}", n + 1, item.text))?;
    }
    Ok(context.out.aside("\n  1 not yet · 2 a little · 3 partly · 4 mostly · 5 fully · - not applicable\n  mentee evaluation add --mentorship REF --mine 5,4,… --adjustment TEXT --adjustment-due WHEN")?)
}

pub(super) fn compare(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let cards = store.read().match_cards()?;
    if context.out.json() {
        let rows = cards.iter().map(|card| {
            json!({"id": card.id, "title": card.title, "score": card.score.score, "known": card.score.known,
                   "lines": card.score.lines, "unknown": card.unknown})
        });
        return Ok(context.out.emit(&rows.collect::<Vec<_>>())?);
    }
    if cards.is_empty() {
        return Ok(context.out.aside("No match card yet; mentee match start PERSON makes the first.")?);
    }
    for card in cards {
        let short_id = store.read().short_id(card.id, Kind::Match)?;
        let title = context.out.fit(&card.title, 50);
        let pad = 50_usize.saturating_sub(title.width());
        context.out.say(&format!("  {short_id:<6}{title}{:pad$}  {}", "", card.score.text()))?;
        for line in &card.unknown {
            context.out.say(&format!("        not known yet: {line}"))?;
        }
    }
    Ok(())
}

pub(super) fn start(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = kind::the_ref(matches);
    let id = context.change(|writer, context| {
        let person = find(writer.read(), &text, Some(Kind::Person), Where::Live)?;
        let card = Match { person: Some(person), lines: match_score::blank_lines(), ..Match::default() };
        let fields = match serde_json::to_value(card)? {
            Value::Object(fields) => fields,
            _ => Fields::new(),
        };
        let patch = Patch { fields, ..Patch::default() };
        let made = writer.add(Kind::Match, patch, context.settings.visibility_of(Kind::Match))?;
        Ok((format!("began a match card for {}", made.title), made.id))
    })?;
    context.show_now(id)
}

/// The gap view of an evaluation, in the words of its lines.
pub(super) fn gap_lines(record: &crate::domain::Record, context: &Context) -> Result<Vec<(String, String)>> {
    let evaluation = record.read()?;
    let items: Vec<String> = context.content()?.evaluation.into_iter().map(|item| item.text).collect();
    Ok(rating_gap::view(&evaluation, &items).into_iter().map(|line| (line.mark(), line.text)).collect())
}
