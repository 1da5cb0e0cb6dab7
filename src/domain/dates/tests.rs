//! Laws and tables for dates: every phrase the interface names, in several zones, at the edges of years and clocks.

use chrono::Weekday;
use proptest::prelude::*;

use super::*;
use crate::domain::time::Zone;

/// Wednesday 25 November 2026, 10:00 in London.
fn wednesday() -> Now {
    at("2026-11-25T10:00:00Z")
}

fn at(text: &str) -> Now {
    Now::new(read_instant(text).expect("an instant"), Zone::new(&chrono_tz::Europe::London))
}

/// What a phrase comes to, or the reason it does not, as one text to compare.
fn read(text: &str, now: &Now, lean: Lean) -> String {
    match parse(text, now, lean) {
        Ok(When { day, time: None, .. }) => day.to_string(),
        Ok(When { day, time: Some(time), .. }) => format!("{day} {}", time.format("%H:%M")),
        Err(error) => error.to_string(),
    }
}

fn check(now: &Now, lean: Lean, table: &[(&str, &str)]) {
    for (phrase, want) in table {
        assert_eq!(read(phrase, now, lean), *want, "{phrase:?}");
    }
}

#[test]
fn what_is_due_lies_ahead() {
    check(
        &wednesday(),
        Lean::Future,
        &[
            ("today", "2026-11-25"),
            ("tomorrow", "2026-11-26"),
            ("yesterday", "2026-11-24"),
            ("friday", "2026-11-27"),
            ("Fri", "2026-11-27"),
            ("wed", "2026-12-02"),
            ("next friday", "2026-12-04"),
            ("next wed", "2026-12-02"),
            ("this friday", "2026-11-27"),
            ("this wed", "2026-11-25"),
            ("last monday", "2026-11-23"),
            ("last wed", "2026-11-18"),
            ("fri 3pm", "2026-11-27 15:00"),
            ("friday at 15:00", "2026-11-27 15:00"),
            ("15:00 on friday", "2026-11-27 15:00"),
            ("tomorrow 9am", "2026-11-26 09:00"),
            ("tomorrow 9:00", "2026-11-26 09:00"),
            ("tomorrow at 14:30", "2026-11-26 14:30"),
            ("tomorrow noon", "2026-11-26 12:00"),
            ("3pm", "2026-11-25 15:00"),
            ("3 pm", "2026-11-25 15:00"),
            ("2:30pm", "2026-11-25 14:30"),
            ("14:00", "2026-11-25 14:00"),
            ("10:00", "2026-11-25 10:00"),
            ("9:00", "2026-11-26 09:00"),
            ("noon", "2026-11-25 12:00"),
            ("midnight", "2026-11-26 00:00"),
            ("12am tomorrow", "2026-11-26 00:00"),
            ("12pm", "2026-11-25 12:00"),
            ("in 2 weeks", "2026-12-09"),
            ("2 weeks", "2026-12-09"),
            ("in two weeks", "2026-12-09"),
            ("in a week", "2026-12-02"),
            ("a week ago", "2026-11-18"),
            ("in 3 days", "2026-11-28"),
            ("2 days ago", "2026-11-23"),
            ("in 90 minutes", "2026-11-25 11:30"),
            ("in 3 hours", "2026-11-25 13:00"),
            ("an hour ago", "2026-11-25 09:00"),
            ("in 1 month", "2026-12-25"),
            ("in a year", "2027-11-25"),
            ("in 2 weeks 14:00", "2026-12-09 14:00"),
            ("+3d", "2026-11-28"),
            ("+2w", "2026-12-09"),
            ("+1m", "2026-12-25"),
            ("+1y", "2027-11-25"),
            ("-3d", "2026-11-22"),
            ("+3 days", "2026-11-28"),
            ("next week", "2026-12-02"),
            ("last week", "2026-11-18"),
            ("next month", "2026-12-25"),
            ("last month", "2026-10-25"),
            ("next year", "2027-11-25"),
        ],
    );
}

