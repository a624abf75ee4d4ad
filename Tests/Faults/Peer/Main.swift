internal import AMQP
internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import Logging

/// A server and a client of the transport that the fault rig drives and kills:
///
///     fault-peer server URL EXECUTIONS
///     fault-peer client URL RATE SECONDS DEADLINE_MS METHOD WORK_MS
///     fault-peer steps URL DEADLINE_MS METHOD
///     fault-peer publish URL EXCHANGE COUNT IN_FLIGHT
///
/// The server appends each call's name to the file EXECUTIONS before it works; SIGTERM drains it. The
/// client makes RATE calls a second, whatever becomes of them, and prints a JSON line for each. `steps`
/// makes one call for each line it reads. `publish` publishes COUNT durable messages until each is
/// confirmed, and prints each one's name when it is.
@main
enum Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "server" where arguments.count == 4:
      try await Server.run(try Self.amqp(arguments[2], "fault-server"), executions: arguments[3])
    case "client" where arguments.count == 8:
      guard let load = Load(arguments[3...]) else { fallthrough }
      try await Self.calling(try Self.amqp(arguments[2], "fault-client")) { try await load.run($0) }
    case "steps" where arguments.count == 5:
      guard let deadline = Int(arguments[3]) else { fallthrough }
      let calls = Calls(
        deadline: .milliseconds(deadline), method: Work.method(arguments[4]), work: 0)
      try await Self.calling(try Self.amqp(arguments[2], "fault-steps")) { client in
        while let line = readLine() { await calls.call(client, line) }
      }
    case "publish" where arguments.count == 6:
      guard let count = Int(arguments[4]), let inFlight = Int(arguments[5]) else { fallthrough }
      try await Publishing(exchange: arguments[3], count: count, inFlight: inFlight)
        .run(try Self.amqp(arguments[2], "fault-publisher"))
    default:
      FileHandle.standardError.write(
        Data(
          """
          usage: fault-peer server URL EXECUTIONS
                 fault-peer client URL RATE SECONDS DEADLINE_MS METHOD WORK_MS
                 fault-peer steps URL DEADLINE_MS METHOD
                 fault-peer publish URL EXCHANGE COUNT IN_FLIGHT

          """.utf8))
      exit(64)
    }
  }

  private static func calling(
    _ amqp: AMQPClient,
    _ body: @Sendable (GRPCClient<RabbitMQClientTransport>) async throws -> Void
  ) async throws {
    let transport = RabbitMQClientTransport(
      amqp: amqp, caller: "bench", callee: "bench", serviceConfig: Work.retries)
    try await withRunning(amqp) {
      try await withGRPCClient(transport: transport) { try await body($0) }
    }
  }

  private static func amqp(_ url: String, _ name: String) throws -> AMQPClient {
    var logger = Logger(label: name) { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .info
    return AMQPClient(try AMQPConfiguration(url: url, connectionName: name), logger: logger)
  }
}
