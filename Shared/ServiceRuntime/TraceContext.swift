public import Logging
public import Tracing

/// Which request of a person this work belongs to: the `traceparent` of W3C Trace Context, version 00.
public struct TraceContext: Sendable, Hashable {
  /// The header, and the key of call metadata, that carries it.
  public static let key = "traceparent"

  /// 32 hexadecimal digits, the same for all the work of a request.
  public let traceID: String
  /// 16 hexadecimal digits, one for each hop.
  public let spanID: String
  /// 2 hexadecimal digits; `01` when the trace is recorded somewhere.
  public let flags: String

  /// A trace that begins here.
  public static func root() -> TraceContext {
    TraceContext(traceID: hex(2), spanID: hex(1), flags: "00")
  }

  /// The next hop of the same trace.
  public func next() -> TraceContext {
    TraceContext(traceID: traceID, spanID: Self.hex(1), flags: flags)
  }

  private init(traceID: String, spanID: String, flags: String) {
    (self.traceID, self.spanID, self.flags) = (traceID, spanID, flags)
  }

  /// Reads a header; nil when it is not of the standard's form, which then counts as absent. Of later
  /// versions the part that version 00 has is read.
  public init?(_ header: String) {
    let parts = header.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 4, zip(parts, [2, 32, 16, 2]).allSatisfy({ Self.isHex($0, $1) }),
      parts[0] != "ff", parts[0] != "00" || parts.count == 4,
      parts[1].contains(where: { $0 != "0" }), parts[2].contains(where: { $0 != "0" })
    else { return nil }
    self.init(traceID: parts[1], spanID: parts[2], flags: parts[3])
  }

  /// As the header has it.
  public var header: String { "00-\(traceID)-\(spanID)-\(flags)" }

  private static func isHex(_ text: String, _ count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  /// So many random 64-bit numbers, none of them zero.
  private static func hex(_ count: Int) -> String {
    (0..<count).map { _ in
      let digits = String(UInt64.random(in: 1 ... .max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}

extension ServiceContext {
  private enum TraceKey: ServiceContextKey {
    typealias Value = TraceContext
  }

  /// The trace the current work belongs to.
  public var trace: TraceContext? {
    get { self[TraceKey.self] }
    set { self[TraceKey.self] = newValue }
  }
}

/// Carries the trace from process to process. It records nothing; a tracer that does may be bootstrapped in
/// its place.
public struct TraceContextInstrument: Instrument {
  /// Creates an instrument.
  public init() {}

  public func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier, into context: inout ServiceContext, using extractor: Extract
  ) where Extract.Carrier == Carrier {
    context.trace = extractor.extract(key: TraceContext.key, from: carrier)
      .flatMap { TraceContext($0) }
  }

  public func inject<Carrier, Inject: Injector>(
    _ context: ServiceContext, into carrier: inout Carrier, using injector: Inject
  ) where Inject.Carrier == Carrier {
    let trace = context.trace?.next() ?? .root()
    injector.inject(trace.header, forKey: TraceContext.key, into: &carrier)
  }
}

extension Logger.MetadataProvider {
  /// The trace of the work at hand, as `trace.id`.
  public static var trace: Logger.MetadataProvider {
    Logger.MetadataProvider {
      ServiceContext.current?.trace.map { ["trace.id": "\($0.traceID)"] } ?? [:]
    }
  }
}
