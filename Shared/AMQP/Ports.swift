/// A message whose sender wants to know exactly what became of it: the RPC transport's calls.
package protocol AMQPPublication: AnyObject, Sendable {
  /// Called on the publishing thread just before writing. The message, or nil when it is no longer
  /// wanted; from now on it counts as written.
  func claim() -> AMQPMessage?
  /// It was never written.
  func unsent(_ error: AMQPError)
}

/// Hears what happens to publications. Called on the publishing thread: must return soon.
package protocol AMQPPublishingObserver: AnyObject, Sendable {
  /// Publishing became possible or impossible.
  func publishing(_ state: AMQPPublishingState)
  /// No queue took a mandatory publication.
  func returned(exchange: String, routingKey: String, properties: AMQPProperties)
  /// The broker closed the channel of an exchange: publications since the last sign of life are lost.
  func refused(exchange: String, _ error: AMQPError)
}

/// Whether messages can be published.
package enum AMQPPublishingState: Sendable, Equatable {
  /// They can.
  case ready
  /// The broker reads none now; what was written may be read later.
  case blocked(AMQPError)
  /// There is no connection; what was written may be lost.
  case down(AMQPError)
}

/// Takes deliveries. Called on the consuming thread: must return soon.
package protocol AMQPDeliverySink: AnyObject, Sendable {
  /// What arrived together, in order.
  func deliver(_ batch: [AMQPDelivery])
  /// The consumer became active or ceased to be.
  func consumer(_ state: AMQPConsumerState)
}

/// Whether a consumer is active.
package enum AMQPConsumerState: Sendable, Equatable {
  /// It is, on the queue of that name.
  case active(queue: String)
  /// It is not; it is started again by itself.
  case interrupted(AMQPError)
}
