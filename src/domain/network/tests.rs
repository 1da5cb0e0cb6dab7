//! The network of a small journal, and laws that hold for any.

use std::collections::BTreeMap;

use chrono::Duration;
use proptest::prelude::*;

use super::who::{Offers, Wanted};
use super::*;
use crate::domain::kinds::opportunity::Opportunity;
use crate::domain::kinds::person::Touch;
use crate::domain::likeness::first_name;
use crate::domain::time::read_day;

fn day(text: &str) -> Day {
    read_day(text).expect("a day")
}

fn today() -> Day {
    day("2025-09-30")
}

fn id(n: u8) -> Id {
    Id::from_bytes(&[n; 16]).expect("an id")
}

fn known(name: &str, industry: &str, last: i64) -> Known {
    Known {
        name: name.to_owned(),
        person: Person { industry: Some(industry.to_owned()), closeness: Some(4), ..Person::default() },
        last: Some(today() - Duration::days(last)),
        mentor: false,
    }
}

fn by(mut known: Known, who: u8) -> Known {
    known.person.introduced_by = Some(id(who));
    known
}

/// Odile brought Petra, who brought Ansel and Greta; Ruben came with Carla.
fn five() -> People {
    let mut odile = known("Odile Varga", "healthcare", 16);
    odile.mentor = true;
    BTreeMap::from([
        (id(1), odile),
        (id(2), by(known("Petra Lindqvist", "healthcare", 19), 1)),
        (id(3), by(known("Ansel Moyo", "government", 25), 2)),
        (id(4), by(known("Greta Osei", "healthcare", 34), 2)),
        (id(5), known("Carla Nyberg", "logistics", 1)),
        (id(6), by(known("Ruben Takeda", "design", 12), 5)),
        (id(7), known("Joon Park", "software", 410)),
    ])
}

fn drawn(tree: &[tree::Branch]) -> Vec<String> {
    tree.iter()
        .map(|branch| format!("{}{} {}", "-".repeat(branch.depth), first_name(&branch.name), branch.people))
        .collect()
}

#[test]
fn a_tree_tells_who_brought_whom() {
    let tree = tree::tree(&five(), &[]);
    assert_eq!(drawn(&tree), ["Odile 3", "-Petra 2", "--Ansel 0", "--Greta 0", "Carla 1", "-Ruben 0"]);
    assert_eq!(tree.get(2).map(|ansel| ansel.last.clone()), Some(vec![true, false]));
    let made = tree::tree(&five(), &[(id(7), id(6)), (id(2), id(5))]);
    assert_eq!(drawn(&made).last().map(String::as_str), Some("--Joon 0"), "an introduction that was made counts");
    assert!(drawn(&made).contains(&"-Petra 2".to_owned()), "what is written with the person stands");
    assert!(tree::tree(&People::new(), &[]).is_empty());
}

#[test]
fn circles_are_cut_and_lost_ends_left_out() {
    let people = BTreeMap::from([
        (id(1), by(known("A", "x", 1), 3)),
        (id(2), by(known("B", "x", 1), 1)),
        (id(3), by(known("C", "x", 1), 2)),
        (id(4), by(known("D", "x", 1), 4)),
        (id(5), by(known("E", "x", 1), 99)),
    ]);
    assert_eq!(drawn(&tree::tree(&people, &[])), ["A 2", "-B 1", "--C 0"]);
    assert_eq!(tree::chain(&people, id(1)), [id(2), id(3), id(1)]);
    assert_eq!(tree::chain(&people, id(4)), [id(4)]);
}

#[test]
fn a_chance_prints_its_chain() {
    let people = five();
    let via = Opportunity { via: Some(id(2)), ..Opportunity::default() };
    let chance = chance::chance(id(9), "Workshop invite: a bed-flow day", &via, &people);
    assert_eq!(chance.chain, "Odile → P. Lindqvist → workshop invite");
    assert_eq!(chance.people, ["Odile Varga", "Petra Lindqvist"]);
    let alone = chance::chance(id(9), "A talk", &Opportunity::default(), &people);
    assert_eq!((alone.chain.as_str(), alone.people.len()), ("A talk", 0));
}

