internal import GRPCCore
internal import GRPCRabbitMQTransport
internal import OperationsContract

/// What one service answered, or why it did not.
struct ServiceAnswer<Value: Sendable>: Sendable {
  let service: String
  let result: Result<Value, Failure>
}

extension OperationsPort {
  typealias Operations = Clikc_Operations_V1_Operations.Client<RabbitMQClientTransport>

  /// Asks these services at the same time, all when none is named; the answers are in their order.
  func ask<Value: Sendable>(
    _ services: [String] = OperationsPort.services,
    _ question: @escaping @Sendable (Operations) async throws -> Value
  ) async throws -> [ServiceAnswer<Value>] {
    try await withThrowingTaskGroup(of: (Int, ServiceAnswer<Value>).self) { group in
      for (place, service) in services.enumerated() {
        let operations = try self.of(service)
        group.addTask {
          do {
            let value = try await attempting("asking \(service)") {
              try await Backend.timed { try await question(operations) }
            }
            return (place, ServiceAnswer(service: service, result: .success(value)))
          } catch let failure as Failure {
            return (place, ServiceAnswer(service: service, result: .failure(failure)))
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
        .sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
