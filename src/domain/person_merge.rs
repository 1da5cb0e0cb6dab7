//! Two people who are one: what the one that stays becomes. Throws nothing away: the other goes whole into the trash.

use serde_json::Value;

use super::field::Type;
use super::kinds::is_empty;
use super::record::{Fields, Record};
use super::{Id, Visibility};

/// The field values with which `keep` takes over what `gone` has: lists are united, texts set one under the other, the
/// first meeting is the earlier one, and what was empty is filled. Neither knows or was introduced by itself.
#[must_use]
pub fn united(keep: &Record, gone: &Record) -> Fields {
    let mut fields = Fields::new();
    let own = [keep.id.to_string(), gone.id.to_string()];
    let is_own = |value: &Value| value.as_str().is_some_and(|id| own.iter().any(|own| own == id));
    for field in keep.kind.spec().fields {
        let (ours, theirs) = (keep.get(field.name), gone.get(field.name));
        let mut value = match (field.ty, ours, theirs) {
            _ if is_empty(theirs) => ours.clone(),
            _ if is_empty(ours) => theirs.clone(),
            (_, Value::Array(ours), Value::Array(theirs)) => union(field.ty, ours, theirs),
            (Type::Text, Value::String(ours), Value::String(theirs)) if ours != theirs => {
                Value::from(format!("{}\n\n{}", ours.trim_end(), theirs.trim_start()))
            }
            (Type::Day(_), Value::String(ours), Value::String(theirs)) => Value::from(ours.min(theirs).as_str()),
            _ => ours.clone(),
        };
        match &mut value {
            Value::Array(list) => list.retain(|item| !is_own(item)),
            single if is_own(single) => value = Value::Null,
            _ => {}
        }
        if value != *ours {
            fields.insert(field.name.to_owned(), value);
        }
    }
    fields
}

/// The items of both, none twice; little records with a date in the order of their dates.
fn union(ty: Type, ours: &[Value], theirs: &[Value]) -> Value {
    let mut list = ours.to_vec();
    list.extend(theirs.iter().filter(|item| !ours.contains(item)).cloned());
    if matches!(ty, Type::Rows(_)) {
        list.sort_by_key(|row| row.get("date").and_then(Value::as_str).unwrap_or_default().to_owned());
    }
    Value::Array(list)
}

/// A record's fields with `keep` wherever `gone` stood; only those that change.
#[must_use]
pub fn repointed(record: &Record, gone: Id, keep: Id) -> Fields {
    let (gone, keep) = (gone.to_string(), Value::from(keep.to_string()));
    let mut fields = Fields::new();
    for (name, value) in &record.fields {
        let links = record
            .kind
            .spec()
            .field(name)
            .is_some_and(|field| matches!(field.ty, Type::Link(_) | Type::Links(_) | Type::AnyLink | Type::Owner));
        if !links {
            continue;
        }
        let new = match value {
            Value::String(id) if *id == gone => keep.clone(),
            Value::Array(list) if list.iter().any(|id| id.as_str() == Some(&gone)) => {
                let mut new: Vec<Value> = Vec::new();
                for id in list {
                    let id = if id.as_str() == Some(&gone) { keep.clone() } else { id.clone() };
                    if !new.contains(&id) {
                        new.push(id);
                    }
                }
                Value::Array(new)
            }
            _ => continue,
        };
        fields.insert(name.clone(), new);
    }
    fields
}

/// Who may see a record once `gone` is `keep`; `None` where that changes nothing.
#[must_use]
pub fn seen_by(visibility: &Visibility, gone: Id, keep: Id) -> Option<Visibility> {
    let Visibility::People(people) = visibility else { return None };
    if !people.contains(&gone) {
        return None;
    }
    let mut seen: Vec<Id> = Vec::new();
    for id in people {
        let id = if *id == gone { keep } else { *id };
        if !seen.contains(&id) {
            seen.push(id);
        }
    }
    Some(Visibility::People(seen))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::time::{Now, Zone, read_instant};
    use serde_json::json;

    const KEEP: &str = "019464bb-8bb2-71f6-8916-b6da20b73d62";
    const GONE: &str = "0195236c-9c49-74da-9568-ed92dbbd4d5c";
    const OTHER: &str = "01943aac-b32e-7c27-94cb-1b7946442785";

    fn id(text: &str) -> Id {
        Id::read(text).expect("an id")
    }

    fn record(own: &str, kind: Kind, fields: Value) -> Record {
        let now = Now::new(read_instant("2025-09-30T09:00:00Z").expect("an instant"), Zone::UTC);
        let mut record = Record::new(id(own), kind, &now);
        let Value::Object(fields) = fields else { panic!("fields") };
        record.fields = fields;
        record
    }

    #[test]
    fn what_the_one_lacks_the_other_gives() {
        let keep = record(
            KEEP,
            Kind::Person,
            json!({
                "name": "Odile Varga", "industry": "healthcare", "closeness": 4, "helps_with": ["flow"], "notes": "Fast.",
                "first_met": "2025-01-14", "knows": [GONE, OTHER],
                "touches": [{"date": "2025-02-01"}, {"date": "2025-06-01", "way": "mail"}],
            }),
        );
        let gone = record(
            GONE,
            Kind::Person,
            json!({
                "name": "O. Varga", "email": "odile@example.org", "closeness": 2, "helps_with": ["flow", "boards"],
                "notes": "Met at a hearing.", "first_met": "2024-12-01", "introduced_by": KEEP,
                "touches": [{"date": "2025-02-01"}, {"date": "2025-03-01"}],
            }),
        );
        let fields = Value::Object(united(&keep, &gone));
        assert_eq!(
            fields,
            json!({
                "email": "odile@example.org", "helps_with": ["flow", "boards"], "notes": "Fast.\n\nMet at a hearing.",
                "first_met": "2024-12-01", "knows": [OTHER],
                "touches": [{"date": "2025-02-01"}, {"date": "2025-03-01"}, {"date": "2025-06-01", "way": "mail"}],
            })
        );
    }

    #[test]
    fn links_lead_to_the_one_that_stays() {
        let meeting = record(OTHER, Kind::Meeting, json!({"people": [GONE, KEEP], "notes": GONE}));
        assert_eq!(Value::Object(repointed(&meeting, id(GONE), id(KEEP))), json!({"people": [KEEP]}));
        let action = record(OTHER, Kind::Action, json!({"owner": GONE, "title": "x"}));
        assert_eq!(Value::Object(repointed(&action, id(GONE), id(KEEP))), json!({"owner": KEEP}));
        assert!(repointed(&action, id(OTHER), id(KEEP)).is_empty());
        let both = Visibility::People(vec![id(GONE), id(KEEP)]);
        assert_eq!(seen_by(&both, id(GONE), id(KEEP)), Some(Visibility::People(vec![id(KEEP)])));
        assert_eq!(seen_by(&Visibility::Mentors, id(GONE), id(KEEP)), None);
    }
}
