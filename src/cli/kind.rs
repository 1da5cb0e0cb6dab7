//! `mentee KIND add|list|show|edit|delete|restore` for every kind, from its field table.

use anyhow::Result;
use clap::{Arg, ArgAction, ArgMatches, Command};
use serde_json::Value;

use crate::domain::{Field, Fields, Kind, Lean, Type, Visibility, reading};
use crate::report::Fault;
use crate::store::{ANY, Filter, Patch, Reader, Where};

use super::context::{Context, find, read_fields};
use super::{
    blurb, check_in, goal, learning, mentorship, merge, obstacle, onto_agenda, prepare, progress_review, settle, show,
    suggest, summary, touch, words,
};

/// A verb that only one kind has.
struct Own {
    kind: Kind,
    name: &'static str,
    about: &'static str,
    build: fn(Command) -> Command,
    run: fn(&ArgMatches, &mut Context) -> Result<()>,
}

/// The verbs that only one kind has.
const OWN: &[Own] = &[
    Own { kind: Kind::Person, name: "touch", about: touch::ABOUT, build: touch::build, run: touch::run },
    Own { kind: Kind::Person, name: "merge", about: merge::ABOUT, build: merge::build, run: merge::run },
    Own { kind: Kind::Introduction, name: "blurb", about: blurb::ABOUT, build: blurb::build, run: blurb::run },
    Own { kind: Kind::Insight, name: "act", about: learning::ACT, build: learning::build_act, run: learning::act },
    Own { kind: Kind::Primer, name: "ask", about: learning::ASK, build: learning::build_act, run: learning::ask },
    Own { kind: Kind::Term, name: "look", about: learning::LOOK, build: learning::build_look, run: learning::look },
    Own { kind: Kind::Meeting, name: "prepare", about: prepare::ABOUT, build: prepare::build, run: prepare::run },
    Own { kind: Kind::Meeting, name: "settle", about: settle::ABOUT, build: settle::build, run: settle::run },
    Own { kind: Kind::Meeting, name: "summary", about: summary::ABOUT, build: summary::build, run: summary::run },
    Own {
        kind: Kind::Meeting,
        name: "review",
        about: progress_review::ABOUT,
        build: progress_review::build,
        run: progress_review::run,
    },
    Own { kind: Kind::Goal, name: "pause", about: goal::PAUSE, build: goal::build_pause, run: goal::pause },
    Own { kind: Kind::Goal, name: "resume", about: goal::RESUME, build: goal::build_resume, run: goal::resume },
    Own { kind: Kind::Goal, name: "drop", about: goal::DROP, build: goal::build_drop, run: goal::drop_goal },
    Own {
        kind: Kind::Goal,
        name: "templates",
        about: goal::TEMPLATES,
        build: goal::build_templates,
        run: goal::templates,
    },
    Own {
        kind: Kind::Obstacle,
        name: "lessons",
        about: obstacle::LESSONS,
        build: obstacle::build_lessons,
        run: obstacle::lessons,
    },
    Own {
        kind: Kind::Obstacle,
        name: "rehearse",
        about: obstacle::REHEARSE,
        build: obstacle::build_rehearse,
        run: obstacle::rehearse,
    },
    Own {
        kind: Kind::Mentorship,
        name: "look-back",
        about: mentorship::LOOK_BACK,
        build: mentorship::build_look_back,
        run: mentorship::look_back,
    },
    Own {
        kind: Kind::Mentorship,
        name: "end",
        about: mentorship::END,
        build: mentorship::build_end,
        run: mentorship::end,
    },
    Own {
        kind: Kind::Agreement,
        name: "draft",
        about: mentorship::DRAFT,
        build: mentorship::build_ref,
        run: mentorship::draft,
    },
    Own {
        kind: Kind::Evaluation,
        name: "questions",
        about: mentorship::QUESTIONS,
        build: mentorship::build_questions,
        run: mentorship::questions,
    },
    Own {
        kind: Kind::Evaluation,
        name: "agenda",
        about: onto_agenda::GAPS,
        build: onto_agenda::build_gaps,
        run: onto_agenda::gaps,
    },
    Own {
        kind: Kind::Match,
        name: "compare",
        about: mentorship::COMPARE,
        build: mentorship::build_none,
        run: mentorship::compare,
    },
    Own {
        kind: Kind::Match,
        name: "start",
        about: mentorship::START,
        build: mentorship::build_ref,
        run: mentorship::start,
    },
    Own { kind: Kind::Question, name: "suggest", about: suggest::ABOUT, build: suggest::build, run: suggest::run },
    Own {
        kind: Kind::Question,
        name: "agenda",
        about: onto_agenda::QUESTION,
        build: onto_agenda::build_question,
        run: onto_agenda::question,
    },
];

