//! Price lists as files: our own as CSV and JSON, SkyPilot's `vms.csv`, gpuhunt's CSV.
//!
//! What a file says is checked cell by cell; an error names row and column. Rows for instances that the catalog does not
//! have are counted, not refused: other people's lists hold far more than we do.

use crate::catalog::OfferId;
use crate::engine::units::UsdPerHour;
use crate::format;
use crate::scenario::Date;
use crate::scenario::book::{self, OwnPrice};

/// The columns of our own list.
pub const COLUMNS: [&str; 8] = [
    "id",
    "provider",
    "sku",
    "gpu",
    "gpus_per_instance",
    "on_demand_usd_per_hour",
    "spot_usd_per_hour",
    "as_of",
];
/// A longer file is not read.
pub const MAX_BYTES: usize = 32 << 20;
/// Dearer instances are a mistake in a column.
const MAX_USD: f64 = 100_000.0;

/// Whose form a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Own,
    SkyPilot,
    Gpuhunt,
}

/// What a file gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    pub form: Form,
    pub prices: Vec<OwnPrice>,
    /// Rows of the file.
    pub rows: usize,
    /// Rows for instances that the catalog does not have.
    pub unknown: usize,
}

/// Every offer with the prices that count now, as our own CSV.
pub fn to_csv() -> String {
    let mut text = COLUMNS.join(",");
    text.push('\n');
    for cells in rows() {
        let cells: Vec<String> = cells.iter().map(|cell| quote(cell)).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// The same as a JSON array of objects with the CSV's columns; prices are numbers, what is unknown is left out.
pub fn to_json() -> String {
    let mut text = String::from("[");
    for (index, cells) in rows().enumerate() {
        text.push_str(if index == 0 { "\n  {" } else { ",\n  {" });
        let mut first = true;
        for (column, cell) in COLUMNS.iter().zip(&cells).filter(|(_, cell)| !cell.is_empty()) {
            let number = column.ends_with("_per_hour") || *column == "gpus_per_instance";
            let comma = if first { "" } else { ", " };
            let value = if number { cell.clone() } else { json_text(cell) };
            text.push_str(&format!("{comma}\"{column}\": {value}"));
            first = false;
        }
        text.push('}');
    }
    text.push_str("\n]\n");
    text
}

fn rows() -> impl Iterator<Item = [String; 8]> {
    OfferId::all().map(|id| {
        let (on_demand, spot, as_of) = book::prices(id);
        let offer = id.get();
        let usd = |price: Option<UsdPerHour>| price.map(|price| format::plain(price.0)).unwrap_or_default();
        [
            offer.id.into(),
            offer.provider.into(),
            offer.sku.into(),
            offer.gpu.get().id.into(),
            format::plain(f64::from(offer.gpus_per_instance)),
            usd(on_demand),
            usd(spot),
            as_of.map(|date| date.to_string()).unwrap_or_default(),
        ]
    })
}

fn quote(cell: &str) -> String {
    if cell.contains([',', '"', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.into() }
}

fn json_text(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => quoted.push(' '),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Reads a price list of any known form.
///
/// # Errors
/// What is wrong, with row and column where there is one. The first line is row 1.
pub fn read(text: &str) -> Result<Imported, String> {
    if text.len() > MAX_BYTES {
        return Err("The file is larger than 32 MB. Import a list of one provider.".into());
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    let table = if text.starts_with('[') { json(text)? } else { csv(text)? };
    import(&table)
}

/// Column names and rows, each with the number of its row in the file.
struct Table {
    columns: Vec<String>,
    rows: Vec<(usize, Vec<String>)>,
}

impl Table {
    fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.eq_ignore_ascii_case(name))
    }
}

/// RFC 4180, with line breaks of any kind.
fn csv(text: &str) -> Result<Table, String> {
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut line = 1;
    let mut starts = 1;
    let mut letters = text.chars().peekable();
    let mut end = |cells: &mut Vec<String>, cell: &mut String, starts: usize| {
        cells.push(core::mem::take(cell).trim().to_owned());
        let row = core::mem::take(cells);
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push((starts, row));
        }
    };
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                cell.push('"');
                letters.next();
            }
            '"' if quoted || cell.trim().is_empty() => quoted = !quoted,
            ',' if !quoted => cells.push(core::mem::take(&mut cell).trim().to_owned()),
            '\r' if !quoted => {}
            '\n' => {
                line += 1;
                if quoted {
                    cell.push(' ');
                } else {
                    end(&mut cells, &mut cell, starts);
                    starts = line;
                }
            }
            letter => cell.push(letter),
        }
    }
    if quoted {
        return Err(format!("Row {starts}: a quotation mark is not closed."));
    }
    end(&mut cells, &mut cell, starts);
    if rows.is_empty() {
        return Err(
            "The file is empty. A list starts with the names of its columns, like id,on_demand_usd_per_hour."
                .into(),
        );
    }
    let (_, columns) = rows.remove(0);
    Ok(Table { columns, rows })
}

