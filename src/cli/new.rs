//! `escalade new`: a case of one's own, as files.

use super::Problem;
use crate::{
    fault::quoted,
    output::folder,
    scenario::grammar::{BASE, Field, INJECT, OUTCOME, PREVENT, Shape},
    seeds::{
        files::{Folder, built_in_cases},
        french,
    },
};
use clap::Args;
use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "Examples:
  escalade new my-case                                    a small invented case, every key with a comment
  escalade new mali --from northern-mali/after-kidal      a copy of the built-in case to change
  escalade check mali/scenarios/northern-mali/after-kidal.toml

What is written:
  DIR/seeds/CASE/*.csv                  the facts: actors, ties, places, ... each with its claims
  DIR/scenarios/CASE/BASE.toml          the question, the start, the outcomes
  DIR/scenarios/CASE/what-ifs/*.toml    changes to try";

/// The case that a new one starts from.
const STARTER: &str = "tolmarra";

/// What `new` takes.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct NewArgs {
    /// Folder to write; it must not be there yet, or be empty.
    dir: PathBuf,
    /// Copy this built-in case instead, byte for byte: CASE or CASE/SCENARIO.
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
}

/// Writes a case.
///
/// # Errors
/// An unknown case, a folder that is in use, what the system says.
pub fn new(args: &NewArgs) -> Result<(), Problem> {
    let cases = built_in_cases();
    let starter = cases.iter().find(|case| *case == STARTER).or(cases.first()).cloned().unwrap_or_default();
    let (case, asked) = match &args.from {
        None => (starter, None),
        Some(name) => from(name, &cases)?,
    };
    let occupied = fs::read_dir(&args.dir).is_ok_and(|mut entries| entries.next().is_some()) || args.dir.is_file();
    if occupied {
        return Err(Problem::Other(format!("{} exists and is not empty; nothing was written", args.dir.display())));
    }
    let mut files = case_files(&case);
    if args.from.is_none() {
        // Whoever renames actors of the starter should not have to keep their French names up.
        files.retain(|(path, _)| !path.ends_with(&format!("/{}", french::FILE)));
        for (path, bytes) in &mut files {
            let is_base = path.matches('/').count() == 2 && path.starts_with("scenarios/");
            if is_base && is_toml(path) {
                *bytes = commented(&String::from_utf8_lossy(bytes)).into_bytes();
            }
        }
    }
    write(&args.dir, &files)?;
    let asked = asked.map_or_else(String::new, |base| format!("/{base}.toml"));
    let base =
        files.iter().map(|(path, _)| path).find(|p| is_toml(p) && !p.contains("what-ifs") && p.ends_with(&asked));
    let base = args.dir.join(base.map_or("", String::as_str));
    super::print(&format!(
        "{} files written to {}\n\nNext:\n  escalade check {base}\n  escalade run {base}\n",
        files.len(),
        args.dir.display(),
        base = quoted(&base.to_string_lossy())
    ))
}

fn is_toml(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == "toml")
}

/// The case of this name, and the base, if one is named.
fn from(name: &str, cases: &[String]) -> Result<(String, Option<String>), Problem> {
    if cases.iter().any(|case| case == name) {
        return Ok((name.to_owned(), None));
    }
    let all = crate::scenario::find::built_in();
    let asked = |(case, base): &&(String, String)| base == name || format!("{case}/{base}") == name;
    if let Some((case, base)) = all.iter().find(asked) {
        return Ok((case.clone(), Some(base.clone())));
    }
    let bases: Vec<String> = all.iter().map(|(case, base)| format!("{case}/{base}")).collect();
    let help = crate::fault::nearest(name, cases.iter().chain(&bases).map(String::as_str));
    let at = crate::seeds::at::At::whole("--from");
    Err(vec![at.fault(name, "there is no built-in case of this name", help)].into())
}

/// The files of a built-in case by path.
fn case_files(case: &str) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for path in [format!("seeds/{case}"), format!("scenarios/{case}"), format!("scenarios/{case}/what-ifs")] {
        let folder = Folder::built_in(&path).unwrap_or_default();
        for name in folder.names() {
            all.push((format!("{path}/{name}"), folder.file(name).unwrap_or_default().to_vec()));
        }
    }
    all
}

/// Writes everything into a folder beside the wanted one and renames it at the end: whole or not at all.
fn write(dir: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Problem> {
    let name = dir.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let parent = dir.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let refused = |error| Problem::Other(format!("{} cannot be written: {error}", dir.display()));
    if let Some(result) = folder::result_around(dir) {
        return Err(Problem::Other(format!("cannot write {}: {}", dir.display(), folder::inside(&result))));
    }
    fs::create_dir_all(parent).map_err(refused)?;
    let half = parent.join(format!(".{name}.{}.part", std::process::id()));
    let written = files.iter().try_for_each(|(path, bytes)| {
        let path = half.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&half))?;
        fs::write(path, bytes)
    });
    let done = written.and_then(|()| {
        if dir.is_dir() {
            fs::remove_dir(dir)?;
        }
        fs::rename(&half, dir)
    });
    if done.is_err() {
        let _ = fs::remove_dir_all(&half);
    }
    done.map_err(refused)
}

/// A base scenario in which every key is explained where it first stands; a table of many keys names them all.
fn commented(text: &str) -> String {
    let mut out = String::new();
    let mut seen: BTreeSet<(String, String)> = BTreeSet::new();
    let (mut section, mut fields, mut depth) = (String::new(), BASE, 0_i32);
    for line in text.lines() {
        let code = line.trim();
        let opened = depth;
        depth += brackets(code);
        if opened == 0 && code.starts_with('[') {
            depth = 0;
            let name = code.trim_matches(['[', ']']).split('.').next().unwrap_or_default().to_owned();
            if seen.insert((String::new(), name.clone())) {
                explain(&mut out, BASE.iter().find(|f| f.name == name));
                let keys = keys_of(&name);
                if !keys.is_empty() {
                    let _ = writeln!(out, "# Its keys:");
                    keys.iter().for_each(|f| {
                        let _ = writeln!(out, "#   {:<16} {}", f.name, f.meaning);
                    });
                }
            }
            (section, fields) = (name.clone(), keys_of(&name));
        } else if opened == 0 && section.is_empty() && !code.starts_with('#') {
            let key = code.split('=').next().unwrap_or_default().trim().to_owned();
            if seen.insert((section.clone(), key.clone())) {
                explain(&mut out, fields.iter().find(|f| f.name == key));
            }
        }
        let _ = writeln!(out, "{line}");
    }
    out
}

/// Says what a key means, unless the file does so itself in the line above.
fn explain(out: &mut String, field: Option<&Field>) {
    let said = out.lines().next_back().is_some_and(|line| line.starts_with('#'));
    if let Some(field) = field.filter(|field| !said && field.name != field.meaning) {
        let _ = writeln!(out, "# {}: {}", field.name, field.meaning);
    }
}

fn keys_of(section: &str) -> &'static [Field] {
    let shape = BASE.iter().find(|f| f.name == section).map(|f| f.shape);
    match (section, shape) {
        ("injects", _) => INJECT,
        ("prevents", _) => PREVENT,
        ("outcomes", _) => OUTCOME,
        (_, Some(Shape::Table(fields))) => fields,
        _ => &[],
    }
}

/// How many brackets a line leaves open, texts aside.
fn brackets(line: &str) -> i32 {
    let (mut open, mut quoted) = (0, false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            '#' if !quoted => break,
            '[' | '{' if !quoted => open += 1,
            ']' | '}' if !quoted => open -= 1,
            _ => {}
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_change_no_meaning() {
        let text = "title = \"x\"\npairs = [\n  \"a:b\",\n]\n[outcomes.one]\nkind = \"yes_no\"\n[outcomes.two]\nkind = \"week\"\n";
        let with = commented(text);
        assert_eq!(text.parse::<toml::Table>().ok(), with.parse::<toml::Table>().ok());
        assert!(with.contains("# pairs: ") && with.contains("#   at_end "));
        assert_eq!(with.matches("# Its keys").count(), 1);
    }
}
