import Foundation

/// How RFC 2045 carries a text over seven bits.
package enum BodyEncoding: String, Sendable {
  case quotedPrintable = "quoted-printable"
  case base64

  /// Quoted-printable where most of it stays readable, else base64, which is shorter.
  package init(for text: String) {
    let foreign = text.utf8.count { $0 > 126 }
    self = foreign * 6 > text.utf8.count ? .base64 : .quotedPrintable
  }

  /// The text with CRLF line ends, encoded in lines of at most 76 characters, the last one ended.
  package func encode(_ text: String) -> String {
    let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    switch self {
    case .quotedPrintable:
      return lines.map(Self.quotedLine).joined(separator: "\r\n") + "\r\n"
    case .base64:
      let bytes = Data(lines.joined(separator: "\r\n").utf8)
      let options: Data.Base64EncodingOptions = [
        .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
      ]
      return bytes.base64EncodedString(options: options) + "\r\n"
    }
  }

  /// One line of text as one or more lines; each but the last ends with a soft break. A full stop
  /// at the start is spelled out, so that no relay can take it for the end of the message.
  private static func quotedLine(_ line: Substring) -> String {
    let bytes = Array(line.utf8)
    var encoded = ""
    var column = 0
    for (index, byte) in bytes.enumerated() {
      let isLast = index == bytes.count - 1
      let isPlain =
        (33...126).contains(byte) && byte != UInt8(ascii: "=")
        && !(column == 0 && byte == UInt8(ascii: "."))
      let isInnerSpace = (byte == 32 || byte == 9) && !isLast
      let piece =
        isPlain || isInnerSpace
        ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
      if column + piece.utf8.count > (isLast ? 76 : 75) {
        encoded += "=\r\n"
        column = 0
      }
      encoded += piece
      column += piece.utf8.count
    }
    return encoded
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }
}
