internal import CLibPQ

extension DrivenConnection {
  /// Hands a step to libpq, which queues it; false when the connection does not work.
  func send(_ step: Step, of request: Request) -> Bool {
    switch (step, request.work) {
    case (.deallocate(let name), _):
      return PQsendQuery(connection, "deallocate \(name)") == 1
    case (.prepare(let key, let name), _):
      let types = key.types.map(\.rawValue)
      return PQsendPrepare(connection, name, key.sql, Int32(types.count), types) == 1
    case (.execute(let name), .query(let query)):
      return withParameters(query.binds) { values, lengths, formats in
        PQsendQueryPrepared(
          connection, name, Int32(lengths.count), values, lengths, formats, binaryResults) == 1
      }
    case (_, .script(let text)):
      return PQsendQuery(connection, text) == 1
    case (.script, .query(let query)):
      return PQsendQuery(connection, query.sql) == 1
    }
  }

  private var binaryResults: Int32 { 1 }

  /// Lays all values into one buffer, each followed by a zero byte because libpq reads text up to it.
  private func withParameters(
    _ binds: [PostgresBind],
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Bool
  ) -> Bool {
    let size = binds.reduce(0) { $0 + ($1.bytes?.count ?? 0) + 1 }
    var buffer: [CChar] = []
    buffer.reserveCapacity(size)
    var offsets: [Int?] = []
    for bind in binds {
      offsets.append(bind.bytes == nil ? nil : buffer.count)
      if let bytes = bind.bytes {
        buffer.append(contentsOf: bytes.lazy.map(CChar.init(bitPattern:)))
      }
      buffer.append(0)
    }
    return buffer.withUnsafeBufferPointer { storage in
      body(
        offsets.map { offset in offset.flatMap { storage.baseAddress?.advanced(by: $0) } },
        binds.map { Int32($0.bytes?.count ?? 0) }, binds.map { $0.type == .unknown ? 0 : 1 })
    }
  }
}
