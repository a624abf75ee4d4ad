internal import CRabbitMQ

extension AMQPProperties {
  /// Writes the properties into the library's form; texts live in the arena.
  func wire(in arena: WireArena) -> amqp_basic_properties_t {
    var wire = amqp_basic_properties_t()
    var flags: UInt32 = 0
    func put(_ text: String?, _ flag: Int32, _ field: inout amqp_bytes_t) {
      guard let text else { return }
      flags |= UInt32(flag)
      field = arena.bytes(text)
    }
    put(self.contentType, AMQP_BASIC_CONTENT_TYPE_FLAG, &wire.content_type)
    put(self.correlationID, AMQP_BASIC_CORRELATION_ID_FLAG, &wire.correlation_id)
    put(self.replyTo, AMQP_BASIC_REPLY_TO_FLAG, &wire.reply_to)
    put(self.expiration, AMQP_BASIC_EXPIRATION_FLAG, &wire.expiration)
    put(self.messageID, AMQP_BASIC_MESSAGE_ID_FLAG, &wire.message_id)
    put(self.type, AMQP_BASIC_TYPE_FLAG, &wire.type)
    put(self.userID, AMQP_BASIC_USER_ID_FLAG, &wire.user_id)
    put(self.appID, AMQP_BASIC_APP_ID_FLAG, &wire.app_id)
    if let mode = self.deliveryMode {
      flags |= UInt32(AMQP_BASIC_DELIVERY_MODE_FLAG)
      wire.delivery_mode = mode.rawValue
    }
    if let timestamp = self.timestamp {
      flags |= UInt32(AMQP_BASIC_TIMESTAMP_FLAG)
      wire.timestamp = timestamp
    }
    if !self.headers.isEmpty {
      flags |= UInt32(AMQP_BASIC_HEADERS_FLAG)
      wire.headers = arena.table(self.headers)
    }
    wire._flags = flags
    return wire
  }

  /// Reads what the library decoded; everything is copied.
  init(wire: amqp_basic_properties_t) {
    let flags = wire._flags
    func text(_ flag: Int32, _ bytes: amqp_bytes_t) -> String? {
      flags & UInt32(flag) == 0 ? nil : String(wire: bytes)
    }
    self.init(
      contentType: text(AMQP_BASIC_CONTENT_TYPE_FLAG, wire.content_type),
      deliveryMode: flags & UInt32(AMQP_BASIC_DELIVERY_MODE_FLAG) == 0
        ? nil : DeliveryMode(rawValue: wire.delivery_mode),
      correlationID: text(AMQP_BASIC_CORRELATION_ID_FLAG, wire.correlation_id),
      replyTo: text(AMQP_BASIC_REPLY_TO_FLAG, wire.reply_to),
      expiration: text(AMQP_BASIC_EXPIRATION_FLAG, wire.expiration),
      messageID: text(AMQP_BASIC_MESSAGE_ID_FLAG, wire.message_id),
      timestamp: flags & UInt32(AMQP_BASIC_TIMESTAMP_FLAG) == 0 ? nil : wire.timestamp,
      type: text(AMQP_BASIC_TYPE_FLAG, wire.type),
      userID: text(AMQP_BASIC_USER_ID_FLAG, wire.user_id),
      appID: text(AMQP_BASIC_APP_ID_FLAG, wire.app_id),
      headers: flags & UInt32(AMQP_BASIC_HEADERS_FLAG) == 0
        ? [:] : [String: AMQPValue](wire: wire.headers))
  }
}

extension String {
  /// The text; bytes that are no UTF-8 become U+FFFD.
  init(wire bytes: amqp_bytes_t) {
    self = String(
      decoding: UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len), as: UTF8.self)
  }
}

extension [UInt8] {
  /// A copy of the bytes.
  init(wire bytes: amqp_bytes_t) {
    self = Array(UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len))
  }
}

extension [String: AMQPValue] {
  /// A copy of the table; of a key written twice the last one counts.
  init(wire table: amqp_table_t) {
    self.init(minimumCapacity: Int(table.num_entries))
    for index in 0..<Int(table.num_entries) {
      let entry = table.entries[index]
      self[String(wire: entry.key)] = AMQPValue(wire: entry.value)
    }
  }
}

extension AMQPValue {
  /// A copy of the field; kinds that have no case here (decimals) become `null`.
  init(wire field: amqp_field_value_t) {
    let value = field.value
    switch amqp_field_value_kind_t(rawValue: UInt32(field.kind)) {
    case AMQP_FIELD_KIND_BOOLEAN: self = .bool(value.boolean != 0)
    case AMQP_FIELD_KIND_I8: self = .integer(Int64(value.i8))
    case AMQP_FIELD_KIND_U8: self = .integer(Int64(value.u8))
    case AMQP_FIELD_KIND_I16: self = .integer(Int64(value.i16))
    case AMQP_FIELD_KIND_U16: self = .integer(Int64(value.u16))
    case AMQP_FIELD_KIND_I32: self = .integer(Int64(value.i32))
    case AMQP_FIELD_KIND_U32: self = .integer(Int64(value.u32))
    case AMQP_FIELD_KIND_I64: self = .integer(value.i64)
    case AMQP_FIELD_KIND_U64: self = .integer(Int64(clamping: value.u64))
    case AMQP_FIELD_KIND_F32: self = .double(Double(value.f32))
    case AMQP_FIELD_KIND_F64: self = .double(value.f64)
    case AMQP_FIELD_KIND_UTF8: self = Self.text(value.bytes)
    case AMQP_FIELD_KIND_BYTES: self = .bytes([UInt8](wire: value.bytes))
    case AMQP_FIELD_KIND_TIMESTAMP: self = .timestamp(value.u64)
    case AMQP_FIELD_KIND_TABLE: self = .table([String: AMQPValue](wire: value.table))
    case AMQP_FIELD_KIND_ARRAY:
      self = .array((0..<Int(value.array.num_entries)).map { .init(wire: value.array.entries[$0]) })
    default: self = .null
    }
  }

  /// AMQP's long string is bytes; it is text when it is UTF-8.
  private static func text(_ bytes: amqp_bytes_t) -> AMQPValue {
    let raw = UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.len)
    if let text = String(validating: raw, as: UTF8.self) { return .string(text) }
    return .bytes(Array(raw))
  }
}
