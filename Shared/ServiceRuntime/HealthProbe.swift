public import ServiceLifecycle

/// Asks once a second whether something the process needs can be used, and tells the process's health:
/// without it the process as a whole does not serve.
public struct HealthProbe: Service {
  /// How long an answer may take before there is none.
  public static let patience = Duration.seconds(3)
  private static let pause = Duration.seconds(1)

  private let part: String
  private let health: HealthRegistry
  private let ask: @Sendable () async throws -> Void

  /// - Parameters:
  ///   - part: What is needed, such as `database`; it does not serve until it was asked.
  ///   - ask: Throws when it cannot be used; must end soon after it is cancelled.
  public init(
    _ part: String, for health: HealthRegistry, ask: @escaping @Sendable () async throws -> Void
  ) {
    self.part = part
    self.health = health
    self.ask = ask
    _ = health.need(part)
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        let answers = await self.answers()
        if !Task.isCancelled { self.health.set(self.part, serving: answers) }
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  private func answers() async -> Bool {
    await withTaskGroup(of: Bool.self) { group in
      group.addTask { (try? await self.ask()) != nil }
      group.addTask {
        try? await Task.sleep(for: Self.patience)
        return false
      }
      defer { group.cancelAll() }
      return await group.next() ?? false
    }
  }
}
