//! Tables of measured runs, as files.

use crate::scenario::measured::{MeasuredRun, measured_run};

/// A row of a table: a run, or the reason why it cannot be expressed.
pub struct Row {
    pub id: String,
    pub quality_a: bool,
    pub metric: String,
    pub run: Result<MeasuredRun, String>,
}

/// Reads a table with the columns of `tests/data/measured.csv`; unknown columns are ignored.
///
/// # Errors
/// A file that is not CSV, or lacks one of the columns every row needs.
pub fn read(text: &str) -> Result<Vec<Row>, String> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    for needed in ["model", "technique", "gpu", "metric", "value"] {
        if !headers.iter().any(|header| header == needed) {
            return Err(format!("The first line must name the columns; {needed:?} is missing."));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let get = |column: &str| {
            headers
                .iter()
                .position(|header| header == column)
                .and_then(|at| record.get(at))
                .unwrap_or("")
                .trim()
        };
        rows.push(Row {
            id: get("id").to_owned(),
            quality_a: get("quality") == "A",
            metric: get("metric").to_owned(),
            run: measured_run(get),
        });
    }
    Ok(rows)
}
