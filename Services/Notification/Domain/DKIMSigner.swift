package import Foundation

/// Signs mails in the name of a domain (RFC 6376): rsa-sha256, relaxed in header and body.
package struct DKIMSigner: Sendable {
  /// Fields that are signed when a mail has them.
  private static let signed = [
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type",
    "content-language", "auto-submitted", "list-unsubscribe", "list-unsubscribe-post",
  ]
  /// Fields that are signed once more, so that none can be added.
  private static let closed = ["from", "to", "subject", "date"]

  private let domain: String
  private let selector: String
  private let digest: @Sendable ([UInt8]) -> [UInt8]
  private let signature: @Sendable ([UInt8]) throws -> [UInt8]

  /// The public key stands in the DNS at `selector._domainkey.domain`. `digest` is SHA-256.
  package init(
    domain: String, selector: String, digest: @escaping @Sendable ([UInt8]) -> [UInt8],
    signature: @escaping @Sendable ([UInt8]) throws -> [UInt8]
  ) {
    self.domain = domain
    self.selector = selector
    self.digest = digest
    self.signature = signature
  }

  /// The mail with its signature in front. The same mail and time give the same bytes.
  package func sign(_ mail: [UInt8], at time: Date) throws -> [UInt8] {
    let (fields, body) = Self.split(mail)
    let present = fields.filter { Self.signed.contains($0.name) }
    let names = present.map(\.name) + Self.closed
    let bodyDigest = Data(self.digest(DKIMCanonical.body(body))).base64EncodedString()
    let unsigned =
      "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=\(self.domain);\r\n"
      + " s=\(self.selector); t=\(Int(time.timeIntervalSince1970));\r\n"
      + " h=\(Self.folded(names.joined(separator: ":"), after: ":"));\r\n"
      + " bh=\(bodyDigest);\r\n b="
    // A field named more often than it is there stands for nothing.
    var signed: [UInt8] = []
    for field in present { signed += DKIMCanonical.field(field.bytes) + [13, 10] }
    let signature = try self.signature(signed + DKIMCanonical.field(Array(unsigned.utf8)))
    let text = Self.folded(Data(signature).base64EncodedString())
    return Array("\(unsigned)\(text)\r\n".utf8) + mail
  }

  private static func split(
    _ mail: [UInt8]
  ) -> (fields: [(name: String, bytes: ArraySlice<UInt8>)], body: ArraySlice<UInt8>) {
    var fields: [(name: String, bytes: ArraySlice<UInt8>)] = []
    var start = 0
    var position = 0
    while let end = mail[position...].firstIndex(of: 10) {
      let next = end + 1
      let continues = next < mail.count && (mail[next] == 32 || mail[next] == 9)
      if !continues {
        let field = mail[start..<next]
        // An empty line ends the header.
        if field.count <= 2 { return (fields, mail[next...]) }
        let name = field.prefix { $0 != UInt8(ascii: ":") }
        fields.append((String(decoding: name, as: UTF8.self).lowercased(), field))
        start = next
      }
      position = next
    }
    return (fields, [])
  }

  /// Lines of at most 70 characters; broken after `mark` only when there is one.
  private static func folded(_ text: String, after mark: Character? = nil) -> String {
    var lines: [String] = []
    var line = ""
    let pieces =
      mark.map { mark in text.split(separator: mark).map(String.init) } ?? text.map(String.init)
    for (index, piece) in pieces.enumerated() {
      let piece = mark.map { index < pieces.count - 1 ? "\(piece)\($0)" : piece } ?? piece
      if line.utf8.count + piece.utf8.count > 70 {
        lines.append(line)
        line = ""
      }
      line += piece
    }
    return (lines + [line]).joined(separator: "\r\n ")
  }
}