/// An array of flat objects.
fn json(text: &str) -> Result<Table, String> {
    let mut table = Table { columns: Vec::new(), rows: Vec::new() };
    let mut at = Json { text: text.as_bytes(), at: 0 };
    let wrong =
        |row: usize| format!("Row {row}: expected an array of objects, like [{{\"id\": \"\u{2026}\"}}].");
    at.expect(b'[').ok_or_else(|| wrong(1))?;
    let mut number = 1;
    while at.peek() != Some(b']') {
        let mut cells = vec![String::new(); table.columns.len()];
        at.expect(b'{').ok_or_else(|| wrong(number))?;
        while at.peek() != Some(b'}') {
            let key = at.string().ok_or_else(|| wrong(number))?;
            at.expect(b':').ok_or_else(|| wrong(number))?;
            let value = at
                .scalar()
                .ok_or_else(|| format!("Row {number}, column {key}: expected a text or a number."))?;
            let column = table.column(&key).unwrap_or_else(|| {
                table.columns.push(key);
                cells.push(String::new());
                table.columns.len() - 1
            });
            cells[column] = value;
            if at.expect(b',').is_none() {
                break;
            }
        }
        at.expect(b'}').ok_or_else(|| wrong(number))?;
        table.rows.push((number, cells));
        number += 1;
        if at.expect(b',').is_none() {
            break;
        }
    }
    at.expect(b']').ok_or_else(|| wrong(number))?;
    Ok(table)
}

struct Json<'a> {
    text: &'a [u8],
    at: usize,
}

impl Json<'_> {
    fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }
    fn expect(&mut self, byte: u8) -> Option<()> {
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }
    fn string(&mut self) -> Option<String> {
        self.expect(b'"')?;
        let mut bytes = Vec::new();
        loop {
            let byte = *self.text.get(self.at)?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(bytes).ok(),
                b'\\' => {
                    let escaped = *self.text.get(self.at)?;
                    self.at += 1;
                    match escaped {
                        b'"' | b'\\' | b'/' => bytes.push(escaped),
                        b'u' => {
                            let code = core::str::from_utf8(self.text.get(self.at..self.at + 4)?).ok()?;
                            let letter = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
                            bytes.extend(letter.encode_utf8(&mut [0; 4]).as_bytes());
                            self.at += 4;
                        }
                        _ => bytes.push(b' '),
                    }
                }
                byte => bytes.push(byte),
            }
        }
    }
    /// A text, a number, or a word; `null` is an empty cell.
    fn scalar(&mut self) -> Option<String> {
        match self.peek()? {
            b'"' => self.string(),
            b'{' | b'[' => None,
            _ => {
                let start = self.at;
                while self.text.get(self.at).is_some_and(|byte| !b",}] \n\r\t".contains(byte)) {
                    self.at += 1;
                }
                let word = core::str::from_utf8(&self.text[start..self.at]).ok()?;
                Some(if word == "null" { String::new() } else { word.into() })
            }
        }
    }
}

fn import(table: &Table) -> Result<Imported, String> {
    let has = |name| table.column(name).is_some();
    let form = if has("id") && (has("on_demand_usd_per_hour") || has("spot_usd_per_hour")) {
        Form::Own
    } else if has("InstanceType") && has("Price") {
        Form::SkyPilot
    } else if has("instance_name") && has("price") {
        Form::Gpuhunt
    } else {
        return Err("Row 1 names no columns of a known list. Ours has id and on_demand_usd_per_hour, SkyPilot's InstanceType \
                    and Price, gpuhunt's instance_name and price."
            .into());
    };
    let mut found = Imported { form, prices: Vec::new(), rows: table.rows.len(), unknown: 0 };
    for (number, cells) in &table.rows {
        let row = Row { table, number: *number, cells };
        let entries = match form {
            Form::Own => row.own()?,
            Form::SkyPilot => row.sold("InstanceType", "Region", row.usd("Price")?, row.usd("SpotPrice")?),
            Form::Gpuhunt => {
                let usd = row.usd("price")?;
                let (on_demand, spot) = if row.yes("spot")? { (None, usd) } else { (usd, None) };
                row.sold("instance_name", "location", on_demand, spot)
            }
        };
        found.unknown += usize::from(entries.is_empty());
        for entry in entries {
            merge(&mut found.prices, entry);
        }
    }
    if found.prices.is_empty() {
        return Err(format!(
            "None of the {} names an instance of the catalog. Export a list to see what it knows.",
            format::plural(found.rows as u32, "row", "rows")
        ));
    }
    Ok(found)
}

