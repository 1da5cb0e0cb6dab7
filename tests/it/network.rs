//! The network on the command line: the golden values of the demo journal, helpers, blurbs, chains, and nothing at all.

use serde_json::{Value, json};

use crate::world::World;

fn page(now: &str) -> Value {
    World::demo().at(now).run(&["network", "--json"]).ok().json()
}

fn near(value: &Value, want: f64, within: f64) {
    let got = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((got - want).abs() <= within, "{got} is not {want}");
}

fn names<'v>(list: &'v Value, field: &str) -> Vec<&'v str> {
    list.as_array().expect("a list").iter().filter_map(|item| item[field].as_str()).collect()
}

#[test]
fn the_demo_network_is_as_the_story_tells() {
    let page = page("2025-09-30T09:00:00Z");
    assert_eq!(page["people"], 26);
    near(&page["cross_share"], 0.6154, 0.0001);
    near(&page["effective_industries"], 4.786, 0.001);
    near(&page["blau"], 0.7544, 0.0001);
    assert_eq!(page["words"], "works like 4.8 equal fields");
    assert_eq!(
        page["through"],
        json!({"people": 12, "levels": [{"name": "senior", "people": 10}, {"name": "peer", "people": 2}]})
    );
    assert_eq!(names(&page["worth_waking"], "name"), ["Joon Park"]);
    assert_eq!(page["worth_waking"][0]["days"], 410);
    assert!(page["worth_waking"][0]["opener"].as_str().is_some_and(|text| text.starts_with("Hello Joon, ")));
    let greta = &page["introductions"][0];
    assert_eq!((&greta["target"], &greta["days"], &greta["nudge"]), (&json!("Greta Osei"), &json!(34), &json!(true)));
    assert_eq!(names(&page["introductions"], "state"), ["connected", "wanted"], "Tomas Reyl declined and was thanked");
    let chains = names(&page["opportunities"], "chain");
    assert!(chains.contains(&"Odile → P. Lindqvist → workshop invite"), "{chains:?}");
    assert_eq!(names(&page["head_start"], "title"), ["Dock booking by citizens' hours"]);
    assert_eq!(page["well"], json!({"own": {"part": 1, "whole": 6, "share": 1.0 / 6.0}, "same": false}));
    assert_eq!(page["styles"]["least_familiar"], "fast");
    let odile = &page["tree"][0];
    assert_eq!((&odile["name"], &odile["depth"], &odile["people"]), (&json!("Odile Varga"), &json!(0), &json!(7)));
}

#[test]
fn it_grew_over_the_year() {
    for (now, people, cross, effective) in [
        ("2025-01-06T09:00:00Z", 9, 0.1111, 1.417),
        ("2025-03-31T09:00:00Z", 13, 0.3077, 2.553),
        ("2025-06-30T20:00:00Z", 20, 0.5, 3.793),
    ] {
        let page = page(now);
        assert_eq!(page["people"], people, "{now}");
        near(&page["cross_share"], cross, 0.0001);
        near(&page["effective_industries"], effective, 0.001);
    }
    let january = page("2025-01-06T09:00:00Z");
    assert!(!names(&january["tree"], "name").contains(&"Petra Lindqvist"), "she was met in June");
}

#[test]
fn helpers_are_found_by_tags_and_words_and_quiet_ones_too() {
    let world = World::new();
    let _ = world
        .run(&[
            "person",
            "add",
            "Joon Park",
            "--industry",
            "software & IT",
            "--closeness",
            "4",
            "--tags",
            "negotiation",
        ])
        .ok();
    let _ = world.run(&["person", "touch", "Joon", "--when", "2025-01-05"]).ok();
    let _ =
        world.run(&["person", "add", "Kit Arden", "--industry", "design", "--helps-with", "negotiating a brief"]).ok();
    let _ = world.run(&["profile", "add", "Noor", "--home-industry", "Design"]).ok();
    let _ = world.run(&["obstacle", "add", "They never say yes", "--tag", "negotiation"]).ok();
    let found = world.run(&["who", "never say yes", "--json"]).ok().json();
    assert_eq!(names(&found, "name"), ["Joon Park", "Kit Arden"]);
    assert_eq!((&found[0]["freshness"], &found[0]["cross"]), (&json!("sleeping"), &json!(true)));
    assert_eq!((&found[1]["contact"], &found[1]["why"]), (&json!(false), &json!(["negotiating a brief"])));
    let words = world.run(&["who", "negotiation", "--limit", "1"]).ok();
    assert!(words.stdout().contains("Joon Park") && words.stdout().contains("and 1 more"), "{}", words.stdout());
    let nobody = world.run(&["who", "statistics"]).ok();
    assert!(
        nobody.stdout().starts_with(
            "Nobody yet for “statistics”: no tag and no word of anybody's fits.\nJoon Park (software & IT)"
        ),
        "{}",
        nobody.stdout()
    );
    let _ = world.run(&["goal", "add", "Learn to read a balance sheet"]).ok();
    let page = world.run(&["network", "--json"]).ok().json();
    let missing: Vec<_> =
        page["missing"].as_array().expect("a list").iter().map(|row| (&row["title"], &row["helpers"])).collect();
    assert_eq!(missing, [(&json!("Learn to read a balance sheet"), &json!(0))]);
    assert_eq!((&page["people"], &page["words"]), (&json!(1), &Value::Null), "one contact says nothing");
}

