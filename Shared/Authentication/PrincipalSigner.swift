public import AuthenticationContract
public import Cryptography
public import Foundation
internal import SwiftProtobuf

/// States who is calling and signs it; Identity alone has the key.
public struct PrincipalSigner: Sendable {
  private let key: SigningKey

  /// Signs with `key`.
  public init(key: SigningKey) { self.key = key }

  /// A statement that is accepted from `now` on, for `lifetime` seconds (60 at most).
  public func sign(
    _ principal: Principal, now: Date, lifetime: TimeInterval = 60
  ) throws
    -> Clikc_Authentication_V1_SignedPrincipal
  {
    let statement = principal.message(
      issued: now, expires: now.addingTimeInterval(min(lifetime, PrincipalVerifier.longestLifetime))
    )
    let bytes: [UInt8] = try statement.serializedBytes()
    let signature = try key.signature(of: bytes)
    return .with {
      $0.principal = Data(bytes)
      $0.signature = Data(signature)
      $0.keyID = Data(key.verificationKey.keyID)
    }
  }
}
