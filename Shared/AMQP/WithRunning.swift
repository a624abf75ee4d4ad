/// Runs clients while `body` does, and returns when their threads have ended: a process that leaves before takes
/// OpenSSL's tables away under a connection that still says goodbye.
@discardableResult
public func withRunning<Result: Sendable>(
  _ clients: AMQPClient..., isolation: isolated (any Actor)? = #isolation,
  body: () async throws -> Result
) async throws -> Result {
  let running = clients.map { client in Task { try await client.run() } }
  let result: Swift.Result<Result, any Error>
  do {
    result = .success(try await body())
  } catch {
    result = .failure(error)
  }
  for task in running { task.cancel() }
  for task in running { _ = await task.result }
  return try result.get()
}
