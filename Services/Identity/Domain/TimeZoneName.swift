import Foundation

/// A time zone by its IANA name, such as Africa/Dakar.
package struct TimeZoneName: Hashable, Sendable {
  package static let universal = TimeZoneName(known: "UTC")

  package let text: String

  private init(known: String) { text = known }

  /// Throws `unknownTimeZone` for names no zone has; abbreviations and offsets are no names.
  package init(_ text: String) throws(FieldFault) {
    if text == Self.universal.text {
      self = .universal
      return
    }
    let isName =
      text.contains("/") && text.utf8.count <= 64
      && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f } && !text.hasPrefix("/")
      && !text.contains("..")
    guard isName, TimeZone(identifier: text) != nil else { throw .unknownTimeZone }
    self.text = text
  }
}
