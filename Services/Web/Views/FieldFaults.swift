/// What was wrong with a sent form: words for each field, and for the form as a whole.
struct FieldFaults: Equatable, Sendable {
  private(set) var form: String?
  private var fields: [String: String] = [:]

  /// Nothing is wrong.
  init() {}

  /// The form as a whole is wrong.
  init(form: String) { self.form = form }

  /// One field is wrong.
  init(_ field: String, _ text: String) { fields = [field: text] }

  /// What the gateway found.
  init(_ refusal: GatewayRefusal, _ texts: Texts) {
    for violation in refusal.violations where fields[violation.field] == nil {
      fields[violation.field] = texts.violation(violation)
    }
    if refusal.violations.isEmpty { form = texts.refusal(refusal) }
  }

  /// What is wrong with a field.
  subscript(_ field: String) -> String? { fields[field] }

  /// What to say where there is only one place to say it.
  var first: String? { form ?? fields.min { $0.key < $1.key }?.value }

  /// The same words at another field, where a page asks in one field what a call takes in another.
  func moving(formTo field: String) -> FieldFaults {
    guard let form else { return self }
    return FieldFaults(field, form)
  }
}

extension GatewayRefusal {
  /// Whether the person can put it right in the form they sent.
  var isFormFault: Bool { [400, 409, 412, 429].contains(status) }
}
