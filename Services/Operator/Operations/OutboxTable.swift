internal import Foundation
internal import OperationsContract
internal import SwiftProtobuf

/// The outboxes as `clikcctl outbox status` shows them.
struct OutboxTable {
  let text: String

  init(_ answers: [ServiceAnswer<Clikc_Operations_V1_GetOutboxResponse>], now: Date) {
    var table = Table(["service", "unpublished", "oldest", "leader", "no queue took"])
    for answer in answers {
      switch answer.result {
      case .success(let status):
        table.add([
          answer.service, "\(status.unpublished)",
          status.hasOldest ? age(of: status.oldest.date, now: now) : "-",
          status.leader.isEmpty ? "none" : status.leader, Self.unroutable(status.unroutable),
        ])
      case .failure(let failure):
        table.add([answer.service, "?", "?", "?", failure.description])
      }
    }
    self.text = table.text
  }

  private static func unroutable(_ events: [Clikc_Operations_V1_UnroutableEvents]) -> String {
    guard !events.isEmpty else { return "-" }
    return events.map { "\($0.count) \($0.type) (tried \($0.attempts) times)" }
      .joined(separator: ", ")
  }
}

/// How long ago something was, in its two largest units: `3 d 4 h`, `12 s`.
func age(of date: Date, now: Date) -> String {
  let seconds = max(0, Int(now.timeIntervalSince(date)))
  let parts = [
    (seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "min"),
    (seconds % 60, "s"),
  ].drop { $0.0 == 0 }.prefix(2).filter { $0.0 > 0 }
  return parts.isEmpty ? "0 s" : parts.map { "\($0.0) \($0.1)" }.joined(separator: " ")
}
