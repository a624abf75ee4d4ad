/// Takes length-prefixed messages out of bytes that may be cut anywhere.
///
/// The announced length is checked before the body is waited for, so that a peer cannot make the
/// reader gather more than `MessageFramer.maximumLength` bytes. After an error it is of no more use.
public struct MessageDeframer: Sendable {
  private var buffer: [UInt8] = []
  private var start = 0

  public init() {}

  /// Adds what arrived.
  public mutating func append(_ bytes: [UInt8]) {
    buffer.removeFirst(start)
    start = 0
    buffer.append(contentsOf: bytes)
  }

  /// The next whole message, or nil when more bytes are needed.
  public mutating func next() throws(FramingError) -> [UInt8]? {
    guard start < buffer.count else { return nil }
    guard buffer[start] == 0 else { throw .unsupportedFlag(buffer[start]) }
    let body = start + MessageFramer.prefixLength
    guard body <= buffer.count else { return nil }
    let length = buffer[(start + 1)..<body].reduce(0) { $0 << 8 | Int($1) }
    guard length <= MessageFramer.maximumLength else { throw .messageTooLarge(length: length) }
    guard body + length <= buffer.count else { return nil }
    start = body + length
    return Array(buffer[body..<start])
  }

  /// Says that no more bytes come; throws `FramingError.incomplete` if some are left over.
  public func finish() throws(FramingError) {
    guard start == buffer.count else { throw .incomplete(remaining: buffer.count - start) }
  }
}
