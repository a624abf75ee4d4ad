internal import GRPCCore

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
  let core: ServerCore

  func write(_ part: RPCResponsePart<[UInt8]>) async throws {
    try self.call.gather(part)
  }

  func write(contentsOf parts: some Sequence<RPCResponsePart<[UInt8]>>) async throws {
    for part in parts { try self.call.gather(part) }
  }

  func finish() async {
    self.call.finish(alone: self.core.isAnswerAlone())
  }

  func finish(throwing error: any Error) async {
    let status = Status(code: .unknown, message: "the handler failed")
    try? self.call.gather(.status(status, [:]))
    self.call.finish()
  }
}
