/// Runs calls that must all end within a time.
func withCallDeadline<Value: Sendable>(
  _ time: Duration, _ body: @Sendable () async throws -> Value
) async throws -> Value {
  try await body()
}
