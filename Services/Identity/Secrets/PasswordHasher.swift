internal import Cryptography
internal import Foundation
internal import GRPCCore
internal import NIOPosix
internal import Problems
internal import Synchronization

/// Hashes and verifies passwords with Argon2id.
///
/// A hash takes about 70 ms and 46 MiB, so hashes run on threads of their own, one for each core, and
/// never on Swift's cooperative pool; 50 more may wait. libargon2 keeps no state between calls.
package final class PasswordHasher: Sendable {
  /// What a hash costs. 46 MiB and one pass are the first choice of OWASP ASVS 5, appendix C; the second pass is what
  /// large pages save.
  package struct Parameters: Equatable, Sendable {
    package let memoryKiB: UInt32
    package let passes: UInt32
    package let lanes: UInt32

    package static let current = Parameters(memoryKiB: 47_104, passes: 2, lanes: 1)

    package init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
      self.memoryKiB = memoryKiB
      self.passes = passes
      self.lanes = lanes
    }

    /// What a hash of these costs less than one of `others`, as parameters; nil when it costs as much, but for less than
    /// the 8 KiB a lane that Argon2 works on at least (RFC 9106, 3.1). The cost is memory times passes.
    package func missing(from others: Parameters) -> Parameters? {
      let cost = UInt64(memoryKiB) * UInt64(passes)
      let asked = UInt64(others.memoryKiB) * UInt64(others.passes)
      guard cost < asked else { return nil }
      let passes = max(1, (asked - cost) / UInt64(others.memoryKiB))
      let memory = (asked - cost) / passes
      guard memory >= 8 * UInt64(others.lanes) else { return nil }
      return Parameters(memoryKiB: UInt32(memory), passes: UInt32(passes), lanes: others.lanes)
    }
  }

  private let parameters: Parameters
  private let capacity: Int
  private let threads: NIOThreadPool
  private let inFlight = Mutex(0)
  /// What the password of an unknown name is compared with, so that the time tells nothing.
  let decoy: String

  /// Starts the threads, which live as long as the process or until ``stop()``.
  package init(
    parameters: Parameters = .current, threads count: Int = max(1, PasswordHasher.activeCores),
    waiting: Int = 50
  ) throws {
    self.parameters = parameters
    capacity = count + waiting
    threads = NIOThreadPool(numberOfThreads: count)
    decoy = try Self.encode(try randomBytes(32), parameters)
    threads.start()
  }

  /// Ends the threads.
  package func stop() async throws { try await threads.shutdownGracefully() }

  /// The PHC string of a password under a new salt. Throws SERVER_BUSY (RESOURCE_EXHAUSTED) when too
  /// many wait.
  package func hash(_ password: String) async throws -> String {
    let parameters = parameters
    return try await run { try Self.encode(Array(password.utf8), parameters) }
  }

  /// Whether `password` is the one of `hash`; without a hash it is compared all the same, with one
  /// that no password has. Throws as ``hash(_:)`` does.
  package func verify(_ password: String, against hash: String?) async throws -> Bool {
    let (encoded, parameters) = (hash ?? decoy, parameters)
    let matches = try await run {
      let matches = try Self.matches(Array(password.utf8), encoded)
      try Self.makeUp(for: encoded, parameters)
      return matches
    }
    return matches && hash != nil
  }

  /// Whether a hash was made with other parameters than those of today.
  package func isOutdated(_ hash: String) -> Bool {
    PasswordHash(hash)?.parameters != parameters
  }

  private func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    let admitted = inFlight.withLock { count in
      guard count < capacity else { return false }
      count += 1
      return true
    }
    guard admitted else { throw Refusal(.resourceExhausted, "SERVER_BUSY") }
    defer { inFlight.withLock { $0 -= 1 } }
    return try await threads.runIfActive(work)
  }

  private static func encode(_ password: [UInt8], _ parameters: Parameters) throws -> String {
    let salt = try randomBytes(16)
    let digest = try Argon2.digest(of: password, salt: salt, parameters, length: 32)
    return PasswordHash(parameters: parameters, salt: salt, digest: digest).text
  }

  /// Does what a hash of former parameters saves of today's work, so that the time does not tell whose it is.
  private static func makeUp(for encoded: String, _ parameters: Parameters) throws {
    guard let rest = PasswordHash(encoded)?.parameters.missing(from: parameters) else { return }
    _ = try Argon2.digest(of: [], salt: [UInt8](repeating: 0, count: 16), rest, length: 32)
  }

  private static func matches(_ password: [UInt8], _ encoded: String) throws -> Bool {
    guard let hash = PasswordHash(encoded) else { throw HashingError.malformed }
    let digest = try Argon2.digest(
      of: password, salt: hash.salt, hash.parameters, length: hash.digest.count)
    return constantTimeEqual(digest, hash.digest)
  }

  /// How many cores may run hashes at once.
  package static var activeCores: Int { ProcessInfo.processInfo.activeProcessorCount }
}
