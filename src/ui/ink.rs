//! A row of shown text in several roles, before it has a place. Knows nothing of terminals.

use crate::domain::text::{self, Shown, width};

use super::theme::Role;

/// A row of text: runs of shown text, each with what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    runs: Vec<(Shown, Role)>,
}

impl Row {
    /// An empty row.
    #[must_use]
    pub const fn new() -> Self {
        Self { runs: Vec::new() }
    }

    /// A row of one run.
    #[must_use]
    pub fn of(text: impl Into<Shown>, role: Role) -> Self {
        Self::new().with(text, role)
    }

    /// The row with one run more; line ends in it become spaces, an empty text adds nothing.
    #[must_use]
    pub fn with(mut self, text: impl Into<Shown>, role: Role) -> Self {
        self.push(text, role);
        self
    }

    /// Adds a run; line ends in it become spaces, an empty text adds nothing.
    pub fn push(&mut self, text: impl Into<Shown>, role: Role) {
        let shown: Shown = text.into();
        if !shown.is_empty() {
            let shown = if shown.as_str().contains('\n') { Shown::line(shown.as_str()) } else { shown };
            self.runs.push((shown, role));
        }
    }

    /// Adds `text` after a dim dot, or alone where the row is still empty.
    pub fn dotted(&mut self, text: impl Into<Shown>, role: Role) {
        let shown: Shown = text.into();
        if shown.is_empty() {
            return;
        }
        if !self.runs.is_empty() {
            self.push(" · ", Role::Dim);
        }
        self.push(shown, role);
    }

    /// Adds a row after a dim dot, or alone where the row is still empty.
    pub fn dotted_row(&mut self, row: Self) {
        if !self.runs.is_empty() && !row.is_empty() {
            self.push(" · ", Role::Dim);
        }
        self.runs.extend(row.runs);
    }

    /// The row followed by another.
    #[must_use]
    pub fn then(mut self, more: Self) -> Self {
        self.runs.extend(more.runs);
        self
    }

    /// Its runs.
    #[must_use]
    pub fn runs(&self) -> &[(Shown, Role)] {
        &self.runs
    }

    /// Columns it takes.
    #[must_use]
    pub fn width(&self) -> usize {
        self.runs.iter().map(|(shown, _)| width(shown.as_str())).sum()
    }

    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The same with every run in one role.
    #[must_use]
    pub fn all(mut self, role: Role) -> Self {
        self.runs.iter_mut().for_each(|(_, each)| *each = role);
        self
    }

    /// The row on as many rows of at most `columns` as it needs, broken between words.
    #[must_use]
    pub fn wrap(&self, columns: usize) -> Vec<Self> {
        let mut rows = vec![Self::new()];
        let (mut wide, mut gap) = (0, String::new());
        for (shown, role) in &self.runs {
            for piece in shown.as_str().split_inclusive(' ') {
                let word = piece.trim_end_matches(' ');
                if !word.is_empty() {
                    if wide > 0 && wide + gap.len() + width(word) > columns {
                        rows.push(Self::new());
                        (wide, gap) = (0, String::new());
                    }
                    if let Some(row) = rows.last_mut() {
                        wide += gap.len() + width(word);
                        row.push(std::mem::take(&mut gap), *role);
                        row.push(word, *role);
                    }
                }
                gap.push_str(&" ".repeat(piece.len() - word.len()));
            }
        }
        rows.into_iter().map(|row| row.fit(columns)).collect()
    }

    /// The row cut to `columns`, with `…` where something is left out.
    #[must_use]
    pub fn fit(mut self, columns: usize) -> Self {
        if self.width() <= columns {
            return self;
        }
        let mut room = columns;
        let mut kept = Vec::with_capacity(self.runs.len());
        for (shown, role) in self.runs.drain(..) {
            let wide = width(shown.as_str());
            if wide < room {
                room -= wide;
                kept.push((shown, role));
                continue;
            }
            // This run reaches the edge; something follows or it is itself too long, so it ends in an ellipsis.
            let cut = if wide == room { text::fit(&format!("{shown}……"), room) } else { shown.fit(room) };
            kept.push((cut, role));
            break;
        }
        Self { runs: kept }
    }
}

/// A text as at most `most` rows of `columns`, the last of them with `…` where something is left out.
#[must_use]
pub fn paragraph_of(most: usize, text: &str, columns: usize, role: Role) -> Vec<Row> {
    let mut rows = paragraph(text, columns, role);
    if rows.len() > most {
        rows.truncate(most);
        if let Some(last) = rows.last_mut() {
            *last = std::mem::take(last).with("…", role).fit(columns);
        }
    }
    rows
}

/// A text as rows of at most `columns`, all in one role.
#[must_use]
pub fn paragraph(text: &str, columns: usize, role: Role) -> Vec<Row> {
    text::wrap(&Shown::new(text), columns).into_iter().map(|row| Row::of(row, role)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_goes_on_below_between_its_words() {
        let text = |row: &Row| row.runs().iter().map(|(shown, _)| shown.as_str()).collect::<String>();
        let row = Row::of("Enter", Role::Accent).with(" goes on, or ", Role::Dim).with("Esc", Role::Accent);
        for (columns, shown) in [
            (40, vec!["Enter goes on, or Esc"]),
            (14, vec!["Enter goes on,", "or Esc"]),
            (13, vec!["Enter goes", "on, or Esc"]),
            (3, vec!["En…", "go…", "on,", "or", "Esc"]),
        ] {
            assert_eq!(row.wrap(columns).iter().map(text).collect::<Vec<_>>(), shown, "{columns}");
        }
        let cut = paragraph_of(2, "one two three four five", 9, Role::Dim);
        assert_eq!(cut.iter().map(text).collect::<Vec<_>>(), ["one two", "three…"]);
        // A row that is full makes room for the one sign that something is left out.
        let cut = paragraph_of(2, "one two three four five", 7, Role::Dim);
        assert_eq!(cut.iter().map(text).collect::<Vec<_>>(), ["one two", "three…"]);
        let cut = paragraph_of(1, "one two three", 7, Role::Dim);
        assert_eq!(cut.iter().map(text).collect::<Vec<_>>(), ["one tw…"]);
        assert_eq!(paragraph_of(2, "one two", 9, Role::Dim).len(), 1);
    }

    #[test]
    fn a_row_is_cut_with_an_ellipsis() {
        let row = || Row::of("one", Role::Text).with(" two", Role::Dim).with(" three", Role::Good);
        let text = |row: &Row| row.runs().iter().map(|(shown, _)| shown.as_str()).collect::<String>();
        for (columns, shown) in
            [(20, "one two three"), (13, "one two three"), (12, "one two thr…"), (7, "one tw…"), (3, "on…"), (0, "")]
        {
            let cut = row().fit(columns);
            assert_eq!(text(&cut), shown);
            assert!(cut.width() <= columns);
        }
    }
}
