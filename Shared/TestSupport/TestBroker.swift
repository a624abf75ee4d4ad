public import AMQP
internal import Foundation
internal import Logging

/// A virtual host of the test run's broker, for one test alone.
///
/// `./clikc test` starts the broker and removes it with everything in it, so nothing is cleaned up here.
public struct TestBroker: Sendable {
  /// The address of the virtual host, for a user who may do anything in it.
  public let url: String
  /// The virtual host's name.
  public let virtualHost: String

  /// The broker at an address; `withTestBroker` lends real ones.
  public init(url: String, virtualHost: String) {
    self.url = url
    self.virtualHost = virtualHost
  }

  /// A client of the broker; it works while its `run()` does. It waits a minute for a broker that is slow because a thousand
  /// tests use it at once, where a service would give up and try again.
  public func client(
    _ name: String = "test", topology: AMQPTopology = AMQPTopology(),
    _ change: (inout AMQPConfiguration) -> Void = { _ in }
  ) throws -> AMQPClient {
    var configuration = try AMQPConfiguration(url: self.url, connectionName: name)
    configuration.stallTimeout = .seconds(60)
    configuration.answerTimeout = .seconds(60)
    configuration.handshakeTimeout = .seconds(60)
    change(&configuration)
    return AMQPClient(
      configuration, topology: topology,
      logger: Logger(label: name) { _ in SwiftLogNoOpLogHandler() })
  }

  /// Runs `rabbitmqctl` and returns what it printed.
  @discardableResult
  public func control(_ arguments: String...) async throws -> String {
    try await RabbitMQControl.run(arguments)
  }

  /// Ends every connection of this virtual host, as a failing network would.
  public func closeConnections() async throws {
    try await self.control(
      "close_all_connections", "--vhost", self.virtualHost, "closed by a test")
  }
}

/// What a test run lacks.
public enum TestBrokerError: Error {
  /// The environment variable is not set: run the tests with `./clikc test`.
  case missing(String)
  /// `rabbitmqctl` failed; the text is what it printed.
  case control(String)
}

/// Lends a virtual host to a test.
public func withTestBroker<Result>(
  isolation: isolated (any Actor)? = #isolation, _ body: (TestBroker) async throws -> Result
) async throws -> Result {
  let name = try await VirtualHosts.shared.next()
  guard let base = ProcessInfo.processInfo.environment["CLIKC_TEST_AMQP_URL"],
    var parts = URLComponents(string: base)
  else { throw TestBrokerError.missing("CLIKC_TEST_AMQP_URL") }
  parts.path = "/\(name)"
  return try await body(TestBroker(url: parts.string ?? base, virtualHost: name))
}

/// Makes virtual hosts by the dozen: starting `rabbitmqctl` takes longer than what it does.
private actor VirtualHosts {
  static let shared = VirtualHosts()
  private var ready: [String] = []
  private var making: Task<[String], any Error>?

  func next() async throws -> String {
    while true {
      if let name = self.ready.popLast() { return name }
      let task = self.making ?? Task { try await Self.make() }
      self.making = task
      let made = try await task.value
      if self.making == task {
        self.making = nil
        self.ready.append(contentsOf: made)
      }
    }
  }

  private static func make() async throws -> [String] {
    guard let url = ProcessInfo.processInfo.environment["CLIKC_TEST_AMQP_URL"],
      let user = URLComponents(string: url)?.user
    else { throw TestBrokerError.missing("CLIKC_TEST_AMQP_URL") }
    let names = (0..<12).map { _ in "test-\(UUID().uuidString.lowercased())" }
    let list = names.map { "<<\"\($0)\">>" }.joined(separator: ",")
    try await RabbitMQControl.run([
      "eval",
      """
      [begin rabbit_vhost:add(V, <<"test">>), rabbit_auth_backend_internal:set_permissions(
      <<"\(user)">>, V, <<".*">>, <<".*">>, <<".*">>, <<"test">>) end || V <- [\(list)]].
      """,
    ])
    return names
  }
}

/// The control program of the test run's broker.
enum RabbitMQControl {
  @discardableResult
  static func run(_ arguments: [String]) async throws -> String {
    guard let program = ProcessInfo.processInfo.environment["CLIKC_TEST_RABBITMQCTL"] else {
      throw TestBrokerError.missing("CLIKC_TEST_RABBITMQCTL")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    let text = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    guard status == 0 else { throw TestBrokerError.control(text) }
    return text
  }
}
