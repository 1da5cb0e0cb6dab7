//! A number of bytes as people read it.

/// A size in the unit in which it has one to three digits.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn a_size_is_short() {
        for (bytes, said) in
            [(0, "0 B"), (999, "999 B"), (4_096, "4 kB"), (1_250_000, "1.2 MB"), (227_450_880, "227.4 MB")]
        {
            assert_eq!(size(bytes), said);
        }
    }
}
