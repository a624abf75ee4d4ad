internal import Cryptography
public import Foundation

/// What a certificate says in few enough bytes for a QR code: docs/certificates.md defines them.
public struct CertificateStatement: Hashable, Sendable {
  /// The number printed on the certificate, 1 to 64 characters of ASCII.
  public let serial: String
  /// The day of completion in UTC as a number, such as 20261124.
  public let day: UInt32
  /// 16 bytes that stand for the holder's name.
  public let holder: [UInt8]
  /// What was completed.
  public let subject: UUID
  /// 16 bytes that stand for the title of what was completed.
  public let title: [UInt8]

  /// A statement in clear; nil when the serial or the day cannot be written.
  public init?(serial: String, day: UInt32, holder: String, subject: UUID, title: String) {
    guard Self.isSerial(Array(serial.utf8)), Self.days.contains(day) else { return nil }
    self.serial = serial
    self.day = day
    self.holder = Self.digest(holder)
    self.subject = subject
    self.title = Self.digest(title)
  }

  /// Reads what `bytes` wrote; nil for anything else.
  init?(bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    guard bytes.count > 52, Self.isSerial(Array(bytes[52...])) else { return nil }
    let day = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    guard Self.days.contains(day) else { return nil }
    self.day = day
    self.holder = Array(bytes[4..<20])
    self.subject = bytes[20..<36].withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    self.title = Array(bytes[36..<52])
    self.serial = String(decoding: bytes[52...], as: UTF8.self)
  }

  /// Day, holder, subject, title, serial.
  var bytes: [UInt8] {
    let day = stride(from: 24, through: 0, by: -8).map { UInt8(self.day >> UInt32($0) & 255) }
    let subject = withUnsafeBytes(of: self.subject.uuid) { Array($0) }
    return day + self.holder + subject + self.title + Array(self.serial.utf8)
  }

  /// The first 16 bytes of the SHA-256 of a text in Unicode's form C, in UTF-8.
  public static func digest(_ text: String) -> [UInt8] {
    Array(sha256(Array(text.precomposedStringWithCanonicalMapping.utf8)).prefix(16))
  }

  private static let days: ClosedRange<UInt32> = 10_101...99_991_231

  private static func isSerial(_ bytes: [UInt8]) -> Bool {
    (1...64).contains(bytes.count) && bytes.allSatisfy { (0x21...0x7E).contains($0) }
  }
}
