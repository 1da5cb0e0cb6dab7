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

/// Names that would be commands where a shell saw them; each begins as no other does.
const HOSTILE: &[&str] = &[
    "Qa$(touch pwned)",
    "Qb`touch pwned`",
    "Qc\"; touch pwned; \"",
    "Qd'; touch pwned; '",
    "Qe; touch pwned & x | y > pwned",
    "Qf\\ back\\slash",
    "Qg wow!important",
    "Qh\u{1b}[31mred",
];

/// The demo journal with the names among its people.
fn hostile(shell: &str) -> World {
    let world = world(shell);
    for name in HOSTILE {
        let _ = world.run(&["person", "add", name]).ok();
    }
    world
}

/// What is put into the line is one word and runs nothing, within quotes and without.
#[test]
fn a_name_never_runs_when_bash_completes_it() {
    let Some(bash) = shell("bash") else { return };
    let world = hostile("bash");
    for name in HOSTILE {
        let plain = name.replace('\u{1b}', "\\u{1b}");
        for quote in ["", "\"", "'"] {
            let word = format!("{quote}{}", &name[..2]);
            let typed = shlex::try_quote(&word).expect("a word").into_owned();
            world.write("quote", quote);
            let script = format!(
                "source completion.bash; COMP_WORDS=(mentee person show {typed}); COMP_CWORD=3; _mentee; \
                 quote=$(cat quote); eval \"printf '%s' $quote${{COMPREPLY[0]}}$quote\""
            );
            let output = world.command(Path::new(&bash), &["--norc", "-c", &script]).output().expect("bash runs");
            assert!(output.stderr.is_empty(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(String::from_utf8_lossy(&output.stdout), plain, "typed {word}");
            assert!(!world.path("pwned").exists(), "{name:?} ran after {word}");
        }
    }
}

#[test]
fn a_name_never_runs_when_zsh_completes_it() {
    let Some(zsh) = shell("zsh") else { return };
    let world = hostile("zsh");
    let here = world.path("").display().to_string();
    let world = world.var("ZDOTDIR", &here);
    world.write(".zshrc", "autoload -Uz compinit; compinit -u -D; source ./completion.zsh\nPS1='ready> '\n");
    let mut session = Session::shell(&world, &format!("exec {zsh} -i"));
    session.wait_for("ready>");
    for (n, name) in HOSTILE.iter().enumerate() {
        let typed = format!("mentee person show {}", &name[..2]);
        session.keys(&typed);
        session.wait_for(&format!("ready> {typed}"));
        session.keys("\t");
        session.wait_until("a name", |screen| screen.contents().trim_end().len() > typed.len() + 10);
        // Spelt apart, so that only what it prints reads like this.
        session.keys(&format!("; echo do''ne-{n}\r"));
        session.wait_for(&format!("done-{n}"));
        assert!(!world.path("pwned").exists(), "{name:?} ran: {}", session.screen());
        session.keys("\x0c");
        session.wait_until("an empty line", |screen| screen.contents().trim_end() == "ready>");
    }
}

/// Fish quotes what it puts in; what it is offered is the name and no more.
#[test]
fn a_name_is_offered_to_fish_as_it_is() {
    let Some(fish) = shell("fish") else { return };
    let world = hostile("fish");
    for name in HOSTILE {
        let script = format!("source ./completion.fish; complete -C 'mentee person show {}'", &name[..2]);
        let output = world.command(Path::new(&fish), &["--no-config", "-c", &script]).output().expect("fish runs");
        let text = String::from_utf8(output.stdout).expect("text");
        let offered: Vec<&str> = text.lines().map(|line| line.split('\t').next().unwrap_or_default()).collect();
        assert_eq!(offered, [name.replace('\u{1b}', "\\u{1b}")]);
        assert!(!world.path("pwned").exists(), "{name:?} ran");
    }
}
