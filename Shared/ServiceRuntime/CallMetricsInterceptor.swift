public import GRPCCore
internal import Metrics
internal import Synchronization

/// Counts calls, measures how long they take, and how many are under way, on either side:
///
/// - `rpc_calls_total`, a counter, by `side` (client, server), `method` and `status`;
/// - `rpc_duration_seconds`, a timer, by `side` and `method`, from the call to the end of its response;
/// - `rpc_in_flight`, a gauge, by `side`.
public struct CallMetricsInterceptor: ServerInterceptor, ClientInterceptor {
  private let server = CallMeter(side: "server")
  private let client = CallMeter(side: "client")

  /// Creates an interceptor for either side.
  public init() {}

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let call = MeasuredCall(server, context.descriptor)
    return try await call.ending {
      var response = try await next(request, context)
      switch response.accepted {
      case .failure(let error): call.end(error.code.description)
      case .success(var contents):
        let producer = contents.producer
        contents.producer = { writer in
          let trailers = try await call.ending { try await producer(writer) }
          call.end()
          return trailers
        }
        response.accepted = .success(contents)
      }
      return response
    }
  }

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingClientRequest<Input>, context: ClientContext,
    next:
      (StreamingClientRequest<Input>, ClientContext) async throws ->
      StreamingClientResponse<Output>
  ) async throws -> StreamingClientResponse<Output> {
    let call = MeasuredCall(client, context.descriptor)
    return try await call.ending {
      var response = try await next(request, context)
      switch response.accepted {
      case .failure(let error): call.end(error.code.description)
      case .success(var contents):
        contents.bodyParts = RPCAsyncSequence(
          wrapping: MeasuredParts(base: contents.bodyParts, call: call))
        response.accepted = .success(contents)
      }
      return response
    }
  }
}

/// What one side counts.
private final class CallMeter: Sendable {
  private struct State {
    var counters: [String: Counter] = [:]
    var timers: [String: Metrics.Timer] = [:]
  }

  private let side: String
  private let inFlight: Meter
  private let state = Mutex(State())

  init(side: String) {
    self.side = side
    self.inFlight = Meter(label: "rpc_in_flight", dimensions: [("side", side)])
  }

  func began() {
    inFlight.increment()
  }

  func ended(_ method: String, _ status: String, after duration: Duration) {
    inFlight.decrement()
    let (counter, timer) = state.withLock { state in
      let counter =
        state.counters["\(method) \(status)"]
        ?? Counter(
          label: "rpc_calls_total",
          dimensions: [("side", side), ("method", method), ("status", status)])
      let timer =
        state.timers[method]
        ?? Metrics.Timer(
          label: "rpc_duration_seconds", dimensions: [("side", side), ("method", method)])
      state.counters["\(method) \(status)"] = counter
      state.timers[method] = timer
      return (counter, timer)
    }
    counter.increment()
    timer.record(duration: duration)
  }
}

/// One call; it ends once, at the latest when nobody holds it any longer.
private final class MeasuredCall: Sendable {
  private let meter: CallMeter
  private let method: String
  private let began = ContinuousClock.now
  private let isOver = Atomic<Bool>(false)

  init(_ meter: CallMeter, _ method: MethodDescriptor) {
    self.meter = meter
    self.method = method.fullyQualifiedMethod
    meter.began()
  }

  deinit { end("CANCELLED") }

  func end(_ status: String = "OK") {
    guard !isOver.exchange(true, ordering: .relaxed) else { return }
    meter.ended(method, status, after: began.duration(to: .now))
  }

  /// Does a part of the call; an error ends it.
  func ending<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch {
      let code = (error as? RPCError)?.code ?? (error as? any RPCErrorConvertible)?.rpcErrorCode
      end(code?.description ?? (error is CancellationError ? "CANCELLED" : "UNKNOWN"))
      throw error
    }
  }
}

/// The parts of a response; the call ends with the last.
private struct MeasuredParts<Output: Sendable>: AsyncSequence, Sendable {
  typealias Element = StreamingClientResponse<Output>.Contents.BodyPart
  typealias Failure = any Error

  let base: RPCAsyncSequence<Element, any Error>
  let call: MeasuredCall

  func makeAsyncIterator() -> Iterator {
    Iterator(base: base.makeAsyncIterator(), call: call)
  }

  struct Iterator: AsyncIteratorProtocol {
    var base: RPCAsyncSequence<Element, any Error>.AsyncIterator
    let call: MeasuredCall

    mutating func next() async throws -> Element? { try await next(isolation: nil) }

    mutating func next(isolation actor: isolated (any Actor)?) async throws(any Error) -> Element? {
      do {
        let part = try await base.next(isolation: actor)
        switch part {
        case .trailingMetadata, nil: call.end()
        case .message: break
        }
        return part
      } catch {
        call.end((error as? RPCError)?.code.description ?? "UNKNOWN")
        throw error
      }
    }
  }
}
