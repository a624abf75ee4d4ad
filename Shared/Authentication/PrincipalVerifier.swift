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
  private let known = KnownPrincipals()

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
    try self.opened(signed).principal(now: now)
  }

  /// The same, from the bytes of the metadata value.
  /// Bytes that were verified before are not verified again, only held against the clock.
  public func verify(bytes: [UInt8], now: Date) throws -> Principal {
    if let statement = self.known[bytes] { return try statement.principal(now: now) }
    guard let signed = try? Clikc_Authentication_V1_SignedPrincipal(serializedBytes: bytes) else {
      throw PrincipalFault.malformed
    }
    let statement = try self.opened(signed)
    let principal = try statement.principal(now: now)
    self.known.keep(statement, for: bytes, now: now)
    return principal
  }

  /// What was signed, if it was, whatever its time.
  private func opened(
    _ signed: Clikc_Authentication_V1_SignedPrincipal
  ) throws -> PrincipalStatement {
    guard let key = keys[Array(signed.keyID)] else { throw PrincipalFault.unknownKey }
    let bytes = Array(signed.principal)
    guard try key.accepts(Array(signed.signature), of: bytes) else {
      throw PrincipalFault.signature
    }
    guard let message = try? Clikc_Authentication_V1_Principal(serializedBytes: bytes),
      let principal = Principal(message: message)
    else { throw PrincipalFault.malformed }
    return PrincipalStatement(
      stated: principal, issued: message.issuedAt.date, expires: message.expiresAt.date)
  }
}
