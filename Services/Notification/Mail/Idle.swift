import ServiceLifecycle

/// Waits, or returns at once when the service is told to stop.
func idle(for duration: Duration) async {
  // Being woken by the end of the service is what the wait is for, not an error.
  try? await cancelWhenGracefulShutdown { try await Task.sleep(for: duration) }
}

extension Duration {
  /// In seconds, as PostgreSQL takes it.
  var inSeconds: Double {
    Double(self.components.seconds) + Double(self.components.attoseconds) / 1e18
  }
}
