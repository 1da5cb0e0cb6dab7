//! What ships with the program beside its code: prompts, questions, templates, fields. Reads one simple format; a line
//! that does not fit is named, never guessed at.

use super::kinds::reflection::Frame;

/// What there is to offer: shipped lines, with a person's own laid over them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Content {
    /// Prompts for reflections.
    pub prompts: Vec<Prompt>,
    /// Questions for mentors.
    pub questions: Vec<Question>,
    /// Goals to start from.
    pub goals: Vec<GoalTemplate>,
    /// Agendas to start from.
    pub agendas: Vec<Agenda>,
    /// Letters to start from.
    pub letters: Vec<Letter>,
    /// The ten lines of an evaluation.
    pub evaluation: Vec<EvaluationItem>,
    /// Fields of work to pick from.
    pub industries: Vec<String>,
    /// What frames ask for.
    pub frames: Vec<FrameParts>,
    /// The agreement to start from, in Markdown.
    pub agreement: String,
}

/// A prompt for a reflection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// Its name, as kept with the reflection that answers it.
    pub id: String,
    /// What it is about.
    pub theme: String,
    /// The frame that suits it.
    pub frame: Frame,
    /// What it asks.
    pub text: String,
}

/// A question for a mentor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name.
    pub id: String,
    /// When in a mentorship it fits: `first`, `early`, `mid`, `late`, `close`, `any`.
    pub stage: String,
    /// What it is about.
    pub theme: String,
    /// What it asks.
    pub text: String,
}

/// A goal to start from; words in braces are to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoalTemplate {
    /// Its name.
    pub id: String,
    /// What it is about.
    pub theme: String,
    /// The goal.
    pub title: String,
    /// How it is counted: `count 0→n`.
    pub measure: String,
    /// Where the number comes from.
    pub source: String,
    /// What to do when it gets hard.
    pub if_then: String,
}

/// An agenda to start from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agenda {
    /// Its letter.
    pub id: String,
    /// The sort of talk: `first`, `regular`, `obstacle`.
    pub name: String,
    /// Minutes in all; the lines add up to it.
    pub minutes: i64,
    /// Topics with their minutes.
    pub lines: Vec<(String, i64)>,
}

/// A letter to start from; words in braces are to be filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// What it is for.
    pub name: String,
    /// The letter.
    pub text: String,
}

/// A line of an evaluation, the same for both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvaluationItem {
    /// What it is about.
    pub theme: String,
    /// What to agree with, 1 to 5.
    pub text: String,
}

/// What a frame asks for, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameParts {
    /// The frame.
    pub frame: Frame,
    /// Its questions; none for a free one.
    pub parts: Vec<String>,
}

/// A file of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum File {
    /// [`Content::prompts`].
    Prompts,
    /// [`Content::questions`].
    Questions,
    /// [`Content::goals`].
    Goals,
    /// [`Content::agendas`].
    Agendas,
    /// [`Content::letters`].
    Letters,
    /// [`Content::evaluation`].
    Evaluation,
    /// [`Content::industries`].
    Industries,
    /// [`Content::frames`].
    Frames,
    /// [`Content::agreement`].
    Agreement,
}

impl File {
    /// Every file.
    pub const ALL: &[Self] = &[
        Self::Prompts,
        Self::Questions,
        Self::Goals,
        Self::Agendas,
        Self::Letters,
        Self::Evaluation,
        Self::Industries,
        Self::Frames,
        Self::Agreement,
    ];

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Prompts => "prompts.txt",
            Self::Questions => "questions.txt",
            Self::Goals => "goal-templates.txt",
            Self::Agendas => "agendas.txt",
            Self::Letters => "letters.txt",
            Self::Evaluation => "evaluation.txt",
            Self::Industries => "industries.txt",
            Self::Frames => "frames.txt",
            Self::Agreement => "agreement.md",
        }
    }

    /// The form of its lines.
    #[must_use]
    pub const fn form(self) -> &'static str {
        match self {
            Self::Prompts => "id|theme|frame|text, where the frame is 3, w, 6 or f",
            Self::Questions => "id|stage|theme|text",
            Self::Goals => "id|theme|goal|measure|source|if-then",
            Self::Agendas => "a name 45|topic 10|topic 35, where the minutes add up",
            Self::Letters => "name|text",
            Self::Evaluation => "theme|text",
            Self::Industries => "a name",
            Self::Frames => "3, w, 6 or f|frame|question · question",
            Self::Agreement => "text",
        }
    }
}

