//! Any bytes as a file to import, in every format: its records are handed out, or it is refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mentee::exchange::import::FORMATS;

fuzz_target!(|bytes: &[u8]| {
    for format in FORMATS {
        let mut count = 0_u64;
        let found = format.read(&mut &*bytes, &mut |_| {
            count += 1;
            Ok(())
        });
        assert!(found.is_err() || count > 0 || bytes.len() < 1_000_000);
    }
});
