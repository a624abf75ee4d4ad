import GRPCCore
import Problems
import Testing

@testable import identity

@Suite("Argon2id")
struct PasswordHasherTests {
  @Test("gives PHC strings with today's parameters, each with a salt of its own")
  func phc() async throws {
    let hasher = try PasswordHasher(threads: 1)
    let first = try await hasher.hash("Harbour-Gate 7")
    let second = try await hasher.hash("Harbour-Gate 7")
    #expect(first.hasPrefix("$argon2id$v=19$m=47104,t=2,p=1$"))
    #expect(first != second)
    #expect(!hasher.isOutdated(first))
    try await hasher.stop()
  }

  @Test(
    "makes up for what hashes of former parameters cost less, and for nothing else",
    arguments: [
      ((47_104, 1), (47_104, 1)), ((19_456, 2), (55_296, 1)), ((65_536, 1), (28_672, 1)),
      ((47_104, 2), nil), ((65_536, 3), nil), ((47_100, 2), (8, 1)), ((47_101, 2), nil),
      ((8, 1), (94_200, 1)),
    ] as [((UInt32, UInt32), (UInt32, UInt32)?)])
  func missing(former: (UInt32, UInt32), rest: (UInt32, UInt32)?) {
    let hash = PasswordHasher.Parameters(memoryKiB: former.0, passes: former.1, lanes: 1)
    #expect(
      hash.missing(from: .current)
        == rest.map { PasswordHasher.Parameters(memoryKiB: $0.0, passes: $0.1, lanes: 1) })
  }

  @Test("tells the right password from others, in any script, zero bytes included")
  func verify() async throws {
    let hasher = try PasswordHasher(parameters: .init(memoryKiB: 64, passes: 1, lanes: 1))
    for password in ["Harbour-Gate 7", "كلمة السر 7A", "a\0b", ""] {
      let hash = try await hasher.hash(password)
      #expect(try await hasher.verify(password, against: hash))
      #expect(try await !hasher.verify(password + " ", against: hash))
    }
    #expect(try await !hasher.verify("a", against: try await hasher.hash("a\0b")))
    try await hasher.stop()
  }

  @Test("does the same work without a hash, and never says yes")
  func unknown() async throws {
    let hasher = try PasswordHasher(threads: 1)
    #expect(!hasher.isOutdated(hasher.decoy), "the decoy costs what a hash of today costs")
    #expect(try await !hasher.verify("Wrong-Password 1", against: nil))
    try await hasher.stop()

    let full = try PasswordHasher(threads: 1, waiting: -1)
    let busy = Refusal(.resourceExhausted, "SERVER_BUSY")
    await #expect(throws: busy) { try await full.verify("x", against: nil) }
    await #expect(throws: busy) { try await full.verify("x", against: full.decoy) }
    try await full.stop()
  }

  @Test("lets as many wait as it has room for, and refuses the next at once")
  func busy() async throws {
    let hasher = try PasswordHasher(threads: 1, waiting: 2)
    let outcomes = await withTaskGroup(of: String.self) { group in
      for _ in 1...10 {
        group.addTask {
          do {
            _ = try await hasher.hash("Harbour-Gate 7")
            return "hashed"
          } catch { return (error as? Refusal)?.reason ?? "\(error)" }
        }
      }
      return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    }
    #expect(outcomes["hashed", default: 0] >= 3)
    #expect(outcomes["SERVER_BUSY", default: 0] + outcomes["hashed", default: 0] == 10)
    #expect(outcomes["SERVER_BUSY", default: 0] > 0)
    try await hasher.stop()
  }

  @Test("is outdated when its parameters are not today's, and a broken one is an error")
  func outdated() async throws {
    let hasher = try PasswordHasher(threads: 1)
    #expect(hasher.isOutdated("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA"))
    await #expect(throws: HashingError.self) { try await hasher.verify("x", against: "$argon2id$") }
    try await hasher.stop()
  }
}
