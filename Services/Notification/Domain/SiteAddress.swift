package import Foundation

/// The addresses of the site that mails and certificates name.
package struct SiteAddress: Hashable, Sendable {
  /// Without a slash at its end.
  package let root: String

  /// Takes `http` and `https` addresses; nil for anything else.
  package init?(_ text: String) {
    guard
      let url = URL(string: text), ["http", "https"].contains(url.scheme), url.host() != nil,
      !text.unicodeScalars.contains(where: { $0.value <= 32 })
    else { return nil }
    self.root = text.hasSuffix("/") ? String(text.dropLast()) : text
  }

  /// A text of others without the links of ours that it quotes: those of mails let people in.
  package func withholdingLinks(_ text: String) -> String {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    return words.map { word in
      guard let place = word.range(of: "\(self.place)/", options: .caseInsensitive) else {
        return String(word)
      }
      return "\(word[..<place.upperBound])…"
    }.joined(separator: " ")
  }

  /// The root without its scheme, which whoever quotes may have changed.
  private var place: String { self.root.components(separatedBy: "://").last ?? self.root }

  /// The front page, where people log in. Following the link shows that `mail` was read.
  package func front(mail: UUID) -> String { "\(self.root)/\(Self.mark(mail))" }

  /// The same with both codes of an invitation, so that nobody has to type them. They stand behind the `#`, which
  /// browsers send to no server and leave out of `Referer` (RFC 3986, section 3.5; RFC 9110, section 10.1.3).
  package func front(mail: UUID, username: String, password: String) -> String {
    let codes = [("username", username), ("password", password)].map { name, value in
      "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: Self.plain) ?? "")"
    }
    return self.front(mail: mail) + "#" + codes.joined(separator: "&")
  }

  /// RFC 3986's unreserved characters.
  private static let plain = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

  /// Where a new password is chosen. Following the link shows that `mail` was read.
  package func passwordReset(token: String, mail: UUID) -> String {
    "\(self.root)/reset/\(token)\(Self.mark(mail))"
  }

  private static func mark(_ mail: UUID) -> String { "?mail=\(mail.uuidString.lowercased())" }

  /// Where whoever got `mail` ends mail of its kind.
  package func unsubscribe(mail: UUID) -> String {
    "\(self.root)/unsubscribe/\(mail.uuidString.lowercased())"
  }

  /// Where anybody verifies a certificate.
  package func verification(code: String) -> String { "\(self.root)/verify/\(code)" }

  /// The same with what the certificate says, signed: what its QR code holds.
  package func verification(code: String, statement: String?) -> String {
    self.verification(code: code) + (statement.map { "?s=\($0)" } ?? "")
  }

  /// Where a request for an account is decided.
  package func accountRequest(_ id: String) -> String { "\(self.root)/requests/\(id)" }

  /// Where the holder gets the certificate of a course.
  package func certificate(courseID: String) -> String {
    "\(self.root)/courses/\(courseID)/certificate"
  }
}
