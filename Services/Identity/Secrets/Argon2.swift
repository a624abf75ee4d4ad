internal import CArgon2
internal import Foundation

/// Why Argon2 gave no answer.
package struct HashingError: Error, CustomStringConvertible {
  package let description: String

  init(code: Int32) {
    description = "argon2: \(String(cString: argon2_error_message(code)))"
  }

  /// A stored hash is none.
  static let malformed = HashingError(code: ARGON2_DECODING_FAIL.rawValue)
}

/// Argon2id, version 1.3 (RFC 9106), through libargon2.
enum Argon2 {
  /// The digest of a password. Throws ``HashingError`` for parameters that libargon2 refuses, or without memory.
  ///
  /// Its memory comes in large pages where the system has them (`madvise`), which takes a third off the time: the kernel
  /// hands out some 12 000 small pages one by one. It is wiped by libargon2 and given back after each hash.
  static func digest(
    of password: [UInt8], salt: [UInt8], _ parameters: PasswordHasher.Parameters, length: Int
  ) throws(HashingError) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: length)
    var (password, salt) = (password, salt)
    let code = digest.withUnsafeMutableBufferPointer { digest in
      password.withUnsafeMutableBufferPointer { password in
        salt.withUnsafeMutableBufferPointer { salt in
          var context = argon2_context()
          (context.out, context.outlen) = (digest.baseAddress, UInt32(digest.count))
          (context.pwd, context.pwdlen) = (password.baseAddress, UInt32(password.count))
          (context.salt, context.saltlen) = (salt.baseAddress, UInt32(salt.count))
          (context.m_cost, context.t_cost) = (parameters.memoryKiB, parameters.passes)
          (context.lanes, context.threads) = (parameters.lanes, parameters.lanes)
          context.version = ARGON2_VERSION_13.rawValue
          (context.allocate_cbk, context.free_cbk) = (takePages, givePages)
          return argon2id_ctx(&context)
        }
      }
    }
    guard code == ARGON2_OK.rawValue else { throw HashingError(code: code) }
    return digest
  }
}

/// Maps memory of so many bytes; not 0 when there is none.
private func takePages(
  _ memory: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?, _ size: Int
) -> Int32 {
  let mapped = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
  guard let mapped, mapped != MAP_FAILED else { return -1 }
  // A wish: without large pages it works as well, but slower.
  _ = madvise(mapped, size, MADV_HUGEPAGE)
  memory?.pointee = mapped.assumingMemoryBound(to: UInt8.self)
  return 0
}

private func givePages(_ memory: UnsafeMutablePointer<UInt8>?, _ size: Int) {
  // Fails only for what was not mapped.
  let code = munmap(memory, size)
  precondition(code == 0, "munmap of Argon2's memory failed")
}
