//! Frames of every screen at three sizes, as text.

use super::journal::{Journal, demo, hostile};
use super::*;
use crate::domain::Kind;
use crate::domain::share::Scope;

/// Sizes that stand for the rest.
const SIZES: [(u16, u16); 3] = [(40, 15), (80, 24), (120, 40)];

fn shoot(name: &str, make: fn() -> Journal, act: fn(&mut Rig)) {
    for (columns, rows) in SIZES {
        let mut rig = Rig::new(make(), columns, rows);
        act(&mut rig);
        insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), rig.frame());
    }
}

const CAPTURE: &str = "Met @odile today 14:00 45m #flow\nWalked through her morning huddle: 12 minutes, standing, the board before the talk.\n\n! send her our dock board by fri ^replanning\n!@odile intro to the bed manager\n* Huddle at the board -> try Monday on one desk\n~ night desk never sees the board -> if they start at ten, then I walk over at nine\n? how did she get the doctors to come\n+ Mirela Stan, supply planner, St. Brannoc (via @odile)\n%energy 4";

#[test]
fn today() {
    shoot("today", demo, |_| {});
    shoot("today-empty", Journal::default, |_| {});
    shoot("today-hostile", hostile, |_| {});
}

#[test]
fn lists_and_details() {
    shoot("goals", demo, |rig| {
        rig.keys("2");
    });
    shoot("goal", demo, |rig| {
        rig.keys("2 Enter");
    });
    shoot("meetings-actions", demo, |rig| {
        rig.keys("3 v");
    });
    shoot("people-hostile", hostile, |rig| {
        rig.keys("5 j j j j j Enter");
    });
    shoot("list-empty", demo, |rig| {
        rig.keys("7");
    });
}

#[test]
fn forms() {
    shoot("form-new", demo, |rig| {
        rig.keys("3 v n").text("Send the board").keys("Tab Tab").text("next fri");
    });
    shoot("form-edit", demo, |rig| {
        rig.keys("2 e Tab Tab Tab Tab");
    });
    shoot("form-picker", demo, |rig| {
        rig.keys("3 n Tab Enter");
    });
}

#[test]
fn capture() {
    shoot("capture", demo, |rig| {
        rig.keys("c").text(CAPTURE);
    });
    shoot("capture-empty", demo, |rig| {
        rig.keys("c");
    });
}

#[test]
fn overlays() {
    shoot("palette", demo, |rig| {
        rig.keys(":").text("ne");
    });
    shoot("search", demo, |rig| {
        rig.keys("C-f").text("the");
    });
    shoot("history", demo, |rig| {
        rig.keys(":").text("history").keys("Enter j");
    });
}

#[test]
fn progress() {
    for (name, make) in JOURNALS {
        shoot(&format!("progress{name}"), make, |rig| {
            rig.keys("8");
        });
    }
    shoot("progress-end", demo, |rig| {
        rig.keys("8 G");
    });
    shoot("progress-year", demo, |rig| {
        rig.keys("8 p Tab Tab j");
    });
    shoot("progress-behind", hostile, |rig| {
        rig.keys("8 Tab Enter j");
    });
}

/// A way to a journal.
type Make = fn() -> Journal;

/// Each journal, and what its frames are called.
const JOURNALS: [(&str, Make); 3] = [("", demo), ("-empty", Journal::default), ("-hostile", hostile)];

#[test]
fn reflect() {
    for (name, make) in JOURNALS {
        shoot(&format!("reflect{name}"), make, |rig| {
            rig.keys("7");
        });
        shoot(&format!("weekly{name}"), make, |rig| {
            rig.keys("7 w");
        });
    }
    shoot("reflect-entry", demo, |rig| {
        rig.keys("7 j j Enter");
    });
    shoot("reflect-pulse", demo, |rig| {
        rig.keys("7 + 4");
    });
    shoot("reflect-writing", demo, |rig| {
        rig.keys("7 n").text("The board moved before the rush. Nobody asked me for the plan; they asked the colours.");
    });
    shoot("reflect-rule", demo, |rig| {
        rig.keys("7 n").text("The board moved.").keys("C-s").text("ask before I answer");
    });
}

