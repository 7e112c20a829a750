//! What holds for every file that may be packed.

use std::io::Cursor;
use std::ops::ControlFlow;

use figured::fuzzing::{InputPart, read_parts_of};

/// So much may come of a file of any size, in bytes; and so many times its size.
const ALWAYS: u64 = 1 << 30;
const MOST_TIMES: u64 = 250;

/// Panics where a property does not hold: what comes out is bounded, and no name leads out of the archive.
pub fn holds(bytes: &[u8]) {
    let (mut given, mut refused) = (0, 0);
    let mut each = |part: InputPart<'_>| {
        if let Some(member) = part.member {
            let mut names = member.split(['/', '\\']);
            assert!(
                names.all(|name| name != "..") && !member.starts_with(['/', '\\']),
                "{member:?}"
            );
        }
        assert!(!part.name.contains(['/', '\\']), "{:?}", part.name);
        let mut buffer = [0; 1 << 13];
        loop {
            let read = part.input.read(&mut buffer)?;
            if read == 0 {
                return Ok(ControlFlow::Continue(()));
            }
            given += read as u64;
        }
    };
    let mut refuse = |_: &str, e: &std::io::Error| {
        assert!(!e.to_string().is_empty());
        refused += 1;
    };
    // What is wrong with the whole is an error, and no reason to panic.
    let _ = read_parts_of(Cursor::new(bytes), "dam.zip", &mut each, &mut refuse);
    assert!(
        given <= ALWAYS.max(MOST_TIMES * bytes.len() as u64),
        "{given}"
    );
    assert!(refused <= bytes.len() / 16, "{refused}");
}
