#![no_main]

#[path = "../targets.rs"]
mod targets;

use std::{path::Path, sync::LazyLock};
use targets::{Ground, Target};

static GROUND: LazyLock<Ground> = LazyLock::new(|| Ground::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")));

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    GROUND.throw(Target::Settings, bytes);
});
