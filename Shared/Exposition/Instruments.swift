internal import CoreMetrics
internal import Synchronization

/// What is shown of an instrument.
protocol Instrument: AnyObject, Sendable {
  /// `counter`, `gauge` or `histogram`.
  static var kind: String { get }
  /// Its lines, of the series it was made for.
  func lines(_ series: Series) -> String
}

/// Only grows.
final class CountingInstrument: Instrument, CounterHandler, FloatingPointCounterHandler {
  static let kind = "counter"
  private let total = Mutex(0.0)

  func increment(by amount: Int64) { increment(by: Double(amount)) }
  func increment(by amount: Double) { total.withLock { $0 += max(0, amount) } }
  func reset() { total.withLock { $0 = 0 } }
  func lines(_ series: Series) -> String { series.line(total.withLock { $0 }.shown) }
}

/// Goes up and down.
final class GaugeInstrument: Instrument, MeterHandler, RecorderHandler {
  static let kind = "gauge"
  private let value = Mutex(0.0)

  func set(_ new: Int64) { set(Double(new)) }
  func set(_ new: Double) { value.withLock { $0 = new } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }
  func record(_ new: Int64) { set(Double(new)) }
  func record(_ new: Double) { set(new) }
  func lines(_ series: Series) -> String { series.line(value.withLock { $0 }.shown) }
}

/// Counts how many values lie at or below each of its bounds, and their sum. A timer's values are nanoseconds, shown
/// in seconds.
final class HistogramInstrument: Instrument, RecorderHandler, TimerHandler {
  private struct State {
    var counts: [Int]
    var sum = 0.0
  }

  static let kind = "histogram"
  /// Seconds, or the plain numbers of a recorder.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  private let state = Mutex(State(counts: Array(repeating: 0, count: bounds.count + 1)))

  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let index = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
    state.withLock { state in
      state.counts[index] += 1
      state.sum += value
    }
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }

  func lines(_ series: Series) -> String {
    let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
    var below = 0
    var text = ""
    for (bound, count) in zip(Self.bounds.map(\.shown) + ["+Inf"], counts) {
      below += count
      text += series.line(
        String(below), suffix: "_bucket", also: .init(name: "le", value: bound))
    }
    return text + series.line(sum.shown, suffix: "_sum")
      + series.line(String(below), suffix: "_count")
  }
}

extension Double {
  /// Whole numbers without a point, as readers of the format expect of counts.
  var shown: String {
    self == rounded() && magnitude < 1e15 ? String(Int64(self)) : String(self)
  }
}
