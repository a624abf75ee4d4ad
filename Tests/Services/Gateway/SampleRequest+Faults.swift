@testable import gateway

extension SampleRequest {
  /// The request with each field wrong in each way, and with a field too many.
  var faults: [Fault] {
    var faults = self.route.request.fields.flatMap { field in
      self.pathFields[field.name] == nil ? self.faults(of: field) : self.pathFaults(of: field)
    }
    if self.route.hasBody {
      faults.append(
        self.fault("unknown field", "/noSuch", "UNKNOWN_FIELD") {
          $0.append(.init(name: "noSuch", value: .number("1")))
        })
    }
    return faults
  }

  private func fault(
    _ name: String, _ pointer: String, _ reason: String,
    _ change: (inout [JSONValue.Member]) -> Void
  ) -> Fault {
    var request = self
    change(&request.members)
    return Fault(name: name, request: request, pointer: pointer, reason: reason)
  }

  private func pathFaults(of field: FieldShape) -> [Fault] {
    self.badTexts(field).map { text, reason in
      var request = self
      request.pathFields[field.name] = text.utf8.map { "%" + Self.hex($0) }.joined()
      return Fault(
        name: "\(field.name): \(reason)", request: request, pointer: "/\(field.jsonName)",
        reason: reason)
    }
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }

  private func badTexts(_ field: FieldShape) -> [(String, String)] {
    guard case .text = field.kind else { return [] }
    let longest = field.maximumLength ?? 0
    var bad = [
      (String(repeating: "é", count: longest + 1), "TOO_LONG"), ("\u{0}b", "INVALID_CHARACTERS"),
      ("a\u{1B}", "INVALID_CHARACTERS"),
    ]
    if let format = field.format { bad.append(("§ %", format.reason)) }
    return bad
  }

  private func faults(of field: FieldShape) -> [Fault] {
    let pointer = "/\(field.jsonName)"
    func replaced(_ reason: String, _ value: JSONValue, at place: String = "") -> Fault {
      self.fault("\(field.name): \(reason)", pointer + place, reason) { members in
        members.removeAll { member in
          member.name == field.jsonName
            || (field.oneof != nil
              && self.route.request.field(member.name)?.oneof == field.oneof)
        }
        members.append(.init(name: field.jsonName, value: value))
      }
    }
    func wrapped(_ value: JSONValue) -> (JSONValue, String) {
      switch field.cardinality {
      case .single: (value, "")
      case .repeated: (.array([value]), "/0")
      case .map: (.object([.init(name: "en", value: value)]), "/en")
      }
    }
    var faults = self.badValues(field).map { value, reason in
      let (whole, place) = wrapped(value)
      return replaced(reason, whole, at: place)
    }
    if self.route.hasBody {
      if field.cardinality == .repeated { faults.append(replaced("NOT_A_LIST", .text("x"))) }
      if field.cardinality == .map { faults.append(replaced("NOT_AN_OBJECT", .text("x"))) }
    }
    if let most = field.maximumCount, field.cardinality == .repeated {
      faults.append(
        replaced("TOO_MANY_ITEMS", .array(Array(repeating: .text("ab"), count: most + 1))))
    }
    let isInPath = self.pathFields.keys.contains { $0.hasPrefix("\(field.name).") }
    if !isInPath, field.isRequired || (field.minimum ?? 0) > 0 {
      faults.append(
        self.fault("\(field.name) absent", pointer, "REQUIRED") {
          $0.removeAll { $0.name == field.jsonName }
        })
    }
    return faults
  }

  private func badValues(_ field: FieldShape) -> [(JSONValue, String)] {
    var bad: [(JSONValue, String)] = self.badTexts(field).map { (.text($0.0), $0.1) }
    switch field.kind {
    case .text:
      if self.route.hasBody {
        bad += [(.number("1"), "NOT_A_TEXT"), (.boolean(true), "NOT_A_TEXT")]
      }
    case .boolean: bad.append((.text("perhaps"), "NOT_A_BOOLEAN"))
    case .int32, .int64, .uint32, .uint64:
      bad += [
        (.text("many"), "NOT_AN_INTEGER"), (.number("1.5"), "NOT_AN_INTEGER"),
        (.number("99999999999999999999"), "OUT_OF_RANGE"),
      ]
      if let minimum = field.minimum { bad.append((.number("\(minimum - 1)"), "OUT_OF_RANGE")) }
      if let maximum = field.maximum { bad.append((.number("\(maximum + 1)"), "OUT_OF_RANGE")) }
    case .double: bad.append((.text("half"), "NOT_A_NUMBER"))
    case .choice: bad += [(.text("NO_SUCH"), "INVALID_CHOICE"), (.number("99"), "INVALID_CHOICE")]
    case .bytes: bad.append((.text("%"), "NOT_BASE64"))
    case .message: bad.append((.text("x"), "NOT_AN_OBJECT"))
    }
    return bad
  }
}
