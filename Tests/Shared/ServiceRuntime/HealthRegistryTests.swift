import ServiceRuntime
import Synchronization
import Testing

@Suite("The health of a process")
struct HealthRegistryTests {
  @Test("is not serving until it says so, and unknown for a part it never named")
  func states() {
    let health = HealthRegistry()
    #expect(health.isServing() == false)
    #expect(health.isServing("clikc.X") == nil)

    health.set(serving: true)

    #expect(health.isServing() == true)
  }

  @Test("is not serving before every part it needs does")
  func needs() async {
    let health = HealthRegistry()
    var states = health.watch(HealthRegistry.whole).makeAsyncIterator()
    let bound = health.need("events")
    health.set(serving: true)
    #expect(health.isServing() == false)
    #expect(await states.next() == false)

    bound()

    #expect(health.isServing() == true)
    #expect(await states.next() == true)
  }

  @Test("follows what it needs: away, there, away again", .timeLimit(.minutes(1)))
  func probed() async throws {
    struct Away: Error {}
    let health = HealthRegistry()
    let answers = Mutex([false, true, false])
    let probe = HealthProbe("database", for: health) {
      let answers = answers.withLock { $0.isEmpty ? false : $0.removeFirst() }
      if !answers { throw Away() }
    }
    health.set(serving: true)
    var states = health.watch(HealthRegistry.whole).makeAsyncIterator()
    let running = Task { try await probe.run() }

    #expect(await states.next() == false)
    #expect(await states.next() == true)
    #expect(await states.next() == false)
    running.cancel()
    try await running.value
  }

  @Test("is told to who watches, at once and at each change")
  func watched() async {
    let health = HealthRegistry()
    var states = health.watch("part").makeAsyncIterator()

    #expect(await states.next() == .some(nil))
    health.set("part", serving: true)
    #expect(await states.next() == true)
    health.set("part", serving: false)
    #expect(await states.next() == false)
  }
}
