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

  /// Where mail that cannot be delivered returns to; nil for where it is from.
  package var returnPath: ReturnPath? { self.configuration.returnPath }

  /// Sends a mail from header to last line. A cancelled task does not break it off: what the relay took, it took.
  /// `mayFinish` is asked on another thread just before the final dot.
  package func send(
    _ bytes: [UInt8], from returnPath: String, to recipient: String,
    mayFinish: @escaping @Sendable () -> Bool
  ) async -> DeliveryOutcome {
    let mail = SMTPMail(bytes: bytes, returnPath: returnPath, recipient: recipient)
    do {
      return try await self.threads.runIfActive {
        let connection = try self.borrow()
        let outcome = connection.send(mail, mayFinish: mayFinish)
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
