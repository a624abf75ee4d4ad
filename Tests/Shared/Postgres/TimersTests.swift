import Synchronization
import Testing

@testable import Postgres

@Suite("What is to be done at a time")
struct TimersTests {
  private let now = ContinuousClock.now

  @Test("is told in order, once, and not before its time")
  func order() {
    let timers = Timers()
    let done = Mutex<[Int]>([])
    for number in [3, 1, 2] {
      _ = timers.insert(at: now + .seconds(number)) { done.withLock { $0.append(number) } }
    }

    for work in timers.due(now + .seconds(2)).work { work() }
    #expect(done.withLock { $0 } == [1, 2])
    for work in timers.due(now + .seconds(5)).work { work() }
    #expect(done.withLock { $0 } == [1, 2, 3])
    #expect(timers.due(now + .seconds(9)).work.isEmpty)
  }

  @Test("says when it is due before all other")
  func first() {
    let timers = Timers()

    #expect(timers.insert(at: now + .seconds(20)) {})
    #expect(!timers.insert(at: now + .seconds(30)) {})
    #expect(timers.insert(at: now + .seconds(10)) {})
  }

  @Test(
    "lets a thread sleep for ever when there is nothing, and at most a second beside connections")
  func patience() {
    let timers = Timers()
    #expect(timers.patience(checking: false) == -1)

    _ = timers.due(now + .seconds(1))
    let patience = timers.patience(checking: true)
    #expect(0...2001 ~= patience)

    _ = timers.insert(at: now - .seconds(1)) {}
    #expect(0...1 ~= timers.patience(checking: false))
  }

  @Test("asks once a second to look for answers that are overdue")
  func checks() {
    let timers = Timers()

    #expect(timers.due(now + .seconds(1)).isCheckDue)
    #expect(!timers.due(now + .milliseconds(1_900)).isCheckDue)
    #expect(timers.due(now + .seconds(2)).isCheckDue)
  }
}
