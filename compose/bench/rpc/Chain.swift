internal import AMQP
internal import BenchLoad
internal import BenchStubs
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import Synchronization

/// A service in a chain: answers by calling the next one, or by itself when it is the last.
struct Link {
  let url: String
  let name: String
  let next: String?

  func run() async throws {
    let amqp = try broker(self.url, self.name)
    let transport = RabbitMQServerTransport(amqp: amqp, service: self.name)
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await amqp.run() }
      var service = BenchService()
      if let next = self.next {
        let callee = RabbitMQClientTransport(amqp: amqp, caller: self.name, callee: next)
        let client = GRPCClient(transport: callee)
        group.addTask { try await client.runConnections() }
        let stub = Clikc_Bench_V1_Bench.Client(wrapping: client)
        service = BenchService { try await stub.echo($0, metadata: EchoPayload.metadata) }
      }
      let server = GRPCServer(transport: transport, services: [service])
      group.addTask { try await server.serve() }
      await transport.waitUntilServing()
      print("ready")
      fflush(nil)
    }
  }
}

/// Calls at a steady rate, whether answers come or not, and counts each call's time from the moment it
/// was due.
struct Pace {
  let url: String
  let callee: String
  let rate: Double
  let seconds: Double

  func run() async throws {
    let amqp = try broker(self.url, "pace")
    let transport = RabbitMQClientTransport(amqp: amqp, caller: "bench", callee: self.callee)
    let results = PaceResults()
    try await withRunning(amqp) {
      try await withGRPCClient(transport: transport) { client in
        try await self.pace(EchoCalls(client), results)
      }
    }
    results.report()
  }

  private func pace(
    _ calls: EchoCalls<RabbitMQClientTransport>, _ results: PaceResults
  ) async throws {
    try await calls.call()
    let start = ContinuousClock.now
    try await withThrowingDiscardingTaskGroup { group in
      for number in 0..<Int(self.rate * self.seconds) {
        let due = start + .seconds(Double(number) / self.rate)
        try await Task.sleep(until: due)
        group.addTask {
          do {
            try await withDeadline(.seconds(10)) { try await calls.call() }
            let latency = due.duration(to: .now) / .seconds(1)
            results.answered(latency)
          } catch {
            results.failed(error)
          }
        }
      }
    }
  }
}

/// What became of the calls.
private final class PaceResults: Sendable {
  private let found = Mutex<(latencies: [Double], errors: [String: Int])>(([], [:]))

  func answered(_ latency: Double) {
    self.found.withLock { $0.latencies.append(latency) }
  }

  func failed(_ error: any Error) {
    self.found.withLock { $0.errors["\(error)", default: 0] += 1 }
  }

  func report() {
    let (latencies, errors) = self.found.withLock { $0 }
    for (error, count) in errors {
      FileHandle.standardError.write(Data("\(count) times: \(error)\n".utf8))
    }
    let sorted = latencies.sorted()
    func milliseconds(_ share: Double) -> String {
      let index = min(sorted.count - 1, Int(Double(sorted.count) * share))
      return String(format: "%.2f", sorted.isEmpty ? 0 : sorted[index] * 1_000)
    }
    print(
      """
      {"calls": \(sorted.count), "errors": \(errors.values.reduce(0, +)), \
      "p50_ms": \(milliseconds(0.5)), "p99_ms": \(milliseconds(0.99)), "max_ms": \(milliseconds(1))}
      """)
  }
}
