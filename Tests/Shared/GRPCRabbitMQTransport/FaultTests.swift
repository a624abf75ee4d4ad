import AMQP
import GRPCCore
import GRPCRabbitMQTransport
import Synchronization
import TestSupport
import Testing

@Suite("When something between caller and callee fails")
struct FaultTests {
  /// A caller without a callee.
  private func alone(
    _ broker: TestBroker, topology: AMQPTopology = AMQPTopology(),
    _ body: (Connection, AMQPClient) async throws -> Void
  ) async throws {
    let amqp = try broker.client("caller", topology: topology)
    let transport = RabbitMQClientTransport(amqp: amqp, caller: "caller", callee: "callee")
    try await withRunning(amqp) {
      try await withGRPCClient(transport: transport) { try await body(Connection($0), amqp) }
    }
  }

  @Test("M4: without an instance a call is UNAVAILABLE at once", arguments: [true, false])
  func noInstance(exchangeExists: Bool) async throws {
    let exchanges = exchangeExists ? [AMQPExchange("rpc.callee", .direct)] : []
    try await withTestBroker { broker in
      try await self.alone(broker, topology: AMQPTopology(exchanges: exchanges)) { call, _ in
        let began = ContinuousClock.now
        #expect(await call.error("Echo")?.code == .unavailable)
        #expect(ContinuousClock.now - began < .seconds(10))
      }
    }
  }

  @Test("M5: without a broker a call is UNAVAILABLE soon, and a deadline still ends it")
  func noBroker() async throws {
    let broker = TestBroker(url: "amqp://127.0.0.1:1/", virtualHost: "")
    try await self.alone(broker) { call, _ in
      #expect(await call.error("Echo")?.code == .unavailable)
      let error = await withDeadline(.milliseconds(50)) { await call.error("Echo") }
      #expect(error?.code == .deadlineExceeded)
    }
  }

