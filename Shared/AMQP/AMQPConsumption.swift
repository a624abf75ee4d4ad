internal import Synchronization

/// A consumer at work.
public struct AMQPConsumption: Sendable {
  let sink: HandlerSink

  /// Stops it: no new delivery is handled, those in hand are finished, the rest return to the queue.
  public func cancel() async {
    await self.sink.stop()
  }
}

/// A batch consumer at work.
package struct AMQPSubscription: Sendable {
  let id: Int
  let client: AMQPClient

  /// Stops deliveries; acknowledgements are still taken.
  package func cancel() async {
    await self.ask { .cancel(self.id, $0) }
  }

  /// Ends the consumer: what is not acknowledged returns to its queue.
  package func close() async {
    await self.ask { .close(self.id, $0) }
  }

  /// Removes the consumer's bindings, so that nothing new is routed to it.
  package func unbind() async {
    await self.ask { .unbind(self.id, $0) }
  }

  /// How full its queue is; nil when it is not active.
  package func depth() async -> AMQPQueueDepth? {
    await withCheckedContinuation { waiter in
      do throws(AMQPError) {
        try self.client.consuming.queue.push(.depth(self.id, waiter), urgent: true)
      } catch {
        waiter.resume(returning: nil)
      }
    }
  }

  private func ask(
    _ make: (ConsumingDriver.AnswerWaiter) -> ConsumingDriver.Command
  ) async {
    await withCheckedContinuation { (waiter: ConsumingDriver.AnswerWaiter) in
      do throws(AMQPError) {
        try self.client.consuming.queue.push(make(waiter), urgent: true)
      } catch {
        waiter.resume()
      }
    }
  }
}

/// Takes acknowledgements to the consuming thread.
struct Settlements: AcknowledgementSink {
  let queue: CommandQueue<ConsumingDriver.Command>

  func settle(_ settlement: Settlement) {
    try? self.queue.push(.settle(settlement), urgent: true)
  }
}

/// Whether the consuming connection is up, for `AMQPClient.isReady`.
final class ConsumerStates: Sendable {
  private let connected = Atomic<Bool>(false)

  var isConnected: Bool {
    get { self.connected.load(ordering: .relaxed) }
    set { self.connected.store(newValue, ordering: .relaxed) }
  }
}
