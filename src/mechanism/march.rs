//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "march" {
} }

/// Stub.
pub fn march(_view: &View<Settings>, _out: &mut Proposals) {}
