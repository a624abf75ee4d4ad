import GRPCCore
import Problems
import Testing

@Suite("A refusal")
struct RefusalTests {
  @Test("comes out of the call's error as it went in")
  func roundTrip() throws {
    let refusal = Refusal(
      .permissionDenied, "NOT_ENROLLED", arguments: ["tutors": "Ama, Béa"],
      violations: [FieldViolation("name", "TOO_LONG", arguments: ["maximum": "120"])])

    let error = RPCError(
      code: refusal.rpcErrorCode, message: refusal.rpcErrorMessage,
      metadata: refusal.rpcErrorMetadata)

    #expect(error.refusal == refusal)
  }

  @Test("is absent from an error that carries none, or bytes that are no problem")
  func absent() {
    #expect(RPCError(code: .internalError, message: "").refusal == nil)
    var metadata = Metadata()
    metadata.addBinary([0xFF, 0xFF, 0xFF], forKey: Refusal.metadataKey)
    #expect(RPCError(code: .internalError, message: "", metadata: metadata).refusal == nil)
  }
}
