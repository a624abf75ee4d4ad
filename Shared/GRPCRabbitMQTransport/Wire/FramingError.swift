/// Why bytes are not a sequence of gRPC messages.
public enum FramingError: Error, Equatable, Sendable {
  /// The message, or the length its prefix announces, is over the limit; in bytes.
  case messageTooLarge(length: Int)
  /// The flag byte is not 0: no compression is agreed on this wire.
  case unsupportedFlag(UInt8)
  /// The bytes end inside a prefix or a message; how many were left over.
  case incomplete(remaining: Int)
}
