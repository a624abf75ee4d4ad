/// A holder's name before strangers.
package enum HolderName {
  /// The first letter of each word, such as `A. O.`: enough to compare with a print, too little to learn a name from.
  /// Empty for a name without letters or digits.
  package static func initials(of name: String) -> String {
    name.split(whereSeparator: \.isWhitespace)
      .compactMap { word in word.first { $0.isLetter || $0.isNumber } }
      .map { "\($0.uppercased())." }
      .joined(separator: " ")
  }

  /// Whether two spellings are of one name: the case of letters and the spaces between words say nothing.
  package static func isSame(_ one: String, _ other: String) -> Bool {
    func words(_ name: String) -> [String] {
      name.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    }
    return words(one) == words(other)
  }
}
