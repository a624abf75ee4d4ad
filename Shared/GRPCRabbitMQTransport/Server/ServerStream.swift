internal import AMQP
internal import GRPCCore
internal import Synchronization

/// The frames of a call that is a stream, on the side that serves it.
final class ServerStream: Sendable {
  /// The caller's messages. The request itself was frame 0.
  let inbox = StreamInbox<RPCRequestPart<[UInt8]>>(first: 1)
  let outlet: StreamOutlet
  /// Whether the request held all there is of it.
  let isComplete: Bool
  private let firstFrame = Atomic<Bool>(true)

  /// A stream whose caller granted so much credit.
  init(granted: Int64, isComplete: Bool) {
    self.outlet = StreamOutlet(first: 0, granted: granted)
    self.isComplete = isComplete
  }

  /// Begins with the parts in the request.
  func begin(_ parts: [RPCRequestPart<[UInt8]>]) {
    _ = self.inbox.put(parts.map { ($0, 0) })
    if self.isComplete { self.inbox.end() }
  }

  /// True once: the first frame says where the caller's frames are to go.
  func isFirstFrame() -> Bool { self.firstFrame.exchange(false, ordering: .relaxed) }

  /// Takes a frame of the caller. Returns why the call cannot go on, if it cannot.
  func receive(_ delivery: AMQPDelivery) -> RPCError? {
    guard let sequence = delivery.properties.headers[WireHeader.sequence]?.integerValue,
      self.inbox.accept(sequence: sequence)
    else { return RPCError(code: .unavailable, message: "a message of the stream was lost") }
    do throws(RPCError) {
      let frame = try StreamFrame(body: delivery.body, properties: delivery.properties)
      guard self.inbox.put(frame.messages.map { (.message($0), StreamCredit.cost($0)) }) else {
        return RPCError(code: .resourceExhausted, message: "the caller sent more than it may")
      }
      if let credit = frame.credit { self.outlet.grant(credit) }
      if frame.isEnd { self.inbox.end() }
      return nil
    } catch {
      return error
    }
  }

  /// Nothing more is read or written.
  func end(_ error: RPCError) {
    self.inbox.end(error: error, dropping: true)
    self.outlet.end(error)
  }
}
