//! A map: the outline that a case brings along, its roads, and its places. A case without an outline gets its roads alone,
//! which is a schematic of its network.

pub mod labels;

use super::draw::{Anchor, Drawing, WIDTH, along, n};
use crate::{
    domain::{Case, RouteFact},
    seeds::outline::{FILE, rings, unrolled},
};
use labels::Labels;

/// Names of the drawn outline and of the roads, to which each map of a page refers.
pub const LAND: &str = "land";
const ROADS: &str = "roads";

/// Where everything lies, fixed for the whole report.
#[derive(Clone, Debug)]
pub struct Atlas {
    /// Height of a map; its width is that of all figures.
    pub height: f64,
    /// Places, in the order of the case.
    pub spots: Vec<Spot>,
    /// Roads between places as path commands; empty without any.
    pub roads: String,
    /// The outline as path commands; empty without one.
    pub land: String,
}

/// A place on the map.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Name.
    pub name: String,
    /// Where.
    pub at: (f64, f64),
    /// Radius of its symbol.
    pub radius: f64,
    /// Where its name stands.
    pub label: Option<((f64, f64), Anchor)>,
}

/// Degrees to places of the drawing: lengths are true at the middle latitude.
#[derive(Clone, Copy, Debug)]
struct Projection {
    /// The meridian at which the map is cut.
    seam: f64,
    west: f64,
    north: f64,
    squeeze: f64,
    scale: f64,
}

impl Projection {
    fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        self.straight(turned(lon, self.seam), lat)
    }

    /// Of a longitude that is counted as it is.
    fn straight(&self, lon: f64, lat: f64) -> (f64, f64) {
        ((lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale)
    }
}

const MARGIN: f64 = 26.0;
const TALLEST: f64 = 420.0;

impl Atlas {
    /// The atlas of a case; `inputs` are the files of the study. Places that matter most to the reader come first in `first`.
    pub fn new(case: &Case, inputs: &[(String, Vec<u8>)], first: &[usize]) -> Self {
        let outline = inputs.iter().find(|(name, _)| name.ends_with(FILE)).map(|(_, bytes)| rings(bytes));
        let meridians: Vec<f64> = case.places.iter().map(|p| p.lon).collect();
        let seam = seam(meridians.clone());
        let lons = || case.places.iter().map(|p| turned(p.lon, seam));
        let lats = || case.places.iter().map(|p| p.lat);
        let ends = |v: &mut dyn Iterator<Item = f64>| v.fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
        let ((west, east), (south, north)) = (ends(&mut lons()), ends(&mut lats()));
        let (wide, high) = ((east - west).max(0.1), (north - south).max(0.1));
        let squeeze = libm::cos(f64::midpoint(south, north).to_radians()).max(0.1);
        let inside = WIDTH - 2.0 * MARGIN;
        let scale = (inside / (wide * squeeze)).min((TALLEST - 2.0 * MARGIN) / high);
        // What is narrower than the figure stands in its middle.
        let spare = (WIDTH / scale - wide * squeeze) / 2.0 / squeeze;
        let projection = Projection { seam, west: west - spare, north: north + MARGIN / scale, squeeze, scale };
        let height = high * scale + 2.0 * MARGIN;
        let largest =
            case.places.iter().map(|p| f64::midpoint(p.population.low, p.population.high)).fold(1.0, f64::max);
        let mut spots: Vec<Spot> = case
            .places
            .iter()
            .map(|p| {
                let people = f64::midpoint(p.population.low, p.population.high) / largest;
                let radius = 4.5 + 4.0 * libm::cbrt(people.clamp(0.0, 1.0));
                Spot { name: p.name.clone(), at: projection.at(p.lon, p.lat), radius, label: None }
            })
            .collect();
        let mut order: Vec<usize> = first.to_vec();
        let mut rest: Vec<usize> = (0..spots.len()).filter(|i| !first.contains(i)).collect();
        rest.sort_by(|a, b| spots[*b].radius.total_cmp(&spots[*a].radius).then(a.cmp(b)));
        order.extend(rest);
        let mut labels = Labels::new(WIDTH, height);
        // All symbols first: a name must not lie on any of them.
        spots.iter().for_each(|s| labels.occupy(s.at, s.radius + 1.0));
        for i in order {
            spots[i].label = labels.place(&spots[i].name, spots[i].at, spots[i].radius);
        }
        let ends = |r: &RouteFact| [spots[r.a.index()].at, spots[r.b.index()].at];
        let roads = case.routes.iter().map(|r| along(&ends(r))).collect();
        let outline = outline.unwrap_or_default();
        let land = outline.iter().map(|ring| ring_path(&unrolled(ring, &meridians), &projection, height)).collect();
        Self { height, spots, roads, land }
    }

