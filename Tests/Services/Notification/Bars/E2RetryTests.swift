import Foundation
import NotificationDomain
import Postgres
import TestSupport
import Testing

@testable import notification

@Suite(.timeLimit(.minutes(5))) struct E2RetryTests {
  /// The schedule and the breaker, a hundred and fifty times as fast.
  private static func pace(retries: [TimeInterval]) throws -> MailPace {
    var pace = MailPace()
    pace.retries = try #require(RetrySchedule(waits: retries, lifetime: 3600, jitter: 0.2))
    pace.probe = 0.03
    pace.idle = .milliseconds(5)
    return pace
  }

  @Test("E2: greylisted mail is retried on schedule, and mail to others goes out meanwhile")
  func greylisted() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("RCPT", "450 4.2.0 greylisted", times: 3, to: "zoe"))
    try await Workshop.open(smtp: relay.url()) { workshop in
      let grey = try await workshop.queue(Orders.order(.passwordChanged))
      let others = try await self.queueOthers(20, in: workshop)
      let waits = [0.4, 0.8, 1.2]

      try await self.sending(workshop, pace: Self.pace(retries: waits)) {
        try await workshop.pool.eventually(
          "select from mail where state = 'accepted' having count(*) = 21")
      }

      let tries = try relay.journal().of("try")
      let times = tries.filter { $0.to == grey.address }.map(\.at)
      #expect(times.count == 4)
      for (wait, (before, after)) in zip(waits, zip(times, times.dropFirst())) {
        // Later than this is the machine's doing: `clikc bench` measures it on a quiet one.
        #expect(after - before >= wait * 0.8)
      }
      #expect(try await workshop.record(grey)?.attempts == 4)
      for other in others { #expect(try await workshop.record(other)?.attempts == 1) }
    }
  }

  @Test("E2: each next try is due within 20 % of the schedule, early or late")
  func dueTimes() async throws {
    let relay = try ScriptedRelay()
    try relay.misbehave(.init("RCPT", "450 4.2.0 greylisted"))
    try await Workshop.open(smtp: relay.url()) { workshop in
      let mails = try await self.queueOthers(8, in: workshop)
      let schedule = RetrySchedule.standard
      var parts: [Double] = []
      for (attempt, wait) in zip(1..., schedule.waits + schedule.waits.suffix(1)) {
        try await workshop.sendAll()
        for mail in mails {
          let record = try #require(try await workshop.record(mail))
          #expect(record.state == .queued && record.attempts == attempt)
          parts.append(record.dueAt.timeIntervalSince(record.changedAt) / wait)
        }
        try await workshop.pool.query("update mail set due_at = now()")
      }

      // Times are kept to the microsecond.
      #expect(parts.allSatisfy { (0.8 - 1e-6...1.2 + 1e-6).contains($0) }, "\(parts)")
      // The whole of it is used: mails that failed together return apart.
      #expect(parts.contains { $0 < 0.9 } && parts.contains { $0 > 1.1 })
    }
  }

  @Test("E2: while the relay is away nothing is given up, and all goes out when it is back")
  func away() async throws {
    let relay = try ScriptedRelay()
    relay.stop()
    try await Workshop.open(smtp: relay.url()) { workshop in
      let mails = try await self.queueOthers(20, in: workshop)
      let pace = try Self.pace(retries: [600])
      try await self.sending(workshop, pace: pace) {
        // Long enough for several probes: the breaker opens at the first.
        while try await !self.hasBeenTried(mails, in: workshop) { await Task.yield() }
        try relay.start()
        try await workshop.pool.eventually(
          "select from mail where state = 'accepted' having count(*) = 20")
      }

      // No mail is charged for it: had one been, it would wait ten minutes.
      for mail in mails { #expect(try await workshop.record(mail)?.attempts == 1) }
    }
  }

  @Test("E2: mail goes out at the latest half a minute after the relay is back")
  func probes() {
    var breaker = RelayBreaker()
    let start = Date(timeIntervalSince1970: 0)
    for _ in 1...100 { breaker.fail(at: start) }

    #expect(breaker.permits(at: start + 30))
  }

  private func hasBeenTried(_ mails: [MailOrder], in workshop: Workshop) async throws -> Bool {
    for mail in mails {
      if try await workshop.record(mail)?.answer.isEmpty == false { return true }
    }
    return false
  }

  private func queueOthers(_ count: Int, in workshop: Workshop) async throws -> [MailOrder] {
    var orders: [MailOrder] = []
    for number in 0..<count {
      orders.append(
        try await workshop.queue(
          Orders.order(.passwordChanged, address: "officer\(number)@customs.example")))
    }
    return orders
  }

  /// Sends while `body` runs.
  private func sending(
    _ workshop: Workshop, pace: MailPace, _ body: () async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await workshop.sender(workers: 2, pace: pace).run() }
      try await body()
      group.cancelAll()
    }
  }
}
