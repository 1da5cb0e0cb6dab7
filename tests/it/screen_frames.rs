//! Frames of the other tabs, of forms and of what lies over the tabs, over real journals: the demo, none at all, and one
//! with texts that are hard to draw; each at three sizes.

use mentee::domain::{Kind, Now};
use mentee::store::Store;
use serde_json::json;

use crate::frames::{Places, hard, made};
use crate::pictures;

/// What is looked at: its name, and the keys that lead there.
const PLACES: Places = Places(
    "screen_frames",
    &[
        ("goals", "2"),
        ("goal", "2 Enter"),
        ("paths", "2 v"),
        ("path", "2 v Enter"),
        ("decisions", "2 v v"),
        ("milestones", "2 v v v"),
        ("check-ins", "2 v v v v"),
        ("lanes", "4"),
        ("obstacles", "4 v"),
        ("obstacle", "4 v Enter"),
        ("reflections", "7"),
        ("entry", "7 j j Enter"),
        ("taps", "7 +"),
        ("week", "7 w"),
        ("week-looks", "7 w Tab"),
        ("week-pulse", "7 w Tab Tab"),
        ("writing", "7 n"),
        ("rows", "2 v e Tab Tab M-n a"),
        ("rows-agenda", "3 e Tab Tab Tab Tab Tab Tab Enter"),
        ("picker", "3 v n Tab Enter"),
        ("share", "S"),
        ("share-page", "S v"),
        ("share-locked", "S W f o u r Space w"),
        ("share-locked-again", "S W f o u r Enter f o"),
        ("share-sealed", "S t a g e 1"),
        ("inbox", ": i n b o x Enter"),
        ("answer", ": i n b o x Enter a y"),
        ("unfinished", ": u n f i n i s h e d Enter"),
        ("one-page", ": b r i e f Enter"),
        ("changes", ": h i s t o r y Enter"),
        ("drafts", "c x Esc : d r a f t s Enter"),
        ("keys", "3 ?"),
        ("words", "C-f o d"),
        ("prefix", "2 g"),
    ],
);

/// Texts that are hard to draw, in every kind that has a place here.
fn hostile(now: Now) -> Store {
    let (long, zalgo, family) = hard();
    let mentors = [
        (Kind::Person, json!({"name": family, "industry": long, "style": zalgo})),
        (Kind::Mentorship, json!({"person": "@0", "relation": "mentor", "state": "active", "title": zalgo})),
    ];
    let goals = [
        (
            Kind::Goal,
            json!({"title": long, "short": family, "measure": "number", "why": zalgo, "unit": "👩‍👩‍👧", "baseline": 14, "target": 6, "start": "2025-01-01",
                   "due": "2025-12-31", "confidence": 5, "checkpoints": [{"date": "2025-06-01", "value": 10}]}),
        ),
        (Kind::CheckIn, json!({"goal": "@2", "date": "2025-03-01", "value": 1e12, "note": zalgo})),
        (Kind::Milestone, json!({"goal": "@2", "title": zalgo, "due": "2025-01-01", "done": "2025-02-01"})),
        (
            Kind::Path,
            json!({"title": zalgo, "requirements": [{"skill": long, "level": 5}, {"skill": family, "level": null}],
                   "reality": [{"text": zalgo, "source": long}]}),
        ),
        (Kind::Decision, json!({"title": family, "options": [long, zalgo], "risks": [{"text": zalgo, "by": long}]})),
    ];
    let rest = [
        (
            Kind::Meeting,
            json!({"title": zalgo, "people": ["@0"], "at": "2025-10-02T09:00:00Z", "intention": long,
                   "agenda": [{"text": long, "minutes": 1440, "state": "open", "from": zalgo}, {"text": family}]}),
        ),
        (Kind::Action, json!({"title": long, "due": "2025-09-01", "owner": "@0", "meeting": "@7"})),
        (Kind::Question, json!({"title": zalgo})),
        (
            Kind::Obstacle,
            json!({"title": family, "opened": "2025-01-01", "horizon": "now", "if_then": long,
                   "tried": [{"date": "2025-02-01", "what": zalgo, "outcome": long}],
                   "lenses": [{"person": long, "industry": family, "view": zalgo}], "options": [family, long]}),
        ),
        (Kind::Reflection, json!({"body": format!("{zalgo} {long}"), "date": "2025-09-26"})),
        (Kind::Pulse, json!({"date": "2025-09-22", "energy": 1, "interest": 5, "effect": 3})),
        (Kind::Feedback, json!({"body": zalgo, "giver": "@0", "ask": long})),
    ];
    let all: Vec<_> = mentors.into_iter().chain(goals).chain(rest).collect();
    made(now, &all)
}

#[test]
fn the_demo_journal() {
    PLACES.over_the_demo();
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
