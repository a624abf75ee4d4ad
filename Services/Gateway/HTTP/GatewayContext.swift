internal import Hummingbird
internal import Logging
internal import NIOCore

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

/// Finds the address of the person's machine.
enum ClientAddress {
  /// The peer's address; for a peer on this machine (Web) the last address in X-Forwarded-For, which
  /// Web itself wrote. Anybody else could write anything there, so it is not read.
  static func of(_ peer: SocketAddress?, forwarded: [String]) -> String {
    guard let address = peer?.ipAddress else { return "" }
    guard Self.isLoopback(address), let last = forwarded.last?.split(separator: ",").last else {
      return address
    }
    let text = last.filter { $0 != " " }
    guard let parsed = try? SocketAddress(ipAddress: text, port: 0) else { return address }
    return parsed.ipAddress ?? address
  }

  private static func isLoopback(_ address: String) -> Bool {
    address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
  }
}
