package import Foundation

/// What caretakers change; every change is a version.
extension Account {
  /// The account with another name, username and address.
  package func renamed(_ name: PersonName, _ username: Username, _ email: EmailAddress) -> Account {
    var account = self
    account.name = name.text
    account.username = username.text
    account.email = email.text
    account.version += 1
    return account
  }

  /// The account in another administration, where the person looks after nobody yet.
  package func moved(to administration: UUID?) -> Account {
    var account = self
    if account.administration != administration { account.roles.remove(.coordinator) }
    account.administration = administration
    account.version += 1
    return account
  }

  /// The account with other roles; everybody is a learner.
  package func given(_ roles: Set<SiteRole>) -> Account {
    var account = self
    account.roles = roles.union([.learner])
    account.version += 1
    return account
  }
}
