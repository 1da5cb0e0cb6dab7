//! A word of its own in every field of every record: of those that are not shared, none is found in any file, however it is
//! taken apart.

use std::collections::BTreeSet;

use mentee::domain::field::{Field, Leaves};
use mentee::domain::id::Chance;
use mentee::domain::share::{Scope, Share, text};
use mentee::domain::time::{read_day, read_instant};
use mentee::domain::{Id, Kind, Now, Origin, Record, Type, Visibility, Zone};
use mentee::exchange::share::{Identity, Key, open, page, seal};
use mentee::store::Store;
use proptest::prelude::*;
use serde_json::{Map, Value};

/// A record to come: its kind, who may see it, how its links lead, how many of its fields are set.
type Plan = (Kind, u8, u8, u64);

/// The two whom anything can be shared with are the first records of every journal.
const ODILE: usize = 0;
const RUBEN: usize = 1;

fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

fn id(n: usize) -> Id {
    let mut bytes = [0xc7; 16];
    bytes[6] = 0x7c;
    bytes[8] = 0x8a;
    bytes[15] = u8::try_from(n).expect("a small journal");
    Id::from_bytes(&bytes).expect("an id")
}

/// Words, numbers and days that stand nowhere else. What leaves is noted in `told`, all of it in `all`.
struct Canaries {
    all: Vec<String>,
    told: BTreeSet<String>,
    next: u32,
}

impl Canaries {
    fn word(&mut self, leaves: bool) -> String {
        self.next += 1;
        let word = format!("qz{:05}zq", self.next);
        self.note(&[&word], leaves);
        word
    }

    fn number(&mut self, leaves: bool) -> i64 {
        self.next += 1;
        let number = 700_000_000 + i64::from(self.next);
        self.note(&[&number.to_string()], leaves);
        number
    }

    fn day(&mut self, leaves: bool) -> String {
        self.next += 1;
        let day = read_day("3000-01-01").expect("a day") + chrono::TimeDelta::days(i64::from(self.next));
        // A day may be written in either way.
        self.note(&[&day.to_string(), &format!(" {}", day.format("%-d %b %Y"))], leaves);
        day.to_string()
    }

    fn note(&mut self, ways: &[&str], leaves: bool) {
        for way in ways {
            self.all.push((*way).to_owned());
            if leaves {
                self.told.insert((*way).to_owned());
            }
        }
    }

    fn value(&mut self, field: &Field, leaves: bool, link: usize) -> Value {
        match field.ty {
            Type::Line | Type::Text => self.word(leaves).into(),
            Type::Lines => vec![self.word(leaves), self.word(leaves)].into(),
            Type::Number => self.number(leaves).into(),
            Type::Integer { min, .. } => min.max(1).into(),
            Type::Flag => true.into(),
            Type::Day(_) => self.day(leaves).into(),
            Type::Instant(_) => format!("{}T13:37:11Z", self.day(leaves)).into(),
            Type::Choice(words) => words[link % words.len()].into(),
            Type::Link(_) | Type::AnyLink | Type::Owner => id(link).to_string().into(),
            Type::Links(_) => vec![id(link).to_string(), id(link + 1).to_string()].into(),
            Type::Marks => vec![1, 5].into(),
            Type::Rows(columns) => {
                let cell = |canaries: &mut Self, column: &Field| {
                    let leaves = leaves && column.leaves == Leaves::Told;
                    (column.name.to_owned(), canaries.value(column, leaves, link))
                };
                let row: Map<String, Value> = columns.iter().map(|column| cell(self, column)).collect();
                Value::Array(vec![Value::Object(row)])
            }
        }
    }
}

