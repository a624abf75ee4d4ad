/// The fields of a request message and their limits, as the contract states them.
struct MessageShape: Sendable {
  /// The full protobuf name.
  let name: String
  let fields: [FieldShape]

  /// The field of that JSON name or proto name; protobuf JSON accepts both.
  func field(_ name: String) -> FieldShape? {
    self.fields.first { $0.jsonName == name || $0.name == name }
  }

  /// The shape of a message of the contracts.
  static func named(_ name: String) -> MessageShape {
    guard let shape = Self.all[name] else {
      preconditionFailure("\(name) is not in the generated table: ./clikc proto")
    }
    return shape
  }
}

/// One field of a request message.
struct FieldShape: Sendable {
  /// What a value is.
  enum Kind: Sendable {
    case text
    case bytes
    case boolean
    case int32
    case int64
    case uint32
    case uint64
    case double
    /// An enum: its names and numbers.
    case choice([String: Int])
    /// A message, by its full name.
    case message(String)
  }

  /// How many values there are.
  enum Cardinality: Sendable {
    case single
    case repeated
    /// A map with text keys.
    case map
  }

  /// What a text must be.
  enum Format: String, Sendable {
    case uuid
    case email
    case language
    case date
    case hex
    case slug
  }

  /// The proto name.
  let name: String
  /// The name in JSON.
  let jsonName: String
  let kind: Kind
  let cardinality: Cardinality
  /// The choice it belongs to, of which at most one field may be set.
  let oneof: String?
  /// Whether it must be there and not be empty.
  let isRequired: Bool
  /// Longest text, in Unicode scalars; for maps and repeated fields of each value.
  let maximumLength: Int?
  /// Most values of a repeated field or a map.
  let maximumCount: Int?
  let minimum: Int64?
  let maximum: Int64?
  let format: Format?
  /// Never logged nor echoed.
  let isSecret: Bool

  init(
    _ name: String, _ jsonName: String, _ kind: Kind, _ cardinality: Cardinality = .single,
    oneof: String? = nil, required: Bool = false, maximumLength: Int? = nil,
    maximumCount: Int? = nil, minimum: Int64? = nil, maximum: Int64? = nil,
    format: Format? = nil, secret: Bool = false
  ) {
    self.name = name
    self.jsonName = jsonName
    self.kind = kind
    self.cardinality = cardinality
    self.oneof = oneof
    self.isRequired = required
    self.maximumLength = maximumLength
    self.maximumCount = maximumCount
    self.minimum = minimum
    self.maximum = maximum
    self.format = format
    self.isSecret = secret
  }
}
