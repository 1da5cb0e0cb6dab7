//! Onto the next agenda: `mentee evaluation agenda REF [ITEM…]` for what both sides see differently, `mentee question agenda` for
//! a question of mine or of the bank. Where no talk is planned it is kept as a question.

use anyhow::Result;
use clap::{Arg, ArgMatches, Command, value_parser};
use serde_json::json;

use crate::domain::practice::{Placed, Point, QUESTION_MINUTES};
use crate::domain::{Id, Kind};
use crate::report::Fault;
use crate::store::Where;

use super::context::{Context, find};
use super::{kind, words};

pub(super) const GAPS: &str =
    "Put what you see differently on the next agenda with them: the items named, else those worth a talk";
pub(super) const QUESTION: &str = "Put a question of yours, or of the bank by its id, on the next agenda";

pub(super) fn build_gaps(command: Command) -> Command {
    let items = Arg::new("item").long("item").value_name("N").value_parser(value_parser!(u8).range(1..=10));
    command
        .arg(kind::reference())
        .arg(items.action(clap::ArgAction::Append).value_delimiter(',').help("An item, from 1 to 10; repeat for more"))
}

pub(super) fn build_question(command: Command) -> Command {
    command
        .arg(kind::reference().help("A question of yours, or the id of one of the bank (`mentee question suggest`)"))
        .arg(Arg::new("for").long("for").value_name("PERSON").help("With whom; the next talk where not said"))
}

pub(super) fn gaps(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let content = context.content()?;
    let items: Vec<usize> =
        matches.get_many::<u8>("item").into_iter().flatten().map(|item| usize::from(*item)).collect();
    let (id, points) = {
        let store = context.reading()?;
        let id = find(store.read(), &kind::the_ref(matches), Some(Kind::Evaluation), Where::Live)?;
        (id, store.read().gap_points(id, &items, &content)?)
    };
    if points.is_empty() {
        let why = "you see it alike, or their half is still out; --item N puts one there all the same";
        return Err(Fault::Cannot(why.to_owned()).into());
    }
    place(Some(id), &points, context)
}

pub(super) fn question(matches: &ArgMatches, context: &mut Context) -> Result<()> {
    let content = context.content()?;
    let text = kind::the_ref(matches);
    let (about, point) = {
        let store = context.reading()?;
        let person = matches.get_one::<String>("for").map(|name| words::plain(name).to_owned());
        let person = person.map(|name| find(store.read(), &name, Some(Kind::Person), Where::Live)).transpose()?;
        if let Some(question) = content.questions.iter().find(|question| question.id == text) {
            (person, Point::of_bank(question))
        } else {
            let id = find(store.read(), &text, Some(Kind::Question), Where::Live)?;
            let title = store.read().title(id)?.unwrap_or_default();
            let point = Point { question: Some(id), ..Point::new(title, QUESTION_MINUTES, "question") };
            (person.or(Some(id)), point)
        }
    };
    place(about, &[point], context)
}

fn place(about: Option<Id>, points: &[Point], context: &mut Context) -> Result<()> {
    let placed: Placed = context.change(|writer, context| {
        let placed = writer.to_agenda(about, points, &|kind| context.settings.visibility_of(kind))?;
        Ok(("topics for the next talk".to_owned(), placed))
    })?;
    if context.out.json() {
        return Ok(context.out.emit(&json!({"ids": placed.ids, "said": placed.said}))?);
    }
    Ok(context.out.say(&format!("{}.", placed.said))?)
}
