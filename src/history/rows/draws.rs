//! `draws.csv`: what each draw took, one column for every set of rival claims and for every number that varies.
//!
//! A what-if takes the same draws. Only where it asks for another range, other rivals or a number that the base does not vary has it columns
//! of its own, `WHAT-IF/ADDRESS`.

use crate::{
    domain::{Alternative, Case, Uncertain, case::Reading},
    mechanism::{RULES, Rule, parameters},
    parameter::{Draw, Quantity},
    run::draw,
    seeds::columns::Sheet,
    study::{Study, Variant},
    table::{Cell, Column, Field, Kind, Table},
};

/// Decimals of numbers.
const DECIMALS: u8 = 6;

/// `draws.csv`.
#[derive(Debug)]
pub struct Draws;

/// What varies in a study, column by column.
#[derive(Clone, Debug)]
pub struct Varied {
    shown: Vec<(usize, Shown)>,
    columns: Vec<Column>,
}

/// Where the cells of a column come from, in one variant.
#[derive(Clone, Copy, Debug)]
enum Shown {
    /// The claim that holds of a set of rivals.
    Rivals(usize),
    /// A parameter or a rule.
    Setting(usize),
    /// Rows of the case that state one number: the first, and how many.
    Fact(usize, usize),
    /// A number or a set of rivals that the what-if does not draw.
    Nothing,
}

/// A draw of a study.
#[derive(Debug)]
pub struct DrawLine<'a> {
    study: &'a Study,
    varied: &'a Varied,
    number: u64,
    draw: Draw,
    /// By variant.
    readings: Vec<Reading>,
}

impl<'a> DrawLine<'a> {
    /// The draw with this number.
    pub fn new(study: &'a Study, varied: &'a Varied, seed: u64, number: u64) -> Self {
        let draw = draw(seed, number);
        let readings = study.variants.iter().map(|variant| Reading::new(&variant.case, &draw)).collect();
        Self { study, varied, number, draw, readings }
    }
}

impl Table for Draws {
    type Row<'a> = DrawLine<'a>;
    const NAME: &'static str = "draws";
    const ROWS: &'static str = "draw: what it took for every number that varies and of every set of rival claims";
    const KEY: &'static [&'static str] = &["draw"];

    fn fields() -> Vec<Field<Self>> {
        vec![Field::whole("draw", "", "Number of the draw, as in runs.csv", |r| Some(r.number))]
    }
}

impl Draws {
    /// The columns with those of what varies in a study.
    pub fn of(varied: &Varied) -> Vec<Field<Self>> {
        let mut fields = Self::fields();
        fields
            .extend(varied.columns.iter().enumerate().map(|(n, column)| Field::<Self>::nth(column.clone(), n, taken)));
        fields
    }
}

fn taken<'s>(line: &DrawLine<'_>, n: usize, scratch: &'s mut String) -> Cell<'s> {
    let (variant, shown) = line.varied.shown[n];
    let (reading, variant) = (&line.readings[variant], &line.study.variants[variant]);
    let number = |quantity: &Quantity| Cell::Number(quantity.draw(&line.draw), DECIMALS);
    match shown {
        Shown::Rivals(at) => {
            let rivals = &variant.case.alternatives[at].rivals;
            let held = rivals.iter().find(|(claim, _)| reading.takes(*claim));
            held.map_or(Cell::Missing, |(claim, _)| Cell::Text(&variant.case.claims[claim.index()].id)).put_in(scratch)
        }
        Shown::Setting(at) => number(&variant.quantities[at]),
        Shown::Fact(first, rows) => {
            let rows = &variant.case.uncertain[first..first + rows];
            let there = rows.iter().find(|row| Case::holds(&row.source, reading));
            there.map_or(Cell::Missing, |row| number(&row.quantity))
        }
        Shown::Nothing => Cell::Missing,
    }
}

impl Varied {
    /// What varies in a study: rival claims, parameters and rules, facts.
    pub fn of(study: &Study) -> Self {
        let mut varied = Self { shown: Vec::new(), columns: Vec::new() };
        let Some(base) = study.variants.first() else { return varied };
        for (index, variant) in study.variants.iter().enumerate() {
            let own = (index > 0).then_some(base);
            varied.rivals(index, variant, own);
            varied.settings(index, variant, own);
            varied.facts(index, variant, own);
        }
        varied
    }

    fn push(&mut self, (index, variant): (usize, &Variant), shown: Shown, column: Column) {
        let name = if index == 0 { column.name } else { format!("{}/{}", variant.name, column.name) };
        self.shown.push((index, shown));
        self.columns.push(Column { name, ..column });
    }

