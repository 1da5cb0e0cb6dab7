//! Where an idea stands on its way home, and the one question its next step asks. Rejecting is a result like adopting.

use serde::Serialize;

use super::said;
use crate::domain::kinds::insight::{Insight, InsightState as State};
use crate::domain::time::days_between;
use crate::domain::transfer::{SHELF_AFTER, state_on};
use crate::domain::{Day, Id};

/// The steps of the way, in order; the last one is any of adopted, adapted and rejected.
pub const WAY: [State; 4] = [State::Captured, State::Translated, State::Trialled, State::Adopted];

/// What the next step of an idea asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// The field that answers it.
    pub field: &'static str,
    /// The question.
    pub question: &'static str,
}

const fn ask(field: &'static str, question: &'static str) -> Option<Next> {
    Some(Next { field, question })
}

/// The next step of an idea on a day; `None` where nothing more is asked.
#[must_use]
pub fn next(insight: &Insight, today: Day) -> Option<Next> {
    let has = |text: &Option<String>| said(text.as_deref()).is_some();
    match insight.state.unwrap_or(State::Captured) {
        State::Captured if !has(&insight.principle) => ask("principle", "Why does it work there?"),
        State::Captured | State::Translated if !has(&insight.my_version) => {
            ask("my_version", "How could it work here?")
        }
        State::Captured | State::Translated if !has(&insight.trial) => {
            ask("trial", "What will you try, small enough for two weeks?")
        }
        State::Captured | State::Translated | State::Trialled if insight.trial_until.is_none() => {
            ask("trial_until", "Until when, and what will you look at?")
        }
        State::Captured | State::Translated => ask("state", "Tried it yet?"),
        State::Trialled if insight.trial_until.is_some_and(|until| until > today) => None,
        State::Trialled => ask("verdict", "Keep it, change it or drop it, and why?"),
        State::Rejected if !has(&insight.verdict) => ask("verdict", "What spoke against it?"),
        State::Adopted | State::Adapted if !has(&insight.verdict) => ask("verdict", "What came of it, in a line?"),
        State::Adapted if !has(&insight.modification) => ask("modification", "What had to change?"),
        _ => None,
    }
}

/// How far along the way a state is: 1 captured … 4 decided; 0 on the shelf.
#[must_use]
pub const fn step(state: State) -> usize {
    match state {
        State::Captured => 1,
        State::Translated => 2,
        State::Trialled => 3,
        State::Adopted | State::Adapted | State::Rejected => 4,
        State::Shelved => 0,
    }
}

/// Whether it lies on the shelf: put there, or as it was captured for more than 45 days.
#[must_use]
pub fn on_shelf(insight: &Insight, captured: Day, today: Day) -> bool {
    match state_on(insight, today) {
        State::Shelved => true,
        State::Captured => days_between(captured, today) > SHELF_AFTER,
        _ => false,
    }
}

/// What was kept, changed and dropped on the way, where it says so; else the whole text.
#[must_use]
pub fn modification(insight: &Insight) -> Option<&str> {
    said(insight.modification.as_deref())
}

/// An idea that is in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tool {
    /// Which insight.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// The field it comes from.
    pub industry: Option<String>,
    /// How it works here.
    pub my_version: Option<String>,
}

/// Ideas in use for one sort of problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawer {
    /// The problem: a tag; empty for ideas without one.
    pub problem: String,
    /// The ideas.
    pub tools: Vec<Tool>,
}

