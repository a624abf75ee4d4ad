package import Foundation

/// Why a caretaker may not do what they ask; the raw value is the reason of the refusal.
package enum CareRefusal: String, Error, Equatable, Sendable {
  /// Out of their reach: as unknown as one that is not there.
  case unknownAccount = "ACCOUNT_UNKNOWN"
  case ownAccount = "OWN_ACCOUNT"
  /// A coordinator changes no administrator and no other coordinator.
  case protectedAccount = "PROTECTED_ACCOUNT"
  case roleNotGrantable = "ROLE_NOT_GRANTABLE"
  case otherAdministration = "OTHER_ADMINISTRATION"
  /// They look after an administration and have none.
  case noAdministration = "NO_ADMINISTRATION"
  /// They look after nobody.
  case notAllowed = "NOT_ALLOWED"
}

/// Somebody who looks after people: administrators after everybody, coordinators after those of their own
/// administration. The one rule of who sees and changes whom; the database holds the scope a second time.
package struct Caretaker: Equatable, Sendable {
  /// Whose people.
  package enum Scope: Equatable, Sendable {
    case everybody
    case administration(UUID)
  }

  package let account: UUID
  package let scope: Scope

  /// Somebody whose scope is known.
  package init(account: UUID, scope: Scope) {
    self.account = account
    self.scope = scope
  }

  /// Throws `notAllowed` for who is neither administrator nor coordinator, `noAdministration` for a
  /// coordinator of nothing.
  package init(
    account: UUID, roles: Set<SiteRole>, administration: UUID?
  ) throws(CareRefusal) {
    self.account = account
    if roles.contains(.administrator) {
      scope = .everybody
    } else {
      guard roles.contains(.coordinator) else { throw .notAllowed }
      guard let administration else { throw .noAdministration }
      scope = .administration(administration)
    }
  }

  /// Whether they see somebody of an administration; nil is WCO staff.
  package func sees(_ administration: UUID?) -> Bool {
    switch scope {
    case .everybody: true
    case .administration(let own): administration == own
    }
  }

  /// Whether they may suspend, rename and move a person they see.
  package func mayChange(_ person: Account) -> Bool {
    do throws(CareRefusal) {
      try checkChange(of: person)
      return true
    } catch { return false }
  }

  /// Throws unless they may change the person; their own account they may rename only.
  package func checkChange(of person: Account, own: Bool = false) throws(CareRefusal) {
    guard sees(person.administration) else { throw .unknownAccount }
    guard own || person.id != account else { throw .ownAccount }
    let rank: Set<SiteRole> = [.administrator, .coordinator]
    guard scope == .everybody || person.id == account || person.roles.isDisjoint(with: rank)
    else { throw .protectedAccount }
  }

  /// Throws unless the roles the person has and those they would get differ only in roles this caretaker
  /// may give and take.
  package func checkRoles(_ roles: Set<SiteRole>, for person: Account) throws(CareRefusal) {
    try checkChange(of: person)
    guard scope != .everybody else { return }
    guard roles.symmetricDifference(person.roles).isSubset(of: [.tutor, .learner]) else {
      throw .roleNotGrantable
    }
  }

  /// Throws unless they may give the person to `administration`; only administrators make WCO staff.
  package func checkMove(of person: Account, to administration: UUID?) throws(CareRefusal) {
    try checkChange(of: person)
    guard scope == .everybody || administration != nil else { throw .otherAdministration }
  }
}
