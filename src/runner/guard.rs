//! Catching a panic inside one run. Where panics abort, as on WebAssembly, nothing can be caught: there the host drops the
//! instance, names the run and goes on with the next.

use std::{
    cell::Cell,
    io::{self, Write},
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    // A panic hook belongs to the whole program, and says nothing about who panicked; so each thread marks whether it is
    // inside a run.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();
static FIRST: Once = Once::new();

/// From now on panics inside runs are quiet: the first of them says on standard error where it came from, in one line, and the
/// others say nothing. This sets the panic hook of the whole program, so it is for programs to call, as the command line does,
/// and never done by the library. Panics outside of runs go to the hook that there was.
pub fn quiet_panics() {
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if INSIDE.get() {
                FIRST.call_once(|| {
                    let place =
                        info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
                    // Where nobody can be told, the run still has its status.
                    let _ =
                        writeln!(io::stderr(), "a run panicked{place}: a fault of the program; it counts as failed");
                });
            } else {
                usual(info);
            }
        }));
    });
}

/// Does something that may panic. A panic becomes its message, the same whatever the hook does.
pub(super) fn catch<T>(act: impl FnOnce() -> T) -> Result<T, String> {
    let before = INSIDE.replace(true);
    // What the closure leaves half done is dropped by the callers: they keep no bench that was in use.
    let result = panic::catch_unwind(AssertUnwindSafe(act));
    INSIDE.set(before);
    result.map_err(|payload| {
        let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{catch, quiet_panics};

    #[test]
    fn a_panic_becomes_its_message_with_the_hook_and_without() {
        assert_eq!(catch(|| 3), Ok(3));
        let too_few = || catch(|| assert!([1, 2].len() > 5, "too few: {}", 2)).unwrap_err();
        assert_eq!(too_few(), "too few: 2");
        quiet_panics();
        assert_eq!(too_few(), "too few: 2");
        assert_eq!(catch(|| std::panic::panic_any(7)).unwrap_err(), "no message");
    }
}
