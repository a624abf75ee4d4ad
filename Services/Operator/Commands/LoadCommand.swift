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
      abstract: "Makes learners with open sessions, or accounts by the thousand.",
      discussion: """
        --learners: enrolled in the demo tutor's courses. Each costs four password hashes, about a third of a \
        second of one core: 1 000 take some three minutes on two cores.

        --accounts: in Identity alone, with one password for all, a tenth of them in the demo coordinator's \
        administration and the rest spread over the others. Identity takes them only where CLIKC_LOAD_ACCOUNTS is \
        `allowed`. Those of the same seed who are there already are passed over.
        """)

    @Option(help: "How many learners.") var learners: Int?
    @Option(help: "With --learners: the file that gets the session tokens, one a line.")
    var tokens: String?
    @Option(
      help: "With --learners: the file that gets the id of a course they are all enrolled in.")
    var courseIdFile: String?
    @Option(help: "How many accounts there are to be of this seed.") var accounts: Int?
    @Option(help: "With --accounts: who they are.") var seed: UInt64 = 1
    @Option(
      help:
        "With --accounts: the file (JSON) that gets password and usernames; an earlier one's password stays."
    )
    var logins: String?
    @Option(help: "What `demo load` wrote.") var demo: String
    @Option(help: "How many are under way at a time; of accounts, batches.") var concurrency: Int?

    func validate() throws {
      guard (self.learners == nil) != (self.accounts == nil) else {
        throw ValidationError("Either --learners or --accounts is needed.")
      }
      guard (1...100_000).contains(self.learners ?? 1) else {
        throw ValidationError("--learners must be from 1 to 100000.")
      }
      guard (1...10_000_000).contains(self.accounts ?? 1) else {
        throw ValidationError("--accounts must be from 1 to 10000000.")
      }
      guard (self.learners == nil) == (self.tokens == nil) else {
        throw ValidationError("--tokens goes with --learners.")
      }
      guard (self.accounts == nil) == (self.logins == nil) else {
        throw ValidationError("--logins goes with --accounts.")
      }
      guard (1...256).contains(self.concurrency ?? 1) else {
        throw ValidationError("--concurrency must be from 1 to 256.")
      }
    }

    func run() async throws {
      let file = DemoRecordFile(url: URL(filePath: self.demo))
      guard let record = try file.read(), let coordinator = record.coordinator,
        let tutor = record.tutor
      else { throw FileFault(self.demo, "", "is missing or names no coordinator and tutor") }
      if let learners, let tokens {
        try await self.makeLearners(learners, tokens, record, coordinator, tutor)
      } else if let accounts, let logins {
        try await self.makeAccounts(accounts, URL(filePath: logins), coordinator)
      }
    }

    private func makeLearners(
      _ count: Int, _ file: String, _ record: DemoRecord, _ coordinator: DemoRecord.Login,
      _ tutor: DemoRecord.Login
    ) async throws {
      let concurrency = self.concurrency ?? 16
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
      try Self.write(tokens, to: URL(filePath: file))
      if let courseIdFile { try Self.write([course], to: URL(filePath: courseIdFile)) }
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      print("\(count) learners in \(Int(seconds.rounded())) s; their tokens are in \(file).")
    }

    private static func courses(of tutor: SignedIn) async throws -> [String] {
      try await attempting("listing the tutor's courses") {
        try await tutor.act { try await $0.courses.listMyCourses(.init()).courses.map(\.id) }
      }
    }

    private static func write(_ lines: [String], to url: URL) throws {
      try Self.write(Data(lines.map { "\($0)\n" }.joined().utf8), to: url)
    }

    /// Tokens are as good as passwords: for the owner's eyes alone.
    static func write(_ contents: Data, to url: URL) throws {
      let created = FileManager.default.createFile(
        atPath: url.path(), contents: contents, attributes: [.posixPermissions: 0o600])
      guard created else { throw FileFault(url.path(), "", "cannot be written") }
    }
  }
}
