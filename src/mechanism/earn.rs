//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "earn" {
} }

/// Stub.
pub fn earn(_view: &View<Settings>, _out: &mut Proposals) {}
