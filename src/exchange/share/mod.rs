//! Shares and replies as files: the page for a browser, the sealed file for `mentee review`, the reply that comes back.
//! The only room that names cryptography. What comes from outside is hostile until it has been checked.

mod html;
mod lock;
mod reply;
mod seal;
#[cfg(test)]
mod tests;

use base64::Engine as _;

pub use html::{Lock, page};
pub use lock::{ROUNDS, SALT};
pub use reply::{ReplyError, id_of, read as read_reply, write as write_reply};
pub use seal::{Identity, Key, Recipient, SealError, is_sealed, needs_passphrase, open, parse, seal};

/// What the name of the format is within a sealed file.
pub const FORMAT: &str = "mentee-share";

/// The version of the format that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// The largest file that is read: a share or a reply.
pub const SHARE_MAX: usize = 64 * 1024 * 1024;

/// The largest reply that is read.
pub const REPLY_MAX: usize = 4 * 1024 * 1024;

/// Bytes as text that a page and a mail can hold.
fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// An id for an item, from random bytes: ten characters that can be read out.
#[must_use]
pub fn item_name(random: [u8; 10]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    random.iter().map(|byte| char::from(DIGITS[usize::from(byte & 31)])).collect()
}

/// An id for a share, from random bytes.
#[must_use]
pub fn share_name(random: [u8; 16]) -> String {
    uuid::Builder::from_random_bytes(random).into_uuid().hyphenated().to_string()
}
