//! The export that can be imported again: every record with every field, streamed, the same bytes for the same journal.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::Serializer;

use super::{Options, Source, Which};
use crate::domain::record::Json;
use crate::domain::text::Escaped;
use crate::domain::{Kind, Now};
use crate::exchange::{Error, FORMAT, VERSION};

/// Writes the records by kind, then by id, one a line; no clock, machine or path is in it.
pub(super) fn write(source: &dyn Source, options: Options, _: &Now, out: &mut dyn Write) -> Result<(), Error> {
    write!(out, "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"records\":[")?;
    let mut list = List { out, empty: true };
    let which = if options.trash { Which::All } else { Which::Live };
    for kind in Kind::ALL {
        source.each(*kind, which, &mut |record| {
            Ok(list.add(&Json { record: &record, short_id: None, derived: None })?)
        })?;
    }
    list.end()?;
    if options.history {
        out.write_all(b",\"history\":[")?;
        let mut list = List { out, empty: true };
        source.history(&mut |set| Ok(list.add(&set)?))?;
        list.end()?;
    }
    Ok(out.write_all(b"}\n")?)
}

/// A JSON array with an item a line.
struct List<'a> {
    out: &'a mut dyn Write,
    empty: bool,
}

impl List<'_> {
    fn add<T: Serialize>(&mut self, item: &T) -> io::Result<()> {
        self.out.write_all(if self.empty { b"\n" } else { b",\n" })?;
        self.empty = false;
        item.serialize(&mut Serializer::with_formatter(&mut *self.out, Escaped)).map_err(io::Error::from)
    }

    fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n]")
    }
}
