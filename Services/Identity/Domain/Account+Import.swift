package import Foundation

extension Account {
  /// A new account as a row of a file wishes it.
  package init(id: UUID, wish: ImportWish, language: String, now: Date) {
    self.init(
      id: id, username: wish.username, email: wish.email, name: wish.name, language: language,
      administration: wish.administration,
      roles: wish.tutor == true ? [.learner, .tutor] : [.learner],
      city: "", country: "", timeZone: TimeZoneName.universal.text, description: "",
      profileConfirmed: false, version: 1, createdAt: now)
  }

  /// The account as a row wishes it; what the row says nothing of stays.
  package func changed(by wish: ImportWish, version: Int64) -> Account {
    var account = self
    account.name = wish.name
    account.email = wish.email
    if let language = wish.language { account.language = language }
    if let tutor = wish.tutor {
      if tutor { account.roles.insert(.tutor) } else { account.roles.remove(.tutor) }
    }
    account.version = version
    return account
  }
}

extension ImportWish {
  /// What would leave an account as it is.
  package init(_ account: Account) {
    self.init(
      username: account.username, name: account.name, email: account.email,
      language: account.language, administration: account.administration,
      tutor: account.roles.contains(.tutor))
  }
}
