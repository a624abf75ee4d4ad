internal import DequeModule
internal import Logging

/// The connection that publishes: requests, replies and events.
///
/// Every exchange has a channel of its own, because the broker answers a missing exchange or a missing
/// permission by closing the channel; confirmed messages share channel 1.
struct PublishingDriver: ConnectionDriver {
  enum Command: Sendable {
    case publication(any AMQPPublication)
    case plain(AMQPMessage, Waiter)
    case confirmed(AMQPMessage, Waiter)
  }

  typealias Waiter = CheckedContinuation<Result<Void, AMQPError>, Never>

  let configuration: AMQPConfiguration
  let topology: AMQPTopology
  let observers: PublishingObservers
  let queue: CommandQueue<Command>
  let stall: Stall
  let logger: Logger
  private var isBlocked = false
  private var assembler = FrameAssembler()
  private var channels: [String: UInt16] = [:]
  private var exchanges: [UInt16: String] = [:]
  private var confirms = ConfirmWindow<Waiter>()
  private var backlog: Deque<(AMQPMessage, Waiter)> = []
  private var packer = BundlePacker()
  private var confirming = false
  /// In nanoseconds.
  private let confirmTimeout: Int64
  private static let confirmChannel: UInt16 = 1

  init(
    configuration: AMQPConfiguration, topology: AMQPTopology, observers: PublishingObservers,
    queue: CommandQueue<Command>, stall: Stall, logger: Logger
  ) {
    self.configuration = configuration
    self.topology = topology
    self.observers = observers
    self.queue = queue
    self.stall = stall
    self.logger = logger
    self.confirmTimeout = configuration.confirmTimeout.nanoseconds
  }

  var isIdle: Bool { self.confirms.count == 0 && self.backlog.isEmpty }

  mutating func opened(_ handle: BrokerHandle) throws(AMQPError) {
    self.assembler = FrameAssembler()
    self.channels = [:]
    self.exchanges = [:]
    self.packer = BundlePacker()
    self.confirming = false
    self.isBlocked = false
    if !self.topology.exchanges.isEmpty {
      try handle.openChannel(Self.confirmChannel)
      for exchange in self.topology.exchanges {
        try handle.declare(exchange, on: Self.confirmChannel)
      }
      try handle.closeChannel(Self.confirmChannel)
    }
    self.queue.open()
    self.observers.publishing(.ready)
  }

  mutating func perform(_ command: Command, _ handle: BrokerHandle) throws(AMQPError) {
    switch command {
    case .publication(let publication):
      guard let message = publication.claim() else { return }
      try self.publish(message, handle)
    case .plain(let message, let waiter):
      do throws(AMQPError) {
        try handle.publish(message, on: try self.channel(for: message.exchange, handle))
        waiter.resume(returning: .success(()))
      } catch {
        waiter.resume(returning: .failure(error))
        throw error
      }
    case .confirmed(let message, let waiter):
      self.backlog.append((message, waiter))
      try self.publishConfirmed(handle)
    }
  }

  /// Writes a publication by itself; false when its exchange has no channel yet, which takes an answer of the broker's to
  /// open.
  mutating func publish(
    alone publication: any AMQPPublication, to exchange: String, _ handle: BrokerHandle
  ) throws(AMQPError) -> Bool {
    guard !self.isBlocked, let channel = self.channels[exchange] else { return false }
    guard let message = publication.claim() else { return true }
    try handle.publish(message, on: channel)
    return true
  }

  mutating func performed(_ handle: BrokerHandle) throws(AMQPError) {
    guard !self.packer.isEmpty else { return }
    for messages in self.packer.takeAll() { try self.publish(together: messages, handle) }
  }

  mutating func received(_ frame: InboundFrame, _ handle: BrokerHandle) throws(AMQPError) {
    switch frame {
    case .ack(_, let tag, let multiple):
      self.finish(
        self.confirms.settle(
          tag: tag, multiple: multiple, refused: false, now: monotonicNanoseconds()))
    case .nack(_, let tag, let multiple):
      self.finish(
        self.confirms.settle(
          tag: tag, multiple: multiple, refused: true, now: monotonicNanoseconds()))
    case .blocked(let reason):
      self.block(.blocked(reason))
    case .unblocked:
      self.isBlocked = false
      self.resume()
    case .connectionClosed(let code, let text):
      throw .notConnected("the broker closed the connection: \(code) \(text)")
    case .channelClosed(let channel, let code, let text):
      _ = try self.assembler.accept(frame)
      try handle.confirmChannelClosed(channel)
      self.channelClosed(channel, .refused(code: code, text: text))
    default:
      guard
        case .returned(let content, let channel, let code, let text) =
          try self.assembler.accept(frame)
      else { return }
      for member in handle.bundles.members(of: content) ?? [content] {
        self.returned(member, channel, .returned(code: code, text: text))
      }
    }
  }

