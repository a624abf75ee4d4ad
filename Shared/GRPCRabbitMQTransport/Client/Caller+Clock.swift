internal import AMQP
internal import GRPCCore
internal import Synchronization

/// What a caller is finding out about a callee that has calls of its and does not answer.
struct Inquiry {
  /// When it was last asked whether any instance is there.
  var probed: ContinuousClock.Instant?
  /// When the instances were last asked which calls they have.
  var asked: ContinuousClock.Instant?
  /// Those questions that no instance has answered yet, and the calls that each names.
  var questions: [CallID: Question] = [:]
  /// When the last of the probes was sent that found no instance, and how often the caller has looked since.
  var absence: (sent: ContinuousClock.Instant, looks: Int)?
  /// Probes through the request queue, by name: what was written before them has left the queue when they
  /// are answered.
  var fences: [CallID: ContinuousClock.Instant] = [:]

  /// A question which calls an instance has.
  struct Question {
    let sent: ContinuousClock.Instant
    let calls: [CallID]
  }

  /// Counts a look. Returns when no instance was there, once the replies that were on their way then have had
  /// time to arrive: those of an instance that answers its last call and goes.
  mutating func confirmedAbsence() -> ContinuousClock.Instant? {
    guard let absence = self.absence else { return nil }
    guard absence.looks >= Pace.absenceLooks else {
      self.absence = (absence.sent, absence.looks + 1)
      return nil
    }
    self.absence = nil
    return absence.sent
  }

  /// Whether a time to wait has passed; then it begins again.
  static func isDue(
    _ last: inout ContinuousClock.Instant?, every interval: Duration, now: ContinuousClock.Instant
  ) -> Bool {
    if let time = last, time + interval > now { return false }
    last = now
    return true
  }
}

/// How patient a caller is.
enum Pace {
  static let look = Duration.milliseconds(20)
  /// A unary call this old makes the caller ask whether any instance is there, this often.
  static let presence = Duration.milliseconds(50)
  /// The same for streams.
  static let instance = Duration.milliseconds(500)
  /// A call this old makes the caller ask who has it.
  static let suspicion = Duration.milliseconds(500)
  static let question = Duration.milliseconds(400)
  static let fence = Duration.seconds(1)
  /// What was asked so long ago is not answered any more.
  static let life = Duration.seconds(10)
  /// After so many looks it is believed that no instance is there.
  static let absenceLooks = 2
  /// After so many questions in turn that were answered, and by no instance that has the call, the call is lost. Not after a
  /// time: one that is short for an instance at work is long for a caller that waits.
  static let denials = 4
  /// How many calls a question names.
  static let names = 200
}

extension Caller {
  /// Looks at the waiting calls every few milliseconds while there are any: ends those past their deadline,
  /// those no connection took, and finds out about those that are long unanswered.
  func watchClock() async {
    var signals = self.signal.makeAsyncIterator()
    while !Task.isCancelled {
      let calls = self.state.withLock { Array($0.calls.values) }
      if calls.isEmpty, !self.idle.exchange(true, ordering: .relaxed) { continue }
      if calls.isEmpty {
        guard await signals.next() != nil else { return }
        continue
      }
      self.look(at: calls, now: .now)
      try? await Task.sleep(for: Pace.look)
    }
  }

  private func look(at calls: [ClientCall], now: ContinuousClock.Instant) {
    var doubts: [String: Doubt] = [:]
    for call in calls {
      switch call.age(now: now) {
      case .fresh: break
      case .expired: call.abandon(.deadlineExceeded)
      case .stuck: self.end(call, WireResponse(.unavailable, "no connection to the broker"))
      case .unanswered(let age):
        doubts[call.callee.exchange, default: Doubt()].add(call, age)
      }
    }
    for (exchange, doubt) in doubts { self.inquire(exchange, doubt, now) }
  }

  /// What there is to find out about a callee.
  private struct Doubt {
    /// How often to ask whether any instance is there.
    var pace: Duration?
    /// Instances that serve streams.
    var instances: Set<WireAddress.Target> = []
    var hasQueued = false
    var unclaimed: [ClientCall] = []

    mutating func add(_ call: ClientCall, _ age: Duration) {
      if let instance = call.stream?.instance {
        self.instances.insert(instance)
        self.pace = self.pace ?? Pace.instance
        return
      }
      if age >= Pace.presence { self.pace = Pace.presence }
      guard age >= Pace.suspicion else { return }
      if call.hasLeftQueue { self.unclaimed.append(call) } else { self.hasQueued = true }
    }
  }

  private func inquire(_ exchange: String, _ doubt: Doubt, _ now: ContinuousClock.Instant) {
    let fence = CallID.random()
    let (probe, fenceDue, ask, absent) = self.state.withLock { state in
      var inquiry = state.inquiries[exchange] ?? Inquiry()
      defer { state.inquiries[exchange] = inquiry }
      let probe = doubt.pace.map { Inquiry.isDue(&inquiry.probed, every: $0, now: now) } ?? false
      inquiry.fences = inquiry.fences.filter { $0.value + Pace.life > now }
      inquiry.questions = inquiry.questions.filter { $0.value.sent + Pace.life > now }
      let fenceDue =
        doubt.hasQueued && !inquiry.fences.values.contains { $0 + Pace.fence > now }
      if fenceDue { inquiry.fences[fence] = now }
      let ask =
        !doubt.unclaimed.isEmpty && Inquiry.isDue(&inquiry.asked, every: Pace.question, now: now)
      return (probe, fenceDue, ask, inquiry.confirmedAbsence())
    }
    if probe {
      self.probe(exchange, WireAddress.instances, now)
      for instance in doubt.instances { self.probe(exchange, instance.key, now) }
    }
    if let absent { self.failWritten(.nobody(exchange), exchange: exchange, before: absent) }
    if fenceDue { self.fence(exchange, fence) }
    if ask { self.ask(exchange, doubt.unclaimed.map(\.id), now) }
  }
}
