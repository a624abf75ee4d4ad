internal import CArgon2
internal import Cryptography
internal import Foundation
internal import GRPCCore
internal import NIOPosix
internal import Problems
internal import Synchronization

/// Why Argon2 gave no answer.
package struct HashingError: Error, CustomStringConvertible {
  package let description: String

  init(code: Int32) {
    description = "argon2: \(String(cString: argon2_error_message(code)))"
  }
}

/// Hashes and verifies passwords with Argon2id.
///
/// A hash takes about 80 ms and 46 MiB, so hashes run on threads of their own, one for each core, and
/// never on Swift's cooperative pool; 50 more may wait. libargon2 keeps no state between calls.
package final class PasswordHasher: Sendable {
  /// What a hash costs. 46 MiB and one pass are the first choice of OWASP ASVS 5, appendix C.
  package struct Parameters: Equatable, Sendable {
    package let memoryKiB: UInt32
    package let passes: UInt32
    package let lanes: UInt32

    package static let current = Parameters(memoryKiB: 47_104, passes: 1, lanes: 1)

    package init(memoryKiB: UInt32, passes: UInt32, lanes: UInt32) {
      self.memoryKiB = memoryKiB
      self.passes = passes
      self.lanes = lanes
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
    let encoded = hash ?? decoy
    let matches = try await run { try Self.matches(Array(password.utf8), encoded) }
    return matches && hash != nil
  }

  /// Whether a hash was made with other parameters than those of today.
  package func isOutdated(_ hash: String) -> Bool {
    !hash.hasPrefix(
      "$argon2id$v=19$m=\(parameters.memoryKiB),t=\(parameters.passes),p=\(parameters.lanes)$")
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
    let hashLength = 32
    let length = argon2_encodedlen(
      parameters.passes, parameters.memoryKiB, parameters.lanes, UInt32(salt.count),
      UInt32(hashLength), Argon2_id)
    var encoded = [CChar](repeating: 0, count: length)
    let code = argon2id_hash_encoded(
      parameters.passes, parameters.memoryKiB, parameters.lanes, password, password.count, salt,
      salt.count, hashLength, &encoded, encoded.count)
    guard code == ARGON2_OK.rawValue else { throw HashingError(code: code) }
    return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }

  private static func matches(_ password: [UInt8], _ encoded: String) throws -> Bool {
    let code = argon2id_verify(encoded, password, password.count)
    switch code {
    case ARGON2_OK.rawValue: return true
    case ARGON2_VERIFY_MISMATCH.rawValue: return false
    default: throw HashingError(code: code)
    }
  }

  /// How many cores may run hashes at once.
  package static var activeCores: Int { ProcessInfo.processInfo.activeProcessorCount }
}
