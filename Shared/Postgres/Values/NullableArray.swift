/// An array in which values may be missing, for statements that write many rows at once:
/// `unnest(\(ids), \(NullableArray(parents)))`. It is bound, never read.
public struct NullableArray<Element: PostgresArrayElement>: PostgresEncodable {
  private let values: [Element?]

  /// nil becomes null.
  public init(_ values: [Element?]) { self.values = values }

  /// The type of an array without nulls.
  public static var postgresType: PostgresType { Element.postgresArrayType }

  /// One dimension, lower bound 1.
  public func postgresBytes() -> [UInt8]? {
    Self.bytes(of: values, hasNull: values.contains { $0 == nil })
  }

  /// The binary form of an array (array_send): a length of -1 stands for null.
  static func bytes(of values: some Collection<Element?>, hasNull: Bool) -> [UInt8] {
    var bytes = Int32(values.isEmpty ? 0 : 1).networkBytes
    bytes += Int32(hasNull ? 1 : 0).networkBytes
    bytes += Element.postgresElementType.rawValue.networkBytes
    guard !values.isEmpty else { return bytes }
    bytes += Int32(values.count).networkBytes
    bytes += Int32(1).networkBytes
    for value in values {
      guard let element = value?.postgresBytes() else {
        bytes += Int32(-1).networkBytes
        continue
      }
      bytes += Int32(element.count).networkBytes
      bytes += element
    }
    return bytes
  }
}
