internal import AMQP
internal import BenchLoad
internal import Foundation
internal import GRPCCore
internal import GRPCInProcessTransport
internal import GRPCRabbitMQTransport
internal import Logging

/// Our side of `./clikc bench rpc`:
///
///     bench-rpc serve raw|stubs|tls URL
///     bench-rpc call raw|stubs|tls|inprocess URL IN_FLIGHT SECONDS
///     bench-rpc exchange URL STREAMS SECONDS
///     bench-rpc long URL BYTES
///     bench-rpc link URL NAME [NEXT]
///     bench-rpc pace URL CALLEE RATE SECONDS
///
/// `raw` is the transport alone, as GRPCCore's transport protocols show it; `stubs` is what services use,
/// `tls` the same under a name of its own;
/// `inprocess` is GRPCCore's own cost, through the same stubs.
@main
enum Main {
  static func main() async {
    do {
      try await self.run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("bench-rpc: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) async throws {
    switch arguments.first {
    case "serve" where arguments.count == 3:
      try await Serving(url: arguments[2]).run(arguments[1])
    case "call" where arguments.count == 5:
      guard let inFlight = Int(arguments[3]), let seconds = Double(arguments[4]) else {
        self.usage()
      }
      let load = Load(inFlight: inFlight, seconds: seconds)
      print(try await Calling(url: arguments[2], load: load).run(arguments[1]).json)
    case "exchange" where arguments.count == 4:
      guard let streams = Int(arguments[2]), let seconds = Double(arguments[3]) else {
        self.usage()
      }
      try await Streams(url: arguments[1]).exchange(streams: streams, seconds: seconds)
    case "long" where arguments.count == 3:
      guard let bytes = Int(arguments[2]) else { self.usage() }
      try await Streams(url: arguments[1]).long(bytes: bytes)
    case "link" where arguments.count == 3 || arguments.count == 4:
      let next = arguments.count == 4 ? arguments[3] : nil
      try await Link(url: arguments[1], name: arguments[2], next: next).run()
    case "pace" where arguments.count == 5:
      guard let rate = Double(arguments[3]), let seconds = Double(arguments[4]) else {
        self.usage()
      }
      try await Pace(url: arguments[1], callee: arguments[2], rate: rate, seconds: seconds).run()
    default:
      self.usage()
    }
  }

  static func usage() -> Never {
    FileHandle.standardError.write(Data("usage: see compose/bench/rpc/Main.swift\n".utf8))
    exit(64)
  }
}

/// A client of the broker.
func broker(_ url: String, _ name: String) throws -> AMQPClient {
  var logger = Logger(label: name) { StreamLogHandler.standardError(label: $0) }
  logger.logLevel = .warning
  return AMQPClient(try AMQPConfiguration(url: url, connectionName: name), logger: logger)
}

/// The serving process.
private struct Serving {
  let url: String

  func run(_ kind: String) async throws {
    let amqp = try broker(self.url, "bench-server")
    let transport = RabbitMQServerTransport(amqp: amqp, service: "bench_\(kind)")
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await amqp.run() }
      switch kind {
      case "raw":
        group.addTask { try await transport.listen(streamHandler: RawEcho.answer) }
      case "stubs", "tls":
        let server = GRPCServer(transport: transport, services: [BenchService()])
        group.addTask { try await server.serve() }
      default:
        Main.usage()
      }
      await transport.waitUntilServing()
      print("ready")
      fflush(nil)
    }
  }
}

/// The calling process.
private struct Calling {
  let url: String
  let load: Load

  func run(_ kind: String) async throws -> LoadReport {
    if kind == "inprocess" { return try await self.inProcess() }
    let amqp = try broker(self.url, "bench-client")
    let transport = RabbitMQClientTransport(amqp: amqp, caller: "bench", callee: "bench_\(kind)")
    return try await withRunning(amqp) {
      switch kind {
      case "raw":
        try await self.load.run { try await RawEcho.call(transport) }
      case "stubs", "tls":
        try await withGRPCClient(transport: transport) { client in
          let calls = EchoCalls(client)
          return try await self.load.run {
            try await withDeadline(.seconds(10)) { try await calls.call() }
          }
        }
      default:
        Main.usage()
      }
    }
  }

  private func inProcess() async throws -> LoadReport {
    let transport = InProcessTransport()
    return try await withGRPCServer(
      transport: transport.server, services: [BenchService()]
    ) { _ in
      try await withGRPCClient(transport: transport.client) { client in
        let calls = EchoCalls(client)
        return try await self.load.run { try await calls.call() }
      }
    }
  }
}
