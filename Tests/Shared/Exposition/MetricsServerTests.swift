import AsyncHTTPClient
import CoreMetrics
import Logging
import NIOCore
import NIOHTTP1
import Testing

@testable import Exposition

@Suite("The address of the figures")
struct MetricsServerTests {
  @Test(
    "answers with the process's own figures behind those that were recorded",
    .timeLimit(.minutes(1)))
  func answers() async throws {
    let registry = MetricsRegistry()
    registry.makeCounter(label: "calls_total", dimensions: []).increment(by: 7)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = MetricsServer(
      registry, host: "127.0.0.1", port: 0, logger: Logger(label: "test"),
      running: { port.yield($0) })
    let serving = Task { try await server.run() }
    defer { serving.cancel() }
    let open = try #require(await ports.first { _ in true })

    let figures = try await get("http://127.0.0.1:\(open)/metrics")
    #expect(figures.status == 200)
    #expect(figures.text.contains("calls_total 7\n"))
    for name in ["process_cpu_seconds_total", "process_resident_memory_bytes", "process_open_fds"] {
      let line = figures.text.split(separator: "\n").first { $0.hasPrefix(name + " ") }
      let value = try #require(line.flatMap { Double($0.dropFirst(name.count + 1)) }, "\(name)")
      #expect(value > 0)
    }
    #expect(try await get("http://127.0.0.1:\(open)/").status == 404)
  }

  @Test(
    "is host and port", arguments: [("127.0.0.1:9100", "127.0.0.1", 9100), ("[::1]:0", "::1", 0)])
  func reads(text: String, host: String, port: Int) {
    let address = MetricsAddress(text)
    #expect(address?.host == host && address?.port == port)
  }

  @Test(
    "is nothing else",
    arguments: ["", "9100", ":9100", "host", "host:", "host:port", "::1:9100", "host:65536"])
  func refuses(text: String) {
    #expect(MetricsAddress(text) == nil)
  }

  private func get(_ address: String) async throws -> (status: UInt, text: String) {
    let response = try await HTTPClient.shared.execute(
      HTTPClientRequest(url: address), timeout: .seconds(30))
    let body = try await response.body.collect(upTo: 1 << 20)
    return (response.status.code, String(buffer: body))
  }
}
