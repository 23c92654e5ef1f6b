//! A folder of results, as far as single worlds are concerned: the answers of the runs of one variant, one after the other.

use crate::{
    again::{Reopened, verify},
    fault::{Fault, nearest},
    history::{
        Status,
        rows::{Ran, Runs},
    },
    output::Manifest,
    report::read::{opened, reopened, rows},
    study::Study,
    table::read::fault,
};
use std::path::{Path, PathBuf};

/// A result whose worlds are looked at.
#[derive(Debug)]
pub struct Worlds {
    /// Its folder.
    pub dir: PathBuf,
    /// What was asked.
    pub manifest: Manifest,
    /// The study that its inputs make.
    pub study: Study,
}

impl Worlds {
    /// Opens a folder.
    ///
    /// # Errors
    /// It is no whole result of this version, or not what was written.
    pub fn open(dir: &Path) -> Result<Self, Vec<Fault>> {
        let again = reopened(dir)?;
        verify::rely(&again)?;
        let Reopened { dir, manifest, study } = again;
        Ok(Self { dir, manifest, study })
    }

    /// The index of a variant by its name, `base` or a what-if's.
    ///
    /// # Errors
    /// The result has no such variant.
    pub fn variant(&self, name: &str) -> Result<usize, Vec<Fault>> {
        let names = || self.study.variants.iter().map(|variant| variant.name.as_str());
        let dir = self.dir.to_string_lossy();
        let unknown = || {
            let message = "the result has no variant of this name".to_owned();
            vec![fault(&dir, 0, 0..0, name, message, &nearest(name, names()))]
        };
        self.study.variant(name).ok_or_else(unknown)
    }

    /// Hands over every run of a variant, in order.
    ///
    /// # Errors
    /// A row that no run leaves, or a file that is not what was written.
    pub fn each(&self, variant: usize, mut take: impl FnMut(Ran)) -> Result<(), Vec<Fault>> {
        let name = self.study.variants[variant].name.as_bytes();
        let open = |name: &str| opened(&self.dir, name);
        let read = rows::each(&open, &self.manifest, &Runs::layout_of(&self.study), |row| {
            if row.bytes("variant") == name {
                take(Ran::read(row, &self.study)?);
            }
            Ok(())
        });
        read.map_err(|fault| vec![fault])
    }
}

/// The answers of a run, if it ended well.
pub fn answered(ran: Ran) -> Option<Vec<crate::study::Answer>> {
    (ran.status == Status::Ok).then_some(ran.answers)
}

/// The index of an outcome of a study.
///
/// # Errors
/// It has none of this name.
pub fn outcome(study: &Study, id: &str) -> Result<usize, Vec<Fault>> {
    let ids = || study.variants[0].outcomes.iter().map(|outcome| outcome.id.as_str());
    let unknown = || vec![fault("--of", 0, 0..0, id, "the result has no such outcome".to_owned(), &nearest(id, ids()))];
    ids().position(|known| known == id).ok_or_else(unknown)
}
