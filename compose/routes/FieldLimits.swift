import HTTPContract
import SwiftProtobuf
import SwiftProtobufPluginLibrary

/// The limits of a request field as the gateway holds them: the contract's rules with their defaults.
///
/// `max_length` measures text in Unicode scalars (200 unless said), the values of a map, and the
/// number of items of a repeated field; the items of a repeated text may have 1 000 each.
struct FieldLimits {
  private static let textLength = 200
  private static let itemLength = 1_000
  private static let itemCount = 200
  private static let mapCount = 50

  let isRequired: Bool
  let isSecret: Bool
  let maximumLength: Int?
  let maximumCount: Int?
  let minimum: Int64?
  let maximum: Int64?
  let format: String?

  init(_ field: FieldDescriptor) {
    let rules = field.options.Clikc_Http_V1_rules
    let stated = rules.maxLength == 0 ? nil : Int(rules.maxLength)
    let measured = field.isMap ? field.messageType?.mapKeyAndValue?.value ?? field : field
    self.isRequired = rules.required
    self.isSecret = rules.secret
    self.minimum = rules.hasMinimum ? rules.minimum : nil
    self.maximum = rules.hasMaximum ? rules.maximum : nil
    self.format = rules.format.isEmpty ? nil : rules.format
    let isText = measured.type == .string
    if field.isMap {
      self.maximumLength = isText ? stated ?? Self.textLength : nil
      self.maximumCount = Self.mapCount
    } else if field.isRepeated {
      self.maximumLength = isText ? Self.itemLength : nil
      self.maximumCount = stated ?? Self.itemCount
    } else {
      self.maximumLength = isText ? stated ?? Self.textLength : nil
      self.maximumCount = nil
    }
  }
}
