//! Nothing is lost: whatever ends a run early, `--resume` ends with the bytes of one that nothing disturbed.

use crate::{
    running::{folder, program},
    support::copy,
};
use std::{
    fs,
    io::ErrorKind,
    path::Path,
    process::{Command, Output, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Four batches of a short horizon, two variants, and tables that grow from batch to batch.
const ASKED: &[&str] = &[
    "run",
    "tolmarra/winter-road",
    "--what-if",
    "mission-stays",
    "--runs",
    "256",
    "--weeks",
    "12",
    "--tables",
    "places,agreements",
    "--keep-runs",
    "150",
    "--keep",
    "first",
    "--seed",
    "5",
];

/// The same, until an interval is narrow: how far it will go is not known when it is cut off.
const GROWS: &[&str] =
    &["run", "tolmarra/winter-road", "--weeks", "12", "--until", "0.03", "--of", "accord_holds", "--seed", "5"];

/// Numbers that look random and are the same in every run of the tests.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// What the undisturbed run leaves, in a folder `whole`, and how long it took.
struct Stage {
    home: TempDir,
    asked: &'static [&'static str],
    took: Duration,
}

impl Stage {
    fn new() -> Self {
        Self::of(ASKED)
    }

    fn of(asked: &'static [&'static str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        #[allow(clippy::disallowed_methods, reason = "kills fall within the time that a run takes")]
        let began = Instant::now();
        let output = program(home.path()).args(asked).args(["--out", "whole"]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        Self { home, asked, took: began.elapsed() }
    }

    fn begin(&self) -> Command {
        let mut command = program(self.home.path());
        command.args(self.asked).args(["--quiet", "--out", "cut"]);
        command
    }

    fn resume(&self) -> Command {
        let mut command = program(self.home.path());
        command.args(["run", "--quiet", "--resume", "cut"]);
        command
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.home.path().join(name)
    }

    /// Ends what was cut off and compares; then makes room for the next.
    fn ends_as_the_whole(&self, what: &str) {
        let output = self.resume().output().unwrap();
        assert!(output.status.success(), "{what}: {output:?}");
        assert!(folder(&self.path("cut")) == folder(&self.path("whole")), "{what}");
        assert!(!self.path("cut.partial").exists());
        fs::remove_dir_all(self.path("cut")).unwrap();
    }

    /// Kills runs at random instants until one comes through, so many times in all.
    fn kill(&self, times: u32, dice: &mut Dice) {
        let mut killed = 0;
        while killed < times {
            let taken_up = self.path("cut.partial").exists();
            let mut child = if taken_up { self.resume() } else { self.begin() }.spawn().unwrap();
            sleep(Duration::from_micros(dice.below(self.took.as_micros() as u64)));
            child.kill().unwrap();
            killed += 1;
            let code = child.wait().unwrap().code();
            assert!(code.is_none_or(|code| code == 0), "kill {killed}");
            if self.path("cut").exists() {
                // It was through before the knife fell.
                assert!(folder(&self.path("cut")) == folder(&self.path("whole")), "kill {killed}");
                fs::remove_dir_all(self.path("cut")).unwrap();
            } else if !has_header(&self.path("cut.partial")) {
                let _ = fs::remove_dir_all(self.path("cut.partial"));
            }
        }
        if self.path("cut.partial").exists() {
            self.ends_as_the_whole(&format!("after {times} kills"));
        }
    }
}

/// Whether a run came so far that there is something to go on with.
fn has_header(partial: &Path) -> bool {
    let journal = fs::read(partial.join("journal"));
    journal.map_or_else(|_| partial.join("manifest.json").exists(), |text| text.contains(&b'\n'))
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_killed_run_goes_on_to_the_same_bytes() {
    Stage::new().kill(10, &mut Dice(1));
}

#[test]
fn a_killed_run_that_grows_ends_with_as_many_worlds() {
    Stage::of(GROWS).kill(4, &mut Dice(11));
}

#[test]
#[ignore = "a hundred kills take a minute; .ci/run has them"]
fn a_hundred_kills_change_no_byte() {
    Stage::new().kill(100, &mut Dice(2));
}

/// A shell that lets no file grow beyond so many blocks of 512 bytes.
#[cfg(unix)]
fn with_small_files(command: &Command, blocks: u64) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -f {blocks}; exec \"$@\""), "sh"]).arg(command.get_program());
    shell.args(command.get_args()).current_dir(command.get_current_dir().unwrap());
    shell
}

