//! The question bank, best first for whoever is meant: by stage and by theme, what was asked sinks to the end, and one key puts a
//! question on the next agenda. Takes nothing away.

use std::collections::BTreeSet;

use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::content::Question;
use crate::domain::practice::{self, Point};
use crate::domain::{Id, Now};
use crate::ui::command::{self, Command, Listed, Motion};
use crate::ui::context::{Context, Signal};
use crate::ui::effect::Ticket;
use crate::ui::ink::{Row, paragraph};
use crate::ui::key::Mouse;
use crate::ui::paint::{Area, Painter};
use crate::ui::screen::{Frame, Screen};
use crate::ui::theme::Role;
use crate::ui::{glyph, words};

/// The overlay.
#[derive(Debug)]
pub struct Bank {
    about: Option<Id>,
    asked: Option<Ticket>,
    questions: Vec<(Question, bool)>,
    /// The stage and the theme that are looked at; all where there is none.
    stage: Option<String>,
    theme: Option<String>,
    cursor: usize,
    saving: Option<(Ticket, String)>,
    placed: BTreeSet<String>,
}

/// The commands.
const TABLE: &[Command<Bank>] = &[
    Command::new("on-agenda", &["A", "Space"], "to the agenda", "Put it on the next agenda", Bank::place)
        .when(|bank| bank.here().is_some()),
    Command::new(
        "next-stage",
        &["Tab"],
        "stage",
        "Only questions of the next stage; after the last, of all",
        |bank, _| {
            bank.stage = next(bank.stage.as_deref(), &words_of(&bank.questions, |question| &question.stage));
            bank.cursor = 0;
        },
    ),
    Command::new(
        "next-theme",
        &["t"],
        "theme",
        "Only questions of the next theme; after the last, of all",
        |bank, _| {
            let stage = bank.stage.clone();
            let of_stage: Vec<_> = bank
                .questions
                .iter()
                .filter(|(it, _)| stage.as_ref().is_none_or(|stage| it.stage == *stage))
                .cloned()
                .collect();
            bank.theme = next(bank.theme.as_deref(), &words_of(&of_stage, |question| &question.theme));
            bank.cursor = 0;
        },
    ),
    Command::new("back", &["Esc"], "back", "Leave", |_, cx| cx.signal(Signal::Close)),
];

/// The words that occur, in the order in which they first do.
fn words_of(questions: &[(Question, bool)], word: fn(&Question) -> &String) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (question, _) in questions {
        if !words.contains(word(question)) {
            words.push(word(question).clone());
        }
    }
    words
}

/// The word after this one; none after the last.
fn next(now: Option<&str>, words: &[String]) -> Option<String> {
    let at = now.and_then(|now| words.iter().position(|word| word == now));
    words.get(at.map_or(0, |at| at + 1)).cloned()
}

impl Bank {
    /// For whoever `about` leads to; for the next talk where nothing is named.
    #[must_use]
    pub const fn new(about: Option<Id>) -> Self {
        Self {
            about,
            asked: None,
            questions: Vec::new(),
            stage: None,
            theme: None,
            cursor: 0,
            saving: None,
            placed: BTreeSet::new(),
        }
    }

    fn shown(&self) -> Vec<&(Question, bool)> {
        let fits = |wanted: &Option<String>, word: &String| wanted.as_ref().is_none_or(|wanted| wanted == word);
        let fits = |(question, _): &&(Question, bool)| {
            fits(&self.stage, &question.stage) && fits(&self.theme, &question.theme)
        };
        self.questions.iter().filter(fits).collect()
    }

    fn here(&self) -> Option<&Question> {
        self.shown().get(self.cursor).map(|(question, _)| question)
    }

    fn place(&mut self, cx: &mut Context<'_>) {
        let Some(question) = self.here().filter(|_| self.saving.is_none()).cloned() else { return };
        let points = vec![Point::of_bank(&question)];
        let ticket = cx.write(Write::Practice(practice::Write::ToAgenda(self.about, points)));
        self.saving = Some((ticket, question.id));
    }

