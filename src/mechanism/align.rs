//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "align" {
} }

/// Stub.
pub fn align(_view: &View<Settings>, _out: &mut Proposals) {}
