internal import AMQP
internal import GRPCCore
internal import Synchronization

/// One unary call of a server: the parts of its request, the gathering of its response, and the publication
/// of that response.
final class ServerCall: AMQPPublication {
  private struct State {
    var cancellation: ServerContext.RPCCancellationHandle?
    var isCancelled = false
    var metadata = Metadata()
    var message: [UInt8]?
    var status: (Status, Metadata)?
    var reply: AMQPMessage?
  }

  let id: String
  /// The broker user who called, as the broker verified.
  let user: String
  let replyTo: String
  let replyAddress: (exchange: String, key: String)
  let descriptor: MethodDescriptor
  let request: [RPCRequestPart<[UInt8]>]
  let deadline: RPCDeadline?
  private let delivery: AMQPDelivery
  private let amqp: AMQPClient
  private let state = Mutex(State())

  init(
    id: String, user: String, replyTo: String, replyAddress: (exchange: String, key: String),
    descriptor: MethodDescriptor, request: [RPCRequestPart<[UInt8]>], deadline: RPCDeadline?,
    delivery: AMQPDelivery, amqp: AMQPClient
  ) {
    self.id = id
    self.user = user
    self.replyTo = replyTo
    self.replyAddress = replyAddress
    self.descriptor = descriptor
    self.request = request
    self.deadline = deadline
    self.delivery = delivery
    self.amqp = amqp
  }

  /// Tells the broker that the request is in hand: from here on it runs at most once.
  func accept() {
    self.delivery.ack()
  }

  /// Gives the handler's cancellation to the call.
  func attach(_ cancellation: ServerContext.RPCCancellationHandle) {
    let cancelled = self.state.withLock { state in
      state.cancellation = cancellation
      return state.isCancelled
    }
    if cancelled { cancellation.cancel() }
  }

  /// Cancels the handler.
  func cancel() {
    let cancellation = self.state.withLock { state in
      state.isCancelled = true
      return state.cancellation
    }
    cancellation?.cancel()
  }

  // MARK: - The response

  func gather(_ part: RPCResponsePart<[UInt8]>) throws(RPCError) {
    try self.state.withLock { state throws(RPCError) in
      switch part {
      case .metadata(let metadata): state.metadata = metadata
      case .message(let message):
        guard state.message == nil else {
          throw RPCError(code: .internalError, message: "a unary response is one message")
        }
        state.message = message
      case .status(let status, let trailers): state.status = (status, trailers)
      }
    }
  }

  /// The response is complete: sends it.
  func finish() {
    let response = self.state.withLock { state in
      let (status, trailers) =
        state.status ?? (Status(code: .unknown, message: "the handler gave no status"), [:])
      return WireResponse(
        metadata: state.metadata, message: status.code == .ok ? state.message : nil, status: status,
        trailers: trailers)
    }
    self.reply(response)
  }

  /// Sends a response; one that is too large becomes a status that says so.
  func reply(_ response: WireResponse) {
    let message: AMQPMessage
    do throws(RPCError) {
      message = try response.encoded(to: self.replyAddress, id: self.id)
    } catch {
      let failure = WireResponse(Status.Code(error.code), "the response: \(error.message)")
      guard let short = try? failure.encoded(to: self.replyAddress, id: self.id) else { return }
      message = short
    }
    self.state.withLock { $0.reply = message }
    // Without a connection the caller has already been told UNAVAILABLE by its own side.
    try? self.amqp.enqueue(self)
  }

  func claim() -> AMQPMessage? {
    self.state.withLock { $0.reply.take() }
  }

  func unsent(_ error: AMQPError) {}
}

/// The parts of a request, all there from the beginning.
struct RequestParts: AsyncSequence, Sendable {
  typealias Element = RPCRequestPart<[UInt8]>
  typealias Failure = any Error

  let parts: [Element]

  func makeAsyncIterator() -> Iterator { Iterator(parts: self.parts) }

  struct Iterator: AsyncIteratorProtocol {
    let parts: [Element]
    private var position = 0

    init(parts: [Element]) {
      self.parts = parts
    }

    mutating func next() async throws -> Element? { self.take() }

    mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? {
      self.take()
    }

    private mutating func take() -> Element? {
      guard self.position < self.parts.count else { return nil }
      defer { self.position += 1 }
      return self.parts[self.position]
    }
  }
}

/// Takes the parts of a response and sends it when it is complete.
struct ResponseWriter: ClosableRPCWriterProtocol {
  let call: ServerCall

  func write(_ part: RPCResponsePart<[UInt8]>) async throws {
    try self.call.gather(part)
  }

  func write(contentsOf parts: some Sequence<RPCResponsePart<[UInt8]>>) async throws {
    for part in parts { try self.call.gather(part) }
  }

  func finish() async {
    self.call.finish()
  }

  func finish(throwing error: any Error) async {
    let status = Status(code: .unknown, message: "the handler failed")
    try? self.call.gather(.status(status, [:]))
    self.call.finish()
  }
}