#[test]
fn dates_of_the_calendar_lie_ahead() {
    check(
        &wednesday(),
        Lean::Future,
        &[
            ("end of month", "2026-11-30"),
            ("the end of the month", "2026-11-30"),
            ("end of next month", "2026-12-31"),
            ("end of february", "2027-02-28"),
            ("eom", "2026-11-30"),
            ("end of week", "2026-11-29"),
            ("eow", "2026-11-29"),
            ("end of the year", "2026-12-31"),
            ("eoy", "2026-12-31"),
            ("q1", "2027-03-31"),
            ("Q4", "2026-12-31"),
            ("q1 2028", "2028-03-31"),
            ("26 nov", "2026-11-26"),
            ("25 nov", "2026-11-25"),
            ("24 nov", "2027-11-24"),
            ("nov 26", "2026-11-26"),
            ("dec 3", "2026-12-03"),
            ("dec 24", "2026-12-24"),
            ("24 december", "2026-12-24"),
            ("24th of December", "2026-12-24"),
            ("  on   the 24th of december,  2026 ", "2026-12-24"),
            ("Dec. 24, 2026", "2026-12-24"),
            ("24 dec 2026", "2026-12-24"),
            ("24 dec 2026 18:00", "2026-12-24 18:00"),
            ("jan 5", "2027-01-05"),
            ("1st jan", "2027-01-01"),
            ("2nd of jan", "2027-01-02"),
            ("3rd sept", "2027-09-03"),
            ("the 26th", "2026-11-26"),
            ("the 24th", "2026-12-24"),
            ("31st", "2026-12-31"),
            ("26/11", "2026-11-26"),
            ("26/11 14:00", "2026-11-26 14:00"),
            ("26/11/2026", "2026-11-26"),
            ("26/11/26", "2026-11-26"),
            ("26.11.", "2026-11-26"),
            ("26.11.2026", "2026-11-26"),
            ("2026-11-26", "2026-11-26"),
            ("2026-12-24 18:00", "2026-12-24 18:00"),
            ("2026-11-26T14:00", "2026-11-26 14:00"),
            ("2026-11-26T14:00:00Z", "2026-11-26 14:00"),
            ("2026-11-26T14:00:00+01:00", "2026-11-26 13:00"),
            ("by fri", "2026-11-27"),
            ("thu 26 nov", "2026-11-26"),
            ("Thu 26 Nov 2026 9:00", "2026-11-26 09:00"),
            ("29 feb", "2028-02-29"),
        ],
    );
}

#[test]
fn what_has_happened_lies_back() {
    check(
        &wednesday(),
        Lean::Past,
        &[
            ("wed", "2026-11-25"),
            ("fri", "2026-11-20"),
            ("tuesday", "2026-11-24"),
            ("last fri", "2026-11-20"),
            ("next fri", "2026-12-04"),
            ("25 nov", "2026-11-25"),
            ("26 nov", "2025-11-26"),
            ("26/11", "2025-11-26"),
            ("29 feb", "2024-02-29"),
            ("the 26th", "2026-10-26"),
            ("the 31st", "2026-10-31"),
            ("q3", "2026-09-30"),
            ("q4", "2025-12-31"),
            ("2 weeks", "2026-11-11"),
            ("in 2 weeks", "2026-12-09"),
            ("9:00", "2026-11-25 09:00"),
            ("14:00", "2026-11-24 14:00"),
            ("today 14:00", "2026-11-25 14:00"),
        ],
    );
}

