import AMQP
import Foundation
import Logging
import Postgres
import TestSupport

@testable import Events

/// An event system whose relays and subscribers are processes of their own.
struct PeerSystem: Sendable {
  let event: EventSystem
  private let environment: [String: String]

  static func with(_ body: (PeerSystem) async throws -> Void) async throws {
    try await withEffectDatabaseAddresses { database in
      try await withTestBroker { broker in
        let pool = PostgresPool(
          try PostgresConfiguration(url: database.runtimeURL, maximumConnections: 4),
          logger: Logger(label: "test"))
        let amqp = try broker.client(topology: .events)
        try await withRunning(amqp) {
          try await body(
            PeerSystem(
              event: EventSystem(pool: pool, broker: broker, amqp: amqp),
              environment: [
                "CLIKC_POSTGRES_URL": database.runtimeURL, "CLIKC_AMQP_URL": broker.url,
              ]))
        }
        await pool.close()
      }
    }
  }

  /// Starts a relay or a subscriber, with a fault or without.
  func start(_ role: String, fault: String = "") throws -> TestProcess {
    try TestProcess.start(
      product: "events-peer", [role],
      environment: environment.merging(["CLIKC_FAULT": fault]) { $1 })
  }

  /// The process whose relay leads.
  func leader() async throws -> Int32? {
    let name = try await OutboxStatus.read(service: "protobuf", from: event.pool).leader
    return name?.firstMatch(of: /relay ([0-9]+)@/).flatMap { Int32($0.1) }
  }
}
