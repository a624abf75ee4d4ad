import Foundation
import GRPCCore
import GRPCRabbitMQTransport
import ServiceRuntime
import TestSupport
import Testing

@Suite("A stranger's peer")
struct PythonPeerTests {
  @Test("a Python client written from docs/protocol.md calls a live service")
  func health() async throws {
    let registry = HealthRegistry()
    registry.set(serving: true)
    try await withTestBroker { broker in
      let amqp = try broker.client("health")
      let transport = RabbitMQServerTransport(amqp: amqp, service: "health")
      try await withRunning(amqp) {
        let service = HealthService(registry: registry)
        try await withGRPCServer(transport: transport, services: [service]) { _ in
          await transport.waitUntilServing()
          let (status, output) = try await self.peer(broker.url, "health")
          #expect(status == 0, "\(output)")
          #expect(output.contains("ok      the message says SERVING"))
        }
      }
    }
  }

  /// Runs Tests/Python/peer.py with the packages `./clikc install` put below .clikc/venv.
  private func peer(_ arguments: String...) async throws -> (Int32, String) {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    var environment = ProcessInfo.processInfo.environment
    let venv = environment["CLIKC_STATE"].map { "\($0)/venv" } ?? "\(root.path)/.clikc/venv"
    environment["PATH"] = "\(venv)/bin:\(environment["PATH"] ?? "")"
    environment["PYTHONPATH"] = venv
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "\(root.path)/Tests/Python/peer.py"] + arguments
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let text = output.fileHandleForReading.readDataToEndOfFile()
    return (status, String(decoding: text, as: UTF8.self))
  }
}
