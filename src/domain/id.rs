//! Record ids (UUIDv7: sortable by creation) and the short ids people type.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::time::Instant;

/// Crockford's base 32, lower case: no i, l, o, u.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// How many of an id's last base-32 digits the journal keeps in its order for short ids (60 of the 74 random bits).
pub const TAIL_DIGITS: u32 = 12;

/// All the base-32 digits of an id.
pub const DIGITS_MAX: u32 = 26;

/// The least digits of a short id.
pub const SHORT_MIN: u32 = 3;

/// The identity of a record, stable for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(Uuid);

impl Id {
    /// Makes a version 7 id: the milliseconds of `at`, the place `n` within its change set (so that the records of one
    /// set sort as they were made), and eight bytes of chance.
    #[must_use]
    pub fn new(at: Instant, n: u16, chance: [u8; 8]) -> Self {
        let millis = u64::try_from(at.timestamp_millis()).unwrap_or(0);
        let [high, low] = n.to_be_bytes();
        let mut tail = [0; 10];
        tail[0] = high & 0x0f;
        tail[1] = low;
        tail[2..].copy_from_slice(&chance);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid())
    }

    /// Reads a full id in any of the usual UUID spellings.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Uuid::try_parse(text).ok().map(Self)
    }

    /// The sixteen bytes, as stored.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// From sixteen stored bytes; `None` for any other length.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Uuid::from_slice(bytes).ok().map(Self)
    }

    /// The last [`TAIL_DIGITS`] base-32 digits with the last one first, as one number: ids that end alike lie side by
    /// side in this order, so that two index look-ups tell how long a short id has to be.
    #[must_use]
    pub fn tail(&self) -> i64 {
        let mut rest = self.0.as_u128();
        let mut tail = 0_i64;
        for _ in 0..TAIL_DIGITS {
            tail = (tail << 5) | i64::try_from(rest & 31).unwrap_or(0);
            rest >>= 5;
        }
        tail
    }

    /// How many last digits this id and another one need to be told apart; all of them for the same id.
    #[must_use]
    pub fn digits_beside(&self, other: &Self) -> u32 {
        ((self.0.as_u128() ^ other.0.as_u128()).trailing_zeros() / 5 + 1).clamp(SHORT_MIN, DIGITS_MAX)
    }

    /// The last `digits` base-32 digits.
    #[must_use]
    pub fn suffix(&self, digits: u32) -> String {
        let mut rest = self.0.as_u128();
        let mut text = Vec::new();
        for _ in 0..digits.min(DIGITS_MAX) {
            text.push(DIGITS[usize::try_from(rest & 31).unwrap_or(0)]);
            rest >>= 5;
        }
        text.reverse();
        String::from_utf8(text).unwrap_or_default()
    }
}

/// The range of tails of all ids that end with `digits` (base 32, any case, from [`SHORT_MIN`] to [`DIGITS_MAX`] of
/// them; digits before the last [`TAIL_DIGITS`] do not narrow it); `None` where a character is no digit.
#[must_use]
pub fn tail_range(digits: &str) -> Option<(i64, i64)> {
    let count = u32::try_from(digits.len()).ok()?;
    if !(SHORT_MIN..=DIGITS_MAX).contains(&count)
        || !digits.bytes().all(|byte| DIGITS.contains(&byte.to_ascii_lowercase()))
    {
        return None;
    }
    let mut tail = 0_i64;
    for byte in digits.bytes().rev().take(usize::try_from(TAIL_DIGITS).ok()?) {
        let digit = DIGITS.iter().position(|d| *d == byte.to_ascii_lowercase())?;
        tail = (tail << 5) | i64::try_from(digit).ok()?;
    }
    let free = 5 * TAIL_DIGITS.saturating_sub(count);
    Some((tail << free, ((tail + 1) << free) - 1))
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// The one source of ids: a moment, and chance from outside or from a seed.
#[derive(Debug)]
pub struct Ids {
    at: Instant,
    set: i64,
    chance: Chance,
    made: u32,
}

/// Where the unpredictable part of an id comes from.
#[derive(Clone, Debug)]
pub enum Chance {
    /// The system's random numbers.
    Random(fn() -> [u8; 8]),
    /// `MENTEE_SEED`: ids follow from the seed and the number of the change set.
    Seed(String),
}

impl Ids {
    /// A source for the change set numbered `set`.
    #[must_use]
    pub fn new(at: Instant, set: i64, chance: Chance) -> Self {
        Self { at, set, chance, made: 0 }
    }

    /// The next id.
    pub fn make(&mut self) -> Id {
        let chance = match &self.chance {
            Chance::Random(draw) => draw(),
            Chance::Seed(seed) => {
                let name = format!("{seed}\n{}\n{}", self.set, self.made);
                let bytes = *Uuid::new_v5(&Uuid::nil(), name.as_bytes()).as_bytes();
                let mut chance = [0; 8];
                // The first eight bytes of a v5 id but for its version nibble are plain SHA-1.
                chance.copy_from_slice(&bytes[8..]);
                chance[0] = bytes[0];
                chance
            }
        };
        // Twelve bits of counter; past that, order within the set is left to chance.
        let n = u16::try_from(self.made.min(0x0fff)).unwrap_or(0x0fff);
        self.made = self.made.saturating_add(1);
        Id::new(self.at, n, chance)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::read_instant;
    use proptest::prelude::*;

    fn ids(seed: &str, set: i64) -> Ids {
        let at = read_instant("2026-11-22T09:00:00Z").expect("an instant");
        Ids::new(at, set, Chance::Seed(seed.to_owned()))
    }

    #[test]
    fn a_seed_and_a_set_fix_the_ids() {
        assert_eq!(ids("a", 1).make(), ids("a", 1).make());
        assert_ne!(ids("a", 1).make(), ids("a", 2).make());
        assert_ne!(ids("a", 1).make(), ids("b", 1).make());
        let mut source = ids("a", 1);
        let (first, second) = (source.make(), source.make());
        assert!(first < second, "ids of one set sort as they were made");
        assert_eq!(first.to_string().as_bytes()[14], b'7', "version 7");
    }

    proptest! {
        #[test]
        fn an_id_reads_back(bytes in any::<[u8; 16]>()) {
            let id = Id::from_bytes(&bytes).expect("sixteen bytes");
            prop_assert_eq!(Id::read(&id.to_string()), Some(id));
        }

        #[test]
        fn a_suffix_finds_its_tail(bytes in any::<[u8; 16]>(), digits in SHORT_MIN..=DIGITS_MAX) {
            let id = Id::from_bytes(&bytes).expect("sixteen bytes");
            let (low, high) = tail_range(&id.suffix(digits)).expect("digits");
            prop_assert!((low..=high).contains(&id.tail()));
        }

        #[test]
        fn enough_digits_part_two_ids(a in any::<[u8; 16]>(), b in any::<[u8; 16]>()) {
            let (a, b) = (Id::from_bytes(&a).expect("a"), Id::from_bytes(&b).expect("b"));
            let digits = a.digits_beside(&b);
            prop_assert!(a == b || a.suffix(digits) != b.suffix(digits));
            prop_assert!(digits == SHORT_MIN || a.suffix(digits - 1) == b.suffix(digits - 1));
        }
    }
}
