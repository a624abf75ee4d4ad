package import Foundation

/// What one row asks for, checked as far as the row alone goes.
package struct ImportWish: Codable, Equatable, Sendable {
  package var username: String
  package var name: String
  package var email: String
  /// nil where the row does not say.
  package var language: String?
  /// Where the account goes, or has to be; nil is WCO staff.
  package var administration: UUID?
  /// nil where the row does not say.
  package var tutor: Bool?
  /// Codes of courses, for Catalogue.
  package var courses: [String]

  package init(
    username: String, name: String, email: String, language: String?, administration: UUID?,
    tutor: Bool?, courses: [String] = []
  ) {
    self.username = username
    self.name = name
    self.email = email
    self.language = language
    self.administration = administration
    self.tutor = tutor
    self.courses = courses
  }
}

/// What is wrong with a column of a row.
package struct ImportRowFault: Equatable, Sendable {
  /// Empty for the row as a whole.
  package let column: String
  package let reason: String

  package init(_ column: String, _ reason: String) {
    self.column = column
    self.reason = reason
  }

  package init(_ column: String, _ fault: FieldFault) { self.init(column, fault.rawValue) }
}

/// Reads rows as wishes, in the bounds of who imports.
package struct ImportReader: Sendable {
  private let columns: [ImportColumn]
  private let scope: Caretaker.Scope
  private let home: UUID?
  private let administrations: [String: UUID]

  /// `home` is where people go whose row names no administration; `administrations` are all by code.
  package init(
    columns: [ImportColumn], scope: Caretaker.Scope, home: UUID?, administrations: [String: UUID]
  ) {
    self.columns = columns
    self.scope = scope
    self.home = home
    self.administrations = administrations
  }

  /// The wish of a row, or all that is wrong with it; `cellFaults` is what the file said of its cells.
  package func wish(
    _ cells: [String], _ cellFaults: [ImportRowFault] = []
  ) -> (wish: ImportWish?, faults: [ImportRowFault]) {
    guard cells.count <= columns.count else {
      return (nil, [ImportRowFault("", "TOO_MANY_CELLS")])
    }
    var values: [ImportColumn: String] = [:]
    for (column, cell) in zip(columns, cells) { values[column] = cell }
    var check = FieldCheck()
    let name = check.value("name") { () throws(FieldFault) in try PersonName(values[.name] ?? "") }
    let email = check.value("email") { () throws(FieldFault) in
      try EmailAddress(values[.email] ?? "")
    }
    let named = values[.username].flatMap { $0.isEmpty ? nil : $0 }
    let username = check.value("username") { () throws(FieldFault) in
      try Username(named ?? email?.text ?? "xx")
    }
    let language = check.value("language") { () throws(FieldFault) in
      try values[.language].flatMap { $0.isEmpty ? nil : $0 }
        .map { text throws(FieldFault) in try Language(code: text.lowercased()) }
    }
    let tutor = check.value("role") { () throws(FieldFault) in try Self.tutor(values[.role]) }
    let administration = check.value("administration") { () throws(FieldFault) in
      try place(values[.administration] ?? "")
    }
    let courses = check.value("course1") { () throws(FieldFault) in try Self.courses(values) }
    let told = Set(cellFaults.map(\.column))
    let found = check.faults.filter { !told.contains($0.key) }
    let faults = (cellFaults + found.map { ImportRowFault($0.key, $0.value) })
      .sorted { $0.column < $1.column }
    guard cellFaults.isEmpty, let name, let email, let username, let language, let tutor,
      let administration, let courses
    else { return (nil, faults) }
    return (
      ImportWish(
        username: username.text, name: name.text, email: email.text,
        language: language?.rawValue, administration: administration, tutor: tutor,
        courses: courses), []
    )
  }

  private static func tutor(_ text: String?) throws(FieldFault) -> Bool? {
    switch text?.lowercased() {
    case nil, "": nil
    case "learner": false
    case "tutor": true
    default: throw .unknownRole
    }
  }

  private func place(_ code: String) throws(FieldFault) -> UUID? {
    guard !code.isEmpty else { return home }
    guard let id = administrations[code.uppercased()] else { throw .unknownAdministration }
    if case .administration(let own) = scope, own != id { throw .otherAdministration }
    return id
  }

  private static func courses(_ values: [ImportColumn: String]) throws(FieldFault) -> [String] {
    var courses: [String] = []
    for number in 1...9 {
      let code = values[.course(number)] ?? ""
      guard !code.isEmpty else { continue }
      courses.append(try FreeText(code, longest: 64, lines: false).text)
    }
    return courses
  }
}

/// What is to be done with a row; the numbers are those of the contract.
package enum ImportAction: Int, Sendable {
  case create = 1
  case update = 2
  case skip = 3
  case error = 4
}

/// What a row comes to beside the accounts there are.
package struct ImportDecision: Equatable, Sendable {
  package let action: ImportAction
  /// Of an update, the columns that change; `suspended` of who comes back.
  package let changes: [String]
  package let faults: [ImportRowFault]

  private init(_ action: ImportAction, _ changes: [String] = [], _ faults: [ImportRowFault] = []) {
    self.action = action
    self.changes = changes
    self.faults = faults
  }

  /// A row that cannot be used.
  package init(faults: [ImportRowFault]) { self.init(.error, [], faults) }

  /// The same, for one reason.
  package init(fault: ImportRowFault) { self.init(faults: [fault]) }

  /// `present` is the account that has the username; `returns` whether it was made by an import that was
  /// undone, and comes back with this one.
  package init(
    _ wish: ImportWish, present: Account?, isSuspended: Bool, returns: Bool, by caretaker: Caretaker
  ) {
    guard let present else {
      self.init(.create)
      return
    }
    let changes =
      wish.differences(from: ImportWish(present)).map(\.column)
      + (isSuspended && returns ? ["suspended"] : [])
    if !caretaker.sees(present.administration) {
      self.init(fault: ImportRowFault("username", "USERNAME_TAKEN"))
    } else if present.administration != wish.administration {
      self.init(fault: ImportRowFault("administration", "OTHER_ADMINISTRATION"))
    } else if !changes.isEmpty, !caretaker.mayChange(present) {
      self.init(fault: ImportRowFault("username", "PROTECTED_ACCOUNT"))
    } else {
      self.init(changes.isEmpty ? .skip : .update, changes)
    }
  }
}

/// When an applied import may be undone.
package enum ImportRule {
  package static let undo: TimeInterval = 24 * 3600
  /// Seconds for which imports are kept.
  package static let keep: TimeInterval = 30 * 86400
}
