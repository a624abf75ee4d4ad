/// Which statements a connection has prepared, least recently used out first. Pure bookkeeping: the
/// connection does what the answers say.
struct StatementCache {
  struct Key: Hashable {
    let sql: String
    let types: [PostgresType]
  }

  struct Entry {
    let name: String
    var columns: ResultColumns?
    fileprivate var used: UInt64
  }

  private let capacity: Int
  private var entries: [Key: Entry] = [:]
  private var clock: UInt64 = 0
  private var serial = 0

  init(capacity: Int) {
    self.capacity = capacity
  }

  var count: Int { entries.count }

  /// The prepared statement for the text, if there is one.
  mutating func lookUp(_ key: Key) -> Entry? {
    clock += 1
    entries[key]?.used = clock
    return entries[key]
  }

  /// A name for a statement about to be prepared.
  mutating func newName() -> String {
    serial += 1
    return "s\(serial)"
  }

  /// Remembers a statement; the answer is the name of one that has to be deallocated for it.
  mutating func insert(_ key: Key, name: String) -> String? {
    clock += 1
    var evicted: String?
    if entries.count >= capacity, let oldest = entries.min(by: { $0.value.used < $1.value.used }) {
      evicted = entries.removeValue(forKey: oldest.key)?.name
    }
    entries[key] = Entry(name: name, columns: nil, used: clock)
    return evicted
  }

  mutating func setColumns(_ columns: ResultColumns, for key: Key) {
    entries[key]?.columns = columns
  }

  /// Forgets a statement the server no longer has, or whose result changed its shape.
  mutating func remove(_ key: Key) -> String? {
    entries.removeValue(forKey: key)?.name
  }
}