#[test]
fn close_sleepers_and_bridges_are_worth_waking() {
    let mut people = five();
    let found = waking::waking(&people, Some("logistics"), today());
    assert_eq!(found.iter().map(|waking| waking.name.as_str()).collect::<Vec<_>>(), ["Joon Park"]);
    let joon = people.get_mut(&id(7)).expect("Joon");
    joon.person.i_can_help_with = vec!["someone to test his ideas on".to_owned()];
    joon.person.touches = vec![
        Touch { date: read_day("2024-08-16"), note: Some("He showed me his pipelines".to_owned()), ..Touch::default() },
        Touch { date: read_day("2021-04-01"), note: Some("Met".to_owned()), ..Touch::default() },
    ];
    let joon = waking::waking(&people, Some("logistics"), today()).remove(0);
    assert_eq!((joon.days, joon.remember.as_deref()), (410, Some("He showed me his pipelines")));
    assert_eq!(
        joon.opener,
        "Hello Joon, it has been more than a year, and you came to mind. How are things in software? \
         If it is any use: someone to test his ideas on. No hurry with an answer."
    );
    people.get_mut(&id(7)).expect("Joon").person.cadence_days = Some(0);
    assert!(waking::waking(&people, Some("logistics"), today()).is_empty(), "no rhythm is fine");
}

