public import BenchStubs
internal import Foundation
public import GRPCCore
internal import SwiftProtobuf

/// The service of bench.proto.
public struct BenchService: Clikc_Bench_V1_Bench.SimpleServiceProtocol {
  /// What answers an echo.
  public typealias Next =
    @Sendable (Clikc_Bench_V1_EchoRequest) async throws -> Clikc_Bench_V1_EchoResponse

  private let next: Next?

  /// Creates the service; `next` answers echoes in its place.
  public init(next: Next? = nil) {
    self.next = next
  }

  /// Answers a message with itself, or with the answer of the next service.
  public func echo(
    request: Clikc_Bench_V1_EchoRequest, context: ServerContext
  ) async throws -> Clikc_Bench_V1_EchoResponse {
    if let next = self.next { return try await next(request) }
    return .with { $0.content = request.content }
  }

  /// Sends so many messages of so many bytes.
  public func download(
    request: Clikc_Bench_V1_DownloadRequest,
    response: RPCWriter<Clikc_Bench_V1_DownloadResponse>, context: ServerContext
  ) async throws {
    let content = Data(count: Int(request.bytesEach))
    for _ in 0..<request.messages { try await response.write(.with { $0.content = content }) }
  }

  /// Counts what it is sent.
  public func upload(
    request: RPCAsyncSequence<Clikc_Bench_V1_UploadRequest, any Error>, context: ServerContext
  ) async throws -> Clikc_Bench_V1_UploadResponse {
    var bytes = 0
    for try await message in request { bytes += message.content.count }
    return .with { $0.bytes = UInt64(bytes) }
  }

  /// Answers each message with itself.
  public func exchange(
    request: RPCAsyncSequence<Clikc_Bench_V1_ExchangeRequest, any Error>,
    response: RPCWriter<Clikc_Bench_V1_ExchangeResponse>, context: ServerContext
  ) async throws {
    for try await message in request {
      try await response.write(.with { $0.content = message.content })
    }
  }
}
