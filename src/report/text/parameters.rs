//! What parameters mean, in French, by address.

mod choosing;
mod dealing;
mod fighting;
mod operating;
mod ruling;

use super::{Lang, said};
use crate::parameter::Parameter;

/// What a parameter means, without a full stop.
pub fn meaning(parameter: &Parameter, lang: Lang) -> &'static str {
    let all = [choosing::TEXTS, dealing::TEXTS, fighting::TEXTS, operating::TEXTS, ruling::TEXTS];
    let french = all.into_iter().find_map(|texts| said(texts, parameter.address)).filter(|_| lang == Lang::Fr);
    french.unwrap_or(parameter.meaning.trim().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanism::parameters;

    #[test]
    fn every_parameter_has_its_french_and_no_other_has() {
        for p in parameters() {
            assert_ne!(meaning(p, Lang::Fr), meaning(p, Lang::En), "{}", p.address);
        }
        for (address, _) in [choosing::TEXTS, dealing::TEXTS, fighting::TEXTS, operating::TEXTS, ruling::TEXTS].concat()
        {
            assert!(parameters().any(|p| p.address == address), "{address}");
        }
    }
}
