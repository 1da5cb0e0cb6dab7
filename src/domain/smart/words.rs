//! The words of a goal's title: verbs of doing, vague phrases, results others decide. English only, and only a hint.

/// Verbs that someone would see me do.
const VERBS: &[&str] = &[
    "analyse",
    "analyze",
    "answer",
    "apply",
    "arrange",
    "ask",
    "attend",
    "automate",
    "bake",
    "book",
    "bring",
    "build",
    "call",
    "carry",
    "chair",
    "clear",
    "close",
    "coach",
    "code",
    "collect",
    "compare",
    "complete",
    "compose",
    "conduct",
    "convert",
    "cook",
    "cover",
    "create",
    "cut",
    "deliver",
    "demo",
    "deploy",
    "describe",
    "design",
    "document",
    "draft",
    "draw",
    "drop",
    "earn",
    "edit",
    "eliminate",
    "enrol",
    "enroll",
    "explain",
    "facilitate",
    "file",
    "fill",
    "film",
    "finish",
    "fix",
    "gather",
    "give",
    "hand",
    "help",
    "hire",
    "hold",
    "host",
    "implement",
    "install",
    "interview",
    "introduce",
    "invite",
    "join",
    "keep",
    "launch",
    "lead",
    "leave",
    "list",
    "log",
    "lose",
    "lower",
    "mail",
    "make",
    "map",
    "measure",
    "meet",
    "memorise",
    "memorize",
    "mentor",
    "migrate",
    "move",
    "negotiate",
    "open",
    "organise",
    "organize",
    "paint",
    "pass",
    "pay",
    "phone",
    "pilot",
    "pitch",
    "plan",
    "plant",
    "play",
    "post",
    "practice",
    "practise",
    "prepare",
    "present",
    "print",
    "program",
    "prototype",
    "publish",
    "raise",
    "read",
    "rebuild",
    "record",
    "recruit",
    "reduce",
    "refactor",
    "rehearse",
    "remove",
    "repair",
    "repeat",
    "replace",
    "reply",
    "report",
    "review",
    "rewrite",
    "ride",
    "run",
    "save",
    "say",
    "schedule",
    "score",
    "sell",
    "send",
    "set",
    "share",
    "ship",
    "show",
    "sign",
    "sing",
    "sketch",
    "sleep",
    "solve",
    "speak",
    "spend",
    "start",
    "stop",
    "submit",
    "survey",
    "swim",
    "take",
    "talk",
    "teach",
    "tell",
    "test",
    "track",
    "train",
    "translate",
    "trial",
    "try",
    "use",
    "visit",
    "volunteer",
    "walk",
    "watch",
    "write",
];

/// Phrases that name a direction and nothing to be seen.
const VAGUE: &[&str] = &[
    "be a better",
    "be better",
    "be more",
    "become a",
    "become an",
    "become better",
    "become more",
    "deal with",
    "develop my",
    "enhance",
    "explore",
    "familiarise myself",
    "familiarize myself",
    "focus on",
    "get better",
    "get more",
    "get to know",
    "grow as",
    "grow my",
    "improve",
    "learn about",
    "learn more",
    "look into",
    "network more",
    "optimise",
    "optimize",
    "think about",
    "try to",
    "understand",
    "work on",
];

/// Results that others decide.
const OTHERS: &[&str] = &[
    "be accepted",
    "be admitted",
    "be appointed",
    "be chosen",
    "be elected",
    "be hired",
    "be invited",
    "be nominated",
    "be offered",
    "be picked",
    "be promoted",
    "be recognised",
    "be recognized",
    "be selected",
    "get a job",
    "get a promotion",
    "get a raise",
    "get accepted",
    "get admitted",
    "get appointed",
    "get chosen",
    "get elected",
    "get funded",
    "get hired",
    "get into",
    "get invited",
    "get nominated",
    "get offered",
    "get picked",
    "get promoted",
    "get recognised",
    "get recognized",
    "get selected",
    "get the job",
    "get the promotion",
    "land a job",
    "win the",
];

/// Small words that only an English title has.
const ENGLISH: &[&str] = &[
    "about", "after", "and", "any", "at", "before", "by", "each", "every", "for", "from", "into", "my", "once", "out",
    "than", "that", "the", "this", "to", "two", "until", "week", "weekly", "with", "without",
];

/// Small words that only a title in another language has.
const OTHER: &[&str] = &[
    "als", "auf", "aus", "avec", "che", "con", "dans", "das", "del", "dem", "den", "der", "des", "di", "du", "een",
    "ein", "eine", "einen", "el", "elke", "et", "für", "het", "il", "jeden", "la", "las", "le", "les", "los", "met",
    "mit", "och", "oder", "para", "por", "pour", "que", "til", "un", "una", "und", "une", "voor", "von", "zu", "zum",
    "zur",
];

/// The words of a text in lower case, without the signs around them.
pub(super) fn of(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether any word is one of `list`.
fn any_of(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}

/// Whether the words hold one of the phrases, whole words in a row.
fn any_phrase(words: &[String], phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| {
        let phrase: Vec<&str> = phrase.split(' ').collect();
        words.windows(phrase.len()).any(|window| window.iter().zip(&phrase).all(|(word, part)| word == part))
    })
}

/// Whether there is a verb of doing, wherever it stands.
pub(super) fn has_verb(words: &[String]) -> bool {
    any_of(words, VERBS)
}

/// Whether there is a number.
pub(super) fn has_number(words: &[String]) -> bool {
    words.iter().any(|word| word.chars().any(char::is_numeric))
}

/// Whether there is a phrase that names a direction only.
pub(super) fn is_vague(words: &[String]) -> bool {
    any_phrase(words, VAGUE)
}

/// Whether the result is for others to decide.
pub(super) fn others_decide(words: &[String]) -> bool {
    any_phrase(words, OTHERS)
}

/// Whether the title is in another language than English, as far as its small words and letters show: a sign of another
/// one, and no sign of English. Names with accents in an English title are no such sign.
pub(super) fn other_language(title: &str, words: &[String]) -> bool {
    let english = any_of(words, ENGLISH) || has_verb(words) || is_vague(words) || others_decide(words);
    let foreign = any_of(words, OTHER) || title.chars().any(|c| c.is_alphabetic() && !c.is_ascii());
    foreign && !english
}
