//! The outline that a case brings along for its maps: the rings of a `GeoJSON` file in degrees (RFC 7946).

use super::{
    at::{At, clipped, with_line_ends},
    files::Folder,
    number::plain,
    table::{MAX_BYTES, Row, Table, decode},
};
use crate::fault::{Fault, nearest};
use serde_json::Value;
use std::collections::BTreeMap;

/// The file beside the tables.
pub const FILE: &str = "map.geojson";

/// A ring, as pairs of longitude and latitude.
pub type Ring = Vec<(f64, f64)>;

/// The geometries that are drawn, and those that a file may have besides.
const DRAWN: [&str; 2] = ["Polygon", "MultiPolygon"];
const OTHERS: [&str; 4] = ["Point", "MultiPoint", "LineString", "MultiLineString"];

/// What would be right.
const HELP: &str = "GeoJSON in degrees (WGS 84, EPSG:4326), with polygons; most programs for maps can export it so";

/// How far from all places a polygon may lie and still be seen beside them, in degrees.
const NEAR: f64 = 10.0;

/// What is wrong with the outline of a folder, if it has one: a map that nobody can draw would be left out without a word. What is
/// right and yet not drawn is said in notes.
pub(super) fn check(folder: &Folder, places: &Table, faults: &mut Vec<Fault>) -> Vec<String> {
    let Some(bytes) = folder.file(FILE) else { return Vec::new() };
    let shown = folder.shown(FILE);
    let Some(text) = decode(&shown, bytes, MAX_BYTES, faults) else { return Vec::new() };
    let at = At::whole(&shown);
    let value: Value = match serde_json::from_str(&with_line_ends(without_mark(text))) {
        Ok(value) => value,
        Err(error) => {
            let at = At { line: error.line(), ..at };
            faults.push(at.fault("", format!("the file is not JSON: {error}"), HELP));
            return Vec::new();
        }
    };
    let crs = value.pointer("/crs/properties/name").and_then(Value::as_str).unwrap_or("CRS84");
    let beyond = |(lon, lat): &(f64, f64)| lon.abs() > 360.0 || lat.abs() > 90.0;
    let mut found = Found::default();
    collect(&value, &mut found);
    let spots = spots(places);
    let lons: Vec<f64> = spots.iter().map(|spot| spot.0).collect();
    let near = |ring: &Ring| ring_is_near(&unrolled(ring, &lons), &spots);
    let (close, far): (Vec<&Ring>, Vec<&Ring>) = found.rings.iter().partition(|ring| near(ring));
    let wrong = if value.get("type").and_then(Value::as_str) == Some("Topology") {
        "this is TopoJSON, and not GeoJSON".to_owned()
    } else if let Some(broken) = found.broken {
        broken
    } else if found.rings.is_empty() && found.flat > 0 {
        "no polygon of the file has an area: the points of each lie on one line".to_owned()
    } else if found.rings.is_empty() {
        "there is no polygon in the file".to_owned()
    } else if !crs.contains("CRS84") && !crs.ends_with("4326") {
        format!("the map is in another projection, {crs}")
    } else if let Some((x, y)) = found.rings.iter().flatten().find(|point| beyond(point)) {
        format!("{x}, {y} are no degrees: the map is in another projection")
    } else if close.is_empty() {
        "no polygon of the map lies near any place: longitude stands before latitude".to_owned()
    } else {
        let mut notes = Vec::new();
        if !far.is_empty() {
            notes.push(format!("{shown}: {} of {} rings lie far from all places", far.len(), found.rings.len()));
        }
        if close.iter().all(|ring| is_around(&unrolled(ring, &lons), &spots)) {
            notes.push(format!(
                "{shown}: the map lies around all places, and no border of it is near any: nothing of it is seen"
            ));
        }
        if found.flat > 0 {
            let how = "lie on one line, have no area and are not drawn";
            notes.push(format!("{shown}: the points of {} rings {how}", found.flat));
        }
        if found.empty > 0 {
            notes.push(format!("{shown}: {} features have no geometry, or geometries no coordinates", found.empty));
        }
        for (kind, count) in found.others {
            let known = DRAWN.iter().chain(&OTHERS).any(|name| *name == kind);
            let help = if known { String::new() } else { format!("; {}", nearest(&kind, DRAWN)) };
            notes.push(format!("{shown}: {count} geometries of type {kind:?} are not drawn{help}"));
        }
        return notes;
    };
    faults.push(at.fault("", wrong, HELP));
    Vec::new()
}

