//! Stub.

use super::View;
use crate::{parameter::settings, world::Proposals};

settings! { "recruit" {
} }

/// Stub.
pub fn recruit(_view: &View<Settings>, _out: &mut Proposals) {}
