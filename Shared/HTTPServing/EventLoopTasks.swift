internal import Foundation
internal import NIOCore
internal import NIOPosix

/// Where the tasks of an HTTP process run.
public enum EventLoopTasks {
  /// Runs Swift's tasks on the threads that serve the sockets instead of a pool beside them, which saves two
  /// changes of thread for every step of a request. To be called first thing in the process, once. For
  /// processes that never block: whatever waits on a thread would hold up every connection of its loop.
  /// Where the compiler is newer than the library knows, everything stays as it is.
  ///
  /// There are half as many threads as processors, which an HTTP process shares with the services it asks: on
  /// two, a second thread made the dashboard a quarter dearer and twice as slow under load.
  /// NIO_SINGLETON_GROUP_LOOP_COUNT in the environment sets another number.
  public static func install() {
    if ProcessInfo.processInfo.environment["NIO_SINGLETON_GROUP_LOOP_COUNT"] == nil {
      NIOSingletons.groupLoopCountSuggestion = max(1, System.coreCount / 2)
    }
    _ = NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
  }
}