#[test]
fn an_impossible_date_is_never_a_guess() {
    check(
        &wednesday(),
        Lean::Future,
        &[
            ("31 feb", "“31 feb” is not a date: February has at most 29 days"),
            ("feb 31 2026", "“feb 31 2026” is not a date: February has 28 days in 2026"),
            ("29 feb 2027", "“29 feb 2027” is not a date: February has 28 days in 2027"),
            ("2026-02-30", "“2026-02-30” is not a date: February has 28 days in 2026"),
            ("31/11", "“31/11” is not a date: November has 30 days"),
            ("0 nov", "“0 nov” is not a date: the first day of a month is the 1st"),
            ("11/26", "“11/26” is not a date: there is no month 26; 26 November is 26/11 or 2026-11-26"),
            ("fri 26 nov", "“fri 26 nov” is not a date: 26 November 2026 is a Thursday"),
            ("25:00", "“25:00” is not a date: no clock shows 25:00"),
            ("13pm", "“13pm” is not a date: no clock shows 13pm"),
            ("the 32nd", "“the 32nd” is not a date: a month has at most 31 days"),
            ("+9000y", "“+9000y” is not a date: years run from 1 to 9999"),
            ("in 99999999999999999999 days", "“in 99999999999999999999 days” is not a date: years run from 1 to 9999"),
            ("0000-01-01", "“0000-01-01” is not a date: years run from 1 to 9999"),
            ("banana", "“banana” is not a date; try fri, in 2 weeks, 26 nov or 2026-11-26"),
            ("fri banana", "“fri banana” is not a date; try fri, in 2 weeks, 26 nov or 2026-11-26"),
            ("31 feb banana", "“31 feb banana” is not a date; try fri, in 2 weeks, 26 nov or 2026-11-26"),
            ("on", "“on” is not a date; try fri, in 2 weeks, 26 nov or 2026-11-26"),
            ("50/50", "“50/50” is not a date; try fri, in 2 weeks, 26 nov or 2026-11-26"),
            ("", "a date is missing; try fri, in 2 weeks, 26 nov or 2026-11-26"),
            (" \t", "a date is missing; try fri, in 2 weeks, 26 nov or 2026-11-26"),
        ],
    );
    let day = |text: &str| parse_day(text, &wednesday(), Lean::Future).expect("a day");
    assert_eq!(day("fri 3pm"), day("fri"), "a day holds no time of day");
    assert!(parse(&"9".repeat(1 << 20), &wednesday(), Lean::Future).is_err());
}

#[test]
fn the_config_says_which_number_is_the_month() {
    let mut now = wednesday();
    now.day_first = false;
    assert_eq!(read("11/26", &now, Lean::Future), "2026-11-26");
    assert_eq!(read("26.11.", &now, Lean::Future), "2026-11-26", "dots put the day first");
    now.week_start = Weekday::Sun;
    assert_eq!(read("eow", &now, Lean::Future), "2026-11-28");
}

#[test]
fn months_end_where_they_end() {
    let now = at("2026-01-31T12:00:00Z");
    check(&now, Lean::Future, &[("next month", "2026-02-28"), ("+13m", "2027-02-28"), ("eom", "2026-01-31")]);
    let now = at("2028-02-29T12:00:00Z");
    check(&now, Lean::Future, &[("29 feb", "2028-02-29"), ("next year", "2029-02-28"), ("the 30th", "2028-03-30")]);
    check(&now, Lean::Past, &[("29 feb", "2028-02-29"), ("the 30th", "2028-01-30")]);
    let now = at("2026-12-31T23:30:00Z");
    check(
        &now,
        Lean::Future,
        &[("tomorrow", "2027-01-01"), ("31 dec", "2026-12-31"), ("in 2 hours", "2027-01-01 01:30")],
    );
}

#[test]
fn today_is_the_local_day() {
    let instant = read_instant("2026-11-25T23:30:00Z").expect("an instant");
    let tokyo = Now::new(instant, Zone::new(&chrono_tz::Asia::Tokyo));
    assert_eq!(read("today", &tokyo, Lean::Future), "2026-11-26");
    assert_eq!(read("thu", &tokyo, Lean::Past), "2026-11-26");
    let honolulu = Now::new(instant, Zone::new(&chrono_tz::Pacific::Honolulu));
    assert_eq!(read("14:00", &honolulu, Lean::Future), "2026-11-25 14:00");
    // Samoa had no 30 December 2011.
    let apia =
        Now::new(read_instant("2011-12-29T12:00:00Z").expect("an instant"), Zone::new(&chrono_tz::Pacific::Apia));
    assert!(parse_instant("tomorrow 12:00", &apia, Lean::Future).is_ok());
}

