internal import AMQP
internal import Synchronization

/// Takes what the broker delivers of a queue until there is no more.
final class LetterCollection: AMQPDeliverySink {
  private struct State {
    var deliveries: [AMQPDelivery] = []
    var failure: AMQPError?
  }

  private let state = Mutex(State())
  private let changes: AsyncStream<Void>
  private let changed: AsyncStream<Void>.Continuation

  init() {
    (changes, changed) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func deliver(_ batch: [AMQPDelivery]) {
    state.withLock { $0.deliveries += batch }
    changed.yield()
  }

  func consumer(_ new: AMQPConsumerState) {
    state.withLock { state in
      switch new {
      case .active:
        state.deliveries = []
        state.failure = nil
      case .interrupted(let error): state.failure = error
      }
    }
    changed.yield()
  }

  /// The oldest deliveries, at most `limit`, and how many there are.
  func collect(
    from subscription: AMQPSubscription, limit: Int
  ) async throws -> (found: [AMQPDelivery], depth: Int) {
    for await _ in changes {
      // What was sent to this consumer before an answer has been taken in before the next one.
      _ = await subscription.depth()
      guard let depth = await subscription.depth() else {
        throw DeadLetters.Failure.unavailable(state.withLock { $0.failure }?.description ?? "")
      }
      let found = state.withLock { $0.deliveries }
      guard depth.messages > 0, found.count < limit else {
        return (Array(found.prefix(limit)), found.count + depth.messages)
      }
      changed.yield()
    }
    throw CancellationError()
  }
}