/// Where the places of a case lie, as far as it says so.
fn spots(places: &Table) -> Vec<(f64, f64)> {
    let number = |row: &Row, column| plain(places.schema.value(row, column), -360.0, 360.0).ok();
    places.rows.iter().filter_map(|row| Some((number(row, "lon")?, number(row, "lat")?))).collect()
}

/// Whether a ring has a place in it or not far from it; of a case without places nothing can be said.
fn ring_is_near(ring: &Ring, spots: &[(f64, f64)]) -> bool {
    let (west, east) = reach(ring);
    let (south, north) = reach_up(ring);
    let within = |x: f64, low: f64, high: f64| (low - NEAR..=high + NEAR).contains(&x);
    // The same meridian has two names where maps are cut.
    let lies = |lon: f64| [-360.0, 0.0, 360.0].iter().any(|turn| within(lon + turn, west, east));
    spots.is_empty() || spots.iter().any(|(lon, lat)| lies(*lon) && within(*lat, south, north))
}

/// Whether a ring goes around all places and no point of it comes near them.
fn is_around(ring: &Ring, spots: &[(f64, f64)]) -> bool {
    let ((west, east), (low, high)) = (reach(ring), reach_up(ring));
    let ((left, right), (bottom, top)) = (reach(spots), reach_up(spots));
    let beyond = west < left - NEAR && east > right + NEAR && low < bottom - NEAR && high > top + NEAR;
    let near = |(lon, lat): &(f64, f64)| {
        (left - NEAR..=right + NEAR).contains(lon) && (bottom - NEAR..=top + NEAR).contains(lat)
    };
    !spots.is_empty() && beyond && !ring.iter().any(near)
}

/// How far a ring reaches, south and north.
fn reach_up(ring: &[(f64, f64)]) -> (f64, f64) {
    ring.iter().fold((f64::MAX, f64::MIN), |(south, north), (_, lat)| (south.min(*lat), north.max(*lat)))
}

/// How far a ring reaches, west and east.
fn reach(ring: &[(f64, f64)]) -> (f64, f64) {
    ring.iter().fold((f64::MAX, f64::MIN), |(west, east), (lon, _)| (west.min(*lon), east.max(*lon)))
}

/// A ring without a jump where it crosses the 180th meridian: whoever wrote 179 and then -179 went two degrees on, or all the way
/// round the other side. It was the short way if the ring closes so and has as many of the places as the ring the long way.
pub fn unrolled(ring: &[(f64, f64)], lons: &[f64]) -> Ring {
    let mut turn = 0.0;
    let mut last = ring.first().map_or(0.0, |point| point.0);
    let mut step = |(lon, lat): &(f64, f64)| {
        turn -= 360.0 * ((lon - last) / 360.0).round();
        last = *lon;
        (lon + turn, *lat)
    };
    let mut short: Ring = ring.iter().map(&mut step).collect();
    let closes = ring.first().is_some_and(|first| step(first) == short[0]);
    let between = |ring: &[(f64, f64)]| {
        let (west, east) = reach(ring);
        let lies = |lon: &&f64| [-360.0, 0.0, 360.0].iter().any(|turn| (west..=east).contains(&(*lon + turn)));
        lons.iter().filter(lies).count()
    };
    let whole = area(ring);
    if !closes || area(&short) == 0.0 || between(&short) < between(ring) {
        return ring.to_vec();
    }
    // Land stays land, and a hole a hole.
    if (area(&short) < 0.0) != (whole < 0.0) {
        short.reverse();
    }
    short
}

