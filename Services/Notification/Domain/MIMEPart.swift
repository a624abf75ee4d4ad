import Foundation

/// A mail, or a part of one, as far as a delivery report needs it read (RFC 5322, RFC 2045).
package struct MIMEPart: Sendable {
  private let fields: [(name: String, value: String)]
  private let body: String

  /// Reads header and body; a text without an empty line is all header.
  package init(_ text: String) {
    let text = text.replacing("\r\n", with: "\n")
    let (header, body): (Substring, Substring) =
      if text.hasPrefix("\n") {
        ("", text.dropFirst())
      } else if let end = text.firstRange(of: "\n\n") {
        (text[..<end.lowerBound], text[end.upperBound...])
      } else {
        (text[...], "")
      }
    self.fields = Self.fields(header)
    self.body = String(body)
  }

  /// The fields of a header or of a block of a report, with their lines joined.
  package static func fields(_ header: some StringProtocol) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    for line in header.split(separator: "\n") {
      let isContinued = line.hasPrefix(" ") || line.hasPrefix("\t")
      if isContinued, var last = fields.popLast() {
        last.value += " " + line.trimmingCharacters(in: .whitespaces)
        fields.append(last)
      } else if let colon = line.firstIndex(of: ":") {
        let name = line[..<colon].trimmingCharacters(in: .whitespaces).lowercased()
        let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        fields.append((name, value))
      }
    }
    return fields
  }

  /// The values of the fields of a name in lower case, in order.
  package func values(_ name: String) -> [String] {
    self.fields.filter { $0.name == name }.map(\.value)
  }

  /// Type and subtype in lower case, such as `multipart/report`.
  package var mediaType: String {
    let value = self.values("content-type").first ?? "text/plain"
    return value.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
  }

  /// The text, decoded as far as it was encoded.
  package var text: String {
    switch self.values("content-transfer-encoding").first?.lowercased() {
    case "base64":
      let data = Data(base64Encoded: self.body, options: .ignoreUnknownCharacters)
      return data.map { String(decoding: $0, as: UTF8.self).replacing("\r\n", with: "\n") } ?? ""
    case "quoted-printable": return Self.unquoted(self.body)
    default: return self.body
    }
  }

  /// The parts of a multipart, none of anything else.
  package var parts: [MIMEPart] {
    guard self.mediaType.hasPrefix("multipart/"), let boundary = self.boundary else { return [] }
    let pieces = ("\n" + self.body).components(separatedBy: "\n--\(boundary)")
    // Before the first boundary there is nothing to read, after the last one starts with "--".
    return pieces.dropFirst().prefix { !$0.hasPrefix("--") }.map { piece in
      MIMEPart(String(piece.drop { $0 != "\n" }.dropFirst()))
    }
  }

  private var boundary: String? {
    guard let value = self.values("content-type").first else { return nil }
    for parameter in value.split(separator: ";").dropFirst() {
      let pair = parameter.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces).lowercased() == "boundary"
      else { continue }
      let text = pair[1].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
      return text.isEmpty ? nil : text
    }
    return nil
  }

  private static func unquoted(_ text: String) -> String {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        bytes.append(byte)
        continue
      }
      let digits = rest.prefix(2)
      if digits.first == UInt8(ascii: "\n") {
        rest = rest.dropFirst()
      } else if let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