#[test]
fn welcome() {
    shoot("welcome", Journal::default, |rig| {
        rig.keys("Down Enter").text("Noor\nlogistics\n\nOdile Varga\n");
    });
    shoot("welcome-end", Journal::default, |rig| {
        rig.keys("Enter")
            .text("Noor\n\n\nOdile Varga\nhealthcare\nMeasure waiting, not movement.\nlog the minutes by fri\n");
    });
}

#[test]
fn weekly() {
    shoot("weekly-looks", demo, |rig| {
        rig.keys("7 w Enter").text("6.5");
    });
    shoot("weekly-prompt", demo, |rig| {
        rig.keys("7 w Tab Tab 4 4 5").text("It moved.");
    });
    shoot("weekly-next", demo, |rig| {
        rig.keys("7 w Tab Tab Tab Tab Tab Tab Space Down");
    });
    shoot("weekly-end", demo, |rig| {
        rig.keys("7 w Tab Tab Tab Tab Tab Tab Space Enter");
    });
}

/// What a mentor sees of a share: of a person alone, of the demo journal, of hostile text.
#[test]
fn review() {
    let nobody: Make = || {
        let mut journal = Journal::default();
        journal.add(Kind::Person, serde_json::json!({"name": "Odile Varga"}));
        journal
    };
    for (name, make) in [("empty", nobody), ("demo", demo as Make), ("hostile", hostile as Make)] {
        for (columns, rows) in SIZES {
            for (step, keys) in [("", ""), ("-down", "j j"), ("-comment", "r y")] {
                let share = make().sharing(None, &Scope::default()).expect("somebody").built.share;
                let settings =
                    Settings { theme: Choice::Dark, depth: Depth::True, review: Some(share), ..Settings::default() };
                let mut rig = Rig::with(settings, Journal::default(), columns, rows);
                rig.keys(keys);
                insta::assert_snapshot!(format!("review{step}-{name}-{columns}x{rows}"), rig.frame());
            }
        }
    }
}

/// Every overlay that the palette leads to, with nothing, the demo journal and hostile text.
#[test]
fn overlays_with_any_journal() {
    type Act = fn(&mut Rig);
    type Make = fn() -> Journal;
    let overlays: [(&str, Act); 13] = [
        ("help", |rig| {
            rig.keys("2 ?");
        }),
        ("palette", |rig| {
            rig.keys(":").text("a");
        }),
        ("glossary", |rig| {
            rig.keys(":").text("?hud");
        }),
        ("search", |rig| {
            rig.keys("C-f").text("the");
        }),
        ("trash", |rig| {
            rig.keys(":").text("trash").keys("Enter");
        }),
        ("backups", |rig| {
            rig.keys(":").text("backups").keys("Enter");
        }),
        ("doctor", |rig| {
            rig.keys(":").text("doctor").keys("Enter");
        }),
        ("settings", |rig| {
            rig.keys(":").text("settings").keys("Enter");
        }),
        ("drafts", |rig| {
            rig.keys(":").text("drafts").keys("Enter");
        }),
        ("history", |rig| {
            rig.keys(":").text("history").keys("Enter");
        }),
        ("inbox", |rig| {
            rig.keys(":").text("inbox").keys("Enter a").text("yes");
        }),
        ("share", |rig| {
            rig.keys("S j");
        }),
        ("rows", |rig| {
            rig.keys("4 n").text("x").keys("Tab Tab Tab Tab Tab Tab Tab Tab Tab Tab").text("fri");
        }),
    ];
    let journals: [(&str, Make); 3] = [("empty", Journal::default), ("demo", demo), ("hostile", hostile)];
    for (overlay, act) in overlays {
        for (journal, make) in journals {
            shoot(&format!("over-{overlay}-{journal}"), make, act);
        }
    }
}
