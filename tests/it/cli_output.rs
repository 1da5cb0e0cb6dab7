//! How commands print: control characters, colour, the pager, quiet; and what settings say that are off.

use crate::terminal::Session;
use crate::world::World;

#[test]
fn what_drives_a_terminal_is_spelt_out_unless_raw() {
    let world = World::new();
    let _ = world.run(&["action", "add", "Send\u{1b}[31m the board\u{202e}"]).ok();
    for args in [&["action", "list"][..], &["action", "show", "board"], &["search", "board"], &["history"], &["today"]]
    {
        let printed = world.run(args).ok();
        assert!(!printed.stdout().contains(['\u{1b}', '\u{202e}']), "{args:?}");
    }
    assert!(world.run(&["action", "list"]).ok().stdout().contains("Send\\u{1b}[31m the board"));
    assert!(world.run(&["action", "list", "--raw"]).ok().stdout().contains("Send\u{1b}[31m the board"));
    let json = world.run(&["action", "list", "--json"]).ok();
    assert!(!json.stdout().contains('\u{1b}') && json.json()[0]["title"] == "Send\u{1b}[31m the board\u{202e}");
}

#[test]
fn colour_is_asked_for() {
    let world = World::new();
    let bold = |world: &World, args: &[&str]| world.run(args).ok().stdout().contains("\u{1b}[1m");
    assert!(!bold(&world, &["today", "--color", "auto"]) && !bold(&world, &["help"]));
    assert!(bold(&world, &["help", "--color", "always"]));
    assert!(!bold(&world, &["help", "--color", "never"]));
    world.run(&["help", "--color", "blue"]).fails(2).says("'blue'");
}

#[test]
fn quiet_prints_what_was_asked_for() {
    let world = World::new();
    assert_eq!(world.run(&["log", "a thought", "-q"]).ok().stdout(), "");
    assert_eq!(world.run(&["search", "nothing", "-q"]).ok().stdout(), "");
    assert_eq!(world.run(&["today", "--count", "-q"]).ok().stdout(), "0\n");
}

/// Long text goes through the pager on a terminal; short text, a pipe and `cat` do not.
#[test]
fn long_text_goes_through_the_pager() {
    let world = World::demo();
    world.write("pager.sh", "echo paged: $(wc -l)\n");
    let pager = format!("sh {}", world.path("pager.sh").display());
    let world = world.var("PAGER", &pager).var("TERM", "xterm");
    assert!(!world.run(&["check-in", "list"]).ok().stdout().contains("paged:"), "a pipe is not paged");
    let terminal = Session::shell(&world, &format!("{} check-in list; echo left $?", World::program()));
    terminal.wait_for("paged: 46");
    terminal.wait_for("left 0");
    let terminal = Session::shell(&world, &format!("{} match list; echo left $?", World::program()));
    terminal.wait_for("left 0");
    assert!(!terminal.screen().contains("paged:"), "what fits is not paged");
}

#[test]
fn a_setting_that_is_off_names_its_line() {
    for (text, says) in [
        (
            "theme = \"dark\"\nthem = \"light\"\n",
            "config.toml, line 2: there is no setting `them`; the nearest one is `theme`",
        ),
        ("mouse = \"perhaps\"\n", "config.toml, line 1: `mouse` is"),
        ("a = = 1\n", "config.toml, line 1:"),
    ] {
        let failure = World::new().config(text).run(&["today"]).fails(1);
        failure.says(says);
        assert_eq!(failure.stderr().lines().count(), 1, "{}", failure.stderr());
    }
    let rows = World::new().config("prompts = false\n").run(&["config", "--json"]).ok().json();
    let row = rows.as_array().expect("rows").iter().find(|row| row["key"] == "prompts").expect("the setting");
    assert_eq!((row["value"].as_str(), row["source"].as_str()), (Some("false"), Some("config.toml, line 1")));
}

#[test]
fn a_content_file_that_is_off_names_its_line() {
    let world = World::new().config("");
    let config =
        world.run(&["config"]).ok().stdout().lines().next().expect("the path").trim_start_matches("# ").to_owned();
    let own = std::path::Path::new(&config).with_file_name("prompts.txt");
    std::fs::write(&own, "own1|depot|f|Which depot did you think of first?\nown2|depot\n").expect("a file");
    world.run(&["reflect"]).fails(1).says("prompts.txt, line 2: the line does not fit");
    let _ = world.run(&["today"]).ok();
}