#[test]
fn a_blurb_names_the_goal_and_can_be_kept() {
    let world = World::demo();
    let blurb = world.run(&["introduction", "blurb", "Mirela", "--goal", "lead analyst"]).ok();
    for part in
        ["For Mirela Stan:", "lead analyst application", "Why you: How supply planning", "a no is completely fine"]
    {
        assert!(blurb.stdout().contains(part), "{part}: {}", blurb.stdout());
    }
    let kept = world.run(&["introduction", "blurb", "Mirela", "--keep", "--json"]).ok().json();
    let shown = world.run(&["introduction", "show", "Mirela", "--json"]).ok().json();
    assert_eq!((&shown["blurb"], &shown["state"]), (&kept["blurb"], &json!("asked")));
    assert_eq!(shown["next_step"], "let Odile take their time; a kind word after ten days");
    let _ = world.run(&["undo"]).ok();
    assert_eq!(world.run(&["introduction", "show", "Mirela", "--json"]).ok().json()["state"], "wanted");
}

#[test]
fn things_tell_what_follows_from_them() {
    let world = World::demo();
    let show = |kind: &str, words: &str| world.run(&[kind, "show", words, "--json"]).ok().json();
    let petra = show("person", "Petra");
    assert_eq!(petra["brought"], json!({"people": 4, "opportunities": 1}));
    assert!(show("person", "Joon")["opener"].is_string() && petra["opener"].is_null());
    assert_eq!(show("opportunity", "workshop")["chain"], json!(["Odile Varga", "Petra Lindqvist"]));
    assert_eq!(show("introduction", "Greta")["quiet_days"], 34);
    near(&show("match", "Wanda")["score"], 21.0 / 33.0, 1e-9);
    let odile = show("person", "Odile");
    assert_eq!(odile["trade"], "they: flow problems seen with other eyes; you: a sane outsider for her bed logic");
}

#[test]
fn nothing_there_is_said_kindly() {
    let world = World::new();
    assert!(world.run(&["network"]).ok().stdout().starts_with("Nobody here yet"));
    let page = world.run(&["network", "--json"]).ok().json();
    assert_eq!((&page["people"], &page["tree"]), (&json!(0), &json!([])));
    assert_eq!(world.run(&["who", "anything", "--json"]).ok().json(), json!([]));
    world.run(&["introduction", "blurb", "nobody"]).fails(3).says("nobody");
    world.run(&["who"]).fails(2).says("REF");
}

/// Two who are one, from the screen: one step, and one step back.
#[test]
fn doubles_are_made_one_and_parted_again() {
    use mentee::domain::ask::Write;
    use mentee::domain::id::Chance;
    use mentee::domain::{Kind, Visibility};
    use mentee::store::{Match, Where};

    let (mut store, now) = crate::pictures::journal();
    let who =
        |store: &mentee::store::Store, name: &str| match store.read().resolve(name, Some(Kind::Person), Where::Live) {
            Ok(Match::One(id)) => Some(id),
            _ => None,
        };
    let (keep, gone) = (who(&store, "Kit Arden").expect("Kit"), who(&store, "Paula Renn").expect("Paula"));
    let mut write = |write: &Write| store.write(write, now, Chance::Seed("merge".to_owned()), &|_| Visibility::Private);
    let written = write(&Write::Merge { keep, gone }).expect("merged");
    assert!(written.line.starts_with("“Paula Renn” is “Kit Arden” now"), "{}", written.line);
    assert!(write(&Write::Merge { keep, gone: keep }).is_err(), "nobody is merged into themselves");
    let _ = write(&Write::Undo).expect("undone");
    assert_eq!(who(&store, "Paula Renn"), Some(gone));
}
