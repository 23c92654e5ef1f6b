//! Tables packed with gzip: one member for the header and one for each batch, so that what was written up to a batch is whole, and
//! files that continue each other can be put together. No time and no name enter a member, and the level is fixed: the same rows
//! give the same bytes.

use flate2::{Compression, GzBuilder, write::GzEncoder};
use std::io::{self, Write};

/// A way into a file: as it is, or packed. Flushing ends a member.
#[derive(Debug)]
pub enum Packer<W: Write> {
    /// As it is.
    Plain(W),
    /// Packed, between two members.
    Between(W),
    /// Packed, within a member.
    Within(Box<GzEncoder<W>>),
    /// The file is lost: a member could not be ended.
    Lost,
}

/// How hard is tried: the usual compromise.
const LEVEL: Compression = Compression::new(6);

impl<W: Write> Packer<W> {
    /// A way into this file.
    pub fn new(file: W, packed: bool) -> Self {
        if packed { Self::Between(file) } else { Self::Plain(file) }
    }

    /// The file. Flush before.
    ///
    /// # Errors
    /// A member was not ended.
    pub fn file(&self) -> io::Result<&W> {
        match self {
            Self::Plain(file) | Self::Between(file) => Ok(file),
            Self::Within(_) | Self::Lost => Err(lost()),
        }
    }

    fn enter(&mut self) {
        *self = match std::mem::replace(self, Self::Lost) {
            Self::Between(file) => Self::Within(Box::new(GzBuilder::new().mtime(0).write(file, LEVEL))),
            other => other,
        };
    }

    fn leave(&mut self) -> io::Result<()> {
        *self = match std::mem::replace(self, Self::Lost) {
            Self::Within(member) => Self::Between(member.finish()?),
            other => other,
        };
        Ok(())
    }
}

impl<W: Write> Write for Packer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.enter();
        match self {
            Self::Plain(file) | Self::Between(file) => file.write(bytes),
            Self::Within(member) => member.write(bytes),
            Self::Lost => Err(lost()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.leave()?;
        match self {
            Self::Plain(file) | Self::Between(file) => file.flush(),
            Self::Within(_) | Self::Lost => Ok(()),
        }
    }
}

fn lost() -> io::Error {
    io::Error::other("what was packed could not be ended")
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::MultiGzDecoder;
    use std::io::Read;

    fn packed(parts: &[&str]) -> Vec<u8> {
        let mut packer = Packer::new(Vec::new(), true);
        for part in parts {
            packer.write_all(part.as_bytes()).unwrap();
            packer.flush().unwrap();
            packer.flush().unwrap();
        }
        packer.file().unwrap().clone()
    }

    #[test]
    fn members_follow_each_other_and_carry_neither_time_nor_system() {
        let whole = packed(&["run,x\n", "0,1\n", "64,2\n"]);
        assert_eq!(whole, [packed(&["run,x\n", "0,1\n"]), packed(&["64,2\n"])].concat());
        assert_eq!(whole[..10], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
        let mut text = String::new();
        MultiGzDecoder::new(whole.as_slice()).read_to_string(&mut text).unwrap();
        assert_eq!(text, "run,x\n0,1\n64,2\n");
        assert!(packed(&[]).is_empty());
        let mut plain = Packer::new(Vec::new(), false);
        plain.write_all(b"as it is").unwrap();
        assert_eq!(plain.file().unwrap(), b"as it is");
    }
}
