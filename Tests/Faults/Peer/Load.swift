internal import Foundation
internal import GRPCCore
internal import GRPCRabbitMQTransport

/// Calls at a steady rate, whatever becomes of them.
struct Load: Sendable {
  let rate: Double
  let seconds: Double
  let calls: Calls

  /// RATE SECONDS DEADLINE_MS METHOD WORK_MS
  init?(_ words: ArraySlice<String>) {
    let words = Array(words)
    guard words.count == 5, let rate = Double(words[0]), let seconds = Double(words[1]),
      let deadline = Int(words[2]), let work = Int(words[4])
    else { return nil }
    self.rate = rate
    self.seconds = seconds
    self.calls = Calls(
      deadline: .milliseconds(deadline), method: Work.method(words[3]), work: work)
  }

  func run<Transport: ClientTransport>(_ client: GRPCClient<Transport>) async throws {
    let begin = ContinuousClock.now
    await withDiscardingTaskGroup { group in
      for number in 0..<Int(self.rate * self.seconds) {
        let due = begin + .seconds(Double(number) / self.rate)
        guard (try? await Task.sleep(until: due)) != nil else { return }
        group.addTask { await self.calls.call(client, "\(getpid())-\(number)") }
      }
    }
  }
}

/// Makes calls and prints a line for each: its name, when it began (seconds since 1970), how long it took,
/// how it ended.
struct Calls: Sendable {
  let deadline: Duration
  let method: MethodDescriptor
  let work: Int

  func call<Transport: ClientTransport>(
    _ client: GRPCClient<Transport>, _ name: String
  ) async {
    let at = Date.now.timeIntervalSince1970
    let began = ContinuousClock.now
    var status = "OK"
    do {
      try await withDeadline(self.deadline) {
        try await client.unary(
          request: ClientRequest(message: "\(name) \(self.work)"), descriptor: self.method,
          serializer: Text(), deserializer: Text(), options: .defaults
        ) { _ = try $0.message }
      }
    } catch let error as RPCError {
      status = "\(error.code)"
    } catch {
      status = "\(type(of: error))"
    }
    let took = (ContinuousClock.now - began) / .milliseconds(1)
    print(
      """
      {"name": "\(name)", "at": \(String(format: "%.6f", at)), \
      "ms": \(String(format: "%.3f", took)), "status": "\(status)"}
      """)
    fflush(nil)
  }
}