#[test]
fn time_passes_whatever_the_clocks_do() {
    let berlin = |text| Now::new(read_instant(text).expect("an instant"), Zone::new(&chrono_tz::Europe::Berlin));
    // Clocks go from 02:00 to 03:00 at 01:00 UTC.
    let now = berlin("2026-03-29T00:30:00Z");
    assert_eq!(read("in 90 minutes", &now, Lean::Future), "2026-03-29 04:00");
    // From 03:00 back to 02:00 at 01:00 UTC: the second 02:30 is an hour after the first.
    let now = berlin("2026-10-25T00:30:00Z");
    let when = parse("in 1 hour", &now, Lean::Future).expect("a date");
    assert_eq!(when.instant(&now).to_string(), "2026-10-25 01:30:00 UTC");
    assert_eq!(when.time.map(|time| time.to_string()).as_deref(), Some("02:30:00"));
    let instant = |text| parse_instant(text, &now, Lean::Future).expect("a date").to_string();
    assert_eq!(instant("2026-10-25T01:30:00Z"), "2026-10-25 01:30:00 UTC");
    assert_eq!(instant("fri"), "2026-10-30 08:00:00 UTC", "a day alone is 09:00");
    assert_eq!(instant("today"), "2026-10-25 00:30:00 UTC", "today alone is now");
}

#[test]
fn a_line_ends_with_its_due_date() {
    let now = wednesday();
    let found = |text: &str| {
        trailing(text, &now, Lean::Future).map(|found| {
            let when = found.when.map_or_else(|error| error.to_string(), |when| when.day.to_string());
            (text.get(..found.start).expect("a boundary").to_owned(), when)
        })
    };
    for (text, head, when) in [
        ("send her our dock board by fri", "send her our dock board ", "2026-11-27"),
        ("send it By Friday.", "send it ", "2026-11-27"),
        ("send it by  3 dec ", "send it ", "2026-12-03"),
        ("stand by the gate by the end of the month!", "stand by the gate ", "2026-11-30"),
        ("pay the fee due 26/11", "pay the fee ", "2026-11-26"),
        ("pay the fee due by fri", "pay the fee ", "2026-11-27"),
        ("call by 2pm", "call ", "2026-11-25"),
        ("by fri", "", "2026-11-27"),
        ("ж by\u{a0}fri", "ж ", "2026-11-27"),
        ("send it by 31 feb", "send it ", "“31 feb” is not a date: February has at most 29 days"),
    ] {
        assert_eq!(found(text), Some((head.to_owned(), when.to_owned())), "{text:?}");
    }
    for text in [
        "",
        "by",
        "stand by the board",
        "send it by fri please",
        "cut replanning by 2 weeks",
        "cut replanning by 11.5",
        "split it by 50/50",
        "send it by 31 feb or so",
        "baby fri",
        "send it fri",
    ] {
        assert_eq!(found(text), None, "{text:?}");
    }
}

#[test]
fn days_are_said_plainly() {
    let now = wednesday();
    for (day, said, far) in [
        ("2026-11-25", "Wed 25 Nov", "today"),
        ("2026-11-26", "Thu 26 Nov", "tomorrow"),
        ("2026-11-24", "Tue 24 Nov", "yesterday"),
        ("2026-11-29", "Sun 29 Nov", "in 4 days"),
        ("2026-11-12", "Thu 12 Nov", "13 days ago"),
        ("2026-12-09", "Wed 9 Dec", "in 2 weeks"),
        ("2026-12-17", "Thu 17 Dec", "in 3 weeks"),
        ("2027-01-23", "Sat 23 Jan 2027", "in 8 weeks"),
        ("2027-01-24", "Sun 24 Jan 2027", "in 2 months"),
        ("2027-11-25", "Thu 25 Nov 2027", "in 12 months"),
        ("2024-11-20", "Wed 20 Nov 2024", "2 years ago"),
    ] {
        let day = crate::domain::time::read_day(day).expect("a day");
        assert_eq!((say(day, &now).as_str(), distance(day, &now).as_str()), (said, far));
    }
    let instant = read_instant("2026-11-25T14:05:00Z").expect("an instant");
    assert_eq!(say_at(instant, &now), "today 14:05");
    assert_eq!(near(now.today() - chrono::Duration::days(2), &now), "Mon 23 Nov");
}

