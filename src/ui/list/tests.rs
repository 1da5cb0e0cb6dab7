//! A list over a hundred thousand rows that are never held.

use std::collections::BTreeMap;

use super::*;
use crate::domain::ask::{Facts, Key as RowKey};
use crate::domain::time::read_instant;
use crate::domain::{Now, Zone};
use crate::ui::effect::Effect;

/// A list with a journal of `size` rows behind it.
struct World {
    list: List,
    ids: Vec<u64>,
    ticket: Ticket,
    asked: usize,
    /// Whether of a filter only the newest are read at first.
    hasty: bool,
}

fn id(n: u64) -> Id {
    Id::from_bytes(&u128::from(n).to_be_bytes()).expect("sixteen bytes")
}

fn row(n: u64) -> Row {
    let key = RowKey { day: String::new(), n: i64::try_from(n).expect("a number") };
    let title = format!("row {n}");
    Row {
        key,
        id: id(n),
        kind: Kind::Action,
        title,
        state: None,
        day: None,
        due: None,
        shared: false,
        facts: Facts::None,
    }
}

impl World {
    fn new(size: u64) -> Self {
        let mut world =
            Self { list: List::new(Kind::Action, true), ids: (0..size).collect(), ticket: 0, asked: 0, hasty: false };
        world.run(List::refresh);
        world
    }

