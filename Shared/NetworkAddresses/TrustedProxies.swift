internal import Foundation

/// The machines whose X-Forwarded-For is believed: this one, and those the operator names.
public struct TrustedProxies: Hashable, Sendable {
  /// An entry that is neither an address nor a network.
  public struct Unreadable: Error, Equatable, CustomStringConvertible {
    /// As it was written.
    public let entry: String

    /// What such a list must be.
    public var description: String {
      "must be addresses or networks such as 10.0.0.0/8, separated by commas, not '\(entry)'"
    }
  }

  private static let loopback = ["127.0.0.0/8", "::1"].compactMap { Network($0) }

  private let networks: [Network]

  /// This machine alone.
  public init() { networks = Self.loopback }

  /// This machine and the addresses or networks of a list, separated by commas; none when it is empty.
  public init(_ list: String) throws(Unreadable) {
    var networks = Self.loopback
    let entries = list.isEmpty ? [] : list.split(separator: ",", omittingEmptySubsequences: false)
    for entry in entries {
      let text = entry.trimmingCharacters(in: .whitespaces)
      guard let network = Network(text) else { throw Unreadable(entry: text) }
      networks.append(network)
    }
    self.networks = networks
  }

  /// The address of the machine that asks, given who connected and the request's X-Forwarded-For.
  ///
  /// Each proxy adds at the end who connected to it, so the list is believed from the right for as long as trusted
  /// machines wrote it: the first address that is not trusted is the answer, and what stands left of it is that
  /// machine's own word. When all are trusted the leftmost asks. A list that cannot be read so far tells nothing: the
  /// answer is who connected.
  public func client(peer: String, forwarded: [String]) -> String {
    guard let connected = HostAddress(peer) else { return peer }
    var client = connected
    for entry in forwarded.flatMap({ $0.split(separator: ",") }).reversed() {
      guard self.trusts(client) else { break }
      let text = entry.trimmingCharacters(in: .whitespaces)
      guard let next = HostAddress(text) else { return connected.description }
      client = next
    }
    return client.description
  }

  private func trusts(_ host: HostAddress) -> Bool { networks.contains { $0.contains(host) } }
}
