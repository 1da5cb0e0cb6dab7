//! A tab of views as a screen: keys, moves, clicks and answers find their way to the pane or the detail.

use crate::domain::ask::{Answer, Ask};
use crate::domain::{Id, Kind, Now};
use crate::ui::command::{self, Listed, Motion};
use crate::ui::context::Context;
use crate::ui::effect::Ticket;
use crate::ui::key::{Chord, Mouse};
use crate::ui::lines::Stand;
use crate::ui::list::List;
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::Screen;
use crate::ui::words;

use super::{Focus, Pane, Room, Visit, commands, view};

impl Screen for Room {
    fn name(&self) -> &'static str {
        self.tab.name
    }

    fn table(&self) -> Vec<Listed> {
        let mut all = command::listed(commands::WALK);
        let looks = self.looks.iter().filter(|look| self.tab.has(look.kind));
        all.extend(looks.flat_map(|look| command::listed(look.commands)));
        all.extend(command::listed(self.tab.commands));
        all.extend(self.panes.iter().flat_map(|pane| pane.table()));
        for command in command::listed(commands::TABLE) {
            if !all.iter().any(|known| known.name == command.name) {
                all.push(command);
            }
        }
        all
    }

    fn commands(&self) -> Vec<Listed> {
        let look = self.subject().and_then(|(kind, _)| self.look(kind)).map_or(&[][..], |look| look.commands);
        let mut listed = Vec::new();
        command::add(&mut listed, command::available(commands::WALK, self));
        command::add(&mut listed, command::available(look, self));
        command::add(&mut listed, command::available(self.tab.commands, self));
        if self.focus == Focus::Pane {
            command::add(&mut listed, self.pane().map(Pane::commands).unwrap_or_default());
        }
        // What a kind or a tab does its own way stands over what is done everywhere.
        command::add(&mut listed, command::available(commands::TABLE, self));
        let step = listed.iter_mut().find(|command| command.name == "step");
        if let (Some(command), Some((kind, _))) = (step, self.subject()) {
            command.label = words::step_word(kind);
        }
        listed
    }

    fn run(&mut self, name: &str, cx: &mut Context<'_>) -> bool {
        let look = self.subject().and_then(|(kind, _)| self.look(kind)).map_or(&[][..], |look| look.commands);
        for table in [commands::WALK, look, self.tab.commands] {
            if command::run(table, self, name, cx) {
                return true;
            }
        }
        if self.focus == Focus::Pane && self.on_pane(cx, |pane, cx| pane.run(name, cx)) {
            self.sync(cx);
            return true;
        }
        command::run(commands::TABLE, self, name, cx)
    }

    fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        view::draw(self, area, now, painter);
    }

    fn is_typing(&self) -> bool {
        self.is_filtering()
    }

    fn key(&mut self, chord: Chord, cx: &mut Context<'_>) -> bool {
        self.on_list(cx, |list, cx| list.filter_key(chord, cx))
    }

    fn paste(&mut self, text: &str, cx: &mut Context<'_>) {
        self.on_list(cx, |list, cx| list.filter_paste(text, cx));
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        if self.focus == Focus::Detail {
            let detail = view::halves(self, cx.area).detail;
            let lines = self.lines(detail.width, &cx.now);
            return self.here.motion(motion, &lines, detail.height);
        }
        self.stay();
        self.on_pane(cx, |pane, cx| pane.motion(motion, cx));
        self.sync(cx);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        let halves = view::halves(self, cx.area);
        let (Mouse::Click(x, y) | Mouse::Up(x, y) | Mouse::Down(x, y)) = mouse;
        let in_pane = halves.pane.contains((x, y).into());
        let in_detail = halves.detail.contains((x, y).into());
        match mouse {
            _ if !in_pane && !in_detail => {}
            Mouse::Up(..) | Mouse::Down(..) => {
                self.focus = if in_pane { Focus::Pane } else { Focus::Detail };
                self.motion(if matches!(mouse, Mouse::Up(..)) { Motion::Up } else { Motion::Down }, cx);
            }
            Mouse::Click(..) if in_pane => {
                self.focus = Focus::Pane;
                let before = self.wanted();
                self.trail.clear();
                if self.on_pane(cx, |pane, cx| pane.click(x, y, cx)) {
                    if self.wanted() == before {
                        self.focus = Focus::Detail;
                    } else {
                        self.here = Stand::default();
                    }
                    self.sync(cx);
                }
            }
            Mouse::Click(..) => {
                self.focus = Focus::Detail;
                let lines = self.lines(halves.detail.width, &cx.now);
                if self.here.click(usize::from(y - halves.detail.y), &lines) {
                    self.enter(cx);
                }
            }
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        self.on_pane(cx, |pane, cx| pane.refresh(cx));
        if let Some(wanted) = self.wanted() {
            self.asked = Some((cx.ask(Ask::Thing(wanted)), wanted));
        }
    }

    fn open(&mut self, kind: Kind, id: Id, cx: &mut Context<'_>) -> bool {
        if !self.tab.has(kind) {
            return false;
        }
        if let Some(at) = self.tab.views.iter().position(|view| view.houses() == Some(kind)) {
            self.at = at;
        }
        self.on_pane(cx, |pane, cx| match pane.list_mut().filter(|list| list.kind == kind) {
            Some(list) => {
                *list = List::new(kind, true);
                list.go_to(id, cx);
            }
            None => pane.refresh(cx),
        });
        self.trail = vec![Visit { id, before: Stand::default() }];
        self.focus = Focus::Detail;
        self.here = Stand::default();
        self.visited = true;
        self.sync(cx);
        true
    }

    fn filtered(&mut self, kind: Kind, words: &str, cx: &mut Context<'_>) -> bool {
        let Some(at) = self.panes.iter().position(|pane| pane.list().is_some_and(|list| list.kind == kind)) else {
            return false;
        };
        self.go_view(at, cx);
        self.on_list(cx, |list, cx| list.filter_by(words, cx));
        true
    }

    fn saved(&mut self, ids: &[Id], cx: &mut Context<'_>) {
        if let Some(id) = ids.first() {
            self.on_list(cx, |list, cx| list.look_for(*id, cx));
        }
    }

    fn back(&mut self, cx: &mut Context<'_>) -> bool {
        if self.is_filtering() {
            return self.on_list(cx, List::end_filter);
        }
        if self.focus == Focus::Detail {
            // Back at the first thing of a walk that began elsewhere, the way leads back there.
            let elsewhere = self.trail.len() == 1 && std::mem::take(&mut self.visited);
            match self.trail.pop() {
                Some(visit) if !elsewhere => self.here = visit.before,
                _ => self.focus = Focus::Pane,
            }
            self.sync(cx);
            return !elsewhere;
        }
        let ended = self.on_list(cx, List::end_filter);
        self.sync(cx);
        ended
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, cx: &mut Context<'_>) -> bool {
        if let Some((_, id)) = self.asked.take_if(|(asked, _)| *asked == ticket) {
            if let Answer::Thing(thing) = answer {
                self.thing.clone_from(thing);
                if thing.is_none() && self.trail.last().is_some_and(|visit| visit.id == id) {
                    self.trail.pop();
                    self.sync(cx);
                } else if thing.is_none() && self.focus == Focus::Detail {
                    self.focus = Focus::Pane;
                }
            }
            return true;
        }
        let area = view::halves(self, cx.area).pane;
        let mine = self.panes.iter_mut().any(|pane| pane.answer(ticket, answer, &mut cx.within(area)));
        if mine {
            self.sync(cx);
        }
        mine
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        self.asked.take_if(|(asked, _)| *asked == ticket);
        for pane in &mut self.panes {
            pane.failed(ticket);
        }
        false
    }
}
