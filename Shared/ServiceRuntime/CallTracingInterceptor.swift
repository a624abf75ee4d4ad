public import GRPCCore
internal import Tracing

/// Carries the trace of a request through calls (W3C Trace Context): a client's side writes `traceparent`
/// into the metadata, a server's makes it the context of the handler. Each side opens a span for the call,
/// which a bootstrapped tracer records.
public struct CallTracingInterceptor: ServerInterceptor, ClientInterceptor {
  /// Creates an interceptor for either side.
  public init() {}

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    var trace = ServiceContext.topLevel
    InstrumentationSystem.instrument.extract(
      request.metadata, into: &trace, using: MetadataCarrier())
    return try await withSpan(
      context.descriptor.fullyQualifiedMethod, context: trace, ofKind: .server
    ) { span in
      var response = try await next(request, context)
      // The messages are written after the interceptors have returned.
      if case .success(var contents) = response.accepted {
        let (producer, inner) = (contents.producer, span.context)
        contents.producer = { writer in
          try await ServiceContext.withValue(inner) { try await producer(writer) }
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
    try await withSpan(context.descriptor.fullyQualifiedMethod, ofKind: .client) { span in
      var request = request
      InstrumentationSystem.instrument.inject(
        span.context, into: &request.metadata, using: MetadataCarrier())
      return try await next(request, context)
    }
  }
}

/// Reads and writes call metadata for an instrument.
private struct MetadataCarrier: Extractor, Injector {
  func extract(key: String, from carrier: Metadata) -> String? {
    carrier[stringValues: key].first { _ in true }
  }

  func inject(_ value: String, forKey key: String, into carrier: inout Metadata) {
    carrier.replaceOrAddString(value, forKey: key)
  }
}
