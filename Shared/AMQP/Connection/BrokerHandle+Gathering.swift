internal import CRabbitMQ
internal import Foundation

extension BrokerHandle {
  /// What is sent from now on leaves in full packets, the last at `flush()`: the library writes every frame
  /// by itself, which would cost a packet, and a wake-up of the broker, each.
  func gather() {
    guard !self.isGathering else { return }
    self.isGathering = self.cork(1)
  }

  /// Sends what was gathered, and from now on everything at once again.
  func flush() {
    guard self.isGathering else { return }
    self.isGathering = false
    _ = self.cork(0)
  }

  /// Whether a small message written now cannot wait: the socket keeps next to nothing that the broker's machine has not
  /// taken, and its buffer holds ten segments at the least. OpenSSL may have to read before it writes, so never over TLS.
  var writesAtOnce: Bool {
    !self.secure && (0...4096).contains(clikc_unsent(self.fileDescriptor))
  }

  private func cork(_ on: Int32) -> Bool {
    var on = on
    let size = socklen_t(MemoryLayout<Int32>.size)
    return setsockopt(self.fileDescriptor, Int32(IPPROTO_TCP), TCP_CORK, &on, size) == 0
  }
}
