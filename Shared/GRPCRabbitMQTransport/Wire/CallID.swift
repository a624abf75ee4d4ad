internal import Foundation
internal import Synchronization

/// Names a call: 128 random bits, so that no one can answer a call it was not sent. On the wire 32
/// hexadecimal digits.
struct CallID: Hashable, Sendable {
  let high: UInt64
  let low: UInt64

  /// A new one.
  static func random() -> CallID {
    CallIDSource.shared.next()
  }

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Reads 32 hexadecimal digits.
  init?(_ text: String) {
    var halves: (UInt64, UInt64) = (0, 0)
    var count = 0
    for byte in text.utf8 {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      guard count < 32 else { return nil }
      if count < 16 {
        halves.0 = halves.0 << 4 | UInt64(digit)
      } else {
        halves.1 = halves.1 << 4 | UInt64(digit)
      }
      count += 1
    }
    guard count == 32 else { return nil }
    self.init(high: halves.0, low: halves.1)
  }

  /// 32 hexadecimal digits.
  var text: String {
    String(unsafeUninitializedCapacity: 32) { buffer in
      func put(_ half: UInt64, at start: Int) {
        for index in 0..<16 {
          let digit = UInt8(truncatingIfNeeded: half >> (60 - 4 * index)) & 15
          buffer[start + index] =
            digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
        }
      }
      put(self.high, at: 0)
      put(self.low, at: 16)
      return 32
    }
  }
}

/// Makes call names by the hundred: random numbers cost a system call, whatever their number.
private final class CallIDSource: Sendable {
  static let shared = CallIDSource()
  private let ready = Mutex<[CallID]>([])

  func next() -> CallID {
    self.ready.withLock { ready in
      if let id = ready.popLast() { return id }
      var bits = [UInt64](repeating: 0, count: 256)
      bits.withUnsafeMutableBytes { buffer in
        if let start = buffer.baseAddress { arc4random_buf(start, buffer.count) }
      }
      for index in stride(from: 0, to: bits.count, by: 2) {
        ready.append(CallID(high: bits[index], low: bits[index + 1]))
      }
      return ready.removeLast()
    }
  }
}
