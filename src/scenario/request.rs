//! What is asked of a scenario beside its name: once for the command line, for programs, for manifests and for the inputs of a
//! result. A new option of a question is a field here.

#[cfg(feature = "cli")]
use clap::builder::{OsStringValueParser, TypedValueParser};
use serde::{Deserialize, Serialize};
#[cfg(feature = "cli")]
use std::ffi::OsString;
use std::path::PathBuf;

/// What is asked for beside the scenario itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::Args))]
pub struct Request {
    /// Horizon in weeks, instead of the scenario's.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", arg(long))]
    pub weeks: Option<u32>,
    /// What-if to compare with the base, by name or path (repeatable); `all` for every one.
    #[cfg_attr(feature = "cli", arg(long = "what-if", value_name = "NAME", value_parser = name()))]
    pub what_ifs: Vec<String>,
    /// Set a value: ADDRESS=VALUE, or NAME/ADDRESS=VALUE for one variant (repeatable); a value may be a range lo..hi.
    #[cfg_attr(feature = "cli", arg(long = "set", value_name = "ADDRESS=VALUE"))]
    pub sets: Vec<String>,
    /// File of choices of people who play actors (actor, week, action, target).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "cli", arg(long, value_name = "FILE"))]
    pub decisions: Option<PathBuf>,
}

/// The name of a scenario or case, or its path. Results repeat it as text, so that it has to be some.
#[cfg(feature = "cli")]
pub(crate) fn name() -> impl TypedValueParser<Value = String> {
    let help = "the path is not UTF-8: go into the folder and give the rest of the path, or rename it";
    OsStringValueParser::new().try_map(move |name: OsString| name.into_string().map_err(|_| help))
}
