//! `mentee learning`: ideas on their way, the toolbox, pairs, skills and who covers them, primers; `world`, and the verbs
//! of ideas, words and primers that other kinds have not.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command};

use crate::config::Glyphs;
use crate::domain::Kind;
use crate::domain::learning::page::{Asked, Page, SkillRow};
use crate::domain::share::paper::Paper;
use crate::domain::text::bar;
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, find};
use super::output::Output;
use super::words;

pub(super) const ABOUT: &str = "Ideas on their way and what they ask next, the toolbox, pairs, skills, primers";
pub(super) const WORLD: &str = "My world in one page, for somebody from another field; Markdown";

/// So many rows of a part are told, then how many more there are.
const ROWS: usize = 12;
/// How wide a title is.
const TITLE: usize = 60;

pub(super) fn build(command: Command, _: &str) -> Command {
    super::paper::build(command)
}

pub(super) fn build_world(command: Command, _: &str) -> Command {
    command
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    if let Some((name, matches)) = matches.subcommand()
        && let Some(paper) = Paper::read(name)
    {
        return super::paper::run(paper, matches, context);
    }
    let now = context.now();
    let page = context.reading()?.read().learning(&now)?;
    if context.out.json() {
        return Ok(context.out.emit(&page)?);
    }
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    let out = &mut context.out;
    if page == Page::default() {
        out.aside("Nothing here yet; `mentee insight add TEXT` keeps the first idea, `mentee skill add NAME` the first skill.")?;
        return Ok(());
    }
    ideas(&page, out)?;
    toolbox(&page, out)?;
    skills(&page.skills, out, ascii)?;
    fields(&page, out)
}

/// The pipeline, what is asked next, and the shelf.
fn ideas(page: &Page, out: &mut Output) -> Result<()> {
    out.head("IDEAS")?;
    let stages = page.pipeline.stages();
    let stages: Vec<String> = stages.iter().filter(|(_, n)| *n > 0).map(|(name, n)| format!("{n} {name}")).collect();
    out.say(&format!("  {}", if stages.is_empty() { "none yet".to_owned() } else { stages.join(" · ") }))?;
    if page.transfer.whole > 0 {
        out.say(&format!("  in use, of ideas two months old: {}", page.transfer.text()))?;
    }
    for (head, rows) in [("NEXT", &page.next), ("ON THE SHELF: captured, and left there", &page.shelf)] {
        if rows.is_empty() {
            continue;
        }
        out.say("")?;
        out.head(head)?;
        for asked in rows.iter().take(ROWS) {
            idea(asked, out)?;
        }
        more(rows.len(), out)?;
    }
    Ok(())
}

fn idea(asked: &Asked, out: &mut Output) -> Result<()> {
    let title = out.fit(&asked.title, TITLE);
    let from: Vec<String> = asked.person.iter().chain(&asked.industry).cloned().collect();
    out.say(format!("  {} · {} · {}", title.as_str(), asked.state, from.join(", ")).trim_end_matches(" · "))?;
    if let Some(next) = asked.next {
        out.say(&format!("    {}", next.question))?;
    }
    Ok(())
}

fn toolbox(page: &Page, out: &mut Output) -> Result<()> {
    if !page.toolbox.is_empty() {
        out.say("")?;
        out.head("TOOLBOX: ideas in use, by problem")?;
        for drawer in page.toolbox.iter().take(ROWS) {
            let name =
                if drawer.problem.is_empty() { "without a tag".to_owned() } else { format!("#{}", drawer.problem) };
            out.say(&format!("  {name}"))?;
            for tool in drawer.tools.iter().take(ROWS) {
                let from = tool.industry.as_ref().map(|industry| format!(" · {industry}")).unwrap_or_default();
                out.say(&format!("    {}{from}", out.fit(&tool.title, TITLE).as_str()))?;
            }
            more(drawer.tools.len(), out)?;
        }
    }
    if !page.pairs.is_empty() {
        out.say("")?;
        out.head("TWO FIELDS, ONE THEME")?;
        for pair in page.pairs.iter().take(ROWS) {
            let [a, b] = &pair.titles;
            let [x, y] = &pair.industries;
            let tags: Vec<String> = pair.tags.iter().map(|tag| format!("#{tag}")).collect();
            out.say(&format!("  {} · {x}", out.fit(a, TITLE).as_str()))?;
            out.say(&format!("  {} · {y}", out.fit(b, TITLE).as_str()))?;
            out.say(&format!("    {}", tags.join(" ")))?;
        }
        more(page.pairs.len(), out)?;
    }
    Ok(())
}

