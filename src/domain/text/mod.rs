//! The one border between text as it was written and text as it is shown: nothing reaches a terminal but through
//! [`Shown`]. Refuses to let any text drive the terminal, hide, or run backwards; what it may not show it spells out.
//!
//! What is spelled out, always as `\u{…}` with the code point in hexadecimal:
//!
//! - controls (C0, DEL, C1: so ESC, BEL, NUL, a lone carriage return), all of Unicode's format characters (Cf: bidi
//!   overrides and isolates, zero-width space, joiners, BOM, soft hyphen, TAG characters), line and paragraph
//!   separators, Hangul fillers and other characters that are blank by definition;
//! - combining marks with nothing before them to stand on, and those past the eighth on one character;
//! - variation selectors that select nothing.
//!
//! What stays: a zero-width joiner inside an emoji (👩‍👩‍👧) or a conjunct, a variation selector on a character that has
//! variants, a line feed where several lines are shown. A tab becomes four spaces.
//!
//! Widths are counted grapheme by grapheme, as the screen buffer does, never over a whole string: Arabic and Lisu
//! ligatures make the two differ.

mod bar;
mod escaped;
mod found;
mod nearest;
mod size;
mod wrap;

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

pub use bar::bar;
pub use escaped::Escaped;
pub use found::{begins_in, first_found, fold, found};
pub use nearest::nearest;
pub use size::size;
pub use wrap::{lay_out, plain_row, wrap};

/// The most combining marks one character may carry.
const MARKS_MAX: usize = 8;

/// The most characters one grapheme may hold; a family of four with skin tones has eleven.
const CLUSTER_MAX: usize = 24;

/// What a tab becomes.
const TAB: &str = "    ";

/// Text that may be shown. It is made by escaping, and by nothing else but [`Shown::raw`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Shown(String);

impl Shown {
    /// Text of any number of lines; `\n` and `\r\n` are line ends and stay, as `\n`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        if is_plain(text) {
            return Self(text.to_owned());
        }
        let mut shown = String::with_capacity(text.len());
        for (n, line) in lines(text).enumerate() {
            if n > 0 {
                shown.push('\n');
            }
            pieces(line).for_each(|piece| shown.push_str(&piece.shown));
        }
        Self(shown)
    }

    /// Text on one line: a line end becomes a space.
    #[must_use]
    pub fn line(text: &str) -> Self {
        let mut shown = Self::new(text);
        if shown.0.contains('\n') {
            shown.0 = shown.0.replace('\n', " ");
        }
        shown
    }

    /// Text as it is, controls and all, for `--raw`: the reader has asked for it.
    #[must_use]
    pub fn raw(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Columns it takes; of several lines, the widest.
    #[must_use]
    pub fn width(&self) -> usize {
        self.0.split('\n').map(width).max().unwrap_or(0)
    }

    /// Its lines, each shown text again.
    pub fn lines(&self) -> impl Iterator<Item = Self> + '_ {
        self.0.split('\n').map(|line| Self(line.to_owned()))
    }

    /// The same on one line of at most `columns`, with one `…` at the end where something is left out, here or before.
    #[must_use]
    pub fn fit(&self, columns: usize) -> Self {
        if !self.0.contains('\n') && width(&self.0) <= columns {
            return self.clone();
        }
        let line = self.0.replace('\n', " ");
        if width(&line) <= columns {
            return Self(line);
        }
        let Some(room) = columns.checked_sub(1) else { return Self::default() };
        let mut fitted = String::new();
        let mut used = 0;
        for cluster in line.graphemes(true) {
            used += grapheme_width(cluster);
            if used > room {
                break;
            }
            fitted.push_str(cluster);
        }
        fitted.truncate(fitted.trim_end_matches(|c: char| c.is_whitespace() || c == '…').len());
        fitted.push('…');
        Self(fitted)
    }

    /// This text followed by that.
    #[must_use]
    pub fn then(mut self, more: &Self) -> Self {
        self.0.push_str(&more.0);
        self
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl AsRef<str> for Shown {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Shown {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl From<&String> for Shown {
    fn from(text: &String) -> Self {
        Self::new(text)
    }
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        if is_plain(&text) { Self(text) } else { Self::new(&text) }
    }
}

/// Text made fit to show on one line of at most `columns`, with `…` where something is left out.
#[must_use]
pub fn fit(text: &str, columns: usize) -> Shown {
    Shown::line(text).fit(columns)
}

/// Columns a line of shown text takes on the screen: the sum over its graphemes.
#[must_use]
pub fn width(shown: &str) -> usize {
    if shown.bytes().all(is_printable) {
        return shown.len();
    }
    shown.graphemes(true).map(grapheme_width).sum()
}

/// Columns one grapheme takes. Halfwidth sound marks count one each, as terminals and the screen buffer have it.
#[must_use]
pub fn grapheme_width(cluster: &str) -> usize {
    if cluster.len() == 1 {
        return usize::from(cluster.bytes().all(is_printable));
    }
    cluster.width() + cluster.chars().filter(|c| matches!(c, '\u{ff9e}' | '\u{ff9f}')).count()
}

/// The lines of a text: split at `\n`, a `\r` just before it belonging to the line end.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n').scan(true, {
        let count = text.matches('\n').count();
        let mut n = 0;
        move |_, line| {
            n += 1;
            Some(if n <= count { line.strip_suffix('\r').unwrap_or(line) } else { line })
        }
    })
}

