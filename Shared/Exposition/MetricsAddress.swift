/// `host:port`, an IPv6 address in brackets.
public struct MetricsAddress: Equatable, Sendable {
  /// A name or an address, without brackets.
  public let host: String
  /// From 0, which takes any that is free, to 65535.
  public let port: Int

  /// Nil when the text is no such address.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      let port = UInt16(text[text.index(after: colon)...])
    else { return nil }
    let host = text[..<colon]
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    guard isBracketed || !host.contains(":") else { return nil }
    self.host = String(isBracketed ? host.dropFirst().dropLast() : host)
    self.port = Int(port)
  }
}
