internal import NIOCore
internal import NIOPosix

/// Where the tasks of an HTTP process run.
public enum EventLoopTasks {
  /// Runs Swift's tasks on the threads that serve the sockets instead of a pool beside them, which saves two
  /// changes of thread for every step of a request. To be called first thing in the process, once. For
  /// processes that never block: whatever waits on a thread would hold up every connection of its loop.
  /// Where the compiler is newer than the library knows, everything stays as it is.
  public static func install() {
    _ = NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
  }
}