/// Every ring of every polygon of a file that was checked; outer ones run against the clock, holes with it.
pub fn rings(bytes: &[u8]) -> Vec<Ring> {
    let text = String::from_utf8_lossy(bytes);
    let mut found = Found::default();
    if let Ok(value) = serde_json::from_str(without_mark(&text)) {
        collect(&value, &mut found);
    }
    found.rings
}

/// The text without the byte order mark that some programs put before it.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// What a file holds.
#[derive(Debug, Default)]
struct Found {
    rings: Vec<Ring>,
    /// Types of geometries that are no polygons, and how many there are of each.
    others: BTreeMap<String, usize>,
    /// How many rings have no area.
    flat: usize,
    /// How many features and polygons have nothing to draw.
    empty: usize,
    /// The first ring that cannot be read as it is written.
    broken: Option<String>,
}

fn collect(value: &Value, found: &mut Found) {
    for key in ["features", "geometries"] {
        value.get(key).and_then(Value::as_array).into_iter().flatten().for_each(|v| collect(v, found));
    }
    if let Some(geometry) = value.get("geometry") {
        collect(geometry, found);
    }
    let kind = value.get("type").and_then(Value::as_str).unwrap_or_default();
    let Some(coordinates) = value.get("coordinates") else {
        let empty = match kind {
            "Feature" => value.get("geometry").is_none_or(Value::is_null),
            _ => DRAWN.contains(&kind),
        };
        found.empty += usize::from(empty);
        return;
    };
    let polygons: Vec<&Value> = match kind {
        "Polygon" => vec![coordinates],
        "MultiPolygon" => coordinates.as_array().into_iter().flatten().collect(),
        _ => {
            *found.others.entry(kind.to_owned()).or_default() += 1;
            return;
        }
    };
    for polygon in polygons {
        let Some(rings) = polygon.as_array() else {
            found.broken.get_or_insert_with(|| format!("the coordinates of a {kind} are no list of rings"));
            continue;
        };
        for (i, ring) in rings.iter().enumerate() {
            match points(ring) {
                Ok(points) if is_flat(&points) => found.flat += 1,
                Ok(mut points) => {
                    // What runs the other way round is no land: where a ring is filled depends on how it is drawn, and holes must not be.
                    if (area(&points) < 0.0) == (i == 0) {
                        points.reverse();
                    }
                    found.rings.push(points);
                }
                Err(why) => _ = found.broken.get_or_insert(why),
            }
        }
    }
}

/// The points of a ring, all of them.
fn points(ring: &Value) -> Result<Ring, String> {
    let point = |p: &Value| {
        let pair = p.get(0).and_then(Value::as_f64).zip(p.get(1).and_then(Value::as_f64));
        pair.ok_or_else(|| format!("a point of a ring is no pair of numbers: {}", clipped(&p.to_string())))
    };
    let list = ring.as_array().ok_or_else(|| format!("a ring is no list of points: {}", clipped(&ring.to_string())))?;
    let points: Ring = list.iter().map(point).collect::<Result<_, _>>()?;
    if points.len() < 3 { Err(format!("a ring has {} points, and no area", points.len())) } else { Ok(points) }
}

/// Whether all points of a ring lie on one line, or are one.
fn is_flat(ring: &[(f64, f64)]) -> bool {
    let Some(first) = ring.first() else { return true };
    let from = |(x, y): &(f64, f64)| (x - first.0, y - first.1);
    let length = |(x, y): (f64, f64)| x * x + y * y;
    let further = |a: (f64, f64), b: (f64, f64)| if length(b) > length(a) { b } else { a };
    let (far_x, far_y) = ring.iter().map(from).fold((0.0, 0.0), further);
    // So near the line that no map could show it.
    let most = 1e-9 * length((far_x, far_y));
    ring.iter().map(from).all(|(x, y)| (x * far_y - y * far_x).abs() <= most)
}

