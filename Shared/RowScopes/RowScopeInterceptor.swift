internal import Authentication
public import GRPCCore
internal import Postgres

/// Puts what a call asks of the database into the scope of its person. Belongs behind `AuthenticationInterceptor`. An
/// anonymous call has no scope and sees no row that has a policy, but where its handler says that it reads as the
/// service.
public struct RowScopeInterceptor: ServerInterceptor {
  /// Takes the person from `Principal.current`.
  public init() {}

  public func intercept<Input: Sendable, Output: Sendable>(
    request: StreamingServerRequest<Input>, context: ServerContext,
    next:
      @Sendable (StreamingServerRequest<Input>, ServerContext) async throws ->
      StreamingServerResponse<Output>
  ) async throws -> StreamingServerResponse<Output> {
    let scope = Principal.current.map { PostgresScope($0) }
    return try await PostgresScope.$current.withValue(scope) { try await next(request, context) }
  }
}
