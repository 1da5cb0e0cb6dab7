//! The laws of replies: the same one twice is once, two in either order give the same, and nothing that was there is
//! changed or gone.

use std::collections::BTreeMap;

use mentee::domain::id::Chance;
use mentee::domain::record::Json;
use mentee::domain::share::{Built, Reply, Said, SaidKind, Scope};
use mentee::domain::time::read_instant;
use mentee::domain::{Id, Kind, Now, Origin, Visibility, Zone};
use mentee::exchange::{demo, share as files};
use mentee::store::{Sent, Store};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::Value;

pub(crate) fn now() -> Now {
    Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
}

/// The demo journal after a share with Odile.
pub(crate) fn journal() -> (Store, Built) {
    let mut store = Store::open_empty().expect("a journal");
    let mut odile = None;
    let mut writer = store.begin(now(), Chance::Seed("demo".to_owned()), &Origin::Command).expect("a writer");
    writer.expect_many().expect("room");
    demo::read(&now(), &mut |record| {
        if record.title == "Odile Varga" {
            odile = Some(record.id);
        }
        writer.receive(record).expect("a record");
        Ok(())
    })
    .expect("the demo");
    writer.commit("demo").expect("written");
    let odile = odile.expect("Odile");
    let mut n = 0;
    let mut name = || {
        n += 1;
        format!("name{n:05}")
    };
    let (built, _) =
        store.read().share(odile, &Scope::default(), "the-share", &mut name, &[], &now()).expect("a share");
    let sent = Sent { built: &built, person: odile, format: "html", file: "one.html" };
    store.note_share(&sent, now(), &Origin::Command).expect("noted");
    (store, built)
}

pub(crate) fn take(store: &mut Store, reply: &Reply) {
    let id = |said: &Said| files::id_of(&reply.share, said);
    let came = store.read().weigh_reply(reply, &id, &now()).expect("a reply");
    let mut writer =
        store.begin(now(), Chance::Seed("reply".to_owned()), &Origin::Reply("Odile".to_owned())).expect("a writer");
    writer.take_reply(reply, &came, &|_| Visibility::Private).expect("taken in");
    writer.commit("took in").expect("written");
}

/// Everything in a journal, by id.
fn all(store: &Store) -> BTreeMap<Id, Value> {
    let mut all = BTreeMap::new();
    for kind in Kind::ALL {
        let walk = store.read().each(*kind, true, true, &mut |record| {
            let json = serde_json::to_value(Json { record: &record, short_id: None, derived: None }).expect("JSON");
            all.insert(record.id, json);
            Ok(())
        });
        walk.expect("a walk");
    }
    all
}

type Words = (Index, bool, SaidKind, String, Option<u8>);

fn words() -> impl Strategy<Value = Vec<Words>> {
    let text =
        prop_oneof![Just("What do you see?".to_owned()), "\\PC{0,20}", Just("Mirela Stan, planner: ask".to_owned())];
    let one = (any::<Index>(), prop::bool::weighted(0.9), select(SaidKind::ALL), text, prop::option::of(0..7_u8));
    prop::collection::vec(one, 0..12)
}

fn reply(built: &Built, overall: &str, words: Vec<Words>) -> Reply {
    let name = |at: Index, known: bool| {
        if known { built.share.items[at.index(built.share.items.len())].item.clone() } else { "elsewhere".to_owned() }
    };
    let said = |(at, known, kind, text, rating): Words| Said {
        item: Some(name(at, known)),
        kind,
        text,
        rating: rating.filter(|rating| (1..=5).contains(rating)),
        due: None,
    };
    Reply {
        share: "the-share".to_owned(),
        by: "Odile".to_owned(),
        made: now().at,
        overall: overall.to_owned(),
        items: words.into_iter().map(said).collect(),
        unread: 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(if crate::long() { 500 } else { 12 }))]

    #[test]
    fn a_reply_only_adds_and_adds_once(one in words(), two in words()) {
        let (mut first, built) = journal();
        let before = all(&first);
        let (one, two) = (reply(&built, "Good.", one), reply(&built, "", two));
        take(&mut first, &one);
        let after = all(&first);
        for (id, record) in &before {
            prop_assert_eq!(after.get(id), Some(record), "what was there stays as it was");
        }
        take(&mut first, &one);
        prop_assert_eq!(&all(&first), &after, "twice is once");
        take(&mut first, &two);
        let (mut second, _) = journal();
        take(&mut second, &two);
        take(&mut second, &one);
        prop_assert_eq!(all(&first), all(&second), "in either order");
        let written = files::write_reply("the-share", "Odile", now().at, &one.overall, &one.items);
        prop_assert_eq!(files::read_reply(&mut written.as_bytes()).expect("a reply"), one);
    }

    #[test]
    fn any_bytes_are_a_reply_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300), at in any::<Index>()) {
        let sound = files::write_reply("the-share", "Odile", now().at, "Good.", &[]);
        let mut file = sound.clone().into_bytes();
        let at = at.index(file.len());
        file.splice(at..(at + bytes.len()).min(sound.len()), bytes.iter().copied());
        for file in [&file, &bytes] {
            let _ = files::read_reply(&mut file.as_slice());
            let _ = files::open(file, &files::Key::Passphrase { words: "x", work: None });
        }
    }
}
