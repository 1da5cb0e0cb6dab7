//! Three lanes of what is in the way now, again and again, and in the long run: side by side where there is room, else
//! below each other under three heads. Each card says how long it has been so, what it blocks and what was tried.

use crate::domain::ask::{Answer, Ask, Card, Lanes};
use crate::domain::{Id, Kind, Now, Shown, dates, text};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::Context;
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::paint::{Area, Painter, inset};
use crate::ui::room::{Look, Pane};
use crate::ui::theme::Role;
use crate::ui::words;

/// The heads of the lanes, and what each is for.
const HEADS: [(&str, &str); 3] = [
    ("now", "Something in the way this week or next."),
    ("operational", "What comes back in the daily work."),
    ("long", "What takes a quarter or more."),
];

/// From this width on the lanes lie side by side.
const WIDE: u16 = 84;

/// Rows of a card where lanes lie side by side: two of its title, three of what is known, an empty one.
const CARD: u16 = 6;

/// The lanes.
#[derive(Debug, Default)]
struct Board {
    lanes: Lanes,
    loaded: bool,
    asked: Option<Ticket>,
    lane: usize,
    at: usize,
    /// The card to stay on when the lanes come anew.
    keep: Option<Id>,
}

/// Makes the pane.
pub(super) fn make(_looks: &'static [&'static Look]) -> Box<dyn Pane> {
    Box::<Board>::default()
}

/// The keys between lanes.
const TABLE: &[Command<Board>] = &[
    Command::new("lane-right", &["l", "Right"], "next lane", "To the lane at the right", |board: &mut Board, _| {
        board.go(1);
    }),
    Command::new("lane-left", &["h", "Left"], "lane before", "To the lane at the left", |board: &mut Board, _| {
        board.go(-1);
    })
    .quiet(),
];

impl Board {
    fn cards(&self, lane: usize) -> &[Card] {
        self.lanes.lanes.get(lane).map_or(&[], |lane| &lane.cards)
    }

    fn card(&self) -> Option<&Card> {
        self.cards(self.lane).get(self.at)
    }

    /// To the next lane that holds something, in this direction.
    fn go(&mut self, by: isize) {
        let mut lane = self.lane;
        while let Some(next) = lane.checked_add_signed(by).filter(|next| *next < HEADS.len()) {
            lane = next;
            if !self.cards(lane).is_empty() {
                self.lane = lane;
                self.at = self.at.min(self.cards(lane).len() - 1);
                return;
            }
        }
    }

    /// Keeps the cursor on a card where there is any.
    fn settle(&mut self) {
        if let Some(id) = self.keep.take() {
            let found = (0..HEADS.len())
                .find_map(|lane| self.cards(lane).iter().position(|card| card.id == id).map(|at| (lane, at)));
            (self.lane, self.at) = found.unwrap_or((self.lane, self.at));
        }
        if self.cards(self.lane).is_empty() {
            self.lane = (0..HEADS.len()).find(|lane| !self.cards(*lane).is_empty()).unwrap_or(0);
        }
        self.at = self.at.min(self.cards(self.lane).len().saturating_sub(1));
    }

    /// The first card drawn of a lane that has room for so many.
    fn first(&self, lane: usize, room: usize) -> usize {
        if lane == self.lane { (self.at + 1).saturating_sub(room.max(1)) } else { 0 }
    }

    /// The area of the lanes: without what tells of those that are over.
    fn body(&self, area: Area) -> Area {
        let told = self.told(area);
        let foot = if self.lanes.closed == 0 || area.height <= 8 { 0 } else { 2 + told };
        Area { height: area.height - foot, ..area }
    }

    /// How many of those that are over are told: where the lanes have room to spare.
    fn told(&self, area: Area) -> u16 {
        let over = u16::try_from(self.lanes.over.len()).unwrap_or(0);
        if area.height >= 22 { over.min(area.height / 4) } else { 0 }
    }

    /// Those that are over: how many, the last of them with what helped, how to list them all.
    fn draw_over(&self, area: Area, painter: &mut Painter<'_>) {
        let told = usize::from(self.told(area));
        let all = Row::of("v", Role::Accent).with(" lists all", Role::Dim);
        let head = words::heading("behind me").with(format!("  {}", self.lanes.closed), Role::Dim);
        let top = area.bottom().saturating_sub(self.told(area) + 1);
        painter.ends(area.x, top, area.width, &head, &all);
        for ((title, state, helped), y) in self.lanes.over.iter().take(told).zip(top + 1..area.bottom()) {
            let (mark, role) = words::state_glyph(Kind::Obstacle, Some(state));
            let mut row = Row::of(mark, role).with(" ", Role::Dim).with(title.as_str(), Role::Dim);
            if let Some(helped) = helped {
                row = row.with("  helped: ", Role::Dim).with(helped.as_str(), Role::Text);
            }
            painter.ends(area.x, y, area.width, &row, &Row::of(words::state_word(state), words::state_role(state)));
        }
    }

