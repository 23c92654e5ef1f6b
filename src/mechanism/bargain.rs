//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "bargain" {
} }

/// Stub.
pub fn bargain(_view: &View<Settings>, _out: &mut Proposals) {}
