internal import Foundation
internal import OperationsContract
internal import SwiftProtobuf

/// Dead letters as `clikcctl dlq` shows them.
struct DeadLetterText {
  let text: String

  /// The queues with how full they are, then the letters of each.
  init(_ answers: [ServiceAnswer<Clikc_Operations_V1_ListDeadLettersResponse>], now: Date) {
    var queues = Table(["service", "letters", "oldest"])
    var letters = Table(["service", "message id", "event", "age", "reason"])
    for answer in answers {
      guard case .success(let found) = answer.result else {
        if case .failure(let failure) = answer.result {
          queues.add([answer.service, "?", failure.description])
        }
        continue
      }
      let oldest = found.letters.first { $0.hasBuriedAt }
      queues.add([
        answer.service, "\(found.depth)",
        oldest.map { age(of: $0.buriedAt.date, now: now) } ?? "-",
      ])
      for letter in found.letters { letters.add(Self.line(answer.service, letter, now)) }
    }
    let isEmpty = answers.allSatisfy { ((try? $0.result.get().letters.isEmpty) ?? true) }
    self.text = isEmpty ? queues.text : queues.text + "\n\n" + letters.text
  }

  /// One letter with all that is known of it.
  init(_ letter: Clikc_Operations_V1_DeadLetter) {
    var lines = [
      ("message id", letter.messageID), ("reason", letter.reason),
      ("buried at", letter.hasBuriedAt ? letter.buriedAt.date.ISO8601Format() : "unknown"),
      ("routing key", letter.routingKey), ("size", "\(letter.size) bytes"),
    ]
    if letter.hasEnvelope {
      lines += [
        ("event", letter.envelope.type), ("event id", letter.envelope.id),
        ("aggregate", "\(letter.envelope.aggregateID) version \(letter.envelope.aggregateVersion)"),
        ("occurred at", letter.envelope.occurredAt.date.ISO8601Format()),
      ]
    } else {
      lines.append(("event", "the body is no envelope"))
    }
    lines += letter.headers.sorted { $0.key < $1.key }.map { ("header \($0.key)", $0.value) }
    lines.append(("content", letter.content))
    self.text = lines.map { "\($0.0): \($0.1)" }.joined(separator: "\n")
  }

  private static func line(
    _ service: String, _ letter: Clikc_Operations_V1_DeadLetter, _ now: Date
  ) -> [String] {
    [
      service, letter.messageID.isEmpty ? "(none)" : letter.messageID,
      letter.hasEnvelope ? letter.envelope.type : "(no envelope)",
      letter.hasBuriedAt ? age(of: letter.buriedAt.date, now: now) : "?", letter.reason,
    ]
  }
}
