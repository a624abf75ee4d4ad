internal import AMQP
internal import GRPCCore
internal import Synchronization

/// The frames of a call that is not unary: what arrived and was not read yet, and the way to the instance
/// that serves the call.
final class ClientStream: Sendable {
  private struct State {
    var instance: WireAddress.Target?
    var hasMetadata = false
  }

  /// Whether messages follow the request; otherwise it has its one message in it.
  let sendsFrames: Bool
  let inbox = StreamInbox<RPCResponsePart<[UInt8]>>(first: 0)
  /// The request itself is frame 0. There is no credit before the instance is known.
  let outlet = StreamOutlet(first: 1, granted: 0)
  private let state = Mutex(State())

  init(sendsFrames: Bool) {
    self.sendsFrames = sendsFrames
  }

  /// The instance that serves the call, once it has said so.
  var instance: WireAddress.Target? { self.state.withLock { $0.instance } }

  /// What a frame leads to.
  enum Outcome {
    case goesOn
    case isOver(WireResponse)
    /// The caller cannot go on, and the instance is to be told.
    case failed(WireResponse)
  }

  /// Takes what arrived for the call.
  func receive(_ delivery: AMQPDelivery, from exchange: String) -> Outcome {
    guard let sequence = delivery.properties.headers[WireHeader.sequence]?.integerValue else {
      return .isOver(WireResponse(body: delivery.body, headers: delivery.properties.headers))
    }
    guard self.inbox.accept(sequence: sequence) else {
      return .failed(WireResponse(.unavailable, "a message of the stream was lost"))
    }
    do throws(RPCError) {
      return try self.receive(
        try StreamFrame(body: delivery.body, properties: delivery.properties), from: exchange)
    } catch {
      return .failed(WireResponse(Status.Code(error.code), error.message))
    }
  }

  private func receive(_ frame: StreamFrame, from exchange: String) throws(RPCError) -> Outcome {
    if let address = frame.replyTo.flatMap({ WireAddress.instance($0, of: exchange) }) {
      self.state.withLock { $0.instance = address }
    }
    guard self.inbox.put(self.parts(frame)) else {
      throw RPCError(code: .resourceExhausted, message: "the server sent more than it may")
    }
    if let credit = frame.credit { self.outlet.grant(credit) }
    guard let status = frame.status else { return .goesOn }
    return .isOver(
      WireResponse(metadata: [:], message: nil, status: status, trailers: frame.trailers))
  }

  /// The frame's parts; the first message has metadata before it, if only empty.
  private func parts(_ frame: StreamFrame) -> [(part: RPCResponsePart<[UInt8]>, cost: Int64)] {
    var parts: [(part: RPCResponsePart<[UInt8]>, cost: Int64)] = []
    let isFirst = self.state.withLock { state in
      guard !state.hasMetadata, frame.metadata != nil || !frame.messages.isEmpty else {
        return false
      }
      state.hasMetadata = true
      return true
    }
    if isFirst { parts.append((.metadata(frame.metadata ?? [:]), 0)) }
    for message in frame.messages {
      parts.append((.message(message), StreamCredit.cost(message)))
    }
    return parts
  }

  /// The call is over. A response that came whole has its parts in it; what the caller no longer waits for
  /// is dropped.
  func end(_ response: WireResponse) {
    let status = response.status
    let isUnwanted = status.code == .deadlineExceeded || status.code == .cancelled
    let hadMetadata = self.state.withLock { state in
      defer { state.hasMetadata = true }
      return state.hasMetadata
    }
    let last =
      hadMetadata
      ? [.status(status, response.trailers)] : Array(response.parts.reversed())
    self.inbox.end(last, dropping: isUnwanted)
    self.outlet.end(
      RPCError(status: status) ?? RPCError(code: .cancelled, message: "the call is over"))
  }
}
