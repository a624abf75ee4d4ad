public import AMQP

/// Hears when a client can publish.
private final class PublishingReadiness: AMQPPublishingObserver {
  let ready: AsyncStream<Void>
  private let input: AsyncStream<Void>.Continuation

  init() { (self.ready, self.input) = AsyncStream.makeStream() }

  func publishing(_ state: AMQPPublishingState) {
    if state == .ready { self.input.yield() }
  }

  func returned(exchange: String, routingKey: String, properties: AMQPProperties) {}

  func refused(exchange: String, _ error: AMQPError) {}
}

extension AMQPClient {
  /// Returns once messages can be published: publishing and consuming connect apart from each other.
  public func publishingReady() async {
    let readiness = PublishingReadiness()
    self.observe(readiness)
    for await _ in readiness.ready { break }
  }
}
