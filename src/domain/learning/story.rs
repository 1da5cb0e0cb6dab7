//! Steps of a story or a playbook become actions of mine that keep where they came from.

use serde_json::Value;

use super::{key, said};
use crate::domain::kinds::insight::Insight;
use crate::domain::{Fields, Id};

/// The actions that an idea asks for and that are not there yet: one for each step; without steps, the trial, else how it
/// could work here, else the idea itself. `there` are the titles of actions that came from it.
#[must_use]
pub fn actions(id: Id, title: &str, insight: &Insight, there: &[String]) -> Vec<Fields> {
    let steps: Vec<&str> = insight.steps.iter().filter_map(|step| said(Some(step))).collect();
    let trial = said(insight.trial.as_deref());
    let texts = if steps.is_empty() {
        let alone = trial.or(said(insight.my_version.as_deref())).unwrap_or(title);
        // The first line, since an action is one.
        vec![alone.lines().find_map(|line| said(Some(line))).unwrap_or(title)]
    } else {
        steps
    };
    let mut seen: Vec<String> = there.iter().map(|title| key(title)).collect();
    let mut actions = Vec::new();
    for text in texts {
        if seen.contains(&key(text)) {
            continue;
        }
        seen.push(key(text));
        let mut fields = Fields::new();
        fields.insert("title".to_owned(), Value::from(text));
        fields.insert("owner".to_owned(), Value::from("me"));
        fields.insert("from".to_owned(), Value::from(id.to_string()));
        if let (Some(until), true) = (insight.trial_until, trial == Some(text)) {
            fields.insert("due".to_owned(), Value::from(until.to_string()));
        }
        actions.push(fields);
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_day;

    fn titles(insight: &Insight, there: &[&str]) -> Vec<String> {
        let id = Id::from_bytes(&[1; 16]).expect("an id");
        let there: Vec<String> = there.iter().map(|title| (*title).to_owned()).collect();
        let made = actions(id, "Bring the ugly version", insight, &there);
        assert!(
            made.iter().all(|fields| fields.get("from").is_some() && fields.get("owner") == Some(&Value::from("me")))
        );
        made.iter().filter_map(|fields| Some(fields.get("title")?.as_str()?.to_owned())).collect()
    }

    #[test]
    fn each_step_becomes_one_action_once() {
        let story = Insight { steps: ["Ask", " ", "Draw", "ask "].map(str::to_owned).to_vec(), ..Insight::default() };
        assert_eq!(titles(&story, &[]), ["Ask", "Draw"]);
        assert_eq!(titles(&story, &["draw"]), ["Ask"]);
        assert!(titles(&story, &["Ask", "Draw"]).is_empty());
    }

    #[test]
    fn an_idea_without_steps_becomes_its_trial() {
        let mut idea = Insight::default();
        assert_eq!(titles(&idea, &[]), ["Bring the ugly version"]);
        idea.my_version = Some("Paper\non a desk".to_owned());
        assert_eq!(titles(&idea, &[]), ["Paper"]);
        (idea.trial, idea.trial_until) = (Some("One desk".to_owned()), read_day("2025-10-10"));
        let made = actions(Id::from_bytes(&[1; 16]).expect("an id"), "x", &idea, &[]);
        assert_eq!(made.first().and_then(|fields| fields.get("due")), Some(&Value::from("2025-10-10")));
    }
}
