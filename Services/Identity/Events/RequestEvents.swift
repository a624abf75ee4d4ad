package import Events
package import Foundation
package import IdentityContract
package import IdentityDomain
package import Postgres
package import SwiftProtobuf

/// Writes what happened to requests for accounts into the outbox. A request has two events at most: it was
/// made, it was refused.
package enum RequestEvents {
  package static func requested(
    _ id: UUID, by name: PersonName, deciders: [UUID], now: Date, in connection: PostgresConnection
  ) async throws {
    let event = Clikc_Identity_V1_AccountRequested.with {
      $0.requestID = id.wireText
      $0.name = name.text
      $0.recipientIds = deciders.map(\.wireText)
    }
    try await Outbox.append(event, aggregate: id, version: 1, at: now, in: connection)
  }

  package static func refused(
    _ request: ApplicationRow, _ reason: FreeText, now: Date, in connection: PostgresConnection
  ) async throws {
    let event = Clikc_Identity_V1_AccountRequestRefused.with {
      $0.requestID = request.id.wireText
      $0.name = request.name
      $0.email = request.email
      $0.language = request.language
      $0.reason = reason.text
      $0.administrationID = request.administration.wireText
    }
    try await Outbox.append(event, aggregate: request.id, version: 2, at: now, in: connection)
  }
}
