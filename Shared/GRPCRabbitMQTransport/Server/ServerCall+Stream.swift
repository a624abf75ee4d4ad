internal import AMQP
internal import GRPCCore

// The frames of a call, from the call's side.
extension ServerCall {
  /// Tells the caller of an unfinished stream where its messages are to go, and how many.
  func welcome(_ stream: ServerStream, from instance: WireAddress.Target) {
    guard !stream.isComplete else { return }
    var frame = StreamFrame()
    frame.credit = StreamCredit.window
    // A caller that hears nothing asks.
    try? self.send(frame, on: stream, from: instance)
  }

  /// Sends a part of the response, when there is credit for it.
  func write(
    _ part: RPCResponsePart<[UInt8]>, on stream: ServerStream, from instance: WireAddress.Target
  ) async throws(RPCError) {
    var frame = StreamFrame()
    switch part {
    case .metadata(let metadata):
      frame.metadata = metadata
    case .message(let message):
      guard message.count <= MessageFramer.maximumLength else { throw MessageFramer.tooLarge }
      try await stream.outlet.reserve(StreamCredit.cost(message))
      frame.messages = [message]
    case .status(let status, let trailers):
      try self.finish(status, trailers, on: stream, from: instance)
      return
    }
    try self.send(frame, on: stream, from: instance)
  }

  /// Sends the status; one whose details are too large becomes a status that says so.
  private func finish(
    _ status: Status, _ trailers: Metadata, on stream: ServerStream,
    from instance: WireAddress.Target
  ) throws(RPCError) {
    var frame = StreamFrame()
    (frame.status, frame.trailers) = (status, trailers)
    // A handler that was cancelled because messages were lost does not know why.
    if let failure = stream.outlet.failure, failure.code != .cancelled {
      frame.status = Status(code: Status.Code(failure.code), message: failure.message)
    }
    do throws(RPCError) {
      try self.send(frame, on: stream, from: instance)
    } catch {
      guard error.code != .unavailable else { throw error }
      (frame.status, frame.trailers) = (
        Status(code: .init(error.code), message: error.message), [:]
      )
      try self.send(frame, on: stream, from: instance)
    }
  }

  /// Lets the caller send more.
  func announce(_ credit: Int64, on stream: ServerStream, from instance: WireAddress.Target) {
    var frame = StreamFrame()
    frame.credit = credit
    // A stream that cannot send has failed, and says so itself.
    try? self.send(frame, on: stream, from: instance)
  }

  private func send(
    _ frame: StreamFrame, on stream: ServerStream, from instance: WireAddress.Target
  ) throws(RPCError) {
    var frame = frame
    if stream.isFirstFrame() { frame.replyTo = instance.text }
    let message = try frame.encoded(
      to: self.replyAddress, id: self.id, compressing: self.compresses)
    let publication = FramePublication(message, outlet: stream.outlet) { error in
      self.lose(error)
    }
    do throws(AMQPError) {
      try self.amqp.enqueue(publication)
    } catch {
      self.lose(error)
      throw RPCError(code: .unavailable, message: "\(error)")
    }
  }

  /// A frame was not sent: the handler is told. The caller knows from its own side, or will see the gap.
  private func lose(_ error: AMQPError) {
    self.stream?.end(RPCError(code: .unavailable, message: "\(error)"))
    self.cancel()
  }

  /// Takes a frame of the caller; one that cannot be right ends the call.
  func receive(_ delivery: AMQPDelivery) {
    guard let stream = self.stream, let error = stream.receive(delivery) else { return }
    stream.end(error)
    self.cancel()
  }
}
