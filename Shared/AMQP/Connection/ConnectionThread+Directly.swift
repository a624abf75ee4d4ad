internal import Foundation
internal import Synchronization

extension ConnectionThread {
  /// Does something with the connection on the calling thread, if the connection's own thread waits for something to do
  /// and what is written now goes out without waiting. False when it was not done.
  ///
  /// It spares a lone message the time in which a thread wakes up, which is longer than the writing itself.
  func directly(
    _ operation: (inout Driver, BrokerHandle) throws(AMQPError) -> Bool
  ) -> Bool {
    guard self.queue.isIdle, self.access.try() else { return false }
    defer { self.access.unlock() }
    guard let handle = self.handle, self.failure == nil, handle.writesAtOnce else { return false }
    self.busySince.store(monotonicNanoseconds(), ordering: .relaxed)
    defer { self.busySince.store(0, ordering: .relaxed) }
    do throws(AMQPError) {
      let isDone = try operation(&self.driver, handle)
      // The library may have read, and what it has read is not seen by who waits for the socket.
      if handle.hasBuffered { self.queue.nudge() }
      return isDone
    } catch {
      self.failure = error
      self.queue.nudge()
      return true
    }
  }
}