/// The toolbox: ideas that were adopted or adapted, by tag, most first; those without a tag come last. An idea with two
/// tags lies in two drawers.
#[must_use]
pub fn toolbox(insights: &[(Tool, &[String], State)]) -> Vec<Drawer> {
    let mut drawers: Vec<Drawer> = Vec::new();
    let mut put = |problem: &str, tool: &Tool| match drawers.iter_mut().find(|drawer| drawer.problem == problem) {
        Some(drawer) => drawer.tools.push(tool.clone()),
        None => drawers.push(Drawer { problem: problem.to_owned(), tools: vec![tool.clone()] }),
    };
    for (tool, tags, state) in insights {
        if !matches!(state, State::Adopted | State::Adapted) {
            continue;
        }
        if tags.is_empty() {
            put("", tool);
        }
        tags.iter().for_each(|tag| put(tag, tool));
    }
    for drawer in &mut drawers {
        drawer.tools.sort_by(|a, b| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
    }
    drawers.sort_by(|a, b| {
        let last = |drawer: &Drawer| drawer.problem.is_empty();
        last(a).cmp(&last(b)).then(b.tools.len().cmp(&a.tools.len())).then_with(|| a.problem.cmp(&b.problem))
    });
    drawers
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        read_day(text).expect("a day")
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn each_step_asks_one_thing_until_it_is_there() {
        let today = day("2025-09-30");
        let field = |insight: &Insight| next(insight, today).map(|next| next.field);
        let mut idea = Insight::default();
        assert_eq!(field(&idea), Some("principle"));
        idea.principle = some("a colour nobody argues with");
        assert_eq!(field(&idea), Some("my_version"));
        (idea.my_version, idea.state) = (some("three colours at the door"), Some(State::Translated));
        assert_eq!(field(&idea), Some("trial"));
        idea.trial = some("one desk");
        assert_eq!(field(&idea), Some("trial_until"));
        (idea.trial_until, idea.state) = (Some(day("2025-10-10")), Some(State::Trialled));
        assert_eq!(field(&idea), None, "it is being tried");
        idea.trial_until = Some(today);
        assert_eq!(field(&idea), Some("verdict"), "the day has come");
        (idea.verdict, idea.state) = (some("Calls fell by half"), Some(State::Adopted));
        assert_eq!(field(&idea), None);
        idea.state = Some(State::Adapted);
        assert_eq!(field(&idea), Some("modification"));
        idea.modification = some("as a rota");
        assert_eq!(field(&idea), None);
        let rejected = Insight { state: Some(State::Rejected), ..Insight::default() };
        assert_eq!(next(&rejected, today).map(|next| next.question), Some("What spoke against it?"));
        assert_eq!(field(&Insight { state: Some(State::Shelved), ..Insight::default() }), None);
    }

    #[test]
    fn what_only_lies_there_is_on_the_shelf_after_45_days() {
        let idea = Insight::default();
        assert!(!on_shelf(&idea, day("2025-08-16"), day("2025-09-30")), "45 days");
        assert!(on_shelf(&idea, day("2025-08-15"), day("2025-09-30")), "46 days");
        let shelved = Insight { state: Some(State::Shelved), ..Insight::default() };
        assert!(on_shelf(&shelved, day("2025-09-30"), day("2025-09-30")));
        let tried = Insight { state: Some(State::Trialled), ..Insight::default() };
        assert!(!on_shelf(&tried, day("2024-01-01"), day("2025-09-30")));
    }

    fn tool(n: u8) -> Tool {
        Tool {
            id: Id::from_bytes(&[n; 16]).expect("an id"),
            title: format!("idea {n}"),
            industry: None,
            my_version: None,
        }
    }

    #[test]
    fn what_is_adopted_lies_in_the_toolbox_and_what_is_moved_back_does_not() {
        let (flow, both, none) = (vec!["flow".to_owned()], vec!["triage".to_owned(), "flow".to_owned()], Vec::new());
        let mut ideas = vec![
            (tool(1), flow.as_slice(), State::Adopted),
            (tool(2), both.as_slice(), State::Adapted),
            (tool(3), none.as_slice(), State::Adopted),
            (tool(4), flow.as_slice(), State::Trialled),
        ];
        let names = |ideas: &[(Tool, &[String], State)]| -> Vec<(String, usize)> {
            toolbox(ideas).into_iter().map(|drawer| (drawer.problem, drawer.tools.len())).collect()
        };
        assert_eq!(names(&ideas), [("flow".to_owned(), 2), ("triage".to_owned(), 1), (String::new(), 1)]);
        if let Some(idea) = ideas.get_mut(1) {
            idea.2 = State::Trialled;
        }
        assert_eq!(names(&ideas), [("flow".to_owned(), 1), (String::new(), 1)]);
        assert!(toolbox(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn a_toolbox_has_every_idea_in_use_in_any_order(ideas in prop::collection::vec((prop::collection::btree_set("[abc]", 0..3), 0..6_usize), 0..12), turn in 0..12_usize) {
            let states = [State::Captured, State::Trialled, State::Adopted, State::Adapted, State::Rejected, State::Shelved];
            let tags: Vec<Vec<String>> = ideas.iter().map(|(tags, _)| tags.iter().cloned().collect()).collect();
            let mut all: Vec<_> = ideas.iter().zip(&tags).zip(0_u8..).map(|(((_, state), tags), n)| {
                (tool(n), tags.as_slice(), states.get(*state).copied().unwrap_or(State::Captured))
            }).collect();
            let first = toolbox(&all);
            let used = all.iter().filter(|(_, _, state)| matches!(state, State::Adopted | State::Adapted));
            let places: usize = used.map(|(_, tags, _)| tags.len().max(1)).sum();
            prop_assert_eq!(first.iter().map(|drawer| drawer.tools.len()).sum::<usize>(), places);
            let by = turn % all.len().max(1);
            all.rotate_left(by);
            prop_assert_eq!(first, toolbox(&all));
        }
    }
}