  @Test("M7: after the connections were cut calls end UNAVAILABLE at worst, and soon work again")
  func cut() async throws {
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(handlers: ["Echo": Scripted.echo])) { call, _ in
        _ = try await call()
        try await broker.closeConnections()
        while let error = await withDeadline(.seconds(60), { await call.error("Echo") }) {
          try #require(error.code == .unavailable)
        }
      }
    }
  }

  @Test("M7: calls that may run twice all succeed while the connections are cut again and again")
  func cutAgain() async throws {
    let service = Scripted(handlers: ["Echo": Scripted.echo])
    let methods: Set<String> = ["clikc.test.v1.Scripted/Echo"]
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, service, idempotent: methods) { call, _ in
        let cutting = Task {
          for _ in 0..<3 { try await broker.closeConnections() }
        }
        var calls = 0
        let done = Atomic<Bool>(false)
        async let cuts: Void = {
          _ = await cutting.result
          done.store(true, ordering: .releasing)
        }()
        while !done.load(ordering: .acquiring) || calls < 100 {
          _ = try await withDeadline(.seconds(60)) { try await call() }
          calls += 1
        }
        await cuts
        try await cutting.value
      }
    }
  }

  @Test(
    "M7: a request that went with its queue ends UNAVAILABLE, though an instance is there again")
  func lostWithQueue() async throws {
    try await withTestBroker { broker in
      let other = try broker.client("other")
      try await withRunning(other) {
        _ = try await other.consume(.calleeInstance) { _ in }
        let (requests, input) = AsyncStream<AMQPDelivery>.makeStream()
        let instance = try await other.consume(.calleeRequests) { input.yield($0) }
        try await withCaller(broker) { call in
          let error = Task { await withDeadline(.seconds(120)) { await call.error("Echo") } }
          var iterator = requests.makeAsyncIterator()
          _ = await iterator.next()
          await instance.cancel()
          try await withRabbitMQ(broker, Scripted(handlers: ["Echo": Scripted.echo])) { _, _ in
            #expect(await error.value?.code == .unavailable)
          }
        }
      }
    }
  }

  @Test(
    "a slow call is waited for as long as an instance says that it has it, or none says anything",
    arguments: [[Answer.has], [.hasNot, .has], []])
  func claimed(answers: [Answer]) async throws {
    try await withTestBroker { broker in
      let other = try broker.client("other")
      try await withRunning(other) {
        let (asked, questions) = AsyncStream<AMQPDelivery>.makeStream()
        _ = try await other.consume(.calleeInstance) { questions.yield($0) }
        let (requests, input) = AsyncStream<AMQPDelivery>.makeStream()
        _ = try await other.consume(.calleeRequests) { delivery in
          delivery.ack()
          if delivery.properties.type == "probe" {
            try? await other.publish(.answer(to: delivery, type: "probe"))
          } else {
            input.yield(delivery)
          }
        }
        try await withCaller(broker) { call in
          async let response = call("Echo", [7])
          var iterator = requests.makeAsyncIterator()
          let request = try #require(await iterator.next())
          var questioned = 0
          for await question in asked where question.properties.type == "who" {
            questioned += 1
            if questioned == 8 { break }
            for answer in answers {
              var message = AMQPMessage.answer(to: question, type: "who")
              if answer == .hasNot { message.properties.headers = ["grpc-calls": .array([])] }
              try await other.publish(message)
            }
          }
          var reply = AMQPMessage.answer(to: request, type: nil)
          reply.body = request.body
          reply.properties.headers = ["grpc-status": 0]
          try await other.publish(reply)
          let message = try await response.message
          #expect(message == [7])
        }
      }
    }
  }

  /// What an instance says when it is asked about a call.
  enum Answer { case has, hasNot }

  @Test("M17: a queue deleted under its consumer is there again, and calls work")
  func queueDeleted() async throws {
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(handlers: ["Echo": Scripted.echo])) { call, _ in
        _ = try await call()
        try await broker.control("delete_queue", "--vhost", broker.virtualHost, "rpc.callee")
        while let error = await call.error("Echo") { try #require(error.code == .unavailable) }
      }
    }
  }

  @Test("a call in hand when the connection is lost ends UNAVAILABLE")
  func lostInHand() async throws {
    let (arrivals, arrived) = AsyncStream<Void>.makeStream()
    let hang: Scripted.Handler = { request, context in
      arrived.yield()
      try await context.cancellation.cancelled
      return ServerResponse(message: request.message)
    }
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(handlers: ["Hang": hang])) { call, _ in
        async let error = call.error("Hang")
        var iterator = arrivals.makeAsyncIterator()
        await iterator.next()
        try await broker.closeConnections()
        let code = await error?.code
        #expect(code == .unavailable)
      }
    }
  }

  @Test("M10: a call whose queue ended with its last instance does not wait for its deadline")
  func deadQueue() async throws {
    try await withTestBroker { broker in
      let other = try broker.client("other")
      try await withRunning(other) {
        let (requests, input) = AsyncStream<AMQPDelivery>.makeStream()
        let instance = try await other.consume(.calleeRequests) { input.yield($0) }
        try await self.alone(broker) { call, _ in
          async let error = call.error("Echo")
          var iterator = requests.makeAsyncIterator()
          _ = await iterator.next()
          await instance.cancel()
          let began = ContinuousClock.now
          let code = await error?.code
          #expect(code == .unavailable)
          #expect(ContinuousClock.now - began < .seconds(20))
        }
      }
    }
  }

  @Test(
    "a request delivered twice runs only if its method may run twice",
    arguments: [("Echo", Int64(14)), ("Read", 0)])
  func redelivered(method: String, expected: Int64) async throws {
    try await withTestBroker { broker in
      let other = try broker.client("other")
      try await withRunning(other) {
        let peer = try await RawPeer(other)
        let (requests, input) = AsyncStream<AMQPDelivery>.makeStream()
        let first = try await other.consume(.calleeRequests) { input.yield($0) }
        let status = Task { try await peer.status(peer.request(method)) }
        var iterator = requests.makeAsyncIterator()
        _ = await iterator.next()
        let service = Scripted(handlers: ["Echo": Scripted.echo, "Read": Scripted.echo])
        try await withRabbitMQ(broker, service, idempotent: ["clikc.test.v1.Scripted/Read"]) {
          _, _ in
          await first.cancel()
          let found = try await status.value
          #expect(found == expected)
        }
      }
    }
  }

  @Test("M19: two instances share the calls, and none fails while one of them stops")
  func rollingRestart() async throws {
    let served = Mutex<[String: Int]>([:])
    func handler(_ name: String) -> Scripted.Handler {
      { request, context in
        served.withLock { $0[name, default: 0] += 1 }
        return ServerResponse(message: request.message)
      }
    }
    try await withTestBroker { broker in
      try await withRabbitMQ(broker, Scripted(handlers: ["Echo": handler("one")])) { call, one in
        let amqp = try broker.client("two")
        let two = RabbitMQServerTransport(amqp: amqp, service: "callee")
        try await withRunning(amqp) {
          let service = Scripted(handlers: ["Echo": handler("two")])
          try await withGRPCServer(transport: two, services: [service]) { _ in
            await two.waitUntilServing()
            try await withThrowingTaskGroup { group in
              for worker in 0..<8 {
                group.addTask {
                  for number in 0..<100 {
                    if worker == 0, number == 30 { one.transport.beginGracefulShutdown() }
                    _ = try await call()
                  }
                }
              }
              try await group.waitForAll()
            }
          }
        }
      }
    }
    #expect(served.withLock { $0.values.reduce(0, +) } == 800)
    #expect(served.withLock { $0.count } == 2)
  }
}
