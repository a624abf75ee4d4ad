/// The fields of a path, read where no message is made of them.
extension Exchange {
  /// A field that names something. Throws ``Problem`` for what is no UUID.
  func identifier(_ field: String) throws -> String {
    let text = self.fields[field] ?? ""
    guard FieldShape.Format.uuid.accepts(text) else {
      throw self.fault(field, FieldShape.Format.uuid.reason)
    }
    return text
  }

  /// A number from `least`, spelled in one way only, so that each thing has one address. Throws ``Problem`` for
  /// anything else.
  func number<Number: FixedWidthInteger>(_ field: String, from least: Number = 0) throws -> Number {
    let text = self.fields[field] ?? ""
    guard let number = Number(text), number >= least, String(number) == text else {
      throw self.fault(field, "NOT_ACCEPTED")
    }
    return number
  }

  private func fault(_ field: String, _ reason: String) -> Problem {
    Problem.invalid([RequestViolation(FieldPath.root.appending(name: field), reason)])
  }
}
