//! Figures as PNG, for slides: those of `--svg`, drawn on white at a width that fills a slide. Needs the feature `png`.

use super::document::{Document, Figure};
use crate::ensemble::Crew;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{Options, Tree, fontdb},
};
use std::sync::Arc;

/// Width of a picture in pixels.
pub const ACROSS: u32 = 1600;

/// Every figure of a report as a PNG with the name of its file, with the fonts of the system, drawn on so many threads.
///
/// # Errors
/// The system has no font, or a figure cannot be drawn.
pub fn pictures(document: &Document, threads: usize) -> Result<Vec<(String, Vec<u8>)>, String> {
    let mut fonts = fontdb::Database::new();
    fonts.load_system_fonts();
    let options = options(fonts)?;
    let draw = |figure: &&Figure| {
        let picture = picture(&figure.alone(&document.store), &options);
        picture.map(|png| (format!("{}.png", figure.id), png)).map_err(|error| format!("{}: {error}", figure.id))
    };
    let crew = Crew::new(threads).map_err(|error| error.to_string())?;
    crew.map(&document.figures(), draw).into_iter().collect()
}

/// What is drawn with: where the style sheet finds none of its faces, the first upright one of the system stands in.
fn options(mut fonts: fontdb::Database) -> Result<Options<'static>, String> {
    let known = |fonts: &fontdb::Database| {
        let families = &[fontdb::Family::SansSerif];
        fonts.query(&fontdb::Query { families, ..fontdb::Query::default() }).is_some()
    };
    if !known(&fonts) {
        let upright = |face: &&fontdb::FaceInfo| face.style == fontdb::Style::Normal && !face.families.is_empty();
        let mut families: Vec<String> = fonts.faces().filter(upright).map(|face| face.families[0].0.clone()).collect();
        families.sort_by_key(|name| (!name.contains("Sans"), name.clone()));
        let first = families.into_iter().next();
        fonts.set_sans_serif_family(
            first.ok_or("no font was found on this system; install one, such as DejaVu Sans (fonts-dejavu-core)")?,
        );
    }
    Ok(Options { fontdb: Arc::new(fonts), ..Options::default() })
}

/// One drawing as a PNG.
fn picture(svg: &str, options: &Options) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(svg, options).map_err(|error| error.to_string())?;
    let scale = ACROSS as f32 / tree.size().width();
    let height = (tree.size().height() * scale).ceil() as u32;
    let mut canvas = Pixmap::new(ACROSS, height.max(1)).ok_or("it is too large")?;
    canvas.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut canvas.as_mut());
    canvas.encode_png().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::draw::{Anchor, Drawing, WIDTH};

    #[test]
    fn a_picture_has_its_letters_and_a_system_without_fonts_is_told() {
        assert!(options(fontdb::Database::new()).unwrap_err().contains("no font"));
        let mut fonts = fontdb::Database::new();
        fonts.load_system_fonts();
        if fonts.is_empty() {
            return;
        }
        let options = options(fonts).unwrap();
        let written = |text: &str| {
            let mut drawing = Drawing::new(WIDTH, 40.0);
            drawing.text("", (10.0, 20.0), Anchor::Start, text);
            let png = picture(&drawing.alone("", "", "", ""), &options).unwrap();
            let pixels = Pixmap::decode_png(&png).unwrap();
            assert_eq!((pixels.width(), pixels.height()), (ACROSS, 249));
            pixels.pixels().iter().filter(|p| p.red() < 128).count()
        };
        assert_eq!(written(" "), 0);
        assert!(written("Kidal") > 300, "{}", written("Kidal"));
    }
}
