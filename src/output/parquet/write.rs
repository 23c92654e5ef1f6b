//! Takes the cells of a table, a stretch of rows at a time, and writes each stretch as a row group. A missing cell is a null.

use crate::{
    output::{
        shelf::{Entry, Hashed, Refused, Shelf},
        sink::Sink,
    },
    table::{Cell, Column, Kind, Layout, number::rounded},
};
use jiff::civil::{Date, date};
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    column::writer::{ColumnWriter, ColumnWriterImpl},
    data_type::{ByteArray, DataType},
    errors::{ParquetError, Result as Written},
    file::{metadata::KeyValue, properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::Type,
};
use std::{fmt, io, sync::Arc};

/// Rows of a row group: few enough to be held in memory with all their texts.
const GROUP: usize = 1 << 14;
/// Day 0 of a date.
const EPOCH: Date = date(1970, 1, 1);

/// A copy under way: a stretch of rows in memory, which becomes a row group.
pub(in crate::output) struct Copy {
    name: String,
    file: SerializedFileWriter<Hashed>,
    stretch: Vec<Stretch>,
    /// Cells of the row under way that are there.
    at: usize,
    /// Rows of the stretch.
    rows: usize,
    /// A cell of the row under way that is of another kind than its column.
    odd: bool,
}

impl fmt::Debug for Copy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Copy").field("name", &self.name).field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl Copy {
    /// Begins the copy of a table.
    ///
    /// # Errors
    /// The shelf's.
    pub(in crate::output) fn begin(layout: &Layout, shelf: &mut dyn Shelf) -> Result<Self, Refused> {
        let name = format!("parquet/{}.parquet", layout.name);
        let page = Hashed::new(shelf, &name)?;
        let file = begin(layout, page).map_err(|error| refused(&name, error))?;
        let stretch = layout.columns.iter().map(Stretch::new).collect();
        Ok(Self { name, file, stretch, at: 0, rows: 0, odd: false })
    }

    /// Writes the stretch as a row group.
    fn group(&mut self) -> Written<()> {
        self.rows = 0;
        let mut group = self.file.next_row_group()?;
        for column in &mut self.stretch {
            let mut writer =
                group.next_column()?.ok_or_else(|| ParquetError::General("a column is missing".to_owned()))?;
            column.give(writer.untyped())?;
            writer.close()?;
        }
        group.close().map(drop)
    }
}

impl Sink for Copy {
    fn cell(&mut self, cell: Cell<'_>) {
        self.odd |= !self.stretch.get_mut(self.at).is_some_and(|column| column.take(cell));
        self.at += 1;
    }

    fn end(&mut self) -> Result<(), Refused> {
        if self.odd || self.at != self.stretch.len() {
            let odd = ParquetError::General("a cell is of another kind than its column".to_owned());
            return Err(refused(&self.name, odd));
        }
        self.at = 0;
        self.rows += 1;
        if self.rows < GROUP { Ok(()) } else { self.group().map_err(|error| refused(&self.name, error)) }
    }

    fn finish(mut self: Box<Self>) -> Result<Entry, Refused> {
        let last = if self.rows > 0 { self.group() } else { Ok(()) };
        let Self { name, file, .. } = *self;
        last.and_then(|()| file.into_inner()).map_err(|error| refused(&name, error))?.settle()
    }
}

fn refused(name: &str, error: ParquetError) -> Refused {
    Refused::io(name, &io::Error::other(error))
}

fn begin(layout: &Layout, page: Hashed) -> Written<SerializedFileWriter<Hashed>> {
    let fields = layout.columns.iter().map(field).collect::<Written<Vec<_>>>()?;
    let schema = Type::group_type_builder(layout.name).with_fields(fields).build()?;
    let meanings = layout.columns.iter().map(|column| {
        let unit = if column.unit.is_empty() { String::new() } else { format!(" ({})", column.unit) };
        KeyValue::new(format!("column.{}", column.name), format!("{}{unit}", column.meaning))
    });
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_key_value_metadata(Some(meanings.collect()))
        .build();
    SerializedFileWriter::new(page, Arc::new(schema), Arc::new(properties))
}

fn field(column: &Column) -> Written<Arc<Type>> {
    let (physical, logical) = match column.kind {
        Kind::Whole => (Physical::INT64, None),
        Kind::Number(_) => (Physical::DOUBLE, None),
        Kind::YesNo => (Physical::BOOLEAN, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    field.build().map(Arc::new)
}

/// Cells of one column.
#[derive(Debug)]
enum Cells {
    Whole(Vec<i64>),
    Number(Vec<f64>),
    YesNo(Vec<bool>),
    Date(Vec<i32>),
    Text(Vec<ByteArray>),
}

/// A stretch of one column: the cells that are there, and for each row whether there is one.
#[derive(Debug)]
struct Stretch {
    cells: Cells,
    there: Vec<i16>,
}

impl Stretch {
    fn new(column: &Column) -> Self {
        let cells = match column.kind {
            Kind::Whole => Cells::Whole(Vec::new()),
            Kind::Number(_) => Cells::Number(Vec::new()),
            Kind::YesNo => Cells::YesNo(Vec::new()),
            Kind::Date => Cells::Date(Vec::new()),
            Kind::Text => Cells::Text(Vec::new()),
        };
        Self { cells, there: Vec::new() }
    }

    /// Takes a cell; false if it is of another kind.
    fn take(&mut self, cell: Cell<'_>) -> bool {
        self.there.push(i16::from(cell != Cell::Missing));
        match (&mut self.cells, cell) {
            (_, Cell::Missing) => {}
            (Cells::Whole(cells), Cell::Whole(number)) => cells.push(number as i64),
            (Cells::Number(cells), Cell::Number(number, decimals)) => cells.push(rounded(number, decimals)),
            (Cells::YesNo(cells), Cell::YesNo(yes)) => cells.push(yes),
            (Cells::Date(cells), Cell::Date(date)) => cells.push(date.duration_since(EPOCH).as_hours() as i32 / 24),
            (Cells::Text(cells), Cell::Text(text)) => cells.push(text.into()),
            _ => return false,
        }
        true
    }

    /// Writes what was taken, and is empty again.
    fn give(&mut self, writer: &mut ColumnWriter<'_>) -> Written<()> {
        let there = &self.there;
        match (&mut self.cells, writer) {
            (Cells::Whole(cells), ColumnWriter::Int64ColumnWriter(writer)) => put(writer, cells, there),
            (Cells::Number(cells), ColumnWriter::DoubleColumnWriter(writer)) => put(writer, cells, there),
            (Cells::YesNo(cells), ColumnWriter::BoolColumnWriter(writer)) => put(writer, cells, there),
            (Cells::Date(cells), ColumnWriter::Int32ColumnWriter(writer)) => put(writer, cells, there),
            (Cells::Text(cells), ColumnWriter::ByteArrayColumnWriter(writer)) => put(writer, cells, there),
            _ => Err(ParquetError::General("a column is of another kind than its cells".to_owned())),
        }?;
        self.there.clear();
        Ok(())
    }
}

fn put<T: DataType>(writer: &mut ColumnWriterImpl<'_, T>, cells: &mut Vec<T::T>, there: &[i16]) -> Written<()> {
    writer.write_batch(cells, Some(there), None)?;
    cells.clear();
    Ok(())
}
