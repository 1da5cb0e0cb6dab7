//! The integration tests: one binary, a file for each thing that is promised.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a test says what it expects by failing loudly"
)]

mod ahead;
mod browser;
mod capture;
mod care;
mod claims;
mod claims_ideas;
mod claims_shared;
mod cli_across;
mod cli_brief;
mod cli_help;
mod cli_output;
mod cli_progress;
mod cli_reflect;
mod cli_weekly;
mod doctor;
#[cfg(target_os = "linux")]
mod durability;
mod exchange;
mod first_hour;
mod frames;
mod golden;
mod growth_frames;
mod hostile;
mod house;
mod kept_filters;
mod learning;
mod linear;
mod meetings_screen;
mod monkey;
mod network;
mod overview;
mod papers;
mod pictures;
mod practice_claims;
mod practice_goals;
mod practice_lines;
mod practice_loop;
mod practice_meetings;
mod practice_review;
mod practice_states;
mod pty;
#[path = "../support/records.rs"]
mod records;
mod screen_frames;
mod seek;
mod share;
mod sharing_frames;
mod shells;
#[path = "../support/states.rs"]
mod states;
#[path = "../support/pty.rs"]
mod terminal;
mod trash;
mod verbs;
mod walk;
mod whole_loop;
#[path = "../support/world.rs"]
mod world;

/// Whether there is time for more than a change has to wait for: `MENTEE_LONG=1 cargo test`.
#[expect(clippy::disallowed_methods, reason = "a test asks for itself, not for the program")]
fn long() -> bool {
    std::env::var_os("MENTEE_LONG").is_some()
}
