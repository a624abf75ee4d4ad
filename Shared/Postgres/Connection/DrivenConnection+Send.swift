internal import CLibPQ

extension DrivenConnection {
  /// Hands a request to libpq, which queues it; false when the connection does
  /// not work.
  func send(_ flight: inout Flight) -> Bool {
    switch flight.request.work {
    case .script(let text):
      return PQexitPipelineMode(connection) == 1 && PQsendQuery(connection, text) == 1
    case .deallocation(let name):
      return sendDeallocation(name)
    case .query(let query):
      guard enterPipeline(), send(query, &flight) else { return false }
      guard flight.isSynchronised else { return true }
      return PQpipelineSync(connection) == 1
    }
  }

  private func enterPipeline() -> Bool {
    PQpipelineStatus(connection) != PQ_PIPELINE_OFF || PQenterPipelineMode(connection) == 1
  }

  func sendDeallocation(_ name: String) -> Bool {
    PQsendQueryParams(connection, "deallocate \(name)", 0, nil, nil, nil, nil, 0) == 1
      && PQpipelineSync(connection) == 1
  }

  private func send(_ query: PostgresQuery, _ flight: inout Flight) -> Bool {
    let key = StatementCache.Key(query)
    let statement: PreparedStatement
    if let known = cache.lookUp(key) {
      statement = known
    } else {
      let (new, evicted) = cache.insert(key)
      statement = new
      if let evicted { displaced.append(evicted.name) }
      flight.step = .prepare
      let types = key.types.map(\.rawValue)
      guard PQsendPrepare(connection, new.name, key.sql, Int32(types.count), types) == 1 else {
        return false
      }
    }
    flight.statement = statement
    return parameters.with(query.binds) { values, lengths, formats in
      PQsendQueryPrepared(
        connection, statement.name, Int32(lengths.count), values, lengths, formats, 1) == 1
    }
  }
}

/// Lays values out as libpq reads them; keeps its memory between statements.
struct ParameterBuffer {
  private var bytes: [CChar] = []
  private var values: [UnsafePointer<CChar>?] = []
  private var lengths: [Int32] = []
  private var formats: [Int32] = []

  /// Lends the values, their lengths and their formats (0 is text, 1 binary).
  mutating func with(
    _ binds: [PostgresBind],
    _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> Bool
  ) -> Bool {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 16)
    values.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
    formats.removeAll(keepingCapacity: true)
    for bind in binds {
      lengths.append(Int32(bind.bytes?.count ?? 0))
      formats.append(bind.type == .unknown ? 0 : 1)
      bind.bytes?.withUnsafeBytes { bytes.append(contentsOf: $0.bindMemory(to: CChar.self)) }
      // libpq reads text up to a zero byte.
      bytes.append(0)
    }
    return bytes.withUnsafeBufferPointer { storage in
      var next = storage.baseAddress
      for (bind, length) in zip(binds, lengths) {
        values.append(bind.bytes == nil ? nil : next)
        next = next?.advanced(by: Int(length) + 1)
      }
      return body(values, lengths, formats)
    }
  }
}
