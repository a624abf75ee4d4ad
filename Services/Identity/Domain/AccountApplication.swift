package import Foundation

/// A checked request for an account, by who has none yet.
package struct AccountApplication: Equatable, Sendable {
  package static let longestReason = 1000

  package let name: PersonName
  package let email: EmailAddress
  package let administration: UUID
  package let language: Language
  package let reason: FreeText

  /// Checks every field and reports all faults at once.
  package init(
    name: String, email: String, administration: String, language: String, reason: String
  ) throws(FieldFaults) {
    var check = FieldCheck()
    let name = check.value("name") { () throws(FieldFault) in try PersonName(name) }
    let email = check.value("email") { () throws(FieldFault) in try EmailAddress(email) }
    let administration = check.value("administration_id") { () throws(FieldFault) in
      guard let id = UUID(uuidString: administration) else { throw .unknownAdministration }
      return id
    }
    let language = check.value("language") { () throws(FieldFault) in try Language(code: language) }
    let reason = check.value("reason") { () throws(FieldFault) in
      let text = try FreeText(reason, longest: Self.longestReason, lines: true)
      guard !text.text.isEmpty else { throw FieldFault.required }
      return text
    }
    guard let name, let email, let administration, let language, let reason else {
      throw FieldFaults(faults: check.faults)
    }
    self.name = name
    self.email = email
    self.administration = administration
    self.language = language
    self.reason = reason
  }
}

/// What became of a request; the numbers are those of the contract.
package enum ApplicationState: Int, Sendable {
  case waiting = 1
  case approved = 2
  case refused = 3
  /// One too many: nobody is asked to decide it.
  case ignored = 4
}

/// How many requests are kept.
package enum ApplicationRule {
  /// From one network address within an hour, kept or not; an office may sit behind it.
  package static let perAddress = 20
  package static let addressWindow: TimeInterval = 3600
  /// Of one e-mail address within a day.
  package static let perEmail = 3
  package static let emailWindow: TimeInterval = 24 * 3600
  /// Seconds for which decided, undecided and ignored ones are kept.
  package static let keepDecided: TimeInterval = 30 * 86400
  package static let keepWaiting: TimeInterval = 180 * 86400
  package static let keepIgnored: TimeInterval = 86400
}
