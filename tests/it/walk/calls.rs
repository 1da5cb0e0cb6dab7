//! The rows of the walk: each command with words that do it on the demo journal, what its JSON holds, what it answers
//! where there is nothing, and words that are off.

/// Words that are off: the words after the command, the exit code, and what is said.
type Off = (&'static [&'static str], i32, &'static str);

/// A row of the command table.
pub(super) struct Call {
    /// The command, with its sub-command.
    pub(super) name: &'static str,
    /// Words that do it.
    pub(super) args: &'static [&'static str],
    /// Calls that come before it.
    pub(super) before: &'static [&'static [&'static str]],
    /// The keys of its JSON; `[…]` where it is a list of such.
    pub(super) json: &'static str,
    /// The exit code where there is no journal.
    pub(super) none: i32,
    /// The exit code where it is empty.
    pub(super) empty: i32,
    /// Whether it is done on the demo journal here.
    pub(super) demo: bool,
    /// Whether it may make a journal.
    pub(super) writes: bool,
    /// Whether it opens the journal, whatever its words.
    pub(super) opens: bool,
    /// Whether it may say nothing when it is done.
    pub(super) silent: bool,
    /// Words that are off.
    pub(super) off: &'static [Off],
}

/// A command that reads.
const fn reads(name: &'static str, args: &'static [&'static str], json: &'static str) -> Call {
    Call {
        name,
        args,
        before: &[],
        json,
        none: 0,
        empty: 0,
        demo: true,
        writes: false,
        opens: true,
        silent: false,
        off: &[],
    }
}

impl Call {
    /// What it answers where there is nothing.
    const fn none(mut self, code: i32) -> Self {
        (self.none, self.empty) = (code, code);
        self
    }

    /// What it answers where the journal is empty, and nothing where there is none.
    const fn empty(mut self, code: i32) -> Self {
        self.empty = code;
        self
    }

    /// Words that are off.
    const fn off(mut self, off: &'static [Off]) -> Self {
        self.off = off;
        self
    }

    /// What has to come before it.
    const fn after(mut self, before: &'static [&'static [&'static str]]) -> Self {
        self.before = before;
        self
    }

    /// It may make a journal.
    const fn writes(mut self) -> Self {
        self.writes = true;
        self
    }

    /// It looks at its words, or at another file, before it opens the journal, or never does.
    const fn shut(mut self) -> Self {
        self.opens = false;
        self
    }

    /// It takes a file that only another test can make.
    const fn elsewhere(mut self) -> Self {
        self.demo = false;
        self
    }
}

/// A reference that leads nowhere.
const NOBODY: Off = (&["nobody of this name"], 3, "nobody of this name");
/// A date that cannot be.
const FEB: &str = "February has at most 29 days";
const RECORD: &str = "id short_id kind title created updated visibility tags";

/// Every command and every sub-command that is no verb of all kinds.
pub(super) const CALLS: &[Call] = &[
    reads(
        "log",
        &["Met @odile yesterday 14:00 45m", "! send the board by fri"],
        "meeting created changed note warnings",
    )
    .writes()
    .off(&[
        (&["x", "--when", "31 feb"], 2, FEB),
        (&["x", "--goal", "nosuch"], 3, "nosuch"),
        (&["x", "--meeting", "nosuch"], 3, "nosuch"),
        (&["--resume"], 1, "no capture is waiting"),
        (&[], 2, "nothing to capture"),
        (&["  "], 2, "nothing to capture"),
    ]),
    reads("today", &[], "next_meeting needs_you goals promises pulse resurfaced").off(&[(&["x"], 2, "'x'")]),
    reads("brief", &["odile"], "person meeting since_last_time advice goals asks markdown").none(3).off(&[NOBODY]),
    reads("letter", &["thanks", "odile"], "purpose to text words").none(3).off(&[
        (&["thanks", "nobody"], 3, "nobody"),
        (&["complaint", "odile"], 2, "complaint"),
        (&["thanks"], 2, "PERSON"),
        (&["outcome", "odile", "--about", "nosuch"], 3, "nosuch"),
    ]),
    reads("done", &["aczs"], RECORD).none(3).off(&[
        NOBODY,
        (&["two", "tuesdays"], 3, "fits more than one thing"),
        (&["aczs", "--when", "31 feb"], 2, FEB),
        (&["aczs", "--helped", "walking over"], 2, "--helped is for a obstacle"),
        (&["odile", "varga"], 1, "no further step"),
        (&[], 2, "REF"),
    ]),
    reads("reflect", &["The board came before the talk"], RECORD).writes().off(&[
        (&["--energy", "6"], 2, "from 1 to 5"),
        (&["x", "--frame", "sonnet"], 2, "sonnet"),
        (&[], 2, "there is no text"),
    ]),
    reads("weekly", &[], "from to done held open"),
    reads("search", &["huddle"], "[kind id short_id title snippet at]").off(&[
        (&["x", "--kind", "mood"], 2, "mood"),
        (&["x", "--person", "nobody"], 3, "nobody"),
        (&["x", "--since", "31 feb"], 2, FEB),
        (&["x", "--limit", "few"], 2, "few"),
        (&[], 2, "QUERY"),
    ]),
    reads("tag", &["list"], "[tag count]").off(&[(&["lits"], 2, "lits")]),
    reads("tag list", &[], "[tag count]"),
    reads("tag rename", &["path", "ways"], "old new changed").none(3).off(&[
        (&["nosuch", "x"], 3, "nosuch"),
        (&["path", "#"], 2, "cannot be a tag"),
        (&["path"], 2, "TAG"),
    ]),
    reads("open", &["gwf0"], RECORD).none(3).off(&[NOBODY, (&["odile"], 3, "fits more than one thing")]),
    reads(
        "progress",
        &["--period", "2025-Q3"],
        "period goals promises meetings obstacles network learning pulse before",
    )
    .off(&[
        (&["--period", "2025-Q5"], 2, "2025-Q5"),
        (&["--period", "2025-13"], 2, "2025-13"),
        (&["--period", "soon"], 2, "soon"),
        (&["--html", "no/where.html"], 1, "could not be written"),
    ]),
    reads("share", &["odile", "--yes", "--out", "new"], "share to file format items").none(3).off(&[
        (&["nobody", "--yes"], 3, "nobody"),
        (&["odile", "--yes", "--since", "31 feb"], 2, FEB),
        (&["odile", "--yes", "--include", "mood"], 2, "mood"),
        (&["odile", "--yes", "--only", "nosuch"], 3, "nosuch"),
        (&["odile", "--yes", "--format", "fax"], 2, "fax"),
        (&["odile", "--yes", "--to", "age1nosuch"], 2, "age1nosuch"),
    ]),
    reads("share list", &[], "[share to made format file items replies]")
        .after(&[&["share", "odile", "--yes", "--out", "new", "-q"]]),
    reads("reply", &["nosuch.json"], "").none(1).elsewhere().shut().off(&[
        (&["nosuch.json"], 1, "nosuch.json"),
        (&["."], 1, "directory"),
        (&[], 2, "name the reply"),
    ]),
    reads("reply list", &[], "[id short_id kind text by about state response]"),
    reads("reply accept", &["bhct"], "id short_id state made").none(3).off(&[NOBODY]),
    reads("reply answer", &["bhct", "I will think of it", "--disagree"], "id short_id state response")
        .none(3)
        .off(&[(&["nosuch", "yes"], 3, "nosuch"), (&["bhct"], 2, "TEXT")]),
    reads("reply set-aside", &["bhct"], "id short_id state").none(3).off(&[NOBODY]),
    reads("review", &[], "[]").off(&[(&["nosuch.mentee"], 1, "nosuch.mentee"), (&["."], 1, "directory")]),
    reads("identity", &[], "recipient file made").shut(),
    reads("network", &[], "people cross_share blau unbiased shannon evenness effective_industries"),
    reads("who", &["gwf0"], "[id name industry cross freshness why via]").off(&[(
        &["gwf0", "--limit", "few"],
        2,
        "few",
    )]),
    reads("learning", &[], "pipeline transfer next shelf toolbox pairs skills primers"),
    reads("world", &[], "markdown"),
    reads("undo", &[], "[set label changes]").none(1).off(&[
        (&["0"], 2, "'0'"),
        (&["x"], 2, "'x'"),
        (&["-1"], 2, "'-1'"),
    ]),
    reads("redo", &[], "[set label changes]").none(1).after(&[&["undo", "-q"]]).off(&[(&[], 1, "nothing to redo")]),
    reads("history", &[], "[set label at origin changes]").off(&[NOBODY, (&["--limit", "few"], 2, "few")]),
    reads("trash", &["list"], "[kind id short_id title deleted]").after(&[&["goal", "delete", "gwf0"]]),
    reads("trash list", &[], "[kind id short_id title deleted]").after(&[&["goal", "delete", "gwf0"]]),
    reads("trash empty", &["-y"], "removed unlinked").after(&[&["goal", "delete", "gwf0"]]),
    reads("backup", &["new"], "file records bytes").none(1).empty(0).off(&[(&["no/where.db"], 1, "could not be made")]),
    reads("backup list", &[], "[file made why bytes]").after(&[&["backup"]]).shut(),
    reads("restore", &["copy.db"], "from records replaced").none(1).shut().after(&[&["backup", "copy.db"]]).off(&[
        (&["nosuch.db"], 1, "nosuch.db"),
        (&["."], 1, "it is a directory"),
        (&[], 2, "FILE"),
    ]),
    reads("doctor", &[], "ok sqlite_version schema_version integrity foreign_keys search_index records modes problems")
        .shut(),
    reads("export", &[], "format version records").off(&[
        (&["--format", "runes"], 2, "runes"),
        (&["--format", "markdown", "--history"], 2, "--history"),
        (&["--out", "no/where.json"], 1, "could not be written"),
    ]),
    reads("import", &["all.json"], "added newer older same dry_run")
        .none(1)
        .shut()
        .after(&[&["export", "-o", "all.json"]])
        .off(&[
            (&["nosuch.json"], 1, "nosuch.json"),
            (&["."], 1, "is a directory"),
            (&["-"], 1, "the file is empty"),
            (&["-", "--from", "runes"], 2, "runes"),
            (&[], 2, "FILE"),
        ]),
    reads("demo", &["--into", "new"], "journal records").shut(),
    reads("config", &[], "[key value source about]").shut(),
    reads("keys", &[], "[screen command keys help]").shut(),
    reads("kinds", &["goal"], "[name about title fields]").shut().off(&[(&["mood"], 2, "mood")]),
    reads("man", &[], "roff").shut().off(&[(&["x"], 2, "'x'")]),
    reads("completions", &["bash"], "script").shut().off(&[(&["tcsh"], 2, "tcsh"), (&[], 2, "SHELL")]),
    reads("help", &["goal", "add"], "text")
        .shut()
        .off(&[(&["nosuch"], 2, "nosuch"), (&["goal", "nosuch"], 2, "nosuch")]),
    reads("person touch", &["odile", "--way", "mail", "--note", "-about the board"], RECORD)
        .none(3)
        .off(&[NOBODY, (&["odile", "--when", "31 feb"], 2, FEB)]),
    reads("person merge", &["odile", "ruben"], RECORD).none(3).off(&[
        (&["odile", "nobody"], 3, "nobody"),
        (&["odile", "odile"], 1, "cannot be merged with itself"),
        (&["odile"], 2, "REF"),
    ]),
    reads("mentorship look-back", &["odile"], "name held goals advice markdown").none(3).off(&[NOBODY]),
    reads("mentorship end", &["odile", "close"], RECORD)
        .none(3)
        .off(&[(&["nobody", "close"], 3, "nobody"), (&["odile", "slam"], 2, "slam")]),
    reads("agreement draft", &["odile"], RECORD).none(3).off(&[NOBODY]),
    reads("match compare", &[], "[id title score known lines]"),
    reads("match start", &["lena"], RECORD).none(3).off(&[NOBODY]),
    reads("meeting prepare", &["m528"], "agenda intention meeting minutes topics who")
        .none(3)
        .off(&[NOBODY, (&["m528", "--template", "waltz"], 2, "waltz")]),
    reads("meeting settle", &["m528", "held"], RECORD).none(3).off(&[
        (&["nosuch", "held"], 3, "nosuch"),
        (&["m528", "danced"], 2, "danced"),
        (&["m528", "held", "--to", "fri"], 2, "--to"),
        (&["m528", "moved", "--to", "31 feb"], 2, FEB),
    ]),
    reads("meeting summary", &["m0c9"], "name day decisions mine theirs open text").none(3).off(&[NOBODY]),
    reads("meeting review", &["--with", "odile"], "name goals").none(3).off(&[
        NOBODY,
        (&["--with", "nobody"], 3, "nobody"),
        (&["--with", "odile", "--moved", "x"], 2, "--goal GOAL"),
        (&["--with", "odile", "--goal", "nosuch", "--moved", "x"], 3, "nosuch"),
        (&["--with", "odile", "--answers", "{"], 2, "--answers takes a list"),
    ]),
    reads("question agenda", &["qy5h"], "ids said").none(3).off(&[NOBODY, (&["qy5h", "--for", "nobody"], 3, "nobody")]),
    reads("evaluation agenda", &["xqqv"], "ids said").none(3).off(&[NOBODY, (&["xqqv", "--item", "11"], 2, "11")]),
    reads("question suggest", &[], "[id text theme stage used]")
        .off(&[(&["--for", "nobody"], 3, "nobody"), (&["--park", "nosuch"], 2, "nosuch")]),
    reads("goal pause", &["gwf0"], RECORD).none(3).off(&[NOBODY]),
    reads("goal resume", &["gwf0"], RECORD)
        .none(3)
        .after(&[&["goal", "pause", "gwf0"]])
        .off(&[NOBODY, (&["gwf0"], 1, "does not rest")]),
    reads("goal drop", &["gwf0", "--reason", "no longer fits"], RECORD).none(3).off(&[
        (&["nosuch", "--reason", "x"], 3, "nosuch"),
        (&["gwf0"], 2, "--reason"),
        (&["gwf0", "--reason", " "], 2, "say why"),
    ]),
    reads("goal templates", &[], "[id title measure fill]").shut(),
    reads("check-in", &["replanning", "5.5"], RECORD).none(3).off(&[
        (&["nosuch", "4"], 3, "nosuch"),
        (&["replanning", "much"], 2, "a number"),
        (&["replanning"], 2, "say where it stands"),
        (&["replanning", "4", "--confidence", "11"], 2, "confidence cannot be “11”"),
        (&["replanning", "4", "--when", "31 feb"], 2, FEB),
    ]),
    reads("obstacle lessons", &["i polish"], "").none(3).elsewhere().off(&[NOBODY]),
    reads("obstacle rehearse", &[], "title if_then"),
    reads("insight act", &["i4a2"], "[id short_id kind title from]").none(3).off(&[NOBODY]),
    reads("term look", &["huddle"], "[term plain industry]"),
    reads("primer ask", &["nosuch"], "").none(3).elsewhere().off(&[NOBODY]),
    reads("introduction blurb", &["nswn"], "introduction goal blurb")
        .none(3)
        .off(&[NOBODY, (&["nswn", "--goal", "nosuch"], 3, "nosuch")]),
    reads("evaluation questions", &[], "items last_adjustment").off(&[NOBODY]),
];
