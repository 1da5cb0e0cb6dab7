//! Papers to hand on: what they tell of the demo journal, and a word in every text of a journal that no paper may tell.

use std::collections::BTreeSet;

use mentee::domain::ask::Form;
use mentee::domain::id::Chance;
use mentee::domain::share::paper::{Paper, Wanted};
use mentee::domain::{Fields, Id, Kind, Now, Origin, Type, Visibility};
use mentee::exchange::pages;
use mentee::store::{Patch, Store};
use serde_json::{Map, Value, json};

use crate::pictures;
use crate::world::World;

/// Stands in every text, and nowhere else.
const CANARY: &str = "xylophone";

/// A value of a field with the canary wherever something is typed.
fn value(ty: Type, person: Option<Id>) -> Value {
    let person = person.map_or(Value::Null, |id| json!(id.to_string()));
    match ty {
        Type::Line | Type::Text => json!(format!("a {CANARY} of mine")),
        Type::Lines => json!([format!("{CANARY} one"), CANARY]),
        Type::Rows(columns) => {
            let cells = columns.iter().map(|column| (column.name.to_owned(), value(column.ty, None)));
            json!([cells.filter(|(_, value)| !value.is_null()).collect::<Map<_, _>>()])
        }
        Type::Day(_) => json!("2025-09-01"),
        Type::Instant(_) => json!("2025-09-01T10:00:00Z"),
        Type::Choice(words) => {
            let best = ["held", "achieved", "adopted", "done", "testing", "active", "parked", "solved"];
            let word = best.into_iter().find(|word| words.contains(word));
            json!(word.or(words.first().copied()))
        }
        Type::Integer { min, max } => json!(min.max(1).min(max)),
        Type::Number => json!(3),
        Type::Flag => json!(true),
        Type::Marks => json!([1, 2, 3, 4, 5, 1, 2, 3, 4, 5]),
        Type::Owner => json!("me"),
        Type::Link(Kind::Person) => person,
        Type::Links(Kind::Person) if !person.is_null() => json!([person]),
        Type::Link(_) | Type::Links(_) | Type::AnyLink => Value::Null,
    }
}

/// A journal with one record of every kind, each text of which holds the canary.
fn journal(visibility: &Visibility, now: Now) -> Store {
    let mut store = Store::open_empty().expect("a journal");
    let mut writer = store.begin(now, Chance::Seed("papers".to_owned()), &Origin::Command).expect("a writer");
    let mut person = None;
    let mut made: Vec<(Kind, Id)> = Vec::new();
    let kinds = std::iter::once(Kind::Person).chain(Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Person));
    for kind in kinds {
        let mut fields = Fields::new();
        for field in kind.spec().fields {
            let given = match field.ty {
                Type::Link(to) if to != Kind::Person => {
                    json!(made.iter().find(|(kind, _)| *kind == to).map(|(_, id)| id.to_string()))
                }
                ty => value(ty, person),
            };
            if !given.is_null() {
                fields.insert(field.name.to_owned(), given);
            }
        }
        let patch = Patch { fields, tags: Some(vec![CANARY.to_owned()]), visibility: Some(visibility.clone()) };
        let Ok(record) = writer.add(kind, patch, Visibility::Private) else { continue };
        made.push((kind, record.id));
        person = person.or(Some(record.id));
    }
    assert!(made.len() > 20, "{made:?}");
    writer.commit("made").expect("in memory");
    store
}

/// Everything that a paper would be as a file, and what is looked at before.
fn written(store: &Store, wanted: &Wanted, now: &Now) -> String {
    let made = store.read().paper(wanted, now).expect("a paper");
    let files = [&made.page, &made.preview()]
        .map(|page| format!("{}{}", pages::write(page, Form::Html, now), pages::write(page, Form::Markdown, now)));
    files.concat()
}

#[test]
fn no_private_text_is_in_any_paper() {
    let (_, now) = pictures::journal();
    let store = journal(&Visibility::Private, now);
    for paper in Paper::ALL {
        let text = written(&store, &Wanted::new(paper), &now);
        assert!(text.contains(paper.title()) && !text.contains(CANARY), "{}", paper.name());
    }
    // What is named leaves: the test would see it otherwise.
    let named = Wanted { also_kinds: vec![Kind::Skill], ..Wanted::new(Paper::Plan) };
    assert!(written(&store, &named, &now).contains(CANARY));
}