/// Zones with clocks that change by an hour, by half an hour, and not at all.
fn zones() -> impl Strategy<Value = Zone> {
    prop_oneof![
        Just(Zone::UTC),
        Just(Zone::new(&chrono_tz::Europe::Berlin)),
        Just(Zone::new(&chrono_tz::America::New_York)),
        Just(Zone::new(&chrono_tz::Australia::Lord_Howe)),
        Just(Zone::new(&chrono_tz::Pacific::Kiritimati)),
    ]
}

fn moments() -> impl Strategy<Value = Now> {
    (-62_000_000_000_i64..253_000_000_000, zones())
        .prop_map(|(seconds, zone)| Now::new(DateTime::from_timestamp(seconds, 0).expect("in range"), zone))
}

fn leans() -> impl Strategy<Value = Lean> {
    prop_oneof![Just(Lean::Future), Just(Lean::Past)]
}

/// Words that dates are made of, in any order.
fn word_salad() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "in", "next", "last", "this", "end", "of", "the", "fri", "feb", "29", "31", "2026", "ago", "weeks",
            "month", "at", "on", "14:00", "2pm", "+", "-3d", "a", "q1", "26/11", "26.11.", "by", "th", "3rd", "noon",
            "years",
        ])
        .prop_map(str::to_owned),
        "[+-]?[0-9]{1,12}[a-z]{0,2}",
        "[0-9]{1,4}[-/.:][0-9]{1,3}([-/.:][0-9]{0,4})?",
    ];
    prop::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn no_text_panics(text in any::<String>(), now in moments(), lean in leans()) {
        let _ = parse(&text, &now, lean);
        let _ = trailing(&text, &now, lean);
    }

    #[test]
    fn no_order_of_words_panics_or_leaves_the_calendar(text in word_salad(), now in moments(), lean in leans()) {
        if let Ok(when) = parse(&text, &now, lean) {
            prop_assert!((1..=9999).contains(&when.day.year()));
            prop_assert_eq!(when.day.to_string().len(), 10);
            prop_assert_eq!(crate::domain::time::instant_text(when.instant(&now)).len(), 20);
        }
        if let Some(found) = trailing(&format!("send it by {text}"), &now, lean) {
            prop_assert!(found.start >= "send it ".len());
        }
    }

    #[test]
    fn what_is_written_reads_back(days in 1_i64..3_650_000, now in moments(), lean in leans()) {
        let day = Day::MIN.with_year(1).and_then(|day| day.checked_add_signed(TimeDelta::days(days))).expect("a day");
        for format in ["%Y-%m-%d", "%-d %b %Y", "%A, %B %-d %Y", "%-d/%-m/%Y", "%d.%m.%Y"] {
            prop_assert_eq!(parse_day(&day.format(format).to_string(), &now, lean), Ok(day), "{}", format);
        }
    }

    #[test]
    fn what_screens_say_reads_back(days in -300_i64..300, now in moments()) {
        prop_assume!((10..9990).contains(&now.today().year()));
        let day = now.today() + TimeDelta::days(days);
        let lean = if days < 0 { Lean::Past } else { Lean::Future };
        prop_assert_eq!(parse_day(&say(day, &now), &now, lean), Ok(day));
        prop_assert_eq!(parse_day(&near(day, &now), &now, lean), Ok(day));
        if days.abs() < 14 {
            prop_assert_eq!(parse_day(&distance(day, &now), &now, lean), Ok(day));
        }
    }

    #[test]
    fn a_day_without_a_year_is_the_nearest(days in 0_i64..365, now in moments()) {
        prop_assume!((10..9990).contains(&now.today().year()));
        for (lean, sign) in [(Lean::Future, 1), (Lean::Past, -1)] {
            let day = now.today() + TimeDelta::days(days * sign);
            prop_assert_eq!(parse_day(&day.format("%-d %b").to_string(), &now, lean), Ok(day));
        }
    }

    #[test]
    fn a_local_time_reads_back(minutes in 0_i64..10_000_000, zone in zones()) {
        let local = DateTime::UNIX_EPOCH.naive_utc() + TimeDelta::minutes(minutes);
        let now = Now::new(DateTime::UNIX_EPOCH, zone);
        let when = parse(&local.format("%Y-%m-%d %H:%M").to_string(), &now, Lean::Past).expect("a date");
        prop_assert_eq!(when.day.and_time(when.time.expect("a time")), local);
    }
}
