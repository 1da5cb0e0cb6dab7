//! Parse, run, exit code; no logic.

use std::process::ExitCode;

fn main() -> ExitCode {
    mentee::cli::run(mentee::config::world::args())
}
