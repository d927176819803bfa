//! Traces of spot instances, as files.

use crate::engine::replay::Segment;
use crate::engine::units::Secs;

/// The segments of each trace of a file with the columns `trace,segment,state,seconds`, in the file's order.
///
/// # Errors
/// A file that is not CSV, lacks a column, or a cell that cannot be read; the message names row and column.
pub fn read(text: &str) -> Result<Vec<(String, Vec<Segment>)>, String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| error.to_string())?.clone();
    let at = |name: &str| {
        let missing = || format!("The first line must name the columns; {name:?} is missing.");
        headers.iter().position(|header| header.trim() == name).ok_or_else(missing)
    };
    let (trace, state, seconds) = (at("trace")?, at("state")?, at("seconds")?);
    let mut traces: Vec<(String, Vec<Segment>)> = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let row = index + 2;
        let record = record.map_err(|error| format!("Row {row}: {error}"))?;
        let cell = |at: usize| record.get(at).unwrap_or_default().trim();
        let up = match cell(state) {
            "up" => true,
            "down" => false,
            other => return Err(format!("Row {row}, column state: {other:?} is neither up nor down.")),
        };
        let length = cell(seconds).parse::<f64>().ok().filter(|secs| secs.is_finite() && *secs >= 0.0);
        let length = length.ok_or_else(|| {
            format!("Row {row}, column seconds: {:?} is no number from 0, like 585.", cell(seconds))
        })?;
        let segment = Segment { up, length: Secs(length).hours() };
        match traces.last_mut() {
            Some((name, segments)) if name == cell(trace) => segments.push(segment),
            _ => traces.push((cell(trace).to_owned(), vec![segment])),
        }
    }
    Ok(traces)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn errors_name_row_and_column() {
        assert_eq!(
            read("trace,state\n").unwrap_err(),
            "The first line must name the columns; \"seconds\" is missing."
        );
        let bad = read("trace,segment,state,seconds\na,0,up,5\na,1,off,5\n").unwrap_err();
        assert_eq!(bad, "Row 3, column state: \"off\" is neither up nor down.");
        assert!(read("trace,segment,state,seconds\na,0,up,-1\n").unwrap_err().contains("column seconds"));
        assert_eq!(read("trace,segment,state,seconds\na,0,up,5\na,1,down,5\nb,0,up,1\n").unwrap().len(), 2);
    }
}
