//! Replies: JSON that a page or `mentee review` wrote, and that anybody could have written. Read with a bound on size, depth,
//! number and length before anything is made of it.

use std::io::Read;

use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::REPLY_MAX;
use crate::domain::Id;
use crate::domain::share::{Reply, Said, SaidKind};
use crate::domain::time::{Instant, instant_text, read_day, read_instant};

/// What the name of the format is within a reply.
const FORMAT: &str = "mentee-reply";

/// The version that is written, and the newest that is read.
const VERSION: u64 = 1;

/// The most things one reply says.
const ITEMS_MAX: usize = 10_000;

/// The longest text of one thing, in bytes.
const TEXT_MAX: usize = 256 * 1024;

/// The longest name, in bytes.
const NAME_MAX: usize = 1_000;

/// Why a reply cannot be read. Nothing is changed in any of these cases.
#[derive(Debug, thiserror::Error)]
pub enum ReplyError {
    /// It is larger than a reply may be.
    #[error("the reply is larger than {} MiB; nothing was changed", REPLY_MAX / 1024 / 1024)]
    TooLarge,
    /// It nests deeper than a reply may.
    #[error("the reply is nested too deep; nothing was changed")]
    TooDeep,
    /// It ends too early.
    #[error("the reply is cut short; nothing was changed")]
    CutShort,
    /// It is something else.
    #[error("this is no reply to a share: {0}; nothing was changed")]
    NotAReply(String),
    /// A newer program wrote it.
    #[error(
        "this reply was made by a newer mentee (its format is {found}, this one knows {VERSION}); nothing was changed"
    )]
    Newer {
        /// The version it carries.
        found: u64,
    },
    /// It could not be read at all.
    #[error("the reply could not be read")]
    Read(#[source] std::io::Error),
}

/// A reply, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[expect(dead_code, reason = "looked at before")]
    format: Value,
    #[expect(dead_code, reason = "looked at before")]
    version: Value,
    share: String,
    by: String,
    made: String,
    #[serde(default)]
    overall: String,
    #[serde(default)]
    items: Vec<Value>,
}

/// One thing in it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenItem {
    item: String,
    kind: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    rating: Option<u8>,
    #[serde(default)]
    due: Option<String>,
}

/// Reads a reply. What of it cannot be understood is counted; the rest is taken.
///
/// # Errors
/// [`ReplyError`], each its own sentence.
pub fn read(from: &mut dyn Read) -> Result<Reply, ReplyError> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(REPLY_MAX).unwrap_or(u64::MAX);
    from.take(limit + 1).read_to_end(&mut bytes).map_err(ReplyError::Read)?;
    if bytes.len() > REPLY_MAX {
        return Err(ReplyError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| syntax(&error))?;
    let off = |why: &str| ReplyError::NotAReply(why.to_owned());
    let Value::Object(map) = &value else { return Err(off("it is no object")) };
    match map.get("format").and_then(Value::as_str) {
        Some(FORMAT) => {}
        Some(_) => return Err(off("its format is another")),
        None => return Err(off("it names no format")),
    }
    match map.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(0) | None => return Err(off("it names no version that there is")),
        Some(found) => return Err(ReplyError::Newer { found }),
    }
    let written: Written = serde_json::from_value(value).map_err(|error| ReplyError::NotAReply(error.to_string()))?;
    if written.items.len() > ITEMS_MAX {
        return Err(off("it says more than ten thousand things"));
    }
    if written.by.len() > NAME_MAX || written.share.len() > NAME_MAX || written.overall.len() > TEXT_MAX {
        return Err(off("a text in it is too long"));
    }
    let made = read_instant(&written.made).ok_or_else(|| off("it does not say when it was made"))?;
    let count = written.items.len();
    let items: Vec<Said> = written.items.into_iter().filter_map(said).collect();
    Ok(Reply {
        share: written.share,
        by: written.by,
        made,
        overall: written.overall,
        unread: count - items.len(),
        items,
    })
}

/// One thing, where it can be understood.
fn said(value: Value) -> Option<Said> {
    let written: WrittenItem = serde_json::from_value(value).ok()?;
    let kind = SaidKind::read(&written.kind)?;
    let due = match written.due.as_deref().filter(|due| !due.is_empty()) {
        Some(due) => Some(read_day(due)?),
        None => None,
    };
    let fits = written.text.len() <= TEXT_MAX && written.rating.is_none_or(|rating| (1..=5).contains(&rating));
    fits.then_some(Said { item: Some(written.item), kind, text: written.text, rating: written.rating, due })
}

fn syntax(error: &serde_json::Error) -> ReplyError {
    if error.is_eof() {
        return ReplyError::CutShort;
    }
    if error.to_string().contains("recursion limit") {
        return ReplyError::TooDeep;
    }
    ReplyError::NotAReply(format!("it is no JSON at line {}", error.line()))
}

/// Writes a reply.
#[must_use]
pub fn write(share: &str, by: &str, made: Instant, overall: &str, items: &[Said]) -> String {
    let items: Vec<Value> = items
        .iter()
        .map(|said| {
            json!({"item": said.item, "kind": said.kind.word(), "text": said.text, "rating": said.rating,
                   "due": said.due.map(|due| due.to_string())})
        })
        .collect();
    let reply = json!({"format": FORMAT, "version": VERSION, "share": share, "by": by, "made": instant_text(made),
                       "overall": overall, "items": items});
    let mut text = serde_json::to_string_pretty(&reply).unwrap_or_default();
    text.push('\n');
    text
}

/// The identity of what is said: the same thing about the same item of the same share is one record, in whatever reply it
/// comes and however often. `made` is when the reply says it was made.
#[must_use]
pub fn id_of(share: &str, said: &Said) -> Id {
    let mut hash = Sha256::new();
    let due = said.due.map(|due| due.to_string()).unwrap_or_default();
    let rating = said.rating.map(|rating| rating.to_string()).unwrap_or_default();
    let item = said.item.as_deref().unwrap_or_default();
    for part in ["mentee-reply", share, item, said.kind.word(), said.text.trim(), &rating, &due] {
        hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let digest = hash.finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(digest.get(..16).unwrap_or(&[0; 16]));
    // Version 8, RFC 9562: an id with a meaning of its own.
    let id = uuid::Builder::from_custom_bytes(bytes).into_uuid();
    Id::from_bytes(id.as_bytes()).unwrap_or_else(|| Id::new(Instant::default(), 0, [0; 8]))
}
