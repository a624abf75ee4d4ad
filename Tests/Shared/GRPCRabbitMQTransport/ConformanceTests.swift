import GRPCCore
import Testing

@Suite("Every transport carries a unary call")
struct ConformanceTests {
  @Test("a message and its answer", arguments: TransportKind.allCases)
  func echo(kind: TransportKind) async throws {
    try await kind.run { call in
      let response = try await call("Echo", [1, 2, 3])
      #expect(try response.message == [1, 2, 3])
    }
  }

  @Test("an empty message", arguments: TransportKind.allCases)
  func empty(kind: TransportKind) async throws {
    try await kind.run { call in
      let response = try await call("Echo", [])
      #expect(try response.message == [])
    }
  }

  @Test("a message of 4 MiB", arguments: TransportKind.allCases)
  func large(kind: TransportKind) async throws {
    try await kind.run { call in
      let message = [UInt8](repeating: 7, count: 4 * 1024 * 1024)
      let response = try await call("Echo", message)
      #expect(try response.message == message)
    }
  }

  @Test("metadata both ways, text, binary and repeated", arguments: TransportKind.allCases)
  func metadata(kind: TransportKind) async throws {
    try await kind.run { call in
      var metadata: Metadata = ["text": "é, and \"more\"", "empty": ""]
      metadata.addBinary([0, 255, 10], forKey: "trace-bin")
      metadata.addString("one", forKey: "list")
      metadata.addString("two", forKey: "list")
      let response = try await call(metadata: metadata)
      for back in [response.metadata, response.trailingMetadata] {
        #expect(Array(back[stringValues: "text"]) == ["é, and \"more\""])
        #expect(Array(back[stringValues: "empty"]) == [""])
        #expect(Array(back[binaryValues: "trace-bin"]) == [[0, 255, 10]])
        #expect(Array(back[stringValues: "list"]) == ["one", "two"])
      }
    }
  }

  @Test("an error has its code, text and details", arguments: TransportKind.allCases)
  func failure(kind: TransportKind) async throws {
    let handlers: [String: Scripted.Handler] = [
      "Fail": { _, _ in
        var details = Metadata()
        details.addBinary([1, 2], forKey: "details-bin")
        throw RPCError(code: .notFound, message: "no 100 % \n درس", metadata: details)
      },
      "Throw": { _, _ in throw Unexpected() },
      "Late": { _, _ in
        var response = ServerResponse(message: [UInt8]())
        response.accepted = .failure(RPCError(code: .aborted, message: "late"))
        return response
      },
    ]
    try await kind.run(handlers) { call in
      let error = try #require(await call.error("Fail"))
      #expect(error.code == .notFound)
      #expect(error.message == "no 100 % \n درس")
      #expect(Array(error.metadata[binaryValues: "details-bin"]) == [[1, 2]])
      #expect(await call.error("Throw")?.code == .unknown)
      #expect(await call.error("Late")?.code == .aborted)
    }
  }

  private struct Unexpected: Error {}

  @Test("an unknown method is UNIMPLEMENTED", arguments: TransportKind.allCases)
  func unknown(kind: TransportKind) async throws {
    try await kind.run { call in
      #expect(await call.error("Nothing")?.code == .unimplemented)
    }
  }

  @Test("a deadline ends the call", arguments: TransportKind.allCases)
  func deadline(kind: TransportKind) async throws {
    let (releases, release) = AsyncStream<Void>.makeStream()
    let handlers: [String: Scripted.Handler] = [
      "Hang": { request, _ in
        for await _ in releases { break }
        return ServerResponse(message: request.message)
      }
    ]
    try await kind.run(handlers) { call in
      #expect(await call.error("Hang", timeout: .milliseconds(100))?.code == .deadlineExceeded)
      release.finish()
    }
  }

  @Test("a cancelled caller gets CANCELLED", arguments: TransportKind.allCases)
  func cancellation(kind: TransportKind) async throws {
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let (releases, release) = AsyncStream<Void>.makeStream()
    let handlers: [String: Scripted.Handler] = [
      "Hang": { request, _ in
        arrived.yield()
        for await _ in releases { break }
        return ServerResponse(message: request.message)
      }
    ]
    try await kind.run(handlers) { call in
      let task = Task { await call.error("Hang") }
      var iterator = arrivals.makeAsyncIterator()
      await iterator.next()
      task.cancel()
      #expect([RPCError.Code.cancelled, .unknown].contains(await task.value?.code))
      release.finish()
    }
  }

  @Test("hundreds of calls at a time", arguments: TransportKind.allCases)
  func concurrency(kind: TransportKind) async throws {
    try await kind.run { call in
      try await withThrowingTaskGroup { group in
        for number in 0..<400 {
          group.addTask {
            let message = [UInt8(number % 256), UInt8(number / 256)]
            return try await call("Echo", message).message == message
          }
        }
        for try await same in group { #expect(same) }
      }
    }
  }
}