/// What can be done with a kind.
const VERBS: &[(&str, &str)] = &[
    ("add", "Add one"),
    ("list", "List them, newest first"),
    ("show", "Show one"),
    ("edit", "Change fields of one"),
    ("delete", "Put one into the trash; `mentee undo` or `restore` brings it back"),
    ("restore", "Take one out of the trash"),
];

/// Whether this is a verb of every kind.
pub(super) fn is_verb(name: &str) -> bool {
    VERBS.iter().any(|(verb, _)| *verb == name)
}

/// Adds the verbs, with flags only for the one that is named.
pub(super) fn build(kind: Kind, command: Command, verb: &str) -> Command {
    let spec = kind.spec();
    if kind == Kind::CheckIn && !is_verb(verb) {
        return check_in::build(command)
            .subcommands(VERBS.iter().map(|(name, about)| Command::new(*name).about(*about)));
    }
    let mut command = command.subcommand_required(true).arg_required_else_help(true);
    for (name, about) in VERBS {
        let mut sub = Command::new(*name).about(*about);
        if *name == verb {
            sub = match *name {
                "add" if kind == Kind::Goal => goal::build_add(flags(sub, kind).arg(text_arg(spec.title))),
                "add" => flags(sub, kind).arg(text_arg(spec.title)),
                "show" if kind == Kind::Goal => goal::build_show(sub.arg(reference())),
                "list" => filters(sub, kind),
                "edit" => flags(sub.arg(reference()), kind),
                _ => sub.arg(reference()),
            };
        }
        command = command.subcommand(sub);
    }
    for own in OWN.iter().filter(|own| own.kind == kind) {
        command = command.subcommand((own.build)(Command::new(own.name).about(own.about)));
    }
    command
}

/// A reference, in as many words as it takes.
pub(super) fn reference() -> Arg {
    Arg::new("ref").value_name("REF").required(true).num_args(1..).help("A short id, an id, a title, or words of it")
}

fn text_arg(title: &str) -> Arg {
    let help = if title.is_empty() { "Nothing: this kind has no title".to_owned() } else { format!("Its {title}") };
    Arg::new("text").value_name("TEXT").num_args(0..).help(help)
}

/// One flag a field, and the common ones.
fn flags(mut command: Command, kind: Kind) -> Command {
    for field in kind.spec().fields {
        command = command.arg(field_arg(field, format!("{} ({})", field.help, field.ty.expected())));
    }
    command.arg(value_arg("tags", "tags", "Tags").visible_alias("tag")).arg(value_arg(
        "visibility",
        "visibility",
        "private, mentors, or people",
    ))
}

/// What `list` filters by.
fn filters(mut command: Command, kind: Kind) -> Command {
    for field in kind.spec().fields.iter().filter(|field| field.name != "person") {
        command = command.arg(field_arg(field, format!("Only with this {}", field.label.to_lowercase())));
    }
    command
        .arg(value_arg("person", "person", "Only what has to do with this person"))
        .arg(value_arg("tag", "tag", "Only with this tag").visible_alias("tags"))
        .arg(value_arg("since", "since", "From this day on").value_name("WHEN"))
        .arg(value_arg("until", "until", "Up to this day, included").value_name("WHEN"))
        .arg(value_arg("sort", "sort", "In the order of this field; downwards with a - before it").value_name("FIELD"))
        .arg(value_arg("limit", "limit", "At most so many").value_name("N").value_parser(clap::value_parser!(usize)))
}

fn field_arg(field: &'static Field, help: String) -> Arg {
    let long = field.flag_name();
    value_arg(field.name, "", "").long(long).help(help).value_name(field.name.to_uppercase())
}

fn value_arg(id: &'static str, long: &'static str, help: &'static str) -> Arg {
    let arg = Arg::new(id).action(ArgAction::Append).num_args(1).allow_hyphen_values(true).help(help);
    if long.is_empty() { arg } else { arg.long(long) }
}

