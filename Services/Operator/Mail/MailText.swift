internal import Foundation

/// What a person reads of a mail file: whom it is for, and its plain text.
struct MailText {
  /// The first address of `To`, in lower case.
  let recipient: String
  let text: String

  /// Reads an RFC 5322 message; nil when it is none.
  init?(_ bytes: Data) {
    guard let part = Part(bytes) else { return nil }
    guard let address = Self.address(in: part.headers["to"] ?? "") else { return nil }
    self.recipient = address
    self.text = part.plainText ?? ""
  }

  private static func address(in header: String) -> String? {
    let first = header.split(separator: ",").first.map(String.init) ?? header
    let angled = first.split(separator: "<").last?.split(separator: ">").first
    let address = (angled.map(String.init) ?? first).trimmingCharacters(in: .whitespaces)
    return address.contains("@") ? address.lowercased() : nil
  }

  /// One entity of RFC 2045: headers and a body that may hold further ones.
  private struct Part {
    let headers: [String: String]
    let body: Data

    init?(_ bytes: Data) {
      let breaks = [Data("\r\n\r\n".utf8), Data("\n\n".utf8)]
      guard let gap = breaks.compactMap({ bytes.range(of: $0) }).min(by: Part.earlier) else {
        return nil
      }
      self.body = Data(bytes[gap.upperBound...])
      let head = String(decoding: bytes[..<gap.lowerBound], as: UTF8.self)
        .replacingOccurrences(of: "\r\n", with: "\n")
      var headers: [String: String] = [:]
      var name = ""
      for line in head.split(separator: "\n") {
        if line.first == " " || line.first == "\t" {
          headers[name, default: ""] += " " + line.trimmingCharacters(in: .whitespaces)
        } else if let colon = line.firstIndex(of: ":") {
          name = line[..<colon].lowercased()
          headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        }
      }
      self.headers = headers
    }

    private static func earlier(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
      left.lowerBound < right.lowerBound
    }

    /// The text of the first plain part.
    var plainText: String? {
      let type = self.headers["content-type"] ?? "text/plain"
      if type.lowercased().hasPrefix("multipart/") {
        return self.parts(of: type).compactMap(\.plainText).first
      }
      guard type.lowercased().hasPrefix("text/plain") else { return nil }
      return String(decoding: self.decoded, as: UTF8.self)
        .replacingOccurrences(of: "\r\n", with: "\n")
    }

    private func parts(of type: String) -> [Part] {
      guard let start = type.range(of: "boundary=", options: .caseInsensitive) else { return [] }
      let rest = type[start.upperBound...]
      let boundary =
        rest.hasPrefix("\"")
        ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != ";" && $0 != " " }
      let separator = Data("--\(boundary)".utf8)
      var parts: [Part] = []
      var position = self.body.startIndex
      while let found = self.body.range(of: separator, in: position..<self.body.endIndex) {
        let next = self.body.range(of: separator, in: found.upperBound..<self.body.endIndex)
        let end = next?.lowerBound ?? self.body.endIndex
        // The line break after the boundary belongs to it, not to the part's headers.
        let entity = self.body[found.upperBound..<end].drop { $0 == 13 || $0 == 10 }
        if let part = Part(Data(entity)) { parts.append(part) }
        position = end
      }
      return parts
    }

    private var decoded: Data {
      switch (self.headers["content-transfer-encoding"] ?? "7bit").lowercased() {
      case "base64": Data(base64Encoded: self.body, options: .ignoreUnknownCharacters) ?? Data()
      case "quoted-printable": QuotedPrintable.decode(self.body)
      default: self.body
      }
    }
  }
}

/// RFC 2045, section 6.7.
enum QuotedPrintable {
  static func decode(_ bytes: Data) -> Data {
    var decoded = Data(capacity: bytes.count)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "=") else {
        decoded.append(byte)
        continue
      }
      let pair = rest.prefix(2)
      if pair.first == 10 {
        rest = rest.dropFirst()
      } else if pair.elementsEqual([13, 10]) {
        rest = rest.dropFirst(2)
      } else if let value = UInt8(String(decoding: pair, as: UTF8.self), radix: 16) {
        decoded.append(value)
        rest = rest.dropFirst(2)
      } else {
        decoded.append(byte)
      }
    }
    return decoded
  }
}
