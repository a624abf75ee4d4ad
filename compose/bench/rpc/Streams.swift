internal import AMQP
internal import BenchLoad
internal import BenchStubs
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import SwiftProtobuf

/// Many streams at a time, and one long stream each way.
struct Streams {
  let url: String

  /// So many streams open at a time, on each of which a message of 200 bytes goes to and fro until the time is
  /// over.
  func exchange(streams: Int, seconds: Double) async throws {
    let content = Data(count: EchoPayload.size)
    let messages = try await self.withStub { stub in
      let end = ContinuousClock.now + .seconds(seconds)
      return try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<streams {
          group.addTask { try await Self.exchange(stub, content, until: end) }
        }
        return try await group.reduce(0, +)
      }
    }
    print(
      """
      {"streams": \(streams), "messages_per_second": \(Int(Double(messages) / seconds))}
      """)
  }

  private static func exchange(
    _ stub: Clikc_Bench_V1_Bench.Client<RabbitMQClientTransport>, _ content: Data,
    until end: ContinuousClock.Instant
  ) async throws -> Int {
    let (turns, turn) = AsyncStream.makeStream(of: Void.self)
    turn.yield()
    return try await stub.exchange { writer in
      for await _ in turns { try await writer.write(.with { $0.content = content }) }
    } onResponse: { response in
      var count = 0
      for try await message in response.messages {
        guard message.content.count == content.count else { throw Self.lost(message.content.count) }
        count += 1
        if ContinuousClock.now < end { turn.yield() } else { turn.finish() }
      }
      return count
    }
  }

  /// So many bytes in messages of 64 KiB, first from the service, then to it.
  func long(bytes: Int) async throws {
    let size = 64 * 1024
    let count = bytes / size
    try await self.withStub { stub in
      let start = ContinuousClock.now
      let received = try await stub.download(
        .with {
          $0.messages = UInt32(count)
          $0.bytesEach = UInt32(size)
        }
      ) { response in
        try await response.messages.reduce(into: 0) { $0 += $1.content.count }
      }
      let middle = ContinuousClock.now
      let content = Data(count: size)
      let sent = try await stub.upload { writer in
        for _ in 0..<count { try await writer.write(.with { $0.content = content }) }
      }.bytes
      let end = ContinuousClock.now
      guard received == count * size, sent == UInt64(count * size) else {
        throw Self.lost(received)
      }
      func rate(_ duration: Duration) -> Int { Int(Double(bytes) / 1e6 / (duration / .seconds(1))) }
      print(
        """
        {"bytes": \(bytes), "download_mb_per_second": \(rate(middle - start)), \
        "upload_mb_per_second": \(rate(end - middle))}
        """)
    }
  }

  private func withStub<Result: Sendable>(
    _ body:
      @Sendable @escaping (
        Clikc_Bench_V1_Bench.Client<RabbitMQClientTransport>
      ) async throws -> Result
  ) async throws -> Result {
    let amqp = try broker(self.url, "bench-streams")
    let transport = RabbitMQClientTransport(
      amqp: amqp, caller: "bench", callee: "bench_stubs", defaultTimeout: .seconds(600))
    return try await withRunning(amqp) {
      try await withGRPCClient(transport: transport) { client in
        try await body(Clikc_Bench_V1_Bench.Client(wrapping: client))
      }
    }
  }

  private static func lost(_ bytes: Int) -> RPCError {
    RPCError(code: .dataLoss, message: "\(bytes) bytes arrived")
  }
}
