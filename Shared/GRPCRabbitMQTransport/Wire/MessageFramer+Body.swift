internal import Compression
internal import GRPCCore

/// Bodies as the transport writes and reads them: length-prefixed messages, large ones compressed when the
/// reader takes that.
extension MessageFramer {
  /// The one coding there is, by its name in `grpc-encoding`.
  static let gzip = "gzip"
  /// Messages of so many bytes and more are worth compressing.
  static let compressionThreshold = 32 * 1024

  /// What is said of a message over the limit.
  static let tooLarge = RPCError(
    code: .resourceExhausted, message: "the message is larger than 4 MiB")

  /// The messages one after the other, and whether any is compressed. Throws RESOURCE_EXHAUSTED for one over
  /// the limit.
  static func framed(
    _ messages: [[UInt8]], compressing: Bool
  ) throws(RPCError) -> (body: [UInt8], isCompressed: Bool) {
    var body: [UInt8] = []
    var isCompressed = false
    for message in messages {
      guard message.count <= Self.maximumLength else { throw Self.tooLarge }
      let small =
        compressing && message.count >= Self.compressionThreshold ? Gzip.deflated(message) : nil
      let content = small ?? message
      body.reserveCapacity(body.count + Self.prefixLength + content.count)
      body.append(small == nil ? 0 : 1)
      for shift in [24, 16, 8, 0] { body.append(UInt8(truncatingIfNeeded: content.count >> shift)) }
      body.append(contentsOf: content)
      isCompressed = isCompressed || small != nil
    }
    return (body, isCompressed)
  }

  /// The one message in a body. Throws what gRPC says of another body.
  static func single(_ body: [UInt8], encoding: String? = nil) throws(RPCError) -> [UInt8] {
    let (message, end) = try Self.message(in: body, at: 0, encoding)
    guard end == body.count else {
      throw RPCError(code: .internalError, message: "the body is not one length-prefixed message")
    }
    return message
  }

  /// All messages in a body, which may be none. Throws what gRPC says of another body.
  static func all(_ body: [UInt8], encoding: String? = nil) throws(RPCError) -> [[UInt8]] {
    var messages: [[UInt8]] = []
    var position = 0
    while position < body.count {
      let (message, end) = try Self.message(in: body, at: position, encoding)
      messages.append(message)
      position = end
    }
    return messages
  }

  private static func message(
    in body: [UInt8], at start: Int, _ encoding: String?
  ) throws(RPCError) -> (message: [UInt8], end: Int) {
    let first = start + Self.prefixLength
    guard body.count >= first else {
      throw RPCError(code: .internalError, message: "the body is no length-prefixed message")
    }
    let length = body[(start + 1)..<first].reduce(0) { $0 << 8 | Int($1) }
    guard length <= Self.maximumLength else { throw Self.tooLarge }
    guard body.count - first >= length else {
      throw RPCError(code: .internalError, message: "the body is not of whole messages")
    }
    let content = Array(body[first..<(first + length)])
    return (try Self.decoded(content, flag: body[start], encoding), first + length)
  }

  private static func decoded(
    _ content: [UInt8], flag: UInt8, _ encoding: String?
  ) throws(RPCError) -> [UInt8] {
    guard flag != 0 else { return content }
    guard flag == 1, let encoding else {
      throw RPCError(code: .internalError, message: "a message is compressed without grpc-encoding")
    }
    guard encoding == Self.gzip else {
      throw RPCError(
        code: .unimplemented, message: "grpc-encoding is not gzip, the only one accepted")
    }
    do throws(Gzip.Failure) {
      return try Gzip.inflated(content, limit: Self.maximumLength)
    } catch .tooLarge {
      throw Self.tooLarge
    } catch {
      throw RPCError(code: .internalError, message: "a compressed message is no gzip")
    }
  }
}