/// Row 86 of the claims: no names and no free text, whatever may be seen by whom.
#[test]
fn claim_86_the_figures_for_a_programme_hold_no_name_and_no_text() {
    let (_, now) = pictures::journal();
    for visibility in [Visibility::Private, Visibility::Mentors] {
        let store = journal(&visibility, now);
        let also_kinds = Kind::ALL.to_vec();
        let wanted = Wanted { also_kinds, ..Wanted::new(Paper::Programme) };
        let text = written(&store, &wanted, &now);
        assert!(!text.contains(CANARY), "{text}");
        assert!(text.contains("1 meeting"), "{text}");
    }
    let world = World::demo();
    let printed = world.run(&["learning", "programme", "--period", "2025"]).ok();
    for words in ["18 meetings, 16 h in all", "mentee: ", "18 insights"] {
        assert!(printed.stdout().contains(words), "{words}\n{}", printed.stdout());
    }
    let people = world.run(&["person", "list", "--json"]).ok().json();
    let names: BTreeSet<String> = people
        .as_array()
        .expect("people")
        .iter()
        .flat_map(|person| {
            person["title"].as_str().unwrap_or_default().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    for name in names.iter().filter(|name| name.len() > 3) {
        assert!(!printed.stdout().contains(name.as_str()), "{name}");
    }
}

/// Row 38 of the claims: meetings, goals, insights with dates, no private text.
#[test]
fn claim_38_the_learning_record_lists_all_with_dates() {
    let world = World::demo();
    let json = world.run(&["learning", "record", "--json"]).ok().json();
    let section = |n: usize| json["sections"][n]["lines"].as_array().expect("lines").clone();
    assert_eq!([section(0).len(), section(1).len(), section(2).len()], [18, 6, 18], "{json}");
    let dated = |line: &Value| {
        let day = line[0].as_str().unwrap_or_default();
        day.ends_with(" 2025") && day.split_whitespace().count() == 3
    };
    assert!((0..3).all(|n| section(n).iter().all(dated)), "{json}");
    assert_eq!(section(0)[0], json!(["14 Jan 2025", "first meeting", "healthcare", "45 min"]));
    assert_eq!(json["stays"]["insight"], 15);
    let told = json.to_string();
    for private in ["withdrew in time", "Ruben", "simulation course", "Nobody asked whether you should"] {
        assert!(!told.contains(private), "what only I may see is told by its sort: {private}");
    }
    let quarter = world.run(&["learning", "record", "--period", "2025-Q3", "--json"]).ok().json();
    assert_eq!(quarter["sections"][0]["lines"].as_array().map(Vec::len), Some(6));
}

#[test]
fn what_i_name_leaves_and_what_one_may_read_goes_to_no_other() {
    let world = World::demo();
    let none = world.run(&["learning", "plan"]).ok();
    assert!(
        none.stdout().contains("Only you may see the words of ") && none.stdout().contains("6 skills"),
        "{}",
        none.stdout()
    );
    assert!(!none.stdout().contains("Presenting"));
    let some = world.run(&["learning", "plan", "--also", "skill,rating,path"]).ok();
    for words in ["Presenting", "3 asked", "first step", "Lead analyst", "plans own work"] {
        assert!(some.stdout().contains(words), "{words}\n{}", some.stdout());
    }
    let evidence = world.run(&["learning", "evidence", "--also", "skill", "--also", "rating", "--json"]).ok().json();
    assert!(evidence["sections"][0]["lines"].as_array().is_some_and(|lines| lines.len() > 6), "{evidence}");
    let odile = world.run(&["learning", "record", "--for", "odile", "--json"]).ok().json();
    let hanne = world.run(&["learning", "record", "--for", "hanne", "--json"]).ok().json();
    assert_ne!(odile["sections"][1], hanne["sections"][1], "goals shared with Odile are not Hanne's");
    let off = world.run(&["learning", "plan", "--also", "pulse"]).fails(2);
    assert!(off.stderr().starts_with("mentee: this page tells no pulses; it tells profile, path"), "{}", off.stderr());
    let _ = world.run(&["learning", "plan", "--for", "nobody"]).fails(3);
}

#[test]
fn papers_are_written_as_files_and_never_over_another() {
    let world = World::demo();
    for paper in ["record", "plan", "evidence", "programme"] {
        let (html, markdown) = (world.path(&format!("{paper}.html")), world.path(&format!("{paper}.md")));
        let (html, markdown) = (html.display().to_string(), markdown.display().to_string());
        let _ = world.run(&["learning", paper, "--html", &html, "--markdown", &markdown]).ok();
        let page = std::fs::read_to_string(&html).expect("the page");
        assert!(page.starts_with("<!doctype html>") && page.contains("Content-Security-Policy"), "{paper}");
        assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("https://"), "{paper}");
        assert!(std::fs::read_to_string(&markdown).expect("the text").starts_with("# "), "{paper}");
        let again = world.run(&["learning", paper, "--html", &html]).fails(1);
        assert!(again.stderr().contains("is there already"), "{}", again.stderr());
    }
    let empty = World::new();
    for paper in ["record", "plan", "evidence", "programme"] {
        let _ = empty.run(&["learning", paper]).ok();
    }
}
