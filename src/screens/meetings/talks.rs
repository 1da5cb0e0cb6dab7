//! The talks in steps about a mentorship: a progress review, a look at how it goes, an ending. What is asked and what it comes to
//! are rules of the domain; this ties them to the journal.

use crate::domain::ask::{Answer, Ask, Write, Written};
use crate::domain::ending::{self, Parting};
use crate::domain::evaluating::{self, Evaluating};
use crate::domain::guide::{Said, Step, Told, answer};
use crate::domain::look_back::UNSAFE;
use crate::domain::practice::{self, Ending};
use crate::domain::review::{self, Review};
use crate::domain::{Id, Now};
use crate::ui::guide::{Guide, Plan};

/// The slot of a talk about something.
fn slot(name: &str, about: Option<Id>) -> Option<String> {
    about.map(|id| format!("{name}:{id}"))
}

/// What a talk says at its end of what was written.
fn kept(written: Option<&Written>, nothing: &str) -> Vec<Told> {
    match written {
        None => vec![Told::Line(nothing.to_owned())],
        Some(written) => {
            let mut told = vec![Told::Good(written.line.clone())];
            told.extend(written.warnings.iter().cloned().map(Told::Soon));
            told
        }
    }
}

/// A progress review with a mentor.
#[derive(Debug)]
pub struct ProgressReview {
    about: Option<Id>,
    review: Option<Box<Review>>,
}

impl ProgressReview {
    /// The review about a meeting, a mentorship or a person.
    #[must_use]
    pub fn talk(about: Option<Id>) -> Guide<Self> {
        Guide::new(Self::about(about))
    }

    /// The same without its screen.
    #[must_use]
    pub const fn about(about: Option<Id>) -> Self {
        Self { about, review: None }
    }
}

impl Plan for ProgressReview {
    const NAME: &'static str = "Progress review";

    fn slot(&self) -> Option<String> {
        slot("review", self.about)
    }

    fn asks(&self) -> Option<Ask> {
        self.about.map(|id| Ask::Practice(practice::Ask::Review(id)))
    }

    fn take(&mut self, answer: &Answer) -> bool {
        if let Answer::Practice(practice::Answer::Review(review)) = answer {
            self.review = Some(review.clone());
        }
        self.review.is_some()
    }

    fn steps(&self, now: &Now) -> Vec<Step> {
        self.review.as_ref().map(|review| review::steps(review, now)).unwrap_or_default()
    }

    fn write(&self, said: &Said, now: &Now) -> Option<Write> {
        let reviewed = review::read(self.review.as_ref()?, said, now);
        let empty = reviewed.goals.is_empty() && reviewed.line.is_none();
        (!empty).then(|| Write::Practice(practice::Write::Review(Box::new(reviewed))))
    }

    fn end(&self, _said: &Said, written: Option<&Written>) -> Vec<Told> {
        let mut told = kept(written, "Nothing was said, so nothing is written.");
        if written.is_some() {
            told.push(Told::Quiet(
                "The record is a note with the tag review; changes of dates stay in the history of each goal."
                    .to_owned(),
            ));
        }
        told
    }
}

/// A look at how a mentorship goes.
#[derive(Debug)]
pub struct Evaluation {
    about: Option<Id>,
    evaluating: Option<Box<Evaluating>>,
}

impl Evaluation {
    /// The look about a mentorship, or one that was begun.
    #[must_use]
    pub fn talk(about: Option<Id>) -> Guide<Self> {
        Guide::new(Self::about(about))
    }

    /// The same without its screen.
    #[must_use]
    pub const fn about(about: Option<Id>) -> Self {
        Self { about, evaluating: None }
    }
}

impl Plan for Evaluation {
    const NAME: &'static str = "How it goes";

    fn slot(&self) -> Option<String> {
        slot("evaluate", self.about)
    }

    fn asks(&self) -> Option<Ask> {
        self.about.map(|id| Ask::Practice(practice::Ask::Evaluate(id)))
    }

    fn take(&mut self, answer: &Answer) -> bool {
        if let Answer::Practice(practice::Answer::Evaluate(evaluating)) = answer {
            self.evaluating = Some(evaluating.clone());
        }
        self.evaluating.is_some()
    }

    fn steps(&self, now: &Now) -> Vec<Step> {
        self.evaluating.as_ref().map(|evaluating| evaluating::steps(evaluating, now)).unwrap_or_default()
    }

    fn write(&self, said: &Said, now: &Now) -> Option<Write> {
        let saves = evaluating::saves(self.evaluating.as_ref()?, said, now);
        let label = "a look at how it goes".to_owned();
        (!saves.is_empty()).then_some(Write::Together { label, saves })
    }

    fn end(&self, _said: &Said, written: Option<&Written>) -> Vec<Told> {
        let mut told = kept(written, "Nothing was said, so nothing is written.");
        if written.is_some() {
            let name = self.evaluating.as_ref().map(|evaluating| evaluating.name.clone()).unwrap_or_default();
            told.push(Told::Quiet(format!(
                "Only for you so far. S shows what {name} may see of it; when their half comes, the page puts both side by side."
            )));
        }
        told
    }
}

/// An ending.
#[derive(Debug)]
pub struct Part {
    about: Option<Id>,
    parting: Option<Box<Parting>>,
}

impl Part {
    /// The ending of a mentorship.
    #[must_use]
    pub fn talk(about: Option<Id>) -> Guide<Self> {
        Guide::new(Self::about(about))
    }

    /// The same without its screen.
    #[must_use]
    pub const fn about(about: Option<Id>) -> Self {
        Self { about, parting: None }
    }
}

impl Plan for Part {
    const NAME: &'static str = "Ending";

    fn slot(&self) -> Option<String> {
        slot("ending", self.about)
    }

    fn asks(&self) -> Option<Ask> {
        self.about.map(|id| Ask::Practice(practice::Ask::Part(id)))
    }

    fn take(&mut self, answer: &Answer) -> bool {
        if let Answer::Practice(practice::Answer::Part(parting)) = answer {
            self.parting = Some(parting.clone());
        }
        self.parting.is_some()
    }

    fn steps(&self, now: &Now) -> Vec<Step> {
        self.parting.as_ref().map(|parting| ending::steps(parting, now)).unwrap_or_default()
    }

    fn write(&self, said: &Said, now: &Now) -> Option<Write> {
        let closing = ending::read(self.parting.as_ref()?, said, now)?;
        Some(Write::Practice(practice::Write::Close(Box::new(closing))))
    }

    fn end(&self, said: &Said, written: Option<&Written>) -> Vec<Told> {
        if answer(said, "unsafe") == Some("yes") && written.is_some() {
            return vec![Told::Good("It is over.".to_owned()), Told::Line(UNSAFE.to_owned())];
        }
        let mut told = kept(written, "No way was chosen, so nothing has changed.");
        let Some(parting) = self.parting.as_ref().filter(|_| written.is_some()) else { return told };
        match answer(said, "how").and_then(ending::ending) {
            Some(Ending::Finish) => told.push(Told::Quiet(
                "When the last talk is held, end it again from this page: thanks, contact and what is still open come then."
                    .to_owned(),
            )),
            _ => told.extend(parting.uncovered.as_ref().map(|aim| {
                Told::Line(format!(
                    "Which need is uncovered now? Nobody is there for “{aim}”; a match card looks at somebody for it: \
                     mentee match start PERSON."
                ))
            })),
        }
        told
    }

    fn file(&self) -> &'static str {
        "mentee-look-back"
    }
}
