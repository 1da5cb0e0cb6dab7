//! Any bytes as the content of a sealed share: read and shown in every way, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mentee::domain::share::text;
use mentee::exchange::share::{page, parse};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(share) = parse(bytes) {
        let _ = text(&share, true, false, true);
        let page = page(&share, None).expect("a page");
        assert_eq!(page.matches("<script").count(), 1);
    }
});
