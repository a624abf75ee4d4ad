import Testing

@testable import Failpoints

#if CLIKC_FAULTS

@Suite("Failpoints")
struct FailpointTests {
  private enum Place: String, FailpointPlace {
    case one = "test.one"
    case two = "test.two"
  }

  @Test("are read from the environment's form")
  func parses() {
    let faults = Failpoint.parse("subscriber.afterCommit:kill,relay.afterMark:error@3")

    #expect(
      faults == [
        "subscriber.afterCommit": .init(.kill), "relay.afterMark": .init(.error, at: 3),
      ])
    #expect(Failpoint.parse("").isEmpty)
  }

  @Test("are all listed, in the order of their declaration")
  func lists() {
    #expect(Failpoint.names(of: [Place.self]) == ["test.one", "test.two"])
  }

  @Test("fail at the passage asked for, and at no other place")
  func fails() async throws {
    try await Failpoint.$planned.withValue(["test.two": .init(.error, at: 2)]) {
      try await Failpoint.reach(Place.one)
      try await Failpoint.reach(Place.two)
      await #expect(throws: InjectedFault(name: "test.two")) {
        try await Failpoint.reach(Place.two)
      }
      try await Failpoint.reach(Place.two)
    }
  }
}
#endif
