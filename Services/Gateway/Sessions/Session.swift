internal import AuthenticationContract
internal import Cryptography
internal import Foundation
internal import GatewayContract
internal import IdentityContract
internal import SwiftProtobuf

/// A session as Identity resolved it a moment ago.
struct Session: Sendable {
  /// The account, in lower case.
  let accountID: String
  /// The session, in lower case.
  let sessionID: String
  let name: String
  /// One of en fr ar es pt.
  let language: String
  let roles: Set<Clikc_Authentication_V1_Role>
  let gate: Clikc_Identity_V1_Gate
  /// When Identity's statement ends: not after the session does.
  let expires: Date
  /// The serialized SignedPrincipal that goes with every call.
  let signedPrincipal: [UInt8]
  /// The value of the header `clikc-viewer`.
  let viewer: String

  /// Throws when Identity's statement cannot be read.
  init(_ resolved: Clikc_Identity_V1_ResolveSessionResponse) throws {
    let principal = try Clikc_Authentication_V1_Principal(
      serializedBytes: resolved.principal.principal)
    self.accountID = principal.accountID
    self.sessionID = principal.sessionID
    self.name = principal.name
    self.language = principal.language
    self.roles = Set(principal.roles)
    self.gate = resolved.gate
    self.expires = principal.expiresAt.date
    self.signedPrincipal = try resolved.principal.serializedBytes()
    let viewer = Clikc_Gateway_V1_Viewer.with {
      $0.accountID = principal.accountID
      $0.name = resolved.preferredName.isEmpty ? principal.name : resolved.preferredName
      $0.language = principal.language
      $0.roles = principal.roles.map { Int32($0.rawValue) }
      $0.gate = Int32(resolved.gate.rawValue)
      $0.timeZone = resolved.timeZone
      $0.photo = resolved.smallPhoto
    }
    self.viewer = base64URL(try viewer.serializedBytes())
  }

  /// Why the gate does not let the session pass; nil when it does.
  func obstacle(to access: Route.Access) -> String? {
    switch (access, self.gate) {
    case (.anyone, _), (.firstFactor, _), (_, .open): nil
    case (_, .enterCode): "CODE_NEEDED"
    case (.session, _): nil
    case (_, .cancelErasure): "ERASURE_ASKED"
    case (_, .changePassword): "PASSWORD_CHANGE_REQUIRED"
    case (.passwordChanged, .setUpSecondFactor), (.passwordChanged, .acceptPolicy),
      (.passwordChanged, .confirmProfile), (.policyAccepted, .confirmProfile):
      nil
    case (_, .setUpSecondFactor): "SECOND_FACTOR_NEEDED"
    case (_, .acceptPolicy): "POLICY_NOT_ACCEPTED"
    case (_, .confirmProfile): "PROFILE_NOT_CONFIRMED"
    default: "NOT_ALLOWED"
    }
  }
}
