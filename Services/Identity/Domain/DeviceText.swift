/// What a device says about itself, fit to be kept: others wrote it, so it is cut and cleaned.
package enum DeviceText {
  /// Characters that are kept at most.
  package static let longest = 300

  /// The text without control characters, cut.
  package static func kept(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(longest)))
  }
}
