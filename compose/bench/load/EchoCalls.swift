internal import BenchStubs
internal import Foundation
public import GRPCCore
internal import SwiftProtobuf

/// The call every transport is measured by: 200 bytes there and back, with three entries of metadata, as
/// rpc_peer.c has them.
public struct EchoCalls<Transport: ClientTransport>: Sendable {
  private let stub: Clikc_Bench_V1_Bench.Client<Transport>
  private var options = CallOptions.defaults

  /// Calls through the generated stubs; `timeout` is GRPCCore's own, for transports that have no other.
  public init(_ client: GRPCClient<Transport>, timeout: Duration? = nil) {
    self.stub = Clikc_Bench_V1_Bench.Client(wrapping: client)
    self.options.timeout = timeout
  }

  /// One call.
  public func call() async throws {
    let request = Clikc_Bench_V1_EchoRequest.with { $0.content = EchoPayload.content }
    let response = try await self.stub.echo(
      request, metadata: EchoPayload.metadata, options: self.options)
    guard response.content.count == EchoPayload.size else {
      throw RPCError(code: .dataLoss, message: "\(response.content.count) bytes came back")
    }
  }
}

/// What the calls carry.
public enum EchoPayload {
  /// The bytes of a message's content.
  public static let size = 200
  /// The content.
  static let content = Data(count: size)
  /// The metadata of a call.
  public static let metadata: Metadata = [
    "clikc-client-address": "192.0.2.7", "clikc-language": "en",
    "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  ]
}
