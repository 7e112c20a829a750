//! Properties of unpacking arbitrary bytes.

use std::io::Cursor;
use std::ops::ControlFlow;

use figured::fuzzing::{InputPart, read_parts_of};

/// The maximum number of bytes that may be unpacked from a small file.
const UNPACKED_LIMIT: u64 = 1 << 30;
/// The maximum number of bytes that may be unpacked from a large file, as a multiple of its length.
const UNPACKED_LIMIT_FACTOR: u64 = 250;

/// Checks that the size of the output is bounded, and that no member name is absolute or has a `..` component.
pub fn check(bytes: &[u8]) {
    let (mut unpacked, mut refused) = (0, 0);
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
            unpacked += read as u64;
        }
    };
    let mut refuse = |_: &str, e: &std::io::Error| {
        assert!(!e.to_string().is_empty());
        refused += 1;
    };
    // A damaged archive may cause an error, but not a panic.
    let _ = read_parts_of(Cursor::new(bytes), "dam.zip", &mut each, &mut refuse);
    assert!(
        unpacked <= UNPACKED_LIMIT.max(UNPACKED_LIMIT_FACTOR * bytes.len() as u64),
        "{unpacked}"
    );
    assert!(refused <= bytes.len() / 16, "{refused}");
}
