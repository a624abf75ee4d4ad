public import AuthenticationContract
public import Cryptography
public import Foundation
internal import SwiftProtobuf

/// States who is calling and signs it; Identity alone has the key.
///
/// A statement is dated back to the beginning of the current ``period``, so that all made for a session within
/// one are the same bytes (Ed25519 has no chance in it): who verified the first need not verify the others.
public struct PrincipalSigner: Sendable {
  /// Seconds in which statements about the same are alike.
  static let period: TimeInterval = 20

  private let key: SigningKey

  /// Signs with `key`.
  public init(key: SigningKey) { self.key = key }

  /// A statement that is accepted from the beginning of the period of `now` on, for `lifetime` seconds (60 at
  /// most): 40 at least from `now` on, if it is the longest. From `end` on it is not accepted in any case.
  public func sign(
    _ principal: Principal, now: Date, lifetime: TimeInterval = 60, until end: Date = .distantFuture
  ) throws
    -> Clikc_Authentication_V1_SignedPrincipal
  {
    let second = (now.timeIntervalSince1970 / Self.period).rounded(.down) * Self.period
    let issued = Date(timeIntervalSince1970: second)
    let longest = issued.addingTimeInterval(min(lifetime, PrincipalVerifier.longestLifetime))
    let statement = principal.message(issued: issued, expires: min(longest, end))
    let bytes: [UInt8] = try statement.serializedBytes()
    let signature = try key.signature(of: bytes)
    return .with {
      $0.principal = Data(bytes)
      $0.signature = Data(signature)
      $0.keyID = Data(key.verificationKey.keyID)
    }
  }
}
