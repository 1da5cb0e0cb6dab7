//! Any bytes as a reply: read, and what is read is written and read again, or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mentee::exchange::share::{id_of, read_reply, write_reply};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(reply) = read_reply(&mut &*bytes) {
        for said in &reply.items {
            let _ = id_of(&reply.share, said);
        }
        let written = write_reply(&reply.share, &reply.by, reply.made, &reply.overall, &reply.items);
        let again = read_reply(&mut written.as_bytes());
        assert!(again.is_ok_and(|again| again.items == reply.items));
    }
});
