//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "assist" {
} }

/// Stub.
pub fn assist(_view: &View<Settings>, _out: &mut Proposals) {}
