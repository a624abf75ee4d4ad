internal import CRabbitMQ
internal import Foundation

/// One connection to the broker: the only owner of a librabbitmq handle.
///
/// The library's rule: a connection object "cannot be shared between threads" (librabbitmq README).
/// So this class is not Sendable: it is made, used and freed by the one thread of its connection.
final class BrokerHandle {
  let state: amqp_connection_state_t
  let arena = WireArena()
  let bundles = BundleCoder()
  private(set) var fileDescriptor: Int32 = -1
  /// Whether what is sent waits for `flush()`.
  var isGathering = false
  let secure: Bool

  /// Connects and logs in.
  init(_ configuration: AMQPConfiguration) throws(AMQPError) {
    guard let state = amqp_new_connection() else { throw .notConnected("out of memory") }
    self.state = state
    self.secure = configuration.tls != nil
    do throws(AMQPError) {
      try self.open(configuration)
    } catch {
      throw error
    }
  }

  deinit {
    amqp_destroy_connection(self.state)
  }

  private func open(_ configuration: AMQPConfiguration) throws(AMQPError) {
    let socket = try self.socket(configuration.tls)
    var handshake = timeval(configuration.handshakeTimeout)
    var answer = timeval(configuration.answerTimeout)
    amqp_set_handshake_timeout(self.state, &handshake)
    amqp_set_rpc_timeout(self.state, &answer)
    let status = amqp_socket_open_noblock(
      socket, configuration.host, Int32(configuration.port), &handshake)
    guard status == 0 else {
      throw .notConnected("\(configuration.host):\(configuration.port): \(Self.text(status))")
    }
    self.fileDescriptor = amqp_get_sockfd(self.state)
    try self.logIn(configuration)
  }

  private func socket(_ tls: AMQPTLS?) throws(AMQPError) -> OpaquePointer {
    guard let tls else {
      guard let socket = amqp_tcp_socket_new(self.state) else {
        throw .notConnected("out of memory")
      }
      return socket
    }
    guard let socket = amqp_ssl_socket_new(self.state) else { throw .notConnected("out of memory") }
    amqp_ssl_socket_set_verify_peer(socket, 1)
    amqp_ssl_socket_set_verify_hostname(socket, 1)
    guard amqp_ssl_socket_set_ssl_versions(socket, AMQP_TLSv1_2, AMQP_TLSvLATEST) == 0 else {
      throw .notConnected("TLS 1.2 is not to be had")
    }
    guard amqp_ssl_socket_set_cacert(socket, tls.certificateAuthorities) == 0 else {
      throw .notConnected("cannot read the authorities in \(tls.certificateAuthorities)")
    }
    return socket
  }

  /// Announces the capabilities without which the broker would say nothing of a deleted queue, a
  /// refused message or an alarm.
  private func logIn(_ configuration: AMQPConfiguration) throws(AMQPError) {
    defer { self.arena.reset() }
    var properties = self.arena.table([
      "product": "CLiKC", "connection_name": .string(configuration.connectionName),
      "capabilities": .table([
        "consumer_cancel_notify": true, "connection.blocked": true, "basic.nack": true,
        "publisher_confirms": true, "authentication_failure_close": true,
      ]),
    ])
    let heartbeat = Int32(clamping: configuration.heartbeat.components.seconds)
    try Self.check(
      clikc_amqp_login(
        self.state, configuration.virtualHost, heartbeat, &properties, configuration.user,
        configuration.password))
  }

  /// Says goodbye; the handle is of no more use.
  func close() {
    self.flush()
    _ = amqp_connection_close(self.state, AMQP_REPLY_SUCCESS)
  }

  /// Gives back the memory of frames already copied.
  func releaseBuffers() {
    amqp_maybe_release_buffers(self.state)
  }

  // MARK: - Answers as Swift errors

  /// Throws what the broker or the library said if it was not yes.
  static func check(_ reply: amqp_rpc_reply_t) throws(AMQPError) {
    switch reply.reply_type {
    case AMQP_RESPONSE_NORMAL: return
    case AMQP_RESPONSE_SERVER_EXCEPTION: throw Self.exception(reply.reply)
    case AMQP_RESPONSE_LIBRARY_EXCEPTION: throw .notConnected(Self.text(reply.library_error))
    default: throw .notConnected("the connection ended")
    }
  }

  private static func exception(_ method: amqp_method_t) -> AMQPError {
    switch method.id {
    case AMQP_CHANNEL_CLOSE_METHOD:
      let close = method.decoded.load(as: amqp_channel_close_t.self)
      return .refused(code: close.reply_code, text: String(wire: close.reply_text))
    case AMQP_CONNECTION_CLOSE_METHOD:
      let close = method.decoded.load(as: amqp_connection_close_t.self)
      return .refused(code: close.reply_code, text: String(wire: close.reply_text))
    default:
      return .notConnected("the broker answered with method \(method.id)")
    }
  }

  static func text(_ status: Int32) -> String {
    amqp_error_string2(status).map { String(cString: $0) } ?? "error \(status)"
  }
}

extension timeval {
  /// The duration in seconds and microseconds.
  init(_ duration: Duration) {
    let parts = duration.components
    self.init(tv_sec: Int(parts.seconds), tv_usec: Int(parts.attoseconds / 1_000_000_000_000))
  }
}
