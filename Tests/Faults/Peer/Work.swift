internal import Foundation
internal import GRPCCore

/// The two methods: `Once` must never run twice, `Again` may. A message is the call's name, a space, and for
/// how many milliseconds to work.
struct Work: RegistrableRPCService {
  static let once = method("Once")
  static let again = method("Again")

  /// `Again` is tried up to five times while there is nobody to answer.
  static let retries = ServiceConfig(methodConfig: [
    MethodConfig(
      names: [.init(service: again.service.fullyQualifiedService, method: again.method)],
      executionPolicy: .retry(
        RetryPolicy(
          maxAttempts: 5, initialBackoff: .milliseconds(200), maxBackoff: .seconds(2),
          backoffMultiplier: 2, retryableStatusCodes: [.unavailable])))
  ])

  let executions: Executions

  static func method(_ name: String) -> MethodDescriptor {
    MethodDescriptor(fullyQualifiedService: "clikc.fault.v1.Work", method: name, type: .unary)
  }

  func registerMethods<Transport: ServerTransport>(with router: inout RPCRouter<Transport>) {
    for method in [Self.once, Self.again] {
      router.registerHandler(forMethod: method, deserializer: Text(), serializer: Text()) {
        request, _ in
        let message = try await ServerRequest(stream: request).message
        let words = message.split(separator: " ")
        try self.executions.note(String(words.first ?? ""))
        let work = words.last.flatMap { Int($0) } ?? 0
        if work > 0 { try await Task.sleep(for: .milliseconds(work)) }
        return StreamingServerResponse(single: ServerResponse(message: message))
      }
    }
  }
}

/// The file that says which calls ran: a line is written before the work, so that none is missing.
struct Executions: Sendable {
  private let descriptor: Int32

  init(path: String) throws {
    self.descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard self.descriptor >= 0 else { throw CocoaError(.fileWriteNoPermission) }
  }

  func note(_ name: String) throws {
    let line = Array("\(name)\n".utf8)
    guard write(self.descriptor, line, line.count) == line.count else {
      throw CocoaError(.fileWriteUnknown)
    }
  }
}

/// Messages that are text.
struct Text: MessageSerializer, MessageDeserializer {
  func serialize<B: GRPCContiguousBytes>(_ message: String) throws -> B { B(message.utf8) }
  func deserialize<B: GRPCContiguousBytes>(_ bytes: B) throws -> String {
    bytes.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }
}
