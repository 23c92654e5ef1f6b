//! Where a scenario, its what-ifs and its seeds lie.
//!
//! A name such as `northern-mali/after-kidal` is a built-in scenario; a path that ends in `.toml` is a file. Beside a file lie
//! its what-ifs, in `what-ifs/`; its seeds lie in `seeds/CASE` of the same or a higher folder, or in `CASE` beside it; failing
//! that, the built-in case of that name is taken.

use crate::{
    fault::{Fault, nearest},
    seeds::{
        at::At,
        files::{self, Folder},
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// How many folders up the seeds of a scenario are looked for.
pub(super) const LEVELS: usize = 4;

/// A file as read.
#[derive(Clone, Debug)]
pub struct Text {
    /// Name without ending.
    pub name: String,
    /// As shown to the user.
    pub shown: String,
    /// Bytes.
    pub bytes: Vec<u8>,
}

/// A base scenario that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The base.
    pub base: Text,
    home: Home,
}

/// Where a base lies, and so what lies beside it.
#[derive(Clone, Debug)]
enum Home {
    /// In a folder on disk.
    Disk(PathBuf),
    /// In the folder of a case that travels in the program.
    BuiltIn(String),
    /// Among the inputs of a result, in this folder of them.
    Inputs(Inputs, String),
}

/// The files that a study was made of, by name: `seeds/CASE/...`, `scenarios/CASE/...` and what lies beside them.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// How their folder is shown to the user.
    pub shown: String,
    /// Name, with `/`, and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Inputs {
    /// A file.
    ///
    /// # Errors
    /// It is not there.
    pub fn text(&self, name: &str) -> Result<Text, Fault> {
        let shown = self.shown(name);
        let file = name.rsplit('/').next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned();
        match self.files.get(name) {
            Some(bytes) => Ok(Text { name: stem, shown, bytes: bytes.clone() }),
            None => {
                Err(At::whole(&shown).fault("", "the file is missing", "nothing is read but the files that are given"))
            }
        }
    }

    /// The files directly in a folder.
    fn folder(&self, name: &str) -> Folder {
        let own = self.files.iter().filter_map(|(path, bytes)| {
            let file = path.strip_prefix(name)?.strip_prefix('/')?;
            (!file.contains('/')).then(|| (file.to_owned(), bytes.clone()))
        });
        Folder::new(&self.shown(name), own)
    }

    /// The seeds of a case, if there is any file of them.
    fn seeds(&self, case: &str) -> Option<Folder> {
        Some(self.folder(&format!("seeds/{case}"))).filter(|folder| folder.names().next().is_some())
    }

    /// The cases of which there are seeds.
    fn cases(&self) -> BTreeSet<&str> {
        self.files.keys().filter_map(|path| Some(path.strip_prefix("seeds/")?.split_once('/')?.0)).collect()
    }

    /// One of the files as a whole.
    pub(super) fn at(&self, name: &str) -> At {
        At::whole(&self.shown(name))
    }

    /// How a file or folder is shown to the user.
    fn shown(&self, name: &str) -> String {
        if self.shown.is_empty() { name.to_owned() } else { format!("{}/{name}", self.shown) }
    }

    /// The base of this name among them: `CASE/BASE`, or `BASE` where only one case has it.
    ///
    /// # Errors
    /// There is none, or there are several.
    pub fn named(self, name: &str) -> Result<Found, Fault> {
        let names = self.files.keys().filter_map(|path| path.strip_prefix("scenarios/")?.strip_suffix(".toml"));
        let names: Vec<String> = names.filter(|rest| rest.matches('/').count() == 1).map(str::to_owned).collect();
        let fits = |full: &&String| *full == name || full.rsplit('/').next() == Some(name);
        match names.iter().filter(fits).collect::<Vec<_>>()[..] {
            [full] => {
                let path = format!("scenarios/{full}.toml");
                self.base(&path)
            }
            [] => {
                let help = format!(
                    "{}; files are named scenarios/CASE/BASE.toml",
                    nearest(name, names.iter().map(String::as_str))
                );
                Err(At::whole("SCENARIO").fault(name, "there is no base of this name among the files", help))
            }
            ref several => {
                let several: Vec<&str> = several.iter().map(|name| name.as_str()).collect();
                Err(At::whole("SCENARIO").fault(name, "several cases have a base of this name", several.join(" or ")))
            }
        }
    }

    /// The base at this name among them.
    ///
    /// # Errors
    /// It is not there.
    pub fn base(self, name: &str) -> Result<Found, Fault> {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        Ok(Found { base: self.text(name)?, home: Home::Inputs(self, folder) })
    }
}