    fn rivals(&mut self, index: usize, variant: &Variant, base: Option<&Variant>) {
        for (at, own) in variant.case.alternatives.iter().enumerate() {
            let theirs =
                base.and_then(|base| base.case.alternatives.iter().find(|theirs| theirs.id == own.id).zip(Some(base)));
            if theirs.is_none_or(|(theirs, base)| names(&variant.case, own) != names(&base.case, theirs)) {
                self.push((index, variant), Shown::Rivals(at), rivals(own));
            }
        }
        // What the what-if leaves no choice about.
        for theirs in base.into_iter().flat_map(|base| &base.case.alternatives) {
            if variant.case.alternatives.iter().all(|own| own.id != theirs.id) {
                self.push((index, variant), Shown::Nothing, rivals(theirs));
            }
        }
    }

    fn settings(&mut self, index: usize, variant: &Variant, base: Option<&Variant>) {
        let named =
            parameters().map(|p| (p.address.to_owned(), p.unit, p.meaning.trim().trim_end_matches('.').to_owned()));
        let rules = Rule::WORDS.iter().take(RULES).map(|word| {
            (format!("rules.{word}"), "", format!("Whether the causal claim {word} is at work: from one half up"))
        });
        for (at, (name, unit, meaning)) in named.chain(rules).enumerate() {
            let own = &variant.quantities[at];
            let theirs = base.map(|base| &base.quantities[at]);
            let varies = |quantity: &Quantity| quantity.low != quantity.high;
            if theirs != Some(own) && (varies(own) || theirs.is_some_and(varies)) {
                let column = Column { name, kind: Kind::Number(DECIMALS), unit: unit.to_owned(), meaning };
                self.push((index, variant), Shown::Setting(at), column);
            }
        }
    }

    fn facts(&mut self, index: usize, variant: &Variant, base: Option<&Variant>) {
        let mut first = 0;
        for rows in by_address(&variant.case) {
            let theirs = base.map(|base| (&base.case, rows_of(&base.case, &rows[0].address)));
            if theirs.is_none_or(|(case, theirs)| !same((&variant.case, rows), (case, theirs))) {
                self.push((index, variant), Shown::Fact(first, rows.len()), fact(&rows[0].address));
            }
            first += rows.len();
        }
        // What the base varies and the what-if fixes or takes away.
        for theirs in base.into_iter().flat_map(|base| by_address(&base.case)) {
            if rows_of(&variant.case, &theirs[0].address).is_empty() {
                self.push((index, variant), Shown::Nothing, fact(&theirs[0].address));
            }
        }
    }
}

/// Rivals by name, with their weights.
type Rivals<'a> = Vec<(&'a str, f64)>;

fn names<'a>(case: &'a Case, alternative: &Alternative) -> Rivals<'a> {
    alternative.rivals.iter().map(|(claim, weight)| (case.claims[claim.index()].id.as_str(), *weight)).collect()
}

/// The rows that state one number, number by number.
fn by_address(case: &Case) -> impl Iterator<Item = &[Uncertain]> {
    case.uncertain.chunk_by(|a, b| a.address == b.address)
}

fn rows_of<'a>(case: &'a Case, address: &str) -> &'a [Uncertain] {
    by_address(case).find(|rows| rows[0].address == address).unwrap_or_default()
}

/// Whether rows of two cases state the same, and rest on claims of the same names, each among the same rivals of the same weights.
fn same((a, own): (&Case, &[Uncertain]), (b, theirs): (&Case, &[Uncertain])) -> bool {
    own.len() == theirs.len()
        && own.iter().zip(theirs).all(|(x, y)| x.quantity == y.quantity && rests(a, x) == rests(b, y))
}

/// What a row rests on: claims, each for a column, with what holds or not along with it.
fn rests<'a>(case: &'a Case, row: &'a Uncertain) -> Vec<(&'a str, &'a str, Vec<Rivals<'a>>)> {
    let among = |claim| {
        let of = case.alternatives.iter().filter(move |one| one.rivals.iter().any(|(rival, _)| *rival == claim));
        of.map(|one| names(case, one)).collect()
    };
    let claims = row.source.claims.iter();
    claims.map(|(column, claim)| (column.as_ref(), case.claims[claim.index()].id.as_str(), among(*claim))).collect()
}

/// The column of a set of rivals.
fn rivals(of: &Alternative) -> Column {
    Column {
        name: format!("alternatives.{}", of.id),
        kind: Kind::Text,
        unit: String::new(),
        meaning: format!("Which of the rival claims about {} holds", of.id),
    }
}

/// The column of a number of the seeds.
fn fact(address: &str) -> Column {
    let mut words = address.split('.');
    let (table, column) = (words.next().unwrap_or_default(), words.nth(1).unwrap_or_default());
    let schema = Sheet::parse(table).and_then(|sheet| sheet.schema().column(column));
    Column {
        name: address.to_owned(),
        kind: Kind::Number(DECIMALS),
        unit: schema.map_or_else(String::new, |column| column.unit.to_owned()),
        meaning: schema.map_or_else(String::new, |column| column.meaning.to_owned()),
    }
}
