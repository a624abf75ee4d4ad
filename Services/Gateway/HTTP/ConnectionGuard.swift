internal import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// What a client reads that sent something which is no HTTP, or headers beyond the limits: its language
/// is not known then.
struct EarlyProblem: Sendable {
  /// A problem document.
  let body: [UInt8]
}

/// Stands next to the HTTP codec: answers what is no HTTP and ends the connection, and ends it after an
/// answer that says `Connection: close`.
///
/// It answers before the compressor, which traps on an answer without a request (swift-nio-extras 1.35.2),
/// and instead of Hummingbird, which would answer with neither body nor headers.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let problem: EarlyProblem
  /// An answer has begun and not ended.
  private var isAnswering = false
  /// The connection ends with the answer.
  private var isLast = false
  /// The client is not listened to any more.
  private var isOver = false

  init(problem: EarlyProblem) { self.problem = problem }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard error is HTTPParserError else { return context.fireErrorCaught(error) }
    guard !self.isOver else { return }
    self.isOver = true
    guard !self.isAnswering else { return context.close(promise: nil) }
    var headers: HTTPHeaders = [
      "content-type": MediaType.problem, "content-length": "\(self.problem.body.count)",
      "connection": "close", "cache-control": "no-store",
    ]
    for field in SecurityHeaders.fields {
      headers.add(name: field.name.canonicalName, value: field.value)
    }
    let head = HTTPResponseHead(version: .http1_1, status: .badRequest, headers: headers)
    let body = context.channel.allocator.buffer(bytes: self.problem.body)
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
