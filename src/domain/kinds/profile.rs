//! Kind `profile`: who I am, one to a journal; it tunes prompts and tells my own field from others.

use crate::domain::field::*;

words! {
    /// Where in a working life.
    Stage { Starting = "starting", Mid = "mid", Senior = "senior", Changing = "changing", Returning = "returning" }
}

kind! {
    /// Who I am.
    Profile {
        name: "profile", label: "profile", plural: "profiles", hint: 'f', title: "name",
        about: "Who I am: name, field, stage and what I hope for; one to a journal",
    }
    name: Option<String> = line("Name", "What I am called").told();
    role: Option<String> = line("Role", "What I do, and where").told();
    home_industry: Option<String> = line("Home industry", "The field I work in; everyone else's counts as outside").told();
    stage: Option<Stage> = choice("Stage", "Where in my working life I am", Stage::WORDS).told();
    aspiration: Option<String> = text("Aspiration", "What I hope for, in one to three sentences").told();
    strengths: Vec<String> = lines("Strengths", "What I am good at").told();
    values: Vec<String> = lines("Values", "What matters to me, five at the most").told();
    style: Option<String> = line("Style", "How I like to work: pace, directness, detail, channel").told();
    week_start: Option<String> = line("Week starts", "The first day of my week").kept();
    check_in_day: Option<String> = line("Check-in day", "The day I look back on the week").kept();
}
