internal import AMQP
internal import Foundation

/// Publishes durable messages, so many at a time, each again until the broker confirms it.
struct Publishing: Sendable {
  let exchange: String
  let count: Int
  let inFlight: Int

  func run(_ amqp: AMQPClient) async throws {
    let running = Task { try await amqp.run() }
    await withDiscardingTaskGroup { group in
      for first in 0..<self.inFlight {
        group.addTask {
          for number in stride(from: first, to: self.count, by: self.inFlight) {
            await self.publish("\(getpid())-\(number)", amqp)
          }
        }
      }
    }
    running.cancel()
    _ = await running.result
  }

  private func publish(_ name: String, _ amqp: AMQPClient) async {
    let message = AMQPMessage(
      exchange: self.exchange, routingKey: "fault", body: Array(name.utf8),
      properties: AMQPProperties(deliveryMode: .persistent, messageID: name))
    while true {
      do {
        try await amqp.publishConfirmed(message)
        print(name)
        fflush(nil)
        return
      } catch {
        // Whether the broker has it is unknown: it gets it again.
        try? await Task.sleep(for: .milliseconds(100))
      }
    }
  }
}
