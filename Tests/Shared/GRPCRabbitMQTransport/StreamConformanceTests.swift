import GRPCCore
import Synchronization
import Testing

@Suite("Every transport carries streams")
struct StreamConformanceTests {
  private static let numbers: [[UInt8]] = (0..<50).map { [UInt8($0)] }

  @Test("messages of the server, after one of the caller", arguments: TransportKind.allCases)
  func server(kind: TransportKind) async throws {
    let count = Scripted.Streaming(.serverStreaming) { request, _ in
      var last: UInt8 = 0
      for try await message in request.messages { last = message.first ?? 0 }
      let end = last
      return StreamingServerResponse { writer in
        for number in 0..<end { try await writer.write([number]) }
        return ["end": "\(end)"]
      }
    }
    try await kind.run(streams: ["Count": count]) { call in
      let back = try await call.exchange("Count", .serverStreaming, [[50]])
      #expect(back == Self.numbers)
    }
  }

  @Test("messages of the caller, then one of the server", arguments: TransportKind.allCases)
  func client(kind: TransportKind) async throws {
    let sum = Scripted.Streaming(.clientStreaming) { request, _ in
      var sum: [UInt8] = [0]
      for try await message in request.messages { sum[0] &+= message.first ?? 0 }
      let total = sum
      return StreamingServerResponse { writer in
        try await writer.write(total)
        return [:]
      }
    }
    try await kind.run(streams: ["Sum": sum]) { call in
      let back = try await call.exchange("Sum", .clientStreaming, Self.numbers)
      #expect(back == [[UInt8((0..<50).reduce(0, +) % 256)]])
      let none = try await call.exchange("Sum", .clientStreaming, [])
      #expect(none == [[0]])
    }
  }

  @Test("messages both ways, in order, none lost", arguments: TransportKind.allCases)
  func both(kind: TransportKind) async throws {
    try await kind.run(streams: ["Echo": .init(.bidirectionalStreaming, Scripted.echoStream)]) {
      call in
      let back = try await call.exchange("Echo", Self.numbers)
      #expect(back == Self.numbers)
      let none = try await call.exchange("Echo", [])
      #expect(none == [])
      let large = [[UInt8](repeating: 3, count: 4 * 1024 * 1024), [], [1]]
      let largeBack = try await call.exchange("Echo", large)
      #expect(largeBack == large)
    }
  }

  @Test("a caller that waits for each answer", arguments: TransportKind.allCases)
  func pingPong(kind: TransportKind) async throws {
    try await kind.run(streams: ["Echo": .init(.bidirectionalStreaming, Scripted.echoStream)]) {
      call in
      let (answers, answer) = AsyncStream<UInt8>.makeStream()
      try await call.stream("Echo") { writer in
        var iterator = answers.makeAsyncIterator()
        for number in 0..<20 as Range<UInt8> {
          try await writer.write([number])
          #expect(await iterator.next() == number)
        }
      } body: { response in
        for try await message in response.messages { answer.yield(message[0]) }
      }
    }
  }

  @Test("metadata before and after the messages", arguments: TransportKind.allCases)
  func metadata(kind: TransportKind) async throws {
    try await kind.run(streams: ["Echo": .init(.bidirectionalStreaming, Scripted.echoStream)]) {
      call in
      var metadata: Metadata = ["text": "é"]
      metadata.addBinary([0, 255], forKey: "some-bin")
      try await call.stream("Echo", metadata: metadata) {
        try await $0.write([1])
      } body: {
        response in
        #expect(Array(response.metadata[stringValues: "text"]) == ["é"])
        var trailers = Metadata()
        for try await part in try response.accepted.get().bodyParts {
          if case .trailingMetadata(let metadata) = part { trailers = metadata }
        }
        #expect(Array(trailers[binaryValues: "some-bin"]) == [[0, 255]])
      }
    }
  }

  @Test("an error after some messages", arguments: TransportKind.allCases)
  func failure(kind: TransportKind) async throws {
    let fail = Scripted.Streaming { _, _ in
      StreamingServerResponse { writer in
        try await writer.write([1])
        try await writer.write([2])
        throw RPCError(code: .aborted, message: "that is all", metadata: ["why": "because"])
      }
    }
    let refuse = Scripted.Streaming { _, _ in throw RPCError(code: .notFound, message: "nothing") }
    try await kind.run(streams: ["Fail": fail, "Refuse": refuse]) { call in
      let seen = Mutex<[[UInt8]]>([])
      let error = await #expect(throws: RPCError.self) {
        try await call.stream("Fail") { response in
          for try await message in response.messages { seen.withLock { $0.append(message) } }
        }
      }
      #expect(seen.withLock { $0 } == [[1], [2]])
      #expect(error?.code == .aborted)
      #expect(error?.message == "that is all")
      #expect(error.map { Array($0.metadata[stringValues: "why"]) } == ["because"])
      let refused = await #expect(throws: RPCError.self) { try await call.exchange("Refuse", []) }
      #expect(refused?.code == .notFound)
      let unknown = await #expect(throws: RPCError.self) { try await call.exchange("None", []) }
      #expect(unknown?.code == .unimplemented)
    }
  }

  @Test("a server that ends while the caller still writes", arguments: TransportKind.allCases)
  func early(kind: TransportKind) async throws {
    let first = Scripted.Streaming { request, _ in
      StreamingServerResponse { writer in
        for try await message in request.messages {
          try await writer.write(message)
          break
        }
        return [:]
      }
    }
    try await kind.run(streams: ["First": first]) { call in
      let (ended, end) = AsyncStream<Void>.makeStream()
      try await call.stream("First") { writer in
        try await writer.write([7])
        for await _ in ended {}
      } body: { response in
        var messages: [[UInt8]] = []
        for try await message in response.messages { messages.append(message) }
        #expect(messages == [[7]])
        end.finish()
      }
    }
  }

  @Test("a hundred streams at a time", arguments: TransportKind.allCases)
  func many(kind: TransportKind) async throws {
    try await kind.run(streams: ["Echo": .init(.bidirectionalStreaming, Scripted.echoStream)]) {
      call in
      try await withThrowingTaskGroup { group in
        for number in 0..<100 as Range<UInt8> {
          group.addTask {
            let messages: [[UInt8]] = (0..<10).map { [number, $0] }
            return try await call.exchange("Echo", messages) == messages
          }
        }
        for try await same in group { #expect(same) }
      }
    }
  }
}