/// Runs a verb.
pub(super) fn run(kind: Kind, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    match matches.subcommand() {
        Some(("add", matches)) => add(kind, matches, context),
        Some(("list", matches)) => list(kind, matches, context),
        Some(("show", matches)) => {
            let store = context.reading()?;
            let id = find(store.read(), &the_ref(matches), Some(kind), Where::Live)?;
            if kind == Kind::Goal && matches.get_flag("explain") {
                return goal::explain(id, context);
            }
            let record = store.read().find(id)?.ok_or_else(|| crate::store::Error::Gone(id.to_string()))?;
            context.show(store.read(), &record)?;
            let gap = if kind == Kind::Evaluation { mentorship::gap_lines(&record, context)? } else { Vec::new() };
            if !gap.is_empty() && !context.out.json() {
                context.out.say("")?;
                context.out.head("● you  ○ they")?;
                show::print_rows(&mut context.out, &gap)?;
            }
            Ok(())
        }
        Some(("edit", matches)) => edit(kind, matches, context),
        Some(("delete", matches)) => bin(kind, &the_ref(matches), true, context),
        Some(("restore", matches)) => bin(kind, &the_ref(matches), false, context),
        Some((verb, matches)) if OWN.iter().any(|own| own.kind == kind && own.name == verb) => {
            let own = OWN.iter().find(|own| own.kind == kind && own.name == verb);
            own.map_or(Ok(()), |own| (own.run)(matches, context))
        }
        _ if kind == Kind::CheckIn => check_in::run(matches, context),
        _ => Err(Fault::Usage(format!("say what to do: mentee {} add, list, show …", kind.spec().command())).into()),
    }
}

/// The words of a reference.
pub(super) fn the_ref(matches: &ArgMatches) -> String {
    words::joined(matches.get_many::<String>("ref").into_iter().flatten())
}

/// The texts given for a flag.
fn given(matches: &ArgMatches, id: &str) -> Option<Vec<String>> {
    let values = matches.try_get_many::<String>(id).ok()??;
    Some(values.map(|value| words::plain(value).to_owned()).collect())
}