#[test]
fn words_tags_and_quiet_people_count() {
    let mut people = five();
    people.get_mut(&id(7)).expect("Joon").person.helps_with = vec!["negotiating with vendors".to_owned()];
    people.get_mut(&id(4)).expect("Greta").person.role = Some("theatre planner".to_owned());
    let ask = |words: &str, tags: &[&str]| {
        let wanted = Wanted {
            words: words.to_owned(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            ..Wanted::default()
        };
        let tagged = BTreeMap::from([(id(3), vec!["Negotiation".to_owned()])]);
        Offers::new(&people, &tagged, Some("Logistics"), today()).who(&wanted)
    };
    let found = ask("I never get a yes", &["negotiation"]);
    let names: Vec<_> = found.iter().map(|helper| (helper.name.as_str(), helper.freshness)).collect();
    assert_eq!(names, [("Ansel Moyo", Some("fresh")), ("Joon Park", Some("sleeping"))]);
    assert_eq!(found.first().map(|ansel| ansel.why.clone()), Some(vec!["#negotiation".to_owned()]));
    assert_eq!(
        ask("The plan nobody reads", &[]).first().map(|greta| greta.name.clone()),
        Some("Greta Osei".to_owned())
    );
    assert!(ask("statistics", &[]).is_empty() && ask("", &[]).is_empty());
}

#[test]
fn somebody_i_only_know_of_comes_with_who_could_bring_us_together() {
    let mut people = five();
    let mut mirela = by(known("Mirela Stan", "healthcare", 0), 1);
    (mirela.last, mirela.person.helps_with) = (None, vec!["supplies".to_owned()]);
    people.insert(id(8), mirela);
    let wanted = Wanted { words: "supplies".to_owned(), ..Wanted::default() };
    let found = Offers::new(&people, &BTreeMap::new(), None, today()).who(&wanted).remove(0);
    assert_eq!((found.contact, found.via.as_deref(), found.cross), (false, Some("Odile Varga"), None));
    assert_eq!(figures(&people, None, today()).spread.people, 7, "and is no contact");
}

#[test]
fn figures_say_nothing_of_few() {
    let mut people = five();
    people.retain(|key, _| *key <= id(3));
    let few = figures(&people, Some("logistics"), today());
    assert_eq!((few.spread.people, few.words, few.spread.blau), (3, None, None));
    assert_eq!(figures(&People::new(), None, today()), Figures { levels: Vec::new(), ..Figures::default() });
    let all = figures(&five(), Some("logistics"), today());
    assert_eq!((all.spread.people, all.dormant, all.growth), (7, 0, Some("traditional")), "Odile alone helps");
    people.insert(id(9), known("Old", "law", 800));
    assert_eq!(figures(&people, None, today()).dormant, 1);
}

#[test]
fn what_goes_the_other_way_is_a_suggestion() {
    let person = Person { i_can_help_with: vec!["our slot rules".to_owned()], ..Person::default() };
    assert_eq!(gave(&person, 0, 2).as_deref(), Some("nothing noted yet that went the other way"));
    assert_eq!(
        gave(&person, 0, 3).as_deref(),
        Some("nothing noted yet that went the other way; you could offer our slot rules")
    );
    assert_eq!(gave(&person, 0, 0), None);
    let odile = Person { helps_with: vec!["flow".to_owned()], ..Person::default() };
    assert_eq!(trade(&odile, &["numbers".to_owned()]).as_deref(), Some("they: flow; you: numbers"));
    assert_eq!(trade(&odile, &[]), None);
}

#[test]
fn a_weight_changes_the_order_of_prospects() {
    use crate::domain::kinds::match_card::{Match, MatchLine};
    let line = |score, weight| MatchLine { line: Some("a line".to_owned()), score, weight: Some(weight) };
    let card = |n: u8, lines: Vec<MatchLine>| {
        Prospect::new(id(n), format!("card {n}"), None, &Match { lines, ..Match::default() })
    };
    let order = |weight| {
        let mut found = vec![
            card(1, vec![line(Some(3), weight), line(Some(1), 2)]),
            card(2, vec![line(Some(1), weight), line(Some(3), 2)]),
            card(3, vec![line(None, 3)]),
        ];
        by_fit(&mut found);
        found.iter().map(|prospect| prospect.title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(order(3), ["card 1", "card 2", "card 3"]);
    assert_eq!(order(1), ["card 2", "card 1", "card 3"]);
    assert_eq!(card(3, vec![line(None, 3)]).unknown, ["a line"]);
}

#[test]
fn names_in_short() {
    for (name, short) in
        [("Petra Lindqvist", "P. Lindqvist"), ("Hanne Solberg-Pike", "H. Solberg-Pike"), ("Odile", "Odile"), ("", "")]
    {
        assert_eq!(short_name(name), short);
    }
}

/// People with any introducer among each other, themselves, or nobody.
fn any_people() -> impl Strategy<Value = People> {
    prop::collection::vec((prop::option::of(0..12_u8), 0..900_i64, "[abc]"), 0..12).prop_map(|people| {
        let one = |(n, (introducer, last, industry)): (usize, (Option<u8>, i64, String))| {
            let n = u8::try_from(n).unwrap_or(0);
            let mut known = known(&format!("P{n}"), &industry, last);
            known.person.introduced_by = introducer.map(id);
            (id(n), known)
        };
        people.into_iter().enumerate().map(one).collect()
    })
}

#[test]
fn a_need_is_marked_until_somebody_from_outside_is_there() {
    let mut people = BTreeMap::from([(id(1), known("Carla Nyberg", "logistics", 1))]);
    let tags = BTreeMap::new();
    let mark = |people: &People, home: Option<&str>, wanted: &Wanted| {
        Offers::new(people, &tags, home, today()).unmet(id(99), "goal", "x", wanted).mark
    };
    let mut wanted = Wanted { words: "night flow".to_owned(), ..Wanted::default() };
    assert_eq!(mark(&people, Some("logistics"), &wanted), Some("nobody yet"));
    people.entry(id(1)).and_modify(|known| known.person.helps_with = vec!["flow".to_owned()]);
    assert_eq!(mark(&people, Some("Logistics "), &wanted), Some("only from your own field"));
    assert_eq!(mark(&people, None, &wanted), Some("nobody known from another field"), "of no field, nothing is said");
    assert_eq!(mark(&people, Some("design"), &wanted), None);
    // Who is at it with me needs no word in common.
    people.insert(id(2), known("Odile Varga", "healthcare", 16));
    wanted.with.insert(id(2));
    assert_eq!(mark(&people, Some("logistics"), &wanted), None);
    let offers = Offers::new(&people, &tags, Some("logistics"), today());
    let found = offers.who(&wanted);
    assert_eq!((found[0].name.as_str(), found[0].why.as_slice()), ("Odile Varga", &["at it with you".to_owned()][..]));
}

#[test]
fn the_outsider_is_a_mentor_before_others_and_the_closest_of_them() {
    let mut people = five();
    let outsider = |people: &People, home| {
        Offers::new(people, &BTreeMap::new(), home, today()).outsider().map(|outsider| outsider.name)
    };
    assert_eq!(outsider(&people, Some("logistics")).as_deref(), Some("Odile Varga"), "she is a mentor");
    assert_eq!(outsider(&people, None), None);
    people.remove(&id(1));
    people.entry(id(7)).and_modify(|joon| joon.person.closeness = Some(5));
    assert_eq!(outsider(&people, Some("logistics")).as_deref(), Some("Joon Park"), "old ties count like new ones");
    people.retain(|key, _| *key == id(5));
    assert_eq!(outsider(&people, Some("logistics")), None);
}

proptest! {
    #[test]
    fn whoever_helps_shares_a_word_and_doubling_changes_no_order(helps in prop::collection::vec("(flow|plans|night|talk|dock)( (flow|numbers))?", 1..8), words in "(flow|planning|nights|quiet)( (talks|numbers))?") {
        let people: People = helps.iter().zip(1_u8..).map(|(help, n)| {
            let mut known = known(&format!("P{n}"), "law", 5);
            known.person.helps_with = vec![help.clone()];
            (id(n), known)
        }).collect();
        let tags = BTreeMap::new();
        let offers = Offers::new(&people, &tags, Some("law"), today());
        let ask = |words: &str| offers.who(&Wanted { words: words.to_owned(), ..Wanted::default() });
        let found = ask(&words);
        for helper in &found {
            let shared = crate::domain::likeness::words(&helper.why.join(" "));
            prop_assert!(!shared.is_disjoint(&crate::domain::likeness::words(&words)));
            prop_assert_eq!(helper.cross, Some(false));
        }
        prop_assert_eq!(&found, &ask(&format!("{words} {words}")));
        let unmet = offers.unmet(id(99), "goal", "x", &Wanted { words, ..Wanted::default() });
        prop_assert_eq!((unmet.helpers, unmet.cross), (found.len(), 0));
        prop_assert_eq!(unmet.mark.is_some(), true);
    }

    #[test]
    fn nobody_stands_twice_in_a_tree_and_depths_follow(people in any_people()) {
        let tree = tree::tree(&people, &[]);
        let mut ids: Vec<Id> = tree.iter().map(|branch| branch.id).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(ids.len(), count);
        for pair in tree.windows(2) {
            if let [above, below] = pair {
                prop_assert!(below.depth <= above.depth + 1);
            }
        }
        prop_assert!(tree.iter().all(|branch| branch.last.len() == branch.depth));
        let roots: usize = tree.iter().filter(|branch| branch.depth == 0).map(|branch| branch.people + 1).sum();
        prop_assert_eq!(roots, count);
        for id in people.keys() {
            let chain = tree::chain(&people, *id);
            prop_assert_eq!(chain.last(), Some(id));
            prop_assert!(chain.len() <= people.len());
        }
    }

    #[test]
    fn figures_and_wakers_hold_for_any_people(people in any_people()) {
        let figures = figures(&people, Some("a"), today());
        prop_assert!(figures.spread.people + figures.dormant <= people.len());
        prop_assert!(figures.industries.iter().map(|count| count.people).sum::<usize>() == figures.spread.people);
        prop_assert!(figures.words.is_some() == (figures.spread.people >= 4));
        for waking in waking::waking(&people, Some("a"), today()) {
            prop_assert!(waking.days > 0 && waking.opener.contains(first_name(&waking.name)));
        }
    }
}
