//! Any bytes as a sealed file: its head is read, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mentee::exchange::share::{Key, needs_passphrase, open};

fuzz_target!(|bytes: &[u8]| {
    if needs_passphrase(bytes).is_ok() {
        let _ = open(bytes, &Key::Passphrase { words: "x", work: None });
    }
});
