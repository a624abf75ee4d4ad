internal import Foundation

/// The parts of a broker URL.
struct BrokerAddress: Equatable {
  var host: String
  var port: Int
  var virtualHost: String
  var user: String
  var password: String
  var certificateAuthorities: String?

  init(_ url: String) throws(AMQPError) {
    guard let parts = URLComponents(string: url), let host = parts.host, !host.isEmpty else {
      throw .invalidURL("not of the form amqp://user:password@host:port/vhost")
    }
    let secure = parts.scheme == "amqps"
    guard secure || parts.scheme == "amqp" else {
      throw .invalidURL("the scheme is neither amqp nor amqps")
    }
    self.host = host
    self.port = parts.port ?? (secure ? 5671 : 5672)
    self.user = parts.user ?? "guest"
    self.password = parts.password ?? "guest"
    self.virtualHost = try Self.virtualHost(parts.percentEncodedPath)
    let authorities = parts.queryItems?.first { $0.name == "cacertfile" }?.value
    guard !secure || authorities?.isEmpty == false else {
      throw .invalidURL("amqps needs ?cacertfile=, the file of trusted authorities")
    }
    self.certificateAuthorities = secure ? authorities : nil
  }

  private static func virtualHost(_ path: String) throws(AMQPError) -> String {
    guard !path.isEmpty, path != "/" else { return "/" }
    let name = path.dropFirst()
    guard !name.contains("/"), let decoded = String(name).removingPercentEncoding else {
      throw .invalidURL("the virtual host is one percent-encoded name")
    }
    return decoded
  }
}
