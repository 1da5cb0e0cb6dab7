//! Now, local days and instants. Time comes from outside: nothing here reads a clock or a zone file of its own accord.

use std::ops::Range;

use chrono::{
    DateTime, Datelike, Duration, FixedOffset, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, SecondsFormat,
    TimeZone, Utc, Weekday,
};

/// A local calendar date. A due date is data, never a computation: it does not move with a time zone.
pub type Day = NaiveDate;

/// A point in time, kept in UTC and shown in the local zone.
pub type Instant = DateTime<Utc>;

/// What a zone has to answer; implemented for every `chrono` zone.
trait Rules: Sync {
    fn offset_at(&self, at: Instant) -> FixedOffset;
    fn instant_of(&self, local: NaiveDateTime) -> LocalResult<Instant>;
}

impl<Z: TimeZone + Sync> Rules for Z {
    fn offset_at(&self, at: Instant) -> FixedOffset {
        use chrono::Offset as _;
        self.offset_from_utc_datetime(&at.naive_utc()).fix()
    }

    fn instant_of(&self, local: NaiveDateTime) -> LocalResult<Instant> {
        match self.from_local_datetime(&local) {
            LocalResult::Single(at) => LocalResult::Single(at.with_timezone(&Utc)),
            LocalResult::Ambiguous(a, b) => LocalResult::Ambiguous(a.with_timezone(&Utc), b.with_timezone(&Utc)),
            LocalResult::None => LocalResult::None,
        }
    }
}

/// The person's time zone, handed in from outside so that rules can be tested in any zone.
#[derive(Clone, Copy)]
pub struct Zone(&'static dyn Rules);

impl Zone {
    /// UTC, for tests and for reproducible output.
    pub const UTC: Self = Self(&Utc);

    /// Wraps a `chrono` zone, for example `chrono::Local`.
    #[must_use]
    pub fn new<Z: TimeZone + Sync + 'static>(zone: &'static Z) -> Self {
        Self(zone)
    }
}

impl std::fmt::Debug for Zone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Zone")
    }
}

/// Which way a date without a year, or a bare weekday, leans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// What is due: the next one.
    Future,
    /// What has happened: the last one, today included.
    Past,
}

/// The moment a message was made, the zone it was made in, and how its person writes dates.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// The instant, cut to milliseconds.
    pub at: Instant,
    /// The person's zone.
    pub zone: Zone,
    /// Whether `26/11` is day/month (the default) or month/day.
    pub day_first: bool,
    /// The first day of a week.
    pub week_start: Weekday,
}

impl Now {
    /// A moment in a zone, with day-first dates and weeks from Monday.
    #[must_use]
    pub fn new(at: Instant, zone: Zone) -> Self {
        let at = DateTime::from_timestamp_millis(at.timestamp_millis()).unwrap_or(at);
        Self { at, zone, day_first: true, week_start: Weekday::Mon }
    }

    /// The local calendar date.
    #[must_use]
    pub fn today(&self) -> Day {
        self.day_of(self.at)
    }

    /// The local date and time.
    #[must_use]
    pub fn local(&self) -> NaiveDateTime {
        self.local_of(self.at)
    }

    /// The local date of an instant.
    #[must_use]
    pub fn day_of(&self, at: Instant) -> Day {
        self.local_of(at).date()
    }

    /// The local date and time of an instant; where the calendar ends, the UTC one.
    #[must_use]
    pub fn local_of(&self, at: Instant) -> NaiveDateTime {
        let offset = self.zone.0.offset_at(at);
        at.naive_utc().checked_add_offset(offset).unwrap_or_else(|| at.naive_utc())
    }

    /// The instant of a local time. In a gap (clocks go forward) the time is read with the offset before the gap, as
    /// iCalendar does; in an overlap the first of the two.
    #[must_use]
    pub fn instant_of(&self, local: NaiveDateTime) -> Instant {
        match self.zone.0.instant_of(local) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
            LocalResult::None => {
                let before = local.checked_sub_signed(Duration::hours(3)).unwrap_or(local);
                match self.zone.0.instant_of(before) {
                    LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => {
                        at.checked_add_signed(local - before).unwrap_or(at)
                    }
                    LocalResult::None => local.and_utc(),
                }
            }
        }
    }

    /// The first instant of a local day.
    #[must_use]
    pub fn start_of(&self, day: Day) -> Instant {
        self.instant_of(day.and_time(NaiveTime::MIN))
    }

    /// The first day of the week that holds `day`.
    #[must_use]
    pub fn week_of(&self, day: Day) -> Day {
        let back = (7 + day.weekday().num_days_from_monday() - self.week_start.num_days_from_monday()) % 7;
        day.checked_sub_signed(Duration::days(i64::from(back))).unwrap_or(day)
    }

    /// The same person and zone at another instant.
    #[must_use]
    pub fn at(&self, at: Instant) -> Self {
        Self { at, ..*self }
    }
}

