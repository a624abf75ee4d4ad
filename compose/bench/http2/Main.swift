internal import BenchLoad
internal import Foundation
internal import GRPCCore
internal import GRPCNIOTransportHTTP2Posix

/// grpc-swift over HTTP/2 without TLS, through the same stubs:
///
///     bench-http2 serve PORT
///     bench-http2 call deadline|free PORT IN_FLIGHT SECONDS
///
/// With a `deadline`, as every call of ours has one, or `free` of it, which costs it less.
@main
enum Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "serve" where arguments.count == 3:
      try await self.serve(port: Int(arguments[2]) ?? 0)
    case "call" where arguments.count == 6:
      guard let port = Int(arguments[3]), let inFlight = Int(arguments[4]),
        let seconds = Double(arguments[5])
      else { fallthrough }
      let timeout: Duration? = arguments[2] == "deadline" ? .seconds(10) : nil
      try await self.call(port: port, Load(inFlight: inFlight, seconds: seconds), timeout: timeout)
    default:
      FileHandle.standardError.write(
        Data("usage: see compose/bench/http2/Main.swift\n".utf8))
      exit(64)
    }
  }

  private static func serve(port: Int) async throws {
    let transport = HTTP2ServerTransport.Posix(
      address: .ipv4(host: "127.0.0.1", port: port), transportSecurity: .plaintext)
    let server = GRPCServer(transport: transport, services: [BenchService()])
    try await withThrowingDiscardingTaskGroup { group in
      group.addTask { try await server.serve() }
      _ = try await transport.listeningAddress
      print("ready")
      fflush(nil)
    }
  }

  private static func call(port: Int, _ load: Load, timeout: Duration?) async throws {
    let transport = try HTTP2ClientTransport.Posix(
      target: .ipv4(address: "127.0.0.1", port: port), transportSecurity: .plaintext)
    let found = try await withGRPCClient(transport: transport) { client in
      let calls = EchoCalls(client, timeout: timeout)
      return try await load.run { try await calls.call() }
    }
    print(found.json)
  }
}
