package import Foundation

/// Who asks for a new account.
package enum AccountCreator: Sendable {
  /// Runs the whole site: any administration, or none; any role.
  case administrator
  /// Manages the accounts of one administration; may make tutors.
  case coordinator(administration: UUID)

  /// The roles this person may give besides learner, which every account has.
  package var grantable: Set<SiteRole> {
    switch self {
    case .administrator: Set(SiteRole.allCases)
    case .coordinator: [.learner, .tutor]
    }
  }
}

/// Why an account cannot be created as asked.
package enum AccountCreationError: Error, Equatable, Sendable {
  /// A coordinator asked for an account outside their own administration.
  case otherAdministration
  /// A role was asked for that the creator may not give.
  case roleNotGrantable
  /// The fields at fault, by their name in the request.
  case invalid([String: FieldFault])
}

/// A checked request for a new account.
package struct AccountCreation: Equatable, Sendable {
  package let name: PersonName
  package let username: Username
  package let email: EmailAddress
  package let language: Language
  package let administration: UUID?
  /// Always with learner.
  package let roles: Set<SiteRole>

  /// Checks scope first, then every field, and reports all faults at once. A coordinator who names
  /// no administration means their own.
  package init(
    name: String, username: String, email: String, language: String, administration: UUID?,
    roles: Set<SiteRole> = [], by creator: AccountCreator
  ) throws(AccountCreationError) {
    self.administration = try Self.scope(administration, creator)
    guard roles.isSubset(of: creator.grantable) else { throw .roleNotGrantable }
    self.roles = roles.union([.learner])
    var check = FieldCheck()
    let checkedName = check.value("name") { () throws(FieldFault) in try PersonName(name) }
    let checkedUser = check.value("username") { () throws(FieldFault) in try Username(username) }
    let checkedMail = check.value("email") { () throws(FieldFault) in try EmailAddress(email) }
    let checkedTongue = check.value("language") { () throws(FieldFault) in
      try Language(code: language)
    }
    guard let checkedName, let checkedUser, let checkedMail, let checkedTongue else {
      throw .invalid(check.faults)
    }
    self.name = checkedName
    self.username = checkedUser
    self.email = checkedMail
    self.language = checkedTongue
  }

  private static func scope(
    _ asked: UUID?, _ creator: AccountCreator
  ) throws(AccountCreationError) -> UUID? {
    guard case .coordinator(let own) = creator else { return asked }
    guard asked == nil || asked == own else { throw .otherAdministration }
    return own
  }
}
