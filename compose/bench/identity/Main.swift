internal import AMQP
internal import Authentication
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import Logging

/// The calls of `./clikc bench identity`, over RabbitMQ as the services make them, to the broker that CLIKC_AMQP_URL
/// names. Each prints a line of JSON.
///
///     bench-identity logins LOGINS IN_FLIGHT SECONDS TOKENS
///     bench-identity sessions TOKENS RATE SECONDS
///     bench-identity people USERNAME RATE SECONDS < PASSWORD
///
/// LOGINS is what `clikcctl load generate --logins` wrote. TOKENS is a file of session tokens, one a line: what
/// `logins` writes and `sessions` reads.
@main
enum Main {
  static func main() async {
    do {
      try await self.run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      FileHandle.standardError.write(Data("bench-identity: \(error)\n".utf8))
      exit(1)
    }
  }

  private static func run(_ arguments: [String]) async throws {
    guard arguments.count >= 4, let number = Double(arguments[2]),
      let seconds = Double(arguments[3])
    else { self.usage() }
    let file = URL(filePath: arguments[1])
    try await withIdentity { identity in
      switch arguments[0] {
      case "logins" where arguments.count == 5:
        let logins = Logins(identity: identity, inFlight: Int(number), seconds: seconds)
        try await logins.run(file, tokens: URL(filePath: arguments[4]))
      case "sessions" where arguments.count == 4:
        let tokens = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        try await Resolutions(
          identity: identity, tokens: tokens.map(String.init),
          pace: Pace(rate: number, seconds: seconds)
        ).run()
      case "people" where arguments.count == 4:
        let caretaker = try await SignedIn(
          identity, username: arguments[1], password: readLine() ?? "")
        try await PeopleSearches(
          identity: identity, caretaker: caretaker, pace: Pace(rate: number, seconds: seconds)
        ).run()
      default: self.usage()
      }
    }
  }

  private static func usage() -> Never {
    FileHandle.standardError.write(Data("usage: see compose/bench/identity/Main.swift\n".utf8))
    exit(64)
  }
}

typealias Identity = GRPCClient<RabbitMQClientTransport>

/// Connects while `body` runs.
private func withIdentity(_ body: @escaping @Sendable (Identity) async throws -> Void) async throws
{
  guard let url = ProcessInfo.processInfo.environment["CLIKC_AMQP_URL"] else {
    throw NoBroker()
  }
  var logger = Logger(label: "bench") { StreamLogHandler.standardError(label: $0) }
  logger.logLevel = .warning
  let amqp = AMQPClient(
    try AMQPConfiguration(url: url, connectionName: "bench"), logger: logger)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await amqp.run() }
    try await withGRPCClient(
      transport: RabbitMQClientTransport(
        amqp: amqp, caller: "clikcctl", callee: "identity",
        idempotentMethods: IdentityIdempotency.methods),
      interceptors: [PrincipalClientInterceptor()]
    ) { client in
      try await body(client)
    }
    group.cancelAll()
  }
}

private struct NoBroker: Error, CustomStringConvertible {
  let description = "CLIKC_AMQP_URL does not say which broker"
}
