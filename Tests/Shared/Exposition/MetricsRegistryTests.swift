import CoreMetrics
import Testing

@testable import Exposition

@Suite("What a process measured")
struct MetricsRegistryTests {
  @Test("is written by name, with its type and its labels in order")
  func text() {
    let registry = MetricsRegistry()
    registry.makeCounter(label: "calls_total", dimensions: [("status", "OK"), ("method", "a/B")])
      .increment(by: 3)
    registry.makeCounter(label: "calls_total", dimensions: [("method", "a/B"), ("status", "OK")])
      .increment(by: 1)
    registry.makeFloatingPointCounter(label: "hours", dimensions: []).increment(by: 0.5)
    let meter = registry.makeMeter(label: "in.flight", dimensions: [])
    meter.increment(by: 2)
    meter.decrement(by: 1)

    #expect(
      registry.text() == """
        # TYPE calls_total counter
        calls_total{method="a/B",status="OK"} 4
        # TYPE hours counter
        hours 0.5
        # TYPE in_flight gauge
        in_flight 1

        """)
  }

  @Test("tells of times how many were at most so long, and their sum")
  func histogram() {
    let registry = MetricsRegistry()
    let timer = registry.makeTimer(label: "took_seconds", dimensions: [("side", "server")])
    for nanoseconds: Int64 in [1_000_000, 2_000_000, 20_000_000_000] {
      timer.recordNanoseconds(nanoseconds)
    }

    let lines = registry.text().split(separator: "\n").map(String.init)
    #expect(lines.first == "# TYPE took_seconds histogram")
    #expect(lines.contains(#"took_seconds_bucket{side="server",le="0.001"} 1"#))
    #expect(lines.contains(#"took_seconds_bucket{side="server",le="0.0025"} 2"#))
    #expect(lines.contains(#"took_seconds_bucket{side="server",le="10"} 2"#))
    #expect(lines.contains(#"took_seconds_bucket{side="server",le="+Inf"} 3"#))
    #expect(lines.contains(#"took_seconds_sum{side="server"} 20.003"#))
    #expect(lines.contains(#"took_seconds_count{side="server"} 3"#))
  }

  @Test("keeps quotation marks, backslashes and line ends of a label apart from the format's own")
  func escapes() {
    let registry = MetricsRegistry()
    registry.makeMeter(label: "9 lives", dimensions: [("what is", "a\"b\\c\nd")]).set(Int64(9))

    #expect(
      registry.text() == "# TYPE _9_lives gauge\n" + #"_9_lives{what_is="a\"b\\c\nd"} 9"# + "\n")
  }

  @Test("has no series any longer that was ended")
  func destroyed() {
    let registry = MetricsRegistry()
    let counter = registry.makeCounter(label: "gone_total", dimensions: [])
    counter.increment(by: 1)
    registry.destroyCounter(counter)

    #expect(registry.text().isEmpty)
  }

  @Test("counts on while it is read")
  func together() async {
    let registry = MetricsRegistry()
    await withDiscardingTaskGroup { group in
      for _ in 0..<8 {
        group.addTask {
          let counter = registry.makeCounter(label: "ticks_total", dimensions: [])
          for _ in 0..<500 { counter.increment(by: 1) }
        }
        group.addTask { for _ in 0..<20 { _ = registry.text() } }
      }
    }

    #expect(registry.text() == "# TYPE ticks_total counter\nticks_total 4000\n")
  }
}
