internal import CRabbitMQ

/// Writes and reads the bodies of bundles, in memory it keeps. Confined to the thread of its connection.
///
/// A member is the length of its properties in four bytes, big-endian, the properties as in an AMQP 0-9-1
/// content header (§4.2.6.1), the length of its body in four bytes, and the body.
final class BundleCoder {
  private let buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: AMQPBundle.maximumBody, alignment: 16)
  private var used = 0
  private var pool = amqp_pool_t()

  init() {
    init_amqp_pool(&self.pool, 32 * 1024)
  }

  deinit {
    self.buffer.deallocate()
    empty_amqp_pool(&self.pool)
  }

  // MARK: - Writing

  /// What was appended since the last reset.
  var body: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: self.buffer[..<self.used]) }

  /// Begins a new body.
  func reset() {
    self.used = 0
  }

  /// Appends a message; false when it does not fit.
  func append(_ message: AMQPMessage, arena: WireArena) -> Bool {
    defer { arena.reset() }
    let room = self.buffer.count - self.used - 8 - message.body.count
    guard room > 0, let base = self.buffer.baseAddress else { return false }
    var properties = message.properties.wire(in: arena)
    properties._flags &= ~Self.shared
    let length = amqp_encode_properties(
      UInt16(AMQP_BASIC_CLASS), &properties,
      amqp_bytes_t(
        len: min(room, AMQPBundle.maximumProperties), bytes: base + self.used + 4))
    guard length >= 0 else { return false }
    self.put(length)
    self.used += Int(length)
    self.put(Int32(message.body.count))
    UnsafeMutableRawBufferPointer(rebasing: self.buffer[self.used...]).copyBytes(from: message.body)
    self.used += message.body.count
    return true
  }

  private func put(_ number: Int32) {
    self.buffer.storeBytes(of: number.bigEndian, toByteOffset: self.used, as: Int32.self)
    self.used += 4
  }

  /// What the bundle says for all its members, or what no reader looks at.
  private static let shared = UInt32(
    AMQP_BASIC_CONTENT_TYPE_FLAG | AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_REPLY_TO_FLAG
      | AMQP_BASIC_USER_ID_FLAG | AMQP_BASIC_APP_ID_FLAG | AMQP_BASIC_EXPIRATION_FLAG)

  // MARK: - Reading

  /// The members of a bundle; nil when it is none. Who sent them and where replies go is what the bundle
  /// says, for the broker has verified that.
  func members(of bundle: AMQPContent) -> [AMQPContent]? {
    guard bundle.properties.contentType == AMQPBundle.contentType else { return nil }
    return bundle.body.withUnsafeBytes { body in
      var members: [AMQPContent] = []
      var offset = 0
      while offset < body.count {
        guard members.count < AMQPBundle.maximumCount,
          let member = self.member(body, &offset, of: bundle)
        else { return nil }
        members.append(member)
      }
      return members.isEmpty ? nil : members
    }
  }

  private func member(
    _ body: UnsafeRawBufferPointer, _ offset: inout Int, of bundle: AMQPContent
  ) -> AMQPContent? {
    guard let encoded = Self.piece(body, &offset), encoded.count <= AMQPBundle.maximumProperties,
      var properties = self.properties(encoded), let content = Self.piece(body, &offset)
    else { return nil }
    properties.replyTo = bundle.properties.replyTo
    properties.userID = bundle.properties.userID
    properties.appID = bundle.properties.appID
    return AMQPContent(
      exchange: bundle.exchange, routingKey: bundle.routingKey, properties: properties,
      body: Array(content))
  }

  private func properties(_ encoded: UnsafeRawBufferPointer) -> AMQPProperties? {
    defer { recycle_amqp_pool(&self.pool) }
    var decoded: UnsafeMutableRawPointer?
    let status = amqp_decode_properties(
      UInt16(AMQP_BASIC_CLASS), &self.pool,
      amqp_bytes_t(
        len: encoded.count, bytes: UnsafeMutableRawPointer(mutating: encoded.baseAddress)),
      &decoded)
    guard status >= 0, let decoded else { return nil }
    return AMQPProperties(wire: decoded.load(as: amqp_basic_properties_t.self))
  }

  /// The length at the offset, and as many bytes; moves the offset behind them.
  private static func piece(
    _ body: UnsafeRawBufferPointer, _ offset: inout Int
  ) -> UnsafeRawBufferPointer? {
    guard body.count - offset >= 4 else { return nil }
    let length = Int(UInt32(bigEndian: body.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    let start = offset + 4
    guard length <= body.count - start else { return nil }
    offset = start + length
    return UnsafeRawBufferPointer(rebasing: body[start..<offset])
  }
}
