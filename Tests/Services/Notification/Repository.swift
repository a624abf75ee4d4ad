import Foundation
import Localization

/// The working copy these tests were built from, and the programs beside it.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The environment in which Python finds the pinned packages, however they were installed.
  static var pythonEnvironment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    let state = environment["CLIKC_STATE"] ?? Self.root.appending(path: ".clikc").path()
    environment["PATH"] = "\(state)/venv/bin:\(environment["PATH"] ?? "/usr/bin:/bin")"
    environment["PYTHONPATH"] = "\(state)/venv"
    return environment
  }

  /// The texts as they ship.
  static func texts() throws -> MessageCatalogue {
    try MessageCatalogue(
      directory: Self.root.appending(path: "Shared/Localization/Messages"))
  }

  /// Runs a program to its end and returns what it wrote.
  static func run(_ name: String, _ arguments: [String], input: Data = Data()) throws -> Data {
    let process = Process()
    let (standardInput, output) = (try PrivatePipe(), try PrivatePipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.environment = Self.pythonEnvironment
    process.standardInput = standardInput.read
    process.standardOutput = output.write
    process.standardError = FileHandle.nullDevice
    try process.run()
    try standardInput.read.close()
    try output.write.close()
    try standardInput.write.write(contentsOf: input)
    try standardInput.write.close()
    let written = try output.read.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw ProgramFailed(name: name, status: process.terminationStatus)
    }
    return written
  }
}

struct ProgramFailed: Error {
  let name: String
  let status: Int32
}

/// A pipe that processes started meanwhile by other tests do not inherit: one that did would keep
/// it open, and its reader waiting.
struct PrivatePipe {
  let read: FileHandle
  let write: FileHandle

  init() throws {
    var descriptors: [Int32] = [0, 0]
    guard pipe(&descriptors) == 0 else { throw ProgramFailed(name: "pipe", status: errno) }
    for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    self.read = FileHandle(fileDescriptor: descriptors[0], closeOnDealloc: true)
    self.write = FileHandle(fileDescriptor: descriptors[1], closeOnDealloc: true)
  }
}
