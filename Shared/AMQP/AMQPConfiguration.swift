/// Where the broker is and how to keep the connection.
public struct AMQPConfiguration: Sendable {
  /// The broker's host name or address.
  public var host: String
  /// The broker's port.
  public var port: Int
  /// The virtual host.
  public var virtualHost: String
  /// The broker user.
  public var user: String
  /// The user's password.
  public var password: String
  /// How to check the broker, or nil for a connection without TLS.
  public var tls: AMQPTLS?
  /// What the broker's lists call the connection.
  public var connectionName: String
  /// How often each side shows that it is alive; a silent broker is given up after twice this time.
  public var heartbeat: Duration = .seconds(10)
  /// How long the broker may take to answer a declaration.
  public var answerTimeout: Duration = .seconds(5)
  /// How long connecting and logging in may take.
  public var handshakeTimeout: Duration = .seconds(5)
  /// How long one write may stand still before publishing counts as blocked.
  public var stallTimeout: Duration = .seconds(1)
  /// How many messages may wait to be sent.
  public var maximumQueued: Int = 65_536
  /// How many confirmed messages may be unconfirmed at a time.
  public var confirmWindow: Int = 256
  /// After how long without a confirm the outcome counts as unknown; when nothing at all was confirmed for so long,
  /// the connection is given up for a new one.
  public var confirmTimeout: Duration = .seconds(30)

  /// Reads `amqp://user:password@host:port/vhost`, or `amqps://…?cacertfile=/path`. Port, user, password
  /// and virtual host have AMQP's defaults: 5672 or 5671, guest, guest, `/`.
  public init(url: String, connectionName: String) throws(AMQPError) {
    let parts = try BrokerAddress(url)
    self.host = parts.host
    self.port = parts.port
    self.virtualHost = parts.virtualHost
    self.user = parts.user
    self.password = parts.password
    self.tls = parts.certificateAuthorities.map { AMQPTLS(certificateAuthorities: $0) }
    self.connectionName = connectionName
  }
}

/// How the broker's certificate is checked. TLS 1.2 or newer, the chain and the host name are always
/// required; the host must be a DNS name of the certificate, addresses are not matched.
public struct AMQPTLS: Sendable, Hashable {
  /// The file of trusted authorities, PEM.
  public var certificateAuthorities: String

  /// Creates the setting.
  public init(certificateAuthorities: String) {
    self.certificateAuthorities = certificateAuthorities
  }
}
