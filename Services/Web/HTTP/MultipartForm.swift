import Foundation

/// The parts of a posted form that carries a file (RFC 7578).
struct MultipartForm: Sendable {
  /// One field.
  struct Part: Sendable {
    let name: String
    /// The file's name in the sender's system; nil for a field that is no file.
    let fileName: String?
    let bytes: Data
  }

  private static let mostParts = 20
  fileprivate static let longestHead = 4096

  let parts: [Part]

  /// Nil when the bytes are no such form with that boundary.
  init?(_ body: Data, boundary: String) {
    guard !boundary.isEmpty, boundary.utf8.count <= 70 else { return nil }
    let delimiter = Data("--\(boundary)".utf8)
    guard body.starts(with: delimiter) else { return nil }
    var parts: [Part] = []
    var rest = body.dropFirst(delimiter.count)
    while !rest.starts(with: Data("--".utf8)) {
      guard rest.starts(with: Self.newline), parts.count < Self.mostParts,
        let end = rest.range(of: Self.newline + delimiter),
        let part = Part(rest[(rest.startIndex + 2)..<max(end.lowerBound, rest.startIndex + 2)])
      else { return nil }
      parts.append(part)
      rest = rest[end.upperBound...]
    }
    self.parts = parts
  }

  /// The boundary a Content-Type names; nil when it is no such form.
  static func boundary(of contentType: String) -> String? {
    guard contentType.lowercased().hasPrefix("multipart/form-data"),
      let match = contentType.firstMatch(of: #/;\s*boundary=(?:"([^"]*)"|([^;\s]+))/#.ignoresCase())
    else { return nil }
    return (match.1 ?? match.2).map(String.init)
  }

  /// The text of a field; empty when it is not there or no UTF-8.
  subscript(_ name: String) -> String {
    guard let part = parts.first(where: { $0.name == name && $0.fileName == nil }) else {
      return ""
    }
    return String(validating: part.bytes, as: UTF8.self) ?? ""
  }

  /// A file that was chosen; nil when none was, which browsers send as an empty one.
  func file(_ name: String) -> Data? {
    let part = parts.first { $0.name == name && $0.fileName?.isEmpty == false }
    return part.flatMap { $0.bytes.isEmpty ? nil : $0.bytes }
  }

  fileprivate static let newline = Data("\r\n".utf8)
  fileprivate static let headEnd = Data("\r\n\r\n".utf8)
}

extension MultipartForm.Part {
  /// Reads head and body of a part.
  fileprivate init?(_ bytes: Data) {
    guard let gap = bytes.range(of: MultipartForm.headEnd),
      gap.lowerBound - bytes.startIndex <= MultipartForm.longestHead,
      let head = String(validating: bytes[..<gap.lowerBound], as: UTF8.self)
    else { return nil }
    let disposition = head.split(separator: "\r\n").first {
      $0.lowercased().hasPrefix("content-disposition:")
    }
    guard let disposition, let name = Self.parameter("name", of: disposition) else { return nil }
    self.name = name
    fileName = Self.parameter("filename", of: disposition)
    self.bytes = bytes[gap.upperBound...]
  }

  private static func parameter(_ name: String, of line: Substring) -> String? {
    guard let start = line.range(of: "; \(name)=\"", options: .caseInsensitive) else { return nil }
    return line[start.upperBound...].firstIndex(of: "\"").map {
      String(line[start.upperBound..<$0])
    }
  }
}
