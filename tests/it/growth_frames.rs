//! Frames of the Network and Learning tabs over real journals: the demo, none at all, and one with names and texts that
//! are hard to draw; each at three sizes.

use mentee::domain::{Kind, Now};
use mentee::store::Store;
use serde_json::json;

use crate::frames::{Places, hard, made};
use crate::pictures;

/// What is looked at: its name, and the keys that lead there.
const PLACES: Places = Places(
    "growth_frames",
    &[
        ("people", "5"),
        ("person", "5 j j j j Enter"),
        ("introductions", "5 v"),
        ("introduction", "5 v Enter"),
        ("tree", "5 v v"),
        ("spread", "5 v v v"),
        ("prospects", "5 v v v v"),
        ("opportunities", "5 v v v v v"),
        ("insights", "6"),
        ("insight", "6 j j Enter"),
        ("toolbox", "6 v"),
        ("skills", "6 v v"),
        ("skill", "6 v v Enter"),
        ("coverage", "6 v v v"),
        ("words", "6 v v v v"),
        ("primers", "6 v v v v v"),
        ("feedback", "6 v v v v v v"),
        ("helpers", "6 v v W"),
        ("timeline", "8 v j j"),
        ("horizon", "V"),
        ("path", "2 v Enter"),
        ("decision", "2 v v Enter"),
        ("the-same", "5 j M"),
        ("keep-filter", "2 / l e Enter F m i n e Enter"),
        ("paper-record", ": l e a r n i n g r Enter"),
        ("paper-plan", ": d e v e l o p Enter"),
        ("paper-evidence", ": e v i d e n c e Enter"),
        ("paper-for", ": d e v e l o p Enter f o d i Enter"),
        ("paper-whom", ": d e v e l o p Enter f"),
        ("paper-programme", ": p r o g r a m m e Enter"),
    ],
);

/// Names and texts that are hard to draw.
fn hostile(now: Now) -> Store {
    let (long, zalgo, family) = hard();
    let touch = |date: &str, note: &str| json!([{"date": date, "way": note, "note": note}]);
    made(
        now,
        &[
            (Kind::Profile, json!({"name": long, "home_industry": family, "style": zalgo})),
            (
                Kind::Person,
                json!({"name": long, "industry": long, "role": zalgo, "closeness": 5, "touches": touch("2024-08-01", &long), "helps_with": [long, family], "i_can_help_with": [zalgo]}),
            ),
            (
                Kind::Person,
                json!({"name": family, "industry": "医療", "introduced_by": "@1", "closeness": 1, "touches": touch("2025-09-29", family), "style": "fast \u{1b}[2J"}),
            ),
            (
                Kind::Person,
                json!({"name": zalgo, "industry": zalgo, "introduced_by": "@2", "how_met": "introduced", "touches": touch("2025-01-01", zalgo)}),
            ),
            (Kind::Person, json!({"name": "\u{200b}", "introduced_by": "@3", "touches": touch("1990-01-01", "")})),
            (Kind::Person, json!({"name": "مرحبا بالعالم", "industry": "법률", "touches": touch("2025-09-01", "×")})),
            (
                Kind::Person,
                json!({"name": "x", "introduced_by": "@5", "cadence_days": 1, "touches": touch("2025-08-01", "x")}),
            ),
            (Kind::Introduction, json!({"title": long, "target": "@2", "via": "@1", "why": zalgo, "blurb": family})),
            (Kind::Introduction, json!({"title": zalgo, "state": "talked", "state_since": "2001-01-01", "via": "@3"})),
            (
                Kind::Opportunity,
                json!({"title": family, "via": "@4", "opportunity_kind": "trend", "seen_in_my_field": "no"}),
            ),
            (
                Kind::Match,
                json!({"person": "@2", "lines": [{"line": long, "score": 3, "weight": 3}, {"line": zalgo, "score": null, "weight": 3}]}),
            ),
            (Kind::Match, json!({"title": zalgo, "lines": []})),
            (Kind::Goal, json!({"title": long})),
            (Kind::Obstacle, json!({"title": zalgo})),
            (
                Kind::Insight,
                json!({"title": long, "person": "@1", "industry": long, "steps": [zalgo, family], "tags": ["タグ", "tag"]}),
            ),
            (
                Kind::Insight,
                json!({"title": zalgo, "industry": "x", "state": "adapted", "my_version": long, "tags": ["タグ", "tag"]}),
            ),
            (Kind::Insight, json!({"title": family, "state": "rejected", "verdict": zalgo})),
            (Kind::Skill, json!({"title": long, "group": "core", "aimed": 5})),
            (Kind::Rating, json!({"skill": "@17", "own": 3, "mentor": 5, "date": "2025-09-01", "evidence": zalgo})),
            (Kind::Skill, json!({"title": family})),
            (Kind::Term, json!({"title": zalgo, "plain": long, "my_equivalent": family, "industry": "医療"})),
            (Kind::Term, json!({"title": long})),
            (Kind::Primer, json!({"industry": family, "pace": long})),
            (Kind::Feedback, json!({"body": zalgo, "giver": "@1"})),
            (
                Kind::Path,
                json!({"title": long, "why": zalgo, "requirements": [{"skill": long, "level": 5}, {"skill": family}], "reality": [{"text": zalgo}, {"text": long, "source": family}]}),
            ),
            (
                Kind::Decision,
                json!({"title": zalgo, "options": [long, family], "input": [zalgo], "choice": family, "risks": [{"text": long, "by": zalgo}], "look_back": "2001-01-01"}),
            ),
        ],
    )
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
