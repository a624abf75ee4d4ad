public import AMQP
public import GRPCCore
internal import Synchronization

/// Calls the methods of one service over RabbitMQ.
///
/// A request goes to the exchange `rpc.<callee>`, its reply comes to the process's one reply queue; see
/// docs/protocol.md. Whatever keeps a call from its callee arrives as a status inside the stream: GRPCCore
/// retries such calls, and would not if `withStream` threw.
///
/// Every unary call has a deadline: `RPCDeadline.current`, `CallOptions.timeout`, or `defaultTimeout`,
/// whichever comes first. The other kinds have one only if one of the first two is set.
public final class RabbitMQClientTransport: ClientTransport {
  /// Bytes on the wire.
  public typealias Bytes = [UInt8]

  private struct State {
    var open = 0
    var closing = false
    var ended: [CheckedContinuation<Void, Never>] = []
  }

  /// The throttle of GRPCCore's retries.
  public let retryThrottle: RetryThrottle?
  private let callee: Callee
  private let budget = RetryBudget()
  private let idempotentMethods: Set<String>
  private let service: String
  private let name: String
  private let defaultTimeout: Duration
  private let serviceConfig: ServiceConfig
  private let state = Mutex(State())

  /// Creates a transport. The reply queue starts with the first one of a client and caller.
  ///
  /// - Parameters:
  ///   - amqp: The process's client.
  ///   - caller: The short name of this process.
  ///   - callee: The short name of the service it calls.
  ///   - idempotentMethods: Methods that may run twice, as `package.Service/Method`: a call of one that ends
  ///     UNAVAILABLE is tried again, at most five times altogether and within its deadline (gRFC A6).
  ///   - defaultTimeout: How long a unary call may take that has no deadline of its own.
  ///   - serviceConfig: What else is said of methods; it goes before `idempotentMethods`.
  public init(
    amqp: AMQPClient, caller: String, callee: String, idempotentMethods: Set<String> = [],
    defaultTimeout: Duration = .seconds(30), serviceConfig: ServiceConfig = ServiceConfig()
  ) {
    self.idempotentMethods = idempotentMethods
    self.callee = Callee(callee, caller: Caller.shared(caller, on: amqp))
    self.service = callee
    self.name = caller
    self.defaultTimeout = defaultTimeout
    self.serviceConfig = serviceConfig
    self.retryThrottle =
      serviceConfig.retryThrottling.map { RetryThrottle(policy: $0) }
      ?? (idempotentMethods.isEmpty ? nil : Retries.throttle())
  }

