/// The text of `grpc-timeout`: one to eight decimal digits and a unit, one of H, M, S, m (milli), u
/// (micro) and n (nano) (gRPC, PROTOCOL-HTTP2, "Timeout").
public enum TimeoutEncoding {
  private static let units: [(symbol: Character, nanoseconds: Int128)] = [
    ("n", 1), ("u", 1_000), ("m", 1_000_000), ("S", 1_000_000_000), ("M", 60_000_000_000),
    ("H", 3_600_000_000_000),
  ]

  /// The duration in the finest unit that fits eight digits, rounded down so that a callee never
  /// gets more time than its caller has. Zero or less is `0n`, more than 99 999 999 hours is that.
  public static func encode(_ timeout: Duration) -> String {
    let nanoseconds = max(0, timeout.attoseconds / 1_000_000_000)
    for unit in units where nanoseconds / unit.nanoseconds <= 99_999_999 {
      return "\(nanoseconds / unit.nanoseconds)\(unit.symbol)"
    }
    return "99999999H"
  }

  /// The duration meant, or nil when the text is not of the protocol's form.
  public static func decode(_ text: String) -> Duration? {
    let digits = text.dropLast()
    guard let symbol = text.last, let unit = units.first(where: { $0.symbol == symbol }),
      (1...8).contains(digits.utf8.count),
      digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let value = Int128(digits)
    else { return nil }
    return Duration(attoseconds: value * unit.nanoseconds * 1_000_000_000)
  }
}
