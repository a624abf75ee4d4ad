/// What is wrong with one text of a request; the raw value is the stable reason shown as `field.…`.
package enum FieldFault: String, Error, Equatable, Sendable {
  case required = "REQUIRED"
  case tooShort = "TOO_SHORT"
  case tooLong = "TOO_LONG"
  case invalidCharacters = "INVALID_CHARACTERS"
  case notAnEmail = "NOT_AN_EMAIL"
  case unknownLanguage = "UNKNOWN_LANGUAGE"
}
