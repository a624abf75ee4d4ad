internal import GRPCCore

/// The parts of a stream's request as they come.
struct StreamRequestParts: AsyncSequence, Sendable {
  typealias Element = RPCRequestPart<[UInt8]>
  typealias Failure = any Error

  let call: ServerCall
  let stream: ServerStream
  let instance: WireAddress.Target

  func makeAsyncIterator() -> Iterator {
    Iterator(call: self.call, stream: self.stream, instance: self.instance)
  }

  struct Iterator: AsyncIteratorProtocol {
    let call: ServerCall
    let stream: ServerStream
    let instance: WireAddress.Target

    mutating func next() async throws -> Element? { try await self.take() }

    mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? {
      try await self.take()
    }

    private func take() async throws -> Element? {
      let (part, credit) = try await withTaskCancellationHandler {
        try await self.stream.inbox.next()
      } onCancel: {
        self.call.cancel()
      }
      if let credit { self.call.announce(credit, on: self.stream, from: self.instance) }
      return part
    }
  }
}

/// Sends the parts of a stream's response as they come.
struct StreamResponseWriter: ClosableRPCWriterProtocol {
  let call: ServerCall
  let stream: ServerStream
  let instance: WireAddress.Target

  func write(_ part: RPCResponsePart<[UInt8]>) async throws {
    try await self.call.write(part, on: self.stream, from: self.instance)
  }

  func write(contentsOf parts: some Sequence<RPCResponsePart<[UInt8]>>) async throws {
    for part in parts { try await self.write(part) }
  }

  func finish() async {}

  func finish(throwing error: any Error) async {
    let status = Status(code: .unknown, message: "the handler failed")
    try? await self.write(.status(status, [:]))  // a caller that is gone needs no status
  }
}