#[cfg(unix)]
#[test]
fn files_cut_at_random_bytes_are_written_again() {
    let stage = Stage::new();
    let mut dice = Dice(3);
    let output = with_small_files(&stage.begin(), 2000).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(said(&output).contains("--resume cut goes on from there"), "{output:?}");
    let names: Vec<String> = fs::read_dir(stage.path("cut.partial"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name == "journal" || Path::new(name).extension().is_some_and(|end| end == "csv"))
        .collect();
    assert!(names.len() == 5, "{names:?}");
    fs::rename(stage.path("cut.partial"), stage.path("kept")).unwrap();
    for round in 0..8 {
        copy(&stage.path("kept"), &stage.path("cut.partial"));
        // One file, or all of them.
        let cut: Vec<&String> =
            if round % 4 == 3 { names.iter().collect() } else { vec![&names[dice.below(5) as usize]] };
        for name in &cut {
            let path = stage.path("cut.partial").join(name);
            let length = dice.below(fs::metadata(&path).unwrap().len() + 1);
            fs::OpenOptions::new().write(true).open(&path).unwrap().set_len(length).unwrap();
        }
        if has_header(&stage.path("cut.partial")) {
            stage.ends_as_the_whole(&format!("round {round}, {cut:?}"));
        } else {
            let output = stage.resume().output().unwrap();
            assert_eq!(output.status.code(), Some(1));
            assert!(said(&output).contains("cut off before anything was safe"), "{output:?}");
            fs::remove_dir_all(stage.path("cut.partial")).unwrap();
        }
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_damages_nothing_and_loses_nothing_that_was_safe() {
    let stage = Stage::new();
    for (blocks, safe) in [(0, false), (400, false), (2000, true), (3000, true)] {
        let output = with_small_files(&stage.begin(), blocks).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{blocks}: {output:?}");
        assert!(
            said(&output).starts_with("error: cannot write ") && said(&output).contains("File too large"),
            "{output:?}"
        );
        assert!(!stage.path("cut").exists());
        assert_eq!(said(&output).contains("--resume"), safe, "{blocks}: {output:?}");
        if safe {
            stage.ends_as_the_whole(&format!("{blocks} blocks"));
        } else {
            assert!(!stage.path("cut.partial").exists(), "{blocks}: {output:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_utf8_is_taken_up_again() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let stage = Stage::new();
    let name = |end: &str| [b"caf\xe9".as_slice(), end.as_bytes()].concat();
    let path = |end: &str| stage.home.path().join(OsStr::from_bytes(&name(end)));
    for end in ["", ".partial"] {
        assert_eq!(with_small_files(&stage.begin(), 3000).output().unwrap().status.code(), Some(1));
        fs::rename(stage.path("cut.partial"), path(".partial")).unwrap();
        let told = program(stage.home.path()).arg("verify").arg(path(end)).output().unwrap();
        assert!(said(&told).contains("this run has not ended"), "{told:?}");
        let output = program(stage.home.path()).args(["run", "--quiet", "--resume"]).arg(path(end)).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        assert!(folder(&path("")) == folder(&stage.path("whole")));
        fs::remove_dir_all(path("")).unwrap();
    }
    // What a result repeats as text has to be some.
    let output = program(stage.home.path()).arg("check").arg(path("")).output().unwrap();
    assert!(said(&output).contains("the path is not UTF-8: go into the folder"), "{output:?}");
}

#[test]
fn a_folder_that_cannot_be_made_is_said_so_before_the_work() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("file"), "").unwrap();
    let output = program(home.path()).args(ASKED).args(["--out", "file/cut"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(said(&output).starts_with("error: cannot write file"), "{output:?}");
}

#[cfg(unix)]
impl Stage {
    /// A run that has begun to keep itself safe, interrupted so many times.
    fn interrupted(&self, times: usize) -> Output {
        let child = self.begin().stderr(Stdio::piped()).spawn().unwrap();
        let journal = self.path("cut.partial/journal");
        while fs::metadata(&journal).map_or_else(|e| e.kind() == ErrorKind::NotFound, |m| m.len() == 0) {
            sleep(Duration::from_millis(1));
        }
        for _ in 0..times {
            // It may have ended before the second.
            let _ =
                Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status().unwrap();
            sleep(Duration::from_millis(2));
        }
        child.wait_with_output().unwrap()
    }
}

#[cfg(unix)]
#[test]
fn who_interrupts_twice_waits_for_nothing_and_can_go_on() {
    let stage = Stage::new();
    let output = stage.interrupted(2);
    if output.status.code() == Some(130) {
        stage.ends_as_the_whole("interrupted twice");
    }
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_says_how_to_go_on() {
    let stage = Stage::new();
    let output = stage.interrupted(1);
    // So short a run may have been through.
    if output.status.code() == Some(130) {
        assert!(said(&output).contains("escalade run --resume cut goes on from there"), "{output:?}");
        stage.ends_as_the_whole("interrupted");
    }
}

#[test]
fn nothing_else_goes_with_resume_and_there_must_be_something() {
    let stage = Stage::new();
    let refusal = |args: &[&str]| {
        let output = stage.resume().args(args).output().unwrap();
        (output.status.code(), said(&output))
    };
    let (code, said) = refusal(&["--seed", "3"]);
    assert!(code == Some(2) && said.contains("--seed"), "{said}");
    let (code, said) = refusal(&["--threads", "1"]);
    assert!(code == Some(1) && said.contains("cannot resume cut: no run"), "{said}");
    // A reader who names what is under way hears how to go on, by whichever name.
    fs::create_dir(stage.path("cut.partial")).unwrap();
    fs::write(stage.path("cut.partial/journal"), "").unwrap();
    for name in ["cut", "cut.partial"] {
        let output = program(stage.home.path()).args(["report", name]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        assert!(self::said(&output).contains("`escalade run --resume cut` goes on with it"), "{output:?}");
    }
}
