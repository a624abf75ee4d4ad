/// Collects faults while a document is walked.
struct Inspection {
  private(set) var faults: [DocumentFault] = []

  mutating func fault(
    _ path: String, _ reason: DocumentFault.Reason, _ arguments: [String: String] = [:]
  ) {
    self.faults.append(DocumentFault(path, reason, arguments))
  }

  /// Any text; `maximum` counts Unicode scalars, as the contract does.
  mutating func text(_ path: String, _ value: String, upTo maximum: Int, required: Bool = false) {
    if required, value.allSatisfy(\.isWhitespace) { return self.fault(path, .required) }
    if value.unicodeScalars.count > maximum {
      self.fault(path, .tooLong, ["maximum": String(maximum)])
    }
    if value.unicodeScalars.contains(where: Self.isForbidden) {
      self.fault(path, .invalidCharacters)
    }
  }

  mutating func slug(_ path: String, _ value: String) {
    if value.isEmpty { return self.fault(path, .required) }
    if value.utf8.count > 64 { return self.fault(path, .tooLong, ["maximum": "64"]) }
    if !Slug.accepts(value) { self.fault(path, .notASlug) }
  }

  /// SHA-256 in lower-case hex, or nothing.
  mutating func digest(_ path: String, _ value: String) {
    let hex = Set("0123456789abcdef")
    guard !value.isEmpty else { return }
    if value.count != 64 || !value.allSatisfy(hex.contains) { self.fault(path, .notADigest) }
  }

  mutating func range<Value: Comparable>(
    _ path: String, _ value: Value, _ range: ClosedRange<Value>
  ) {
    guard !range.contains(value) else { return }
    self.fault(
      path, .outOfRange, ["minimum": "\(range.lowerBound)", "maximum": "\(range.upperBound)"])
  }

  mutating func count(_ path: String, _ count: Int, _ range: ClosedRange<Int>) {
    if count < range.lowerBound {
      self.fault(path, .tooFewItems, ["minimum": String(range.lowerBound)])
    } else if count > range.upperBound {
      self.fault(path, .tooManyItems, ["maximum": String(range.upperBound)])
    }
  }

  /// Names each value that occurred before; empty ones are faults of their own.
  mutating func unique(_ values: [(path: String, value: String)]) {
    var seen: Set<String> = []
    for (path, value) in values where !value.isEmpty {
      if !seen.insert(value).inserted { self.fault(path, .duplicate, ["value": value]) }
    }
  }

  /// Control characters other than line ends and tabs; no text of ours needs one.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && !"\n\r\t".unicodeScalars.contains(scalar)
  }
}
