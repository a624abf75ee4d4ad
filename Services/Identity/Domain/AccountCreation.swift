package import Foundation

/// Who asks for a new account.
package enum AccountCreator: Sendable {
  /// Runs the whole site: any administration, or none.
  case administrator
  /// Manages the accounts of one administration.
  case coordinator(administration: UUID)
}

/// Why an account cannot be created as asked.
package enum AccountCreationError: Error, Equatable, Sendable {
  /// A coordinator asked for an account outside their own administration.
  case otherAdministration
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

  /// Checks scope first, then every field, and reports all faults at once. A coordinator who names
  /// no administration means their own.
  package init(
    name: String, username: String, email: String, language: String, administration: UUID?,
    by creator: AccountCreator
  ) throws(AccountCreationError) {
    self.administration = try Self.scope(administration, creator)
    var faults: [String: FieldFault] = [:]
    func check<Value>(_ field: String, _ make: () throws(FieldFault) -> Value) -> Value? {
      do throws(FieldFault) { return try make() } catch {
        faults[field] = error
        return nil
      }
    }
    let checkedName = check("name") { () throws(FieldFault) in try PersonName(name) }
    let checkedUser = check("username") { () throws(FieldFault) in try Username(username) }
    let checkedMail = check("email") { () throws(FieldFault) in try EmailAddress(email) }
    let checkedTongue = check("language") { () throws(FieldFault) in try Language(code: language) }
    guard let checkedName, let checkedUser, let checkedMail, let checkedTongue else {
      throw .invalid(faults)
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