/// A line that does not fit its file: its number, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Misfit(pub usize);

impl Content {
    /// Takes a file in. A line with a name that is there already takes its place, and one that ends after its name (or
    /// holds nothing but its name and empty parts) takes it away; other lines come after. Blank lines and those that
    /// begin with `#` say nothing.
    ///
    /// # Errors
    /// The first line that does not fit; what came before it is taken in.
    pub fn take(&mut self, file: File, text: &str) -> Result<(), Misfit> {
        if file == File::Agreement {
            text.trim().clone_into(&mut self.agreement);
            return Ok(());
        }
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                self.line(file, line).ok_or(Misfit(at + 1))?;
            }
        }
        Ok(())
    }

    /// The prompt of this name.
    #[must_use]
    pub fn prompt(&self, id: &str) -> Option<&Prompt> {
        self.prompts.iter().find(|prompt| prompt.id == id)
    }

    /// What a frame asks for.
    #[must_use]
    pub fn parts(&self, frame: Frame) -> &[String] {
        self.frames.iter().find(|parts| parts.frame == frame).map_or(&[], |parts| &parts.parts)
    }

    fn line(&mut self, file: File, line: &str) -> Option<()> {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        let (name, rest) = parts.split_first()?;
        if name.is_empty() {
            return None;
        }
        let gone = rest.iter().all(|part| part.is_empty());
        match file {
            File::Prompts => put(&mut self.prompts, gone, |old| old.id == *name, || prompt(&parts)),
            File::Questions => put(&mut self.questions, gone, |old| old.id == *name, || question(&parts)),
            File::Goals => put(&mut self.goals, gone, |old| old.id == *name, || goal(&parts)),
            File::Agendas => {
                let id = name.split_whitespace().next()?;
                put(&mut self.agendas, gone, |old| old.id == id, || agenda(name, rest))
            }
            File::Letters => put(
                &mut self.letters,
                gone,
                |old| old.name == *name,
                || {
                    let [name, text] = parts.as_slice() else { return None };
                    Some(Letter { name: (*name).to_owned(), text: (*text).to_owned() })
                },
            ),
            File::Evaluation => put(
                &mut self.evaluation,
                gone,
                |old| old.theme == *name,
                || {
                    let [theme, text] = parts.as_slice() else { return None };
                    Some(EvaluationItem { theme: (*theme).to_owned(), text: (*text).to_owned() })
                },
            ),
            File::Industries => {
                put(&mut self.industries, false, |old| old == name, || rest.is_empty().then(|| (*name).to_owned()))
            }
            File::Frames => {
                let frame = frame(name)?;
                put(
                    &mut self.frames,
                    false,
                    |old| old.frame == frame,
                    || {
                        let [_, _, asked] = parts.as_slice() else { return None };
                        let asked = asked.split(" · ").filter(|part| !part.is_empty()).map(str::to_owned);
                        Some(FrameParts { frame, parts: asked.collect() })
                    },
                )
            }
            File::Agreement => Some(()),
        }
    }
}

/// Puts an entry in the place of the one it is the same as, or at the end; or takes that one away.
fn put<T>(list: &mut Vec<T>, gone: bool, same: impl Fn(&T) -> bool, read: impl FnOnce() -> Option<T>) -> Option<()> {
    if gone && list.iter().any(&same) {
        list.retain(|old| !same(old));
        return Some(());
    }
    let entry = read()?;
    match list.iter_mut().find(|old| same(old)) {
        Some(old) => *old = entry,
        None => list.push(entry),
    }
    Some(())
}

/// The frame of a letter.
fn frame(letter: &str) -> Option<Frame> {
    match letter {
        "3" => Some(Frame::ThreeLine),
        "w" => Some(Frame::What),
        "6" => Some(Frame::SixStep),
        "f" => Some(Frame::Free),
        _ => None,
    }
}

