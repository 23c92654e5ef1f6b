//! A dense table of yes and no, 64 to a word, so that whole sets are joined and counted at once.

/// For each row a set of columns.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Marks {
    pub(super) words: usize,
    pub(super) cells: Vec<u64>,
}

impl Marks {
    /// A table without a mark.
    pub fn none(rows: usize, columns: usize) -> Self {
        let words = columns.div_ceil(64);
        Self { words, cells: vec![0; rows * words] }
    }

    /// Words of a row.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Whether the column of a row is marked.
    #[inline]
    pub fn has(&self, row: usize, column: usize) -> bool {
        self.cells[row * self.words + column / 64] >> (column % 64) & 1 != 0
    }

    /// Marks the column of a row, or takes the mark away.
    #[inline]
    pub fn set(&mut self, row: usize, column: usize, mark: bool) {
        let (word, bit) = (&mut self.cells[row * self.words + column / 64], 1 << (column % 64));
        *word = if mark { *word | bit } else { *word & !bit };
    }

    /// Takes every mark away.
    pub fn clear(&mut self) {
        self.cells.fill(0);
    }

    /// The words of a row.
    #[inline]
    pub fn row(&self, row: usize) -> &[u64] {
        &self.cells[row * self.words..(row + 1) * self.words]
    }

    /// Calls for each marked column of a row, in order.
    #[inline]
    pub fn each(&self, row: usize, call: impl FnMut(usize)) {
        self.each_in_both(row, row, call);
    }

    /// Calls for each column that is marked in both rows, in order.
    #[inline]
    pub fn each_in_both(&self, a: usize, b: usize, mut call: impl FnMut(usize)) {
        for (word, (a, b)) in self.row(a).iter().zip(self.row(b)).enumerate() {
            let mut left = a & b;
            while left != 0 {
                call(64 * word + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_kept_in_order_over_words() {
        let mut marks = Marks::none(2, 130);
        for column in [129, 0, 63, 64] {
            marks.set(1, column, true);
        }
        marks.set(1, 63, false);
        let mut found = Vec::new();
        marks.each(1, |column| found.push(column));
        assert_eq!(found, [0, 64, 129]);
        assert!(marks.has(1, 64) && !marks.has(0, 64) && !marks.has(1, 63));
        marks.each(0, |_| panic!("no mark in this row"));
        marks.set(0, 129, true);
        marks.set(0, 1, true);
        marks.each_in_both(0, 1, |column| assert_eq!(column, 129));
    }
}
