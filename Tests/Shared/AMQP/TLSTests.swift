import Foundation
import Logging
import TestSupport
import Testing

@testable import AMQP

@Suite("M21: TLS to the broker, with real certificates")
struct TLSTests {
  @Test("the right authority and host are accepted, and messages pass")
  func accepted() async throws {
    let certificates = try await Certificates.make()
    try await withTestBroker { broker in
      let port = try await certificates.listen(broker, "localhost", ["tlsv1.2", "tlsv1.3"])
      let client = AMQPClient(
        try certificates.configuration(broker, port: port, authority: "ours"),
        topology: AMQPTopology(queues: [AMQPQueue("q", durable: false)]),
        logger: Logger(label: "tls") { _ in SwiftLogNoOpLogHandler() })
      try await withRunning(client) {
        let (bodies, input) = AsyncStream<[UInt8]>.makeStream()
        _ = try await client.consume(AMQPConsumer(queue: AMQPQueue("q", durable: false))) {
          input.yield($0.body)
          $0.ack()
        }
        let large = [UInt8](repeating: 9, count: 300_000)
        await client.publishingReady()
        try await client.publishConfirmed(AMQPMessage(exchange: "", routingKey: "q", body: large))
        var iterator = bodies.makeAsyncIterator()
        #expect(await iterator.next() == large)
        // OpenSSL may have to wait for the broker before it can write: that is for a thread of its own.
        #expect(!client.publishing.directly { (_, _) throws(AMQPError) in true })
      }
    }
  }

  @Test(
    "another authority, another host and TLS 1.1 are refused, and the log says which",
    arguments: [
      ("localhost", "theirs", ["tlsv1.2"], "verif"),
      ("elsewhere.example", "ours", ["tlsv1.2"], "hostname"),
      ("localhost", "ours", ["tlsv1.1"], "handshake"),
    ])
  func refused(host: String, authority: String, versions: [String], words: String) async throws {
    let certificates = try await Certificates.make()
    try await withTestBroker { broker in
      let port = try await certificates.listen(broker, host, versions)
      let log = CapturedLog()
      let client = AMQPClient(
        try certificates.configuration(broker, port: port, authority: authority),
        logger: Logger(label: "tls") { _ in log })
      try await withRunning(client) {
        let line = await log.firstWarning()
        #expect(line.lowercased().contains(words), "\(line)")
        #expect(line.contains("localhost:\(port)"))
        #expect(!client.isReady)
      }
    }
  }
}

/// Two authorities, and certificates of one of them, made by openssl for one test.
private struct Certificates {
  let directory: URL

  static func make() async throws -> Certificates {
    let directory = FileManager.default.temporaryDirectory.appending(
      path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let certificates = Certificates(directory: directory)
    for authority in ["ours", "theirs"] {
      try await certificates.openssl(
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", "/CN=\(authority)", "-keyout", "\(authority).key", "-out", "\(authority).pem")
    }
    return certificates
  }

  /// Makes the broker listen with a certificate for a host; returns the port.
  func listen(_ broker: TestBroker, _ host: String, _ versions: [String]) async throws -> Int {
    try await self.openssl(
      "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=\(host)", "-keyout", "\(host).key",
      "-out", "\(host).csr")
    try Data("subjectAltName=DNS:\(host)".utf8).write(to: self.file("\(host).ext"))
    try await self.openssl(
      "x509", "-req", "-in", "\(host).csr", "-CA", "ours.pem", "-CAkey", "ours.key",
      "-CAcreateserial", "-days", "2", "-extfile", "\(host).ext", "-out", "\(host).pem")
    // The broker runs as a user of its own.
    let readable: [FileAttributeKey: Any] = [.posixPermissions: 0o644]
    try FileManager.default.setAttributes(readable, ofItemAtPath: self.file("\(host).key").path())
    let names = versions.map { "'\($0)'" }.joined(separator: ",")
    let answer = try await broker.control(
      "eval",
      """
      application:ensure_all_started(ssl),
      {ok, S} = gen_tcp:listen(0, [{ip, {127,0,0,1}}]), {ok, P} = inet:port(S), gen_tcp:close(S),
      ok = rabbit_networking:start_ssl_listener({"127.0.0.1", P, auto}, [
        {cacertfile, "\(self.file("ours.pem").path())"},
        {certfile, "\(self.file("\(host).pem").path())"},
        {keyfile, "\(self.file("\(host).key").path())"},
        {verify, verify_none}, {versions, [\(names)]}], 1), P.
      """)
    return try #require(Int(answer.trimmingCharacters(in: .whitespacesAndNewlines)), "\(answer)")
  }

  /// How a client reaches that port and trusts an authority.
  func configuration(
    _ broker: TestBroker, port: Int, authority: String
  ) throws -> AMQPConfiguration {
    var parts = try #require(URLComponents(string: broker.url))
    parts.scheme = "amqps"
    parts.host = "localhost"
    parts.port = port
    parts.queryItems = [
      URLQueryItem(name: "cacertfile", value: self.file("\(authority).pem").path())
    ]
    return try AMQPConfiguration(url: try #require(parts.string), connectionName: "tls")
  }

  private func file(_ name: String) -> URL { self.directory.appending(path: name) }

  private func openssl(_ arguments: String...) async throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/openssl")
    process.arguments = arguments
    process.currentDirectoryURL = self.directory
    process.standardError = FileHandle.nullDevice
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    try #require(status == 0, "openssl \(arguments)")
  }
}
