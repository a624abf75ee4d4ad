internal import AMQP
internal import GRPCCore

extension ServerCall {
  /// What a delivery on the request queue is.
  enum Reading {
    /// A request to admit.
    case call(ServerCall)
    /// A request answered without running.
    case refused(ServerCall, WireResponse)
    /// A question whether anyone is there, and where to say so, if anyone wants to hear it.
    case probe(WireAddress.Target?)
    /// Nothing that could be answered; the text says why.
    case unanswerable(String)
  }

  /// Reads a delivery. `rules` says which methods may run twice and which are unary.
  static func read(
    _ delivery: AMQPDelivery, rules: ServerRules, amqp: AMQPClient, now: Int64 = WireDeadline.now()
  ) -> Reading {
    let properties = delivery.properties
    if properties.type == WireAddress.probe {
      return .probe(properties.replyTo.flatMap { WireAddress.reply($0) })
    }
    guard let replyTo = properties.replyTo, let address = WireAddress.reply(replyTo) else {
      return .unanswerable("reply_to is not of the form reply.<caller>/<key>")
    }
    guard let id = properties.correlationID else { return .unanswerable("no correlation_id") }
    let remaining = Self.remaining(properties.headers, now: now)
    let stream = properties.headers[WireHeader.credit]?.integerValue.map { credit in
      ServerStream(granted: credit, isComplete: properties.headers[WireHeader.end] == true)
    }
    let encoding = properties.headers[WireHeader.encoding]?.stringValue
    var refusal: WireResponse?
    var parts: [RPCRequestPart<[UInt8]>] = []
    var descriptor = MethodDescriptor(fullyQualifiedService: "", method: "")
    do throws(RPCError) {
      descriptor = try rules.descriptor(path: properties.type, isStream: stream != nil)
      parts = [.metadata(try Self.metadata(properties))]
      if stream == nil {
        parts.append(.message(try MessageFramer.single(delivery.body, encoding: encoding)))
      } else {
        parts += try MessageFramer.all(delivery.body, encoding: encoding).map { .message($0) }
      }
      stream?.begin(parts)
      if delivery.redelivered, !rules.isIdempotent(descriptor) {
        refusal = WireResponse(.unavailable, "the request may have run before; it is not run again")
      }
    } catch {
      refusal = WireResponse(Status.Code(error.code), error.message)
    }
    if let remaining, remaining <= .zero { refusal = .deadlineExceeded }
    let call = ServerCall(
      id: id, user: properties.userID ?? "", replyAddress: address, descriptor: descriptor,
      request: parts, deadline: remaining.map { RPCDeadline.after($0) }, stream: stream,
      compresses: Self.readsGzip(properties.headers),
      bundles: properties.appID == WireAddress.bundles, delivery: delivery, amqp: amqp)
    return refusal.map { .refused(call, $0) } ?? .call(call)
  }

  /// The call's metadata; who calls is what the broker verified, never what the metadata says.
  private static func metadata(_ properties: AMQPProperties) throws(RPCError) -> Metadata {
    var metadata = try MetadataMapping.decode(properties.headers)
    if !metadata.isEmpty { metadata.removeAllValues(forKey: ServerRules.callerKey) }
    if let user = properties.userID { metadata.addString(user, forKey: ServerRules.callerKey) }
    return metadata
  }

  private static func readsGzip(_ headers: [String: AMQPValue]) -> Bool {
    guard let names = headers[WireHeader.acceptEncoding]?.stringValue else { return false }
    return names == MessageFramer.gzip
      || names.split(separator: ",").contains { $0.drop { $0 == " " } == MessageFramer.gzip }
  }

  /// What is left of the call's time; nil when it has no deadline.
  private static func remaining(_ headers: [String: AMQPValue], now: Int64) -> Duration? {
    if let deadline = headers[WireHeader.deadline]?.integerValue {
      return WireDeadline(milliseconds: deadline).remaining(now: now)
    }
    return headers[WireHeader.timeout]?.stringValue.flatMap { TimeoutEncoding.decode($0) }
  }
}

/// What a server knows of its methods.
struct ServerRules: Sendable {
  /// The metadata key under which a handler finds who calls.
  static let callerKey = "clikc-caller"

  /// The registered methods by `package.Service/Method`.
  var methods: [String: MethodDescriptor] = [:]
  /// The methods that may run twice, by the same names.
  var idempotent: Set<String> = []

  /// The method of a path. Throws UNIMPLEMENTED for a streaming method whose caller wants no frames, INTERNAL
  /// for no path; an unknown method is GRPCCore's to refuse.
  func descriptor(path: String?, isStream: Bool) throws(RPCError) -> MethodDescriptor {
    guard let path, path.utf8.first == UInt8(ascii: "/"), let end = path.lastIndex(of: "/"),
      end > path.startIndex
    else { throw RPCError(code: .internalError, message: "type is not /package.Service/Method") }
    let known = self.methods[String(path.dropFirst())]
    guard isStream || known?.type ?? .unary == .unary else {
      throw RPCError(
        code: .unimplemented, message: "the method is a stream: grpc-credit is missing")
    }
    return known
      ?? MethodDescriptor(
        fullyQualifiedService: String(path[path.index(after: path.startIndex)..<end]),
        method: String(path[path.index(after: end)...]))
  }

  /// Whether the method may run twice.
  func isIdempotent(_ descriptor: MethodDescriptor) -> Bool {
    self.idempotent.contains(descriptor.fullyQualifiedMethod)
  }
}
