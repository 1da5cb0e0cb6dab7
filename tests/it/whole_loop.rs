//! The whole loop from the command line alone, as a shell script that anybody can read and run: `tests/scripts/whole-loop.sh`.

use std::path::Path;

use crate::world::World;

#[test]
fn the_whole_loop_from_the_command_line_alone() {
    let world = World::new().var("MENTEE", World::program());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scripts/whole-loop.sh");
    let run = world.command(Path::new("/bin/sh"), &[script]).output().expect("a shell");
    let said = format!("{}{}", String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success() && said.contains("the loop is round"), "{said}");
}