    /// The areas of the lanes side by side.
    fn columns(area: Area) -> [Area; 3] {
        let gap = 3;
        let width = area.width.saturating_sub(2 * gap) / 3;
        [0, 1, 2].map(|n| Area { x: area.x + n * (width + gap), width, ..area })
    }

    /// How many cards a lane of this area shows.
    fn room(area: Area) -> usize {
        usize::from(area.height.saturating_sub(3) / CARD)
    }

    fn draw_lane(&self, lane: usize, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>) {
        let Some((head, about)) = HEADS.get(lane) else { return };
        let total = self.lanes.lanes.get(lane).map_or(0, |lane| lane.total);
        let count = if self.loaded { Row::of(total.to_string(), Role::Dim) } else { Row::new() };
        painter.ends(area.x, area.y, area.width, &words::heading(head), &count);
        painter.rule(area.x, area.y + 1, area.width);
        let body = inset(area, 0, 3);
        if self.loaded && total == 0 {
            painter.rows(body, &paragraph(about, usize::from(body.width), Role::Dim));
            return;
        }
        let first = self.first(lane, Self::room(area));
        let cards = self.cards(lane).iter().enumerate().skip(first).take(Self::room(area));
        let mut y = body.y;
        for (n, card) in cards {
            let rows = card_rows(card, usize::from(body.width), now);
            let place = Area { y, height: CARD.min(area.bottom().saturating_sub(y)), ..body };
            painter.rows(place, &rows);
            if lane == self.lane && n == self.at {
                let height = u16::try_from(rows.len()).unwrap_or(CARD).min(place.height);
                let left = place.x.min(2);
                let band = Area { x: place.x - left, width: place.width + left + u16::from(focus), height, ..place };
                painter.band(band);
            }
            y = y.saturating_add(CARD);
        }
        let below = total.saturating_sub(first + Self::room(area));
        if below > 0 {
            let more = Row::of(format!("and {below} more ↓"), Role::Dim);
            painter.ends(area.x, area.bottom().saturating_sub(1), area.width, &Row::new(), &more);
        }
    }

    /// The lanes below each other, a card on two lines; which card each pair of lines is.
    fn stacked(&self, columns: usize, now: &Now) -> Vec<(Row, Row, Option<(usize, usize)>)> {
        let mut lines = Vec::new();
        for (lane, (head, about)) in HEADS.iter().enumerate() {
            let total = self.lanes.lanes.get(lane).map_or(0, |lane| lane.total);
            if !lines.is_empty() {
                lines.push((Row::new(), Row::new(), None));
            }
            lines.push((words::heading(head), Row::of(total.to_string(), Role::Dim), None));
            if total == 0 && self.loaded {
                lines.push((Row::of(*about, Role::Dim), Row::new(), None));
            }
            for (n, card) in self.cards(lane).iter().enumerate() {
                let (mark, role) = words::state_glyph(Kind::Obstacle, Some(&card.state));
                let title = Row::of(mark, role).with(" ", Role::Dim).with(card.title.as_str(), Role::Text);
                let mut right = Row::of(words::state_word(&card.state), words::state_role(&card.state));
                if columns >= 56 {
                    right.dotted(since(card, now), Role::Dim);
                }
                lines.push((title, right, Some((lane, n))));
            }
        }
        lines
    }

    /// The first line drawn of the stacked lanes, so that the cursor is in sight.
    fn top(&self, lines: &[(Row, Row, Option<(usize, usize)>)], height: usize) -> usize {
        let at = lines.iter().position(|(.., card)| *card == Some((self.lane, self.at))).unwrap_or(0);
        (at + 2).saturating_sub(height.max(1)).min(lines.len().saturating_sub(1))
    }
}

/// Whether the lanes lie side by side: where each has room for its head and a card.
const fn is_wide(area: Area) -> bool {
    area.width >= WIDE && area.height >= CARD + 5
}

/// How long it has been so.
fn since(card: &Card, now: &Now) -> String {
    card.opened.map(|day| dates::distance(day, now)).unwrap_or_default()
}

/// The rows of a card: its title, how it stands and since when, what it blocks, what was tried last.
fn card_rows(card: &Card, columns: usize, now: &Now) -> Vec<Row> {
    let (mark, role) = words::state_glyph(Kind::Obstacle, Some(&card.state));
    let wrapped = text::wrap(&Shown::line(&card.title), columns.max(1));
    let mut rows: Vec<_> = wrapped.iter().take(2).map(|line| Row::of(line.clone(), Role::Text)).collect();
    if let (true, Some(last)) = (wrapped.len() > 2, rows.last_mut()) {
        *last = Row::of(last.runs().iter().map(|(text, _)| text.as_str()).collect::<String>() + " …", Role::Text)
            .fit(columns);
    }
    let mut state =
        Row::of(mark, role).with(" ", Role::Dim).with(words::state_word(&card.state), words::state_role(&card.state));
    state.dotted(since(card, now), Role::Dim);
    if card.planned {
        state.dotted("if-then", Role::Good);
    }
    if card.shared {
        state.dotted("shared", Role::Private);
    }
    rows.push(state);
    if let Some(goal) = &card.blocks {
        rows.push(Row::of("blocks ", Role::Dim).with(goal.as_str(), Role::Accent));
    }
    if let Some(tried) = &card.tried {
        let times = if card.times > 1 { format!("tried {} times: ", card.times) } else { "tried: ".to_owned() };
        rows.push(Row::of(times, Role::Dim).with(tried.as_str(), Role::Dim));
    }
    rows
}

