import NIOPosix
package import NotificationDomain
import Synchronization

/// Sends mail over a few connections that stay open, on threads of its own.
package final class SMTPClient: Sendable {
  private let configuration: SMTPConfiguration
  private let threads: NIOThreadPool
  private let idle = Mutex<[SMTPConnection]>([])

  package init(_ configuration: SMTPConfiguration) {
    self.configuration = configuration
    self.threads = NIOThreadPool(numberOfThreads: configuration.connections)
    self.threads.start()
  }

  deinit { self.threads.shutdownGracefully { _ in } }

  /// Who the mail is from.
  package var sender: MailAddress { self.configuration.sender }

  /// Sends one mail. A cancelled task does not break it off: what the relay took, it took.
  /// `mayFinish` is asked on another thread just before the final dot.
  package func send(
    _ bytes: [UInt8], to recipient: String, mayFinish: @escaping @Sendable () -> Bool
  ) async -> DeliveryOutcome {
    do {
      return try await self.threads.runIfActive {
        let connection = try self.borrow()
        let outcome = connection.send(bytes, to: recipient, mayFinish: mayFinish)
        self.idle.withLock { $0.append(connection) }
        return outcome
      }
    } catch {
      return .unreachable("\(error)")
    }
  }

  private func borrow() throws(SMTPFault) -> SMTPConnection {
    if let connection = self.idle.withLock({ $0.popLast() }) { return connection }
    return try SMTPConnection(self.configuration)
  }
}
