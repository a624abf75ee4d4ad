import GRPCCore
import Testing

@testable import GRPCRabbitMQTransport

@Suite("When a call is made again")
struct RetryRuleTests {
  private static let success = WireResponse(Status.Code.ok, "")
  private static let failure = WireResponse(.unavailable, "not now")

  @Test("only a response that is nothing but the status UNAVAILABLE is a reason")
  func reasons() {
    let budget = RetryBudget()
    var committed = Self.failure
    committed.metadata = ["a": "b"]
    let responses = [
      Self.failure, committed, Self.success, WireResponse(.deadlineExceeded, "late"),
      WireResponse(
        metadata: [:], message: [1], status: Status(code: .ok, message: ""), trailers: [:]),
    ]
    #expect(responses.map { budget.permits(another: $0) } == [true, false, false, false, false])
  }

  @Test("half of the tokens are spent on failures, and two successes earn one back")
  func budget() {
    let budget = RetryBudget(most: 10, ratio: 0.5)
    let first = (0..<6).map { _ in budget.permits(another: Self.failure) }
    #expect(first == [true, true, true, true, false, false])
    for _ in 0..<3 { _ = budget.permits(another: Self.success) }
    #expect(!budget.permits(another: Self.failure))
    for _ in 0..<5 { _ = budget.permits(another: Self.success) }
    #expect(budget.permits(another: Self.failure))
  }

  @Test("pauses double up to a second")
  func pauses() {
    let longest = (1...6).map { Retries.pause(after: $0, part: 1) }
    #expect(longest == [100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
    #expect(Retries.pause(after: 3, part: 0) == .zero)
  }

  @Test(
    "a server may say when to try again, or not to",
    arguments: [
      (nil, RetryPushback.none), ("0", .after(.zero)), ("250", .after(.milliseconds(250))),
      ("-1", .stop), ("", .stop), ("soon", .stop), ("4294967296", .stop),
    ] as [(String?, RetryPushback)])
  func pushback(text: String?, expected: RetryPushback) {
    var trailers = Metadata()
    if let text { trailers.addString(text, forKey: RetryPushback.key) }
    #expect(RetryPushback(trailers) == expected)
  }
}