fn prompt(parts: &[&str]) -> Option<Prompt> {
    let [id, theme, letter, text] = parts else { return None };
    let said = !theme.is_empty() && !text.is_empty();
    let frame = frame(letter).filter(|_| said)?;
    Some(Prompt { id: (*id).to_owned(), theme: (*theme).to_owned(), frame, text: (*text).to_owned() })
}

fn question(parts: &[&str]) -> Option<Question> {
    let [id, stage, theme, text] = parts else { return None };
    let [id, stage, theme, text] = [id, stage, theme, text].map(|part| (*part).to_owned());
    (!text.is_empty()).then_some(Question { id, stage, theme, text })
}

fn goal(parts: &[&str]) -> Option<GoalTemplate> {
    let [id, theme, title, measure, source, if_then] = parts else { return None };
    let source = source.strip_prefix("source: ").unwrap_or(source);
    let [id, theme, title, measure, source, if_then] =
        [*id, *theme, *title, *measure, source, *if_then].map(str::to_owned);
    (!title.is_empty()).then_some(GoalTemplate { id, theme, title, measure, source, if_then })
}

/// `b regular 45` and `topic 10` …, whose minutes add up.
fn agenda(head: &str, topics: &[&str]) -> Option<Agenda> {
    let (head, minutes) = minutes(head)?;
    let (id, name) = head.split_once(' ')?;
    let lines: Vec<(String, i64)> = topics.iter().map(|topic| minutes_of(topic)).collect::<Option<_>>()?;
    let sum: i64 = lines.iter().map(|(_, minutes)| minutes).sum();
    (sum == minutes).then(|| Agenda { id: id.to_owned(), name: name.trim().to_owned(), minutes, lines })
}

fn minutes_of(topic: &str) -> Option<(String, i64)> {
    minutes(topic).map(|(text, minutes)| (text.to_owned(), minutes))
}

/// A text and the minutes at its end.
fn minutes(text: &str) -> Option<(&str, i64)> {
    let (text, minutes) = text.rsplit_once(' ')?;
    Some((text.trim(), minutes.parse().ok().filter(|minutes| (0..=1440).contains(minutes))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_lines_replace_add_and_take_away() {
        let mut content = Content::default();
        content.take(File::Prompts, "# shipped\ngm01|growth|3|What moved?\ngm02|growth|f|And now?\n").expect("prompts");
        content
            .take(File::Prompts, "\ngm01|growth|w|What happened?\ngm02|||\nown1|depot|6|Who said no?\n")
            .expect("own");
        let told: Vec<_> = content.prompts.iter().map(|p| (p.id.as_str(), p.frame, p.text.as_str())).collect();
        assert_eq!(told, [("gm01", Frame::What, "What happened?"), ("own1", Frame::SixStep, "Who said no?")]);
        assert_eq!(content.prompt("own1").map(|prompt| prompt.theme.as_str()), Some("depot"));
        content.take(File::Industries, "design\nlaw\ndesign\n").expect("fields");
        assert_eq!(content.industries, ["design", "law"]);
    }

    #[test]
    fn an_agenda_adds_up() {
        let mut content = Content::default();
        content.take(File::Agendas, "b regular 45 |How are you, really 4|Topic 1 (decide / think) 41").expect("one");
        let agenda = content.agendas.first().expect("one");
        assert_eq!((agenda.id.as_str(), agenda.name.as_str(), agenda.minutes), ("b", "regular", 45));
        assert_eq!(agenda.lines[1], ("Topic 1 (decide / think)".to_owned(), 41));
        assert_eq!(content.take(File::Agendas, "c short 10|One 5|Two 4"), Err(Misfit(1)));
    }

    #[test]
    fn a_line_that_does_not_fit_is_named() {
        for (file, text, line) in [
            (File::Prompts, "gm01|growth|x|What?", 1),
            (File::Prompts, "# head\n\ngm01|growth|3", 3),
            (File::Prompts, "|growth|3|What?", 1),
            (File::Questions, "q1|first|What?", 1),
            (File::Goals, "g1|skill|Move", 1),
            (File::Letters, "Thanks|a|b", 1),
            (File::Frames, "z|free|", 1),
            (File::Industries, "law|order", 1),
        ] {
            assert_eq!(Content::default().take(file, text), Err(Misfit(line)), "{text}");
        }
    }
}
