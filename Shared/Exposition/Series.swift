/// One series of numbers: the name of what is measured and what tells it from others of that name.
struct Series: Hashable, Sendable {
  /// As the exposition format allows it: letters, digits, underscores and colons.
  let name: String
  /// In alphabetical order of their names.
  let labels: [Label]

  /// A name with its value.
  struct Label: Hashable, Sendable {
    let name: String
    let value: String
  }

  init(_ name: String, _ dimensions: [(String, String)]) {
    self.name = Self.allowed(name)
    labels = dimensions.map { Label(name: Self.allowed($0), value: $1) }
      .sorted { $0.name < $1.name }
  }

  /// A line of the exposition format: `name{label="value"} 4.5`.
  func line(_ value: String, suffix: String = "", also: Label? = nil) -> String {
    let all = labels + (also.map { [$0] } ?? [])
    let written = all.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
    return "\(name)\(suffix)\(written.isEmpty ? "" : "{\(written)}") \(value)\n"
  }

  private static func allowed(_ name: String) -> String {
    var text = String(
      name.unicodeScalars.map { scalar in
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
          || scalar == "_" || scalar == ":" ? Character(scalar) : "_"
      })
    if text.isEmpty || text.first?.isNumber == true { text = "_" + text }
    return text
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }
}
