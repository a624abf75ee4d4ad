internal import AMQP
internal import Foundation
internal import GRPCCore

/// Call metadata as AMQP headers: one header a key, in lower case; a text as a long string, the bytes of a
/// `-bin` key as a byte array, a key with several values as an array of them.
enum MetadataMapping {
  /// The largest metadata either way: names, values, and 32 bytes for each.
  static let maximumSize = 8 * 1024

  /// Headers the transport itself writes; never metadata.
  static let reserved: Set<String> = [
    WireHeader.deadline, WireHeader.timeout, WireHeader.status, WireHeader.message,
    WireHeader.trailers, WireHeader.metadata, WireHeader.sequence, WireHeader.credit,
    WireHeader.end, WireHeader.calls, WireHeader.encoding, WireHeader.acceptEncoding,
  ]

  /// The metadata as a table of its own.
  static func table(_ metadata: Metadata) throws(RPCError) -> [String: AMQPValue] {
    var table: [String: AMQPValue] = [:]
    try Self.encode(metadata, into: &table)
    return table
  }

  /// Adds the metadata to headers. Throws RESOURCE_EXHAUSTED above the limit, INTERNAL for a key the
  /// protocol cannot carry.
  static func encode(_ metadata: Metadata, into headers: inout [String: AMQPValue]) throws(RPCError)
  {
    var size = 0
    for (key, value) in metadata {
      let name = key.lowercased()
      if Self.reserved.contains(name) { continue }
      guard Self.isValid(name) else {
        throw RPCError(code: .internalError, message: "'\(name)' cannot be the name of metadata")
      }
      let field: AMQPValue
      switch value {
      case .string(let text):
        size += name.utf8.count + text.utf8.count + 32
        field = .string(text)
      case .binary(let bytes):
        size += name.utf8.count + bytes.count + 32
        field = .bytes(bytes)
      }
      try Self.check(size)
      if let present = headers[name] {
        headers[name] = Self.joined(present, field)
      } else {
        headers[name] = field
      }
    }
  }

  /// Reads metadata from headers; headers of other kinds are no metadata and are passed over.
  static func decode(_ headers: [String: AMQPValue]) throws(RPCError) -> Metadata {
    var metadata = Metadata()
    var size = 0
    for (name, value) in headers where !Self.reserved.contains(name) && Self.isValid(name) {
      let values: [AMQPValue] = if case .array(let several) = value { several } else { [value] }
      for value in values {
        guard let bytes = Self.add(value, for: name, to: &metadata) else { continue }
        size += name.utf8.count + bytes + 32
      }
    }
    try Self.check(size)
    return metadata
  }

  private static func add(_ value: AMQPValue, for name: String, to metadata: inout Metadata) -> Int?
  {
    let binary = name.hasSuffix("-bin")
    switch value {
    case .string(let text) where binary:
      guard let bytes = Base64Text.decode(text) else { return nil }
      metadata.addBinary(bytes, forKey: name)
      return bytes.count
    case .string(let text):
      metadata.addString(text, forKey: name)
      return text.utf8.count
    case .bytes(let bytes) where binary:
      metadata.addBinary(bytes, forKey: name)
      return bytes.count
    default:
      return nil
    }
  }

  private static func joined(_ present: AMQPValue, _ new: AMQPValue) -> AMQPValue {
    if case .array(let several) = present {
      .array(several + [new])
    } else {
      .array([present, new])
    }
  }

  private static func check(_ size: Int) throws(RPCError) {
    guard size <= Self.maximumSize else {
      throw RPCError(code: .resourceExhausted, message: "the metadata is larger than 8 KiB")
    }
  }

  /// gRPC's names: digits, lower-case letters, `_`, `-` and `.`.
  private static func isValid(_ name: String) -> Bool {
    (1...128).contains(name.utf8.count)
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}

/// Base64 as gRPC reads it: with padding or without.
enum Base64Text {
  static func decode(_ text: String) -> [UInt8]? {
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return Data(base64Encoded: text + padding).map { Array($0) }
  }
}

/// The headers the transport itself writes.
enum WireHeader {
  /// Milliseconds since 1970 by which the call must be done.
  static let deadline = "grpc-deadline"
  /// gRPC's relative timeout, read from peers that send no deadline.
  static let timeout = "grpc-timeout"
  /// The status code.
  static let status = "grpc-status"
  /// The status message, percent-encoded.
  static let message = "grpc-message"
  /// The table of trailing metadata.
  static let trailers = "grpc-trailers"
  /// The table of a stream's initial metadata.
  static let metadata = "grpc-metadata"
  /// A frame's number within its half of a stream.
  static let sequence = "grpc-sequence"
  /// The total credit granted to the other side of a stream.
  static let credit = "grpc-credit"
  /// The caller sends no more messages of the stream.
  static let end = "grpc-end"
  /// How compressed messages of a body are coded.
  static let encoding = "grpc-encoding"
  /// The codings the caller reads.
  static let acceptEncoding = "grpc-accept-encoding"
  /// Names of calls, in questions about them.
  static let calls = "grpc-calls"
}
