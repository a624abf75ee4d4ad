public import CoreMetrics
internal import Synchronization

/// What a process measures, for whoever collects it: the factory behind swift-metrics, and its figures in the text
/// format of Prometheus (exposition format 0.0.4).
///
/// Two instruments of one name and the same dimensions are one series.
public final class MetricsRegistry: MetricsFactory, Sendable {
  private let instruments = Mutex<[Series: any Instrument]>([:])

  /// An empty one.
  public init() {}

  /// Every series, those of one name together under its type.
  public func text() -> String {
    let named = Dictionary(grouping: instruments.withLock { Array($0) }, by: \.key.name)
    return named.sorted { $0.key < $1.key }.map { name, series in
      let kind = series.first.map { type(of: $0.value).kind } ?? "untyped"
      let lines = series.map { $0.value.lines($0.key) }.sorted()
      return "# TYPE \(name) \(kind)\n" + lines.joined()
    }.joined()
  }

  private func instrument<Made: Instrument>(
    _ label: String, _ dimensions: [(String, String)], _ make: () -> Made
  ) -> Made {
    let series = Series(label, dimensions)
    return instruments.withLock { instruments in
      // Another kind under the same name is a defect of the program; the first keeps the name.
      guard let known = instruments[series] else {
        let made = make()
        instruments[series] = made
        return made
      }
      return known as? Made ?? make()
    }
  }

  private func remove(_ handler: AnyObject) {
    instruments.withLock { instruments in
      instruments = instruments.filter { $0.value !== handler }
    }
  }
}

extension MetricsRegistry {
  /// A counter.
  public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    instrument(label, dimensions) { CountingInstrument() }
  }

  /// A counter of fractions.
  public func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler {
    instrument(label, dimensions) { CountingInstrument() }
  }

  /// A gauge.
  public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    instrument(label, dimensions) { GaugeInstrument() }
  }

  /// A histogram of plain numbers, or a gauge when nothing is to be aggregated.
  public func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    aggregate
      ? instrument(label, dimensions) { HistogramInstrument() }
      : instrument(label, dimensions) { GaugeInstrument() }
  }

  /// A histogram of seconds.
  public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    instrument(label, dimensions) { HistogramInstrument() }
  }

  /// Ends a series.
  public func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
  /// Ends a series.
  public func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {
    remove(handler)
  }
  /// Ends a series.
  public func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
  /// Ends a series.
  public func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
  /// Ends a series.
  public func destroyTimer(_ handler: any TimerHandler) { remove(handler) }
}
