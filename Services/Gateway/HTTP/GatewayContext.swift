internal import Hummingbird
internal import Logging
internal import NIOCore
internal import NetworkAddresses

/// What Hummingbird hands over with a request: the logger, and the address of who connected.
struct GatewayContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The machine at the other end of the connection.
  let peer: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    self.coreContext = .init(source: source)
    self.peer = source.channel.remoteAddress
  }
}

extension TrustedProxies {
  /// The address of the person's machine, given who connected (mostly Web, who says for whom); empty when unknown.
  func client(_ peer: SocketAddress?, forwarded: [String]) -> String {
    guard let address = peer?.ipAddress else { return "" }
    return self.client(peer: address, forwarded: forwarded)
  }
}
