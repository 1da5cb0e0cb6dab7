//! Reads the export back, record by record. Refuses what is cut short, of another format or of a newer version; keeps
//! fields it does not know.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read as _};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Found;
use crate::domain::{Fields, Record};
use crate::exchange::{Error, FORMAT, Take, VERSION};

/// The most bytes of a line that is read as a whole.
const LINE: u64 = 1024 * 1024;

/// With this many brackets and more in a line, somebody counts how deep they go.
const BRACKETS: usize = 64;

/// Reads a file. `format` and `version` may stand behind the records, as they do after a tool has sorted the keys.
pub(super) fn read(from: &mut dyn BufRead, take: &mut Take<'_>) -> Result<Found, Error> {
    skip_mark(from)?;
    let mut reading = Reading { take, found: Found::default(), failed: None, head: Head::default(), begun: false };
    let Rest { head, lines, line } = reading.lines(from)?;
    let rest = head.chain(io::repeat(b'\n').take(lines)).chain(line.as_slice()).chain(from);
    // Of a known type, or every byte is a call of its own.
    let mut parser = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, rest));
    let parsed = parser.deserialize_map(Whole(&mut reading)).and_then(|()| parser.end());
    if let Some(error) = reading.failed {
        return Err(error);
    }
    parsed.map_err(|error| refused(&error))?;
    reading.head.check(true)?;
    Ok(reading.found)
}

/// What is left to be read: the head of the file anew, as many ends of lines as were passed, so that an error names its
/// line, and what was read and not taken.
struct Rest {
    head: &'static [u8],
    lines: u64,
    line: Vec<u8>,
}

/// Steps over a byte order mark.
fn skip_mark(from: &mut dyn BufRead) -> Result<(), Error> {
    let start = from.fill_buf().map_err(Error::Read)?;
    if start.is_empty() {
        return Err(Error::NotAnExport { why: "the file is empty".to_owned() });
    }
    if start.starts_with(b"\xef\xbb\xbf") {
        from.consume(3);
    }
    Ok(())
}

/// How what we write begins, and how it goes on behind a record.
const OURS: &[u8] = br#"{"format":"mentee-journal","version":1,"records":["#;
const OURS_BEGUN: &[u8] = br#"{"format":"mentee-journal","version":1,"records":[0,"#;

/// Whether a record by itself nests no deeper than the parser allows within the whole file.
fn is_shallow(record: &[u8]) -> bool {
    let opens = |byte: &u8| matches!(byte, b'{' | b'[');
    if record.iter().filter(|byte| opens(byte)).count() < BRACKETS {
        return true;
    }
    let mut deep = 0_usize;
    record.iter().all(|byte| {
        match byte {
            b'{' | b'[' => deep += 1,
            b'}' | b']' => deep = deep.saturating_sub(1),
            _ => {}
        }
        deep < BRACKETS
    })
}

/// What a parser's error means for the file.
fn refused(error: &serde_json::Error) -> Error {
    use serde_json::error::Category;
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or(&why).to_owned();
    match error.classify() {
        Category::Eof => Error::CutShort { line: error.line() },
        Category::Syntax => Error::Syntax { line: error.line(), column: error.column(), why },
        Category::Data => Error::NotAnExport { why },
        Category::Io => Error::Read(error.io_error_kind().map_or_else(|| io::Error::other(why), io::Error::from)),
    }
}

/// What the file says about itself.
#[derive(Default)]
struct Head {
    format: Option<String>,
    version: Option<u64>,
    records: bool,
}

impl Head {
    /// Whether what is known so far is fine; at the end, all of it has to be known.
    fn check(&self, end: bool) -> Result<(), Error> {
        let not = |why: &str| Err(Error::NotAnExport { why: why.to_owned() });
        match self.format.as_deref() {
            Some(FORMAT) => {}
            Some(_) => return not("its `format` is another"),
            None if end => return not("it names no `format`"),
            None => {}
        }
        match self.version {
            Some(0) => return not("there is no version 0"),
            Some(found) if found > VERSION => return Err(Error::Newer { found }),
            None if end => return not("it names no `version`"),
            _ => {}
        }
        if end && !self.records { not("it has no `records`") } else { Ok(()) }
    }
}

/// How far the reading has come.
struct Reading<'a, 't> {
    take: &'a mut Take<'t>,
    found: Found,
    head: Head,
    /// Why the reading stopped, where it was no fault of the parser's.
    failed: Option<Error>,
    /// Whether something stands in the list for the records that were taken already.
    begun: bool,
}

impl Reading<'_, '_> {
    /// Takes the records of a file that is written as we write it, a line each, as long as it is: to read a line from memory
    /// takes half as long as to read a file byte by byte. The last record, and whatever is otherwise, is left to the other
    /// way, which knows what is wrong with it.
    fn lines(&mut self, from: &mut dyn BufRead) -> Result<Rest, Error> {
        let mut line = Vec::new();
        let begins = from.take(OURS.len() as u64 + 1).read_to_end(&mut line);
        begins.map_err(Error::Read)?;
        if line.strip_suffix(b"\n") != Some(OURS) {
            return Ok(Rest { head: b"", lines: 0, line });
        }
        loop {
            line.clear();
            from.take(LINE).read_until(b'\n', &mut line).map_err(Error::Read)?;
            let record = line.strip_suffix(b",\n").filter(|record| is_shallow(record));
            let Some(json) = record.and_then(|record| serde_json::from_slice::<Fields>(record).ok()) else { break };
            self.record(&json)?;
        }
        self.begun = self.found.records > 0;
        let head = if self.begun { OURS_BEGUN } else { OURS };
        Ok(Rest { head, lines: self.found.records + 1, line })
    }

    /// Hands a record out.
    fn record(&mut self, json: &Fields) -> Result<(), Error> {
        self.found.records += 1;
        match Record::from_json(json) {
            Ok(record) => (self.take)(record),
            Err(problem) => Err(Error::Record {
                number: self.found.records,
                id: json.get("id").and_then(|id| id.as_str()).unwrap_or_default().chars().take(36).collect(),
                why: problem.to_string(),
            }),
        }
    }

    /// Ends the reading with an error of ours.
    fn stop<E: serde::de::Error>(&mut self, error: Error) -> E {
        self.failed = Some(error);
        E::custom("stopped")
    }
}

/// The whole file.
struct Whole<'r, 'a, 't>(&'r mut Reading<'a, 't>);

impl<'de> Visitor<'de> for Whole<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with `format`, `version` and `records`")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<(), M::Error> {
        let reading = self.0;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "format" => reading.head.format = Some(map.next_value()?),
                "version" => reading.head.version = Some(map.next_value()?),
                "records" => {
                    reading.head.records = true;
                    map.next_value_seed(Records(&mut *reading))?;
                }
                "history" => {
                    reading.found.history = true;
                    map.next_value::<IgnoredAny>()?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
            if let Err(error) = reading.head.check(false) {
                return Err(reading.stop(error));
            }
        }
        Ok(())
    }
}

/// The list of records.
struct Records<'r, 'a, 't>(&'r mut Reading<'a, 't>);

impl<'de> DeserializeSeed<'de> for Records<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Records<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of records")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
        let reading = self.0;
        if std::mem::take(&mut reading.begun) {
            list.next_element::<IgnoredAny>()?;
        }
        while let Some(json) = list.next_element::<Fields>()? {
            if let Err(error) = reading.record(&json) {
                return Err(reading.stop(error));
            }
        }
        Ok(())
    }
}
