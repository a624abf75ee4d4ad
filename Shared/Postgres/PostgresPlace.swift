public import Failpoints

/// Where this module can be made to fail: around each statement and each commit of the whole process;
/// `@n` picks one of them.
public enum PostgresPlace: String, FailpointPlace {
  /// A statement is about to be sent.
  case beforeStatement = "postgres.beforeStatement"
  /// A statement was answered.
  case afterStatement = "postgres.afterStatement"
  /// A transaction has done its work and is about to be committed.
  case beforeCommit = "postgres.beforeCommit"
  /// A transaction was committed; its caller has not heard of it.
  case afterCommit = "postgres.afterCommit"

  /// Passes the place; an injected error looks like a connection that ended there.
  func reach() async throws(PostgresError) {
    #if CLIKC_FAULTS
    do {
      try await Failpoint.reach(self)
    } catch is CancellationError {
      throw PostgresError(.cancelled, "cancelled at \(rawValue)")
    } catch {
      throw PostgresError(.connectionLost, "a fault was injected at \(rawValue)")
    }
    #endif
  }
}
