//! The outline that a case brings along for its maps: the rings of a `GeoJSON` file in degrees (RFC 7946).

use super::{
    at::At,
    files::Folder,
    table::{MAX_BYTES, decode},
};
use crate::fault::Fault;
use serde_json::Value;

/// The file beside the tables.
pub const FILE: &str = "map.geojson";

/// A ring, as pairs of longitude and latitude.
pub type Ring = Vec<(f64, f64)>;

/// What would be right.
const HELP: &str = "GeoJSON in degrees (WGS 84, EPSG:4326), with polygons; most programs for maps can export it so";

/// What is wrong with the outline of a folder, if it has one: a map that nobody can draw would be left out without a word.
pub(super) fn check(folder: &Folder, faults: &mut Vec<Fault>) {
    let Some(bytes) = folder.file(FILE) else { return };
    let shown = folder.shown(FILE);
    let Some(text) = decode(&shown, bytes, MAX_BYTES, faults) else { return };
    let at = At::whole(&shown);
    let value: Value = match serde_json::from_str(without_mark(text)) {
        Ok(value) => value,
        Err(error) => {
            let at = At { line: error.line(), ..at };
            faults.push(at.fault("", format!("the file is not JSON: {error}"), HELP));
            return;
        }
    };
    let crs = value.pointer("/crs/properties/name").and_then(Value::as_str).unwrap_or("CRS84");
    let far = |(lon, lat): &(f64, f64)| lon.abs() > 360.0 || lat.abs() > 90.0;
    let rings = polygons(&value);
    let wrong = if value.get("type").and_then(Value::as_str) == Some("Topology") {
        "this is TopoJSON, and not GeoJSON".to_owned()
    } else if rings.is_empty() {
        "there is no polygon in the file".to_owned()
    } else if !crs.contains("CRS84") && !crs.ends_with("4326") {
        format!("the map is in another projection, {crs}")
    } else if let Some((x, y)) = rings.iter().flatten().find(|point| far(point)) {
        format!("{x}, {y} are no degrees: the map is in another projection")
    } else {
        return;
    };
    faults.push(at.fault("", wrong, HELP));
}

/// Every ring of every polygon of a file that was checked; outer ones run against the clock, holes with it.
pub fn rings(bytes: &[u8]) -> Vec<Ring> {
    let text = String::from_utf8_lossy(bytes);
    serde_json::from_str(without_mark(&text)).map(|value| polygons(&value)).unwrap_or_default()
}

/// The text without the byte order mark that some programs put before it.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

fn polygons(value: &Value) -> Vec<Ring> {
    let mut found = Vec::new();
    collect(value, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<Ring>) {
    for key in ["features", "geometries"] {
        value.get(key).and_then(Value::as_array).into_iter().flatten().for_each(|v| collect(v, found));
    }
    if let Some(geometry) = value.get("geometry") {
        collect(geometry, found);
    }
    let Some(coordinates) = value.get("coordinates") else { return };
    let polygons: Vec<&Value> = match value.get("type").and_then(Value::as_str) {
        Some("Polygon") => vec![coordinates],
        Some("MultiPolygon") => coordinates.as_array().into_iter().flatten().collect(),
        _ => Vec::new(),
    };
    for polygon in polygons {
        for (i, ring) in polygon.as_array().into_iter().flatten().enumerate() {
            let point = |p: &Value| Some((p.get(0)?.as_f64()?, p.get(1)?.as_f64()?));
            let mut points: Ring = ring.as_array().into_iter().flatten().filter_map(point).collect();
            // What runs the other way round is no land: where a ring is filled depends on how it is drawn, and holes must not be.
            if (area(&points) < 0.0) == (i == 0) {
                points.reverse();
            }
            if points.len() > 2 {
                found.push(points);
            }
        }
    }
}

/// Twice the area within a ring; above zero if it runs against the clock.
fn area(ring: &[(f64, f64)]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|((x, y), (next_x, next_y))| x * next_y - next_x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOLE: &str =
        r#"{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[6,3],[6,6],[3,3]]]}"#;

    fn wrong(bytes: &[u8]) -> Vec<String> {
        let mut faults = Vec::new();
        check(&Folder::new("seeds/x", [(FILE.to_owned(), bytes.to_vec())]), &mut faults);
        faults.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn polygons_of_all_forms_are_found() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
            {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[2,2],[3,2],[3,3],[2,2]]],[[[5,5],[6,5],[6,6]]]]}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[9,9]}}]}"#;
        assert_eq!(rings(text.as_bytes()).len(), 3);
        assert!(rings(b"no map").is_empty() && rings(b"[1]").is_empty());
        assert!(wrong(text.as_bytes()).is_empty());
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
