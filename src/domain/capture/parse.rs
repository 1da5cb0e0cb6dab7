//! From text to lines: line ends, code blocks, escapes and marks. Every text is accepted, every byte belongs to a line.

use std::ops::Range;

use super::refs::{Sigil, read, refs};
use super::{Highlight, Line, Options, Parsed, What, head, line, trim};
use crate::domain::kinds::Kind;
use crate::domain::time::Now;

/// The marks, longer ones before those they begin with.
const MARKS: &[(&str, Kind)] = &[
    ("- [ ]", Kind::Action),
    ("- [x]", Kind::Action),
    ("- [X]", Kind::Action),
    ("=>", Kind::Decision),
    ("!", Kind::Action),
    ("?", Kind::Question),
    (">", Kind::Advice),
    ("<", Kind::Feedback),
    ("*", Kind::Insight),
    ("~", Kind::Obstacle),
    ("+", Kind::Person),
    ("=", Kind::CheckIn),
    ("%", Kind::Pulse),
];

/// A line's mark.
pub(super) struct Mark {
    pub(super) kind: Kind,
    /// Whether it says that the thing is done.
    pub(super) done: bool,
    /// The person named at the mark: `!@odile`.
    pub(super) name: Option<String>,
    /// What follows it, trimmed and never empty.
    pub(super) body: Range<usize>,
}

/// What is noted beside a line while it is read.
#[derive(Default)]
pub(super) struct Margin {
    pub(super) highlights: Vec<(Range<usize>, Highlight)>,
    pub(super) warnings: Vec<String>,
}

/// Reads a text. Total: what is not understood is text.
#[must_use]
pub fn parse(text: &str, now: &Now, options: &Options) -> Parsed {
    let mut reader = Lines { text, now, fence: Fence::default(), first: true, parsed: Parsed::default() };
    reader.parsed.options = options.clone();
    let mut start = 0;
    for raw in text.split_inclusive('\n') {
        let line = raw.strip_suffix('\n').unwrap_or(raw);
        let line = line.strip_suffix('\r').unwrap_or(line);
        reader.line(start..start + line.len());
        start += raw.len();
    }
    let mut parsed = reader.parsed;
    parsed.head = parsed.head.or_else(|| head::of_options(now, options));
    parsed
}

struct Lines<'a> {
    text: &'a str,
    now: &'a Now,
    fence: Fence,
    /// Whether no line but blank ones has been read.
    first: bool,
    parsed: Parsed,
}

/// The code block that is open: its character, and how many of them opened it.
#[derive(Default)]
struct Fence(Option<(char, usize)>);

impl Fence {
    /// Whether a trimmed line is in a code block or one of its fences, as Markdown has them.
    fn reads(&mut self, line: &str) -> bool {
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'));
        let run = mark.map_or(0, |mark| line.chars().take_while(|c| *c == mark).count());
        match (self.0, mark) {
            (Some((open, least)), _) => {
                if mark == Some(open) && run >= least && run == line.len() {
                    self.0 = None;
                }
                true
            }
            (None, Some(mark)) if run >= 3 => {
                // ```like this``` is text
                let opens = mark == '~' || !line.trim_start_matches('`').contains('`');
                self.0 = opens.then_some((mark, run));
                opens
            }
            _ => false,
        }
    }
}

/// The fence of the code block that is still open after these lines; for who reads a text from its middle.
#[must_use]
pub fn open_fence<'t>(lines: impl Iterator<Item = &'t str>) -> Option<String> {
    let mut fence = Fence::default();
    // What is no fence opens none and closes none.
    for line in lines.filter(|line| line.trim_start().starts_with(['`', '~'])) {
        fence.reads(line.trim());
    }
    fence.0.map(|(mark, run)| mark.to_string().repeat(run))
}