    /// Outline and roads as definitions, to be stored once for all maps.
    pub fn definition(&self) -> String {
        let mut all = String::new();
        if !self.land.is_empty() {
            let (wide, high) = (n(WIDTH), n(self.height));
            all += &format!(r#"<clipPath id="{LAND}-c"><rect width="{wide}" height="{high}"/></clipPath>"#);
            all += &format!(r#"<path id="{LAND}" clip-path="url(#{LAND}-c)" d="{}"/>"#, self.land);
        }
        if !self.roads.is_empty() {
            all += &format!(r#"<path id="{ROADS}" d="{}"/>"#, self.roads);
        }
        all
    }

    /// A map with its ground drawn, on which symbols are put.
    pub fn sheet(&self) -> Drawing {
        let mut drawing = Drawing::new(WIDTH, self.height);
        if !self.land.is_empty() {
            drawing.reference("land", LAND);
        }
        if !self.roads.is_empty() {
            drawing.reference("road", ROADS);
        }
        drawing
    }

    /// Writes the names of the places.
    pub fn names(&self, drawing: &mut Drawing) {
        for spot in &self.spots {
            if let Some((at, anchor)) = spot.label {
                drawing.text("hs", at, anchor, &spot.name);
            }
        }
    }
}

/// Where the map is cut: in the middle of the widest gap between places, so that those on both sides of the 180th meridian lie
/// side by side.
fn seam(mut lons: Vec<f64>) -> f64 {
    lons.sort_by(f64::total_cmp);
    let (Some(west), Some(east)) = (lons.first(), lons.last()) else { return 180.0 };
    let around = (*east, west + 360.0);
    let gaps = lons.windows(2).map(|pair| (pair[0], pair[1]));
    let (from, to) = gaps.fold(around, |widest, gap| if gap.1 - gap.0 > widest.1 - widest.0 { gap } else { widest });
    f64::midpoint(from, to)
}

/// A longitude, counted from the seam to the west.
fn turned(lon: f64, seam: f64) -> f64 {
    lon - 360.0 * ((lon - seam) / 360.0).ceil()
}

/// One ring of the outline, which has no jump in it, if any of it can be seen: wherever it shows, for the same meridian comes again after a
/// turn. A ring is moved as a whole, since one that is cut where the map is cut has both ends at one place.
fn ring_path(ring: &[(f64, f64)], projection: &Projection, height: f64) -> String {
    let path = |turn: f64| {
        let points: Vec<(f64, f64)> = ring.iter().map(|(lon, lat)| projection.straight(lon + turn, *lat)).collect();
        // A ring around the whole view has no point in it.
        let reaches = |of: fn(&(f64, f64)) -> f64, far: f64| {
            points.iter().any(|p| of(p) >= -60.0) && points.iter().any(|p| of(p) <= far + 60.0)
        };
        if reaches(|p| p.0, WIDTH) && reaches(|p| p.1, height) { format!("{}Z", along(&points)) } else { String::new() }
    };
    [-720.0, -360.0, 0.0, 360.0, 720.0].into_iter().map(path).collect()
}

/// A circle cut into shares: slices clockwise from the top.
pub fn pie(drawing: &mut Drawing, (x, y): (f64, f64), r: f64, slices: &[(String, f64)]) {
    let turn = std::f64::consts::TAU;
    let whole: f64 = slices.iter().map(|s| s.1).sum();
    let mut from = 0.0;
    for (class, share) in slices.iter().filter(|s| s.1 > 0.0) {
        let part = share / whole.max(f64::MIN_POSITIVE);
        let point = |a: f64| (n(x + r * libm::sin(a * turn)), n(y - r * libm::cos(a * turn)));
        let (start, end) = (point(from), point(from + part));
        // An arc whose ends fall on one point would be drawn as nothing.
        if part > 0.5 && start == end {
            drawing.circle(class, (x, y), r);
            from += part;
            continue;
        }
        let large = u8::from(part > 0.5);
        let d =
            format!("M{} {}L{} {}A{} {} 0 {large} 1 {} {}Z", n(x), n(y), start.0, start.1, n(r), n(r), end.0, end.1);
        drawing.shape(class, &d);
        from += part;
    }
    drawing.circle("rim", (x, y), r);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_on_both_sides_of_the_180th_meridian_lie_side_by_side() {
        let cut = seam(vec![179.0, -179.0, 178.5]);
        assert_eq!([179.0, -179.0, 178.5].map(|lon| turned(lon, cut)), [-181.0, -179.0, -181.5]);
        let usual = seam(vec![-8.0, 4.0]);
        assert_eq!([-8.0, 4.0, 0.0].map(|lon| turned(lon, usual)), [-8.0, 4.0, 0.0]);
    }

    #[test]
    fn a_ring_around_the_whole_view_is_drawn_and_one_beside_it_is_not() {
        let projection = Projection { seam: 180.0, west: 0.0, north: 10.0, squeeze: 1.0, scale: 10.0 };
        let around = [(-90.0, -80.0), (170.0, -80.0), (170.0, 80.0), (-90.0, 80.0)];
        assert!(ring_path(&around, &projection, 100.0).ends_with('Z'));
        assert!(ring_path(&around.map(|(x, y)| (x / 90.0 - 100.0, y)), &projection, 100.0).is_empty());
    }

    #[test]
    fn a_share_of_nearly_all_is_a_whole_circle() {
        for (most, whole) in [(1000.0, true), (999.0, true), (900.0, false), (500.0, false)] {
            let mut drawing = Drawing::new(20.0, 20.0);
            pie(&mut drawing, (10.0, 10.0), 5.0, &[("most".to_owned(), most), ("rest".to_owned(), 1000.0 - most)]);
            let drawn = drawing.alone("", "", "", "");
            assert_eq!(drawn.contains("<circle class=\"most\""), whole, "{most}: {drawn}");
        }
    }
}
