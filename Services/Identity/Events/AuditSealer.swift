internal import Cryptography
internal import Foundation
internal import IdentityDomain
package import Logging
package import Postgres
package import ServiceLifecycle

/// Puts new entries of the audit log into its chain, every second. Any number of processes may run one;
/// one at a time adds.
package struct AuditSealer: Service {
  /// Entries of one transaction.
  private static let batch = 200

  private let pool: PostgresPool
  private let logger: Logger

  package init(pool: PostgresPool, logger: Logger) {
    self.pool = pool
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      repeat { await drain() } while (try? await Task.sleep(for: .seconds(1))) != nil
    }
  }

  /// What could not be sealed now is sealed by the next round.
  private func drain() async {
    do { try await seal() } catch {
      logger.warning("audit entries wait for the chain", metadata: ["error.cause": "\(error)"])
    }
  }

  /// Seals everything that waits; ends at once while another process seals.
  package func seal() async throws {
    while try await sealBatch() == Self.batch {}
  }

  private func sealBatch() async throws -> Int {
    try await pool.transaction { connection in
      let store = AuditStore(connection)
      guard try await store.lockChain() else { return 0 }
      let head = try await store.head()
      var chain = AuditChain(digest: sha256)
      if let head { chain = AuditChain(position: head.position, hash: head.hash, digest: sha256) }
      let entries = try await store.waiting(limit: Self.batch)
      guard !entries.isEmpty else { return 0 }
      try await store.link(
        entries.map { entry in
          chain.append(entry)
          return NewAuditLink(position: chain.position, entry: entry.number, hash: chain.hash)
        })
      try await store.settle(entries.map(\.number))
      return entries.count
    }
  }
}
