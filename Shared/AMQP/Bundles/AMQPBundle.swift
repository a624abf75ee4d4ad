/// Several messages that travel as one: docs/protocol.md, "Bundles".
///
/// A broker does about the same work for a message of ten bytes as for one of ten thousand. What waits to be
/// written to one place at the same moment is therefore put together, and taken apart by whoever consumes it.
enum AMQPBundle {
  /// The content type of a bundle.
  static let contentType = "application/grpc-bundle"
  /// At most so many messages are put together: what one instance gets, another cannot take.
  static let maximumCount = 32
  /// Larger bodies, in bytes, travel alone: they gain nothing.
  static let maximumMember = 16 * 1024
  /// The properties of one member, in bytes, as AMQP 0-9-1 encodes them.
  static let maximumProperties = 16 * 1024
  /// A bundle's body, in bytes: it fits a frame.
  static let maximumBody = 120_000
}
