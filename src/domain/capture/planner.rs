//! From lines to drafts: looks names and goals up, links what belongs together. Decides nothing that is ambiguous and
//! writes nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    Ambiguity, Draft, DraftValue, Found, Head, Known, Line, Names, Options, Parsed, Plan, Sigil, Target, What, is_me,
};
use crate::domain::id::Id;
use crate::domain::kinds::Kind;
use crate::domain::time::{Day, Now, instant_text};

/// Plans the records of a capture. `text` is the text that was read.
#[must_use]
pub fn plan(parsed: &Parsed, text: &str, now: &Now, names: &dyn Names) -> Plan {
    let mut planner = Planner::new(text, now, names, &parsed.options);
    planner.plan.warnings.extend(parsed.warnings.iter().map(|(line, warning)| at_line(*line, warning)));
    planner.begin(parsed);
    for (number, line) in parsed.lines.iter().enumerate() {
        planner.line(number, line);
    }
    planner.name_who_is_named(parsed);
    planner.plan
}

struct Planner<'a> {
    text: &'a str,
    now: &'a Now,
    names: &'a dyn Names,
    options: &'a Options,
    plan: Plan,
    /// Every name and every goal looked up so far, folded.
    people: HashMap<String, Option<Target>>,
    goals: HashMap<String, Option<Target>>,
    /// The people that lines of this capture add and their drafts, by whole name, and by each word of it (`None` where
    /// two share it).
    added: HashMap<String, (Target, usize)>,
    added_words: HashMap<String, Option<Target>>,
    /// The meeting that what comes of it links to, and the first person met.
    meeting: Option<Target>,
    host: Option<Target>,
    /// The goal of lines that name none.
    goal: Option<Target>,
    /// The draft of the week's pulse.
    pulse: Option<usize>,
    /// The tags of every draft, folded.
    tagged: HashSet<(usize, String)>,
}

impl<'a> Planner<'a> {
    fn new(text: &'a str, now: &'a Now, names: &'a dyn Names, options: &'a Options) -> Self {
        Self {
            text,
            now,
            names,
            options,
            plan: Plan::default(),
            people: HashMap::new(),
            goals: HashMap::new(),
            added: HashMap::new(),
            added_words: HashMap::new(),
            meeting: None,
            host: None,
            goal: None,
            pulse: None,
            tagged: HashSet::new(),
        }
    }

    /// The record that holds the text, the people the lines add, and who was met.
    fn begin(&mut self, parsed: &Parsed) {
        let known = self.options.meeting.and_then(|id| Some((id, self.names.meeting(id)?)));
        if self.text.trim().is_empty() && (parsed.head.is_none() || known.is_some()) {
            return;
        }
        let head = parsed.head.as_ref().and_then(|head| head.line);
        let meeting = known.is_some() || parsed.head.is_some();
        let kind = if meeting { Kind::Meeting } else { Kind::Reflection };
        // Its place comes first; its fields need the people.
        let note = self.push(Draft::new(kind, head.unwrap_or(0)));
        self.plan.note = Some(note);
        for (number, line) in parsed.lines.iter().enumerate() {
            match &line.what {
                What::Text => {
                    self.tag(note, line);
                    let content = self.text.get(line.span.clone()).unwrap_or_default();
                    self.plan.text_lines += usize::from(Some(number) != head && !content.trim().is_empty());
                }
                What::Person { name, .. } => self.add(number, name),
                _ => {}
            }
        }
        if let Some(words) = &self.options.goal {
            self.goal = self.goal(words, None);
        }
        let came = parsed.lines.iter().any(|line| line.what != What::Text);
        let mut draft = Draft::new(kind, head.unwrap_or(0));
        match (known, &parsed.head) {
            (Some((id, known)), _) => self.add_to_meeting(&mut draft, id, known, came),
            (None, Some(head)) => self.new_meeting(&mut draft, Target::New(note), head, came),
            (None, None) => {
                draft.set("body", self.text);
                draft.set("frame", "note");
                draft.set_some("date", self.said_day().map(|day| day.to_string()));
            }
        }
        if let Some(place) = self.plan.drafts.get_mut(note) {
            draft.tags = std::mem::take(&mut place.tags);
            *place = draft;
        }
    }

