import Foundation

/// Header fields: folded at 76 columns (RFC 5322), other scripts in encoded words (RFC 2047).
package enum HeaderText {
  static let limit = 76

  /// `name: text` and CRLF, for free text such as a subject.
  package static func field(_ name: String, _ text: String) throws(MailFault) -> String {
    guard !text.unicodeScalars.contains(where: isControl) else { throw .controlCharacter }
    let start = "\(name):"
    return fold(
      start, needsEncoding(text) ? encodedWords(text, after: start.utf8.count) : words(of: text))
  }

  /// `name: Somebody <address>` and CRLF.
  package static func field(_ name: String, _ address: MailAddress) -> String {
    let angle = " <\(address.address)>"
    let start = "\(name):"
    guard !address.name.isEmpty else { return fold(start, [" " + address.address]) }
    let isLong = address.name.utf8.count > 60
    if isLong || needsEncoding(address.name) {
      return fold(start, encodedWords(address.name, after: start.utf8.count) + [angle])
    }
    let escaped = address.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return fold(start, [" \"\(escaped)\"", angle])
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    let isLineBreak = scalar.value == 0x2028 || scalar.value == 0x2029
    return isLineBreak || scalar.properties.generalCategory == .control
  }

  /// Text in ASCII whose words all fit a line goes as it is, unless it could be taken for an
  /// encoded word or would lose white space at its ends when it is unfolded.
  private static func needsEncoding(_ text: String) -> Bool {
    !text.allSatisfy(\.isASCII) || text.contains("=?") || text.hasPrefix(" ")
      || text.hasSuffix(" ") || words(of: text).contains { $0.utf8.count > limit }
  }

  /// The words of a text, each with the white space before it; joined they are " " and the text.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = " "
    for character in text {
      if character == " ", word.last != " " {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return words + [word]
  }

  /// Encoded words of at most 75 characters that never divide a character; the first one fits
  /// the line that `column` characters are on already.
  private static func encodedWords(_ text: String, after column: Int) -> [String] {
    var words: [String] = []
    var bytes: [UInt8] = []
    var room = (limit - column - " =?UTF-8?B??=".utf8.count) / 4 * 3
    func close() {
      guard !bytes.isEmpty else { return }
      words.append(" =?UTF-8?B?\(Data(bytes).base64EncodedString())?=")
      bytes = []
      room = 45
    }
    for scalar in text.unicodeScalars {
      let next = Array(String(scalar).utf8)
      if bytes.count + next.count > room { close() }
      bytes += next
    }
    close()
    return words
  }

  private static func fold(_ start: String, _ words: [String]) -> String {
    var folded = start
    var column = start.utf8.count
    for word in words {
      if column + word.utf8.count > limit, column > start.utf8.count || word.utf8.count > limit {
        folded += "\r\n"
        column = 0
      }
      folded += word
      column += word.utf8.count
    }
    return folded + "\r\n"
  }
}
