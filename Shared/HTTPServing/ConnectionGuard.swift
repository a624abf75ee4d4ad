internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// Stands next to the HTTP codec: answers what is no HTTP and ends the connection, and ends it after an
/// answer that says `Connection: close`.
///
/// It hides from the compressor that a HEAD accepts compression: there is nothing to compress, and the
/// compressor would make something of it. It answers before the compressor, which traps on an answer without a request (swift-nio-extras 1.35.2),
/// and instead of Hummingbird, which would answer with neither body nor headers.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let early: EarlyAnswer
  /// An answer has begun and not ended.
  private var isAnswering = false
  /// The connection ends with the answer.
  private var isLast = false
  /// The client is not listened to any more.
  private var isOver = false

  init(early: EarlyAnswer) { self.early = early }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = self.unwrapInboundIn(data), head.method == .HEAD else {
      return context.fireChannelRead(data)
    }
    head.headers.remove(name: "accept-encoding")
    context.fireChannelRead(self.wrapInboundOut(.head(head)))
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError else { return context.fireErrorCaught(error) }
    guard !self.isOver else { return }
    self.isOver = true
    guard !self.isAnswering else { return context.close(promise: nil) }
    var headers: HTTPHeaders = [
      "content-length": "\(self.early.body.count)", "connection": "close",
    ]
    for field in self.early.headers {
      headers.add(name: field.name.canonicalName, value: field.value)
    }
    let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers)
    let body = context.channel.allocator.buffer(bytes: self.early.body)
    context.write(self.wrapOutboundOut(.head(head)), promise: nil)
    context.write(self.wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    self.end(context, nil, nil)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !self.isOver || self.isAnswering else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch self.unwrapOutboundIn(data) {
    case .head(let head):
      self.isAnswering = head.status.code >= 200
      self.isLast = head.headers["connection"].contains("close")
      context.write(data, promise: promise)
    case .body: context.write(data, promise: promise)
    case .end(let trailers):
      self.isAnswering = false
      guard self.isLast else { return context.write(data, promise: promise) }
      self.end(context, trailers, promise)
    }
  }

  private func end(
    _ context: ChannelHandlerContext, _ trailers: HTTPHeaders?, _ promise: EventLoopPromise<Void>?
  ) {
    let channel = context.channel
    context.writeAndFlush(self.wrapOutboundOut(.end(trailers))).whenComplete { result in
      promise?.completeWith(result)
      channel.close(mode: .all, promise: nil)
    }
  }
}
