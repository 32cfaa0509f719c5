//! Bytes → text: a byte order mark decides, else valid UTF-8 is taken as it is, else the encoding is guessed.
//!
//! Offsets into a document refer to the text that comes out of here. The guess is that of chardetng, the detector of
//! Firefox; it names the likeliest of the encodings of the web and cannot say how sure it is, so [`Encoding::Guessed`]
//! is told to the user. Time is linear in the bytes; UTF-8 is not copied.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::UTF_8;

use super::Refusal;

/// A text with control characters beyond one byte in this many is no text: a log with two colour codes a line has one
/// in 40, random bytes have one in 9.
const BYTES_PER_CONTROL: usize = 20;

/// How the bytes of a file were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// The file is valid UTF-8, or its byte order mark says what it is.
    Certain,
    /// The encoding of this name was guessed from the bytes.
    Guessed(&'static str),
}

/// Decodes the bytes of a file.
///
/// # Errors
/// [`Refusal::Binary`] where the share of control characters says so (a NUL byte or two in UTF-8 text are met in scraped
/// pages), or a NUL byte in anything else, [`Refusal::Undecodable`] where bytes
/// stand that the encoding does not have. Nothing is replaced: a text that would differ from the file is not compared.
pub(crate) fn decode(bytes: Vec<u8>) -> Result<(String, Encoding), Refusal> {
    let (text, encoding) = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, mark_len)) => (strict(encoding, &bytes[mark_len..])?, Encoding::Certain),
        None => match String::from_utf8(bytes) {
            Ok(text) => (text, Encoding::Certain),
            Err(error) => guess(error.as_bytes())?,
        },
    };
    if is_binary(text.as_bytes()) { Err(Refusal::Binary) } else { Ok((text, encoding)) }
}

fn guess(bytes: &[u8]) -> Result<(String, Encoding), Refusal> {
    // No legacy encoding has NUL bytes, so the guess and its cost are saved for most binary files.
    if bytes.contains(&0) {
        return Err(Refusal::Binary);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    Ok((strict(encoding, bytes)?, Encoding::Guessed(encoding.name())))
}

fn strict(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> Result<String, Refusal> {
    if encoding == UTF_8 {
        return std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|_| Refusal::Undecodable(encoding.name()));
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(Into::into).ok_or(Refusal::Undecodable(encoding.name()))
}

fn is_binary(text: &[u8]) -> bool {
    // In parts that a byte counts: so many at a time are counted.
    let part = |part: &[u8]| usize::from(part.iter().map(|&byte| u8::from(is_control(byte))).sum::<u8>());
    let controls = text.chunks(usize::from(u8::MAX)).map(part).sum::<usize>();
    controls > text.len() / BYTES_PER_CONTROL
}

/// Whether a byte is a control character that plain text does not have: all but tab, line feed, form feed and return.
#[expect(clippy::needless_bitwise_bool, reason = "with lazy operators the compiler makes no vector code")]
fn is_control(byte: u8) -> bool {
    (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\x0c') & (byte != b'\r')
        | (byte == b'\x7f')
}
