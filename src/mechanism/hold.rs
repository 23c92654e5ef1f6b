//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "hold" {
} }

/// Stub.
pub fn hold(_view: &View<Settings>, _out: &mut Proposals) {}
