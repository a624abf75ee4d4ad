internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Reads the body of a request within a limit of bytes and of time.
enum BodyReader {
  /// The body; throws 413 CONTENT_TOO_LARGE, or 408 BODY_TOO_SLOW and ends the connection.
  static func read(
    _ request: Request, atMost limit: Int, within time: Duration
  ) async throws -> [UInt8] {
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
      throw Self.tooLarge(limit)
    }
    return try await withThrowingTaskGroup(of: [UInt8].self) { group in
      group.addTask { try await Self.collect(request.body, atMost: limit) }
      group.addTask {
        try await Task.sleep(for: time)
        throw Problem(.requestTimeout, "BODY_TOO_SLOW", headers: [.connection: "close"])
      }
      defer { group.cancelAll() }
      guard let body = try await group.next() else { throw CancellationError() }
      return body
    }
  }

  private static func collect(_ body: RequestBody, atMost limit: Int) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    for try await buffer in body {
      guard bytes.count + buffer.readableBytes <= limit else { throw Self.tooLarge(limit) }
      bytes += buffer.readableBytesView
    }
    return bytes
  }

  private static func tooLarge(_ limit: Int) -> Problem {
    Problem(.contentTooLarge, "CONTENT_TOO_LARGE", arguments: ["maximum": "\(limit)"])
  }
}
