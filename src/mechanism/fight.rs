//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "fight" {
} }

/// Stub.
pub fn fight(_view: &View<Settings>, _out: &mut Proposals) {}
