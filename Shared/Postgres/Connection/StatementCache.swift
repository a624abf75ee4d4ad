/// A statement the server has prepared, or is about to.
final class PreparedStatement {
  let key: StatementCache.Key
  let name: String
  /// Known after its first result.
  var columns: ResultColumns?
  fileprivate var used: UInt64

  fileprivate init(_ key: StatementCache.Key, name: String, used: UInt64) {
    self.key = key
    self.name = name
    self.used = used
  }
}

/// Which statements a connection has prepared, least recently used out first. Pure bookkeeping: the
/// connection does what the answers say.
struct StatementCache {
  struct Key: Hashable {
    let sql: String
    let types: [PostgresType]
  }

  private let capacity: Int
  private var entries: [Key: PreparedStatement] = [:]
  private var clock: UInt64 = 0
  private var serial = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { entries.count }

  /// The prepared statement for the text, if there is one.
  mutating func lookUp(_ key: Key) -> PreparedStatement? {
    guard let found = entries[key] else { return nil }
    clock += 1
    found.used = clock
    return found
  }

  /// Names a statement that is being prepared; it may put another one out, to be deallocated.
  mutating func insert(_ key: Key) -> (new: PreparedStatement, evicted: PreparedStatement?) {
    clock += 1
    serial += 1
    var evicted: PreparedStatement?
    if entries.count >= capacity, let oldest = entries.values.min(by: { $0.used < $1.used }) {
      evicted = entries.removeValue(forKey: oldest.key)
    }
    let new = PreparedStatement(key, name: "s\(serial)", used: clock)
    entries[key] = new
    return (new, evicted)
  }

  /// Forgets a statement the server does not have, or whose result changed its shape; false when another
  /// has taken its place already.
  @discardableResult
  mutating func remove(_ statement: PreparedStatement) -> Bool {
    guard entries[statement.key] === statement else { return false }
    entries[statement.key] = nil
    return true
  }
}

extension StatementCache.Key {
  init(_ query: PostgresQuery) {
    self.init(sql: query.sql, types: query.binds.map(\.type))
  }
}
