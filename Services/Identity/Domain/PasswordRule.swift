import Foundation

/// Why a new password is refused; the raw value is the stable reason shown as `field.…`.
package enum PasswordFault: String, Error, CaseIterable, Sendable {
  case tooShort = "PASSWORD_TOO_SHORT"
  case tooLong = "PASSWORD_TOO_LONG"
  case noUppercase = "PASSWORD_NO_UPPERCASE"
  case noDigit = "PASSWORD_NO_DIGIT"
  case common = "PASSWORD_COMMON"
  case sameAsIdentity = "PASSWORD_SAME_AS_IDENTITY"
  case containsIdentity = "PASSWORD_CONTAINS_IDENTITY"
  case unchanged = "PASSWORD_UNCHANGED"
  case usedBefore = "PASSWORD_USED_BEFORE"
}

/// What a password must be: 8 characters or more, at most 256 bytes of UTF-8, one upper-case letter
/// (Unicode Lu), one decimal digit (Nd), not common, neither username nor e-mail address, and with neither the
/// username nor the address up to its @ in it (``IdentityWords``); and it is none of the last ones the person chose.
package enum PasswordRule {
  /// How many passwords before the one in force are not chosen again.
  package static let remembered = 4

  /// Bytes of UTF-8 a password may have; more is refused unread.
  package static let longest = 256

  /// Every rule that `password` breaks, in the order they are explained; empty when it is good.
  package static func faults(
    of password: String, username: Username, email: EmailAddress, current: String? = nil,
    common: CommonPasswords = .few
  ) -> [PasswordFault] {
    let categories = Set(password.unicodeScalars.map(\.properties.generalCategory))
    let folded = password.lowercased()
    let isIdentity = folded == username.text || folded == email.folded
    let words = IdentityWords(username: username.text, email: email.text)
    let checks: [(PasswordFault, Bool)] = [
      (.tooShort, password.count < 8),
      (.tooLong, password.utf8.count > longest),
      (.noUppercase, !categories.contains(.uppercaseLetter)),
      (.noDigit, !categories.contains(.decimalNumber)),
      (.common, common.contains(folded)),
      (.sameAsIdentity, isIdentity),
      (.containsIdentity, !isIdentity && words.occur(in: password)),
      (.unchanged, password == current),
    ]
    return checks.filter(\.1).map(\.0)
  }
}
