import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Hummingbird's HTTP/1.1 channel with gzip for what is text. The compressor works on NIO's own HTTP
/// parts, so it stands before the codec that turns them into HTTPTypes.
struct CompressedHTTP1Channel: ServerChildChannel {
  typealias Value = HTTP1Channel.Value

  private let inner: HTTP1Channel

  init(responder: @escaping HTTPChannelHandler.Responder) {
    inner = HTTP1Channel(
      responder: responder, configuration: .init(idleTimeout: .seconds(60)))
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    inner.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
      try pipeline.addHandler(
        HTTPResponseCompressor(responseCompressionPredicate: Self.isText), position: .before(codec))
      return value
    }
  }

  func handle(value: Value, logger: Logger) async {
    await inner.handle(value: value, logger: logger)
  }

  private static func isText(
    _ head: inout HTTPResponseHead, _ supported: Bool
  ) -> HTTPResponseCompressor.CompressionIntent {
    let type = head.headers.first(name: "content-type") ?? ""
    let isText =
      type.hasPrefix("text/") || type.contains("json") || type.contains("svg")
      || type.contains("javascript")
    guard isText, !type.hasPrefix("text/event-stream"), head.status != .notModified else {
      return .doNotCompress
    }
    head.headers.add(name: "vary", value: "accept-encoding")
    return .compressIfPossible
  }
}