/// Finds a base by name or path.
///
/// # Errors
/// What is wrong with the name, and the names there are.
pub fn base(name: &str) -> Result<Found, Fault> {
    if is_path(name) {
        let path = Path::new(name);
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).map_or(PathBuf::from("."), Path::to_path_buf);
        let base = on_disk(path)?;
        return Ok(Found { base, home: Home::Disk(folder) });
    }
    let all = built_in();
    let fits: Vec<&(String, String)> =
        all.iter().filter(|(case, base)| format!("{case}/{base}") == name || base == name).collect();
    match fits[..] {
        [(case, stem)] => {
            let folder = Folder::built_in(&format!("scenarios/{case}")).unwrap_or_default();
            let base = from_folder(&folder, stem).ok_or_else(|| unknown(name, &all))?;
            Ok(Found { base, home: Home::BuiltIn(case.clone()) })
        }
        [] => Err(unknown(name, &all)),
        _ => {
            let names: Vec<String> = fits.iter().map(|(case, base)| format!("{case}/{base}")).collect();
            Err(At::whole("SCENARIO").fault(name, "several cases have a scenario of this name", names.join(" or ")))
        }
    }
}

/// Whether a text can be the name of a case's folder.
fn case_name(case: &str) -> bool {
    !case.is_empty() && case.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
}

fn is_path(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "toml")
}

fn unknown(name: &str, all: &[(String, String)]) -> Fault {
    let names: Vec<String> = all.iter().map(|(case, base)| format!("{case}/{base}")).collect();
    let help = nearest(name, names.iter().map(String::as_str).chain(all.iter().map(|(_, base)| base.as_str())));
    let help = format!("{help}; a file of your own ends in .toml");
    At::whole("SCENARIO").fault(name, "there is no built-in scenario of this name", help)
}

/// The built-in scenarios: case and base.
pub fn built_in() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for case in files::built_in_cases() {
        let folder = Folder::built_in(&format!("scenarios/{case}")).unwrap_or_default();
        all.extend(stems(&folder).map(|stem| (case.clone(), stem)));
    }
    all
}

/// The seeds of a case by name, or a folder of seeds by path.
///
/// # Errors
/// Why there are none.
pub fn seeds(case: &str) -> Result<Folder, Fault> {
    let at = At::whole("--case");
    if Path::new(case).join("actors.csv").is_file() {
        return Folder::on_disk(Path::new(case))
            .map_err(|error| at.fault(case, format!("it cannot be read: {error}"), ""));
    }
    Folder::built_in(&format!("seeds/{case}")).ok_or_else(|| {
        let cases = files::built_in_cases();
        let help = format!("{}; or the path of a folder of seeds", nearest(case, cases.iter().map(String::as_str)));
        at.fault(case, "there is no built-in case of this name", help)
    })
}

/// The names of the TOML files of a folder.
pub(super) fn stems(folder: &Folder) -> impl Iterator<Item = String> {
    folder.names().filter_map(|name| name.strip_suffix(".toml")).map(str::to_owned)
}

fn from_folder(folder: &Folder, stem: &str) -> Option<Text> {
    let file = format!("{stem}.toml");
    let bytes = folder.file(&file)?.to_vec();
    Some(Text { name: stem.to_owned(), shown: folder.shown(&file), bytes })
}

/// A file on disk.
///
/// # Errors
/// What the system says.
pub fn on_disk(path: &Path) -> Result<Text, Fault> {
    let shown = path.to_string_lossy().into_owned();
    let bytes = files::read(path)
        .map_err(|error| At::whole(&shown).fault("", format!("the file cannot be read: {error}"), "check the path"))?;
    let name = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Text { name, shown, bytes })
}

impl Found {
    /// The folder of what-ifs; empty when there is none.
    fn what_if_folder(&self) -> Result<Folder, Fault> {
        match &self.home {
            Home::Disk(folder) => {
                let path = folder.join("what-ifs");
                if !path.exists() {
                    return Ok(Folder::default());
                }
                let fault = |error| {
                    let message = format!("the what-ifs cannot be read: {error}");
                    At::whole(&path.to_string_lossy()).fault("", message, "mend it or take it away")
                };
                Folder::on_disk(&path).map_err(fault)
            }
            Home::BuiltIn(case) => Ok(Folder::built_in(&format!("scenarios/{case}/what-ifs")).unwrap_or_default()),
            Home::Inputs(inputs, folder) => Ok(inputs.folder(&format!("{folder}/what-ifs"))),
        }
    }

    /// The folder in which the base lies.
    fn folder(&self) -> Folder {
        match &self.home {
            Home::Disk(folder) => Folder::on_disk(folder).unwrap_or_default(),
            Home::BuiltIn(case) => Folder::built_in(&format!("scenarios/{case}")).unwrap_or_default(),
            Home::Inputs(inputs, folder) => inputs.folder(folder),
        }
    }

    /// The bases that lie beside this one, and itself.
    pub fn bases(&self) -> Vec<String> {
        stems(&self.folder()).collect()
    }

    /// Their texts.
    pub fn beside(&self) -> Vec<Text> {
        let folder = self.folder();
        stems(&folder).filter_map(|stem| from_folder(&folder, &stem)).collect()
    }

    /// The name of the folder in which the base lies, which is that of its case as a rule.
    pub(super) fn folder_name(&self) -> Option<String> {
        match &self.home {
            Home::Disk(folder) => {
                let whole = std::path::absolute(folder).ok()?;
                Some(whole.file_name()?.to_str()?.to_owned())
            }
            Home::BuiltIn(case) => Some(case.clone()),
            Home::Inputs(_, folder) => folder.rsplit('/').next().map(str::to_owned),
        }
    }