  mutating func settled(_ handle: BrokerHandle) throws(AMQPError) {
    if self.confirms.count > 0 {
      let limit = monotonicNanoseconds() - self.confirmTimeout
      let isSilent = self.confirms.isSilent(since: limit)
      self.finish(self.confirms.expired(before: limit))
      // After nodes of a cluster had lost each other, a channel may confirm nothing ever again; a new one does.
      if isSilent { throw .notConnected("the broker confirmed nothing for too long") }
    }
    if self.stall.end(), !self.isBlocked { self.resume() }
    try self.publishConfirmed(handle)
  }

  mutating func lost(_ error: AMQPError, unperformed: [Command]) {
    let unsent: AMQPError = error == .stopped ? .stopped : .notConnected("\(error)")
    _ = self.stall.end()
    let waiting = self.queue.close(unsent)
    self.finish(self.confirms.abandon())
    self.failBacklog(unsent)
    for command in unperformed + waiting { Self.fail(command, unsent) }
    self.observers.publishing(.down(unsent))
  }

  mutating func offline(_ command: Command) {
    Self.fail(command, .notConnected("not connected now"))
  }

  /// Tells the sender that the command was not performed.
  static func fail(_ command: Command, _ error: AMQPError) {
    switch command {
    case .publication(let publication): publication.unsent(error)
    case .plain(_, let waiter), .confirmed(_, let waiter): waiter.resume(returning: .failure(error))
    }
  }

  // MARK: - Parts

  /// The broker's alarm: it reads nothing more, and a write would wait with it.
  private mutating func block(_ error: AMQPError) {
    self.isBlocked = true
    let waiting = self.queue.close(error)
    for command in waiting { Self.fail(command, error) }
    self.failBacklog(error)
    self.observers.publishing(.blocked(error))
  }

  private func resume() {
    self.queue.open()
    self.observers.publishing(.ready)
  }

  private mutating func failBacklog(_ error: AMQPError) {
    for (_, waiter) in self.backlog { waiter.resume(returning: .failure(error)) }
    self.backlog.removeAll()
  }

  /// Holds a message back that may go with others; any other goes after what was held back for its exchange.
  private mutating func publish(
    _ message: AMQPMessage, _ handle: BrokerHandle
  ) throws(AMQPError) {
    if BundlePacker.takes(message) {
      if let full = self.packer.add(message) { try self.publish(together: full, handle) }
      return
    }
    for messages in self.packer.take(exchange: message.exchange) {
      try self.publish(together: messages, handle)
    }
    try handle.publish(message, on: try self.channel(for: message.exchange, handle))
  }

  private mutating func publish(
    together messages: [AMQPMessage], _ handle: BrokerHandle
  ) throws(AMQPError) {
    guard let exchange = messages.first?.exchange else { return }
    try handle.publish(together: messages, on: try self.channel(for: exchange, handle))
  }

  private mutating func channel(
    for exchange: String, _ handle: BrokerHandle
  ) throws(AMQPError) -> UInt16 {
    if let channel = self.channels[exchange] { return channel }
    var number = Self.confirmChannel + 1
    while self.exchanges[number] != nil { number += 1 }
    try handle.openChannel(number)
    self.channels[exchange] = number
    self.exchanges[number] = exchange
    return number
  }

  private mutating func publishConfirmed(_ handle: BrokerHandle) throws(AMQPError) {
    while self.confirms.count < self.configuration.confirmWindow,
      case (var message, let waiter)? = self.backlog.popFirst()
    {
      let id = message.properties.messageID ?? randomHex()
      message.properties.messageID = id
      do throws(AMQPError) {
        if !self.confirming {
          try handle.openChannel(Self.confirmChannel)
          try handle.selectConfirms(Self.confirmChannel)
          self.confirming = true
        }
        self.confirms.published(waiter, messageID: id, now: monotonicNanoseconds())
      } catch {
        waiter.resume(returning: .failure(error))
        throw error
      }
      try handle.publish(message, on: Self.confirmChannel)
    }
  }

  private mutating func channelClosed(_ channel: UInt16, _ error: AMQPError) {
    if channel == Self.confirmChannel {
      self.confirming = false
      self.logger.error(
        "the broker refused a confirmed message", metadata: ["error": "\(error)"])
      self.finish(self.confirms.abandon(refused: error))
    } else if let exchange = self.exchanges.removeValue(forKey: channel) {
      self.channels[exchange] = nil
      self.logger.error(
        "the broker refused a message",
        metadata: ["error": "\(error)", "broker.exchange": "\(exchange)"])
      self.observers.refused(exchange: exchange, error)
    }
  }

  private mutating func returned(
    _ content: AMQPContent, _ channel: UInt16, _ error: AMQPError
  ) {
    if channel == Self.confirmChannel {
      self.confirms.returned(messageID: content.properties.messageID ?? "", error)
    } else {
      self.observers.returned(
        exchange: content.exchange, routingKey: content.routingKey,
        properties: content.properties)
    }
  }

  private func finish(_ outcomes: [ConfirmWindow<Waiter>.Outcome]) {
    for (waiter, error) in outcomes {
      waiter.resume(returning: error.map { .failure($0) } ?? .success(()))
    }
  }
}
