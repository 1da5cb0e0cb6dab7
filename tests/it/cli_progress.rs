//! `mentee progress`: the figures of a period, which are those of the demo journal, and the period before beside them.

use serde_json::{Value, json};

use crate::world::World;

fn progress(world: &World, period: &[&str]) -> Value {
    let args: Vec<&str> = ["progress", "--json"].iter().chain(period).copied().collect();
    world.run(&args).ok().json()
}

fn close(value: &Value, want: f64) -> bool {
    value.as_f64().is_some_and(|got| (got - want).abs() < 0.0005)
}

#[test]
fn the_quarter_of_now_beside_the_one_before() {
    let json = progress(&World::demo(), &[]);
    assert_eq!(json["period"], json!({"from": "2025-07-01", "to": "2025-09-30"}));
    assert_eq!(json["promises"]["mine"], json!({"kept": 11, "due": 13}));
    assert_eq!(json["meetings"], json!({"held": 6, "minutes": 330}));
    assert_eq!(json["network"]["people"], 26);
    for (name, want) in [("cross_share", 0.6154), ("effective_industries", 4.786), ("blau", 0.7544)] {
        assert!(close(&json["network"][name], want), "{name}: {}", json["network"]);
    }
    assert_eq!(json["pulse"]["word"], "steady");
    assert_eq!(json["learning"]["transfer"], json!({"part": 10, "whole": 14, "share": 10.0 / 14.0}));
    assert_eq!((&json["learning"]["shelf"], &json["learning"]["told_back"]["part"]), (&json!(2), &json!(9)));
    assert_eq!(json["obstacles"], json!({"open": 1, "opened": 0, "resolved": 3, "median_days": 205.0}));
    let open = json["goals"].as_array().expect("goals").iter().find(|goal| goal["closed"].is_null()).expect("one");
    assert_eq!((&open["word"], &open["gap"], &open["value"]), (&json!("slipping"), &json!(-22.7), &json!("3/5")));

    let before = &json["before"];
    assert_eq!(before["period"], json!({"from": "2025-04-01", "to": "2025-06-30"}));
    assert_eq!(before["promises"]["mine"], json!({"kept": 5, "due": 7}));
    assert_eq!(before["network"]["people"], 20);
    assert!(close(&before["network"]["effective_industries"], 3.793) && close(&before["network"]["cross_share"], 0.5));
    assert_eq!(before["pulse"]["word"], "lift");
    let keys = |json: &Value| json.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    let names = ["goals", "learning", "meetings", "network", "obstacles", "period", "promises", "pulse"];
    assert_eq!(keys(before), names);
    assert_eq!(keys(&json), [&["before"], &names[..]].concat());
    let network = ["blau", "cross_share", "effective_industries", "evenness", "people", "shannon", "unbiased"];
    assert_eq!(keys(&json["network"]), network);
}

#[test]
fn other_periods_and_other_days() {
    let world = World::demo();
    let first = progress(&world, &["--period", "2025-Q1"]);
    assert_eq!(first["promises"]["mine"], json!({"kept": 4, "due": 5}));
    assert_eq!(first["network"]["people"], 13);
    assert!(close(&first["network"]["effective_industries"], 2.553));
    let all = progress(&world, &["--period", "all"]);
    assert_eq!(all["meetings"], json!({"held": 18, "minutes": 960}));
    assert_eq!((&all["period"], &all["before"]), (&json!({"from": null, "to": null}), &Value::Null));
    assert_eq!(progress(&world, &["--period", "2025"])["meetings"]["held"], 18);
    assert_eq!(progress(&world, &["--period", "2025-09"])["meetings"], json!({"held": 2, "minutes": 105}));
    // What came later had not come.
    let early = progress(&world.at("2025-01-06T20:00:00Z"), &[]);
    assert_eq!((&early["network"]["people"], &early["meetings"]["held"]), (&json!(9), &json!(0)));
    assert!(close(&early["network"]["effective_industries"], 1.417));
    assert_eq!(early["pulse"], json!({"recent": null, "base": null, "delta": null, "word": null}));
}

#[test]
fn in_words() {
    let printed = World::demo().run(&["progress"]).ok();
    for line in [
        "July – September 2025   beside April – June 2025\n",
        "mine    11 of 13 kept  ▲ 5 of 7 before\n",
        "6 held · 5 h 30 min · rhythm steady",
        "works like 4.8 equal fields · 62 % outside logistics",
        "26 people · 6 new",
        "0 opened · 3 resolved · 1 open · median 205 days",
        "steady: 83 of 100, 83 before that; lowest Fri 2 May\n",
    ] {
        assert!(printed.stdout().contains(line), "{line}\n{}", printed.stdout());
    }
    assert!(!printed.stdout().contains('\u{1b}'));
}

#[test]
fn as_a_page_and_as_pictures() {
    let world = World::demo();
    let (html, dir) = (world.path("progress.html"), world.path("pictures"));
    let (html, dir) = (html.to_str().expect("a path"), dir.to_str().expect("a path"));
    world.run(&["progress", "--html", html, "--svg", dir]).ok();
    let page = std::fs::read_to_string(html).expect("the page");
    for words in ["July – September 2025", "<span class=\"strong\">26</span>", "Lead analyst", "role=\"img\""] {
        assert!(page.contains(words), "{words}");
    }
    for name in ["progress", "meetings", "network", "pulse"] {
        let picture = std::fs::read_to_string(format!("{dir}/{name}.svg")).expect(name);
        assert!(picture.starts_with("<svg xmlns=") && picture.ends_with("</svg>\n"), "{name}");
    }
    let again = world.run(&["progress", "--html", html]).fails(1);
    assert!(again.stderr().contains("is there already"), "{}", again.stderr());
}

#[test]
fn a_period_that_is_none_is_named() {
    let failure = World::new().run(&["progress", "--period", "2026-Q5"]).fails(2);
    let wanted = "mentee: period cannot be “2026-Q5”; it takes a quarter such as 2026-Q3, a month such as 2026-11, \
         a year such as 2026, or all\n";
    assert_eq!(failure.stderr(), wanted);
}