/// Twice the area within a ring; above zero if it runs against the clock.
fn area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|((x, y), (next_x, next_y))| x * next_y - next_x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seeds::columns::Sheet;

    const HOLE: &str =
        r#"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[6,3],[6,6],[3,3]]]}"#;

    /// Faults and notes of an outline of a case with one place at 4 degrees east and north.
    fn told(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let mut faults = Vec::new();
        let text = "id,name,region,kind,lat,lon,terrain,claims\na,A,r,town,4,4,open,c\n";
        let places = Table::read(Sheet::Places.schema(), "places.csv", text.as_bytes(), &mut faults);
        assert!(faults.is_empty(), "{faults:?}");
        let notes = check(&Folder::new("seeds/x", [(FILE.to_owned(), bytes.to_vec())]), &places, &mut faults);
        (faults.iter().map(ToString::to_string).collect(), notes)
    }

    fn wrong(bytes: &[u8]) -> Vec<String> {
        told(bytes).0
    }

    #[test]
    fn what_is_not_drawn_is_said() {
        let of = |more: &str| format!(r#"{{"type":"GeometryCollection","geometries":[{HOLE},{more}]}}"#);
        for (more, words) in [
            (r#"{"type":"Point","coordinates":[1,2]}"#, r#"1 geometries of type "Point" are not drawn"#),
            (r#"{"type":"Polygn","coordinates":[[[0,0],[1,0],[1,1]]]}"#, "are not drawn; did you mean `Polygon`?"),
            (r#"{"type":"Feature","geometri":{"type":"Polygon","coordinates":[]}}"#, "1 features have no geometry"),
            (r#"{"type":"Feature","geometry":null}"#, "1 features have no geometry"),
            (r#"{"type":"Polygon","coordinats":[[[0,0],[1,0],[1,1]]]}"#, "or geometries no coordinates"),
            (r#"{"type":"Polygon","coordinates":[[[90,0],[91,0],[91,1]]]}"#, "1 of 3 rings lie far from all places"),
            (
                r#"{"type":"Polygon","coordinates":[[[4,4],[4,4],[4,4],[4,4]]]}"#,
                "the points of 1 rings lie on one line",
            ),
            (
                r#"{"type":"Polygon","coordinates":[[[1.1,1.1],[2.2,2.2],[4.4,4.4],[1.1,1.1]]]}"#,
                "1 rings lie on one line",
            ),
        ] {
            let (faults, notes) = told(of(more).as_bytes());
            assert!(faults.is_empty() && notes.len() == 1 && notes[0].contains(words), "{more}: {faults:?} {notes:?}");
        }
        for (more, words) in [
            (r#"{"type":"Polygon","coordinates":[[[0,0],["1",0],[1,1],[0,1]]]}"#, r#"is no pair of numbers: ["1",0]"#),
            (r#"{"type":"Polygon","coordinates":[[[0,0],[1,0]]]}"#, "a ring has 2 points"),
            (
                r#"{"type":"MultiPolygon","coordinates":[[[0,0],[1,0],[1,1]]]}"#,
                "a point of a ring is no pair of numbers",
            ),
            (r#"{"type":"MultiPolygon","coordinates":[7]}"#, "no list of rings"),
        ] {
            let (faults, notes) = told(of(more).as_bytes());
            assert!(notes.is_empty() && faults.len() == 1 && faults[0].contains(words), "{more}: {faults:?} {notes:?}");
        }
        let turned = HOLE
            .replace("[9,9]", "[89,89]")
            .replace("[0,0]", "[80,80]")
            .replace("[9,0]", "[89,80]")
            .replace("[0,9]", "[80,89]");
        let turned = turned.replace("[[3,3],[6,3],[6,6],[3,3]]", "[[83,83],[86,83],[86,86],[83,83]]");
        assert!(wrong(turned.as_bytes())[0].contains("no polygon of the map lies near any place"), "{turned}");
    }

    #[test]
    fn a_map_around_all_places_of_which_nothing_is_seen_is_noted() {
        let of = |reach: f64| {
            format!(
                r#"{{"type":"Polygon","coordinates":[[[-{reach},-{reach}],[{reach},-{reach}],[{reach},{reach}],[-{reach},{reach}]]]}}"#
            )
        };
        for (reach, seen) in [(90.0, false), (15.0, false), (13.0, true)] {
            let (faults, notes) = told(of(reach).as_bytes());
            assert!(faults.is_empty() && notes.is_empty() == seen, "{reach}: {faults:?} {notes:?}");
            assert!(notes.iter().all(|note| note.contains("nothing of it is seen")), "{notes:?}");
        }
    }

    #[test]
    fn a_ring_across_the_180th_meridian_goes_the_way_that_its_places_tell() {
        let box_of = |west, east| vec![(west, 0.0), (east, 0.0), (east, 9.0), (west, 9.0), (west, 0.0)];
        let ends = |ring: &[(f64, f64)], lons: &[f64]| {
            let unrolled = unrolled(ring, lons);
            assert_eq!(area(&unrolled) < 0.0, area(ring) < 0.0);
            reach(&unrolled)
        };
        for (west, east) in [(-170.0, 170.0), (-179.0, 179.0), (-180.0, 180.0), (-100.0, 100.0), (170.0, 190.0)] {
            assert_eq!(ends(&box_of(west, east), &[4.0]), (west, east));
        }
        assert_eq!(ends(&box_of(170.0, -170.0), &[178.0, -179.0]), (170.0, 190.0));
        assert_eq!(ends(&box_of(-170.0, 170.0), &[178.0, -179.0]), (-190.0, -170.0));
        let hole: Ring = box_of(175.0, -175.0).into_iter().rev().collect();
        assert_eq!(ends(&hole, &[178.0, -179.0]), (175.0, 185.0));
    }

    #[test]
    fn polygons_of_all_forms_are_found() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
            {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[2,2],[3,2],[3,3],[2,2]]],[[[5,5],[6,5],[6,6]]]]}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[9,9]}}]}"#;
        assert_eq!(rings(text.as_bytes()).len(), 3);
        assert!(rings(b"no map").is_empty() && rings(b"[1]").is_empty());
        assert!(told(text.as_bytes()).0.is_empty());
        assert_eq!(rings(format!("\u{feff}{HOLE}").as_bytes()).len(), 2, "a byte order mark is none of the text");
    }

    #[test]
    fn holes_run_the_other_way_round() {
        let turned = HOLE.replace("[[3,3],[6,3],[6,6],[3,3]]", "[[3,3],[6,6],[6,3],[3,3]]");
        for text in [HOLE, &turned] {
            let areas: Vec<f64> = rings(text.as_bytes()).iter().map(|ring| area(ring)).collect();
            assert_eq!(areas, [162.0, -9.0]);
        }
    }

    #[test]
    fn a_map_that_cannot_be_drawn_is_a_fault() {
        let crs = HOLE.replace("{\"type\"", r#"{"crs":{"properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},"type""#);
        let far = HOLE.replace("[9,9]", "[223000,1800000]");
        for (text, words) in [
            ("{\"type\":\n\"Polygon\",", "map.geojson:2: the file is not JSON"),
            (r#"{"type":"Topology","objects":{},"arcs":[]}"#, "TopoJSON"),
            (r#"{"type":"Point","coordinates":[1,2]}"#, "no polygon"),
            (r#"{"type":"Polygon","coordinates":[[[4,4],[5,5],[6,6],[4,4]]]}"#, "no polygon of the file has an area"),
            (crs.as_str(), "EPSG::3857"),
            (far.as_str(), "no degrees"),
        ] {
            let told = wrong(text.as_bytes());
            assert!(told.len() == 1 && told[0].contains(words), "{text}: {told:?}");
        }
        assert!(wrong(&vec![b' '; MAX_BYTES + 1])[0].contains("16 MB"));
        assert!(wrong(b"\xff")[0].contains("UTF-8"));
    }
}
