import AMQP
import Cryptography
import Postgres
import ServiceRuntime

/// What an operator sets for Progress; see README.md.
struct ProgressSettings: Sendable {
  let database: PostgresConfiguration
  let broker: AMQPConfiguration
  /// Whose statements about callers are believed.
  let principalKey: VerificationKey
  /// Whom to ask to be enrolled.
  let contact: String
  /// Whether an item without a grade is left out of the course total, as the guide has it; otherwise
  /// it counts as zero.
  let excludesEmptyGrades: Bool

  /// - Throws: `SettingError` for the first value that is missing or wrong.
  init(_ settings: Settings) throws {
    let connections = try settings.integer("POSTGRES_CONNECTIONS", in: 1...100, default: 8)
    let (database, broker) = (
      try settings.secret("POSTGRES_URL"), try settings.secret("AMQP_URL")
    )
    do {
      self.database = try PostgresConfiguration(
        url: database, maximumConnections: connections, applicationName: "clikc-progress")
    } catch { throw SettingError("POSTGRES_URL", "cannot be used: \(error.message)") }
    do {
      self.broker = try AMQPConfiguration(url: broker, connectionName: "progress")
    } catch { throw SettingError("AMQP_URL", "cannot be used: \(error)") }
    self.principalKey = try Self.key(settings.secret("PRINCIPAL_PUBLIC_KEY"))
    self.contact = try settings.text("CONTACT_ADDRESS")
    self.excludesEmptyGrades = try settings.flag("EXCLUDE_EMPTY_GRADES", default: true)
  }

  private static func key(_ text: String) throws -> VerificationKey {
    guard let key = try? VerificationKey(text: text) else {
      throw SettingError("PRINCIPAL_PUBLIC_KEY", "is no Ed25519 public key, PEM or base64url")
    }
    return key
  }
}
