/// A generator whose numbers depend on its seed alone (Steele, Lea and Flood 2014), so that a stored
/// seed gives the same attempt on every machine and in every later version.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { self.state = seed }

  package mutating func next() -> UInt64 {
    self.state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = self.state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1; `bound` is at least 1. Written out here because the standard
  /// library may change how it draws.
  package mutating func number(below bound: Int) -> Int {
    let range = UInt64(max(1, bound))
    let limit = UInt64.max - UInt64.max % range
    var drawn = self.next()
    while drawn >= limit { drawn = self.next() }
    return Int(drawn % range)
  }

  /// `count` of the values in a drawn order, each at most once; all of them when there are fewer.
  package mutating func draw<Value>(_ count: Int, from values: [Value]) -> [Value] {
    var left = values
    let drawn = min(max(0, count), left.count)
    for index in 0..<drawn {
      left.swapAt(index, index + self.number(below: left.count - index))
    }
    return Array(left.prefix(drawn))
  }
}