    /// The folders of a base on disk: that in which it lies, and that of its what-ifs.
    pub fn folders(&self) -> Option<(Folder, Folder)> {
        matches!(self.home, Home::Disk(_)).then(|| (self.folder(), self.what_if_folder().unwrap_or_default()))
    }

    /// A folder of what-ifs beside that in which a base lies on disk, of which nothing is read.
    pub fn what_ifs_above(&self) -> Option<Folder> {
        let Home::Disk(folder) = &self.home else { return None };
        let short = folder.parent().filter(|above| !above.as_os_str().is_empty()).map(Path::to_path_buf);
        let above = short.or_else(|| Some(std::path::absolute(folder).ok()?.parent()?.to_path_buf()))?.join("what-ifs");
        above.is_dir().then(|| Folder::on_disk(&above).unwrap_or_default())
    }

    /// What a command calls a base that lies beside this one.
    pub fn said(&self, base: &str) -> String {
        match &self.home {
            Home::Disk(folder) => folder.join(format!("{base}.toml")).to_string_lossy().into_owned(),
            Home::BuiltIn(_) | Home::Inputs(..) => base.to_owned(),
        }
    }

    /// Whether these seeds are those of a built-in case, lent to a scenario of the user's own.
    pub fn lent(&self, seeds: &Folder) -> bool {
        matches!(self.home, Home::Disk(_)) && seeds.shown("").starts_with(files::BUILT_IN)
    }

    /// All what-ifs beside the base, of whatever base, sorted by name.
    ///
    /// # Errors
    /// One cannot be read, or would be passed over because of its name.
    pub fn all_what_ifs(&self) -> Result<Vec<Text>, Fault> {
        let folder = self.what_if_folder()?;
        let end = |name: &str| Path::new(name).extension().map(|end| end.to_string_lossy().into_owned());
        let slip = |name: &&str| end(name).is_some_and(|end| end != "toml" && end.eq_ignore_ascii_case("toml"));
        if let Some(name) = folder.names().find(slip) {
            let message = "a what-if ends in .toml, in small letters";
            return Err(At::whole(&folder.shown(name)).fault(name, message, "rename the file"));
        }
        Ok(stems(&folder).filter_map(|stem| from_folder(&folder, &stem)).collect())
    }

    /// A what-if by name or path.
    ///
    /// # Errors
    /// What is wrong with the name, and the names there are.
    pub fn what_if(&self, name: &str) -> Result<Text, Fault> {
        if is_path(name) && !matches!(self.home, Home::Inputs(..)) {
            return on_disk(Path::new(name));
        }
        let folder = self.what_if_folder()?;
        from_folder(&folder, name).ok_or_else(|| {
            let all: Vec<String> = stems(&folder).collect();
            let help = nearest(name, all.iter().map(String::as_str));
            At::whole("--what-if").fault(name, "there is no what-if of this name", help)
        })
    }

    /// The file of people's choices.
    ///
    /// # Errors
    /// What the system says.
    pub fn decisions(&self, path: &Path) -> Result<Text, Fault> {
        match &self.home {
            Home::Inputs(inputs, _) => inputs.text(&path.to_string_lossy()),
            Home::Disk(_) | Home::BuiltIn(_) => on_disk(path),
        }
    }

    /// The seeds of a case.
    ///
    /// # Errors
    /// Where they were looked for.
    pub fn seeds(&self, case: &str, at: &At) -> Result<Folder, Fault> {
        if !case_name(case) {
            return Err(at.fault(case, "this is no name of a case", "small letters, digits, `-` and `_`"));
        }
        if let Home::Inputs(inputs, _) = &self.home {
            return inputs.seeds(case).ok_or_else(|| {
                let help = nearest(case, inputs.cases());
                at.fault(case, "there are no seeds of this case among the files", help)
            });
        }
        if let Home::Disk(folder) = &self.home {
            let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
            let here = std::env::current_dir().unwrap_or_default();
            for level in whole.ancestors().take(LEVELS) {
                // A folder of its own below `seeds` is meant, whatever it lacks; one beside the scenario may be anything.
                let (own, beside) = (level.join("seeds").join(case), level.join(case));
                for (real, meant) in [(&own, own.is_dir()), (&beside, beside.join("actors.csv").is_file())] {
                    if meant {
                        return Folder::on_disk(real)
                            .map(|found| found.shown_as(&real.strip_prefix(&here).unwrap_or(real).to_string_lossy()))
                            .map_err(|error| at.fault(case, format!("its seeds cannot be read: {error}"), ""));
                    }
                }
            }
        }
        Folder::built_in(&format!("seeds/{case}")).ok_or_else(|| {
            let cases = files::built_in_cases();
            let help = format!("its seeds belong into seeds/{case}, beside the folder `scenarios`");
            let built_in = nearest(case, cases.iter().map(String::as_str));
            at.fault(case, "there are no seeds of this case", format!("{help}; built-in cases: {built_in}"))
        })
    }
}