/// Zones of one region have prices of their own: the lowest counts, as when renting.
fn merge(prices: &mut Vec<OwnPrice>, entry: OwnPrice) {
    let lower = |a: Option<UsdPerHour>, b: Option<UsdPerHour>| match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    match prices.iter_mut().find(|price| price.offer == entry.offer) {
        Some(price) => {
            price.on_demand = lower(price.on_demand, entry.on_demand);
            price.spot = lower(price.spot, entry.spot);
        }
        None => prices.push(entry),
    }
}

struct Row<'a> {
    table: &'a Table,
    number: usize,
    cells: &'a [String],
}

impl Row<'_> {
    fn cell(&self, column: &str) -> &str {
        self.table.column(column).and_then(|at| self.cells.get(at)).map_or("", |cell| cell.trim())
    }
    fn error<T>(&self, column: &str, what: &str) -> Result<T, String> {
        let shown: String =
            self.cell(column).chars().filter(|letter| !letter.is_control()).take(40).collect();
        Err(format!("Row {}, column {column}: \u{201c}{shown}\u{201d} {what}", self.number))
    }
    /// A price; empty is none. Zero is what lists write where they know none.
    fn usd(&self, column: &str) -> Result<Option<UsdPerHour>, String> {
        match self.cell(column).trim_start_matches('$') {
            "" | "nan" | "NaN" | "None" => Ok(None),
            text => match format::parse_number(text) {
                Some(0.0) => Ok(None),
                Some(usd) if usd > 0.0 && usd <= MAX_USD => Ok(Some(UsdPerHour(usd))),
                _ => self.error(column, "is no price from 0 to 100,000 US dollars an hour, like 2.69."),
            },
        }
    }
    fn yes(&self, column: &str) -> Result<bool, String> {
        match self.cell(column) {
            "True" | "true" | "1" => Ok(true),
            "False" | "false" | "0" | "" => Ok(false),
            _ => self.error(column, "must be True or False."),
        }
    }
    fn own(&self) -> Result<Vec<OwnPrice>, String> {
        let (on_demand, spot) = (self.usd("on_demand_usd_per_hour")?, self.usd("spot_usd_per_hour")?);
        let as_of = match self.cell("as_of") {
            "" => None,
            text => match Date::parse(text) {
                Some(date) => Some(date),
                None => return self.error("as_of", "is no month or day, like 2026-03."),
            },
        };
        match OfferId::find(self.cell("id")) {
            None => Ok(Vec::new()),
            Some(_) if on_demand.is_none() && spot.is_none() => Ok(Vec::new()),
            Some(offer) => Ok(vec![OwnPrice { offer, on_demand, spot, as_of }]),
        }
    }
    /// The catalog's offers of an instance, by its name as sold and by its region where the catalog has one.
    fn sold(
        &self,
        name: &str,
        region: &str,
        on_demand: Option<UsdPerHour>,
        spot: Option<UsdPerHour>,
    ) -> Vec<OwnPrice> {
        if on_demand.is_none() && spot.is_none() {
            return Vec::new();
        }
        let (name, region) = (self.cell(name), self.cell(region));
        OfferId::all()
            .filter(|id| {
                let offer = id.get();
                offer.sku.eq_ignore_ascii_case(name)
                    && (offer.region.is_empty()
                        || region.is_empty()
                        || offer.region.eq_ignore_ascii_case(region))
            })
            .map(|offer| OwnPrice { offer, on_demand, spot, as_of: None })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'a>(found: &'a Imported, id: &str) -> &'a OwnPrice {
        found.prices.iter().find(|price| price.offer.get().id == id).expect(id)
    }

    #[test]
    fn our_own_lists_come_back_as_they_went() {
        for text in [to_csv(), to_json()] {
            let found = read(&text).expect("our own list");
            assert_eq!((found.form, found.rows), (Form::Own, OfferId::all().count()));
            for price in &found.prices {
                let offer = price.offer.get();
                assert_eq!((price.on_demand, price.spot), (offer.on_demand, offer.spot), "{}", offer.id);
                assert_eq!(price.as_of, offer.provenance.as_of.and_then(Date::parse), "{}", offer.id);
            }
            let priced = OfferId::all().filter(|id| id.get().on_demand.or(id.get().spot).is_some()).count();
            assert_eq!(found.prices.len(), priced);
        }
    }

    /// Zones of a region: the lowest price. Other regions and unknown instances: counted.
    #[test]
    fn skypilots_catalog_is_read() {
        let text = "InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,GpuInfo,Price,SpotPrice,Region,AvailabilityZone\n\
                    p4d.24xlarge,A100,8.0,96.0,1152.0,\"{'Gpus': [{'Name': 'A100', 'Count': 8}]}\",21.96,12.5,us-east-1,us-east-1a\n\
                    p4d.24xlarge,A100,8.0,96.0,1152.0,,21.96,11.0,us-east-1,us-east-1b\n\
                    p4d.24xlarge,A100,8.0,96.0,1152.0,,25.0,,eu-west-1,eu-west-1a\n\
                    m5.large,,,2.0,8.0,,0.096,0.03,us-east-1,us-east-1a\n";
        let found = read(text).expect("a list");
        assert_eq!((found.form, found.rows, found.unknown), (Form::SkyPilot, 4, 2));
        let price = of(&found, "aws.p4d-24xlarge.2026-07");
        assert_eq!((price.on_demand, price.spot), (Some(UsdPerHour(21.96)), Some(UsdPerHour(11.0))));
    }

    #[test]
    fn gpuhunts_catalog_is_read() {
        let text = "instance_name,location,price,cpu,memory,gpu_count,gpu_name,gpu_memory,spot,disk_size,gpu_vendor\r\n\
                    a2-highgpu-1g,us-central1,3.67,12,85.0,1,A100,40.0,False,,nvidia\r\n\
                    a2-highgpu-1g,us-central1,1.35,12,85.0,1,A100,40.0,True,,nvidia\r\n";
        let found = read(text).expect("a list");
        let price = of(&found, "gcp.a2-highgpu-1g.2026-06");
        assert_eq!((price.on_demand, price.spot), (Some(UsdPerHour(3.67)), Some(UsdPerHour(1.35))));
        assert_eq!(found.form, Form::Gpuhunt);
    }

    #[test]
    fn errors_name_row_and_column() {
        let own = "id,on_demand_usd_per_hour,spot_usd_per_hour,as_of\n";
        let error = |rows: &str| read(&format!("{own}{rows}")).unwrap_err();
        assert_eq!(
            error("runpod.rtx-4090.2026-03,0.4,,\nrunpod.rtx-4090.2026-03,cheap,,"),
            "Row 3, column on_demand_usd_per_hour: \u{201c}cheap\u{201d} is no price from 0 to 100,000 US dollars an hour, like 2.69."
        );
        assert_eq!(
            error("runpod.rtx-4090.2026-03,0.4,,March"),
            "Row 2, column as_of: \u{201c}March\u{201d} is no month or day, like 2026-03."
        );
        assert!(error("runpod.rtx-4090.2026-03,-1,,").contains("Row 2, column on_demand_usd_per_hour"));
        assert!(error("runpod.rtx-4090.2026-03,1e300,,").contains("Row 2"));
        assert!(error("nobody.sells-this,1,,").contains("None of the 1 row"));
        assert!(error("\"runpod,1").contains("Row 2: a quotation mark"));
        assert!(read("a,b\n1,2").unwrap_err().contains("Row 1 names no columns"));
        assert!(read("").unwrap_err().contains("empty"));
        assert!(read("[{\"id\": {\"a\": 1}}]").unwrap_err().contains("Row 1, column id"));
        assert!(read("[{\"id\" 1}]").unwrap_err().contains("Row 1"));
        let spot = "instance_name,price,spot\na2-highgpu-1g,1.0,maybe";
        assert!(read(spot).unwrap_err().contains("Row 2, column spot"));
    }

    /// A price of the reader's stands before the catalog's, and a missing one stays missing.
    #[test]
    fn the_book_is_what_counts() {
        let offer = OfferId::find("runpod.rtx-4090.2026-03").unwrap();
        let found = read("id,on_demand_usd_per_hour\nrunpod.rtx-4090.2026-03,0.5").unwrap();
        book::enter(&found.prices);
        assert_eq!(book::prices(offer), (Some(UsdPerHour(0.5)), Some(UsdPerHour(0.14)), None));
        let scenario = crate::scenario::Scenario::default();
        assert_eq!(crate::scenario::resolve::price(&scenario, offer).per_instance, Some(UsdPerHour(0.5)));
        book::clear();
        assert_eq!(crate::scenario::resolve::price(&scenario, offer).per_instance, Some(UsdPerHour(0.34)));
    }
}
