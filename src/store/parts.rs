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

/// So many of those that a link leads from are looked at, the newest: a page must not cost more with every year.
const LOOKED_AT: usize = 1_000;

/// So many meetings with somebody are looked at for what was promised in them.
const TALKS: usize = 12;

/// They are found among so many touches.
const TOUCHES: usize = 100;

/// Advice whose giver has not heard what became of it.
const UNTOLD: &str = "data ->> 'told_back' IS NULL";

impl Reader<'_> {
    /// The parts of the page of a record.
    pub(super) fn parts(&self, record: &Record, now: &Now) -> Result<Vec<Part>> {
        let mut parts = match record.kind {
            Kind::Meeting => self.meeting_parts(record, now)?,
            Kind::Mentorship => self.mentorship_parts(record, now)?,
            Kind::Advice => {
                let rows = self.part_of(record.id, "from", Kind::Action, "1", now)?;
                vec![Part { name: PartName::Led, rows }]
            }
            _ => Vec::new(),
        };
        parts.retain(|part| !part.rows.is_empty());
        Ok(parts)
    }

    /// Live records that a condition holds for, newest first, as rows of a list with what these say.
    fn part_rows(&self, condition: &str, args: impl Params, now: &Now) -> Result<Vec<Row>> {
        let condition = format!("{condition} AND deleted IS NULL ORDER BY day DESC, n DESC LIMIT {MOST}");
        self.with_facts(self.rows_where(&condition, args, now)?, now)
    }

    /// The same of those of a kind that link to a record by this role. What a condition says of the state begins with `+`:
    /// by the link they are found, not by an index in which everything of their kind stands.
    fn part_of(&self, target: Id, role: &str, kind: Kind, condition: &str, now: &Now) -> Result<Vec<Row>> {
        self.part_rows(&format!("{} AND {condition}", linking(role, kind)), [target], now)
    }

    /// The rows with what each says beyond its record.
    fn with_facts(&self, mut rows: Vec<Row>, now: &Now) -> Result<Vec<Row>> {
        for row in &mut rows {
            row.facts = self.facts(row, now)?;
        }
        Ok(rows)
    }

    /// The mentorship with somebody: the one that lives, else the last.
    fn mentorship_of(&self, person: Id, now: &Now) -> Result<Option<Row>> {
        let mut rows = self.part_of(person, "person", Kind::Mentorship, "1", now)?;
        let at = rows.iter().position(is_open).unwrap_or(0);
        Ok((at < rows.len()).then(|| rows.swap_remove(at)))
    }

    fn meeting_parts(&self, record: &Record, now: &Now) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        let mut part = |name, rows| parts.push(Part { name, rows });
        let came = "n IN (SELECT n FROM links WHERE target = ?1 AND role = 'meeting')";
        part(PartName::Came, self.part_rows(came, [record.id], now)?);
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
        part(PartName::Untold, self.part_of(person, "by", Kind::Advice, UNTOLD, now)?);
        if let Some(mentorship) = mentorship_id {
            part(PartName::Goals, self.part_of(mentorship, "mentorships", Kind::Goal, "+state = 'active'", now)?);
        }
        part(PartName::Obstacles, self.obstacles_of(person, mentorship_id, now)?);
        let parked = "+state IN ('parked', 'on-agenda')";
        part(PartName::Questions, self.part_of(person, "for", Kind::Question, parked, now)?);
        Ok(parts)
    }

    /// Promises between somebody and me: those of the last meeting, and what is still open of those before; mine, theirs.
    fn promises_between(&self, person: Id, now: &Now) -> Result<(Vec<Row>, Vec<Row>)> {
        // The touches stand by day; of those with an instant, replies are the few that are no meetings.
        let held = format!(
            "n IN (SELECT n FROM touches WHERE person = ?1 AND exact = 1 AND day <= ?2 ORDER BY day DESC LIMIT {TOUCHES}) \
             AND +kind = 'meeting' AND deleted IS NULL ORDER BY day DESC, n DESC LIMIT {TALKS}"
        );
        let held = self.rows_where(&held, params![person, instant_text(now.at)], now)?;
        let owes = "+state IN ('open', 'doing')";
        let (mut mine, mut theirs) = (Vec::new(), self.part_of(person, "owner", Kind::Action, owes, now)?);
        for (nth, meeting) in held.iter().enumerate() {
            let of = format!(
                "{} AND deleted IS NULL ORDER BY day DESC, n DESC LIMIT {MOST}",
                linking("meeting", Kind::Action)
            );
            let mut rows = self.rows_where(&of, [meeting.id], now)?;
            rows.retain(|row| nth == 0 || is_open(row));
            for row in self.with_facts(rows, now)? {
                let is_mine = matches!(&row.facts, Facts::Promise(promise) if promise.owner.is_none());
                let side = if is_mine { &mut mine } else { &mut theirs };
                if !side.iter().any(|known: &Row| known.id == row.id) {
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
        part(PartName::Agreements, self.part_of(record.id, "mentorship", Kind::Agreement, "1", now)?);
        part(PartName::Evaluations, self.part_of(record.id, "mentorship", Kind::Evaluation, "1", now)?);
        part(PartName::Goals, self.part_of(record.id, "mentorships", Kind::Goal, "1", now)?);
        if let Some(person) = fields.person {
            part(PartName::Meetings, self.part_of(person, "people", Kind::Meeting, "1", now)?);
            let (mut mine, mut theirs) = self.promises_between(person, now)?;
            mine.retain(is_open);
            theirs.retain(is_open);
            part(PartName::Mine, mine);
            part(PartName::Theirs, theirs);
            part(PartName::Untold, self.part_of(person, "by", Kind::Advice, UNTOLD, now)?);
        }
        Ok(parts)
    }
}

/// That a record is one of the newest of a kind that link to `?1` by this role.
fn linking(role: &str, kind: Kind) -> String {
    format!(
        "n IN (SELECT n FROM links WHERE target = ?1 AND role = '{role}' AND of_kind = '{}' ORDER BY n DESC LIMIT {LOOKED_AT})",
        kind.name()
    )
}

/// Whether a row is none of those its kind calls closed.
fn is_open(row: &Row) -> bool {
    !row.state.as_deref().is_some_and(|state| row.kind.spec().closed.contains(&state))
}
