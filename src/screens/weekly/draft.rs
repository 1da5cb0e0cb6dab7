//! The draft of a review: everything that was typed and chosen, so that it goes on where it was left.

use serde_json::{Value, json};

use crate::domain::Id;
use crate::domain::kinds::reflection::Frame;
use crate::ui::context::Context;
use crate::ui::editor::Editor;

use super::{SLOT, STEPS, Weekly};

impl Weekly {
    /// Keeps what is there; nothing typed and nothing chosen leaves no draft.
    pub(super) fn keep(&mut self, cx: &mut Context<'_>) {
        self.found = false;
        let looks: serde_json::Map<String, Value> = self
            .looks
            .iter()
            .filter(|(_, typed)| !typed.is_empty())
            .map(|(id, typed)| (id.to_string(), json!(typed.text())))
            .collect();
        let (text, rule) = (self.text.text(), self.rule.text());
        let nothing =
            looks.is_empty() && self.marks.is_empty() && text.is_empty() && rule.is_empty() && self.chosen.is_empty();
        let draft = if nothing {
            String::new()
        } else {
            let chosen: Vec<String> = self.chosen.iter().map(ToString::to_string).collect();
            json!({
                "step": self.step, "looks": looks, "marks": self.marks, "text": text, "rule": rule, "chosen": chosen,
                "prompt": self.prompt.as_ref().map(|prompt| &prompt.id), "frame": self.frame.word(),
            })
            .to_string()
        };
        cx.draft(SLOT, draft);
    }

    /// Takes a draft in; what does not fit is left out.
    pub(super) fn take_draft(&mut self, draft: &str) {
        let Ok(draft) = serde_json::from_str::<Value>(draft) else { return };
        let text = |name: &str| draft.get(name).and_then(Value::as_str).unwrap_or_default();
        let list = |name: &str| draft.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
        self.step = draft.get("step").and_then(Value::as_u64).and_then(|step| usize::try_from(step).ok()).unwrap_or(0);
        self.step = self.step.min(STEPS.len() - 1);
        for (id, typed) in draft.get("looks").and_then(Value::as_object).into_iter().flatten() {
            if let (Some(id), Some(typed)) = (Id::read(id), typed.as_str()) {
                self.looks.push((id, Editor::single(typed)));
            }
        }
        self.marks =
            list("marks").iter().filter_map(Value::as_i64).filter(|mark| (1..=5).contains(mark)).take(3).collect();
        self.chosen = list("chosen").iter().filter_map(|id| Id::read(id.as_str()?)).take(3).collect();
        self.text = Editor::new(text("text"));
        self.rule = Editor::single(text("rule"));
        self.prompt = self.offers.prompt(text("prompt")).cloned();
        self.frame = Frame::read(text("frame")).unwrap_or(Frame::ThreeLine);
        self.found = true;
    }
}
