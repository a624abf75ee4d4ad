/// What is wrong with one text of a request; the raw value is the stable reason shown as `field.…`.
package enum FieldFault: String, Error, Equatable, Sendable {
  case required = "REQUIRED"
  case tooShort = "TOO_SHORT"
  case tooLong = "TOO_LONG"
  case invalidCharacters = "INVALID_CHARACTERS"
  case notAnEmail = "NOT_AN_EMAIL"
  case unknownLanguage = "UNKNOWN_LANGUAGE"
  case unknownCountry = "UNKNOWN_COUNTRY"
  case unknownTimeZone = "UNKNOWN_TIME_ZONE"
  case tooMany = "TOO_MANY"
  case invalidChoice = "INVALID_CHOICE"
  case unknownRole = "UNKNOWN_ROLE"
  case unknownAdministration = "UNKNOWN_ADMINISTRATION"
  case otherAdministration = "OTHER_ADMINISTRATION"
  case unknownRegion = "UNKNOWN_REGION"
  case unknownState = "UNKNOWN_STATE"
  case unknownOrder = "UNKNOWN_ORDER"
  case unknownPurpose = "UNKNOWN_PURPOSE"
  case notADate = "NOT_A_DATE"
  case invalidPageToken = "INVALID_PAGE_TOKEN"
}

/// The fields of a request at fault, by their name in it.
package struct FieldFaults: Error, Equatable, Sendable {
  package let faults: [String: FieldFault]

  package init(faults: [String: FieldFault]) { self.faults = faults }
}

/// Runs several checks and keeps every fault, so that a person sees all of them at once.
package struct FieldCheck: Sendable {
  /// The fields at fault, by their name in the request.
  package private(set) var faults: [String: FieldFault] = [:]

  package init() {}

  /// The value `make` gives; nil, and a fault of `field`, when it throws.
  package mutating func value<Value>(
    _ field: String, _ make: () throws(FieldFault) -> Value
  ) -> Value? {
    do throws(FieldFault) { return try make() } catch {
      faults[field] = error
      return nil
    }
  }
}
