import AMQP
import Logging
import Testing

@testable import GRPCRabbitMQTransport

@Suite("A server")
struct ServingTests {
  @Test("serves once requests come and answers go, in whichever order the connections are made")
  func bothConnections() throws {
    for consumesFirst in [true, false] {
      let core = try core()
      #expect(!core.isServing)
      if consumesFirst {
        core.consumer(.active(queue: "rpc.callee"))
      } else {
        core.publishing(.ready)
      }
      #expect(!core.isServing)
      if consumesFirst {
        core.publishing(.ready)
      } else {
        core.consumer(.active(queue: "rpc.callee"))
      }
      #expect(core.isServing)
    }
  }

  @Test("does not serve while answers cannot go, and serves again with them")
  func publishingEnds() async throws {
    let core = try core()
    core.consumer(.active(queue: "rpc.callee"))
    core.publishing(.ready)
    core.publishing(.down(.notConnected("gone")))
    #expect(!core.isServing)
    async let serving: Void = core.waitUntilServing()
    core.publishing(.ready)
    await serving
    #expect(core.isServing)
  }

  private func core() throws -> ServerCore {
    let amqp = try AMQPClient(
      AMQPConfiguration(url: "amqp://127.0.0.1:1/", connectionName: "serving"),
      logger: Logger(label: "test"))
    return ServerCore(amqp: amqp, service: "callee", limit: 1, maximumStreams: 1)
  }
}
