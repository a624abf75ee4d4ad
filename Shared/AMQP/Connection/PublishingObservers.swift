internal import Synchronization

/// Those who hear of publishing.
final class PublishingObservers: Sendable {

  private struct State {
    var observers: [any AMQPPublishingObserver] = []
    var last = AMQPPublishingState.down(.notConnected("not connected yet"))
  }

  private let state = Mutex(State())

  /// What was last heard.
  var last: AMQPPublishingState { self.state.withLock { $0.last } }

  /// Adds an observer and tells it what was last heard.
  func add(_ observer: any AMQPPublishingObserver) {
    var told = self.state.withLock { state in
      state.observers.append(observer)
      return state.last
    }
    observer.publishing(told)
    // What changed meanwhile it may have heard before that.
    while case let last = self.last, last != told {
      observer.publishing(last)
      told = last
    }
  }

  /// Forgets an observer.
  func remove(_ observer: any AMQPPublishingObserver) {
    self.state.withLock { $0.observers.removeAll { $0 === observer } }
  }

  func publishing(_ new: AMQPPublishingState) {
    let observers = self.state.withLock { state in
      state.last = new
      return state.observers
    }
    for observer in observers { observer.publishing(new) }
  }

  func returned(exchange: String, routingKey: String, properties: AMQPProperties) {
    for observer in self.state.withLock({ $0.observers }) {
      observer.returned(exchange: exchange, routingKey: routingKey, properties: properties)
    }
  }

  func refused(exchange: String, _ error: AMQPError) {
    for observer in self.state.withLock({ $0.observers }) {
      observer.refused(exchange: exchange, error)
    }
  }
}
