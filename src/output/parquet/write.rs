//! Reads a table as CSV, a stretch of rows at a time, and writes each stretch as a row group. An empty cell is a null.

use crate::output::{
    columns::{Column, Kind, Layout},
    shelf::{Entry, Hashed, Refused, Shelf},
};
use csv::{ReaderBuilder, StringRecord};
use flate2::read::MultiGzDecoder;
use jiff::civil::{Date, date};
use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    column::writer::{ColumnWriter, ColumnWriterImpl},
    data_type::{ByteArray, DataType},
    errors::{ParquetError, Result as Written},
    file::{metadata::KeyValue, properties::WriterProperties, writer::SerializedFileWriter},
    schema::types::Type,
};
use std::{
    io::{self, Read},
    str::FromStr,
    sync::Arc,
};

/// Rows of a row group: few enough to be held in memory with all their texts.
const GROUP: usize = 1 << 14;
/// Day 0 of a date.
const EPOCH: Date = date(1970, 1, 1);

/// Copies a table that is written into the folder `parquet`.
///
/// # Errors
/// The shelf's.
pub(in crate::output) fn copy(layout: &Layout, table: &Entry, shelf: &mut dyn Shelf) -> Result<Entry, Refused> {
    let name = &format!("parquet/{}.parquet", layout.name);
    let refused = |error: ParquetError| Refused::io(name, &io::Error::other(error));
    let bytes = shelf.beginning(&table.name, table.bytes).map_err(|error| refused(error.into()))?;
    let text: Box<dyn Read> = if layout.packed { Box::new(MultiGzDecoder::new(bytes)) } else { bytes };
    let page = Hashed::new(shelf, name)?;
    let page = write(layout, text, page).map_err(refused)?;
    page.settle()
}

fn write(layout: &Layout, text: impl Read, page: Hashed) -> Written<Hashed> {
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
    let mut file = SerializedFileWriter::new(page, Arc::new(schema), Arc::new(properties))?;
    let mut stretch: Vec<Stretch> = layout.columns.iter().map(Stretch::new).collect();
    let (mut rows, mut row) = (ReaderBuilder::new().from_reader(text), StringRecord::new());
    loop {
        let mut n = 0;
        while n < GROUP && rows.read_record(&mut row).map_err(|error| ParquetError::External(error.into()))? {
            stretch.iter_mut().zip(&row).try_for_each(|(column, cell)| column.take(cell))?;
            n += 1;
        }
        if n == 0 {
            break;
        }
        let mut group = file.next_row_group()?;
        for column in &mut stretch {
            let mut writer =
                group.next_column()?.ok_or_else(|| ParquetError::General("a column is missing".to_owned()))?;
            column.give(writer.untyped())?;
            writer.close()?;
        }
        group.close()?;
    }
    file.into_inner()
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

    fn take(&mut self, cell: &str) -> Written<()> {
        self.there.push(i16::from(!cell.is_empty()));
        if cell.is_empty() {
            return Ok(());
        }
        match &mut self.cells {
            Cells::Whole(cells) => cells.push(read(cell)?),
            Cells::Number(cells) => cells.push(read(cell)?),
            Cells::YesNo(cells) => cells.push(read(cell)?),
            Cells::Date(cells) => {
                let days = EPOCH.until(read::<Date>(cell)?).map_err(|error| ParquetError::External(error.into()))?;
                cells.push(days.get_days());
            }
            Cells::Text(cells) => cells.push(cell.into()),
        }
        Ok(())
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

fn read<T: FromStr<Err: std::error::Error + Send + Sync + 'static>>(cell: &str) -> Written<T> {
    cell.parse().map_err(|error: T::Err| ParquetError::External(Box::new(error)))
}
