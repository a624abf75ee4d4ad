internal import Synchronization

/// Gives the deliveries of one consumer to an asynchronous handler.
///
/// The consuming thread puts them into a stream, which the prefetch limit bounds; `run()`, hosted by the
/// client's own `run()`, takes them out.
final class HandlerSink: AMQPDeliverySink {
  private struct State {
    var first: Result<Void, AMQPError>?
    var waiter: CheckedContinuation<Result<Void, AMQPError>, Never>?
    var opening = 0
    var stopping = false
    var ended = false
    var endWaiters: [CheckedContinuation<Void, Never>] = []
  }

  private let client: AMQPClient
  private let id: Int
  private let concurrency: Int
  private let established: @Sendable () -> Void
  private let handler: @Sendable (AMQPDelivery) async -> Void
  private let deliveries: AsyncStream<AMQPDelivery>
  private let input: AsyncStream<AMQPDelivery>.Continuation
  private let state = Mutex(State())

  init(
    client: AMQPClient, id: Int, concurrency: Int, established: @escaping @Sendable () -> Void,
    handler: @escaping @Sendable (AMQPDelivery) async -> Void
  ) {
    self.client = client
    self.id = id
    self.concurrency = max(1, concurrency)
    self.established = established
    self.handler = handler
    (self.deliveries, self.input) = AsyncStream.makeStream()
  }

  func deliver(_ batch: [AMQPDelivery]) {
    if let last = batch.last { self.state.withLock { $0.opening = last.tag.opening } }
    for delivery in batch { self.input.yield(delivery) }
  }

  func consumer(_ new: AMQPConsumerState) {
    switch new {
    case .active:
      self.established()
      self.resolveFirst(.success(()))
    case .interrupted(.refused(let code, let text)):
      self.resolveFirst(.failure(.refused(code: code, text: text)))
    case .interrupted(.stopped):
      self.resolveFirst(.failure(.stopped))
    case .interrupted:
      break
    }
  }

  /// Waits until the broker has started the consumer or refused it; throws `stopped` when the waiting task
  /// is cancelled, for the broker may stay away for long.
  func firstState() async throws(AMQPError) {
    let first = await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let known = self.state.withLock { state in
          if state.first == nil { state.waiter = waiter }
          return state.first
        }
        if let known { waiter.resume(returning: known) }
      }
    } onCancel: {
      self.resolveFirst(.failure(.stopped))
    }
    try first.get()
  }

  private func resolveFirst(_ result: Result<Void, AMQPError>) {
    let waiter = self.state.withLock { state in
      if state.first == nil { state.first = result }
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(returning: result)
  }

  /// Handles deliveries until stopped.
  func run() async {
    await withDiscardingTaskGroup { group in
      for _ in 0..<self.concurrency { group.addTask { await self.work() } }
    }
    let waiters = self.state.withLock { state in
      state.ended = true
      defer { state.endWaiters = [] }
      return state.endWaiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// One worker: a delivery of an earlier channel is passed over, for the broker delivers it again.
  private func work() async {
    for await delivery in self.deliveries {
      let state = self.state.withLock { ($0.stopping, $0.opening) }
      if state.0 { return }
      guard delivery.tag.opening == state.1 else { continue }
      await self.handler(delivery)
    }
  }

  /// Stops the consumer and waits for the handlers in hand.
  func stop() async {
    let subscription = AMQPSubscription(id: self.id, client: self.client)
    await subscription.cancel()
    self.state.withLock { $0.stopping = true }
    self.input.finish()
    await withCheckedContinuation { waiter in
      let ended = self.state.withLock { state in
        if !state.ended { state.endWaiters.append(waiter) }
        return state.ended
      }
      if ended { waiter.resume() }
    }
    await subscription.close()
    self.client.forget(self.id)
  }
}
