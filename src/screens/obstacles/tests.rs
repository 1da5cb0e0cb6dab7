//! The lanes: where the cursor goes, what stays in sight, what a narrow screen shows.

use super::board;
use crate::domain::ask::{Answer, Card, Lane, Lanes};
use crate::domain::time::{read_day, read_instant};
use crate::domain::{Id, Kind, Now, Zone};
use crate::ui::command::Motion;
use crate::ui::context::Context;
use crate::ui::paint::{Area, Painter};
use crate::ui::room::Pane;
use crate::ui::theme::{Choice, Depth, Theme};

fn id(n: u8) -> Id {
    Id::from_bytes(&[n; 16]).expect("an id")
}

fn card(n: u8) -> Card {
    Card {
        id: id(n),
        title: format!("Obstacle {n} with a title that is longer than a lane of three is wide at eighty columns"),
        state: "working".to_owned(),
        opened: read_day("2025-05-05"),
        blocks: Some("Lead analyst application".to_owned()),
        tried: Some("Asked two leads".to_owned()),
        times: 2,
        planned: true,
        shared: false,
    }
}

fn lanes(sizes: [u8; 3]) -> Lanes {
    let mut next = 0;
    let lanes = sizes.map(|size| {
        let cards = (0..size).map(|_| {
            card({
                next += 1;
                next
            })
        });
        Lane { cards: cards.collect(), total: usize::from(size) }
    });
    let over = vec![("It was foggy".to_owned(), "solved".to_owned(), Some("A lamp".to_owned()))];
    Lanes { lanes, closed: 3, over }
}

/// A board with these lanes at this size.
struct Desk {
    board: Box<dyn Pane>,
    area: Area,
}

impl Desk {
    fn new(lanes: &Lanes, columns: u16, rows: u16) -> Self {
        let mut desk = Self { board: board::make(&[]), area: Area::new(3, 2, columns, rows) };
        desk.with(|board, cx| {
            board.refresh(cx);
            let ticket = *cx.ticket;
            assert!(board.answer(ticket, &Answer::Lanes(lanes.clone()), cx));
        });
        desk
    }

    fn with<R>(&mut self, act: impl FnOnce(&mut dyn Pane, &mut Context<'_>) -> R) -> R {
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
        let (mut drafts, mut ticket) = (std::collections::BTreeMap::new(), 0);
        let (mut effects, mut signals) = (Vec::new(), Vec::new());
        let mut cx = Context {
            now,
            area: self.area,
            drafts: &mut drafts,
            ticket: &mut ticket,
            effects: &mut effects,
            signals: &mut signals,
        };
        act(&mut *self.board, &mut cx)
    }

    fn go(&mut self, motion: Motion) -> u8 {
        self.with(|board, cx| board.motion(motion, cx));
        self.selected()
    }

    fn run(&mut self, name: &str) -> u8 {
        assert!(self.with(|board, cx| board.run(name, cx)), "{name}");
        self.selected()
    }

    fn selected(&self) -> u8 {
        self.board.selected().map_or(0, |(_, id)| id.bytes()[0])
    }

    fn text(&mut self) -> String {
        let now = self.with(|_, cx| cx.now);
        let mut buffer = ratatui::buffer::Buffer::empty(Area::new(0, 0, 140, 60));
        let mut painter = Painter::new(&mut buffer, Theme::new(Choice::Dark, Depth::True, false));
        self.board.draw(self.area, true, &now, &mut painter);
        let row = |y| (0..140).map(|x| buffer[(x, y)].symbol().to_owned()).collect::<String>();
        (0..60).map(|y| row(y).trim_end().to_owned() + "\n").collect()
    }
}

#[test]
fn the_cursor_goes_down_a_lane_and_over_to_the_next_that_holds_something() {
    let mut desk = Desk::new(&lanes([2, 0, 3]), 110, 30);
    assert_eq!(desk.selected(), 1);
    assert_eq!(desk.go(Motion::Down), 2);
    assert_eq!(desk.go(Motion::Down), 2, "a lane ends where it ends");
    assert_eq!(desk.run("lane-right"), 4, "the empty lane is stepped over, the height kept");
    assert_eq!(desk.go(Motion::Last), 5);
    assert_eq!(desk.run("lane-right"), 5);
    assert_eq!(desk.run("lane-left"), 2);
}

#[test]
fn a_narrow_screen_is_one_list_with_three_heads() {
    let mut desk = Desk::new(&lanes([1, 0, 2]), 50, 20);
    assert_eq!(desk.go(Motion::Down), 2);
    assert_eq!(desk.go(Motion::Up), 1);
    let text = desk.text();
    for head in ["NOW", "OPERATIONAL", "LONG", "BEHIND ME  3"] {
        assert!(text.contains(head), "no {head} in\n{text}");
    }
}

#[test]
fn a_tall_screen_tells_what_helped() {
    let text = Desk::new(&lanes([1, 0, 0]), 110, 30).text();
    assert!(text.contains("✓ It was foggy  helped: A lamp"), "{text}");
}

#[test]
fn the_cursor_stays_on_its_card_when_others_come() {
    let mut desk = Desk::new(&lanes([2, 1, 0]), 110, 30);
    desk.run("lane-right");
    let mut after = lanes([2, 1, 0]);
    after.lanes[1].cards.insert(0, card(9));
    desk.with(|board, cx| {
        board.refresh(cx);
        let ticket = *cx.ticket;
        board.answer(ticket, &Answer::Lanes(after.clone()), cx);
    });
    assert_eq!(desk.selected(), 3);
}

#[test]
fn the_card_under_the_cursor_is_in_sight_at_every_size() {
    for (columns, rows) in [(110, 30), (90, 12), (84, 9), (60, 20), (40, 9), (30, 4), (1, 1), (0, 0)] {
        let mut desk = Desk::new(&lanes([9, 0, 9]), columns, rows);
        desk.go(Motion::Last);
        let text = desk.text();
        let seen = text.contains("Obstacle 9") || text.contains("Obstacle 18") || rows < 9 || columns < 30;
        assert!(seen, "{columns}×{rows}\n{text}");
        desk.with(|board, cx| board.click(cx.area.x + 1, cx.area.y + 4, cx));
    }
}

#[test]
fn every_card_is_of_the_kind_that_lives_here() {
    let desk = Desk::new(&lanes([1, 1, 1]), 110, 30);
    assert_eq!(desk.board.selected().map(|(kind, _)| kind), Some(Kind::Obstacle));
    let empty = Desk::new(&Lanes::default(), 110, 30);
    assert_eq!(empty.board.selected(), None);
}