/// What the flags of `add` and `edit` say.
fn patch(kind: Kind, matches: &ArgMatches, reader: Reader<'_>, context: &Context) -> Result<Patch> {
    let texts: Vec<(&'static Field, Vec<String>)> =
        kind.spec().fields.iter().filter_map(|field| Some((field, given(matches, field.name)?))).collect();
    let now = context.now();
    let fields = read_fields(reader, &now, texts.iter().map(|(field, texts)| (*field, texts.as_slice())));
    let visibility = match given(matches, "visibility") {
        Some(texts) => Some(visibility(reader, &texts.join(","))?),
        None => None,
    };
    let tags = given(matches, "tags").map(|texts| tags(&texts));
    Ok(Patch { fields: fields.map_err(super::context::Off::into_inner)?, tags, visibility })
}

/// Tags from flags: by commas or by repeating, with or without `#`, none twice.
fn tags(texts: &[String]) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in texts.iter().flat_map(|text| reading::split(text)) {
        let tag = tag.trim_start_matches('#').to_owned();
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

/// `private`, `mentors`, or people by name.
fn visibility(reader: Reader<'_>, text: &str) -> Result<Visibility> {
    match text.trim() {
        "private" | "" => Ok(Visibility::Private),
        "mentors" => Ok(Visibility::Mentors),
        names => {
            let people =
                reading::split(names).into_iter().map(|name| find(reader, &name, Some(Kind::Person), Where::Live));
            Ok(Visibility::People(people.collect::<Result<_, _>>()?))
        }
    }
}

fn add(kind: Kind, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let spec = kind.spec();
    let text = words::joined(matches.get_many::<String>("text").into_iter().flatten());
    let record = context.change(|writer, context| {
        let mut patch = patch(kind, matches, writer.read(), context)?;
        if !text.is_empty() {
            let field = spec.title_field().ok_or_else(|| {
                Fault::Usage(format!("a {} has no title of its own; name its fields, as in --date today", spec.label))
            })?;
            let read = read_fields(writer.read(), &context.now(), [(field, std::slice::from_ref(&text))]);
            patch.fields.extend(read.map_err(super::context::Off::into_inner)?);
        }
        if kind == Kind::Goal
            && let Some(mut fields) = goal::from_template(matches, &patch.fields, context)?
        {
            // What is said beside the template stands above it.
            fields.extend(goal::due_of(matches, context).map(|due| ("due".to_owned(), due)));
            fields.extend(std::mem::take(&mut patch.fields));
            patch.fields = fields;
        }
        let record = writer.add(kind, patch, context.settings.visibility_of(kind))?;
        Ok((format!("added {}", record.named()), record))
    })?;
    goal::ask_if_many(context, &record)?;
    context.show_saved(record.id)
}

fn edit(kind: Kind, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = the_ref(matches);
    let (record, asks) = context.change(|writer, context| {
        let id = find(writer.read(), &text, Some(kind), Where::Live)?;
        let patch = patch(kind, matches, writer.read(), context)?;
        if patch.fields.is_empty() && patch.tags.is_none() && patch.visibility.is_none() {
            let spec = kind.spec();
            let field = spec.fields.first().map(Field::flag_name).unwrap_or_default();
            let hint = format!("say what to change, as in mentee {} edit REF --{field} …", spec.command());
            return Err(Fault::Usage(hint).into());
        }
        let record = writer.edit(id, &patch)?;
        // One more goal under way, or in focus, may be one too many.
        let asks = patch.fields.contains_key("state") || patch.fields.contains_key("focus");
        Ok((format!("changed {}", record.named()), (record, asks)))
    })?;
    if asks {
        goal::ask_if_many(context, &record)?;
    }
    context.show_now(record.id)
}

fn bin(kind: Kind, text: &str, into: bool, context: &mut Context) -> Result<()> {
    let record = context.change(|writer, _| {
        let place = if into { Where::Live } else { Where::Trash };
        let id = find(writer.read(), text, Some(kind), place)?;
        let record = if into { writer.delete(id)? } else { writer.restore(id)? };
        let verb = if into { "deleted" } else { "restored" };
        Ok((format!("{verb} {}", record.named()), record))
    })?;
    if context.out.json() {
        return context.show_now(record.id);
    }
    let said = if into { "is in the trash; `mentee undo` brings it back" } else { "is back" };
    Ok(context.out.aside(&format!("“{}” {said}", record.title))?)
}

fn list(kind: Kind, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let store = context.reading()?;
    let filter = filter(kind, matches, store.read(), context)?;
    let now = context.now();
    let pager = context.world.pager.clone();
    context.out.page(pager.as_deref());
    if context.out.json() {
        let mut first = true;
        let out = &mut context.out;
        let reader = store.read();
        reader.list(&filter, &now, &mut |record| {
            let short_id = reader.short_id(record.id, record.kind)?;
            let json = crate::domain::record::Json { record: &record, short_id: Some(&short_id), derived: None };
            out.emit_item(first, &json).map_err(crate::store::Error::Output)?;
            first = false;
            Ok(())
        })?;
        return Ok(context.out.emit_end(first)?);
    }
    show::list(&mut context.out, store.read(), &filter, &now)
}

fn filter(kind: Kind, matches: &ArgMatches, reader: Reader<'_>, context: &Context) -> Result<Filter> {
    let spec = kind.spec();
    let mut filter = Filter {
        kind,
        fields: Vec::new(),
        since: None,
        until: None,
        tags: given(matches, "tag").map(|texts| tags(&texts)).unwrap_or_default(),
        person: None,
        sort: None,
        limit: matches.get_many::<usize>("limit").and_then(|mut values| values.next_back().copied()),
    };
    for field in spec.fields.iter().filter(|field| field.name != "person") {
        let Some(texts) = given(matches, field.name) else { continue };
        let mut values = Vec::new();
        for text in texts.iter().flat_map(|text| options(field, text)) {
            values.push(filter_value(field, &text, reader, context)?);
        }
        filter.fields.push((field, values));
    }
    if let Some(text) = given(matches, "person").and_then(|texts| texts.last().cloned()) {
        filter.person = Some(find(reader, &text, Some(Kind::Person), Where::Live)?);
    }
    let bound = |id: &str| -> Result<Option<crate::domain::Day>> {
        given(matches, id)
            .and_then(|texts| texts.last().cloned())
            .map(|text| context.day(&text, Lean::Past))
            .transpose()
    };
    filter.since = bound("since")?;
    filter.until = bound("until")?;
    if let Some(text) = given(matches, "sort").and_then(|texts| texts.last().cloned()) {
        let (name, down) = match text.strip_prefix('-') {
            Some(name) => (name, true),
            None => (text.as_str(), false),
        };
        let name = name.replace('-', "_");
        if !["title", "created", "updated", "day", "due", "state"].contains(&name.as_str())
            && spec.field(&name).is_none()
        {
            return Err(Fault::Usage(format!("a {} has no field `{name}` to sort by", spec.label)).into());
        }
        filter.sort = Some((name, down));
    }
    Ok(filter)
}

/// The values of a filter: vocabulary and links may name several by commas.
fn options(field: &Field, text: &str) -> Vec<String> {
    match field.ty {
        Type::Choice(_) | Type::Link(_) | Type::Links(_) | Type::Owner | Type::Lines => reading::split(text),
        _ => vec![text.to_owned()],
    }
}

/// One value a field may hold; empty text looks for records without the field.
fn filter_value(field: &'static Field, text: &str, reader: Reader<'_>, context: &Context) -> Result<Value> {
    if text == ANY {
        return Ok(Value::from(ANY));
    }
    if matches!(field.ty, Type::Lines | Type::Text | Type::Rows(_)) && !text.is_empty() {
        return Ok(Value::from(text));
    }
    let texts = [text.to_owned()];
    let fields: Fields =
        read_fields(reader, &context.now(), [(field, texts.as_slice())]).map_err(super::context::Off::into_inner)?;
    Ok(match fields.get(field.name) {
        Some(Value::Array(list)) => list.first().cloned().unwrap_or(Value::Null),
        Some(value) => value.clone(),
        None => Value::Null,
    })
}
