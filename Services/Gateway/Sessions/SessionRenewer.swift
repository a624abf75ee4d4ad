internal import Foundation
internal import GRPCRabbitMQTransport
internal import IdentityContract
internal import Logging
internal import ServiceLifecycle
internal import SwiftProtobuf

/// Has Identity state anew the sessions in use before their statements are old, many at a time, so that requests find
/// them in the cache; and tells it when they were used.
struct SessionRenewer: Service {
  /// Sessions of one call: few enough that signing for them holds up nobody at Identity.
  private static let batch = 50
  /// How long to wait before asking again when Identity did not answer.
  private static let patience = Duration.seconds(1)
  /// The shortest pause between two rounds, in which sessions gather, and the longest.
  private static let pauses = (shortest: Duration.milliseconds(100), longest: Duration.seconds(1))

  let sessions: any Clikc_Identity_V1_Sessions.ClientProtocol
  let cache: SessionCache
  let logger: Logger

  /// Renews until the shutdown.
  func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: self.pause(now: .now))) != nil { await self.renewDue() }
    }
  }

  private func pause(now: ContinuousClock.Instant) -> Duration {
    let untilDue = self.cache.nextDue.map { now.duration(to: $0) } ?? Self.pauses.longest
    return min(max(untilDue, Self.pauses.shortest), Self.pauses.longest)
  }

  /// Renews all that are due. Those Identity does not answer for stay as they are and are due again soon.
  func renewDue() async {
    while true {
      let due = self.cache.takeDue(atMost: Self.batch, now: .now)
      guard !due.isEmpty else { return }
      do {
        try await self.renew(due)
      } catch {
        self.logger.warning(
          "sessions could not be renewed", error: error, metadata: ["sessions": "\(due.count)"])
        self.cache.postpone(due, until: .now + Self.patience, now: .now)
        return
      }
    }
  }

  private func renew(_ due: [SessionCache.Due]) async throws {
    let request = Clikc_Identity_V1_RenewSessionsRequest.with {
      $0.sessions = due.map { known in
        .with {
          $0.tokenHash = Data(known.key)
          $0.usedAt = Google_Protobuf_Timestamp(date: known.used)
        }
      }
    }
    let answer = try await withDeadline(RouteCalls.deadline) {
      try await self.sessions.renewSessions(request)
    }
    let standing = try Dictionary(
      answer.sessions.map { (Array($0.tokenHash), try Session($0.session)) }
    ) { first, _ in first }
    for known in due {
      guard let session = standing[known.key] else {
        self.cache.drop(known)
        continue
      }
      self.cache.renew(known, session, now: .now)
    }
  }
}
