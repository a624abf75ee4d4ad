internal import Foundation

/// What Linux says of this process, under the names that Prometheus' own client libraries use.
enum ProcessFigures {
  /// The lines of now; without those that could not be read.
  static func text() -> String {
    let fields = statistics()
    return [
      figure("process_cpu_seconds_total", "counter", processorSeconds(fields)),
      figure("process_resident_memory_bytes", "gauge", residentBytes(fields)),
      figure("process_open_fds", "gauge", openFiles()),
    ].joined()
  }

  private static func figure(_ name: String, _ kind: String, _ value: Double?) -> String {
    value.map { "# TYPE \(name) \(kind)\n\(name) \($0.shown)\n" } ?? ""
  }

  /// The fields of /proc/self/stat behind the name, which may hold spaces; proc(5) numbers them from 3.
  private static func statistics() -> [Substring] {
    guard let text = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return [] }
    return text[text.index(after: end)...].split(separator: " ")
  }

  /// utime and stime, fields 14 and 15.
  private static func processorSeconds(_ fields: [Substring]) -> Double? {
    guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
      return nil
    }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  /// rss in pages, field 24.
  private static func residentBytes(_ fields: [Substring]) -> Double? {
    guard fields.count > 21, let pages = Double(fields[21]) else { return nil }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  private static func openFiles() -> Double? {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")).map { Double($0.count) }
  }
}
