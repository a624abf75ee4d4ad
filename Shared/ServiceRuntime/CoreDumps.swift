internal import Foundation

/// What the kernel may keep of a process that crashed: nothing, as its memory holds passwords, keys and what people
/// sent (CWE-528; bar S13 of docs/security.md).
enum CoreDumps {
  /// The kernel did not take the limit; the text is its reason.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Forbids core files to this process and to those it starts, for good. A machine whose `kernel.core_pattern` hands
  /// dumps to a program leaves it to that program to keep to the limit, as systemd's does.
  static func forbid() throws(Failure) {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    guard setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0 else {
      throw Failure(description: "core dumps stay possible: \(String(cString: strerror(errno)))")
    }
  }
}
