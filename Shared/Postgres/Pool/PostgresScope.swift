/// For whom statements are run: settings that policies of row-level security read.
///
/// A pool sends the task's scope ahead of every single statement and at the beginning of every transaction, in the
/// same round trip; the settings end with the transaction, so that the next user of the connection inherits nothing.
/// A task without a scope sets nothing, and tables whose policies ask for one show it no row.
public struct PostgresScope: Equatable, Sendable {
  /// The scope of what this task and its children ask of pools; nil sets nothing.
  @TaskLocal public static var current: PostgresScope?

  /// The service's own work: what it hears, sweeps, sends. Policies show it every row.
  public static let service = PostgresScope([
    "clikc.scope": "service", "clikc.account": "", "clikc.administration": "",
  ])

  /// Sets everything.
  let query: PostgresQuery
  private let settings: [String]

  /// A scope of these settings, whose names have a dot in them. A setting that one scope of a service has belongs into
  /// all of its scopes, so that ``PostgresConnection/enter(_:)`` leaves nothing of the one before.
  public init(_ settings: KeyValuePairs<String, String>) {
    self.settings = settings.flatMap { [$0.key, $0.value] }
    let calls = settings.map { "set_config(\($0.key), \($0.value), true)" as PostgresQuery }
    query = calls.dropFirst().reduce("select \(calls.first ?? "")") { "\($0), \($1)" }
  }

  /// Whether they set the same.
  public static func == (one: PostgresScope, other: PostgresScope) -> Bool {
    one.settings == other.settings
  }

  /// Runs `body` in this scope.
  public func run<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Value
  ) async rethrows -> Value {
    try await Self.$current.withValue(self, operation: body, isolation: isolation)
  }
}

extension PostgresConnection {
  /// Puts the rest of the transaction into another scope.
  public func enter(_ scope: PostgresScope) async throws(PostgresError) {
    try await query(scope.query)
  }
}