    /// Runs something, then answers what it asked until it asks no more.
    fn run(&mut self, act: impl FnOnce(&mut List, &mut Context<'_>)) {
        let mut effects = Vec::new();
        self.with(&mut effects, act);
        while let Some(effect) = effects.pop() {
            let Effect::Ask(ticket, Ask::Window(window)) = effect else { continue };
            self.asked += 1;
            let answer = Answer::Page(self.page(&window));
            self.with(&mut effects, |list, cx| {
                assert!(list.answer(ticket, &answer, cx));
            });
        }
    }

    fn with(&mut self, effects: &mut Vec<Effect>, act: impl FnOnce(&mut List, &mut Context<'_>)) {
        let now = Now::new(read_instant("2026-11-22T09:00:00Z").expect("an instant"), Zone::UTC);
        let mut cx = Context {
            now,
            area: Area::new(0, 0, 40, 20),
            drafts: &mut BTreeMap::new(),
            ticket: &mut self.ticket,
            effects,
            signals: &mut Vec::new(),
        };
        act(&mut self.list, &mut cx);
    }

    fn page(&self, window: &Window) -> Page {
        let all: Vec<_> = self.ids.iter().filter(|n| format!("row {n}").contains(&window.filter)).collect();
        let at = |n: i64| all.partition_point(|row| i64::try_from(**row).is_ok_and(|row| row < n));
        let from = match &window.place {
            Place::Start => 0,
            Place::End => all.len().saturating_sub(window.rows),
            Place::After(key) => at(key.n + 1),
            Place::Before(key) => at(key.n).saturating_sub(window.rows),
            Place::Around(wanted) => {
                all.iter().position(|n| id(**n) == *wanted).unwrap_or(0).saturating_sub(window.rows / 2)
            }
        };
        let to = match &window.place {
            Place::Before(key) => at(key.n),
            _ => (from + window.rows).min(all.len()),
        };
        let more = self.hasty && !window.filter.is_empty() && window.place == Place::Start && to < all.len();
        let total = if more { to } else { all.len() };
        Page { rows: all[from..to].iter().map(|n| row(**n)).collect(), before: from, total, more }
    }

    fn motion(&mut self, motion: Motion) {
        self.run(|list, cx| list.motion(motion, 20, cx));
        assert!(self.list.rows.len() <= HELD_MAX + ASK_MIN, "{} rows held", self.list.rows.len());
        let shown: Vec<_> = self.list.visible(20).collect();
        assert_eq!(shown.iter().filter(|(_, selected)| *selected).count(), 1, "the cursor is in sight");
        assert_eq!(shown.len(), 20.min(self.list.total()));
    }

    fn selected(&self) -> String {
        self.list.selected().map(|row| row.title.clone()).unwrap_or_default()
    }
}

#[test]
fn a_hundred_thousand_rows_are_walked_in_windows() {
    let mut world = World::new(100_000);
    for _ in 0..1_000 {
        world.motion(Motion::PageDown);
    }
    assert_eq!(world.selected(), "row 20000");
    for _ in 0..500 {
        world.motion(Motion::PageUp);
    }
    assert_eq!(world.selected(), "row 10000");
    world.motion(Motion::Last);
    assert_eq!(world.selected(), "row 99999");
    world.motion(Motion::Up);
    world.motion(Motion::HalfUp);
    assert_eq!(world.selected(), "row 99988");
    world.motion(Motion::First);
    assert_eq!(world.selected(), "row 0");
    assert!(world.asked < 700, "{} questions", world.asked);
}

#[test]
fn the_place_is_kept_when_rows_come_and_go() {
    let mut world = World::new(1_000);
    (0..25).for_each(|_| world.motion(Motion::PageDown));
    assert_eq!(world.selected(), "row 500");
    world.ids.retain(|n| *n != 3);
    world.run(List::refresh);
    assert_eq!(world.selected(), "row 500");
    world.ids.retain(|n| *n != 500);
    world.run(List::refresh);
    assert_eq!(world.selected(), "row 501", "the next one where it is gone");
    world.run(|list, cx| list.go_to(id(77), cx));
    assert_eq!(world.selected(), "row 77");
}

#[test]
fn a_filter_narrows_as_one_types_and_gives_the_place_back() {
    let mut world = World::new(1_000);
    (0..10).for_each(|_| world.motion(Motion::Down));
    world.run(|list, _| list.begin_filter());
    for c in "99".chars() {
        world.run(|list, cx| assert!(list.filter_key(Chord::plain(Key::Char(c)), cx)));
    }
    assert_eq!((world.list.total(), world.selected().as_str()), (19, "row 99"));
    world.run(|list, cx| assert!(list.filter_key(Chord::plain(Key::Enter), cx)));
    world.run(|list, cx| assert!(!list.filter_key(Chord::plain(Key::Char('j')), cx), "no longer typing"));
    world.run(|list, cx| assert!(list.end_filter(cx)));
    assert_eq!((world.list.total(), world.selected().as_str()), (1_000, "row 99"));
}

#[test]
fn of_what_is_typed_the_rest_comes_when_it_is_wanted() {
    let typed = || {
        let mut world = World::new(1_000);
        world.hasty = true;
        world.run(|list, _| list.begin_filter());
        world.run(|list, cx| assert!(list.filter_key(Chord::plain(Key::Char('1')), cx)));
        assert_eq!((world.list.total(), world.list.has_more()), (20, true), "as many as are in sight");
        world
    };
    let mut entered = typed();
    (0..5).for_each(|_| entered.motion(Motion::Down));
    entered.run(|list, cx| assert!(list.filter_key(Chord::plain(Key::Enter), cx)));
    assert_eq!((entered.list.total(), entered.list.has_more(), entered.selected().as_str()), (271, false, "row 14"));
    let mut last = typed();
    last.motion(Motion::Last);
    assert_eq!((last.list.total(), last.selected().as_str()), (271, "row 991"));
    let mut walked = typed();
    (0..100).for_each(|_| walked.motion(Motion::Down));
    assert_eq!((walked.list.total(), walked.list.has_more()), (271, false));
}

#[test]
fn an_old_answer_is_dropped() {
    let mut world = World::new(10);
    let mut effects = Vec::new();
    world.with(&mut effects, List::refresh);
    world.with(&mut effects, List::refresh);
    let Some(Effect::Ask(old, _)) = effects.first().cloned() else { panic!("a question") };
    world.with(&mut effects, |list, cx| assert!(!list.answer(old, &Answer::Page(Page::default()), cx)));
    assert_eq!(world.list.total(), 10);
}

#[test]
fn an_empty_list_moves_nowhere() {
    let mut world = World::new(0);
    world.run(|list, cx| list.motion(Motion::Last, 20, cx));
    world.run(|list, cx| list.motion(Motion::Up, 20, cx));
    assert!(world.list.selected().is_none() && world.list.visible(20).next().is_none());
}
