public import AMQP
public import SwiftProtobuf

/// The names under which events travel.
public enum EventRouting {
  /// The topic exchange all events are published to.
  public static let exchange = "events"

  /// The routing key of a type: its full protobuf name without the first part of the package, so that
  /// a service's events begin with its name, which the broker's permissions are written for.
  public static func key(ofType name: String) -> String {
    guard let dot = name.firstIndex(of: ".") else { return name }
    return String(name[name.index(after: dot)...])
  }

  /// The routing key of a message.
  public static func key(of type: any Message.Type) -> String {
    key(ofType: type.protoMessageName)
  }

  /// Binds a consumer's own queue to an event.
  public static func binding(to type: any Message.Type) -> AMQPBinding {
    AMQPBinding(exchange: exchange, routingKey: key(of: type))
  }
}
