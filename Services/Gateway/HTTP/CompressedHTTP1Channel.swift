internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1
internal import NIOHTTPCompression
internal import NIOHTTPTypes
internal import NIOHTTPTypesHTTP1

/// HTTP/1.1 with answers compressed for clients that ask for it.
///
/// Hummingbird's own channel takes no handler between the HTTP codec and its conversion to HTTPTypes,
/// where the compressor belongs, so this one builds the pipeline and lends everything else from it.
struct CompressedHTTP1Channel: ServerChildChannel, HTTPChannelHandler {
  typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  let responder: HTTPChannelHandler.Responder
  let problem: EarlyProblem

  /// Most bytes of all header fields, of one, and most fields.
  static let headerBytes = 16_384
  static let fieldBytes = 8_192
  static let fieldCount = 64
  /// How long a connection may say nothing between requests.
  static let idleTime: Duration = .seconds(60)
  /// Below this many bytes compression costs more than it saves.
  static let smallestCompressed = 1_024

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
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
      try pipeline.addHandler(ConnectionGuard(problem: self.problem))
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

  func handle(value: Value, logger: Logger) async {
    await self.handleHTTP(asyncChannel: value, logger: logger)
  }

  /// Pictures and PDFs are compressed already; an answer to HEAD has nothing to compress.
  private static func compresses(
    _ head: inout HTTPResponseHead, _ isPossible: Bool
  ) -> HTTPResponseCompressor.CompressionIntent {
    let type = head.headers.first(name: "content-type") ?? ""
    let length = head.headers.first(name: "content-length").flatMap(Int.init) ?? 0
    let isWhole = head.headers.first(name: HTTPField.Name.bodiless.rawName) == nil
    head.headers.remove(name: HTTPField.Name.bodiless.rawName)
    let isText = [MediaType.json, MediaType.problem, MediaType.protobuf].contains(type)
    return isWhole && isText && length >= Self.smallestCompressed
      ? .compressIfPossible : .doNotCompress
  }
}
