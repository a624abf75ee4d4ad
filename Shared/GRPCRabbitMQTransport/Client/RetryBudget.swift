internal import GRPCCore
internal import Synchronization

/// How many of the calls to one service may be made again (gRFC A6, "throttling retry attempts"): each failure takes a
/// token, each success gives a part of one back, and with half of the tokens or less nothing is made again.
///
/// It adds little to what an overloaded service has to do, and nothing to what one that is gone has.
final class RetryBudget: Sendable {
  private let most: Double
  private let ratio: Double
  private let tokens: Mutex<Double>

  /// Full: `most` tokens, of which a success gives `ratio` back.
  init(most: Double = 100, ratio: Double = 0.5) {
    self.most = most
    self.ratio = ratio
    self.tokens = Mutex(most)
  }

  /// Counts a response, and says whether the call may be made again for it.
  func permits(another response: WireResponse) -> Bool {
    let failed = response.status.code == .unavailable && !response.isCommitted
    return self.tokens.withLock { tokens in
      guard failed else {
        tokens = min(self.most, tokens + self.ratio)
        return false
      }
      tokens = max(0, tokens - 1)
      return tokens > self.most / 2
    }
  }
}

/// What a server says of trying again, in the trailer `grpc-retry-pushback-ms` (gRFC A6).
enum RetryPushback: Equatable {
  /// Nothing.
  case none
  /// Not before so long.
  case after(Duration)
  /// Not at all: a negative number, or none.
  case stop

  /// The trailer's name.
  static let key = "grpc-retry-pushback-ms"

  /// Reads it.
  init(_ trailers: Metadata) {
    guard let text = trailers[stringValues: Self.key].first(where: { _ in true }) else {
      self = .none
      return
    }
    guard let milliseconds = UInt32(text) else {
      self = .stop
      return
    }
    self = .after(.milliseconds(Int64(milliseconds)))
  }

  /// How long to wait, when it says so.
  var pause: Duration? {
    if case .after(let pause) = self { pause } else { nil }
  }
}
