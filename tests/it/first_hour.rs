//! The first hour of a new person, with nothing to go by but what the screen says: each of the seven things that everybody
//! does, in few keys beyond what is written.

use crate::meetings_screen::{Rig, noor, store};

/// Counts the keys of a task; what is typed as content is not counted.
#[track_caller]
fn within(rig: &mut Rig, keys: usize, task: impl FnOnce(&mut Rig)) {
    let before = rig.keys;
    task(rig);
    let spent = rig.keys - before;
    assert!(spent <= keys, "{spent} keys, not {keys}");
}

/// A journal with the first talk in it.
fn begun() -> Rig {
    let mut rig = Rig::new(store(|_| {}), (120, 60));
    rig.assert_shows("I just met my mentor");
    within(&mut rig, 9, |rig| {
        rig.keys("Enter");
        for answer in
            ["Noor", "logistics", "lead analyst", "Odile Varga", "healthcare", "Measure waiting, not movement"]
        {
            rig.text(answer).keys("Enter");
        }
        rig.text("log the minutes by fri").keys("Enter");
        rig.assert_shows("One meeting, and one next step with its day.");
        rig.keys("Enter");
    });
    rig.assert_shows("NEEDS YOU");
    rig
}

#[test]
fn a_goal_becomes_smart_and_its_progress_is_recorded() {
    let mut rig = begun();
    rig.assert_shows("2 then n makes the first.");
    within(&mut rig, 24, |rig| {
        rig.keys("2 n").text("Cut weekly replanning in the north from 14 h to 6 h").keys("C-s");
        rig.assert_shows("What is it today, what will it be");
        rig.assert_shows("S make it SMART");
        // Where it asks first, and then field by field.
        rig.keys("S Right Tab")
            .text("evenings free for the family, and a desk that can plan ahead of the day")
            .keys("Tab Tab")
            .text("31 dec");
        rig.assert_shows("Wed 31 Dec");
        for value in ["h", "14", "6", "timesheet", "7", "log every replan", "fri"] {
            rig.keys("Tab").text(value);
        }
        rig.keys("C-s");
        rig.assert_shows("When is the half-way look?");
        rig.keys("S").text("if the desk is short, then I move it to two").keys("Tab").text("15 nov");
        rig.assert_shows("Sat 15 Nov");
        rig.keys("Enter").text("10").keys("C-s");
    });
    // The whole of R wants a skill, a path or a mentorship that it serves.
    for letter in ["S ●  specific", "M ●  measurable", "A ●  achievable", "R ◐  relevant", "T ●  time-bound"]
    {
        rig.assert_shows(letter);
    }
    within(&mut rig, 2, |rig| {
        rig.keys("+").text("13");
        rig.assert_shows("Cut weekly replanning in the north");
        rig.keys("C-s");
    });
    rig.assert_shows("13 h, from 14 to 6");
}

#[test]
fn a_promise_is_kept_and_the_next_meeting_prepared() {
    let mut rig = begun();
    within(&mut rig, 3, |rig| {
        rig.keys("3 v");
        rig.assert_shows("log the minutes");
        rig.assert_shows("Space done");
        rig.keys("Space");
    });
    rig.assert_shows("No open promises.");
    rig.keys("1");
    rig.assert_shows("n plans one.");
    within(&mut rig, 9, |rig| {
        rig.keys("n Tab Enter").text("Odile").keys("Enter Tab").text("tue 14:00");
        rig.assert_shows("Tue 7 Oct 14:00");
        rig.keys("C-s");
        rig.assert_shows("p drafts it");
        rig.keys("p C-s");
    });
    rig.assert_shows("prepared");
}

#[test]
fn advice_of_last_month_is_found_two_ways() {
    let mut rig = Rig::new(noor(), (120, 40));
    within(&mut rig, 5, |rig| {
        rig.keys("3 v v");
        rig.assert_shows("27 Aug");
        rig.keys("j j");
    });
    rig.assert_shows("Send the answer first and the working afterwards");
    let mut rig = Rig::new(noor(), (120, 40));
    within(&mut rig, 2, |rig| {
        rig.keys("C-f").text("kind:advice since:2025-08 afterwards").keys("Enter");
    });
    rig.assert_shows("Send the answer first and the working afterwards");
}

#[test]
fn what_was_deleted_comes_back() {
    let mut rig = begun();
    rig.keys("3");
    rig.assert_shows("Meeting with Odile Varga");
    within(&mut rig, 2, |rig| {
        rig.keys("x");
        rig.assert_shows("u undoes");
        assert!(!rig.frame().contains("Meeting with Odile Varga ") || rig.frame().contains("No meetings yet"));
        rig.keys("u");
    });
    rig.assert_shows("Meeting with Odile Varga");
}
