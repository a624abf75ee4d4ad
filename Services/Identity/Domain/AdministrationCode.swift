/// The code of an administration: its country's ISO 3166-1 alpha-2 code in upper case, or XK for Kosovo,
/// which is a Member of the WCO and has none assigned.
package struct AdministrationCode: Hashable, Sendable {
  package let text: String

  /// Throws `unknownCountry` for anything else.
  package init(_ text: String) throws(FieldFault) {
    self.text = text == "XK" ? text : try CountryCode(text).text
  }
}