/// An instant as stored and exported: RFC 3339 in UTC, with milliseconds only where there are some.
#[must_use]
pub fn instant_text(at: Instant) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Reads an RFC 3339 instant, cut to milliseconds; `None` for anything else.
#[must_use]
pub fn read_instant(text: &str) -> Option<Instant> {
    let stored = || {
        let (day, time) = text.split_at_checked(10)?;
        let [b'T', _, _, b':', _, _, b':', _, _, rest @ ..] = time.as_bytes() else { return None };
        let millis = match rest {
            b"Z" => 0,
            [b'.', _, _, _, b'Z'] => number(time, 10..13)?,
            _ => return None,
        };
        let (hour, minute, second) = (number(time, 1..3)?, number(time, 4..6)?, number(time, 7..9)?);
        Some(read_day(day)?.and_hms_milli_opt(hour, minute, second, millis)?.and_utc())
    };
    // What this program wrote itself is read by hand, as dates are.
    stored().or_else(|| {
        let at = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
        DateTime::from_timestamp_millis(at.timestamp_millis())
    })
}

/// Reads a `YYYY-MM-DD` date; `None` for anything else (no other spelling, so that stored dates have one form).
#[must_use]
pub fn read_day(text: &str) -> Option<Day> {
    // By hand: pages of figures read thousands of days, and a format that is parsed for each takes ten times as long.
    let [_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes() else { return None };
    NaiveDate::from_ymd_opt(i32::try_from(number(text, 0..4)?).ok()?, number(text, 5..7)?, number(text, 8..10)?)
}

/// The number that the digits at a place of a text say.
fn number(text: &str, at: Range<usize>) -> Option<u32> {
    let digits = text.as_bytes().get(at)?;
    digits.iter().try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
}

/// Whole days from `from` to `to`; negative when `to` is earlier.
#[must_use]
pub fn days_between(from: Day, to: Day) -> i64 {
    to.signed_duration_since(from).num_days()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Instant {
        read_instant(text).expect("an instant")
    }

    proptest! {
        #[test]
        fn stored_times_are_read_as_chrono_reads_them(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,4})?(Z|z|\\+02:00)?)?|\\PC{0,24}",
        ) {
            let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok().filter(|day| day.to_string() == text);
            prop_assert_eq!(read_day(&text), day);
            let at = DateTime::parse_from_rfc3339(&text).ok();
            let at = at.and_then(|at| DateTime::from_timestamp_millis(at.timestamp_millis()));
            prop_assert_eq!(read_instant(&text), at);
        }
    }

    #[test]
    fn a_local_day_follows_the_zone() {
        let now = Now::new(at("2026-11-22T23:30:00Z"), Zone::new(&chrono_tz::Europe::Berlin));
        assert_eq!(now.today().to_string(), "2026-11-23");
        let now = Now::new(at("2026-11-22T03:30:00Z"), Zone::new(&chrono_tz::America::New_York));
        assert_eq!(now.today().to_string(), "2026-11-21");
    }

    #[test]
    fn gaps_and_overlaps_have_one_answer() {
        let now = Now::new(at("2026-01-01T00:00:00Z"), Zone::new(&chrono_tz::Europe::Berlin));
        let local = |text| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a time");
        assert_eq!(now.instant_of(local("2026-03-29 02:30")), at("2026-03-29T01:30:00Z"));
        assert_eq!(now.instant_of(local("2026-10-25 02:30")), at("2026-10-25T00:30:00Z"));
    }

    #[test]
    fn a_week_begins_where_the_person_says() {
        let mut now = Now::new(at("2026-11-22T09:00:00Z"), Zone::UTC);
        assert_eq!(now.week_of(now.today()).to_string(), "2026-11-16");
        now.week_start = Weekday::Sun;
        assert_eq!(now.week_of(now.today()).to_string(), "2026-11-22");
    }

    #[test]
    fn dates_have_one_stored_spelling() {
        assert!(read_day("2026-1-2").is_none() && read_day("2026-02-30").is_none() && read_day("+026-01-02").is_none());
        assert_eq!(instant_text(at("2026-11-22T10:00:00+01:00")), "2026-11-22T09:00:00Z");
    }
}
