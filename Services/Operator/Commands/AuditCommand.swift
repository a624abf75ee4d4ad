internal import ArgumentParser
internal import Cryptography
internal import Foundation
internal import IdentityContract
internal import ServiceRuntime
internal import SwiftProtobuf

/// `clikcctl audit`.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "The audit log.", subcommands: [Verify.self])

  /// `clikcctl audit verify`.
  struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "verify",
      abstract: "Checks every entry of the audit log against the chain.",
      discussion: """
        Prints where the chain ends; keep that elsewhere and give it back with --from to prove that \
        nothing before it was cut off. Fails and names the first entry that does not hold.
        """)

    @Option(help: "POSITION:HASH of an earlier run, which must still be there.") var from: String?

    func run() async throws {
      let start = try self.from.map { try ChainEnd($0) }
      let (end, fault) = try await Backend.connected(Settings()) { backend in
        try await attempting("verifying the audit log") { try await Self.verify(backend, start) }
      }
      if let fault {
        print("The chain holds up to \(end.text). \(fault)")
        throw ExitCode(1)
      }
      print("The chain holds: \(end.position) entries, ending at \(end.text)")
    }

    /// Where the chain ends or breaks, and what is wrong there. It must pass `start` on the way.
    private static func verify(
      _ backend: Backend, _ start: ChainEnd?
    ) async throws -> (ChainEnd, String?) {
      var begin = ChainEnd()
      if let start {
        let (end, fault) = try await Self.follow(backend, from: begin, until: start.position)
        if let fault { return (end, fault) }
        guard end.position == start.position else {
          return (end, "It was cut before \(start.text).")
        }
        guard end.hash == start.hash else { return (end, "It is another one than \(start.text).") }
        begin = end
      }
      return try await Self.follow(backend, from: begin, until: 0)
    }

    private static func follow(
      _ backend: Backend, from begin: ChainEnd, until last: Int64
    ) async throws -> (ChainEnd, String?) {
      var end = begin
      while true {
        let here = end
        let answer = try await Backend.timed {
          try await backend.audit.verifyAudit(
            .with {
              $0.position = here.position
              $0.hash = Data(here.hash)
              $0.until = last
            })
        }
        end = ChainEnd(position: answer.position, hash: Array(answer.hash))
        if let fault = answer.fault.sentence(entry: answer.entry) { return (end, fault) }
        if answer.done { return (end, nil) }
      }
    }
  }
}

/// A place in the chain.
struct ChainEnd: Equatable {
  var position: Int64 = 0
  var hash: [UInt8] = []

  init(position: Int64 = 0, hash: [UInt8] = []) {
    self.position = position
    self.hash = hash
  }

  /// Reads `POSITION:HASH`.
  init(_ text: String) throws {
    let parts = text.split(separator: ":")
    guard parts.count == 2, let position = Int64(parts[0]), position > 0,
      let hash = bytes(hexadecimal: String(parts[1])), hash.count == 32
    else { throw ValidationError("--from is POSITION:HASH, as an earlier run printed it") }
    self.init(position: position, hash: hash)
  }

  var text: String { "\(position):\(hexadecimal(hash))" }
}

extension Clikc_Identity_V1_AuditFault {
  /// What is wrong, in a sentence; nil when nothing is.
  func sentence(entry: Int64) -> String? {
    switch self {
    case .unspecified: nil
    case .gap: "A link before that of entry \(entry) is missing."
    case .missing: "Entry \(entry) is missing."
    case .changed: "Entry \(entry) or its hash was changed."
    case .unchained: "Entry \(entry) has no link."
    case .UNRECOGNIZED(let number): "Entry \(entry) is at fault (\(number))."
    }
  }
}