/// A journal, and its canaries.
fn journal(plans: &[Plan], mentor: bool) -> (Store, Canaries) {
    let mut canaries = Canaries { all: Vec::new(), told: BTreeSet::new(), next: 0 };
    let mut store = Store::open_empty().expect("a journal");
    let mut writer = store.begin(now(), Chance::Seed("canary".to_owned()), &Origin::Command).expect("a writer");
    let mut take = |record: Record| drop(writer.take(record).expect("a record"));
    for (n, name) in [(ODILE, "Odile Varga"), (RUBEN, "Ruben Takeda")] {
        let mut person = Record::new(id(n), Kind::Person, &now());
        person.set("name", name.into());
        take(person);
    }
    let mut mentorship = Record::new(id(250), Kind::Mentorship, &now());
    mentorship.set("person", id(ODILE).to_string().into());
    mentorship.set("state", if mentor { "active" } else { "closed" }.into());
    take(mentorship);
    for (at, (kind, seen, link, set)) in plans.iter().enumerate() {
        let mut record = Record::new(id(at + 2), *kind, &now());
        record.fields.clear();
        let people = |who: &[usize]| Visibility::People(who.iter().map(|n| id(*n)).collect());
        record.visibility = match seen % 6 {
            0 | 1 => Visibility::Private,
            2 => Visibility::Mentors,
            3 => people(&[RUBEN]),
            4 => people(&[ODILE]),
            _ => people(&[RUBEN, ODILE]),
        };
        let leaves = match seen % 6 {
            2 => mentor,
            4 | 5 => true,
            _ => false,
        };
        let link = usize::from(*link) % (plans.len() + 2);
        for (n, field) in kind.spec().fields.iter().enumerate() {
            if set >> (n % 64) & 1 == 1 || field.required {
                let value = canaries.value(field, leaves && field.leaves == Leaves::Told, link);
                record.set(field.name, value);
            }
        }
        if *kind == Kind::Mentorship {
            // Who is a mentor is said above.
            record.set("person", id(RUBEN).to_string().into());
        }
        record.tags = vec![canaries.word(false)];
        record.created = read_instant(&format!("{}T13:37:11Z", canaries.day(false))).expect("an instant");
        record.updated = record.created;
        take(record);
    }
    writer.commit("made").expect("written");
    (store, canaries)
}

fn plans() -> impl Strategy<Value = Vec<Plan>> {
    let plan = (prop::sample::select(Kind::ALL), any::<u8>(), any::<u8>(), prop_oneof![Just(u64::MAX), any::<u64>()]);
    // Who shares is named on every page.
    let plan = plan.prop_filter("somebody else", |(kind, ..)| *kind != Kind::Profile);
    prop::collection::vec(plan, 0..12)
}

fn share(store: &Store) -> Share {
    let mut n = 0;
    let mut name = || {
        n += 1;
        format!("name{n:05}")
    };
    store.read().share(id(ODILE), &Scope::default(), "the-share", &mut name, &[], &now()).expect("a share").0.share
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if crate::long() { 10_000 } else { 300 }))]

    #[test]
    fn nothing_leaves_that_was_not_shared(plans in plans(), mentor: bool) {
        let (store, canaries) = journal(&plans, mentor);
        let share = share(&store);
        let identity = Identity::make();
        let sealed = seal(&share, &Key::Identity(&identity)).expect("sealed");
        let opened = open(&sealed, &Key::Identity(&identity)).expect("opened");
        prop_assert_eq!(&opened, &share);
        let files = [
            text(&share, true, false, true).join("\n"),
            page(&share, None).expect("a page"),
            serde_json::to_string(&opened).expect("JSON"),
        ];
        for file in &files {
            for canary in canaries.all.iter().filter(|canary| !canaries.told.contains(*canary)) {
                prop_assert!(!file.contains(canary.as_str()), "{canary} left");
            }
            for n in 0..=plans.len() + 1 {
                let id = id(n).to_string();
                prop_assert!(!file.contains(&id) && !file.contains(&id.replace('-', "")), "an id left");
            }
            prop_assert!(!file.contains("13:37"), "a time of day left");
        }
        // The words that may leave do: a test that finds nothing anywhere proves nothing.
        for canary in canaries.told.iter().filter(|canary| canary.starts_with("qz")) {
            prop_assert!(files.iter().all(|file| file.contains(canary.as_str())), "{canary} stayed\n{}", files[0]);
        }
    }
}

#[test]
fn every_field_of_every_kind_is_tried() {
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Profile) {
        let seen: [Plan; 2] = [(*kind, 4, 7, u64::MAX), (*kind, 0, 2, u64::MAX)];
        let (store, canaries) = journal(&seen, true);
        let share = share(&store);
        let file = text(&share, false, false, false).join("\n");
        for canary in &canaries.all {
            if canary.starts_with("qz") {
                assert_eq!(
                    file.contains(canary.as_str()),
                    canaries.told.contains(canary),
                    "{}: {canary}\n{file}",
                    kind.name()
                );
            }
        }
        let packet = *kind == Kind::Packet;
        assert_eq!(share.items.len(), usize::from(!packet), "{}", kind.name());
    }
}
