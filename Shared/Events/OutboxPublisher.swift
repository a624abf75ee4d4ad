internal import AMQP
internal import Foundation
internal import Logging

/// Publishes a window of events and says what became of each.
struct OutboxPublisher: Sendable {
  struct Result: Sendable {
    var published: [Int64] = []
    var unroutable: [Int64] = []
    /// Why some are neither: they are tried again.
    var failure: AMQPError?
  }

  let service: String
  let amqp: AMQPClient
  let logger: Logger
  let unheard: Set<String>

  /// Writes the events one after the other without waiting between, then waits for all confirms.
  func publish(_ rows: [OutboxStore.Row]) async -> Result {
    let outcomes = await outcomes(of: rows.map(message))
    var result = Result()
    for (index, row) in rows.enumerated() {
      switch outcomes[index, default: .failure(.unknownOutcome)] {
      case .success:
        result.published.append(row.position)
      case .failure(.returned) where unheard.contains(row.type):
        result.published.append(row.position)
      case .failure(.returned):
        result.unroutable.append(row.position)
        logger.error(
          "No queue takes an event; it is set aside and tried again",
          metadata: ["event.id": "\(row.id)", "event.type": "\(row.type)"])
      case .failure(let error):
        result.failure = error
      }
    }
    return result
  }

  /// Immediate tasks run on the spot up to their first suspension, which is when the message stands in
  /// the client's queue: so the order there is the order here.
  private func outcomes(
    of messages: [AMQPMessage]
  ) async -> [Int: Swift.Result<Void, AMQPError>] {
    await withTaskGroup(of: (Int, Swift.Result<Void, AMQPError>).self) { group in
      for (index, message) in messages.enumerated() {
        group.addImmediateTask {
          do throws(AMQPError) {
            try await amqp.publishConfirmed(message)
            return (index, .success(()))
          } catch {
            return (index, .failure(error))
          }
        }
      }
      return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
  }

  private func message(_ row: OutboxStore.Row) -> AMQPMessage {
    AMQPMessage(
      exchange: EventRouting.exchange, routingKey: EventRouting.key(ofType: row.type),
      body: row.envelope,
      properties: AMQPProperties(
        contentType: "application/x-protobuf", deliveryMode: .persistent,
        messageID: row.id.uuidString.lowercased(), type: row.type, appID: service),
      mandatory: true)
  }
}
