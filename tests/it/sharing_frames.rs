//! Frames of what stands around a share: what left and what came back, the people a mentor reads, and a sealed file opened.

use mentee::domain::share::{Reply, Said, SaidKind, Scope};
use mentee::domain::{Id, Kind, Now};
use mentee::exchange::share::{Key, open, seal};
use mentee::store::{Sent, Store};
use serde_json::json;

use crate::frames::{Places, hard, made, reviewing, snapshot};
use crate::pictures;
use crate::share::laws;

/// The screens, and the keys that lead there.
const PLACES: Places = Places(
    "sharing_frames",
    &[
        ("register", ": r e g i s t e r Enter"),
        ("register-on", ": r e g i s t e r Enter j l"),
        ("mentees", ": m e n t e e s Enter j"),
        ("inbox", ": i n b o x Enter"),
        ("inbox-down", ": i n b o x Enter j j"),
        ("inbox-answer", ": i n b o x Enter j a y e s"),
    ],
);

/// A journal from which things left and to which a reply came; and in which a mentor's own mentees stand.
fn after_a_reply() -> (Store, Now) {
    let (mut store, built) = laws::journal();
    let now = laws::now();
    let about = |kind: &str| built.share.items.iter().find(|item| item.kind == kind).map(|item| item.item.clone());
    let said =
        |item: Option<String>, kind, text: &str| Said { item, kind, text: text.to_owned(), rating: None, due: None };
    let reply = Reply {
        share: built.share.share.clone(),
        by: "Odile Varga".to_owned(),
        made: now.at,
        overall: "A good month. Take the week after the case off.".to_owned(),
        items: vec![
            said(about("goal"), SaidKind::Comment, "You are nearer than you write. Who has read the case so far?"),
            said(about("goal"), SaidKind::Action, "Ask Hanne to read the case before Friday"),
            said(about("obstacle"), SaidKind::Question, "What would the night desk say if you asked them first?"),
            said(about("meeting"), SaidKind::Praise, "You let the quiet desk speak first, and they did."),
        ],
        unread: 0,
    };
    laws::take(&mut store, &reply);
    (store, now)
}

/// The journal of somebody who reads what others share with them.
fn of_a_mentor(now: Now) -> Store {
    let packet = |name: &str, made: &str, seen: &str, news: i64, state: &str, notes: &str| {
        let title = format!("Share of {name}");
        let share = format!("{name} {made}");
        (
            Kind::Packet,
            json!({"title": title, "share": share, "made": made, "seen": seen, "news": news, "state": state, "notes": notes}),
        )
    };
    made(
        now,
        &[
            (Kind::Person, json!({"name": "Noor Haldane"})),
            packet("Noor Haldane, 2 Jun 2025", "2025-06-02", "2025-06-05", 12, "replied", "Ask about the night desk."),
            packet(
                "Noor Haldane, 1 Sep 2025",
                "2025-09-01",
                "2025-09-02",
                4,
                "replied",
                "She answers at once; wait a day before the next question.\nDo not offer the introduction yet.",
            ),
            packet("Ruben Okafor, 28 Sep 2025", "2025-09-28", "2025-09-29", 0, "reading", ""),
            packet("Hanne Brandt, 3 May 2025", "2025-05-03", "2025-05-04", 3, "reading", "The one who went quiet."),
        ],
    )
}

/// Texts that are hard to draw, wherever one can stand.
fn hostile(now: Now) -> Store {
    let (long, zalgo, family) = hard();
    let mut store = made(
        now,
        &[
            (Kind::Person, json!({"name": long})),
            (Kind::Goal, json!({"title": zalgo, "why": long})),
            (
                Kind::Feedback,
                json!({"title": zalgo, "body": long, "feedback_kind": "question", "giver": "@0", "origin": "mentor", "item": "@1"}),
            ),
            (
                Kind::Feedback,
                json!({"title": family, "body": zalgo, "feedback_kind": "comment", "giver": "@0", "origin": "mentor"}),
            ),
            (
                Kind::Packet,
                json!({"title": format!("Share of {long}"), "share": "a", "made": "2025-01-01", "notes": zalgo}),
            ),
            (
                Kind::Packet,
                json!({"title": zalgo, "share": "b", "seen": "1999-01-01", "news": i64::MAX, "notes": long}),
            ),
            (Kind::Packet, json!({"title": family, "share": "c", "made": "2300-01-01", "notes": family})),
        ],
    );
    let mut people: Vec<Id> = Vec::new();
    let walk = store.read().each(Kind::Person, true, false, &mut |record| {
        people.push(record.id);
        Ok(())
    });
    walk.expect("a walk");
    let person = people[0];
    let sharing = store.read().sharing(Some(person), &Scope::default(), &[], &now).expect("a share").expect("somebody");
    let mut built = sharing.built;
    "hard".clone_into(&mut built.share.share);
    let sent = Sent { built: &built, person, format: "html", file: zalgo };
    store.note_share(&sent, now, &mentee::domain::Origin::Command).expect("noted");
    store
}

#[test]
fn after_a_share_and_its_reply() {
    let (store, now) = after_a_reply();
    PLACES.over("demo", &store, now);
    let (_, now) = pictures::journal();
    Places("sharing_frames", &[("mentees", ": m e n t e e s Enter"), ("mentees-notes", ": m e n t e e s Enter j")])
        .over("mentor", &of_a_mentor(now), now);
}

#[test]
fn an_empty_journal() {
    PLACES.over_nothing();
}

#[test]
fn a_hostile_journal() {
    let (_, now) = pictures::journal();
    PLACES.over_hostile(&hostile(now), now);
}

#[test]
fn a_file_that_a_passphrase_sealed_is_reviewed() {
    let (_, built) = laws::journal();
    let key = Key::Passphrase { words: "four random words here", work: Some(2) };
    let share = open(&seal(&built.share, &key).expect("sealed"), &key).expect("opened");
    let (store, now) = (Store::open_empty().expect("a journal"), laws::now());
    for (name, keys) in [("sealed", ""), ("sealed-down", "j j j"), ("sealed-comment", "j j r w e l l")] {
        snapshot(&format!("sharing_frames__{name}"), |size| reviewing(Some(share.clone()), &store, now, size, keys));
    }
}
