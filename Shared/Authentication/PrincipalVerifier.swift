public import AuthenticationContract
public import Cryptography
public import Foundation
internal import SwiftProtobuf

/// Why a signed principal is not believed.
public enum PrincipalFault: Error, Equatable, Sendable {
  /// The bytes are no signed principal.
  case malformed
  /// Signed by a key that is not among the published ones.
  case unknownKey
  /// The signature is not of these bytes.
  case signature
  /// Too old, too long-lived or from the future.
  case expired
}

/// Verifies what ``PrincipalSigner`` signed.
public struct PrincipalVerifier: Sendable {
  /// Seconds a statement may live at most.
  public static let longestLifetime: TimeInterval = 60
  /// Seconds by which the clocks of two hosts may differ.
  static let clockTolerance: TimeInterval = 5

  private let keys: [[UInt8]: VerificationKey]

  /// Believes statements signed by one of `keys`.
  public init(keys: [VerificationKey]) {
    self.keys = Dictionary(keys.map { ($0.keyID, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The principal, if the statement is whole, signed and in time; throws ``PrincipalFault``.
  public func verify(
    _ signed: Clikc_Authentication_V1_SignedPrincipal, now: Date
  ) throws
    -> Principal
  {
    guard let key = keys[Array(signed.keyID)] else { throw PrincipalFault.unknownKey }
    let bytes = Array(signed.principal)
    guard try key.accepts(Array(signed.signature), of: bytes) else {
      throw PrincipalFault.signature
    }
    guard let statement = try? Clikc_Authentication_V1_Principal(serializedBytes: bytes),
      let principal = Principal(message: statement)
    else { throw PrincipalFault.malformed }
    guard Self.isCurrent(statement, now: now) else { throw PrincipalFault.expired }
    return principal
  }

  /// The same, from the bytes of the metadata value.
  public func verify(bytes: [UInt8], now: Date) throws -> Principal {
    guard let signed = try? Clikc_Authentication_V1_SignedPrincipal(serializedBytes: bytes) else {
      throw PrincipalFault.malformed
    }
    return try verify(signed, now: now)
  }

  private static func isCurrent(_ statement: Clikc_Authentication_V1_Principal, now: Date) -> Bool {
    let issued = statement.issuedAt.date
    let expires = statement.expiresAt.date
    return issued <= now.addingTimeInterval(clockTolerance)
      && now < expires.addingTimeInterval(clockTolerance)
      && expires.timeIntervalSince(issued) <= longestLifetime
  }
}
