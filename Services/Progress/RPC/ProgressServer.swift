import Authentication
import Foundation
import GRPCCore
import Logging
import ProgressContract
import ProgressDomain
import RowScopes
import ServiceRuntime

/// What the service offers on the queue, and what every call passes through.
struct ProgressServer: Sendable {
  let store: ProgressStore
  /// Whether an item without a grade is left out of the total where the author does not say.
  let excludesEmpty: Bool
  /// Whom to ask to be enrolled.
  let contact: String
  let now: @Sendable () -> Date
  /// Draws the seed of an attempt.
  let seed: @Sendable () -> UInt64

  /// The services of clikc.progress.v1.
  var services: [any RegistrableRPCService] {
    [
      ProgressService(store: self.store),
      LessonService(store: self.store, now: self.now),
      QuizService(store: self.store, now: self.now, seed: self.seed),
      GradeService(store: self.store, excludesEmpty: self.excludesEmpty, now: self.now),
      ProgressDataService(rows: PersonalRows(pool: self.store.pool)),
    ]
  }

  /// Outermost first.
  func interceptors(verifier: PrincipalVerifier, logger: Logger) -> [any ServerInterceptor] {
    [
      CallLogInterceptor(logger: logger), AuthenticationInterceptor(verifier: verifier),
      RowScopeInterceptor(), RefusalInterceptor(contact: self.contact),
    ]
  }
}
