public import GRPCCore
public import Logging

/// The outermost interceptor of a service: a failure nobody foresaw is written to the log with its
/// cause and answered INTERNAL without it. Refusals, which a service throws on purpose, pass; they are
/// logged at debug, with the status and nothing of the request.
public struct CallLogInterceptor: ServerInterceptor {
  private let logger: Logger

  /// Writes to `logger`.
  public init(logger: Logger) { self.logger = logger }

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    do { return try await next(request, context) } catch {
      throw answer(error, to: context.descriptor)
    }
  }

  private func answer(_ error: any Error, to method: MethodDescriptor) -> any Error {
    if error is CancellationError { return RPCError(code: .cancelled, message: "cancelled") }
    let status = (error as? RPCError)?.code ?? (error as? any RPCErrorConvertible)?.rpcErrorCode
    if let status {
      logger.debug(
        "call refused", metadata: ["rpc.method": "\(method)", "rpc.status": "\(status)"])
      return error
    }
    logger.error(
      "call failed", metadata: ["rpc.method": "\(method)", "error.cause": "\(error)"])
    return RPCError(code: .internalError, message: "internal error")
  }
}
