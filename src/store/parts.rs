//! What belongs to the page of a thing though no link of it says so: what is open with whom a meeting is with, what a
//! mentorship is made of, what advice led to.

use rusqlite::{Params, params};

use super::hanging;
use super::{Reader, Result};
use crate::domain::ask::{Facts, Part, PartName, Row};
use crate::domain::kinds::meeting::{Meeting, MeetingState};
use crate::domain::kinds::mentorship::Mentorship;
use crate::domain::time::instant_text;
use crate::domain::{Id, Kind, Now, Record};

/// The most rows of a part. Whoever has more finds them in the list of their kind.
const MOST: usize = 40;

impl Reader<'_> {
    /// The parts of the page of a record.
    pub(super) fn parts(&self, record: &Record, now: &Now) -> Result<Vec<Part>> {
        let mut parts = match record.kind {
            Kind::Meeting => self.meeting_parts(record, now)?,
            Kind::Mentorship => self.mentorship_parts(record, now)?,
            Kind::Advice => {
                let came = "kind = 'action' AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'from')";
                vec![Part { name: PartName::Led, rows: self.part_rows(came, [record.id], now)? }]
            }
            _ => Vec::new(),
        };
        parts.retain(|part| !part.rows.is_empty());
        Ok(parts)
    }

    /// Live records that a condition holds for, newest first, as rows of a list with what these say.
    fn part_rows(&self, condition: &str, args: impl Params, now: &Now) -> Result<Vec<Row>> {
        let condition = format!("{condition} AND deleted IS NULL ORDER BY day DESC, n DESC LIMIT {MOST}");
        let mut rows = self.rows_where(&condition, args, now)?;
        for row in &mut rows {
            row.facts = self.facts(row, now)?;
        }
        Ok(rows)
    }

    /// The mentorship with somebody: the one that lives, else the last.
    fn mentorship_of(&self, person: Id, now: &Now) -> Result<Option<Row>> {
        let theirs = "kind = 'mentorship' AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'person')";
        let mut rows = self.part_rows(theirs, [person], now)?;
        let closed = |row: &Row| row.state.as_deref().is_some_and(|state| row.kind.spec().closed.contains(&state));
        let at = rows.iter().position(|row| !closed(row)).unwrap_or(0);
        Ok((at < rows.len()).then(|| rows.swap_remove(at)))
    }

    fn meeting_parts(&self, record: &Record, now: &Now) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        let mut part = |name, rows| parts.push(Part { name, rows });
        part(
            PartName::Came,
            self.part_rows("n IN (SELECT n FROM links WHERE target = ?1 AND role = 'meeting')", [record.id], now)?,
        );
        let fields: Meeting = hanging::read(record)?;
        let Some(person) = fields.people.first().copied() else { return Ok(parts) };
        let mentorship = self.mentorship_of(person, now)?;
        let mentorship_id = mentorship.as_ref().map(|row| row.id);
        part(PartName::Mentorship, mentorship.into_iter().collect());
        // What is open with somebody matters before a talk; afterwards it is what came of it.
        if !matches!(fields.state, None | Some(MeetingState::Planned | MeetingState::Prepared)) {
            return Ok(parts);
        }
        let (mine, theirs) = self.promises_between(person, now)?;
        part(PartName::Mine, mine);
        part(PartName::Theirs, theirs);
        let untold = "kind = 'advice' AND data ->> 'told_back' IS NULL \
             AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'by')";
        part(PartName::Untold, self.part_rows(untold, [person], now)?);
        if let Some(mentorship) = mentorship_id {
            let goals = "kind = 'goal' AND state = 'active' \
                 AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'mentorships')";
            part(PartName::Goals, self.part_rows(goals, [mentorship], now)?);
        }
        part(PartName::Obstacles, self.obstacles_of(person, mentorship_id, now)?);
        let parked = "kind = 'question' AND state IN ('parked', 'on-agenda') \
             AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'for')";
        part(PartName::Questions, self.part_rows(parked, [person], now)?);
        Ok(parts)
    }

    /// Promises between somebody and me: those of the last meeting, and what is still open of those before; mine, theirs.
    fn promises_between(&self, person: Id, now: &Now) -> Result<(Vec<Row>, Vec<Row>)> {
        let meetings = "kind = 'meeting' AND state IN ('held', 'captured', 'followed-up') AND day <= ?2 \
             AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'people') AND deleted IS NULL \
             ORDER BY day DESC, n DESC LIMIT 12";
        let held = self.rows_where(meetings, params![person, instant_text(now.at)], now)?;
        let (mut mine, mut theirs) = (Vec::new(), Vec::new());
        let owes = "kind = 'action' AND state IN ('open', 'doing') \
             AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'owner')";
        theirs.extend(self.part_rows(owes, [person], now)?);
        for (nth, meeting) in held.iter().enumerate() {
            let of = "kind = 'action' AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'meeting')";
            for row in self.part_rows(of, [meeting.id], now)? {
                let open = !row.state.as_deref().is_some_and(|state| row.kind.spec().closed.contains(&state));
                let is_mine = matches!(&row.facts, Facts::Promise(promise) if promise.owner.is_none());
                let side = if is_mine { &mut mine } else { &mut theirs };
                if (open || nth == 0) && !side.iter().any(|known: &Row| known.id == row.id) {
                    side.push(row);
                }
            }
        }
        Ok((mine, theirs))
    }

    /// Open obstacles that somebody may see, or that stand before a goal that is work with them.
    fn obstacles_of(&self, person: Id, mentorship: Option<Id>, now: &Now) -> Result<Vec<Row>> {
        let open = "kind = 'obstacle' AND state IN ('expected', 'met', 'working') AND (instr(visibility, ?1) > 0 \
             OR EXISTS (SELECT 1 FROM links AS blocks JOIN records AS goals ON goals.id = blocks.target \
                        JOIN links AS work ON work.n = goals.n \
                        WHERE blocks.n = records.n AND blocks.role = 'goals' AND work.role = 'mentorships' \
                        AND work.target = ?2))";
        self.part_rows(open, params![person.to_string(), mentorship], now)
    }

    fn mentorship_parts(&self, record: &Record, now: &Now) -> Result<Vec<Part>> {
        let fields: Mentorship = hanging::read(record)?;
        let mut parts = Vec::new();
        let mut part = |name, rows| parts.push(Part { name, rows });
        let of = |kind: &str| {
            format!("kind = '{kind}' AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'mentorship')")
        };
        part(PartName::Agreements, self.part_rows(&of("agreement"), [record.id], now)?);
        part(PartName::Evaluations, self.part_rows(&of("evaluation"), [record.id], now)?);
        let goals = "kind = 'goal' AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'mentorships')";
        part(PartName::Goals, self.part_rows(goals, [record.id], now)?);
        if let Some(person) = fields.person {
            let meetings = "kind = 'meeting' AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'people')";
            part(PartName::Meetings, self.part_rows(meetings, [person], now)?);
            let (mine, theirs) = self.promises_between(person, now)?;
            let open = |row: &Row| !row.state.as_deref().is_some_and(|state| row.kind.spec().closed.contains(&state));
            part(PartName::Mine, mine.into_iter().filter(open).collect());
            part(PartName::Theirs, theirs.into_iter().filter(open).collect());
            let untold = "kind = 'advice' AND data ->> 'told_back' IS NULL \
                 AND n IN (SELECT n FROM links WHERE target = ?1 AND role = 'by')";
            part(PartName::Untold, self.part_rows(untold, [person], now)?);
        }
        Ok(parts)
    }
}
