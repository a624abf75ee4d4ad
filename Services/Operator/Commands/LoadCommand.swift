internal import ArgumentParser
internal import CatalogueContract
internal import Cryptography
internal import Foundation
internal import ServiceRuntime

/// `clikcctl load`.
struct LoadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load", abstract: "Load for benchmarks.", subcommands: [Generate.self])

  /// `clikcctl load generate`.
  struct Generate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "generate",
      abstract: "Makes learners with open sessions, enrolled in the demo tutor's courses.",
      discussion: """
        Each learner costs four password hashes, about a third of a second of one core: 1 000 take \
        some three minutes on two cores.
        """)

    @Option(help: "How many.") var learners: Int
    @Option(help: "The file that gets the session tokens, one a line.") var tokens: String
    @Option(help: "The file that gets the id of a course they are all enrolled in.")
    var courseIdFile: String?
    @Option(help: "What `demo load` wrote.") var demo: String
    @Option(help: "How many are under way at a time.") var concurrency = 16

    func validate() throws {
      guard (1...100_000).contains(self.learners) else {
        throw ValidationError("--learners must be from 1 to 100000.")
      }
      guard (1...256).contains(self.concurrency) else {
        throw ValidationError("--concurrency must be from 1 to 256.")
      }
    }

    func run() async throws {
      let file = DemoRecordFile(url: URL(filePath: self.demo))
      guard let record = try file.read(), let coordinator = record.coordinator,
        let tutor = record.tutor
      else { throw FileFault(self.demo, "", "is missing or names no coordinator and tutor") }
      let (count, concurrency) = (self.learners, self.concurrency)
      let start = ContinuousClock.now
      let (tokens, course) = try await Backend.connected(Settings()) { backend in
        let tutor = try await backend.signIn(tutor.username, tutor.password)
        let courses = try await Self.courses(of: tutor)
        let generator = LoadGenerator(
          backend: backend, mailbox: Mailbox(URL(filePath: record.maildir)),
          coordinator: try await backend.signIn(coordinator.username, coordinator.password),
          tutor: tutor, courses: courses,
          run: hexadecimal(try randomBytes(4)))
        let tokens = try await generator.generate(count, concurrency: concurrency) { made in
          if made % 100 == 0 || made == count { print("\(made) of \(count) learners") }
        }
        return (tokens, courses.first ?? "")
      }
      try Self.write(tokens, to: URL(filePath: self.tokens))
      if let courseIdFile { try Self.write([course], to: URL(filePath: courseIdFile)) }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      print("\(count) learners in \(Int(seconds.rounded())) s; their tokens are in \(self.tokens).")
    }

    private static func courses(of tutor: SignedIn) async throws -> [String] {
      try await attempting("listing the tutor's courses") {
        try await tutor.act { try await $0.courses.listMyCourses(.init()).courses.map(\.id) }
      }
    }

    /// Tokens are as good as passwords: for the owner's eyes alone.
    private static func write(_ lines: [String], to url: URL) throws {
      let text = lines.map { "\($0)\n" }.joined()
      let created = FileManager.default.createFile(
        atPath: url.path(), contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
      guard created else { throw FileFault(url.path(), "", "cannot be written") }
    }
  }
}
