internal import GRPCCore

/// Takes the parts of a request that is not unary and sends them as they come; a single message waits for
/// the end, to travel in the request itself.
struct StreamRequestWriter: ClosableRPCWriterProtocol {
  let call: ClientCall
  let stream: ClientStream

  func write(_ part: RPCRequestPart<[UInt8]>) async throws {
    switch part {
    case .metadata(let metadata):
      self.call.gather(metadata)
      if self.stream.sendsFrames { self.call.send() }
    case .message(let message):
      if self.stream.sendsFrames {
        try await self.call.write(message, on: self.stream)
      } else {
        try self.call.gather(message)
      }
    }
  }

  func write(contentsOf parts: some Sequence<RPCRequestPart<[UInt8]>>) async throws {
    for part in parts { try await self.write(part) }
  }

  func finish() async {
    if self.stream.sendsFrames {
      await self.call.finishWriting(on: self.stream)
    } else {
      self.call.send()
    }
  }

  func finish(throwing error: any Error) async {
    self.call.abandon(WireResponse(unfinished: error))
  }
}

/// The parts of a response as they come.
struct StreamResponseParts: AsyncSequence, Sendable {
  typealias Element = RPCResponsePart<[UInt8]>
  typealias Failure = any Error

  let call: ClientCall
  let stream: ClientStream

  func makeAsyncIterator() -> Iterator { Iterator(call: self.call, stream: self.stream) }

  struct Iterator: AsyncIteratorProtocol {
    let call: ClientCall
    let stream: ClientStream

    mutating func next() async throws -> Element? {
      try await self.call.nextPart(of: self.stream)
    }

    mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? {
      try await self.call.nextPart(of: self.stream)
    }
  }
}
