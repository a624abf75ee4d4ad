public import Foundation

extension UUID {
  /// A UUID of version 7 (RFC 9562): milliseconds since 1970, then 74 random bits. Those of one clock
  /// sort by their time, which keeps new keys of a table close together.
  public static func version7(at time: Date) -> UUID {
    var generator = SystemRandomNumberGenerator()
    return version7(at: time, using: &generator)
  }

  /// The same with the randomness given.
  public static func version7(
    at time: Date, using generator: inout some RandomNumberGenerator
  ) -> UUID {
    let milliseconds = UInt64(max(0, (time.timeIntervalSince1970 * 1000).rounded(.down)))
    let high = milliseconds << 16 | 0x7000 | generator.next() & 0x0FFF
    let low = 0x8000_0000_0000_0000 | generator.next() & 0x3FFF_FFFF_FFFF_FFFF
    return withUnsafeBytes(of: (high.bigEndian, low.bigEndian)) {
      UUID(uuid: $0.loadUnaligned(as: uuid_t.self))
    }
  }
}
