public import Foundation
internal import GRPCCore
internal import Problems

/// Who is calling, as Identity stated it and the service verified it.
public struct Principal: Equatable, Sendable {
  /// The verified caller of the call being handled; nil for an anonymous one. Set by
  /// ``AuthenticationInterceptor``.
  @TaskLocal public static var current: Principal?

  /// The account.
  public let accountID: UUID
  /// The session the call belongs to.
  public let sessionID: UUID
  /// Roles on the site.
  public let roles: Set<Role>
  /// The administration the account belongs to; nil for WCO staff.
  public let administrationID: UUID?
  /// The person's language, one of en fr ar es pt.
  public let language: String
  /// The display name.
  public let name: String

  /// Makes a principal; every account is a learner, whatever else it is.
  public init(
    accountID: UUID, sessionID: UUID, roles: Set<Role>, administrationID: UUID?, language: String,
    name: String
  ) {
    self.accountID = accountID
    self.sessionID = sessionID
    self.roles = roles.union([.learner])
    self.administrationID = administrationID
    self.language = language
    self.name = name
  }

  /// Whether the person has the role on the site.
  public func has(_ role: Role) -> Bool { roles.contains(role) }

  /// Whether the person has one of the roles.
  public func hasAny(_ wanted: Role...) -> Bool { !roles.isDisjoint(with: wanted) }

  /// The caller; throws the refusal SIGN_IN_REQUIRED (UNAUTHENTICATED) for an anonymous one.
  public static func required() throws -> Principal {
    guard let current else { throw Refusal(.unauthenticated, "SIGN_IN_REQUIRED") }
    return current
  }

  /// The caller, who must have one of the roles; throws NOT_ALLOWED (PERMISSION_DENIED) otherwise.
  public static func required(_ roles: Role...) throws -> Principal {
    let caller = try required()
    guard !caller.roles.isDisjoint(with: roles) else {
      throw Refusal(.permissionDenied, "NOT_ALLOWED")
    }
    return caller
  }
}
