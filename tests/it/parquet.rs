//! Copies as Parquet hold the cells of the tables that they copy; a program that cannot write them says so before it begins.

use crate::running::program;

#[cfg(not(feature = "parquet"))]
#[test]
fn without_the_feature_nothing_begins() {
    let home = tempfile::tempdir().unwrap();
    let output = program(home.path()).args(["run", "winter-road", "--runs", "8", "--parquet"]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said.contains("--parquet: this program was built without it") && said.contains("--features parquet"),
        "{said}"
    );
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[cfg(feature = "parquet")]
mod with_the_feature {
    use super::program;
    use flate2::read::MultiGzDecoder;
    use parquet::{
        file::reader::{FileReader, SerializedFileReader},
        record::Field,
    };
    use std::{
        fs::{self, File},
        io::Read,
        path::Path,
    };

    const ASKED: &[&str] = &[
        "run",
        "winter-road",
        "--runs",
        "24",
        "--what-if",
        "mission-stays",
        "--tables",
        "all",
        "--keep-runs",
        "3",
        "--parquet",
        "--quiet",
    ];

    /// The cell that the table would have.
    fn cell(field: &Field) -> String {
        match field {
            Field::Null => String::new(),
            Field::Bool(yes) => yes.to_string(),
            Field::Long(n) => n.to_string(),
            Field::Double(x) => x.to_string(),
            Field::Date(days) => (jiff::civil::date(1970, 1, 1) + jiff::Span::new().days(*days)).to_string(),
            Field::Str(text) => text.clone(),
            other => panic!("no table has {other:?}"),
        }
    }

    fn table(dir: &Path, name: &str) -> Vec<Vec<String>> {
        let packed = dir.join(format!("{name}.csv.gz"));
        let mut text = String::new();
        match File::open(&packed) {
            Ok(file) => MultiGzDecoder::new(file).read_to_string(&mut text).unwrap(),
            Err(_) => File::open(dir.join(format!("{name}.csv"))).unwrap().read_to_string(&mut text).unwrap(),
        };
        let mut rows = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        rows.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn copies_hold_the_cells_of_their_tables() {
        let home = tempfile::tempdir().unwrap();
        for more in [&["--out", "plain"][..], &["--out", "packed", "--gzip"]] {
            assert!(program(home.path()).args(ASKED).args(more).status().unwrap().success());
            let dir = home.path().join(more[1]);
            let copies: Vec<_> = fs::read_dir(dir.join("parquet")).unwrap().map(|e| e.unwrap().path()).collect();
            let is_table = |name: &str| name.contains(".csv");
            let files = fs::read_dir(&dir).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
            assert_eq!(copies.len(), files.filter(|name| is_table(name)).count(), "{copies:?}");
            for path in copies {
                let reader = SerializedFileReader::new(File::open(&path).unwrap()).unwrap();
                let expected = table(&dir, path.file_stem().unwrap().to_str().unwrap());
                let names = reader.metadata().file_metadata().schema().get_fields().iter().map(|f| f.name().to_owned());
                assert_eq!(names.collect::<Vec<_>>(), expected[0], "{}", path.display());
                let rows = reader.get_row_iter(None).unwrap();
                let found: Vec<Vec<String>> =
                    rows.map(|row| row.unwrap().get_column_iter().map(|(_, field)| cell(field)).collect()).collect();
                let differs = |(a, b): (&Vec<String>, &Vec<String>)| {
                    a.iter()
                        .zip(b)
                        .position(|(x, y)| x != y)
                        .map(|at| format!("{}: {:?}, {:?} in the table", expected[0][at], a[at], b[at]))
                };
                let first = found.iter().zip(&expected[1..]).find_map(differs);
                assert!(first.is_none() && found.len() == expected.len() - 1, "{}: {first:?}", path.display());
            }
        }
        assert!(program(home.path()).args(["verify", "packed", "--all"]).status().unwrap().success());
    }
}
