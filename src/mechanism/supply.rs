//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "supply" {
} }

/// Stub.
pub fn supply(_view: &View<Settings>, _out: &mut Proposals) {}
