internal import Foundation

/// A connection of its own outside the pool's count, for what belongs to a session: advisory locks
/// that are held, and channels that are listened to. Closed when the body ends.
public struct PostgresSession: Sendable {
  /// Runs the session's statements.
  public let connection: PostgresConnection
  /// Messages of the channels the session listens to; the stream ends with the connection.
  public let notifications: AsyncStream<PostgresNotification>
}

extension PostgresPool {
  /// Opens a session and closes it when the body returns or throws. There is no retry: a session that
  /// ends takes its locks along, and the caller must know.
  @discardableResult
  public func withSession<T: Sendable>(
    _ body: @Sendable (PostgresSession) async throws -> T
  ) async throws -> T {
    let (notifications, sink) = AsyncStream.makeStream(
      of: PostgresNotification.self, bufferingPolicy: .bufferingNewest(64))
    let outcome = await withCheckedContinuation { continuation in
      ConnectionHandle.open(configuration, logger: logger) { continuation.resume(returning: $0) }
    }
    let handle = try outcome.get()
    // Negative numbers keep sessions apart from the pool's connections.
    let id = -Int(loop.nextID())
    loop.adopt(
      id, handle, configuration,
      ConnectionObserver(broke: { _ in sink.finish() }, notified: { sink.yield($0) }))
    let connection = PostgresConnection(id: id, loop: loop)
    defer {
      connection.end()
      loop.post(.close(id))
      sink.finish()
    }
    return try await body(PostgresSession(connection: connection, notifications: notifications))
  }
}

extension PostgresConnection {
  /// Subscribes the session to a channel.
  public func listen(_ channel: String) async throws(PostgresError) {
    try await run(
      unsafeScript: "listen \"\(channel.replacingOccurrences(of: "\"", with: "\"\""))\"")
  }
}
