internal import CertificateStatements
internal import Cryptography
internal import Foundation

/// What the text of a QR code comes to, line by line.
struct StatementReport: Equatable {
  let lines: [String]
  /// Whether the signature holds, and all that was compared is the same.
  let holds: Bool

  /// Checks `text`, and compares `name` and `title` as they are printed, where they are given.
  init(_ text: String, keys: [VerificationKey], name: String? = nil, title: String? = nil) throws {
    guard let signed = SignedStatement(text) else {
      self.init(lines: ["This is no statement of a certificate."], holds: false)
      return
    }
    let key = base64URL(signed.keyID)
    switch try signed.verdict(under: keys) {
    case .unknownKey:
      self.init(lines: ["It names the key \(key), which is not among those given."], holds: false)
    case .broken:
      self.init(lines: ["The signature does not hold under the key \(key)."], holds: false)
    case .holds:
      let compared = [
        Self.compared("name", name, signed.statement.holder),
        Self.compared("title", title, signed.statement.title),
      ].compactMap { $0 }
      self.init(
        lines: ["The signature holds under the key \(key)."] + Self.said(signed.statement)
          + compared.map(\.line), holds: compared.allSatisfy(\.isSame))
    }
  }

  private init(lines: [String], holds: Bool) {
    self.lines = lines
    self.holds = holds
  }

  private static func said(_ statement: CertificateStatement) -> [String] {
    let day = statement.day
    let parts = [day / 10_000, day / 100 % 100, day % 100].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return [
      "number:    \(statement.serial)", "completed: \(parts.joined(separator: "-"))",
      "course:    \(statement.subject.uuidString.lowercased())",
    ]
  }

  private static func compared(
    _ what: String, _ text: String?, _ digest: [UInt8]
  ) -> (line: String, isSame: Bool)? {
    guard let text else { return nil }
    let isSame = CertificateStatement.digest(text) == digest
    return ("The \(what) is \(isSame ? "the same" : "ANOTHER one").", isSame)
  }
}
