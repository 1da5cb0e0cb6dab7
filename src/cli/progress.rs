//! `mentee progress`: where I stand over a period, beside the one before; as text, JSON, a page or pictures.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};

use crate::config::Glyphs;
use crate::domain::ask::Form;
use crate::domain::overview::{Page, compose};
use crate::domain::period::Period;
use crate::exchange::pages;
use crate::ui::ink::Row;
use crate::ui::paint::Area;
use crate::ui::{glyph, page};

use super::context::Context;
use super::export::new_file;
use super::output::Output;

pub(super) const ABOUT: &str = "Goals, promises, meetings, network, learning and pulse over a period";

/// How wide the page is as text.
const COLUMNS: u16 = 96;

pub(super) fn build(command: Command, _: &str) -> Command {
    let file = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).value_parser(value_parser!(PathBuf)).help(help)
    };
    command
        .arg(
            Arg::new("period")
                .long("period")
                .value_name("PERIOD")
                .help("2026-Q3, 2026-11, 2026 or all; this quarter where not said"),
        )
        .arg(file("html", "FILE", "Write it as one page for a browser or for paper, into a new file"))
        .arg(file("markdown", "FILE", "Write it as Markdown, into a new file"))
        .arg(file("svg", "DIR", "Write each chart, and the whole page, as an SVG picture into this directory"))
}

pub(super) fn run(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let now = context.now();
    let period = match matches.get_one::<String>("period") {
        Some(text) => Period::read(text)?,
        None => Period::quarter_of(now.today()),
    };
    let store = context.reading()?;
    let overview = store.read().overview(period, &now)?;
    let composed = compose(&overview, &now);
    let written = write(matches, context, &composed)?;
    if context.out.json() {
        return Ok(context.out.emit(&overview.both)?);
    }
    if written {
        return Ok(());
    }
    let ascii = context.settings.glyphs == Glyphs::Ascii;
    print(&composed, &mut context.out, ascii)
}

/// Writes what was asked for into files; tells whether anything was.
fn write(matches: &ArgMatches, context: &mut Context, page: &Page) -> Result<bool> {
    let now = context.now();
    let mut files: Vec<(PathBuf, String)> = Vec::new();
    for (name, form) in [("html", Form::Html), ("markdown", Form::Markdown)] {
        if let Some(file) = matches.get_one::<PathBuf>(name) {
            files.push((file.clone(), pages::write(page, form, &now)));
        }
    }
    if let Some(dir) = matches.get_one::<PathBuf>("svg") {
        std::fs::create_dir_all(dir)
            .map_err(|error| anyhow::Error::from(error).context(format!("{} could not be made", dir.display())))?;
        files.push((dir.join("progress.svg"), pages::whole(page)));
        for (name, heading, chart) in page.charts() {
            let title = format!("{heading}, {}", page.title);
            files.push((dir.join(format!("{name}.svg")), pages::chart(&title, chart)));
        }
    }
    for (file, text) in &files {
        new_file(file, |out| Ok(out.write_all(text.as_bytes())?))?;
        context.out.aside(&format!("Written to {}", file.display()))?;
    }
    Ok(!files.is_empty())
}

/// Prints a page as text.
pub(super) fn print(page: &Page, out: &mut Output, ascii: bool) -> Result<()> {
    let say = |row: &Row| plain(row, ascii);
    for row in page::head(page, usize::from(COLUMNS)) {
        out.head(&say(&row))?;
    }
    // High enough to be airy, and as wide as one column.
    let area = Area::new(0, 0, COLUMNS, 60);
    for (_, rows) in page::lay_out(page, area) {
        out.say("")?;
        for row in rows {
            let (left, right) = (say(&row.left), say(&row.right));
            let gap = usize::from(COLUMNS).saturating_sub(row.left.width() + row.right.width());
            let gap = if right.is_empty() { 0 } else { gap.max(2) };
            out.say(format!("{left}{:gap$}{right}", "").trim_end())?;
        }
    }
    if !page.foot.is_empty() {
        out.say("")?;
        out.say(&page.foot)?;
    }
    Ok(())
}

/// A row without its colours.
fn plain(row: &Row, ascii: bool) -> String {
    let text: String = row.runs().iter().map(|(shown, _)| shown.as_str()).collect();
    if !ascii {
        return text;
    }
    let mut buffer = [0; 4];
    text.chars()
        .map(|c| glyph::ascii(c.encode_utf8(&mut buffer)).map_or_else(|| c.to_string(), str::to_owned))
        .collect()
}
