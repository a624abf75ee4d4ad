/// Why a mail cannot be written; none of these is cured by trying again.
package enum MailFault: Error, Equatable, Sendable {
  /// No address RFC 5321 knows.
  case badAddress
  /// A control character, a line break above all, in a part of the header.
  case controlCharacter
  /// A template this service does not have.
  case unknownTemplate(String)
  /// A template's argument is not there.
  case missingArgument(String)
}
