import AMQP
import Foundation
import GRPCCore
import GRPCRabbitMQTransport
import ServiceRuntime
import TestSupport
import Testing

@Suite("M20: a stranger's peer, written in Python from docs/protocol.md")
struct PythonPeerTests {
  @Test("calls a live service: framing, metadata, deadline, status, streams")
  func caller() async throws {
    let registry = HealthRegistry()
    registry.set(serving: true)
    try await withTestBroker { broker in
      let amqp = try broker.client("scripted")
      let transport = RabbitMQServerTransport(amqp: amqp, service: "scripted")
      try await withRunning(amqp) {
        try await withGRPCServer(
          transport: transport, services: [HealthService(registry: registry), Self.scripted]
        ) { _ in
          await transport.waitUntilServing()
          let peer = try PythonProcess("peer.py", broker.url, "scripted")
          let (status, output) = await peer.ended()
          #expect(status == 0, "\(output)")
          #expect(output.contains("ok      stream: a missing frame ends it UNAVAILABLE"))
        }
      }
    }
  }

  @Test("serves: framing, metadata, deadline, status, streams")
  func server() async throws {
    try await withTestBroker { broker in
      let peer = try PythonProcess("server.py", broker.url, "callee")
      try #require(await peer.said("serving"))
      try await withCaller(broker) { call in
        try await Self.unary(call)
        try await Self.streams(call)
      }
      peer.stop()
      let (status, output) = await peer.ended()
      #expect(status == 0, "\(output)")
    }
  }

  private static func unary(_ call: Connection) async throws {
    for message in [[], [1], [UInt8](repeating: 5, count: 100_000)] as [[UInt8]] {
      let response = try await call(
        "Echo", message, metadata: ["text": "é", "some-bin": [0, 255]])
      #expect(try response.message == message)
      #expect(Array(response.metadata[stringValues: "text"]) == ["é"])
      #expect(Array(response.trailingMetadata[binaryValues: "some-bin"]) == [[0, 255]])
    }
    let error = await call.error("Status", Array("5 no 100 % درس".utf8))
    #expect(error?.code == .notFound)
    #expect(error?.message == "no 100 % درس")
    #expect(await call.error("Nothing")?.code == .unimplemented)
  }

  private static func streams(_ call: Connection) async throws {
    let numbers = (0..<200).map { [UInt8](repeating: UInt8($0), count: 100) }
    let counted = try await call.exchange("Count", .serverStreaming, [[200]])
    #expect(counted == numbers)
    let sum = try await call.exchange("Sum", .clientStreaming, numbers)
    #expect(sum == [Array("19900".utf8)])
    let large = [[UInt8]](repeating: [UInt8](repeating: 7, count: 30_000), count: 40)
    let back = try await call.exchange("Chat", large)
    #expect(back == large)
    let unknown = await #expect(throws: RPCError.self) { try await call.exchange("None", []) }
    #expect(unknown?.code == .unimplemented)
  }

  /// What the Python caller calls, and the Python server serves.
  private static let scripted = Scripted(
    handlers: [
      "Echo": Scripted.echo,
      "Status": { request, _ in
        let words = String(decoding: request.message, as: UTF8.self)
          .split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        let code = Status.Code(rawValue: Int(words[0]) ?? 2) ?? .unknown
        throw RPCError(code: RPCError.Code(code) ?? .unknown, message: String(words[1]))
      },
    ],
    streams: [
      "Count": Scripted.Streaming(.serverStreaming) { request, _ in
        var end: UInt8 = 0
        for try await message in request.messages { end = message.first ?? 0 }
        let count = end
        return StreamingServerResponse(metadata: ["kind": "count"]) { writer in
          for number in 0..<count { try await writer.write([UInt8](repeating: number, count: 100)) }
          return [:]
        }
      },
      "Sum": Scripted.Streaming(.clientStreaming) { request, _ in
        var sum = 0
        for try await message in request.messages { sum += Int(message.first ?? 0) }
        let text = "\(sum)"
        return StreamingServerResponse { writer in
          try await writer.write(Array(text.utf8))
          return [:]
        }
      },
      "Chat": Scripted.Streaming(.bidirectionalStreaming, Scripted.echoStream),
    ])
}

/// A program of Tests/Python, run with the packages `./clikc install` put below .clikc/venv.
private final class PythonProcess: Sendable {
  private let process: Process
  private let input: Pipe
  private let lines: AsyncStream<String>

  init(_ program: String, _ arguments: String...) throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    var environment = ProcessInfo.processInfo.environment
    let venv = environment["CLIKC_STATE"].map { "\($0)/venv" } ?? "\(root.path)/.clikc/venv"
    environment["PATH"] = "\(venv)/bin:\(environment["PATH"] ?? "")"
    environment["PYTHONPATH"] = venv
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "\(root.path)/Tests/Python/\(program)"] + arguments
    process.environment = environment
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = output
    let (lines, said) = AsyncStream<String>.makeStream()
    output.fileHandleForReading.readabilityHandler = { handle in
      let data = handle.availableData
      if data.isEmpty {
        handle.readabilityHandler = nil
        said.finish()
      } else {
        said.yield(String(decoding: data, as: UTF8.self))
      }
    }
    try process.run()
    (self.process, self.input, self.lines) = (process, input, lines)
  }

  /// Waits until it has said the text; false when it ended first.
  func said(_ text: String) async -> Bool {
    var heard = ""
    for await line in self.lines {
      heard += line
      if heard.contains(text) { return true }
    }
    return false
  }

  /// Asks it to end.
  func stop() {
    try? self.input.fileHandleForWriting.close()  // one that has ended already is asked nothing
  }

  /// Its status, and the rest of what it said.
  func ended() async -> (Int32, String) {
    var output = ""
    for await line in self.lines { output += line }
    self.process.waitUntilExit()
    return (self.process.terminationStatus, output)
  }
}