    /// A note links to the people and the goals that any line of it names.
    fn name_who_is_named(&mut self, parsed: &Parsed) {
        let note = self.plan.note.filter(|at| self.plan.drafts.get(*at).is_some_and(|d| d.kind == Kind::Reflection));
        let Some(note) = note else { return };
        let (mut people, mut goals) = (Vec::new(), Vec::from_iter(self.goal));
        let mut there: HashSet<Target> = goals.iter().copied().collect();
        for found in parsed.lines.iter().flat_map(|line| &line.refs) {
            let (list, target) = match found.sigil {
                Sigil::Person => (&mut people, self.known(&found.words)),
                Sigil::Goal => (&mut goals, self.goals.get(&fold(&found.words)).copied().flatten()),
                Sigil::Tag => continue,
            };
            list.extend(target.filter(|target| there.insert(*target)));
        }
        if let Some(draft) = self.plan.drafts.get_mut(note) {
            for (field, targets) in [("people", people), ("goals", goals)] {
                if !targets.is_empty() {
                    draft.put(field, DraftValue::Links(targets));
                }
            }
        }
    }

    fn push(&mut self, draft: Draft) -> usize {
        self.plan.drafts.push(draft);
        self.plan.drafts.len() - 1
    }

    /// Gives a draft the tags of a line, each once.
    fn tag(&mut self, at: usize, line: &Line) {
        for tag in line.refs.iter().filter(|found| found.sigil == Sigil::Tag) {
            if self.tagged.insert((at, tag.words.to_lowercase()))
                && let Some(draft) = self.plan.drafts.get_mut(at)
            {
                draft.tags.push(tag.words.clone());
            }
        }
    }

    fn new_meeting(&mut self, draft: &mut Draft, meeting: Target, head: &Head, came: bool) {
        let mut people = Vec::new();
        let mut there = HashSet::new();
        for name in &head.people {
            people.extend(self.person(name, draft.line).filter(|person| there.insert(*person)));
        }
        self.meeting = Some(meeting);
        self.host = people.first().copied();
        if !people.is_empty() {
            draft.put("people", DraftValue::Links(people));
        }
        draft.set_some("at", head.at.map(instant_text));
        draft.set_some("minutes", head.minutes);
        let ahead = head.at.is_some_and(|at| at > self.now.at);
        draft.set("state", if ahead { "planned" } else { outcome(came) });
        if !self.text.trim().is_empty() {
            draft.set("notes", self.text);
        }
    }

    /// A capture into a meeting that is there goes below what its notes say.
    fn add_to_meeting(&mut self, draft: &mut Draft, id: Id, known: Known, came: bool) {
        draft.edits = Some(id);
        self.meeting = Some(Target::Existing(id));
        self.host = known.people.first().map(|(id, _)| Target::Existing(*id));
        self.plan.titles.extend(known.people);
        let notes =
            if known.notes.is_empty() { self.text.to_owned() } else { format!("{}\n\n{}", known.notes, self.text) };
        draft.set("notes", notes);
        if matches!(known.state.as_str(), "" | "planned" | "prepared") || known.state == "held" && came {
            draft.set("state", outcome(came));
        }
    }

    /// The day the options say it was, where that has been.
    fn said_day(&self) -> Option<Day> {
        self.options.when.map(|when| when.day).filter(|day| *day <= self.now.today())
    }

    /// Drafts what a line becomes.
    fn line(&mut self, number: usize, line: &Line) {
        let mut goals = Vec::new();
        for found in &line.refs {
            match found.sigil {
                Sigil::Person => {
                    self.person(&found.words, number);
                }
                Sigil::Goal => {
                    goals.extend(self.goal(&found.words, Some(number)).filter(|goal| !goals.contains(goal)));
                }
                Sigil::Tag => {}
            }
        }
        if goals.is_empty() && !line.refs.iter().any(|found| found.sigil == Sigil::Goal) {
            goals.extend(self.goal);
        }
        let Some(kind) = line.what.kind() else { return };
        let mut draft = Draft::new(kind, number);
        let near = self.near(line).or(self.host).or_else(|| self.alone(line));
        match &line.what {
            What::Text => return,
            What::Action { title, owner, due, done } => {
                draft.set("title", self.title(line, title));
                match owner.as_deref().filter(|owner| !is_me(owner)) {
                    Some(owner) => draft.link("owner", self.person(owner, number)),
                    None => draft.set("owner", "me"),
                }
                draft.set_some("due", due.map(|due| due.to_string()));
                draft.set("state", if *done { "done" } else { "open" });
                draft.set_some("done", done.then(|| self.said_day().unwrap_or(self.now.today()).to_string()));
                draft.link("meeting", self.meeting);
                draft.link("goal", goals.first().copied());
            }
            What::Question { title } => {
                draft.set("title", self.title(line, title));
                draft.link("for", near);
            }
            What::Advice { title, by } => {
                draft.set("title", self.title(line, title));
                let by = by.as_deref().map(|by| self.person(by, number));
                draft.link("by", by.unwrap_or(near));
                draft.link("meeting", self.meeting);
            }
            What::Feedback { body } => {
                draft.set("body", self.title(line, body));
                draft.link("giver", near);
                draft.set("origin", "me");
            }
            What::Insight { title, my_version } => {
                draft.set("title", self.title(line, title));
                draft.set_some("my_version", my_version.as_ref().map(|more| self.sentence(line, more)));
                draft.link("person", near);
                if let Some(Target::Existing(person)) = near {
                    draft.set_some("industry", self.names.industry(person));
                }
                draft.link("meeting", self.meeting);
            }
            What::Obstacle { title, if_then } => {
                draft.set("title", self.title(line, title));
                draft.set_some("if_then", if_then.as_ref().map(|more| self.sentence(line, more)));
                if !goals.is_empty() {
                    draft.put("goals", DraftValue::Links(goals));
                }
            }
            What::Decision { title } => draft.set("title", self.title(line, title)),
            What::Person { .. } => return self.person_line(number, line),
            What::CheckIn { value, note, goal } => {
                let Some(goal) = goals.first() else {
                    // A goal that fits none, or several, has been said.
                    if goal.is_none() {
                        let warning = "a check-in says its goal, as in = ^interviews 7; kept as text";
                        self.plan.warnings.push(at_line(number, warning));
                    }
                    // It is text, and its tags are the note's.
                    return self.tag(self.plan.note.unwrap_or(0), line);
                };
                draft.link("goal", Some(*goal));
                draft.set_some("value", *value);
                draft.set_some("note", note.as_ref().map(|note| self.sentence(line, note)));
                draft.set_some("date", self.said_day().map(|day| day.to_string()));
            }
            What::Pulse { marks } => return self.pulse(number, line, marks),
        }
        let at = self.push(draft);
        self.tag(at, line);
    }

