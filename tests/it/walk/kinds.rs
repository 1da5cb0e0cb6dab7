//! The table of kinds, as scripts rely on it: every field by its name, its order, its type and its words, through every verb.
//!
//! A field is written `name`, or with its type: `name=2-5` a whole number, `{a b}` its words, `@kind` a link, `[]` a list,
//! `rows(…)` little records. `!` marks the title field, `*` what is required.

use serde_json::{Value, json};

use crate::world::World;

/// The kinds and their fields, in the order in which JSON has them.
const KINDS: &[(&str, &str)] = &[
    (
        "profile",
        "!name role home_industry stage{starting mid senior changing returning} aspiration strengths[] \
         values[] style week_start check_in_day",
    ),
    (
        "person",
        "!name* role organisation industry level{peer senior exec outside} region email phone url \
         how_met{introduced event work online study other} introduced_by@person first_met=date closeness=1-5 \
         cadence_days=int helps_with[] i_can_help_with[] knows@person[] style matters_to_them notes \
         touches=rows(date way note)",
    ),
    (
        "mentorship",
        "!title person@person* relation{mentor sponsor coach peer reverse group} \
         aim_type{skill perspective network path support} aim_mentee aim_mentor start=date planned_end=date \
         cadence_days=int length_min=int \
         state{prospect asked forming active paused winding-down redefined closed declined ended-early} \
         ended_reason",
    ),
    ("agreement", "!title mentorship@mentorship body review=date end=date state{draft sent agreed renewed}"),
    ("match", "!title person@person lines=rows(line score weight)"),
    (
        "meeting",
        "!title people@person[] at=instant minutes=int \
         meeting_kind{first regular obstacle career feedback review closing ad-hoc} channel \
         agenda=rows(text minutes state from) intention notes next_date=date worth=1-5 mood_before=1-5 \
         mood_after=1-5 state{planned prepared held captured followed-up moved cancelled no-show}",
    ),
    (
        "action",
        "!title* owner@person due=date done=date state{open doing done dropped handed-over} result reason \
         meeting@meeting goal@goal from@any size{15-min 1-hour half-day more} if_cue",
    ),
    (
        "advice",
        "!title* by@person meeting@meeting basis{experience opinion second-hand} \
         my_call{try adapt park decline} called=date reason tried_on=date result{helped mixed no unknown} \
         told_back=date",
    ),
    ("question", "!title* for@person theme stage state{parked on-agenda asked answered}"),
    (
        "goal",
        "!title* short goal_kind{outcome learning habit open} \
         measure{number count percent milestones scale habit} why start=date due=date unit baseline=number \
         target=number source confidence=1-10 first_step first_step_by=date best_result obstacle_within \
         if_then checkpoints=rows(date value) cadence_days=int focus=bool mentorships@mentorship[] \
         skills@skill[] path@path closed=date \
         state{draft active paused achieved achieved-late partly dropped} resolution",
    ),
    ("milestone", "!title* goal@goal* due=date done=date weight=number"),
    ("check-in", "goal@goal* date=date !value=number confidence=1-10 note source{self mentor} by@person rating=1-5"),
    (
        "obstacle",
        "!title* horizon{now operational long} area{work career personal} \
         obstacle_kind{skill knowledge education resume-gap time people confidence money family health unexpected other} \
         control{mine influence outside} goals@goal[] needs{step view comfort professional} options[] if_then \
         tried=rows(date what outcome) lenses=rows(person industry view) helped opened=date resolved=date \
         state{expected met working eased solved accepted dropped}",
    ),
    (
        "insight",
        "!title* insight_kind{idea method story warning quote recovery} person@person industry \
         meeting@meeting assumption principle my_version modification trial trial_until=date verdict steps[] \
         state{captured translated trialled adopted adapted rejected shelved}",
    ),
    ("term", "!title* plain industry heard_from@person my_equivalent confusable"),
    ("primer", "!industry* decides good_looks_like pace risks money rules taboo words"),
    ("skill", "!title* group{core domain tool} aimed=1-5"),
    ("rating", "skill@skill* date=date own=1-5 mentor=1-5 confidence=1-10 evidence"),
    (
        "introduction",
        "!title* target@person via@person why blurb \
         state{wanted asked agreed connected talked outcome declined quiet} thanked=date told_outcome=date",
    ),
    (
        "opportunity",
        "!title* opportunity_kind{role project collab trend learning} via@person \
         seen_in_my_field{no early common} state{seen looking acting won passed}",
    ),
    (
        "path",
        "!title* why requirements=rows(skill level) reality=rows(text source) test energy=1-5 \
         state{idea testing chosen set-aside}",
    ),
    ("decision", "!title* options[] input[] choice expected look_back=date actual changed risks=rows(text by)"),
    ("reflection", "!body* date=date frame{free 3-line what six-step event letter note} prompt rule"),
    (
        "pulse",
        "date=date energy=1-5 interest=1-5 effect=1-5 clarity=1-5 note \
         strain{load say recognition people fairness values}",
    ),
    (
        "feedback",
        "!body* situation behaviour impact ask giver@person feedback_kind{feedback comment question praise} \
         item@any origin{me mentor} response response_kind{do think disagree} responded=date",
    ),
    (
        "evaluation",
        "!title mentorship@mentorship date=date mine=ten theirs=ten needs=rows(text importance met) worth=1-5 \
         keep change stop adjustment adjustment_due=date adjustment_done=date own_line",
    ),
    ("giveback", "!title* person@person date=date"),
    ("packet", "!title person@person share made=date seen=date notes state{unread reading replied}"),
];

