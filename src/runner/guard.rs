//! Catching a panic inside one run. Where panics abort, as on WebAssembly, nothing can be caught: there the host drops the
//! instance, names the run and goes on with the next.

use std::{
    cell::{Cell, RefCell},
    panic::{self, AssertUnwindSafe, Location},
    sync::Once,
};

thread_local! {
    // A panic hook belongs to the whole program, and says nothing about who panicked; so each thread marks whether it is
    // inside a run.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

static HOOK: Once = Once::new();

/// From now on a panic inside a run prints nothing, and the message of the run says where in our code it came from. This sets the
/// panic hook of the whole program, so it is for programs to call, as the command line does, and never done by the library.
/// Panics outside of runs go to the hook that there was.
pub fn quiet_panics() {
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if INSIDE.get() {
                PLACE.with_borrow_mut(|place| *place = info.location().map(own_place).unwrap_or_default());
            } else {
                usual(info);
            }
        }));
    });
}

/// Does something that may panic. A panic becomes its message.
pub(super) fn catch<T>(act: impl FnOnce() -> T) -> Result<T, String> {
    let before = INSIDE.replace(true);
    // What the closure leaves half done is dropped by the callers: they keep no bench that was in use.
    let result = panic::catch_unwind(AssertUnwindSafe(act));
    INSIDE.set(before);
    result.map_err(|payload| {
        let message = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_else(|| "no message".to_owned());
        format!("{message}{}", PLACE.take())
    })
}

/// Where in our own code; places elsewhere depend on the machine that built the program and are left out.
fn own_place(location: &Location<'_>) -> String {
    let file = location.file().replace('\\', "/");
    if file.starts_with("src/") { format!(" ({file}:{})", location.line()) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{catch, quiet_panics};

    #[test]
    fn a_panic_becomes_its_message_and_its_place_if_the_program_wants_it() {
        quiet_panics();
        assert_eq!(catch(|| 3), Ok(3));
        let message = catch(|| assert!([1, 2].len() > 5, "too few: {}", 2)).unwrap_err();
        assert!(message.starts_with("too few: 2 (src/runner/guard.rs:"), "{message}");
        assert!(catch(|| std::panic::panic_any(7)).unwrap_err().starts_with("no message"));
    }
}
