#if CLIKC_FAULTS
internal import Foundation
internal import Synchronization
#endif

/// Places where a test may make the process die, hang or fail: at every statement, commit, publication
/// and acknowledgement. Debug builds read `CLIKC_FAULT=name:kill|stall|error[@n]`, several divided by
/// commas; with `@n` only the n-th passage counts. A line on standard error says that one struck. In
/// release builds nothing of it exists.
public enum Failpoint {
  /// Passes the place, unless a fault was asked for there.
  public static func reach(_ place: some FailpointPlace) async throws {
    #if CLIKC_FAULTS
    let name = place.rawValue
    guard let fault = (planned ?? environment)[name] else { return }
    let passage = passages.withLock { counts in
      counts[name, default: 0] += 1
      return counts[name]
    }
    guard fault.passage == nil || fault.passage == passage else { return }
    FileHandle.standardError.write(Data("failpoint \(name): \(fault.effect)\n".utf8))
    switch fault.effect {
    case .kill:
      kill(getpid(), SIGKILL)
      // The signal may take a moment; nothing after this place may run.
      try await Task.sleep(for: .seconds(3600))
    case .stall: try await Task.sleep(for: .seconds(3600))
    case .error: throw InjectedFault(name: name)
    }
    #endif
  }

  /// The names of all places of these modules; none in a release build, which has no failpoints.
  public static func names(of modules: [any FailpointPlace.Type]) -> [String] {
    #if CLIKC_FAULTS
    return modules.flatMap { $0.names }
    #else
    return []
    #endif
  }

  #if CLIKC_FAULTS
  /// What happens at a place.
  public struct Fault: Sendable, Hashable {
    /// Death, a standstill of an hour, or an error.
    public enum Effect: String, Sendable {
      /// The process ends at once, as by `kill -9`.
      case kill
      /// The task stands still.
      case stall
      /// The place throws `InjectedFault`.
      case error
    }

    /// What happens.
    public let effect: Effect
    /// At which passage; nil is at each.
    public let passage: Int?

    /// Asks for a fault.
    public init(_ effect: Effect, at passage: Int? = nil) {
      self.effect = effect
      self.passage = passage
    }
  }

  /// Faults for the tasks of one test, by the names of places, instead of those of the environment.
  @TaskLocal public static var planned: [String: Fault]?

  private static let environment = parse(ProcessInfo.processInfo.environment["CLIKC_FAULT"] ?? "")
  private static let passages = Mutex<[String: Int]>([:])

  /// Reads the form of the environment; what it cannot read ends the process, because a test that
  /// injects nothing proves nothing.
  static func parse(_ text: String) -> [String: Fault] {
    var faults: [String: Fault] = [:]
    for part in text.split(separator: ",") {
      guard let match = part.wholeMatch(of: /([A-Za-z.]+):(kill|stall|error)(?:@([0-9]+))?/),
        let effect = Fault.Effect(rawValue: String(match.2))
      else { fatalError("CLIKC_FAULT: '\(part)' is not name:kill|stall|error[@n]") }
      faults[String(match.1)] = Fault(effect, at: match.3.flatMap { Int($0) })
    }
    return faults
  }
  #endif
}

#if CLIKC_FAULTS
/// The error a failpoint throws.
public struct InjectedFault: Error, Sendable, Hashable {
  /// The place.
  public let name: String
}
#endif
