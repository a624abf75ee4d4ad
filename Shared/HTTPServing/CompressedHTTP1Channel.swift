public import HummingbirdCore
public import Logging
public import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
public import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// HTTP/1.1 with limits on headers, answers compressed for clients that ask for it, and an answer for what
/// is no HTTP.
///
/// Hummingbird's own channel takes no handler between the HTTP codec and its conversion to HTTPTypes,
/// where the compressor belongs, so this one builds the pipeline and lends everything else from it.
public struct CompressedHTTP1Channel: ServerChildChannel, HTTPChannelHandler {
  /// A connection in the form Hummingbird handles.
  public typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  /// Most bytes of one header field.
  static let fieldBytes = 8_192
  /// Most bytes of all header fields.
  static let headerBytes = 16_384
  /// Most header fields.
  static let fieldCount = 64
  /// How long a connection may say nothing between requests.
  static let idleTime: Duration = .seconds(60)
  /// Below this many bytes compression costs more than it saves.
  static let smallestCompressed = 1_024

  /// Answers requests.
  public let responder: HTTPChannelHandler.Responder
  private let early: EarlyAnswer

  /// A channel whose requests `responder` answers; what is no request is answered `early`.
  public init(responder: @escaping HTTPChannelHandler.Responder, early: EarlyAnswer) {
    self.responder = responder
    self.early = early
  }

  /// Builds the pipeline of one connection.
  public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      let pipeline = channel.pipeline.syncOperations
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = Self.fieldBytes
      limits.maxHeaderListSize = Self.headerBytes
      limits.maxHeaderFieldCount = Self.fieldCount
      try pipeline.configureHTTPServerPipeline(
        withPipeliningAssistance: false, withErrorHandling: false,
        withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
        withDecoderLimitConfiguration: limits)
      try pipeline.addHandler(ConnectionGuard(early: self.early))
      try pipeline.addHandler(
        HTTPResponseCompressor(responseCompressionPredicate: Self.compresses))
      try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
      try pipeline.addHandler(
        HTTPConnectionStateHandler(idleTimeout: Self.idleTime, logger: logger))
      return try NIOAsyncChannel(
        wrappingChannelSynchronously: channel,
        configuration: .init(isOutboundHalfClosureEnabled: true))
    }
  }

  /// Serves one connection.
  public func handle(value: Value, logger: Logger) async {
    await self.handleHTTP(asyncChannel: value, logger: logger)
  }

  /// Text is compressed; pictures and PDFs are already, and event streams must not be held up.
  private static func compresses(
    _ head: inout HTTPResponseHead, _ isPossible: Bool
  ) -> HTTPResponseCompressor.CompressionIntent {
    let type = head.headers.first(name: "content-type") ?? ""
    let length = head.headers.first(name: "content-length").flatMap(Int.init) ?? .max
    guard Self.isText(type), length >= Self.smallestCompressed, head.status != .notModified else {
      return .doNotCompress
    }
    let varies = head.headers["vary"].joined(separator: ",").lowercased()
    if !varies.contains("accept-encoding") {
      head.headers.add(name: "vary", value: "Accept-Encoding")
    }
    return .compressIfPossible
  }

  private static func isText(_ type: String) -> Bool {
    !type.hasPrefix("text/event-stream")
      && (type.hasPrefix("text/")
        || ["json", "svg", "javascript", "protobuf"].contains { type.contains($0) })
  }
}
