internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import HTTPTypes
internal import HealthContract

/// Tells whether everything a request needs can be reached now.
struct Readiness: Sendable {
  /// How long a service may take to say so.
  static let patience: Duration = .seconds(1)

  /// Something a request needs.
  struct Part: Equatable, Sendable {
    let name: String
    let serves: Bool
  }

  /// Asks one service, over the queue, whether it takes calls.
  typealias Probe = @Sendable () async throws -> Grpc_Health_V1_HealthCheckResponse.ServingStatus

  /// By the service's name.
  let probes: [(name: String, probe: Probe)]

  /// What can be reached, in the order of the probes. A service that cannot be asked does not serve,
  /// whatever the reason; the broker is part of every answer.
  func parts() async -> [Part] {
    await withTaskGroup(of: (Int, Part).self) { group in
      for (index, probe) in self.probes.enumerated() {
        group.addTask {
          let status = try? await withDeadline(Self.patience, probe.probe)
          return (index, Part(name: probe.name, serves: status == .serving))
        }
      }
      var parts: [(Int, Part)] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
