internal import Authentication
internal import Foundation
internal import IdentityDomain
internal import Problems

extension Caretaker {
  /// The caller as one who looks after people; refuses anybody else.
  static func required() throws -> Caretaker {
    let caller = try Principal.required()
    return try allowed { () throws(CareRefusal) in
      try Caretaker(
        account: caller.accountID,
        roles: Set(caller.roles.compactMap { SiteRole(rawValue: $0.rawValue) }),
        administration: caller.administrationID)
    }
  }
}

/// What a rule allows; what it does not, as a refusal.
func allowed<Value>(_ rule: () throws(CareRefusal) -> Value) throws -> Value {
  do throws(CareRefusal) { return try rule() } catch { throw Refusal(error) }
}