    fn rows(&self, columns: usize) -> (Vec<(Row, Row)>, usize) {
        let (mut rows, mut here) = (Vec::new(), 0);
        for (n, (question, used)) in self.shown().into_iter().enumerate() {
            if n == self.cursor {
                here = rows.len();
            }
            let placed = self.placed.contains(&question.id);
            let (mark, mark_role) = if placed { (glyph::DONE, Role::Good) } else { (glyph::DOT, Role::Faint) };
            let role = match (n == self.cursor, *used || placed) {
                (true, _) => Role::Strong,
                (false, true) => Role::Dim,
                (false, false) => Role::Text,
            };
            let mut right = Row::new();
            if columns >= 64 {
                right.dotted(if *used && !placed { "asked before" } else { "" }, Role::Soon);
                right.dotted(question.theme.as_str(), Role::Dim);
                right.dotted(question.stage.as_str(), Role::Dim);
            }
            let room = columns.saturating_sub(right.width() + 4).max(12);
            for (nth, part) in paragraph(&question.text, room, role).into_iter().enumerate() {
                let head = if nth == 0 { Row::of(mark, mark_role) } else { Row::of(" ", Role::Dim) };
                rows.push((head.with(" ", Role::Dim).then(part), if nth == 0 { right.clone() } else { Row::new() }));
            }
        }
        (rows, here)
    }
}

impl Screen for Bank {
    fn name(&self) -> &'static str {
        "Questions to ask"
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

    fn frame(&self) -> Frame {
        let title = Row::of("Questions to ask", Role::Brand);
        let mut beside = Row::new();
        beside.dotted(
            self.stage.as_deref().map_or_else(|| "any stage".to_owned(), |stage| format!("stage {stage}")),
            Role::Dim,
        );
        beside.dotted(self.theme.clone().unwrap_or_else(|| "every theme".to_owned()), Role::Dim);
        let count = i64::try_from(self.shown().len()).unwrap_or(0);
        beside.dotted(words::count(count, "question", "questions"), Role::Dim);
        Frame::Float { columns: 110, rows: 40, title: title.with("  ", Role::Dim).then(beside) }
    }

    fn draw(&self, area: Area, _now: &Now, painter: &mut Painter<'_>) {
        let (rows, here) = self.rows(usize::from(area.width));
        let height = usize::from(area.height);
        let top = (here + 4).saturating_sub(height).min(rows.len().saturating_sub(height));
        for ((n, (left, right)), y) in rows.iter().enumerate().skip(top).zip(area.top()..area.bottom()) {
            painter.ends(area.x, y, area.width, left, right);
            if n == here {
                painter.band(Area::new(area.x.saturating_sub(1), y, area.width + 1, 1));
            }
        }
        if rows.is_empty() && self.asked.is_none() {
            painter.put(
                area.x,
                area.y,
                area.width,
                "No question of this stage and theme. Tab shows another.",
                Role::Dim,
            );
        }
    }

    fn motion(&mut self, motion: Motion, cx: &mut Context<'_>) {
        let page = usize::from(cx.area.height).max(2);
        let last = self.shown().len().saturating_sub(1);
        self.cursor = match motion {
            Motion::Up => self.cursor.saturating_sub(1),
            Motion::Down => self.cursor + 1,
            Motion::HalfUp => self.cursor.saturating_sub(page / 2),
            Motion::HalfDown => self.cursor + page / 2,
            Motion::PageUp => self.cursor.saturating_sub(page),
            Motion::PageDown => self.cursor + page,
            Motion::First => 0,
            Motion::Last => last,
        }
        .min(last);
    }

    fn mouse(&mut self, mouse: Mouse, cx: &mut Context<'_>) {
        match mouse {
            Mouse::Up(..) => self.motion(Motion::Up, cx),
            Mouse::Down(..) => self.motion(Motion::Down, cx),
            Mouse::Click(..) => {}
        }
    }

    fn refresh(&mut self, cx: &mut Context<'_>) {
        // The order stays while it is gone through.
        if self.questions.is_empty() {
            self.asked = Some(cx.ask(Ask::Practice(practice::Ask::Questions(self.about))));
        }
    }

    fn answer(&mut self, ticket: Ticket, answer: &Answer, _cx: &mut Context<'_>) -> bool {
        let mine = self.asked.take_if(|asked| *asked == ticket).is_some();
        if let (true, Answer::Practice(practice::Answer::Questions(questions))) = (mine, answer) {
            self.questions.clone_from(questions);
        }
        mine
    }

    fn written(&mut self, ticket: Ticket, _written: &Written, _cx: &mut Context<'_>) -> bool {
        let mine = self.saving.take_if(|(saving, _)| *saving == ticket);
        if let Some((_, question)) = mine {
            self.placed.insert(question);
            return true;
        }
        false
    }

    fn failed(&mut self, ticket: Ticket, _why: &str, _cx: &mut Context<'_>) -> bool {
        self.saving.take_if(|(saving, _)| *saving == ticket);
        false
    }
}
