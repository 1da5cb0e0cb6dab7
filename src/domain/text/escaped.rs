//! JSON whose strings hold nothing that drives a terminal: what [`Shown`](super::Shown) would spell out is `\uXXXX` here,
//! which is the same value to any reader.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use super::forbidden;

/// Compact JSON, safe to print as it is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Escaped;

impl Formatter for Escaped {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| forbidden(*c)) {
            writer.write_all(fragment.get(plain..at).unwrap_or_default().as_bytes())?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            plain = at + c.len_utf8();
        }
        writer.write_all(fragment.get(plain..).unwrap_or_default().as_bytes())
    }
}
