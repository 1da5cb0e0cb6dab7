//! Markdown as it is read on a terminal: heads, lists, quotes, code and emphasis by weight and place; what is no Markdown
//! stays as it was written. Refuses to hide a word: of the marks only those go that are seen in another way.

use std::ops::Range;

use crate::domain::Shown;
use crate::domain::text::{lay_out, pieces};

use super::glyph;
use super::ink::Row;
use super::theme::Role;

/// A text as rows of at most `columns`.
#[must_use]
pub fn rows(text: &str, columns: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut fenced = false;
    for line in text.trim_end().split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let bare = line.trim_start();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        if fenced {
            rows.extend(block(&Row::of("  ", Role::Dim), &[(line.to_owned(), Role::Accent)], columns));
            continue;
        }
        rows.extend(one(line, columns));
    }
    rows
}

/// One line outside of code.
fn one(line: &str, columns: usize) -> Vec<Row> {
    let bare = line.trim_start();
    let indent = " ".repeat((line.len() - bare.len()).min(8));
    let level = bare.bytes().take_while(|byte| *byte == b'#').count();
    if let Some(head) = bare.get(level..).and_then(|rest| rest.strip_prefix(' ')).filter(|_| (1..=6).contains(&level)) {
        let runs: Vec<_> =
            inline(head.trim_end_matches('#').trim_end()).into_iter().map(|(text, _)| (text, Role::Strong)).collect();
        return block(&Row::new(), &runs, columns);
    }
    if bare.len() >= 3
        && ["---", "***", "___"].iter().any(|rule| bare.trim_end().trim_matches(|c| rule.starts_with(c)).is_empty())
    {
        return vec![Row::of(glyph::RULE.repeat(columns.min(20)), Role::Faint)];
    }
    if let Some(quote) = bare.strip_prefix('>') {
        let runs: Vec<_> = inline(quote.trim_start()).into_iter().map(|(text, role)| (text, dimmed(role))).collect();
        return block(
            &Row::of(indent.as_str(), Role::Dim).with(glyph::UPRIGHT, Role::Faint).with(" ", Role::Dim),
            &runs,
            columns,
        );
    }
    for (mark, sign, role) in [
        ("- [ ] ", glyph::OPEN, Role::Accent),
        ("- [x] ", glyph::DONE, Role::Good),
        ("- [X] ", glyph::DONE, Role::Good),
        ("- ", glyph::DOT, Role::Dim),
        ("* ", glyph::DOT, Role::Dim),
        ("+ ", glyph::DOT, Role::Dim),
    ] {
        if let Some(item) = bare.strip_prefix(mark) {
            return block(
                &Row::of(indent.as_str(), Role::Dim).with(sign, role).with(" ", Role::Dim),
                &inline(item),
                columns,
            );
        }
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    if let Some((number, item)) =
        bare.split_at_checked(digits + 2).filter(|(number, _)| (1..=4).contains(&digits) && number.ends_with(". "))
    {
        return block(&Row::of(indent.as_str(), Role::Dim).with(number, Role::Dim), &inline(item), columns);
    }
    block(&Row::of(indent.as_str(), Role::Text), &inline(bare), columns)
}

/// What is quoted stands back, but for what has a meaning of its own.
fn dimmed(role: Role) -> Role {
    if role == Role::Text { Role::Dim } else { role }
}

/// Runs behind a head, wrapped under themselves.
fn block(head: &Row, runs: &[(String, Role)], columns: usize) -> Vec<Row> {
    let wide = head.width();
    let (head, wide) = if wide * 2 > columns { (&Row::new(), 0) } else { (head, wide) };
    let mut plain = String::new();
    let mut roles: Vec<(Range<usize>, Role)> = Vec::new();
    for (text, role) in runs {
        roles.push((plain.len()..plain.len() + text.len(), *role));
        plain.push_str(text);
    }
    let all: Vec<_> = pieces(&plain).collect();
    let room = columns.saturating_sub(wide).max(1);
    let mut rows = Vec::new();
    for (n, range) in lay_out(&all, room).into_iter().enumerate() {
        let mut row = if n == 0 { head.clone() } else { Row::of(" ".repeat(wide), Role::Text) };
        let mut kept = all.get(range).unwrap_or_default();
        while let [before @ .., last] = kept {
            if last.shown.trim().is_empty() { kept = before } else { break }
        }
        let (mut run, mut of) = (String::new(), Role::Text);
        for piece in kept {
            let at = roles.partition_point(|(range, _)| range.end <= piece.source.start);
            let role = roles.get(at).map_or(Role::Text, |(_, role)| *role);
            if role != of && !run.is_empty() {
                row.push(Shown::new(&std::mem::take(&mut run)), of);
            }
            of = role;
            run.push_str(if piece.width > room { "…" } else { &piece.shown });
        }
        row.push(Shown::new(&run), of);
        rows.push(row);
    }
    rows
}

/// The runs of a line: what is emphasised, code, where a link leads. A mark without its other end is text.
fn inline(line: &str) -> Vec<(String, Role)> {
    let mut runs: Vec<(String, Role)> = Vec::new();
    let mut plain = String::new();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let before = plain.chars().next_back();
        if let Some((text, role, tail)) = marked(rest, before) {
            if !plain.is_empty() {
                runs.push((std::mem::take(&mut plain), Role::Text));
            }
            runs.extend(text.into_iter().zip([role, Role::Dim]));
            rest = tail;
            continue;
        }
        let (c, tail) = match rest.strip_prefix('\\').and_then(|tail| tail.chars().next()) {
            // A mark that is meant as itself.
            Some(next) if next.is_ascii_punctuation() => (next, rest.get(1 + next.len_utf8()..).unwrap_or_default()),
            _ => (c, rest.get(c.len_utf8()..).unwrap_or_default()),
        };
        plain.push(c);
        rest = tail;
    }
    if !plain.is_empty() {
        runs.push((plain, Role::Text));
    }
    runs
}

