//! What the tiny journal answers about shares and replies.

use super::journal::{Journal, now};
use crate::domain::ask::{Left, Mentee, Sharing};
use crate::domain::share::{self, Given, Proposal, Scope};
use crate::domain::{Id, Kind, Record, Visibility};

impl Journal {
    /// Everything leaves for anybody.
    pub(super) fn sharing(&self, person: Option<Id>, scope: &Scope) -> Option<Sharing> {
        let to = self.records.iter().find(|record| match person {
            Some(id) => record.id == id,
            None => record.kind == Kind::Person,
        })?;
        let open = |record: &Record| Record { visibility: Visibility::Mentors, ..record.clone() };
        let records: Vec<Record> = self.records.iter().map(open).collect();
        let given = Given {
            share: "",
            from: "Noor Haldane",
            person: to.id,
            to: &to.title,
            mentor: true,
            records: &records,
            stands: &std::collections::BTreeMap::new(),
            halves: &std::collections::BTreeSet::new(),
            lines: &[],
            scope,
            last: None,
            now: &now(),
        };
        let mut n = 0;
        let mut name = || {
            n += 1;
            n.to_string()
        };
        let built = share::build(&given, &mut name);
        Some(Sharing { person: to.id, built, stays: 234, linked: Vec::new() })
    }

    /// Every record is a proposal.
    pub(super) fn inbox(&self) -> Vec<Proposal> {
        let proposal = |record: &Record| Proposal {
            record: Record { kind: Kind::Feedback, ..record.clone() },
            short_id: "b7k2".to_owned(),
            by: "Odile Varga".to_owned(),
            about: Some((record.id, record.kind, record.title.clone())),
        };
        self.records.iter().take(3).map(proposal).collect()
    }

    /// Every record is somebody whose share was read.
    pub(super) fn mentees(&self) -> Vec<Mentee> {
        let mentee = |record: &Record| Mentee {
            packet: record.id,
            person: None,
            name: record.title.clone(),
            made: Some(now().today()),
            seen: Some(now().today()),
            heard: Some(now().today()),
            state: "reading".to_owned(),
            news: Some(3),
            notes: record.title.clone(),
            shares: 1,
        };
        self.records.iter().take(3).map(mentee).collect()
    }

    /// Everything left, once.
    pub(super) fn register(&self) -> Vec<Left> {
        let things = self.records.iter().map(|record| (record.kind, record.title.clone())).collect();
        let (to, format, file) = ("Odile Varga".to_owned(), "html".to_owned(), "for-odile-varga.html".to_owned());
        if self.records.is_empty() {
            Vec::new()
        } else {
            vec![Left { to, made: now().at, format, file, things, replies: 0 }]
        }
    }
}
