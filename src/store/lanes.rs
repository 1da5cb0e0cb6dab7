//! What is in the way, in three lanes by how far it reaches: the oldest of each lane, and how many there are.

use super::{Reader, Result, hanging};
use crate::domain::ask::{Card, Lane, Lanes};
use crate::domain::kinds::obstacle::{Horizon, Obstacle};
use crate::domain::{Id, Now, Record, Visibility};

/// The most cards of a lane; more than anybody looks at at once.
const CARDS: usize = 60;

/// How many of those that are over are told.
const OVER: usize = 8;

impl Reader<'_> {
    /// The lanes of open obstacles, the oldest on top.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn lanes(&self, now: &Now) -> Result<Lanes> {
        const OPEN: &str = "state IN ('expected', 'met', 'working')";
        let mut lanes = Lanes::default();
        let horizons = [Horizon::Now, Horizon::Operational, Horizon::Long];
        for (lane, horizon) in lanes.lanes.iter_mut().zip(horizons) {
            let of = format!("{OPEN} AND coalesce(data ->> 'horizon', 'now') = ?1");
            let sql = format!("SELECT count(*) FROM records WHERE kind = 'obstacle' AND deleted IS NULL AND {of}");
            let total: i64 = self.db.prepare_cached(&sql)?.query_row([horizon.word()], |row| row.get(0))?;
            let oldest = format!(
                "SELECT id FROM records WHERE kind = 'obstacle' AND deleted IS NULL AND {of} ORDER BY day, n LIMIT {CARDS}"
            );
            let mut query = self.db.prepare_cached(&oldest)?;
            let ids: Vec<Id> = query.query_map([horizon.word()], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let mut cards = Vec::new();
            for id in ids {
                if let Some(record) = self.find(id)? {
                    cards.push(self.card(&record, now)?);
                }
            }
            *lane = Lane { cards, total: usize::try_from(total).unwrap_or(0) };
        }
        let closed = "SELECT count(*) FROM records WHERE kind = 'obstacle' AND deleted IS NULL \
             AND state IN ('eased', 'solved', 'accepted', 'dropped') AND day <= ?1";
        let closed: i64 = self.db.prepare_cached(closed)?.query_row([now.today().to_string()], |row| row.get(0))?;
        lanes.closed = usize::try_from(closed).unwrap_or(0);
        let last = format!(
            "state IN ('eased', 'solved', 'accepted', 'dropped') AND day <= ?1 ORDER BY day DESC, n DESC LIMIT {OVER}"
        );
        let over = self.those::<Obstacle>(&last, [now.today().to_string()])?;
        lanes.over = over
            .into_iter()
            .map(|typed| {
                let state = typed.fields.state.map(|state| state.word().to_owned()).unwrap_or_default();
                (typed.title, state, typed.fields.helped)
            })
            .collect();
        Ok(lanes)
    }

    fn card(&self, record: &Record, now: &Now) -> Result<Card> {
        let obstacle: Obstacle = hanging::read(record)?;
        Ok(Card {
            id: record.id,
            title: record.title.clone(),
            state: record.text("state").to_owned(),
            opened: Some(obstacle.opened.unwrap_or_else(|| now.day_of(record.created))),
            blocks: obstacle.goals.first().map(|goal| self.short_title(*goal)).transpose()?.flatten(),
            tried: obstacle.tried.last().and_then(|tried| tried.what.clone()),
            times: obstacle.tried.len(),
            planned: obstacle.if_then.is_some(),
            shared: record.visibility != Visibility::Private,
        })
    }

    /// A goal's short title, else its title; `None` where it is gone.
    fn short_title(&self, goal: Id) -> Result<Option<String>> {
        let found = self.find(goal)?;
        Ok(found.map(|goal| match goal.text("short") {
            "" => goal.title.clone(),
            short => short.to_owned(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain::Kind;
    use crate::store::tests::{add, journal, now};
    use serde_json::json;

    #[test]
    fn lanes_hold_what_is_open_the_oldest_first_and_count_the_rest() {
        let mut store = journal();
        let goal =
            add(&mut store, Kind::Goal, json!({"title": "Finish the lead analyst application", "short": "Lead"}));
        for (title, horizon, state, opened) in [
            ("late", "now", "met", "2025-03-02"),
            ("early", "now", "working", "2025-01-02"),
            ("far", "long", "expected", "2025-02-02"),
            ("over", "now", "solved", "2025-01-05"),
        ] {
            let tried = json!([{"what": "asked"}, {"what": "asked again"}]);
            let fields = json!({"title": title, "horizon": horizon, "state": state, "opened": opened,
                "goals": [goal.id.to_string()], "tried": tried});
            add(&mut store, Kind::Obstacle, fields);
        }
        let lanes = store.read().lanes(&now()).expect("lanes");
        let titles = |n: usize| lanes.lanes[n].cards.iter().map(|card| card.title.as_str()).collect::<Vec<_>>();
        assert_eq!((titles(0), titles(1), titles(2)), (vec!["early", "late"], vec![], vec!["far"]));
        assert_eq!((lanes.lanes[0].total, lanes.closed), (2, 1));
        assert_eq!(lanes.over, [("over".to_owned(), "solved".to_owned(), None)]);
        let card = &lanes.lanes[0].cards[0];
        assert_eq!((card.blocks.as_deref(), card.tried.as_deref(), card.times), (Some("Lead"), Some("asked again"), 2));
        assert!(!card.planned && !card.shared);
    }
}
