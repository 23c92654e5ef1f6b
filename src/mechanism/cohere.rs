//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "cohere" {
} }

/// Stub.
pub fn cohere(_view: &View<Settings>, _out: &mut Proposals) {}
