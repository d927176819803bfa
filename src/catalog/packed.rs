//! One text a table, and the hands that take it apart. `build.rs` writes the texts.
//!
//! Cells are separated by line breaks. Texts stay slices of the packed text; numbers are read digit by digit.

/// A table as `build.rs` writes it: the first `by_row` columns row by row, the others column by column.
pub(super) struct Packed {
    pub text: &'static str,
    pub columns: usize,
    pub by_row: usize,
}

impl Packed {
    /// Every row, in order.
    pub fn rows<T>(&self, mut read: impl FnMut(&mut Row) -> T) -> Vec<T> {
        let cells: Vec<&'static str> = self.text.split('\n').collect();
        let n_rows = cells.len() / self.columns;
        (0..n_rows)
            .map(|row| {
                let mut row = Row { cells: &cells, by_row: self.by_row, n_rows, row, column: 0 };
                let entry = read(&mut row);
                debug_assert_eq!(row.column, self.columns, "every column is read");
                entry
            })
            .collect()
    }
}

/// One row; every call reads the next column.
pub(super) struct Row<'a> {
    cells: &'a [&'static str],
    by_row: usize,
    n_rows: usize,
    row: usize,
    column: usize,
}

impl Row<'_> {
    pub fn text(&mut self) -> &'static str {
        let at = match self.column.checked_sub(self.by_row) {
            None => self.row * self.by_row + self.column,
            Some(column) => (self.by_row + column) * self.n_rows + self.row,
        };
        self.column += 1;
        self.cells.get(at).copied().unwrap_or_default()
    }

    /// Which row it is, from 0.
    pub fn index(&self) -> usize {
        self.row
    }

    pub fn optional_text(&mut self) -> Option<&'static str> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// Texts separated by `|`.
    pub fn list(&mut self) -> &'static [&'static str] {
        match self.text() {
            "" => &[],
            // The tables live as long as the program.
            text => Vec::leak(text.split('|').collect()),
        }
    }

    /// A decimal number; `None`: the cell is empty.
    ///
    /// Digits are a whole number below 2^53 and the divisor is a power of ten up to 10^22, both exact, so the quotient
    /// is the double nearest to the decimal number: what a literal in the source would be. `build.rs` checks the bounds.
    pub fn number(&mut self) -> Option<f64> {
        let text = self.optional_text()?;
        let (mut digits, mut divisor, mut after_point) = (0.0, 1.0, false);
        for byte in text.bytes() {
            match byte {
                b'.' => after_point = true,
                b'-' => {}
                _ => {
                    digits = digits * 10.0 + f64::from(byte - b'0');
                    if after_point {
                        divisor *= 10.0;
                    }
                }
            }
        }
        let value = digits / divisor;
        Some(if text.starts_with('-') { -value } else { value })
    }

    /// A whole number; 0 for an empty cell.
    pub fn whole(&mut self) -> u32 {
        self.number().unwrap_or_default() as u32
    }

    /// Yes or no: a cell that is not empty is a yes.
    pub fn yes(&mut self) -> bool {
        !self.text().is_empty()
    }

    /// The variant at the position that `build.rs` wrote.
    pub fn variant<T: Copy>(&mut self, variants: &[T]) -> T {
        variants[self.whole() as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::Packed;

    #[test]
    fn columns_are_read_in_order() {
        let packed = Packed { text: "a\nA\nb\nB\n1\n2\nx|y\n", columns: 4, by_row: 2 };
        let rows = packed.rows(|row| (row.text(), row.text(), row.whole(), row.list()));
        assert_eq!(rows, [("a", "A", 1, &["x", "y"][..]), ("b", "B", 2, &[])]);
    }

    #[test]
    fn numbers_are_those_of_literals() {
        for text in
            ["0", "7", "0.1", "0.34", "3.0672", "-24692736", "0.000001", "9007199254740991", "123456.789012"]
        {
            let packed = Packed { text, columns: 1, by_row: 0 };
            assert_eq!(packed.rows(|row| row.number()), [text.parse::<f64>().ok()], "{text}");
        }
        // Every price to the hundredth of a cent up to $100.
        let text: String = (0..1_000_000)
            .map(|n| format!("{}.{:04}", n / 10_000, n % 10_000))
            .collect::<Vec<_>>()
            .join("\n");
        let text: &'static str = text.leak();
        let packed = Packed { text, columns: 1, by_row: 0 };
        let numbers = packed.rows(|row| row.number());
        assert!(numbers.iter().zip(text.split('\n')).all(|(number, text)| *number == text.parse().ok()));
    }

    #[test]
    fn an_empty_cell_is_unknown() {
        let packed = Packed { text: "\n", columns: 1, by_row: 0 };
        assert_eq!(packed.rows(|row| row.number()), [None, None]);
        assert_eq!(packed.rows(|row| row.optional_text()), [None, None]);
        assert_eq!(packed.rows(|row| row.yes()), [false, false]);
    }
}
