internal import CRabbitMQ

/// Memory for one outgoing method: texts and tables are copied in, the library reads them, and
/// `reset()` takes everything back. Blocks are reused, so that publishing allocates nothing.
///
/// Confined to the thread of its connection.
final class WireArena {
  private static let blockSize = 64 * 1024
  private let block = UnsafeMutableRawPointer.allocate(byteCount: blockSize, alignment: 16)
  private var used = 0
  private var large: [UnsafeMutableRawPointer] = []

  deinit {
    self.reset()
    self.block.deallocate()
  }

  /// Takes back everything handed out.
  func reset() {
    self.used = 0
    guard !self.large.isEmpty else { return }
    for pointer in self.large { pointer.deallocate() }
    self.large.removeAll(keepingCapacity: true)
  }

  private func allocate(_ count: Int) -> UnsafeMutableRawPointer {
    let start = (self.used + 15) & ~15
    if start + count <= Self.blockSize {
      self.used = start + count
      return self.block + start
    }
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 16)
    self.large.append(pointer)
    return pointer
  }

  /// The text's UTF-8.
  func bytes(_ text: String) -> amqp_bytes_t {
    var text = text
    return text.withUTF8 { self.bytes(UnsafeRawBufferPointer($0)) }
  }

  /// A copy of the bytes.
  func bytes(_ source: UnsafeRawBufferPointer) -> amqp_bytes_t {
    guard let base = source.baseAddress, source.count > 0 else {
      return amqp_bytes_t(len: 0, bytes: nil)
    }
    let copy = self.allocate(source.count)
    copy.copyMemory(from: base, byteCount: source.count)
    return amqp_bytes_t(len: source.count, bytes: copy)
  }

  /// A table of the entries.
  func table(_ entries: [String: AMQPValue]) -> amqp_table_t {
    guard !entries.isEmpty else { return amqp_table_t(num_entries: 0, entries: nil) }
    let stride = MemoryLayout<amqp_table_entry_t>.stride
    let memory = self.allocate(stride * entries.count)
      .bindMemory(to: amqp_table_entry_t.self, capacity: entries.count)
    for (index, (key, value)) in entries.enumerated() {
      (memory + index).initialize(
        to: amqp_table_entry_t(key: self.bytes(key), value: self.field(value)))
    }
    return amqp_table_t(num_entries: Int32(entries.count), entries: memory)
  }

  private func field(_ value: AMQPValue) -> amqp_field_value_t {
    var field = amqp_field_value_t()
    func kind(_ kind: amqp_field_value_kind_t) {
      field.kind = UInt8(truncatingIfNeeded: kind.rawValue)
    }
    switch value {
    case .bool(let flag):
      kind(AMQP_FIELD_KIND_BOOLEAN)
      field.value.boolean = flag ? 1 : 0
    case .integer(let number):
      if let small = Int32(exactly: number) {
        kind(AMQP_FIELD_KIND_I32)
        field.value.i32 = small
      } else {
        kind(AMQP_FIELD_KIND_I64)
        field.value.i64 = number
      }
    case .double(let number):
      kind(AMQP_FIELD_KIND_F64)
      field.value.f64 = number
    case .string(let text):
      kind(AMQP_FIELD_KIND_UTF8)
      field.value.bytes = self.bytes(text)
    case .bytes(let bytes):
      kind(AMQP_FIELD_KIND_BYTES)
      field.value.bytes = bytes.withUnsafeBytes { self.bytes($0) }
    case .timestamp(let seconds):
      kind(AMQP_FIELD_KIND_TIMESTAMP)
      field.value.u64 = seconds
    case .array(let values):
      kind(AMQP_FIELD_KIND_ARRAY)
      field.value.array = self.array(values)
    case .table(let entries):
      kind(AMQP_FIELD_KIND_TABLE)
      field.value.table = self.table(entries)
    case .null:
      kind(AMQP_FIELD_KIND_VOID)
    }
    return field
  }

  private func array(_ values: [AMQPValue]) -> amqp_array_t {
    guard !values.isEmpty else { return amqp_array_t(num_entries: 0, entries: nil) }
    let memory = self.allocate(MemoryLayout<amqp_field_value_t>.stride * values.count)
      .bindMemory(to: amqp_field_value_t.self, capacity: values.count)
    for (index, value) in values.enumerated() {
      (memory + index).initialize(to: self.field(value))
    }
    return amqp_array_t(num_entries: Int32(values.count), entries: memory)
  }
}