/// What a text begins with, where that is marked: what is shown of it, how, and what follows.
fn marked(text: &str, before: Option<char>) -> Option<(Vec<String>, Role, &str)> {
    let within = |mark: &str| {
        let body = text.strip_prefix(mark)?;
        let end = body.find(mark)?;
        let (inside, tail) = body.split_at_checked(end)?;
        let tail = tail.strip_prefix(mark)?;
        let tight =
            !inside.is_empty() && !inside.starts_with(char::is_whitespace) && !inside.ends_with(char::is_whitespace);
        tight.then_some((inside, tail))
    };
    if let Some((code, tail)) = within("`") {
        return Some((vec![code.to_owned()], Role::Accent, tail));
    }
    for mark in ["**", "__"] {
        if let Some((strong, tail)) = within(mark) {
            return Some((vec![strong.to_owned()], Role::Strong, tail));
        }
    }
    // Within a word neither is emphasis: 3*4*5, snake_case_names.
    let apart = before.is_none_or(|before| !before.is_alphanumeric());
    for mark in ["*", "_"] {
        if let Some((stressed, tail)) =
            within(mark).filter(|(_, tail)| apart && !tail.starts_with(char::is_alphanumeric))
        {
            return Some((vec![stressed.to_owned()], Role::Strong, tail));
        }
    }
    let body = text.strip_prefix('[')?;
    let (name, tail) = body.split_once("](")?;
    let (address, tail) = tail.split_once(')')?;
    let whole =
        !name.is_empty() && !name.contains(['[', ']']) && !address.is_empty() && !address.contains(char::is_whitespace);
    whole.then(|| (vec![name.to_owned(), format!(" <{address}>")], Role::Accent, tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(row: &Row) -> String {
        row.runs().iter().map(|(shown, _)| shown.as_str()).collect()
    }

    #[test]
    fn what_is_marked_is_seen_another_way() {
        for (text, expected) in [
            ("# Huddle", vec!["Huddle"]),
            ("- one\n- [x] two\n  * three", vec!["· one", "✓ two", "  · three"]),
            ("12. a list of several words", vec!["12. a list of", "    several", "    words"]),
            ("> quoted **well**", vec!["│ quoted well"]),
            ("```rust\nlet a = *b;\n```", vec!["  let a = *b;"]),
            ("see [notes](https://x.y) `code`", vec!["see notes", "<https://x.y>", "code"]),
            ("3*4*5 and a_b_c and ** and \\*so\\*", vec!["3*4*5 and a_b_c", "and ** and *so*"]),
            ("*stress* _it_, __now__", vec!["stress it, now"]),
            ("[open](", vec!["[open]("]),
            ("", vec![""]),
        ] {
            assert_eq!(rows(text, 16).iter().map(plain).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(
            inline("a **b** c").iter().map(|(_, role)| *role).collect::<Vec<_>>(),
            [Role::Text, Role::Strong, Role::Text]
        );
    }

    proptest! {
        #[test]
        fn rows_fit_and_no_word_is_lost(text in "([a-z*_`#>\\[\\]() .-]{0,12}\n?){0,6}|\\PC{0,30}", columns in 1..40_usize) {
            let rows = rows(&text, columns);
            for row in &rows {
                prop_assert!(row.width() <= columns.max(1), "{:?} in {columns}", plain(row));
            }
            if !text.contains("```") && !text.contains("~~~") {
                let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>();
                let shown: String = rows.iter().map(|row| letters(&plain(row))).collect();
                // What is spelled out brings letters of its own.
                if text.chars().all(|c| c.is_ascii() && !c.is_control() || c == '\n') {
                    prop_assert_eq!(shown, letters(&text));
                }
            }
        }
    }
}
