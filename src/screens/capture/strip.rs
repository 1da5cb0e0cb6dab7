//! The closing strip: what a meeting is asked when it is over, one line at a time, written as marks into the same text.
//! Enter goes on, an empty answer is none, and nothing has to be answered.

use crate::domain::practice::Talk;
use crate::domain::{Day, Lean, Now, dates};
use crate::ui::editor::{Done, Editor};
use crate::ui::ink::Row;
use crate::ui::key::Chord;
use crate::ui::paint::{Area, Painter};
use crate::ui::theme::Role;

/// What is asked, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    Who,
    Stays,
    Mine,
    Theirs,
    Worth,
    Next,
}

impl Question {
    const ALL: [Self; 6] = [Self::Who, Self::Stays, Self::Mine, Self::Theirs, Self::Worth, Self::Next];

    const fn text(self) -> &'static str {
        match self {
            Self::Who => "Who was it with?",
            Self::Stays => "What stays with you?",
            Self::Mine => "What will you do?",
            Self::Theirs => "What did they promise?",
            Self::Worth => "Was it worth it?",
            Self::Next => "When do you meet again?",
        }
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Who => "a name",
            Self::Stays => "one line",
            Self::Mine => "… by fri · an empty line goes on",
            Self::Theirs => "an empty line goes on",
            Self::Worth => "1 to 5, only for you",
            Self::Next => "+4w, 5 aug",
        }
    }
}

/// What an answer came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// A line for the end of the text.
    Line(String),
    /// A line for its beginning.
    First(String),
    /// It is about the meeting that was offered.
    Offered(Talk),
    /// Nothing to write.
    Nothing,
    /// It is no answer; the question stays.
    Off,
}

/// The strip.
#[derive(Debug)]
pub(super) struct Strip {
    at: usize,
    line: Editor,
    /// With whom, as a capture names them.
    who: Option<String>,
    /// The talk it is most likely about: an empty answer takes it.
    offered: Option<Talk>,
    /// Whether it was worth it.
    pub(super) worth: Option<i64>,
    /// When we meet again.
    pub(super) next: Option<Day>,
}

impl Strip {
    /// From the first question; `who` is known of a meeting that is in the journal.
    pub(super) fn new(who: Option<String>) -> Self {
        Self { at: usize::from(who.is_some()), line: Editor::single(""), who, offered: None, worth: None, next: None }
    }

    /// Offers the talk it is most likely about.
    pub(super) fn offer(&mut self, talk: Talk) {
        self.offered = Some(talk);
    }

    fn question(&self) -> Option<Question> {
        Question::ALL.get(self.at).copied()
    }

    /// Whether all is asked.
    pub(super) const fn is_over(&self) -> bool {
        self.at >= Question::ALL.len()
    }

    /// To the question before.
    pub(super) fn before(&mut self) {
        let first = usize::from(self.who.is_some() && self.at > 0);
        self.at = self.at.saturating_sub(1).max(first.min(self.at));
        self.line = Editor::single("");
    }

    /// Takes what is on the line as the answer, and goes on.
    pub(super) fn answer(&mut self, now: &Now) -> Said {
        let text = self.line.text().trim().to_owned();
        let Some(question) = self.question() else { return Said::Nothing };
        let said = match (question, text.is_empty()) {
            (Question::Who, true) => match self.offered.take() {
                Some(talk) => {
                    self.who = talk.who.as_deref().map(quoted);
                    Said::Offered(talk)
                }
                None => Said::Nothing,
            },
            (_, true) => Said::Nothing,
            (Question::Who, _) => {
                let name = quoted(&text);
                self.who = Some(name.clone());
                Said::First(format!("Met {name} today"))
            }
            (Question::Stays, _) => Said::Line(format!("* {text}")),
            (Question::Mine, _) => Said::Line(format!("! {text}")),
            (Question::Theirs, _) => match &self.who {
                Some(who) => Said::Line(format!("!{who} {text}")),
                None => Said::Line(text),
            },
            (Question::Worth, _) => match text.parse::<i64>() {
                Ok(worth @ 1..=5) => {
                    self.worth = Some(worth);
                    Said::Nothing
                }
                _ => return Said::Off,
            },
            (Question::Next, _) => match dates::parse_day(&text, now, Lean::Future) {
                Ok(day) => {
                    self.next = Some(day);
                    Said::Nothing
                }
                Err(_) => return Said::Off,
            },
        };
        // Promises are asked for until there are no more.
        let more = matches!(question, Question::Mine | Question::Theirs) && said != Said::Nothing;
        self.at += usize::from(!more);
        self.line = Editor::single("");
        said
    }

    /// A key; tells whether it was taken.
    pub(super) fn key(&mut self, chord: Chord) -> bool {
        self.line.key(chord, Area::new(0, 0, 60, 1)) != Done::Nothing
    }

    /// Pasted text.
    pub(super) fn paste(&mut self, text: &str) {
        self.line.insert(text);
    }

    /// Rows it takes.
    pub(super) const fn rows(height: u16) -> u16 {
        if height >= 8 { 3 } else { 2 }
    }

