//! Kind `skill`: something I am getting better at.

use crate::domain::field::*;

words! {
    /// Where it is at home.
    SkillGroup { Core = "core", Domain = "domain", Tool = "tool" }
}

kind! {
    /// Something I am getting better at.
    Skill {
        name: "skill", label: "skill", plural: "skills", hint: 'k',
        about: "Something I am getting better at, and the level I aim for",
    }
    title: Option<String> = line("Skill", "What it is called").required().told();
    group: Option<SkillGroup> = choice("Group", "core travels between fields, domain belongs to one, tool to a tool", SkillGroup::WORDS).told();
    aimed: Option<i64> = integer("Aimed at", "1 with help, 2 usual cases, 3 plans and handles exceptions, 4 guides others, 5 sought for judgement", 1, 5).told();
}