    /// The pulse lines of a capture are one pulse, and the week's one where it is there.
    fn pulse(&mut self, number: usize, line: &Line, marks: &[(&'static str, u8)]) {
        let at = self.pulse.unwrap_or_else(|| {
            let mut draft = Draft::new(Kind::Pulse, number);
            draft.edits = self.names.pulse_of_week(self.said_day().unwrap_or(self.now.today()));
            let day = self.said_day().filter(|_| draft.edits.is_none());
            draft.set_some("date", day.map(|day| day.to_string()));
            self.push(draft)
        });
        self.pulse = Some(at);
        if let Some(draft) = self.plan.drafts.get_mut(at) {
            for (measure, mark) in marks {
                draft.set(measure, *mark);
            }
        }
        self.tag(at, line);
    }

    /// A new person for a line that adds one, or changes to the one of exactly that name.
    fn add(&mut self, number: usize, name: &str) {
        let key = fold(name);
        if self.added.contains_key(&key) {
            return;
        }
        let mut same: Vec<(Id, String)> = match self.names.person(name) {
            Found::One { id, title } => vec![(id, title)],
            Found::Several(several) => several,
            Found::None => Vec::new(),
        };
        same.retain(|(_, title)| fold(title) == key);
        let mut draft = Draft::new(Kind::Person, number);
        draft.set("name", name);
        let target = match same.as_slice() {
            [(id, title)] => {
                draft.edits = Some(*id);
                draft.fields.clear();
                self.plan.titles.insert(*id, title.clone());
                Target::Existing(*id)
            }
            _ => Target::New(self.plan.drafts.len()),
        };
        let at = self.push(draft);
        if same.len() > 1 {
            self.plan.ambiguous.push(Ambiguity { kind: Kind::Person, words: name.to_owned(), candidates: same });
        }
        for word in key.split(' ') {
            self.added_words
                .entry(word.to_owned())
                .and_modify(|known| *known = known.filter(|known| *known == target))
                .or_insert(Some(target));
        }
        self.added.insert(key, (target, at));
    }

    /// What a line says of the person it adds.
    fn person_line(&mut self, number: usize, line: &Line) {
        let What::Person { name, role, organisation, via } = &line.what else { return };
        let Some((target, at)) = self.added.get(&fold(name)).copied() else { return };
        let via = via.as_deref().and_then(|via| self.person(via, number)).filter(|via| *via != target);
        if let Some(draft) = self.plan.drafts.get_mut(at) {
            draft.set_some("role", role.as_deref());
            draft.set_some("organisation", organisation.as_deref());
            draft.link("introduced_by", via);
        }
        self.tag(at, line);
    }

    /// The person a name means: one this capture adds, one of the journal, or a new one. `None` for me, and where the
    /// name fits several.
    fn person(&mut self, name: &str, line: usize) -> Option<Target> {
        let key = fold(name);
        if is_me(&key) {
            return None;
        }
        let added = self.added.get(&key).map(|(target, _)| Some(*target));
        if let Some(known) = added.or_else(|| self.people.get(&key).copied()) {
            return known;
        }
        let found = match self.names.person(name) {
            Found::One { id, title } => {
                self.plan.titles.insert(id, title);
                Some(Target::Existing(id))
            }
            Found::Several(candidates) => {
                self.plan.ambiguous.push(Ambiguity { kind: Kind::Person, words: name.to_owned(), candidates });
                None
            }
            Found::None => match self.added_words.get(&key).copied() {
                Some(None) => {
                    let warning = format!("“{name}” fits two people of this capture; linked to neither");
                    self.plan.warnings.push(at_line(line, &warning));
                    None
                }
                Some(added) => added,
                None => {
                    let mut draft = Draft::new(Kind::Person, line);
                    draft.set("name", name);
                    Some(Target::New(self.push(draft)))
                }
            },
        };
        self.people.insert(key, found);
        found
    }

    /// The goal that words mean; says so, once, where they fit none. `line` is `None` for the goal of the options.
    fn goal(&mut self, words: &str, line: Option<usize>) -> Option<Target> {
        let key = fold(words);
        if let Some(known) = self.goals.get(&key) {
            return *known;
        }
        let found = match self.names.goal(words) {
            Found::One { id, title } => {
                self.plan.titles.insert(id, title);
                Some(Target::Existing(id))
            }
            Found::Several(candidates) => {
                self.plan.ambiguous.push(Ambiguity { kind: Kind::Goal, words: words.to_owned(), candidates });
                None
            }
            Found::None => {
                match line {
                    Some(line) => {
                        let warning = format!("no goal fits “^{}”; kept as text", words.replace(' ', "-"));
                        self.plan.warnings.push(at_line(line, &warning));
                    }
                    None => self.plan.missing = Some(words.to_owned()),
                }
                None
            }
        };
        self.goals.insert(key, found);
        found
    }

    /// The person named at the end of a line, outside its sentence.
    fn near(&self, line: &Line) -> Option<Target> {
        let outside = line.refs.iter().rfind(|found| found.sigil == Sigil::Person && !kept(line, &found.span))?;
        self.known(&outside.words)
    }

    /// The only person a line names: who is meant where nobody was met.
    fn alone(&self, line: &Line) -> Option<Target> {
        let named = line.refs.iter().filter(|found| found.sigil == Sigil::Person);
        let people: HashSet<Target> = named.filter_map(|found| self.known(&found.words)).collect();
        people.iter().next().copied().filter(|_| people.len() == 1)
    }

    /// A person of this capture or of the journal whose name was looked up.
    fn known(&self, name: &str) -> Option<Target> {
        let key = fold(name);
        let added = self.added.get(&key).map(|(target, _)| *target);
        added.or_else(|| self.people.get(&key).copied().flatten())
    }

    /// A sentence, and behind it the `^` words that fit no goal and so are text.
    fn title(&self, line: &Line, range: &Range<usize>) -> String {
        let mut title = self.sentence(line, range);
        for found in line.refs.iter().filter(|found| found.sigil == Sigil::Goal && !kept(line, &found.span)) {
            if !self.fits(&found.words) {
                title.push(' ');
                title.push_str(self.text.get(found.span.clone()).unwrap_or_default());
            }
        }
        title
    }

    /// A stretch of the text, its `@ # ^` words read as plain words.
    fn sentence(&self, line: &Line, range: &Range<usize>) -> String {
        let mut said = String::new();
        let mut from = range.start;
        let inside = |span: &Range<usize>| span.start >= range.start && span.end <= range.end;
        for found in line.refs.iter().filter(|found| inside(&found.span)) {
            said.push_str(self.text.get(from..found.span.start).unwrap_or_default());
            from = found.span.start;
            if found.sigil != Sigil::Goal || self.fits(&found.words) {
                said.push_str(&found.words);
                from = found.span.end;
            }
        }
        said.push_str(self.text.get(from..range.end).unwrap_or_default());
        said
    }

    /// Whether words fit a goal.
    fn fits(&self, words: &str) -> bool {
        self.goals.get(&fold(words)).is_some_and(Option::is_some)
    }
}

/// Whether a stretch lies in what the record of its line keeps.
fn kept(line: &Line, span: &Range<usize>) -> bool {
    line.what.kept().into_iter().flatten().any(|kept| kept.start <= span.start && span.end <= kept.end)
}

/// The state of a meeting that has been.
fn outcome(came: bool) -> &'static str {
    if came { "captured" } else { "held" }
}

/// A warning with the line it is about, counted from 1.
fn at_line(line: usize, warning: &str) -> String {
    format!("line {}: {warning}", line + 1)
}

/// A name to compare: lower case, hyphens and runs of white space as one space.
fn fold(name: &str) -> String {
    let lower = name.to_lowercase();
    lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_'))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
