/// 128 random bits in hexadecimal.
package func randomHex() -> String {
  var generator = SystemRandomNumberGenerator()
  let digits = Array("0123456789abcdef".utf8)
  return String(unsafeUninitializedCapacity: 32) { buffer in
    for half in 0..<2 {
      var bits: UInt64 = generator.next()
      for index in 0..<16 {
        buffer[half * 16 + index] = digits[Int(bits & 15)]
        bits >>= 4
      }
    }
    return 32
  }
}