    /// Draws it into the last rows of an area.
    pub(super) fn draw(&self, area: Area, now: &Now, painter: &mut Painter<'_>) {
        let Some(question) = self.question() else { return };
        let y = area.bottom().saturating_sub(2);
        if area.height > 2 {
            painter.rule(area.x, y - 1, area.width);
        }
        let place = Row::of(format!("{} of {}", self.at + 1, Question::ALL.len()), Role::Dim);
        painter.ends(area.x, y, area.width, &Row::of(question.text(), Role::Accent), &place);
        let right = self.understood(question, now);
        let wide = u16::try_from(right.width()).unwrap_or(0);
        painter.ends(area.x, y + 1, area.width, &Row::new(), &right);
        let line = Area::new(area.x + 1, y + 1, area.width.saturating_sub(wide + 3), 1);
        self.line.draw(line, painter, &[], true);
    }

    /// What the line is understood as, or what would be.
    fn understood(&self, question: Question, now: &Now) -> Row {
        let text = self.line.text();
        if text.trim().is_empty() {
            return match self.offered.as_ref().filter(|_| question == Question::Who) {
                Some(talk) => {
                    let who = talk.who.as_deref().unwrap_or(&talk.title);
                    let when =
                        format!("{} {}", dates::say(now.day_of(talk.at), now), now.local_of(talk.at).format("%H:%M"));
                    Row::of("Enter: ", Role::Dim).with(format!("{who}, {when}"), Role::Good)
                }
                None => Row::of(question.hint(), Role::Dim),
            };
        }
        match question {
            Question::Next => match dates::parse_day(text.trim(), now, Lean::Future) {
                Ok(day) => Row::of(dates::say(day, now), Role::Good),
                Err(_) => Row::of(question.hint(), Role::Soon),
            },
            Question::Worth if !matches!(text.trim().parse::<i64>(), Ok(1..=5)) => Row::of("1 to 5", Role::Soon),
            _ => Row::new(),
        }
    }
}

/// A name as a capture writes it.
pub(super) fn quoted(name: &str) -> String {
    let plain = name.trim_start_matches('@').replace(['"', '\n'], " ");
    let plain = plain.trim();
    if plain.contains(char::is_whitespace) { format!("@\"{plain}\"") } else { format!("@{plain}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Zone;
    use crate::domain::time::{read_day, read_instant};

    fn now() -> Now {
        Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC)
    }

    fn say(strip: &mut Strip, text: &str) -> Said {
        strip.paste(text);
        strip.answer(&now())
    }

    #[test]
    fn six_questions_become_the_marks_of_a_capture() {
        let mut strip = Strip::new(None);
        let line = |text: &str| Said::Line(text.to_owned());
        assert_eq!(say(&mut strip, "Odile Varga"), Said::First("Met @\"Odile Varga\" today".to_owned()));
        assert_eq!(say(&mut strip, "Listen first"), line("* Listen first"));
        assert_eq!(say(&mut strip, "send the sketch by fri"), line("! send the sketch by fri"));
        assert_eq!(say(&mut strip, "ask the depot"), line("! ask the depot"));
        assert_eq!(say(&mut strip, ""), Said::Nothing);
        assert_eq!(say(&mut strip, "an intro"), line("!@\"Odile Varga\" an intro"));
        assert_eq!(say(&mut strip, " "), Said::Nothing);
        assert_eq!(say(&mut strip, "9"), Said::Off);
        strip.line = Editor::single("");
        assert_eq!(say(&mut strip, "4"), Said::Nothing);
        assert_eq!(say(&mut strip, "+4w"), Said::Nothing);
        assert!(strip.is_over());
        assert_eq!((strip.worth, strip.next), (Some(4), read_day("2025-10-28")));
    }

    #[test]
    fn the_talk_that_was_just_held_is_one_key_away() {
        let id = crate::domain::Id::from_bytes(&0x0192_0000_0000_7000_8000_0000_0000_0000_u128.to_be_bytes())
            .expect("an id");
        let at = read_instant("2025-09-30T08:00:00Z").expect("an instant");
        let talk = Talk { id, title: "Regular".to_owned(), who: Some("Odile Varga".to_owned()), at };
        let mut strip = Strip::new(None);
        strip.offer(talk.clone());
        assert_eq!(strip.answer(&now()), Said::Offered(talk.clone()));
        assert_eq!((strip.who.as_deref(), strip.at), (Some("@\"Odile Varga\""), 1));
        let mut other = Strip::new(None);
        other.offer(talk);
        assert!(matches!(say(&mut other, "Ruben"), Said::First(_)), "another name is taken as before");
    }

    #[test]
    fn nothing_has_to_be_answered() {
        let mut strip = Strip::new(Some("@odile".to_owned()));
        for _ in 0..5 {
            assert!(!strip.is_over());
            assert_eq!(strip.answer(&now()), Said::Nothing);
        }
        assert!(strip.is_over());
        strip.before();
        assert!(!strip.is_over());
    }
}
