internal import AMQP
internal import GRPCCore

// The frames of a call, from the call's side.
extension ClientCall {
  /// Sends one message of a stream, when there is credit for it.
  func write(_ message: [UInt8], on stream: ClientStream) async throws(RPCError) {
    guard message.count <= MessageFramer.maximumLength else { throw MessageFramer.tooLarge }
    try await stream.outlet.reserve(StreamCredit.cost(message))
    var frame = StreamFrame()
    frame.messages = [message]
    try self.send(frame, on: stream)
  }

  /// Says that no more messages come. Waits for the instance to be known.
  func finishWriting(on stream: ClientStream) async {
    var frame = StreamFrame()
    frame.isEnd = true
    do throws(RPCError) {
      try await stream.outlet.reserve(0)
      try self.send(frame, on: stream)
    } catch {
      // The call is over: its reader has the status.
    }
  }

  /// Lets the instance send more.
  func announce(_ credit: Int64, on stream: ClientStream) {
    var frame = StreamFrame()
    frame.credit = credit
    // A stream that cannot send has ended, and its reader hears why.
    try? self.send(frame, on: stream)
  }

  private func send(_ frame: StreamFrame, on stream: ClientStream) throws(RPCError) {
    guard let instance = stream.instance else { return }
    let message = try frame.encoded(
      to: instance, id: self.id.text, user: self.callee.address.user,
      compressing: self.compresses)
    let publication = FramePublication(message, outlet: stream.outlet) { error in
      self.abandon(WireResponse(error))
    }
    do throws(AMQPError) {
      try self.callee.caller.amqp.enqueue(publication)
    } catch {
      let response = WireResponse(error)
      self.abandon(response)
      throw RPCError(status: response.status) ?? .init(code: .unavailable, message: "\(error)")
    }
  }

  /// The next part of the response; cancelling the task cancels the call.
  func nextPart(
    of stream: ClientStream
  ) async throws -> RPCResponsePart<[UInt8]>? {
    let (part, credit) = try await withTaskCancellationHandler {
      try await stream.inbox.next()
    } onCancel: {
      self.abandon(WireResponse(.cancelled, "the caller cancelled the call"))
    }
    if let credit { self.announce(credit, on: stream) }
    return part
  }
}
