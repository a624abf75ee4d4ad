internal import AMQP
internal import GRPCCore
internal import Synchronization

/// One call of a server: the parts of its request, the gathering of its response, and the publication of
/// that response. A call whose caller asks for frames has a `stream`, and its response is not gathered.
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
  let replyAddress: WireAddress.Target
  let descriptor: MethodDescriptor
  let request: [RPCRequestPart<[UInt8]>]
  let deadline: RPCDeadline?
  let stream: ServerStream?
  /// Whether the caller reads compressed messages.
  let compresses: Bool
  /// Whether the caller reads bundles.
  let bundles: Bool
  private let delivery: AMQPDelivery
  let amqp: AMQPClient
  private let state = Mutex(State())

  init(
    id: String, user: String, replyAddress: WireAddress.Target, descriptor: MethodDescriptor,
    request: [RPCRequestPart<[UInt8]>], deadline: RPCDeadline?, stream: ServerStream?,
    compresses: Bool, bundles: Bool, delivery: AMQPDelivery, amqp: AMQPClient
  ) {
    self.id = id
    self.user = user
    self.replyAddress = replyAddress
    self.descriptor = descriptor
    self.request = request
    self.deadline = deadline
    self.stream = stream
    self.compresses = compresses
    self.bundles = bundles
    self.delivery = delivery
    self.amqp = amqp
  }

  /// Tells the broker that the request is in hand: from here on it runs at most once.
  func accept() {
    self.delivery.ack()
  }

  /// Whether the broker was told so, for this request or for the bundle it came in.
  var isAccepted: Bool { self.delivery.isSettled }

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
    self.stream?.end(RPCError(code: .cancelled, message: "the call was cancelled"))
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

  /// The response is complete: sends it, at once when it is `alone`.
  func finish(alone: Bool = false) {
    let response = self.state.withLock { state in
      let (status, trailers) =
        state.status ?? (Status(code: .unknown, message: "the handler gave no status"), [:])
      return WireResponse(
        metadata: state.metadata, message: status.code == .ok ? state.message : nil, status: status,
        trailers: trailers)
    }
    self.reply(response, alone: alone)
  }

  /// Sends a response; one that is too large becomes a status that says so.
  func reply(_ response: WireResponse, alone: Bool = false) {
    let message: AMQPMessage
    do throws(RPCError) {
      message = try response.encoded(
        to: self.replyAddress, id: self.id, compressing: self.compresses, bundling: self.bundles)
    } catch {
      let failure = WireResponse(Status.Code(error.code), "the response: \(error.message)")
      guard let short = try? failure.encoded(to: self.replyAddress, id: self.id) else { return }
      message = short
    }
    let isAlone = alone && message.body.count <= AMQPClient.maximumAlone
    self.state.withLock { $0.reply = message }
    // Without a connection the caller has already been told UNAVAILABLE by its own side.
    try? self.amqp.enqueue(self, alone: isAlone ? message.exchange : nil)
  }

  func claim() -> AMQPMessage? {
    self.state.withLock { $0.reply.take() }
  }

  func unsent(_ error: AMQPError) {}
}
