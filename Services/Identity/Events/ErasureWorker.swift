internal import Foundation
internal import IdentityDomain
package import Logging
internal import Problems
package import ServiceLifecycle

/// Carries out the requests for erasure whose time to be taken back is over, at the start and every minute, and tells
/// those whose request has no end yet when it has. Each is a transaction of its own that only one of several instances
/// can make.
package struct ErasureWorker: Service {
  private let work: Workplace
  private let logger: Logger

  package init(_ work: Workplace, logger: Logger) {
    self.work = work
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      repeat { await carryOut() } while (try? await Task.sleep(for: .seconds(60))) != nil
    }
  }

  /// One that fails is made up for by the next round, and holds up no other.
  package func carryOut() async {
    do {
      let store = ErasureStore(work.pool)
      for account in try await store.unscheduled() { await schedule(account) }
      for account in try await store.final(at: work.now()) { await erase(account) }
    } catch {
      logger.warning(
        "requests for erasure cannot be read", metadata: ["error.cause": "\(error)"])
    }
  }

  private func schedule(_ account: UUID) async {
    do {
      try await AskErasure(work).schedule(account)
    } catch {
      logger.error(
        "a request for erasure cannot be given an end",
        metadata: ["account.id": "\(account.wireText)", "error.cause": "\(error)"])
    }
  }

  private func erase(_ account: UUID) async {
    do {
      try await EraseAccount(work)(account, state: .erased, answer: "", by: nil)
    } catch let refusal as Refusal where refusal.reason == "ERASURE_NOT_WAITING" {
      // Another instance was faster, or the person has taken it back.
    } catch let refusal as Refusal where refusal.reason == "ERASURE_OF_LAST_ADMINISTRATOR" {
      logger.warning(
        "the last administrator asked for erasure and stays until there is another",
        metadata: ["account.id": "\(account.wireText)"])
    } catch {
      logger.error(
        "an account cannot be erased",
        metadata: ["account.id": "\(account.wireText)", "error.cause": "\(error)"])
    }
  }
}
