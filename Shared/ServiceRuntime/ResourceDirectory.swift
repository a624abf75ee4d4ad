public import Foundation

/// Where the files of a target lie: in `CLIKC_RESOURCES`, else beside the running executable. SwiftPM's
/// own lookup falls back to the path of the machine that built, which hides a missing file.
public enum ResourceDirectory {
  /// The directory of the resources of `target`; throws ``SettingError`` when it is not there.
  public static func find(
    _ target: String, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(SettingError) -> URL {
    let name = "clikc_\(target).resources"
    for base in bases(environment) {
      let candidate = base.appending(path: name)
      if FileManager.default.fileExists(atPath: candidate.path()) { return candidate }
    }
    throw SettingError("RESOURCES", "or the directory of the executable must hold \(name)")
  }

  private static func bases(_ environment: [String: String]) -> [URL] {
    if let chosen = environment["CLIKC_RESOURCES"], !chosen.isEmpty {
      return [URL(filePath: chosen)]
    }
    let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return executable.map { [URL(filePath: $0).deletingLastPathComponent()] } ?? []
  }
}