  /// Returns when the transport was asked to shut down and no call is open, or when cancelled. The
  /// connection itself is the `AMQPClient`'s.
  public func connect() async throws {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let ended = self.state.withLock { state in
          if state.closing, state.open == 0 { return true }
          state.ended.append(continuation)
          return false
        }
        if ended { continuation.resume() }
      }
    } onCancel: {
      self.beginGracefulShutdown()
      self.releaseConnect(evenOpen: true)
    }
  }

  /// Takes no new calls; open ones run to their end.
  public func beginGracefulShutdown() {
    self.state.withLock { $0.closing = true }
    self.releaseConnect(evenOpen: false)
  }

  private func releaseConnect(evenOpen: Bool) {
    let ended = self.state.withLock { state in
      guard state.closing, evenOpen || state.open == 0 else {
        return [CheckedContinuation<Void, Never>]()
      }
      defer { state.ended.removeAll() }
      return state.ended
    }
    for continuation in ended { continuation.resume() }
  }

  /// Opens a call. Throws FAILED_PRECONDITION once the transport is shutting down, and nothing else of its
  /// own.
  public func withStream<T: Sendable>(
    descriptor: MethodDescriptor, options: CallOptions,
    _ closure: (_ stream: RPCStream<Inbound, Outbound>, _ context: ClientContext) async throws -> T
  ) async throws -> T {
    try self.state.withLock { state in
      guard !state.closing else {
        throw RPCError(code: .failedPrecondition, message: "the transport is shutting down")
      }
      state.open += 1
    }
    defer {
      self.state.withLock { $0.open -= 1 }
      self.releaseConnect(evenOpen: false)
    }
    let call = self.call(descriptor, options)
    let unary: UnaryCall =
      self.isTriedAgain(descriptor) ? .again(Attempts(call, budget: self.budget)) : .once(call)
    defer { unary.abandon(WireResponse(.cancelled, "the caller left the call")) }
    let stream = self.stream(descriptor, call, unary)
    let context = ClientContext(
      descriptor: descriptor, remotePeer: "amqp:\(self.service)", localPeer: "amqp:\(self.name)")
    return try await closure(stream, context)
  }

  /// A new call. A stream without a deadline of its own has none: it may go on for hours.
  private func call(_ descriptor: MethodDescriptor, _ options: CallOptions) -> ClientCall {
    let compresses = options.compression != CompressionAlgorithm.none
    let path = "/\(descriptor.fullyQualifiedMethod)"
    let stream: ClientStream? =
      switch descriptor.type ?? .unary {
      case .unary: nil
      case .serverStreaming: ClientStream(sendsFrames: false)
      case .clientStreaming, .bidirectionalStreaming: ClientStream(sendsFrames: true)
      }
    let given = RPCDeadline.current?.instant
    let limit = ContinuousClock.now + self.defaultTimeout
    return ClientCall(
      id: .random(), callee: self.callee, path: path,
      deadline: stream == nil ? min(given ?? limit, limit) : given, stream: stream,
      compresses: compresses)
  }

  private func stream(
    _ descriptor: MethodDescriptor, _ call: ClientCall, _ unary: UnaryCall
  ) -> RPCStream<Inbound, Outbound> {
    if let stream = call.stream {
      RPCStream(
        descriptor: descriptor,
        inbound: Inbound(wrapping: StreamResponseParts(call: call, stream: stream)),
        outbound: Outbound(wrapping: StreamRequestWriter(call: call, stream: stream)))
    } else {
      RPCStream(
        descriptor: descriptor, inbound: Inbound(wrapping: ResponseParts(call: unary)),
        outbound: Outbound(wrapping: RequestWriter(call: call)))
    }
  }

  /// The configuration of a method, from the service configuration given. Of those it does not name GRPCCore retries an
  /// idempotent one whose response alone is a stream; unary ones this transport makes again itself (``Attempts``), and of a
  /// request that is a stream GRPCCore may lose the end when it keeps it for a retry, unseen.
  public func config(forMethod descriptor: MethodDescriptor) -> MethodConfig? {
    if let configured = self.configured(descriptor) { return configured }
    guard descriptor.type == .serverStreaming, self.mayRunTwice(descriptor) else { return nil }
    return Retries.method
  }

  /// Whether this transport itself makes a call of the method again.
  private func isTriedAgain(_ descriptor: MethodDescriptor) -> Bool {
    descriptor.type ?? .unary == .unary && self.mayRunTwice(descriptor)
      && self.configured(descriptor) == nil
  }

  private func mayRunTwice(_ descriptor: MethodDescriptor) -> Bool {
    self.idempotentMethods.contains(descriptor.fullyQualifiedMethod)
  }

  private func configured(_ descriptor: MethodDescriptor) -> MethodConfig? {
    guard !self.serviceConfig.methodConfig.isEmpty else { return nil }
    let name = MethodConfig.Name(
      service: descriptor.service.fullyQualifiedService, method: descriptor.method)
    let service = MethodConfig.Name(service: name.service, method: "")
    for wanted in [name, service, MethodConfig.Name(service: "", method: "")] {
      if let found = self.serviceConfig.methodConfig.first(where: { $0.names.contains(wanted) }) {
        return found
      }
    }
    return nil
  }
}
