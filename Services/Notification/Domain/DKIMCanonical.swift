/// The "relaxed" forms of a mail that DKIM signs (RFC 6376 sections 3.4.2 and 3.4.4).
package enum DKIMCanonical {
  /// A field with its name in lower case, its lines joined, and single spaces, without CRLF.
  package static func field(_ field: some Collection<UInt8>) -> [UInt8] {
    let name = field.prefix { $0 != UInt8(ascii: ":") }
    let value = field.dropFirst(name.count + 1)
    let lowered = name.map { (65...90).contains($0) ? $0 + 32 : $0 }
    return Self.collapsed(lowered) + [UInt8(ascii: ":")] + Self.collapsed(value).drop { $0 == 32 }
  }

  /// A body without white space at the ends of its lines or empty lines at its end.
  package static func body(_ body: some Collection<UInt8>) -> [UInt8] {
    var canonical: [UInt8] = []
    canonical.reserveCapacity(body.count)
    // Ends of lines are written before the line that shows that they are not the last.
    var owedLines = 0
    var owesSpace = false
    for byte in body {
      switch byte {
      case 13: continue
      case 10:
        owedLines += 1
        owesSpace = false
      case 32, 9: owesSpace = true
      default:
        for _ in 0..<owedLines { canonical += [13, 10] }
        owedLines = 0
        if owesSpace { canonical.append(32) }
        owesSpace = false
        canonical.append(byte)
      }
    }
    return canonical.isEmpty ? [] : canonical + [13, 10]
  }

  /// Runs of white space, line ends among them, as one space; none at the end.
  private static func collapsed(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var collapsed: [UInt8] = []
    var owesSpace = false
    for byte in bytes {
      switch byte {
      case 9, 10, 13, 32: owesSpace = true
      default:
        if owesSpace { collapsed.append(32) }
        owesSpace = false
        collapsed.append(byte)
      }
    }
    return collapsed
  }
}
