internal import AMQP
internal import GRPCCore

/// A service as its caller knows it.
struct Callee: Sendable {
  let caller: Caller
  let address: WireRequest.Address
  let exchange: String

  init(_ service: String, caller: Caller) {
    self.caller = caller
    self.exchange = WireAddress.requests(service)
    self.address = WireRequest.Address(
      service: service, replyTo: caller.replyTo, user: caller.amqp.configuration.user)
  }
}

/// Takes the parts of a unary request, and sends it when it is complete.
struct RequestWriter: ClosableRPCWriterProtocol {
  let call: ClientCall

  func write(_ part: RPCRequestPart<[UInt8]>) async throws {
    switch part {
    case .metadata(let metadata): self.call.gather(metadata)
    case .message(let message): try self.call.gather(message)
    }
  }

  func write(contentsOf parts: some Sequence<RPCRequestPart<[UInt8]>>) async throws {
    for part in parts { try await self.write(part) }
  }

  func finish() async {
    self.call.send()
  }

  func finish(throwing error: any Error) async {
    self.call.abandon(WireResponse(unfinished: error))
  }
}

/// A unary call, made once or as often as it takes.
enum UnaryCall: Sendable {
  case once(ClientCall)
  case again(Attempts)

  /// Waits for the response; cancelling the task cancels the call.
  func response() async -> WireResponse {
    switch self {
    case .once(let call): await call.response()
    case .again(let attempts): await attempts.response()
    }
  }

  /// Nobody waits any longer.
  func abandon(_ response: WireResponse) {
    switch self {
    case .once(let call): call.abandon(response)
    case .again(let attempts): attempts.abandon(response)
    }
  }
}

/// The parts of a unary response, once it is there.
struct ResponseParts: AsyncSequence, Sendable {
  typealias Element = RPCResponsePart<[UInt8]>
  typealias Failure = any Error

  let call: UnaryCall

  func makeAsyncIterator() -> Iterator { Iterator(call: self.call) }

  struct Iterator: AsyncIteratorProtocol {
    let call: UnaryCall
    private var rest: [Element]?

    init(call: UnaryCall) {
      self.call = call
    }

    mutating func next() async throws -> Element? { try await self.next(isolation: nil) }

    mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? {
      if self.rest == nil { self.rest = await self.call.response().parts }
      return self.rest?.popLast()
    }
  }
}

extension WireResponse {
  /// The request was not completed.
  init(unfinished error: any Error) {
    let known = error as? RPCError
    self.init(
      known.map { Status.Code($0.code) } ?? .unknown,
      known?.message ?? "the request was not completed")
  }

  /// What GRPCCore wants to see, last part first. A response without a message that is no success is a
  /// status alone.
  var parts: [RPCResponsePart<[UInt8]>] {
    var parts: [RPCResponsePart<[UInt8]>] = [.status(self.status, self.trailers)]
    if let message = self.message { parts.append(.message(message)) }
    if self.isCommitted {
      parts.append(.metadata(self.metadata))
    }
    return parts
  }
}
