//! The outline of a map: the rings of a `GeoJSON` file.

use serde_json::Value;

/// Every ring of every polygon, as pairs of longitude and latitude. A file that is no `GeoJSON` has none.
pub(super) fn rings(bytes: &[u8]) -> Vec<Vec<(f64, f64)>> {
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_slice::<Value>(bytes) {
        collect(&value, &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut Vec<Vec<(f64, f64)>>) {
    for key in ["features", "geometries"] {
        value.get(key).and_then(Value::as_array).into_iter().flatten().for_each(|v| collect(v, found));
    }
    if let Some(geometry) = value.get("geometry") {
        collect(geometry, found);
    }
    let Some(coordinates) = value.get("coordinates").and_then(Value::as_array) else { return };
    let polygons: Vec<&Value> = match value.get("type").and_then(Value::as_str) {
        Some("Polygon") => coordinates.iter().collect(),
        Some("MultiPolygon") => coordinates.iter().filter_map(Value::as_array).flatten().collect(),
        _ => Vec::new(),
    };
    for ring in polygons {
        let point = |p: &Value| Some((p.get(0)?.as_f64()?, p.get(1)?.as_f64()?));
        let points: Vec<(f64, f64)> = ring.as_array().into_iter().flatten().filter_map(point).collect();
        if points.len() > 2 {
            found.push(points);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::rings;

    #[test]
    fn polygons_of_all_forms_are_found_and_nonsense_is_none() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
            {"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[[[2,2],[3,2],[3,3],[2,2]]],[[[5,5],[6,5],[6,6]]]]}},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[9,9]}}]}"#;
        assert_eq!(rings(text.as_bytes()).len(), 3);
        assert!(rings(b"no map").is_empty() && rings(b"[1]").is_empty());
    }
}
