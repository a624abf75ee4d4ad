import Foundation
import GatewayContract
import SwiftProtobuf
import Synchronization

@testable import web

/// A gateway that answers by a script, keyed by method and path without its query; anything else is
/// not found. It keeps what it was asked.
final class ScriptedGateway: GatewayClient {
  private struct State {
    var answers: [String: GatewayAnswer] = [:]
    var calls: [GatewayCall] = []
    var down = false
  }

  private let state = Mutex(State())

  /// What was asked so far.
  var calls: [GatewayCall] { state.withLock { $0.calls } }

  /// Answers a call with a message, and with who is looking.
  func answer(
    _ call: String, _ message: any Message, viewer: Clikc_Gateway_V1_Viewer? = nil
  ) throws {
    let answer = GatewayAnswer(
      status: 200, contentType: "application/protobuf", body: try message.serializedBytes(),
      viewer: viewer)
    state.withLock { $0.answers[call] = answer }
  }

  /// Refuses a call.
  func refuse(
    _ call: String, _ status: Int, _ reason: String, violations: [String: String] = [:],
    viewer: Clikc_Gateway_V1_Viewer? = nil
  ) throws {
    let problem: [String: Any] = [
      "status": status, "reason": reason,
      "violations": violations.map { ["field": $0.key, "reason": $0.value] },
    ]
    let answer = GatewayAnswer(
      status: status, contentType: "application/problem+json",
      body: Array(try JSONSerialization.data(withJSONObject: problem)), viewer: viewer)
    state.withLock { $0.answers[call] = answer }
  }

  /// From now on no answer comes.
  func goDown() { state.withLock { $0.down = true } }

  func send(_ call: GatewayCall) async throws(GatewayUnreachable) -> GatewayAnswer {
    let path = call.path.prefix { $0 != "?" }
    let (answer, down) = state.withLock { state in
      state.calls.append(call)
      return (state.answers["\(call.method) \(path)"], state.down)
    }
    if down { throw GatewayUnreachable(cause: "scripted") }
    return answer
      ?? GatewayAnswer(status: 404, contentType: "text/plain", body: [], viewer: nil)
  }
}