/// Skills by group: where they stand and who covers them.
fn skills(rows: &[SkillRow], out: &mut Output, ascii: bool) -> Result<()> {
    for group in [Some("core"), Some("domain"), Some("tool"), None] {
        let rows: Vec<&SkillRow> = rows.iter().filter(|row| row.cover.group == group).collect();
        if rows.is_empty() {
            continue;
        }
        out.say("")?;
        out.head(&format!("SKILLS{}", group.map(|group| format!(": {group}")).unwrap_or_default()))?;
        for row in rows {
            let level = row.standing.own.unwrap_or(0);
            let drawn = bar(crate::domain::figures::real(level) / 5.0, 5, ascii);
            let title = out.fit(&row.cover.title, 28);
            let pad = 28_usize.saturating_sub(title.width());
            let text = row.standing.text().unwrap_or_else(|| "not rated yet".to_owned());
            out.say(&format!("  {}{:pad$}  {drawn}  {text}", title.as_str(), ""))?;
            let words = row.standing.words.map(|words| format!("{words} · ")).unwrap_or_default();
            out.say(&format!("    {words}who could show you: {}", row.cover.words()))?;
        }
    }
    Ok(())
}

/// Primers, and what is not known of a field.
fn fields(page: &Page, out: &mut Output) -> Result<()> {
    if page.primers.is_empty() && page.without_primer.is_empty() {
        return Ok(());
    }
    out.say("")?;
    out.head("FIELDS")?;
    for row in page.primers.iter().take(ROWS) {
        let empty =
            if row.empty == 0 { "complete".to_owned() } else { format!("{} of 8 lines to ask about", row.empty) };
        out.say(&format!("  {} · {empty}", row.industry))?;
    }
    for industry in page.without_primer.iter().take(ROWS) {
        out.say(&format!("  {industry} · no primer yet"))?;
    }
    Ok(())
}

fn more(all: usize, out: &mut Output) -> Result<()> {
    if all > ROWS {
        out.say(&format!("  and {} more", all - ROWS))?;
    }
    Ok(())
}

/// `mentee world`.
pub(super) fn world(_: &ArgMatches, context: &mut Context) -> Result<()> {
    let lines = context.reading()?.read().my_world()?;
    if context.out.json() {
        let page = (!lines.is_empty()).then(|| lines.join("\n"));
        return Ok(context.out.emit(&serde_json::json!({"markdown": page}))?);
    }
    if lines.is_empty() {
        context.out.aside(
            "Nothing to tell yet: `mentee profile add NAME --home-industry …` and a primer of your field fill it.",
        )?;
        return Ok(());
    }
    for line in lines {
        context.out.say(&line)?;
    }
    Ok(())
}

pub(super) const LOOK: &str = "What a word means, theirs or ours, in at most three lines";

/// `mentee term look`.
pub(super) fn build_look(command: Command) -> Command {
    command.arg(Arg::new("words").value_name("WORDS").required(true).num_args(1..).help("A word of theirs, or of ours"))
}

pub(super) fn look(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("words").into_iter().flatten());
    let found = context.reading()?.read().look_up(&text)?;
    if context.out.json() {
        return Ok(context.out.emit(&found)?);
    }
    let Some((first, others)) = found.split_first() else {
        context.out.aside(&format!("“{text}” is not among your words; `mentee term add` keeps it."))?;
        return Ok(());
    };
    for line in first.lines() {
        context.out.say(&line)?;
    }
    if !others.is_empty() {
        let others: Vec<&str> = others.iter().map(|entry| entry.term.as_str()).collect();
        context.out.aside(&format!("also: {}", others.join(", ")))?;
    }
    Ok(())
}

pub(super) const ACT: &str = "Make actions of its steps, or of its trial where it has none";
pub(super) const ASK: &str = "Make questions of its empty lines, for somebody in that industry";

/// `mentee insight act`, `mentee primer ask`: what a thing asks to be made of it.
pub(super) fn build_act(command: Command) -> Command {
    command.arg(Arg::new("ref").value_name("REF").required(true).num_args(1..).help("Which one"))
}

pub(super) fn act(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    spawn(Kind::Insight, matches, context)
}

pub(super) fn ask(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    spawn(Kind::Primer, matches, context)
}

fn spawn(kind: Kind, matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let text = words::joined(matches.get_many::<String>("ref").into_iter().flatten());
    let made = context.change(|writer, context| {
        let id = find(writer.read(), &text, Some(kind), Where::Live)?;
        let made = writer.spawn(id, &|kind| context.settings.visibility_of(kind)).map_err(|error| match error {
            crate::store::Error::Refused(why) => anyhow::Error::from(Fault::Cannot(why)),
            other => other.into(),
        })?;
        let title = writer.read().title(id)?.unwrap_or_default();
        let what = made.first().map_or(kind, |record| record.kind).spec();
        let what = if made.len() == 1 { what.label } else { what.plural };
        Ok((format!("made {} {what} from “{title}”", made.len()), made))
    })?;
    let store = context.written()?;
    let reader = store.read();
    if context.out.json() {
        let mut first = true;
        for record in &made {
            let short_id = reader.short_id(record.id, record.kind)?;
            let json = crate::domain::record::Json { record, short_id: Some(&short_id), derived: None };
            context.out.emit_item(first, &json)?;
            first = false;
        }
        return Ok(context.out.emit_end(first)?);
    }
    for record in &made {
        let short_id = reader.short_id(record.id, record.kind)?;
        context.out.say(&format!("{short_id}  {}  {}", record.kind.label(), record.title))?;
    }
    Ok(())
}
