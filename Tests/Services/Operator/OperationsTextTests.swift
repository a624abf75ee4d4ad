import Foundation
import OperationsContract
import SwiftProtobuf
import Testing

@testable import clikcctl

@Suite("What the operator reads of events")
struct OperationsTextTests {
  private let now = Date(timeIntervalSince1970: 1_795_521_600)

  @Test(
    "an age is told in its two largest units",
    arguments: [
      (0, "0 s"), (59, "59 s"), (60, "1 min"), (3661, "1 h 1 min"), (90_000, "1 d 1 h"),
      (86_400, "1 d"),
    ])
  func ages(seconds: Double, text: String) {
    #expect(age(of: now - seconds, now: now) == text)
  }

  @Test("an outbox is a line, also of a service that does not answer")
  func outbox() {
    let busy = Clikc_Operations_V1_GetOutboxResponse.with {
      $0.unpublished = 3
      $0.oldest = .init(date: now - 75)
      $0.leader = "relay 7@host"
      $0.unroutable = [
        .with {
          $0.type = "clikc.progress.v1.X"
          $0.count = 2
          $0.attempts = 4
        }
      ]
    }
    let text = OutboxTable(
      [
        ServiceAnswer(service: "progress", result: .success(busy)),
        ServiceAnswer(service: "identity", result: .success(.init())),
        ServiceAnswer(service: "catalogue", result: .failure(Failure("asking", "unavailable"))),
      ], now: now
    ).text
    #expect(
      text == """
        service    unpublished  oldest      leader        no queue took
        progress   3            1 min 15 s  relay 7@host  2 clikc.progress.v1.X (tried 4 times)
        identity   0            -           none          -
        catalogue  ?            ?           ?             asking: unavailable
        """)
  }

  @Test("a dead letter is shown with its envelope, headers and content")
  func letter() {
    let letter = Clikc_Operations_V1_DeadLetter.with {
      $0.messageID = "m"
      $0.reason = "its handler failed"
      $0.routingKey = "catalogue.v1.X"
      $0.size = 12
      $0.headers = ["clikc-rests": "3"]
      $0.content = "{}"
    }
    #expect(
      DeadLetterText(letter).text == """
        message id: m
        reason: its handler failed
        buried at: unknown
        routing key: catalogue.v1.X
        size: 12 bytes
        event: the body is no envelope
        header clikc-rests: 3
        content: {}
        """)
    let list = DeadLetterText(
      [
        ServiceAnswer(
          service: "progress",
          result: .success(
            .with {
              $0.depth = 1
              $0.letters = [letter]
            }))
      ], now: now
    ).text
    #expect(list.contains("progress  1        -"))
    #expect(list.contains("progress  m           (no envelope)  ?    its handler failed"))
  }
}