impl Lines<'_> {
    fn line(&mut self, span: Range<usize>) {
        let mut line = Line { span: span.clone(), what: What::Text, refs: Vec::new() };
        let mut margin = Margin::default();
        let content = self.content(span.clone());
        if !self.parsed.options.plain && !content.is_empty() {
            if self.fence.reads(self.text.get(content.clone()).unwrap_or_default()) {
                margin.highlights.push((span, Highlight::Code));
            } else {
                self.read(content, &mut line, &mut margin);
            }
            self.first = false;
        }
        margin.highlights.sort_by_key(|(range, _)| range.start);
        // Where two overlap, the first is kept.
        let mut end = 0;
        margin.highlights.retain(|(range, _)| {
            let apart = range.start >= end && !range.is_empty();
            end = if apart { range.end } else { end };
            apart
        });
        let number = self.parsed.lines.len();
        self.parsed.highlights.append(&mut margin.highlights);
        self.parsed.warnings.extend(margin.warnings.into_iter().map(|warning| (number, warning)));
        self.parsed.lines.push(line);
    }

    /// The line without white space around it, nor the byte order mark some programs begin a text with.
    fn content(&self, span: Range<usize>) -> Range<usize> {
        let bom = span.start == 0 && self.text.starts_with('\u{feff}');
        trim(self.text, if bom { '\u{feff}'.len_utf8()..span.end } else { span })
    }

    /// A line outside code blocks.
    fn read(&mut self, content: Range<usize>, line: &mut Line, margin: &mut Margin) {
        if let Some(mark) = mark(self.text, content.clone()) {
            line.refs = refs(self.text, mark.body.clone());
            line.what = line::what(self.text, self.now, &mark, &line.refs, margin);
            if line.what != What::Text {
                highlight_mark(self.text, content.start..mark.body.start, mark.kind, margin);
            }
        } else {
            line.refs = refs(self.text, content.clone());
            let escaped = self.text.get(content).unwrap_or_default().starts_with('\\');
            if self.first && !escaped {
                let number = self.parsed.lines.len();
                self.parsed.head = head::of_line(self.text, self.now, &self.parsed.options, number, line, margin);
            }
        }
        margin.highlights.extend(line.refs.iter().map(|found| {
            let highlight = match found.sigil {
                Sigil::Person => Highlight::Mention,
                Sigil::Tag => Highlight::Tag,
                Sigil::Goal => Highlight::Goal,
            };
            (found.span.clone(), highlight)
        }));
    }
}

/// The mark a line begins with: followed by white space, or by a name where it takes one, or by a measure. A mark with
/// nothing after it is text.
pub(super) fn mark(text: &str, content: Range<usize>) -> Option<Mark> {
    let line = text.get(content.clone())?;
    let (mark, kind) = *MARKS.iter().find(|(mark, _)| line.starts_with(mark))?;
    let mut after = content.start + mark.len();
    let mut name = None;
    let rest = || text.get(after..content.end).unwrap_or_default();
    if kind == Kind::Pulse {
        let body = after..content.end;
        return rest().starts_with(char::is_alphabetic).then_some(Mark { kind, done: false, name, body });
    }
    if matches!(mark, "!" | ">") && rest().starts_with('@') {
        let found = read(rest(), after)?;
        after = found.span.end;
        name = Some(found.words);
    }
    let rest = text.get(after..content.end)?;
    let body = trim(text, after..content.end);
    let marked = rest.starts_with(char::is_whitespace) && !body.is_empty();
    marked.then_some(Mark { kind, done: matches!(mark, "- [x]" | "- [X]"), name, body })
}

/// Colours a mark, and the name at it.
fn highlight_mark(text: &str, range: Range<usize>, kind: Kind, margin: &mut Margin) {
    let range = trim(text, range);
    let name = text.get(range.clone()).and_then(|mark| mark.find('@')).map_or(range.end, |at| range.start + at);
    margin.highlights.push((range.start..name, Highlight::Mark(kind)));
    margin.highlights.push((name..range.end, Highlight::Mention));
}