impl Pane for Board {
    fn name(&self) -> String {
        "In the way".to_owned()
    }

    fn kind(&self) -> Kind {
        Kind::Obstacle
    }

    fn selected(&self) -> Option<(Kind, Id)> {
        self.card().map(|card| (Kind::Obstacle, card.id))
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.keep = self.card().map(|card| card.id);
        self.asked = Some(cx.ask(Ask::Lanes));
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        if self.asked.take_if(|asked| *asked == ticket).is_none() {
            return false;
        }
        if let Answer::Lanes(lanes) = answer {
            self.lanes.clone_from(lanes);
            self.loaded = true;
            self.settle();
        }
        true
    }

    fn failed(&mut self, ticket: Ticket) {
        self.asked.take_if(|asked| *asked == ticket);
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let area = self.body(cx.area);
        let page = if is_wide(area) { Self::room(area).max(1) } else { usize::from(area.height / 2).max(1) };
        let last = self.cards(self.lane).len().saturating_sub(1);
        match motion {
            Motion::Down if self.at == last && !is_wide(area) => {
                let lane = self.lane;
                self.go(1);
                if self.lane != lane {
                    self.at = 0;
                }
            }
            Motion::Up if self.at == 0 && !is_wide(area) => {
                let lane = self.lane;
                self.go(-1);
                if self.lane != lane {
                    self.at = self.cards(self.lane).len().saturating_sub(1);
                }
            }
            Motion::Down => self.at = (self.at + 1).min(last),
            Motion::Up => self.at = self.at.saturating_sub(1),
            Motion::HalfDown | Motion::PageDown => self.at = (self.at + page).min(last),
            Motion::HalfUp | Motion::PageUp => self.at = self.at.saturating_sub(page),
            Motion::First => self.at = 0,
            Motion::Last => self.at = last,
        }
    }

    fn click(&mut self, x: u16, y: u16, cx: &mut Context<'_>) -> bool {
        let area = self.body(cx.area);
        if !is_wide(area) {
            let lines = self.stacked(usize::from(area.width), &cx.now);
            let at = self.top(&lines, usize::from(area.height)) + usize::from(y.saturating_sub(area.y));
            let Some((.., Some((lane, n)))) = lines.get(at) else { return false };
            (self.lane, self.at) = (*lane, *n);
            return true;
        }
        for (lane, column) in Self::columns(area).into_iter().enumerate() {
            let down = y.checked_sub(column.y + 3);
            if let (true, Some(down)) = (column.contains((x, y).into()), down) {
                let at = self.first(lane, Self::room(column)) + usize::from(down / CARD);
                if at < self.cards(lane).len() {
                    (self.lane, self.at) = (lane, at);
                    return true;
                }
            }
        }
        false
    }

    fn draw(&self, area: Area, focus: bool, now: &Now, painter: &mut Painter<'_>) {
        let whole = area;
        let area = self.body(whole);
        if area.height < whole.height {
            self.draw_over(whole, painter);
        }
        if is_wide(area) {
            for (lane, column) in Self::columns(area).into_iter().enumerate() {
                self.draw_lane(lane, column, focus, now, painter);
            }
            return;
        }
        let lines = self.stacked(usize::from(area.width), now);
        let top = self.top(&lines, usize::from(area.height));
        for ((left, right, card), y) in lines.iter().skip(top).zip(area.top()..area.bottom()) {
            painter.ends(area.x, y, area.width, left, right);
            if card.is_some_and(|card| card == (self.lane, self.at)) {
                let left = area.x.min(2);
                painter.band(Area::new(area.x - left, y, area.width + left + u16::from(focus), 1));
            }
        }
        if self.loaded
            && self.lanes.lanes.iter().all(|lane| lane.total == 0)
            && usize::from(area.height) > lines.len() + 1
        {
            let y = area.y + u16::try_from(lines.len()).unwrap_or(0) + 1;
            painter.row(area.x, y, area.width, &Row::of("n", Role::Accent).with(" names one.", Role::Dim));
        }
    }

    fn is_full(&self) -> bool {
        true
    }

    fn table(&self) -> Vec<Listed> {
        command::listed(TABLE)
    }

    fn commands(&self) -> Vec<Listed> {
        command::available(TABLE, self)
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        command::run(TABLE, self, name, cx)
    }
}