/// What every record begins with.
const COMMON: [&str; 8] = ["id", "short_id", "kind", "title", "created", "updated", "visibility", "tags"];

/// What little records hold, by the name of their field.
const ROWS: &[(&str, &str)] = &[
    ("touches", r#"[{"date":"2026-11-02","way":"mail","note":"the board"}]"#),
    ("lines", r#"[{"line":"time","score":2,"weight":3},{"line":"values","score":null,"weight":0}]"#),
    ("agenda", r#"[{"text":"the board","minutes":5,"state":"open","from":null}]"#),
    ("checkpoints", r#"[{"date":"2026-12-01","value":10},{"date":"2026-12-09","value":2.5}]"#),
    ("tried", r#"[{"date":"2026-11-01","what":"walked over","outcome":"it helped"}]"#),
    ("lenses", r#"[{"person":"Odile","industry":"healthcare","view":"stand up"}]"#),
    ("requirements", r#"[{"skill":"Interviewing","level":3}]"#),
    ("reality", r#"[{"text":"two openings","source":"Hanne"}]"#),
    ("risks", r#"[{"text":"too early","by":"Ruben"}]"#),
    ("needs", r#"[{"text":"introductions","importance":5,"met":2}]"#),
];

/// A field of the table.
struct Field {
    name: &'static str,
    ty: &'static str,
    title: bool,
    required: bool,
}

impl Field {
    fn flag(&self) -> String {
        format!("--{}", self.name.replace('_', "-"))
    }

    /// The words of a choice; empty for other types.
    fn words(&self) -> Vec<&'static str> {
        let words = self.ty.strip_prefix('{').and_then(|words| words.strip_suffix('}'));
        words.map(|words| words.split(' ').collect()).unwrap_or_default()
    }

    /// The bounds of a small whole number.
    fn bounds(&self) -> Option<(i64, i64)> {
        let (low, high) = self.ty.strip_prefix('=')?.split_once('-')?;
        Some((low.parse().ok()?, high.parse().ok()?))
    }

    fn rows(&self) -> Option<Value> {
        self.ty.starts_with("=rows").then(|| {
            let (_, text) = ROWS.iter().find(|(name, _)| *name == self.name).expect("little records");
            serde_json::from_str(text).expect("JSON")
        })
    }

    /// A value as it is typed, and as JSON has it then. Values may begin with a dash.
    fn sample(&self, ids: &dyn Fn(&str) -> String) -> (String, Value) {
        if let Some(kind) = self.ty.strip_prefix('@') {
            let id = ids(kind.trim_end_matches("[]"));
            let value = if kind.ends_with("[]") { json!([id]) } else { json!(id) };
            return (id, value);
        }
        if let Some(rows) = self.rows() {
            return (rows.to_string(), rows);
        }
        if let Some(word) = self.words().last() {
            return ((*word).to_owned(), json!(word));
        }
        if let Some((_, high)) = self.bounds() {
            return (high.to_string(), json!(high));
        }
        let (typed, value) = match self.ty {
            "[]" => ("-one, two", json!(["-one", "two"])),
            "=date" => ("2026-11-05", json!("2026-11-05")),
            "=instant" => ("2026-11-20 14:00", json!("2026-11-20T14:00:00Z")),
            "=int" => ("30", json!(30)),
            "=number" => ("-2.5", json!(-2.5)),
            "=bool" => ("yes", json!(true)),
            "=ten" => ("1,2,3,4,5,1,2,3,4,null", json!([1, 2, 3, 4, 5, 1, 2, 3, 4, null])),
            _ => ("-a line of text", json!("-a line of text")),
        };
        (typed.to_owned(), value)
    }

    /// Values that do not fit, with the exit code.
    fn wrong(&self) -> Vec<(String, i32)> {
        let all = |texts: &[&str], code: i32| texts.iter().map(|text| ((*text).to_owned(), code)).collect();
        if let Some((low, high)) = self.bounds() {
            return vec![((low - 1).to_string(), 2), ((high + 1).to_string(), 2), ("2.5".to_owned(), 2)];
        }
        match self.ty {
            ty if ty.starts_with('{') => all(&["nonsense"], 2),
            ty if ty.starts_with('@') => all(&["nobody and nothing"], 3),
            ty if ty.starts_with("=rows") => all(&["{", "7", r#"[{"no_such_key":1}]"#], 2),
            "=date" => all(&["31 feb", "banana"], 2),
            "=instant" => all(&["31 feb", "25:00"], 2),
            "=int" => all(&["much", "-1", "1.5", "99999999999999999999"], 2),
            "=number" => all(&["much", "nan", "1e999"], 2),
            "=bool" => all(&["perhaps"], 2),
            "=ten" => all(&["7,1,1,1,1,1,1,1,1,1", "1,2,3,4,5,6,7,8,9,10"], 2),
            _ => Vec::new(),
        }
    }
}

/// The fields of a row of the table.
fn fields(row: &'static str) -> Vec<Field> {
    let mut parts: Vec<&'static str> = Vec::new();
    let (mut depth, mut from) = (0, 0);
    for (at, c) in row.char_indices() {
        match c {
            '(' | '{' => depth += 1,
            ')' | '}' => depth -= 1,
            ' ' if depth == 0 => {
                parts.push(&row[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&row[from..]);
    let field = |part: &'static str| {
        let (title, part) = (part.starts_with('!'), part.trim_start_matches('!'));
        let (required, part) = (part.ends_with('*'), part.trim_end_matches('*'));
        let end = part.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(part.len());
        Field { name: &part[..end], ty: &part[end..], title, required }
    };
    parts.into_iter().map(field).collect()
}

/// A journal with one thing of each kind that others link to.
struct Things {
    world: World,
    ids: Vec<(&'static str, String)>,
}

impl Things {
    fn new() -> Self {
        let world = World::new();
        let mut ids = Vec::new();
        for (kind, args) in [
            ("person", &["Odile Varga"][..]),
            ("skill", &["Interviewing"]),
            ("path", &["Lead a team"]),
            ("goal", &["Hold six talks"]),
            ("mentorship", &["Flow", "--person", "odile"]),
            ("meeting", &["At the board", "--at", "2026-11-20 14:00"]),
        ] {
            let made = world.run(&[&[kind, "add", "--json"], args].concat()).ok().json();
            ids.push((kind, made["id"].as_str().expect("an id").to_owned()));
        }
        Self { world, ids }
    }

    fn id(&self, kind: &str) -> String {
        let kind = if kind == "any" { "goal" } else { kind };
        self.ids.iter().find(|(name, _)| *name == kind).map(|(_, id)| id.clone()).expect(kind)
    }

    fn run(&self, args: &[String]) -> crate::world::Output {
        self.world.run(&args.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// What a kind needs to be made at all.
    fn needed(&self, kind: &str, fields: &[Field]) -> Vec<String> {
        let mut args = vec![kind.to_owned(), "add".to_owned()];
        match fields.iter().find(|field| field.title) {
            Some(field) if field.ty == "=number" => args.push("4".to_owned()),
            Some(_) => args.push("A title".to_owned()),
            None => {}
        }
        for field in fields.iter().filter(|field| field.required && !field.title) {
            args.extend([field.flag(), field.sample(&|kind| self.id(kind)).0]);
        }
        args.push("--json".to_owned());
        args
    }

    /// One with every field said.
    fn full(&self, kind: &str, fields: &[Field]) -> crate::world::Printed {
        let mut args = vec![kind.to_owned(), "add".to_owned()];
        for field in fields {
            args.extend([field.flag(), field.sample(&|kind| self.id(kind)).0]);
        }
        args.extend(["--tags", "flow,#board", "--visibility", "mentors", "--json"].map(str::to_owned));
        self.run(&args).ok()
    }
}

/// The keys of a JSON object in the order in which they stand.
struct Keys(Vec<String>);

impl<'de> serde::Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Taker;
        impl<'de> serde::de::Visitor<'de> for Taker {
            type Value = Keys;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, _)) = map.next_entry::<String, serde::de::IgnoredAny>()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        from.deserialize_map(Taker)
    }
}

fn keys(printed: &crate::world::Printed) -> Vec<String> {
    serde_json::from_str::<Keys>(printed.stdout()).expect("one object").0
}

#[test]
fn the_table_names_every_kind() {
    let kinds = World::new().run(&["kinds", "--json"]).ok().json();
    let names: Vec<String> = kinds.as_array().expect("kinds").iter().map(|kind| text(&kind["name"])).collect();
    let table: Vec<String> = KINDS.iter().map(|(name, _)| name.replace('-', "_")).collect();
    assert_eq!(names, table);
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// Whatever was said or not, a record has all its keys, `null` or `[]` where empty, in the order of the table.
#[test]
fn a_record_has_all_its_fields_in_order() {
    let things = Things::new();
    for (kind, row) in KINDS {
        let fields = fields(row);
        let bare = things.run(&things.needed(kind, &fields)).ok();
        let full = things.full(kind, &fields);
        for printed in [&bare, &full] {
            let (keys, record) = (keys(printed), printed.json());
            assert_eq!(keys[..COMMON.len()], COMMON, "{kind}");
            let own: Vec<&str> =
                keys.iter().map(String::as_str).filter(|key| fields.iter().any(|f| f.name == *key)).collect();
            let table: Vec<&str> = fields.iter().map(|field| field.name).collect();
            assert_eq!(minus(&own, "title"), minus(&table, "title"), "{kind}");
            let has_state = fields.iter().any(|field| field.name == "state");
            assert_eq!(record.get("state_since").is_some_and(Value::is_string), has_state, "{kind}");
            assert_eq!(record["kind"], json!(kind.replace('-', "_")));
        }
        let (bare, full) = (bare.json(), full.json());
        for field in &fields {
            assert_eq!(full[field.name], field.sample(&|kind| things.id(kind)).1, "{kind} {}", field.flag());
            let empty = if field.ty.ends_with("[]") || field.ty.starts_with("=rows") || field.ty == "=ten" {
                json!([])
            } else {
                Value::Null
            };
            let said = field.title || field.required;
            let is = &bare[field.name];
            assert!(said || *is == empty || DEFAULTS.contains(&(kind, field.name)), "{kind} {}: {is}", field.name);
        }
        assert_eq!((&full["tags"], &full["visibility"]), (&json!(["flow", "board"]), &json!("mentors")), "{kind}");
    }
}

/// What a new record has without being told.
const DEFAULTS: &[(&str, &str)] = &[
    ("mentorship", "relation"),
    ("mentorship", "cadence_days"),
    ("mentorship", "length_min"),
    ("mentorship", "state"),
    ("agreement", "state"),
    ("meeting", "state"),
    ("action", "owner"),
    ("action", "state"),
    ("question", "state"),
    ("goal", "goal_kind"),
    ("goal", "start"),
    ("goal", "cadence_days"),
    ("goal", "state"),
    ("milestone", "weight"),
    ("check-in", "date"),
    ("check-in", "source"),
    ("obstacle", "horizon"),
    ("obstacle", "opened"),
    ("obstacle", "state"),
    ("insight", "insight_kind"),
    ("insight", "state"),
    ("rating", "date"),
    ("introduction", "state"),
    ("opportunity", "state"),
    ("path", "state"),
    ("reflection", "date"),
    ("reflection", "frame"),
    ("pulse", "date"),
    ("feedback", "feedback_kind"),
    ("feedback", "origin"),
    ("evaluation", "date"),
    ("giveback", "date"),
    ("packet", "state"),
];

fn minus<'a>(names: &[&'a str], without: &str) -> Vec<&'a str> {
    names.iter().copied().filter(|name| *name != without).collect()
}

/// Every word of a choice is taken and told as it is spelt; every value finds its record in a list; an empty value clears.
#[test]
fn every_flag_sets_finds_and_clears() {
    let things = Things::new();
    for (kind, row) in KINDS {
        let fields = fields(row);
        let full = things.full(kind, &fields).json();
        let id = text(&full["id"]);
        let edit = |flag: &str, value: &str| things.world.run(&[*kind, "edit", &id, flag, value, "--json"]);
        for field in &fields {
            let (typed, _) = field.sample(&|kind| things.id(kind));
            let sought = field.rows().map_or(typed, |_| first_text(field));
            let found = things.world.run(&[*kind, "list", &field.flag(), &sought, "--json"]).ok().json();
            let ids: Vec<&Value> = found.as_array().expect("a list").iter().map(|one| &one["id"]).collect();
            assert!(ids.contains(&&full["id"]), "{kind} list {} {sought:?}", field.flag());
        }
        for field in &fields {
            for word in field.words() {
                assert_eq!(edit(&field.flag(), word).ok().json()[field.name], json!(word), "{kind} {}", field.name);
            }
            if field.required {
                edit(&field.flag(), "").fails(2).says("needs a");
                continue;
            }
            let cleared = edit(&field.flag(), "").ok().json();
            let is = &cleared[field.name];
            // A title that nobody gives is made.
            assert!(field.title || is.is_null() || *is == json!([]), "{kind} {}: {is}", field.flag());
        }
        let cleared = edit("--visibility", "").ok().json();
        assert_eq!(cleared["visibility"], "private", "{kind}");
        assert_eq!(edit("--tags", "").ok().json()["tags"], json!([]), "{kind}");
        let to = edit("--visibility", "odile").ok().json();
        assert_eq!(to["visibility"], json!([things.id("person")]), "{kind}");
    }
}

/// The first text in the little records of a field: what a list looks for.
fn first_text(field: &Field) -> String {
    let rows = field.rows().expect("little records");
    let first = rows[0].as_object().expect("a record").values().find_map(Value::as_str);
    first.unwrap_or_default().to_owned()
}

/// A value that does not fit is named in one sentence, with the code of its sort, and nothing changes.
#[test]
fn no_value_that_is_off_gets_in() {
    let things = Things::new();
    for (kind, row) in KINDS {
        let fields = fields(row);
        let id = text(&things.full(kind, &fields).json()["id"]);
        let before = things.world.run(&[*kind, "show", &id, "--json"]).ok().json();
        for field in &fields {
            let flag = field.flag();
            for (value, code) in field.wrong() {
                for verb in [&[*kind, "edit", id.as_str()][..], &[*kind, "list"]] {
                    // A list looks for texts in little records, whatever they say.
                    if verb.len() == 2 && field.ty.starts_with("=rows") {
                        continue;
                    }
                    let args = [verb, &[flag.as_str(), value.as_str()]].concat();
                    let failure = things.world.run(&args).fails(code);
                    let said = failure.stderr();
                    assert!(said.starts_with("mentee: ") && said.lines().count() == 1, "{args:?}: {said}");
                }
            }
        }
        things.world.run(&[*kind, "edit", &id, "--visibility", "nobody"]).fails(3).says("nobody");
        things.world.run(&[*kind, "edit", &id, "--no-such-flag", "x"]).fails(2).says("--no-such-flag");
        things.world.run(&[*kind, "list", "--sort", "no-such-field"]).fails(2).says("no_such_field");
        for bound in ["--since", "--until"] {
            things.world.run(&[*kind, "list", bound, "31 feb"]).fails(2).says("31 feb");
        }
        things.world.run(&[*kind, "list", "--person", "nobody"]).fails(3).says("nobody");
        things.world.run(&[*kind, "list", "--limit", "few"]).fails(2).says("few");
        for verb in ["show", "edit", "delete", "restore"] {
            things.world.run(&[*kind, verb]).fails(2).says("REF");
            let more: &[&str] = if verb == "edit" { &["--tags", "x"] } else { &[] };
            things
                .world
                .run(&[&[*kind, verb, "nothing of the kind"], more].concat())
                .fails(3)
                .says("nothing of the kind");
        }
        assert_eq!(things.world.run(&[*kind, "show", &id, "--json"]).ok().json(), before, "{kind}");
    }
}

/// Nothing that is needed can be left out, and a call that is off makes no journal.
#[test]
fn what_is_needed_is_asked_for() {
    for (kind, row) in KINDS {
        let fields = fields(row);
        let world = World::new();
        if fields.iter().any(|field| field.required) {
            world.run(&[kind, "add"]).fails(2).says("needs a");
        }
        world.run(&[kind, "add", "--visibility", "nobody"]).fails(3).says("nobody");
        world.run(&[kind, "delete", "nothing"]).fails(3).says("nothing");
        assert!(!world.journal().exists(), "{kind}: a journal was made of nothing");
    }
}
