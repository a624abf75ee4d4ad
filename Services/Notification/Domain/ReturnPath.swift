package import Foundation

/// The envelope's sender, where a mail that cannot be delivered returns to. Each mail has one of its
/// own (VERP), such as `bounces+0f…@clikc.example`, so that whatever returns names its mail.
package struct ReturnPath: Hashable, Sendable {
  private let local: String
  private let domain: String

  /// Nil when the address with a mail's number would be longer than 64 bytes before the @.
  package init?(_ address: MailAddress) {
    self.local = String(address.address.prefix { $0 != "@" })
    self.domain = address.domain
    guard self.local.utf8.count + 33 <= 64 else { return nil }
  }

  /// The address for a mail.
  package func address(of mail: UUID) -> String {
    let number = mail.uuidString.replacing("-", with: "").lowercased()
    return "\(self.local)+\(number)@\(self.domain)"
  }

  /// The mail of such an address, in any case; nil for another address.
  package func mail(of address: some StringProtocol) -> UUID? {
    let start = "\(self.local)+".lowercased()
    let end = "@\(self.domain)".lowercased()
    let address = address.lowercased()
    guard address.hasPrefix(start), address.hasSuffix(end) else { return nil }
    return UUID(hexadecimal: address.dropFirst(start.count).dropLast(end.count))
  }
}
