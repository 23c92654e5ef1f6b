//! A dense table of rows and columns.

/// A table in one allocation, row by row.
#[derive(Debug, Default, PartialEq)]
pub struct Grid<T> {
    columns: usize,
    cells: Vec<T>,
}

impl<T: Clone> Grid<T> {
    /// A table filled with one value.
    pub fn filled(rows: usize, columns: usize, value: T) -> Self {
        Self { columns, cells: vec![value; rows * columns] }
    }

    /// Number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The cell at (row, column).
    #[inline]
    pub fn at(&self, row: usize, column: usize) -> &T {
        &self.cells[row * self.columns + column]
    }

    /// The cell at (row, column), to change.
    #[inline]
    pub fn at_mut(&mut self, row: usize, column: usize) -> &mut T {
        &mut self.cells[row * self.columns + column]
    }

    /// A whole row.
    #[inline]
    pub fn row(&self, row: usize) -> &[T] {
        &self.cells[row * self.columns..(row + 1) * self.columns]
    }

    /// A whole row, to change.
    #[inline]
    pub fn row_mut(&mut self, row: usize) -> &mut [T] {
        &mut self.cells[row * self.columns..(row + 1) * self.columns]
    }

    /// Two different rows, the second to change.
    pub fn pair(&mut self, row: usize, other: usize) -> (&[T], &mut [T]) {
        let (low, high) = (row.min(other), row.max(other));
        let (head, tail) = self.cells.split_at_mut(high * self.columns);
        let (low, high) = (&mut head[low * self.columns..][..self.columns], &mut tail[..self.columns]);
        if row < other { (low, high) } else { (high, low) }
    }

    /// Every cell, row by row.
    pub fn cells(&self) -> &[T] {
        &self.cells
    }

    /// Every cell, row by row, to change.
    pub fn cells_mut(&mut self) -> &mut [T] {
        &mut self.cells
    }
}

impl<T: Clone> Clone for Grid<T> {
    fn clone(&self) -> Self {
        Self { columns: self.columns, cells: self.cells.clone() }
    }

    fn clone_from(&mut self, other: &Self) {
        self.columns = other.columns;
        self.cells.clone_from(&other.cells);
    }
}