/// One grapheme of a line, and how it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Where it stands in the line, in bytes.
    pub source: Range<usize>,
    /// What is shown for it.
    pub shown: Cow<'a, str>,
    /// Columns it takes; never nought.
    pub width: usize,
}

/// The graphemes of one line, as they may be shown. A line feed is spelled out like any other control.
pub fn pieces(line: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = line.get(at..).filter(|rest| !rest.is_empty())?;
        // A character of ASCII that another follows is a grapheme of its own, and shown as it is.
        if begins_plain(rest)
            && let Some(shown) = rest.get(..1)
        {
            at += 1;
            return Some(Piece { source: at - 1..at, shown: Cow::Borrowed(shown), width: 1 });
        }
        let cluster = rest.graphemes(true).next()?;
        let shown = show(cluster);
        let source = at..at + cluster.len();
        at = source.end;
        Some(Piece { source, width: width(&shown), shown })
    })
}

/// Whether a text begins with a printable character of ASCII that nothing can join: another one follows, or none.
fn begins_plain(text: &str) -> bool {
    match text.as_bytes() {
        [byte, rest @ ..] => is_printable(*byte) && rest.first().is_none_or(u8::is_ascii),
        [] => false,
    }
}

/// Whether a byte is a printable character of ASCII.
const fn is_printable(byte: u8) -> bool {
    matches!(byte, 0x20..0x7f)
}

/// One grapheme, as it may be shown.
fn show(cluster: &str) -> Cow<'_, str> {
    if cluster == "\t" {
        return Cow::Borrowed(TAB);
    }
    let mut chars = cluster.chars().peekable();
    if cluster.len() <= 4 && cluster.chars().count() == 1 {
        let c = chars.next().unwrap_or(' ');
        let shows = !forbidden(c) && c.width().is_some_and(|width| width > 0) && stands(c);
        return if shows { Cow::Borrowed(cluster) } else { Cow::Owned(spelled(c)) };
    }
    let mut shown = String::with_capacity(cluster.len());
    let (mut base, mut marks, mut count, mut spoilt) = (None, 0, 0, false);
    while let Some(c) = chars.next() {
        count += 1;
        let joins = c == '\u{200d}' && chars.peek().is_some_and(|next| next.width().is_some_and(|w| w > 0));
        let fits = match c {
            _ if count > CLUSTER_MAX => false,
            '\u{200d}' => joins && base.is_some() && !spoilt,
            _ if selects(c) => !spoilt && marks == 0 && base.is_some_and(|base| varies(base, c, chars.peek().copied())),
            _ if forbidden(c) => false,
            _ if c.width().unwrap_or(0) == 0 => {
                marks += 1;
                base.is_some() && !spoilt && marks <= MARKS_MAX
            }
            // A spacing mark stands on what is before it, were it only the end of something spelled out.
            _ if (base.is_none() || spoilt) && !stands(c) => false,
            _ => {
                (base, marks, spoilt) = (Some(c), 0, false);
                true
            }
        };
        if fits {
            shown.push(c);
        } else {
            spoilt = true;
            shown.push_str(&spelled(c));
        }
        if selects(c) {
            marks = marks.max(1);
        }
    }
    // A cluster of visible characters that the width tables count as nothing would be dropped by the screen.
    if width(&shown) == 0 { Cow::Owned(cluster.chars().map(spelled).collect()) } else { Cow::Owned(shown) }
}

/// Whether a character begins a grapheme, rather than joining on to whatever stands before it.
fn stands(c: char) -> bool {
    // The letters of most languages that are written with few strokes or many; see the test.
    if matches!(c, '\u{c0}'..='\u{24f}' | '\u{391}'..='\u{3a1}' | '\u{3b1}'..='\u{3c9}' | '\u{400}'..='\u{482}'
        | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fe}'
        | '\u{4e00}'..='\u{9fff}')
    {
        return true;
    }
    joins_nothing(c)
}

/// The same, asked of the tables.
fn joins_nothing(c: char) -> bool {
    let mut pair = String::with_capacity(5);
    pair.push('}');
    pair.push(c);
    c.is_ascii() || pair.graphemes(true).nth(1).is_some()
}

/// A character spelled out.
fn spelled(c: char) -> String {
    let mut text = String::with_capacity(8);
    // Writing to a string cannot fail.
    let _ = write!(text, "\\u{{{:x}}}", u32::from(c));
    text
}

/// Whether a text is printable ASCII and line feeds only, as most are.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| is_printable(byte) || byte == b'\n')
}

/// Whether a character is a variation selector.
const fn selects(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

/// Whether `base` has the variant that `selector` selects; `next` follows it.
fn varies(base: char, selector: char, next: Option<char>) -> bool {
    let han = matches!(base, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    match selector {
        '\u{fe0e}' | '\u{fe0f}' => {
            let keycap = matches!(base, '0'..='9' | '#' | '*') && next == Some('\u{20e3}');
            keycap || matches!(base, '©' | '®' | '\u{2000}'..='\u{33ff}' | '\u{1f000}'..='\u{1faff}')
        }
        '\u{180b}'..='\u{180f}' => matches!(base, '\u{1820}'..='\u{18aa}'),
        _ => han,
    }
}

/// Whether a character must never be shown as it is: controls (Cc), format characters (Cf), separators of lines and
/// paragraphs (Zl, Zp), noncharacters, and what is blank by definition though it counts as a letter or a mark.
#[must_use]
pub const fn forbidden(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}'
        | '\u{890}' | '\u{891}' | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}'
        | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}')
        || (c as u32 & 0xfffe) == 0xfffe
}

#[cfg(test)]
mod tests;
