/// What a connection does: called by its thread only, never by two at once.
protocol ConnectionDriver: SendableMetatype {
  /// What others ask of it.
  associatedtype Command: Sendable

  /// The connection is up: declares, opens channels, starts again what ran before.
  mutating func opened(_ handle: BrokerHandle) throws(AMQPError)
  /// Does one command. Throws only when the connection is of no more use.
  mutating func perform(_ command: Command, _ handle: BrokerHandle) throws(AMQPError)
  /// Everything asked for so far was performed: what was held back to go together goes now.
  mutating func performed(_ handle: BrokerHandle) throws(AMQPError)
  /// Takes one frame. Throws only when the connection is of no more use.
  mutating func received(_ frame: InboundFrame, _ handle: BrokerHandle) throws(AMQPError)
  /// Everything that was there is done; called before the thread waits.
  mutating func settled(_ handle: BrokerHandle) throws(AMQPError)
  /// The connection is gone; the commands were not performed.
  mutating func lost(_ error: AMQPError, unperformed: [Command])
  /// Takes a command while there is no connection.
  mutating func offline(_ command: Command)
  /// Whether nothing is under way that stopping should wait for.
  var isIdle: Bool { get }
}

extension ConnectionDriver {
  mutating func performed(_ handle: BrokerHandle) throws(AMQPError) {}
}
