import Foundation
import Synchronization
import Testing

@testable import Postgres

@Suite("The commands of a loop's threads")
struct CommandQueueTests {
  @Test("are performed in the order in which they came")
  func order() {
    let queue = CommandQueue(threads: 1)
    for number in 1...3 { queue.post(.close(number)) }

    #expect((1...3).map { _ in closes(queue.next()) } == [1, 2, 3])
    #expect(sleeps(queue.next()))
  }

  @Test("ring only for a thread that sleeps")
  func ringing() {
    let queue = CommandQueue(threads: 1)

    queue.post(.close(1))
    #expect(!isRinging(queue))
    _ = queue.next()
    #expect(sleeps(queue.next()))
    queue.post(.close(2))
    #expect(isRinging(queue))
    queue.wokeUp()
    #expect(!isRinging(queue))
    queue.post(.close(3))
    #expect(!isRinging(queue))
  }

  @Test("ring once for each sleeper, however many woke by themselves")
  func sleepers() {
    let queue = CommandQueue(threads: 2)
    #expect(sleeps(queue.next()))
    #expect(sleeps(queue.next()))

    queue.post(.close(1))
    // Both wake: one for the ring, one because a socket was ready.
    queue.wokeUp()
    queue.wokeUp()
    #expect(!isRinging(queue))
    _ = queue.next()
    #expect(sleeps(queue.next()))
    #expect(sleeps(queue.next()))
    queue.post(.close(2))
    queue.post(.close(3))
    queue.wokeUp()
    #expect(isRinging(queue))
    queue.wokeUp()
    #expect(!isRinging(queue))
  }

  @Test("wake nobody for a single one that its poster takes itself")
  func comingBack() {
    let queue = CommandQueue(threads: 2)
    #expect(sleeps(queue.next()))

    queue.post(.close(1), comingBack: true)
    #expect(!isRinging(queue))
    queue.post(.close(2), comingBack: true)
    #expect(isRinging(queue))
  }

  @Test("end with the last thread, which is told so")
  func stopping() {
    let queue = CommandQueue(threads: 2)
    #expect(sleeps(queue.next()))

    queue.stop()

    #expect(isRinging(queue))
    #expect(stops(queue.next()) == false)
    queue.wokeUp()
    #expect(stops(queue.next()) == true)
  }

  @Test(
    "leave the bell silent when all are performed, whoever came and went", .timeLimit(.minutes(1)))
  func silence() async {
    let queue = CommandQueue(threads: 2)
    let performed = Count()
    let posts = 20_000
    let ends = (0..<2).map { _ in
      // Threads of their own: they wait, as those of a loop do.
      let (end, done) = AsyncStream.makeStream(of: Void.self)
      Thread {
        perform(queue, performed)
        done.finish()
      }.start()
      return end
    }

    for number in 1...posts { queue.post(.close(number)) }
    while performed.value < posts { await Task.yield() }
    queue.stop()
    for end in ends { for await _ in end {} }

    #expect(performed.value == posts)
    #expect(!isRinging(queue))
  }

  private func closes(_ next: CommandQueue.Next) -> Int? {
    if case .perform(.close(let id)) = next { id } else { nil }
  }

  private func sleeps(_ next: CommandQueue.Next) -> Bool {
    if case .sleep = next { true } else { false }
  }

  private func stops(_ next: CommandQueue.Next) -> Bool? {
    if case .stop(let isLast) = next { isLast } else { nil }
  }

}

/// Each second sleep ends by itself, as if a socket had become ready.
private func perform(_ queue: CommandQueue, _ performed: Count) {
  for turn in 0... {
    switch queue.next() {
    case .perform: performed.increase()
    case .sleep:
      if turn.isMultiple(of: 2) { waitForBell(queue, milliseconds: 1) }
      queue.wokeUp()
    case .stop: return
    }
  }
}

private func isRinging(_ queue: CommandQueue) -> Bool {
  waitForBell(queue, milliseconds: 0)
}

@discardableResult
private func waitForBell(_ queue: CommandQueue, milliseconds: Int32) -> Bool {
  var bell = pollfd(fd: queue.bell, events: Int16(POLLIN), revents: 0)
  return poll(&bell, 1, milliseconds) == 1
}

private final class Count: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .relaxed) }

  func increase() { count.add(1, ordering: .relaxed) }
}
