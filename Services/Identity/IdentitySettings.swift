internal import AMQP
internal import Cryptography
internal import IdentityDomain
internal import Postgres
internal import ServiceRuntime

/// What the operator sets for Identity, read once and checked before anything starts.
struct IdentitySettings: Sendable {
  let broker: AMQPConfiguration
  let database: PostgresConfiguration
  /// Where photos lie, which the gateway puts there.
  let blobDirectory: String
  /// Signs principals.
  let principalKey: SigningKey
  /// Derives what is mailed.
  let secretKey: [UInt8]
  /// Days that a remembered session may stand without a call; 0 remembers none.
  let rememberedDays: Int
  /// Of whom a second factor is demanded.
  let secondFactorRule: SecondFactorRule
  /// How long a request for erasure can be taken back.
  let erasureGrace: ErasureGrace
  /// Whether accounts may be made by the thousand, for measuring.
  let takesLoad: Bool

  init(_ settings: Settings) throws {
    broker = try AMQPConfiguration(
      url: settings.secret("AMQP_URL"), connectionName: "identity")
    database = try PostgresConfiguration(
      url: settings.secret("POSTGRES_URL"),
      maximumConnections: settings.integer("POSTGRES_CONNECTIONS", in: 1...100, default: 8),
      applicationName: "identity", schema: "identity")
    blobDirectory = try settings.text("BLOB_DIRECTORY")
    principalKey = try Self.signingKey(settings.secret("PRINCIPAL_KEY", minimumBytes: 40))
    secretKey = Array(try settings.secret("SECRET_KEY", minimumBytes: 32).utf8)
    rememberedDays = try settings.integer("REMEMBERED_DAYS", in: 0...90, default: 14)
    erasureGrace = ErasureGrace(
      days: try settings.integer(
        "ERASURE_GRACE_DAYS", in: ErasureGrace.choice, default: ErasureGrace.usual.days))
    secondFactorRule = try Self.rule(settings.text("SECOND_FACTOR", default: "offered"))
    takesLoad = try Self.allows(settings.text("LOAD_ACCOUNTS", default: "refused"))
  }

  private static func allows(_ text: String) throws(SettingError) -> Bool {
    switch text {
    case "allowed": return true
    case "refused": return false
    default: throw SettingError("LOAD_ACCOUNTS", "must be allowed or refused, not '\(text)'")
    }
  }

  private static func rule(_ text: String) throws(SettingError) -> SecondFactorRule {
    guard let rule = SecondFactorRule(rawValue: text) else {
      let known = SecondFactorRule.allCases.map(\.rawValue).joined(separator: " or ")
      throw SettingError("SECOND_FACTOR", "must be \(known), not '\(text)'")
    }
    return rule
  }

  private static func signingKey(_ text: String) throws(SettingError) -> SigningKey {
    guard let key = try? SigningKey(text: text) else {
      throw SettingError("PRINCIPAL_KEY", "must be an Ed25519 key, PEM or 32 bytes in base64url")
    }
    return key
  }
}
