//! Completion in the shells themselves: keys typed into a real zsh, words asked of a real fish. Skipped where there is no
//! such shell; `.ci/run` installs them. Bash is in `cli_help`.

use std::path::Path;

use crate::terminal::Session;
use crate::world::World;

/// A shell, where it is on this machine.
fn shell(name: &str) -> Option<String> {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
        .iter()
        .map(|folder| format!("{folder}/{name}"))
        .find(|path| Path::new(path).exists())
}

/// The demo journal, a script of completion in the folder in which commands run, and `mentee` in the path.
fn world(shell: &str) -> World {
    let world = World::demo();
    let script = world.run(&["completions", shell]).ok().stdout().to_owned();
    world.write(&format!("completion.{shell}"), &script);
    let folder = Path::new(World::program()).parent().expect("a folder").display().to_string();
    world.var("PATH", &format!("{folder}:/usr/bin:/bin")).var("TERM", "xterm").var("LANG", "C.UTF-8")
}

#[test]
fn zsh_completes_what_is_typed() {
    let Some(zsh) = shell("zsh") else { return };
    let world = world("zsh");
    let here = world.path("").display().to_string();
    let world = world.var("ZDOTDIR", &here);
    world.write(".zshrc", "autoload -Uz compinit; compinit -u -D; source ./completion.zsh\nPS1='ready> '\n");
    let mut session = Session::shell(&world, &format!("exec {zsh} -i"));
    session.wait_for("ready>");
    for (typed, becomes) in [
        ("mentee prog", "mentee progress"),
        ("mentee goal sh", "mentee goal show"),
        ("mentee goal list --state dro", "mentee goal list --state dropped"),
        ("mentee goal list --state ach", "mentee goal list --state achieved"),
        ("mentee log --with odi", "mentee log --with Odile\\ Varga"),
        ("mentee log --with 'Odi", "mentee log --with 'Odile Varga'"),
        ("mentee log @Odi", "mentee log @Odile\\ Varga"),
        ("mentee check-in Fini", "mentee check-in Finish\\ 5\\ steps\\ towards\\ a\\ lead\\ analyst\\ application"),
        ("mentee tag rename seco", "mentee tag rename secondment"),
        ("mentee search x --kind=che", "mentee search x --kind=check-in"),
        ("mentee --color al", "mentee --color always"),
        ("mentee import completion.z", "mentee import completion.zsh"),
    ] {
        session.keys(typed);
        session.wait_for(&format!("ready> {typed}"));
        session.keys("\t");
        // A long line is broken at the edge of the terminal.
        session.wait_until(becomes, |screen| screen.contents().replace('\n', "").contains(&format!("> {becomes}")));
        // Leaves the line, and whatever is listed below it, behind.
        session.keys("\x15\x0c");
        session.wait_until("an empty line", |screen| screen.contents().trim_end() == "ready>");
    }
    // Of several, all are listed with what they stand for.
    session.keys("mentee goal \t");
    session.wait_for("restore  -- ");
}

#[test]
fn fish_offers_what_may_follow() {
    let Some(fish) = shell("fish") else { return };
    let world = world("fish");
    let offered = |typed: &str| -> Vec<String> {
        let typed = typed.replace('\\', "\\\\").replace('\'', "\\'");
        let script = format!("source ./completion.fish; complete -C '{typed}'");
        let output = world.command(Path::new(&fish), &["--no-config", "-c", &script]).output().expect("fish runs");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).expect("text");
        text.lines().map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
    };
    assert_eq!(offered("mentee prog"), ["progress"]);
    assert_eq!(offered("mentee goal sh"), ["show"]);
    assert_eq!(offered("mentee goal list --state ach"), ["achieved", "achieved-late"]);
    assert_eq!(offered("mentee goal list --sta"), ["--start", "--state", "--state-since"]);
    // It quotes what it puts in.
    for (typed, name) in [("odi", "Odile Varga"), ("'Odi", "Odile Varga"), ("Odile\\ V", "Odile Varga")] {
        assert_eq!(offered(&format!("mentee log --with {typed}")), [name], "{typed}");
    }
    assert_eq!(offered("mentee log @Odi"), ["@Odile Varga"]);
    assert_eq!(offered("mentee tag rename seco"), ["secondment"]);
    assert_eq!(offered("mentee --color al"), ["always"]);
    assert_eq!(offered("mentee completions "), ["bash", "zsh", "fish"]);
    assert!(offered("mentee ").contains(&"check-in".to_owned()));
    assert_eq!(offered("mentee import comp"), ["completion.fish"], "a file is meant");
    assert_eq!(offered("mentee --journal comp"), ["completion.fish"], "a file is meant");
}
