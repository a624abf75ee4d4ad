internal import HTTPTypes
internal import NIOCore
internal import NIOHTTPTypes

/// What a client reads that sent something which is no HTTP, or headers beyond the limits: its language
/// is not known then.
struct EarlyProblem: Sendable {
  /// A problem document.
  let body: [UInt8]
}

/// The last look at every answer of a connection: Hummingbird's own answer to a malformed request becomes
/// a problem document, no answer lacks the security headers, and `Connection: close` is kept.
final class EarlyAnswerHandler: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private let problems: EarlyProblem
  private var closes = false

  init(problems: EarlyProblem) { self.problems = problems }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch self.unwrapOutboundIn(data) {
    case .head(var head):
      let isBare = head.status == .badRequest && head.headerFields[.contentType] == nil
      self.closes = head.headerFields[.connection] == "close"
      SecurityHeaders.add(to: &head.headerFields)
      guard isBare else {
        return context.write(self.wrapOutboundOut(.head(head)), promise: promise)
      }
      head.headerFields[.contentType] = MediaType.problem
      head.headerFields[.contentLength] = "\(self.problems.body.count)"
      context.write(self.wrapOutboundOut(.head(head)), promise: nil)
      let body = context.channel.allocator.buffer(bytes: self.problems.body)
      context.write(self.wrapOutboundOut(.body(body)), promise: promise)
    case .body(let body): context.write(self.wrapOutboundOut(.body(body)), promise: promise)
    case .end(let trailers):
      guard self.closes else {
        return context.write(self.wrapOutboundOut(.end(trailers)), promise: promise)
      }
      let channel = context.channel
      context.writeAndFlush(self.wrapOutboundOut(.end(trailers))).whenComplete { result in
        promise?.completeWith(result)
        channel.close(mode: .all, promise: nil)
      }
    }
  }
}
